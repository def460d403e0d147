"""`Evaluator`: what an expression of one module can be, found by following it back to where it was written."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

import libcst as cst

from dsmigrate.catalog.runners import Runners
from dsmigrate.dialects.python import (
    classes,
    comprehensions,
    heritage,
    known_calls,
    loading,
    objects,
    parameters,
    program_state,
    rounds,
)
from dsmigrate.dialects.python.abstract import (
    ALTERNATIVES_LIMIT,
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Object,
    Package,
    Routine,
    Row,
    Step,
    Symbol,
    Table,
    from_outside,
    truth,
    under,
    via,
)
from dsmigrate.dialects.python.carriers import NameGraph
from dsmigrate.dialects.python.changes import Changes
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, Flow, Reach, State, combine
from dsmigrate.dialects.python.given_or_default import with_defaults
from dsmigrate.dialects.python.leaving import Leaving
from dsmigrate.dialects.python.linking import NO_HOMES, NO_LINKS, Homes, Linker, Links
from dsmigrate.dialects.python.questions import Questions
from dsmigrate.dialects.python.scopes import CHANGES, Binding, Names, Scope, dotted
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import Forest, walk

_DEPTH_LIMIT = 60
NO_CONSTANTS: Mapping[str, str] = MappingProxyType({})
NO_RUNNERS = Runners()
# One way in which a dict can be filled: the choices that make it so, its entries, and why there may be more.
TableWay = tuple[Choices, list[Entry], list[str]]


class Evaluator:
    """Follows expressions of one module. `evaluate` is the door; everything is worked out once and kept.

    `constants` are names of libraries that stand for a text, `records` their classes that only hold what they are
    given. `runners` are what calls the functions that it is given.
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
    ) -> None:
        self.tree = tree
        self.models = models
        self.constants = constants
        self.records = records
        self.runners = runners
        self.names = Names(tree)
        self.linker = Linker(self, links, homes)
        self._known: dict[int, Alternatives] = {}
        self._running: set[int] = set()
        self._flows: dict[tuple[int, str], State] = {}
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
            found = self._evaluate(node)
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

    def held(self, expression: cst.BaseExpression) -> Alternatives:
        """What a container holds: a dict or list that is written in it may be changed under the names of loops."""
        options = self.evaluate(expression)
        if not isinstance(expression, (cst.Dict, cst.List, cst.Call)):
            return options
        return tuple(option._replace(value=self.changes.within(option.value)) for option in options)

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
        self._flows.clear()
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
        return (Alternative(Lost(reason, node, outside)),)

    def _evaluate(self, node: cst.CSTNode) -> Alternatives:
        handler = _EXPRESSIONS.get(type(node))
        if handler is None:
            return self.lost(node, "it is worked out at run time")
        return handler(self, node)

    # Literals

    def _string(self, node: cst.SimpleString) -> Alternatives:
        data = value_of(node)
        if isinstance(data, bytes):
            return (Alternative(Literal(data.decode("utf-8", "replace"), node, editable=False)),)
        return (Alternative(Literal(data, node)),)

    def _concatenated(self, node: cst.ConcatenatedString) -> Alternatives:
        return self._glue(node, [node.left, node.right])

    def _formatted(self, node: cst.FormattedString) -> Alternatives:
        parts: list[cst.CSTNode] = []
        for part in node.parts:
            if isinstance(part, cst.FormattedStringExpression):
                if part.format_spec is not None or part.conversion is not None:
                    return self.lost(node, "it is a formatted string")
                parts.append(part.expression)
            else:
                parts.append(part)
        return self._glue(node, parts)

    def _formatted_text(self, node: cst.FormattedStringText) -> Alternatives:
        return (Alternative(Literal(node.value.replace("{{", "{").replace("}}", "}"), node, editable=False)),)

    def _glue(self, node: cst.CSTNode, parts: list[cst.CSTNode]) -> Alternatives:
        """Strings put together; known where every part is."""
        whole: list[tuple[str, Choices, tuple[Step, ...], str]] = [("", NO_CHOICE, (), "")]
        for part in parts:
            options = self.evaluate(part)
            longer = []
            for text, choices, trail, outside in whole:
                for option in options:
                    both = combine(choices, option.choices)
                    if both is None:
                        continue
                    if not isinstance(option.value, Literal) or option.value.data is None:
                        reason = (
                            option.value.reason
                            if isinstance(option.value, Lost)
                            else "a part of it is not text"
                        )
                        outer = option.value.outside if isinstance(option.value, Lost) else ""
                        return self.lost(node, reason, outer)
                    longer.append(
                        (
                            text + str(option.value.data),
                            both,
                            (*trail, *option.trail),
                            outside or option.outside,
                        )
                    )
            whole = longer
            if len(whole) > ALTERNATIVES_LIMIT:
                return self.lost(node, "it can be too many things to follow")
        return tuple(
            Alternative(Literal(text, node, editable=False), choices, trail, outside)
            for text, choices, trail, outside in whole
        )

    def _number(self, node: cst.Integer | cst.Float) -> Alternatives:
        return (Alternative(Literal(node.evaluated_value, node)),)

    def _unary(self, node: cst.UnaryOperation) -> Alternatives:
        if isinstance(node.operator, cst.Minus) and isinstance(node.expression, (cst.Integer, cst.Float)):
            return (Alternative(Literal(-node.expression.evaluated_value, node)),)
        return self.lost(node, "it is worked out at run time")

    def _binary(self, node: cst.BinaryOperation) -> Alternatives:
        if isinstance(node.operator, cst.Add):
            left, right = self.evaluate(node.left), self.evaluate(node.right)
            if any(isinstance(option.value, Row) for option in (*left, *right)):
                return _joined(node, left, right)
            return self._glue(node, [node.left, node.right])
        if isinstance(node.operator, cst.BitOr):
            return self._merge(node, [node.left, node.right])
        return self.lost(node, "it is worked out at run time")

    def _merge(self, node: cst.CSTNode, sides: list[cst.BaseExpression]) -> Alternatives:
        ways: list[TableWay] = [(NO_CHOICE, [], [])]
        for side in sides:
            ways = self.spread_ways(side, ways)
        return tuple(
            Alternative(Table(node, tuple(entries), tuple(opens), extensible=False), choices)
            for choices, entries, opens in ways
        )

    def spread(self, expression: cst.BaseExpression, entries: list[Entry], opens: list[str]) -> None:
        """Adds the keys of a dict that is spread into another."""
        options = self.evaluate(expression)
        only = options[0].value if len(options) == 1 else None
        if isinstance(only, Table):
            _add_table(only, entries, opens)
        else:
            _open(
                f"`{self.tree.text(expression)}` is merged into it and could not be followed", entries, opens
            )

    def _dict(self, node: cst.Dict) -> Alternatives:
        """A dict literal; where a dict that is spread into it can be several, so can it."""
        ways: list[TableWay] = [(NO_CHOICE, [], [])]
        for element in node.elements:
            if isinstance(element, cst.DictElement):
                for _, entries, opens in ways:
                    self._add_entry(element.key, element.value, element, entries, opens)
            elif isinstance(element, cst.StarredDictElement):
                ways = self.spread_ways(element.value, ways)
        return tuple(
            Alternative(Table(node, tuple(entries), tuple(opens)), choices)
            for choices, entries, opens in ways
        )

    def spread_ways(self, expression: cst.BaseExpression, ways: list[TableWay]) -> list[TableWay]:
        """The ways in which a dict can be filled, once another one, which can be several, is spread into it."""
        options = self.evaluate(expression)
        if len(options) * len(ways) > 8 or not all(isinstance(option.value, Table) for option in options):
            for _, entries, opens in ways:
                self.spread(expression, entries, opens)
            return ways
        longer = []
        for choices, entries, opens in ways:
            for option in options:
                both = combine(choices, option.choices)
                if both is not None and isinstance(option.value, Table):
                    joined = (list(entries), list(opens))
                    _add_table(option.value, *joined)
                    longer.append((both, *joined))
        return longer

    def _add_entry(
        self,
        key: cst.BaseExpression,
        value: cst.BaseExpression,
        written: cst.CSTNode,
        entries: list[Entry],
        opens: list[str],
    ) -> None:
        keys = [option.value for option in self.evaluate(key)]
        for option in keys:
            if isinstance(option, Literal) and isinstance(option.data, (str, int, float, bool)):
                entries.append(Entry(str(option.data), value, written))
            else:
                _open("it has a key that could not be followed", entries, opens)

    def _row(self, node: cst.List | cst.Tuple | cst.Set) -> Alternatives:
        elements: list[cst.BaseExpression] = []
        opens: list[str] = []
        for element in node.elements:
            if isinstance(element, cst.StarredElement):
                options = self.evaluate(element.value)
                only = options[0].value if len(options) == 1 else None
                if isinstance(only, Row):
                    elements.extend(only.elements)
                    opens.extend(only.opens)
                else:
                    opens.append("a list that could not be followed is merged into it")
            else:
                elements.append(element.value)
        return (Alternative(Row(node, tuple(elements), tuple(opens))),)

    def _dict_comprehension(self, node: cst.DictComp) -> Alternatives:
        found = comprehensions.filtered(self, node)
        return found if found is not None else self.lost(node, "it is worked out at run time")

    # Names

    def _name(self, node: cst.Name) -> Alternatives:
        constants = {"None": None, "True": True, "False": False}
        if node.value in constants:
            return (Alternative(Literal(constants[node.value], node)),)
        here = self.names.scope_of(node)
        scope = self.names.resolve(node.value, here)
        if scope is None:
            starred = self.linker.starred(node.value, self.names.module_of(node), node)
            return starred or (Alternative(Symbol(f"builtins.{node.value}")),)
        return self._reached(node.value, scope, node, same_scope=self.runs_in(here, scope))

    def runs_in(self, here: Scope, scope: Scope) -> bool:
        """Whether code of `here` runs as a part of `scope`'s own body."""
        current: Scope | None = here
        while current is not None and current is not scope:
            if isinstance(current.node, (cst.FunctionDef, cst.Lambda)):
                return False
            current = current.parent
        return current is scope

    def _reached(self, name: str, scope: Scope, use: cst.CSTNode, same_scope: bool) -> Alternatives:
        found: list[Alternative] = []
        state = rounds.settled(self, self.state(scope, name, use if same_scope else None))
        reached: list[tuple[Reach, Alternatives]] = []
        for reach in state:
            if reach.binding is None and scope.is_module:
                starred = under(self.linker.starred(name, scope, use), reach.choices)
                reached.append((reach, starred))
            if reach.binding is None and scope.is_class and same_scope:
                reached.append((reach, under(self._outside_class(name, scope, use), reach.choices)))
            reached.append((reach, self.reach_value(reach, use)))
        found.extend(with_defaults(self, reached))
        if any(reach.earlier for reach in state):
            found = rounds.distinct(found)
        seen = {id(reach.binding) for reach in state}
        if scope.is_module and not same_scope:
            found.extend(self.linker.given_from_afar(name, scope))
        # Where a function ends in a `return`, nothing reaches its end; what is defined in it sees its parameters still.
        hidden = CHANGES if not state else (*CHANGES, "param")
        if not same_scope or not found:
            for binding in scope.bindings.get(name, ()):
                fresh = id(binding) not in seen and binding.kind not in hidden
                if fresh and (binding.statement is None or not same_scope or not found):
                    found.extend(via(self.binding_value(binding), Step(binding)))
        else:
            for binding in scope.bindings.get(name, ()):
                if binding.statement is None and id(binding) not in seen and binding.kind == "assign":
                    found.extend(via(self.binding_value(binding), Step(binding)))
        bound = seen if same_scope else None
        return tuple(
            option._replace(value=self.changes.with_remote(option.value, scope, name, bound))
            for option in found
        )

    def _outside_class(self, name: str, scope: Scope, use: cst.CSTNode) -> Alternatives:
        """What a name is in the body of a class that binds it only further down: the module's, past functions around it."""
        module = self.names.module_of(use)
        if not module.binds(name):
            return ()
        return self._reached(name, module, use, same_scope=self.runs_in(scope, module))

    def value_at_end(self, name: str, scope: Scope, use: cst.CSTNode) -> Alternatives:
        """What `name` can be once the body of `scope` has run, as code elsewhere sees it."""
        return self._reached(name, scope, use, same_scope=False)

    def reaching(self, node: cst.Name) -> State:
        """The bindings of a name that can reach its use at `node`, and what was changed on the way; none where it has none."""
        here = self.names.scope_of(node)
        scope = self.names.resolve(node.value, here)
        if scope is None:
            return ()
        reaches = self.state(scope, node.value, node if self.runs_in(here, scope) else None)
        return tuple(reach for reach in reaches if reach.binding is None or reach.binding.kind != "deleted")

    def reach_value(self, reach: Reach, use: cst.CSTNode) -> Alternatives:
        """What a name is by a binding that reaches its use, the changes on the way included."""
        if reach.binding is None:
            return ()
        values = via(self.binding_value(reach.binding), Step(reach.binding))
        values = under(rounds.of_earlier_round(self, values, reach), reach.choices)
        return tuple(
            alternative._replace(
                value=rounds.table_of_earlier_round(
                    self, self.changes.after(alternative.value, reach.changes), reach
                )
            )
            for alternative in values
        )

    def state(self, scope: Scope, name: str, use: cst.CSTNode | None) -> State:
        """The bindings of `name` that reach `use`, or the end of the scope."""
        key = (id(use) if use is not None else id(scope), name)
        known = self._flows.get(key)
        if known is None:
            flow = Flow(self.names, scope, name, self.questions.branches, self.leaving, use)
            parameter = next((b for b in scope.bindings.get(name, ()) if b.kind == "param"), None)
            body = scope.node.body if isinstance(scope.node, (cst.FunctionDef, cst.ClassDef)) else scope.node
            if isinstance(scope.node, cst.Lambda) or not hasattr(body, "body"):
                known = tuple(Reach(binding) for binding in scope.bindings.get(name, ()))
            else:
                known = flow.run(body)
                if flow.overflown:
                    too_many = Binding(name, "opaque", scope.node, scope)
                    known = (*known, Reach(too_many))
            if parameter is not None:
                known = tuple(
                    replace(reach, binding=parameter) if reach.binding is None else reach for reach in known
                )
            if isinstance(scope.node, (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)):
                known = tuple(Reach(binding) for binding in scope.bindings.get(name, ()))
            self._flows[key] = known
        return known

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
                return self._unpack(self._iterated(binding), binding)
            case "assign" | "with" if binding.value is not None:
                return self._unpack(self.evaluate(binding.value), binding)
            case "deleted":
                return ()
            case _:
                return self.lost(binding.node, f"`{binding.name}` is set in a way that is not followed")

    def _unpack(self, values: Alternatives, binding: Binding) -> Alternatives:
        for index in binding.path:
            found: list[Alternative] = []
            for option in values:
                if (
                    isinstance(option.value, Row)
                    and not option.value.opens
                    and index < len(option.value.elements)
                ):
                    inner = self.held(option.value.elements[index])
                    found.extend(
                        item._replace(trail=(*option.trail, *item.trail))
                        for item in under(inner, option.choices)
                    )
                elif isinstance(option.value, Made) and (
                    loaded := loading.one_of_several(self, option.value, index)
                ):
                    found.extend(under(loaded, option.choices))
                else:
                    reason = "it is unpacked from something that could not be followed"
                    found.append(Alternative(Lost(reason, binding.node), option.choices))
            values = tuple(found)
        return values

    def _iterated(self, binding: Binding) -> Alternatives:
        """What a loop's target can be: the elements of what is looped over, each under its own choice."""
        assert binding.value is not None
        loop = id(binding.value)
        found: list[Alternative] = []
        for option in self.evaluate(binding.value):
            match option.value:
                case Lost(node=made) if (each := self._made_one_by_one(made)) is not None:
                    for index, element in enumerate(each):
                        both = combine(option.choices, frozenset({(("loop", loop), index)}))
                        if both is not None:
                            found.extend(under(self.evaluate(element), both))
                case Row(elements=elements) if not option.value.opens:
                    for index, element in enumerate(elements):
                        choice: Choices = frozenset({(("loop", loop), index)})
                        both = combine(option.choices, choice)
                        if both is not None:
                            found.extend(under(self.evaluate(element), both))
                case Table(entries=entries) if not option.value.opens:
                    for entry in entries:
                        if isinstance(entry.written, cst.DictElement):
                            choice = frozenset({(("loop", loop), entry.key)})
                            found.extend(under(self.evaluate(entry.written.key), choice))
                case _:
                    found.append(
                        Alternative(Lost("it is looped over and could not be followed", binding.node))
                    )
        return tuple(found)

    def _made_one_by_one(self, node: cst.CSTNode) -> list[cst.BaseExpression] | None:
        """The expressions that a comprehension or a generator gives, each as often as it likes; None for anything else."""
        if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
            return [node.elt]
        given = [each.value for each in self.names.yields.get(id(node), ())]
        known = [value for value in given if isinstance(value, cst.BaseExpression)]
        return known if known and len(known) == len(given) else None

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

    # Attributes and subscripts

    def _attribute(self, node: cst.Attribute) -> Alternatives:
        name = dotted(node)
        root = name.partition(".")[0]
        here = self.names.scope_of(node)
        scope = self._holding(here, name, root) if name else None
        if scope is None:
            return tuple(
                option._replace(value=self.changes.with_remote(option.value, None, name))
                for option in self._plain_attribute(node)
            )
        found: list[Alternative] = []
        state = self.state(scope, name, node if self.runs_in(here, scope) else None)
        for reach in rounds.settled(self, state):
            if reach.binding is not None:
                found.extend(self.reach_value(reach, node))
            else:
                found.extend(
                    option._replace(value=self.changes.after(option.value, reach.changes))
                    for option in under(self._plain_attribute(node), reach.choices)
                )
        outside = (
            objects.set_on_command_line(self, o.value, node.attr.value) for o in self.evaluate(node.value)
        )
        found = list(from_outside(tuple(found), next(filter(None, outside), "")))
        return tuple(
            option._replace(value=self.changes.with_remote(option.value, scope, name)) for option in found
        )

    def _holding(self, here: Scope, name: str, root: str) -> Scope | None:
        """The scope around `here` that assigns the dotted name and sees the same root name."""
        owner = self.names.resolve(root, here)
        current: Scope | None = here
        while current is not None:
            if name in current.bindings and not current.is_class:
                return current if self.names.resolve(root, current) is owner else None
            if isinstance(current.node, (cst.FunctionDef, cst.Lambda)) and owner is current:
                return None
            current = current.parent
        return None

    def _assigned_by_methods(self, node: cst.Attribute, name: str) -> Alternatives:
        """What other methods of the class assign to `self.a.b`, where `self.a` itself could not be followed."""
        function = self.names.function_of(node)
        cls = self.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
        if cls is None or name.count(".") < 2:
            return ()
        found: list[Alternative] = []
        for method in classes.methods(self, cls):
            for binding in self.names.own_scope(method).bindings.get(name, ()):
                if binding.kind == "assign":
                    found.extend(via(self.binding_value(binding), Step(binding)))
        return tuple(found)

    def _plain_attribute(self, node: cst.Attribute) -> Alternatives:
        found: list[Alternative] = []
        for option in self.evaluate(node.value):
            values = self.attribute(option.value, node.attr.value, node)
            found.extend(
                item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
                for item in under(values, option.choices)
            )
        if any(isinstance(option.value, Lost) for option in found):
            shared = objects.kept_by_application(self, node)
            if shared:
                return shared
            found.extend(self._assigned_by_methods(node, dotted(node)))
        return tuple(found)

    def attribute(self, value: Abstract, name: str, node: cst.CSTNode) -> Alternatives:
        """What the attribute `name` of a value can be."""
        match value:
            case Symbol(name=qualified) if program_state.is_session(qualified) and (
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
                    self.entry_value(entry)
                    if entry is not None
                    else self.lost(node, f"the attribute `{name}` is not set in this file")
                )
            case Lost():
                return (Alternative(value),)
            case _:
                return self.lost(node, f"the attribute `{name}` could not be followed")

    def _subscript(self, node: cst.Subscript) -> Alternatives:
        if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Index):
            return self.lost(node, "it is a slice")
        index = node.slice[0].slice.value
        found: list[Alternative] = []
        for option in self.evaluate(node.value):
            values = self.item(option.value, index, node)
            found.extend(
                item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
                for item in under(values, option.choices)
            )
        return tuple(found)

    def item(
        self,
        value: Abstract,
        index: cst.BaseExpression,
        node: cst.CSTNode,
        default: cst.BaseExpression | None = None,
    ) -> Alternatives:
        """What `value[index]` can be; with a `default`, what `value.get(index, default)` can be."""
        if isinstance(value, Symbol) and value.name == "os.environ":
            return known_calls.environment(self, index, default, node)
        if isinstance(value, Symbol) and program_state.is_session(value.name):
            under_key = self.only_text(index)
            kept = program_state.of_session(self, value.name, under_key, default) if under_key else ()
            return kept or self.lost(node, "it is kept in the session", "the session")
        if isinstance(value, Lost):
            return (Alternative(value),)
        keys = self.evaluate(index)
        found: list[Alternative] = []
        for key in keys:
            # A key that something outside the code replaces may be any.
            known = isinstance(key.value, Literal) and not key.outside
            data = key.value.data if isinstance(key.value, Literal) and known else None
            if (
                isinstance(value, Row)
                and isinstance(data, int)
                and not value.opens
                and -len(value.elements) <= data < len(value.elements)
            ):
                found.extend(_chosen_by(key, self.held(value.elements[data])))
                continue
            if isinstance(value, Table) and data is not None:
                entry = value.find(str(data))
                if entry is not None:
                    found.extend(_chosen_by(key, self.entry_value(entry)))
                elif value.opens:
                    found.append(Alternative(Lost(value.opens[0], node), key.choices))
                elif default is not None:
                    found.extend(_chosen_by(key, self.evaluate(default)))
                else:
                    found.append(Alternative(Literal(None, node, editable=False), key.choices))
                continue
            if isinstance(value, Table) and not value.opens:
                found.extend(self._any_entry(value, index, key))
                if default is not None:
                    found.extend(under(self.evaluate(default), key.choices))
                continue
            if isinstance(value, Row) and not value.opens and not known:
                found.extend(under(self.any_of(value, node), key.choices))
                continue
            found.append(Alternative(Lost("it is looked up in something that could not be followed", node)))
        return tuple(found)

    def any_of(self, row: Row, node: cst.CSTNode) -> Alternatives:
        """Whatever `node` takes out of a list, each under a choice of its own, which no condition tells."""
        return tuple(
            item
            for index, element in enumerate(row.elements)
            for item in under(self.held(element), frozenset({(("loop", id(node)), index)}))
        )

    def _any_entry(self, table: Table, index: cst.BaseExpression, key: Alternative) -> Alternatives:
        """The entries of a registry that is looked up by a key which is not known, each under its own choice."""
        found: list[Alternative] = []
        stable = self.questions.stable_scope(index)
        lookup = ("key", id(table.node) if stable is None else stable, self.tree.text(index))
        for entry in table.entries:
            choice = combine(key.choices, frozenset({(lookup, entry.key)}))
            if choice is not None:
                found.extend(under(self.entry_value(entry), choice))
        return tuple(found)

    def entry_value(self, entry: Entry) -> Alternatives:
        """What is stored under a key of a dict."""
        values = entry.fixed if entry.fixed is not None else self.held(entry.value)
        return (*values, *self.lost(entry.value, entry.maybe)) if entry.maybe else values

    # Choices

    def _either(self, node: cst.IfExp) -> Alternatives:
        found: list[Alternative] = []
        for side, taken in ((node.body, True), (node.orelse, False)):
            for choices in self.questions.branches(node.test, taken):
                found.extend(under(self.evaluate(side), choices))
        return tuple(found)

    def _boolean(self, node: cst.BooleanOperation) -> Alternatives:
        if not isinstance(node.operator, cst.Or):
            return self.lost(node, "it is worked out at run time")
        left, right = self.evaluate(node.left), self.evaluate(node.right)
        found: list[Alternative] = []
        falls_through: list[Choices] = []
        outside = ""
        for option in left:
            known = truth(option.value)
            if known is None:
                if isinstance(option.value, Lost) and option.value.outside:
                    outside = option.value.outside
                else:
                    found.append(option)
            elif known:
                found.append(option)
            if not known or option.outside:
                falls_through.append(option.choices)
        for choices in dict.fromkeys(falls_through):
            found.extend(from_outside(under(right, choices), outside))
        return tuple(found)

    # Calls

    def _call(self, node: cst.Call) -> Alternatives:
        return known_calls.call(self, node)

    def _await(self, node: cst.Await) -> Alternatives:
        return self.evaluate(node.expression)

    def _named(self, node: cst.NamedExpr) -> Alternatives:
        return self.evaluate(node.value)

    def _lambda(self, node: cst.Lambda) -> Alternatives:
        return (Alternative(Routine(node)),)

    def callers(
        self, function: cst.CSTNode, names: set[str], is_target: Callable[[Abstract], bool]
    ) -> list[cst.Call]:
        """The calls in this module that may be calls of `function`, known by any of `names`."""
        known = self._callers.get(id(function))
        if known is None:
            self._callers[id(function)] = known = []
            for name in sorted(names):
                for call in self.names.calls_by_name.get(name, ()):
                    if any(is_target(option.value) for option in self.evaluate(call.func)):
                        known.append(call)
        return known


def _chosen_by(key: Alternative, values: Alternatives) -> Alternatives:
    """What stands under a key: who may pass another key to a function on its way, may get another value."""
    passed = tuple(step for step in key.trail if step.function is not None)
    return tuple(option._replace(trail=(*option.trail, *passed)) for option in under(values, key.choices))


def _joined(node: cst.CSTNode, left: Alternatives, right: Alternatives) -> Alternatives:
    """Two lists, one behind the other; open where one of them is not known."""
    found: list[Alternative] = []
    for first in left:
        for second in right:
            both = combine(first.choices, second.choices)
            if both is None:
                continue
            rows = [option.value for option in (first, second) if isinstance(option.value, Row)]
            opens = [reason for row in rows for reason in row.opens]
            if len(rows) < 2:
                opens.append("a list that could not be followed is joined to it")
            elements = tuple(element for row in rows for element in row.elements)
            found.append(Alternative(Row(node, elements, tuple(opens)), both))
    return tuple(found)


def _open(reason: str, entries: list[Entry], opens: list[str]) -> None:
    """Something that is not known is put into a dict: it may replace any entry, and add others."""
    entries[:] = [entry if entry.maybe else replace(entry, maybe=reason) for entry in entries]
    opens.append(reason)


def _add_table(table: Table, entries: list[Entry], opens: list[str]) -> None:
    """A known dict is put into another."""
    if table.opens:
        _open(table.opens[0], entries, opens)
    entries.extend(table.entries)


_EXPRESSIONS: dict[type[cst.CSTNode], Callable[[Evaluator, Any], Alternatives]] = {
    cst.SimpleString: Evaluator._string,
    cst.ConcatenatedString: Evaluator._concatenated,
    cst.FormattedString: Evaluator._formatted,
    cst.FormattedStringText: Evaluator._formatted_text,
    cst.Integer: Evaluator._number,
    cst.Float: Evaluator._number,
    cst.UnaryOperation: Evaluator._unary,
    cst.BinaryOperation: Evaluator._binary,
    cst.Dict: Evaluator._dict,
    cst.List: Evaluator._row,
    cst.Tuple: Evaluator._row,
    cst.Set: Evaluator._row,
    cst.DictComp: Evaluator._dict_comprehension,
    cst.Name: Evaluator._name,
    cst.Attribute: Evaluator._attribute,
    cst.Subscript: Evaluator._subscript,
    cst.IfExp: Evaluator._either,
    cst.BooleanOperation: Evaluator._boolean,
    cst.Call: Evaluator._call,
    cst.Await: Evaluator._await,
    cst.NamedExpr: Evaluator._named,
    cst.Lambda: Evaluator._lambda,
}
