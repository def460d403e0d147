"""Turns intents into edits of a Python module: byte spans and their new text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import libcst as cst

from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import (
    AppendText,
    DropField,
    Intent,
    KeepImplied,
    RenameField,
    SetText,
    SetThinking,
)
from dsmigrate.core.source import Place
from dsmigrate.dialects.python.abstract import Literal
from dsmigrate.dialects.python.drafts import Draft, Slot
from dsmigrate.dialects.python.layout import TextEdit, coalesced
from dsmigrate.dialects.python.lift import Program
from dsmigrate.dialects.python.slots import (
    Refused,
    each_once,
    refuse_if_read,
    refuse_if_shared,
    remove_slot,
    rename_slot,
)
from dsmigrate.dialects.python.toggle import ToggleWriter


def lower(program: Program, intents: Sequence[Intent], line_length: Callable[[Path], int]) -> list[Edit]:
    """The edits that carry out all of `intents`, which are of this program. Raises Refused where one cannot be.

    `line_length` says how long a line may be in a folder.
    """
    edits = coalesced(program.tree.whole, _Lowering(program, intents, line_length).edits())
    return [Edit(program.tree.place_at(edit.start, edit.end), edit.content) for edit in edits]


class _Lowering:
    def __init__(
        self, program: Program, intents: Sequence[Intent], line_length: Callable[[Path], int]
    ) -> None:
        self.program = program
        self.tree = program.tree
        self.intents = intents
        self.drafts = {program.place(draft.node): draft for draft in program.drafts}
        going = [
            slot
            for intent in intents
            if isinstance(intent, DropField)
            for slot in self._slots(self._draft(intent.request), intent.name)
        ]
        outright = [(draft, self._outright(draft)) for draft in self._of(KeepImplied)]
        self.toggles = ToggleWriter(program, self._of(SetThinking), going, line_length, outright)
        self.toggles.growth = [
            (edit.start, len(edit.content) - (edit.end - edit.start))
            for edit in (self._set_text(i.literal, i.text) for i in intents if isinstance(i, SetText))
        ]

    def _slots(self, draft: Draft, name: str) -> list[Slot]:
        """Where the ways of a request get a field from."""
        return list(each_once(way.body.get(name) or way.arguments.get(name) for way in draft.ways))

    def _outright(self, draft: Draft) -> list[str]:
        """The arguments that say what the library takes from the model's name by itself, and would not any more."""
        implied = [draft.implied(way) for way in draft.ways]
        if any(each != implied[0] for each in implied):
            raise Refused(
                f"`{min({*implied[0], *implied[-1]})}` would be needed in some of its ways, but not in all"
            )
        if any(way.opens for way in draft.ways) and any(argument.star for argument in draft.call.args):
            raise Refused(f"its arguments are not all known, so `{min(implied[0])}` may be among them")
        return [f"{name}={value!r}" for name, value in implied[0].items()]

    def _of(self, kind: type[SetThinking | DropField | KeepImplied], name: str = "") -> list[Draft]:
        """The drafts that an intent of a kind is about; for DropField, of that field."""
        return [
            self._draft(intent.request)
            for intent in self.intents
            if isinstance(intent, kind) and getattr(intent, "name", "") == name
        ]

    def _draft(self, place: Place) -> Draft:
        draft = self.drafts.get(place)
        if draft is None:
            raise Refused("the call could not be found again")
        return draft

    def edits(self) -> Iterator[TextEdit]:
        # Toggles first: one may come in the place of what is dropped, or make a line longer.
        written: list[TextEdit] = []
        for intent in sorted(self.intents, key=lambda intent: not isinstance(intent, SetThinking)):
            match intent:
                case SetText(literal=literal, text=text):
                    yield self._set_text(literal, text)
                case AppendText(literal=literal, text=text):
                    yield self._append_text(literal, text)
                case DropField(request=request, name=name):
                    yield from self._drop(self._draft(request), name)
                case SetThinking():
                    toggling = list(self.toggles.edits(self._draft(intent.request), intent))
                    written += toggling
                    yield from toggling
                case RenameField(request=request, name=name, to=to):
                    yield from self._rename(self._draft(request), name, to)
                case KeepImplied(request=request):
                    yield from self.toggles.rest(self._draft(request), written)

    def _string(self, place: Place) -> cst.SimpleString:
        for node in self.tree.at(place):
            if isinstance(node, cst.SimpleString):
                return node
        raise Refused("it is not written as one plain string")

    def _constant(self, place: Place) -> cst.Attribute | None:
        """The name of a library that stands for a text, where that is what is written at a place."""
        for node in self.tree.at(place):
            if isinstance(node, cst.Attribute) and all(
                isinstance(option.value, Literal) and option.value.node is node
                for option in self.program.ev.evaluate(node)
            ):
                return node
        return None

    def _set_text(self, place: Place, text: str) -> TextEdit:
        constant = self._constant(place)
        if constant is not None:
            quote = self.toggles.quote(constant)
            return TextEdit(*self.tree.bounds(constant), f"{quote}{text}{quote}")
        node = self._string(place)
        old = node.evaluated_value
        if isinstance(old, bytes):
            raise Refused("it is written as bytes")
        is_url = "." in old.partition("/")[0] or "://" in old
        kept = "" if is_url else old[: _prefix_length(old)]
        start, end = self.tree.bounds(node)
        # libcst gives the prefix in small letters.
        prefix = self.tree.whole[start : start + len(node.prefix)]
        return TextEdit(start, end, f"{prefix}{node.quote}{kept}{text}{node.quote}")

    def _append_text(self, place: Place, text: str) -> TextEdit:
        node = self._string(place)
        if "r" in node.prefix.lower():
            raise Refused("it is written as a raw string")
        end = self.tree.bounds(node)[1] - len(node.quote)
        return TextEdit(end, end, text.replace("\\", "\\\\").replace(node.quote[0], "\\" + node.quote[0]))

    def _drop(self, draft: Draft, name: str) -> Iterator[TextEdit]:
        losing = self._of(DropField, name)
        keeping = [other for other in self.program.drafts if other not in losing]
        for slot in self._slots(draft, name):
            refuse_if_shared(slot, name, keeping)
            refuse_if_read(self.program.ev.names, slot, losing)
            edits = remove_slot(self.tree, slot)
            if id(slot.written) not in self.toggles.taken:
                yield from edits

    def _rename(self, draft: Draft, name: str, to: str) -> Iterator[TextEdit]:
        if draft.shape.rename.get(to) == name:
            raise Refused(f"the client library itself sends `{to}` as `{name}`")
        others = [other for other in self.program.drafts if other is not draft]
        for slot in self._slots(draft, name):
            refuse_if_shared(slot, name, others)
            refuse_if_read(self.program.ev.names, slot, [draft])
            yield rename_slot(self.tree, slot, name, to)


def _prefix_length(text: str) -> int:
    """How much of a model name is a provider's prefix (`deepseek/`, `deepseek:`)."""
    return max(text.rfind("/"), text.rfind(":")) + 1


__all__ = ["Refused", "lower"]
