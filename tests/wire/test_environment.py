"""The environments of client libraries: their files, and what happens where one is missing."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from _pytest.outcomes import Failed, Skipped

from . import environment
from .conftest import Trials
from .environment import (
    CACHE_VARIABLE,
    FILES,
    REQUIRED_VARIABLE,
    Environment,
    all_environments,
    make,
    read_environment,
)
from .facts import Era
from .launcher import Ended
from .runs import Stage, contents
from .script import SCRIPTS, Script, read_script

HEAD = "# Ours.\n# scripts: one two\n# preload: json\n# env: A=1 B=x=y\n"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.txt"
    path.write_text(f"{HEAD}one[more]==1.0.1\n\ntwo==2.0; python_version < '3.12'\n")
    ours = read_environment(path)
    assert (ours.name, ours.scripts, ours.preload) == ("ours", ("one", "two"), ("json",))
    assert ours.env == (("A", "1"), ("B", "x=y"))
    assert ours.pins == ("one[more]==1.0.1", "two==2.0; python_version < '3.12'")


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        "one==1.0\n",
        f"{HEAD}one>=1.0\n",
        f"{HEAD}one\n",
        f"{HEAD}-r other.txt\n",
        f"{HEAD}# speed: fast\none==1.0\n",
    ],
)
def test_a_file_that_says_less_or_more_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.txt"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"ours\.txt"):
        read_environment(path)


def test_each_folder_of_scripts_has_one_environment_at_most() -> None:
    served = [group for each in all_environments() for group in each.scripts]
    assert len(served) == len(set(served))
    assert set(served) <= {path.name for path in SCRIPTS.iterdir()}
    assert {path.stem for path in FILES.iterdir()} == {each.name for each in all_environments()}


def test_other_pins_are_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    path = tmp_path / "ours.txt"
    folders = set()
    for pin in ("one==1.0", "one==1.1"):
        path.write_text(f"{HEAD}{pin}\n")
        folders.add(read_environment(path).folder)
    assert len(folders) == 2
    assert all(folder.parent == tmp_path for folder in folders)


@pytest.fixture
def greeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment, not made yet, of one package that the registry is not asked for."""
    with zipfile.ZipFile(tmp_path / "greeting-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("greeting.py", "WORD = 'hello from its own environment'\n")
        about = "greeting-1.0.dist-info/"
        wheel.writestr(about + "METADATA", "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n")
        wheel.writestr(about + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(about + "RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    path = tmp_path / "greetings.txt"
    path.write_text("# scripts: greetings\n# preload: greeting\n# env: TEAM=blue\ngreeting==1.0\n")
    ours = read_environment(path)
    monkeypatch.setattr(environment, "all_environments", lambda: (ours,))
    return ours


@pytest.fixture
def script(tmp_path: Path) -> Script:
    path = tmp_path / "greetings" / "case.py"
    path.parent.mkdir()
    path.write_text(
        "# expect: unchanged\nimport os, sys, greeting\nprint(greeting.WORD, os.environ['TEAM'], sys.prefix)\n"
    )
    return read_script(path)


def test_a_script_runs_in_its_environment(
    greeting: Environment, script: Script, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert environment.main([]) == 0
    expected = Ended(0, f"hello from its own environment blue {greeting.folder}\n", "")
    assert stage.run(script, script.path, Era.NOW).ended == expected
    monkeypatch.setenv("WIRE_FRESH", "1")
    assert stage.run(script, script.path, Era.NOW).ended == expected


@pytest.mark.parametrize(("required", "outcome"), [("", Skipped), ("1", Failed)])
def test_a_missing_environment_is_told(
    required: str,
    outcome: type[BaseException],
    greeting: Environment,
    script: Script,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(REQUIRED_VARIABLE, required)
    trials = Trials(stage)
    with pytest.raises(outcome, match=f"python -m tests.wire.environment {greeting.name}"):
        trials.result("test_migration", script)
    trials.close()


def test_what_cannot_be_installed_leaves_nothing_behind(greeting: Environment, tmp_path: Path) -> None:
    (tmp_path / "greeting-1.0-py3-none-any.whl").unlink()
    with pytest.raises(subprocess.CalledProcessError):
        make(greeting)
    assert not greeting.is_made
    assert list((tmp_path / "cache").iterdir()) == []


def test_unknown_names_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert environment.main(["nothing-of-the-kind"]) == 2
    assert "nothing-of-the-kind" in capsys.readouterr().err


def test_a_script_in_a_folder_brings_it_along(stage: Stage, tmp_path: Path) -> None:
    main = tmp_path / "ours" / "two_files" / "main.py"
    main.parent.mkdir(parents=True)
    main.write_text("# expect: unchanged\nfrom words import WORD\nprint(WORD)\n")
    (main.parent / "words.py").write_text("WORD = 'beside'\n")
    script = read_script(main)
    assert (script.group, script.name) == ("ours", "ours/two_files")
    copy = stage.project(script, "test")
    assert stage.run(script, copy, Era.NOW).ended == Ended(0, "beside\n", "")
    assert contents(copy.parent).keys() == {"main.py", "words.py"}
