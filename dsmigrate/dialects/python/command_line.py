"""What the options of a parsed command line set: the attributes of what the parser gives back, or is given to fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Entry,
    Lost,
    Made,
    Row,
    Table,
    from_outside,
)
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.tree import Tree

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_PARSER = "argparse.ArgumentParser"
_PARSING = ("parse_args", "parse_known_args", "parse_intermixed_args", "parse_known_intermixed_args")
_GROUPS = (f"{_PARSER}().add_argument_group", f"{_PARSER}().add_mutually_exclusive_group")
_ANY_OPTION = "the command line"
_NOT_FOLLOWED = "it is given on the command line"
_NESTING_LIMIT = 4


class Option(NamedTuple):
    """An option that sets an attribute, in words; and its default, where it is declared with one."""

    says: str
    default: cst.BaseExpression | None = None


def is_parsed(made: Made) -> bool:
    """Whether something made is a parsed command line."""
    return made.name.startswith(f"{_PARSER}()") and made.name.endswith("parse_args")


def value(ev: Evaluator, parse: cst.Call, name: str, node: cst.CSTNode) -> Alternatives:
    """What the attribute `name` can be of what `parse`, a call that parses, gives back; it is read by `node`.

    Several are possible: each subcommand may declare an option anew.
    """
    options = options_for(ev, parse, name)
    filled = namespace(parse)
    for holder in ev.evaluate(filled) if filled is not None else ():
        # An attribute that is there already is only set where the option is given.
        values = ev.attribute(holder.value, name, node)
        if not any(isinstance(value.value, Lost) for value in values):
            return from_outside(values, options[0].says) if options else values
    preset = tuple(_set_defaults(ev, parse, name))
    found: list[Alternative] = []
    for option in options:
        values = (*(ev.evaluate(option.default) if option.default is not None else ()), *preset)
        found += from_outside(values, option.says) if values else ev.lost(node, _NOT_FOLLOWED, option.says)
    return tuple(found) or from_outside(preset, _ANY_OPTION) or ev.lost(node, _NOT_FOLLOWED, _ANY_OPTION)


def as_table(ev: Evaluator, parse: cst.Call, node: cst.Call) -> Table:
    """What `parse` gives back as a dict, which `node` makes of it."""
    names: list[str] = []
    opens: list[str] = []
    for declared in _of_parser(ev, parse, ev.names.calls_by_name.get("add_argument", ())):
        positional = [passed.value for passed in declared.args if passed.keyword is None]
        flags = _flags(ev, declared)
        destination = _destination(ev, declared)
        if not destination and (not flags or len(flags) < len(positional)):
            opens.append("an argument's name could not be followed")
        else:
            long = [flag for flag in flags if flag.startswith("--")]
            names.append(destination or _attribute_of((long or flags)[0]))
    for call in _of_parser(ev, parse, ev.names.calls_by_name.get("set_defaults", ())):
        names += [passed.keyword.value for passed in call.args if passed.keyword is not None]
        opens += ["defaults that could not be followed are set" for passed in call.args if passed.star]
    entries = (
        Entry(name, cst.Name("argument"), node, value(ev, parse, name, node)) for name in dict.fromkeys(names)
    )
    return Table(node, tuple(entries), tuple(opens), extensible=False)


def options_for(ev: Evaluator, parse: cst.Call, name: str) -> list[Option]:
    """The options that set the attribute `name` after `parse`; none where every option is known and sets another."""
    declarations = ev.names.calls_by_name.get("add_argument", ())
    naming = [declared for declared in declarations if name in _attributes(ev, declared)]
    found: list[Option] = []
    for declared in _of_parser(ev, parse, naming):
        flags = _flags(ev, declared)
        says = f"the command line option {flags[-1]}" if flags else _ANY_OPTION
        found.append(Option(says, argument(declared, "default", None)))
    if found:
        return found
    unclear = not declarations or not all(_attributes(ev, declared) for declared in declarations)
    return [Option(_ANY_OPTION)] if unclear else []


def namespace(parse: cst.Call) -> cst.BaseExpression | None:
    """The object that a call which parses is given to set the options on; one attribute that is there stays without one."""
    if len(parse.args) > 1 and all(a.keyword is None and not a.star for a in parse.args[:2]):
        return parse.args[1].value
    return argument(parse, "namespace", None)


def set_by(ev: Evaluator, name: str, is_owner: Callable[[Abstract], bool]) -> str:
    """What of the command line may set the attribute `name` of an object that a parser is given to fill; else empty."""
    for method in _PARSING:
        for parse in ev.names.calls_by_name.get(method, ()):
            filled = namespace(parse)
            if filled is None or not any(is_owner(option.value) for option in ev.evaluate(filled)):
                continue
            options = options_for(ev, parse, name)
            if options:
                return options[0].says
    return ""


# Which parser


class Parser(NamedTuple):
    """A parser, by the call that makes it, and under which choices it is that one: which caller it is made for."""

    maker: int
    choices: Choices


Parsers = frozenset[Parser]


def _of_parser(ev: Evaluator, parse: cst.Call, calls: Sequence[cst.Call]) -> list[cst.Call]:
    """Those of `calls`, methods of parsers, that tell the parser of `parse` something.

    Where none is surely that parser's own, those that may be: in the same file, else in any.
    """
    # Asked also where there are no calls: following the parents may lead into the file that has some.
    parsers = _with_parents(ev, parse)
    own: list[cst.Call] = []
    perhaps: list[cst.Call] = []
    for call in calls:
        told = _parsers(ev, call)
        if _meet(told, parsers):
            own.append(call)
        elif not told or not parsers:
            perhaps.append(call)
    here = ev.tree.tree_of(parse)
    own = [call for call in own if ev.tree.tree_of(call) is here or not _is_refused(ev, call, own, here)]
    return own or [call for call in perhaps if ev.tree.tree_of(call) is here] or perhaps


def _is_refused(ev: Evaluator, declared: cst.Call, own: Sequence[cst.Call], here: Tree) -> bool:
    """Whether a parser takes no second option of these flags: then another script declares it, and this one its own."""
    flags = set(_flags(ev, declared))
    return _is_of_the_parser_itself(ev, declared) and any(
        ev.tree.tree_of(other) is here
        and not flags.isdisjoint(_flags(ev, other))
        and _is_of_the_parser_itself(ev, other)
        for other in own
    )


def _is_of_the_parser_itself(ev: Evaluator, declared: cst.Call) -> bool:
    """Whether an option is declared of a parser, or of a group in it, and of no subcommand."""
    return isinstance(declared.func, cst.Attribute) and all(
        isinstance(option.value, Made)
        and (option.value.name == _PARSER or option.value.name in _GROUPS)
        and argument(option.value.call, "conflict_handler", None) is None
        for option in ev.evaluate(declared.func.value)
    )


def _meet(some: Parsers, others: Parsers) -> bool:
    """Whether one of some parsers may be one of others: made by the same call, for the same caller."""
    return any(
        one.maker == other.maker and combine(one.choices, other.choices) is not None
        for one in some
        for other in others
    )


def _with_parents(ev: Evaluator, parse: cst.Call) -> Parsers:
    """The parsers whose options `parse` reads: its own, and the `parents` of that and of its subcommands."""
    parsers = _parsers(ev, parse)
    for call in ev.names.calls_by_name.get("add_parser", ()):
        if argument(call, "parents", None) is not None and _meet(_parsers(ev, call), parsers):
            parsers |= _parents(ev, call)
    return parsers


def _parsers(ev: Evaluator, method: cst.Call, depth: int = 0) -> Parsers:
    """The parsers that a method may be called on; empty where not known.

    A group's and a subcommand's is the parser that they were added to; one has its parents' options too.
    """
    if not isinstance(method.func, cst.Attribute) or depth > _NESTING_LIMIT:
        return frozenset()
    found: set[Parser] = set()
    for option in ev.evaluate(method.func.value):
        made = option.value
        if isinstance(made, Made) and made.name == _PARSER:
            found |= {Parser(id(made.call), option.choices), *_parents(ev, made.call)}
        elif isinstance(made, Made) and made.name.startswith(f"{_PARSER}()"):
            for parser in _parsers(ev, made.call, depth + 1):
                both = combine(parser.choices, option.choices)
                if both is not None:
                    found.add(parser._replace(choices=both))
    return frozenset(found)


def _parents(ev: Evaluator, maker: cst.Call, depth: int = 0) -> Parsers:
    """The parsers that another takes its options over from."""
    named = argument(maker, "parents", None)
    if named is None or depth > _NESTING_LIMIT:
        return frozenset()
    rows = [each.value for each in ev.evaluate(named) if isinstance(each.value, Row)]
    parents = [each for row in rows for element in row.elements for each in ev.evaluate(element)]
    found: set[Parser] = set()
    for parent in parents:
        if isinstance(parent.value, Made):
            found |= {
                Parser(id(parent.value.call), parent.choices),
                *_parents(ev, parent.value.call, depth + 1),
            }
    return frozenset(found)


# What a call tells a parser


def _attributes(ev: Evaluator, declared: cst.Call) -> list[str]:
    """The attributes that an option may set: the one it says, else one by the name of any of its flags."""
    destination = _destination(ev, declared)
    return [destination] if destination else [_attribute_of(flag) for flag in _flags(ev, declared)]


def _attribute_of(flag: str) -> str:
    return flag.lstrip("-").replace("-", "_")


def _destination(ev: Evaluator, declared: cst.Call) -> str | None:
    said = argument(declared, "dest", None)
    return ev.only_text(said) if said is not None else None


def _flags(ev: Evaluator, declared: cst.Call) -> list[str]:
    texts = [ev.only_text(passed.value) for passed in declared.args if passed.keyword is None]
    return [text for text in texts if text is not None]


def _set_defaults(ev: Evaluator, parse: cst.Call, name: str) -> Iterator[Alternative]:
    """What `parser.set_defaults(name=...)` gives an attribute, besides what its option is declared with."""
    calls = ev.names.calls_by_name.get("set_defaults", ())
    for call in _of_parser(ev, parse, [call for call in calls if argument(call, name, None) is not None]):
        said = argument(call, name, None)
        yield from ev.evaluate(said) if said is not None else ()
