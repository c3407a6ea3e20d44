"""Feeds and sitemaps are XML from strangers: what declares entities is not parsed at all."""

from __future__ import annotations

import re

from pressextract.fetching.links import UnusableError

#: In UTF-16 and UTF-32 each letter has NULs beside it.
_ENTITY = re.compile(rb"<\0*!\0*E\0*N\0*T\0*I\0*T\0*Y", re.I)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']\s*([^"'\s>]*)""", re.I)
#: Encodings in which ASCII is what it seems to be, or has NULs beside it.
_READABLE = re.compile(
    rb"(?:utf-?(?:8|16|32)(?:[-_]?[lb]e)?|u(?:cs|tf)-?[24]|us-ascii|ascii|latin-?1|iso-?8859-?\d+|(?:windows|cp)-?125\d)",
    re.I,
)
_EBCDIC = b"\x4c\x6f\xa7\x94"


def refuse_entities(content: bytes) -> None:
    """Refuse a document that declares entities: they can grow without bounds, or name files and servers.

    Raises:
        UnusableError: it declares one, or is in an encoding in which that cannot be seen.
    """
    if _ENTITY.search(content):
        raise UnusableError("unsafe_xml", "the document declares entities; feeds and sitemaps need none")
    declared = _DECLARED.match(content.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if content.startswith(_EBCDIC) or (declared and not _READABLE.fullmatch(declared[1])):
        raise UnusableError("unsafe_xml", "the document is in an encoding that hides its markup; UTF-8 is expected")
