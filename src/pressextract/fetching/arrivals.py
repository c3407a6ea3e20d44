"""Pages that came: into the WARC where they are new or revised, and how that is told."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from scrapy.http import Response

from pressextract.article import Loss, Page
from pressextract.cleaning import clean_or_loss
from pressextract.fetching.answers import header_of
from pressextract.fetching.captures import NOT_MODIFIED, SAME_BYTES, CaptureFile, Earlier, Exchange, Records, digest_of
from pressextract.fetching.store import Store
from pressextract.fetching.visits import Address, Capture, Visit, moment
from pressextract.sources.content_types import charset_of

#: Bytes up to which a page is cleaned for comparison: 2 MB take 0.1 s, in which nothing else arrives.
_MAX_CLEANED = 2_000_000


class Arrivals:
    """Decides by the capture before what a page is: `fetched`, `revised`, `unchanged`, or one that is there already."""

    def __init__(self, store: Store, captures: CaptureFile) -> None:
        self._store = store
        self._captures = captures

    def arrived(self, response: Response) -> Visit:
        """Store a page unless it is the same as before.

        The servers of many sites send other bytes each time (a token, today's teasers). So a page whose article reads
        as before is unchanged, too.

        Raises:
            OSError: the disk is full.
        """
        exchanges = _chain(response)
        body = exchanges[-1].body
        told: dict[str, Any] = {"status": response.status, "final_url": response.url, "bytes": len(body)}
        told["time"] = moment(exchanges[-1].when)
        before = self._store.capture_of(response.url)
        if before is not None and before.run == self._store.run:
            return Visit(outcome="skipped", code="same_page", message=f"to {before.url}", **told)
        digest = told["digest"] = digest_of(body)
        if before is not None and digest == before.digest:
            records = self._captures.write(exchanges, same_as=_earlier(before), profile=SAME_BYTES)
            return Visit(outcome="unchanged", code="same_bytes", **told, **_where(records))
        text = told["text_digest"] = _text_digest(response)
        if before is not None and text is not None and text == before.text_digest:
            return Visit(outcome="unchanged", code="same_text", **told)
        records = self._captures.write(exchanges)
        return Visit(outcome="fetched" if before is None else "revised", **told, **_where(records))

    def not_modified(self, address: Address, response: Response) -> Visit:
        """Note that the server says so.

        Raises:
            OSError: the disk is full.
        """
        told: dict[str, Any] = {"status": response.status, "final_url": response.url}
        before = self._store.capture_of(response.url) or self._store.capture_of(address.url)
        if before is not None:
            told |= _where(self._captures.write(_chain(response), same_as=_earlier(before), profile=NOT_MODIFIED))
        return Visit(outcome="unchanged", code="not_modified", **told)


def _chain(response: Response) -> list[Exchange]:
    """The exchanges that led to a response: redirects, and the last one; tries that failed are left out."""
    *before, last = response.meta["exchanges"]
    return [*(exchange for exchange in before if exchange.status.startswith("3")), last]


def _earlier(capture: Capture) -> Earlier:
    return Earlier(capture.url, capture.time, capture.digest)


def _where(records: Records) -> dict[str, Any]:
    return {"warc_offset": records.offset, "warc_length": records.length}


def _text_digest(response: Response) -> str | None:
    """A digest of the page's article, None where cleaning finds none, or would hold up all other pages."""
    if len(response.body) > _MAX_CLEANED:
        return None
    page = Page(
        source_id=response.url,
        input=response.url,
        kind="html",
        content=response.body,
        url=response.url,
        charset=charset_of(header_of(response.headers, "Content-Type")),
    )
    article = clean_or_loss(page, "any")
    if isinstance(article, Loss):
        return None
    text = "\0".join((article.title or "", article.subtitle or "", article.text))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
