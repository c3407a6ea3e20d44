"""The command line: one line per mistake with its exit code, nothing on a pipe but what was asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SAMPLE
from pressextract.cli import main

SEED = SAMPLE / "article.html"


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_run_writes_the_tables_and_sums_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = call(capsys, "run", SEED, "--output", tmp_path / "out", "--format", "csv")
    assert (code, out) == (0, "")
    assert "articles       1" in err
    assert str(tmp_path / "out") in err
    assert (tmp_path / "out" / "people.csv").is_file()
    assert not (tmp_path / "out" / "people.parquet").exists()


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert call(capsys, "run", SEED, "-o", tmp_path / "out", "--quiet") == (0, "", "")


def test_clean_prints_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "clean", SEED)
    assert code == 0
    assert out.startswith("Mittelstand-Digital wächst: ")
    assert "Nach oben" not in out
    code, out, _ = call(capsys, "clean", SEED, "--format", "json")
    assert json.loads(out)["image_credits"] == ["Textil vernetzt"]


def test_record_writes_a_golden_pair(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pair = [tmp_path / "pages" / name for name in ("article.html", "article.json")]
    assert call(capsys, "record", SEED, "-o", tmp_path / "pages") == (0, f"{pair[0]}\n{pair[1]}\n", "")
    assert pair[0].read_bytes() == SEED.read_bytes()
    assert json.loads(pair[1].read_text(encoding="utf-8"))["image_credits"] == ["Textil vernetzt"]


def test_explain_names_rule_and_model(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = call(capsys, "explain", SEED)
    assert code == 0
    assert "[Frank Fischer PERSON]" in out
    assert "[Bundesministerium für Wirtschaft und Energie MINISTRY] ([BMWi MINISTRY])" in " ".join(out.split())
    assert "rule:" in out
    assert "lexicon:" in out
    assert "model" in out


def test_schema_prints_markdown_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "schema", "people")
    assert code == 0
    assert "| `academic_title` | string |" in out
    assert "## counts" not in out
    code, out, _ = call(capsys, "schema", "--format", "json")
    assert "counts" in json.loads(out)["tables"]


def test_model_info(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "model", "info")
    assert code == 0
    assert "name     de_press_sm" in out
    assert "LOC, MISC, ORG, PER" in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("run", "fehlt", "-o", "{out}"), 2, "no such file or folder"),
        (("run", SEED, "-o", "{out}", "--wolke"), 2, "No such option: --wolke"),
        (("run", SEED), 2, "Missing option"),
        (("run", SEED, "-o", "{out}", "--format", "xlsx"), 2, "xlsx"),
        (("run", SEED, "-o", "{out}", "--set", "counts.unsinn=1"), 2, "unsinn"),
        (("run", SEED, "-o", SAMPLE), 2, "holds files that are not ours"),
        (("run", SEED, "-o", "{out}", "--model", "de_core_news_xl"), 3, "pressextract model install"),
        (("clean", SAMPLE / "weitere" / "leer.html"), 1, "empty: "),
        (("clean", SAMPLE), 2, "is a folder"),
        (("explain", "fehlt.html"), 2, "no such file"),
        (("record", SAMPLE, "-o", "{out}"), 2, "is a folder; one page is expected"),
        (("record", "fehlt.html", "-o", "{out}"), 2, "no such file"),
        (("schema", "peple"), 2, "possible: articles"),
        (("verwirrt",), 2, "No such command"),
        (("model", "install", "de_core_news_xl"), 3, "no official German model"),
    ],
)
def test_mistakes_are_one_line_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[object, ...], code: int, message: str
) -> None:
    given = [tmp_path / "out" if argument == "{out}" else argument for argument in arguments]
    found, out, err = call(capsys, *given)
    assert found == code
    assert out == ""
    assert message in err
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_help_needs_no_spacy() -> None:
    code = (
        "import sys\nfrom pressextract.cli import main\n"
        "try: main(['run', '--help'])\n"
        "except SystemExit: print('heavy:', sorted({'spacy', 'pandas', 'pyarrow', 'bs4', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--output" in done.stdout
    assert "heavy: []" in done.stdout


def test_an_interrupt_is_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pressextract.runner.run", interrupted)
    code, _, err = call(capsys, "run", SEED, "-o", tmp_path / "out")
    assert code == 130
    assert err == "error: interrupted; earlier tables are untouched, and the same command goes on from here\n"


@pytest.mark.parametrize(
    ("given", "used"), [({}, "1"), ({"OMP_NUM_THREADS": "3"}, "3"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")]
)
def test_one_thread_multiplies_matrices_unless_told_otherwise(given: dict[str, str], used: str) -> None:
    program = (
        "import os, sys\nfrom pressextract.cli import main\nassert 'numpy' not in sys.modules\n"
        "try: main(['schema'])\nexcept SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'])\n"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**environment, **given}
    )
    assert done.stdout.splitlines()[-1] == used
