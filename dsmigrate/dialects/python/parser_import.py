"""Imports libcst in less time: its import is a sixth of a run over a large tree."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

T = TypeVar("T")
_dataclass = dataclasses.dataclass


def import_parser() -> None:
    """Imports libcst without having methods written for its nodes that these have already, and keep.

    Python compiles `__repr__` and `__eq__` for a dataclass also where the class has its own, and throws them away then:
    for each of libcst's two hundred nodes.
    """
    dataclasses.dataclass = sparing
    try:
        import libcst  # noqa: F401
    finally:
        dataclasses.dataclass = _dataclass


def sparing(cls: type[T] | None = None, /, **options: Any) -> Any:
    """`dataclasses.dataclass`, but for methods that it would write in vain."""

    def made(cls: type[T]) -> type[T]:
        own = vars(cls).keys()
        spared = {"repr": False} if "__repr__" in own else {}
        # Without `__eq__` nothing is done about `__hash__` either, and nothing can be ordered.
        if {"__eq__", "__hash__"} <= own and not {"order", "unsafe_hash"} & options.keys():
            spared["eq"] = False
        return _dataclass(cls, **{**options, **spared})

    return made if cls is None else made(cls)
