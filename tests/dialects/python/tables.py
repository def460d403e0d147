"""Tables of cases written as text: a snippet, then what is expected of it in lines that begin with `=>`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest


def cases(text: str) -> list[Any]:
    """One parameter set (code, expected lines) for each block of `text`; an empty line ends a block.

    A comment in a block's first line names the case. One that starts with `BUG` is expected to fail.
    """
    found = []
    for block in text.strip().split("\n\n"):
        lines = block.splitlines()
        code = "\n".join(line for line in lines if not line.startswith("=>")) + "\n"
        expected = [line.removeprefix("=>").strip() for line in lines if line.startswith("=>")]
        title = lines[0].removeprefix("#").strip() if lines[0].startswith("#") else " ".join(code.split())
        marks = [pytest.mark.xfail(strict=True, reason=title)] if title.startswith("BUG") else []
        found.append(pytest.param(code, expected, id=title[:70], marks=marks))
    return found


def matches(actual: Collection[str], expected: list[str]) -> bool:
    """Whether the lines are those expected, in any order; one that ends in `...` stands for all that begin so."""

    def fits(line: str, wanted: str) -> bool:
        if wanted.endswith("..."):
            return line.startswith(wanted.removesuffix("...").rstrip())
        return line == wanted

    if not any(wanted.endswith("...") for wanted in expected):
        assert sorted(actual) == sorted(expected), "is:\n" + "\n".join(sorted(actual))
        return True
    missing = [wanted for wanted in expected if not any(fits(line, wanted) for line in actual)]
    surplus = [line for line in actual if not any(fits(line, wanted) for wanted in expected)]
    assert (missing, surplus) == ([], []), f"missing {missing}, surplus {surplus}"
    return True


def transformations(text: str) -> list[Any]:
    """One parameter set (before, after) for each block of `text`; a line `=>` stands between the two."""
    found = []
    for block in text.strip("\n").split("\n\n"):
        before, _, after = f"{block}\n".partition("=>\n")
        title = before.partition("\n")[0].removeprefix("# ")
        marked = before.startswith("# BUG")
        marks = [pytest.mark.xfail(strict=True, reason=title)] if marked else []
        shown = title if before.startswith("# ") else " ".join(before.split())
        body = before.partition("\n")[2] if before.startswith("# ") else before
        found.append(pytest.param(body, after, id=shown[:70], marks=marks))
    return found
