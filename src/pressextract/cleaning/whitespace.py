"""One idea of white space and invisible characters for all of cleaning."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_FIGURE_SPACES = str.maketrans({"\u2007": " ", "\u202f": " ", "\u2009": " ", "\u200a": " "})


def squeeze(text: str) -> str:
    """Soft hyphens and zero-width characters gone, each run of white space one blank, none at the ends."""
    if not text.isascii():
        text = _INVISIBLE.sub("", text).translate(_FIGURE_SPACES)
    return _SPACES.sub(" ", text).strip()
