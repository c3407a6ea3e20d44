"""The documentation site: it builds strictly, its links lead somewhere, it fetches nothing, and no page is left out."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urldefrag

import pytest
from bs4 import BeautifulSoup

import pressextract
from conftest import PROJECT
from pressextract.model import BUNDLED
from pressextract.models import describe_model

DOCS = PROJECT / "docs"
CONFIG = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
CITING = " ".join((DOCS / "howto" / "citing.md").read_text(encoding="utf-8").replace("\n> ", " ").split())


def built(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The site built into a folder, strictly. Never with --quiet: what it hides is not counted as a warning."""
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder), *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(build, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, BeautifulSoup]:
    """The built site, page by page."""
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("site")
    done = built(folder)
    assert done.returncode == 0, done.stderr
    # the page for addresses that do not exist has absolute links, as it may be shown anywhere
    found = [path for path in sorted(folder.rglob("*.html")) if path.name != "404.html"]
    return {path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml") for path in found}


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    pytest.importorskip("mkdocs")
    spec = importlib.util.spec_from_file_location("docs_hooks", DOCS / "hooks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_navigation_names_every_page() -> None:
    written = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    named = re.findall(r"^ +- .*: ([\w/.-]+\.md)$", CONFIG, re.MULTILINE)
    assert [page for page in written if page not in named] == [], "add the page to nav in mkdocs.yml"
    assert len(named) == len(set(named))


def test_the_build_ends_at_what_leads_nowhere(tmp_path: Path) -> None:
    pytest.importorskip("material")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# One\n\n[a](gone.md) [b](#gone) [c](/absolute.md)\n", encoding="utf-8")
    (docs / "orphan.md").write_text("# Two\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    changes = f"INHERIT: {PROJECT / 'mkdocs.yml'}\ndocs_dir: {docs}\nhooks: []\nnav: [index.md]\n"
    config.write_text(changes, encoding="utf-8")
    done = built(tmp_path / "site", "--config-file", str(config))
    assert done.returncode == 1
    assert [name for name in ("'gone.md'", "'#gone'", "'/absolute.md'", "orphan.md") if name not in done.stderr] == []


def test_links_and_anchors_lead_somewhere(pages: dict[Path, BeautifulSoup]) -> None:
    anchors = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    broken, checked = [], 0
    for path, page in pages.items():
        for link in (tag["href"] for tag in page.find_all("a", href=True)):
            address, anchor = urldefrag(str(link))
            if re.match(r"[a-z]+:", address):
                continue
            target = (path.parent / unquote(address)).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            checked += 1
            if not target.is_file() or (anchor and anchor not in ("__skip", *anchors.get(target, ()))):
                broken.append(f"{path.name}: {link}")
    assert broken == []
    assert checked > 1000


def test_reading_the_site_fetches_nothing(pages: dict[Path, BeautifulSoup]) -> None:
    fetched = [
        tag.get("src") or tag.get("href")
        for page in pages.values()
        for tag in page.select("script[src], img[src], iframe[src], link[rel~=stylesheet], link[rel~=preconnect]")
    ]
    assert fetched
    assert [address for address in fetched if re.match(r"(?:https?:)?//", str(address))] == []


def test_what_lies_outside_docs_is_on_the_site(pages: dict[Path, BeautifulSoup], hooks: ModuleType) -> None:
    names = {path.name for path in pages}
    assert len(hooks.PAGES) >= 11
    assert {Path(page).with_suffix(".html").name for page in hooks.PAGES.values()} <= names
    home = next(page for path, page in pages.items() if path.name == "index.html")
    assert "würdigte" in home.get_text()
    assert "<!-- include" not in str(home)


def test_markdown_is_read_as_on_github(pages: dict[Path, BeautifulSoup]) -> None:
    """A list needs a blank line before it here, and tables and links must not be left as text."""
    odd = []
    for path, page in pages.items():
        for tag in page.select("article p, article td, article li"):
            for code in tag.find_all(["code", "pre"]):
                code.replace_with("")
            if re.search(r"\n\s*(?:[-*|]|\d+\.) |\]\(|\*\*|`|\\", tag.get_text()):
                odd.append(f"{path.name}: {tag.get_text()[:80]}")
    assert odd == []


@pytest.mark.parametrize(
    ("origin", "page", "written", "turned"),
    [
        ("README.md", "overview.md", "[t](docs/tables.md#counts)", "[t](tables.md#counts)"),
        ("docs/scale.md", "scale.md", "[speed](../benchmarks/speed.md)", "[speed](benchmarks/speed.md)"),
        ("docs/howto/r.md", "howto/r.md", "[q](../../benchmarks/quality.md)", "[q](../benchmarks/quality.md)"),
        ("docs/lists.md", "lists.md", "[cli.py](../src/pressextract/cli.py)", "`src/pressextract/cli.py`"),
        ("docs/lists.md", "lists.md", "[the lock](../requirements.lock)", "the lock (`requirements.lock`)"),
        ("docs/lists.md", "lists.md", "[gone](../gone.csv)", "[gone](../gone.csv)"),
        ("docs/lists.md", "lists.md", "[a](https://a.example/b.md) [b](#b)", "[a](https://a.example/b.md) [b](#b)"),
        ("README.md", "overview.md", "```\n[t](docs/tables.md)\n```", "```\n[t](docs/tables.md)\n```"),
        ("docs/lists.md", "lists.md", r"| `a\|b` |", "| `a|b` |"),
    ],
)
def test_links_are_turned(hooks: ModuleType, origin: str, page: str, written: str, turned: str) -> None:
    assert hooks._turned(written, origin, page) == turned


def test_the_citation_names_this_version() -> None:
    (version,) = re.findall(r"version = \{(.*?)\}", CITING)
    model = describe_model(BUNDLED)
    assert f"\nversion: {version}\n" in (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'\nversion = "{version}"\n' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"pressextract *{version}*" in CITING
    assert f"*{model.name} {model.version}*" in CITING
    assert f"*{model.digest[:8]}…*" in CITING


def test_the_code_of_limits_and_ethics_runs(
    sample_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read = pressextract.read_tables
    monkeypatch.setattr(pressextract, "read_tables", lambda _: read(sample_tables))
    (code,) = re.findall(r"```python\n(.*?)```", (DOCS / "limits-and-ethics.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(code, {})  # a block of a page of ours
    header, *rows = Path("sums.csv").read_text(encoding="utf-8").splitlines()
    assert header == "value,unit,of,publisher,published"
    assert rows
