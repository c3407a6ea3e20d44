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
# # Counts and money
#
# **Whose millions are these, what are they for – and which of them may be added up?**
#
# `counts` has one row per stated quantity: `value` (words and scales resolved: *3,5 Millionen* = 3500000), `value_max`
# for ranges, `bound` (*rund*, *bis zu*, *mehr als*), `kind`, `unit`, the `noun` that is counted, `of` what it is a
# part, and the sentence. It says what releases *state*. It does not say that money was spent.

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
# ## How exactly releases count
#
# Money and percentages are often rounded, and the words say in which direction. *Bis zu 42 Millionen* is a ceiling,
# *rund* a rounding, *mehr als* a floor. Whoever drops `bound` turns all three into facts.

# %%
counts, articles = tables["counts"], tables["articles"]
BOUNDS = {
    "exact": BLUE, "about": SKY, "almost": SKY, "at_most": ORANGE, "less_than": ORANGE,
    "at_least": GREEN, "more_than": GREEN, "above": GREEN, "range": PURPLE, "vague": GREY,
}  # fmt: skip
GROUPS = {BLUE: "as stated", SKY: "rounded", ORANGE: "a ceiling", GREEN: "a floor", PURPLE: "a range", GREY: "vague"}
stated = counts.assign(said=counts["bound"].map(BOUNDS).map(GROUPS))
order = counts["kind"].value_counts().index.tolist()
by_kind = stated.groupby(["kind", "said"]).size().reset_index(name="mentions")
by_kind["rank"] = by_kind["said"].map({said: rank for rank, said in enumerate(GROUPS.values())})
sizes = counts["kind"].value_counts()
present = {said: colour for colour, said in GROUPS.items() if said in set(by_kind["said"])}
scale = alt.Scale(domain=list(present), range=list(present.values()))
by_kind["row"] = by_kind["kind"].map(lambda kind: f"{kind} ({sizes[kind]:,})")
alt.Chart(by_kind).mark_bar().encode(
    x=alt.X("mentions:Q", stack="normalize", axis=alt.Axis(format="%", title="share of mentions")),
    y=alt.Y("row:N", sort=[f"{kind} ({sizes[kind]:,})" for kind in order], title=None),
    color=alt.Color(
        "said:N",
        scale=scale,
        legend=alt.Legend(title=None, orient="top"),
    ),
    order="rank:O",
).properties(width=520, title="How exactly quantities are stated")

# %% [markdown]
# ## Whose millions
#
# A sum alone is no finding. The next cell puts beside each amount who stands in the same sentence: ministries, people,
# initiatives. The same amount of one release (in headline, lead and body) is kept once.

# %%
money = counts[counts["kind"] == "money"].sort_values("value", ascending=False, kind="stable")
money = money.drop_duplicates(["article_id", "value", "value_max", "unit"])
money = money.merge(articles[["article_id", "publisher", "published", "duplicate_of"]], on="article_id")
money = money[money["duplicate_of"].isna()].copy()
place = ["article_id", "field", "sentence"]
for column, family in {"for": "initiatives", "ministry": "ministries", "who": "people"}.items():
    beside = tables[family].groupby(place)["name"].agg(lambda names: ", ".join(dict.fromkeys(names))).rename(column)
    money = money.merge(beside.reset_index(), on=place, how="left")
money[["text", "value", "unit", "bound", "of", "for", "ministry", "who", "publisher", "sentence"]].head(12)

# %% [markdown]
# ## Amounts side by side
#
# On a logarithmic scale each line is ten times the one before: a grant of 4,000 euros and a programme of billions fit
# into one picture, and what is odd stands out. Always read the sentence of the extremes; a price and a budget are both
# money.

# %%
euros = money[money["unit"].eq("EUR") & money["value"].gt(0)].copy()
euros["said"] = euros["bound"].map(BOUNDS).map(GROUPS)
euros["publisher"] = euros["publisher"].fillna("(not stated)")
shown = euros.groupby("publisher")["value"].max().sort_values(ascending=False).index[:20]
euros_shown = euros[euros["publisher"].isin(shown)]
x = alt.X(
    "value:Q",
    scale=alt.Scale(type="log"),
    axis=alt.Axis(
        title="euros",
        values=[10**power for power in range(13)],
        labelExpr="datum.value < 1e3 ? datum.value : datum.value < 1e6 ? datum.value / 1e3 + ' k' "
        ": datum.value < 1e9 ? datum.value / 1e6 + ' m' : datum.value / 1e9 + ' bn'",
    ),
)
base = alt.Chart(euros_shown).encode(
    x=x,
    y=alt.Y("publisher:N", sort=list(shown), title=None),
    color=alt.Color(
        "said:N",
        scale=scale,
        legend=alt.Legend(title=None, orient="top"),
    ),
)
spans = base.transform_filter("datum.value_max != null").mark_rule(strokeWidth=3).encode(x2="value_max:Q")
(spans + base.mark_circle(size=75, opacity=0.9)).properties(
    width=520, title=f"Amounts in euros: {len(euros):,} in {euros['article_id'].nunique():,} releases"
)

# %% [markdown]
# ## What may be summed
#
# Only amounts of one currency, one meaning and one occasion. The table below adds up euros by publisher in three
# columns: what is stated as such, what is only a ceiling (*bis zu*), and the rest. Percentages, ranges and other
# currencies are never in a sum. The same programme in three releases is three rows: sort by `value` and look for equal
# amounts, the last column counts them.

# %%
COLUMNS = {"as stated": "as stated", "a ceiling": "ceilings"}
sums = euros.assign(column=euros["said"].map(COLUMNS).fillna("rounded or open")).query("said != 'a range'")
sums = sums.pivot_table(index="publisher", columns="column", values="value", aggfunc="sum", fill_value=0)
again = euros.groupby("value")["article_id"].transform("nunique").gt(1)
sums["amounts"] = euros.groupby("publisher").size()
sums["in other releases too"] = again.groupby(euros["publisher"]).sum()
sums.sort_values("amounts", ascending=False).head(12).style.format("{:,.0f}")

# %% [markdown]
# ## What is counted
#
# Without money: the nouns behind the numbers. They stand as written (*Schulen*, *zusätzliche Studienplätze*), so take
# the last word to group them. A sum over a noun needs the same care as one over euros: 12 of 60 schools are not 72
# schools.

# %%
things = counts[counts["kind"].eq("count")].dropna(subset=["noun"]).copy()
things["thing"] = things["noun"].str.split().str[-1]
by_thing = things.groupby("thing").agg(
    releases=("article_id", "nunique"),
    mentions=("value", "size"),
    least=("value", "min"),
    most=("value", "max"),
    example=("text", "first"),
)
by_thing.sort_values(["releases", "mentions"], ascending=False).head(12)
