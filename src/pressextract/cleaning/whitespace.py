"""One idea of white space, invisible characters and equal texts for all of cleaning."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NO_WORD = re.compile(r"\W+")


def comparable(text: str) -> str:
    """A text without case, punctuation and white space, to compare it with another."""
    return _NO_WORD.sub(" ", text.casefold()).strip()


def squeeze(text: str) -> str:
    """Soft hyphens and zero-width characters gone, each run of white space one blank, none at the ends."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())
