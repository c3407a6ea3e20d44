"""Where a text names a ministry: full names, short forms and the words around them that belong to the name.

One pass over the words. At a word that can begin a name the longest entry of the lexicon is compared with what the
grammar of such names allows (*Ministerium für Umwelt, Klima und Energiewirtschaft Baden-Württemberg*); the longer one
wins. The work at one place is bounded by `LONGEST` words, so a text takes linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressextract.components.ministries.fields import LONGEST, FieldGrammar
from pressextract.components.ministries.governments import GERMANY, Governments
from pressextract.components.ministries.heads import LOCAL_NAMES, Head, HeadReader, singular
from pressextract.components.ministries.lexicon import MinistryLexicon
from pressextract.components.ministries.words import Word, adjacent, joined, name_key, one_space, stands_free, word_key
from pressextract.components.remembered import Remembered

_BEFORE_LAND = frozenset(
    {"des", "der", "landes", "land", "freistaat", "freistaats", "freistaates", "kanton", "kantons"}
)
_HANSEATIC = frozenset({"freien", "und", "hansestadt"})


@dataclass(frozen=True, slots=True)
class Name:
    """A place where a ministry is named.

    `exact` are the ministries that the lexicon has under this name; `fields` the keys of the words behind the head,
    where it has none. `government` is the one stated in the name itself; `is_ministry` tells a Ministerium from
    Staatskanzlei, Senatsverwaltung, Direktion and the like.
    """

    start: int
    end: int
    words: tuple[int, int]
    head: Head
    exact: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    government: str | None = None
    is_ministry: bool = False


class NameFinder:
    """Finds names of ministries in a list of words."""

    def __init__(self, lexicon: MinistryLexicon, governments: Governments) -> None:
        self._lexicon = lexicon
        self._governments = governments
        self._heads = HeadReader(lexicon, governments)
        self._fields = FieldGrammar(lexicon)
        #: Tells, from memory for words seen before, whether a ministry's name can begin with a word.
        self.may_begin = Remembered(self._begins_name)

    def find(self, text: str, words: list[Word]) -> Iterator[Name]:
        """The names in text order, without overlaps."""
        reached = 0
        for i, word in enumerate(words):
            if not self.may_begin[word.text] or i < reached or not stands_free(text, word):
                continue
            name = self._name_at(text, words, i)
            if name is not None:
                yield self._with_adjective(text, words, name)
                reached = name.words[1]

    def _begins_name(self, word: str) -> bool:
        return word[0].isupper() and (self._heads.head(word) is not None or word_key(word) in self._lexicon.first_words)

    def _name_at(self, text: str, words: list[Word], i: int) -> Name | None:
        head = self._heads.head(words[i].text)
        if head is not None and head.elliptic:
            j = i + 2  # Justiz- und Polizeidepartement: the last part names the kind of office
            last = self._heads.head(words[j].text) if j < len(words) and joined(text, words, i, j) else None
            if last is None or last.portfolio is None or last.federal or word_key(words[i + 1].text) != "und":
                return None
            head = replace(last, federal=head.federal, other=head.portfolio)
        elif head is None and word_key(words[i].text) not in self._lexicon.first_words:
            return None
        lexicon_end, exact = self._known(text, words, i)
        if head is None and not exact:
            return None
        end = self._field_end(text, words, i, head, lexicon_end) if head is not None else lexicon_end
        if end <= i:
            return None
        keys = tuple(word_key(word.text) for word in words[i:end])
        if end > lexicon_end:
            exact = frozenset()
        if head is None or (len(keys) == 1 and head.portfolio is None):
            federal = keys[0].startswith(("bundes", "kanzleramt"))
            head = Head(portfolio="", federal=federal, only=LOCAL_NAMES.get(keys[0]))
        fields = keys[1:] if head.portfolio is None and not exact else ()
        name = Name(
            start=words[i].start,
            end=words[end - 1].end,
            words=(i, end),
            head=head,
            exact=exact,
            fields=fields,
            government=head.government,
            is_ministry=keys[0].endswith("ministerium") or keys[-1].endswith("ministerium"),
        )
        return self._with_land(text, words, name)

    def _known(self, text: str, words: list[Word], i: int) -> tuple[int, frozenset[str]]:
        """Index behind the longest name of the lexicon that begins at word i, and its ministries."""
        path: tuple[str, ...] = ()
        end, exact = i, frozenset[str]()
        for j in range(i, min(i + LONGEST, len(words))):
            if j > i and not adjacent(text, words[j - 1], words[j]):
                break
            key = word_key(words[j].text)
            path += (singular(key) if j == i else key,)
            if path in self._lexicon.names:
                end, exact = j + 1, self._lexicon.names[path]
            if path not in self._lexicon.prefixes:
                break
        return end, exact

    def _field_end(self, text: str, words: list[Word], i: int, head: Head, known_end: int) -> int:
        """Index behind the name's last word: the lexicon's, or further where the enumeration of fields goes on."""
        if head.portfolio is not None:
            return max(known_end, i + (3 if words[i].text.endswith("-") else 1))
        if known_end > i + 1:
            has_and = any(word_key(word.text) == "und" for word in words[i:known_end])
            return known_end if has_and or head.plural else self._fields.more_end(text, words, head, known_end)
        first = self._fields.first_end(text, words, i, head)
        return self._fields.more_end(text, words, head, first) if first else known_end

    def _with_land(self, text: str, words: list[Word], name: Name) -> Name:
        """The name with the Land behind it: *… Baden-Württemberg*, *… des Landes Brandenburg*, *… Kanton Zürich*."""
        if name.head.federal:
            return name
        j = name.words[1]
        while j < len(words) and j - name.words[1] < 5 and one_space(text, words[j - 1], words[j]):
            key = word_key(words[j].text)
            found = self._governments.at(text, words, j)
            if found is not None and self._governments.level[found[0]] in ("land", "canton"):
                government, end = found
                return replace(name, end=words[end - 1].end, words=(name.words[0], end), government=government)
            hanseatic = key in _HANSEATIC and (key != "und" or word_key(words[j - 1].text) == "freien")
            if key not in _BEFORE_LAND and not hanseatic:
                break
            j += 1
        return name

    def _with_adjective(self, text: str, words: list[Word], name: Name) -> Name:
        """The name with the capitalised adjective of its government: *Bayerische Staatskanzlei*."""
        i = name.words[0] - 1
        if i < 0 or not one_space(text, words[i], words[i + 1]) or not words[i].text[0].isupper():
            return name
        government = self._governments.adjectives.get(word_key(words[i].text))
        if government is None or government == GERMANY:
            return name
        derived = words[i].text.endswith("er") and not words[i].text.endswith("ischer")
        if derived and not self._is_official(words, name):
            return replace(name, government=name.government or government)
        return replace(name, start=words[i].start, words=(i, name.words[1]), government=name.government or government)

    def _is_official(self, words: list[Word], name: Name) -> bool:
        """Whether the word before belongs to an official name: *Thüringer Finanzministerium*."""
        key = tuple(word_key(word.text) for word in words[name.words[0] - 1 : name.words[1]])
        return any(name_key(self._lexicon.ministries[found].name) == key for found in name.exact)
