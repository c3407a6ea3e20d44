"""The language of a text by its stop words: enough to keep French pages out of a German corpus."""

from __future__ import annotations

import importlib.util
import re
import runpy
from functools import cache
from pathlib import Path

from pressextract.errors import ModelError

#: Languages that pages of German, Austrian and Swiss institutions come in.
LANGUAGES = ("de", "en", "fr", "it", "nl", "es", "pl", "tr", "ru", "uk", "da", "cs")
_WORD = re.compile(r"[^\W\d_]{2,}")
#: So many characters tell; ten times as many changed no page's language on the open pages.
_MAX_TEXT = 4000
_SURELY = 0.3
#: Share of words by which another language must be ahead of German; more where the page declares German.
_LEAD, _LEAD_OVER_DECLARED = 0.08, 0.2
#: Below this number of words stop words say nothing, and what the page declares decides.
MIN_WORDS = 20


def detect_language(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of the language whose stop words cover most of the text.

    `declared` is the page's own statement (<html lang>); it decides for texts of fewer than MIN_WORDS words, German
    where nothing is declared.
    """
    words = _WORD.findall(text[:_MAX_TEXT].lower())
    if len(words) < MIN_WORDS:
        return declared or "de"
    german = _share(words, "de")
    if german > _SURELY:  # no text of another language reaches it; spares the other lists
        return "de"
    shares = {language: _share(words, language) for language in LANGUAGES}
    best = max(shares, key=lambda language: shares[language])
    # lists of names and addresses have few stop words of any language: German unless another one is clearly ahead
    lead = _LEAD_OVER_DECLARED if declared == "de" else _LEAD
    return best if shares[best] > german + lead else "de"


def _share(words: list[str], language: str) -> float:
    stop_words = _stop_words(language)
    return sum(map(stop_words.__contains__, words)) / len(words)


@cache
def _stop_words(language: str) -> frozenset[str]:
    """spaCy's list, read from its file: importing spacy.lang.fr compiles tokenizer patterns for four seconds."""
    spacy = importlib.util.find_spec("spacy")
    if spacy is None or not spacy.submodule_search_locations:
        raise ModelError("spaCy is not installed; run: pip install spacy")
    path = Path(spacy.submodule_search_locations[0]) / "lang" / language / "stop_words.py"
    words = runpy.run_path(str(path))["STOP_WORDS"]
    return frozenset(word.lower() for word in words)
