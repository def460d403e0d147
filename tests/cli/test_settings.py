"""The command line over the project's own settings over the defaults: what holds, and where it comes from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.cli.settings import DEFAULTS
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.engine.configuration import KEYS
from tests.cli.conftest import Engine, Result

Dsmigrate = Callable[..., Result]


@pytest.mark.parametrize(
    ("settings", "arguments", "expected"),
    [
        ("select = ['DS2', 'retired-model-id']", "", {"select": ("DS2", "DS101")}),
        ("select = ['DS2']", "--select DS1", {"select": ("DS1",)}),
        ("extend-select = ['DS107']", "", {"extend_select": ("DS107",)}),
        ("extend-select = ['DS107']", "--extend-select DS103", {"extend_select": ("DS107", "DS103")}),
        ("extend-select = ['DS107']", "--select DS1", {"select": ("DS1",), "extend_select": ()}),
        ("ignore = ['DS1']", "--ignore DS2", {"ignore": ("DS1", "DS2")}),
        ("ignore = ['DS101', 'DS2']", "--select DS101,DS2", {"ignore": ()}),
        ("ignore = ['DS101']", "--select DS1", {"select": ("DS1",), "ignore": ("DS101",)}),
        ("ignore = ['DS107']", "--extend-select DS107", {"ignore": ()}),
        ("exclude = ['a']", "", {"exclude": ("a",), "usual_exclusions": False}),
        ("exclude = ['a']", "--exclude b", {"exclude": ("b",), "usual_exclusions": False}),
        ("exclude = []", "", {"exclude": (), "usual_exclusions": False}),
        ("extend-exclude = ['a']", "--extend-exclude b", {"exclude": ("a", "b"), "usual_exclusions": True}),
        ("force-exclude = true", "", {"force_exclude": True}),
        ("force-exclude = true", "--no-force-exclude", {"force_exclude": False}),
        ("unsafe-fixes = true", "", {"unsafe_fixes": True}),
        ("unsafe-fixes = true", "--no-unsafe-fixes", {"unsafe_fixes": False}),
        ("min-confidence = 'low'", "", {"min_confidence": Confidence.LOW}),
        ("min-confidence = 'low'", "--min-confidence high", {"min_confidence": Confidence.HIGH}),
        ("fail-on = 'info'", "", {"fail_on": Severity.INFO}),
        ("[severity]\nDS101 = 'info'", "", {"severities": (("DS101", Severity.INFO),)}),
        (
            "[per-file-ignores]\n'tests/**' = ['ALL']",
            "",
            {"per_file_ignores": (("tests/**", ("DS",)),)},
        ),
        ("select = ['DS2']", "--isolated", {"select": (), "anchor": None}),
        ("select = ['DS2']", "--config other.toml", {"select": ("DS3",)}),
    ],
)
def test_what_holds(
    engine: Engine,
    dsmigrate: Dsmigrate,
    tmp_path: Path,
    settings: str,
    arguments: str,
    expected: dict[str, Any],
) -> None:
    (tmp_path / "dsmigrate.toml").write_text(settings)
    (tmp_path / "other.toml").write_text("select = ['DS3']")
    dsmigrate("check", *arguments.split())
    ((_, asked),) = engine.asked
    assert {name: getattr(asked, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("settings", "arguments", "model", "reasoner"),
    [
        ("target = 'deepseek-flash'", "", "deepseek-flash", "deepseek-flash"),
        ("target = 'deepseek-flash'", "--target deepseek-v4-pro", "deepseek-v4-pro", "deepseek-v4-pro"),
        ("reasoner-target = 'deepseek-v4-pro'", "", "deepseek-v4-flash", "deepseek-v4-pro"),
        (
            "reasoner-target = 'deepseek-v4-pro'",
            "--target deepseek-flash",
            "deepseek-flash",
            "deepseek-v4-pro",
        ),
    ],
)
def test_targets(
    engine: Engine,
    dsmigrate: Dsmigrate,
    tmp_path: Path,
    settings: str,
    arguments: str,
    model: str,
    reasoner: str,
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.dsmigrate]\n{settings}")
    dsmigrate("check", *arguments.split())
    targets = engine.asked[0][1].targets
    assert (targets.model, targets.reasoner) == (model, reasoner)


def test_the_output_format_of_the_settings(engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path) -> None:
    (tmp_path / "dsmigrate.toml").write_text("output-format = 'json'")
    assert dsmigrate("check").out == "[]\n"
    assert dsmigrate("check", "--output-format", "text").out.startswith("No findings")
    assert dsmigrate("check", "--diff").out == "", "a diff is asked for, whatever the format of reports"
    (tmp_path / "app.py").write_text("nothing = 1\n")
    assert dsmigrate("check").out == "[]\n"


def test_wrong_settings_are_told_before_anything_is_read(
    engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path
) -> None:
    path = tmp_path / "dsmigrate.toml"
    path.write_text("selct = []\n")
    for command in ("check", "fix"):
        result = dsmigrate(command)
        assert result.code == 2
        assert f"{path}:1: selct: there is no such key; did you mean `select`?" in result.err
    assert engine.asked == []
    assert dsmigrate("check", "--isolated").code == 0
    path.write_text("")
    assert dsmigrate("check", "--config", "nowhere.toml").code == 2
    assert "cannot be combined" in dsmigrate("check", "--config", str(path), "--isolated").err


def test_every_key_has_a_default() -> None:
    assert set(DEFAULTS) == set(KEYS)


def test_settings_cost_little_where_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    (tmp_path / "dsmigrate.toml").write_text("ignore = ['DS101']\noutput-format = 'json'\n")
    script = "import sys; from dsmigrate.cli.main import run; run(['check']); print(*sys.modules)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "dsmigrate.engine.configuration" in loaded
    heavy = {"libcst", "rich", "difflib", "dsmigrate.catalog.load", "dsmigrate.catalog.declarations"}
    assert not heavy & loaded
