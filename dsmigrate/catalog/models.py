"""The model IDs of the service: what each is, since when, and the thinking mode that it has or stood for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Status(str, Enum):
    """Whether the service takes the ID. `accepted` is served but not documented as current."""

    CURRENT = "current"
    ACCEPTED = "accepted"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Model:
    """One row of rules/catalog/models.toml.

    `thinking` is the mode of a request that names the ID and says nothing about thinking: `enabled` or
    `disabled`; for a retired ID the mode that it stood for. `only_with_proof` marks an ID that is also in use
    at other places under the very same name, so that it counts only where the endpoint is known.
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
