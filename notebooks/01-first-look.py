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
# # A first look
#
# **What is in a folder of press releases: from whom, from when, who and what is named in them?**
#
# Open this notebook with `uv run --extra notebooks jupyter lab` in the project and run the cells one after the other.
# It reads the sample, some thirty releases that were written for it. For your own releases run `pressextract run INPUT
# --output DIR` and start Jupyter with `PRESSEXTRACT_TABLES=DIR`; all notebooks here then read that folder.

# %% [markdown]
# ## Read the tables
#
# The next cell is the same in every notebook: it makes the tables if there are none, reads them, and sets the look of
# the charts. `tables` is a dictionary of DataFrames. `articles` has one row per release; `people` to `quotes` have one
# row per mention, with the sentence it stands in; `entities` sums mentions up; `issues` says what could not be read.

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
# ## Whose releases, and from when
#
# Two checks before any analysis: are the years covered evenly, and does one publisher outweigh the rest? Whatever you
# count later, divide by these numbers. Releases without a date stay in all tables; only charts over time must leave
# them out.

# %%
articles = tables["articles"]
dated = articles["published"].dropna()
by_year = dated.dt.year.value_counts().rename_axis("year").rename("releases")
by_year = by_year.reindex(range(by_year.index.min(), by_year.index.max() + 1) if len(by_year) else [], fill_value=0)
years = (
    alt.Chart(by_year.reset_index())
    .mark_bar()
    .encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("releases:Q", axis=alt.Axis(tickMinStep=1)),
    )
    .properties(
        width=560,
        height=140,
        title=alt.Title("Releases by year", subtitle=f"{len(dated):,} of {len(articles):,} are dated"),
    )
)
by_publisher = articles["publisher"].fillna("(not stated)").value_counts().head(12)
base = alt.Chart(by_publisher.reset_index(name="releases")).encode(
    x=alt.X("releases:Q", axis=None, scale=alt.Scale(domainMax=max([5, *by_publisher]))),
    y=alt.Y("publisher:N", sort=None, title=None),
)
publishers = (base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="releases:Q")).properties(
    width=560,
    title=alt.Title("Releases by publisher", subtitle=f"of {articles['publisher'].nunique():,} publishers"),
)
years & publishers

# %% [markdown]
# ## What could not be read
#
# Pages in = articles + losses, always. A row of kind `lost` is a page without an article, a `doubt` is an article with
# a question mark, such as a short form that may mean several ministries. The column `code` is explained in
# [docs/issues.md](../docs/issues.md).

# %%
tables["issues"][["kind", "code", "source_id", "message"]].sort_values("kind", ascending=False).head(15)

# %% [markdown]
# ## Who and what is named
#
# `entities` has one row per person, ministry, organisation, place or initiative of the whole run. A long bar that
# stands for few releases is one text that repeats a name; that is why the second number matters.

# %%
LABELS = {"PERSON": BLUE, "MINISTRY": VERMILION, "ORG": GREEN, "PLACE": ORANGE, "INITIATIVE": PURPLE}
entities = tables["entities"]
top = entities.sort_values("n_mentions", ascending=False, kind="stable").groupby("label").head(6)
scale = alt.Scale(domain=[0, max(1, top["n_mentions"].max())] if len(top) else [0, 1])
panels = []
for label, colour in LABELS.items():
    base = (
        alt.Chart(top[top["label"] == label])
        .transform_calculate(note="datum.n_mentions + ' in ' + datum.n_articles")
        .encode(x=alt.X("n_mentions:Q", axis=None, scale=scale), y=alt.Y("name:N", sort=None, title=None))
    )
    chart = base.mark_bar(color=colour) + base.mark_text(align="left", dx=4).encode(text="note:N")
    panels.append(chart.properties(width=300, title=alt.Title(label, fontSize=12, offset=4)))
alt.vconcat(*panels, title="Named most often: mentions, and in how many releases")

# %% [markdown]
# ## From a row back to the text
#
# Every mention has offsets (`field`, `start`, `end`), so each number can be checked against the words it came from.
# Here is the beginning of one release with its mentions coloured. Read a few of your own this way before you trust any
# chart.

# %%
from html import escape

from IPython.display import HTML

SHADES = {"people": SKY, "ministries": "#F2A97F", "organisations": "#7FD1B9", "places": "#F5D38A"}
marked = pd.concat([tables[name].assign(shade=shade) for name, shade in SHADES.items()]).query("field == 'text'")
chosen = marked["article_id"].value_counts().index[:1]
html = ["".join(f"<span style='background:{shade}'>&nbsp;{name}&nbsp;</span> " for name, shade in SHADES.items())]
for article in articles[articles["article_id"].isin(chosen)].itertuples():
    html.append(f"<h4>{escape(article.title)}</h4>")
    position, end_of_view = 0, 1500
    of_article = marked[marked["article_id"] == article.article_id].sort_values(["start", "end"])
    for mention in of_article.itertuples():
        if position <= mention.start and mention.end <= end_of_view:
            html.append(escape(article.text[position : mention.start]))
            html.append(f"<span style='background:{mention.shade}'>{escape(mention.text)}</span>")
            position = mention.end
    html.append(escape(article.text[position:end_of_view]) + " …")
HTML(f"<div style='max-width:46em;white-space:pre-line'>{''.join(html)}</div>")

# %% [markdown]
# ## What the releases are made of
#
# Mentions per 100 words, publisher by publisher. A dark cell says that this kind of mention is dense there: quantities
# in statistics and budgets, quotations where politicians speak. Short releases give jumpy numbers, so mind the words
# beside the name.
#
# The next notebooks take one question each: [people](02-people-and-roles.ipynb),
# [ministries](03-ministries-over-legislative-periods.ipynb), [places](04-places-on-a-map.ipynb),
# [money](05-counts-and-money.ipynb), [initiatives](06-initiatives-over-time.ipynb). How far the numbers can be trusted
# is the subject of [quality](07-quality.ipynb); [own rules](08-own-rules-and-components.ipynb) puts right what your
# field calls otherwise.

# %%
FAMILIES = ["people", "ministries", "organisations", "places", "counts", "initiatives", "quotes"]
mentions = pd.concat([tables[name][["article_id"]].assign(family=name) for name in FAMILIES])
words = articles.assign(publisher=articles["publisher"].fillna("(not stated)")).groupby("publisher")["n_words"].sum()
words = words.sort_values(ascending=False).head(20)
dense = (
    mentions.merge(articles[["article_id", "publisher"]].fillna({"publisher": "(not stated)"}), on="article_id")
    .groupby(["publisher", "family"])
    .size()
    .reindex(pd.MultiIndex.from_product([words.index, FAMILIES], names=["publisher", "family"]), fill_value=0)
    .reset_index(name="mentions")
)
dense["per 100 words"] = 100 * dense["mentions"] / dense["publisher"].map(words).clip(lower=1)
dense["publisher"] = dense["publisher"].map(
    lambda name: f"{name if len(name) < 50 else name[:48] + '…'} · {words[name]:,}"
)
base = alt.Chart(dense).encode(
    x=alt.X("family:N", sort=FAMILIES, title=None, axis=alt.Axis(orient="top", labelAngle=0)),
    y=alt.Y("publisher:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)),
)
cells = base.mark_rect().encode(color=alt.Color("per 100 words:Q", scale=alt.Scale(scheme="blues"), legend=None))
numbers = base.mark_text(fontSize=11).encode(
    text=alt.Text("per 100 words:Q", format=".1f"),
    color=alt.condition("datum['per 100 words'] > 4", alt.value("white"), alt.value("#333")),
)
(cells + numbers).properties(
    width=560, title=alt.Title("Mentions per 100 words", subtitle="the publishers with most words, and how many")
)
