"""Where the text of an answer is parsed as JSON and nothing looks after a failure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import libcst as cst

from dsmigrate.catalog.shapes import Keys
from dsmigrate.dialects.python import uses
from dsmigrate.dialects.python.abstract import Symbol, truth
from dsmigrate.dialects.python.answers import Answers, Read
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.leaving import swallows
from dsmigrate.dialects.python.scopes import dotted, statements
from dsmigrate.dialects.python.tree import walk

# What leaves an empty text empty.
_TRIMS = frozenset({"strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace", "encode"})
# Decorators that call a function again where it raises an error.
_AGAIN = ("retry", "backoff")
_ENDS = ("exit", "_exit", "abort", "fail", "quit")
_HOPS = 4


def parses(
    ev: Evaluator, drafts: Iterable[Draft], format_field: str, text: Keys
) -> dict[int, list[cst.CSTNode]]:
    """By the call of a request, the calls that parse the text of its answer and that nothing guards.

    A guard is a `try`, a condition, a test of the answer that leaves the function, or a decorator that tries again.
    `format_field` is the field of the body that asks for JSON mode, and `text` where in an answer its text is.
    """
    found: dict[int, list[cst.CSTNode]] = defaultdict(list)
    calls = {id(draft.call) for draft in drafts if format_field in draft.ways[0].body}
    answers = Answers(ev, calls, heeds=lambda caller: not _is_guarded(ev, caller))
    for call in _parsing(ev) if calls else ():
        if call.args and not call.args[0].star and not _is_guarded(ev, call):
            reads = [read for read in _texts(ev, answers, call.args[0].value) if read is not None]
            for request in {id(read.call): read.call for read in reads if read.path == text}:
                found[request].append(call)
    return found


def _parsing(ev: Evaluator) -> Iterator[cst.Call]:
    """The calls of a parser."""
    for name, parsers in ev.frameworks.json.raising.items():
        for call in ev.names.calls_by_name.get(name, ()):
            if all(isinstance(o.value, Symbol) and o.value.name in parsers for o in ev.evaluate(call.func)):
                yield call
    for name in ev.frameworks.json.methods:
        yield from (
            call for call in ev.names.calls_by_name.get(name, ()) if isinstance(call.func, cst.Attribute)
        )


def _texts(ev: Evaluator, answers: Answers, text: cst.BaseExpression, hops: int = 0) -> list[Read | None]:
    """What a text was before it was trimmed."""
    if isinstance(text, cst.Call) and isinstance(text.func, cst.Attribute) and text.func.attr.value in _TRIMS:
        return _texts(ev, answers, text.func.value, hops)
    if isinstance(text, cst.Call) and dotted(text.func) == "str" and len(text.args) == 1:
        return _texts(ev, answers, text.args[0].value, hops)
    if isinstance(text, cst.BooleanOperation):
        # A text that stands in for an empty one is parsed in its place.
        empty = all(truth(option.value) is False for option in ev.evaluate(text.right))
        return _texts(ev, answers, text.left, hops) if empty else []
    if isinstance(text, cst.Name) and hops < _HOPS:
        bindings = [reach.binding for reach in uses.reaching(ev, text) if reach.binding is not None]
        if bindings and all(b.kind == "assign" and not b.path for b in bindings):
            values = [b.value for b in bindings if isinstance(b.value, cst.BaseExpression)]
            return [read for value in values for read in _texts(ev, answers, value, hops + 1)]
    return answers.read(text)


def _is_guarded(ev: Evaluator, call: cst.Call) -> bool:
    """Whether something in the same function looks after a failure of a call, or keeps an empty text from it."""
    about = _about(ev, call)
    around = {id(above) for above in ev.tree.ancestors(call)}
    for above in ev.tree.ancestors(call):
        if isinstance(above, (cst.Try, cst.TryStar, cst.If, cst.IfExp, cst.While)):
            return True
        if isinstance(above, cst.With) and (swallows(above) or _expects(above)):
            return True
        if isinstance(above, (cst.IndentedBlock, cst.Module)):
            for earlier in statements(above):
                if id(earlier) in around:
                    break
                if _leaves(ev, earlier, about):
                    return True
        if isinstance(above, cst.FunctionDef):
            return any(_tries_again(ev.tree.text(each.decorator)) for each in above.decorators)
    return False


def _about(ev: Evaluator, call: cst.Call) -> set[str]:
    """The names that a call's arguments are made of."""
    found: set[str] = set()
    left = [argument.value for argument in call.args]
    for _ in range(_HOPS):
        names = [node for each in left for node in walk(each) if isinstance(node, cst.Name)]
        names = [name for name in names if name.value not in found and _is_value(ev, name)]
        found.update(name.value for name in names)
        reaches = [reach for name in names for reach in uses.reaching(ev, name)]
        left = [
            reach.binding.value
            for reach in reaches
            if reach.binding is not None and isinstance(reach.binding.value, cst.BaseExpression)
        ]
    return found


def _is_value(ev: Evaluator, name: cst.Name) -> bool:
    """Whether a name stands for something, and is no attribute or keyword."""
    above = ev.tree.parent(name)
    if isinstance(above, cst.Attribute):
        return above.value is name
    return not (isinstance(above, cst.Arg) and above.keyword is name)


def _leaves(ev: Evaluator, statement: cst.CSTNode, about: set[str]) -> bool:
    """Whether a statement leaves, or raises an error, by what it sees in one of some names."""
    match statement:
        case cst.If(test=test, body=body) if ev.leaving.always(body) or _exits(body):
            return _mentions(test, about)
        case cst.If(test=test):
            return _sets(statement, about) and _mentions(test, about)
        case cst.Assert(test=test):
            return _mentions(test, about)
        case _:
            return False


def _exits(body: cst.CSTNode) -> bool:
    """Whether a body ends the program or the test."""
    calls = (part for part in walk(body) if isinstance(part, cst.Call))
    return any(dotted(call.func).rpartition(".")[2] in _ENDS for call in calls)


def _sets(statement: cst.CSTNode, names: set[str]) -> bool:
    """Whether a statement sets one of some names: another text in place of an empty one."""
    return any(
        isinstance(part, cst.AssignTarget) and dotted(part.target) in names for part in walk(statement)
    )


def _mentions(node: cst.CSTNode, names: set[str]) -> bool:
    return any(isinstance(part, cst.Name) and part.value in names for part in walk(node))


def _expects(statement: cst.With) -> bool:
    """Whether a `with` is there for the error: pytest's `raises`, tenacity's `attempt`."""
    return any(
        dotted(item.item.func if isinstance(item.item, cst.Call) else item.item).rpartition(".")[2]
        in ("raises", "attempt")
        for item in statement.items
    )


def _tries_again(decorator: str) -> bool:
    return any(word in decorator for word in _AGAIN)
