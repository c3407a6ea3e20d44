"""Inputs at addresses: in memory, inside an archive, on a web server; what cannot be had is told without credentials."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import fsspec
import pytest

from conftest import PROJECT
from pressextract.article import Loss, Page
from pressextract.errors import ConfigError
from pressextract.sources import Limits, plan_sources, read_source
from pressextract.sources.addresses import shown
from releases import codes, found_in, release


@pytest.fixture
def memory() -> Iterator[Any]:
    fs = fsspec.filesystem("memory")
    yield fs
    fs.rm("/", recursive=True)


def packed_pages(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"2020/{number}.html", release(number))
        archive.writestr("lies.md", "x")
        archive.writestr("innen.jsonl", json.dumps({"id": "a", "text": "gut"}))
    return out.getvalue()


def test_a_folder_in_memory_is_read_like_a_local_one(memory: Any) -> None:
    memory.pipe(
        {
            "/in/b.html": release(1).encode(),
            "/in/alt/a.txt": "Grüße".encode(),
            "/in/.versteckt/x.html": b"x",
            "/in/bild.jpg": b"x",
            "/in/archiv.zip": packed_pages(1),
            "/in/korpus/metadata.csv": b"DC.identifier,filename_html,DC.date\n7,7.html,05.10.2020\n8,8.html,\n",
            "/in/korpus/html/7.html": release(7).encode(),
            "/in/ergebnis/run.json": b'{"tool": "pressextract"}',
            "/in/ergebnis/datapackage.json": b"{}",
            "/in/ergebnis/articles.csv": b"text\nnein\n",
        }
    )
    found, skipped = found_in("memory://in")
    assert [(page.source_id, page.input) for page in found] == [
        ("8", "korpus/metadata.csv"),
        ("archiv.zip/2020/0", "archiv.zip/2020/0.html"),
        ("b", "b.html"),
        ("alt/a", "alt/a.txt"),
        ("7", "korpus/html/7.html"),
    ]
    assert skipped == {".jpg": 1, "folder of a pressextract run": 1, ".md": 1, ".jsonl": 1}
    assert isinstance(found[-1], Page)
    assert str(found[-1].published) == "2020-10-05"


def test_a_file_in_memory_has_a_signature_that_changes_with_it(memory: Any) -> None:
    memory.pipe("/a.html", b"<p>eins</p>")
    (before,) = plan_sources("memory://a.html").files
    memory.pipe("/a.html", b"<p>zwei</p>")
    (after,) = plan_sources("memory://a.html").files
    assert (before.name, before.size) == ("a.html", 11)
    assert before.signature != after.signature


def test_members_of_an_archive_are_an_input(tmp_path: Path) -> None:
    path = tmp_path / "archiv.zip"
    path.write_bytes(packed_pages(3))
    whole, _ = found_in(f"zip://::{path}")
    assert [page.source_id for page in whole] == ["a", "2020/0", "2020/1", "2020/2"]
    folder, _ = found_in(f"zip://2020::file://{path}")
    assert [page.input for page in folder] == ["0.html", "1.html", "2.html"]
    (page,) = found_in(f"zip://2020/1.html::{path}")[0]
    assert isinstance(page, Page)
    assert (page.source_id, page.input, page.content) == ("1", "1.html", release(1).encode())
    path.write_bytes(packed_pages(1))
    assert len(found_in(f"zip://2020::{path}")[0]) == 1, "a changed archive is not taken for the one before"


def test_a_local_address_is_a_local_path(tmp_path: Path) -> None:
    (tmp_path / "Ämter::alt").mkdir()
    (tmp_path / "Ämter::alt" / "a::b.html").write_text(release())
    (tmp_path / "fehlt.html").symlink_to("nirgends.html")
    by_path, by_address = found_in(tmp_path), found_in(f"file://{tmp_path}")
    assert by_path == by_address
    assert codes(by_path[0]) == ["unreadable", "page"]


class Server(SimpleHTTPRequestHandler):
    """Serves a folder, whole files only, and drops the connection in the middle of what is called kaputt."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        content = source.read()
        outputfile.write(content[: len(content) // 2] if "kaputt" in self.path else content)
        self.close_connection = True


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "www"
    folder.mkdir()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(folder)))
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_address[1]}", folder
    httpd.shutdown()
    httpd.server_close()


def test_one_file_on_a_web_server_is_an_input(server: tuple[str, Path]) -> None:
    address, folder = server
    records = b"".join(json.dumps({"id": n, "text": release(n)}).encode() + b"\n" for n in range(30_000))
    (folder / "r.jsonl.gz").write_bytes(gzip.compress(records, 1))
    (folder / "a.zip").write_bytes(packed_pages(2))
    (folder / "straße nr 1.html").write_text(release())
    found, _ = found_in(f"{address}/r.jsonl.gz?signature=geheim")
    assert codes(found) == ["page"] * 30_000
    assert found[-1].input == "r.jsonl.gz:30000"
    assert codes(found_in(f"{address}/a.zip")[0]) == ["page", "page"]
    assert [page.input for page in found_in(f"{address}/stra%C3%9Fe%20nr%201.html")[0]] == ["straße nr 1.html"]


def test_a_transfer_that_breaks_off_gives_what_came(server: tuple[str, Path]) -> None:
    address, folder = server
    with tarfile.open(folder / "kaputt.tar", "w") as archive:
        for number in range(5_000):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = len(release(number).encode())
            archive.addfile(info, io.BytesIO(release(number).encode()))
    found, _ = found_in(f"{address}/kaputt.tar?signature=geheim")
    assert codes(found)[-1] == "unreadable"
    assert 0 < codes(found).count("page") < 2_500
    assert "geheim" not in str(found[-1])


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("{server}/fehlt.html?sig=geheim", "input {server}/fehlt.html: not found"),
        ("{server}/verzeichnis/", "must be one file, pages are not crawled; possible: .*.warc.gz"),
        (
            "http://nutzer:geheim@127.0.0.1:9/a.html",
            "input http://127.0.0.1:9/a.html: .*check the address, the network",
        ),
        ("memory://nirgends/a.html", "memory://nirgends/a.html: not found"),
        ("memory://nirgends", "memory://nirgends: not found"),
        ("gopher5://nutzer:geheim@host/a.html", "gopher5://host/a.html: .*gopher5"),
        ("zip://a.html::{folder}/fehlt.zip", "fehlt.zip: not found"),
        ("zip://fehlt.html::{folder}/a.zip", "a.zip: not found"),
        ("zip://a.html::{folder}/kein.zip", "kein.zip: BadZipFile"),
    ],
)
def test_what_cannot_be_had_is_told_without_credentials(server: tuple[str, Path], address: str, message: str) -> None:
    web, folder = server
    (folder / "a.zip").write_bytes(packed_pages(1))
    (folder / "kein.zip").write_bytes(b"kein Archiv")
    with pytest.raises(ConfigError, match=message.replace("{server}", web)) as error:
        plan_sources(address.replace("{server}", web).replace("{folder}", str(folder)))
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(("scheme", "module", "extra"), [("s3", "s3fs", "s3"), ("https", "aiohttp", "http")])
def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch, scheme: str, module: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "fsspec.implementations.http", raising=False)
    for known in ("s3", "https"):
        monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, known, raising=False)
    with pytest.raises(ConfigError, match=rf"pip install 'pressextract\[{extra}\]'"):
        plan_sources(f"{scheme}://nirgends.invalid/a.html")


def test_addresses_are_shown_without_user_and_query() -> None:
    assert shown("https://u:p@host/a.html?X-Amz-Signature=1#x") == "https://host/a.html"
    assert shown("zip://a?b.html::sftp://u:p@host/b.zip") == "zip://a?b.html::sftp://host/b.zip"
    assert shown("/in/wer? was#.html") == "/in/wer? was#.html"


def test_a_source_file_goes_to_another_process(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(release())
    (file,) = plan_sources(tmp_path).files
    again = pickle.loads(pickle.dumps(file))
    assert again == file
    assert hash(again) == hash(file)
    assert codes([found for found in read_source(again, Limits()) if isinstance(found, Page | Loss)]) == ["page"]


def test_importing_sources_costs_nothing_that_is_not_needed() -> None:
    code = (
        "import sys, pressextract.sources as s; list(s.plan_sources(sys.argv[1]).pages(s.Limits()));"
        "print({'pandas', 'pyarrow', 'fsspec', 'warcio', 'zstandard', 'spacy'} & set(sys.modules))"
    )
    page = PROJECT / "data" / "raw" / "article.html"
    done = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
