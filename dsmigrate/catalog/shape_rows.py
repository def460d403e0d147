"""Reads the shapes of a client library out of its file's tables: rules/clients/*.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dsmigrate.catalog.shapes import (
    ByName,
    ClientShape,
    DemandShape,
    EffortShape,
    Keys,
    RequestShape,
    Telling,
    Toggle,
    Written,
)


def client_of(library: str, row: dict[str, Any]) -> ClientShape:
    """The shape in a `[[client]]` table of the file `library`."""
    return ClientShape(
        library=library,
        names=tuple(row["names"]),
        speaks=row["speaks"],
        endpoint=_paths(row, "endpoint"),
        client=tuple(row.get("client", ())),
        default_endpoint=row.get("default_endpoint", ""),
        endpoint_variables=tuple(row.get("endpoint_variables", ())),
        provider=row.get("provider", ""),
        providers=row.get("providers", {}),
        derive=tuple(row.get("derive", ())),
        positional=tuple(row.get("positional", ())),
        scheme=row.get("scheme", ""),
    )


def request_of(library: str, package: str, row: dict[str, Any]) -> RequestShape:
    """The shape in a `[[request]]` table of the file `library`, which is about `package`."""
    return RequestShape(
        library=library,
        package=row.get("package", package),
        api=row["api"],
        methods=tuple(row.get("methods", ())),
        functions=tuple(row.get("functions", ())),
        on=tuple(row.get("on", ())),
        through=tuple(row.get("through", ())),
        positional=tuple(row.get("positional", ())),
        rename=row.get("rename", {}),
        merge=_paths(row, "merge"),
        refused=tuple(row.get("refused", ())),
        builds=row.get("builds", {}),
        nested={name: tuple(path.split(".")) for name, path in row.get("nested", {}).items()},
        told_by=tuple(_telling(telling) for telling in row.get("told_by", ())),
        part=row.get("part", False),
        elsewhere=row.get("elsewhere", ""),
        endpoint=_paths(row, "endpoint"),
        client=tuple(row.get("client", ())),
        default_endpoint=row.get("default_endpoint", ""),
        endpoint_variables=tuple(row.get("endpoint_variables", ())),
        endpoint_settings=tuple(row.get("endpoint_settings", ())),
        provider=row.get("provider", ""),
        providers=row.get("providers", {}),
        prefixes=row.get("prefixes", {}),
        inferred=row.get("inferred", {}),
        redirects=tuple(row.get("redirects", ())),
        overrides=_paths(row, "overrides"),
        drops=_paths(row, "drops"),
        used_by=tuple(row.get("used_by", ())),
        keeps=tuple(row.get("keeps", ())),
        streams=frozenset(row.get("streams", ())),
        implied=row.get("implied", {}),
        chat_only_with=row.get("chat_only_with", ""),
        always=tuple(row.get("always", ())),
        words=row.get("words", {}),
        by_name=tuple(_by_name(test) for test in row.get("by_name", ())),
        by_text=row.get("by_text", False),
        default_model=row.get("default_model", ""),
        url=row.get("url", ""),
        body=tuple(row.get("body", ())),
        toggle=_toggle(row.get("toggle")),
        configs=tuple(_configs(row)),
        since=row.get("since", ""),
        until=row.get("until", ""),
        refused_before=row.get("refused_before", {}),
        demands=tuple(_demand(demand) for demand in row.get("demands", ())),
        binds=row.get("binds", {}),
        effort=_effort(row.get("effort")),
        responses_with=row.get("responses_with", {}),
        responses_toggle=_toggle(row.get("responses_toggle")),
        models=tuple(row.get("models", ())),
        instead=row.get("instead", ""),
        rebinds=tuple(row.get("rebinds", ())),
    )


def _toggle(row: dict[str, Any] | None) -> Toggle | None:
    if row is None:
        return None
    values: dict[str, Written] = {mode: row[mode] for mode in ("enabled", "disabled") if mode in row}
    return Toggle(
        path=tuple(row["path"].split(".")),
        values=values,
        sends=row.get("sends", ""),
        only_for=row.get("only_for", ""),
        unsaid=row.get("unsaid", ""),
        since=row.get("since", ""),
    )


def _telling(row: dict[str, Any]) -> Telling:
    return Telling(
        functions=tuple(row["functions"]),
        positional=tuple(row.get("positional", ())),
        endpoint=_paths(row, "endpoint"),
        client=tuple(row.get("client", ())),
        scope=row.get("scope", ""),
        beside=row.get("beside", {}),
    )


def _by_name(row: dict[str, Any]) -> ByName:
    return ByName(
        row["pattern"],
        tuple(row.get("calls", ())),
        row.get("beside", {}),
        row["says"],
        tuple(row.get("settled_by", ())),
        row.get("since", {}),
    )


def _demand(row: dict[str, Any]) -> DemandShape:
    return DemandShape(
        sends=row["sends"],
        says=row["says"],
        unsaid=row.get("unsaid", "always"),
        decided_by=row.get("decided_by", ""),
        decided_by_client=row.get("decided_by_client", False),
        methods=tuple(row.get("methods", ())),
        calls=tuple(row.get("calls", ())),
        holds=row.get("holds", ""),
        beside=row.get("beside", ""),
        without=tuple(row.get("without", ())),
        a_class=row.get("a_class", False),
        settled_by=tuple(row.get("settled_by", ())),
        with_object=row.get("with_object", False),
        pattern=row.get("pattern", ""),
        since=row.get("since", {}),
        until=row.get("until", {}),
    )


def _effort(row: dict[str, Any] | None) -> EffortShape | None:
    if row is None:
        return None
    return EffortShape(
        sends=row["sends"],
        at=_paths(row, "at"),
        routes=tuple(row.get("routes", ())),
        since=row.get("since", {}),
        says=row.get("says", ""),
    )


def _paths(row: dict[str, Any], key: str) -> tuple[Keys, ...]:
    return tuple(tuple(path.split(".")) for path in row.get(key, ()))


def _configs(row: dict[str, Any]) -> Iterator[tuple[Keys, Keys]]:
    """`argument.key[].key`: the path to the list, and the one inside each of its dicts."""
    for path in row.get("configs", ()):
        above, _, below = path.partition("[]")
        yield tuple(above.split(".")), tuple(filter(None, below.split(".")))


def with_further(shape: RequestShape) -> RequestShape:
    """The shape with those of the further requests that its call, or what that makes, is told models for."""
    if shape.rebinds:
        name = shape.functions[0].rpartition(".")[2]
        row = {
            "api": shape.api,
            "by_text": True,
            "merge": ["extra_body"],
            "rename": shape.rename,
            "instead": f"make another `{name}`, with this model and the thinking mode",
        }
        shape = replace(shape, rebound=request_of(shape.library, shape.package, row))
    if not shape.models:
        return shape
    besides = {"model": "another_model"}
    asks = tuple(replace(shape, rename={**besides, **shape.rename, name: "model"}) for name in shape.models)
    return replace(shape, asks=asks)
