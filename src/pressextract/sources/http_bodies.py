"""The bodies of HTTP answers as crawlers store them: in chunks, packed, or decoded under headers that say otherwise."""

from __future__ import annotations

from typing import Any

from pressextract.sources.compression import unpack
from pressextract.sources.limits import DamagedError

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_PLAIN = ("", "identity", "none", "utf-8")


def body_of(http: Any, stream: Any, limit: int) -> bytes:
    """The decoded body behind HTTP headers, of which no more than `limit` + 1 bytes are unpacked.

    Raises:
        DamagedError: it is cut off, or packed in a way that is not known.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        stream = ChunkedDataReader(stream)
    content: bytes = stream.read()
    encodings = (http.get_header("Content-Encoding") or "").lower().split(",")
    for encoding in reversed(encodings):
        content = _decoded(content, encoding.strip(), limit)
    return content


def _decoded(content: bytes, encoding: str, limit: int) -> bytes:
    if encoding in _PLAIN or not content:
        return content
    if encoding in ("gzip", "x-gzip"):
        return unpack(content, "gz", limit) if content.startswith(_GZIP) else content
    if content.lstrip().startswith(b"<"):
        # the crawler has decoded it already
        return content
    if encoding == "deflate":
        # zlib's format by the standard, bare deflate by some servers
        is_zlib = content[0] & 0x0F == 8 and int.from_bytes(content[:2], "big") % 31 == 0
        return unpack(content, "zlib" if is_zlib else "deflate", limit)
    if encoding == "zstd" and content.startswith(_ZSTD):
        return unpack(content, "zst", limit)
    raise DamagedError(f"Content-Encoding {encoding[:20]} found; gzip, deflate and zstd are possible")
