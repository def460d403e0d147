"""API keys never get out, placeholders stay, and no position moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsmigrate.reports.redact import MASK, holds_key, redact

SECRET = "0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"


@pytest.mark.parametrize(
    "text",
    [
        'model="deepseek-chat"',
        'api_key="sk-..."',
        'api_key="YOUR_API_KEY"',
        'api_key="your-api-key-here"',
        'api_key="<your key>"',
        'api_key=os.environ["DEEPSEEK_API_KEY"]',
        'api_key=os.getenv("DEEPSEEK_API_KEY")',
        "api_key=settings.deepseek_api_key_2026",
        "api_key=load_key_from_vault_number_2(name)",
        'api_key_env="DEEPSEEK_API_KEY"',
        'api_key=f"{key}"',
        'api_key="sk-xxxxxxxxxxxxxxxxxxxx"',
        "DEEPSEEK_API_KEY=${DEEPSEEK_API_KEY}",
        'f"Bearer {key}"',
        "Authorization: Bearer YOUR_API_KEY",
        '"Authorization": "Bearer " + key',
        "https://api.deepseek.com:443/v1",
        "https://user@host/path",
        "task-0123456789abcdef",
        "risk-0123456789abcdef0123456789",
        "pip install sk-learn-pipelines",
        "",
    ],
)
def test_stays(text: str) -> None:
    assert redact(text) == text
    assert not holds_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI('sk-{}')",
        "sk-proj-{}",
        "sk-or-v1-{}",
        'api_key="{}"',
        "api_key = '{}'",
        'api_key: str = "{}"',
        'api_key: str | None = "{}"',
        'api_key=(\n    "{}"\n)',
        'API_KEY = b"{}"',
        'openai_api_key="{}"',
        '{{"api_key": "{}"}}',
        '{{"api-key": "{}"}}',
        "DEEPSEEK_API_KEY={}",
        "export DEEPSEEK_API_KEY={}",
        "deepseek_api_key: {}",
        "Authorization: Bearer {}",
        '"Authorization": "bearer {}"',
        '"Authorization": "{}"',
        'ACCESS_TOKEN = "{}"',
        "https://user:{}@proxy.example.org/",
    ],
)
def test_masked(text: str) -> None:
    written = text.format(SECRET)
    shown = redact(written)
    assert SECRET[4:] not in shown
    assert len(shown) == len(written)
    assert shown.replace(MASK, "") in (text.format(""), "sk-")
    assert holds_key(written)


def test_a_dotted_token_is_a_key() -> None:
    assert redact("Bearer eyJhbGciOiJ9.eyJzdWIiOiIx.c2lnbmF0dXJl") == "Bearer " + MASK * 38


def test_every_key_of_a_text_is_masked_and_the_rest_stays() -> None:
    text = f'a = "sk-{SECRET}"\nmodel = "deepseek-chat"\nb = "Bearer sk-{SECRET}"\n'
    shown = redact(text)
    assert SECRET not in shown
    assert '\nmodel = "deepseek-chat"\nb = "Bearer ' in shown


@given(st.text(), st.text())
def test_length_and_line_ends_are_kept(before: str, after: str) -> None:
    text = f"{before} api_key='sk-{SECRET}' {after}"
    shown = redact(text)
    assert len(shown) == len(text)
    assert SECRET not in shown
    kept = [(a, b) for a, b in zip(text, shown, strict=True) if a != b]
    assert all(b == MASK and a not in "\r\n" for a, b in kept)
    assert redact(shown) == shown
