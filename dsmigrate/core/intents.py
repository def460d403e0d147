"""The closed list of things a fix may ask for; a dialect turns each into edits of its language."""

from __future__ import annotations

from dsmigrate.core.records import value_object
from dsmigrate.core.source import Place


@value_object
class SetText:
    """Replace the content of the string literal at `literal` (a model ID, a URL), whole."""

    literal: Place
    text: str


@value_object
class SetThinking:
    """Give the request at `request` an explicit thinking mode.

    `modes` has one entry for each of the request's variants, in order: `enabled`, `disabled`, or None for a
    variant that gets no toggle. `replaces` are fields of the body that said it wrongly and go away with it.
    `changes` is true where the request is meant to run in another mode than it does. `others` says in a reader's words
    whom variants without a toggle go to where that is not DeepSeek.
    """

    request: Place
    modes: tuple[str | None, ...]
    replaces: tuple[str, ...] = ()
    changes: bool = False
    others: str = ""


@value_object
class DropField:
    """Remove the field `name` of the request's body, wherever the request gets it from."""

    request: Place
    name: str


@value_object
class RenameField:
    """Send the field `name` of the request's body under another name."""

    request: Place
    name: str
    to: str


@value_object
class KeepImplied:
    """Say outright what the client library of the request at `request` takes from the model's old name by itself."""

    request: Place


@value_object
class AppendText:
    """Add `text` to the end of the string literal at `literal`."""

    literal: Place
    text: str


@value_object
class SetComment:
    """Replace the comment, or the part of one, at `place` by `text`; empty takes it out."""

    place: Place
    text: str


Intent = SetText | SetThinking | DropField | RenameField | KeepImplied | AppendText | SetComment
