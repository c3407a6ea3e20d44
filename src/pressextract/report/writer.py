"""`report()`: from the folder of a finished run to one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressextract.errors import ConfigError
from pressextract.export import replace_text, writing_errors
from pressextract.finished_run import open_run
from pressextract.output_folder import REPORT_FILE, RUN_FILE
from pressextract.report.data import payload
from pressextract.report.page import page
from pressextract.report.sampling import chosen_articles
from pressextract.run_status import status_of

#: Articles that a page holds with their texts; 5,000 of Land Berlin are 18 MB, which a browser opens in 1.4 seconds.
MAX_ARTICLES = 5_000
_ENDINGS = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """Where the report lies, its bytes, the articles of the run and how many of them the page holds."""

    path: Path
    size: int
    articles: int
    shown: int


def report(folder: str | Path, output: str | Path | None = None, *, max_articles: int = MAX_ARTICLES) -> ReportSummary:
    """Write the report of a finished run, DIR/report.html where no other file is named.

    A run of more than `max_articles` articles is shown by that many, spread evenly over time; its totals are of all.
    The page holds full texts and names of persons: who gets it gets those.

    Raises:
        ConfigError: the folder holds no finished run, or the output is no name of an HTML file.
        OutputError: the file cannot be written.
    """
    folder = Path(folder)
    target = Path(output) if output is not None else folder / REPORT_FILE
    if max_articles < 1:
        raise ConfigError(f"max_articles is {max_articles}; give 1 or more")
    if target.is_dir() or target.suffix.lower() not in _ENDINGS:
        raise ConfigError(f"output {target}: is no name of an HTML file; give one that ends in .html")
    _see_that_it_ended(folder)
    facts = open_run(folder).facts
    chosen = chosen_articles(folder, max_articles)
    text = page(payload(folder, facts, chosen))
    with writing_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_text(target, text)
    return ReportSummary(target, target.stat().st_size, chosen.articles, len(chosen.ids))


def _see_that_it_ended(folder: Path) -> None:
    """A run that goes on, or was cut off before it wrote tables, gets a message of its own."""
    if (folder / RUN_FILE).is_file() or not folder.is_dir():
        return
    found = status_of(folder)
    if found is not None and found.state != "finished":
        raise ConfigError(
            f"{folder}: the run here has not ended ({found.state}; pages read: {found.read_pages}); make the report"
            " when it has, pressextract status tells how it stands"
        )
