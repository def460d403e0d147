"""`dsmigrate config` and `check --show-files`: what holds, what would be read, and why not the rest."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dsmigrate.catalog.toml import loads
from dsmigrate.cli.settings import DEFAULTS
from tests.cli.conftest import Result

Dsmigrate = Callable[..., Result]
SETTINGS = """\
[project]
name = "x"

[tool.dsmigrate]
ignore = ["DS3"]
extend-exclude = [
  "old/",
]
target = "deepseek-flash"
per-file-ignores = { "tests/**" = ["DS101"], b = ["ALL"] }

[[tool.dsmigrate.clients.request]]
api = "chat"
functions = ["a.b"]
default_endpoint = "https://api.deepseek.com"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(result: Result) -> dict[str, str]:
    """Where each setting comes from, by its key."""
    found = {}
    for line in result.out.splitlines()[1:-1]:
        setting, _, origin = line.rpartition("  # ")
        found[setting.lstrip("# ").partition(" =")[0].partition(":")[0]] = origin
    return found


def test_every_setting_and_where_it_comes_from(project: Path, dsmigrate: Dsmigrate) -> None:
    result = dsmigrate("config", "--ignore", "DS4", "--min-confidence", "low")
    assert (result.code, result.err) == (0, "")
    page = project / "pyproject.toml"
    assert result.out.splitlines()[0] == f"# settings: {page}"
    found = rows(result)
    assert set(found) == set(DEFAULTS)
    assert found["ignore"] == f"{page}:5 and the command line"
    assert found["extend-exclude"] == f"{page}:6"
    assert found["target"] == f"{page}:9"
    assert found["reasoner-target"] == "as target"
    assert found["per-file-ignores"] == f"{page}:10"
    assert found["clients"] == f"{page}:12"
    assert found["min-confidence"] == "the command line"
    assert found["fail-on"] == "default"
    codes = result.out.splitlines()[-1]
    assert "DS101" in codes
    assert "DS303" not in codes


def test_what_it_prints_is_toml_that_says_the_same(project: Path, dsmigrate: Dsmigrate) -> None:
    printed = dsmigrate("config").out
    values = loads(printed)
    assert values["per-file-ignores"] == {"tests/**": ["DS101"], "b": ["ALL"]}
    assert values["ignore"] == ["DS3"]
    assert values["clients"]["request"][0]["functions"] == ["a.b"]
    (project / "dsmigrate.toml").write_text(printed)
    again = loads(dsmigrate("config").out)
    assert again == values


def test_without_settings(project: Path, dsmigrate: Dsmigrate) -> None:
    result = dsmigrate("config", "--isolated")
    assert result.out.splitlines()[0] == "# settings: none found, or none wanted"
    assert set(rows(result).values()) == {"default"}
    assert 'target = "deepseek-v4-flash"' in result.out
    assert "# baseline: none" in result.out
    (project / ".dsmigrate-baseline.json").write_text("{}")
    assert f'baseline = "{project / ".dsmigrate-baseline.json"}"' in dsmigrate("config").out
    (project / "pyproject.toml").write_text("[tool.dsmigrate]\nx = 1\n")
    assert dsmigrate("config").code == 2


@pytest.mark.parametrize("in_git", [True, False])
def test_show_files(project: Path, dsmigrate: Dsmigrate, in_git: bool) -> None:
    for name in ("app.py", "run", "old/a.py", "logo.png", "node_modules/x.js", "junk/x.py", "deploy.yaml"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("")
    (project / "link.py").symlink_to("app.py")
    (project / ".gitignore").write_text("junk\n")
    if in_git:
        (project / ".git").rmdir()
        subprocess.run(["git", "init", "-q", "."], check=True)
    result = dsmigrate("check", "--show-files")
    assert (result.code, result.err) == (0, "")
    assert set(result.out.split()) == {"app.py", "run", "deploy.yaml", "pyproject.toml"}
    verbose = dsmigrate("check", "--show-files", "-v")
    assert verbose.out == result.out
    assert set(verbose.err.splitlines()) == {
        "left out: old: the patterns of exclude or extend-exclude",
        "left out: node_modules: dependencies",
        "left out: junk: ignored by git",
        "left out: logo.png: of a kind that is not read",
        "left out: .gitignore: of a kind that is not read",
        "left out: link.py: a symbolic link; what it leads to is read where it is",
    }
    assert dsmigrate("check", "-v").code == 2


def test_show_files_says_what_is_not_there(project: Path, dsmigrate: Dsmigrate) -> None:
    result = dsmigrate("check", "--show-files", "gone.py")
    assert (result.code, result.out) == (3, "")
    assert result.err == f"skipped: {project / 'gone.py'}: does not exist\n"
