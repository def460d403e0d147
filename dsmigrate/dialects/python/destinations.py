"""Where requests go: the endpoints that a client, a call or a module has been told, or that the library takes."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from dsmigrate.catalog.clients import ClientLibraries
from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.catalog.shapes import ClientShape, Keys, RequestShape, Telling
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Made,
    Row,
    Symbol,
    under,
)
from dsmigrate.dialects.python.drafts import Callee, Slot
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import combine
from dsmigrate.dialects.python.passed import Passed, is_none, is_text
from dsmigrate.dialects.python.variables import told_in_code


class Destinations:
    """Finds endpoints; each comes with whether it is the library's own default."""

    def __init__(
        self, ev: Evaluator, libraries: ClientLibraries, endpoints: EndpointTable, passed: Passed
    ) -> None:
        self.ev = ev
        self.libraries = libraries
        self.endpoints = endpoints
        self.passed = passed

    def original(self, made: Made) -> tuple[Made, ClientShape | None]:
        """The constructor behind a client, and its shape; sees through methods that return a client like it."""
        shape = self.libraries.clients.get(made.name)
        if shape is not None:
            return made, shape
        func = made.call.func
        if isinstance(func, cst.Attribute):
            for option in self.ev.evaluate(func.value):
                inner = option.value
                if isinstance(inner, Made):
                    original, shape = self.original(inner)
                    if shape is not None and func.attr.value in shape.derive:
                        return original, shape
        return made, None

    def of_client(self, made: Made, shape: ClientShape) -> list[tuple[Alternative, bool]]:
        """The endpoints that a client may have been told, each with whether it is the library's own default."""
        found: list[tuple[Alternative, bool]] = []
        passed = self.passed.argument(made.call, shape.endpoint, shape.positional)
        for earlier in made.earlier:
            passed = passed or self.passed.argument(earlier, shape.endpoint, ())
        original, _ = self.original(made)
        default = self._provider_default(made, shape)
        holding = self.passed.argument(made.call, _named(shape.client), shape.positional)
        if passed is not None:
            found = self._told(passed, made.call, default, shape.endpoint_variables)
        elif holding is not None:
            found = self._of_clients(holding, made.call, default, shape.endpoint_variables)
        elif original is not made and isinstance(made.call.func, cst.Attribute):
            for option in self.ev.evaluate(made.call.func.value):
                if isinstance(option.value, Made):
                    for endpoint, implied in self.of_client(option.value, shape):
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
        provider = self.passed.argument(made.call, _named((shape.provider,)), shape.positional)
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
            shape = self.original(value)[1] if isinstance(value, Made) else None
            if isinstance(value, Made) and shape is not None:
                for endpoint, implied in self.of_client(value, shape):
                    found.extend((item, implied) for item in under((endpoint,), option.choices))
            elif is_none(option) or (default and is_text(option)):
                nothing = self._default(call, default, variables)
                found.extend((item, True) for item in under((nothing,), option.choices))
            else:
                reason = value.reason if isinstance(value, Lost) else "its client could not be followed"
                outside = value.outside if isinstance(value, Lost) else ""
                found.append((Alternative(Lost(reason, call, outside), option.choices, option.trail), False))
        return found

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
        told = told_in_code(self.ev, call, variables) if variables else None
        if told is not None:
            return told
        if not default:
            return Alternative(Lost("no endpoint is given, and which provider it goes to is not known", call))
        outside = ""
        if variables and not self.endpoints.is_own(default):
            outside = f"the environment variable {variables[0]}"
        return Alternative(Literal(default, call, editable=False), outside=outside)

    def of_request(
        self, call: cst.Call, callee: Callee, arguments: dict[str, Slot], model: Alternative | None
    ) -> list[tuple[Alternative, bool]]:
        """The endpoints that a call may send its request to, as far as they fit the model that it names."""
        shape = callee.shape
        if shape.body:
            return self._full_urls(call, callee, arguments)
        default = self._default_by_name(shape, arguments, model)
        other = self._other_provider(shape, arguments)
        if other:
            return [(Alternative(Lost(f"the provider `{other}` is asked in a way of its own", call)), False)]
        if callee.client is not None and callee.client_shape is not None and not default:
            return self.of_client(callee.client, callee.client_shape)
        if callee.module_client and callee.client_shape is not None:
            return self._module_endpoints(callee.module_client, callee.client_shape, call)
        if callee.lost:
            return [(Alternative(Lost(callee.lost, call.func, callee.outside)), False)]
        told: list[tuple[Alternative, bool]] = []
        for path in shape.endpoint:
            if path[0] in arguments and (not told or all(implied for _, implied in told)):
                values = self.passed.within(self.passed.slot_value(arguments[path[0]]), path[1:])
                told = self._told(values, call, default, shape.endpoint_variables)
        for name in shape.client:
            if name in arguments and (not told or all(implied for _, implied in told)):
                values = self.passed.slot_value(arguments[name])
                told = self._of_clients(values, call, default, shape.endpoint_variables)
        told = told or self._set_on_modules(shape.endpoint_settings)
        if not told and not default and shape.told_by:
            told = self._told_by_others(call, shape, model)
        told = told or [(self._default(call, default, shape.endpoint_variables), True)]
        outside = self._chosen_outside(shape, arguments)
        return [(each._replace(outside=each.outside or outside), implied) for each, implied in told]

    def _chosen_outside(self, shape: RequestShape, arguments: dict[str, Slot]) -> str:
        """What can replace the provider that a call names, and the endpoint with it; empty where nothing can."""
        slot = arguments.get(shape.provider) if shape.provider else None
        return next((o.outside for o in self.passed.slot_value(slot) if o.outside), "") if slot else ""

    def _full_urls(
        self, call: cst.Call, callee: Callee, arguments: dict[str, Slot]
    ) -> list[tuple[Alternative, bool]]:
        if "url" not in arguments:
            return [(Alternative(Lost("no URL is given", call)), False)]
        found: list[tuple[Alternative, bool]] = []
        for option in self.passed.slot_value(arguments["url"]):
            path = option.value.data if isinstance(option.value, Literal) else None
            if (
                not isinstance(path, str)
                or "://" in path
                or callee.client is None
                or callee.client_shape is None
            ):
                found.append((option, False))
                continue
            for base, _ in self.of_client(callee.client, callee.client_shape):
                both = combine(base.choices, option.choices)
                if both is None:
                    continue
                if isinstance(base.value, Literal) and isinstance(base.value.data, str) and base.value.data:
                    told = (
                        base.value.data
                        if "://" in base.value.data
                        else callee.client_shape.scheme + base.value.data
                    )
                    joined = told.rstrip("/") + "/" + path.lstrip("/")
                    value = Literal(joined, call, editable=False)
                    found.append(
                        (Alternative(value, both, option.trail, base.outside or option.outside), False)
                    )
                else:
                    found.append((Alternative(base.value, both), False))
        return found

    def _other_provider(self, shape: RequestShape, arguments: dict[str, Slot]) -> str:
        """The provider that an argument names, where it is none of those that the shape is about."""
        if not shape.provider or shape.provider not in arguments:
            return ""
        names = [
            str(option.value.data)
            for option in self.passed.slot_value(arguments[shape.provider])
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
                passed = self.passed.argument(call, telling.endpoint, telling.positional)
                holding = self.passed.argument(call, _named(telling.client), telling.positional)
                told = [(option, False) for option in passed or ()]
                if passed is None and holding is not None:
                    told = self._of_clients(holding, call, "", ())
                missing = next((n for n, text in telling.beside.items() if not self._is_called(n, text)), "")
                if missing:
                    at = next((f" of {o.value.data}" for o, _ in told if isinstance(o.value, Literal)), "")
                    reason = f"`{missing}` is not called, so another interface{at} may be spoken"
                    return [(Alternative(Lost(reason, call)), False)]
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
        for option in self.passed.argument(call, ((telling.scope,),), telling.positional) or ():
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
            for option in self.passed.slot_value(arguments[shape.provider]):
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


def _named(names: tuple[str, ...]) -> tuple[Keys, ...]:
    """Names of arguments as paths of one key."""
    return tuple((name,) for name in names)
