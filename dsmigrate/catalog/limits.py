"""What the service asks of tools, caps, bodies and bases: tools.toml, caps.toml, payload.toml and beta.toml, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class ToolRules(NamedTuple):
    """`forcing` are the values, or types, of a choice that demands a tool; `forced_error` what is said to it.

    `most` tools of the kind `type` are taken, with names that `name` matches, which `name_says` says in words.
    `unsupported` are the words of a JSON schema that strict mode does not take.
    """

    forcing: frozenset[str]
    forced_error: str
    most: int
    type: str
    name: re.Pattern[str]
    name_says: str
    unsupported: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> ToolRules:
        choice, limits = table["choice"], table["limits"]
        return cls(
            forcing=frozenset(choice["forcing"]),
            forced_error=choice["error"],
            most=limits["most"],
            type=limits["type"],
            name=re.compile(limits["name"], re.ASCII),
            name_says=limits["name_says"],
            unsupported=frozenset(table["strict"]["unsupported"]),
        )


class Payload(NamedTuple):
    """What a body must be like. `verbatim` are the client libraries that send what they are given.

    `roles` are roles that the service does not know, each with its own word for it.
    """

    verbatim: frozenset[str]
    numbers: tuple[str, ...]
    roles: Mapping[str, str]
    role_error: str
    not_a_list_error: str
    stream: str
    stream_options: str
    stream_error: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Payload:
        types, stream = table["types"], table["stream"]
        return cls(
            verbatim=frozenset(table["libraries"]["verbatim"]),
            numbers=tuple(types["numbers"]),
            roles={row["role"]: row["instead"] for row in table["role"]},
            role_error=types["role_error"],
            not_a_list_error=types["not_a_list_error"],
            stream=stream["field"],
            stream_options=stream["options"],
            stream_error=stream["error"],
        )


class Beta(NamedTuple):
    """What is there under the beta base only, and what comes of it elsewhere."""

    fim_error: str
    prefix_error: str
    strict: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Beta:
        return cls(table["fim"]["error"], table["prefix"]["error"], table["strict"]["says"])


class Caps(NamedTuple):
    """`field` caps an answer, thinking included; a cap below `roomy` leaves too little for both.

    `ignored` is a field that looks like it and does nothing.
    """

    field: str
    roomy: int
    ignored: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Caps:
        return cls(table["cap"]["field"], table["cap"]["roomy"], table["ignored"]["field"])
