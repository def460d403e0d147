"""`--add-ignores`: where the comments go, and what they leave as it was."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dsmigrate.cli.options import Options
from dsmigrate.cli.settings import in_force, settings_of
from dsmigrate.core.outcome import Outcome
from dsmigrate.engine.ignoring import add_ignores
from dsmigrate.engine.run import check

HEAD = 'from openai import OpenAI\n\nclient = OpenAI(base_url="https://api.deepseek.com")\n'
ASK = "client.chat.completions.create"


def silence(root: Path, reason: str = "why", *, write: bool = True) -> Outcome:
    return add_ignores(settings_of(in_force(Options(paths=(str(root),)))), reason, write=write)


def remaining(root: Path) -> list[tuple[str, str]]:
    outcome = check(settings_of(in_force(Options(paths=(str(root),)))))
    return [(finding.code, finding.place.path.name) for finding in outcome.findings]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            f'{ASK}(model="deepseek-chat", messages=[])\n',
            f'{ASK}(model="deepseek-chat", messages=[])  # dsmigrate: ignore[DS101] why\n',
        ),
        (
            f'{ASK}(model="deepseek-chat", messages=[])   ',
            f'{ASK}(model="deepseek-chat", messages=[])  # dsmigrate: ignore[DS101] why',
        ),
        (
            f'{ASK}(model="deepseek-reasoner", messages=[], temperature=1)  # dear\n',
            f'{ASK}(model="deepseek-reasoner", messages=[], temperature=1)  # dear'
            "  # dsmigrate: ignore[DS101, DS303] why\n",
        ),
        (
            f'{ASK}(model="deepseek-reasoner", messages=[], temperature=1)  # dsmigrate: ignore[DS303] old\n',
            f'{ASK}(model="deepseek-reasoner", messages=[], temperature=1)'
            "  # dsmigrate: ignore[DS303, DS101] old\n",
        ),
        (
            f'def f():\n    {ASK}(messages=[], \\\n        model="deepseek-chat", \\\n    )\n',
            "def f():\n    # dsmigrate: ignore[DS101] why\n"
            f'    {ASK}(messages=[], \\\n        model="deepseek-chat", \\\n    )\n',
        ),
        (
            f'{ASK}(\n    model="deepseek-chat", messages=[{{"role": "user", "content": """a\nb"""}}]\n)\n',
            f'# dsmigrate: ignore[DS101] why\n{ASK}(\n    model="deepseek-chat",'
            ' messages=[{"role": "user", "content": """a\nb"""}]\n)\n',
        ),
        (f'{ASK}(model="deepseek-chat", messages=[])  # noqa: DS101\n', ""),
        (
            f'{ASK}(model="deepseek-v4-flash", messages=[], extra_body={{"thinking": {{"type": "disabled"}}}})\n',
            "",
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_where_comments_go(tmp_path: Path, before: str, after: str, line_end: str) -> None:
    path = tmp_path / "app.py"
    path.write_bytes((HEAD + before).replace("\n", line_end).encode())
    outcome = silence(tmp_path)
    assert path.read_bytes() == (HEAD + (after or before)).replace("\n", line_end).encode()
    assert len(outcome.changes) == bool(after)
    assert outcome.findings == ()
    assert remaining(tmp_path) == []
    assert silence(tmp_path).changes == ()


def test_only_shown(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text(f'{HEAD}{ASK}(model="deepseek-chat", messages=[])\n')
    before = path.read_bytes()
    outcome = silence(tmp_path, "a\nb # c", write=False)
    assert path.read_bytes() == before
    (change,) = outcome.changes
    assert change.after.endswith(b"  # dsmigrate: ignore[DS101] a b c\n")
    assert [finding.code for finding in outcome.fixed] == ["DS101"]
    assert outcome.findings == ()


def test_what_cannot_be_silenced_by_a_comment_is_said(tmp_path: Path) -> None:
    (tmp_path / "deploy.yaml").write_text("MODEL: deepseek-chat\n")
    (tmp_path / "latin.py").write_bytes(
        f'# coding: latin-1\n{HEAD}{ASK}(model="deepseek-chat", messages=[])\n'.encode("latin-1")
    )
    outcome = silence(tmp_path, "\u4e2d")
    assert sorted((problem.path.name, problem.fatal) for problem in outcome.problems) == [
        ("deploy.yaml", False),
        ("latin.py", True),
    ]
    assert remaining(tmp_path) == [("DS109", "deploy.yaml"), ("DS101", "latin.py")]


def test_unused_suppressions_are_not_silenced(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 'deepseek-v4-flash'  # dsmigrate: ignore[DS101]\n")
    assert silence(tmp_path).changes == ()
    assert remaining(tmp_path) == [("DS901", "app.py")]


def test_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text(f'{HEAD}{ASK}(model="deepseek-chat", messages=[])\n')

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["dsmigrate", "check", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run("--fix", "--add-ignores", "x").returncode == 2
    shown = run("--add-ignores", "until spring", "--diff")
    assert (shown.returncode, shown.stderr.splitlines()[0]) == (1, "Would silence 1 finding in 1 file.")
    assert "+client.chat.completions.create(" in shown.stdout
    done = run("--add-ignores", "until spring")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Silenced 1 finding in 1 file.")
    assert path.read_text().endswith("# dsmigrate: ignore[DS101] until spring\n")
