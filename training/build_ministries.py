"""Builds the lexicon of ministries: lexicon/ministries.csv and lexicon/ministry_aliases.csv.

    python training/build_ministries.py --reference ministries.csv --federal bundesministerien_2017-2021.csv …

`--reference` is the table of ministries with validity, source and confidence per row; `--federal` are the tables of
federal ministries of schiersner/government-helper-tables (DL-DE Zero 2.0), which names and abbreviations of the Bund
are checked against; `--corrections` (beside this script) adds rows and mends cells, each with its reason; `--days`
gives the day on which a government took office where the reference states the month alone. Kept are
ministries; authorities below them (kind public_body) belong to the organisations, except the Bund's Beauftragte for
culture, which is a supreme federal authority.
"""

from __future__ import annotations

import argparse
import csv
import re
from calendar import monthrange
from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "src" / "pressextract" / "lexicon"
SUPREME_BODIES = {"de-bund-bkm-bkm-1998"}

MINISTRY_COLUMNS = tuple(
    "key lineage name abbreviation level land valid_from valid_until successor confidence source".split()
)
ALIAS_COLUMNS = ("key", "alias", "valid_from", "valid_until", "source")

#: Short names that mean somebody else's office or a person: a minister is no ministry.
_NO_ALIAS = re.compile(r"minister(?:in)?$|^ChefBK$")
#: What an official name may carry before and behind the name proper; the component reads both by rule.
_BEFORE = re.compile(
    r"^(?:Der |Die |Bayerische[sr]? |Hessische[sr]? |Sächsische[sr]? |Niedersächsische[sr]? |Thüringer "
    r"|Eidgenössische[sr]? |Schweizerische |Berliner |Hamburger |Bremer |Zürcher )"
)
_BEHIND = re.compile(
    r"(?: des Landes| des Kantons| Kanton)? (?:Baden-Württemberg|Berlin|Brandenburg|Bremen|Hamburg"
    r"|Mecklenburg-Vorpommern|Nordrhein-Westfalen|Rheinland-Pfalz|Sachsen-Anhalt|Schleswig-Holstein|Zürich|Bern"
    r"|Österreich)$| des Saarlandes$"
)


def main() -> None:
    """Read the options, build both files, say how many rows they have."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", type=Path, required=True, help="table of ministries with validity")
    parser.add_argument("--federal", type=Path, nargs="*", default=[], help="federal tables to check against")
    parser.add_argument("--corrections", type=Path, default=Path(__file__).with_name("ministry_corrections.csv"))
    parser.add_argument("--days", type=Path, default=Path(__file__).with_name("government_days.csv"))
    parser.add_argument("--output", type=Path, default=LEXICON)
    args = parser.parse_args()

    rows = [row for row in _read(args.reference) if row["kind"] == "ministry" or row["canonical_id"] in SUPREME_BODIES]
    rows = _corrected(rows, _read(args.corrections))
    rows = [_with_days(row, {(day["land"], day["month"]): day["day"] for day in _read(args.days)}) for row in rows]
    _check(rows, [row for path in args.federal for row in _read(path)])
    ministries = [_ministry(row) for row in rows]
    aliases = [alias for row in rows for alias in _aliases(row)]
    origin = f"built by training/build_ministries.py from {args.reference.name}, {args.corrections.name}"
    _write(args.output / "ministries.csv", MINISTRY_COLUMNS, ministries, origin)
    _write(args.output / "ministry_aliases.csv", ALIAS_COLUMNS, aliases, origin)
    print(f"{len(ministries)} ministries, {len(aliases)} aliases in {args.output}")


def _corrected(rows: list[dict[str, str]], corrections: list[dict[str, str]]) -> list[dict[str, str]]:
    by_id = {row["canonical_id"]: row for row in rows}
    for change in corrections:
        known = by_id.get(change["canonical_id"])
        if known is None:
            by_id[change["canonical_id"]] = change | {"confidence": "high"}
            continue
        for column, cell in change.items():
            if column == "aliases":
                known[column] = ";".join(filter(None, [known[column], cell]))
            elif column == "source":
                known[column] += f"; {cell}"
            elif cell:
                known[column] = cell
    missing = {row["successor_id"] for row in by_id.values()} - set(by_id) - {""}
    if missing:
        raise SystemExit(f"successors without a row: {', '.join(sorted(missing))}")
    return list(by_id.values())


def _with_days(row: dict[str, str], days: dict[tuple[str, str], str]) -> dict[str, str]:
    return row | {column: days.get((row["land"], row[column]), row[column]) for column in ("valid_from", "valid_to")}


def _check(rows: list[dict[str, str]], federal: list[dict[str, str]]) -> None:
    known = {(row["name"], row["abbreviation"]) for row in rows if row["level"] == "bund"}
    missing = [row for row in federal if (row["Name_DE"], row["Abkürzung"]) not in known]
    if missing:
        raise SystemExit(f"the federal tables have ministries that the reference lacks: {missing}")


def _ministry(row: dict[str, str]) -> dict[str, str]:
    return {
        "key": row["canonical_id"],
        "lineage": row["lineage"],
        "name": row["name"],
        "abbreviation": row["abbreviation"],
        "level": row["level"],
        "land": row["land"],
        "valid_from": _first_day(row["valid_from"]),
        "valid_until": _first_day_after(row["valid_to"]),
        "successor": row["successor_id"],
        "confidence": row["confidence"],
        "source": row["source"],
    }


def _aliases(row: dict[str, str]) -> list[dict[str, str]]:
    """The name without what the component reads by rule, then the short forms; each with the ministry's validity."""
    names = {_bare(row["name"]): row["source"]}
    if row["canonical_id"].startswith("de-hb-"):
        names |= {re.sub(r"^Senatorin ", "Senator ", name): source for name, source in list(names.items())}
        names |= {re.sub(r"^Senator ", "Senatorin ", name): source for name, source in list(names.items())}
    for alias in filter(None, row["aliases"].split(";")):
        if not _NO_ALIAS.search(alias):
            names.setdefault(_bare(alias), row["source"])
    return [
        {
            "key": row["canonical_id"],
            "alias": alias,
            "valid_from": _first_day(row["valid_from"]),
            "valid_until": _first_day_after(row["valid_to"]),
            "source": source,
        }
        for alias, source in names.items()
    ]


def _bare(name: str) -> str:
    name = name.removeprefix("Der Regierende Bürgermeister von Berlin - ")
    return _BEHIND.sub("", _BEFORE.sub("", name))


def _first_day(stated: str) -> str:
    """2011 -> 2011-01-01, 2011-05 -> 2011-05-01: the earliest day that the statement allows."""
    return f"{stated}-01-01"[:10] if stated else ""


def _first_day_after(stated: str) -> str:
    """The latest day that the statement allows, exclusive; a stated day is the successor's first one.

    Where only the month is known, both ministries count in it: a short form then stays without an id.
    """
    parts = [int(part) for part in stated.split("-")] if stated else []
    if len(parts) == 1:
        return f"{parts[0] + 1}-01-01"
    if len(parts) == 2:
        return f"{parts[0]}-{parts[1]:02}-{monthrange(parts[0], parts[1])[1]}"
    return stated


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]], origin: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {origin}\n")
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
