"""A pipeline of de_core_news_sm's architecture with random weights, for its cost: the model itself is not bundled.

    python benchmarks/rivals/core_news_like.py FOLDER        # make it, and say how it reads two sentences

Networks, their sizes and what shares what are those of spaCy's sm models: one tok2vec for tagger, morphologizer, parser
and lemmatizer, another for ner. So a token costs what it costs there, whatever is said of it: each of the parser's
steps is one of some ninety, chosen by the network. What it says is noise; sentences end wherever chance has it. Only
that they end, and that a token is no name, is given a weight, by which both happen about as often as in releases.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

SEED = 20
ENTITIES = ("LOC", "MISC", "ORG", "PER")
#: As many labels as a model learned from TIGER has; their number is what costs.
N_TAGS, N_FEATURES, N_DEPENDENCIES, N_TREES = 50, 300, 40, 600
#: Added to the scores of two steps: a sentence then has some eleven tokens, and every tenth token is a name.
END_OF_SENTENCE, NO_NAME = -4.0, 5.0
TOK2VEC: dict[str, Any] = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 96,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 96,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
SHARED_TOK2VEC = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
TAGGING = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": SHARED_TOK2VEC}
PARSING: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "nO": None,
}
_CASES, _GENDERS, _NUMBERS = ("Nom", "Gen", "Dat", "Acc"), ("Masc", "Fem", "Neut"), ("Sing", "Plur")
_CLASSES = ("ADJ", "ADP", "AUX", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB", "X", "ADV", "PART", "SCONJ")
_LETTERS = "enrstialdhuo"


def make(folder: Path) -> Language:
    """Make the pipeline, store it and give it."""
    fix_random_seed(SEED)
    nlp = spacy.blank("de")
    nlp.meta["name"] = "core_news_like"
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    nlp.add_pipe("tagger", config={"model": TAGGING})
    nlp.add_pipe("morphologizer", config={"model": TAGGING})
    steps = {**PARSING, "state_type": "parser", "tok2vec": SHARED_TOK2VEC}
    nlp.add_pipe("parser", config={"model": steps, "min_action_freq": 1})
    trees = {"model": TAGGING, "backoff": "orth", "min_tree_freq": 1, "top_k": 1}
    nlp.add_pipe("trainable_lemmatizer", name="lemmatizer", config=trees)
    nlp.add_pipe("ner", config={"model": {**PARSING, "state_type": "ner", "tok2vec": TOK2VEC}})
    texts = list(examples(nlp))
    nlp.initialize(lambda: texts)
    fill_zeros(nlp)
    favour(component_of(nlp, "parser"), "B-ROOT", END_OF_SENTENCE)
    favour(component_of(nlp, "ner"), "O", NO_NAME)
    beside = folder.with_name(f"{folder.name}-{os.getpid()}")  # a half-made one is never taken for a whole
    nlp.to_disk(beside)
    beside.replace(folder)
    return nlp


def examples(nlp: Language) -> Iterator[Example]:
    """Invented sentences that have all labels; two words each, so that arcs go both ways."""
    features = product(_CLASSES, _CASES, _GENDERS, _NUMBERS)
    endings = islice(product(_LETTERS, _LETTERS, ("", *_LETTERS)), N_TREES)
    for number, (last, first, lemma) in enumerate(endings):
        pos, case, gender, count = next(features, ("NOUN", "Nom", "Masc", "Sing"))
        known = number < N_FEATURES
        words = [f"Wort{last}{first}", "Satz"]
        label = f"dep{number % N_DEPENDENCIES}"
        heads, deps = ([1, 1], [label, "ROOT"]) if number % 2 else ([0, 0], ["ROOT", label])
        yield Example.from_dict(
            Doc(nlp.vocab, words),
            {
                "words": words,
                "tags": [f"TAG{number % N_TAGS}", "NN"],
                "morphs": [f"Case={case}|Gender={gender}|Number={count}" if known else "", ""],
                "pos": [pos, "NOUN"],
                "lemmas": [f"Wort{lemma}", "Satz"],
                "heads": heads,
                "deps": deps,
                "entities": [f"U-{ENTITIES[number % len(ENTITIES)]}", "O"],
            },
        )


def fill_zeros(nlp: Language) -> None:
    """Output layers begin at zero, by which all labels would be equal and the parser only ever take the first step."""
    random = numpy.random.default_rng(SEED)
    for name in nlp.pipe_names:
        for node in component_of(nlp, name).model.walk():
            for param in node.param_names:
                if node.has_param(param) and not numpy.any(node.get_param(param)):
                    shape = node.get_param(param).shape
                    node.set_param(param, random.normal(0, 0.1, shape).astype("float32"))


def component_of(nlp: Language, name: str) -> Any:
    """A component; spaCy types each as a function only."""
    return nlp.get_pipe(name)


def favour(component: Any, step: str, by: float) -> None:
    """Add to the score that the network gives a step of parser or ner."""
    steps = [component.moves.get_class_name(number) for number in range(component.moves.n_moves)]
    scores = component.model.get_ref("upper")
    bias = scores.get_param("b").copy()
    bias[steps.index(step)] += by
    scores.set_param("b", bias)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    nlp = make(parser.parse_args().folder)
    doc = nlp("Das Bezirksamt dankt dem Rechnungshof für seine Bewertung. Die Empfehlungen wurden bereits umgesetzt.")
    labelling = ("tagger", "morphologizer", "parser", "ner")
    labels = {name: len(component_of(nlp, name).labels) for name in labelling}
    arcs = Counter("left" if token.head.i < token.i else "right" for token in doc if token.head != token)
    print(f"{nlp.pipe_names}, labels {labels}, {len(doc)} tokens, {len(list(doc.sents))} sentences, arcs {dict(arcs)}")


if __name__ == "__main__":
    main()
