"""What ends a request, as one of the codes of a fetch."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from pressextract.sources.addresses import reason

#: By status, where more is to be said than which one it is.
_STATUS = {
    304: "status",
    404: "not_found",
    410: "gone",
    401: "refused",
    403: "refused",
    451: "refused",
    429: "retry_later",
    503: "retry_later",
}
_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "cut_off"),
    (DownloadCancelledError, "too_large"),
    (DownloadConnectionRefusedError, "connection"),
    (DownloadFailedError, "connection"),
    (OSError, "connection"),
)
#: Codes that say that a host did not answer.
SILENT = frozenset(("dns", "timeout", "connection", "certificate", "retry_later"))


class RefusedError(IgnoreRequest):
    """A request is not made, or its answer not taken; `code` is one of SKIPPED_CODES or FAILED_CODES."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def code_of_status(status: int) -> str:
    """The code of an answer that is no page."""
    others = "redirects" if 300 <= status < 400 else "server_error" if status >= 500 else "status"
    return _STATUS.get(status, others)


def code_of_error(error: BaseException) -> tuple[str, str]:
    """Code and message of what ended a request."""
    if isinstance(error, RefusedError):
        return error.code, error.message
    message = _told(error)
    if "certificate verify failed" in message:
        return "certificate", message
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "failed")
    return code, f"{type(error).__name__}: {message}" if code == "failed" else message


def _told(error: BaseException) -> str:
    """What an error says; Scrapy and Twisted wrap what happened, and their own words are class names."""
    failures = getattr(error.__cause__, "reasons", None) or ()
    inner = next((failure.value for failure in failures if getattr(failure, "value", None) is not None), error)
    message = reason(inner)
    return "" if message == type(inner).__name__ else message.partition(" in request ")[0]
