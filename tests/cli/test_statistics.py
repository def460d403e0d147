"""`check --statistics`: how much there is of what, and what can be done about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsmigrate.cli.main import run

ONE = """\
from openai import OpenAI

client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "Why?"}])
client.chat.completions.create(model="deepseek-reasoner", messages=[{"role": "user", "content": "Why?"}], seed=7)
"""
TWO = """\
import requests

requests.post(
    "https://api.deepseek.com/chat/completions",
    headers={"Authorization": "Bearer k"},
    json={"model": "deepseek-chat", "messages": [{"role": "user", "content": "Why?"}]},
)
MENU = ["deepseek-chat"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "lib").mkdir()
    (tmp_path / "one.py").write_text(ONE)
    (tmp_path / "lib" / "two.py").write_text(TWO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tables(text: str) -> dict[str, dict[str, list[int]]]:
    """The numbers of each row, by the title of its table and its name."""
    found: dict[str, dict[str, list[int]]] = {}
    for block in text.split("\n\n")[:-1]:
        head, *rows = block.splitlines()
        title = re.split(r"\s{2,}", head)[0]
        cells = [re.fullmatch(r"(.*?)((?:\s+\d+){4})", row) for row in rows]
        found[title] = {cell[1].strip(): [int(n) for n in cell[2].split()] for cell in cells if cell}
    return found


def test_what_is_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--statistics"]) == 1
    text = capsys.readouterr().out
    assert tables(text) == {
        "rule": {
            "DS101 retired-model-id": [3, 3, 0, 0],
            "DS106 model-id-in-table": [1, 0, 0, 1],
            "DS604 no-effect-parameter": [1, 0, 1, 0],
        },
        "client library": {"openai": [3, 2, 1, 0], "(no request)": [1, 0, 0, 1], "http": [1, 1, 0, 0]},
        "model": {
            "deepseek-chat": [2, 2, 0, 0],
            "deepseek-reasoner": [2, 1, 1, 0],
            "(no request)": [1, 0, 0, 1],
        },
        "folder": {".": [3, 2, 1, 0], "lib": [2, 1, 0, 1]},
    }
    assert "5 findings in 2 files" in text
    assert "error[" not in text


def test_a_model_that_is_not_known(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "one.py").write_text(ONE.replace('"deepseek-chat"', '__import__("os").environ["MODEL"]'))
    run(["check", "one.py", "--statistics"])
    assert "(not known)" in tables(capsys.readouterr().out)["model"]


def test_nothing_to_count(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "one.py").write_text("x = 1\n")
    assert run(["check", "one.py", "--statistics"]) == 0
    assert "rule" not in capsys.readouterr().out.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("other", [["--diff"], ["--output-format", "json"], ["--explain-values"]])
def test_what_it_does_not_go_with(
    project: Path, capsys: pytest.CaptureFixture[str], other: list[str]
) -> None:
    assert run(["check", "--statistics", *other]) == 2
    assert "--statistics" in capsys.readouterr().err
