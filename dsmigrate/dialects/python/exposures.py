"""The names through which other files can reach, or replace, what is sent: what keeps a rename from being safe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.catalog.thinking import EFFORT, REASONING, THINKING
from dsmigrate.core.sightings import Exposure
from dsmigrate.core.source import Place
from dsmigrate.dialects.python import classes, results, strangers, unseen_callers
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Class,
    Literal,
    Lost,
    Member,
    Object,
    Package,
    Routine,
    Step,
    Symbol,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.drafts import Draft, Way
from dsmigrate.dialects.python.escapes import literals
from dsmigrate.dialects.python.harmless import is_asserted, is_harmless
from dsmigrate.dialects.python.scopes import MUTATORS, Binding, Function, dotted
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import walk

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import Program

# Functions that read a module's names, and set none.
_READING = frozenset({"getattr", "hasattr", "getmembers", "getsource", "dir"})
# Functions that are given a module or another object, and one of its names as a text: of Python, and of test tools.
_BY_NAME = frozenset({"getattr", "hasattr", "setattr", "delattr", "object"})
# Functions that get at any name of what they are given.
_LOOKING_UP = frozenset({"getattr", "setattr", "vars", "dir", "getmembers", "from_object"})
_SAYING_THINKING = frozenset({THINKING, REASONING, EFFORT})


class ExposureFinder:
    """Looks at what the requests of a program send, and at how else it may be had or set."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.ev = program.ev
        self.tree = program.tree
        self.finder = program.finder
        self.drafts = program.drafts
        self.catalog = program.catalog
        self._handed_whole: dict[int, cst.Call | None] = {}

    def exposures(self) -> Iterator[Exposure]:
        """The names through which other code can reach, or replace, what is sent with a model from this file."""
        for node in {id(node): node for node in self.written()}.values():
            yield from self._leaving(node)
            yield from self._sent_unseen(node)
            yield from self._asserted(node)
        for draft in self.drafts:
            for way in draft.ways:
                if way.model is None or not isinstance(way.model.value, Literal):
                    continue
                literal = self.program.place(way.model.value.node)
                for step in way.model.trail:
                    yield from self._exposed_by(step, literal)
                for step in self._other_steps(draft, way):
                    if step.function is not None or step.binding.kind == "assign":
                        yield from self._exposed_by(step, literal, only_default=True)
                yield from self._replaceable(draft, way, literal)
                yield from self._limited_by_types(way.model.value, literal)
                for replaced in self._replaced_methods(draft):
                    yield Exposure(literal, f"`{replaced}` is replaced", "handed")

    def written(self) -> Iterator[cst.CSTNode]:
        """The literals that are models of requests, or endpoints that clients are told."""
        for draft in self.drafts:
            for way in draft.ways:
                for option in (way.model, way.endpoint):
                    if option is not None and isinstance(option.value, Literal) and option.value.editable:
                        yield option.value.node
        for _, _, endpoints in self.finder.clients():
            for option, implied in endpoints:
                if isinstance(option.value, Literal) and not implied:
                    yield option.value.node

    def _sent_unseen(self, node: cst.CSTNode) -> Iterator[Exposure]:
        """The requests whose model could not be followed, and that may be sent what is written at `node` as well."""
        unclear = [
            draft.call
            for draft in self.drafts
            if any(way.model is None or isinstance(way.model.value, Lost) for way in draft.ways)
        ] + self.finder.unclear
        carriers = Carriers(self.ev.graph, [node]) if unclear else None
        for call in unclear:
            if carriers is not None and any(
                carriers.may_reach(argument.value) or not carriers.names.isdisjoint(self._keys_in(argument))
                for argument in call.args
            ):
                place = self.program.place(node)
                row = self.tree.row_and_file(call)
                reason = f"the call in {row}, whose model could not be followed, may send it too"
                yield Exposure(place, reason, "handed")

    def _asserted(self, node: cst.CSTNode) -> Iterator[Exposure]:
        """The assertions that expect what is written at `node`, and write it down once more."""
        if not isinstance(node, cst.SimpleString):
            return
        for string in self._strings_by_value.get(value_of(node), ()):
            # What is compared with it is a condition.
            compared = isinstance(self.tree.parent(string), (cst.Comparison, cst.ComparisonTarget))
            again = string is not node and not compared
            if again and is_asserted(self.tree, string) and not self._is_sent(string):
                place = self.program.place(node)
                reason = f"the assertion in {self.tree.row_and_file(string)} expects the old name"
                yield Exposure(place, reason, "handed")

    @cached_property
    def _strings_by_value(self) -> dict[object, list[cst.SimpleString]]:
        found: dict[object, list[cst.SimpleString]] = defaultdict(list)
        for string in self.ev.names.strings:
            found[value_of(string)].append(string)
        return found

    def _is_sent(self, string: cst.SimpleString) -> bool:
        return any(node is string for node in self.written())

    def _keys_in(self, node: cst.CSTNode) -> set[object]:
        """The texts in an expression that may name a module's constant: `config["MODEL"]`."""
        return {text for text in self._texts_in(node) if isinstance(text, str) and text.isupper()}

    def _leaving(self, node: cst.CSTNode) -> Iterator[Exposure]:
        """The names of the module that the literal at `node` may be had by."""
        carriers = Carriers(self.ev.graph, [node]).names
        for name, bindings in self.ev.names.module_of(node).bindings.items():
            for binding in bindings:
                if name not in carriers:
                    continue
                if binding.kind == "assign":
                    values = self.ev.binding_value(binding)
                elif isinstance(binding.node, cst.FunctionDef):
                    values = results.returned(self.ev, Routine(binding.node), None)
                else:
                    continue
                if any(literal.node is node for literal in literals(self.ev, values)):
                    yield self._exposure(self.program.place(node), name, "value", node)

    def _other_steps(self, draft: Draft, way: Way) -> Iterator[Step]:
        """The stops on the way to the endpoint, and to what the thinking mode may be said in already."""
        yield from way.endpoint.trail
        names = {path[0] for path in draft.shape.merge} | set(draft.shape.body) | _SAYING_THINKING
        for name, slot in (*way.body.items(), *way.arguments.items()):
            if name in names:
                for option in self.finder.passed.slot_value(slot):
                    yield from option.trail
        for argument in draft.call.args:
            if argument.star == "**":
                for option in self.ev.evaluate(argument.value):
                    yield from option.trail

    @cached_property
    def _into_module(self) -> list[str]:
        """What may set names of the module without writing them down: `exec`, `globals()`, the module as an object."""
        calls = self.ev.names.calls_by_name
        found: list[cst.CSTNode] = [call for call in calls.get("exec", ()) if len(call.args) == 1]
        for call in calls.get("globals", ()):
            above = self.tree.parent(call)
            if (
                isinstance(above, cst.Subscript) and isinstance(self.tree.parent(above), cst.AssignTarget)
            ) or (isinstance(above, cst.Attribute) and above.attr.value in MUTATORS):
                found.append(above)
        for subscript in self.ev.names.subscripts:
            if dotted(subscript.value) == "sys.modules" and self._may_be_read(subscript):
                user = self.tree.parent(self.tree.parent(subscript) or subscript)
                if not isinstance(user, cst.Call) or dotted(user.func).rpartition(".")[2] not in _READING:
                    found.append(subscript)
        return [self.tree.text(node) for node in found[:1]]

    def _may_be_read(self, subscript: cst.Subscript) -> bool:
        """Whether `sys.modules[...]` may be a module that is read: not where it is another's, by its name."""
        index = subscript.slice[0].slice
        name = self.ev.only_text(index.value) if isinstance(index, cst.Index) else None
        if name is None or name == "__main__":
            return True
        return any(isinstance(o.value, Package) for o in self.ev.linker.imported(name, subscript))

    @cached_property
    def _unnamed_uses(self) -> dict[int, str]:
        """What gets at the names of a module or class (by id) without writing them: handed on whole, or looked up."""
        names = self.ev.names
        found: dict[int, str] = {}
        for call in self._calls_given_modules():
            for argument in call.args if not self._is_known_access(call) else ():
                for value in self.ev.evaluate(argument.value):
                    if isinstance(value.value, Package):
                        found.setdefault(id(value.value.node), self.tree.text(call))
        for name in _LOOKING_UP:
            for call in names.calls_by_name.get(name, ()):
                for argument in call.args[:1] if not self._is_known_access(call) else ():
                    for owner in self._owners(argument.value):
                        found.setdefault(owner, self.tree.text(call))
        for node in names.values_by_name.get("__dict__", ()):
            for owner in self._owners(node.value) if isinstance(node, cst.Attribute) else ():
                found.setdefault(owner, self.tree.text(node))
        return found

    def _calls_given_modules(self) -> Iterator[cst.Call]:
        """The calls that are given a module which is read, by the name that it was imported under."""
        names = self.ev.names
        bound = {
            binding.name.rpartition(".")[2]
            for scope in list(names.scopes.values())
            for bindings in scope.bindings.values()
            for binding in bindings
            if binding.kind == "import"
            and any(isinstance(option.value, Package) for option in self.ev.binding_value(binding))
        }
        for name in sorted(bound):
            for value in names.values_by_name.get(name, ()):
                argument = self.tree.parent(value)
                call = self.tree.parent(argument) if isinstance(argument, cst.Arg) else None
                if isinstance(call, cst.Call):
                    yield call

    def _owners(self, node: cst.BaseExpression) -> Iterator[int]:
        """The modules and classes whose names are those of what `node` can be."""
        for option in self.ev.evaluate(node):
            match option.value:
                case Package(node=owner) | Class(node=owner):
                    yield id(owner)
                case Object(cls=cls):
                    yield from map(id, classes.lineage(self.ev, cls))

    def _is_known_access(self, call: cst.Call) -> bool:
        """Whether a call that is given a module only gets at what can be told, or is followed."""
        last = dotted(call.func).rpartition(".")[2]
        if last in _BY_NAME and len(call.args) > 1:
            return self.ev.only_text(call.args[1].value) is not None
        return last == "reload" or (last not in _LOOKING_UP and is_harmless(self.ev, call))

    def _limited_by_types(self, value: Literal, literal: Place) -> Iterator[Exposure]:
        """Types and enumerations of this file that know the old name, and might refuse the new one."""
        for subscript in self.ev.names.subscripts:
            if dotted(subscript.value).rpartition(".")[2] == "Literal" and value.data in self._texts_in(
                subscript
            ):
                yield Exposure(
                    literal, f"the type `{self.tree.text(subscript)}` allows only the old name", "handed"
                )
        cls = self.ev.names.scope_of(value.node).node
        if not isinstance(cls, cst.ClassDef) or not classes.is_enumeration(self.ev, cls):
            return
        becoming = (self.catalog.default_target, self.catalog.default_reasoner_target)
        equal = [
            text
            for text in self._texts_in(cls.body)
            if text in becoming or (isinstance(text, str) and self.catalog.id_pattern.fullmatch(text))
        ]
        if len(equal) > 1:
            yield Exposure(literal, f"members of `{cls.name.value}` would become equal", "handed")
        if self.ev.names.calls_by_name.get(cls.name.value):
            yield Exposure(literal, f"`{cls.name.value}` is also looked up by value", "handed")

    def _texts_in(self, node: cst.CSTNode) -> list[object]:
        return [value_of(inner) for inner in walk(node) if isinstance(inner, cst.SimpleString)]

    def _replaced_methods(self, draft: Draft) -> Iterator[str]:
        """The methods and functions of the library, by which a request is made, that the program puts others in the place of."""
        paths = (*draft.shape.methods, *draft.shape.functions)
        roots = {
            draft.shape.package.replace("-", "_"),
            *(path.partition(".")[0] for path in draft.shape.functions),
        }
        for name in {path.rpartition(".")[2] for path in paths}:
            for binding in self.ev.names.attribute_bindings.get(name, ()):
                target = binding.node
                if isinstance(target, cst.Attribute) and any(
                    isinstance(option.value, Symbol) and option.value.name.partition(".")[0] in roots
                    for option in self.ev.evaluate(target.value)
                ):
                    yield self.tree.text(target)

    def _replaceable(self, draft: Draft, way: Way, literal: Place) -> Iterator[Exposure]:
        """The names on the way to the client that code elsewhere may put something else under."""
        called = [step for option in self.ev.evaluate(draft.call.func) for step in option.trail]
        for step in (*way.endpoint.trail, *called):
            binding, scope = step.binding, step.binding.scope.node
            if binding.kind not in ("assign", "def"):
                continue
            last = binding.name.rpartition(".")[2]
            function = scope if isinstance(scope, cst.FunctionDef) and "." in binding.name else None
            cls = self.ev.names.class_of(function) if function is not None else scope
            if isinstance(cls, cst.ClassDef):
                yield self._exposure(literal, f"{cls.name.value}.{last}", "replaced", cls)
            elif binding.scope.is_module:
                yield self._exposure(literal, last, "replaced", binding.node)

    def _exposed_by(self, step: Step, literal: Place, *, only_default: bool = False) -> Iterator[Exposure]:
        """How one stop on a value's way is open to other code; `only_default` where the value itself stays as it is."""
        binding = step.binding
        names = self.ev.names
        kind = "default" if only_default else "value"
        if step.function is not None:
            if isinstance(step.function, cst.FunctionDef):
                cls = names.class_of(step.function)
                name = step.function.name.value
                if cls is not None:
                    name = cls.name.value if name == "__init__" else f"{cls.name.value}.{name}"
                yield self._exposure(literal, name, "default", step.function)
                yield from self._inherited(step.function, literal)
            reason = unseen_callers.handed_on(self.ev, step.function) or self._may_be_called(
                step.function, binding.name
            )
            if reason:
                yield Exposure(literal, reason, "handed")
        elif binding.scope.is_module and binding.kind in ("assign", "def", "class"):
            if not only_default:
                # `Settings().model = ...` is bound under no name, but read by that of the attribute.
                target = binding.node
                name = target.attr.value if isinstance(target, cst.Attribute) else binding.name
                yield self._exposure(literal, binding.name or name, kind, target)
            yield from self._starred_over(binding, literal)
            for way in self._into_module:
                yield Exposure(literal, f"`{way}` may replace `{binding.name}`", "handed")
            yield from self._got_at(self.tree.root_of(binding.node), binding.name, literal)
        elif binding.scope.is_module and binding.kind == "import":
            yield from self._starred_over(binding, literal)
        elif binding.scope.is_class and isinstance(binding.scope.node, cst.ClassDef):
            name = f"{binding.scope.node.name.value}.{binding.name}"
            yield self._exposure(literal, name, kind, binding.scope.node)
            yield from self._got_at(binding.scope.node, name, literal)
            heir = strangers.heir_made(self.ev, binding.scope.node, binding.name)
            if heir is not None:
                reason = f"the class that is made in {self.tree.row_and_file(heir)} may have another `{name}`"
                yield Exposure(literal, reason, "handed")
            yield from self._filled(binding.scope.node, name, literal)
            yield from self._worked_out(binding.scope.node, binding.name, literal)
            if isinstance(binding.statement, cst.AnnAssign):
                reason = unseen_callers.class_handed_on(self.ev, binding.scope.node)
                if reason:
                    yield Exposure(literal, reason, "handed")
        elif "." in binding.name and isinstance(binding.scope.node, cst.FunctionDef):
            cls = names.class_of(binding.scope.node)
            if cls is not None:
                name = f"{cls.name.value}.{binding.name.rpartition('.')[2]}"
                yield self._exposure(literal, name, kind, cls)
                yield from self._got_at(cls, name, literal)
                yield from self._filled(cls, name, literal)
                yield from self._worked_out(cls, binding.name.rpartition(".")[2], literal)

    def _starred_over(self, binding: Binding, literal: Place) -> Iterator[Exposure]:
        """The imports of all names of a module that stand below a binding, and may put another value in its place."""
        for statement, module in self.ev.names.stars.get(id(self.tree.root_of(binding.node)), ()):
            if self.tree.bounds(statement)[0] < self.tree.bounds(binding.node)[0]:
                continue
            if self.ev.linker.binds(statement, module, binding.name) is not False:
                reason = f"`{self.tree.text(statement)}` may replace `{binding.name}`"
                yield Exposure(literal, reason, "handed")

    def _worked_out(self, cls: cst.ClassDef, attribute: str, literal: Place) -> Iterator[Exposure]:
        way = strangers.working_out(self.ev, cls, attribute)
        if way is not None:
            name = f"{cls.name.value}.{attribute}"
            yield Exposure(literal, f"`{self.tree.text(way)}` may give `{name}` another value", "handed")

    def _filled(self, cls: cst.ClassDef, name: str, literal: Place) -> Iterator[Exposure]:
        if id(cls) not in self._handed_whole:
            self._handed_whole[id(cls)] = strangers.handed_whole(self.ev, cls)
        call = self._handed_whole[id(cls)]
        if call is not None:
            yield Exposure(literal, f"`{self.tree.text(call)}` may set `{name}`", "handed")

    def _inherited(self, function: cst.FunctionDef, literal: Place) -> Iterator[Exposure]:
        """The names that heirs which take a method, or a constructor, as it is give it in their own modules."""
        cls = self.ev.names.class_of(function)
        for heir in classes.heirs(self.ev, cls) if cls is not None else ():
            if classes.method(self.ev, heir, function.name.value) is function:
                own = heir.name.value
                name = own if function.name.value == "__init__" else f"{own}.{function.name.value}"
                yield self._exposure(literal, name, "default", heir)

    def _may_be_called(self, function: Function, parameter: str) -> str:
        """The call of a function's name that could not be followed, and that passes the parameter; else empty."""
        if not isinstance(function, cst.FunctionDef):
            return ""
        names = [param.name.value for param in (*function.params.posonly_params, *function.params.params)]
        if self.ev.names.class_of(function) is not None and not classes.is_static(self.ev, function):
            names = names[1:]
        for call in self.ev.names.calls_by_name.get(function.name.value, ()):
            passes = (
                any(
                    argument.star
                    or (argument.keyword.value == parameter if argument.keyword is not None else False)
                    for argument in call.args
                )
                or parameter in names[: sum(argument.keyword is None for argument in call.args)]
            )
            options = [option.value for option in self.ev.evaluate(call.func)] if passes else []
            if any(map(self._is_unclear, options)) or self._is_above(call, options, function):
                return f"the call in {self.tree.row_and_file(call)} may be one of `{function.name.value}`"
        return ""

    def _is_above(self, call: cst.Call, called: list[Abstract], function: cst.FunctionDef) -> bool:
        """Whether `super().name(...)`, which could not be followed, stands in a class with that method of a base."""
        if not called or any(
            not isinstance(value, Member) or value.base.name != "builtins.super" for value in called
        ):
            return False
        return any(
            function is classes.method(self.ev, base.node, function.name.value)
            for above in self.tree.ancestors(call)
            if isinstance(above, cst.ClassDef)
            for base in classes.bases(self.ev, above)
            if isinstance(base, Class)
        )

    def _is_unclear(self, callee: Abstract) -> bool:
        """Whether something that is called could not be followed, though it may be defined in what is read."""
        if isinstance(callee, Lost):
            return True
        return isinstance(callee, Symbol) and any(
            callee.name.startswith(f"{module}.") for _, module in self.ev.linker.links
        )

    def _got_at(self, owner: cst.CSTNode, name: str, literal: Place) -> Iterator[Exposure]:
        way = self._unnamed_uses.get(id(owner))
        if way is not None:
            yield Exposure(literal, f"`{way}` may read or replace `{name}`", "handed")

    def _exposure(self, literal: Place, name: str, kind: str, node: cst.CSTNode) -> Exposure:
        """The exposure of a name that the module around `node` defines."""
        path = self.program.place(node).path
        return Exposure(literal, name, kind, path if path != literal.path else None)
