"""What a client library does by a model's name besides sending it: tests that stand in no file of the project."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence

import libcst as cst

from dsmigrate.catalog.shapes import ByName
from dsmigrate.core.sightings import Condition
from dsmigrate.core.source import Place
from dsmigrate.dialects.python.abstract import Literal, Lost, Made, Symbol, truth
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator

_PLAIN = "builtins.str"


def library_tests(
    ev: Evaluator, drafts: Sequence[Draft], place: Callable[[cst.CSTNode], Place]
) -> Iterator[Condition]:
    """The tests that the libraries of `drafts` make on the names that these send, each at the call that brings it on."""
    others = frozenset(id(draft.call) for draft in drafts)
    for draft in drafts:
        for test in draft.shape.by_name:
            for call in _brought_on_by(ev, draft, test, others - {id(draft.call)}):
                subjects = tuple(
                    (str(way.model.value.data), place(way.model.value.node))
                    for way in draft.ways
                    if way.model is not None and isinstance(way.model.value, Literal)
                )
                at = place(call)
                yield Condition("finds", ((test.pattern, at),), subjects, at, says=test.says)


def _brought_on_by(ev: Evaluator, draft: Draft, test: ByName, others: Container[int]) -> Iterator[cst.Call]:
    """The calls at which the library makes the test: the request itself, or those that are told more besides.

    `others` are the calls (by id) that make other objects.
    """
    if not test.calls:
        yield draft.call
        return
    asking = (passed for beside in test.beside for passed in ev.names.arguments_by_name.get(beside, ()))
    passing = {id(ev.tree.parent(passed)) for passed in asking}
    for call in (call for call in ev.names.calls if id(call) in passing):
        named = {argument.keyword.value: argument.value for argument in call.args if argument.keyword}
        asked = [held for beside, held in test.beside.items() if _says_something(ev, named.get(beside), test)]
        if asked and _is_one_of(ev, call, test.calls):
            # What is not passed by its name may be among what is passed without one.
            unnamed = [argument.value for argument in call.args if not argument.keyword and not argument.star]
            handed = [value for held in asked for value in ([named[held]] if held in named else unnamed)]
            if call is draft.call or any(_may_be_made_by(ev, value, draft, others) for value in handed):
                yield call


def _says_something(ev: Evaluator, value: cst.BaseExpression | None, test: ByName) -> bool:
    """Whether an argument is passed and is more than what the library takes without it, and than what settles it."""
    if value is None:
        return False
    return any(
        truth(option.value) is not False
        and not (isinstance(option.value, Symbol) and option.value.name == _PLAIN)
        and not (isinstance(option.value, Made) and option.value.name in test.settled_by)
        for option in ev.evaluate(value)
    )


def _is_one_of(ev: Evaluator, call: cst.Call, names: Sequence[str]) -> bool:
    return any(
        isinstance(option.value, Symbol) and option.value.name in names for option in ev.evaluate(call.func)
    )


def _may_be_made_by(ev: Evaluator, value: cst.BaseExpression, draft: Draft, others: Container[int]) -> bool:
    """Whether an argument holds the object that `draft` makes, or something that could not be followed."""
    for option in ev.evaluate(value):
        match option.value:
            case Made(call=call) if id(call) in others:
                pass
            case Made(name=name, call=call):
                # What another class makes is another object; what a function gives may be this one.
                if call is draft.call or not name.rpartition(".")[2][:1].isupper():
                    return True
            case Lost():
                return True
            case _:
                pass
    return False
