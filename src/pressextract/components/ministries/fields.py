"""The fields that a ministry's name enumerates: *für Umwelt, Klima und Energiewirtschaft*.

The first field may be any noun behind *für*; a further one must be a known field, and a comma counts where an *und*
closes the enumeration. So *Bundesministerium der Finanzen, Verbände und …* ends at the Finanzen.
"""

from __future__ import annotations

from pressextract.components.ministries.heads import Head
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.words import Word, adjacent, word_key

#: Words that a name may have; the longest official one (MKJFGFI of Nordrhein-Westfalen) has 14.
LONGEST = 24

_PREPOSITIONS = frozenset({"für", "der", "des"})
_DETERMINERS = frozenset("eine einen ein die den das ihre ihren seine seinen unsere alle mehr".split())


class FieldGrammar:
    """Reads enumerations of fields; every method works on at most `LONGEST` words."""

    def __init__(self, lexicon: MinistryLexicon) -> None:
        self._lexicon = lexicon

    def first_end(self, text: str, words: list[Word], i: int, head: Head) -> int:
        """Index behind the first field (*für ländliche Räume*), 0 where none follows."""
        j = i + 1
        if j >= len(words) or not adjacent(text, words[i], words[j]) or "," in text[words[i].end : words[j].start]:
            return 0
        preposition = words[j].text
        if preposition in _PREPOSITIONS:
            j += 1
        elif (head.only != "Schweiz" and head.government != "Berlin") or not self._lexicon.knows_field(
            word_key(preposition)
        ):
            return 0
        free = preposition == "für" and head.only is None
        for k in range(j, min(j + 4, len(words))):
            if k > j and not adjacent(text, words[k - 1], words[k]):
                return 0
            word = words[k].text
            known = self._lexicon.knows_field(word_key(word))
            if word in _DETERMINERS or not (known or free):
                return 0
            if word[0].isupper() and not word.endswith("-") and not _is_adjective(word):
                return k + 1
        return 0

    def more_end(self, text: str, words: list[Word], head: Head, start: int) -> int:
        """Index behind the enumeration: all words known fields, commas closed by an *und*."""
        j = end = start
        while j < len(words) and j - start < LONGEST and adjacent(text, words[j - 1], words[j]):
            gap = text[words[j - 1].end : words[j].start]
            key = word_key(words[j].text)
            after_and = key == "und"
            if after_and:
                if words[j].text == "sowie" and head.plural:
                    break
                j += 1
            elif "," not in gap:
                break
            item_end = self._field_item(text, words, j)
            if item_end == 0:
                break
            closed = after_and or any(word_key(word.text) == "und" for word in words[j:item_end])
            j = item_end
            if closed:
                end = j
        return end

    def _field_item(self, text: str, words: list[Word], j: int) -> int:
        for k in range(j, min(j + 5, len(words))):
            if k > j and (not adjacent(text, words[k - 1], words[k]) or "," in text[words[k - 1].end : words[k].start]):
                return 0
            word = words[k].text
            if not self._lexicon.knows_field(word_key(word)):
                return 0
            if word.endswith("-") or word in _PREPOSITIONS or word == "und":
                continue
            if word[0].isupper() and not _is_adjective(word):
                return k + 1
        return 0


def _is_adjective(word: str) -> bool:
    return word.endswith(
        ("liche", "lichen", "ische", "ischen", "ige", "igen", "tale", "talen", "eare", "meine", "nale", "nalen")
    )
