"""The model IDs of the service: what each is, since when, and the thinking mode that it has or stood for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple


class Status(str, Enum):
    """Whether the service takes the ID. `accepted` is served but not documented as current."""

    CURRENT = "current"
    ACCEPTED = "accepted"
    RETIRED = "retired"


class Model(NamedTuple):
    """One row of rules/catalog/models.toml.

    `thinking` is the mode of a request that names the ID and says nothing about thinking: `enabled` or
    `disabled`; for a retired ID the mode that it stood for. `only_with_proof` marks an ID that is also in use
    at other places under the very same name, so that it counts only where the endpoint is known. `fate` is
    what becomes of a request that names it, as the end of a sentence.
    """

    id: str
    status: Status
    since: str
    until: datetime | None
    thinking: str
    successor: str | None
    only_with_proof: bool
    source: str
    checked: str
    fate: str = ""

    @property
    def answers_as(self) -> str:
        """What an answer says that its model is, where this one is asked for and served."""
        return self.successor or self.id


def models_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Model]:
    """The models by ID, in the order of the file."""
    models = (
        Model(
            id=row["id"],
            status=Status(row["status"]),
            since=str(row["since"]),
            until=row.get("until"),
            thinking=row["thinking"],
            successor=row.get("successor"),
            only_with_proof=row.get("only_with_proof", False),
            source=row["source"],
            checked=str(row["checked"]),
            fate=row.get("fate", ""),
        )
        for row in rows
    )
    return {model.id: model for model in models}


def id_pattern_of(ids: Iterable[str], own_prefixes: Iterable[str]) -> re.Pattern[str]:
    """Finds any of `ids` in any text, as a token of its own.

    The group `id` is the ID itself; `prefix` what stands before it and belongs to it: one of `own_prefixes`, or
    the path of another vendor's catalog (`openrouter/deepseek/`). Longer names (`deepseek-chat-v3-0324`,
    `deepseek-coder:6.7b`, `my-deepseek-chat`), file names and URLs do not match; `${MODEL:-deepseek-chat}` does,
    and so does an ID after an escaped line end.
    """
    own = "|".join(map(re.escape, own_prefixes))
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
    return re.compile(
        r"(?:(?<![\w./@])(?:(?<!-)|(?<=:-))|(?<=\\[nrt]))"
        rf"(?P<prefix>(?:@?[A-Za-z0-9][\w.-]*/)+|{own}|)"
        rf"(?P<id>{names})"
        r"(?![\w-]|[:/@.]\w)",
        re.ASCII,
    )
