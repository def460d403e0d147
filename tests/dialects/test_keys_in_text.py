"""DS602's sightings in files of any language: keys by shape and by name, and none that is masked nowhere."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsmigrate.catalog.load import catalog
from dsmigrate.dialects.keys_in_text import keeps_keys, keys_in
from dsmigrate.dialects.unread import lift
from dsmigrate.reports.redact import redact

SHAPES = catalog().key_shapes
ISSUED = "sk-4f9b0c7d21e86a35f07c9b14e2d8a6c3"
ODD = "q1w2e3r4t5y6u7i8o9p0asdf"


def found(text: str) -> list[tuple[str, bool]]:
    return [(text[key.start : key.end], key.issued) for key in keys_in(text, SHAPES, catalog().endpoints)]


@pytest.mark.parametrize(
    "text",
    [
        "KEY={}",
        "# DEEPSEEK_API_KEY={}",
        "api_key: {}",
        'x := "{}"',
        "-H 'Authorization: Bearer {}'",
        "OPENAI_API_KEY={}",
        "MY_DEEPSEEK_QWEN_API_KEY={}",
        "<value>{}</value>",
        "{}",
    ],
)
def test_by_shape(text: str) -> None:
    assert found(text.format(ISSUED)) == [(ISSUED, True)]
    assert ISSUED not in redact(text.format(ISSUED))


@pytest.mark.parametrize(
    "text",
    [
        "DEEPSEEK_API_KEY={}",
        "export DEEPSEEK_KEY='{}'",
        "deepseek-api-key: {}",
        "spring.ai.deepseek.api-key={}",
        '"deepseekApiKey": "{}",',
        "ENV DEEPSEEK_TOKEN={}",
        'environ["DEEPSEEK_API_KEY"] = "{}"',
        '"source": ["DEEPSEEK_KEY = \\"{}\\"\\n"]',
        "'deepseek_token' => '{}',",
        'deepseekKey := "{}"',
        "DEEPSEEK_API_KEY_2={}",
    ],
)
def test_by_name(text: str) -> None:
    assert found(text.format(ODD)) == [(ODD, False)]
    assert ODD not in redact(text.format(ODD))
    assert found(text.format("YOUR_KEY_1234567890_1234")) == []
    assert found(text.format("short1")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"QWEN_API_KEY={ISSUED}",
        f'"dashscope_api_key": "{ISSUED}"',
        f"task-{ISSUED[3:]}",
        f"{ISSUED}0",
        f"{ISSUED}-more",
        f"my-{ISSUED}",
        ISSUED.upper(),
        "sk-00000000000000000000000000000000",
        "sk-0123456789abcdef0123456789abcdef",
        f"OTHER_KEY={ODD}",
        f"deepseek_api_key_name={ODD}",
        f"DEEPSEEK_API_KEY={ODD}.value",
        f"DEEPSEEK_API_KEY={ODD}(1)",
        f"DEEPSEEK_API_KEY=${{{ODD}}}",
        "DEEPSEEK_API_KEY=onlylettersandnothingelse",
        "DEEPSEEK_API_KEY=12345678909876543210",
        "",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("around", "is_one"),
    [
        ("https://dashscope.aliyuncs.com/compatible-mode/v1", False),
        ("https://openrouter.ai/api/v1 deepseek/deepseek-chat", False),
        ("https://openrouter.ai/api/v1 https://api.deepseek.com", True),
        ("https://ai.example.org/v1", True),
    ],
)
def test_by_shape_it_is_whose_host_is_there(around: str, is_one: bool) -> None:
    assert bool(found(f"{around}\nkey = {ISSUED}")) is is_one
    assert found(f"{around}\nDEEPSEEK_API_KEY={ISSUED}") == [(ISSUED, True)]


def test_several_come_in_order_and_once() -> None:
    text = f"DEEPSEEK_TOKEN={ODD}\nDEEPSEEK_API_KEY={ISSUED}\nQWEN_KEY={ISSUED}\nx={ISSUED}"
    assert found(text) == [(ODD, False), (ISSUED, True), (ISSUED, True)]


@given(
    name=st.from_regex(r"[a-z_]{0,8}deep_?seek(_api)?_(key|token)(_[0-9])?", fullmatch=True),
    sign=st.sampled_from(["=", ": ", " = ", "=>", ' := "', '"] = "', '\\" : \\"']),
    value=st.from_regex(r"[a-z0-9]{24,40}", fullmatch=True),
)
def test_what_is_found_is_masked(name: str, sign: str, value: str) -> None:
    text = f"{name}{sign}{value}"
    for key in keys_in(text, SHAPES, catalog().endpoints):
        assert text[key.start : key.end] not in redact(text)


@pytest.mark.parametrize("name", [".env", ".env.local", "prod.env", ".env.production"])
def test_the_environment_is_where_keys_belong(tmp_path: Path, name: str) -> None:
    """Unless a repository holds it, or may be made to at any time."""
    path = tmp_path / "app" / name
    text = f"DEEPSEEK_API_KEY={ISSUED}\n".encode()
    assert keeps_keys(path)
    assert lift(path, text, catalog()).credentials == ()
    (tmp_path / ".git").mkdir()
    assert not keeps_keys(path)
    assert len(lift(path, text, catalog()).credentials) == 1


@pytest.mark.parametrize("name", [".env.example", "prod.env.template", "settings.toml", "env.py"])
def test_what_is_meant_to_be_shared_keeps_none(tmp_path: Path, name: str) -> None:
    assert not keeps_keys(tmp_path / name)


def test_rows_that_nobody_wrote_are_left_alone() -> None:
    row = f'const k="{ISSUED}",' + "x" * 6000
    assert lift(Path("/p/app.js"), row.encode(), catalog()).credentials == ()
    assert len(lift(Path("/p/app.js"), row.replace("x", "\n").encode(), catalog()).credentials) == 1


def test_many_long_words_take_no_time() -> None:
    """As a notebook holds them that keeps what models have said, in names of one word after another."""
    text = f"{'word.' * 30} {ODD} " * 20_000
    start = time.perf_counter()
    assert found(text) == []
    assert time.perf_counter() - start < 2
