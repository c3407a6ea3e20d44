"""What several tests share: the sample, ../shared, and a small real pipeline with de_core_news_sm's label set."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from press_site import PressSite

PROJECT = Path(__file__).parent.parent
SAMPLE = PROJECT / "data" / "raw"
SHARED = PROJECT.parent / "shared"

_TRAINING = [
    ("Frank Fischer sprach in Magdeburg.", [(0, 13, "PER"), (24, 33, "LOC")]),
    ("Erika Musterfrau besuchte Magdeburg.", [(0, 16, "PER"), (26, 35, "LOC")]),
    ("In Magdeburg tagte Textil vernetzt.", [(3, 12, "LOC"), (19, 34, "ORG")]),
    ("Das Programm Mittelstand-Digital wächst.", [(13, 32, "MISC")]),
    ("Erika Musterfrau leitet Textil vernetzt.", [(0, 16, "PER"), (24, 39, "ORG")]),
    ("Frank Fischer lobte Mittelstand-Digital.", [(0, 13, "PER"), (20, 39, "MISC")]),
]


def written(folder: Path) -> dict[str, bytes]:
    """What a run has written for its users, by path; without times, which differ from run to run, and hidden files."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in ("run.json", "run.log"))
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in sorted(names.items()) if not name.startswith(".")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test marked `shared` says what it needs and is skipped where that is absent."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="needs ../shared (gold annotations, real pages), which is not here")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def core_news_like() -> Language:
    """A small pipeline with components and label set of de_core_news_sm, its entity recogniser trained here.

    The parser is untrained: it puts a sentence boundary before every token, so names of two words come out only
    where pressextract switches it off.
    """
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("de")
    nlp.meta["name"] = "core_news_like"
    nlp.meta["version"] = "0.0.1"
    nlp.add_pipe("tagger").add_label("NN")
    nlp.add_pipe("parser").add_label("ROOT")
    tok2vec = {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "pretrained_vectors": None,
        "width": 64,
        "depth": 2,
        "embed_size": 1000,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": True,
    }
    ner = nlp.add_pipe("ner", config={"model": {"tok2vec": tok2vec}})
    for label in ("LOC", "MISC", "ORG", "PER"):
        ner.add_label(label)
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in _TRAINING]
    optimizer = nlp.initialize(lambda: examples)
    with nlp.select_pipes(enable="ner"):
        for _ in range(60):
            random.shuffle(examples)
            nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.fixture(scope="session")
def core_news_path(core_news_like: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pipeline as a folder."""
    path = tmp_path_factory.mktemp("models") / "de_core_news_like"
    core_news_like.to_disk(path)
    return path


@pytest.fixture(scope="session")
def sample_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of data/raw, made once for all tests that look at them."""
    import pressextract

    folder = tmp_path_factory.mktemp("sample") / "processed"
    pressextract.run(SAMPLE, folder)
    return folder


@pytest.fixture
def site() -> Iterator[PressSite]:
    """A press site on loopback, whose robots.txt asks for no delay."""
    with PressSite(crawl_delay=None) as site:
        yield site


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """Where a fetch writes."""
    return tmp_path / "wege.warc.gz"
