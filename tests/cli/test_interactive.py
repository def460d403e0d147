"""`fix --interactive` and the guard's question, through a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")

HEAD = 'from openai import OpenAI\n\nclient = OpenAI(base_url="https://api.deepseek.com")\n'
CALL = 'client.chat.completions.create(model="deepseek-chat", messages=[])\n'
QUESTION = re.compile(r"\[y,n,a,s,q,\?\]|\[y/N\]")
ANSWERED = "\n<answered>\n"
# Seconds without anything on the screen, after which something is wrong.
PATIENCE = 60


class Session:
    """A command on a terminal of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.screen = ""
        mine, its = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color"}
        environment.pop("NO_COLOR", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dsmigrate", *arguments],
            cwd=folder,
            env=environment,
            stdin=its,
            stdout=its,
            stderr=its,
            close_fds=True,
            start_new_session=True,
        )
        os.close(its)
        self.terminal = mine

    def answers(self, *answers: str) -> int:
        """Gives each answer once the next question has come; returns the exit code."""
        for answer in answers:
            while not QUESTION.search(self.screen.rpartition(ANSWERED)[2]):
                assert self._read(), self.screen
            self.screen += ANSWERED
            os.write(self.terminal, answer.encode() + b"\n")
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        """Takes what has come on the screen; false at its end."""
        ready, _, _ = select.select([self.terminal], [], [], PATIENCE)
        assert ready, self.screen
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.screen += data.decode("utf-8", "replace")
        return bool(data)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text(HEAD + CALL + CALL.replace("[]", "[1]"))
    return tmp_path


def fixed(project: Path) -> dict[str, int]:
    """How many calls are fixed, by file."""
    return {name: (project / name).read_text().count("deepseek-v4-flash") for name in ("a.py", "b.py")}


@pytest.mark.parametrize(
    ("answers", "wanted", "code"),
    [
        ("yyyy", {"a.py": 2, "b.py": 2}, 0),
        ("nyny", {"a.py": 1, "b.py": 1}, 1),
        ("a", {"a.py": 2, "b.py": 2}, 0),
        ("na", {"a.py": 1, "b.py": 2}, 1),
        ("ss", {"a.py": 0, "b.py": 0}, 1),
        ("sya", {"a.py": 0, "b.py": 2}, 1),
        ("yq", {"a.py": 1, "b.py": 0}, 1),
        ("q", {"a.py": 0, "b.py": 0}, 1),
        ("?xa", {"a.py": 2, "b.py": 2}, 0),
    ],
)
def test_answers(project: Path, answers: str, wanted: dict[str, int], code: int) -> None:
    session = Session(project, "fix", "--interactive")
    assert session.answers(*answers) == code, session.screen
    assert fixed(project) == wanted
    if code:
        assert "not fixed: you said no" in re.sub(r"\x1b\[[0-9;]*m", "", session.screen)


def test_what_is_shown(project: Path) -> None:
    session = Session(project, "fix", "--interactive", "a.py")
    session.answers("y", "?", "q")
    assert "DS101 retired-model-id: `deepseek-chat` was" in session.screen
    assert "safe fix 1: send `deepseek-v4-flash`" in session.screen
    assert "\x1b[31m-client.chat.completions.create(" in session.screen, "a coloured diff"
    assert "s  skip this fix and all others in the same files" in session.screen


def test_the_end_of_the_input_writes_nothing(project: Path) -> None:
    session = Session(project, "fix", "--interactive")
    assert session.answers("y", "\x04") == 130
    assert fixed(project) == {"a.py": 0, "b.py": 0}


@pytest.mark.parametrize(("answer", "code", "count"), [("y", 0, 2), ("n", 2, 0)])
def test_the_guard_asks(project: Path, answer: str, code: int, count: int) -> None:
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    (project / "a.py").write_text((project / "a.py").read_text() + "# changed\n")
    session = Session(project, "fix")
    assert session.answers(answer) == code, session.screen
    assert "a.py has changes that are not committed or staged. Fix all the same?" in session.screen
    assert fixed(project) == {"a.py": count, "b.py": count}


@pytest.mark.parametrize("arguments", [["--interactive"], ["-i", "--diff"], ["-i", "-"]])
def test_without_a_terminal(project: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "dsmigrate", "fix", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=project, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert fixed(project) == {"a.py": 0, "b.py": 0}
