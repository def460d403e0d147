"""How an object that sends requests may be told another model later: its attributes, its methods, copies of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import libcst as cst

from dsmigrate.dialects.python import heritage, kept_arguments
from dsmigrate.dialects.python.abstract import Abstract, Made, Member, Symbol, Table
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.overrides import OverrideFinder


class RedirectionFinder:
    """Looks at what is done with the objects that the calls of `drafts` make."""

    def __init__(self, ev: Evaluator, drafts: Sequence[Draft]) -> None:
        self.ev = ev
        self.tree = ev.tree
        self.drafts = drafts

    def of(self, draft: Draft) -> Iterator[str]:
        """How an object that sends requests later may be told another model, or a call be told to leave out the toggle."""
        if draft.shape.drops:
            yield from self._overrides.dropped(draft)
        if draft.full or not draft.shape.functions or draft.shape.methods:
            return
        names = {
            "model",
            *draft.shape.rename,
            *(path[-1] for path in draft.shape.endpoint),
            *(path[0] for path in draft.shape.merge),
            "extra_body",
            "temperature",
            *self.ev.frameworks.holding,
        }
        if draft.config is not None:
            # The names of such requests are the user's own, and are asked for by these.
            names = {"extra_body", *draft.shape.refused, *draft.shape.refused_before}
        for attribute in self.tree.of(cst.Attribute) if names & self._attributes else ():
            if attribute.attr.value in names and self._is_made_by(attribute.value, draft):
                yield f"`{self.tree.text(attribute)}` is read or set besides"
        kept = {*names, *(path[0] for path in draft.shape.endpoint)} - {"temperature"}
        for attribute in self.tree.of(cst.Attribute) if draft.shape.keeps else ():
            if (
                attribute.attr.value in draft.shape.keeps
                and self._is_used_by(attribute.value, draft)
                and kept_arguments.is_open(self.ev, attribute, kept)
            ):
                yield f"what `{self.tree.text(attribute)}` holds is used or changed besides"
        yield from self._set_in_parts(draft, names - {"temperature"})
        for method, told in self._method_calls:
            name = method.attr.value
            asked = not told.isdisjoint(names) or name in self.ev.frameworks.reconfiguring
            if asked and self._is_made_by(method.value, draft):
                yield f"`.{name}()` may tell it another model or other arguments"
        for called, told in self._calls_with_keywords:
            if not told.isdisjoint(names - {"temperature"}) and self._is_made_by(called, draft):
                yield "calling it may tell it another model or other arguments"
        yield from self._overrides.of(draft)

    def _set_in_parts(self, draft: Draft, names: set[str]) -> Iterator[str]:
        """Where one of `names` is set by a text: as a key of an attribute, by `setattr`, in a copy of the object."""
        for subscript in self.ev.names.subscripts:
            holder, key = subscript.value, subscript.slice[0].slice
            is_set = isinstance(self.tree.parent(subscript), (cst.AssignTarget, cst.AugAssign))
            if is_set and isinstance(holder, cst.Attribute) and isinstance(key, cst.Index):
                named = self.ev.only_text(key.value)
                if (named is None or named in names) and self._is_made_by(holder.value, draft):
                    yield f"`{self.tree.text(subscript)}` is set besides"
        for call in self.ev.names.calls_by_name.get("setattr", ()):
            named = self.ev.only_text(call.args[1].value) if len(call.args) > 1 else None
            told = call.args and (named is None or named in names)
            if told and self._is_made_by(call.args[0].value, draft):
                yield f"`{self.tree.text(call)}` may set it besides"
        for method, keyword in self.ev.frameworks.copying.items():
            for call in self.ev.names.calls_by_name.get(method, ()):
                update = argument(call, keyword, None)
                if update is None or not isinstance(call.func, cst.Attribute):
                    continue
                given = [option.value for option in self.ev.evaluate(update)]
                changed = any(
                    not isinstance(table, Table) or table.opens or any(map(table.find, names))
                    for table in given
                )
                if changed and self._is_made_by(call.func.value, draft):
                    yield f"`.{method}()` may tell it another model or other arguments"

    @cached_property
    def _attributes(self) -> set[str]:
        return {attribute.attr.value for attribute in self.tree.of(cst.Attribute)}

    @cached_property
    def _overrides(self) -> OverrideFinder:
        return OverrideFinder(self.ev, self.drafts)

    @cached_property
    def _method_calls(self) -> list[tuple[cst.Attribute, set[str]]]:
        """The methods that are called, each with the keywords it is passed."""
        return [(func, told) for func, told in self._calls_with_keywords if isinstance(func, cst.Attribute)]

    @cached_property
    def _calls_with_keywords(self) -> list[tuple[cst.BaseExpression, set[str]]]:
        return [
            (call.func, {passed.keyword.value for passed in call.args if passed.keyword is not None})
            for call in self.ev.names.calls
        ]

    def _is_made_by(self, node: cst.BaseExpression, draft: Draft) -> bool:
        return any(self._is_object_of(option.value, draft) for option in self.ev.evaluate(node))

    def _is_object_of(self, value: Abstract, draft: Draft) -> bool:
        """Whether a value is what a draft's call makes, or a copy of it, or what something keeps that was told it."""
        if isinstance(value, Made) and isinstance(value.call.func, cst.Attribute):
            method = value.call.func
            if method.attr.value in self.ev.frameworks.copying:
                return self._is_made_by(method.value, draft)
        if isinstance(value, Member) and len(value.path) == 1:
            told = argument(value.base.call, value.path[0], None)
            return told is not None and self._is_made_by(told, draft)
        return heritage.is_made_by(self.ev, value, draft.call)

    def _is_used_by(self, node: cst.BaseExpression, draft: Draft) -> bool:
        """Whether an expression is the object that a request's call makes, or something of the library's that uses it."""
        library = tuple(f"{name}." for name in draft.shape.used_by)
        return self._is_made_by(node, draft) or any(
            isinstance(option.value, Symbol) and option.value.name.startswith(library)
            for option in self.ev.evaluate(node)
        )
