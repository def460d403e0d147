"""What a dialect lifts out of a file: records that say what code asks a model for, in no language's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from dsmigrate.core.records import value_object
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Value


class Api(str, Enum):
    """Which of the service's interfaces a request speaks to; see FACTS on endpoints."""

    CHAT = "chat"
    FIM = "fim"
    RESPONSES = "responses"
    MESSAGES = "messages"


class Endpoint(NamedTuple):
    """Where a request goes.

    `url` is the base URL (`full` false) or the whole URL of the request (`full` true), as written or as the
    client library itself defaults to (`implied`: then `url` may have no editable literal).
    """

    url: Value
    full: bool = False
    implied: bool = False


class Guard(NamedTuple):
    """One choice that a variant depends on: a condition, a registry key, a caller; and which way it goes."""

    text: str
    branch: str
    place: Place | None = None


@value_object
class Variant:
    """One consistent way a request can be made: its values bound together under `guards`.

    `api` is the interface that it speaks to. `fields` is the request body as the service would receive it, by the service's own names (`model`,
    `thinking`, `temperature`, `messages`, ...): what a client library renames, nests or merges is already
    where it would be on the wire. `refused` holds arguments that the client library itself rejects or
    silently drops, under the name written. `open` says why more fields may be sent than are known. `implied` names
    the arguments that the client library sets by itself for this model's name only, and that are not passed.
    `headers` are those of a plain HTTP request, by their names in small letters, where all of them are known.
    """

    api: Api
    endpoint: Endpoint
    fields: dict[str, Value]
    refused: dict[str, Value] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()
    open: str = ""
    implied: tuple[str, ...] = ()
    headers: dict[str, Value] = field(default_factory=dict)

    @property
    def model(self) -> Value | None:
        return self.fields.get("model")


class Demand(NamedTuple):
    """What a client library sends by itself with a request, because of what is asked of it at `place`.

    `field` is the field of the body: `tool_choice` for a tool that the model must call, `response_format` for a JSON
    schema. `says` is what does it, as a sentence.
    """

    field: str
    place: Place
    says: str


class Reading(NamedTuple):
    """A field of an answer, by its dotted path, and where it is read."""

    path: str
    place: Place


class Credential(NamedTuple):
    """A text that looks like an API key: by the shape of those that are `issued`, or by its name only."""

    place: Place
    issued: bool


@value_object
class Request:
    """One place that asks a model for something.

    `library` is the name of a file in rules/clients; `place` the whole call, `callee` its function name.
    `incomplete` says why `variants` may not be all the ways that the request can be made; empty when they are.
    `demands` is what the library sends besides, where it is asked to, and `readings` what is read from the answer.
    `offered` are lists of tools that are given to the object which makes the request, as the library sends them.
    `turns` are the assistant's messages with tool calls that are put into it without what was thought, and `parses` the
    places where the answer's text is parsed as JSON with nothing around that looks after a failure. `keys` is how the API key is
    written that the client is given outright, and what it comes from. `defaults` are models that stand ready for a caller
    who names none, and that no caller in the project needs.
    """

    library: str
    place: Place
    callee: Place
    variants: tuple[Variant, ...]
    incomplete: str = ""
    demands: tuple[Demand, ...] = ()
    readings: tuple[Reading, ...] = ()
    offered: tuple[Items, ...] = ()
    turns: tuple[Place, ...] = ()
    parses: tuple[Place, ...] = ()
    keys: tuple[str, ...] = ()
    defaults: tuple[Constant, ...] = ()


@value_object
class Client:
    """A client that is told where to send its requests; `endpoints` are all the places it may be told.

    `api` is what the client library speaks (chat or messages); `raw` is true for plain HTTP, where the
    endpoint is the whole URL.
    """

    library: str
    api: Api
    place: Place
    endpoints: tuple[Endpoint, ...]
    raw: bool = False


class Role(str, Enum):
    """What a model ID that reaches no request is doing where it stands."""

    TABLE = "table"
    TEXT = "text"
    UNFOLLOWED = "unfollowed"
    UNREAD_FILE = "unread-file"


class Mention(NamedTuple):
    """A model ID that reaches no request. `place` spans the ID itself; `note` says where the trail ended.

    `prefix` is a provider's that stands in front of it, where the text is no more than that. `beside` are the other
    texts of its list, or the other keys of its dict.
    """

    model: str
    place: Place
    role: Role
    note: str = ""
    prefix: str = ""
    beside: tuple[str, ...] = ()


@value_object
class Condition:
    """A test on a model ID that steers behaviour.

    `operator` is one of `==`, `in` (subject is one of operands), `match` (subject is compared with one operand after
    the other, each of which leads elsewhere), `contains`, `startswith`, `endswith`, `key` (subject looks up a table
    with the operands as keys), `finds` (a regular expression), `unknown`. `operands` are the constants it is compared
    with, each with its place. `subjects` are the texts that can arrive in it, each with the place of its literal, so
    that a rename of one of them can be judged: does the test's outcome change? `open` is true where something else can
    arrive in it that is not known. `says` is what comes of it where the test stands in a client library.
    `alternatives` are the tests on the same subject that it is joined to by `or`. `answered` is true where what an
    answer says of its model can arrive in it.
    """

    operator: str
    operands: tuple[tuple[str, Place], ...]
    subjects: tuple[tuple[str, Place], ...]
    place: Place
    assertion: bool = False
    says: str = ""
    alternatives: tuple[Condition, ...] = ()
    open: bool = False
    answered: bool = False

    def after(self, renames: Mapping[Place, str]) -> Condition:
        """The same test once the literals at some places hold other texts."""
        operands = tuple((renames.get(place, text), place) for text, place in self.operands)
        subjects = tuple((renames.get(place, text), place) for text, place in self.subjects)
        return replace(self, operands=operands, subjects=subjects)

    def outcomes(self) -> list[tuple[bool, ...] | None]:
        """The results for all that is known to arrive in it, in order."""
        return [self.outcome(text) for text, _ in self.subjects]

    def outcome(self, subject: str) -> tuple[bool, ...] | None:
        """The test's result for `subject`, operand by operand; None where the operator is not understood."""
        texts = [text for text, _ in self.operands]
        match self.operator:
            case "in":
                return (subject in texts,)
            case "==" | "match" | "key":
                return tuple(subject == text for text in texts)
            case "contains":
                return tuple(text in subject for text in texts)
            case "startswith":
                return tuple(subject.startswith(text) for text in texts)
            case "endswith":
                return tuple(subject.endswith(text) for text in texts)
            case "finds":
                return tuple(re.search(text, subject) is not None for text in texts)
            case _:
                return None


class Meeting(NamedTuple):
    """Model IDs that stand side by side where the program tells them apart: the keys of a dict, the members of a set.

    `members` are their texts, each with the place of its literal, and `of` what they are, in words ("keys of the
    dict"). `keyed` is true where something is kept under each of them, of which only one would be left.
    """

    members: tuple[tuple[str, Place], ...]
    of: str
    place: Place
    keyed: bool


class Escape(NamedTuple):
    """A literal that is handed to code which could not be followed, so that a rename of it cannot be judged whole."""

    literal: Place
    place: Place
    to: str


class Exposure(NamedTuple):
    """A name through which other files can reach a literal, or can override a default.

    `kind` is `value` (whoever uses the name receives the literal), `default` (whoever calls the name can pass
    something else), `replaced` (whoever sets the name, or defines it anew in an heir, puts another client or endpoint
    in its place) or `handed` (code that is not followed can call it; then `name` is the reason, in words).
    `path` is the file that defines the name, where that is not the literal's.
    """

    literal: Place
    name: str
    kind: str
    path: Path | None = None


class Lead(Enum):
    """Why a file that was not read with another might be: what that one would learn from it."""

    VALUE = "what is sent to DeepSeek, or where, comes from it"
    TAKER = "it defines what is handed a retired ID"
    GUESS = "a request comes from it, or what it sends, of which nothing says that it goes to DeepSeek"


@value_object
class Sightings:
    """All that was lifted out of one file.

    `exports` are the names of the module (`NAME`, or `Class.attribute`) by which other files can get at something
    that matters here, and `offers` those of them by which they are likely to; `leads` are the other files that were
    not read with it and that it takes something from.
    """

    path: Path
    requests: tuple[Request, ...] = ()
    clients: tuple[Client, ...] = ()
    mentions: tuple[Mention, ...] = ()
    conditions: tuple[Condition, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    escapes: tuple[Escape, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    credentials: tuple[Credential, ...] = ()
    exports: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    leads: tuple[tuple[Path, Lead], ...] = ()
