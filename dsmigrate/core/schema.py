"""What a table of settings may hold: kinds of values, each of which yields what is wrong with a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Keys = tuple[str | int, ...]
# So many words are no help at the terminal.
_MANY = 20


# A named tuple, as every run that has settings imports it.
class Fault(NamedTuple):
    """Something wrong in a table: the keys and list indices that lead to it, what it is, and the wrong text itself."""

    keys: Keys
    message: str
    text: str = ""


Kind = Callable[[Any], Iterator[Fault]]


def text(value: Any) -> Iterator[Fault]:
    """A text that is not empty."""
    if not isinstance(value, str):
        yield Fault((), f"has to be a text in quotes, not {_named(value)}")
    elif not value:
        yield Fault((), "must not be empty")


def any_text(value: Any) -> Iterator[Fault]:
    """A text, also an empty one."""
    if value != "":
        yield from text(value)


def flag(value: Any) -> Iterator[Fault]:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault((), f"has to be true or false, not {_named(value)}")


def anything(value: Any) -> Iterator[Fault]:
    """Whatever it is."""
    return iter(())


def one_of(*words: str) -> Kind:
    """One of a few words."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield from text(value)
        elif value not in words:
            yield Fault((), f"{value!r} is none of {', '.join(words)}{meant(value, words)}", value)

    return check


def list_of(kind: Kind) -> Kind:
    """A list whose members are all of a kind."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault((), f"has to be a list in square brackets, not {_named(value)}")
            return
        for index, member in enumerate(value):
            yield from _under(index, kind(member))

    return check


def mapping(kind: Kind, keys: Kind = anything) -> Kind:
    """A table with any keys, whose values are all of a kind; `keys` is the kind of the keys."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault((), f"has to be a table, not {_named(value)}")
            return
        for key, member in value.items():
            yield from _under(key, keys(key))
            yield from _under(key, kind(member))

    return check


def table(kinds: Mapping[str, Kind], needed: Sequence[str] = ()) -> Kind:
    """A table with these keys and no others, of which some must be there."""

    def check(value: Any) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault((), f"has to be a table, not {_named(value)}")
            return
        for key, member in value.items():
            if key in kinds:
                yield from _under(key, kinds[key](member))
            else:
                yield Fault((key,), f"there is no such key{meant(key, kinds) or _listed(kinds)}")
        for key in needed:
            if key not in value:
                yield Fault((), f"the key `{key}` is missing")

    return check


def meant(written: str, words: Sequence[str] | Mapping[str, object]) -> str:
    """The end of a sentence that names the word that was probably meant; empty where none is near."""
    from difflib import get_close_matches

    known = {_plain(word): word for word in words}
    near = get_close_matches(_plain(written), list(known), n=1)
    return f"; did you mean `{known[near[0]]}`?" if near else ""


def _plain(word: str) -> str:
    return word.lower().replace("_", "-")


def _listed(words: Mapping[str, object]) -> str:
    return f"; there are {', '.join(f'`{word}`' for word in words)}" if len(words) < _MANY else ""


def _under(key: str | int, faults: Iterator[Fault]) -> Iterator[Fault]:
    for fault in faults:
        yield fault._replace(keys=(key, *fault.keys))


def _named(value: Any) -> str:
    """What a value of a TOML file is, in words."""
    kinds = {
        bool: "true or false",
        str: "a text",
        list: "a list",
        dict: "a table",
        int: "a number",
        float: "a number",
    }
    return kinds.get(type(value), "a date")
