"""Ministries: supreme authorities of the Bund, the Länder, Austria, Switzerland and other states.

    nlp.add_pipe("pressextract_ministries")

Names, short forms and abbreviations are found by lexicon and grammar, without a model; what each one means is decided
by the article (see ministry_resolution). The facts are in lexicon/ministries.csv, with a source per row.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pressextract.components.mentions import add_doubt, get_context, set_mentions, text_of
from pressextract.components.ministries.governments import governments
from pressextract.components.ministries.lexicon import ministry_lexicon
from pressextract.components.ministries.names import NameFinder
from pressextract.components.ministries.reading import Found, Reading
from pressextract.components.normal_forms import ministry_columns
from pressextract.schema import MinistryRow

STAGE = "ministries"

#: Candidates that a doubt names; a short form such as Wirtschaftsministerium has some forty.
_SHOWN = 6


@Language.factory("pressextract_ministries", assigns=["doc.spans"])
def create_ministries(nlp: Language, name: str, short_forms: bool = True) -> Ministries:
    """Build the component.

    `short_forms`: also find *Umweltministerium* and the like; without, only full names and abbreviations.
    """
    return Ministries(short_forms=short_forms)


class Ministries:
    """Finds mentions of ministries and decides which one is meant."""

    def __init__(self, *, short_forms: bool) -> None:
        self._short_forms = short_forms
        self._lexicon = ministry_lexicon()
        self._governments = governments()
        self._finder = NameFinder(self._lexicon, self._governments)

    def __call__(self, doc: Doc) -> Doc:
        """Set the mentions of ministries; each name that stays ambiguous becomes a doubt, once."""
        text = text_of(doc)
        reading = Reading(
            text, get_context(doc), self._lexicon, self._governments, self._finder, short_forms=self._short_forms
        )
        found = list(reading.mentions())
        set_mentions(doc, MinistryRow, [_row(text, mention) for mention in found])
        ambiguous = {text[f.start : f.end]: f for f in found if f.resolution.ambiguous}
        for name, mention in ambiguous.items():
            add_doubt(doc, "ambiguous_ministry", f"{name}: may be {_candidates(mention)}", STAGE)
        return doc


def _row(text: str, found: Found) -> MinistryRow:
    resolution = found.resolution
    ministry = resolution.ministry
    written = text[found.start : found.end]
    return MinistryRow(
        start=found.start,
        end=found.end,
        text=written,
        source=f"lexicon:{ministry.key}" if ministry else f"rule:{found.rule}",
        confidence=_confidence(found),
        **ministry_columns(ministry, " ".join(written.split()), resolution.land),
        abbreviation=resolution.abbreviation,
        level=resolution.level,
        land=resolution.land,
    )


def _confidence(found: Found) -> str:
    """High for a name or abbreviation with one reading, medium for short forms, low where evidence is thin."""
    if found.resolution.ambiguous or not found.resolution.certain:
        return "low"
    return "medium" if found.resolution.ministry is None or found.rule == "short_form" else "high"


def _candidates(found: Found) -> str:
    keys = sorted(found.resolution.candidates)
    more = f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else ""
    return ", ".join(keys[:_SHOWN]) + more
