"""Where in the answer of which request an expression reads: by the dotted path from the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import libcst as cst

from dsmigrate.dialects.python import classes, function_calls, uses
from dsmigrate.dialects.python.abstract import Made, Member, Routine, truth
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import Binding, dotted

# Methods that give what they are called on in another form: `.json()` of an HTTP response, pydantic's `.model_dump()`.
_FORMS = frozenset({
    "json", "model_dump", "dict", "to_dict", "parse", "copy", "items", "raise_for_status", "read", "decode",
})  # fmt: skip
# What gives the answer where it is given the request.
_OPENERS = ("urllib.request.urlopen",)
_COPIES = (
    "builtins.dict",
    "builtins.vars",
    "builtins.list",
    "copy.copy",
    "copy.deepcopy",
    "dataclasses.asdict",
)
# What an HTTP response holds as the text of its body.
_BODIES = (("text",), ("content",))
_EACH = "*"
_DEPTH = 20


class Read(NamedTuple):
    """What an expression is: what stands at `path` in the answer of the request `call`."""

    call: cst.Call
    path: tuple[str, ...]


def always(call: cst.Call) -> bool:
    """Every caller of a function is one that counts."""
    return True


class Answers:
    """Follows expressions back to the answers of some requests, the calls by node in `calls`.

    `heeds` says whether a caller of a function counts, where an answer is passed to it.
    """

    def __init__(
        self, ev: Evaluator, calls: Collection[int], heeds: Callable[[cst.Call], bool] = always
    ) -> None:
        self.ev = ev
        self.calls = calls
        self.heeds = heeds
        # The parameters that are asked about just now, and what is known of others.
        self._asking: set[int] = set()
        self._passed: dict[int, list[Read | None]] = {}

    def read(self, node: cst.CSTNode, depth: int = 0) -> list[Read | None]:
        """What an expression can be; None stands for anything that is no part of an answer, or is not known."""
        if depth > _DEPTH:
            return [None]
        if id(node) in self.calls and isinstance(node, cst.Call):
            return [Read(node, ())]
        inner, key = read_from(node)
        if inner is not None:
            found = self._of_attribute(node, depth) if isinstance(node, cst.Attribute) else []
            return found or [_deeper(read, key) for read in self.read(inner, depth + 1)]
        match node:
            case cst.Name():
                found = [read for binding in self._bindings(node) for read in self._bound(binding, depth)]
                return found if any(found) else self._evaluated(node, depth)
            case cst.Await(expression=within) | cst.NamedExpr(value=within):
                return self.read(within, depth + 1)
            case cst.BooleanOperation(left=left, operator=cst.Or(), right=right):
                # An empty dict in place of nothing adds nothing to read.
                if all(truth(option.value) is False for option in self.ev.evaluate(right)):
                    return self.read(left, depth + 1)
                return [*self.read(left, depth + 1), *self.read(right, depth + 1)]
            case cst.IfExp(body=one, orelse=other):
                return [*self.read(one, depth + 1), *self.read(other, depth + 1)]
            case cst.Call():
                return self._called(node, depth)
            case _:
                return [None]

    def _bindings(self, node: cst.Name) -> list[Binding]:
        return [reach.binding for reach in uses.reaching(self.ev, node) if reach.binding is not None]

    def _bound(self, binding: Binding, depth: int) -> Iterator[Read | None]:
        """What a binding makes of a name."""
        if binding.kind in ("assign", "with") and binding.value is not None:
            yield from self._unpacked(binding.value, binding.path, depth + 1)
        elif binding.kind == "loop" and binding.value is not None and not binding.path:
            # A chunk of a streamed answer has the fields of an answer.
            for read in self.read(binding.value, depth + 1):
                yield _deeper(read, _EACH) if read is not None and read.path else read
        elif binding.kind == "param":
            yield from self._handed_in(binding, depth)
        else:
            yield None

    def _handed_in(self, binding: Binding, depth: int) -> list[Read | None]:
        """What the callers of a function pass for a parameter; nothing more where they pass on that parameter itself."""
        if id(binding) in self._asking:
            return []
        known = self._passed.get(id(binding))
        if known is None:
            self._asking.add(id(binding))
            callers = list(function_calls.handed_in(self.ev, binding))
            known = [] if callers else [None]
            for call, passed in callers:
                if self.heeds(call):
                    known += self.read(passed, depth + 1) if passed is not None else [None]
            self._asking.discard(id(binding))
            if not self._asking:
                self._passed[id(binding)] = known
        return known

    def _unpacked(self, value: cst.CSTNode, path: tuple[int, ...], depth: int) -> Iterator[Read | None]:
        if not path:
            yield from self.read(value, depth)
            return
        for element in self._elements(value, path[0]):
            yield from self._unpacked(element, path[1:], depth + 1)

    def _elements(self, value: cst.CSTNode, index: int) -> Iterator[cst.CSTNode]:
        """The element of a tuple that is written out, or that a function of the project gives back."""
        if isinstance(value, (cst.Tuple, cst.List)) and index < len(value.elements):
            yield value.elements[index].value
        elif isinstance(value, cst.Await):
            yield from self._elements(value.expression, index)
        elif isinstance(value, cst.Call):
            for given in self._given_back(value):
                if isinstance(given, cst.Tuple):
                    yield from self._elements(given, index)

    def _given_back(self, call: cst.Call) -> Iterator[cst.BaseExpression]:
        """What a function of the project that is called gives back."""
        for option in self.ev.evaluate(call.func):
            if isinstance(option.value, Routine) and isinstance(option.value.node, cst.FunctionDef):
                for statement in self.ev.names.returns.get(id(option.value.node), ()):
                    if statement.value is not None:
                        yield statement.value

    def _called(self, node: cst.Call, depth: int) -> list[Read | None]:
        """What a call gives: the answer in another form, or what a function of the project gives back."""
        if isinstance(node.func, cst.Attribute) and node.func.attr.value in _FORMS:
            return self.read(node.func.value, depth + 1)
        names = {
            symbol.name for option in self.ev.evaluate(node.func) if hasattr(symbol := option.value, "name")
        }
        parsers = self.ev.frameworks.json.loads
        if names and node.args and names <= {*parsers, *_COPIES, *_OPENERS}:
            found = self.read(node.args[0].value, depth + 1)
            return [_parsed(read) for read in found] if names <= parsers else found
        given = [read for value in self._given_back(node) for read in self.read(value, depth + 1)]
        return given if any(given) else self._evaluated(node, depth)

    def _of_attribute(self, node: cst.Attribute, depth: int) -> list[Read | None]:
        """What the methods of a class assign to an attribute of its instances that holds a part of an answer."""
        name = dotted(node)
        function = self.ev.names.function_of(node)
        cls = self.ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
        if cls is None or not name.startswith("self."):
            return []
        found = [
            read
            for method in classes.methods(self.ev, cls)
            for binding in self.ev.names.own_scope(method).bindings.get(name, ())
            for read in self._bound(binding, depth)
        ]
        return [read for read in found if read is not None]

    def _evaluated(self, node: cst.CSTNode, depth: int) -> list[Read | None]:
        """What following the value tells: a request's own call, or something read from it."""
        found: list[Read | None] = []
        for option in self.ev.evaluate(node):
            match option.value:
                case Made(call=call) if call is not node:
                    found += self.read(call, depth + 1)
                case Member(base=Made(call=call), path=path):
                    found += [
                        Read(read.call, (*read.path, *path)) if read is not None else None
                        for read in self.read(call, depth + 1)
                    ]
                case _:
                    found.append(None)
        return found


def read_from(node: cst.CSTNode) -> tuple[cst.BaseExpression | None, str]:
    """What an expression reads a part of, and under which key: an attribute, a key, `.get(key)` or `getattr(thing, name)`.

    None and an empty key for any other expression.
    """
    match node:
        case cst.Attribute(value=value, attr=cst.Name(value=name)):
            return value, name
        case cst.Subscript(
            value=value, slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString() as key))]
        ):
            return value, str(key.evaluated_value)
        case cst.Subscript(
            value=value,
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Integer() | cst.UnaryOperation()))],
        ):
            return value, _EACH
        case cst.Call(
            func=cst.Attribute(value=value, attr=cst.Name(value="get")),
            args=[cst.Arg(value=cst.SimpleString() as key, keyword=None), *_],
        ):
            return value, str(key.evaluated_value)
        case cst.Call(
            func=cst.Name(value="getattr"),
            args=[cst.Arg(value=value), cst.Arg(value=cst.SimpleString() as key, keyword=None), *_],
        ):
            return value, str(key.evaluated_value)
        case _:
            return None, ""


def _deeper(read: Read | None, key: str) -> Read | None:
    return Read(read.call, (*read.path, key)) if read is not None else None


def _parsed(read: Read | None) -> Read | None:
    """What parsing the text of an HTTP response gives: the answer; of any other text nothing is known."""
    if read is None or read.path not in ((), *_BODIES):
        return None
    return Read(read.call, ())
