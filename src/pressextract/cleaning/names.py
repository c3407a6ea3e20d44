"""What the class and id of an element say about it: navToTop is navigation, entry-content the text of an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.etree import _Element as Element

#: What a name may say, as bits that add up.
FURNITURE, FOREIGN, HIDDEN, CONTACT, LOGO, BODY, DATE, PICTURE, DROP_CAP = 1, 2, 4, 8, 16, 32, 64, 128, 256
#: What drops an element.
DROPPING = FURNITURE | FOREIGN | HIDDEN

#: Words (parted by -, _, blank, or a change of case) that name page furniture. Such a word drops the element unless it
#: holds the headline or a good part of the page's prose (a wrapper with class "has-sidebar").
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
    authorbox authorinfo aboutauthor entryfooter noprint donation spendenbox impressum trackback trackbacks pingback
    tocbox audioplayer readspeaker vorlesen backtotop totop zurueck navtotop jumptocontact
    """.split()
)
#: Words that drop an element however much prose it holds, since it is other people's or the operator's.
_FOREIGN_WORDS = frozenset(
    """
    cookie cookies cookiebanner cookiebar consent gdpr dsgvo borlabs comment comments kommentar kommentare
    commentlist disqus respond
    """.split()
)
#: Two words in a row that name furniture where neither alone does.
_FURNITURE_PAIRS = frozenset(
    """
    print-only only-print post-navigation entry-footer
    author-box author-info author-bio author-description about-author no-print more-articles more-news weitere-artikel
    weitere-meldungen weitere-news mehr-zum read-more read-also lesen-sie auch-interessant see-also back-link back-to
    article-footer article-tools article-actions social-media tag-list post-tags entry-tags most-read meist-gelesen
    call-to to-top prev-next next-prev twitter-tweet fb-post facebook-post instagram-media tiktok-embed
    service-links page-functions seiten-funktionen contact-box kontakt-box
    """.split()
)
#: Classes that hide an element from sight; as words they would hit "label-hidden" and "lg:hidden" too.
_HIDING_CLASSES = frozenset(
    ("hidden", "invisible", "is-hidden", "sr-only", "visually-hidden", "screen-reader-text", "d-none", "hide", "aural")
)
_CONTACT_WORDS = frozenset(
    "contact kontakt pressekontakt presscontact ansprechpartner ansprechpartnerin ansprechperson kontaktbox contactbox "
    "medienkontakt".split()
)
_DATE_WORDS = frozenset(
    "date datum dateline datetime pubdate pubdatum postdate entrydate newsdate published veroeffentlicht "
    "erscheinungsdatum timestamp posted postedon authored meta metadata postmetadata postmeta entrymeta postinfo "
    "postfooter entryfooter byline".split()
)
_DATE_PAIRS = frozenset(("post-footer", "post-info"))
_DROP_CAP_WORDS = frozenset("dropcap initial drop-cap initial-letter first-letter".split())
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:img|foto|photo|media|figure|thumb|gallery|galerie|slider|slideshow|swiper)(?:$|[\s_-])|"
    r"[Ii]mage|[Pp]icture|[Bb]ild|[Cc]aption",
)
_LOGO_WORDS = frozenset("logo brand textlogo sitetitle sitename sitelogo wappen".split())
#: What content management systems and themes call the element with an article's text and nothing else: a class that
#: ends in one word of each line, or is one of the third.
_BODY_FIRST = frozenset(
    "article entry post story news page blog beitrag artikel content detail text meldung presse single".split()
)
_BODY_LAST = frozenset("body content text inhalt main copy".split())
_BODY_CLASSES = frozenset(
    "articlebody articlecontent articletext entry entrycontent entrytext postentry postcontent posttext storytext "
    "newstext richtext rich-text bodytext artikeltext beitragstext meldungstext pressetext post-entry "
    "field-name-body field-body".split()
)
_BODY_ENDS = frozenset(name.rpartition("-")[2] for name in _BODY_CLASSES)
_DROPPED_ROLES = frozenset(
    "navigation contentinfo complementary search dialog alertdialog menu menubar toolbar tablist".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[A-ZÄÖÜ]?[a-zäöü]+|[A-ZÄÖÜ]+(?![a-zäöü])")

_BITS = {
    word: bit
    for known, bit in (
        (_FURNITURE_WORDS, FURNITURE),
        (_FURNITURE_PAIRS, FURNITURE),
        (_FOREIGN_WORDS, FOREIGN),
        (_CONTACT_WORDS, CONTACT),
        (_LOGO_WORDS, LOGO),
        (_DATE_WORDS, DATE),
        (_DATE_PAIRS, DATE),
        (_DROP_CAP_WORDS, DROP_CAP),
    )
    for word in known
}
_SECOND = frozenset(pair.partition("-")[2] for pair in (*_FURNITURE_PAIRS, *_DATE_PAIRS, *_DROP_CAP_WORDS))


#: What only numbers a name (post-419678) is no part of it, and would fill the cache.
_DIGITS = "0123456789"
#: Names that are remembered: some 100 classes a site, so those of some 600 sites; 10 MB.
_CACHED = 65_536
_KNOWN = frozenset(_BITS) | _SECOND | _BODY_LAST | _BODY_ENDS


def kinds(element: Element) -> int:
    """What the attributes of an element say, as the sum of the constants above."""
    found = 0
    for name, value in element.items():
        if (reader := READERS.get(name)) is not None:
            found |= reader(value)
    return found


@lru_cache(maxsize=_CACHED)
def _of_class(value: str) -> int:
    found = 0
    for name in value.split():
        if name.startswith("js-"):
            continue  # a hook for scripts, no name: js-lightbox-gallery around paragraphs with a picture
        found |= _of_name(name.rstrip(_DIGITS))
        if name in _HIDING_CLASSES and ":" not in value:
            found |= HIDDEN
        elif name == "widget":
            found |= FURNITURE
    return found


@lru_cache(maxsize=_CACHED)
def _of_name(name: str) -> int:
    words = _WORD.findall(name)
    if not name.islower():
        words = [word.lower() for word in words]
    found = PICTURE if _PICTURE.search(name) else 0
    if _KNOWN.isdisjoint(words):
        return found
    last = ""
    for word in words:
        found |= _BITS.get(word, 0)
        if word in _SECOND:
            found |= _BITS.get(f"{last}-{word}", 0)
        last = word
    is_pair = last in _BODY_LAST and len(words) > 1 and words[-2] in _BODY_FIRST
    if is_pair or (last in _BODY_ENDS and "-".join(words) in _BODY_CLASSES):
        found |= BODY
    return found


def _of_state(value: str) -> int:
    return HIDDEN if value == "true" else 0


_ITEMS = {"articleBody": BODY, "datePublished": DATE}
#: What reads the value of an attribute.
READERS: dict[str, Callable[[str], int]] = {
    "class": _of_class,
    "id": lambda value: _of_name(value.rstrip(_DIGITS)),
    "itemprop": lambda value: _ITEMS.get(value, 0),
    "role": lambda value: FURNITURE if value in _DROPPED_ROLES else 0,
    "style": lambda value: HIDDEN if _HIDDEN_STYLE.search(value) else 0,
    "hidden": lambda value: HIDDEN,
    "aria-hidden": _of_state,
    "aria-modal": _of_state,
}
