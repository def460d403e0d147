"""What `--explain-values` says: the chain from a request to where each value was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsmigrate.cli.main import dsmigrate

SETTINGS = 'import os\n\nMODEL = os.getenv("LLM", "deepseek-chat")\n'
APP = """\
from openai import OpenAI
from settings import MODEL

def ask(client, options):
    client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hi"}], **options)

ask(OpenAI(base_url="https://api.deepseek.com"), load())
"""
BRANCHES = """\
from openai import OpenAI

def ask(kind):
    if kind == "deepseek":
        model, url = "deepseek-chat", "https://api.deepseek.com"
    else:
        model, url = "gpt-4o", "https://api.openai.com/v1"
    OpenAI(base_url=url).chat.completions.create(model=model, messages=[])
"""


def explained(folder: Path, files: dict[str, str], *options: str) -> str:
    for name, text in files.items():
        (folder / name).write_text(text)
    arguments = ["check", "--isolated", "--explain-values", *options, str(folder)]
    result = CliRunner().invoke(dsmigrate, arguments, standalone_mode=False)
    assert result.exception is None
    return result.output


def test_each_value_with_the_files_it_came_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    output = explained(tmp_path, {"settings.py": SETTINGS, "app.py": APP})
    assert "values: the request at app.py:5:5, made with openai (chat)" in output
    assert 'endpoint: "https://api.deepseek.com", written at app.py:7:21' in output
    assert (
        'model: "deepseek-chat", written at settings.py:3:26, by way of settings.py:3:1; '
        "the environment variable LLM can replace it" in output
    )
    assert "and what is not known: " in output


def test_the_ways_of_a_request_each_under_its_condition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [line.strip() for line in explained(tmp_path, {"app.py": BRANCHES}).splitlines()]
    first = lines.index('where `kind == "deepseek"` is true')
    assert lines[first + 1].startswith('endpoint: "https://api.deepseek.com"')
    second = lines.index('where `kind == "deepseek"` is false')
    assert lines[second + 2].startswith('model: "gpt-4o"')


def test_where_following_a_value_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = BRANCHES.replace("model=model", "model=model, temperature=warmth(kind)")
    assert "temperature: given up at app.py:8:" in explained(tmp_path, {"app.py": code})


def test_an_id_that_reaches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "values: it reaches no request that was seen" in explained(
        tmp_path, {"app.py": 'MODELS = ["deepseek-chat"]\n'}
    )


def test_json_has_it_as_lines(tmp_path: Path) -> None:
    (found,) = json.loads(explained(tmp_path, {"app.py": BRANCHES}, "--output-format", "json"))
    assert any(line.strip().startswith('model: "deepseek-chat"') for line in found["values"])


def test_no_other_format(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        dsmigrate, ["check", "--explain-values", "--output-format", "sarif", str(tmp_path)]
    )
    assert "--explain-values goes with the formats text and json." in result.output
