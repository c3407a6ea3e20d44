"""What becomes of an address, and why: the words stand in the index of a fetch and do not change."""

from __future__ import annotations

from typing import Literal

#: fetched: a page that was not there; revised: its text differs from the capture before; unchanged: nothing to store;
#: read: a feed, sitemap or listing; skipped: not asked for, by a rule; failed: asked for and not had.
Outcome = Literal["fetched", "revised", "unchanged", "read", "skipped", "failed"]

OUTCOMES: dict[Outcome, str] = {
    "fetched": "the page is in the WARC",
    "revised": "the page is in the WARC again, since its text is another one than in the capture before",
    "unchanged": "the page is as it was captured before; the code tells how that was found",
    "read": "a feed, a sitemap or a listing was read for its addresses",
    "skipped": "a rule says that the address is not wanted or not allowed",
    "failed": "the page could not be had",
}

#: How it was found that a page is unchanged.
UNCHANGED_CODES: dict[str, str] = {
    "not_modified": "the server answered 304",
    "same_bytes": "the page has the bytes of the capture before",
    "same_text": "the page's article has the text of the capture before; only what surrounds it differs",
    "older_change": "its sitemap or feed states a last change before the last visit; the page was not asked for",
}

SKIPPED_CODES: dict[str, str] = {
    "bad_address": "no address that begins with http:// or https://, or one with a user or password in it",
    "before_since": "published or last changed before --since, as its feed, sitemap or listing says",
    "no_match": "the address does not fit --match",
    "beyond_limit": "more pages of a listing, sitemaps or addresses than max_listing_pages, max_sitemaps,"
    " max_sitemap_depth or max_addresses allow",
    "robots": "robots.txt forbids it, or asks for a delay longer than max_pause",
    "private_address": "the host is a private, loopback or link-local one; --allow-private fetches from there",
    "not_html": "the server sends something else than HTML, which is not loaded",
    "same_page": "leads to a page that this fetch has already captured",
}

FAILED_CODES: dict[str, str] = {
    "not_found": "the server answers 404",
    "gone": "the server answers 410",
    "refused": "the server answers 401, 403 or 451",
    "server_error": "the server answers 500 or more after all tries; tried again next time",
    "status": "the server answers another status than 200; the column status has it",
    "retry_later": "429 or 503 after all tries, or a pause longer than max_pause is asked for; tried again next time",
    "redirects": "more redirects than max_redirects, a loop, or one that leads to no http or https address",
    "dns": "the host's name is not known",
    "connection": "no connection, or one that broke off",
    "certificate": "the server's certificate is not valid",
    "timeout": "not there after `timeout` seconds",
    "cut_off": "fewer bytes than the server announced",
    "too_large": "more than max_page_bytes, also when unpacked",
    "host_down": "not asked for, since the host did not answer several times in a row; tried again next time",
    "robots_unavailable": "robots.txt cannot be had (an error of the server), so nothing there is fetched",
    "unsafe_xml": "a feed or sitemap declares entities, which are not read",
    "not_a_feed": "neither RSS nor Atom",
    "not_a_sitemap": "neither a sitemap nor an index of sitemaps, nor robots.txt",
    "failed": "an unexpected error; the message names it",
}

CODES: dict[str, str] = {**UNCHANGED_CODES, **SKIPPED_CODES, **FAILED_CODES}

#: What another try may mend: the next fetch asks again, whether the address is named again or not.
PASSING = (
    "server_error", "retry_later", "dns", "connection", "timeout", "cut_off", "host_down", "robots_unavailable",
    "failed",
)  # fmt: skip
