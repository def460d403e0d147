"""`Leaving`: behind which statements control never goes on."""

from __future__ import annotations

import libcst as cst

from dsmigrate.dialects.python.scopes import dotted, statements
from dsmigrate.dialects.python.tree import children

# By type, not isinstance: libcst's nodes have an abstract base class, whose check costs ten times as much.
LEAVING = frozenset({cst.Return, cst.Raise, cst.Continue, cst.Break})
_OWN_BREAKS = frozenset({cst.For, cst.While, cst.FunctionDef, cst.ClassDef})
_COMPOUND = frozenset({cst.If, cst.With, cst.Try, cst.TryStar, cst.Match, cst.For, cst.While})


class Leaving:
    """Answers for statements and bodies, and remembers the answers: they are asked for once for every name."""

    def __init__(self) -> None:
        self._leaves: dict[int, bool] = {}
        self._always: dict[int, bool] = {}
        self._breaks: dict[int, bool] = {}

    def always(self, block: cst.CSTNode | None) -> bool:
        """Whether control never falls out of the end of a body."""
        if block is None:
            return False
        known = self._always.get(id(block))
        if known is None:
            known = self._always[id(block)] = any(map(self.leaves, statements(block)))
        return known

    def leaves(self, statement: cst.CSTNode) -> bool:
        """Whether control never goes on behind a statement."""
        if type(statement) in LEAVING:
            return True
        if type(statement) not in _COMPOUND:
            return False
        known = self._leaves.get(id(statement))
        if known is None:
            known = self._leaves[id(statement)] = self._compound(statement)
        return known

    def orelse(self, orelse: cst.If | cst.Else | None) -> bool:
        """Whether control never falls out of the end of an `else` or of any part of an `elif`."""
        while isinstance(orelse, cst.If):
            if not self.always(orelse.body):
                return False
            orelse = orelse.orelse
        return orelse is not None and self.always(orelse.body)

    def _compound(self, statement: cst.CSTNode) -> bool:
        match statement:
            case cst.If():
                return self.always(statement.body) and self.orelse(statement.orelse)
            case cst.With():
                return self.always(statement.body) and not swallows(statement)
            case cst.Try() | cst.TryStar():
                return self._try(statement)
            case cst.Match():
                caught_all = any(catches_all(case) for case in statement.cases)
                return caught_all and all(self.always(case.body) for case in statement.cases)
            case cst.For() | cst.While():
                if any(self._has_break(inner) for inner in statements(statement.body)):
                    return False
                endless = isinstance(statement, cst.While) and dotted(statement.test) == "True"
                return endless or (statement.orelse is not None and self.always(statement.orelse.body))
            case _:
                return False

    def _try(self, statement: cst.Try | cst.TryStar) -> bool:
        if statement.finalbody is not None and self.always(statement.finalbody.body):
            return True
        ends = self.always(statement.body) or (
            statement.orelse is not None and self.always(statement.orelse.body)
        )
        return ends and all(self.always(handler.body) for handler in statement.handlers)

    def _has_break(self, statement: cst.CSTNode) -> bool:
        """Whether a statement of a loop's body, at any depth, leaves that loop by `break`."""
        if type(statement) in _OWN_BREAKS:
            return False
        known = self._breaks.get(id(statement))
        if known is None:
            known = self._breaks[id(statement)] = type(statement) is cst.Break or any(
                map(self._has_break, children(statement))
            )
        return known


def catches_all(case: cst.MatchCase) -> bool:
    """Whether a case takes everything that is left."""
    return isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None and case.guard is None


def swallows(statement: cst.With) -> bool:
    """Whether a `with` goes on behind its body when something in it fails."""
    calls = [item.item for item in statement.items if isinstance(item.item, cst.Call)]
    return any(dotted(call.func).rpartition(".")[2] == "suppress" for call in calls)
