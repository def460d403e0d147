"""All client libraries, and a project's own: what rules/clients/*.toml says, for the versions that a project takes.

A file holds `[[client]]` tables (constructors that are told an endpoint) and `[[request]]` tables (calls that
ask a model for something); besides, `records`, `constants` and `unsent` of the library. CONTRIBUTING.md explains every key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dsmigrate.catalog.load import catalog
from dsmigrate.catalog.rules_root import rules_root
from dsmigrate.catalog.shape_rows import client_of, request_of, with_further
from dsmigrate.catalog.shape_versions import for_versions, tested
from dsmigrate.catalog.shapes import ClientShape, RequestShape
from dsmigrate.catalog.toml import read_toml
from dsmigrate.core.versions import Pin


@dataclass(frozen=True, eq=False)
class ClientLibraries:
    """All the shapes, findable by the qualified name of what is called.

    `packages` are the names under which the libraries are distributed; `records` are classes that only hold what they
    are given, and `constants` names that stand for a text: both by qualified name. `unsent` are names that stand for an
    argument which is left out.
    """

    clients: Mapping[str, ClientShape]
    functions: Mapping[str, RequestShape]
    methods: Mapping[str, tuple[RequestShape, ...]]
    endings: frozenset[str]
    titles: Mapping[str, str]
    packages: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    unsent: frozenset[str] = frozenset()

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """Every qualified name that a client or function, or a module on the way to one, goes by."""
        parts = [name.split(".") for name in (*self.clients, *self.functions)]
        return frozenset(".".join(part[:length]) for part in parts for length in range(1, len(part) + 1))

    @cached_property
    def owners(self) -> frozenset[bytes]:
        """What stands in the source where a method is called that tells a request by itself: `.completions.`."""
        paths = [
            name.split(".") for shapes in self.methods.values() for shape in shapes for name in shape.methods
        ]
        return frozenset(f".{path[-2]}.".encode() for path in paths if len(path) > 1)

    @cached_property
    def own_modules(self) -> frozenset[str]:
        """The modules of libraries that go to DeepSeek without being told so, or that name its models."""
        own = [
            name
            for name, shape in self.functions.items()
            if catalog().endpoints.is_own(shape.default_endpoint)
        ]
        own += [name.rpartition(".")[0] for name, text in self.constants.items() if text in catalog().models]
        parts = [name.split(".") for name in own]
        return frozenset(".".join(part[:length]) for part in parts for length in range(1, len(part) + 1))

    def method(
        self, client: ClientShape | None, constructor: str, path: tuple[str, ...]
    ) -> RequestShape | None:
        """The request made by calling the attribute `path` of a client built by `constructor`.

        With no client known, the path alone must tell: at least two names, as in `chat.completions.create`.
        """
        for shape in self.methods.get(path[-1], ()):
            plain = ".".join(name for name in path if name not in shape.through)
            if plain not in shape.methods:
                continue
            if client is None:
                if len(path) > 2 and not shape.on:
                    return shape
            elif client.library == shape.library and (not shape.on or constructor in shape.on):
                return shape
        return None


@cache
def _pages() -> Mapping[str, dict[str, Any]]:
    """Every file of rules/clients by its stem, read once."""
    return {page.stem: read_toml(page) for page in sorted(Path(rules_root(), "clients").glob("*.toml"))}


@dataclass(frozen=True, eq=False)
class OwnClients:
    """What a project declares of its own clients, as a table in the words of a client library's file."""

    table: Mapping[str, Any]

    @classmethod
    def of(cls, table: Mapping[str, Any] | None) -> OwnClients | None:
        """The clients in a table; None where there is none."""
        return None if table is None else cls(table)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The qualified names of its functions and clients."""
        requests = (name for row in self.table.get("request", ()) for name in row.get("functions", ()))
        clients = (name for row in self.table.get("client", ()) for name in row["names"])
        return tuple(dict.fromkeys((*requests, *clients)))


# What stands for a project's own declarations where a library goes by the name of its file.
OWN = "own"


def _all_pages(own: OwnClients | None) -> Mapping[str, Mapping[str, Any]]:
    return _pages() if own is None else {**_pages(), OWN: {"title": "the project's own client", **own.table}}


@cache
def versioned_packages(own: OwnClients | None = None) -> frozenset[str]:
    """The packages whose version decides on a shape, a toggle or an argument."""
    rows = [(table, row) for table in _all_pages(own).values() for row in table.get("request", ())]
    return frozenset(
        row.get("package", table.get("package", ""))
        for table, row in rows
        if {"since", "until", "refused_before"} & row.keys() or "since" in row.get("toggle", {})
    ) | frozenset(
        package
        for _, row in rows
        for test in (*row.get("by_name", ()), *row.get("demands", ()), row.get("effort", {}))
        for package in (*test.get("since", ()), *test.get("until", ()))
    )


@cache
def client_libraries(
    pins: frozenset[tuple[str, Pin]] = frozenset(), own: OwnClients | None = None
) -> ClientLibraries:
    """All the shapes, as they are for a project with these pins; the newest version where there is none.

    Those of `own` come last, so that they win over a library's.
    """
    pinned = dict(pins)
    clients: dict[str, ClientShape] = {}
    functions: dict[str, RequestShape] = {}
    methods: dict[str, list[RequestShape]] = {}
    records: set[str] = set()
    constants: dict[str, str] = {}
    unsent: set[str] = set()
    for stem, table in _all_pages(own).items():
        records.update(table.get("records", ()))
        constants.update(table.get("constants", {}))
        unsent.update(table.get("unsent", ()))
        for row in table.get("client", ()):
            client = client_of(stem, row)
            clients.update(dict.fromkeys(client.names, client))
        shapes = [request_of(stem, table.get("package", ""), row) for row in table.get("request", ())]
        for request in (with_further(tested(shape, pinned)) for shape in for_versions(shapes, pinned)):
            functions.update(dict.fromkeys(request.functions, request))
            for ending in {method.rpartition(".")[2] for method in request.methods}:
                methods.setdefault(ending, []).append(request)
    return ClientLibraries(
        clients=clients,
        functions=functions,
        methods={ending: tuple(shapes) for ending, shapes in methods.items()},
        endings=frozenset(methods) | {name.rpartition(".")[2] for name in functions},
        titles={stem: table["title"] for stem, table in _all_pages(own).items()},
        packages=frozenset(filter(None, (table.get("package") for table in _all_pages(own).values()))),
        records=frozenset(records),
        constants=constants,
        unsent=frozenset(unsent),
    )
