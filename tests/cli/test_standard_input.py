"""`check -` and `fix -`, as editors use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = 'from openai import OpenAI\n\nclient = OpenAI(base_url="https://api.deepseek.com")\n'
CALL = 'client.chat.completions.create(model="deepseek-chat", messages=[])\n'
FIXED = HEAD + (
    "client.chat.completions.create(\n"
    '    model="deepseek-v4-flash",\n    messages=[],\n    extra_body={"thinking": {"type": "disabled"}},\n)\n'
)


def run(folder: Path, text: str | bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dsmigrate", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    data = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(command, cwd=folder, input=data, capture_output=True, check=False, env=environment)


def test_check(tmp_path: Path) -> None:
    done = run(tmp_path, HEAD + CALL, "check", "-", "--stdin-filename", "app.py", "--output-format", "json")
    (entry,) = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, b"")
    assert (entry["code"], entry["filename"]) == ("DS101", str(tmp_path / "app.py"))
    assert list(tmp_path.iterdir()) == []
    done = run(tmp_path, HEAD, "check", "-")
    assert (done.returncode, done.stdout[:12]) == (0, b"No findings:")


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fix_writes_to_stdout(tmp_path: Path, line_end: str) -> None:
    (tmp_path / "app.py").write_text("as it is on the disk\n")
    text = (HEAD + CALL).replace("\n", line_end).encode()
    done = run(tmp_path, text, "fix", "-", "--stdin-filename", "app.py")
    assert (done.returncode, done.stdout) == (0, FIXED.replace("\n", line_end).encode())
    assert b"Fixed 1 finding in 1 file." in done.stderr
    assert (tmp_path / "app.py").read_text() == "as it is on the disk\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [("x = 1\n", 0), (FIXED, 0), ("é = 'deepseek\r\n", 3), (b"\xff = 'deepseek'\n", 3), ("", 0)],
)
def test_what_is_not_fixed_comes_back_as_it_is(tmp_path: Path, text: str | bytes, code: int) -> None:
    done = run(tmp_path, text, "fix", "-")
    assert (done.returncode, done.stdout) == (code, text if isinstance(text, bytes) else text.encode())


def test_a_diff(tmp_path: Path) -> None:
    done = run(tmp_path, HEAD + CALL, "fix", "-", "--diff", "--stdin-filename", "app.py")
    assert done.returncode == 1
    assert done.stdout.startswith(b"--- a/app.py\n+++ b/app.py\n")


def test_values_are_followed_into_the_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "config.py").write_text('MODEL = "deepseek-chat"\n')
    (tmp_path / "app.py").write_text("")
    text = "from config import MODEL\n" + HEAD + CALL.replace('"deepseek-chat"', "MODEL")
    done = run(tmp_path, text, "check", "-", "--stdin-filename", "app.py", "--output-format", "concise")
    assert done.stdout.startswith(b"app.py:5:1: error[DS101]")
    done = run(tmp_path, text, "fix", "-", "--stdin-filename", "app.py")
    assert (done.returncode, done.stdout) == (1, text.encode())
    assert b"it needs a change in config.py too, which was not asked for" in done.stderr


def test_settings_and_exclusions_hold(tmp_path: Path) -> None:
    (tmp_path / "dsmigrate.toml").write_text(
        "extend-exclude = ['old/']\n[per-file-ignores]\n'x.py' = ['ALL']\n"
    )
    assert run(tmp_path, HEAD + CALL, "check", "-", "--stdin-filename", "x.py").returncode == 0
    assert run(tmp_path, HEAD + CALL, "check", "-", "--stdin-filename", "old/y.py").returncode == 1
    force = ("--stdin-filename", "old/y.py", "--force-exclude")
    assert run(tmp_path, HEAD + CALL, "check", "-", *force).returncode == 0
    done = run(tmp_path, HEAD + CALL, "fix", "-", *force)
    assert (done.returncode, done.stdout) == (0, (HEAD + CALL).encode())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check - app.py", "cannot be combined with other paths"),
        ("check --stdin-filename app.py", "it goes with `-` as PATH"),
        ("check - --add-ignores x", "it cannot be combined with `-`"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: str, message: str) -> None:
    done = run(tmp_path, "", *arguments.split())
    assert (done.returncode, message in done.stderr.decode()) == (2, True)
