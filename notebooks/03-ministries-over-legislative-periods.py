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
# # Ministries over legislative periods
#
# **Which ministries do the releases name, and which house is that, when its name changes with every coalition?**
#
# *BMWi* was a ministry of technology in 2008 and one of energy in 2016; *BMWK* is its successor. `ministry_id` is the
# house in one period, chosen by the day of publication, and `name` its official name on that day. To follow a house
# through its names, use the `lineage` of the bundled lexicon.

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
# ## The lexicon: every name with its dates
#
# `ministries.csv` has the federal ministries and those of all Länder (Austria and Switzerland in part): key, lineage,
# name, days of validity, successor. Where the first day is not known it is empty; a row says how sure it is and where
# it is from. The join below gives every mention its lineage.

# %%
from importlib.resources import files

ministries, articles = tables["ministries"], tables["articles"]
lexicon = pd.read_csv(files("pressextract") / "lexicon" / "ministries.csv", comment="#")
lexicon["since"] = pd.to_datetime(lexicon["valid_from"])
lexicon["until"] = pd.to_datetime(lexicon["valid_until"])
field = lexicon["lineage"].str.split("-").str[2:].str.join(" ").str.capitalize()
field = field.where(field.str.len() > 3, field.str.upper())  # AA, BKM
lexicon["house"] = lexicon["land"].fillna("Bund") + ": " + field
named = ministries.merge(articles[["article_id", "published"]], on="article_id").merge(
    lexicon[["key", "lineage", "house"]], left_on="ministry_id", right_on="key", how="left"
)
lexicon[lexicon["lineage"] == "de-bund-wirtschaft"].sort_values("since")[
    ["key", "name", "abbreviation", "valid_from", "valid_until", "confidence"]
]

# %% [markdown]
# ## Bund, Länder, abroad
#
# `level` says whose ministry it is. The mix mirrors the publishers first: as a rule federal houses name each other, and
# a Land's release names its own and the one in Berlin that pays.

# %%
LEVELS = {"bund": BLUE, "land": ORANGE, "foreign": GREY}
of_year = named.dropna(subset=["published", "level"]).copy()
of_year["year"] = of_year["published"].dt.year
of_year = of_year.groupby(["year", "level"])["article_id"].nunique().reset_index(name="releases")
span = list(range(of_year["year"].min(), of_year["year"].max() + 1)) if len(of_year) else []
alt.Chart(of_year).mark_bar().encode(
    x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True), scale=alt.Scale(domain=span)),
    y=alt.Y("releases:Q", axis=alt.Axis(tickMinStep=1)),
    color=alt.Color(
        "level:N",
        scale=alt.Scale(domain=list(LEVELS), range=list(LEVELS.values())),
        legend=alt.Legend(title=None, orient="top"),
    ),
).properties(
    width=600,
    height=180,
    title=alt.Title("Releases that name a ministry", subtitle="a release with two levels counts twice"),
)

# %% [markdown]
# ## One house, many names
#
# Each line is a house of the federal level, each bar one of its names, each dot a day on which a release names it. A
# dot always lies on the name of its time: a count by `name` cuts such a line into pieces, a count by `lineage` does
# not.

# %%
federal = named[named["level"].eq("bund") & named["lineage"].notna()]
chosen = federal["lineage"].value_counts().index[:14]
days = federal[federal["lineage"].isin(chosen)].dropna(subset=["published"])
days = days.groupby(["house", "published"]).size().reset_index(name="mentions")
first_day = days["published"].min() - pd.DateOffset(years=1) if len(days) else pd.Timestamp("2005-01-01")
last_day = days["published"].max() + pd.DateOffset(months=18) if len(days) else pd.Timestamp("2025-01-01")
bars = lexicon[lexicon["lineage"].isin(chosen)].copy()
bars["since"] = bars["since"].fillna(first_day).clip(lower=first_day)
bars["until"] = bars["until"].fillna(last_day).clip(upper=last_day)
bars = bars[bars["since"] < bars["until"]].sort_values(["house", "since"])
bars["shade"] = bars.groupby("house").cumcount() % 2
is_long = (bars["until"] - bars["since"]) > (last_day - first_day) / 18
bars["label"] = bars["abbreviation"].where(is_long, "")
y = alt.Y("house:N", title=None)
x = alt.X("since:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True, grid=False))
base = alt.Chart(bars).encode(y=y, x=x)
names = base.mark_bar(height=26).encode(
    x2="until:T", color=alt.Color("shade:O", scale=alt.Scale(domain=[0, 1], range=["#d5d5d5", "#ececec"]), legend=None)
)
labels = base.mark_text(align="left", dx=3, dy=-5, fontSize=10).encode(text="label:N")
dots = alt.Chart(days).mark_circle(color=BLUE, size=55, opacity=0.9, yOffset=7.5).encode(y=y, x="published:T")
(names + labels + dots).properties(
    width=640, height={"step": 32}, title=alt.Title("Federal ministries: names in the lexicon, days in the releases")
)

# %% [markdown]
# ## By legislative period
#
# A period begins with the first sitting of the Bundestag, some weeks or months before a new government renames its
# houses. So a release of the last November may name an old ministry in a new period.

# %%
PERIODS = {
    "12th": "1990-12-20", "13th": "1994-11-10", "14th": "1998-10-26", "15th": "2002-10-17", "16th": "2005-10-18",
    "17th": "2009-10-27", "18th": "2013-10-24", "19th": "2017-10-24", "20th": "2021-10-26", "21st": "2025-03-25",
}  # fmt: skip
edges = [*pd.to_datetime(list(PERIODS.values())), pd.Timestamp("2100-01-01")]
dated = federal.dropna(subset=["published"]).copy()
dated["period"] = pd.cut(dated["published"], edges, right=False, labels=list(PERIODS)).astype(object)
cells = dated.groupby(["house", "period"])["article_id"].nunique().reset_index(name="releases")
seen = [period for period in PERIODS if period in set(cells["period"])]
base = alt.Chart(cells).encode(
    x=alt.X("period:N", sort=seen, title="Bundestag", axis=alt.Axis(labelAngle=0, orient="top")),
    y=alt.Y("house:N", title=None),
)
darkest = max([5, *cells["releases"]])
shades = base.mark_rect(stroke="white").encode(
    color=alt.Color("releases:Q", scale=alt.Scale(scheme="blues", domain=[0, darkest]), legend=None)
)
numbers = base.mark_text().encode(
    text="releases:Q",
    color=alt.condition(f"datum.releases > {darkest / 2}", alt.value("white"), alt.value("black")),
)
(shades + numbers).properties(width=alt.Step(60), title="Releases that name a federal house, by legislative period")

# %% [markdown]
# ## The Länder
#
# Here names count, not lineages. Each Land has its own calendar of elections and renames its houses after them, so two
# bars of one Land may be one house in two periods; `lineage` joins them as above.

# %%
of_land = named[named["level"].eq("land")].dropna(subset=["land"])
top = of_land.groupby(["land", "name"])["article_id"].nunique().reset_index(name="releases")
top = top.sort_values(["releases", "land"], ascending=[False, True]).head(20).sort_values(["land", "name"])
top["ministry"] = [
    f"{land}: {name.removesuffix(f' {land}').removesuffix(' des Landes')}"
    for land, name in zip(top["land"], top["name"], strict=True)
]
base = alt.Chart(top).encode(
    x=alt.X("releases:Q", axis=None, scale=alt.Scale(domainMax=max([5, *top["releases"]]))),
    y=alt.Y("ministry:N", sort=None, title=None, axis=alt.Axis(labelLimit=560)),
)
(base.mark_bar(color=ORANGE) + base.mark_text(align="left", dx=4).encode(text="releases:Q")).properties(
    width=260, title="Ministries of Länder and cantons"
)

# %% [markdown]
# ## What stays open
#
# Where text and publisher do not decide, `ministry_id` is empty and `issues` has a doubt. That is no loss: the mention
# is there, with the name as written. If you know better, a line in [your own list](08-own-rules-and-components.ipynb)
# settles it for the whole run.

# %%
open_names = ministries[ministries["ministry_id"].isna()]
print(f"{len(open_names):,} of {len(ministries):,} mentions have no ministry_id")
open_names.groupby(["land", "name"], dropna=False).size().sort_values(ascending=False).head(12).to_frame("mentions")
