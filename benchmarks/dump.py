"""Pages per second over a real dump, as benchmarks/speed.md.

    uv run python benchmarks/dump.py [--pages N]

The dump is ../shared/dump/berlin-4000.tar.xz, unpacked into a temporary folder; one process, this machine's CPU.
"""

from __future__ import annotations

import argparse
import platform
import resource
import tarfile
import time
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pressextract
from pressextract.article import Article
from pressextract.cleaning import clean_or_loss
from pressextract.models import describe_model
from pressextract.pipeline import load_model
from pressextract.sources import plan_sources

HERE = Path(__file__).parent
DUMP = HERE.parent.parent / "shared" / "dump" / "berlin-4000.tar.xz"
REPORT = HERE / "speed.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", type=Path, default=DUMP)
    parser.add_argument("--pages", type=int, default=4000, help="read the first N pages only")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        with tarfile.open(arguments.dump) as archive:
            for member in islice((m for m in archive if m.isfile()), arguments.pages):
                archive.extract(member, pages, filter="data")
        settings = pressextract.Settings()
        started, cpu = time.perf_counter(), time.process_time()
        summary = pressextract.run(pages, Path(folder, "tables"), settings)
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

        began = time.process_time()
        found = [clean_or_loss(page, "de") for page in plan_sources(pages).pages(settings.limits)]
        cleaning = time.process_time() - began
        articles = [article for article in found if isinstance(article, Article)]
        nlp = load_model(settings.model)
        began = time.process_time()
        n_words = sum(len(doc) for doc in nlp.pipe(article.text for article in articles))
        model = time.process_time() - began
    rows = [
        ("pages in", f"{summary.pages:,}"),
        ("articles", f"{summary.articles:,}"),
        ("lost", ", ".join(f"{n} {code}" for code, n in summary.lost.items()) or "0"),
        ("mentions", f"{summary.mentions.total():,}"),
        ("pages per second, the whole run", f"{summary.pages / seconds:.1f}"),
        ("CPU seconds of the whole run", f"{cpu_seconds:.1f}"),
        ("CPU seconds of cleaning alone", f"{cleaning:.1f} ({summary.pages / cleaning:.0f} pages/s)"),
        ("CPU seconds of the model alone", f"{model:.1f} ({n_words / model:,.0f} tokens/s)"),
        ("peak memory of the run", f"{peak:.0f} MB"),
    ]
    lines = [
        "# Speed",
        "",
        "Measured by `uv run python benchmarks/dump.py` over 4,000 complete pages of Land Berlin's press archive"
        f" ({arguments.dump.name}), one process, Python {platform.python_version()},"
        f" model {describe_model(settings.model).name}.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in rows),
    ]
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
