"""Addresses: a local path, or whatever fsspec opens – s3://, https://, memory://, zip://page.html::archive.zip."""

from __future__ import annotations

import io
import os
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast
from urllib.parse import unquote, urlsplit

from pressextract.errors import ConfigError
from pressextract.sources.limits import DamagedError

if TYPE_CHECKING:
    from pressextract.sources.source_file import SourceFile

#: Two letters at least: C:\ is a drive.
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)(?:://|::)")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://[^\s'\"<>)]+")
#: In these schemes ? and # belong to names; elsewhere what follows them may be a signature.
_PLAIN = frozenset(("file", "local", "memory", "zip", "tar"))
_EXTRAS = {"s3": "s3", "s3a": "s3", "http": "http", "https": "http"}
#: What a driver calls the mark that changes with a file, the best one first.
_MARKS = ("ETag", "etag", "checksum", "md5Hash", "content_md5", "CRC", "LastModified", "Last-Modified", "last_modified",
          "mtime", "updated", "created")  # fmt: skip


def local_path(address: str | Path) -> Path | None:
    """The path where an address is local, None where fsspec has to open it."""
    if isinstance(address, Path):
        return address
    scheme = _SCHEME.match(address)
    if scheme is None:
        return Path(address)
    if scheme[1].lower() in ("file", "local") and "::" not in address:
        return Path(unquote(address[scheme.end() :]))
    return None


def is_web(address: str) -> bool:
    """Whether the address is a web server's, which has files but no folders."""
    return address.lower().startswith(("http://", "https://"))


def name_of(address: str) -> str:
    """The last part of an address as a file's name."""
    first = address.partition("::")[0]
    path = unquote(urlsplit(first).path) if is_web(first) else first.partition("://")[2]
    return path.rstrip("/").rpartition("/")[2]


def shown(address: str) -> str:
    """The address without user, password, query and fragment: these may hold credentials."""
    return "::".join(map(_shown_part, address.split("::")))


def reason(error: BaseException) -> str:
    """What an error says, in one line and without credentials."""
    text = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
    return _URL.sub(lambda url: shown(url[0]), text)


def filesystem(address: str) -> tuple[Any, str]:
    """fsspec's file system for an address, and the path in it.

    Raises:
        ConfigError: the scheme is unknown, its driver is not installed, or the address cannot be used.
    """
    from fsspec.core import url_to_fs

    try:
        fs, path = url_to_fs(address)
    except ImportError as error:
        schemes = [part.partition("://")[0].lower() for part in address.split("::")]
        extra = next((_EXTRAS[scheme] for scheme in schemes if scheme in _EXTRAS), None)
        remedy = f"pip install 'pressextract[{extra}]' installs it" if extra else "install the package that it names"
        raise ConfigError(f"input {shown(address)}: its driver is missing ({reason(error)}); {remedy}") from error
    except Exception as error:  # noqa: BLE001 - each driver has errors of its own
        refuse(address, error)
    return fs, path


def refuse(address: str, error: BaseException) -> NoReturn:
    """Say why an input cannot be had.

    Raises:
        ConfigError: always.
    """
    if isinstance(error, FileNotFoundError):
        told = "not found"
    else:
        what = "no permission" if isinstance(error, PermissionError) else type(error).__name__
        told = f"{what} ({reason(error)})"
    remedy = "check the address, the network and your access"
    raise ConfigError(f"input {shown(address)}: {told}; {remedy}") from error


def signature(size: int, info: dict[str, Any]) -> str:
    """What changes with a remote file, by what its driver lists."""
    return f"{size}-{next((info[mark] for mark in _MARKS if info.get(mark)), '')}"


def open_file(file: SourceFile) -> BinaryIO:
    """The bytes of a file of the input, as they are stored.

    Raises:
        OSError: it cannot be opened, or is none that ends (a pipe, a device).
    """
    if _SCHEME.match(file.address) is None:
        # without waiting for the writer of a pipe that took the file's place
        opened = open(file.address, "rb", opener=lambda path, flags: os.open(path, flags | _NO_WAIT))  # noqa: SIM115
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            opened.close()
            raise DamagedError(NOT_REGULAR)
        return opened
    try:
        fs, path = _open_filesystem(file.address)
        # servers that cannot send parts of a file send the whole of it when read in order
        in_order = {"block_size": 0} if is_web(file.address) and file.kind not in ("zip", "parquet") else {}
        remote = _RemoteFile(fs.open(path, "rb", **in_order))
        return cast("BinaryIO", io.BufferedReader(remote, 1 << 16))
    except OSError:
        raise
    except Exception as error:
        raise DamagedError(f"{type(error).__name__}: {reason(error)}") from error


_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
NOT_REGULAR = "not a regular file but a pipe, a socket or a device"


def _open_filesystem(address: str) -> tuple[Any, str]:
    first, chained, rest = address.partition("::")
    if not chained:
        return filesystem(address)
    scheme, _, path = first.partition("://")
    return _archive(f"{scheme}://::{rest}", os.getpid()), path


@lru_cache(maxsize=2)
def _archive(address: str, process: int) -> Any:
    """An archive's file system: kept, since its table of contents would be read anew for each member.

    Each process has its own, since the open file's position would be shared.
    """
    return filesystem(address)[0]


def forget_archives() -> None:
    """Close the archives that addresses have opened: the next plan may find them changed."""
    _archive.cache_clear()


class _RemoteFile(io.RawIOBase):
    """A file of fsspec whose errors are all OSError, without credentials in their messages."""

    def __init__(self, remote: Any) -> None:
        super().__init__()
        self._remote = remote

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._remote.seekable())

    def tell(self) -> int:
        return int(self._told(self._remote.tell))

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._told(self._remote.seek, offset, whence)
        return self.tell()

    def readinto(self, buffer: Any, /) -> int:
        read: bytes = self._told(self._remote.read, len(buffer))
        buffer[: len(read)] = read
        return len(read)

    def close(self) -> None:
        if not self.closed:
            self._remote.close()
        super().close()

    def _told(self, call: Any, *arguments: int) -> Any:
        try:
            return call(*arguments)
        except Exception as error:
            raise DamagedError(f"{type(error).__name__}: {reason(error)}") from error


def _shown_part(part: str) -> str:
    scheme, separator, rest = part.partition("://")
    if not separator or scheme.lower() in _PLAIN:
        return part
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{re.split('[?#]', path)[0]}"
