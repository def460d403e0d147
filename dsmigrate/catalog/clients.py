"""How each client library names the parts of a request: the typed form of rules/clients/*.toml.

A file holds `[[client]]` tables (constructors that are told an endpoint) and `[[request]]` tables (calls that
ask a model for something); besides, `records`, `constants` and `unsent` of the library. CONTRIBUTING.md explains every key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from dsmigrate.catalog.load import catalog
from dsmigrate.catalog.rules_root import rules_root
from dsmigrate.catalog.toml import read_toml
from dsmigrate.core.records import record
from dsmigrate.core.versions import Pin, Release, release_of

Written = str | int | float | bool | dict[str, Any]
Keys = tuple[str, ...]


@record
class Toggle:
    """Where the thinking mode goes: a dotted path of argument names and keys, and the value for each mode.

    A mode without a value needs no toggle: the service's default does it. `sends` is the field of the body that
    the library makes of the argument, where the argument is a word of the library's own. It then makes it only for
    IDs that hold the text `only_for`, and where the argument is left out it sends the mode `unsaid`; empty for none.
    `since` is the version that takes it first; empty where all do.
    """

    path: tuple[str, ...]
    values: Mapping[str, Written]
    sends: str = ""
    since: str = ""
    only_for: str = ""
    unsaid: str = ""


@record
class EffortShape:
    """What a library makes of an effort besides sending it.

    `sends` has, by the effort's word, the thinking mode that goes with it: enabled, disabled, `unknown` where that is
    not known, or an empty field where the library sends neither the effort nor a mode. `*` stands for any other word; one
    that is not there is sent as it stands. `at` are the places of the effort, as dotted paths from the call's arguments, for
    which it does so, and `routes` the prefixes and providers; empty for all. `since` has, by package, the version from
    which on that is known, and `says` why it is not.
    """

    sends: Mapping[str, str]
    at: tuple[Keys, ...]
    routes: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)
    says: str = ""

    def mode(self, word: object) -> str | None:
        """The mode that goes with an effort; None where the effort is sent as it stands."""
        return self.sends.get(str(word), self.sends.get("*"))


def mode_of(values: Mapping[str, Written], data: object) -> str | None:
    """The mode that an argument of the library's own stands for, where it stands for one."""
    return next((mode for mode, value in values.items() if value is data or value == data), None)


@record
class ByName:
    """What a library does by a model's name besides sending it: for the names that the regular expression finds.

    With `calls` it does so only where one of these is passed an argument of `beside`; the model is then what the
    argument holds that is named behind it; one that holds an object of a class of `settled_by` does not count. `says`
    is what comes of it, as a sentence; `since` has, by package, the version that does it first.
    """

    pattern: str
    calls: tuple[str, ...]
    beside: Mapping[str, str]
    says: str
    settled_by: tuple[str, ...] = ()
    since: Mapping[str, str] = field(default_factory=dict)


@record
class DemandShape:
    """What a library sends by itself, besides what it is told.

    It does so at the request; with `methods` where one of these is called on the object that the request's call makes;
    with `calls` where that object is passed to one of these as `holds` (`agent.llm`: as `llm` to what is passed as
    `agent`). The argument `beside` must be there, and none of `without`, with
    `a_class` as a class of the project; with `settled_by` as an object of one of these classes (`with_object`), or as
    anything else. `sends` has the field of the body by what the argument `decided_by` says there (`decided_by_client`:
    at the constructor), `*` for any other word and an empty field for none; `unsaid` is what it says where it is left
    out. `since` and `until` have versions by package.
    """

    sends: Mapping[str, str]
    says: str
    unsaid: str
    decided_by: str = ""
    decided_by_client: bool = False
    methods: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    holds: str = ""
    beside: str = ""
    without: tuple[str, ...] = ()
    a_class: bool = False
    settled_by: tuple[str, ...] = ()
    with_object: bool = False
    pattern: str = ""
    since: Mapping[str, str] = field(default_factory=dict)
    until: Mapping[str, str] = field(default_factory=dict)


@record
class ClientShape:
    """A constructor that is told where to send requests. `speaks` is chat, messages or http.

    `endpoint` are the arguments that tell it, or dotted paths into dicts that are passed; `client` are those that
    hold another client, which knows. `provider` names the argument that decides on the default. `scheme` is what the
    library puts before an endpoint that is told as a host alone.
    """

    library: str
    names: tuple[str, ...]
    speaks: str
    endpoint: tuple[Keys, ...]
    client: tuple[str, ...]
    default_endpoint: str
    endpoint_variables: tuple[str, ...]
    provider: str
    providers: Mapping[str, str]
    derive: tuple[str, ...]
    positional: tuple[str, ...]
    scheme: str = ""


@record
class Telling:
    """A function that tells the endpoint of all requests that follow and name none.

    `scope` is its argument that holds what a model's name must begin with for that. `beside` are functions that must
    be called too, and with which first argument.
    """

    functions: tuple[str, ...]
    positional: tuple[str, ...]
    endpoint: tuple[Keys, ...]
    client: tuple[str, ...]
    scope: str
    beside: Mapping[str, str]


@record
class RequestShape:
    """A call that asks a model for something: a method on one of the library's clients, or a function.

    `api` is chat, fim, responses, messages, or http, where the URL decides. `merge` lists the arguments, as
    dotted paths, whose keys end up at the top of the body. `body` is set for plain HTTP. `prefixes` gives the
    endpoint that a model name's prefix stands for; the prefix is not sent. `endpoint_settings` are attributes of
    modules (`openai.api_base`) that say the endpoint where the call does not. `configs` lead to a dict or a list of dicts, and in
    each to the dict that says a request as the arguments of a call would. `since` and `until` limit it to some
    versions of `package`, and `refused_before` gives the version that takes an argument first. `too_old` says why
    the toggle is withheld, where the project's version does not take it. `redirects` are arguments that may send
    the request to other models as well. `overrides` are arguments of this call, or of later ones of the object that it
    makes and of what that is given to, as dotted paths (`*` for any argument or key), that take the place of what the
    toggle is put into; `used_by` are the functions, classes and modules that use the object without being given it.
    `keeps` are attributes of the object that hold what it was told, as dicts which may be changed later. `streams` are
    those of its methods that ask for a stream by themselves.
    `implied` are the arguments that the library sets by itself, by model name. `chat_only_with` names the argument without which being true the library completes text (api fim)
    instead. `always` are the fields that it sends whether they are passed or not. `words` are arguments of the
    library's own that it turns into the thinking mode, with the value for each mode. With `by_text` the call is a
    request only where the model is given as a text. `default_model` is sent where none is given. `binds` are methods of
    the object that the call makes which give it tools, each with the argument that makes all of these strict. `effort` is
    what the library makes of an effort. `responses_with` are the arguments with which it speaks the Responses interface,
    each with the value that does it (true: it decides alone; `*`: any but false and None), and `responses_toggle` is the
    place for the thinking mode there.
    `models` are arguments that name a model each, and `asks` the shapes of the requests that such a call makes, one for
    each of these. `instead` says what a person writes where the call has no place for the thinking mode. `rebinds` are
    methods of the object that the call makes which may put another model in the place of its own.
    """

    library: str
    api: str
    methods: tuple[str, ...]
    functions: tuple[str, ...]
    on: tuple[str, ...]
    through: tuple[str, ...]
    positional: tuple[str, ...]
    rename: Mapping[str, str]
    merge: tuple[tuple[str, ...], ...]
    refused: tuple[str, ...]
    builds: Mapping[str, str]
    nested: Mapping[str, Keys]
    told_by: tuple[Telling, ...]
    part: bool
    elsewhere: str
    endpoint: tuple[Keys, ...]
    client: tuple[str, ...]
    default_endpoint: str
    endpoint_variables: tuple[str, ...]
    endpoint_settings: tuple[str, ...]
    provider: str
    providers: Mapping[str, str]
    prefixes: Mapping[str, str]
    inferred: Mapping[str, str]
    redirects: tuple[str, ...]
    overrides: tuple[Keys, ...]
    used_by: tuple[str, ...]
    keeps: tuple[str, ...]
    streams: frozenset[str]
    implied: Mapping[str, Mapping[str, Written]]
    chat_only_with: str
    always: tuple[str, ...]
    words: Mapping[str, Mapping[str, Written]]
    by_name: tuple[ByName, ...]
    by_text: bool
    default_model: str
    url: str
    body: tuple[str, ...]
    toggle: Toggle | None
    configs: tuple[tuple[Keys, Keys], ...] = ()
    package: str = ""
    since: str = ""
    until: str = ""
    refused_before: Mapping[str, str] = field(default_factory=dict)
    too_old: str = ""
    demands: tuple[DemandShape, ...] = ()
    binds: Mapping[str, str] = field(default_factory=dict)
    effort: EffortShape | None = None
    responses_with: Mapping[str, Written] = field(default_factory=dict)
    responses_toggle: Toggle | None = None

    def toggle_at(self, api: str) -> Toggle | None:
        """Where the thinking mode goes at an interface; None where no place is known."""
        return self.responses_toggle if api == "responses" != self.api else self.toggle

    models: tuple[str, ...] = ()
    asks: tuple[RequestShape, ...] = ()
    instead: str = ""
    rebinds: tuple[str, ...] = ()
    rebound: RequestShape | None = None

    @property
    def each(self) -> tuple[RequestShape, ...]:
        """The shapes of the requests that one call makes: several where it is told several models."""
        return self.asks or (self,)

    @property
    def as_client(self) -> ClientShape:
        """The call as one that makes a client, which is told where to send requests."""
        return ClientShape(
            library=self.library,
            names=self.functions,
            speaks=self.api,
            endpoint=self.endpoint,
            client=self.client,
            default_endpoint=self.default_endpoint,
            endpoint_variables=self.endpoint_variables,
            provider=self.provider,
            providers=self.providers,
            derive=(),
            positional=self.positional,
        )


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


def _client(library: str, row: dict[str, Any]) -> ClientShape:
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


def _request(library: str, package: str, row: dict[str, Any]) -> RequestShape:
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


def _asking(shape: RequestShape) -> RequestShape:
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
        shape = replace(shape, rebound=_request(shape.library, shape.package, row))
    if not shape.models:
        return shape
    besides = {"model": "another_model"}
    asks = tuple(replace(shape, rename={**besides, **shape.rename, name: "model"}) for name in shape.models)
    return replace(shape, asks=asks)


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
            client = _client(stem, row)
            clients.update(dict.fromkeys(client.names, client))
        shapes = [_request(stem, table.get("package", ""), row) for row in table.get("request", ())]
        for request in (_asking(_tested(shape, pinned)) for shape in _for_versions(shapes, pinned)):
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


def _for_versions(shapes: list[RequestShape], pinned: Mapping[str, Pin]) -> Iterator[RequestShape]:
    """Those of a file's shapes that hold for the pinned versions, or for the newest; in each what holds then.

    Of a version that is older than all shapes of a call, the oldest of them is kept, without its toggle.
    """
    for calls in dict.fromkeys(map(_calls, shapes)):
        rivals = [shape for shape in shapes if _calls(shape) == calls]
        fitting = [shape for shape in rivals if _holds(shape, pinned.get(shape.package))]
        if fitting:
            yield from (_as_of(shape, pinned.get(shape.package)) for shape in fitting)
            continue
        oldest = min(rivals, key=lambda shape: _release(shape.since))
        pin = pinned.get(oldest.package)
        if pin is not None and not pin.reaches(_release(oldest.since)):
            yield _withheld(oldest, oldest.since, pin)
        else:
            yield rivals[-1]


def _tested(shape: RequestShape, pinned: Mapping[str, Pin]) -> RequestShape:
    """The shape with those of its library's own tests and demands that the pinned versions make, and what they make of efforts."""
    made = tuple(
        test
        for test in shape.by_name
        if all(
            package not in pinned or pinned[package].reaches(_release(version))
            for package, version in test.since.items()
        )
    )
    demands = tuple(demand for demand in shape.demands if _is_made(demand, pinned))
    effort = _effort_as_of(shape.effort, pinned)
    same = len(made) == len(shape.by_name) and len(demands) == len(shape.demands)
    if same and effort is shape.effort:
        return shape
    return replace(shape, by_name=made, demands=demands, effort=effort)


def _effort_as_of(effort: EffortShape | None, pinned: Mapping[str, Pin]) -> EffortShape | None:
    """What is known of efforts in the pinned versions: nothing before the first that was looked at."""
    for package, since in effort.since.items() if effort is not None else ():
        pin = pinned.get(package)
        if effort is not None and pin is not None and not pin.reaches(_release(since)):
            return replace(
                effort,
                sends={"*": "unknown"},
                says=f"what {package} makes of an effort is known from {since} on; {pin.where} says `{pin.written}`",
            )
    return effort


def _is_made(demand: DemandShape, pinned: Mapping[str, Pin]) -> bool:
    """Whether the pinned versions make a demand; the newest where there is no pin."""
    early = all(
        p not in pinned or pinned[p].reaches(_release(version)) for p, version in demand.since.items()
    )
    late = any(
        p not in pinned or not pinned[p].precedes(_release(version)) for p, version in demand.until.items()
    )
    return early and not late


def _calls(shape: RequestShape) -> tuple[Keys, ...]:
    return shape.functions, shape.methods, shape.on


def _release(text: str) -> Release:
    return release_of(text) if text else (0,)


def _holds(shape: RequestShape, pin: Pin | None) -> bool:
    if pin is None:
        return not shape.until
    return pin.reaches(_release(shape.since)) and (not shape.until or pin.precedes(_release(shape.until)))


def _as_of(shape: RequestShape, pin: Pin | None) -> RequestShape:
    if pin is None:
        return shape
    early = [name for name, since in shape.refused_before.items() if not pin.reaches(_release(since))]
    shape = replace(shape, refused=(*shape.refused, *early)) if early else shape
    if shape.toggle is not None and not pin.reaches(_release(shape.toggle.since)):
        return _withheld(shape, shape.toggle.since, pin)
    return shape


def _withheld(shape: RequestShape, since: str, pin: Pin) -> RequestShape:
    said = f"the thinking mode can be said from {shape.package} {since} on; {pin.where} says `{pin.written}`"
    return replace(shape, too_old=said)
