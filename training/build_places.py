"""Builds lexicon/municipalities.csv and districts.csv from tables of the Gemeindeverzeichnis.

    python training/build_places.py --municipalities municipalities.csv --districts districts.csv

Input columns: ags, name, land, kreis, population, postcode, lat, lon; key, name, land. The official names lose their
titles (Magdeburg, Landeshauptstadt) and Sorbian second names; what has no inhabitants (gemeindefreie Gebiete) is left
out. Land and Kreis are the first two and five digits of the key, so they are not repeated.
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "src" / "pressextract" / "lexicon"
SOURCE = "Statistisches Bundesamt (Destatis), Gemeindeverzeichnis"

#: Kreise with bilingual names: Cottbus, Dahme-Spreewald, Oberspreewald-Lausitz, Spree-Neiße, Bautzen, Görlitz.
SORBIAN = ("12052", "12061", "12066", "12071", "14625", "14626")
_GERMAN_TAIL = re.compile(r"(?:Spreewald|Lausitz|Spree|O\. ?L\.)$")
_UNINHABITED = re.compile(r"gemfr|gemeindefrei|^Gutsbezirk", re.IGNORECASE)


def plain_name(official: str, key: str) -> str:
    """The name without titles, with abbreviations spaced (a. d.) and without the Sorbian form."""
    name = official.split(",")[0]
    name = re.sub(r"\s*\(Landkreis[^)]*\)", "", name)
    if key.startswith(SORBIAN):
        name = _without_sorbian(name)
    name = re.sub(r"\s*/\s*", "/", name)
    name = re.sub(r"\b([a-z])\.\s?(?=[a-zA-ZÄÖÜ])", r"\1. ", name)
    return " ".join(name.split())


def _without_sorbian(name: str) -> str:
    parts = re.split(r"\s/\s", name)
    if len(parts) > 1:
        return parts[0]
    first, slash, second = name.partition("/")
    return first + slash + second if _GERMAN_TAIL.search(second) else first


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """One CSV file with its source in the first line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {SOURCE}; coordinates in degrees (WGS 84)\n" if "lat" in header else f"# {SOURCE}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def build(municipalities: Path, districts: Path, folder: Path) -> None:
    """Read both tables and write both lexicons."""
    with municipalities.open(encoding="utf-8", newline="") as file:
        rows = [
            [
                row["ags"],
                plain_name(row["name"], row["ags"]),
                row["population"] or "0",
                row["postcode"],
                _degrees(row["lat"]),
                _degrees(row["lon"]),
            ]
            for row in csv.DictReader(file)
            if not _UNINHABITED.search(row["name"])
        ]
    write(folder / "municipalities.csv", ["ags", "name", "population", "postcode", "lat", "lon"], rows)
    with districts.open(encoding="utf-8", newline="") as file:
        write(
            folder / "districts.csv",
            ["key", "name"],
            [[row["key"], plain_name(row["name"], row["key"])] for row in csv.DictReader(file)],
        )


def _degrees(text: str) -> str:
    return f"{float(text):.4f}" if text else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--municipalities", type=Path, required=True)
    parser.add_argument("--districts", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=LEXICON)
    options = parser.parse_args()
    build(options.municipalities, options.districts, options.output)
