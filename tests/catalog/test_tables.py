"""The tables in rules/catalog: each row says where it comes from and when that was checked, and they fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.catalog.models import Status
from dsmigrate.catalog.runners import Passing
from dsmigrate.catalog.toml import read_toml
from dsmigrate.core.sightings import Api

RULES = Path(__file__).parents[2] / "rules"
TABLES = sorted((RULES / "catalog").glob("*.toml"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|\w+ \d[\d.]*")


def rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in read_toml(path).items():
        if isinstance(value, dict):
            yield name, value
        elif value and isinstance(value[0], dict):
            yield from ((f"{name} {number}", row) for number, row in enumerate(value, 1))


ROWS = [pytest.param(row, id=f"{path.stem} {name}") for path in TABLES for name, row in rows(path)]


def test_there_are_tables() -> None:
    assert {"models", "endpoints", "parameters", "thinking", "json_mode"} <= {path.stem for path in TABLES}
    assert len(ROWS) > 60


@pytest.mark.parametrize("row", ROWS)
def test_each_row_has_its_source_and_date(row: dict[str, Any]) -> None:
    assert re.fullmatch(r"https://[\w.-]+\.\w+(/\S*)?", row["source"])
    assert type(row["checked"]) is date
    assert date(2026, 1, 1) < row["checked"]
    if "since" in row:
        assert DATE.fullmatch(str(row["since"]))
    if "until" in row:
        assert isinstance(row["until"], datetime)
        assert row["until"].tzinfo is not None


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_row_is_there_twice(path: Path) -> None:
    found = [
        (name.split()[0], str(row.get("id") or row.get("name") or row.get("host") or row.get("hosts") or row))
        for name, row in rows(path)
        if "shape" not in name
    ]
    assert len(found) == len(set(found))


def test_models_fit_together() -> None:
    models = catalog().models
    for model in models.values():
        assert model.thinking in ("enabled", "disabled")
        assert model.id == model.id.lower()
        if model.status is Status.CURRENT:
            assert model.successor is None
        else:
            assert model.successor is not None
            assert models[model.successor].status is Status.CURRENT
            assert model.fate
        if model.status is not Status.RETIRED:
            # Thinking is on by default at every model of today; a rewrite that forgets it changes what is answered.
            assert model.thinking == "enabled"
            assert model.until is None


@pytest.mark.parametrize(
    ("model", "thinking", "retired"),
    [
        ("deepseek-chat", "disabled", True),
        ("deepseek-coder", "disabled", True),
        ("deepseek-reasoner", "enabled", True),
        ("deepseek-v4-flash", "enabled", False),
        ("deepseek-flash", "enabled", False),
        ("deepseek-v4-pro", "enabled", False),
    ],
)
def test_what_each_model_stands_for(model: str, thinking: str, retired: bool) -> None:
    known = catalog().models[model]
    assert (known.thinking, known.status is Status.RETIRED) == (thinking, retired)
    assert known.only_with_proof == (model == "deepseek-coder")


def test_the_default_targets_are_served_and_not_the_dear_model() -> None:
    for target in (catalog().default_target, catalog().default_reasoner_target):
        assert catalog().models[target].status is not Status.RETIRED
        assert "pro" not in target


def test_parameters() -> None:
    known = catalog().parameters
    ignored = {name for name, parameter in known.items() if parameter.ignored_when_thinking}
    assert ignored == {"temperature", "presence_penalty", "frequency_penalty"}
    assert known["top_p"].note


def test_thinking_shapes() -> None:
    for shape in catalog().thinking_shapes:
        assert shape.where in ("body", "refused")
        assert shape.effect in ("ignored", "rejected", "refused")
        assert (shape.where == "refused") == (shape.effect == "refused")
        assert shape.paths
        assert not set(map(repr, shape.enabled)) & set(map(repr, shape.disabled))


@pytest.mark.parametrize(
    ("written", "mode"),
    [
        (True, "enabled"),
        (False, "disabled"),
        ("true", "enabled"),
        ("Disabled", "disabled"),
        (1, ""),
        (0, ""),
        (None, ""),
        ("", ""),
        ("auto", ""),
        (["true"], ""),
    ],
)
def test_what_a_written_value_means(written: object, mode: str) -> None:
    (shape,) = [s for s in catalog().thinking_shapes if (s.field, s.where) == ("enable_thinking", "body")]
    assert shape.meaning(written) == mode


def test_every_interface_belongs_to_one_format() -> None:
    formats = catalog().endpoints.formats.values()
    assert sorted(api for form in formats for api in form.requests) == sorted(api.value for api in Api)
    for form in formats:
        assert catalog().endpoints.paths[form.home] == form.name
        assert set(form.bases) <= set(form.requests)
        assert set(form.bases.values()) <= set(catalog().endpoints.paths)


def test_an_interface_is_told_by_one_thing_only() -> None:
    interfaces = catalog().endpoints.interfaces
    fields = [each.field for each in interfaces if each.field]
    assert len(fields) == len(set(fields)) == len(interfaces) - 1
    for index, each in enumerate(interfaces):
        assert each.request.endswith(each.ending)
        # What stands first is asked first, so that a longer ending is not taken for a shorter one.
        assert not any(each.request.endswith(other.ending) for other in interfaces[:index])


def test_runners_say_where_the_function_and_its_arguments_are() -> None:
    runners = catalog().runners
    for runner in {
        *runners.functions.values(),
        *(each for rows in runners.methods.values() for each in rows),
    }:
        assert runner.position == runner.positional.index(runner.function)
        packed = runner.passes is Passing.PACKED
        assert {runner.args, runner.kwargs} <= set(runner.positional) if packed else not runner.args
        # What stands behind the function is passed on, unless its place is known.
        assert packed or runner.positional[-1] == runner.function
        assert not runner.most or runner.passes is Passing.EACH
    assert {"map", "submit", "Thread", "to_thread", "run_in_executor"} <= runners.names


# The keys of each table of frameworks.toml that are read; a key that is none of these would say something to nobody.
_TAKING = {"functions", "positional", "takes"}
FRAMEWORK_KEYS = {
    "loader": {*_TAKING, "methods", "parser"},
    "command": _TAKING,
    "injector": _TAKING,
    "option": {"functions", "says", "decorators"},
    "field": {"functions", "first"},
    "model": {"classes"},
    "settings": {"classes"},
    "copy": {"functions", "methods", "takes"},
    "frozen": {"decorators"},
    "route": {"methods"},
    "fixture": {"decorators"},
    "decorator": {"prefixes"},
    "session": {"names", "says"},
    "question": {"functions", "says"},
    "variable": {"reads", "sets"},
    "json": {"dumps", "loads", "raises", "methods"},
    "writer": {"prefixes"},
    "tool": {"functions"},
    "redirection": {"attributes", "methods"},
}


def test_rows_about_frameworks_have_known_keys_only() -> None:
    tables = read_toml(RULES / "catalog" / "frameworks.toml")
    assert set(tables) == set(FRAMEWORK_KEYS)
    for kind, rows_of in tables.items():
        for row in rows_of:
            keys = row.keys() - {"source", "checked"}
            assert keys, row
            assert keys <= FRAMEWORK_KEYS[kind], row
            # What takes something names all that stands in front of it.
            assert ("positional" in row) == ("takes" in row and kind != "copy"), row
            assert "positional" not in row or row["positional"][-1] == row["takes"], row


def test_frameworks() -> None:
    known = catalog().frameworks
    assert known.loading.functions["cattrs.structure"] == (1, "cl")
    assert known.loading.functions["tyro.cli"] == (0, "f")
    assert known.loading.parsers == {"transformers.HfArgumentParser": (0, "dataclass_types")}
    assert "parse_dict" in known.loading.parsing - known.loading.methods
    assert "model_validate" in known.loading.methods - known.loading.parsing
    assert known.command_names == ("Fire",)
    assert known.copy_names == ("model_copy", "copy", "evolve")
    assert set(known.options) == {"typer.Option", "typer.Argument"}
    assert {name for name, first in known.fields.items() if first} == {
        "pydantic.Field",
        "pydantic.fields.Field",
    }
    # A prefix is that of a package, or of some functions in it, and not what other packages' names begin with too.
    assert all("." in prefix for prefix in (*known.decorators, *known.writers))
    # What gives data raises an error for an empty text.
    assert known.json.loads <= known.json.raising["loads"]


def test_json_mode() -> None:
    mode = catalog().json_mode
    # The sentence that is added satisfies the rule that it is added for.
    assert mode.word in mode.instruction.lower()
    assert mode.type in mode.error


def test_each_model_has_one_price_at_a_time() -> None:
    table, models = catalog().prices, catalog().models
    for price in table.prices:
        assert price.hit < price.miss < price.output
        assert price.models <= set(models)
        for other in table.prices:
            if other is not price and price.models & other.models:
                first, second = sorted((price, other), key=lambda each: each.since)
                assert first.until is not None
                assert first.until <= second.since
    for model in models.values():
        if model.status is not Status.RETIRED:
            now = table.of_model(model, date(2026, 11, 21))
            assert now is not None
            assert now.until is None


def test_a_retired_model_keeps_the_price_of_its_last_day() -> None:
    table, models = catalog().prices, catalog().models
    last = table.of_model(models["deepseek-chat"], date(2026, 11, 21))
    assert last == table.of_model(models["deepseek-v4-flash"], date(2026, 7, 23))
    assert last != table.of_model(models["deepseek-v4-flash"], date(2026, 11, 21))
    assert table.of_model(models["deepseek-chat"], date(2025, 1, 1)) is None
    assert table.of_model(models["deepseek-coder"], date(2026, 11, 21)) is None


def test_an_alias_costs_what_it_stands_for() -> None:
    table, models = catalog().prices, catalog().models
    for model in models.values():
        if model.status is Status.ACCEPTED and model.successor is not None:
            day = date(2026, 11, 21)
            assert table.of_model(model, day) == table.of_model(models[model.successor], day)
