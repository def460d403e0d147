"""Client libraries as data: what the files must say, and how a called name finds its shape."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.catalog.clients import ClientLibraries, client_libraries
from dsmigrate.catalog.rules_root import rules_root
from dsmigrate.catalog.shapes import ClientShape, RequestShape, Telling
from dsmigrate.catalog.toml import read_toml

PAGES = sorted((rules_root() / "clients").glob("*.toml"))
CLIENT_KEYS = {field.name for field in fields(ClientShape)} - {"library"}
TELLING_KEYS = {field.name for field in fields(Telling)}
REQUEST_KEYS = {field.name for field in fields(RequestShape)} - {"library"}


def libraries() -> ClientLibraries:
    return client_libraries()


def rows(page: Path, kind: str) -> list[dict[str, Any]]:
    found = read_toml(page).get(kind, [])
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_says_what_it_is_about_and_since_when(page: Path) -> None:
    table = read_toml(page)
    assert set(table) <= {
        "title", "package", "since", "until", "source", "checked", "client", "request", "records", "constants",
        "unsent",
    }  # fmt: skip
    assert table["title"]
    assert re.fullmatch(r"https://\S+", table["source"])
    assert isinstance(table["checked"], date)
    assert bool(table["since"]) == bool(table["package"])
    assert rows(page, "request")
    assert page.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_key_is_misspelt(page: Path) -> None:
    for row in rows(page, "client"):
        assert set(row) <= CLIENT_KEYS
        assert row["speaks"] in ("chat", "messages", "http")
    for row in rows(page, "request"):
        assert set(row) <= REQUEST_KEYS
        assert row["api"] in ("chat", "fim", "responses", "messages", "http")
        assert row.get("methods") or row.get("functions")
        assert set(row.get("toggle", {})) <= {
            "path", "enabled", "disabled", "sends", "only_for", "unsaid", "since",
        }  # fmt: skip
        for telling in row.get("told_by", ()):
            assert set(telling) <= TELLING_KEYS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_toggle_stands_where_its_keys_reach_the_body(page: Path) -> None:
    for row in rows(page, "request"):
        if row["api"] == "fim" or row.get("elsewhere") or row.get("instead"):
            assert "toggle" not in row
            continue
        path = row["toggle"]["path"]
        assert "disabled" in row["toggle"]
        merged = path.rpartition(".")[0] in row.get("merge", ())
        own = path == row["toggle"].get("sends")
        assert merged or own or path == "thinking" or path == "reasoning.effort"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_said_anew_replaces_the_dict_around_the_toggle_or_the_model(page: Path) -> None:
    for row in rows(page, "request"):
        around = row.get("toggle", {}).get("path", "").split(".")[-2:-1]
        for path in row.get("overrides", ()):
            assert path.split(".")[-1] in (*around, "model")
        assert "overrides" in row or "used_by" not in row


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_lists_fields_to_leave_out_stands_beside_a_toggle(page: Path) -> None:
    for row in rows(page, "request"):
        assert "drops" not in row or "." in row["toggle"]["path"]
        assert all(path.split(".")[-1] == "additional_drop_params" for path in row.get("drops", ()))


@pytest.mark.parametrize(("kind", "key"), [("client", "names"), ("request", "functions")])
def test_no_two_rows_claim_the_same_name(kind: str, key: str) -> None:
    named = [
        name for page in PAGES for row in rows(page, kind) if "until" not in row for name in row.get(key, ())
    ]
    assert sorted(named) == sorted(set(named))


def test_no_two_files_claim_the_same_name() -> None:
    named = [
        (name, page.stem)
        for page in PAGES
        for row in (*rows(page, "client"), *rows(page, "request"))
        for name in (*row.get("names", ()), *row.get("functions", ()))
    ]
    assert len(set(named)) == len({name for name, _ in named})


def test_what_is_told_several_models_asks_each() -> None:
    crew = libraries().functions["crewai.Crew"]
    asked = [shape.rename for shape in crew.each]
    assert [next(name for name, to in each.items() if to == "model") for each in asked] == list(crew.models)
    assert all("model" not in each or each["model"] != "model" for each in asked)
    assert libraries().functions["crewai.LLM"].each == (libraries().functions["crewai.LLM"],)


CONSTRUCTORS = {
    "openai.OpenAI": ("openai", "chat", "https://api.openai.com/v1"),
    "openai.AsyncOpenAI": ("openai", "chat", "https://api.openai.com/v1"),
    "anthropic.Anthropic": ("anthropic", "messages", "https://api.anthropic.com"),
    "anthropic.AsyncAnthropic": ("anthropic", "messages", "https://api.anthropic.com"),
    "requests.Session": ("http", "http", ""),
    "httpx.Client": ("http", "http", ""),
    "httpx.AsyncClient": ("http", "http", ""),
    "aiohttp.ClientSession": ("http", "http", ""),
}


@pytest.mark.parametrize(("name", "expected"), CONSTRUCTORS.items())
def test_constructors(name: str, expected: tuple[str, str, str]) -> None:
    shape = libraries().clients[name]
    assert (shape.library, shape.speaks, shape.default_endpoint) == expected


METHODS = [
    ("openai.OpenAI", "chat.completions.create", "chat"),
    ("openai.OpenAI", "chat.completions.parse", "chat"),
    ("openai.OpenAI", "chat.completions.stream", "chat"),
    ("openai.AsyncOpenAI", "beta.chat.completions.parse", "chat"),
    ("openai.OpenAI", "chat.completions.with_raw_response.create", "chat"),
    ("openai.OpenAI", "with_streaming_response.chat.completions.create", "chat"),
    ("openai.OpenAI", "completions.create", "fim"),
    ("openai.OpenAI", "responses.create", "responses"),
    ("openai.OpenAI", "messages.create", None),
    ("openai.OpenAI", "create", None),
    ("openai.OpenAI", "chat.completions", None),
    ("openai.OpenAI", "embeddings.create", None),
    ("anthropic.Anthropic", "messages.create", "messages"),
    ("anthropic.Anthropic", "messages.stream", "messages"),
    ("anthropic.Anthropic", "chat.completions.create", None),
    ("requests.Session", "post", "http"),
    ("requests.Session", "get", None),
    ("httpx.AsyncClient", "post", "http"),
    ("httpx.Client", "stream", "http"),
    ("requests.Session", "stream", None),
    ("aiohttp.ClientSession", "request", "http"),
]


@pytest.mark.parametrize(("constructor", "path", "api"), METHODS)
def test_methods_of_a_known_client(constructor: str, path: str, api: str | None) -> None:
    known = libraries()
    shape = known.method(known.clients[constructor], constructor, tuple(path.split(".")))
    assert (shape.api if shape else None) == api


@pytest.mark.parametrize(
    ("path", "api"),
    [
        ("chat.completions.create", "chat"),
        ("beta.chat.completions.parse", "chat"),
        ("completions.create", None),
        ("messages.create", None),
        ("post", None),
    ],
)
def test_a_client_that_is_not_known_is_told_by_a_long_path_only(path: str, api: str | None) -> None:
    shape = libraries().method(None, "", tuple(path.split(".")))
    assert (shape.api if shape else None) == api


def test_the_same_method_takes_its_arguments_as_its_own_client_does() -> None:
    known = libraries()
    session = known.method(known.clients["requests.Session"], "requests.Session", ("post",))
    client = known.method(known.clients["httpx.Client"], "httpx.Client", ("post",))
    assert session is not None
    assert client is not None
    assert session.body == ("json", "data")
    assert client.body == ("json", "content", "data")


TOGGLES = [
    (
        "openai",
        "chat",
        "extra_body.thinking",
        {"enabled": {"type": "enabled"}, "disabled": {"type": "disabled"}},
    ),
    ("openai", "responses", "reasoning.effort", {"disabled": "none"}),
    ("anthropic", "messages", "thinking", {"disabled": {"type": "disabled"}}),
    ("http", "http", "thinking", {"enabled": {"type": "enabled"}, "disabled": {"type": "disabled"}}),
]


@pytest.mark.parametrize(("library", "api", "path", "values"), TOGGLES)
def test_toggles(library: str, api: str, path: str, values: dict[str, object]) -> None:
    known = libraries()
    shapes = [*known.functions.values(), *(shape for each in known.methods.values() for shape in each)]
    toggles = [shape.toggle for shape in shapes if (shape.library, shape.api) == (library, api)]
    assert toggles
    for toggle in toggles:
        assert toggle is not None
        assert ".".join(toggle.path) == path
        assert toggle.values == values


def test_what_a_call_may_end_in_is_known_beforehand() -> None:
    assert {
        "create",
        "parse",
        "stream",
        "post",
        "request",
        "completion",
        "ChatDeepSeek",
    } <= libraries().endings
    assert set(libraries().titles) == {page.stem for page in PAGES}
