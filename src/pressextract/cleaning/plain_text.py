"""A .txt file → an Article: the first line is the title, line filters find captions, credits and navigation."""

from __future__ import annotations

import re

from pressextract.article import Article, Page
from pressextract.cleaning.captions import is_credit_line
from pressextract.cleaning.contact import read_contact
from pressextract.cleaning.dates import find_published
from pressextract.cleaning.head import EMPTY_HEAD
from pressextract.cleaning.lines import Line
from pressextract.cleaning.sorting import Known, sort_lines
from pressextract.cleaning.whitespace import squeeze
from pressextract.errors import PageError

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"^(?:[-–•*·▪]|\d{1,2}[.)])\s+(?=\S)")
#: Wrapped paragraphs have lines of about this length; a shorter line that ends no sentence stands for itself.
_WRAPPED = 55


def text_article(page: Page, text: str) -> Article:
    """The article of a text file.

    Raises:
        PageError: `no_body` where nothing but the title line is there.
    """
    first, _, rest = text.strip().partition("\n")
    title = squeeze(first)
    lines = [Line(kind="title", text=title, in_body=True)]
    for paragraph in _PARAGRAPH.split(rest):
        lines += _lines(paragraph)
    found = sort_lines(lines, Known(title=title))
    if not found.blocks:
        raise PageError("no_body", "nothing but a title line")
    dated = None if page.published else find_published(EMPTY_HEAD, lines, None)
    contact = read_contact(found.contact_lines)
    evidence = {"title": "first line", "text": "line filters"}
    if dated:
        evidence["published"] = dated[1]
    return Article(
        source_id=page.source_id,
        input=page.input,
        url=page.url,
        title=title,
        blocks=found.blocks,
        published=dated[0] if dated else None,
        published_source=dated[1] if dated else None,
        press_number=found.press_number,
        dateline=found.dateline,
        embargo_until=found.embargo,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_email=contact.email,
        boilerplate=found.boilerplate,
        image_captions=found.captions,
        image_credits=found.credits,
        extra=page.extra,
        evidence=evidence,
    )


def _lines(paragraph: str) -> list[Line]:
    """The lines of what stands between blank lines; wrapped lines of one paragraph are joined."""
    joined: list[str] = []
    last = ""
    for line in filter(None, map(squeeze, paragraph.split("\n"))):
        if len(last) >= _WRAPPED and not _ITEM.match(line) and not is_credit_line(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        last = line
    return [
        Line(
            kind="list_item" if _ITEM.match(text) else "paragraph",
            text=squeeze(_ITEM.sub("", text)),
            in_body=True,
            caption_before=index > 0,
        )
        for index, text in enumerate(joined)
    ]
