"""Runs inside Datasette: cells with an article lead to its place in the run's report, where there is one, and only
who asks this machine by one of its own names is answered.

Datasette loads this file by its name; nothing of pressextract is imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from datasette import hookimpl
from datasette.utils import tilde_encode
from datasette.utils.asgi import AsgiFileDownload, NotFound, asgi_send
from markupsafe import Markup

_PLUGIN = "article_links"
_ADDRESS = "/report/report.html"
#: A page elsewhere whose name is made to lead to this machine (DNS rebinding) has another name, and could read all.
_OWN_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """The report alone is served, not the run's folder."""
    return [(rf"^{_ADDRESS.replace('.', '[.]')}$", _send_report)]


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Requests for other hosts than this machine are refused."""

    def wrapped(app: Any) -> Any:
        async def guarded(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] != "lifespan" and _host(scope) not in _OWN_NAMES:
                await asgi_send(send, "ask 127.0.0.1 or localhost", 403, content_type="text/plain")
            else:
                await app(scope, receive, send)

        return guarded

    return wrapped


def _host(scope: Any) -> str | None:
    stated = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    try:
        return urlsplit(f"//{stated}").hostname
    except ValueError:
        return None


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """A link to the report behind the article's own; the title takes it where the table shows the key as its link."""
    if not _report(datasette).is_file():
        return None
    if table == "articles" and column == "title":
        return Markup("{} {}").format(value, _to_report(datasette, row["article_id"]))
    key, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if column not in _settings(datasette)["keys"] or not isinstance(key, str) or not key:
        return None
    address = datasette.urls.row(database, "articles", tilde_encode(key))
    return Markup('<a href="{}">{}</a> {}').format(address, label or key, _to_report(datasette, key))


def _to_report(datasette: Any, article_id: str) -> Markup:
    address = f"{datasette.urls.path(_ADDRESS)}#article={quote(article_id)}"
    return Markup('<a href="{}" title="in the report, with its mentions marked">[report]</a>').format(address)


def _report(datasette: Any) -> Path:
    return Path(_settings(datasette)["report"])


def _settings(datasette: Any) -> dict[str, Any]:
    """Where the report lies, and which columns hold a key of `articles`; written by `metadata.py`."""
    return {"report": "", "keys": ()} | (datasette.plugin_config(_PLUGIN) or {})


async def _send_report(datasette: Any) -> AsgiFileDownload:
    report = _report(datasette)
    if not report.is_file():
        raise NotFound(f"no report of the run; pressextract report {report.parent} writes one")
    return AsgiFileDownload(str(report), content_type="text/html; charset=utf-8")
