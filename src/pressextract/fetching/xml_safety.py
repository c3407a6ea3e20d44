"""Feeds and sitemaps are XML from strangers: what declares entities is not parsed at all."""

from __future__ import annotations

import re

from pressextract.fetching.links import UnusableError

#: In UTF-16 and UTF-32 each letter has NULs beside it.
_ENTITY = re.compile(rb"<\0*!\0*E\0*N\0*T\0*I\0*T\0*Y", re.I)
_UNREADABLE = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']\s*(?:utf-?7|utf-?ebcdic|cp037|ibm)""", re.I)


def refuse_entities(content: bytes) -> None:
    """Refuse a document that declares entities: they can grow without bounds, or name files and servers.

    Raises:
        UnusableError: it declares one, or is in an encoding in which that cannot be seen.
    """
    if _ENTITY.search(content):
        raise UnusableError("unsafe_xml", "the document declares entities; feeds and sitemaps need none")
    if _UNREADABLE.match(content[:1024].lstrip()):
        raise UnusableError("unsafe_xml", "the document is in an encoding that hides its markup; UTF-8 is expected")
