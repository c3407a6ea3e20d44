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
# # Initiatives over time
#
# **Which programmes, projects and strategies are announced, when does a name first appear, and which names live on?**
#
# `initiatives` has one row per mention of a named undertaking: *Mittelstand-Digital*, *„Stadt und Land“*,
# *Hochschulpakt 2020*. The name is the unit here, so `initiative_id` follows from it; a programme that changes its name
# is two.

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
# ## Kinds
#
# `kind` comes from the class noun (*Förderprogramm*, *Kampagne*, *Bündnis*) or from the lexicon. It is empty where
# neither says what the name stands for; read these first, they hold the errors.

# %%
initiatives, articles = tables["initiatives"], tables["articles"]
named = initiatives.drop_duplicates("initiative_id").assign(kind=lambda table: table["kind"].fillna("(not stated)"))
kinds = named["kind"].value_counts().reset_index(name="names")
base = alt.Chart(kinds).encode(x=alt.X("names:Q", axis=None), y=alt.Y("kind:N", sort=None, title=None))
(base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="names:Q")).properties(
    width=420, title=f"{initiatives['initiative_id'].nunique():,} different names, by kind"
)

# %% [markdown]
# ## First and last appearance
#
# A line runs from the first dated release with the name to the last, a dot is a release. Short lines are announcements
# that nobody came back to; long ones are what a house lives by. A first appearance is one *in these releases*: a name
# that is there from the first year on may be older.

# %%
common = initiatives.drop_duplicates("initiative_id")["kind"].value_counts().index[:5]
KINDS = dict(zip(common, [BLUE, ORANGE, GREEN, VERMILION, PURPLE], strict=False))
days = initiatives.merge(articles[["article_id", "published"]], on="article_id").dropna(subset=["published"])
days = days.drop_duplicates(["initiative_id", "article_id"])
days["kind"] = days["kind"].where(days["kind"].isin(list(KINDS)), "other kind")
life = days.groupby("initiative_id").agg(
    name=("name", "first"),
    kind=("kind", "first"),
    first=("published", "min"),
    last=("published", "max"),
    releases=("published", "size"),
)
shown = life.sort_values(["releases", "first"], ascending=[False, True], kind="stable").head(30).sort_values("first")
colour = alt.Color(
    "kind:N",
    scale=alt.Scale(domain=[*KINDS, "other kind"], range=[*KINDS.values(), GREY]),
    legend=alt.Legend(title=None, orient="top", symbolOpacity=1, symbolType="circle"),
)
y = alt.Y("name:N", sort=None, title=None)
years = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)
x = alt.X("first:T", title=None, axis=years, scale=alt.Scale(padding=12))
lines = alt.Chart(shown).mark_rule(strokeWidth=4, opacity=0.4).encode(y=y, x=x, x2="last:T", color=colour)
dots = days.loc[days["initiative_id"].isin(shown.index), ["initiative_id", "published"]].copy()
for column in ("name", "kind", "first"):
    dots[column] = dots["initiative_id"].map(shown[column].to_dict())
dots = alt.Chart(dots.sort_values("first")).mark_circle(size=70, opacity=1).encode(y=y, x="published:T", color=colour)
(lines + dots).properties(width=560, title=f"Appearance of {len(shown)} of {len(life):,} dated names")

# %% [markdown]
# ## New names by year
#
# How many names a year brings that were not there before, beside the releases of that year: with more releases come
# more names, so it is the distance between the two that says whether a house has become keener on labels.

# %%
by_year = pd.DataFrame(
    {"releases": articles["published"].dt.year.value_counts(), "new names": life["first"].dt.year.value_counts()}
).fillna(0)
by_year = by_year.rename_axis("year").reset_index().astype({"year": int})
span = list(range(by_year["year"].min(), by_year["year"].max() + 1)) if len(by_year) else []
by_year = by_year.melt("year", var_name="what", value_name="number")
alt.Chart(by_year).mark_bar().encode(
    x=alt.X("year:O", title=None, scale=alt.Scale(domain=span), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
    xOffset=alt.XOffset("what:N", sort=["releases", "new names"]),
    y=alt.Y("number:Q", title=None, axis=alt.Axis(tickMinStep=1)),
    color=alt.Color(
        "what:N",
        scale=alt.Scale(domain=["releases", "new names"], range=[GREY, BLUE]),
        legend=alt.Legend(title=None, orient="top"),
    ),
).properties(width=620, height=180, title="Names that appear for the first time")

# %% [markdown]
# ## Abbreviations
#
# An abbreviation in brackets behind a name (*Netzwerk Künstliche Intelligenz (KI)*) is taken down where the release
# gives it, for organisations too. One abbreviation with several names is worth a look: either they are the same, then
# an alias joins them, or the abbreviation is not safe to search for.

# %%
short = pd.concat([tables[name][["abbreviation", "name", "article_id"]] for name in ("initiatives", "organisations")])
short = (
    short.dropna(subset=["abbreviation"])
    .groupby("abbreviation")
    .agg(
        names=("name", "nunique"),
        releases=("article_id", "nunique"),
        name=("name", lambda names: " | ".join(sorted(set(names))[:3])),
    )
)
short.sort_values(["names", "releases"], ascending=False).head(12)

# %% [markdown]
# ## What one release teaches about the next
#
# One release introduces *das Projekt resiART*, the next only says *resiART*. With `learn`, a name that two releases
# introduce is found in all of them ([docs/lists.md](../docs/lists.md)). Three invented releases show it; then your own
# tables are relabelled into a temporary folder, which leaves them as they are.

# %%
import json
import tempfile

work = Path(tempfile.mkdtemp())
releases = [
    {"id": "herbst", "title": "Neues Kunstprojekt", "text": "Das Projekt resiART öffnet im Herbst seine Räume."},
    {"id": "bilanz", "title": "Bilanz", "text": "Das Projekt „resiART“ erreichte 300 Kinder."},
    {"id": "advent", "title": "Programm im Dezember", "text": "Im Dezember lädt resiART zu 12 Kursen ein."},
]
(work / "projects.jsonl").write_text("\n".join(json.dumps(release) for release in releases), encoding="utf-8")
pressextract.run(work / "projects.jsonl", work / "projects", pressextract.Settings(learn=True, workers=1))
learned = pressextract.read_tables(work / "projects")
of_release = learned["articles"][["article_id", "source_id"]].merge(learned["initiatives"], on="article_id")
of_release[["source_id", "text", "kind", "source", "sentence"]]

# %%
summary = pressextract.relabel(folder, pressextract.Settings(learn=True), output=work / "learned")
after = pressextract.read_tables(work / "learned")["initiatives"]
print(f"{summary.learned} names learned; {len(initiatives):,} mentions before, {len(after):,} after")
after[after["source"] == "run:learned"][["name", "kind", "sentence"]].head(10)
