"""Calls that only show or write down what they are given, so that neither its name nor its content matters to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, handing_on
from dsmigrate.dialects.python.abstract import Class, Literal, Made, Routine, Row, Symbol, Table
from dsmigrate.dialects.python.known_calls import CHOOSING, NAMESPACES
from dsmigrate.dialects.python.scopes import dotted
from dsmigrate.dialects.python.tree import Forest

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Builtins that measure or show a value, and hand it on to nobody.
_HARMLESS_BUILTINS = frozenset({
    "print", "len", "dict", "list", "tuple", "str", "repr", "isinstance", "type", "hash", "bool", "format", "any",
    "all", "hasattr", "setattr", "enumerate", "zip",
})  # fmt: skip
# Functions of Python's own that only write down or dress up what they are given.
_WRITERS = (
    "json.", "pickle.", "csv.", "pprint.", "logging.", "warnings.", "time.", "urllib.parse.", "html.", "textwrap.",
    "copy.",
)  # fmt: skip
# Methods that do the same, of loggers, consoles and pages, whatever they belong to.
_HARMLESS_METHODS = frozenset({
    "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "echo", "secho", "write",
    "success", "title", "header", "subheader", "caption", "markdown", "text", "rule", "add_argument", "getenv",
    "option", "argument", "Option", "Argument", "Field", "field", "cast", "setenv", "skipif", "skip",
    "parametrize", "writerow", "writerows", "write_text", "log_param", "log_params", "set_description", "dump", "dumps",
})  # fmt: skip


def is_asserted(tree: Forest, node: cst.CSTNode) -> bool:
    """Whether a node stands in an assertion, by statement or by a call named so."""
    for above in tree.ancestors(node):
        if isinstance(above, cst.Assert):
            return True
        if isinstance(above, cst.Call) and dotted(above.func).rpartition(".")[2].startswith("assert"):
            return True
        if isinstance(above, cst.BaseCompoundStatement):
            return False
    return False


def only_shows(call: cst.Call) -> bool:
    """Whether a call puts what it is given into a message, going by its name alone."""
    name = dotted(call.func).rpartition(".")[2]
    return name in _HARMLESS_METHODS or name == "print" or name.endswith(("Error", "Exception", "Warning"))


def is_harmless(ev: Evaluator, call: cst.Call) -> bool:
    """Whether what is called, or run, stands in this file, so that its parameters are followed, or only shows a value."""
    if only_shows(call) or is_asserted(ev.tree, call) or handing_on.runs(ev, call):
        return True
    for option in ev.evaluate(call.func):
        match option.value:
            case Routine(node=function) if not _is_called_by_name(ev, call, function):
                return False
            case Routine() | Class():
                continue
            case Symbol(name=name) if name in CHOOSING or name.startswith(
                (*_WRITERS, *ev.frameworks.writers)
            ):
                continue
            case Symbol(name=name) if name in NAMESPACES:
                if not _is_read_by_name(ev, call):
                    return False
            case Symbol(name=handing_on.REPEATING) if handing_on.is_repeated(ev, call):
                continue
            case Symbol(name="functools.partial") if call.args:
                targets = ev.evaluate(call.args[0].value)
                if not all(isinstance(target.value, (Routine, Class)) for target in targets):
                    return False
            case Symbol(name=name):
                if not name.startswith("builtins.") or name.rpartition(".")[2] not in _HARMLESS_BUILTINS:
                    return False
            case _:
                return _is_kept(ev, call)
    return True


def _is_called_by_name(ev: Evaluator, call: cst.Call, function: cst.FunctionDef | cst.Lambda) -> bool:
    """Whether a function is called by a name that it has, so that the call is found where its parameters are followed."""
    callee = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
    name = callee.value if isinstance(callee, cst.Name) else ""
    if isinstance(function, cst.FunctionDef):
        own = {function.name.value}
    else:
        above = ev.tree.parent(function)
        targets = above.targets if isinstance(above, cst.Assign) else ()
        own = {dotted(target.target).rpartition(".")[2] for target in targets}
    return name in own | classes.other_names(ev, own)


def _is_read_by_name(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a namespace is put under a name, and nothing is done with it but reading and setting its attributes."""
    statement = ev.tree.parent(call)
    if not isinstance(statement, cst.Assign) or len(statement.targets) != 1:
        return False
    name = dotted(statement.targets[0].target)
    if not name or "." in name:
        return False
    for alias in classes.other_names(ev, {name}) | {name}:
        for value in ev.names.values_by_name.get(alias, ()):
            if any(isinstance(o.value, Made) and o.value.call is call for o in ev.evaluate(value)):
                return False
    return True


def _is_kept(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a method of a text, dict or list of this file is called."""
    if not isinstance(call.func, cst.Attribute):
        return False
    options = ev.evaluate(call.func.value)
    return all(isinstance(option.value, (Literal, Table, Row)) for option in options)


def may_change(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a call may change a list that it is given; Python's own functions do not."""
    own = all(
        isinstance(option.value, Symbol) and option.value.name.startswith("builtins.")
        for option in ev.evaluate(call.func)
    )
    return not own and not is_harmless(ev, call)
