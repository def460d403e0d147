"""What a parsed command line holds: the defaults of the options that its own parser was told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Made, Row, from_outside

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

PARSER = "argparse.ArgumentParser"
_NESTING_LIMIT = 4


def option(ev: Evaluator, parse: cst.Call, name: str, node: cst.CSTNode) -> Alternatives:
    """What the option `name` can be after `parse`, a call of `parse_args`, where it is read by `node`.

    Several are possible: each subcommand may declare it anew.
    """
    found: list[Alternative] = []
    for declared in _declared(ev, parse, name):
        flags = _flags(ev, declared)
        outside = f"the command line option {flags[-1]}" if flags else "the command line"
        default = _passed(declared, "default")
        if default is None:
            found.extend(ev.lost(node, "it is given on the command line", outside))
        else:
            found.extend(from_outside(ev.evaluate(default), outside))
    return tuple(found) or ev.lost(node, "it is given on the command line", "the command line")


def _declared(ev: Evaluator, parse: cst.Call, name: str) -> list[cst.Call]:
    """The calls of `add_argument` that declare an option for the parser of `parse`.

    Where none is surely that parser's own, those that may be: in the same file, else in any.
    """
    parsers = _with_parents(ev, parse)
    own: list[cst.Call] = []
    perhaps: list[cst.Call] = []
    for declared in ev.names.calls_by_name.get("add_argument", ()):
        destination = _passed(declared, "dest")
        known_as = ev.only_text(destination) if destination is not None else None
        names = [flag.lstrip("-").replace("-", "_") for flag in _flags(ev, declared)]
        if name not in ([known_as] if known_as else names):
            continue
        told = _parsers(ev, declared)
        if told & parsers:
            own.append(declared)
        elif not told or not parsers:
            perhaps.append(declared)
    here = ev.tree.tree_of(parse)
    return own or [declared for declared in perhaps if ev.tree.tree_of(declared) is here] or perhaps


def _with_parents(ev: Evaluator, parse: cst.Call) -> frozenset[int]:
    """The parsers whose options `parse` reads: its own, and the `parents` of that and of its subcommands."""
    parsers = _parsers(ev, parse)
    for call in ev.names.calls_by_name.get("add_parser", ()):
        if _passed(call, "parents") is not None and _parsers(ev, call) & parsers:
            parsers |= _parents(ev, call)
    return parsers


def _parsers(ev: Evaluator, method: cst.Call, depth: int = 0) -> frozenset[int]:
    """The parsers that a method may be called on, by the identity of the calls that make them; empty where not known.

    A group's and a subcommand's is the parser that they were added to; one has its parents' options too.
    """
    if not isinstance(method.func, cst.Attribute) or depth > _NESTING_LIMIT:
        return frozenset()
    found: set[int] = set()
    for value in (each.value for each in ev.evaluate(method.func.value)):
        if isinstance(value, Made) and value.name == PARSER:
            found |= {id(value.call), *_parents(ev, value.call)}
        elif isinstance(value, Made) and value.name.startswith(f"{PARSER}()"):
            found |= _parsers(ev, value.call, depth + 1)
    return frozenset(found)


def _parents(ev: Evaluator, maker: cst.Call, depth: int = 0) -> frozenset[int]:
    """The parsers that another takes its options over from."""
    named = _passed(maker, "parents")
    if named is None or depth > _NESTING_LIMIT:
        return frozenset()
    rows = [each.value for each in ev.evaluate(named) if isinstance(each.value, Row)]
    parents = [each.value for row in rows for element in row.elements for each in ev.evaluate(element)]
    calls = [parent.call for parent in parents if isinstance(parent, Made)]
    return frozenset(id(call) for call in calls).union(*(_parents(ev, call, depth + 1) for call in calls))


def _flags(ev: Evaluator, declared: cst.Call) -> list[str]:
    texts = [ev.only_text(argument.value) for argument in declared.args if argument.keyword is None]
    return [text for text in texts if text is not None]


def _passed(call: cst.Call, keyword: str) -> cst.BaseExpression | None:
    named = (a.value for a in call.args if a.keyword is not None and a.keyword.value == keyword)
    return next(named, None)
