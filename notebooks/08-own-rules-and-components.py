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
# # Own rules and components
#
# **How do I make it find what my field calls otherwise?**
#
# Four ways, from the cheapest to the most powerful: lists that change a finished run in seconds, options of the
# components, rules for the layout of one site, and components of your own in the spaCy pipeline.

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
# ## Lists: names joined, added, dropped
#
# `aliases.csv` says what a name stands for, `stoplist.csv` what is no mention. `relabel` applies both to a finished
# run, without the model; with `output` the run itself stays as it is, and without lists the old tables come back. Put
# your own names here: the rows below are for the sample and change nothing where these names do not occur.

# %%
import tempfile

work = Path(tempfile.mkdtemp())
ALIASES = (
    "label,alias,name,kind,source\n"
    "ORG,Handwerkskammer,Deutscher Handwerkskammertag,,example\n"
    "INITIATIVE,Eis im Wandel,Eis im Wandel,campaign,example\n"
    "PLACE,Domstadt,Halberstadt,,example\n"
)
STOPLIST = "label,text,source\nINITIATIVE,Zentrum Handel,example\n"
for name, rows in {"aliases.csv": ALIASES, "stoplist.csv": STOPLIST}.items():
    (work / name).write_text(rows, encoding="utf-8")
lists = pressextract.Settings(aliases=(work / "aliases.csv",), stoplists=(work / "stoplist.csv",))
summary = pressextract.relabel(folder, lists, output=work / "relabelled")
relabelled = pressextract.read_tables(work / "relabelled")

columns = ["label", "name", "n_mentions", "n_articles"]
seen = [tables["entities"].assign(seen="before"), relabelled["entities"].assign(seen="after")]
changed = pd.concat(seen).drop_duplicates(columns, keep=False)
changed[[*columns, "seen"]].sort_values(["label", "name"]).head(15)

# %% [markdown]
# ## Options of the components
#
# `--set FAMILY.OPTION=VALUE` on the command line, a section in `pressextract.toml`, or `Settings` here: one name
# everywhere. What there is, a component's signature says; a wrong name or type is a `ConfigError` that tells what is
# possible.

# %%
text = "Von 480 Skizzen wurden 46 ausgewählt. Das Umweltministerium lud die Magdeburger Gruppen nach Bonn ein."
OPTIONS = {
    "as it comes": {},
    "counts.keep_bare=false": {"counts": {"keep_bare": False}},
    "places.adjectives=false": {"places": {"adjectives": False}},
    "ministries.short_forms=false": {"ministries": {"short_forms": False}},
}
families = ["counts", "places", "ministries"]
found = {}
for said, options in OPTIONS.items():
    doc = pressextract.load(pressextract.Settings(**options))(text)
    found[said] = {family: " | ".join(span.text for span in doc.spans[family]) for family in families}
pd.DataFrame(found).T

# %% [markdown]
# ## Rules for a site
#
# Cleaning finds the article of most pages without help. Where a site puts a box with a slogan amid the text, or hides
# its publisher, a `Rules` object says so in CSS selectors: `body`, `drop`, `subtitle`, `publisher`, `published`. The
# site below is invented. Setting `ALL_RULES` is enough to try rules out; worker processes of a run do not see it. For
# good, rules belong into a module in `src/pressextract/cleaning/rules/`, with a recorded page beside (`pressextract
# record`). A selector that does not compile is told at once, as the last line shows.

# %%
from pressextract.cleaning import rules

URL = "https://presse.musterkreis.example/2024/radweg"
PAGE = """<html lang="de"><head><title>Radweg eröffnet</title></head><body><main>
<h1>Radweg an der Aue ist eröffnet</h1>
<div class="meldung"><p>Landrätin Petra Muster hat am Montag den Radweg an der Aue eröffnet. Er ist zwölf Kilometer
lang und verbindet drei Gemeinden mit dem Bahnhof in Auental.</p>
<div class="motto"><p>Musterkreis – hier lässt es sich leben! Ein Motto, das auf jeder Seite des Landkreises
steht.</p></div>
<p>Die Kosten von 2,4 Millionen Euro trägt zu drei Vierteln das Land. Im Herbst folgt der zweite Abschnitt.</p></div>
</main></body></html>"""
mine = rules.Rules(
    name="musterkreis",
    hosts=("musterkreis.example",),
    body=".meldung",
    drop=(".motto",),
    issuer="Landkreis Musterkreis",
)
bundled = rules.ALL_RULES
for said, known in {"without rules": bundled, "with rules": (mine, *bundled)}.items():
    rules.ALL_RULES = known
    article = pressextract.clean(PAGE, url=URL)
    print(f"{said}: {article.publisher}\n{article.text}\n")
rules.ALL_RULES = bundled

try:
    rules.Rules(name="musterkreis", hosts=("musterkreis.example",), body="div.meldung >")
except pressextract.RulesError as error:
    print("RulesError:", error)

# %% [markdown]
# ## A component before ours
#
# Ours read what the model leaves in `doc.ents` (PER, ORG, LOC, MISC). What you add there is weighed with all other
# evidence and gets its columns and ids like the rest; a name that nothing else speaks for can still be refused, which
# lists never do. spaCy's own `entity_ruler` adds entities from a list of patterns. The pipeline is saved as a folder
# that `--model` takes, in any run and any worker.

# %%
from pressextract.pipeline import load_model

model = load_model("de_press_sm")
ruler = model.add_pipe("entity_ruler", config={"overwrite_ents": True})
ruler.add_patterns([{"label": "ORG", "pattern": "Tafel Auental"}])
model.to_disk(work / "my_model")

said = "Am Montag stellte sich Tafel Auental im Rathaus vor."
invented = [pressextract.Article(source_id="a", input="a", blocks=(pressextract.Block(kind="paragraph", text=said),))]
for name in ("de_press_sm", str(work / "my_model")):
    read = pressextract.extract(invented, pressextract.Settings(model=name))
    print(f"{Path(name).name}: organisations are {read['organisations']['name'].tolist()}")

# %% [markdown]
# ## A component of your own
#
# A function that takes a `Doc` and gives it back. This one finds printed papers of parliaments (*Drucksache 19/1234*)
# and writes them beside our mentions in `doc.spans`. Our tables do not know them, so the cell makes its own.

# %%
import re

from spacy.language import Language

DRUCKSACHE = re.compile(r"\b(?:Bundestags-?|BT-|Landtags-?)?(?:Drucksache|Drs\.)\s(\d{1,2}/\d{1,5})\b", re.IGNORECASE)


@Language.component("drucksachen")
def drucksachen(doc):
    places = [match.span() for match in DRUCKSACHE.finditer(doc.text)]
    doc.spans["drucksachen"] = [doc.char_span(*place, label="PAPER", alignment_mode="expand") for place in places]
    return doc


nlp = pressextract.load()
nlp.add_pipe("drucksachen", last=True)
doc = nlp("Die Antwort der Bundesregierung (Drucksache 19/1234) nennt 46 Projekte, BT-Drs. 20/77 nennt 61.")
spans = [(family, span.text, span.start_char) for family in ("drucksachen", "counts") for span in doc.spans[family]]
pd.DataFrame(spans, columns=["family", "text", "start"])

# %% [markdown]
# ## Registered for all
#
# A package of your own makes components known by name, also in worker processes, through entry points in its
# `pyproject.toml`; engines for other clusters are found the same way:
#
# ```toml
# [project.entry-points.spacy_factories]
# drucksachen = "my_package.components:drucksachen"
#
# [project.entry-points."pressextract.engines"]
# slurm = "my_package.engines:SlurmEngine"
# ```
#
# Ours are registered in that way too: `spacy.blank("de").add_pipe("pressextract_counts")` works wherever the package is
# installed, without importing it.
