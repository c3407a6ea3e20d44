"""Articles → spaCy Docs → rows: one Doc holds title, subtitle and text, so that what one teaches helps the others."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from spacy.attrs import IDX, SENT_START

from pressextract.article import BLOCK_SEPARATOR, Article, Doubt, Loss
from pressextract.collector import Reading
from pressextract.components.mentions import Context, get_doubts, get_mentions, set_context, text_of
from pressextract.schema import MENTION_ROWS, ArticleRow, IssueRow, MentionRow
from pressextract.time_limit import TimeLimitExceeded, time_limit

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: A Doc of more characters costs memory without bound (spaCy refuses 1,000,000); longer texts are read in parts that
#: end at a block. Releases have 2,000 to 20,000.
MAX_DOC_CHARS = 200_000

_WORD = re.compile(r"\w+")
#: The columns of an article's row that the article has under the same name.
_SHARED = tuple(
    {f.name for f in dataclasses.fields(ArticleRow)}
    - {"n_words", "sha256", "duplicate_of", "duplicate_similarity", "revision_of"}
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of an article that becomes one Doc. `bases` are the offsets of its segments in their fields."""

    text: str
    context: Context
    bases: tuple[int, ...]


def read_articles(
    nlp: Language, articles: Iterable[Article], batch_size: int = 16, *, max_seconds: float = float("inf")
) -> Iterator[Reading | Loss]:
    """Read articles in batches; each comes out as a Reading or, where reading it failed, as a Loss.

    When a batch fails, or takes longer than `max_seconds`, its articles are read one by one, so that one rotten text
    costs no other.
    """
    remaining = iter(articles)
    while batch := list(islice(remaining, batch_size)):
        parts = [list(_parts(article)) for article in batch]
        try:
            with time_limit(max_seconds):
                docs = iter(list(nlp.pipe(_doc(nlp, part) for of_article in parts for part in of_article)))
                readings: list[Reading | Loss] = [
                    _reading(article, of_article, list(islice(docs, len(of_article))))
                    for article, of_article in zip(batch, parts, strict=True)
                ]
        except (Exception, TimeLimitExceeded):  # noqa: BLE001 - whatever a component raises, the culprit is named below
            readings = [
                _read_alone(nlp, article, of_article, max_seconds)
                for article, of_article in zip(batch, parts, strict=True)
            ]
        yield from readings


def _read_alone(nlp: Language, article: Article, parts: list[_Part], max_seconds: float) -> Reading | Loss:
    try:
        with time_limit(max_seconds):
            return _reading(article, parts, [nlp(_doc(nlp, part)) for part in parts])
    except TimeLimitExceeded:
        code, message = "too_slow", f"reading took longer than {max_seconds:g} s; raise max_page_seconds to wait"
    except Exception as error:  # noqa: BLE001 - one article's failure becomes its row in issues
        code, message = "failed", f"{type(error).__name__}: {error}"
    return Loss(source_id=article.source_id, input=article.input, code=code, message=message, stage="reading")


def _parts(article: Article) -> Iterator[_Part]:
    """Title and subtitle stand before the first part only."""
    segments = [("title", article.title), ("subtitle", article.subtitle or "")]
    for start, end in _stretches(article.text):
        pieces: list[str] = []
        placed: list[tuple[str, int, int]] = []
        offset = 0
        for field, text in [*segments, ("text", article.text[start:end])]:
            if text:
                placed.append((field, offset, len(text)))
                pieces.append(text)
                offset += len(text) + len(BLOCK_SEPARATOR)
        context = Context(
            article_id=article.article_id,
            publisher=article.publisher,
            url=article.url,
            published=article.published,
            segments=tuple(placed),
        )
        bases = tuple(start if field == "text" else 0 for field, _, _ in placed)
        yield _Part(BLOCK_SEPARATOR.join(pieces), context, bases)
        segments = []


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > MAX_DOC_CHARS:
        limit = start + MAX_DOC_CHARS
        end = text.rfind(BLOCK_SEPARATOR, start + 1, limit)
        if end < 0:
            end = text.rfind(" ", start + 1, limit)
        if end < 0:
            end = limit
        yield start, end
        start = end
    yield start, len(text)


def _doc(nlp: Language, part: _Part) -> Doc:
    doc = nlp.make_doc(part.text)
    set_context(doc, part.context)
    return doc


def _reading(article: Article, parts: list[_Part], docs: list[Doc]) -> Reading:
    mentions: list[MentionRow] = []
    doubts: list[Doubt] = list(article.doubts)
    article_id = article.article_id
    for part, doc in zip(parts, docs, strict=True):
        doubts.extend(get_doubts(doc))
        sentences = _Sentences(doc)
        for row_class in MENTION_ROWS:
            for row in get_mentions(doc, row_class):
                placed = _place(row, part)
                if placed is None:
                    doubts.append(Doubt(code="crossing", message=f"{row.text!r} left out", stage=row.table))
                    continue
                field, start, end = placed
                mentions.append(
                    dataclasses.replace(
                        row, article_id=article_id, field=field, start=start, end=end, sentence=sentences.at(row.start)
                    )
                )
    issues = [
        IssueRow(
            source_id=article.source_id,
            article_id=article_id,
            kind="doubt",
            code=doubt.code,
            message=doubt.message,
            stage=doubt.stage,
        )
        for doubt in dict.fromkeys(doubts)
    ]
    return Reading(_article_row(article), tuple(mentions), tuple(issues))


class _Sentences:
    """The sentences of a Doc by offset. `doc.sents` makes a Span of each, which takes longer than all rows."""

    def __init__(self, doc: Doc) -> None:
        self._text = text_of(doc)
        tokens = doc.to_array([IDX, SENT_START])
        begins = tokens[:, 1] == 1
        begins[:1] = True
        self._starts: list[int] = tokens[begins, 0].tolist()

    def at(self, offset: int) -> str:
        """The sentence that holds an offset, without blanks at its ends."""
        following = bisect.bisect_right(self._starts, offset)
        end = self._starts[following] if following < len(self._starts) else None
        return self._text[self._starts[following - 1] : end].strip()


def _place(row: MentionRow, part: _Part) -> tuple[str, int, int] | None:
    """A mention's field and its offsets there; None where it runs from one field into the next."""
    for (field, start, length), base in zip(part.context.segments, part.bases, strict=True):
        if start <= row.start < start + length:
            if row.end > start + length:
                return None
            shift = base - start
            return field, row.start + shift, row.end + shift
    return None


def _article_row(article: Article) -> ArticleRow:
    return ArticleRow(
        **{name: getattr(article, name) for name in _SHARED},
        n_words=len(_WORD.findall(article.text)),
        sha256=sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
