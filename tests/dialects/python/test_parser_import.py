"""The parser is imported in less time, and is what it is otherwise."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import Any

import pytest

from dsmigrate.dialects.python.parser_import import sparing

LOOK = """
module = libcst.parse_module("def f(a, *b: int) -> str:\\n    return [a, *b] if a else {'x': a.b}[0]\\n")
kinds = [kind for kind in vars(libcst).values() if isinstance(kind, type) and issubclass(kind, libcst.CSTNode)]
print(len(kinds) > 150, repr(module))
name, other = libcst.Name("a"), libcst.Name("a")
print(name == other, name == name, name.deep_equals(other), hash(name) == id(name))
print([sorted(kind.__dict__.keys() & {"__eq__", "__hash__", "__repr__", "__init__", "__setattr__"}) for kind in kinds])
print([(kind.__name__, kind.__match_args__) for kind in kinds if dataclasses.is_dataclass(kind)])
try:
    name.value = "b"
except dataclasses.FrozenInstanceError:
    print("frozen")
print(dataclasses.dataclass.__module__)
"""


def said(first: str) -> str:
    command = [sys.executable, "-c", f"import dataclasses\n{first}\nimport libcst\n{LOOK}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_parser_is_the_same() -> None:
    plain = said("")
    assert said("from dsmigrate.dialects.python.parser_import import import_parser; import_parser()") == plain
    assert plain.startswith("True Module(")
    assert plain.endswith("frozen\ndataclasses\n")


class Own:
    """Has methods of its own."""

    a: int = 1

    def __repr__(self) -> str:
        return "mine"

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return 7


class Plain:
    """Has none."""

    a: int = 1


@pytest.mark.parametrize(
    "options", [{}, {"frozen": True}, {"unsafe_hash": False}, {"eq": False}, {"repr": False}]
)
@pytest.mark.parametrize("cls", [Own, Plain])
def test_a_class_becomes_what_it_becomes_otherwise(cls: type[Any], options: dict[str, bool]) -> None:
    spared: Any = sparing(**options)(type(cls.__name__, (), dict(vars(cls))))
    usual: Any = dataclasses.dataclass(**options)(type(cls.__name__, (), dict(vars(cls))))
    one, two = spared(2), spared(2)
    assert (one == two, one == one) == (usual(2) == usual(2), True)
    assert repr(spared(2)).replace("Plain", "") == repr(usual(2)).replace("Plain", "") or options == {
        "repr": False
    }
    assert (spared.__hash__ is None) == (usual.__hash__ is None)
    assert cls is Plain or (repr(spared(2)), hash(spared(2))) == ("mine", 7)
