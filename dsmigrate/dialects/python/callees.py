"""What a call calls of a client library's: by its name, as a method of a client, or by way of what runs or inherits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from dsmigrate.catalog.clients import ClientLibraries
from dsmigrate.catalog.runners import Passing
from dsmigrate.dialects.python import classes, handing_on, heritage
from dsmigrate.dialects.python.abstract import Abstract, Class, Lost, Made, Member, Partial, Step, Symbol
from dsmigrate.dialects.python.destinations import Destinations
from dsmigrate.dialects.python.drafts import Callee
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices


class Callees:
    """Finds what calls call."""

    def __init__(self, ev: Evaluator, libraries: ClientLibraries, destinations: Destinations) -> None:
        self.ev = ev
        self.libraries = libraries
        self.destinations = destinations

    def of(self, call: cst.Call) -> Iterator[Callee]:
        """Everything of a client library's that a call can be a call of."""
        heir = classes.heir_calling(self.ev, call)
        if heir is not None:
            yield from self._as_base(heir, NO_CHOICE, (), ())
            return
        for option in self.ev.evaluate(call.func):
            yield from self._callee(option.value, option.choices, option.trail, call.func, ())
        handed = handing_on.handed(self.ev, call)
        if handed is not None and handed.runner.passes in (Passing.BEHIND, Passing.PACKED):
            yield from self._run(call, handed)

    def _run(self, call: cst.Call, handed: handing_on.Handed) -> Iterator[Callee]:
        """What a call hands on to what runs it."""
        runner, (run,) = handed.runner, handing_on.calls_made(self.ev, call, handed)
        doubt = (handed.doubt,) if handed.doubt else ()
        for option in self.ev.evaluate(handed.function):
            for callee in self._callee(option.value, option.choices, option.trail, handed.function, ()):
                yield replace(
                    callee,
                    opens=(*callee.opens, *doubt),
                    run=run,
                    mute=not runner.keywords,
                    packed=runner.passes is Passing.PACKED,
                )

    def _callee(
        self,
        value: Abstract,
        choices: Choices,
        trail: tuple[Step, ...],
        func: cst.BaseExpression,
        earlier: tuple[cst.Call, ...],
    ) -> Iterator[Callee]:
        match value:
            case Symbol(name=name):
                shape = self.libraries.functions.get(name)
                if shape is not None:
                    for each in shape.each:
                        yield Callee(each, choices, None, None, earlier, trail=trail)
                    return
                parts = name.split(".")
                for cut in range(1, len(parts)):
                    prefix = ".".join(parts[:cut])
                    client_shape = self.libraries.clients.get(prefix)
                    if client_shape is not None:
                        shape = self.libraries.method(client_shape, prefix, tuple(parts[cut:]))
                        if shape is not None:
                            yield Callee(
                                shape, choices, None, client_shape, earlier, module_client=prefix, trail=trail
                            )
                        return
                if name.startswith("."):
                    yield from self._by_path(
                        func, choices, earlier, f"`{name}` is imported from another file"
                    )
            case Member(base=base, path=path):
                made, client_shape = self.destinations.original(base)
                if client_shape is not None:
                    shape = self.libraries.method(client_shape, made.name, path)
                    if shape is not None:
                        yield Callee(shape, choices, base, client_shape, earlier, trail=trail)
                else:
                    yield from self._rebound(base, path, choices, earlier, trail)
                    yield from self._by_path(func, choices, earlier, f"`{base.name}()` is not followed")
            case Partial(target=target, call=call):
                opens = ("what its partial call holds is got at besides",) if self._is_got_at(call) else ()
                for callee in self._callee(target, choices, trail, call.args[0].value, (*earlier, call)):
                    yield replace(callee, opens=(*callee.opens, *opens))
            case Class(node=cls) if not heritage.has_constructor(self.ev, cls):
                yield from self._as_base(cls, choices, earlier, trail)
            case Lost(reason=reason, outside=outside):
                yield from self._by_path(func, choices, earlier, reason, outside)
            case _:
                pass

    def _is_got_at(self, partial: cst.Call) -> bool:
        """Whether code gets at the keywords that a partial call holds, and may change them."""
        return any(
            isinstance(option.value, Partial) and option.value.call is partial
            for kept in self.ev.names.values_by_name.get("keywords", ())
            if isinstance(kept, cst.Attribute)
            for option in self.ev.evaluate(kept.value)
        )

    def _rebound(
        self,
        base: Made,
        path: tuple[str, ...],
        choices: Choices,
        earlier: tuple[cst.Call, ...],
        trail: tuple[Step, ...],
    ) -> Iterator[Callee]:
        """A method that may name another model for the object which a library's function made."""
        making = self.libraries.functions.get(base.name)
        if making is None or making.rebound is None or len(path) != 1 or path[0] not in making.rebinds:
            return
        opens = (f"what `{base.name.rpartition('.')[2]}` was made with is sent too",)
        yield Callee(making.rebound, choices, base, making.as_client, earlier, trail=trail, opens=opens)

    def _as_base(
        self, cls: cst.ClassDef, choices: Choices, earlier: tuple[cst.Call, ...], trail: tuple[Step, ...]
    ) -> Iterator[Callee]:
        """What making an instance of a class is, where it is derived from one of a client library's."""
        shape = self.libraries.functions.get(heritage.outer_base(self.ev, cls))
        if shape is not None and not shape.part:
            changes = heritage.changes(self.ev, cls)
            opens = (changes,) if changes else ()
            for each in shape.each:
                yield Callee(each, choices, None, None, earlier, trail=trail, opens=opens)

    def _by_path(
        self,
        func: cst.BaseExpression,
        choices: Choices,
        earlier: tuple[cst.Call, ...],
        reason: str,
        outside: str = "",
    ) -> Iterator[Callee]:
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
                yield Callee(shape, choices, None, None, earlier, lost=reason, outside=outside)
                return
