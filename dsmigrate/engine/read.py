"""Turn a Python file's bytes into a `Source`, by the rules that Python itself has for encodings."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from dsmigrate.core.source import LINE_END, Source

# PEP 263: in a comment on the first line, or on the second where the first is blank or a comment.
COOKIE = re.compile(rb"(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))?[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
FIRST_LINE_COOKIE = re.compile(rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
COMMON_SPELLING = re.compile(r"(?:utf-8|latin-1|iso-8859-1|iso-latin-1)(?=-|$)", re.IGNORECASE)
OTHER_BOMS = {codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}


class Unreadable(Exception):
    """A file that cannot be read as Python; `reason` is for the person at the terminal."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_python(path: Path, data: bytes) -> Source:
    """The source of a Python file, decoded as Python would (BOM, PEP 263 cookie, else UTF-8).

    Raises `Unreadable` for bytes that Python would not take either, and for the rare encodings whose text cannot
    be written back to the same bytes.
    """
    for mark, name in OTHER_BOMS.items():
        if data.startswith(mark):
            raise Unreadable(f"is {name}, which Python does not read; save it as UTF-8")
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    body = data[len(bom) :]
    encoding = _declared(body)
    if bom and encoding != "utf-8":
        raise Unreadable(f"starts with a UTF-8 byte order mark, but declares its encoding as {encoding}")
    if (null := body.find(b"\0")) >= 0:
        raise Unreadable(f"holds a null byte ({_where(body, null, len(bom))}), which Python does not read")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_undecodable(body, error, encoding, len(bom))) from None
    except (LookupError, UnicodeError):
        # Codecs that are no text encodings (rot13, hex) say so with a LookupError of their own.
        raise Unreadable(f"declares the encoding {encoding}, in which Python reads no source") from None
    if encoding != "utf-8" and not _writes_back(text, body, encoding):
        raise Unreadable(f"is in {encoding}, in a form that could not be written back unchanged")
    return Source(path, data, encoding, bom, _text=text)


def _declared(body: bytes) -> str:
    """The encoding that the cookie names, in the spelling of `codecs`; UTF-8 where there is none."""
    found = FIRST_LINE_COOKIE.match(body) or COOKIE.match(body)
    if not found:
        return "utf-8"
    written = found[1].decode("latin-1")
    # As Emacs writes them, with the line ends at the end: latin-1-unix.
    if common := COMMON_SPELLING.match(written.replace("_", "-")):
        written = common[0]
    try:
        return codecs.lookup(written).name
    except LookupError:
        raise Unreadable(f"declares the encoding {written}, which Python does not know") from None


def _where(body: bytes, offset: int, shift: int) -> str:
    row = 1 + len(LINE_END.findall(body[:offset].decode("latin-1")))
    return f"row {row}, byte {offset + shift}"


def _undecodable(body: bytes, error: UnicodeDecodeError, encoding: str, shift: int) -> str:
    reason = f"is not valid {encoding}: byte 0x{body[error.start]:02x} at {_where(body, error.start, shift)}"
    if encoding == "utf-8":
        reason += "; where another encoding is meant, its first line must say so (# -*- coding: latin-1 -*-)"
    return reason


def _writes_back(text: str, body: bytes, encoding: str) -> bool:
    # Some encodings have two byte pairs for one character, which is harmless: offsets stay right, and bytes outside
    # of edits are never encoded again. What moves offsets (a shift sequence, a signature) is not.
    try:
        text.encode()  # half a surrogate pair, which some can write, is no text
        return len(text.encode(encoding)) == len(body)
    except UnicodeError:
        return False
