"""`catalog()`: everything that rules/catalog and the rules' pages say, typed; each file is read when first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from os.path import commonprefix
from pathlib import Path
from typing import Any, NamedTuple

from dsmigrate.catalog.credentials import AuthHeader, KeyShapes
from dsmigrate.catalog.efforts import EffortTable
from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.catalog.frameworks import Frameworks
from dsmigrate.catalog.limits import Beta, Caps, Payload, ToolRules
from dsmigrate.catalog.models import Model, Status, id_pattern_of, models_of
from dsmigrate.catalog.parameters import NoEffect, Parameter, no_effect_of, parameters_of
from dsmigrate.catalog.prices import PriceTable
from dsmigrate.catalog.rules import Rule, rules_of
from dsmigrate.catalog.rules_root import rules_root
from dsmigrate.catalog.runners import Runners
from dsmigrate.catalog.thinking import ThinkingShape, shapes_of
from dsmigrate.catalog.toml import read_toml
from dsmigrate.catalog.unknown_models import UnknownModels


class JsonMode(NamedTuple):
    """What JSON mode asks of the prompt: rules/catalog/json_mode.toml, typed."""

    field: str
    type: str
    word: str
    instruction: str
    error: str
    schema_type: str
    schema_error: str


class RoundTrip(NamedTuple):
    """The field that has to come back in a conversation with tools, and the service's answer where it does not."""

    field: str
    error: str


class Answer(NamedTuple):
    """Where in an answer its message is, the text of that, the tools it wants called, and its model, as keys."""

    message: tuple[str, ...]
    text: tuple[str, ...]
    tool_calls: tuple[str, ...]
    model: tuple[str, ...]


class Catalog:
    """What is true about the service, as of the dates in the tables under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def _models(self) -> dict[str, Any]:
        return self._table("models")

    def _table(self, name: str) -> dict[str, Any]:
        return read_toml(self.root / "catalog" / f"{name}.toml")

    @cached_property
    def models(self) -> Mapping[str, Model]:
        """The model IDs that the service takes or took."""
        return models_of(self._models["model"])

    @property
    def looked_at(self) -> date:
        """The day on which the models were last compared with what DeepSeek says."""
        return max(date.fromisoformat(model.checked) for model in self.models.values())

    @property
    def default_target(self) -> str:
        """What a retired ID becomes unless the user says otherwise."""
        target: str = self._models["target"]["model"]
        return target

    @property
    def default_reasoner_target(self) -> str:
        """The same for a retired ID that stood for thinking."""
        target: str = self._models["target"]["reasoner"]
        return target

    def why_no_target(self, model: str) -> str:
        """Why retired IDs cannot become `model`, and what they can; empty where they can."""
        from difflib import get_close_matches

        known = self.models.get(model)
        if known is not None and known.status is not Status.RETIRED:
            return ""
        if known is not None:
            return f"{model!r} is retired; the service takes {', '.join(self.served)}."
        close = get_close_matches(model, self.served, n=1)
        hint = f"did you mean {close[0]}?" if close else f"the service takes {', '.join(self.served)}."
        return f"DeepSeek serves no model {model!r}; {hint}"

    @property
    def served(self) -> tuple[str, ...]:
        """The model IDs that the service takes today."""
        return tuple(model.id for model in self.models.values() if model.status is not Status.RETIRED)

    @property
    def retired(self) -> tuple[str, ...]:
        """The model IDs that the service took once."""
        return tuple(model.id for model in self.models.values() if model.status is Status.RETIRED)

    @property
    def own_prefixes(self) -> tuple[str, ...]:
        """Prefixes with which client libraries write DeepSeek's own models."""
        return tuple(self._models["own_prefixes"])

    def may_be_others(self, prefix: str) -> bool:
        """Whether a prefix of a model's name says that it may be another vendor's; an empty one does not."""
        return bool(prefix) and (prefix in self._models["shared_prefixes"] or prefix not in self.own_prefixes)

    @cached_property
    def id_pattern(self) -> re.Pattern[str]:
        """Finds a retired ID as a token of its own; its groups are `prefix` and `id`."""
        return id_pattern_of(self.retired, self.own_prefixes)

    @cached_property
    def _stem(self) -> str:
        """What all retired IDs begin with."""
        return commonprefix(self.retired)  # noqa: RUF071  # characters are meant

    def ids_in(self, text: str) -> Iterator[re.Match[str]]:
        """Every retired ID in a text, found with `id_pattern`: only in rows that may hold one, as it is slow."""
        found = text.find(self._stem)
        while found >= 0:
            end = text.find("\n", found)
            end = end if end >= 0 else len(text)
            yield from self.id_pattern.finditer(text, text.rfind("\n", 0, found) + 1, end)
            found = text.find(self._stem, end)

    @cached_property
    def telltale(self) -> re.Pattern[str]:
        """Finds what a request to the service is made of, in any text: a model ID or a host."""
        return re.compile("|".join(map(re.escape, (*self.models, *self.endpoints.hosts))), re.IGNORECASE)

    @cached_property
    def endpoints(self) -> EndpointTable:
        """DeepSeek's hosts and paths, and those of others."""
        return EndpointTable.of(self._table("endpoints"))

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Parameters whose meaning depends on the thinking mode."""
        return parameters_of(self._table("parameters")["parameter"])

    @cached_property
    def thinking_shapes(self) -> tuple[ThinkingShape, ...]:
        """Wrong ways to state the thinking mode."""
        return shapes_of(self._table("thinking")["shape"])

    @cached_property
    def json_mode(self) -> JsonMode:
        """What JSON mode asks of the prompt."""
        row = self._table("json_mode")["json_mode"]
        return JsonMode(
            row["field"],
            row["type"],
            row["word"],
            row["instruction"],
            row["error"],
            row["schema_type"],
            row["schema_error"],
        )

    @cached_property
    def prices(self) -> PriceTable:
        """What a million tokens cost."""
        return PriceTable.of(self._table("prices"))

    @cached_property
    def efforts(self) -> EffortTable:
        """The words for the effort, and what each is taken for."""
        return EffortTable.of(self._table("efforts"))

    @cached_property
    def tools(self) -> ToolRules:
        """What the service asks of tools."""
        return ToolRules.of(self._table("tools"))

    @cached_property
    def caps(self) -> Caps:
        """The fields that cap an answer."""
        return Caps.of(self._table("caps"))

    @cached_property
    def payload(self) -> Payload:
        """What a body must be like."""
        return Payload.of(self._table("payload"))

    @cached_property
    def beta(self) -> Beta:
        """What is there under the beta base only."""
        return Beta.of(self._table("beta"))

    @cached_property
    def auth_header(self) -> AuthHeader:
        """How the key is sent."""
        return AuthHeader.of(self._table("credentials"))

    @cached_property
    def key_shapes(self) -> KeyShapes:
        """What keys look like."""
        return KeyShapes.of(self._table("credentials"))

    @cached_property
    def absent_fields(self) -> Mapping[str, str]:
        """Fields of an answer that are not there, by their dotted path, each with where the value is."""
        return {row["path"]: row["instead"] for row in self._table("response")["absent"]}

    @cached_property
    def answer(self) -> Answer:
        """What an answer is like."""
        row = self._table("response")["answer"]
        return Answer(*(tuple(row[name].split(".")) for name in Answer._fields))

    @cached_property
    def round_trip(self) -> RoundTrip:
        """What has to come back with each turn of the assistant."""
        row = self._table("round_trip")["round_trip"]
        return RoundTrip(row["field"], row["error"])

    @cached_property
    def runners(self) -> Runners:
        """What calls the function that it is given."""
        return Runners.of(self._table("runners"))

    @cached_property
    def frameworks(self) -> Frameworks:
        """What libraries do with the functions, classes, objects and data of a project."""
        return Frameworks.of(self._table("frameworks"))

    @cached_property
    def unknown_models(self) -> UnknownModels:
        """Names that are none of the service's models."""
        return UnknownModels.of(self._table("unknown_models"))

    @cached_property
    def no_effect(self) -> Mapping[str, NoEffect]:
        """Parameters that do nothing in any mode."""
        return no_effect_of(self._table("parameters")["no_effect"])

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules by code, in code order."""
        return rules_of(self.root)


@cache
def catalog() -> Catalog:
    """The catalog of this installation."""
    return Catalog(rules_root())
