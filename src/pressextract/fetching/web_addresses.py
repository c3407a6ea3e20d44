"""Addresses on the web: which ones may be asked for, when two are one, and what they tell."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urldefrag, urljoin, urlsplit

_MAX_LENGTH = 2083
_SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#;]*", re.I)
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")


def problem_of(url: str) -> str | None:
    """Why an address is not fetched, None where nothing speaks against it.

    >>> problem_of("ftp://www.bmi.bund.de/")
    'http:// or https:// expected, ftp:// found'
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"no address ({error})"
    if parts.scheme not in ("http", "https"):
        found = f"{parts.scheme}://" if parts.scheme and "://" in url else "none"
        return f"http:// or https:// expected, {found} found"
    if parts.username or parts.password:
        return "addresses with a user or password are not fetched"
    if not host or port == 0 or host.startswith(".") or ".." in host:
        return "no host in it"
    if len(url) > _MAX_LENGTH:
        return f"{len(url):,} characters, {_MAX_LENGTH:,} are possible"
    return None


def absolute(link: str, base: str) -> str | None:
    """A link as an address without fragment and session, None for what leads to no page (mailto:, javascript:).

    A user and password are hidden, so that they stand nowhere; such an address is not fetched.
    """
    try:
        url = urldefrag(urljoin(base, _SPACE.sub(" ", link).strip().replace(" ", "%20"))).url
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    if "@" in parts.netloc:
        url = parts._replace(netloc=f"***@{parts.netloc.rpartition('@')[2]}").geturl()
    return _SESSION.sub("", url) if ";" in url else url


def may_be_page(url: str) -> bool:
    """Whether an address does not end as those of pictures and documents do, or lead to a login or an imprint."""
    from courlan import is_not_crawlable
    from courlan.filters import extension_filter

    return extension_filter(urlsplit(url).path.lower()) and not is_not_crawlable(url)


def key_of(url: str) -> str:
    """What addresses of one page share: without fragment, session and trackers, parameters in one order."""
    from courlan import normalize_url

    normal = normalize_url(_SESSION.sub("", urldefrag(url).url))
    return normal + "/" if urlsplit(normal).path == "" and "?" not in normal else normal


def host_of(url: str) -> str:
    """The host in small letters, empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The host without `www.`."""
    return host_of(url).removeprefix("www.")


def day_in(url: str) -> date | None:
    """The day that an address names, as in /2024/05/12/ or -20240512.html."""
    for match in _DAY.finditer(urlsplit(url).path):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
