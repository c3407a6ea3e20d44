"""Addresses on the web: which ones may be asked for, when two are one, and what they tell."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urldefrag, urljoin, urlsplit

_MAX_LENGTH = 2083
_SESSION = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#;]*", re.I)
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.I)
#: Parameters that tell who sent a reader, never which page is meant.
_TRACKER = re.compile(
    r"(?:utm|mtm)_\w+=|(?:pk|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid)=|at_(?:medium|campaign)=|"
    r"(?:fbclid|gclid|dclid|gbraid|wbraid|msclkid|igshid|yclid|twclid|mc_cid|mc_eid|_ga|_gl|xtor|phpsessid|jsessionid)=",
    re.I,
)
_RESERVED = "%&=+;:,/?@!$'()*-._~[]|"
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
#: Browsers take them out wherever they stand in a link.
_BREAKS = re.compile(r"[\t\r\n]+")
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
        link = _SPACE.sub(" ", _BREAKS.sub("", link)).strip()
        url = urldefrag(urljoin(base, link.replace(" ", "%20"))).url
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

    # detail.php/bb1.c.663215.de: pages of Brandenburg's CMS end in a domain
    return extension_filter(urlsplit(url).path.lower().removesuffix(".de")) and not is_not_crawlable(url)


def key_of(url: str) -> str:
    """What addresses of one page share: without fragment, session and trackers, parameters in one order. What is no
    address stays.
    """
    from courlan import normalize_url

    try:
        place, _, query = _SESSION.sub("", urldefrag(url).url).partition("?")
        normal, query = _in_capitals(normalize_url(place)), _in_capitals(quote(query, safe=_RESERVED))
    except ValueError:
        return url
    # courlan's list of trackers has words like ref, uid and cid, by which many sites tell their releases apart
    parameters = sorted(part for part in query.split("&") if part and not _TRACKER.match(part))
    normal += "/" if urlsplit(normal).path == "" else ""
    return "?".join((normal, "&".join(parameters))) if parameters else normal


def _in_capitals(url: str) -> str:
    """With %c3%bc, as WordPress writes it, as %C3%BC."""
    return _ESCAPE.sub(lambda escape: escape[0].upper(), url)


def host_of(url: str) -> str:
    """The host in small letters and as it is resolved (xn--…), empty where there is none."""
    try:
        host = (urlsplit(url).hostname or "").lower()
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
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
