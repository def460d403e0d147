"""What a name is where it is used: by the bindings that reach it there, and what was changed on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import called_before, rounds
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Literal, Step, Symbol, under, via
from dsmigrate.dialects.python.flow import Flow, Reach, State
from dsmigrate.dialects.python.given_or_default import with_defaults
from dsmigrate.dialects.python.scopes import CHANGES, Binding, Scope

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def value(ev: Evaluator, node: cst.Name) -> Alternatives:
    """Everything that a name can be at `node`."""
    constants = {"None": None, "True": True, "False": False}
    if node.value in constants:
        return (Alternative(Literal(constants[node.value], node)),)
    here = ev.names.scope_of(node)
    scope = ev.names.resolve(node.value, here)
    if scope is None:
        starred = ev.linker.starred(node.value, ev.names.module_of(node), node)
        return starred or (Alternative(Symbol(f"builtins.{node.value}")),)
    return _reached(ev, node.value, scope, node, same_scope=runs_in(here, scope))


def _reached(ev: Evaluator, name: str, scope: Scope, use: cst.CSTNode, same_scope: bool) -> Alternatives:
    found: list[Alternative] = []
    reaches = rounds.settled(ev, state(ev, scope, name, use if same_scope else None))
    reached: list[tuple[Reach, Alternatives]] = []
    for reach in reaches:
        if reach.binding is None and scope.is_module:
            starred = under(ev.linker.starred(name, scope, use), reach.choices)
            reached.append((reach, starred))
        if reach.binding is None and scope.is_class and same_scope:
            reached.append((reach, under(_outside_class(ev, name, scope, use), reach.choices)))
        reached.append((reach, reach_value(ev, reach, use)))
        if scope.is_module and not same_scope:
            for before in called_before.earlier(ev, name, scope, reach):
                reached.append((before, reach_value(ev, before, use)))
    found.extend(with_defaults(ev, reached))
    if any(reach.earlier for reach in reaches):
        found = rounds.distinct(found)
    seen = {id(reach.binding) for reach in reaches}
    if scope.is_module and not same_scope:
        found.extend(ev.linker.given_from_afar(name, scope))
    # Where a function ends in a `return`, nothing reaches its end; what is defined in it sees its parameters still.
    hidden = CHANGES if not reaches else (*CHANGES, "param")
    if not same_scope or not found:
        for binding in scope.bindings.get(name, ()):
            fresh = id(binding) not in seen and binding.kind not in hidden
            if fresh and (binding.statement is None or not same_scope or not found):
                found.extend(via(ev.binding_value(binding), Step(binding)))
    else:
        for binding in scope.bindings.get(name, ()):
            if binding.statement is None and id(binding) not in seen and binding.kind == "assign":
                found.extend(via(ev.binding_value(binding), Step(binding)))
    bound = seen if same_scope else None
    return tuple(
        option._replace(value=ev.changes.with_remote(option.value, scope, name, bound)) for option in found
    )


def _outside_class(ev: Evaluator, name: str, scope: Scope, use: cst.CSTNode) -> Alternatives:
    """What a name is in the body of a class that binds it only further down: the module's, past functions around it."""
    module = ev.names.module_of(use)
    if not module.binds(name):
        return ()
    return _reached(ev, name, module, use, same_scope=runs_in(scope, module))


def value_at_end(ev: Evaluator, name: str, scope: Scope, use: cst.CSTNode) -> Alternatives:
    """What `name` can be once the body of `scope` has run, as code elsewhere sees it."""
    return _reached(ev, name, scope, use, same_scope=False)


def reach_value(ev: Evaluator, reach: Reach, use: cst.CSTNode) -> Alternatives:
    """What a name is by a binding that reaches its use, the changes on the way included."""
    if reach.binding is None:
        return ()
    values = via(ev.binding_value(reach.binding), Step(reach.binding))
    values = under(rounds.of_earlier_round(ev, values, reach), reach.choices)
    return tuple(
        alternative._replace(
            value=rounds.table_of_earlier_round(ev, ev.changes.after(alternative.value, reach.changes), reach)
        )
        for alternative in values
    )


def reaching(ev: Evaluator, node: cst.Name) -> State:
    """The bindings of a name that can reach its use at `node`, and what was changed on the way; none where it has none."""
    here = ev.names.scope_of(node)
    scope = ev.names.resolve(node.value, here)
    if scope is None:
        return ()
    reaches = state(ev, scope, node.value, node if runs_in(here, scope) else None)
    return tuple(reach for reach in reaches if reach.binding is None or reach.binding.kind != "deleted")


def state(ev: Evaluator, scope: Scope, name: str, use: cst.CSTNode | None) -> State:
    """The bindings of `name` that reach `use`, or the end of the scope."""
    key = (id(use) if use is not None else id(scope), name)
    known = ev.flows.get(key)
    if known is None:
        flow = Flow(ev.names, scope, name, ev.questions.branches, ev.leaving, use)
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
        ev.flows[key] = known
    return known


def runs_in(here: Scope, scope: Scope) -> bool:
    """Whether code of `here` runs as a part of `scope`'s own body."""
    current: Scope | None = here
    while current is not None and current is not scope:
        if isinstance(current.node, (cst.FunctionDef, cst.Lambda)):
            return False
        current = current.parent
    return current is scope
