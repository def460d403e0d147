"""What may stand in a client library's file and in a project's own declaration, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dsmigrate.catalog.clients import OWN, OwnClients, client_libraries, versioned_packages
from dsmigrate.catalog.declarations import file_faults, own_faults
from dsmigrate.catalog.rules_root import rules_root
from dsmigrate.catalog.toml import loads, read_toml
from dsmigrate.catalog.toml_rows import explained

GOOD = """
[[request]]
api = "chat"
functions = ["myapp.llm.ask"]
default_endpoint = "https://api.deepseek.com"
toggle = { path = "think", sends = "thinking", disabled = false, enabled = true }
"""


def told(text: str) -> list[str]:
    return [f"{explained(fault.keys)}: {fault.message}" for fault in own_faults(loads(text))]


@pytest.mark.parametrize(
    "page", sorted((rules_root() / "clients").glob("*.toml")), ids=lambda page: page.stem
)
def test_every_file_of_a_library_is_right(page: Path) -> None:
    assert list(file_faults(read_toml(page))) == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace('path = "think", sends = "thinking"', 'path = "thinking"'),
        GOOD.replace('path = "think", sends = "thinking"', 'path = "extra.thinking"') + 'merge = ["extra"]',
        GOOD + '[[client]]\nnames = ["myapp.llm.Client"]\nspeaks = "chat"\n',
        GOOD + 'package = "acme"\nsince = "1.2"\n',
        GOOD + 'overrides = ["options.think", "*.options.think"]\nused_by = ["myapp.llm"]\n',
        GOOD
        + 'effort = { sends = { none = "", "*" = "enabled" }, at = ["effort"], since = { acme = "1.2" } }\n',
        GOOD
        + 'responses_with = { modern = true }\nresponses_toggle = { path = "reasoning.effort", disabled = "none" }\n',
        GOOD.replace("default_endpoint", "endpoint").replace('"https://api.deepseek.com"', '["url"]'),
        GOOD.replace('"https://api.deepseek.com"', '""'),
        '[[client]]\nnames = ["a.B"]\nspeaks = "chat"\n[[request]]\napi = "chat"\nmethods = ["ask"]\n',
    ],
)
def test_right(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ": declares no request: `request` says which calls ask a model for something"),
        (GOOD + "requests = 1", "request[1].requests: there is no such key"),
        (GOOD + 'modell = "x"', "request[1].modell: there is no such key; did you mean `models`?"),
        (GOOD + 'Api_ = "x"', "request[1].Api_: there is no such key; did you mean `api`?"),
        (
            GOOD + 'effort = { sends = { low = "on" }, at = ["effort"] }',
            "request[1].effort.sends.low: 'on' is none of enabled, disabled, unknown, ",
        ),
        (GOOD + 'effort = { sends = { low = "enabled" } }', "request[1].effort: the key `at` is missing"),
        (GOOD + 'until = "soon"', "request[1].until: 'soon' is no version, such as 1.93"),
        (GOOD + "until = 2", "request[1].until: has to be a text in quotes, not a number"),
        (GOOD + 'merge = "extra"', "request[1].merge: has to be a list in square brackets, not a text"),
        (GOOD + 'used_by = "acme"', "request[1].used_by: has to be a list in square brackets, not a text"),
        (GOOD + "by_text = 1", "request[1].by_text: has to be true or false, not a number"),
        (GOOD + "rename = [1]", "request[1].rename: has to be a table, not a list"),
        (
            GOOD + "since = '1'",
            "request[1]: `package` is missing: whose versions are `since` and `until` about?",
        ),
        (
            GOOD.replace("myapp.llm.ask", "ask"),
            "request[1].functions[1]: 'ask' has to be a name with its module, such as myapp.llm.ask",
        ),
        (
            GOOD.replace('functions = ["myapp.llm.ask"]', ""),
            "request[1]: says no call: `functions` by their qualified names, or `methods` of a client",
        ),
        (
            GOOD.replace("https://", ""),
            "request[1].default_endpoint: 'api.deepseek.com' is no URL, such as https://api.deepseek.com",
        ),
        (
            GOOD.replace(', sends = "thinking"', ""),
            "request[1].toggle.path: 'think' does not reach the body: say which field it becomes,"
            ' `sends = "thinking"`',
        ),
        (
            GOOD.replace('path = "think", sends = "thinking"', 'path = "extra.thinking"'),
            "request[1].toggle.path: 'extra.thinking' does not reach the body: add `merge = [\"extra\"]`",
        ),
        (
            GOOD + '[[client]]\nnames = ["Client"]\nspeaks = "chat"\n',
            "client[1].names[1]: 'Client' has to be a name with its module, such as myapp.llm.ask",
        ),
        (GOOD + '[[client]]\nnames = ["a.Client"]\n', "client[1]: the key `speaks` is missing"),
    ],
)
def test_wrong(text: str, message: str) -> None:
    assert told(text) == [message]


def test_a_request_that_goes_nowhere() -> None:
    (message,) = told(GOOD.replace('default_endpoint = "https://api.deepseek.com"', ""))
    assert message.startswith("request[1]: does not say where the request goes: `default_endpoint =")


def test_own_clients_stand_beside_the_libraries_and_win() -> None:
    table: dict[str, Any] = loads(
        GOOD.replace("myapp.llm.ask", "litellm.completion") + 'package = "acme"\nsince = "2"\n'
    )
    own = OwnClients(table)
    assert own.names == ("litellm.completion",)
    libraries = client_libraries(own=own)
    assert libraries.functions["litellm.completion"].library == OWN
    assert libraries.functions["litellm.acompletion"].library == "litellm"
    assert client_libraries().functions["litellm.completion"].library == "litellm"
    assert "acme" in versioned_packages(own)
    assert OwnClients.of(None) is None
