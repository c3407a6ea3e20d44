"""The figures of an evaluation and the list of mistakes behind them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pressextract.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

MistakeKind = Literal["missed", "false", "attribute"]
#: How many ids a message names.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class AttributeScore:
    """Of `n` mentions found exactly for which the gold states the attribute, so many are `right`."""

    right: int
    n: int

    @property
    def accuracy(self) -> float:
        """The share that is right."""
        return self.right / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class LabelScores:
    """Counts of one label, and what follows from them.

    `exact` mentions have the gold's span (by surface: its words in the article). `overlap_gold` mentions of the gold
    overlap with something found, `overlap_found` mentions found with something of the gold; by surface both are 0.
    """

    label: str
    gold: int = 0
    found: int = 0
    exact: int = 0
    overlap_gold: int = 0
    overlap_found: int = 0
    attributes: Mapping[str, AttributeScore] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """The share of what was found that is in the gold."""
        return _share(self.exact, self.found)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return _share(self.exact, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic_mean(self.precision, self.recall)

    @property
    def overlap_precision(self) -> float:
        """The share of what was found that overlaps with the gold."""
        return _share(self.overlap_found, self.found)

    @property
    def overlap_recall(self) -> float:
        """The share of the gold that overlaps with what was found."""
        return _share(self.overlap_gold, self.gold)

    @property
    def overlap_f1(self) -> float:
        """The harmonic mean of both."""
        return _harmonic_mean(self.overlap_precision, self.overlap_recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mention that was missed, one that is false, or an attribute that differs from the gold's.

    `gold` and `found` are the words, or the attribute's values; where a mention has other borders than the gold's, it
    is false and the gold's is missed, and both name the other. `source` is what found it, as in the tables.
    """

    article: str
    label: str
    kind: MistakeKind
    attribute: str | None = None
    gold: str | None = None
    found: str | None = None
    start: int | None = None
    end: int | None = None
    context: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Scores by label, for those that are in the gold or were found, and all mistakes.

    `missing` are ids of annotated articles that the run lacks, `other_texts` of those whose text is not the gold's;
    with either the scores are not those of the gold. `unscored` are attributes that the gold states and nothing
    compares, with their number.
    """

    scores: tuple[LabelScores, ...]
    mistakes: tuple[Mistake, ...]
    articles: int
    missing: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()
    unscored: Mapping[str, int] = field(default_factory=dict)
    by_surface: bool = False

    def of(self, label: str) -> LabelScores:
        """The scores of one label, all zero where it is neither in the gold nor found."""
        return next((scores for scores in self.scores if scores.label == label), LabelScores(label))

    def mistakes_of(self, label: str | None) -> Iterator[Mistake]:
        """The mistakes of one label, or all."""
        return (mistake for mistake in self.mistakes if label in (None, mistake.label))

    def errors(self, label: str | None = None) -> pd.DataFrame:
        """The mistakes of one label, or all, as a DataFrame: one row each."""
        import pandas as pd  # half a second, for programs that want frames only

        names = [column.name for column in dataclasses.fields(Mistake)]
        rows = [dataclasses.astuple(mistake) for mistake in self.mistakes_of(label)]
        return pd.DataFrame(rows, columns=names).astype({"start": "Int64", "end": "Int64"})

    def check_texts(self) -> None:
        """See that the run holds all articles of the gold, with the same texts.

        Raises:
            ConfigError: one is missing or has another text; the message names them.
        """
        said = [
            f"{len(ids)} of {self.articles} articles {what} ({_named(ids)})"
            for ids, what in ((self.missing, "are missing in the run"), (self.other_texts, "have another text there"))
            if ids
        ]
        if said:
            remedy = (
                "give the run of the pages that were annotated"
                if self.by_surface
                else "run pressextract on the gold file itself, or give --surface where the run is of pages"
            )
            raise ConfigError(f"{'; '.join(said)}; the scores are not those of the gold: {remedy}")


def _named(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_NAMED]) + (", …" if len(ids) > _NAMED else "")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _harmonic_mean(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
