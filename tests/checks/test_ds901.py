"""DS901: what is said of a comment that silences nothing, or less than it says, and what becomes of it."""

from __future__ import annotations

import pytest

from dsmigrate.checks.ds901_unused_suppression import CODE
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Verdict
from dsmigrate.core.intents import SetComment
from dsmigrate.core.suppressions import IdleSuppression, Suppression

from .made import context, spot

COMMENT, LISTING, REMOVAL = spot(1), spot(2), spot(3)
WRITTEN = Suppression("# dsmigrate: ignore", COMMENT, LISTING, REMOVAL, 1, 1, ("DS101", "DS303"))
NOTHING = IdleSuppression(WRITTEN, ("DS101", "DS303"), ())


def judged(idle: IdleSuppression) -> Verdict:
    (verdict,) = run_checks((), context(), frozenset({CODE}), [idle])
    assert verdict.place == COMMENT
    return verdict


def test_one_that_silences_nothing_goes() -> None:
    verdict = judged(NOTHING)
    assert "silences nothing: there is no such finding here" in verdict.message
    assert (verdict.intents, verdict.fix_message) == ((SetComment(REMOVAL, ""),), "take out the comment")
    assert verdict.not_fixed == ""


def test_of_one_that_silences_less_only_that_goes() -> None:
    verdict = judged(NOTHING._replace(words=("DS303",), left=("DS101", "DS102")))
    assert "silences less than it says: there is nothing to say about DS303 here" in verdict.message
    assert verdict.intents == (SetComment(LISTING, "DS101, DS102"),)
    assert verdict.fix_message == "take out DS303"


def test_a_rule_that_there_is_none_of() -> None:
    verdict = judged(NOTHING._replace(words=("DS999",), unknown=("DS999",)))
    assert "silences nothing: there is no rule DS999" in verdict.message
    assert verdict.intents


@pytest.mark.parametrize(
    ("idle", "said", "why"),
    [
        (
            NOTHING._replace(suppression=WRITTEN._replace(wrong="no rule is named")),
            "no rule is named",
            "for a person",
        ),
        (NOTHING._replace(editable=False), "no such finding", "not rewritten"),
    ],
)
def test_those_that_are_left_to_a_person(idle: IdleSuppression, said: str, why: str) -> None:
    verdict = judged(idle)
    assert said in verdict.message
    assert (verdict.intents, why in verdict.not_fixed) == ((), True)
