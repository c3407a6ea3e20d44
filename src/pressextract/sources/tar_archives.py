"""Tar archives, packed or not, read as a stream: a member at a time, nothing written to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Self, cast

from pressextract.article import Loss, Page
from pressextract.sources.addresses import open_file
from pressextract.sources.compression import UnpackedFile, read_up_to
from pressextract.sources.endings import compression_of
from pressextract.sources.limits import DamagedError, Limits
from pressextract.sources.members import Member
from pressextract.sources.source_file import Consumed, Skipped, SourceFile

#: Bytes of a header that extends another: long names and attributes. Python would read any number.
_EXTENSION_BYTES = 1 << 20
_EXTENSIONS = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip


def read_tar(file: SourceFile, limits: Limits, consumed: Consumed | None) -> Iterator[Page | Loss | Skipped]:
    """The pages of an archive in the order in which they are stored.

    Raises:
        OSError: the archive is cut off or damaged; what lies before has been given.
        ArchiveLimitError: it exceeds a limit.
    """
    with open_file(file) as opened:
        stream = UnpackedFile(opened, compression_of(file.name), limits, consumed)
        try:
            with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:
                number = 0
                while (info := archive.next()) is not None:
                    number += 1
                    limits.check_members(number)
                    # the archive keeps what it has read, a kilobyte a member
                    archive.members = []  # type: ignore[attr-defined]
                    yield from _member(archive, info, Member.of(file, info.name), limits)
        except tarfile.TarError as error:
            raise DamagedError(str(error)) from error
        while rest := stream.read(1 << 16):
            if rest.strip(b"\0"):
                raise DamagedError("more data follow the mark of its end, such as a second archive; part them")


class _Header(tarfile.TarInfo):
    """A header that is refused where Python would take damage for the archive's end, or read without end."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except _HeaderError as error:
            if isinstance(error, _EndError):
                raise
            raise DamagedError(f"{error}, at byte {tarfile.offset:,}") from error

    def _proc_member(self, archive: tarfile.TarFile) -> Self:
        if self.type in _EXTENSIONS and self.size > _EXTENSION_BYTES:
            raise DamagedError(f"a header of {self.size:,} bytes found; {_EXTENSION_BYTES:,} are possible")
        return cast("Self", super()._proc_member(archive))  # type: ignore[misc]


_HeaderError = tarfile.HeaderError
_EndError: type[Exception] = tarfile.EOFHeaderError  # type: ignore[attr-defined]


def _member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, member: Member, limits: Limits
) -> Iterator[Page | Loss | Skipped]:
    if info.isdir() or member.is_hidden:
        return
    if info.issym() or info.islnk():
        yield Skipped("link")
    elif not info.isreg():
        yield Skipped("device")
    elif member.skipped is not None:
        yield member.skipped
    elif info.size > limits.page_bytes:
        yield member.lost("too_large", limits.too_large)
    elif (content := archive.extractfile(info)) is not None:
        yield member.page(read_up_to(cast("tarfile.ExFileObject", content), limits.page_bytes + 1), limits)
