"""Takes away what is never part of an article: scripts, menus, footers, cookie banners, share links, comments."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

_DROPPED_TAGS = frozenset(
    "script style noscript template svg canvas iframe object embed nav button select textarea input dialog audio map link "
    "applet datalist optgroup option frame noframes math".split()
)
_DROPPED_ROLES = frozenset(
    "navigation contentinfo complementary search dialog alertdialog menu menubar toolbar tablist".split()
)
#: Words of a class or id (parted by -, _, blank, or a change of case) that name page furniture. A word here drops the
#: element unless it holds the headline or most of the page's text (a body with class "has-sidebar").
_FURNITURE_WORDS = frozenset(
    """
    nav navi navigation navbar mainnav metanav subnav topnav menu menue submenu breadcrumb breadcrumbs brotkrumen skip
    skiplinks skiplink sprungmarke cookie cookies cookiebanner consent gdpr dsgvo borlabs cmp share sharing shares
    shareaholic sharedaddy teilen social socialmedia socialshare shariff addthis sidebar sidebars seitenleiste comment
    comments kommentar kommentare respond disqus commentlist related relatedposts yarpp newsletter banner ad ads advert
    advertisement adsense anzeige anzeigen werbung footer footnav pagination pager paging pagenav prevnext
    popup modal overlay lightbox toolbar tooltip outbrain taboola plista widget widgets promo subscribe abo abonnement
    login anmeldung search suche suchformular searchform printonly print_only rating ratings voting feedback
    tagcloud tags taglist schlagworte loginbox weatherbox hidden invisible offscreen recommendation
    recommendations empfehlung empfehlungen mehrzumthema marginal marginalspalte randspalte rightcol
    authorbox authorinfo aboutauthor donation spendenbox paywall impressum copyright trackback trackbacks pingback
    tocbox wayback audioplayer readspeaker vorlesen backtotop totop zurueck navtotop jumptocontact
    """.split()
)
#: Two words in a row that name furniture where neither alone does.
_FURNITURE_PAIRS = frozenset(
    """
    sr-only visually-hidden screen-reader d-none print-only only-print post-navigation post-meta-footer entry-footer
    author-box author-info author-bio about-author post-author-bio more-articles more-news weitere-artikel
    weitere-meldungen weitere-news mehr-zum read-more read-also lesen-sie auch-interessant see-also back-link back-to
    article-footer article-tools article-actions social-media tag-list post-tags entry-tags most-read meist-gelesen
    call-to to-top prev-next next-prev service-links page-functions seiten-funktionen contact-box kontakt-box
    """.split()
)
_WORD = re.compile(r"[A-ZÄÖÜ]?[a-zäöü]+|[A-ZÄÖÜ]+(?![a-zäöü])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HEADLINE_TAGS = ("h1",)
#: What would be furniture by its class stays when it holds this share of the page's text.
_KEPT_SHARE = 0.4


def thin(root: Element, *, keep_header: bool = False) -> None:
    """Drop page furniture from the tree, in place; a site's rules may want something of its header."""
    for element in list(root.iter(*_DROPPED_TAGS)):
        drop(element)
    body = root.find("body")
    if body is None:
        body = root
    total = max(1, text_length(body))
    for element in list(body.iterdescendants()):
        if isinstance(element.tag, str) and _suspect(element, keep_header) and not _is_kept(element, total):
            drop(element)


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


def class_words(element: Element) -> list[str]:
    """The words of an element's class and id in lower case: navToTop gives nav, to, top."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return [word.lower() for word in _WORD.findall(names)] if len(names) > 1 else []


def _suspect(element: Element, keep_header: bool) -> bool:
    tag = element.tag
    if tag in ("footer", "aside"):
        return True
    if tag in ("html", "body", "main"):
        return False
    if tag == "header":
        return not keep_header and not _inside(element, ("article", "main", "section"))
    if tag == "form":
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if attributes.get("role") in _DROPPED_ROLES or attributes.get("aria-modal") == "true":
        return True
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if "style" in attributes and _HIDDEN_STYLE.search(str(attributes["style"])):
        return True
    words = class_words(element)
    if not words:
        return False
    if not _FURNITURE_WORDS.isdisjoint(words):
        return True
    return any(f"{first}-{second}" in _FURNITURE_PAIRS for first, second in zip(words, words[1:], strict=False))


def _inside(element: Element, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _is_kept(element: Element, total: int) -> bool:
    if element.tag != "footer" and next(element.iter(*_HEADLINE_TAGS), None) is not None:
        return True
    return text_length(element) > _KEPT_SHARE * total
