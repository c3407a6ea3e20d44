"""Tar and ZIP: members are pages wherever they lie, damage costs what lies behind it, bombs cost little."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import resource
import stat
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import zstandard

from pressextract.article import Loss, Page
from pressextract.sources import Limits, plan_sources, read_source
from releases import codes, found_in, release

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".tar": bytes,
    ".tar.gz": gzip.compress,
    ".tgz": gzip.compress,
    ".tar.bz2": bz2.compress,
    ".tbz2": bz2.compress,
    ".tar.xz": lzma.compress,
    ".txz": lzma.compress,
    ".tar.zst": zstandard.compress,
}
#: Bytes of a release in a tar: header and content, in blocks.
MEMBER = 1024


def tar(members: Iterable[tuple[str | tarfile.TarInfo, bytes]]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def releases(count: int) -> list[tuple[str, bytes]]:
    return [(f"meldungen/{number:03}.html", release(number).encode()) for number in range(count)]


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def zipped(path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> Path:  # fmt: skip
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content, compression)
    return path


MIXED: list[tuple[str, bytes]] = [
    ("2020/mai/radwege.html", release(1).encode()),
    ("2020/mai/alt.html.gz", gzip.compress(release(2).encode())),
    ("2020/text.txt", "Grüße aus Köthen".encode()),
    ("2020/bild.jpg", b"\xff\xd8"),
    ("2020/innen.zip", b"PK"),
    ("2020/innen.tar.gz", b"\x1f\x8b"),
    ("2020/records.jsonl", b"{}"),
    ("2020/.versteckt.html", b"<p>nein</p>"),
    (".git/seite.html", b"<p>nein</p>"),
    ("__MACOSX/2020/mai/._radwege.html", b"\0"),
    ("../../etc/flucht.html", release(3).encode()),
    ("/absolut.html", release(4).encode()),
    ("2020/kaputt.html.gz", gzip.compress(release(5).encode())[:-9]),
]
MIXED_INPUTS = [
    "2020/mai/radwege.html", "2020/mai/alt.html.gz", "2020/text.txt", "etc/flucht.html", "absolut.html",
    "2020/kaputt.html.gz",
]  # fmt: skip


def check_mixed(path: Path) -> None:
    found, skipped = found_in(path)
    assert [page.input for page in found] == [f"{path.name}/{name}" for name in MIXED_INPUTS]
    assert [page.source_id for page in found] == [
        "2020/mai/radwege", "2020/mai/alt", "2020/text", "etc/flucht", "absolut", "2020/kaputt",
    ]  # fmt: skip
    assert codes(found) == ["page"] * 5 + ["unreadable"]
    assert [page.kind for page in found if isinstance(page, Page)] == ["html", "html", "txt", "html", "html"]
    assert [page.content for page in found if isinstance(page, Page)][1] == release(2).encode()
    assert skipped == {".jpg": 1, ".zip": 1, ".tar.gz": 1, ".jsonl": 1}


@pytest.mark.parametrize("ending", PACK)
def test_a_tar_gives_its_pages(tmp_path: Path, ending: str) -> None:
    check_mixed(saved(tmp_path / f"archiv{ending}", PACK[ending](tar(MIXED))))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_gives_its_pages(tmp_path: Path, method: int) -> None:
    check_mixed(zipped(tmp_path / "archiv.zip", MIXED, method))


def test_an_archive_in_a_folder_names_its_members_after_itself(tmp_path: Path) -> None:
    (tmp_path / "alt").mkdir()
    saved(tmp_path / "alt" / "a.tar", tar(releases(1)))
    zipped(tmp_path / "b.zip", releases(1))
    saved(tmp_path / "seite.html", release().encode())
    found, _ = found_in(tmp_path)
    assert [(page.source_id, page.input) for page in found] == [
        ("b.zip/meldungen/000", "b.zip/meldungen/000.html"),
        ("seite", "seite.html"),
        ("alt/a.tar/meldungen/000", "alt/a.tar/meldungen/000.html"),
    ]


def test_links_and_devices_in_a_tar_are_skipped_and_nothing_is_written(tmp_path: Path) -> None:
    members = [
        ("vorn.html", release(1).encode()),
        special("auf.html", tarfile.SYMTYPE, "/etc/passwd"),
        special("hart.html", tarfile.LNKTYPE, "vorn.html"),
        special("rohr.html", tarfile.FIFOTYPE),
        special("platte.html", tarfile.BLKTYPE),
        special("ordner", tarfile.DIRTYPE),
        ("hinten.html", release(2).encode()),
    ]
    (tmp_path / "in").mkdir()
    found, skipped = found_in(saved(tmp_path / "in" / "a.tar", tar(members)))
    assert [page.source_id for page in found] == ["vorn", "hinten"]
    assert skipped == {"link": 2, "device": 2}
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.tar"]


def test_links_and_devices_in_a_zip_are_skipped(tmp_path: Path) -> None:
    link, device = zipfile.ZipInfo("auf.html"), zipfile.ZipInfo("platte.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    device.external_attr = (stat.S_IFBLK | 0o600) << 16
    members = [(link, b"/etc/passwd"), (device, b""), ("ordner/", b""), ("seite.html", release().encode())]
    found, skipped = found_in(zipped(tmp_path / "a.zip", members))
    assert [page.source_id for page in found] == ["seite"]
    assert skipped == {"link": 1, "device": 1}


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.77, 0.95])
def test_a_cut_off_tar_gives_what_is_there_and_one_loss(tmp_path: Path, ending: str, share: float) -> None:
    whole = PACK[ending](tar(releases(300)))
    cut = whole[: int(len(whole) * share)]
    found, _ = found_in(saved(tmp_path / f"a{ending}", cut))
    *pages, loss = found
    assert isinstance(loss, Loss)
    assert (loss.code, loss.source_id, loss.input) == ("unreadable", f"a{ending}", f"a{ending}")
    assert loss.message.startswith(f"after {'1 page' if len(pages) == 1 else f'{len(pages)} pages'}, the rest cannot")
    assert [page.content for page in pages if isinstance(page, Page)] == [c for _, c in releases(300)][: len(pages)]
    if ending in (".tar", ".tar.gz"):
        there = len(cut if ending == ".tar" else zlib.decompressobj(31).decompress(cut))
        ends = [number * MEMBER + 512 + len(content) for number, (_, content) in enumerate(releases(300))]
        assert len(pages) == sum(end <= there for end in ends), "all that lies before the cut"


def test_a_tar_cut_off_between_two_members_is_noticed(tmp_path: Path) -> None:
    whole = tar(releases(3))
    found, _ = found_in(saved(tmp_path / "a.tar", whole[: 3 * MEMBER]))
    assert codes(found) == ["page", "page", "page", "unreadable"], "its end mark is missing"


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tar.xz"])
def test_damage_in_the_middle_costs_what_lies_behind_it(tmp_path: Path, ending: str) -> None:
    whole = bytearray(PACK[ending](tar(releases(200))))
    middle = len(whole) // 2 // 512 * 512
    whole[middle : middle + 1600] = bytes(byte ^ 0x5A for byte in whole[middle : middle + 1600])
    found, _ = found_in(saved(tmp_path / f"a{ending}", bytes(whole)))
    assert codes(found)[-1] == "unreadable"
    assert codes(found)[:-1].count("page") == len(found) - 1
    if ending == ".tar.gz":
        middle = len(zlib.decompressobj(31).decompress(bytes(whole[:middle])))
    if ending != ".tar.xz":
        assert abs(len(found) - middle // MEMBER) < 8, "some KiB before it may go with it"


def test_a_damaged_byte_loses_one_member_of_a_zip_and_a_cut_all(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", releases(5), zipfile.ZIP_STORED)
    whole = bytearray(path.read_bytes())
    whole[whole.index(b"Halle")] ^= 1
    found, _ = found_in(saved(tmp_path / "b.zip", bytes(whole)))
    assert codes(found) == ["page", "unreadable", "page", "page", "page"]
    for size in (10, len(whole) // 2, len(whole) - 30):
        (loss,) = found_in(saved(tmp_path / "c.zip", bytes(whole[:size])))[0]
        assert isinstance(loss, Loss)
        assert loss.code == "unreadable"
        assert "after 0 pages" in loss.message
        assert "table of contents" in loss.message


@pytest.mark.parametrize("ending", [*PACK, ".zip"])
@pytest.mark.parametrize("content", [b"", b"<html>Umgezogen</html>", b"\0" * 200])
def test_what_is_no_archive_is_one_loss(tmp_path: Path, ending: str, content: bytes) -> None:
    found, _ = found_in(saved(tmp_path / f"a{ending}", content))
    if ending == ".tar" and content == b"\0" * 200:
        content = b""
    assert codes(found) == ["unreadable"]


def test_joined_archives_are_not_taken_for_one(tmp_path: Path) -> None:
    found, _ = found_in(saved(tmp_path / "a.tar.gz", gzip.compress(tar(releases(2))) + gzip.compress(tar(releases(3)))))
    assert codes(found) == ["page", "page", "unreadable"]


def test_encrypted_and_unknown_members_of_a_zip_are_losses_of_their_own(tmp_path: Path) -> None:
    whole = bytearray(zipped(tmp_path / "a.zip", releases(3)).read_bytes())
    first = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", first + 4)
    whole[first + 8] |= 1  # the flag "encrypted" in the table of contents
    whole[second + 10] = 97  # a compression that nobody has
    found, _ = found_in(saved(tmp_path / "b.zip", bytes(whole)))
    assert codes(found) == ["unreadable", "unreadable", "page"]
    assert "encrypted" in found[0].message  # type: ignore[union-attr]
    assert "compression wavpack" in found[1].message  # type: ignore[union-attr]


class Cost:
    """Seconds and MiB that reading took, as far as the process' peak tells."""

    def __enter__(self) -> Cost:
        self._began, self._peak = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._began
        self.mib = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - self._peak) / 1024


@pytest.fixture(scope="module")
def nothing() -> bytes:
    """A tar whose one member is 400 MB of zeros, as runs of bytes for the packers."""
    info = tarfile.TarInfo("bombe.html")
    info.size = 400_000_000
    return info.tobuf()


def packed_zeros(path: Path, head: bytes, size: int) -> Path:
    zeros = bytes(1 << 20)
    if path.name.endswith("xz"):
        with lzma.open(path, "wb", preset=0) as out:
            out.write(head)
            for _ in range(size >> 20):
                out.write(zeros)
    else:
        with path.open("wb") as raw, zstandard.ZstdCompressor().stream_writer(raw) as out:
            out.write(head)
            for _ in range(size >> 20):
                out.write(zeros)
    return path


@pytest.mark.parametrize("ending", [".tar.xz", ".tar.zst"])
def test_a_huge_member_is_too_large_and_the_bomb_stops(tmp_path: Path, nothing: bytes, ending: str) -> None:
    path = packed_zeros(tmp_path / f"a{ending}", nothing, 400 << 20)
    with Cost() as cost:
        found, _ = found_in(path)
    assert codes(found) == ["too_large", "archive_limit"]
    assert "after 1 page: " in found[1].message  # type: ignore[union-attr]
    assert "max_ratio" in found[1].message  # type: ignore[union-attr]
    assert cost.seconds < 10
    assert cost.mib < 150


def test_a_header_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 400_000_000
    path = packed_zeros(tmp_path / "a.tar.xz", info.tobuf(), 100 << 20)
    with Cost() as cost:
        (loss,) = found_in(path)[0]
    assert isinstance(loss, Loss)
    assert loss.code == "unreadable"
    assert "a header of 400,000,000 bytes" in loss.message
    assert cost.mib < 50


@pytest.mark.parametrize("ending", [".tar.xz", ".tar.zst", ".tar.gz"])
def test_too_many_members_end_an_archive(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"a{ending}", PACK[ending](tar((f"{n}.jpg", b"") for n in range(20_000))))
    with Cost() as cost:
        found, skipped = found_in(path, Limits(members=10_000))
    assert codes(found) == ["archive_limit"]
    assert "more than 10,000 members; raise max_members" in found[0].message  # type: ignore[union-attr]
    assert skipped == {".jpg": 10_000}
    assert cost.seconds < 10
    assert cost.mib < 50


def test_too_many_members_of_a_zip_are_not_even_listed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ((f"{n}.html", b"") for n in range(5_000)))
    assert codes(found_in(path, Limits(members=4_999))[0]) == ["archive_limit"]
    assert len(found_in(path, Limits(members=5_000))[0]) == 5_000
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for number in range(70_000):
            archive.writestr(f"{number}.jpg", b"")
    found, skipped = found_in(tmp_path / "b.zip", Limits(members=65_600))
    assert (codes(found), skipped) == (["archive_limit"], {}), "counts of more than 16 bits stand elsewhere"


def test_a_zip_bomb_is_too_large_even_where_it_lies_about_its_size(tmp_path: Path) -> None:
    size = 150_000_000
    path = zipped(tmp_path / "a.zip", [("bombe.html", bytes(size)), ("gut.html", release().encode())])
    with Cost() as cost:
        assert codes(found_in(path)[0]) == ["too_large", "page"]
        lie = path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 1000))
        assert codes(found_in(saved(tmp_path / "b.zip", lie))[0]) == ["unreadable", "page"]
    assert cost.seconds < 5
    assert cost.mib < 50


def test_many_members_that_share_one_bomb_stop_at_the_ratio(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [(f"{n:02}.html", bytes(10_000_000)) for n in range(30)])
    found, _ = found_in(path, Limits(ratio=100))
    assert codes(found)[-1] == "archive_limit"
    assert 10 < len(found) < 25
    assert set(codes(found)[:-1]) == {"page"}


def test_large_members_are_too_large_without_being_read(tmp_path: Path) -> None:
    members = [
        ("gross.html", b"x" * 5_000),
        ("gepackt.html.gz", gzip.compress(b"x" * 5_000)),
        ("gut.html", b"<p>x</p>"),
    ]
    for path in (saved(tmp_path / "a.tar", tar(members)), zipped(tmp_path / "a.zip", members)):
        assert codes(found_in(path, Limits(page_bytes=1_000))[0]) == ["too_large", "too_large", "page"]


def test_progress_is_told_in_packed_bytes(tmp_path: Path) -> None:
    told: dict[str, list[int]] = {}
    for path in (
        saved(tmp_path / "a.tar.gz", gzip.compress(tar(releases(2000)))),
        zipped(tmp_path / "a.zip", releases(50)),
        saved(tmp_path / "a.html", release().encode()),
    ):
        (file,) = plan_sources(path).files
        for _ in read_source(file, Limits(), told.setdefault(path.name, []).append):
            pass
        assert told[path.name] == sorted(told[path.name])
        assert file.size * 0.5 < told[path.name][-1] <= file.size
