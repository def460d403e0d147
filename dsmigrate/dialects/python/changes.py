"""What is done to dicts and lists after they were made: on the way to a use, or under other names."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, lookups, tables, uses
from dsmigrate.dialects.python.abstract import Abstract, Entry, Lost, Made, Row, Table
from dsmigrate.dialects.python.harmless import may_change
from dsmigrate.dialects.python.scopes import Binding, Scope, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


class Changes:
    """Knows the changes to the objects of a program, once they are found."""

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        self._changed_at: dict[int, list[Binding]] = {}

    def find(self, sending: Container[int]) -> None:
        """Notes which dicts and lists are changed under which names; the calls `sending` leave what they are given as it is."""
        found: dict[int, list[Binding]] = {}
        for change in self.ev.names.changes:
            base = _changed_expression(change)
            if base is None:
                continue
            for option in self.ev.evaluate(base):
                if isinstance(option.value, (Table, Row)):
                    found.setdefault(id(option.value.node), []).append(change)
        for call, row in self._lists_handed_on(sending):
            handed = Binding(self.ev.tree.text(call.func), "handed", call, self.ev.names.scope_of(call))
            found.setdefault(id(row.node), []).append(handed)
        self._changed_at = found

    def _lists_handed_on(self, sending: Container[int]) -> Iterator[tuple[cst.Call, Row]]:
        """The lists that are given by name to calls which are not followed, and may change them."""
        lists = {
            name.rpartition(".")[2]
            for scope in self.ev.names.scopes.values()
            for name, bindings in scope.bindings.items()
            if any(isinstance(binding.value, cst.List) for binding in bindings)
        }
        for call in self.ev.names.calls if lists else ():
            for argument in call.args:
                if id(call) in sending or dotted(argument.value).rpartition(".")[2] not in lists:
                    continue
                rows = [o.value for o in self.ev.evaluate(argument.value) if isinstance(o.value, Row)]
                if rows and may_change(self.ev, call):
                    yield from ((call, row) for row in rows)

    def with_remote(
        self, value: Abstract, scope: Scope | None, name: str, bound: Container[int] | None = None
    ) -> Abstract:
        """A dict or list, open to what is done to it under other names than the one that it is read by here.

        `scope` is the one that `name` was followed in; None for an attribute, which is followed up to the end of the
        constructor that sets it. `bound` are the bindings by which the name was followed, where these are known.
        """
        if not isinstance(value, (Table, Row)):
            return value
        changes = self._changed_at.get(id(value.node), ())
        return self._opened(
            value,
            [
                each
                for each in changes
                if not self._is_followed(each, scope, name, bound) or self._outlives(each, value)
            ],
        )

    def within(self, value: Abstract) -> Abstract:
        """A dict or list that stands in another, open to what is done to it under a name of its own.

        What is done to it by way of the other (`others["key"].append(...)`) is followed with that.
        """
        if not isinstance(value, (Table, Row)):
            return value
        changes = self._changed_at.get(id(value.node), ())
        return self._opened(value, [each for each in changes if each.key is None or each.kind == "item"])

    def _opened(self, value: Table | Row, changes: Sequence[Binding]) -> Abstract:
        if not changes:
            return value
        done = "handed to" if changes[0].kind == "handed" else "changed as"
        reason = f"it is also {done} `{changes[0].name}`"
        if isinstance(value, Row):
            return replace(value, opens=(*value.opens, reason))
        keys = {self.ev.only_text(change.key) if change.kind == "item" else None for change in changes}
        return value.opened(reason, None if None in keys else frozenset(str(key) for key in keys))

    def _is_followed(
        self, change: Binding, scope: Scope | None, name: str, bound: Container[int] | None
    ) -> bool:
        """Whether following `name` in `scope`, or in a constructor, meets a change by itself."""
        if change.kind == "handed":
            return False
        if scope is not None:
            met = change.scope is scope and change.name == name and change.statement is not None
            return met and (bound is None or self._is_under(change, bound))
        function = change.scope.node
        root, _, attribute = change.name.partition(".")
        return (
            isinstance(function, cst.FunctionDef)
            and function.name.value in classes.CONSTRUCTORS
            and attribute == name.rpartition(".")[2]
            and self.ev.questions.class_if_self(root, change.scope) is not None
        )

    def _outlives(self, change: Binding, value: Table | Row) -> bool:
        """Whether a change is there at the next call, too: that of a parameter's default, which is made once."""
        base = _changed_expression(change)
        return isinstance(base, cst.Name) and any(
            binding.kind == "param" and binding.value is value.node
            for binding in change.scope.bindings.get(base.value, ())
        )

    def _is_under(self, change: Binding, bound: Container[int]) -> bool:
        """Whether a change is made under a name as one of some bindings bound it: no other loop's of the same name."""
        base = _changed_expression(change)
        if not isinstance(base, cst.Name):
            return True
        return any(id(reach.binding) in bound for reach in uses.reaching(self.ev, base))

    def after(self, value: Abstract, changes: tuple[Binding, ...]) -> Abstract:
        """The object after the changes made to it on the way."""
        for change in changes:
            if isinstance(value, (Lost, Made)) and change.kind in ("item", "mutate"):
                reason = value.reason if isinstance(value, Lost) else f"`{value.name}()` is not followed"
                node = value.node if isinstance(value, Lost) else value.call
                value = Table(node, (), (reason,), extensible=False)
            if isinstance(value, Table):
                value = self._changed_table(value, change)
            elif isinstance(value, Row):
                value = self._changed_row(value, change)
            elif change.kind == "augment" and isinstance(change.value, cst.AugAssign):
                value = Lost("it is changed in place", change.node)
        return value

    def _changed_table(self, table: Table, change: Binding) -> Table:
        if change.kind == "item" and change.key is None:
            return table  # A slice is of a list.
        if change.kind == "item":
            key = self.ev.only_text(change.key)
            if key is None:
                return table.opened("a key that could not be followed is set in it")
            if not isinstance(change.value, cst.BaseExpression):
                return table.opened(f"its key `{key}` is changed or deleted", frozenset({key}))
            statement = change.statement if change.statement is not None else change.node
            return replace(table, entries=(*table.entries, Entry(key, change.value, statement)))
        match change.value:
            case cst.AugAssign(operator=cst.BitOrAssign(), value=merged):
                entries, opens = list(table.entries), list(table.opens)
                tables.spread(self.ev, merged, entries, opens)
                return replace(table, entries=tuple(entries), opens=tuple(opens))
            case _:
                pass
        if change.kind != "mutate" or not isinstance(change.node, cst.Call):
            return table.opened("it is changed in place")
        if change.key is not None:
            return self._changed_inside(table, change)
        assert isinstance(change.node.func, cst.Attribute)
        call, method = change.node, change.node.func.attr.value
        if method == "update":
            entries, opens = list(table.entries), list(table.opens)
            for argument in call.args:
                if argument.keyword is not None:
                    entries.append(Entry(argument.keyword.value, argument.value, argument))
                else:
                    tables.spread(self.ev, argument.value, entries, opens)
            return replace(table, entries=tuple(entries), opens=tuple(opens))
        key = self.ev.only_text(call.args[0].value) if call.args else None
        if method == "pop" and key is not None:
            return replace(table, entries=tuple(entry for entry in table.entries if entry.key != key))
        if method == "setdefault" and key is not None and len(call.args) > 1:
            if table.find(key) is not None:
                return table
            return replace(table, entries=(*table.entries, Entry(key, call.args[1].value, call)))
        return table.opened(f"`.{method}()` changes it")

    def _changed_inside(self, table: Table, change: Binding) -> Table:
        """A dict after a change of what stands under one of its keys."""
        key = self.ev.only_text(change.key)
        entry = table.find(key) if key is not None else None
        if entry is None:
            return table.opened("what stands under one of its keys is changed")
        inner = replace(change, key=None)
        values = tuple(
            option._replace(value=self.after(option.value, (inner,)))
            for option in lookups.entry_value(self.ev, entry)
        )
        changed = replace(entry, fixed=values, maybe="")
        return replace(table, entries=tuple(changed if old is entry else old for old in table.entries))

    def _changed_row(self, row: Row, change: Binding) -> Row:
        if (
            change.kind == "mutate"
            and isinstance(change.node, cst.Call)
            and isinstance(change.node.func, cst.Attribute)
            and change.node.func.attr.value == "append"
            and len(change.node.args) == 1
        ):
            return replace(row, elements=(*row.elements, change.node.args[0].value))
        return replace(row, opens=(*row.opens, "it is changed in place"))


def _changed_expression(change: Binding) -> cst.BaseExpression | None:
    """The expression of the object that a change is made to."""
    node = change.node
    if change.kind == "item" and isinstance(node, cst.Subscript):
        return node.value
    if change.kind == "mutate" and isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.value
    return node if change.kind == "augment" and isinstance(node, (cst.Name, cst.Attribute)) else None
