"""What a client library sends by itself, because of what is asked of it: a tool that must be called, a JSON schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from dsmigrate.catalog.shapes import DemandShape
from dsmigrate.dialects.python.abstract import Class, Literal, Made, Member, Symbol, truth
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator

# The key of `sends` that is for all words which have none of their own.
ANY_OTHER = "*"


def demands(ev: Evaluator, draft: Draft) -> Iterator[tuple[DemandShape, str, cst.CSTNode]]:
    """Each demand that a request, or the object that stands for it, is led to: what it is, its field, and where."""
    for shape in draft.shape.demands:
        for call, deciding in _brought_on_by(ev, draft, shape):
            arguments = _named(call)
            if arguments is None or not _is_beside(ev, shape, arguments):
                continue
            word = _word(ev, deciding, shape)
            field = shape.sends.get(word, shape.sends.get(ANY_OTHER)) if word is not None else None
            if field:
                yield shape, field, arguments[shape.beside] if shape.beside else call.func


def _brought_on_by(ev: Evaluator, draft: Draft, shape: DemandShape) -> Iterator[tuple[cst.Call, cst.Call]]:
    """The calls that lead to a demand, each with the call whose argument decides on what is sent."""
    if shape.calls:
        for name in {name.rpartition(".")[2] for name in shape.calls}:
            for call in ev.names.calls_by_name.get(name, ()):
                if _is_one_of(ev, call, shape) and any(
                    _is_made_by(ev, v, draft) for v in _held(ev, call, shape.holds.split("."))
                ):
                    yield call, call
        return
    if not shape.methods:
        made = _client_of(ev, draft.call) if shape.decided_by_client else draft.call
        if made is not None:
            yield draft.call, made
        return
    for name in {method.rpartition(".")[2] for method in shape.methods}:
        for call in ev.names.calls_by_name.get(name, ()):
            for option in ev.evaluate(call.func):
                match option.value:
                    case Member(base=Made(call=made), path=path) if made is draft.call:
                        if ".".join(path) in shape.methods:
                            yield call, draft.call if shape.decided_by_client else call
                            break
                    case _:
                        pass


def _held(ev: Evaluator, call: cst.Call, path: Sequence[str]) -> list[cst.BaseExpression]:
    """What may be passed as the object: under its name, or without one; further along the path, to that object itself."""
    named = (_named(call) or {}).get(path[0])
    if named is None:
        passed = [argument.value for argument in call.args if argument.keyword is None and not argument.star]
    else:
        passed = [named]
    if len(path) == 1:
        return passed
    holders = [o.value.call for value in passed for o in ev.evaluate(value) if isinstance(o.value, Made)]
    return [value for holder in holders for value in _held(ev, holder, path[1:])]


def _named(call: cst.Call) -> dict[str, cst.BaseExpression] | None:
    """The arguments that are passed by name; None where more may be passed than can be seen."""
    if any(argument.star for argument in call.args):
        return None
    return {argument.keyword.value: argument.value for argument in call.args if argument.keyword is not None}


def _is_beside(ev: Evaluator, shape: DemandShape, arguments: dict[str, cst.BaseExpression]) -> bool:
    """Whether the argument that a demand depends on is there, and certainly holds something."""
    if any(name in arguments for name in shape.without):
        return False
    if not shape.beside:
        return True
    if shape.beside not in arguments:
        return False
    options = ev.evaluate(arguments[shape.beside])
    if shape.settled_by:
        # An object of one of these says what is to be sent; without one the library chooses.
        by_object = {isinstance(o.value, Made) and o.value.name in shape.settled_by for o in options}
        return by_object == {shape.with_object} and not any(truth(o.value) is False for o in options)
    if shape.a_class:
        return all(isinstance(option.value, Class) for option in options)
    return all(truth(option.value) is not False for option in options)


def _word(ev: Evaluator, call: cst.Call, shape: DemandShape) -> str | None:
    """What the deciding argument says; None where that is not known."""
    arguments = _named(call)
    if arguments is None:
        return None
    if not shape.decided_by or shape.decided_by not in arguments:
        return shape.unsaid
    words = set()
    for option in ev.evaluate(arguments[shape.decided_by]):
        match option.value:
            case Literal(data=str() as text):
                words.add(text)
            case Literal(data=bool() as flag):
                words.add(str(flag).lower())
            case Symbol(name=name):
                words.add(name.rpartition(".")[2])
            case _:
                return None
    return words.pop() if len(words) == 1 else None


def _client_of(ev: Evaluator, call: cst.Call) -> cst.Call | None:
    """The call that made the client which a method belongs to; None where that is not one call."""
    made = [option.value.base.call for option in ev.evaluate(call.func) if isinstance(option.value, Member)]
    return made[0] if made and all(each is made[0] for each in made) else None


def _is_one_of(ev: Evaluator, call: cst.Call, shape: DemandShape) -> bool:
    options = ev.evaluate(call.func)
    return all(isinstance(o.value, Symbol) and o.value.name in shape.calls for o in options)


def _is_made_by(ev: Evaluator, value: cst.BaseExpression, draft: Draft) -> bool:
    return any(isinstance(o.value, Made) and o.value.call is draft.call for o in ev.evaluate(value))
