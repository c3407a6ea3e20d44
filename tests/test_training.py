"""What the bundled model learns from: labels brought to one convention, and texts that share nothing with the gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.strings import hash_string
from spacy.tokens import Span as SpacySpan
from spacy.training import Example as TrainingExample
from spacy.util import load_config
from spacy.vectors import Vectors

from annotations import paragraph_key, read_annotations, read_mentions
from conftest import PROJECT
from corpora import Example, Span, read_germeval, read_ler, read_press, to_doc, without_overlaps
from press_texts import article_texts, unseen_texts
from pressextract import load
from pressextract.settings import settings_from
from silver import agreed_spans

LONG = (
    "Das Ministerium fördert den Bau von zwölf neuen Radwegen im Landkreis Verden mit insgesamt drei Millionen Euro,"
    " wie die Ministerin am Montag bei der Übergabe der Bescheide an die Bürgermeister der beteiligten Gemeinden sagte."
)
OTHER = (
    "Die Stadtbibliothek öffnet ab dem kommenden Jahr auch an Sonntagen, denn eine Umfrage unter den Leserinnen und"
    " Lesern hat gezeigt, dass viele Familien nur am Wochenende gemeinsam kommen können und sich längere Zeiten wünschen."
)


def _spans(text: str, *marked: tuple[str, str, str]) -> list[dict[str, Any]]:
    """(surface, label, fine) → spans as the converted corpora have them."""
    found = []
    for surface, label, fine in marked:
        start = text.index(surface)
        found.append({"start": start, "end": start + len(surface), "label": label, "fine": fine})
    return found


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def _named(example: Example) -> list[tuple[str, str | None]]:
    return [(example.text[span.start : span.end], span.label) for span in example.spans]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "Der CDU-Politiker traf deutsche Beamte in Bonn.",
            [("CDU-Politiker", "MISC", "ORGpart"), ("deutsche", "MISC", "LOCderiv"), ("Bonn", "LOC", "LOC")],
            [("deutsche", "MISC"), ("Bonn", "LOC")],
        ),
        ("Das Wirtschaftsministerium schwieg.", [], [("Wirtschaftsministerium", "ORG")]),
        (
            "Das Ministerium für Umwelt und Verkehr in Stuttgart plant.",
            [("Stuttgart", "LOC", "LOC")],
            [("Ministerium für Umwelt und Verkehr", "ORG"), ("Stuttgart", "LOC")],
        ),
        ("Das Landgericht Fulda entschied.", [("Fulda", "LOC", "LOC")], [("Landgericht Fulda", "ORG")]),
        ("Die Staatsanwaltschaft ermittelt.", [], [("Staatsanwaltschaft", None)]),
        ("Die beiden Landtage stimmten zu.", [], []),
    ],
)
def test_institutions_of_germeval_are_relabelled(
    tmp_path: Path, text: str, marked: list[tuple[str, str, str]], expected: list[tuple[str, str | None]]
) -> None:
    file = _write(tmp_path / "train.jsonl", [{"text": text, "spans": _spans(text, *marked)}])
    assert _named(next(read_germeval(file))) == expected


def test_germeval_as_the_task_has_it_keeps_its_labels(tmp_path: Path) -> None:
    text = "Das Wirtschaftsministerium in Bonn schwieg."
    file = _write(tmp_path / "test.jsonl", [{"text": text, "spans": _spans(text, ("Bonn", "LOC", "LOC"))}])
    assert _named(next(read_germeval(file, relabelled=False))) == [("Bonn", "LOC")]


def test_laws_of_german_ler_are_no_names(tmp_path: Path) -> None:
    text = "Nach § 5 EStG hat der Bundesfinanzhof entschieden."
    spans = _spans(text, ("§ 5 EStG", "MISC", "GS"), ("Bundesfinanzhof", "ORG", "GRT"))
    assert _named(next(read_ler(_write(tmp_path / "dev.jsonl", [{"text": text, "spans": spans}])))) == [
        ("Bundesfinanzhof", "ORG")
    ]


def test_the_press_gold_in_four_classes_and_paragraphs(tmp_path: Path) -> None:
    text = "Die Universität Leipzig hilft.\n\nDas Programm Digital Jetzt läuft in Leipziger Schulen."
    entities = [
        {"start": 4, "end": 23, "label": "ORG"},
        {"start": 16, "end": 23, "label": "PLACE"},
        {"start": 45, "end": 58, "label": "INITIATIVE"},
        {"start": 68, "end": 77, "label": "PLACE", "derived": True},
        {"start": 78, "end": 85, "label": "COUNT"},
    ]
    file = _write(tmp_path / "train.jsonl", [{"text": text, "entities": entities}])
    assert [_named(example) for example in read_press(file)] == [
        [("Universität Leipzig", "ORG")],
        [("Digital Jetzt", "MISC"), ("Leipziger", "MISC")],
    ]
    (whole,) = read_press(file, paragraphs=False)
    assert len(whole.spans) == 3


def test_of_names_that_overlap_the_longest_stays() -> None:
    names = [Span(0, 5, "ORG"), Span(3, 12, "PER"), Span(20, 25, "ORG")]
    assert without_overlaps(names, [Span(11, 15, "LOC"), Span(30, 35, "LOC")]) == [
        Span(3, 12, "PER"),
        Span(20, 25, "ORG"),
        Span(30, 35, "LOC"),
    ]


def test_what_is_open_teaches_nothing() -> None:
    text = "Die Staatsanwaltschaft Bonn und U-Bahnhof-Planer in Köln"
    doc = to_doc(spacy.blank("de"), Example(text, (Span(4, 22, None), Span(34, 41, "LOC"), Span(52, 56, "LOC"))))
    labels = {token.text: (token.ent_iob_, token.ent_type_) for token in doc}
    assert labels["Staatsanwaltschaft"] == ("", "")
    assert labels["Köln"] == ("B", "LOC")
    assert labels["Bonn"] == ("O", "")


def test_a_text_that_shares_a_passage_with_the_gold_is_left_out(tmp_path: Path) -> None:
    gold = _write(tmp_path / "dev.jsonl", [{"text": LONG, "entities": []}])
    assert list(unseen_texts([f"Vorspann. {LONG} Nachsatz.", OTHER, "Zu kurz."], gold)) == [OTHER]


def test_the_texts_of_saved_pages_are_cleaned(tmp_path: Path) -> None:
    page = f"<html><nav>Startseite Presse</nav><article><h1>Radwege</h1><p>{LONG}</p><p>{OTHER}</p></article></html>"
    (tmp_path / "seite.html").write_text(page, encoding="utf-8")
    assert list(article_texts(tmp_path)) == [f"{LONG}\n\n{OTHER}"]


def test_rules_and_model_agree_or_the_words_are_left_open(core_news_path: Path) -> None:
    nlp = load(settings_from(model=str(core_news_path)))
    doc = nlp("Erika Musterfrau leitet Textil vernetzt. Dr. Steffi Lemke war in Magdeburg.")
    spans = {doc.text[span.start : span.end]: span.label for span in agreed_spans(doc)}
    assert spans["Magdeburg"] == "LOC"
    assert spans["Erika Musterfrau"] == "PER"
    assert "Steffi Lemke" not in {ent.text for ent in doc.ents}
    assert spans["Steffi Lemke"] == "PER"


def test_a_name_that_the_model_sees_alone_is_left_open(core_news_path: Path) -> None:
    nlp = load(settings_from(model=str(core_news_path)))
    doc = nlp("Der Rat der Stadt Magdeburg tagte.")
    word = next(token for token in doc if token.text == "Rat")
    doc.ents = [*doc.ents, SpacySpan(doc, word.i, word.i + 1, label="PER")]
    assert Span(word.idx, word.idx + 3, None) in agreed_spans(doc)


SENTENCES = [
    ("Frank Fischer sprach in Magdeburg.", [(0, 13, "PER"), (24, 33, "LOC")]),
    ("Erika Musterfrau besuchte Magdeburg.", [(0, 16, "PER"), (26, 35, "LOC")]),
    ("In Magdeburg tagte Textil vernetzt.", [(3, 12, "LOC"), (19, 34, "ORG")]),
    ("Erika Musterfrau leitet Textil vernetzt.", [(0, 16, "PER"), (24, 39, "ORG")]),
]


def test_the_network_of_the_config_learns_and_can_be_saved(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    words = sorted({token.text for text, _ in SENTENCES for token in nlp.make_doc(text)})
    data = np.array([(1 + n % 5, 1 + n % 3) for n in range(len(words))], dtype="float32")
    nlp.vocab.vectors = Vectors(data=data, name="clusters")
    for row, word in enumerate(words):
        nlp.vocab.vectors.add(hash_string(word), row=row)
    config = load_config(PROJECT / "training" / "config.cfg", interpolate=True)
    ner = nlp.add_pipe("ner", config={"model": config["components"]["ner"]["model"]})
    for label in ("LOC", "ORG", "PER"):
        ner.add_label(label)
    examples = [TrainingExample.from_dict(nlp.make_doc(text), {"entities": spans}) for text, spans in SENTENCES]
    spacy.util.fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(150):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "modell")
    saved = spacy.load(tmp_path / "modell")
    for text, spans in SENTENCES:
        assert [(ent.start_char, ent.end_char, ent.label_) for ent in saved(text).ents] == spans


def _annotated(tmp_path: Path) -> tuple[Path, list[str]]:
    """Two pages of which the first one's second paragraph is cleaned differently by now."""
    first, second = "Das BMWi fördert Berliner Betriebe.", "Frank Fischer leitet das Programm go-digital."
    file = tmp_path / "pages.jsonl"
    pages = [
        {
            "page": "a",
            "paragraphs": [
                [paragraph_key(first), [[4, 8, "MINISTRY"], [17, 25, "PLACE_DERIVED"]]],
                [paragraph_key("Früher stand hier etwas anderes."), [[0, 6, "ORG"]]],
            ],
        },
        {"page": "b", "paragraphs": [[paragraph_key(second), [[0, 13, "PERSON"], [34, 44, "INITIATIVE?"]]]]},
    ]
    file.write_text("\n".join(json.dumps(page) for page in pages), encoding="utf-8")
    return file, [f"{first}\n\nHeute steht hier dies.", second]


def test_annotations_find_their_paragraphs_and_leave_out_changed_ones(tmp_path: Path) -> None:
    file, texts = _annotated(tmp_path)
    assert list(read_annotations(file, texts)) == [
        Example(texts[0].split("\n")[0], (Span(4, 8, "ORG"), Span(17, 25, "MISC"))),
        Example(texts[1], (Span(0, 13, "PER"), Span(34, 44, None))),
    ]


def test_annotations_by_halves(tmp_path: Path) -> None:
    file, texts = _annotated(tmp_path)
    assert [example.text for example in read_annotations(file, texts, paragraphs=False, part=slice(1, None, 2))] == [
        texts[1]
    ]


def test_mentions_of_some_labels_keep_what_is_open(tmp_path: Path) -> None:
    file, texts = _annotated(tmp_path)
    assert [names for _, names in read_mentions(file, texts, ("ORG", "INITIATIVE"))] == [{}, {(34, 44): None}]
