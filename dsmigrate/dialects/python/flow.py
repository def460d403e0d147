"""Which bindings of a name can reach a use of it, and under which choices: one name at a time, in one scope."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

import libcst as cst

from dsmigrate.dialects.python.leaving import LEAVING, Leaving, catches_all, swallows
from dsmigrate.dialects.python.scopes import CHANGES, Binding, Names, Scope, statements
from dsmigrate.dialects.python.tree import walk

Choices = frozenset[tuple[Hashable, Hashable]]
NO_CHOICE: Choices = frozenset()
STATE_LIMIT = 24


@dataclass(frozen=True, slots=True)
class Reach:
    """A binding that can reach a use, the changes made to its object on the way, and the choices of that way.

    `binding` is None on a way on which the name was not bound in this scope. `earlier` are the loops in an earlier
    round of which it was bound or changed.
    """

    binding: Binding | None
    changes: tuple[Binding, ...] = ()
    choices: Choices = NO_CHOICE
    earlier: frozenset[cst.CSTNode] = frozenset()


State = tuple[Reach, ...]
Branches = Callable[[cst.BaseExpression, bool], list[Choices]]


def combine(first: Choices, second: Choices) -> Choices | None:
    """Both sets of choices together, or None where they contradict each other."""
    if not second or first is second:
        return first
    if not first:
        return second
    taken = dict(first)
    for key, branch in second:
        if taken.setdefault(key, branch) != branch:
            return None
    return first | second


def join(states: Iterable[State]) -> State:
    """Everything that can arrive by any of several ways, each once."""
    return tuple(dict.fromkeys(reach for state in states for reach in state))


class _Found(Exception):
    def __init__(self, state: State) -> None:
        self.state = state


@dataclass(slots=True)
class _Exits:
    """The states with which a loop's body was left in its middle."""

    continued: list[State] = field(default_factory=list)
    broken: list[State] = field(default_factory=list)


def _forgotten(state: State, loop: cst.CSTNode, entered: State) -> State:
    """The state without its choices: in the next round of a loop, the same question can have another answer."""
    unchanged = {(reach.binding, reach.changes) for reach in entered}
    return tuple(
        dict.fromkeys(
            Reach(
                reach.binding,
                reach.changes,
                NO_CHOICE,
                reach.earlier if (reach.binding, reach.changes) in unchanged else reach.earlier | {loop},
            )
            for reach in state
        )
    )


class Flow:
    """Runs a scope's body for one name. `branches` says which choices a test stands for, taken or not.

    The empty name, which nothing binds, asks only where control can get to.
    """

    def __init__(
        self,
        names: Names,
        scope: Scope,
        name: str,
        branches: Branches,
        leaving: Leaving,
        use: cst.CSTNode | None,
    ) -> None:
        self.names = names
        self.leaving = leaving
        self.branches = branches
        self.only_control = not name
        self.events: dict[int, list[Binding]] = {}
        self.touched: set[int] = set()
        for binding in scope.bindings.get(name, ()):
            if binding.statement is not None:
                self.events.setdefault(id(binding.statement), []).append(binding)
                self._touch(binding.statement, scope)
        self.use_chain: set[int] = set()
        if use is not None:
            self.use_chain = {id(use), *(id(above) for above in names.tree.ancestors(use))}
        self.overflown = False
        self.loop_exits: list[_Exits] = []
        self.passed: list[State] | None = None

    def _touch(self, node: cst.CSTNode, scope: Scope) -> None:
        self.touched.add(id(node))
        for above in self.names.tree.ancestors(node):
            if above is scope.node:
                return
            self.touched.add(id(above))

    def run(self, body: cst.CSTNode) -> State:
        """The state at the use, or at the end of `body` where there is no use in it."""
        start: State = (Reach(None),)
        try:
            return self._block(body, start, seeking=bool(self.use_chain))
        except _Found as found:
            return found.state

    def _limit(self, state: State) -> State:
        if len(state) > STATE_LIMIT:
            self.overflown = True
            return state[:STATE_LIMIT]
        return state

    def _block(self, block: cst.CSTNode | None, state: State, seeking: bool) -> State:
        if block is None:
            return state
        for statement in statements(block):
            if not state:
                return state
            state = self._limit(self._statement(statement, state, seeking))
        return state

    def _apply(self, statement: cst.CSTNode, state: State) -> State:
        for binding in self.events.get(id(statement), ()):
            if binding.kind in CHANGES:
                state = tuple(Reach(r.binding, (*r.changes, binding), r.choices, r.earlier) for r in state)
            else:
                state = tuple(dict.fromkeys(Reach(binding, (), r.choices) for r in state))
        if self.passed is not None and id(statement) in self.events:
            self.passed.append(state)
        return state

    def _statement(self, statement: cst.CSTNode, state: State, seeking: bool) -> State:
        used = seeking and id(statement) in self.use_chain
        if type(statement) in LEAVING:
            if used:
                raise _Found(state)
            if self.loop_exits and isinstance(statement, cst.Continue):
                self.loop_exits[-1].continued.append(state)
            elif self.loop_exits and isinstance(statement, cst.Break):
                self.loop_exits[-1].broken.append(state)
            return ()
        if type(statement) is cst.If:
            return self._if(statement, state, used)
        if not used and id(statement) not in self.touched:
            return (
                () if self.only_control and not self.loop_exits and self.leaving.leaves(statement) else state
            )
        match statement:
            case cst.For() | cst.While():
                return self._loop(statement, state, used)
            case cst.With():
                if used and not self._inside(statement.body):
                    raise _Found(state)
                entered = self._apply(statement, state)
                after = self._block(statement.body, entered, used)
                return (
                    join((after, self._anywhere(statement.body, entered))) if swallows(statement) else after
                )
            case cst.Try() | cst.TryStar():
                return self._try(statement, state, used)
            case cst.Match():
                return self._match(statement, state, used)
            case _:
                if used:
                    raise _Found(state)
                return self._apply(statement, state)

    def _inside(self, node: cst.CSTNode | None) -> bool:
        return node is not None and id(node) in self.use_chain

    def _with_choices(self, state: State, options: list[Choices]) -> State:
        taken = []
        for reach in state:
            for option in options:
                both = combine(reach.choices, option)
                if both is not None:
                    taken.append(Reach(reach.binding, reach.changes, both, reach.earlier))
        return tuple(dict.fromkeys(taken))

    def _if(self, statement: cst.If, state: State, used: bool) -> State:
        """The state behind an `if` with all that hangs on it: a chain of `elif` may be longer than calls can be deep."""
        ways: list[State] = []
        branch: cst.If | cst.Else | None = statement
        while isinstance(branch, cst.If) and (used or id(branch) in self.touched or self._may_leave(branch)):
            state = self._apply(branch, state)
            if used and self._inside(branch.test):
                raise _Found(state)
            taken = self._with_choices(state, self.branches(branch.test, True))
            state = self._with_choices(state, self.branches(branch.test, False))
            ways.append(self._block(branch.body, taken, used))
            branch = branch.orelse
            used = used and self._inside(branch)
        if isinstance(branch, cst.Else):
            state = self._block(branch.body, state, used)
        return join((*ways, state)) if ways else state

    def _may_leave(self, statement: cst.If) -> bool:
        return self.leaving.always(statement.body) or self.leaving.orelse(statement.orelse)

    def _loop(self, statement: cst.For | cst.While, state: State, used: bool) -> State:
        tests = isinstance(statement, cst.While) and self._inside(statement.test)
        if used and not tests and not self._inside(statement.body) and not self._inside(statement.orelse):
            raise _Found(state)
        entered = self._apply(statement, state)
        exits = _Exits()
        self.loop_exits.append(exits)
        once = self._block(statement.body, entered, seeking=False)
        self.loop_exits.pop()
        again = _forgotten(join((once, *exits.continued)), statement, entered)
        if tests:
            raise _Found(self._limit(join((entered, again))))
        if used and self._inside(statement.body):
            back = self._apply(statement, again) if isinstance(statement, cst.For) else again
            self.loop_exits.append(_Exits())
            self._block(statement.body, self._limit(join((entered, back))), seeking=True)
        ended = join((state, again))
        if statement.orelse is not None:
            ended = self._block(statement.orelse.body, ended, used)
        return join((ended, *(_forgotten(state, statement, entered) for state in exits.broken)))

    def _try(self, statement: cst.Try | cst.TryStar, state: State, used: bool) -> State:
        final = statement.finalbody
        exits = _Exits()
        if final is not None and self.loop_exits:
            self.loop_exits.append(exits)
        body = self._block(statement.body, state, used)
        within = join((state, self._anywhere(statement.body, state)))
        failing = [within]
        ways = [self._block(statement.orelse.body, body, used) if statement.orelse is not None else body]
        for handler in statement.handlers:
            caught = self._apply(handler, within)
            ways.append(self._block(handler.body, caught, used))
            if final is not None:
                failing.append(self._anywhere(handler.body, caught))
        if final is None:
            return join(ways)
        if self.loop_exits:
            self.loop_exits.pop()
            around = self.loop_exits[-1]
            around.continued += [self._block(final.body, way, seeking=False) for way in exits.continued]
            around.broken += [self._block(final.body, way, seeking=False) for way in exits.broken]
        if self._inside(final):
            ways += [*failing, *exits.continued, *exits.broken]
        return self._block(final.body, join(ways), used)

    def _anywhere(self, block: cst.CSTNode, state: State) -> State:
        """The states that can hold when something in the middle of `block` fails, at any depth."""
        outer, self.passed = self.passed, [state]
        self._block(block, state, seeking=False)
        seen, self.passed = self.passed, outer
        if self.passed is not None:
            self.passed.extend(seen)
        return self._limit(join(seen))

    def _match(self, statement: cst.Match, state: State, used: bool) -> State:
        if used and self._inside(statement.subject):
            raise _Found(state)
        ways = []
        caught_all = False
        for index, case in enumerate(statement.cases):
            option: Choices = frozenset({(("match", id(statement)), index)})
            entered = self._with_choices(state, [option])
            for binding in self.events.get(id(statement), ()):
                if binding.node in walk(case.pattern):
                    entered = tuple(Reach(binding, (), reach.choices) for reach in entered)
            ways.append(self._block(case.body, entered, used))
            caught_all |= catches_all(case)
        if not caught_all:
            ways.append(self._with_choices(state, [frozenset({(("match", id(statement)), -1)})]))
        return join(ways)
