"""What the options of a parsed command line set: the attributes of what the parser gives back, or is given to fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from dsmigrate.dialects.python.abstract import Abstract

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_PARSING = ("parse_args", "parse_known_args", "parse_intermixed_args", "parse_known_intermixed_args")
_ANY_OPTION = "the command line"


class Option(NamedTuple):
    """An option that sets an attribute, in words; and its default, where it is declared with one."""

    says: str
    default: cst.BaseExpression | None = None


def option_for(ev: Evaluator, name: str) -> Option | None:
    """The option that sets the attribute `name`; None where every option is known and sets another."""
    unclear = False
    declarations = ev.names.calls_by_name.get("add_argument", ())
    for declared in declarations:
        positional = [argument.value for argument in declared.args if argument.keyword is None]
        flags = [text for text in map(ev.only_text, positional) if text is not None]
        destination = next((ev.only_text(a.value) for a in declared.args if _is_named(a, "dest")), None)
        names = [destination] if destination else [flag.lstrip("-").replace("-", "_") for flag in flags]
        if name in names:
            default = next((a.value for a in declared.args if _is_named(a, "default")), None)
            return Option(f"the command line option {flags[-1]}" if flags else _ANY_OPTION, default)
        unclear |= not names
    return Option(_ANY_OPTION) if unclear or not declarations else None


def namespace(call: cst.Call) -> cst.BaseExpression | None:
    """The object that a call which parses is given to set the options on; one attribute that is there stays without one."""
    if len(call.args) > 1 and all(a.keyword is None and not a.star for a in call.args[:2]):
        return call.args[1].value
    return next((argument.value for argument in call.args if _is_named(argument, "namespace")), None)


def set_by(ev: Evaluator, name: str, is_owner: Callable[[Abstract], bool]) -> str:
    """What of the command line may set the attribute `name` of an object that a parser is given to fill; else empty."""
    for method in _PARSING:
        for call in ev.names.calls_by_name.get(method, ()):
            filled = namespace(call)
            if filled is None or not any(is_owner(option.value) for option in ev.evaluate(filled)):
                continue
            option = option_for(ev, name)
            if option is not None:
                return option.says
    return ""


def _is_named(argument: cst.Arg, name: str) -> bool:
    return argument.keyword is not None and argument.keyword.value == name
