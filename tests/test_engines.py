"""Whoever reads the shards, the tables are the same bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import pressextract
from conftest import written
from faults import CRASH, command, finished, leftovers, pages, shards_of, start, unruly_model, wait_for
from pressextract.errors import EngineError
from pressextract.settings import Settings

PAGES = 40


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages(tmp_path_factory.mktemp("dump") / "in", PAGES)


@pytest.fixture(scope="module")
def local(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("local") / "out"
    done = finished(command(source, output, workers=1))
    assert (done.returncode, done.stderr) == (0, "")
    return written(output)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A Dask scheduler and two worker processes on loopback: its address and the workers."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("dask")
    told = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    processes = [
        subprocess.Popen(
            [*dask, "--no-dashboard", "--scheduler-file", str(told)], cwd=folder, stderr=subprocess.DEVNULL
        )
    ]
    wait_for(told.exists)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told), "--host", "127.0.0.1"]
    options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", str(folder)]
    processes += [subprocess.Popen([*worker, *options], cwd=folder, stderr=subprocess.DEVNULL) for _ in range(2)]
    from distributed import Client

    with Client(scheduler_file=str(told), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, [psutil.Process(process.pid) for process in processes[1:]]
    for process in reversed(processes):
        process.terminate()
        process.wait(timeout=30)


def test_two_workers_and_one_write_the_same_bytes(source: Path, local: dict[str, bytes], tmp_path: Path) -> None:
    assert finished(command(source, tmp_path / "out", workers=2)).returncode == 0
    assert written(tmp_path / "out") == local


def test_a_dask_cluster_writes_the_same_bytes_and_survives_a_lost_worker(
    source: Path, local: dict[str, bytes], tmp_path: Path, scheduler: tuple[str, list[psutil.Process]]
) -> None:
    address, workers = scheduler
    done = finished(command(source, tmp_path / "first", "--engine", "dask", "--scheduler", address))
    assert (done.returncode, done.stderr) == (0, "")
    assert written(tmp_path / "first") == local
    run = start(command(source, tmp_path / "second", "--engine", "dask", "--scheduler", address))
    wait_for(lambda: shards_of(tmp_path / "second") >= 1)
    workers[0].kill()
    assert run.wait(timeout=120) == 0
    assert written(tmp_path / "second") == local
    assert leftovers(tmp_path / "second") == []


def test_a_local_dask_cluster_needs_no_address(source: Path, local: dict[str, bytes], tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    done = finished(command(source, tmp_path / "out", "--engine", "dask", workers=2))
    assert (done.returncode, done.stderr) == (0, "")
    assert written(tmp_path / "out") == local


def test_a_page_that_ends_dask_workers_becomes_a_row(core_news_path: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    unruly = unruly_model(core_news_path, tmp_path)
    source = pages(tmp_path / "in", 12, **{CRASH: 7})
    done = finished(
        command(source, tmp_path / "out", "--engine", "dask", "--model", str(unruly.model)),
        **unruly.env,
        DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0",
        DASK_LOGGING__DISTRIBUTED="critical",
    )
    assert done.returncode == 0, done.stderr
    issues = pressextract.read_tables(tmp_path / "out")["issues"].query("kind == 'lost'")
    assert list(issues[["source_id", "code"]].itertuples(index=False, name=None)) == [("meldung-007", "crashed")]


def test_an_archive_is_read_by_several_workers(local: dict[str, bytes], source: Path, tmp_path: Path) -> None:
    import tarfile

    with tarfile.open(tmp_path / "in.tar.xz", "w:xz") as archive:
        for path in sorted(source.iterdir()):
            archive.add(path, path.name)
    assert finished(command(tmp_path / "in.tar.xz", tmp_path / "out")).returncode == 0
    same = written(tmp_path / "out")
    assert same["people.csv"] == local["people.csv"]
    assert same["entities.parquet"] == local["entities.parquet"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(engine="spark"), r"engine spark: is not installed; possible: local, dask"),
        (Settings(engine="dask", scheduler="tcp://127.0.0.1:9"), r"scheduler tcp://127\.0\.0\.1:9 does not answer"),
    ],
)
def test_an_engine_that_is_not_there_is_named(
    source: Path, tmp_path: Path, settings: Settings, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressextract.engines.dask._CONNECT_SECONDS", 1)
    with pytest.raises(EngineError, match=message):
        pressextract.run(source, tmp_path / "out", settings)


def test_dask_that_is_not_installed_is_named(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match=r"pip install 'pressextract\[distributed\]'"):
        pressextract.run(source, tmp_path / "out", Settings(engine="dask"))
