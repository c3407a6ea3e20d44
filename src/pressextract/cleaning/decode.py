"""Bytes → text, without a detector: one bad byte must not turn a whole page into mojibake."""

from __future__ import annotations

import codecs
import re

from pressextract.errors import PageError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of what is often saved with the ending .html and is none.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzipped data"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_TEXT = re.compile("[^\x00 \t\r\n\f\v\xa0\ufeff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: Control characters that neither text nor markup can hold; NUL would end the page for libxml2. Taken out of the
#: bytes where these are ASCII's: 0.1 ms instead of 0.5 for a page.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
#: Bytes in which a declaration of the charset is looked for; browsers read 1024, CMSs put scripts before it.
_HEAD_BYTES = 16_384
#: Up to this share of undecodable bytes the page is UTF-8 with accidents (a pasted cp1252 quotation mark).
_BAD_SHARE = 0.002


def decode(content: bytes | str, charset: str | None = None) -> str:
    """The text of a page: BOM, UTF-16 without BOM, strict UTF-8, UTF-8 with a few bad bytes, declared charset, cp1252.

    `charset` is what the source knows (an HTTP header); it is tried before what the page declares. Line ends become
    newlines, NUL and other control characters go, lone surrogates become U+FFFD.

    Raises:
        PageError: `empty` for no content, `not_html` for a PDF, an image, an archive or other binary data.
    """
    if isinstance(content, str):
        text = _CONTROL.sub("", _LONE_SURROGATE.sub("\ufffd", content.removeprefix("\ufeff")))
    else:
        _refuse_binary(content)
        text = _decode_bytes(content, charset)
    if _TEXT.search(text) is None:
        raise PageError("empty", f"{len(content)} {'characters' if isinstance(content, str) else 'bytes'}, no text")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _refuse_binary(content: bytes) -> None:
    beginning = content[:1024].lstrip()
    for magic, name in _MAGIC:
        if beginning.startswith(magic):
            raise PageError("not_html", f"the content is {name}")


def _decode_bytes(content: bytes, charset: str | None) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _CONTROL.sub("", content[len(bom) :].decode(encoding, errors="replace"))
    wide = _utf16_without_bom(content)
    if wide:
        return _CONTROL.sub("", content.decode(wide, errors="replace"))
    content = content.translate(None, _CONTROL_BYTES)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    declared = _codec(charset) or _codec(_declared(content))
    bad = text.count("\ufffd")
    # Accidents: few in the page, and most of the other non-ASCII characters were read as UTF-8.
    if bad <= max(3, len(text) * _BAD_SHARE) and len(_NOT_ASCII.findall(text)) > 2 * bad:
        return text
    if declared and declared != "utf-8":
        return content.decode(declared, errors="replace")
    return content.decode("cp1252", errors="replace")


def _utf16_without_bom(content: bytes) -> str | None:
    """Every second byte of German UTF-16 is NUL; NULs that stand about elsewhere are no UTF-16."""
    sample = content[:2000]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content[:_HEAD_BYTES])
    return match[1].decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    """Python's codec for a charset's name; latin-1 and ASCII mean windows-1252, as in browsers."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    if codec in ("iso8859-1", "ascii", "latin-1"):
        return "cp1252"
    # utf-16 in a declaration that was readable as ASCII is wrong; base64, rot13 and the like are no charsets
    return codec if codec == "utf-8" or codec.startswith(("cp", "iso8859", "mac", "koi8")) else None
