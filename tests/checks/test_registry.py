"""Which rules run: the registry against the pages, and what `--select` and `--ignore` leave."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.registry import CHECKS, KINDS, run_checks, selected_codes
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import Role, Sightings
from tests.checks.made import CHAT, DEFAULT, FLASH, PATH, PRO, Maker, context

ALL = set(catalog().rules)
ON = {code for code, rule in catalog().rules.items() if rule.default_on}
TO_FLASH = Targets(FLASH, FLASH)


def test_each_rule_has_one_check_and_one_page() -> None:
    codes = [module.CODE for module in CHECKS]
    assert codes == list(catalog().rules)


@pytest.mark.parametrize("module", CHECKS, ids=lambda module: module.CODE)
def test_each_check_says_what_it_is(module: object) -> None:
    code = getattr(module, "CODE", "")
    name = catalog().rules[code].name.replace("-", "_")
    assert getattr(module, "__name__", "").endswith(f".{code.lower()}_{name}")
    assert (getattr(module, "__doc__", None) or "").startswith(f"{code}: ")
    assert any(hasattr(module, kind) for kind in KINDS)


@pytest.mark.parametrize(
    ("select", "ignore", "targets", "wanted"),
    [
        ((), (), DEFAULT, ON),
        ((), (), Targets(PRO, PRO), ON),
        ((), (), TO_FLASH, ON | {"DS103"}),
        ((), ("DS103",), TO_FLASH, ON),
        ((), ("DS101",), DEFAULT, ON - {"DS101"}),
        ((), ("DS2",), DEFAULT, {code for code in ON if not code.startswith("DS2")}),
        ((), ("DS",), DEFAULT, set()),
        (("DS",), (), DEFAULT, ALL),
        (("DS107",), (), DEFAULT, {"DS107"}),
        (("DS30",), ("DS302",), DEFAULT, {code for code in ALL if code.startswith("DS30")} - {"DS302"}),
        (("DS101", "DS40"), (), DEFAULT, {"DS101", "DS401", "DS402", "DS403"}),
        (("DS101",), ("DS101",), DEFAULT, set()),
    ],
)
def test_selection(select: Sequence[str], ignore: Sequence[str], targets: Targets, wanted: set[str]) -> None:
    assert selected_codes(context(targets), select, ignore) == wanted


def test_off_by_default() -> None:
    assert {"DS103", "DS107", "DS403"} == ALL - ON


def test_only_what_is_asked_for_runs_over_all_files() -> None:
    make = Maker()
    one = Sightings(PATH, requests=(make.request(CHAT),), mentions=(make.mention(Role.TABLE),))
    two = Sightings(PATH.with_name("b.py"), requests=(make.request(CHAT),))
    verdicts = run_checks([one, two], context(), frozenset({"DS101", "DS401"}))
    assert [verdict.code for verdict in verdicts] == ["DS101", "DS101"]
    assert len(run_checks([one, two], context(), frozenset(ALL))) == 3
    assert run_checks([one, two], context(), frozenset()) == []
    assert run_checks([], context(), frozenset(ALL)) == []
