"""Where a text names a ministry: full names, short forms and the words around them that belong to the name.

One pass over the words. At a word that can begin a name the longest entry of the lexicon is compared with what the
grammar of such names allows (*Ministerium für Umwelt, Klima und Energiewirtschaft Baden-Württemberg*); the longer one
wins. The work at one place is bounded by `_LONGEST` words, so a text takes linear time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from pressextract.components.ministry_lexicon import WORD, Governments, MinistryLexicon, name_key, word_key

#: Words that a name may have; the longest official one (MKJFGFI of Nordrhein-Westfalen) has 14.
_LONGEST = 24

#: First parts that make no name: a ministry of that kind, not one of that field.
_GENERIC = frozenset(
    """fach partner haupt nachbar länder landes bundes staats reichs schwester nachfolge vorgänger super schlüssel
    ressort einzel teil spiegel regierungs querschnitts mini""".split()
)
#: Heads that make a name only with their field.
_LONG_HEADS = {
    "ministerium": None,
    "bundesministerium": None,
    "staatsministerium": None,
    "landesministerium": None,
    "reichsministerium": None,
    "senatsverwaltung": None,
    "behörde": "Hamburg",
    "senator": "Bremen",
    "senatorin": "Bremen",
    "departement": "Schweiz",
    "direktion": "Schweiz",
}
#: Last parts of short forms that only one government uses: elsewhere the word means something else.
_LOCAL_HEADS = {
    "verwaltung": "Berlin",
    "behörde": "Hamburg",
    "ressort": "Bremen",
    "direktion": "Schweiz",
    "departement": "Schweiz",
}
_LOCAL_NAMES = {"staatsministerium": "Baden-Württemberg"}
_PLURALS = {
    "ministerien": "ministerium",
    "bundesministerien": "bundesministerium",
    "staatsministerien": "staatsministerium",
    "senatsverwaltungen": "senatsverwaltung",
}
_PREPOSITIONS = frozenset({"für", "der", "des"})
_DETERMINERS = frozenset("eine einen ein die den das ihre ihren seine seinen unsere alle mehr".split())
_BEFORE_LAND = frozenset(
    {"des", "der", "landes", "land", "freistaat", "freistaats", "freistaates", "kanton", "kantons"}
)
_HANSEATIC = frozenset({"freien", "und", "hansestadt"})


class Word(NamedTuple):
    """A word of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a single word says about the ministry that it begins to name.

    `portfolio` is the field of a short form, None where fields must follow; `only` the government that alone uses such
    names. `elliptic` is the first part of *Umwelt- und Verbraucherschutzministerium*, kept as `other` in the whole. A
    `plural` (*Senatsverwaltungen für Finanzen und für Inneres*) names its first ministry only.
    """

    portfolio: str | None = None
    federal: bool = False
    government: str | None = None
    only: str | None = None
    elliptic: bool = False
    other: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A place where a ministry is named.

    `exact` are the ministries that the lexicon has under this name; `fields` the keys of the words behind the head,
    where it has none. `government` is the one stated in the name itself.
    """

    start: int
    end: int
    words: tuple[int, int]
    head: Head
    exact: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    government: str | None = None


def words_of(text: str) -> list[Word]:
    """The words of a text; hyphenated compounds are one word."""
    return [Word(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]


class NameFinder:
    """Finds names of ministries in a list of words."""

    def __init__(self, lexicon: MinistryLexicon, governments: Governments) -> None:
        self._lexicon = lexicon
        self._governments = governments
        self.head = lru_cache(maxsize=65_536)(self._head)

    def find(self, text: str, words: list[Word]) -> Iterator[Name]:
        """The names in text order, without overlaps."""
        i = 0
        while i < len(words):
            name = self._name_at(text, words, i) if words[i].text[0].isupper() and stands_free(text, words[i]) else None
            if name is None:
                i += 1
                continue
            yield self._with_adjective(text, words, name)
            i = name.words[1]

    def _name_at(self, text: str, words: list[Word], i: int) -> Name | None:
        head = self.head(words[i].text)
        if head is not None and head.elliptic:
            j = i + 2  # Justiz- und Polizeidepartement: the last part names the kind of office
            last = self.head(words[j].text) if j < len(words) and joined(text, words, i, j) else None
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
            head = Head(portfolio="", federal=federal, only=_LOCAL_NAMES.get(keys[0]))
        fields = keys[1:] if head.portfolio is None and not exact else ()
        name = Name(words[i].start, words[end - 1].end, (i, end), head, exact, fields, head.government)
        return self._with_land(text, words, name)

    def _known(self, text: str, words: list[Word], i: int) -> tuple[int, frozenset[str]]:
        """Index behind the longest name of the lexicon that begins at word i, and its ministries."""
        path: tuple[str, ...] = ()
        end, exact = i, frozenset[str]()
        for j in range(i, min(i + _LONGEST, len(words))):
            if j > i and not _adjacent(text, words[j - 1], words[j]):
                break
            key = word_key(words[j].text)
            path += (_PLURALS.get(key, key) if j == i else key,)
            if path in self._lexicon.names:
                end, exact = j + 1, self._lexicon.names[path]
            if path not in self._lexicon.prefixes:
                break
        return end, exact

    def _head(self, word: str) -> Head | None:
        key = word_key(word)
        singular = _PLURALS.get(key, key)
        if singular in _LONG_HEADS:
            return Head(
                federal=singular == "bundesministerium",
                government="Berlin" if singular == "senatsverwaltung" else None,
                only=_LONG_HEADS[singular],
                plural=singular != key,
            )
        if word.endswith("-"):
            first = _unlinked(key[:-1].removeprefix("bundes"))
            federal = key.startswith("bundes")
            return Head(first, federal=federal, elliptic=True) if first in self._lexicon.portfolios else None
        first, hyphen, rest = key.rpartition("-")
        if hyphen:
            head = self.head(rest.capitalize())
            if head is None or head.portfolio is None:
                return None
            government = self._governments.codes.get(word[: len(first)])
            if first == "bundes":
                return replace(head, federal=True)
            return replace(head, government=government) if government else None
        if key.endswith("ministerium"):
            return self._compound(key.removesuffix("ministerium"))
        if key.startswith("senats") and key.endswith("verwaltung"):
            return Head(_unlinked(key[6:-10]), government="Berlin")
        for last, only in _LOCAL_HEADS.items():
            if key.endswith(last):
                portfolio = _unlinked(key.removesuffix(last))
                return Head(portfolio, only=only) if self._in_use(portfolio, only) else None
        return None

    def _in_use(self, portfolio: str, government: str) -> bool:
        """Whether that government has such a ministry; cantons are too many for the lexicon to know."""
        if portfolio not in self._lexicon.portfolios:
            return False
        return government == "Schweiz" or any(
            self._lexicon.ministries[key].government == government for key in self._lexicon.in_field(portfolio)
        )

    def _compound(self, first: str) -> Head | None:
        if first in _GENERIC:
            return None
        if first.startswith("bundes"):
            return Head(_unlinked(first[6:]), federal=True)
        return Head(_unlinked(first), government="Deutsches Reich" if first.startswith("reichs") else None)

    def _field_end(self, text: str, words: list[Word], i: int, head: Head, known_end: int) -> int:
        """Index behind the name's last word: the lexicon's, or further where the enumeration of fields goes on."""
        if head.portfolio is not None:
            return max(known_end, i + (3 if words[i].text.endswith("-") else 1))
        if known_end > i + 1:
            has_and = any(word_key(word.text) == "und" for word in words[i:known_end])
            return known_end if has_and or head.plural else self._more_fields(text, words, head, known_end)
        first = self._first_field(text, words, i, head)
        return self._more_fields(text, words, head, first) if first else known_end

    def _first_field(self, text: str, words: list[Word], i: int, head: Head) -> int:
        """Index behind the first field (*für ländliche Räume*), 0 where none follows."""
        j = i + 1
        if j >= len(words) or not _adjacent(text, words[i], words[j]) or "," in text[words[i].end : words[j].start]:
            return 0
        preposition = words[j].text
        if preposition in _PREPOSITIONS:
            j += 1
        elif head.only != "Schweiz" or not self._lexicon.knows_field(word_key(preposition)):
            return 0
        free = preposition == "für" and head.only is None
        for k in range(j, min(j + 4, len(words))):
            if k > j and not _adjacent(text, words[k - 1], words[k]):
                return 0
            word = words[k].text
            known = self._lexicon.knows_field(word_key(word))
            if word in _DETERMINERS or not (known or free):
                return 0
            if word[0].isupper() and not word.endswith("-") and not _is_adjective(word):
                return k + 1
        return 0

    def _more_fields(self, text: str, words: list[Word], head: Head, start: int) -> int:
        """Index behind the enumeration: all words known fields, commas closed by an *und*."""
        j = end = start
        while j < len(words) and j - start < _LONGEST and _adjacent(text, words[j - 1], words[j]):
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
            if k > j and (
                not _adjacent(text, words[k - 1], words[k]) or "," in text[words[k - 1].end : words[k].start]
            ):
                return 0
            word = words[k].text
            if not self._lexicon.knows_field(word_key(word)):
                return 0
            if word.endswith("-") or word in _PREPOSITIONS or word == "und":
                continue
            if word[0].isupper() and not _is_adjective(word):
                return k + 1
        return 0

    def _with_land(self, text: str, words: list[Word], name: Name) -> Name:
        """The name with the Land behind it: *… Baden-Württemberg*, *… des Landes Brandenburg*, *… Kanton Zürich*."""
        if name.head.federal:
            return name
        j = name.words[1]
        while j < len(words) and j - name.words[1] < 5 and _one_space(text, words[j - 1], words[j]):
            key = word_key(words[j].text)
            found = self.government_at(text, words, j)
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
        if i < 0 or not _one_space(text, words[i], words[i + 1]) or not words[i].text[0].isupper():
            return name
        government = self._governments.adjectives.get(word_key(words[i].text))
        if government is None or government == "Deutschland":
            return name
        derived = words[i].text.endswith("er") and not words[i].text.endswith("ischer")
        if derived and not self._is_official(words, name):
            return replace(name, government=name.government or government)
        return replace(name, start=words[i].start, words=(i, name.words[1]), government=name.government or government)

    def _is_official(self, words: list[Word], name: Name) -> bool:
        """Whether the word before belongs to an official name: *Thüringer Finanzministerium*."""
        key = tuple(word_key(word.text) for word in words[name.words[0] - 1 : name.words[1]])
        return any(name_key(self._lexicon.ministries[found].name) == key for found in name.exact)

    def government_at(self, text: str, words: list[Word], i: int) -> tuple[str, int] | None:
        """The government named from word i on, with the index behind it; a genitive s is undone."""
        if words[i].text in self._governments.codes:
            return self._governments.codes[words[i].text], i + 1
        if word_key(words[i].text) not in self._governments.first_words and not _after_kanton(words, i):
            return None
        for length in range(min(self._governments.longest, len(words) - i), 0, -1):
            if length > 1 and not joined(text, words, i, i + length - 1):
                continue
            key = tuple(word_key(word.text) for word in words[i : i + length])
            government = self._governments.names.get(key) or self._governments.names.get(
                (*key[:-1], key[-1].removesuffix("s"))
            )
            if government is None and _after_kanton(words, i):
                government = self._governments.names.get(("kanton", *key))
            if government is not None:
                return government, i + length
        return None


def _after_kanton(words: list[Word], i: int) -> bool:
    return i > 0 and words[i - 1].text in ("Kanton", "Kantons")


def joined(text: str, words: list[Word], first: int, last: int) -> bool:
    """Whether only single spaces part the words from `first` to `last`."""
    return all(_one_space(text, words[k], words[k + 1]) for k in range(first, last))


def _unlinked(first: str) -> str:
    """The first part of a compound without linking s: *wirtschafts* -> *wirtschaft*, *familien* -> *familie*."""
    if first.endswith("ien"):
        return first[:-1]
    return first[:-1] if first.endswith("s") and not first.endswith(("us", "ss")) else first


def _is_adjective(word: str) -> bool:
    return word.endswith(
        ("liche", "lichen", "ische", "ischen", "ige", "igen", "tale", "talen", "eare", "meine", "nale", "nalen")
    )


def _adjacent(text: str, left: Word, right: Word) -> bool:
    """Whether only blanks, one line break or a comma part two words."""
    gap = text[left.end : right.start]
    return len(gap) <= 4 and not gap.strip(" ,\n\u00a0\t") and gap.count("\n") < 2 and gap.count(",") < 2


def _one_space(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start] in (" ", "\u00a0")


def stands_free(text: str, word: Word) -> bool:
    """Whether the word is no part of an address, a host name or a handle."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    return before not in ("@", "/", ".", "_", "#") and not (
        after[:1] in ("@", "_") or (after[:1] == "." and after[1:].isalnum())
    )
