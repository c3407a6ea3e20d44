"""Cuts text into the tokens that the grammar of counts reads.

spaCy's tokens differ between models and cut *50GB*, *1 850* or *Teilnehmer:innen* in ways that a grammar of numbers
cannot undo, so counts have a tokenizer of one regular expression. Offsets count in the given text.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TokenKind = Literal["number", "word", "mark", "opaque"]

_LETTER = r"[^\W\d_]"
#: *Künstler:innen*, *Schüler*innen*, *Teilnehmer/-innen*, *Bürger(innen)*, *Expert_innen*.
_GENDER = rf"(?:[*:_/·]-?(?:innen|in|frauen|männer)(?!{_LETTER})|[*:_/·]-?(?:r|n|e|s)(?!\w)|\(innen\))"
_WORD_TAIL = rf"(?:[-‐‑](?:\d+\.)?[^\W_]+|{_GENDER}|[*:_](?:innen)(?=[-‐‑]))*"
_NUMBER = r"""
    (?P<number> (?<!\d[ /–-])(?<!\d)[1-9]\d{0,2}(?:[ \u00a0]\d{3})+(?:,\d+)?(?![ \u00a0]?[\d/:–-]|[.,]\d)
              | \d+(?:[.,:’'›`\u2009\u202f]\d+)*\u2009?[½¼¾⅓⅔]? | [½¼¾⅓⅔] )"""
_COMPOUND = rf"(?P<compound> \d+(?:[.,]\d+)*[-‐‑]{_LETTER}[^\W_]*{_WORD_TAIL}[-‐‑]? )"
_WORD = rf"(?P<word> {_LETTER}+\d*{_WORD_TAIL}(?:[-‐‑](?=[\s,/]))? )"
_MARK = r"(?P<mark> \S )"
_TOKEN = re.compile(
    rf"""
    (?P<opaque> https?://\S+ | www\.\S+ | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{1,64}} | \]\([^()\s]{{0,400}}\)
              | [\w-]{{1,80}}(?:[./][\w-]{{1,80}}){{0,9}}\.(?:php|html?|pdf|png|jpe?g|docx?|xlsx?|de|com|org|ch|at)\b )
    | {_COMPOUND} | {_NUMBER} | {_WORD} | {_MARK}
    """,
    re.VERBOSE,
)
#: Nothing opaque is in a stretch of text without one of these.
_OPAQUE_MARK = re.compile(r"https?://|www\.|@|\]\(|\.(?:php|html?|pdf|png|jpe?g|docx?|xlsx?|de|com|org|ch|at)\b")
#: The same without what is opaque, words first, since most tokens are words: half the time.
_PLAIN_TOKEN = re.compile(f"(?![½¼¾⅓⅔]){_WORD} | {_COMPOUND} | {_NUMBER} | {_MARK}", re.VERBOSE)


_KINDS: dict[str, TokenKind] = {
    "opaque": "opaque", "compound": "word", "number": "number", "word": "word", "mark": "mark",
}  # fmt: skip


class Token(NamedTuple):
    """A number in digits, a word, a single mark, or something not to look into (addresses, file names).

    Words carry their hyphens (*Start-up*, *17-Punkte-Plan*, *Klassen-*) and gender marks.
    """

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether it may be a noun: a word with a capital, *E-Auto* and *iCloud-Konten* included."""
        return self.kind == "word" and self.text != self.text.lower() and not self.text[0].isdigit()

    @property
    def is_lower(self) -> bool:
        """Whether it is a word in small letters only."""
        return self.kind == "word" and self.text == self.text.lower() and not self.text[0].isdigit()


def count_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`; their offsets count in `text`."""
    new = tuple.__new__
    pattern = _TOKEN if _OPAQUE_MARK.search(text, start, end) else _PLAIN_TOKEN
    return [
        new(Token, (_KINDS[match.lastgroup or ""], match[0], *match.span()))
        for match in pattern.finditer(text, start, end)
    ]
