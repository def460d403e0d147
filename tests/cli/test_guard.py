"""`fix` on files with changes that are in no commit and not staged."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

CODE = """\
from openai import OpenAI

client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[])
"""


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "app.py").write_text(CODE)
    (tmp_path / "other.py").write_text("x = 1\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    return tmp_path


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("PRE_COMMIT", "GIT_INDEX_FILE")}
    return subprocess.run(
        ["dsmigrate", *arguments],
        cwd=root,
        env={**kept, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", [("fix",), ("check", "--fix"), ("fix", "app.py")])
def test_refused(repository: Path, command: tuple[str, ...]) -> None:
    text = CODE + "# not committed\n"
    (repository / "app.py").write_text(text)
    done = run(repository, *command)
    assert (done.returncode, done.stdout) == (2, "")
    assert "app.py has changes that are not committed or staged" in done.stderr
    assert "Nothing was written." in done.stderr
    assert (repository / "app.py").read_text() == text
    assert run(repository, *command, "--diff").returncode == 1


@pytest.mark.parametrize(
    ("prepare", "arguments", "environment"),
    [
        ("", (), {}),
        ("touched", (), {}),
        ("staged", (), {}),
        ("changed", ("--force",), {}),
        ("changed", (), {"PRE_COMMIT": "1"}),
        ("other changed", (), {}),
        ("untracked", (), {}),
        ("no git", (), {}),
    ],
)
def test_written(
    repository: Path, prepare: str, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    path = repository / "app.py"
    match prepare:
        case "touched":
            os.utime(path, (1, 1))
        case "staged":
            path.write_text(CODE + "# staged\n")
            git(repository, "add", "-A")
        case "changed":
            path.write_text(CODE + "# changed\n")
        case "other changed":
            (repository / "other.py").write_text("x = 2\n")
        case "untracked":
            git(repository, "rm", "-q", "--cached", "app.py")
        case "no git":
            (repository / ".git").rename(repository / "git")
    done = run(repository, "fix", *arguments, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "deepseek-v4-flash" in path.read_text()


def test_many_are_named_in_short(repository: Path) -> None:
    for number in range(7):
        (repository / f"a{number}.py").write_text(CODE)
    git(repository, "add", "-A")
    for number in range(7):
        (repository / f"a{number}.py").write_text(CODE + "#\n")
    done = run(repository, "fix")
    assert "a0.py, a1.py, a2.py, a3.py, a4.py and 2 more have changes" in done.stderr
    assert "deepseek-chat" in (repository / "app.py").read_text(), "all or nothing"
