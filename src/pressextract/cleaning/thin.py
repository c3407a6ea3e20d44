"""Takes away what is never part of an article: scripts, menus, footers, cookie banners, share links, comments."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from lxml.etree import _Element as Element

_DROPPED_TAGS = frozenset(
    "script style noscript template svg canvas iframe object embed button select textarea input dialog audio map link "
    "applet datalist optgroup option frame noframes math".split()
)
_DROPPED_ROLES = frozenset(
    "navigation contentinfo complementary search dialog alertdialog menu menubar toolbar tablist".split()
)
#: Words of a class or id (parted by -, _, blank, or a change of case) that name page furniture. A word here drops the
#: element unless it holds the headline or a good part of the page's prose (a wrapper with class "has-sidebar").
_FURNITURE_WORDS = frozenset(
    """
    nav navi navigation navbar mainnav metanav subnav topnav menu menue submenu breadcrumb breadcrumbs brotkrumen skip
    skiplinks skiplink sprungmarke share sharing shares shareaholic sharedaddy social socialmedia socialshare
    shariff addthis sidebar sidebars seitenleiste related relatedposts yarpp newsletter banner ad ads advert
    advertisement adsense anzeige anzeigen werbung footer footnav pagination pager paging pagenav prevnext
    popup modal overlay lightbox toolbar tooltip outbrain taboola plista promo subscribe abo abonnement
    login anmeldung search suche suchformular searchform printonly rating ratings voting feedback
    tagcloud tags taglist schlagworte loginbox offscreen recommendation
    recommendations empfehlung empfehlungen mehrzumthema marginal marginalspalte randspalte rightcol
    authorbox authorinfo aboutauthor donation spendenbox impressum trackback trackbacks pingback
    tocbox audioplayer readspeaker vorlesen backtotop totop zurueck navtotop jumptocontact
    """.split()
)
#: Words that drop an element however much prose it holds, since it is other people's or the operator's.
_FOREIGN_WORDS = frozenset(
    """
    cookie cookies cookiebanner cookiebar consent gdpr dsgvo borlabs cmp comment comments kommentar kommentare
    commentlist disqus respond
    """.split()
)
#: Classes that hide an element from sight; as words they would hit "label-hidden" and "lg:hidden" too.
_HIDING_CLASSES = frozenset(
    ("hidden", "invisible", "is-hidden", "sr-only", "visually-hidden", "screen-reader-text", "d-none", "hide", "aural")
)
#: Two words in a row that name furniture where neither alone does.
_FURNITURE_PAIRS = frozenset(
    """
    print-only only-print post-navigation post-meta-footer entry-footer
    author-box author-info author-bio about-author post-author-bio more-articles more-news weitere-artikel
    weitere-meldungen weitere-news mehr-zum read-more read-also lesen-sie auch-interessant see-also back-link back-to
    article-footer article-tools article-actions social-media tag-list post-tags entry-tags most-read meist-gelesen
    call-to to-top prev-next next-prev service-links page-functions seiten-funktionen contact-box kontakt-box
    """.split()
)
_WORD = re.compile(r"[A-ZÄÖÜ]?[a-zäöü]+|[A-ZÄÖÜ]+(?![a-zäöü])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
#: What would be furniture by its class stays when it holds this share of the page's prose.
_KEPT_SHARE = 0.35
_SENTENCE_LENGTH = 60

Suspicion = Literal["furniture", "foreign"]


def thin(root: Element, *, keep_header: bool = False) -> None:
    """Drop page furniture from the tree, in place; a site's rules may want something of its header."""
    for element in list(root.iter(*_DROPPED_TAGS)):
        drop(element)
    body = root.find("body")
    if body is None:
        body = root
    total = _prose(body)
    waiting = [body]
    while waiting:
        for element in list(waiting.pop()):
            reason = _suspicion(element, keep_header)
            if reason and not _is_kept(element, reason, total):
                drop(element)
            elif len(element):
                waiting.append(element)


def drop(element: Element) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + " " + tail
        else:
            parent.text = (parent.text or "") + " " + tail
    parent.remove(element)


def text_length(element: Element) -> int:
    """Characters of text in an element, white space counted as written."""
    return sum(map(len, element.itertext()))


def class_words(element: Element) -> tuple[str, ...]:
    """The words of an element's class and id in lower case: navToTop gives nav, to, top."""
    name, identifier = element.get("class"), element.get("id")
    return _words(f"{name or ''} {identifier or ''}") if name or identifier else ()


@lru_cache(maxsize=8192)
def _words(names: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(names))


def _suspicion(element: Element, keep_header: bool) -> Suspicion | None:
    tag = element.tag
    if tag in ("html", "body", "main"):
        return None
    if tag in ("footer", "aside", "form", "nav"):
        return "furniture"
    if tag == "header" and not keep_header and next(element.iterancestors("article", "main", "section"), None) is None:
        return "furniture"
    if not (attributes := element.attrib):
        return None
    if attributes.get("role") in _DROPPED_ROLES or attributes.get("aria-modal") == "true":
        return "furniture"
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "furniture"
    if "style" in attributes and _HIDDEN_STYLE.search(str(attributes["style"])):
        return "furniture"
    classes = element.get("class", "").split()
    if ":" not in element.get("class", "") and not _HIDING_CLASSES.isdisjoint(classes):
        return "furniture"
    words = class_words(element)
    if not _FOREIGN_WORDS.isdisjoint(words):
        return "foreign"
    if not _FURNITURE_WORDS.isdisjoint(words) or any(
        f"{one}-{two}" in _FURNITURE_PAIRS for one, two in pairwise(words)
    ):
        return "furniture"
    return "furniture" if "widget" in classes else None


def _is_kept(element: Element, reason: Suspicion, total: int) -> bool:
    if element.tag != "footer" and next(element.iter("h1"), None) is not None:
        return True
    return reason == "furniture" and _prose(element) > _KEPT_SHARE * total


def _prose(element: Element) -> int:
    """Characters in text nodes as long as sentences; menus and lists of links have short ones."""
    return sum(len(text) for text in element.itertext() if len(text) >= _SENTENCE_LENGTH and not text.isspace())
