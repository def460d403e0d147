"""Retired IDs in arbitrary text: whole tokens only, with what belongs before them."""

from __future__ import annotations

import time

import pytest

from dsmigrate.catalog.load import catalog

NONE = [
    "",
    "deepseek",
    "deepseek-v4-flash",
    "deepseek-v4-pro",
    "deepseek-flash",
    "deepseek-chat-v3-0324",
    "deepseek-chat-v3.1:free",
    "deepseek/deepseek-chat-v3-0324",
    "deepseek/deepseek-chat:free",
    "deepseek-chat:free",
    "deepseek-chat@latest",
    "deepseek-chat_v2",
    "deepseek-chat2",
    "deepseek-chats",
    "deepseek-chat-",
    "my-deepseek-chat",
    "_deepseek-chat",
    "xdeepseek-chat",
    "deepseek-coder:6.7b",
    "deepseek-coder-v2",
    "deepseek-coder-6.7b-instruct",
    "deepseek-ai/deepseek-coder-6.7b-instruct",
    "deepseek-ai/DeepSeek-V3",
    "deepseek-reasoner.py",
    "deepseek-chat/README.md",
    "deepseek_chat",
    "deepseekchat",
    "DeepSeek-Chat",
    "DEEPSEEK-CHAT",
    "https://example.com/deepseek-chat",
    "https://github.com/x/deepseek-chat",
    "./models/deepseek-chat",
    "../deepseek-coder",
    "/srv/models/deepseek-coder",
    "~/deepseek-chat",
    ".deepseek-chat",
    "me@deepseek-chat",
    "--deepseek-chat",
    "deepseek-r1",
]

FOUND = [
    ("deepseek-chat", "", "deepseek-chat"),
    ("deepseek-reasoner", "", "deepseek-reasoner"),
    ("deepseek-coder", "", "deepseek-coder"),
    ('"deepseek-chat"', "", "deepseek-chat"),
    ("'deepseek-chat',", "", "deepseek-chat"),
    ("MODEL=deepseek-chat", "", "deepseek-chat"),
    ("model: deepseek-chat", "", "deepseek-chat"),
    ("model:deepseek-chat", "", "deepseek-chat"),
    ('{"model":"deepseek-chat"}', "", "deepseek-chat"),
    ("${MODEL:-deepseek-chat}", "", "deepseek-chat"),
    ("${MODEL:=deepseek-chat}", "", "deepseek-chat"),
    ("--model=deepseek-chat", "", "deepseek-chat"),
    ("--model deepseek-chat;", "", "deepseek-chat"),
    ("use deepseek-chat.", "", "deepseek-chat"),
    ("deepseek-chat: the old name", "", "deepseek-chat"),
    ("(deepseek-chat)", "", "deepseek-chat"),
    ("`deepseek-chat`", "", "deepseek-chat"),
    ("deepseek-chat|other", "", "deepseek-chat"),
    ("deepseek-chat\n", "", "deepseek-chat"),
    ("deepseek-chat\\n", "", "deepseek-chat"),
    ("first\\ndeepseek-chat", "", "deepseek-chat"),
    ("把deepseek-chat换掉", "", "deepseek-chat"),
    ("deepseek/deepseek-chat", "deepseek/", "deepseek-chat"),
    ("deepseek:deepseek-chat", "deepseek:", "deepseek-chat"),
    ("openrouter/deepseek/deepseek-chat", "openrouter/deepseek/", "deepseek-chat"),
    ('"openai/deepseek-reasoner"', "openai/", "deepseek-reasoner"),
    ("@cf/deepseek-ai/deepseek-coder", "@cf/deepseek-ai/", "deepseek-coder"),
]


@pytest.mark.parametrize("text", NONE)
def test_no_id(text: str) -> None:
    assert catalog().id_pattern.search(text) is None


@pytest.mark.parametrize(("text", "prefix", "name"), FOUND)
def test_an_id(text: str, prefix: str, name: str) -> None:
    (match,) = catalog().id_pattern.finditer(text)
    assert (match["prefix"], match["id"]) == (prefix, name)
    assert match.group() == prefix + name


@pytest.mark.parametrize(
    "text", ["deepseek-chat", "deepseek/deepseek-chat", "deepseek:deepseek-chat", "a/b/deepseek-chat"]
)
def test_a_whole_text_that_is_an_id(text: str) -> None:
    assert catalog().id_pattern.fullmatch(text)


def test_several() -> None:
    text = "deepseek-chat,deepseek-reasoner deepseek-chat-v3 deepseek-coder"
    assert [match["id"] for match in catalog().id_pattern.finditer(text)] == [
        "deepseek-chat",
        "deepseek-reasoner",
        "deepseek-coder",
    ]


@pytest.mark.parametrize(
    "text", ["a/" * 200_000, "a" * 400_000, "a-" * 200_000, "@" * 400_000, "a.b/" * 100_000 + "x"]
)
def test_long_texts_take_no_time(text: str) -> None:
    start = time.perf_counter()
    assert catalog().id_pattern.search(text) is None
    assert time.perf_counter() - start < 2
