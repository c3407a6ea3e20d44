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
# # People and roles
#
# **Who speaks in the releases, in which office, for which party – and who is only mentioned?**
#
# `people` has one row per mention of a named person, with title, role, organisation and party *as the sentence states
# them at that mention*. What a release states once (*Umweltministerin Svenja Schulze (SPD)*) is empty where it only
# says *Schulze* later; so look at persons, not at rows, before you call anybody a minister without a party.

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
# ## Mention, person of a release, person of the run
#
# Three levels, two ids. `person_id` joins the mentions within one release: *Dr. Erika Muster … Muster … die Ministerin
# Muster*. `entity_id` joins releases: the same full name is the same person, unless party or walk of life contradict
# each other. A surname alone is never joined across releases, so it counts as a person of its own.

# %%
people, quotes, articles = tables["people"], tables["quotes"], tables["articles"]
levels = pd.Series(
    {
        "mentions": len(people),
        "spellings": people["text"].nunique(),
        "persons within a release (person_id)": people["person_id"].nunique(),
        "persons of the run (entity_id)": people["entity_id"].nunique(),
        "of these with a surname alone": people.loc[people["given_name"].isna(), "entity_id"].nunique(),
    }
)
print(levels.to_string())
most = people["entity_id"].value_counts().index[:1]
columns = ["article_id", "person_id", "text", "name", "academic_title", "role", "organisation", "party", "source"]
people[people["entity_id"].isin(most)][columns].head(12)

# %% [markdown]
# ## One row per person
#
# The first statement of each column is taken for the person. Offices are read off the role by its ending, with feminine
# forms; add lines for the offices of your field. Spellings of a party (*Grüne*, *Bündnis 90/Die Grünen*) become one by
# the bundled list of parties.

# %%
from importlib.resources import files

OFFICES = {
    "minister, senator": r"minister(?:in)?\b|\bsenator(?:in)?\b",
    "state secretary": r"staatssekretär(?:in)?",
    "mayor, Landrat": r"bürgermeister(?:in)?|\blandr[aä]t(?:in)?|(?:dezernent|stadtr[aä]t)(?:in)?\b",
    "member of parliament": r"abgeordnete|\bmd[bl]\b|fraktion",
    "head of a body": r"präsident|vorsitzend|vorstand|direktor|geschäftsführ|leiter|rektor|intendant",
    "official, officer": r"dirigent|kommissar|staatsanw|inspektor|ministerialr[aä]t|sprecher|beauftragt",
    "science, teaching": r"professor|lehrstuhl|studienleit|lehrer|forscher|wissenschaftler",
}
parties = pd.read_csv(files("pressextract") / "lexicon" / "parties.csv", comment="#")
party_of = dict(zip(parties["alias"].str.casefold(), parties["party"], strict=True))


def office(role):
    found = (name for name, pattern in OFFICES.items() if pd.Series([role]).str.contains(pattern, case=False).any())
    return "role not stated" if pd.isna(role) else next(found, "other role")


persons = people.groupby("entity_id", sort=False).agg(
    name=("name", "first"),
    academic_title=("academic_title", "first"),
    role=("role", "first"),
    organisation=("organisation", "first"),
    party=("party", "first"),
    mentions=("name", "size"),
    releases=("article_id", "nunique"),
)
persons["office"] = [office(role) for role in persons["role"]]
plain = persons["party"].str.replace("[‘’]", "'", regex=True).str.casefold()
persons["party"] = plain.map(party_of).fillna(persons["party"])
persons["quotes"] = quotes["entity_id"].value_counts().reindex(persons.index, fill_value=0)
persons["speaks"] = persons["quotes"].gt(0).map({True: "quoted", False: "only named"})
persons.sort_values(["releases", "mentions"], ascending=False).head(8)

# %% [markdown]
# ## Which offices get to speak
#
# Press releases quote top-down: the office that issues them speaks, others are named. A low share among officials and
# researchers tells something about the genre, before it tells anything about the people.

# %%
by_office = persons.groupby(["office", "speaks"]).size().reset_index(name="persons")
order = sorted(persons["office"].value_counts().index, key=lambda name: name in ("other role", "role not stated"))
offices = (
    alt.Chart(by_office)
    .mark_bar()
    .encode(
        x=alt.X("persons:Q", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("office:N", sort=order, title=None),
        color=alt.Color(
            "speaks:N",
            scale=alt.Scale(domain=["quoted", "only named"], range=[BLUE, GREY]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        order=alt.Order("speaks:N", sort="descending"),
    )
    .properties(width=420, title=f"Offices: {(persons['quotes'] > 0).sum():,} of {len(persons):,} persons are quoted")
)
by_party = persons["party"].value_counts().head(12).reset_index(name="persons")
base = alt.Chart(by_party).encode(x=alt.X("persons:Q", axis=None), y=alt.Y("party:N", sort=None, title=None))
stated = (base.mark_bar() + base.mark_text(align="left", dx=4).encode(text="persons:Q")).properties(
    width=420,
    title=alt.Title("Parties", subtitle=f"stated for {persons['party'].notna().sum():,} of {len(persons):,} persons"),
)
offices & stated

# %% [markdown]
# ## Academic titles
#
# Titles are kept as written: *Prof. Dr.*, *Dr.-Ing.*, the Austrian *Mag.a*. They stand at the mention that introduces
# somebody, so the share of persons is the number to report.

# %%
titled = persons.assign(title=persons["academic_title"].fillna("none")).groupby(["office", "title"]).size()
titled.unstack(fill_value=0).reindex(order).pipe(lambda table: table[table.sum().sort_values(ascending=False).index])

# %% [markdown]
# ## Who is quoted, and saying what
#
# A quotation carries its speaker's `person_id` and `entity_id`. Where the text names no speaker the column stays empty;
# these quotations are often slogans and clauses.

# %%
said = quotes.merge(articles[["article_id", "published"]], on="article_id")
for column in ("role", "party"):
    said[column] = said["entity_id"].map(persons[column].to_dict())
said["words"] = said["text"].str.split().str.len()
said.dropna(subset=["speaker"]).sort_values("words", ascending=False)[
    ["published", "speaker", "role", "party", "words", "text"]
].head(8)

# %% [markdown]
# ## Who is named together
#
# A line joins two persons whom the same release names, the thicker the more releases; a dot grows with the number of
# releases. Islands are releases that share nobody. In a run over years the knots show who appears with everybody,
# typically the minister of the issuing house; leave that person out to see the rest.

# %%
from collections import Counter
from itertools import combinations

import numpy as np

named = people.dropna(subset=["entity_id"]).groupby("article_id")["entity_id"].agg(lambda ids: sorted(set(ids)))
together = Counter(pair for ids in named for pair in combinations(ids, 2))
ties = pd.DataFrame([(*pair, n) for pair, n in together.items()], columns=["a", "b", "releases"])
degree = pd.concat([ties["a"], ties["b"]]).value_counts()
kept = (persons.loc[degree.index, "releases"] * 1000 + degree).sort_values(ascending=False, kind="stable").index[:30]
ties = ties[ties["a"].isin(kept) & ties["b"].isin(kept)]
kept = pd.Index([one for one in kept if one in set(ties["a"]) | set(ties["b"])])


def layout(n, edges, steps=600):
    """Places for n dots: all push each other away, ties have a length, and everything is drawn to the middle."""
    places = np.random.default_rng(7).normal(size=(n, 2)) * n**0.5
    for step in range(steps):
        away = places[:, None] - places[None]
        force = (away / np.maximum((away**2).sum(2, keepdims=True), 0.05)).sum(1) - 0.1 * places
        for a, b in edges:
            distance = np.hypot(*(places[a] - places[b]))
            pull = (places[a] - places[b]) * (1 - 3 / max(distance, 0.1))
            force[a] -= pull
            force[b] += pull
        places += 0.2 * (1 - step / steps) * force.clip(-2, 2)
    return places


number = {one: i for i, one in enumerate(kept)}
edges = [(number[tie.a], number[tie.b]) for tie in ties.itertuples()]
dots = pd.DataFrame(layout(len(kept), edges), columns=["x", "y"])
dots[["id", "name", "releases"]] = persons.loc[kept, ["name", "releases"]].reset_index().to_numpy()
ends = ties.assign(tie=range(len(ties))).melt(["tie", "releases"], ["a", "b"], value_name="id")
lines = ends.merge(dots[["id", "x", "y"]], on="id")
bare = {
    "x": alt.X("x:Q", axis=None, scale=alt.Scale(padding=60)),
    "y": alt.Y("y:Q", axis=None, scale=alt.Scale(padding=20)),
}
drawn = (
    alt.Chart(lines)
    .mark_line(color=GREY)
    .encode(
        **bare, detail="tie:N", size=alt.Size("releases:Q", scale=alt.Scale(range=[1.5, 6], domainMin=1), legend=None)
    )
)
circles = (
    alt.Chart(dots)
    .mark_circle(color=BLUE, opacity=1, stroke="white")
    .encode(**bare, size=alt.Size("releases:Q", scale=alt.Scale(range=[90, 600], domainMin=1), legend=None))
)
height = dots.set_index("id")["y"].to_dict()
others = {one: [height[b] for a, b in zip(ties["a"], ties["b"], strict=True) if a == one] for one in kept}
for a, b in zip(ties["a"], ties["b"], strict=True):
    others[b].append(height[a])
dots["above"] = [height[one] >= sum(others[one]) / len(others[one]) for one in kept]
names = [
    alt.Chart(dots[dots["above"] == above]).mark_text(dy=-14 if above else 15, **look).encode(**bare, text="name:N")
    for look in ({"stroke": "white", "strokeWidth": 3}, {})
    for above in (True, False)
]
alt.layer(drawn, circles, *names).resolve_scale(size="independent").properties(
    width=820, height=600, title=f"Named in the same release: the {len(kept)} persons who share most"
)
