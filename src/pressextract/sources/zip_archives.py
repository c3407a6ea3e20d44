"""ZIP archives: members are read one after the other by the table of contents, nothing is written to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file, reason
from pressextract.sources.compression import read_up_to
from pressextract.sources.limits import DamagedError, Limits
from pressextract.sources.members import Member, special
from pressextract.sources.source_file import Consumed, Skipped, SourceFile

#: What archives of pages use. bzip2 and LZMA are refused: of these zipfile unpacks a whole bomb at once.
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
_END_BYTES = 22 + 0xFFFF
_WIDE_END = b"PK\x06\x06"
#: A count of more than 16 bits stands in a record of its own, 56 bytes and the 20 of its locator before the end.
_WIDE_BYTES = 76


def read_zip(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss | Skipped]:
    """The pages of an archive in the order of its table of contents.

    Raises:
        OSError: the archive has no readable table of contents.
        ArchiveLimitError: it exceeds a limit.
    """
    with open_file(file) as opened:
        # zipfile would first build an object for each of millions
        limits.check_members(_count_members(opened))
        size = opened.seek(0, 2)
        try:
            archive = zipfile.ZipFile(opened)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DamagedError(f"no table of contents at its end, so nothing of it can be read: {error}") from error
        packed = unpacked = 0
        with archive:
            for number, info in enumerate(archive.infolist(), start=1):
                limits.check_members(number)
                found = _member(archive, info, Member.of(file, info.filename), limits)
                if isinstance(found, Page):
                    unpacked += min(info.file_size, limits.page_bytes)
                    limits.check_unpacked(unpacked, size)
                packed += info.compress_size
                if consumed is not None:
                    consumed(min(packed, size))
                if found is not None:
                    yield found


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, limits: Limits
) -> Page | Loss | Skipped | None:
    if info.is_dir() or member.is_hidden:
        return None
    if (found := special(info.external_attr >> 16) or member.skipped) is not None:
        return found
    if info.flag_bits & _ENCRYPTED:
        return member.lost("unreadable", "encrypted; unpack the archive with its password and read the folder")
    if info.file_size > limits.page_bytes:
        return member.lost("too_large", limits.too_large)
    if info.compress_type not in _COMPRESSIONS:
        name = zipfile.compressor_names.get(info.compress_type, info.compress_type)  # type: ignore[attr-defined]
        return member.lost("unreadable", f"compression {name} found; pack it with deflate")
    try:
        with archive.open(info) as stream:
            content = read_up_to(cast("BinaryIO", stream), limits.page_bytes + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        return member.lost("unreadable", f"damaged: {reason(error)}")
    return member.page(content, limits)


def _count_members(opened: BinaryIO) -> int:
    """Number of members that the end of the archive states, 0 where it states none."""
    size = opened.seek(0, 2)
    opened.seek(max(0, size - _END_BYTES - _WIDE_BYTES))
    tail = opened.read(_END_BYTES + _WIDE_BYTES)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    count = int(struct.unpack_from("<H", tail, at + 10)[0])
    wide = tail.rfind(_WIDE_END, 0, at)
    if wide < 0 or len(tail) < wide + 40:
        return count
    return max(count, int(struct.unpack_from("<Q", tail, wide + 32)[0]))
