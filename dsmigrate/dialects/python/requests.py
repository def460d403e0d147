"""Finds the calls that build requests and binds together what each way of making one would send."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import libcst as cst

from dsmigrate.catalog.clients import (
    ClientLibraries,
    ClientShape,
    Keys,
    RequestShape,
    Telling,
    Written,
)
from dsmigrate.catalog.endpoints import EndpointTable, UrlProblem
from dsmigrate.core.sightings import Api
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Partial,
    Routine,
    Row,
    Step,
    Symbol,
    Table,
    truth,
    under,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import dotted

VARIANTS_LIMIT = 48
_VERSION = re.compile(r"/v\d[\w.]*")
_Bound = tuple[Choices, dict[str, "Slot"], tuple[Table, ...], tuple[str, ...]]
_NOT_SENT = frozenset({"NOT_GIVEN", "omit", "NotGiven", "Omit"})


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a field of the body comes from: its expression, what was written to pass it, and in which dict."""

    value: cst.BaseExpression
    written: cst.CSTNode
    table: Table | None = None
    fixed: Alternatives | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way to make a request, under `choices`; `arguments` are those of the call, `body` what is sent."""

    choices: Choices
    endpoint: Alternative
    implied: bool
    model: Alternative | None
    body: dict[str, Slot]
    arguments: dict[str, Slot]
    refused: dict[str, Slot] = field(default_factory=dict)
    spread: tuple[Table, ...] = ()
    body_tables: tuple[Table, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A call that builds a request, before it is put into language-free words.

    `earlier` are the partial calls that hold some of its arguments. `config` is the dict that says one of the requests
    which an object that the call makes will send, where it is told several.
    """

    call: cst.Call
    shape: RequestShape
    api: Api
    full: bool
    ways: tuple[Way, ...]
    incomplete: str = ""
    earlier: tuple[cst.Call, ...] = ()
    config: Table | None = None

    @property
    def node(self) -> cst.CSTNode:
        """What stands for the request: the call, or the dict that says it."""
        return self.call if self.config is None else self.config.node

    def implied(self, way: Way) -> dict[str, Written]:
        """The arguments that the library sets by itself for the model of `way`, as far as they are not passed."""
        model = (
            way.model.value.data if way.model is not None and isinstance(way.model.value, Literal) else None
        )
        implied = self.shape.implied.get(model, {}) if isinstance(model, str) else {}
        return {name: value for name, value in implied.items() if name not in way.arguments}


@dataclass(frozen=True, slots=True, eq=False)
class _Callee:
    """What a call calls: the shape, the client it is a method of, and the calls that hold earlier arguments."""

    shape: RequestShape
    choices: Choices
    client: Made | None
    client_shape: ClientShape | None
    earlier: tuple[cst.Call, ...] = ()
    lost: str = ""
    outside: str = ""
    module_client: str = ""
    trail: tuple[Step, ...] = ()


class RequestFinder:
    """Goes through a module's calls with the client libraries' shapes at hand.

    `unclear` are the plain HTTP calls that it met whose body could not be followed, so that it may ask a model.
    """

    def __init__(self, ev: Evaluator, libraries: ClientLibraries, endpoints: EndpointTable) -> None:
        self.ev = ev
        self.libraries = libraries
        self.endpoints = endpoints
        self.held: set[int] = set()
        self.telling: set[int] = set()
        self.unclear: list[cst.Call] = []

    def candidates(self) -> list[cst.Call]:
        """The calls that may build a request; what changes objects besides them is known from then on."""
        calls = [call for call in self.ev.names.calls if self._may_be_request(call)]
        if calls:
            self.ev.find_changes({id(call) for call in calls})
        return calls

    def drafts(self, candidates: Iterable[cst.Call]) -> Iterator[Draft]:
        """Every one of the candidates that builds a request."""
        parts: list[Draft] = []
        told: set[int] = set()
        for call in candidates:
            callees = list(self._callees(call))
            for shape in dict.fromkeys(callee.shape for callee in callees):
                if shape.configs:
                    for each in self._configured(call, [c for c in callees if c.shape is shape]):
                        # Several objects may be told the same dict.
                        self.telling.add(id(call))
                        if id(each.node) not in told:
                            told.add(id(each.node))
                            yield each
                draft = self._draft(call, shape, [callee for callee in callees if callee.shape is shape])
                if draft is not None and shape.configs and all(way.model is None for way in draft.ways):
                    continue
                if draft is not None and shape.part:
                    parts.append(draft)
                elif draft is not None:
                    yield draft
        for draft in parts:
            if id(draft.call) not in self.held or self._goes_on(draft.call):
                yield draft

    def _goes_on(self, part: cst.Call) -> bool:
        """Whether an object that stands for the model is also handed to code that is not followed."""
        carriers = Carriers(self.ev.graph, [part])
        for call in self.ev.names.calls:
            func = call.func
            followed = [
                isinstance(option.value, (Routine, Class))
                or (isinstance(option.value, Symbol) and option.value.name in self.libraries.functions)
                for option in self.ev.evaluate(func)
            ]
            if all(followed):
                continue
            for argument in call.args:
                if carriers.may_reach(argument.value) and any(
                    isinstance(option.value, Made) and option.value.call is part
                    for option in self.ev.evaluate(argument.value)
                ):
                    return True
        return False

    def clients(self) -> Iterator[tuple[cst.Call, ClientShape, list[tuple[Alternative, bool]]]]:
        """Every call that makes a client which is told an endpoint, and the endpoints it may be told."""
        for call in self.ev.names.calls:
            if not self.carriers.may_reach(call.func):
                continue
            for option in self.ev.evaluate(call.func):
                if isinstance(option.value, Symbol):
                    shape = self.libraries.clients.get(option.value.name)
                    if shape is not None and shape.speaks != "http":
                        yield call, shape, self._client_endpoints(Made(option.value.name, call), shape)
                    break

    def _may_be_request(self, call: cst.Call) -> bool:
        """Whether a call is worth following: by the method's name, or because it mentions something of a library's."""
        if type(call.func) is cst.Attribute and call.func.attr.value in self.libraries.endings:
            return True
        return self.carriers.may_reach(call.func)

    @cached_property
    def carriers(self) -> Carriers:
        """The names that may stand for a library's function or client, or a method of one."""
        seeds = set()
        for scope in self.ev.names.scopes.values():
            for bindings in scope.bindings.values():
                for binding in bindings:
                    imported = binding.kind == "import" and binding.qualified in self.libraries.prefixes
                    if imported or self.ev.linker.may_be_own(binding):
                        seeds.add(binding.name)
        return Carriers(self.ev.graph, (), seeds)

    def _callees(self, call: cst.Call) -> Iterator[_Callee]:
        for option in self.ev.evaluate(call.func):
            yield from self._callee(option.value, option.choices, option.trail, call.func, ())

    def _callee(
        self,
        value: Abstract,
        choices: Choices,
        trail: tuple[Step, ...],
        func: cst.BaseExpression,
        earlier: tuple[cst.Call, ...],
    ) -> Iterator[_Callee]:
        match value:
            case Symbol(name=name):
                shape = self.libraries.functions.get(name)
                if shape is not None:
                    yield _Callee(shape, choices, None, None, earlier, trail=trail)
                    return
                parts = name.split(".")
                for cut in range(1, len(parts)):
                    prefix = ".".join(parts[:cut])
                    client_shape = self.libraries.clients.get(prefix)
                    if client_shape is not None:
                        shape = self.libraries.method(client_shape, prefix, tuple(parts[cut:]))
                        if shape is not None:
                            yield _Callee(
                                shape, choices, None, client_shape, earlier, module_client=prefix, trail=trail
                            )
                        return
                if name.startswith("."):
                    yield from self._by_path(
                        func, choices, earlier, f"`{name}` is imported from another file"
                    )
            case Member(base=base, path=path):
                made, client_shape = self._original(base)
                if client_shape is not None:
                    shape = self.libraries.method(client_shape, made.name, path)
                    if shape is not None:
                        yield _Callee(shape, choices, base, client_shape, earlier, trail=trail)
                else:
                    yield from self._by_path(func, choices, earlier, f"`{base.name}()` is not followed")
            case Partial(target=target, call=call):
                yield from self._callee(target, choices, trail, call.args[0].value, (*earlier, call))
            case Lost(reason=reason, outside=outside):
                yield from self._by_path(func, choices, earlier, reason, outside)
            case _:
                pass

    def _by_path(
        self,
        func: cst.BaseExpression,
        choices: Choices,
        earlier: tuple[cst.Call, ...],
        reason: str,
        outside: str = "",
    ) -> Iterator[_Callee]:
        """A method that only one library has, on a client that could not be followed."""
        path: list[str] = []
        while isinstance(func, cst.Attribute):
            path.insert(0, func.attr.value)
            func = func.value
        for start in range(len(path)):
            tail = tuple(path[start:])
            shape = self.libraries.method(None, "", tail)
            if shape is None and tail == ("post",):
                shape = self.libraries.functions.get("httpx.post")
            if shape is not None:
                yield _Callee(shape, choices, None, None, earlier, lost=reason, outside=outside)
                return

    def _original(self, made: Made) -> tuple[Made, ClientShape | None]:
        """The constructor behind a client, and its shape; sees through methods that return a client like it."""
        shape = self.libraries.clients.get(made.name)
        if shape is not None:
            return made, shape
        func = made.call.func
        if isinstance(func, cst.Attribute):
            for option in self.ev.evaluate(func.value):
                inner = option.value
                if isinstance(inner, Made):
                    original, shape = self._original(inner)
                    if shape is not None and func.attr.value in shape.derive:
                        return original, shape
        return made, None

    # Endpoints

    def _client_endpoints(self, made: Made, shape: ClientShape) -> list[tuple[Alternative, bool]]:
        """The endpoints that a client may have been told, each with whether it is the library's own default."""
        found: list[tuple[Alternative, bool]] = []
        passed = self._argument(made.call, shape.endpoint, shape.positional)
        for earlier in made.earlier:
            passed = passed or self._argument(earlier, shape.endpoint, ())
        original, _ = self._original(made)
        default = self._provider_default(made, shape)
        holding = self._argument(made.call, _named(shape.client), shape.positional)
        if passed is not None:
            found = self._told(passed, made.call, default, shape.endpoint_variables)
        elif holding is not None:
            found = self._of_clients(holding, made.call, default, shape.endpoint_variables)
        elif original is not made and isinstance(made.call.func, cst.Attribute):
            for option in self.ev.evaluate(made.call.func.value):
                if isinstance(option.value, Made):
                    for endpoint, implied in self._client_endpoints(option.value, shape):
                        found.extend((item, implied) for item in under((endpoint,), option.choices))
        else:
            found = [(self._default(made.call, default, shape.endpoint_variables), True)]
        later: list[Alternative] = []
        for path in shape.endpoint:
            for binding in self.ev.names.attribute_bindings.get(path[-1], ()):
                target = binding.node
                if isinstance(target, cst.Attribute) and any(
                    isinstance(o.value, Made) and o.value.call is made.call
                    for o in self.ev.evaluate(target.value)
                ):
                    later.extend(self.ev.binding_value(binding))
        if later:
            found = [pair for pair in found if not pair[1]] + [(alternative, False) for alternative in later]
        return found

    def _module_endpoints(
        self, name: str, shape: ClientShape, call: cst.Call
    ) -> list[tuple[Alternative, bool]]:
        """The endpoint of a module that is itself a client (`openai.base_url = ...`)."""
        found = self._set_on_modules(tuple(f"{name}.{path[-1]}" for path in shape.endpoint))
        return found or [(self._default(call, shape.default_endpoint, shape.endpoint_variables), True)]

    def _set_on_modules(self, settings: tuple[str, ...]) -> list[tuple[Alternative, bool]]:
        """What is assigned to attributes of modules, which are given by their qualified names."""
        found: list[tuple[Alternative, bool]] = []
        for module, _, attribute in (setting.rpartition(".") for setting in settings):
            for binding in self.ev.names.attribute_bindings.get(attribute, ()):
                target = binding.node
                if isinstance(target, cst.Attribute) and any(
                    isinstance(o.value, Symbol) and o.value.name == module
                    for o in self.ev.evaluate(target.value)
                ):
                    found.extend((alternative, False) for alternative in self.ev.binding_value(binding))
        return found

    def _provider_default(self, made: Made, shape: ClientShape) -> str:
        """The library's own endpoint for a client, where an argument that names the provider decides on it."""
        provider = self._argument(made.call, _named((shape.provider,)), shape.positional)
        if not shape.provider or provider is None:
            return shape.default_endpoint
        if len(provider) == 1 and isinstance(provider[0].value, Literal):
            return shape.providers.get(str(provider[0].value.data), "")
        return ""

    def _of_clients(
        self, holding: Alternatives, call: cst.Call, default: str, variables: tuple[str, ...]
    ) -> list[tuple[Alternative, bool]]:
        """The endpoints of the clients that an argument can hold."""
        found: list[tuple[Alternative, bool]] = []
        for option in holding:
            value = option.value
            shape = self._original(value)[1] if isinstance(value, Made) else None
            if isinstance(value, Made) and shape is not None:
                for endpoint, implied in self._client_endpoints(value, shape):
                    found.extend((item, implied) for item in under((endpoint,), option.choices))
            elif _is_none(option) or (default and _is_text(option)):
                nothing = self._default(call, default, variables)
                found.extend((item, True) for item in under((nothing,), option.choices))
            else:
                reason = value.reason if isinstance(value, Lost) else "its client could not be followed"
                outside = value.outside if isinstance(value, Lost) else ""
                found.append((Alternative(Lost(reason, call, outside), option.choices, option.trail), False))
        return found

    def _argument(
        self, call: cst.Call, paths: tuple[Keys, ...], positional: tuple[str, ...]
    ) -> Alternatives | None:
        """What a call passes at one of several paths, also through `**` of a known dict; None where nothing."""
        for path in paths:
            found = self._passed(call, path[0], positional)
            if found is not None:
                return self._within(found, path[1:])
        return None

    def _within(self, values: Alternatives, keys: Keys) -> Alternatives:
        """What stands under `keys` in dicts; a None literal where nothing does."""
        for key in keys:
            deeper: list[Alternative] = []
            for option in values:
                table = option.value
                if isinstance(table, Table):
                    entry = table.find(key)
                    nothing: Abstract = Literal(None, self.ev.tree.trees[0].module, editable=False)
                    if table.opens:
                        nothing = Lost(table.opens[0], table.node)
                    found = self.ev.entry_value(entry) if entry is not None else (Alternative(nothing),)
                    deeper.extend(under(found, option.choices))
                elif isinstance(table, (Lost, Literal)):
                    deeper.append(option)
                else:
                    deeper.append(
                        option._replace(value=Lost("it is not plain data", self.ev.tree.trees[0].module))
                    )
            values = tuple(deeper)
        return values

    def _passed(self, call: cst.Call, name: str, positional: tuple[str, ...]) -> Alternatives | None:
        """What a call passes under a name, also through `**` of a known dict; None where nothing."""
        unknown: Alternatives | None = None
        for index, argument in enumerate(call.args):
            if argument.keyword is not None:
                if argument.keyword.value == name:
                    return self.ev.evaluate(argument.value)
            elif argument.star == "**":
                found: list[Alternative] = []
                for option in self.ev.evaluate(argument.value):
                    if isinstance(option.value, Table):
                        entry = option.value.find(name)
                        if entry is not None:
                            found.extend(under(self.ev.entry_value(entry), option.choices))
                        elif not option.value.opens:
                            nothing = Literal(None, argument, editable=False)
                            found.append(Alternative(nothing, option.choices))
                        else:
                            unknown = self.ev.lost(argument.value, option.value.opens[0])
                    else:
                        reason = (
                            option.value.reason
                            if isinstance(option.value, Lost)
                            else "its `**` is not followed"
                        )
                        unknown = self.ev.lost(argument.value, reason)
                if any(not _is_none(option) for option in found):
                    return tuple(found)
            elif not argument.star and index < len(positional) and positional[index] == name:
                return self.ev.evaluate(argument.value)
        return unknown

    def _told(
        self, passed: Alternatives, call: cst.Call, default: str, variables: tuple[str, ...]
    ) -> list[tuple[Alternative, bool]]:
        found: list[tuple[Alternative, bool]] = []
        for option in passed:
            if isinstance(option.value, Literal) and option.value.data in (None, ""):
                found.extend(
                    (item, True) for item in under((self._default(call, default, variables),), option.choices)
                )
            else:
                found.append((option, False))
        return found

    def _default(self, call: cst.Call, default: str, variables: tuple[str, ...]) -> Alternative:
        if not default:
            return Alternative(Lost("no endpoint is given, and which provider it goes to is not known", call))
        outside = ""
        if variables and not self.endpoints.is_own(default):
            outside = f"the environment variable {variables[0]}"
        return Alternative(Literal(default, call, editable=False), outside=outside)

    # Ways

    def _draft(self, call: cst.Call, shape: RequestShape, callees: list[_Callee]) -> Draft | None:
        ways: list[Way] = []
        incomplete = ""
        for callee in callees:
            for choices, arguments, refused, spread, opens in self._arguments(call, callee):
                for way in self._ways(call, callee, choices, arguments, refused, spread, opens):
                    ways.append(way)
                    if len(ways) > VARIANTS_LIMIT:
                        incomplete = "there are too many ways to make it"
                        break
        ways = ways[:VARIANTS_LIMIT]
        if not ways or (shape.by_text and not any(_is_text(way.model) for way in ways)):
            return None
        api, full = self._api(shape, ways)
        if shape.api == "http":
            asking = [way for way in ways if self._is_model_request(way)]
            if not asking:
                self.unclear += [call] if any(way.opens for way in ways) else []
                return None
            ways = asking
        earlier = tuple(made for callee in callees for made in callee.earlier)
        return Draft(call, shape, api, full, tuple(ways), incomplete, earlier)

    def _configured(self, call: cst.Call, callees: list[_Callee]) -> Iterator[Draft]:
        """The requests that a call is told as a list of dicts: one for each dict, which is as the arguments of a call."""
        tables: dict[int, Table] = {}
        ways: dict[int, list[Way]] = {}
        for callee in callees:
            for choices, passed, _, _, _ in self._arguments(call, callee):
                for option in under(self._configs(callee.shape, passed), choices):
                    table = option.value
                    if not isinstance(table, Table) or table.find("model") is None:
                        continue
                    added = {
                        callee.shape.rename.get(e.key, e.key): Slot(
                            e.value, e.written, table, self._with_trail(e, option)
                        )
                        for e in table.entries
                    }
                    arguments, refused, opens = self._sorted(callee.shape, added, table.opens)
                    tables[id(table.node)] = table
                    ways.setdefault(id(table.node), []).extend(
                        self._ways(call, callee, option.choices, arguments, refused, (), opens)
                    )
        for identity, its in ways.items():
            shape = callees[0].shape
            yield Draft(
                call, shape, Api(shape.api), False, tuple(its[:VARIANTS_LIMIT]), config=tables[identity]
            )

    def _configs(self, shape: RequestShape, arguments: dict[str, Slot]) -> Alternatives:
        """The dicts that are passed, alone or in a list, each as far down as `configs` leads."""
        found: list[Alternative] = []
        for above, below in shape.configs:
            slot = arguments.get(above[0])
            for option in self._within(self.slot_value(slot), above[1:]) if slot is not None else ():
                each: list[Alternatives] = [(option,)]
                if isinstance(option.value, Row):
                    each = [under(self.ev.evaluate(item), option.choices) for item in option.value.elements]
                for alternatives in each:
                    deep = self._within(alternatives, below)
                    found.extend(item._replace(trail=(*option.trail, *item.trail)) for item in deep)
        return tuple(found)

    def _is_model_request(self, way: Way) -> bool:
        """Whether a plain HTTP call asks a model: it carries one, or goes to a method of DeepSeek's that does.

        At DeepSeek the path must be one of a method, or the bare base URL that people take for one.
        """
        url = way.endpoint.value
        if not isinstance(url, Literal) or not self.endpoints.is_own(str(url.data)):
            return "model" in way.body
        if self.endpoints.judge(str(url.data), full=True, api="chat").problem is UrlProblem.PRIVATE_API:
            return "model" in way.body
        path = "/" + str(url.data).partition("://")[2].partition("/")[2].partition("?")[0].strip("/")
        asks = path.rsplit("/", 1)[-1] in ("completions", "messages", "responses")
        bare = path in ("/", *self.endpoints.paths) or _VERSION.fullmatch(path) is not None
        return (asks and bool(way.opens)) or ("model" in way.body and (asks or bare))

    def _api(self, shape: RequestShape, ways: list[Way]) -> tuple[Api, bool]:
        if shape.chat_only_with and all(self._completes(way, shape.chat_only_with) for way in ways):
            return Api.FIM, False
        if shape.api != "http":
            return Api(shape.api), False
        for way in ways:
            url = str(way.endpoint.value.data) if isinstance(way.endpoint.value, Literal) else ""
            path = url.split("?")[0].rstrip("/")
            if path.endswith("/chat/completions"):
                return Api.CHAT, True
            if path.endswith("/completions"):
                return Api.FIM, True
            if path.endswith("/messages"):
                return Api.MESSAGES, True
            if path.endswith("/responses"):
                return Api.RESPONSES, True
        fim = all("prompt" in way.body and "messages" not in way.body for way in ways)
        return (Api.FIM if fim else Api.CHAT), True

    def _completes(self, way: Way, name: str) -> bool:
        """Whether the argument that makes the library chat is left out, or false."""
        slot = way.arguments.get(name)
        if slot is None:
            return not way.opens
        options = under(self.slot_value(slot), way.choices)
        return all(truth(option.value) is False for option in options)

    def _arguments(
        self, call: cst.Call, callee: _Callee
    ) -> Iterator[tuple[Choices, dict[str, Slot], dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        """The named arguments of the call, for each way that its `**` dicts can be."""
        sets: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = [
            (callee.choices, {}, (), ())
        ]
        for made in (*reversed(callee.earlier), call):
            skip = 1 if made is not call else 0
            for index, argument in enumerate(made.args):
                if index < skip:
                    continue
                if argument.star == "**":
                    sets = self._spread(sets, argument)
                elif argument.star == "*":
                    sets = [(c, a, s, (*o, "positional arguments are passed on")) for c, a, s, o in sets]
                else:
                    position = index - skip
                    if argument.keyword is not None:
                        name = argument.keyword.value
                    elif position < len(callee.shape.positional):
                        name = callee.shape.positional[position]
                    else:
                        continue
                    name = callee.shape.rename.get(name, name)
                    for _, arguments, _, _ in sets:
                        arguments[name] = Slot(argument.value, argument)
        for choices, arguments, spread, opens in sets:
            kept, refused, opens = self._sorted(callee.shape, arguments, opens)
            yield choices, kept, refused, spread, opens

    def _sorted(
        self, shape: RequestShape, arguments: dict[str, Slot], opens: tuple[str, ...]
    ) -> tuple[dict[str, Slot], dict[str, Slot], tuple[str, ...]]:
        """The arguments that are taken, those that are refused, and why not all may be known."""
        sent = {name: slot for name, slot in arguments.items() if not self._not_sent(slot.value)}
        refused = {name: slot for name, slot in sent.items() if name in shape.refused}
        kept = {name: slot for name, slot in sent.items() if name not in refused}
        redirected = next((name for name in shape.redirects if name in kept), None)
        if redirected is not None:
            opens = (*opens, f"`{redirected}` may send it to other models")
        return kept, refused, opens

    def _not_sent(self, node: cst.BaseExpression) -> bool:
        return dotted(node).rpartition(".")[2] in _NOT_SENT

    def _spread(
        self,
        sets: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]],
        argument: cst.Arg,
    ) -> list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        longer = []
        for choices, arguments, spread, opens in sets:
            for option in self.ev.evaluate(argument.value):
                both = combine(choices, option.choices)
                if both is None:
                    continue
                if isinstance(option.value, Table):
                    table = option.value
                    added = {
                        e.key: Slot(e.value, e.written, table, self._with_trail(e, option))
                        for e in table.entries
                    }
                    longer.append((both, {**arguments, **added}, (*spread, table), (*opens, *table.opens)))
                else:
                    reason = (
                        option.value.reason
                        if isinstance(option.value, Lost)
                        else "its `**` could not be followed"
                    )
                    longer.append((both, dict(arguments), spread, (*opens, reason)))
        return _cut(longer)

    def _with_trail(self, entry: Entry, option: Alternative) -> Alternatives | None:
        """The entry's values, with the way to the dict in front of their own."""
        if entry.fixed is not None:
            return entry.fixed
        if not option.trail:
            return None
        return tuple(
            item._replace(trail=(*option.trail, *item.trail)) for item in self.ev.evaluate(entry.value)
        )

    def slot_value(self, slot: Slot) -> Alternatives:
        """Everything that a slot can hold."""
        return slot.fixed if slot.fixed is not None else self.ev.evaluate(slot.value)

    def _ways(
        self,
        call: cst.Call,
        callee: _Callee,
        choices: Choices,
        arguments: dict[str, Slot],
        refused: dict[str, Slot],
        spread: tuple[Table, ...],
        opens: tuple[str, ...],
    ) -> Iterator[Way]:
        shape = callee.shape
        bodies = self._bodies(shape, choices, arguments, opens)
        for together, body, tables, reasons in bodies:
            models: list[Alternative | None] = [None]
            if "model" in body:
                models = list(under(self.slot_value(body["model"]), together))
                # Where the name is None no model is asked: it is what a variable holds before it is set.
                models = [m for m in models if m is not None and not _is_none(m)] or models
            elif shape.default_model and not reasons:
                models = [Alternative(Literal(shape.default_model, call.func, editable=False), together)]
            for model in models:
                bound = model.choices if model is not None else together
                part = self._part_of(model)
                if model is not None and part is not None:
                    for inner in self._part_ways(model, part):
                        both = combine(bound, inner.choices)
                        if both is not None:
                            yield replace(
                                inner,
                                choices=both,
                                body={**inner.body, **body},
                                arguments=arguments,
                                refused={**inner.refused, **refused},
                                spread=spread,
                                body_tables=tables,
                                opens=(*inner.opens, *reasons),
                            )
                    continue
                for endpoint, implied in self._endpoints(call, callee, arguments, model):
                    both = combine(bound, endpoint.choices)
                    if both is None:
                        continue
                    stripped = self._without_prefix(shape, model)
                    yield Way(
                        both, endpoint, implied, stripped, body, arguments, refused, spread, tables, reasons
                    )

    def _part_of(self, model: Alternative | None) -> RequestShape | None:
        """The shape of the call that made the object which is passed as the model; None where it is no such object."""
        if model is None or not isinstance(model.value, Made):
            return None
        shape = self.libraries.functions.get(model.value.name)
        return shape if shape is not None and shape.part else None

    def _part_ways(self, model: Alternative, shape: RequestShape) -> Iterator[Way]:
        """What an object that stands for the model adds to the request that it is passed to."""
        made = model.value
        assert isinstance(made, Made)
        self.held.add(id(made.call))
        callee = _Callee(shape, model.choices, None, None, made.earlier)
        for choices, arguments, refused, spread, opens in self._arguments(made.call, callee):
            for way in self._ways(made.call, callee, choices, arguments, refused, spread, opens):
                named = way.model
                if named is not None:
                    named = named._replace(trail=(*model.trail, *named.trail))
                yield replace(way, model=named)

    def _bodies(
        self, shape: RequestShape, choices: Choices, arguments: dict[str, Slot], opens: tuple[str, ...]
    ) -> list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        """What the call sends, for each way that the dicts it merges can be."""
        if shape.body:
            slot = next((arguments[name] for name in shape.body if name in arguments), None)
            if slot is None:
                return [
                    (choices, {}, (), (*opens, "it has no body that could be followed") if opens else opens)
                ]
            found: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = []
            for option in under(self.slot_value(slot), choices):
                if isinstance(option.value, Table):
                    table = option.value
                    body = {
                        e.key: Slot(e.value, e.written, table, self._with_trail(e, option))
                        for e in table.entries
                    }
                    found.append((option.choices, body, (table,), (*opens, *table.opens)))
                elif (written := self._from_text(option)) is not None:
                    found.append((option.choices, written, (), opens))
                else:
                    reason = (
                        option.value.reason
                        if isinstance(option.value, Lost)
                        else "its body could not be followed"
                    )
                    found.append((option.choices, {}, (), (*opens, reason)))
            return found
        outer = {path[0] for path in (*shape.merge, *shape.endpoint)}
        special = {*outer, *shape.client, shape.provider, shape.chat_only_with}
        # What is sent either way is nothing that anyone could leave out.
        special.update(shape.always)
        special |= {name for implied in shape.implied.values() for name in implied}
        plain = {name: slot for name, slot in arguments.items() if name not in special}
        bodies: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = [
            (choices, plain, (), opens)
        ]
        for path in shape.merge:
            longer: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = []
            for together, body, tables, reasons in bodies:
                for option in under(self._at_path(arguments, path), together):
                    if isinstance(option.value, Table):
                        table = option.value
                        inner = {
                            p[len(path)] for p in shape.merge if p[: len(path)] == path and len(p) > len(path)
                        }
                        added = {
                            shape.rename.get(e.key, e.key): Slot(e.value, e.written, table)
                            for e in table.entries
                            if e.key not in inner
                        }
                        longer.append(
                            (option.choices, {**body, **added}, (*tables, table), (*reasons, *table.opens))
                        )
                    elif isinstance(option.value, Literal) and option.value.data is None:
                        longer.append((option.choices, body, tables, reasons))
                    else:
                        reason = (
                            option.value.reason
                            if isinstance(option.value, Lost)
                            else f"`{path[0]}` could not be followed"
                        )
                        longer.append((option.choices, body, tables, (*reasons, reason)))
            bodies = _cut(longer)
        for name, keys in shape.nested.items():
            deep = self._entry_at(arguments, keys)
            if deep is not None:
                for _, body, _, _ in bodies:
                    body[name] = deep
        return bodies

    def _entry_at(self, arguments: dict[str, Slot], path: Keys) -> Slot | None:
        """The slot of what stands at a dotted path of arguments and keys; None where nothing does."""
        head, *keys = path
        slot = arguments.get(head)
        for key in keys:
            options = self.slot_value(slot) if slot is not None else ()
            tables = [option.value for option in options if isinstance(option.value, Table)]
            entry = tables[0].find(key) if len(tables) == len(options) == 1 else None
            slot = Slot(entry.value, entry.written, tables[0]) if entry is not None else None
        return slot

    def _from_text(self, option: Alternative) -> dict[str, Slot] | None:
        """The body where it is written out as JSON text: known, but not to be edited."""
        value = option.value
        if not isinstance(value, Literal) or not isinstance(value.data, str):
            return None
        try:
            parsed = json.loads(value.data)
        except ValueError:
            return None
        if not isinstance(parsed, dict):
            return None
        body: dict[str, Slot] = {}
        for key, inner in parsed.items():
            plain = inner is None or isinstance(inner, (str, int, float))
            known: Abstract = (
                Literal(inner, value.node, editable=False)
                if plain
                else Lost("it stands in JSON text", value.node)
            )
            body[key] = Slot(cst.Name("body"), value.node, None, (Alternative(known, option.choices),))
        return body

    def _at_path(self, arguments: dict[str, Slot], path: tuple[str, ...]) -> Alternatives:
        """What stands at a dotted path of arguments and keys; a None literal where nothing does."""
        nothing: Alternatives = (Alternative(Literal(None, self.ev.tree.trees[0].module, editable=False)),)
        slot = arguments.get(path[0])
        if slot is None:
            return nothing
        values = self.slot_value(slot)
        for key in path[1:]:
            deeper: list[Alternative] = []
            for option in values:
                entry = option.value.find(key) if isinstance(option.value, Table) else None
                deeper.extend(
                    under(self.ev.entry_value(entry) if entry is not None else nothing, option.choices)
                )
            values = tuple(deeper)
        return values

    def _endpoints(
        self, call: cst.Call, callee: _Callee, arguments: dict[str, Slot], model: Alternative | None
    ) -> list[tuple[Alternative, bool]]:
        shape = callee.shape
        if shape.body:
            return self._full_urls(call, callee, arguments)
        default = self._default_by_name(shape, arguments, model)
        other = self._other_provider(shape, arguments)
        if other:
            return [(Alternative(Lost(f"the provider `{other}` is asked in a way of its own", call)), False)]
        if callee.client is not None and callee.client_shape is not None and not default:
            return self._client_endpoints(callee.client, callee.client_shape)
        if callee.module_client and callee.client_shape is not None:
            return self._module_endpoints(callee.module_client, callee.client_shape, call)
        if callee.lost:
            return [(Alternative(Lost(callee.lost, call.func, callee.outside)), False)]
        told: list[tuple[Alternative, bool]] = []
        for path in shape.endpoint:
            if path[0] in arguments and (not told or all(implied for _, implied in told)):
                values = self._within(self.slot_value(arguments[path[0]]), path[1:])
                told = self._told(values, call, default, shape.endpoint_variables)
        for name in shape.client:
            if name in arguments and (not told or all(implied for _, implied in told)):
                values = self.slot_value(arguments[name])
                told = self._of_clients(values, call, default, shape.endpoint_variables)
        told = told or self._set_on_modules(shape.endpoint_settings)
        if not told and not default and shape.told_by:
            told = self._told_by_others(call, shape, model)
        return told or [(self._default(call, default, shape.endpoint_variables), True)]

    def _other_provider(self, shape: RequestShape, arguments: dict[str, Slot]) -> str:
        """The provider that an argument names, where it is none of those that the shape is about."""
        if not shape.provider or shape.provider not in arguments:
            return ""
        names = [
            str(option.value.data)
            for option in self.slot_value(arguments[shape.provider])
            if isinstance(option.value, Literal) and option.value.data is not None
        ]
        return next((name for name in names if name not in shape.providers), "")

    def _told_by_others(
        self, request: cst.Call, shape: RequestShape, model: Alternative | None
    ) -> list[tuple[Alternative, bool]]:
        """The endpoints that other calls tell the library for requests such as this one.

        A module that is told by another may be told something else by a third.
        """
        found: list[tuple[Alternative, bool]] = []
        for telling in shape.told_by:
            for call in self._calls_of(telling.functions):
                if not self._is_in_scope(call, telling, model):
                    continue
                missing = next((n for n, text in telling.beside.items() if not self._is_called(n, text)), "")
                if missing:
                    reason = f"`{missing}` is not called, so another interface may be spoken"
                    return [(Alternative(Lost(reason, call)), False)]
                passed = self._argument(call, telling.endpoint, telling.positional)
                holding = self._argument(call, _named(telling.client), telling.positional)
                told = [(option, False) for option in passed or ()]
                if passed is None and holding is not None:
                    told = self._of_clients(holding, call, "", ())
                if self.ev.tree.root_of(call) is not self.ev.tree.root_of(request):
                    besides = f"another module that calls `{self.ev.tree.text(call.func)}`"
                    told = [(option._replace(outside=option.outside or besides), own) for option, own in told]
                found += told
        return found

    def _calls_of(self, functions: tuple[str, ...]) -> Iterator[cst.Call]:
        for name in functions:
            for call in self.ev.names.calls_by_name.get(name.rpartition(".")[2], ()):
                if any(
                    isinstance(option.value, Symbol) and option.value.name == name
                    for option in self.ev.evaluate(call.func)
                ):
                    yield call

    def _is_called(self, function: str, text: str) -> bool:
        """Whether the module calls a function with `text` as the first argument."""
        for call in self._calls_of((function,)):
            for argument in call.args[:1]:
                options = self.ev.evaluate(argument.value)
                if all(isinstance(o.value, Literal) and o.value.data == text for o in options):
                    return True
        return False

    def _is_in_scope(self, call: cst.Call, telling: Telling, model: Alternative | None) -> bool:
        """Whether what a call tells holds for a model of this name."""
        if not telling.scope:
            return True
        name = model.value.data if model is not None and isinstance(model.value, Literal) else None
        for option in self._argument(call, ((telling.scope,),), telling.positional) or ():
            scopes = [option]
            if isinstance(option.value, Row):
                scopes = [inner for element in option.value.elements for inner in self.ev.evaluate(element)]
            for scope in scopes:
                if isinstance(scope.value, Literal) and str(name).startswith(str(scope.value.data)):
                    return True
        return False

    def _default_by_name(
        self, shape: RequestShape, arguments: dict[str, Slot], model: Alternative | None
    ) -> str:
        """The library's own endpoint, where a provider argument or the model's name decides it."""
        if shape.provider and shape.provider in arguments:
            for option in self.slot_value(arguments[shape.provider]):
                if not isinstance(option.value, Literal):
                    return ""
                if option.value.data is not None:
                    return shape.providers.get(str(option.value.data), "")
        name = model.value.data if model is not None and isinstance(model.value, Literal) else None
        if isinstance(name, str):
            for prefix, endpoint in (*shape.prefixes.items(), *shape.inferred.items()):
                if name.startswith(prefix):
                    return endpoint
        return shape.default_endpoint

    def _without_prefix(self, shape: RequestShape, model: Alternative | None) -> Alternative | None:
        if model is None or not isinstance(model.value, Literal) or not isinstance(model.value.data, str):
            return model
        for prefix in shape.prefixes:
            if model.value.data.startswith(prefix):
                return model._replace(value=replace(model.value, data=model.value.data[len(prefix) :]))
        return model

    def _full_urls(
        self, call: cst.Call, callee: _Callee, arguments: dict[str, Slot]
    ) -> list[tuple[Alternative, bool]]:
        if "url" not in arguments:
            return [(Alternative(Lost("no URL is given", call)), False)]
        found: list[tuple[Alternative, bool]] = []
        for option in self.slot_value(arguments["url"]):
            path = option.value.data if isinstance(option.value, Literal) else None
            if (
                not isinstance(path, str)
                or "://" in path
                or callee.client is None
                or callee.client_shape is None
            ):
                found.append((option, False))
                continue
            for base, _ in self._client_endpoints(callee.client, callee.client_shape):
                both = combine(base.choices, option.choices)
                if both is None:
                    continue
                if isinstance(base.value, Literal) and isinstance(base.value.data, str) and base.value.data:
                    joined = base.value.data.rstrip("/") + "/" + path.lstrip("/")
                    value = Literal(joined, call, editable=False)
                    found.append(
                        (Alternative(value, both, option.trail, base.outside or option.outside), False)
                    )
                else:
                    found.append((Alternative(base.value, both), False))
        return found


def _cut(ways: list[_Bound]) -> list[_Bound]:
    """No more ways than can be followed; the last one that is kept says that there are more."""
    if len(ways) <= VARIANTS_LIMIT:
        return ways
    choices, slots, tables, opens = ways[VARIANTS_LIMIT - 1]
    return [
        *ways[: VARIANTS_LIMIT - 1],
        (choices, slots, tables, (*opens, "there are too many ways to make it")),
    ]


def _named(names: tuple[str, ...]) -> tuple[Keys, ...]:
    """Names of arguments as paths of one key."""
    return tuple((name,) for name in names)


def _is_text(alternative: Alternative | None) -> bool:
    value = alternative.value if alternative is not None else None
    return isinstance(value, Literal) and isinstance(value.data, str)


def _is_none(alternative: Alternative) -> bool:
    return isinstance(alternative.value, Literal) and alternative.value.data is None
