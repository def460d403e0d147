"""A baseline carried through a refactoring: what is in it is left out and alone, and nothing new gets in unseen."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from dsmigrate.cli.main import run

HEAD = 'from openai import OpenAI\n\nclient = OpenAI(base_url="https://api.deepseek.com")\n'
ASK = "client.chat.completions.create"
CALL = f'{ASK}(model="deepseek-chat", messages=[])\n'
OTHER = f'{ASK}(model="deepseek-chat", messages=[1])\n'
NAME = ".dsmigrate-baseline.json"


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Project:
    def __init__(self, root: Path, output: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.output = output
        (root / ".git").mkdir()

    def write(self, name: str, *parts: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(parts))

    def run(self, *arguments: str) -> Done:
        code = run(arguments)
        sys.stdout.flush()
        return Done(code, *self.output.readouterr())

    def found(self, *arguments: str) -> list[tuple[str, str, int]]:
        done = self.run("check", "--output-format", "json", *arguments)
        report = json.loads(done.stdout)
        assert done.returncode == bool(report), done.stderr
        return [(entry["code"], Path(entry["filename"]).name, entry["location"]["row"]) for entry in report]

    @property
    def held(self) -> int:
        return len(json.loads((self.root / NAME).read_text())["findings"])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capfd)


def test_only_what_is_new_is_reported(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    project.write("deploy.yaml", "MODEL: deepseek-chat\n")
    assert project.run("baseline").returncode == 0
    assert project.found() == []
    done = project.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "No new findings.\n  2 findings of the baseline left out, and alone: --no-baseline shows all.\n"
    )
    assert project.found("--no-baseline") == [("DS101", "app.py", 4), ("DS109", "deploy.yaml", 1)]
    project.write("app.py", HEAD, CALL, OTHER)
    assert project.found() == [("DS101", "app.py", 5)]
    assert project.found("--isolated") == project.found("--no-baseline")


@pytest.mark.parametrize(
    "after",
    [
        HEAD + "\n\n# moved\n" + CALL,
        "import os\n" + HEAD + "def f():\n    " + CALL.replace(", ", ",  "),
        HEAD + "if 1:\n\t" + CALL,
        (HEAD + CALL).replace("\n", "\r\n"),
    ],
)
def test_it_survives_a_refactoring(project: Project, after: str) -> None:
    project.write("app.py", HEAD, CALL)
    project.run("baseline")
    (project.root / "app.py").write_bytes(after.encode())
    assert project.found() == []
    assert "gone" not in project.run("check").stdout


def test_one_more_of_the_same_is_new(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    project.run("baseline")
    project.write("app.py", HEAD, CALL, CALL)
    assert len(project.found()) == 1


def test_fix_leaves_it_alone(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    project.write("config.py", 'MODEL = "deepseek-reasoner"\n')
    project.write(
        "use.py", HEAD, "from config import MODEL\n", f"{ASK}(model=MODEL, messages=[], temperature=1)\n"
    )
    assert project.run("baseline").returncode == 0
    project.write("new.py", HEAD, CALL)
    before = {name: (project.root / name).read_bytes() for name in ("app.py", "config.py", "use.py")}
    done = project.run("fix", "--unsafe-fixes")
    assert done.returncode == 0, done.stdout
    assert "deepseek-v4-flash" in (project.root / "new.py").read_text()
    assert {name: (project.root / name).read_bytes() for name in before} == before


def test_a_new_fix_that_would_change_it_is_held_back(project: Project) -> None:
    project.write(
        "app.py", HEAD, f'{ASK}(model="deepseek-chat", messages=[], extra_body={{"thinking": "disabled"}})\n'
    )
    project.run("baseline", "--select", "DS302")
    assert project.held == 1
    done = project.run("fix")
    assert "= never applied: DS302 in app.py is in the baseline" in done.stdout
    assert "deepseek-chat" in (project.root / "app.py").read_text()


def test_what_is_gone_is_told_and_taken_out(project: Project) -> None:
    project.write("app.py", HEAD, CALL, OTHER)
    project.write("old.py", HEAD, CALL)
    project.run("baseline")
    assert project.held == 3
    project.write("app.py", HEAD, CALL)
    (project.root / "old.py").unlink()
    done = project.run("check")
    assert done.returncode == 0
    assert (
        f"note: {NAME}: 2 findings in it are gone: DS101 in app.py, DS101 in old.py;"
        " `dsmigrate baseline` takes out what is"
    ) in done.stdout
    assert "gone" not in project.run("check", "--select", "DS2").stdout, "that rule was not asked"
    done = project.run("baseline")
    assert (done.returncode, project.held) == (0, 1)
    assert done.stdout == f"{project.root / NAME}: 1 finding, 0 added, 2 taken out as they are gone.\n"
    project.write("app.py", "x = 1\n")
    assert "a finding in it is gone" in project.run("check").stdout, (
        "also where nothing names DeepSeek any more"
    )


def test_updating_swallows_nothing_new(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    project.run("baseline")
    project.write("app.py", HEAD, OTHER)
    done = project.run("baseline")
    assert (done.returncode, project.held) == (1, 0)
    assert "1 finding new since it was recorded and not added" in done.stdout
    assert project.found() == [("DS101", "app.py", 4)]
    done = project.run("baseline", "--add-new")
    assert (done.returncode, project.held) == (0, 1)
    assert project.found() == []


def test_recording_a_part_keeps_the_rest(project: Project) -> None:
    project.write("a/app.py", HEAD, CALL)
    project.write("b/app.py", HEAD, CALL)
    project.run("baseline")
    project.write("a/app.py", "x = 1\n")
    project.write("b/app.py", "x = 1\n")
    assert "DS101 in a/app.py" in (checked := project.run("check", "a").stdout)
    assert "b/app.py" not in checked
    assert project.run("baseline", "a").returncode == 0
    assert project.held == 1


def test_another_file(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    assert project.run("check", "--baseline", "known.json").returncode == 2
    assert project.run("baseline", "--baseline", "known.json").returncode == 0
    assert project.found() == [("DS101", "app.py", 4)]
    assert project.found("--baseline", "known.json") == []
    project.write("dsmigrate.toml", 'baseline = "known.json"\n')
    assert project.found() == []
    assert len(project.found("--no-baseline")) == 1
    (project.root / "known.json").unlink()
    done = project.run("check")
    assert done.returncode == 2
    assert "there is no such baseline; `dsmigrate baseline` records one" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "this is no baseline of dsmigrate"),
        ("{", "this is no baseline of dsmigrate"),
        ('{"version": 1, "findings": [{}]}', "this is no baseline of dsmigrate"),
        ('{"version": 2, "findings": []}', "it is a baseline of another version of dsmigrate"),
    ],
)
def test_what_is_no_baseline(project: Project, text: str, message: str) -> None:
    project.write("app.py", HEAD, CALL)
    project.write(NAME, text)
    for command in ("check", "fix", "baseline"):
        done = project.run(command)
        assert (done.returncode, message in done.stderr) == (2, True)
    assert (project.root / NAME).read_text() == text


def test_it_holds_no_code(project: Project) -> None:
    project.write(
        "app.py", HEAD, f'{ASK}(model="deepseek-chat", messages=["sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"])\n'
    )
    project.run("baseline")
    assert "0f3b9c" not in (project.root / NAME).read_text()
    entries = json.loads((project.root / NAME).read_text())["findings"]
    assert [(entry["rule"], entry["path"]) for entry in entries] == [("DS101", "app.py"), ("DS602", "app.py")]


def test_an_unreadable_file_is_told(project: Project) -> None:
    project.write("app.py", HEAD, CALL)
    project.write("broken.py", "x = 'deepseek-chat\n")
    done = project.run("baseline")
    assert done.returncode == 3
    assert "skipped: " in done.stderr
    assert project.held == 1
