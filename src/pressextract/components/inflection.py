"""Undo the inflection of German names: the genitive s, and nothing that a dictionary would be needed for.

A rule alone cannot tell *Jens* from the genitive of a *Jen*. So there are two kinds of functions: `genitive_bases`
lists what a form may be the genitive of, for callers with names to look it up in; `without_genitive` decides, with
such names or, for want of them, only where the ending leaves no doubt.
"""

from __future__ import annotations

from collections.abc import Collection

_APOSTROPHES = "'’‘´`"
_SIBILANTS = ("s", "ß", "x", "z", "ce", "tz")

#: Class nouns whose genitive is stripped without a lexicon: no other noun ends in one of them and an s.
_CLASS_NOUNS = tuple(
    """
    amt ausschuss beirat bund chor dienst gericht gymnasium institut konzern kreis land ministerium museum
    netzwerk orchester parlament plan preis programm projekt präsidium rat senat tag theater verband verein
    vorstand werk zentrum
    """.split()
)


def genitive_bases(form: str) -> tuple[str, ...]:
    """What a word, or a name by its last word, may be the genitive of, likeliest first, without the form itself.

    >>> genitive_bases("Merkels"), genitive_bases("Scholz’"), genitive_bases("Verbandes")
    (('Merkel',), ('Scholz',), ('Verband', 'Verbande'))
    """
    if form[-1:] in _APOSTROPHES and form[:-1].casefold().endswith(_SIBILANTS):
        return (form[:-1],)
    if len(form) < 4 or not form.endswith("s") or form.endswith(("ss", "us")):
        return ()
    if form[-2] in _APOSTROPHES:  # Anna's
        return (form[:-2],)
    if form.endswith("ens") and form[:-3].casefold().endswith(_SIBILANTS):  # Fritzens
        return (form[:-3], form[:-1])
    if form.endswith("es") and form[-3] not in "aeiouäöü":
        return (form[:-2], form[:-1])
    return (form[:-1],)


def is_genitive_of(form: str, base: str) -> bool:
    """Whether `form` is `base` or its genitive."""
    return form == base or base in genitive_bases(form)


def without_genitive(name: str, known: Collection[str] = ()) -> str:
    """The nominative of a name: one of the `known` names where it is the genitive of one, else by its ending.

    The ending decides for the class nouns of authorities and associations (*Bundesministeriums* …, *Verbandes*) as the
    first or the last word, and after an apostrophe; a person's or a place's name is left as it is unless it is known.

    >>> without_genitive("Bundesministeriums für Gesundheit"), without_genitive("Söders", {"Söder"})
    ('Bundesministerium für Gesundheit', 'Söder')
    """
    if name in known:
        return name
    for base in genitive_bases(name):
        if base in known:
            return base
    if name[-1:] in _APOSTROPHES:
        return (genitive_bases(name) or (name,))[0]
    first, space, rest = name.partition(" ")
    stripped = _without_class_ending(first)
    if stripped != first:
        return stripped + space + rest
    head, space, last = name.rpartition(" ")
    return head + space + _without_class_ending(last)


def _without_class_ending(word: str) -> str:
    folded = word.casefold()
    for noun in _CLASS_NOUNS:
        for ending in ("es", "s"):
            if folded.endswith(noun + ending):
                return word[: -len(ending)]
    return word
