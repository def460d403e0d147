"""Where a key of a TOML text stands: each way of writing tables and lists."""

from __future__ import annotations

import pytest

from dsmigrate.catalog.toml_rows import Keys, explained, row_of

TEXT = '''\
# settings
title = "a = 1"
select = [
  "DS101",  # [x]
  "DS999",
]
long = """
ignore = "DS1"
[severity]
"""
'it is' = {
  deep = 1, other = 2 }
a.b.c = 1

[severity]  # two
DS101 = "info"
"tests/**" = "x"

[[clients.request]]
api = "chat"
[clients.request.toggle]
path = "think"

[[clients.request]]
api = "fim"
toggle = { path = "x", since = "1" }
[[clients.request.told_by]]
functions = []
[[clients.request.told_by]]
scope = ""
'''


@pytest.mark.parametrize(
    ("keys", "word", "row"),
    [
        (("title",), "", 2),
        (("select",), "", 3),
        (("select", 1), "DS999", 5),
        (("select", 0), "DS101", 4),
        (("long",), "", 7),
        (("it is", "other"), "", 12),
        (("a",), "", 13),
        (("a", "b", "c"), "", 13),
        (("severity",), "", 15),
        (("severity", "DS101"), "", 16),
        (("severity", "DS101"), "info", 16),
        (("severity", "tests/**"), "", 17),
        (("clients",), "", 19),
        (("clients", "request", 0), "", 19),
        (("clients", "request", 0, "api"), "chat", 20),
        (("clients", "request", 0, "toggle"), "", 21),
        (("clients", "request", 0, "toggle", "path"), "think", 22),
        (("clients", "request", 1, "api"), "", 25),
        (("clients", "request", 1, "toggle", "since"), "", 26),
        (("clients", "request", 1, "told_by", 1, "scope"), "", 30),
        (("clients", "request", 1, "told_by", 1, "functions"), "", 29),
        (("nowhere",), "", 1),
        ((), "", 1),
    ],
)
def test_row(keys: Keys, word: str, row: int) -> None:
    assert row_of(TEXT, keys, word) == row


def test_a_key_is_explained_as_a_person_writes_it() -> None:
    assert explained(("clients", "request", 1, "toggle", "path")) == "clients.request[2].toggle.path"
    assert explained(()) == ""
