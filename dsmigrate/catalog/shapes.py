"""The shapes of a client library: how its constructors and calls name the parts of a request.

CONTRIBUTING.md explains every key of the files that they are read from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from dsmigrate.core.records import record

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
    `drops` are arguments, as dotted paths, that list what the library leaves out, by name or as dotted paths.
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
    drops: tuple[Keys, ...]
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
