# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Quality
#
# **How good are the tables for my releases, and which errors would change my result?**
#
# The project's own figures come from its own gold; texts of another kind give other ones. Fifty annotated releases and
# an afternoon tell you yours. This notebook draws the fifty, writes a file that is pre-filled with what was found,
# scores the corrected file and shows the errors.

# %%
import os
from pathlib import Path

import altair as alt
import pandas as pd

import pressextract

folder = Path(os.environ.get("PRESSEXTRACT_TABLES", "../data/processed"))
if not (folder / "run.json").exists():
    pressextract.run("../data/raw", folder)
tables = pressextract.read_tables(folder)

# The colours of Okabe and Ito, which colour-blind readers tell apart too.
BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE, GREY = "#0072B2 #E69F00 #009E73 #D55E00 #56B4E9 #CC79A7 #B0B0B0".split()


@alt.theme.register("press", enable=True)
def theme() -> alt.theme.ThemeConfig:
    return {
        "config": {
            "title": {"anchor": "start", "frame": "group", "fontSize": 15, "subtitleColor": "#555", "offset": 12},
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelLimit": 330, "gridColor": "#e8e8e8"},
            "legend": {"labelFontSize": 12, "titleFontSize": 12},
            "text": {"color": "#444", "fontSize": 12},
            "view": {"stroke": None},
            "bar": {"color": BLUE},
        }
    }


alt.renderers.enable("svg")  # drawn here, without a network; "mimetype" is interactive in JupyterLab
alt.data_transformers.disable_max_rows()
pd.set_option("display.max_colwidth", 140)
pd.DataFrame({"rows": {name: len(table) for name, table in tables.items()}}).T

# %% [markdown]
# ## Draw fifty releases
#
# Not the first fifty and not the nicest: a random draw from each publisher, the large ones with more, nobody with none
# as long as fifty allow it. Copies and later captures of the same page are left out. The seed makes the draw
# repeatable; write it down with your result.

# %%
WANTED, SEED = 50, 1
articles = tables["articles"]
pool = articles[articles["duplicate_of"].isna() & articles["revision_of"].isna() & (articles["n_words"] > 0)]
pool = pool.assign(stratum=pool["publisher"].fillna("(not stated)")).sample(frac=1, random_state=SEED)
turn = pool.groupby("stratum").cumcount()
share = turn / pool["stratum"].map(pool["stratum"].value_counts())  # 0 for the first one of each publisher
drawn = pool.loc[share.sort_values(kind="stable").index].head(WANTED)
print(f"{len(drawn)} of {len(pool)} releases, {drawn['stratum'].nunique()} of {pool['stratum'].nunique()} publishers")
drawn[["published", "publisher", "title", "n_words"]].head(5)

# %% [markdown]
# ## Write the file to correct
#
# One release a line, JSON Lines: `id`, `title`, `text` and `entities` with `label`, `start`, `end`, `text`. Offsets
# count characters of `text`; mentions in headlines are not scored. Attributes that you leave in are scored too, so
# delete those that you do not check. Put a folder of your own for the temporary one, or your corrections go with it.
#
# Pre-filled files are quick to correct, and they flatter the machine: what is not marked is easily overlooked. Annotate
# ten releases from an empty list (`"entities": []`) as well, and compare.

# %%
import json
import re
import tempfile

work = Path(tempfile.mkdtemp())  # your own folder, such as Path("quality")
LABELS = {
    "people": ("PERSON", {"academic_title": "title", "role": "role", "party": "party"}),
    "ministries": ("MINISTRY", {"level": "level", "land": "land"}),
    "organisations": ("ORG", {}),
    "places": ("PLACE", {"kind": "kind", "name": "name"}),
    "counts": ("COUNT", {"value": "value", "bound": "bound", "kind": "kind", "unit": "unit"}),
    "initiatives": ("INITIATIVE", {"kind": "kind"}),
    "quotes": ("QUOTE", {"speaker": "speaker"}),
}
entities = {article_id: [] for article_id in drawn["article_id"]}
for table, (label, attributes) in LABELS.items():
    found = tables[table]
    for row in found[found["article_id"].isin(drawn["article_id"]) & (found["field"] == "text")].to_dict("records"):
        stated = {name: row[column] for column, name in attributes.items() if pd.notna(row[column])}
        mention = {"label": label, "start": row["start"], "end": row["end"], "text": row["text"]} | stated
        entities[row["article_id"]].append(mention)
gold = [
    {"id": row.source_id, "title": row.title, "text": row.text, "entities": entities[row.article_id]}
    for row in drawn.itertuples()
]
skeleton = work / "to-correct.jsonl"
_ = skeleton.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in gold), encoding="utf-8")
print(f"{skeleton}: {len(gold)} releases, {sum(len(one['entities']) for one in gold):,} mentions to check")

# %% [markdown]
# ## Correct it
#
# Any editor or annotation tool will do. Three things happen, and the next cell does each once, in place of a person: a
# mention that is none is taken out, borders are put right, and one that was overlooked is added. A span is as short as
# the name: no article, no quotation marks, no full stop. docs/evaluation.md has the rules for each label.

# %%
corrected = json.loads(json.dumps(gold))
places_of = [(one, mention) for one in corrected for mention in one["entities"]]
organisations = [(one, mention) for one, mention in places_of if mention["label"] == "ORG"]
for one, mention in organisations[:1]:
    one["entities"].remove(mention)
    print(f"taken out:    {mention['text']!r} is no organisation")
for one, mention in [pair for pair in organisations[1:] if " " in pair[1]["text"]][:1]:
    mention["end"] = mention["start"] + mention["text"].index(" ")
    mention["text"] = one["text"][mention["start"] : mention["end"]]
    print(f"new borders:  {mention['text']!r}")
for one in corrected[:1]:
    word = max(re.findall(r"\w+", one["text"]), key=len)
    start = one["text"].index(word)
    one["entities"].append({"label": "INITIATIVE", "start": start, "end": start + len(word), "text": word})
    print(f"added:        {word!r} as an initiative")
gold_file = work / "gold.jsonl"
_ = gold_file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in corrected), encoding="utf-8")

# %% [markdown]
# ## Score
#
# *Precision* is the share of what was found that is right, *recall* the share of what is there that was found. The same
# in a terminal: `pressextract evaluate gold.jsonl DIR --errors all`. As long as nobody has corrected the file, every
# figure is near 1, since what was found is then its own measure. The lines in the chart are 95 % intervals (Wilson):
# with forty mentions a share of 90 % may be 77 % or 96 %, so do not argue about the second digit.

# %%
from pressextract.evaluation import evaluate

result = evaluate(gold_file, folder) if gold else None
scores = pd.DataFrame(
    [(s.label, s.gold, s.found, s.exact, s.precision, s.recall, s.f1) for s in (result.scores if result else ())],
    columns=["label", "gold", "found", "exact", "precision", "recall", "f1"],
)
scores.round(3)


# %%
def wilson(hits, n, z=1.96):
    """The interval in which the true share lies in 95 of 100 such samples."""
    if not n:
        return 0.0, 1.0
    middle, half = (hits + z**2 / 2) / (n + z**2), z * (hits * (n - hits) / n + z**2 / 4) ** 0.5 / (n + z**2)
    return max(0.0, middle - half), min(1.0, middle + half)


bars = pd.DataFrame(
    [
        (row.label, measure, row.exact / n if n else 0.0, *wilson(row.exact, n), f"{row.exact} of {n}")
        for row in scores.itertuples()
        for measure, n in (("precision", row.found), ("recall", row.gold))
    ],
    columns=["label", "measure", "share", "low", "high", "note"],
)
colour = alt.Color(
    "measure:N",
    scale=alt.Scale(domain=["precision", "recall"], range=[BLUE, ORANGE]),
    legend=alt.Legend(title=None, orient="top", symbolOpacity=1),
)
lowest = 0.1 * int(10 * min([0.8, *bars["low"]]))
base = alt.Chart(bars).encode(
    y=alt.Y("label:N", sort=None, title=None),
    yOffset=alt.YOffset("measure:N", sort=["precision", "recall"]),
    color=colour,
)
x = alt.X("low:Q", title="share, and its 95 % interval", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[lowest, 1]))
intervals = base.mark_rule(strokeWidth=3, opacity=0.5).encode(x=x, x2="high:Q")
dots = base.mark_circle(size=80, opacity=1).encode(x="share:Q")
notes = base.mark_text(align="left", dx=8, fontSize=11).encode(x="high:Q", text="note:N", color=alt.value("#444"))
(intervals + dots + notes).properties(
    width=440, height={"step": 18, "for": "offset"}, title=f"Precision and recall in {len(gold)} releases"
)

# %% [markdown]
# ## Read the errors
#
# Figures say how much, errors say what to do. Each error names what found the mention (`source`): a rule that errs on
# your texts can be switched off, a name goes onto one of [your lists](08-own-rules-and-components.ipynb). Then score
# again, on other releases than those whose errors you have seen.

# %%
columns = ["article", "label", "kind", "attribute", "gold", "found", "source", "context"]
errors = result.errors() if result else pd.DataFrame(columns=columns)
errors[columns].head(20)
