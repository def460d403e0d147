"""The parser is imported in less time, and is what it is otherwise, but for guards against what nobody does."""

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
print(len(kinds) > 150)
nodes = [module, *module.children, *module.body[0].children, *module.body[0].body.body[0].body[0].children]
print([[isinstance(node, kind) for kind in kinds] for node in nodes])
print(module.with_changes(body=()).code == "", module.deep_equals(module.deep_clone()))
print(repr(module))
name, other = libcst.Name("a"), libcst.Name("a")
print(name == other, name == name, name.deep_equals(other), hash(name) == id(name))
print([sorted(kind.__dict__.keys() & {"__eq__", "__hash__", "__repr__", "__init__"}) for kind in kinds])
fields = [dataclasses.fields(kind) for kind in kinds if dataclasses.is_dataclass(kind)]
print([[(field.name, field.type, field.init, field.compare, field.kw_only) for field in own] for own in fields])
print([(kind.__name__, kind.__match_args__) for kind in kinds if dataclasses.is_dataclass(kind)])
print(dataclasses.dataclass.__module__, abc.ABC.__module__, type(abc.ABC).__name__)
"""


def said(first: str) -> str:
    command = [sys.executable, "-c", f"import abc, dataclasses\n{first}\nimport libcst\n{LOOK}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_parser_is_the_same() -> None:
    plain = said("")
    assert said("from dsmigrate.dialects.python.parser_import import import_parser; import_parser()") == plain
    assert plain.startswith("True\n")
    assert plain.endswith("\ndataclasses abc ABCMeta\n")


def test_who_has_imported_it_already_keeps_it() -> None:
    program = (
        "import libcst\nfrom dsmigrate.dialects.python.parser_import import import_parser\nbefore = libcst.Name\n"
        "import_parser()\nimport libcst\nprint(libcst.Name is before, type(before).__name__)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "True ABCMeta\n"


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
