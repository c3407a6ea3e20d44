"""Models by name, by path, and installed from a wheel whose digest is checked."""

from __future__ import annotations

import json
import shutil
import zipfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example

from pressextract import load
from pressextract.errors import ConfigError, ModelError
from pressextract.model import bundled_path
from pressextract.models import describe_model, install_model
from pressextract.pipeline import load_model
from pressextract.settings import settings_from


@pytest.fixture
def wheel(core_news_path: Path, tmp_path: Path) -> Path:
    """A wheel laid out like those of the official models."""
    data = "de_core_news_like/de_core_news_like-0.0.1"
    meta = (core_news_path / "meta.json").read_bytes()
    path = tmp_path / "de_core_news_like-0.0.1-py3-none-any.whl"
    info = "de_core_news_like-0.0.1.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("de_core_news_like/__init__.py", "")
        archive.writestr("de_core_news_like/meta.json", meta)
        for file in core_news_path.rglob("*"):
            if file.is_file():
                archive.write(file, f"{data}/{file.relative_to(core_news_path)}")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: de-core-news-like\nVersion: 0.0.1\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def test_the_bundled_model_is_the_default_and_has_the_four_classes() -> None:
    facts = describe_model("de_press_sm")
    assert facts.name == "de_press_sm"
    assert facts.labels == ("LOC", "MISC", "ORG", "PER")
    assert facts.size <= 25_000_000
    assert len(facts.digest) == 64


def test_the_bundled_model_has_sentences_and_can_be_trained_further() -> None:
    nlp = spacy.load(bundled_path())
    doc = nlp("Dr. Lena Hartwig kam am 1. Januar nach Verden. Es regnete.")
    assert [sent.text for sent in doc.sents] == ["Dr. Lena Hartwig kam am 1. Januar nach Verden.", "Es regnete."]
    example = Example.from_dict(nlp.make_doc("Erika Musterfrau kam."), {"entities": [(0, 16, "PER")]})
    losses = nlp.update([example], sgd=nlp.create_optimizer())
    assert losses["ner"] >= 0
    assert nlp.pipe_names == ["pressextract_sentences", "ner"]


def test_a_model_of_the_core_news_label_set_drives_the_same_components(core_news_path: Path) -> None:
    nlp = load(settings_from(model=str(core_news_path)))
    doc = nlp("Erika Musterfrau leitet Textil vernetzt. Frank Fischer lobte Mittelstand-Digital in Magdeburg.")
    assert ("Erika Musterfrau", "PER") in {(ent.text, ent.label_) for ent in doc.ents}
    assert {span.text for span in doc.spans["people"]} == {"Erika Musterfrau", "Frank Fischer"}
    assert [span.text for span in doc.spans["places"]] == ["Magdeburg"]
    assert len(list(doc.sents)) == 2


def test_components_that_no_table_uses_are_switched_off(core_news_path: Path) -> None:
    nlp = load_model(str(core_news_path))
    assert nlp.pipe_names == ["ner"]
    assert {"tagger", "parser"} <= set(nlp.disabled)


@pytest.mark.skipif(find_spec("de_core_news_sm") is None, reason="needs the package de_core_news_sm")
def test_the_official_small_model_reads_the_seed() -> None:
    doc = load(settings_from(model="de_core_news_sm"))("Frank Fischer sprach in Magdeburg.")
    assert [span.text for span in doc.spans["people"]] == ["Frank Fischer"]


def test_a_missing_model_tells_the_command() -> None:
    with pytest.raises(ModelError, match="run: pressextract model install de_core_news_lg"):
        load_model("de_core_news_lg")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no config\.cfg"):
        load_model(str(tmp_path / "fehlt"))


def test_a_damaged_model_is_named(core_news_path: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(core_news_path, tmp_path / "kaputt")
    (broken / "ner" / "model").write_bytes(b"\x00")
    with pytest.raises(ModelError, match="kaputt: cannot be loaded by spaCy"):
        load_model(str(broken))
    (broken / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"meta\.json is damaged"):
        describe_model(str(broken))


def test_the_message_says_what_was_expected_and_what_to_do(core_news_path: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(core_news_path, tmp_path / "kaputt")
    meta = json.loads((broken / "meta.json").read_text(encoding="utf-8"))
    shutil.rmtree(broken / "ner")
    expected = f"expected a whole pipeline made for spaCy {meta['spacy_version']} in {broken}; install or copy it again"
    with pytest.raises(ModelError) as caught:
        load_model(str(broken))
    assert expected in str(caught.value)


@pytest.mark.parametrize("lost", ["vectors", "key2row"])
def test_a_model_that_lost_its_vectors_is_refused(tmp_path: Path, lost: str) -> None:
    """spaCy loads it in silence, and it would take *Berliner Senator Max Mustermann* for one name."""
    broken = shutil.copytree(bundled_path(), tmp_path / "kaputt")
    (broken / "vocab" / lost).unlink()
    with pytest.raises(ModelError, match=r"kaputt: [1-9]\d+ words with a vector are missing"):
        load_model(str(broken))


@pytest.mark.parametrize(
    ("language", "component", "message"),
    [("en", "ner", "is for language 'en'"), ("de", "sentencizer", "has no entity recogniser")],
)
def test_an_unfit_model_is_refused(tmp_path: Path, language: str, component: str, message: str) -> None:
    nlp: Language = spacy.blank(language)
    nlp.add_pipe(component)
    nlp.initialize()
    nlp.to_disk(tmp_path / "modell")
    with pytest.raises(ModelError, match=message):
        load_model(str(tmp_path / "modell"))


@pytest.mark.parametrize("assignment", ["counts.nonsense=1", "places.nonsense=2"])
def test_an_unknown_option_of_a_component_is_named(core_news_path: Path, assignment: str) -> None:
    with pytest.raises(ConfigError, match="nonsense"):
        load(settings_from([assignment], model=str(core_news_path)))


def test_an_option_reaches_its_component(core_news_path: Path) -> None:
    nlp = load(settings_from(["counts.keep_bare=false"], model=str(core_news_path)))
    assert nlp.get_pipe("pressextract_counts").keep_bare is False
    with pytest.raises(ConfigError, match="keep_bare"):
        load(settings_from(["counts.keep_bare=vielleicht"], model=str(core_news_path)))


def test_a_wheel_is_installed_when_its_digest_fits(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    digest = sha256(wheel.read_bytes()).hexdigest()
    done = install_model("de_core_news_like", wheel, digest, target)
    assert done.verified
    assert done.digest == digest
    meta = json.loads((target / "de_core_news_like" / "meta.json").read_text(encoding="utf-8"))
    assert meta["name"] == "core_news_like"


def test_a_wheel_without_a_known_digest_is_installed_and_said_so(wheel: Path, tmp_path: Path) -> None:
    done = install_model("de_core_news_like", wheel, None, tmp_path / "site")
    assert not done.verified
    assert len(done.digest) == 64


def test_an_installed_package_is_found_by_name(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_model("de_core_news_like", wheel, None, tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert describe_model("de_core_news_like").version == "0.0.1"
    assert load_model("de_core_news_like")("Frank Fischer sprach.").ents[0].text == "Frank Fischer"


def test_another_digest_is_refused(wheel: Path, tmp_path: Path) -> None:
    official = wheel.rename(wheel.with_name("de_core_news_sm-3.8.0-py3-none-any.whl"))
    with pytest.raises(ModelError, match=r"expected fec69fec.*not installed"):
        install_model("de_core_news_sm", official, None, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_an_unknown_model_or_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no official German model; possible: de_core_news_sm"):
        install_model("en_core_web_sm")
    with pytest.raises(ModelError, match="no such file"):
        install_model("de_core_news_sm", tmp_path / "fehlt.whl")
