"""The negative gate: a cheap look by `ast` that says which files cannot hold anything of interest."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Container

from dsmigrate.core.source import Source


def may_matter(source: Source, telltale: re.Pattern[str], modules: Container[str]) -> bool:
    """Whether a string of the module (docstrings aside) holds `telltale`, or it imports one of `modules`.

    `telltale` finds what a request to the service is made of: a model ID, a host. A file that `ast` cannot parse
    may matter too: libcst decides about it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source.data if source.encoding == "utf-8" else source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    docstrings: set[int] = set()
    # ast.walk goes from the top down, so that a statement comes before the constant in it.
    for node in ast.walk(module):
        if isinstance(node, ast.Expr):
            docstrings.add(id(node.value))
        elif isinstance(node, ast.Constant):
            if id(node) not in docstrings and _tells(node.value, telltale):
                return True
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            if name in modules or any(f"{name}.{alias.name}" in modules for alias in node.names):
                return True
        elif isinstance(node, ast.Import) and any(alias.name in modules for alias in node.names):
            return True
    return False


def _tells(value: object, telltale: re.Pattern[str]) -> bool:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return isinstance(value, str) and telltale.search(value) is not None
