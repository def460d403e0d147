"""Where model IDs stand side by side and are told apart: keys of a dict, members of a set, entries of a list."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator
from typing import NamedTuple

import libcst as cst

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.sightings import Meeting
from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import Literal, Lost, Row, Table
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import dotted

# What the IDs are in a container, and what that is.
Holding = tuple[str, str]
_KEYS, _MEMBERS, _ENTRIES = "keys", "members", "entries"
_DICT = (_KEYS, "dict")
_KINDS: dict[type[cst.CSTNode], Holding] = {
    cst.Dict: _DICT,
    cst.DictComp: _DICT,
    cst.Set: (_MEMBERS, "set"),
    cst.SetComp: (_MEMBERS, "set"),
    cst.List: (_ENTRIES, "list"),
    cst.Tuple: (_ENTRIES, "tuple"),
}
# Methods that put into what they belong to: what that holds, and which argument, or all that the argument holds.
_FILLING = {
    "add": (_MEMBERS, 0),
    "append": (_ENTRIES, 0),
    "insert": (_ENTRIES, 1),
    "setdefault": (_KEYS, 0),
    "update": (_KEYS, 0),
    "extend": (_ENTRIES, 0),
}
_FILLING_WITH_ALL = frozenset({"update", "extend"})
# What only shows to a person what it is given; a menu is more than that.
_SHOWING = frozenset({
    "print", "pprint", "debug", "info", "warning", "warn", "error", "exception", "critical", "log",
})  # fmt: skip
# Methods of text for which it is enough that one of several texts fits.
_ANY_OF = frozenset({"startswith", "endswith"})

Texts = list[tuple[str, cst.CSTNode]]


class _Part(NamedTuple):
    """Something that is put into a container: into which, as what, and where."""

    container: Hashable
    name: str
    holding: Holding
    texts: Texts
    node: cst.CSTNode


class MeetingFinder:
    """Looks at what holds the literals `fed`, by node, that reach requests."""

    def __init__(self, ev: Evaluator, catalog: Catalog, fed: Container[int]) -> None:
        self.ev = ev
        self.tree = ev.tree
        self.catalog = catalog
        written = [(node, node.value) for node in ev.names.strings] + list(ev.named)
        self.sent = [
            node for node, text in written if id(node) in fed and catalog.id_pattern.search(text) is not None
        ]

    def meetings(self) -> Iterator[Meeting]:
        """The containers that hold two or more different IDs, at least one of which reaches a request."""
        if not self.sent:
            return
        sent = set(map(id, self.sent))
        together: dict[Hashable, list[_Part]] = {}
        for part in self._parts(Carriers(self.ev.graph, self.sent)):
            together.setdefault(part.container, []).append(part)
        for parts in together.values():
            members = {id(node): (text, node) for part in parts for text, node in part.texts}
            if len({text for text, _ in members.values()}) < 2 or sent.isdisjoint(members):
                continue
            first = parts[0]
            as_what, kind = first.holding
            called = f"`{first.name}`" if first.name else f"the {kind}"
            yield Meeting(
                members=tuple((text, self.tree.place(node)) for text, node in members.values()),
                of=f"{as_what} of {called}",
                place=self.tree.place(first.node),
                keyed=as_what == _KEYS,
            )

    def _parts(self, carriers: Carriers) -> Iterator[_Part]:
        for node in self.tree.of(*_KINDS):
            if carriers.may_reach(node) and not self._is_no_container(node):
                yield self._display(node, _KINDS[type(node)], self._held(node))
        for sum_ in self.tree.of(cst.BinaryOperation):
            if carriers.may_reach(sum_) and _is_sum(sum_) and not _is_sum(self.tree.parent(sum_)):
                added = list(_summands(sum_))
                holding = next(filter(None, map(self._holding, added)), None)
                if holding is not None:
                    yield self._display(sum_, holding, [each for one in added for each in self._all_of(one)])
        for change in self.tree.of(cst.AugAssign):
            if carriers.may_reach(change.value):
                holding = self._holding(change.value)
                if holding is not None:
                    yield self._put(change.target, holding, self._all_of(change.value), change)
        for subscript in self.ev.names.subscripts:
            match subscript:
                case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                    above = self.tree.parent(subscript)
                    stored = isinstance(above, cst.AssignTarget) or (
                        isinstance(above, (cst.AugAssign, cst.AnnAssign)) and above.target is subscript
                    )
                    if stored and carriers.may_reach(key):
                        yield self._put(subscript.value, _DICT, self._texts(key), subscript)
                case _:
                    pass
        for call in self.ev.names.calls:
            if isinstance(call.func, cst.Attribute) and call.func.attr.value in _FILLING:
                as_what, index = _FILLING[call.func.attr.value]
                if len(call.args) <= index or not carriers.may_reach(call.args[index].value):
                    continue
                given = call.args[index].value
                into_all = call.func.attr.value in _FILLING_WITH_ALL
                texts = self._all_of(given) if into_all else self._texts(given)
                yield self._put(call.func.value, (as_what, "collection"), texts, call)

    def _display(self, node: cst.CSTNode, holding: Holding, texts: Texts) -> _Part:
        container, name = self._container(node)
        return _Part(container, name, holding, texts, node)

    def _put(self, base: cst.BaseExpression, holding: Holding, texts: Texts, node: cst.CSTNode) -> _Part:
        name = dotted(base)
        return _Part(self._named(name, base) if name else id(base), name, holding, texts, node)

    def _container(self, node: cst.CSTNode) -> tuple[Hashable, str]:
        """What a display is from then on, and the name that it is given; the display itself where it has none."""
        above = self.tree.parent(node)
        target: cst.BaseExpression | None = None
        match above:
            case cst.Assign(targets=[cst.AssignTarget(target=target)]) if above.value is node:
                pass
            case cst.AnnAssign(target=target) if above.value is node:
                pass
            case _:
                pass
        name = dotted(target) if target is not None else ""
        return (self._named(name, target), name) if target is not None and name else (id(node), "")

    def _named(self, name: str, node: cst.CSTNode) -> Hashable:
        """A name where it is bound, an attribute of `self` in the class whose methods know it."""
        names = self.ev.names
        root, _, rest = name.partition(".")
        function = names.function_of(node)
        cls = names.class_of(function) if function is not None else None
        if rest and cls is not None and root in ("self", "cls"):
            return id(cls), rest
        scope = names.resolve(root, names.scope_of(node))
        return id(scope.node) if scope is not None else None, name

    def _held(self, node: cst.CSTNode) -> Texts:
        """The IDs that a display holds, as keys or as members."""
        match node:
            case cst.DictComp(key=key):
                return self._texts(key)
            case cst.SetComp(elt=element):
                return self._texts(element)
            case cst.Dict(elements=elements):
                return [
                    each
                    for element in elements
                    for each in (
                        self._texts(element.key)
                        if isinstance(element, cst.DictElement)
                        else self._all_of(element.value)
                    )
                ]
            case cst.List(elements=elements) | cst.Tuple(elements=elements) | cst.Set(elements=elements):
                return [
                    each
                    for element in elements
                    for each in (
                        self._all_of(element.value)
                        if isinstance(element, cst.StarredElement)
                        else self._texts(element.value)
                    )
                ]
            case _:
                return []

    def _holding(self, node: cst.BaseExpression) -> Holding | None:
        """What an expression that is added to a container holds, and what it is; None where it is no container."""
        for option in self.ev.evaluate(node):
            if isinstance(option.value, Table):
                return _DICT
            if isinstance(option.value, Row):
                return _KINDS.get(type(option.value.node))
        return None

    def _texts(self, node: cst.BaseExpression, *, whole: bool = True) -> Texts:
        """The IDs that a key or member may be, or has as a part; of one that is a tuple, those that stand first in it."""
        found: Texts = []
        for option in self.ev.evaluate(node):
            match option.value:
                case Literal(node=written, editable=False) | Lost(node=written) if whole:
                    for part in _parts_of_text(written):
                        found += self._texts(part, whole=False)
                case Literal(data=str() as text, node=written) if self._is_id(text):
                    found.append((text, written))
                case Row(elements=[first, *_]) if whole:
                    found += self._texts(first, whole=False)
                case _:
                    pass
        return found

    def _all_of(self, node: cst.BaseExpression) -> Texts:
        """The IDs among the keys of a dict, or among the members of a list, that is put into another one."""
        found: Texts = []
        for option in self.ev.evaluate(node):
            match option.value:
                case Table(entries=entries):
                    for entry in entries:
                        if isinstance(entry.written, cst.DictElement):
                            found += self._texts(entry.written.key)
                case Row(elements=elements):
                    for element in elements:
                        found += self._texts(element)
                case _:
                    pass
        return found

    def _is_id(self, text: str) -> bool:
        return text in self.catalog.models or self.catalog.id_pattern.fullmatch(text) is not None

    def _is_no_container(self, node: cst.CSTNode) -> bool:
        """Whether it does not matter that two members of a list, tuple or set become one, or are not members at all."""
        if isinstance(node, (cst.Dict, cst.DictComp)):
            return False
        above = self.tree.parent(node)
        match above:
            case cst.ComparisonTarget(operator=cst.In() | cst.NotIn()) | cst.Subscript():
                return True
            case cst.Return():
                return isinstance(node, cst.Tuple)  # several results
            case cst.For() | cst.CompFor():
                return above.target is node
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Tuple() | cst.List())]):
                return True  # `a, b = "...", "..."`
            case cst.AssignTarget() | cst.Del() | cst.Index():
                return True
            case cst.Arg():
                call = self.tree.parent(above)
                return (
                    isinstance(call, cst.Call) and dotted(call.func).rpartition(".")[2] in _SHOWING | _ANY_OF
                )
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                return self._is_only_searched(name)
            case cst.AnnAssign(target=cst.Name(value=name)):
                return self._is_only_searched(name)
            case _:
                return False

    def _is_only_searched(self, name: str) -> bool:
        """Whether all that is ever done with what has a name is to ask whether something is in it."""
        uses = [
            value
            for each in {name, *classes.other_names(self.ev, {name})}
            for value in self.ev.names.values_by_name.get(each, ())
        ]
        return bool(uses) and all(self._is_searched(value) for value in uses)

    def _is_searched(self, value: cst.BaseExpression) -> bool:
        above = self.tree.parent(value)
        return isinstance(above, cst.ComparisonTarget) and isinstance(above.operator, (cst.In, cst.NotIn))


def _is_sum(node: cst.CSTNode | None) -> bool:
    return isinstance(node, cst.BinaryOperation) and isinstance(node.operator, (cst.Add, cst.BitOr))


def _summands(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What is put together by `+` or `|`."""
    if isinstance(node, cst.BinaryOperation) and _is_sum(node):
        yield from _summands(node.left)
        yield from _summands(node.right)
    else:
        yield node


def _parts_of_text(node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """What a text is put together from."""
    match node:
        case cst.FormattedString(parts=parts):
            for part in parts:
                if isinstance(part, cst.FormattedStringExpression):
                    yield part.expression
        case cst.BinaryOperation(operator=cst.Add()):
            yield from _summands(node)
        case _:
            pass
