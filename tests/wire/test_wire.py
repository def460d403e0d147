"""Each script in scripts/ sends after `dsmigrate fix` what it sent before: see README.md."""

from __future__ import annotations

import pytest

from .conftest import Trials
from .script import Script, all_scripts

SCRIPTS = all_scripts()
# Those that a mere rename would break: they did not think, and a current model does unless it is told not to.
RENAMED = [
    script
    for script in SCRIPTS
    if script.expect == "fix"
    and "disabled" in script.modes
    and not (script.fails_before or script.rename_is_enough)
]


def _named(scripts: list[Script]) -> list[object]:
    return [pytest.param(script, id=script.name) for script in scripts]


@pytest.mark.parametrize("script", _named(SCRIPTS))
def test_migration(script: Script, trials: Trials) -> None:
    problems = trials.result("test_migration", script)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("script", _named(RENAMED))
def test_a_bare_rename_is_caught(script: Script, trials: Trials) -> None:
    found = trials.result("test_a_bare_rename_is_caught", script)
    assert any("thinking" in each.lower() for each in found), found


def test_the_scripts_are_many_and_a_third_of_them_stays_as_it_is() -> None:
    unchanged = [each for each in SCRIPTS if each.expect == "unchanged" and not each.unsafe]
    assert len(SCRIPTS) >= 54
    assert 3 * len(unchanged) >= len(SCRIPTS)
