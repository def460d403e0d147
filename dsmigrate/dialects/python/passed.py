"""What a call passes: under a name, by its place, through `**` of a known dict, and deep inside of dicts."""

from __future__ import annotations

import libcst as cst

from dsmigrate.catalog.shapes import Keys
from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Table,
    under,
)
from dsmigrate.dialects.python.drafts import Slot
from dsmigrate.dialects.python.evaluate import Evaluator


class Passed:
    """Reads arguments, of calls and of what is known of them."""

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev

    def slot_value(self, slot: Slot) -> Alternatives:
        """Everything that a slot can hold."""
        return slot.fixed if slot.fixed is not None else self.ev.evaluate(slot.value)

    def argument(
        self, call: cst.Call, paths: tuple[Keys, ...], positional: tuple[str, ...]
    ) -> Alternatives | None:
        """What a call passes at one of several paths, also through `**` of a known dict; None where nothing."""
        for path in paths:
            found = self._passed(call, path[0], positional)
            if found is not None:
                return self.within(found, path[1:])
        return None

    def within(self, values: Alternatives, keys: Keys) -> Alternatives:
        """What stands under `keys` in dicts; a None literal where nothing does."""
        for key in keys:
            deeper: list[Alternative] = []
            for option in values:
                table = option.value
                if isinstance(table, Table):
                    entry = table.find(key)
                    nothing: Abstract = Literal(None, self.ev.tree.trees[0].module, editable=False)
                    if table.opens:
                        nothing = Lost(table.opens[0], table.node)
                    found = (
                        lookups.entry_value(self.ev, entry) if entry is not None else (Alternative(nothing),)
                    )
                    deeper.extend(under(found, option.choices))
                elif isinstance(table, (Lost, Literal)):
                    deeper.append(option)
                else:
                    deeper.append(
                        option._replace(value=Lost("it is not plain data", self.ev.tree.trees[0].module))
                    )
            values = tuple(deeper)
        return values

    def _passed(self, call: cst.Call, name: str, positional: tuple[str, ...]) -> Alternatives | None:
        """What a call passes under a name, also through `**` of a known dict; None where nothing."""
        unknown: Alternatives | None = None
        for index, argument in enumerate(call.args):
            if argument.keyword is not None:
                if argument.keyword.value == name:
                    return self.ev.evaluate(argument.value)
            elif argument.star == "**":
                found: list[Alternative] = []
                for option in self.ev.evaluate(argument.value):
                    if isinstance(option.value, Table):
                        entry = option.value.find(name)
                        if entry is not None:
                            found.extend(under(lookups.entry_value(self.ev, entry), option.choices))
                        elif not option.value.opens:
                            nothing = Literal(None, argument, editable=False)
                            found.append(Alternative(nothing, option.choices))
                        else:
                            unknown = self.ev.lost(argument.value, option.value.opens[0])
                    else:
                        reason = (
                            option.value.reason
                            if isinstance(option.value, Lost)
                            else "its `**` is not followed"
                        )
                        unknown = self.ev.lost(argument.value, reason)
                if any(not is_none(option) for option in found):
                    return tuple(found)
            elif not argument.star and index < len(positional) and positional[index] == name:
                return self.ev.evaluate(argument.value)
        return unknown

    def at_path(self, arguments: dict[str, Slot], path: tuple[str, ...]) -> Alternatives:
        """What stands at a dotted path of arguments and keys; a None literal where nothing does."""
        nothing: Alternatives = (Alternative(Literal(None, self.ev.tree.trees[0].module, editable=False)),)
        slot = arguments.get(path[0])
        if slot is None:
            return nothing
        values = self.slot_value(slot)
        for key in path[1:]:
            deeper: list[Alternative] = []
            for option in values:
                entry = option.value.find(key) if isinstance(option.value, Table) else None
                deeper.extend(
                    under(
                        lookups.entry_value(self.ev, entry) if entry is not None else nothing, option.choices
                    )
                )
            values = tuple(deeper)
        return values

    def entry_at(self, arguments: dict[str, Slot], path: Keys) -> Slot | None:
        """The slot of what stands at a dotted path of arguments and keys; None where nothing does."""
        head, *keys = path
        slot = arguments.get(head)
        for key in keys:
            options = self.slot_value(slot) if slot is not None else ()
            tables = [option.value for option in options if isinstance(option.value, Table)]
            entry = tables[0].find(key) if len(tables) == len(options) == 1 else None
            fixed = lookups.entry_value(self.ev, entry) if entry is not None else None
            slot = Slot(entry.value, entry.written, tables[0], fixed, path) if entry is not None else None
        return slot


def is_none(alternative: Alternative) -> bool:
    """Whether it is the constant None."""
    return isinstance(alternative.value, Literal) and alternative.value.data is None


def is_text(alternative: Alternative | None) -> bool:
    """Whether it is a known text."""
    value = alternative.value if alternative is not None else None
    return isinstance(value, Literal) and isinstance(value.data, str)
