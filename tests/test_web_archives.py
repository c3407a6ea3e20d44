"""WARC: HTML answers are pages, all else is counted by what it was, a cut is noticed wherever it is."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pressextract.article import Loss, Page
from pressextract.sources import Limits
from releases import codes, found_in, release

URL = "https://www.presse.example/meldungen/"
HTML = "text/html; charset=UTF-8"
#: Address, status, headers, body.
Answer = tuple[str, str, dict[str, str], bytes]


def answers(count: int) -> list[Answer]:
    return [(f"{URL}{n}.html", "200 OK", {"Content-Type": HTML}, release(n).encode()) for n in range(count)]


def warc(path: Path, given: Iterable[Answer]) -> Path:
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=path.name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "Test"}))
        for url, status, headers, body in given:
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                io.BytesIO(body),
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2020-05-12T08:00:00Z"},
            )
            writer.write_record(record)
    return path


def raw_warc(*records: tuple[dict[str, str], bytes]) -> bytes:
    """Records as they are given, also wrong ones."""
    out = b""
    for headers, block in records:
        lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items())]
        out += "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return out


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_html_answers_are_pages(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, answers(3))
    found, skipped = found_in(path)
    assert skipped == {"warc warcinfo": 1}
    assert [page.source_id for page in found] == [f"{URL}{n}.html" for n in range(3)]
    page = found[1]
    assert isinstance(page, Page)
    assert (page.url, page.charset, page.fetched) == (f"{URL}1.html", "UTF-8", date(2020, 5, 12))
    assert page.content == release(1).encode()
    offset = int(page.input.removeprefix(f"{name}:"))
    rest = path.read_bytes()[offset:]
    record = zlib.decompressobj(31).decompress(rest) if name.endswith("gz") else rest
    assert record.startswith(b"WARC/1.")
    assert f"WARC-Target-URI: {URL}1.html".encode() in record[:600]


def test_a_warc_packed_in_one_piece_is_read(tmp_path: Path) -> None:
    plain = warc(tmp_path / "a.warc", answers(3)).read_bytes()
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(plain))
    assert codes(found_in(tmp_path / "b.warc.gz")[0]) == ["page"] * 3


def test_what_is_no_page_is_counted_by_what_it_is(tmp_path: Path) -> None:
    given: list[Answer] = [
        (URL, "404 Not Found", {"Content-Type": HTML}, b"<p>Fehlt</p>"),
        (URL, "301 Moved", {"Location": "/"}, b""),
        (URL, "200 OK", {"Content-Type": "application/pdf"}, b"%PDF"),
        (URL, "200 OK", {}, b"?"),
        (URL, "200 OK", {}, b"\n<!DOCTYPE html>" + release(1).encode()),
        (URL, "200 OK", {"Content-Type": "Application/XHTML+XML"}, release().encode()),
        (URL, "200 OK", {"Content-Type": "text/html, text/html; charset=utf-8"}, release(2).encode()),
    ]
    path = warc(tmp_path / "a.warc", given)
    path.write_bytes(
        path.read_bytes()
        + raw_warc(
            ({"WARC-Type": "request", "WARC-Target-URI": URL, "Content-Length": "18"}, b"GET / HTTP/1.1\r\n\r\n"),
            ({"WARC-Type": "revisit", "WARC-Target-URI": URL, "Content-Length": "0"}, b""),
            ({"WARC-Type": "response", "WARC-Target-URI": "dns:presse.example", "Content-Type": "text/dns", "Content-Length": "3"}, b"abc"),
            ({"WARC-Type": "response", "Content-Length": "3"}, b"abc"),
            ({"WARC-Type": "response", "WARC-Target-URI": URL, "Content-Length": "0"}, b""),
        )
    )  # fmt: skip
    found, skipped = found_in(path)
    assert codes(found) == ["page"] * 3
    assert skipped == {
        "warc warcinfo": 1, "status 404": 1, "status 301": 1, "application/pdf": 1, "(no type)": 2, "warc request": 1,
        "warc revisit": 1, "text/dns": 1, "warc response without content": 1,
    }  # fmt: skip


PLAIN = release(7).encode()
RAW_DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PLAIN)),
        ({"Content-Encoding": "gzip"}, PLAIN),
        ({"Content-Encoding": "br"}, PLAIN),
        ({"Content-Encoding": "deflate"}, zlib.compress(PLAIN)),
        ({"Content-Encoding": "deflate"}, RAW_DEFLATE.compress(PLAIN) + RAW_DEFLATE.flush()),
        ({"Content-Encoding": "zstd"}, zstandard.compress(PLAIN)),
        ({"Transfer-Encoding": "chunked"}, b"a\r\n" + PLAIN[:10] + b"\r\n%x\r\n" % len(PLAIN[10:]) + PLAIN[10:] + b"\r\n0\r\n\r\n"),
        ({"Transfer-Encoding": "chunked"}, PLAIN),
        ({"Transfer-Encoding": "Chunked", "Content-Encoding": "gzip"}, b"%x\r\n" % len(gzip.compress(PLAIN)) + gzip.compress(PLAIN) + b"\r\n0\r\n\r\n"),
    ],
)  # fmt: skip
def test_bodies_are_decoded(tmp_path: Path, headers: dict[str, str], body: bytes) -> None:
    path = warc(tmp_path / "a.warc.gz", [(URL, "200 OK", {"Content-Type": "text/html", **headers}, body)])
    (page,) = found_in(path)[0]
    assert isinstance(page, Page)
    assert page.content == PLAIN
    assert page.charset is None


def test_bodies_that_cannot_be_had_are_losses_of_their_own(tmp_path: Path) -> None:
    html = {"Content-Type": HTML}
    packed = gzip.compress(PLAIN)
    given: list[Answer] = [
        (f"{URL}1", "200 OK", {**html, "Content-Encoding": "br"}, b"\x0b\x02\x80Hallo\x03"),
        (f"{URL}2", "200 OK", {**html, "Content-Encoding": "gzip"}, packed[:-12]),
        (f"{URL}3", "200 OK", html, b"<p>" + b"x" * 5_000),
        (f"{URL}4", "200 OK", {**html, "Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000)),
        (f"{URL}5", "200 OK", html, PLAIN),
    ]
    found, _ = found_in(warc(tmp_path / "a.warc.gz", given), Limits(page_bytes=4_000))
    assert codes(found) == ["unreadable", "unreadable", "too_large", "too_large", "page"]
    assert [page.source_id for page in found] == [f"{URL}{n}" for n in range(1, 6)]
    assert "Content-Encoding br found" in found[0].message  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_cut_is_noticed_wherever_it_is(tmp_path: Path, name: str) -> None:
    path = warc(tmp_path / name, answers(4))
    whole = path.read_bytes()
    starts = {int(page.input.partition(":")[2]) for page in found_in(path)[0]} | {0, len(whole)}
    for cut in range(1, len(whole)):
        path.write_bytes(whole[:cut])
        found, _ = found_in(path)
        before = sum(start < cut for start in starts) - 1
        whole_records = cut in starts or (name == "a.warc" and any(0 <= start - cut <= 4 for start in starts))
        lost = [page for page in found if isinstance(page, Loss)]
        assert len(lost) == (0 if whole_records else 1), cut
        assert before - 1 <= len(found) - len(lost) <= before + 1, cut
        for loss in lost:
            assert (loss.code, loss.input) == ("unreadable", name)
            assert f"after {len(found) - 1} page" in loss.message


def test_damage_in_a_gzip_member_ends_the_archive(tmp_path: Path) -> None:
    path = warc(tmp_path / "a.warc.gz", answers(10))
    third = int(found_in(path)[0][2].input.partition(":")[2])
    whole = bytearray(path.read_bytes())
    whole[third + 100 : third + 160] = bytes(60)
    path.write_bytes(whole)
    assert codes(found_in(path)[0]) == ["page", "page", "unreadable"]


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Umgezogen</html>" * 1000,
        raw_warc(({"WARC-Type": "response", "WARC-Target-URI": URL}, b"ohne Laenge")),
        raw_warc(({"WARC-Type": "response", "WARC-Target-URI": URL, "Content-Length": "viel"}, b"keine Zahl")),
        raw_warc(({"WARC-Type": "resource", "WARC-Target-URI": URL, "Content-Length": "9999"}, b"zu kurz")),
        raw_warc(({"WARC-Type": "resource", "WARC-Target-URI": URL, "Content-Length": "2"}, b"zu\nlang\n" * 99)),
    ],
)
def test_what_is_no_warc_is_one_loss(tmp_path: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    found, _ = found_in(tmp_path / "a.warc")
    assert codes(found) == ["unreadable"]
    assert capfd.readouterr().err == ""


def test_a_bomb_stops_at_the_ratio(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 300000000\r\n\r\n"
    with gzip.open(tmp_path / "a.warc.gz", "wb", compresslevel=1) as out:
        out.write(head)
        for _ in range(200):
            out.write(bytes(1 << 20))
    found, _ = found_in(tmp_path / "a.warc.gz", Limits(ratio=10))
    assert codes(found) == ["archive_limit"]
