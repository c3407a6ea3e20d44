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
# # Places on a map
#
# **Where do the releases play: which towns and Länder are named, and which are not?**
#
# `places` has one row per mention, from the country down to the street, with the official key (`ags`): eight digits for
# a municipality, five for a Kreis, two for a Land. Municipalities of Germany have coordinates. The map needs no tiles
# and no network: the 11,000 municipalities of the bundled gazetteer, each a light dot, are its ground.

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
# ## What kinds of places
#
# `kind` tells how exact a mention is. Adjectives count (*Magdeburger Gespräche*), and so do parts of longer names
# (*Universität Leipzig*): `derived` and `nested` mark them. For a question about where things happen leave the nested
# ones out, as this notebook does below; for one about what is visible keep them.

# %%
places = tables["places"]
kinds = places.groupby("kind").agg(mentions=("text", "size"), releases=("article_id", "nunique")).reset_index()
shares = places[["derived", "nested"]].mean() if len(places) else pd.Series({"derived": 0, "nested": 0})
base = alt.Chart(kinds).encode(x=alt.X("mentions:Q", axis=None), y=alt.Y("kind:N", sort="-x", title=None))
(base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="mentions:Q")).properties(
    width=420,
    title=alt.Title(
        "Mentions by kind of place",
        subtitle=f"{shares['derived']:.0%} are adjectives, {shares['nested']:.0%} are part of a longer name",
    ),
)

# %% [markdown]
# ## The ground, and the Länder
#
# The first two digits of the key are the Land. Every mention that has a `land` counts for it, so a release about Köln
# counts for Nordrhein-Westfalen, once. Each municipality's dot takes the shade of its Land: what is dark is named in
# many releases, what is light hardly at all; the shades are those of a logarithm, as one Land often has most. Large
# Länder are named more; compare with your publishers before you read neglect into a light one. Where a Land has many
# small municipalities its dots merge; go by shade and number.

# %%
from importlib.resources import files

ground = pd.read_csv(files("pressextract") / "lexicon" / "municipalities.csv", comment="#", dtype={"ags": str})
states = pd.read_csv(files("pressextract") / "lexicon" / "states.csv", comment="#")
states = states[states["country"] == "DE"].assign(code=lambda table: table["key"].str.removeprefix("land_"))
ground["land"] = ground["ags"].str[:2].map(dict(zip(states["code"], states["name"], strict=True)))
ground = ground[ground["lat"].between(47.2, 55.1) & ground["lon"].between(5.8, 15.1)]


def dots_of(table, **properties):
    """All municipalities of a table as one shape, which is drawn faster than thousands of marks."""
    points = table[["lon", "lat"]].round(3).to_numpy().tolist()
    return {"type": "Feature", "geometry": {"type": "MultiPoint", "coordinates": points}, **properties}


meant = places[~places["nested"]]
of_land = meant.groupby("land")["article_id"].nunique()
shapes = [dots_of(table, releases=int(of_land.get(land, 0))) for land, table in ground.groupby("land")]
middles = ground.groupby("land", as_index=False)[["lat", "lon"]].mean()
middles = middles.assign(releases=middles["land"].map(of_land).fillna(0).astype(int)).set_index("land")
middles.loc["Brandenburg", ["lat", "lon"]] = 51.85, 13.8  # its middle is Berlin
middles.loc["Niedersachsen", ["lat", "lon"]] = 52.6, 9.4
germany = {"longitude": "lon:Q", "latitude": "lat:Q"}
deepest = max([5, *of_land])
shades = (
    alt.Chart(alt.Data(values=shapes))
    .mark_geoshape(stroke=None)
    .encode(
        color=alt.Color(
            "releases:Q",
            scale=alt.Scale(type="symlog", range=["#deebf5", "#08306b"], domain=[0, deepest]),
            legend=None,
        )
    )
)
label = alt.Chart(middles).encode(**germany, text="releases:Q")
halo = label.mark_text(fontSize=14, fontWeight="bold", stroke="white", strokeWidth=4)
number = label.mark_text(fontSize=14, fontWeight="bold", color="black")
(shades + halo + number).project("mercator", pointRadius=2.8).properties(
    width=460, height=620, title=alt.Title("Releases that name a place in the Land", subtitle="one dot a municipality")
)

# %% [markdown]
# ## The towns
#
# A circle is a municipality that is named, its area the number of releases. The four colours part neighbouring Länder
# and mean nothing else. Berlin, Hamburg and Bremen are towns and Länder at once; a mention goes to one of both, see
# `kind`.

# %%
FOUR = dict.fromkeys(["Niedersachsen", "Sachsen", "Rheinland-Pfalz"], BLUE)
FOUR |= dict.fromkeys(["Hamburg", "Mecklenburg-Vorpommern", "Hessen", "Sachsen-Anhalt", "Berlin"], ORANGE)
FOUR |= dict.fromkeys(
    "Schleswig-Holstein Bremen Nordrhein-Westfalen Thüringen Brandenburg Baden-Württemberg Saarland".split(), GREEN
)
FOUR |= {"Bayern": VERMILION}
towns = meant.dropna(subset=["lat", "lon"]).query("country == 'DE'")
towns = towns.groupby(["ags", "name", "land", "lat", "lon"], as_index=False).agg(releases=("article_id", "nunique"))
towns = towns.sort_values(["releases", "name"], ascending=[False, True])
dots = alt.Chart(alt.Data(values=[dots_of(ground)])).mark_geoshape(color="#dedede", stroke=None)
most = max([5, *towns["releases"]])
legend = alt.Legend(values=sorted({1, most // 2, most}), format="d", orient="bottom-right")
circles = (
    alt.Chart(towns.head(400))
    .mark_circle(opacity=0.85, stroke="white", strokeWidth=0.7)
    .encode(
        **germany,
        size=alt.Size("releases:Q", scale=alt.Scale(range=[50, 700], domain=[0, most]), legend=legend),
        color=alt.Color("land:N", scale=alt.Scale(domain=list(FOUR), range=list(FOUR.values())), legend=None),
    )
)
apart = []
for town in towns.itertuples():
    if len(apart) < 16 and all(abs(town.lat - one.lat) > 0.35 or abs(town.lon - one.lon) > 1.6 for one in apart):
        apart.append(town)
written = alt.Chart(pd.DataFrame(apart, columns=["Index", *towns.columns])).encode(**germany, text="name:N")
halo = written.mark_text(align="left", dx=11, fontSize=12, stroke="white", strokeWidth=4)
names = written.mark_text(align="left", dx=11, fontSize=12, color="black")
(dots + circles + halo + names).project("mercator", pointRadius=1).properties(
    width=460,
    height=620,
    title=alt.Title(f"{len(towns):,} municipalities are named", subtitle="area of a circle: releases"),
)

# %% [markdown]
# ## Towns by size: who is missing
#
# Counted as shares of all municipalities of a size. Large cities are named by many, small places mostly by their
# neighbours. How steeply the bars fall, not how long they are, compares two collections.

# %%
SIZES = {"under 5,000": 0, "from 5,000": 5_000, "from 20,000": 20_000, "from 100,000": 100_000, "from 500,000": 500_000}
sizes = pd.cut(ground["population"], [*SIZES.values(), 10**8], right=False, labels=list(SIZES)).astype(object)
is_named = ground["ags"].isin(towns["ags"])
by_size = is_named.groupby(sizes.rename("size")).agg(share="mean", hits="sum", all="size")
by_size = by_size.reindex(list(SIZES)).reset_index()
by_size["note"] = [f"{row.hits:,} of {row.all:,}" for row in by_size.itertuples()]
base = alt.Chart(by_size).encode(
    x=alt.X("share:Q", axis=alt.Axis(format="%", title="share that is named"), scale=alt.Scale(domain=[0, 1])),
    y=alt.Y("size:N", sort=None, title="inhabitants"),
)
(base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="note:N")).properties(
    width=420, title="Municipalities that are named, by size"
)
