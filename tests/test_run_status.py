"""What a run says of itself before, while and after it goes on."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

import pressextract
from faults import pages
from pressextract.cli import main
from pressextract.run_progress import RunState
from pressextract.settings import Settings


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def values(lines: str) -> dict[str, str]:
    return {line[:14].strip(): line[15:] for line in lines.splitlines()}


def test_status_of_a_finished_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 3)
    (source / "leer.html").touch()
    pressextract.run(source, tmp_path / "out", Settings(formats=("csv",)))
    code, out, _ = call(capsys, "status", tmp_path / "out")
    assert code == 0
    said = values(out)
    assert said.pop("rate").endswith(" pages/s")
    assert said == {
        "state": "finished", "phase": "finishing", "pages": "4 of 4", "articles": "3", "lost": "1", "shards": "1",
    }  # fmt: skip


def test_status_of_no_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = call(capsys, "status", tmp_path)
    assert (code, out) == (2, "")
    assert err == f"error: {tmp_path}: no run has written here; give the --output of a run\n"


def test_remaining_time_follows_from_what_this_run_has_read() -> None:
    state = RunState("reading", pages=300, known=100, total=1_000, articles=290, lost=10, shards=1, seconds=10.0)
    assert (state.rate, state.remaining) == (20.0, 35.0)
    unknown = RunState("reading", pages=0, known=0, total=None, articles=0, lost=0, shards=0, seconds=0.0)
    assert (unknown.rate, unknown.remaining) == (0.0, None)


def test_a_dry_run_says_what_would_be_read_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = pages(tmp_path / "in", 4)
    (source / "bild.jpg").write_bytes(b"\xff")
    code, out, err = call(capsys, "run", source, "-o", tmp_path / "out", "--dry-run", "--workers", 3, "--limit", 2)
    assert (code, out) == (0, "")
    said = values(err)
    assert (said["files"], said["pages in"], said["skipped files"]) == ("4 page", "2", "1 .jpg")
    assert (said["output"], said["engine"]) == (f"{tmp_path / 'out'}: is new", "local, 3 workers")
    assert not (tmp_path / "out").exists()
    pressextract.run(source, tmp_path / "out")
    _, _, err = call(capsys, "run", source, "-o", tmp_path / "out", "--dry-run")
    assert values(err)["output"] == f"{tmp_path / 'out'}: finished; 4 pages are there and not read again"
    code, _, err = call(capsys, "run", source, "-o", tmp_path / "out", "--dry-run", "--format", "csv")
    assert code == 2
    assert "formats: ['parquet', 'csv'] there, ['csv'] now" in err


def test_a_mistake_in_the_settings_leaves_no_run_behind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 2)
    code, _, err = call(capsys, "run", source, "-o", tmp_path / "out", "--set", "counts.unsinn=1")
    assert code == 2
    assert "unsinn" in err
    assert call(capsys, "run", source, "-o", tmp_path / "out", "-q") == (0, "", "")


def test_the_log_tells_shards_losses_and_the_end(tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 3)
    (source / "leer.html").touch()
    pressextract.run(source, tmp_path / "out", Settings(formats=("csv",)))
    lines = [line.split(" ", 2)[2] for line in (tmp_path / "out" / "run.log").read_text(encoding="utf-8").splitlines()]
    assert lines[0] == f"INFO reading {source} into part-000000-*"
    assert lines[1].startswith("INFO part-000000-000000: 4 pages, 3 articles, {'empty': 1} lost, ")
    assert lines[-1] == "INFO 4 pages, 3 articles, 1 lost"


def test_success_is_the_last_file_and_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = pages(tmp_path / "in", 2)
    pressextract.run(source, tmp_path / "out", Settings(formats=("csv",)))
    assert (tmp_path / "out" / "_SUCCESS").exists()
    manifest = tmp_path / "out" / ".pressextract" / "manifest.jsonl"
    line = json.loads(manifest.read_text(encoding="utf-8"))
    assert (line["pages"], line["articles"], line["rows"]["articles"]) == (2, 2, 2)
    one_row = SimpleNamespace(read_metadata=lambda path: SimpleNamespace(num_rows=1))
    monkeypatch.setattr("pressextract.run_tables.pq", one_row)
    with pytest.raises(pressextract.OutputError, match=r"articles\.parquet: holds 1 rows, 2 were written; see to"):
        pressextract.run(source, tmp_path / "new", Settings(formats=("parquet",)))
    assert not (tmp_path / "new" / "_SUCCESS").exists()
    assert not (tmp_path / "new" / "run.json").exists()
