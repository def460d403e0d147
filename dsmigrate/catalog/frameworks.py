"""What libraries do with the functions, classes, objects and data of a project: rules/catalog/frameworks.toml, typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from dsmigrate.core.records import record

_Table = Mapping[str, Any]


class Taking(NamedTuple):
    """Which argument of a call takes the class or function: at which place, and by which name."""

    position: int
    name: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Taking:
        return cls(row["positional"].index(row["takes"]), row["takes"])


@record
class Loading:
    """What gives objects of a class that it is told: functions, methods of the class, and methods of parsers, each by name."""

    functions: Mapping[str, Taking] = field(default_factory=dict)
    methods: frozenset[str] = frozenset()
    parsers: Mapping[str, Taking] = field(default_factory=dict)
    parsing: frozenset[str] = frozenset()


@record
class Json:
    """What writes JSON, what gives it as data, and what raises an error for an empty text: by its last name, or a method."""

    dumps: frozenset[str] = frozenset()
    loads: frozenset[str] = frozenset()
    raising: Mapping[str, frozenset[str]] = field(default_factory=dict)
    methods: tuple[str, ...] = ()


@record
class Frameworks:
    """All of them, by qualified names where the file does not say otherwise; see there for what each table is.

    `options`, `sessions` and `questions` have in words what each gives, `fields` whether the default may be the first
    argument, and `copying`, by method, the argument that takes the attributes. `decorators` and `writers` are what names
    begin with; `command_names` and `copy_names` are what calls are called, without what stands in front.
    """

    loading: Loading = field(default_factory=Loading)
    commands: Mapping[str, Taking] = field(default_factory=dict)
    command_names: tuple[str, ...] = ()
    injectors: Mapping[str, Taking] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    option_decorators: frozenset[str] = frozenset()
    fields: Mapping[str, bool] = field(default_factory=dict)
    models: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    copies: tuple[str, ...] = ()
    copying: Mapping[str, str] = field(default_factory=dict)
    copy_names: tuple[str, ...] = ()
    frozen: frozenset[str] = frozenset()
    routes: frozenset[str] = frozenset()
    fixtures: frozenset[str] = frozenset()
    decorators: tuple[str, ...] = ()
    sessions: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    variable_readers: frozenset[str] = frozenset()
    variable_setters: tuple[str, ...] = ()
    json: Json = field(default_factory=Json)
    writers: tuple[str, ...] = ()
    tools: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    reconfiguring: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: _Table) -> Frameworks:
        commands = _taking(table, "command")
        copies = tuple(_named(table, "copy", "functions"))
        copying = {name: row["takes"] for row in table["copy"] for name in row.get("methods", ())}
        return cls(
            loading=_loading(table),
            commands=commands,
            command_names=_last_names(commands),
            injectors=_taking(table, "injector"),
            options=_said(table, "option", "functions"),
            option_decorators=frozenset(_named(table, "option", "decorators")),
            fields={name: row.get("first", False) for row in table["field"] for name in row["functions"]},
            models=frozenset(_named(table, "model", "classes")),
            settings=frozenset(_named(table, "settings", "classes")),
            copies=copies,
            copying=copying,
            copy_names=(*copying, *_last_names(copies)),
            frozen=frozenset(_named(table, "frozen", "decorators")),
            routes=frozenset(_named(table, "route", "methods")),
            fixtures=frozenset(_named(table, "fixture", "decorators")),
            decorators=tuple(_named(table, "decorator", "prefixes")),
            sessions=_said(table, "session", "names"),
            questions=_said(table, "question", "functions"),
            variable_readers=frozenset(_named(table, "variable", "reads")),
            variable_setters=tuple(_named(table, "variable", "sets")),
            json=_json(table),
            writers=tuple(_named(table, "writer", "prefixes")),
            tools=frozenset(_named(table, "tool", "functions")),
            holding=frozenset(_named(table, "redirection", "attributes")),
            reconfiguring=frozenset(_named(table, "redirection", "methods")),
        )


def _loading(table: _Table) -> Loading:
    functions: dict[str, Taking] = {}
    methods: set[str] = set()
    parsers: dict[str, Taking] = {}
    parsing: set[str] = set()
    for row in table["loader"]:
        if "parser" in row:
            parsers[row["parser"]] = Taking.of(row)
            parsing.update(row["methods"])
        elif "functions" in row:
            functions.update(dict.fromkeys(row["functions"], Taking.of(row)))
        else:
            methods.update(row["methods"])
    return Loading(functions, frozenset(methods), parsers, frozenset(parsing))


def _json(table: _Table) -> Json:
    raising: dict[str, frozenset[str]] = {}
    for name in _named(table, "json", "raises"):
        last = name.rpartition(".")[2]
        raising[last] = raising.get(last, frozenset()) | {name}
    dumps, loads = (frozenset(_named(table, "json", key)) for key in ("dumps", "loads"))
    return Json(dumps, loads, raising, tuple(_named(table, "json", "methods")))


def _taking(table: _Table, kind: str) -> Mapping[str, Taking]:
    return {name: Taking.of(row) for row in table[kind] for name in row["functions"]}


def _said(table: _Table, kind: str, key: str) -> Mapping[str, str]:
    return {name: row["says"] for row in table[kind] for name in row.get(key, ())}


def _named(table: _Table, kind: str, key: str) -> Iterator[str]:
    return (name for row in table[kind] for name in row.get(key, ()))


def _last_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.rpartition(".")[2] for name in names))
