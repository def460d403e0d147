"""The fields of data classes and models, and the names and places by which a constructor is passed them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.tree import walk

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# What says, of a field of pydantic's or attrs', by which other name it is passed.
_NAMING = frozenset({"alias", "validation_alias"})
# A setting of a pydantic model that makes such a name of each field's own.
_NAMING_ALL = "alias_generator"


def declared(ev: Evaluator, cls: cst.ClassDef) -> list[str]:
    """The fields that the body of a class declares, in order."""
    return list(_declarations(ev, cls))


def positional(ev: Evaluator, cls: cst.ClassDef) -> list[str]:
    """The fields that a data class takes by their places, in order."""
    found = []
    for name, statement in _declarations(ev, cls).items():
        if ev.tree.text(statement.annotation.annotation) in ("KW_ONLY", "dataclasses.KW_ONLY"):
            break
        if not _is_left_out(statement) and "ClassVar" not in ev.tree.text(statement.annotation.annotation):
            found.append(name)
    return found


def aliases(ev: Evaluator, lineage: Sequence[cst.ClassDef], name: str) -> set[str] | None:
    """The other names by which a field is passed; None where any may be one."""
    found = {name.lstrip("_")} - {name}
    for cls in lineage:
        statement = _declarations(ev, cls).get(name)
        if statement is not None:
            for argument in walk(statement):
                if (
                    isinstance(argument, cst.Arg)
                    and argument.keyword is not None
                    and argument.keyword.value in _NAMING
                ):
                    alias = ev.only_text(argument.value)
                    if alias is None:
                        return None
                    found.add(alias)
        if any(isinstance(node, cst.Name) and node.value == _NAMING_ALL for node in _settings(cls)):
            return None
    return found


def strange(ev: Evaluator, lineage: Sequence[cst.ClassDef], call: cst.Call) -> list[str]:
    """The keywords of a constructor's call that are names of no field."""
    known = {name for cls in lineage for name in declared(ev, cls)}
    passed = [argument.keyword.value for argument in call.args if argument.keyword is not None]
    return [name for name in passed if name not in known]


def _declarations(ev: Evaluator, cls: cst.ClassDef) -> dict[str, cst.AnnAssign]:
    found: dict[str, cst.AnnAssign] = {}
    for name, bindings in ev.names.own_scope(cls).bindings.items():
        for binding in bindings:
            if isinstance(binding.statement, cst.AnnAssign):
                found[name] = binding.statement
    return found


def _is_left_out(statement: cst.AnnAssign) -> bool:
    """Whether a field's `field(...)` says that the constructor does not take it, or takes it by its name only."""
    if not isinstance(statement.value, cst.Call):
        return False
    told = {
        argument.keyword.value: argument.value
        for argument in statement.value.args
        if argument.keyword is not None
    }
    without, by_name = told.get("init"), told.get("kw_only")
    return (isinstance(without, cst.Name) and without.value == "False") or (
        isinstance(by_name, cst.Name) and by_name.value == "True"
    )


def _settings(cls: cst.ClassDef) -> list[cst.CSTNode]:
    """What stands in the body of a class, but for its methods."""
    body = cls.body.body
    return [node for part in body if not isinstance(part, cst.FunctionDef) for node in walk(part)]
