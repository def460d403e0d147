"""`Evaluator`: what an expression of one module can be, found by following it back to where it was written."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import libcst as cst

from dsmigrate.catalog.frameworks import Frameworks
from dsmigrate.catalog.runners import Runners
from dsmigrate.dialects.python import (
    attributes,
    comprehensions,
    handing_on,
    heritage,
    known_calls,
    literals,
    lookups,
    objects,
    operators,
    parameters,
    program_state,
    rows,
    tables,
    unpacking,
    uses,
)
from dsmigrate.dialects.python.abstract import (
    ALTERNATIVES_LIMIT,
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Literal,
    Lost,
    Made,
    Member,
    Object,
    Package,
    Routine,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.carriers import NameGraph
from dsmigrate.dialects.python.changes import Changes
from dsmigrate.dialects.python.flow import State
from dsmigrate.dialects.python.leaving import Leaving
from dsmigrate.dialects.python.linking import NO_HOMES, NO_LINKS, Homes, Linker, Links
from dsmigrate.dialects.python.questions import Questions
from dsmigrate.dialects.python.scopes import Binding, Names
from dsmigrate.dialects.python.tree import Forest, walk

_DEPTH_LIMIT = 60
NO_CONSTANTS: Mapping[str, str] = MappingProxyType({})
NO_RUNNERS = Runners()
NO_FRAMEWORKS = Frameworks()


class Evaluator:
    """Follows expressions of one module. `evaluate` is the door; everything is worked out once and kept.

    It says where each kind of thing is followed: an expression by `_EXPRESSIONS`, the value of a name's binding, and an
    attribute of a value.

    `constants` are names of libraries that stand for a text, `records` their classes that only hold what they are
    given. `runners` are what calls the functions that it is given, and `frameworks` what else libraries do with what is the
    project's.
    """

    def __init__(
        self,
        tree: Forest,
        models: Container[object] = frozenset(),
        constants: Mapping[str, str] = NO_CONSTANTS,
        records: Container[str] = frozenset(),
        links: Links = NO_LINKS,
        homes: Homes = NO_HOMES,
        runners: Runners = NO_RUNNERS,
        frameworks: Frameworks = NO_FRAMEWORKS,
    ) -> None:
        self.tree = tree
        self.models = models
        self.constants = constants
        self.records = records
        self.runners = runners
        self.frameworks = frameworks
        self.names = Names(tree)
        self.linker = Linker(self, links, homes)
        self._known: dict[int, Alternatives] = {}
        self._running: set[int] = set()
        # By a use, or a scope at whose end it is asked, and a name: what reaches it there.
        self.flows: dict[tuple[int, str], State] = {}
        self.leaving = Leaving()
        self.questions = Questions(self)
        self._callers: dict[int, list[cst.Call]] = {}
        # By the call that hands a function on, the calls of it, which are written nowhere.
        self.made_up: dict[int, Sequence[cst.Call]] = {}
        self._inside: dict[frozenset[cst.CSTNode], frozenset[int]] = {}
        self.changes = Changes(self)

    @cached_property
    def graph(self) -> NameGraph:
        """Which names may carry which values, by name alone."""
        return NameGraph(self.names, self.runners.names)

    def evaluate(self, node: cst.CSTNode) -> Alternatives:
        """Everything that the expression `node` can be, at least one alternative."""
        known = self._known.get(id(node))
        if known is not None:
            return known
        if id(node) in self._running or len(self._running) > _DEPTH_LIMIT:
            return (Alternative(Lost("it depends on itself", node)),)
        self._running.add(id(node))
        try:
            follow = _EXPRESSIONS.get(type(node))
            found = follow(self, node) if follow else self.lost(node, "it is worked out at run time")
        finally:
            self._running.discard(id(node))
        if len(found) > ALTERNATIVES_LIMIT:
            # What names DeepSeek is kept, so that it is known that it may be that.
            named = [option for option in found if self._names_deepseek(option.value)]
            rest = Alternative(Lost("it can be too many things to follow", node))
            found = (*named[: ALTERNATIVES_LIMIT // 2], rest)
        elif not found:
            found = (Alternative(Lost("no value reaches it", node)),)
        self._known[id(node)] = found
        return found

    def is_settled(self, node: cst.CSTNode) -> bool:
        """Whether an expression has been worked out to the end."""
        return id(node) in self._known

    def _names_deepseek(self, value: Abstract) -> bool:
        return isinstance(value, Literal) and isinstance(value.data, str) and "deepseek" in value.data.lower()

    def inside(self, loops: frozenset[cst.CSTNode]) -> frozenset[int]:
        """Every node, by id, that stands in one of `loops`."""
        known = self._inside.get(loops)
        if known is None:
            known = self._inside[loops] = frozenset(id(node) for loop in loops for node in walk(loop))
        return known

    def find_changes(self, sending: Container[int] = frozenset()) -> None:
        """Notes which dicts and lists are changed under which names, so that a change under another name counts.

        The calls `sending`, by node, leave what they are given as it is. What was evaluated before is forgotten: it
        did not know of the changes yet.
        """
        self.changes.find(sending)
        self._known.clear()
        self.flows.clear()
        self._callers.clear()
        self.made_up.clear()
        self.questions.forget()

    @cached_property
    def named(self) -> list[tuple[cst.CSTNode, str]]:
        """Where the module names a library's constant that stands for a text, and that text."""
        last = {name.rpartition(".")[2] for name in self.constants}
        found: list[tuple[cst.CSTNode, str]] = []
        for node in self.tree.of(cst.Attribute) if last else ():
            if node.attr.value in last:
                above = self.tree.parent(node)
                is_text = type(above) is cst.Attribute and above.attr.value == "value"
                whole = above if is_text and above is not None else node
                for option in self.evaluate(whole):
                    if isinstance(option.value, Literal) and option.value.node is whole:
                        found.append((whole, str(option.value.data)))
        return found

    def lost(self, node: cst.CSTNode, reason: str, outside: str = "") -> Alternatives:
        """What stands for an expression that cannot be followed, and why."""
        return (Alternative(Lost(reason, node, outside)),)

    def binding_value(self, binding: Binding) -> Alternatives:
        """What a binding gives its name, before any later change of that object."""
        declared = self.linker.home(binding)
        if declared:
            return (Alternative(Symbol(declared)),)
        match binding.kind:
            case "import":
                return self.linker.imported(binding.qualified, binding.node)
            case "def":
                assert isinstance(binding.node, cst.FunctionDef)
                return (Alternative(Routine(binding.node)),)
            case "class":
                assert isinstance(binding.node, cst.ClassDef)
                return (Alternative(Class(binding.node)),)
            case "param":
                return parameters.parameter(self, binding)
            case "loop":
                return unpacking.unpacked(self, unpacking.iterated(self, binding), binding)
            case "assign" | "with" if binding.value is not None:
                return unpacking.unpacked(self, self.evaluate(binding.value), binding)
            case "deleted":
                return ()
            case _:
                return self.lost(binding.node, f"`{binding.name}` is set in a way that is not followed")

    def only_text(self, node: cst.BaseExpression | None) -> str | None:
        """The text that an expression is in any case; None where it may be another, or is none."""
        text, outside = self.usual_text(node)
        return text if not outside else None

    def usual_text(self, node: cst.BaseExpression | None) -> tuple[str | None, str]:
        """The text that an expression is by what the code says, and what outside the code can replace it."""
        options = self.evaluate(node) if node is not None else ()
        value = options[0].value if len(options) == 1 else None
        if not isinstance(value, Literal) or not isinstance(value.data, (str, int)):
            return None, ""
        return str(value.data), options[0].outside

    def attribute(self, value: Abstract, name: str, node: cst.CSTNode) -> Alternatives:
        """What the attribute `name` of a value can be."""
        match value:
            case Symbol(name=qualified) if program_state.is_session(self, qualified) and (
                kept := program_state.of_session(self, qualified, name)
            ):
                return kept
            case Symbol(name=qualified, importer=importer):
                symbol = Symbol(f"{qualified}.{name}", importer)
                text = self.constants.get(symbol.name)
                known = symbol if text is None else Literal(text, node)
                return self.linker.resolved(symbol, node) or (Alternative(known),)
            case Package():
                return self.linker.member(value, name, node)
            case Class(node=cls):
                return objects.class_attribute(self, cls, name, node)
            case Object(cls=cls) if name == "__class__":
                return (Alternative(Class(cls)),)
            case Object():
                return objects.instance_attribute(self, value, name, node) or heritage.attribute(
                    self, value, name, node
                )
            case Made():
                special = known_calls.attribute_of_made(self, value, name, node)
                return special if special is not None else (Alternative(Member(value, (name,))),)
            case Member(base=base, path=path):
                return (Alternative(Member(base, (*path, name))),)
            case Literal(data=None):
                return ()
            case Literal() if name == "value":
                # A member of a library's enumeration is rewritten whole, its `.value` with it.
                named = isinstance(value.node, cst.Attribute)
                return (Alternative(replace(value, node=node) if named else value),)
            case Table() if value.record:
                entry = value.find(name)
                return (
                    lookups.entry_value(self, entry)
                    if entry is not None
                    else self.lost(node, f"the attribute `{name}` is not set in this file")
                )
            case Lost():
                return (Alternative(value),)
            case _:
                return self.lost(node, f"the attribute `{name}` could not be followed")

    def callers(
        self, function: cst.CSTNode, names: set[str], is_target: Callable[[Abstract], bool]
    ) -> list[cst.Call]:
        """The calls in this module that may be calls of `function`, known by any of `names`."""
        known = self._callers.get(id(function))
        if known is None:
            self._callers[id(function)] = known = []
            for name in sorted(names):
                for call in (*self.names.calls_by_name.get(name, ()), *handing_on.calls_through(self, name)):
                    if any(is_target(option.value) for option in self.evaluate(call.func)):
                        known.append(call)
        return known


def _awaited(ev: Evaluator, node: cst.Await) -> Alternatives:
    return ev.evaluate(node.expression)


def _named(ev: Evaluator, node: cst.NamedExpr) -> Alternatives:
    return ev.evaluate(node.value)


def _lambda(_: Evaluator, node: cst.Lambda) -> Alternatives:
    return (Alternative(Routine(node)),)


_EXPRESSIONS: dict[type[cst.CSTNode], Callable[[Evaluator, Any], Alternatives]] = {
    cst.SimpleString: literals.string,
    cst.ConcatenatedString: literals.concatenated,
    cst.FormattedString: literals.formatted,
    cst.FormattedStringText: literals.formatted_text,
    cst.Integer: literals.number,
    cst.Float: literals.number,
    cst.UnaryOperation: operators.unary,
    cst.BinaryOperation: operators.binary,
    cst.BooleanOperation: operators.boolean,
    cst.IfExp: operators.either,
    cst.Dict: tables.table,
    cst.DictComp: comprehensions.filtered,
    cst.List: rows.row,
    cst.Tuple: rows.row,
    cst.Set: rows.row,
    cst.Name: uses.value,
    cst.Attribute: attributes.value,
    cst.Subscript: lookups.subscript,
    cst.Call: known_calls.call,
    cst.Await: _awaited,
    cst.NamedExpr: _named,
    cst.Lambda: _lambda,
}
