"""How far a name reaches to the right of its class noun: *Institut* → *Institut für Arbeit und Technik*.

Organisations and initiatives share these rules, since German builds both names the same way.
"""

from __future__ import annotations

import re

from pressextract.components.name_words import SMALL_WORDS, VERB_LIKE, Words

_MAX_WORDS = 11


#: Endings of German nouns and roles that no place or other proper name behind a class noun has.
_COMMON_NOUN = re.compile(
    r"(?i)(?:innen|ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|ment|nis|eure?|isten|enden|"
    r"ende|(?<!ing)(?<!haus)(?<!hof)(?<!kirch)(?<!mund)(?<!bad)(?<!sachs)(?<!brem)(?<!münch)(?<!ess)(?<!aach)"
    r"(?<!dresd)(?<!gieß)(?<!hess)en|"
    r"(?<!hannov)(?<!weil)(?<!speyer)(?<!trier)(?<!weiher)er|ern|inn?)$"
)


def proper_tail(words: Words, index: int, places: dict[int, int], longest: int = 3) -> int | None:
    """Index of the last word of a place name that starts right after word `index`; None where there is none.

    `places` maps the start of each known place to its end, as offsets.
    """
    last = None
    while words.joined(index) and index + 1 < len(words) and longest > 0:
        end = places.get(words[index + 1].start)
        if end is None:
            break
        index = max(words.index_at(end) - 1, index + 1)
        last, longest = index, longest - 1
    return last


def looks_proper(words: Words, index: int) -> bool:
    """Whether a word may be a proper name, by its shape alone: *Zumikon*, *Märkisch-Oderland*, *InSideOut*."""
    word = words[index]
    if word.is_coined and word.text[0].isalpha() and len(word.text) > 3:
        return True
    if not word.text[0].isupper() or len(word.text) < 3 or word.text.casefold() in SMALL_WORDS:
        return False
    parts = word.text.split("-")
    if len(parts) == 2 and all(part[:1].isupper() and part.isalpha() for part in parts):
        return not _COMMON_NOUN.search(parts[1]) or parts[1].endswith("ingen")
    return word.text.isalpha() and not _COMMON_NOUN.search(word.text)


def noun_phrase(words: Words, index: int, adjacent_nouns: bool = False) -> int | None:
    """Index of the last word of an enumeration of noun phrases without articles that starts at word `index`.

    Adjectives are lower-case words with an adjective's ending before a noun; *und*, *&* and commas go on where a noun
    follows (*Umwelt, Klima und Energiewirtschaft*), a comma only where an *und* closes the enumeration.
    """
    last: int | None = None
    last_before_comma: int | None = None
    position, steps = index, 0
    while position < len(words) and steps < _MAX_WORDS:
        word, steps = words[position], steps + 1
        lower = word.text.casefold()
        follows_noun = last is not None and last == position - 1 and words.gap(last) == " "
        if word.text[0].isupper() or word.text[0].isdigit() or word.is_coined:
            if last is not None and lower in SMALL_WORDS:
                break
            if follows_noun and not adjacent_nouns and not words[position - 1].is_adjective:
                break
            last = position
        elif word.is_adjective and lower not in VERB_LIKE and lower not in SMALL_WORDS:
            if follows_noun:
                break
        elif lower in ("und", "u") and last is not None and position + 1 < len(words):
            if last_before_comma is not None and last > last_before_comma:
                last_before_comma = None
            if words[position + 1].text.casefold() in SMALL_WORDS:
                break
        else:
            break
        gap = words.gap(position)
        if gap in (", ", ",") and last == position:
            if last_before_comma is None:
                last_before_comma = position
        elif gap == " & " and last == position:
            pass
        elif not words.joined(position) or "\n" in gap:
            break
        position += 1
    return last if last_before_comma is None else last_before_comma


def foreign_name(words: Words, first: int, links: tuple[str, ...] = ("for", "of", "the", "and", "to")) -> int | None:
    """Last word of a run of capitalised words joined by English small words: *Mayors for Peace*."""
    last, index, linked = first, first, False
    while words.joined(index) and index + 1 < len(words) and index - first < 8:
        following = words[index + 1].text
        if following in ("for", "of", "the", "and", "in", "to", "on", "4"):
            linked = linked or following in links
        elif not following[0].isupper():
            break
        else:
            last = index + 1
        index += 1
    return last if linked and last > first else None
