"""Text → tree with lxml, in bounded time and without losing what is nested too deep for it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.errors import PageError

_LOOKS_LIKE_HTML = re.compile(
    r"<\s*(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|article|table|span|br|a|ul|section|main|center)\b", re.I
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>")
#: libxml2 drops the rest of a page at depth 256, and only its error log tells. Elements nested deeper than the first
#: of these depths lose their tags, should that not do (unclosed <p> and <font> in turns) deeper than the second.
_DEPTHS = (100, 20)
#: Elements that do not nest or that the article is found by: they keep their tags at any depth.
_KEPT = frozenset(
    "html head body title meta link script style base p br hr img input wbr area col embed source track param "
    "h1 h2 h3 h4 h5 h6".split()
)
_INLINE = frozenset("a abbr b big em font i ins del s small span strike strong sub sup tt u".split())
#: libxml2 compares each attribute of an element with all others: 100,000 of them take 13 s.
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s[^<>]{20000,}>")
_MAX_ATTRIBUTES = 500
#: A tag of twice this length has a whole window without another one's beginning.
_WINDOW = 10_000


def parse(text: str) -> Element:
    """The page's tree. Elements nested too deep lose their tags and keep their text.

    Raises:
        PageError: `not_html` where no markup is found, `no_body` where the markup has no elements, `too_large` for a
            single text of more than 10 MB.
    """
    if not _LOOKS_LIKE_HTML.search(text):
        raise PageError("not_html", f"no markup in {len(text)} characters; a text file must end in .txt")
    if _has_long_tag(text):
        text = _LONG_TAG.sub(_without_attributes, text)
    root, limit = _parse(text)
    for depth in _DEPTHS:
        if limit is None:
            break
        if "depth" not in limit:
            raise PageError("too_large", f"the parser refuses the page: {limit}")
        root, limit = _parse(_flatten(text, depth))
    if root is None:
        raise PageError("no_body", "the page has no elements")
    return root


def _has_long_tag(text: str) -> bool:
    """Whether a window without a tag's beginning lies inside a tag; scripts have such windows too, behind a >."""
    for start in range(0, len(text) - _WINDOW, _WINDOW):
        if text.find("<", start, start + _WINDOW) < 0:
            begin = text.rfind("<", 0, start)
            if begin >= 0 and text.find(">", begin, start + _WINDOW) < 0:
                return True
    return False


def _parse(text: str) -> tuple[Element | None, str | None]:
    """The tree, and the message of the limit that cut it off."""
    # The page goes in as UTF-8 whatever it declares; huge_tree would lift the limit to 2048, too deep for recursion.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    root: Element | None = None
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.ParserError:
        return None, None
    except etree.XMLSyntaxError as error:
        return None, str(error) if _is_limit(str(error)) else None
    return root, next((entry.message for entry in parser.error_log if _is_limit(entry.message)), None)


def _is_limit(message: str) -> bool:
    return "HUGE" in message or "xcessive depth" in message


def _without_attributes(match: re.Match[str]) -> str:
    return f"<{match[1]}>" if match[0].count("=") > _MAX_ATTRIBUTES else match[0]


def _flatten(text: str, max_depth: int) -> str:
    """The page without the tags of elements nested deeper, in one pass; a break stands for those of blocks."""
    depth = 0
    pieces: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name in _KEPT:
            continue
        if match[1]:
            drop = depth > max_depth
            depth = max(0, depth - 1)
        else:
            depth += 1
            drop = depth > max_depth
        if drop:
            between = text[position : match.start()]
            if between.strip():
                pieces.append(between)
            if name not in _INLINE and (not pieces or pieces[-1] != "<br>"):
                pieces.append("<br>")
            position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)
