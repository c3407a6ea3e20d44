"""Text → tree with lxml, in bounded time and without losing what is nested too deep for it."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from pressextract.errors import PageError

#: libxml2 drops the rest of a page at depth 256 and only its error log tells.
_MAX_DEPTH = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>")
#: Elements that pages nest by mistake (unclosed) or without need; others keep their tags.
_WRAPPERS = frozenset(
    "div span font b i em strong a center section article big small u table tbody tr td ul ol li blockquote".split()
)
_LOOKS_LIKE_HTML = re.compile(
    r"<\s*(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|article|table|span|br|a|ul|section)\b", re.I
)


def parse(text: str) -> Element:
    """The page's tree. Elements nested deeper than 200 lose their tags and keep their text.

    Raises:
        PageError: `not_html` where no markup is found, `no_body` for a frameset or a page of comments only.
    """
    if not _LOOKS_LIKE_HTML.search(text):
        raise PageError("not_html", f"no markup in {len(text)} characters; a text file must end in .txt")
    root, complete = _parse(text)
    if not complete:
        root, _ = _parse(_flatten(text))
    if root is None:
        raise PageError("no_body", "the page has no elements")
    return root


def _parse(text: str) -> tuple[Element | None, bool]:
    # The page goes in as UTF-8 whatever it declares; huge_tree would lift the limit to 2048, too deep for recursion.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.ParserError:
        return None, True
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            return None, False
        return None, True
    limited = (
        any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
        if root is not None
        else False
    )
    return root, not limited


def _flatten(text: str) -> str:
    """The page without the tags of wrappers nested deeper than _MAX_DEPTH, in one pass."""
    depth = 0
    pieces = []
    position = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _WRAPPERS:
            continue
        if match[1]:
            drop = depth > _MAX_DEPTH
            depth = max(0, depth - 1)
        else:
            depth += 1
            drop = depth > _MAX_DEPTH
        if drop:
            pieces.append(text[position : match.start()])
            # text of neighbouring blocks must not run together
            pieces.append(
                "<br>" if match[2].lower() not in ("span", "font", "b", "i", "em", "strong", "a", "u") else ""
            )
            position = match.end()
    pieces.append(text[position:])
    return "".join(pieces)
