"""A folder is only replaced when it is ours and the run is the same; a failure leaves what was there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressextract.errors import ConfigError, OutputError
from pressextract.output_folder import check_output, replacing

FINGERPRINT = {"input": "data/raw", "model": "ab12", "formats": ["csv"]}


def finished(folder: Path, fingerprint: object = FINGERPRINT) -> Path:
    folder.mkdir()
    (folder / "articles.csv").write_text("alt", encoding="utf-8")
    (folder / "people.parquet").write_text("alt", encoding="utf-8")
    (folder / "run.json").write_text(json.dumps({"fingerprint": fingerprint}), encoding="utf-8")
    return folder


def test_new_empty_and_equal_runs_are_fine(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "leer" / ".gitkeep").touch()
    for folder in (tmp_path / "neu", tmp_path / "leer", finished(tmp_path / "gleich")):
        check_output(folder, FINGERPRINT, force=False)


@pytest.mark.parametrize("force", [False, True])
def test_foreign_files_are_never_touched(tmp_path: Path, force: bool) -> None:
    folder = finished(tmp_path / "x")
    (folder / "diplomarbeit.docx").touch()
    with pytest.raises(ConfigError, match=r"not ours \(diplomarbeit\.docx\)"):
        check_output(folder, FINGERPRINT, force=force)


def test_a_run_that_differs_is_named_and_force_replaces_it(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    now = FINGERPRINT | {"model": "cd34"}
    with pytest.raises(ConfigError, match=r"model: 'ab12' there, 'cd34' now.*--force"):
        check_output(folder, now, force=False)
    check_output(folder, now, force=True)


def test_tables_without_a_run_file_are_not_replaced_silently(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    (folder / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no readable run\.json"):
        check_output(folder, FINGERPRINT, force=False)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(ConfigError, match="is a file"):
        check_output(tmp_path / "x", FINGERPRINT, force=True)


def test_new_files_take_the_places_of_old_ones(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    with replacing(folder) as work:
        (work / "articles.csv").write_text("neu", encoding="utf-8")
        (work / "run.json").write_text("{}", encoding="utf-8")
        assert (folder / "articles.csv").read_text(encoding="utf-8") == "alt"
    assert sorted(p.name for p in folder.iterdir()) == ["articles.csv", "run.json"]
    assert (folder / "articles.csv").read_text(encoding="utf-8") == "neu"


def test_what_lists_left_behind_is_ours_and_goes_with_the_run(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    (folder / "found").mkdir()
    (folder / "found" / "people.parquet").touch()
    check_output(folder, FINGERPRINT, force=False)
    with replacing(folder, keep=["articles.csv", "found"]) as work:
        (work / "run.json").write_text("{}", encoding="utf-8")
    assert sorted(p.name for p in folder.iterdir()) == ["articles.csv", "found", "run.json"]
    with replacing(folder) as work:
        (work / "run.json").write_text("{}", encoding="utf-8")
    assert sorted(p.name for p in folder.iterdir()) == ["run.json"]


def test_a_folder_of_that_name_with_other_files_is_foreign(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    (folder / "found").mkdir()
    (folder / "found" / "schluessel.txt").touch()
    with pytest.raises(ConfigError, match=r"not ours \(found\)"):
        check_output(folder, FINGERPRINT, force=True)


def test_a_failure_leaves_the_old_files(tmp_path: Path) -> None:
    folder = finished(tmp_path / "x")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(OutputError, match="No space left on device; free space"), replacing(folder) as work:
        (work / "articles.csv").write_text("neu", encoding="utf-8")
        raise OSError(28, "No space left on device")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_what_a_killed_run_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / "x" / ".pressextract-unfinished"
    left.mkdir(parents=True)
    (left / "people.csv").touch()
    with replacing(tmp_path / "x") as work:
        assert list(work.iterdir()) == []
    assert not left.exists()
