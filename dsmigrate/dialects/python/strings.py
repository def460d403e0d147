"""What a string literal stands for."""

from __future__ import annotations

import libcst as cst


def value_of(string: cst.SimpleString) -> str | bytes:
    """The text, or the bytes, that a literal stands for.

    libcst compiles each literal to find out, which takes twenty times as long; most hold just what is written.
    """
    written = string.value
    quote = written[0]
    if quote in "\"'" and "\\" not in written:
        if written[1] != quote or len(written) == 2:
            return written[1:-1]
        if "\r" not in written:  # row ends are read as `\n`
            return written[3:-3]
    return string.evaluated_value
