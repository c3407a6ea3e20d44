"""Cleaning against its competitors on the open German pages, as benchmarks/cleaning.md.

    uv run --group benchmarks python benchmarks/cleaning.py                  # measure all and write the report
    uv run --group benchmarks python benchmarks/cleaning.py --only pressextract --rounds 1
    uv run --group benchmarks python benchmarks/cleaning.py --raise-floors   # and lift benchmarks/floors.json

Pages and gold are those of ../shared/pages; counting is that of ../shared/tools/measure_cleaning.py --soft. Every
extractor reads all pages in each round, in turn; pages per second are of CPU time, one process, median over the
rounds. Of pressextract the text alone counts: a subtitle, a caption or a contact is a field and no text. Floors never
fall by this command; a test holds them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import platform
import statistics
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from floors import raise_floors
from pressextract.article import Page
from pressextract.cleaning import clean_page
from pressextract.errors import PageError

HERE = Path(__file__).parent
REPORT = HERE / "cleaning.md"
SHARED = HERE.parent.parent / "shared"
#: Name in the report → name in measure_cleaning.py.
COMPETITORS = {
    "trafilatura with metadata": "trafilatura_meta",
    "readability-lxml": "readability",
    "newspaper4k": "newspaper4k",
    "every `<p>` by BeautifulSoup": "bs4_p",
}
PACKAGES = ("trafilatura", "readability-lxml", "newspaper4k", "beautifulsoup4", "lxml", "htmldate")
#: Kinds of pages and what they are called together.
PRESS = ("press_release", "institutional")
ALL, PRESS_NAME = "all", "press + institutional"
#: Figures that have a floor, with the name that they have in measure_cleaning.py.
FIGURES = {
    "segment F1": "seg_f1",
    "full-text F1": "text_f1",
    "date": "date_accuracy",
    "title": "title_exact",
}
#: A change of lxml may cost a page; a floor stands this far below what was measured.
SLACK = 0.003

Rows = list[dict[str, Any]]
Extractor = Callable[[bytes], dict[str, Any] | None]


def pressextract_extractor(content: bytes) -> dict[str, Any] | None:
    """Text, title, day and authors of a page in any language, None where there is no article."""
    try:
        article = clean_page(Page(source_id="page", input="page", kind="html", content=content), language="any")
    except PageError:
        return None
    day = article.published.isoformat() if article.published else None
    return {"text": article.text, "title": article.title, "date": day, "author": list(article.authors)}


def measuring(shared: Path) -> ModuleType:
    """../shared/tools/measure_cleaning.py, counting without invisible characters."""
    spec = importlib.util.spec_from_file_location("measure_cleaning", shared / "tools" / "measure_cleaning.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    logging.disable(logging.NOTSET)  # the tool switches all logging off
    module.STRIP_INVISIBLE = True
    return module


def unpack(shared: Path, folder: Path) -> tuple[Rows, dict[str, bytes]]:
    """Gold rows and the content of each file."""
    with tarfile.open(shared / "pages" / "german-pages-open.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    gold = next(folder.rglob("gold.jsonl"))
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    return rows, {row["file"]: (gold.parent / "html" / Path(row["file"]).name).read_bytes() for row in rows}


def read_all(
    tool: ModuleType, extractors: dict[str, Extractor], content: dict[str, bytes], rounds: int
) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """What each extractor makes of each page, and its pages per second."""
    results: dict[str, dict[str, Any]] = {name: {} for name in extractors}
    seconds: dict[str, list[float]] = {name: [] for name in extractors}
    for _ in range(rounds):
        for name, extract in extractors.items():
            began = time.process_time()
            for file, page in content.items():
                try:
                    results[name][file] = tool.out(extract(page))
                except Exception:  # noqa: BLE001 - a competitor's crash is a page without result
                    results[name][file] = {}
            seconds[name].append(time.process_time() - began)
    return results, {name: len(content) / statistics.median(times) for name, times in seconds.items()}


def scores(tool: ModuleType, rows: Rows, results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Kind of page, press and institutional together, and all → figures."""
    kinds = sorted({row["kind"] for row in rows})
    groups = {ALL: rows, PRESS_NAME: [row for row in rows if row["kind"] in PRESS]}
    groups |= {kind: [row for row in rows if row["kind"] == kind] for kind in kinds}
    return {name: tool.score(group, results)[0] for name, group in groups.items()}


def releases_text_f1(shared: Path, tool: ModuleType) -> dict[str, float]:
    """Mean token F1 of the text of the 209 annotated releases, by set; their gold keeps press contacts in the text."""
    found: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        for split in ("train", "dev"):
            with tarfile.open(shared / "gold" / "press" / f"html-{split}.tar.xz") as archive:
                archive.extractall(Path(folder, split), filter="data")
            lines = (shared / "gold" / "press" / f"{split}.jsonl").read_text(encoding="utf-8").splitlines()
            texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
            pages = sorted(Path(folder, split).rglob("*.html"))
            values = [
                tool.token_f1((pressextract_extractor(page.read_bytes()) or {"text": ""})["text"], texts[page.stem])[2]
                for page in pages
            ]
            found[split] = statistics.mean(values)
    return found


def measure_pressextract(shared: Path) -> dict[str, float]:
    """The figures that have floors."""
    tool = measuring(shared)
    with TemporaryDirectory() as folder:
        rows, content = unpack(shared, Path(folder))
        results, _ = read_all(tool, {"pressextract": pressextract_extractor}, content, 1)
    return dict(flat(scores(tool, rows, results["pressextract"])))


def flat(groups: dict[str, dict[str, Any]]) -> Iterator[tuple[str, float]]:
    """One name per figure that has a floor."""
    for group in (ALL, PRESS_NAME):
        for name, key in FIGURES.items():
            if (value := groups[group].get(key)) is not None:
                yield f"cleaning / {group} / {name}", value


def report(groups: dict[str, dict[str, Any]], speed: dict[str, float], releases: dict[str, float]) -> str:
    """The figures as Markdown."""
    base = speed.get("trafilatura with metadata")
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    any_row = next(iter(groups.values()))
    lines = [
        "# Cleaning",
        "",
        "Measured by `uv run --group benchmarks python benchmarks/cleaning.py` on"
        f" {any_row[ALL]['pages']} German pages of many hosts (../shared/pages), counted by"
        " `../shared/tools/measure_cleaning.py --soft`. Segments: white space normalised, each wanted segment that is"
        " in the text and each unwanted one that is not; full text: token F1 on the news pages that have gold text."
        " pages/s is CPU time of one process, the median of the rounds, as multiple of trafilatura's beside it."
        f" Python {platform.python_version()}, {versions}.",
        "",
        "| | segment F1, all | press + institutional | full-text F1 | date | title exact | pages/s | ratio |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, found in groups.items():
        every, press = found[ALL], found[PRESS_NAME]
        ratio = f"{speed[name] / base:.1f}" if base else ""
        values = [every.get("seg_f1"), press.get("seg_f1"), every.get("text_f1")]
        values += [every.get("date_accuracy"), every.get("title_exact")]
        cells = " | ".join("–" if value is None else f"{value:.3f}" for value in values)
        lines.append(f"| {name} | {cells} | {speed[name]:.0f} | {ratio} |")
    lines += ["", "## By kind of page", "", "| | kind | pages | P | R | segment F1 | full-text F1 | date | title |"]
    lines += ["|---|---|---|---|---|---|---|---|---|"]
    keys = ("seg_precision", "seg_recall", "seg_f1", "text_f1", "date_accuracy", "title_exact")
    for name, found in groups.items():
        for kind, figures in found.items():
            cells = " | ".join("–" if figures.get(key) is None else f"{figures[key]:.3f}" for key in keys)
            lines.append(f"| {name} | {kind} | {figures['pages']} | {cells} |")
    lines += [
        "",
        "## The text of annotated releases",
        "",
        "Mean token F1 of the texts that pressextract takes from the complete pages of annotated releases (mostly of"
        " Land Berlin's bodies). The gold keeps press contacts in the text; here they are fields.",
        "",
        *(f"- {split}: {value:.3f}" for split, value in releases.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("pressextract",), help="print its figures, write nothing")
    parser.add_argument("--raise-floors", action="store_true")
    arguments = parser.parse_args()
    tool = measuring(arguments.shared)
    extractors: dict[str, Extractor] = {"pressextract": pressextract_extractor}
    if not arguments.only:
        extractors |= {name: tool.load(known) for name, known in COMPETITORS.items()}
    with TemporaryDirectory() as folder:
        rows, content = unpack(arguments.shared, Path(folder))
        results, speed = read_all(tool, extractors, content, arguments.rounds)
    groups = {name: scores(tool, rows, found) for name, found in results.items()}
    if arguments.only:
        figures = dict(flat(groups["pressextract"])) | {"pages per second": round(speed["pressextract"], 1)}
        kinds = Counter(row["kind"] for row in rows)
        print(json.dumps({"figures": figures, "pages": kinds}, indent=1, ensure_ascii=False))
    else:
        text = report(groups, speed, releases_text_f1(arguments.shared, tool))
        REPORT.write_text(text, encoding="utf-8")
        print(text)
    if arguments.raise_floors:
        raise_floors(flat(groups["pressextract"]), SLACK)


if __name__ == "__main__":
    main()
