"""The negative gate: a cheap look by `ast` that says which files cannot hold anything of interest."""

from __future__ import annotations

import ast
import warnings

from dsmigrate.core.source import Source

_LINKS = (ast.Import, ast.ImportFrom)


def may_matter(source: Source, needle: str) -> bool:
    """Whether a string (docstrings aside) or an import of the module holds `needle`, in any case.

    A file that `ast` cannot parse may matter too: libcst decides about it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source.data if source.encoding == "utf-8" else source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    docstrings = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                if needle in node.value.lower() and id(node) not in docstrings:
                    return True
            elif isinstance(node.value, bytes) and needle.encode() in node.value.lower():
                return True
        elif isinstance(node, _LINKS):
            module_name = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if needle in module_name.lower() or any(needle in alias.name.lower() for alias in node.names):
                return True
    return False
