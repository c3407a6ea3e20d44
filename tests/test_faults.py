"""What really happens to long runs: kills, crashes, hangs, full disks, two at once. Nothing is lost, or it is counted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

import pressextract
from conftest import written
from faults import (
    CRASH,
    HANG,
    LOOP,
    RAISE,
    Unruly,
    command,
    finished,
    leftovers,
    pages,
    shards_of,
    start,
    unruly_model,
    wait_for,
    workers_of,
)
from pressextract.settings import Settings, settings_from

PAGES = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages(tmp_path_factory.mktemp("dump") / "in", PAGES)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of a run that nothing happened to."""
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    done = finished(command(source, output))
    assert (done.returncode, done.stderr) == (0, "")
    return written(output)


@pytest.fixture(scope="module")
def unruly(core_news_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Unruly:
    return unruly_model(core_news_path, tmp_path_factory.mktemp("unruly"))


def test_a_killed_worker_costs_nothing(source: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    run = start(command(source, tmp_path / "out"))
    wait_for(lambda: shards_of(tmp_path / "out") >= 1)
    workers_of(run)[0].kill()
    assert run.wait(timeout=120) == 0
    assert written(tmp_path / "out") == undisturbed
    assert "attempt 1 failed" in (tmp_path / "out" / "run.log").read_text(encoding="utf-8")


def test_a_killed_run_leaves_no_orphan_and_goes_on(source: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    run = start(command(source, tmp_path / "out"))
    wait_for(lambda: shards_of(tmp_path / "out") >= 2)
    workers = workers_of(run)
    run.kill()
    run.wait()
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    done_before = shards_of(tmp_path / "out")
    assert 2 <= done_before < PAGES / 5
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    assert finished(command(source, tmp_path / "out")).returncode == 0
    assert written(tmp_path / "out") == undisturbed
    assert leftovers(tmp_path / "out") == []
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert facts["known_pages"] == done_before * 5
    assert (tmp_path / "out" / "run.log").read_text(encoding="utf-8").count("INFO reading ") == 2


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_all_processes_with_one_line(source: Path, tmp_path: Path, sent: signal.Signals) -> None:
    run = start(command(source, tmp_path / "out"))
    wait_for(lambda: shards_of(tmp_path / "out") >= 1)
    workers = workers_of(run)
    os.killpg(run.pid, sent)
    _, stderr = run.communicate(timeout=60)
    assert run.returncode == 130
    assert stderr == "error: interrupted; earlier tables are untouched, and the same command goes on from here\n"
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    assert leftovers(tmp_path / "out") == []
    status = pressextract.status(tmp_path / "out")
    assert status.state == "cut off; the same command goes on"
    assert status.read_pages == shards_of(tmp_path / "out") * 5


def test_a_shard_whose_line_was_on_its_way_to_the_disk_is_kept(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    settings = settings_from(("workers=1", "shard_pages=5"))
    with monkeypatch.context() as patch:
        patch.setattr("pressextract.parts.os", SimpleNamespace(fsync=interrupted, getpid=os.getpid))
        with pytest.raises(KeyboardInterrupt):
            pressextract.run(source, tmp_path / "out", settings)
    assert pressextract.status(tmp_path / "out").read_pages == 5
    assert pressextract.run(source, tmp_path / "out", settings).known == 5


def test_two_runs_keep_out_of_one_folder(source: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    first = start(command(source, tmp_path / "out"))
    wait_for(lambda: shards_of(tmp_path / "out") >= 1)
    first.send_signal(signal.SIGSTOP)
    second = finished(command(source, tmp_path / "out"))
    assert second.returncode == 2
    assert second.stderr.startswith(f"error: output {tmp_path / 'out'}: process {first.pid} on ")
    assert "writes here; wait for it or give another folder" in second.stderr
    assert pressextract.status(tmp_path / "out").is_running
    first.send_signal(signal.SIGCONT)
    assert first.wait(timeout=120) == 0
    assert written(tmp_path / "out") == undisturbed
    assert pressextract.status(tmp_path / "out").state == "finished"


def issues(output: Path) -> dict[str, tuple[str, str]]:
    lost = pressextract.read_tables(output)["issues"].query("kind == 'lost'")
    return {row.source_id: (row.code, row.stage) for row in lost.itertuples()}


def test_pages_that_end_their_process_become_rows_in_issues(unruly: Unruly, tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 30, **{CRASH: 7, RAISE: 8, LOOP: 17, HANG: 23})
    limits = ["--set", "max_page_seconds=3", "--model", str(unruly.model)]
    done = finished(command(source, tmp_path / "out", *limits), **unruly.env)
    assert (done.returncode, done.stderr) == (0, "")
    assert issues(tmp_path / "out") == {
        "meldung-007": ("crashed", "reading"),
        "meldung-008": ("failed", "reading"),
        "meldung-017": ("too_slow", "reading"),
        "meldung-023": ("too_slow", "reading"),
    }
    assert len(pressextract.read_tables(tmp_path / "out")["articles"]) == 26
    again = finished(command(source, tmp_path / "out", *limits, "--dry-run"), **unruly.env)
    assert again.returncode == 0


def test_a_run_that_died_in_this_process_is_repeated_in_others(unruly: Unruly, tmp_path: Path) -> None:
    source = pages(tmp_path / "in", 3, **{CRASH: 1})
    arguments = command(source, tmp_path / "out", "--model", str(unruly.model))
    assert finished(arguments, **unruly.env).returncode == -signal.SIGABRT, "one shard is read without another process"
    done = finished(arguments, **unruly.env)
    assert (done.returncode, done.stderr) == (0, "")
    assert issues(tmp_path / "out") == {"meldung-001": ("crashed", "reading")}


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of 400 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the right to mount a small tmpfs")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_one_line_and_nothing_is_lost(
    source: Path, undisturbed: dict[str, bytes], small_disk: Path
) -> None:
    done = finished(command(source, small_disk / "out"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"error: {small_disk}/out")
    assert "No space left on device; free space or give another --output" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (small_disk / "out" / "_SUCCESS").exists()
    assert leftovers(small_disk / "out") == []
    kept = shards_of(small_disk / "out")
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    assert finished(command(source, small_disk / "out")).returncode == 0
    assert json.loads((small_disk / "out" / "run.json").read_text(encoding="utf-8"))["known_pages"] == kept * 5
    assert written(small_disk / "out") == undisturbed


def test_an_old_half_of_a_run_goes_on_or_is_refused_by_name(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    run = start(command(source, tmp_path / "out"))
    wait_for(lambda: shards_of(tmp_path / "out") >= 2)
    run.kill()
    run.wait()
    month_ago = time.time() - 30 * 86_400
    for path in (tmp_path / "out").rglob("*"):
        os.utime(path, (month_ago, month_ago))
    other = finished(command(source, tmp_path / "out", "--set", "counts.keep_bare=false"))
    assert other.returncode == 2
    assert "counts: {} there, {'keep_bare': False} now" in other.stderr
    assert finished(command(source, tmp_path / "out")).returncode == 0
    assert written(tmp_path / "out") == undisturbed


def test_damaged_parts_are_read_again(source: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert finished(command(source, output)).returncode == 0
    parts = output / ".pressextract" / "parts"
    (parts / "people" / "part-000000-000001.parquet").unlink()
    truncated = parts / "articles" / "part-000000-000003.parquet"
    truncated.write_bytes(truncated.read_bytes()[:500])
    with (output / ".pressextract" / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write('{"name": "part-000-00')
    assert finished(command(source, output)).returncode == 0
    rows = {name: sorted(content.splitlines()) for name, content in written(output).items() if name.endswith(".csv")}
    assert rows == {n: sorted(c.splitlines()) for n, c in undisturbed.items() if n.endswith(".csv")}
    assert json.loads((output / "run.json").read_text(encoding="utf-8"))["known_pages"] == PAGES - 10


def test_an_output_folder_that_is_a_link(source: Path, tmp_path: Path) -> None:
    (tmp_path / "wirklich").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "wirklich")
    pressextract.run(source, tmp_path / "link", Settings(formats=("csv",)), limit=3)
    assert (tmp_path / "wirklich" / "_SUCCESS").exists()
    assert (tmp_path / "link").is_symlink()
    (tmp_path / "ins-leere").symlink_to(tmp_path / "fehlt")
    with pytest.raises(pressextract.ConfigError, match=r"ins-leere: is a link to .*fehlt, which is not there"):
        pressextract.run(source, tmp_path / "ins-leere")


def test_a_script_without_a_main_guard_may_have_workers(source: Path, tmp_path: Path) -> None:
    script = tmp_path / "skript.py"
    script.write_text(
        "import pressextract\nprint('einmal')\n"
        "settings = pressextract.Settings(shard_pages=5, workers=2)\n"
        f"print(pressextract.run({str(source)!r}, 'out', settings, limit=15).articles)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=tmp_path, timeout=120
    )
    assert done.stdout.split() == ["einmal", "15"]
