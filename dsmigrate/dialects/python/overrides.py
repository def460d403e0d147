"""What is said anew later takes the place of the thinking mode: the calls that an object which stands for a model goes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from dsmigrate.dialects.python import heritage
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Literal,
    Lost,
    Made,
    Member,
    Object,
    Partial,
    Routine,
    Row,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.strings import value_of

# What stands between the names of a path.
_PART = re.compile(r"[.\[\]]+")
# In a path: any argument, key or element.
_ANY = "*"
# How deep in the arguments of a call the dict is looked for that would hold the toggle.
_DEPTH = 4


class OverrideFinder:
    """Looks for what replaces the dict that the toggle is put into, as libraries merge what they are told: shallowly.

    A call counts if it is one of the object itself or of what that was given to, or is passed one of these; and, of
    what the library's file lists as `used_by`, also where the object is not seen to go there.
    """

    def __init__(self, ev: Evaluator, drafts: Sequence[Draft]) -> None:
        self.ev = ev
        self.drafts = drafts
        self._requests = {id(draft.call) for draft in drafts}
        # What these are told is for their own model.
        self._models = {
            id(draft.call) for draft in drafts if any(way.model is not None for way in draft.ways)
        }
        self._saying: dict[str, Carriers | None] = {}
        self._calls: dict[tuple[str, ...], list[tuple[cst.Call, list[cst.BaseExpression]]]] = {}
        self._carrying: dict[int, Carriers] = {}

    def of(self, draft: Draft) -> Iterator[str]:
        """Why something else may be sent than what is put into the call of a request, an object's or a list's."""
        toggle = draft.shape.toggle
        place = toggle.path[:-1] if toggle is not None else ()
        for path in draft.shape.overrides:
            if path != place and any(
                self._is_lost_by(draft, value) for value in self._given(draft.call, path)
            ):
                yield f"`{path[0]}` may give it another `{path[-1]}`"
        anywhere = [(_ANY,) * depth + place[-1:] for depth in range(_DEPTH)] if place else []
        declared = draft.shape.overrides
        for path in (*declared, *anywhere):
            for call, given in self._calls_giving(path):
                if any(self._is_lost_by(draft, value) for value in given) and (
                    self._goes_to(call, draft, sure=path not in declared)
                ):
                    func = " ".join(self.ev.tree.text(call.func).split())
                    yield f"`{func}()` may give it another `{path[-1]}`"

    def dropped(self, draft: Draft) -> Iterator[str]:
        """Why the toggle may be left out: an argument of the call lists it, or a dict around it, among what is not sent."""
        for path in draft.shape.drops:
            given = [value for call in (draft.call, *draft.earlier) for value in self._given(call, path)]
            entry = draft.config.find(path[-1]) if draft.config is not None else None
            if any(self._leaves_out(draft, value) for value in (*given, *((entry.value,) if entry else ()))):
                yield f"`{path[-1]}` may leave out the thinking mode"

    def _leaves_out(self, draft: Draft, listing: cst.BaseExpression) -> bool:
        """Whether a list of names may name a part of the path to the toggle, or something deeper in it."""
        toggle = draft.shape.toggle
        parts = set(toggle.path) if toggle is not None else set()
        for option in self.ev.evaluate(listing):
            match option.value:
                case Literal(data=None):
                    continue
                case Row(elements=elements, opens=()):
                    names = [self.ev.only_text(element) for element in elements]
                    if any(name is None or not parts.isdisjoint(_PART.split(name)) for name in names):
                        return True
                case _:
                    return True
        return False

    # What is said

    def _calls_giving(self, path: tuple[str, ...]) -> list[tuple[cst.Call, list[cst.BaseExpression]]]:
        """The calls, but for the requests, whose arguments hold something at the end of a path, each with that."""
        if path not in self._calls:
            carriers = self._carriers_of_key(path[-1])
            calls = [] if carriers is None else filter(carriers.may_reach, self.ev.names.calls)
            giving = (
                (call, list(self._given(call, path))) for call in calls if id(call) not in self._requests
            )
            self._calls[path] = [(call, given) for call, given in giving if given]
        return self._calls[path]

    def _carriers_of_key(self, key: str) -> Carriers | None:
        if key not in self._saying:
            written: list[cst.CSTNode] = [text for text in self.ev.names.strings if value_of(text) == key]
            written += self.ev.names.arguments_by_name.get(key, ())
            self._saying[key] = Carriers(self.ev.graph, written) if written else None
        return self._saying[key]

    def _given(self, call: cst.Call, path: Sequence[str]) -> Iterator[cst.BaseExpression]:
        """What the arguments of a call hold at the end of a path."""
        head, rest = path[0], path[1:]
        for argument in call.args:
            if argument.star == "**":
                yield from self._below(argument.value, path, path[-1])
            elif not argument.star and _is_meant(
                head, argument.keyword.value if argument.keyword is not None else ""
            ):
                yield from self._below(argument.value, rest, path[-1])

    def _below(self, node: cst.BaseExpression, path: Sequence[str], key: str) -> Iterator[cst.BaseExpression]:
        if not path:
            yield node
            return
        carriers = self._carriers_of_key(key)
        if carriers is None or not carriers.may_reach(node):
            return
        for option in self.ev.evaluate(node):
            match option.value:
                case Table(entries=entries):
                    for entry in entries:
                        if _is_meant(path[0], entry.key):
                            yield from self._below(entry.value, path[1:], key)
                case Row(elements=elements) if path[0] == _ANY:
                    for element in elements:
                        yield from self._below(element, path[1:], key)
                case Made(call=made) if id(made) not in self._models:
                    yield from self._given(made, path)
                case _:
                    pass

    def _is_lost_by(self, draft: Draft, value: cst.BaseExpression) -> bool:
        """Whether what is said anew leaves out the thinking mode, or may do so."""
        toggle = draft.shape.toggle
        key = toggle.path[-1] if toggle is not None else ""
        options = [option.value for option in self.ev.evaluate(value)]
        return not all(
            isinstance(each, Table) and (entry := each.find(key)) is not None and not entry.maybe
            for each in options
        )

    # Whom it is said to

    def _goes_to(self, call: cst.Call, draft: Draft, *, sure: bool) -> bool:
        """Whether a call sends by the object of a draft; unless that has to be `sure`, one that is not followed may."""
        callees = [option.value for option in self.ev.evaluate(call.func)]
        if all(isinstance(callee, Routine) for callee in callees):
            return False  # what it does inside is looked at there
        if self._involves(call, draft):
            return True
        if not sure and any(isinstance(callee, Lost) for callee in callees):
            return True
        if not any(_is_of(callee, draft.shape.used_by) for callee in callees):
            return False
        others = (each for each in self.drafts if each is not draft and id(each.call) in self._models)
        return not any(self._involves(call, other) for other in others)

    def _involves(self, call: cst.Call, draft: Draft) -> bool:
        """Whether the object of a draft is what is called, or is passed."""
        passed = (argument.value for argument in call.args)
        return any(self._holds(node, draft, set()) for node in (call.func, *passed))

    def _holds(self, node: cst.BaseExpression, draft: Draft, seen: set[int]) -> bool:
        """Whether an expression may be the object of a draft, or something that was given it."""
        carriers = self._carrying.get(id(draft.call))
        if carriers is None:
            carriers = self._carrying[id(draft.call)] = Carriers(self.ev.graph, [draft.call])
        if not carriers.may_reach(node):
            return False
        return any(self._is_held(option.value, draft, seen) for option in self.ev.evaluate(node))

    def _is_held(self, value: Abstract, draft: Draft, seen: set[int]) -> bool:
        parts: list[cst.BaseExpression] = []
        match value:
            case Lost():
                return True
            case Made(call=call):
                if call is draft.call:
                    return True
                # What a method gives comes from the object that it is called on.
                maker = [call.func.value] if isinstance(call.func, cst.Attribute) else []
                parts = [*maker, *(argument.value for argument in call.args)]
            case Member(base=base):
                return self._is_held(base, draft, seen)
            case Partial(target=target):
                return self._is_held(target, draft, seen)
            case Object():
                return heritage.is_made_by(self.ev, value, draft.call)
            case Table(node=cst.BinaryOperation(left=left, right=right)):
                parts = [left, right]  # `prompt | llm`
            case Table(entries=entries):
                parts = [entry.value for entry in entries]
            case Row(elements=elements):
                parts = list(elements)
            case _:
                pass
        fresh = [part for part in parts if id(part) not in seen]
        seen.update(map(id, fresh))
        return any(self._holds(part, draft, seen) for part in fresh)


def _is_meant(wanted: str, name: str) -> bool:
    return wanted in (_ANY, name)


def _is_of(callee: Abstract, owners: Sequence[str]) -> bool:
    """Whether something that is called belongs to one of some modules, classes or functions, by qualified name."""
    match callee:
        case Symbol(name=name) | Made(name=name) | Member(base=Made(name=name)):
            return any(name == owner or name.startswith((f"{owner}.", f"{owner}()")) for owner in owners)
        case _:
            return False
