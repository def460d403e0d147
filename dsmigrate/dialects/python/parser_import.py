"""Imports libcst in less time, and so that its trees are made and asked in less: both are large parts of a run."""

from __future__ import annotations

import abc
import dataclasses
import sys
from typing import Any, TypeVar

T = TypeVar("T")
_dataclass = dataclasses.dataclass
_ABC = abc.ABC


class PlainBase:
    """Stands for `abc.ABC`: its heirs are asked by Python itself what they are instances of, four times as fast.

    What is lost is an error for whoever makes a node of a class that only others are to inherit from.
    """

    __slots__ = ()


def import_parser() -> None:
    """Imports libcst, if nobody did, without what costs time and serves this program nothing.

    Python compiles `__repr__` and `__eq__` for a dataclass also where the class has its own, and throws them away then,
    for each of libcst's two hundred nodes; and `__setattr__` and `__delattr__`, which refuse what no line here does (mypy
    sees to it), and make each node slower to make. So does the check of what a node is made of: a parser's are right.
    """
    if "libcst" in sys.modules:
        return
    dataclasses.dataclass = sparing
    abc.ABC = PlainBase  # type: ignore[misc, assignment]
    try:
        import libcst  # noqa: F401
    finally:
        dataclasses.dataclass = _dataclass
        abc.ABC = _ABC  # type: ignore[misc]


def sparing(cls: type[T] | None = None, /, **options: Any) -> Any:
    """`dataclasses.dataclass`, but for methods that it would write in vain, and for guards of what is equal to itself alone."""

    def made(cls: type[T]) -> type[T]:
        own = vars(cls).keys()
        if {"__post_init__", "_validate"} <= own:
            del cls.__post_init__  # type: ignore[attr-defined]
        spared = {"repr": False} if "__repr__" in own else {}
        # Without `__eq__` nothing is done about `__hash__` either, and nothing can be ordered.
        if {"__eq__", "__hash__"} <= own and not {"order", "unsafe_hash"} & options.keys():
            spared |= {"eq": False, "frozen": False}
        return _dataclass(cls, **{**options, **spared})

    return made if cls is None else made(cls)
