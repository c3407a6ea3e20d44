"""Packed files read as streams: every byte before a damage comes out, the damage is told, no bomb fills the memory."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from pressextract.sources.limits import DamagedError, Limits

if TYPE_CHECKING:
    from pressextract.sources.endings import Compression
    from pressextract.sources.source_file import Consumed

_READ = 1 << 16
#: Packed bytes fed at once: Zstandard unpacks all of them, and 1 KiB of a bomb gives 32 MiB.
_FEED = 1 << 10
#: Bytes that one call unpacks to, where the library lets us say so; so many are lost where it meets a damage.
_STEP = 1 << 12
#: Memory that an .xz file may ask for; `xz -9` needs 65 MiB.
_XZ_MEMORY = 256 << 20


class _Decompressor(Protocol):
    """What zlib, bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Zstandard:
    """Zstandard with the interface of the others; it unpacks whatever it is fed."""

    unused_data = b""
    eof = False

    def __init__(self) -> None:
        import zstandard

        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._error = zstandard.ZstdError

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """The next bytes; `max_length` cannot be heeded.

        Raises:
            DamagedError: the data are no Zstandard frame.
        """
        try:
            unpacked = self._frame.decompress(data)
        except self._error as error:
            raise DamagedError(str(error)) from error
        self.eof = self._frame.eof
        self.unused_data = self._frame.unused_data if self.eof else b""
        return unpacked


_DECOMPRESSORS: dict[Compression, Callable[[], _Decompressor]] = {
    "gz": lambda: zlib.decompressobj(16 + zlib.MAX_WBITS),
    "zlib": zlib.decompressobj,
    "deflate": lambda: zlib.decompressobj(-zlib.MAX_WBITS),
    "bz2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY),
    "zst": _Zstandard,
}


class UnpackedFile(io.RawIOBase):
    """The content of a packed file as a stream that is read once; with compression "" the file as it is.

    `limits` bounds what is unpacked; `consumed` is told how many packed bytes have been read.

    Reading raises:
        DamagedError: the file ends too early or is damaged. What lies before has been given.
        ArchiveLimitError: it unpacks to more than `limits` allows.
    """

    def __init__(
        self,
        packed: BinaryIO,
        compression: Compression,
        limits: Limits | None = None,
        consumed: Consumed | None = None,
    ) -> None:
        super().__init__()
        self._packed, self._limits, self._consumed = packed, limits, consumed
        self._members: deque[tuple[int, int]] = deque()
        self._n_packed = self._n_unpacked = 0
        self._chunks = self._unpacked(compression) if compression else self._blocks()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with what comes next; fewer bytes than it holds are no sign of the end."""
        while not self._ready:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._ready = memoryview(chunk)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def packed_offset(self, unpacked: int) -> int:
        """Where in the packed file the member begins that holds a byte; asked in rising order."""
        while len(self._members) > 1 and self._members[1][0] <= unpacked:
            self._members.popleft()
        return self._members[0][1] if self._members else unpacked

    def _blocks(self) -> Iterator[bytes]:
        while block := self._packed.read(_READ):
            self._n_packed += len(block)
            if self._consumed is not None:
                self._consumed(self._n_packed)
            yield block

    def _unpacked(self, compression: Compression) -> Iterator[bytes]:
        decompressor: _Decompressor | None = None
        for block in self._blocks():
            begin = self._n_packed - len(block)
            for start in range(0, len(block), _FEED):
                data = block[start : start + _FEED]
                end = begin + start + len(data)
                while True:
                    if decompressor is None:
                        # between members: gzip and xz files may be padded
                        if not (data := data.lstrip(b"\0")):
                            break
                        decompressor = _DECOMPRESSORS[compression]()
                        self._members.append((self._n_unpacked, end - len(data)))
                    unpacked = _decompress(decompressor, data)
                    if unpacked:
                        self._n_unpacked += len(unpacked)
                        if self._limits is not None:
                            self._limits.check_unpacked(self._n_unpacked, end)
                        yield unpacked
                    if decompressor.eof:
                        data, decompressor = decompressor.unused_data, None
                    else:
                        data = getattr(decompressor, "unconsumed_tail", b"")
                        if not data and len(unpacked) < _STEP:
                            break
        if decompressor is not None or not self._n_packed:
            raise DamagedError("the packed data end too early")


def _decompress(decompressor: _Decompressor, data: bytes) -> bytes:
    try:
        return decompressor.decompress(data, _STEP)
    except (zlib.error, lzma.LZMAError, EOFError, ValueError) as error:
        raise DamagedError(str(error)) from error
    except OSError as error:
        raise DamagedError(error.strerror or str(error)) from error


def unpack(packed: bytes, compression: Compression, limit: int) -> bytes:
    """The content of a packed page, of which no more than `limit` + 1 bytes are unpacked.

    Raises:
        DamagedError: it ends too early or is damaged.
    """
    return read_up_to(UnpackedFile(io.BytesIO(packed), compression), limit + 1)


def read_up_to(stream: io.RawIOBase | BinaryIO, size: int) -> bytes:
    """The next `size` bytes, fewer where the stream ends."""
    pieces, missing = [], size
    while missing > 0 and (piece := stream.read(min(missing, _READ))):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
