"""The few questions that the plain records answer themselves."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from dsmigrate.core.findings import Applicability, Confidence, Edit, Finding, Fix, Severity
from dsmigrate.core.intents import AppendText, KeepImplied, SetText
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import Api, Condition, Endpoint, Request, Variant
from dsmigrate.core.source import Place, Span
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value, constants, is_closed

HERE = Place(Path("/a.py"), Span(0, 1))
ONE, TWO = Constant(1, HERE), Constant("two", HERE)
LOST = Unknown("why", HERE)

CLOSED: list[tuple[Value, bool, list[object]]] = [
    (ONE, True, [1]),
    (LOST, False, []),
    (Mapping((("a", ONE), ("b", Items((TWO,), HERE))), HERE), True, [1, "two"]),
    (Mapping((("a", ONE),), HERE, open="more"), False, [1]),
    (Mapping((("a", LOST), ("b", TWO)), HERE), False, ["two"]),
    (Items((ONE, TWO), HERE), True, [1, "two"]),
    (Items((ONE,), HERE, open="more"), False, [1]),
    (Items((LOST,), HERE), False, []),
]


@pytest.mark.parametrize(("value", "closed", "leaves"), CLOSED)
def test_what_is_known_of_a_value(value: Value, closed: bool, leaves: list[object]) -> None:
    assert is_closed(value) is closed
    assert [constant.data for constant in constants(value)] == leaves


def test_the_last_entry_of_a_key_counts() -> None:
    mapping = Mapping((("a", ONE), ("b", ONE), ("a", TWO)), HERE)
    assert mapping.get("a") is TWO
    assert mapping.get("c") is None


@pytest.mark.parametrize(
    ("operator", "operands", "subject", "expected"),
    [
        ("==", ["a", "b"], "a", (True, False)),
        ("in", ["a", "b"], "b", (True,)),
        ("in", ["a", "b"], "c", (False,)),
        ("match", ["a", "b"], "b", (False, True)),
        ("key", ["a"], "b", (False,)),
        ("contains", ["chat", "flash"], "deepseek-chat", (True, False)),
        ("startswith", ["deepseek", "chat"], "deepseek-chat", (True, False)),
        ("endswith", ["deepseek", "chat"], "deepseek-chat", (False, True)),
        ("unknown", ["a"], "a", None),
    ],
)
def test_how_a_condition_comes_out(
    operator: str, operands: list[str], subject: str, expected: tuple[bool, ...] | None
) -> None:
    condition = Condition(operator, tuple((text, HERE) for text in operands), (), HERE)
    assert condition.outcome(subject) == expected


def test_the_target_follows_the_mode() -> None:
    targets = Targets("plain", "thinker")
    assert targets.for_mode("enabled") == "thinker"
    assert targets.for_mode("disabled") == "plain"


def test_a_variant_knows_its_model() -> None:
    variant = Variant(Api.CHAT, Endpoint(LOST), {"model": TWO})
    assert variant.model is TWO
    assert Variant(Api.CHAT, Endpoint(LOST), {}).model is None
    assert Request("openai", HERE, HERE, (variant,)).incomplete == ""


def test_a_fix_lists_its_files_once() -> None:
    places = [Place(Path(name), Span(i, i)) for i, name in enumerate(["/b.py", "/a.py", "/b.py"])]
    fix = Fix(Applicability.SAFE, "", tuple(Edit(place, "") for place in places))
    assert fix.paths == (Path("/a.py"), Path("/b.py"))


@pytest.mark.parametrize(
    ("severity", "confidence", "bar", "failing"),
    [
        (Severity.ERROR, Confidence.HIGH, Severity.WARNING, True),
        (Severity.WARNING, Confidence.MEDIUM, Severity.WARNING, True),
        (Severity.INFO, Confidence.HIGH, Severity.WARNING, False),
        (Severity.INFO, Confidence.HIGH, Severity.INFO, True),
        (Severity.ERROR, Confidence.LOW, Severity.INFO, False),
    ],
)
def test_which_findings_fail_a_run(
    severity: Severity, confidence: Confidence, bar: Severity, failing: bool
) -> None:
    finding = Finding("DS101", "x", severity, confidence, "", HERE, "")
    assert Outcome(Path("/"), findings=(finding,)).failing(bar) is failing
    assert not Outcome(Path("/")).failing(Severity.INFO)
    assert (severity.word, confidence.word) == (severity.name.lower(), confidence.name.lower())


def test_a_run_is_incomplete_by_a_fatal_problem_only() -> None:
    assert Outcome(Path("/"), problems=(Problem(Path("/a"), "gone"),)).incomplete
    assert not Outcome(Path("/"), problems=(Problem(Path("/a"), "a pipe", fatal=False),)).incomplete


def test_value_objects_are_equal_where_all_that_they_hold_is() -> None:
    one, same, other = SetText(HERE, "a"), SetText(HERE, "a"), SetText(HERE, "b")
    assert (one == same, one != same, hash(one) == hash(same)) == (True, False, True)
    strangers: list[object] = [other, AppendText(HERE, "a"), KeepImplied(HERE), HERE, "a", (HERE, "a")]
    assert [one == stranger for stranger in strangers] == [False] * len(strangers)
    assert {one, same, other} == {one, other}
    assert KeepImplied(HERE) == KeepImplied(HERE)
    assert repr(LOST) == f"Unknown(reason='why', place={HERE!r}, outside='', trail=())"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Variant(Api.CHAT, Endpoint(ONE), {}))


@pytest.mark.parametrize(
    "thing", [ONE, LOST, KeepImplied(HERE), Variant(Api.FIM, Endpoint(TWO), {"model": ONE})]
)
def test_value_objects_can_be_sent_and_copied(thing: object) -> None:
    assert pickle.loads(pickle.dumps(thing)) == copy.deepcopy(thing) == copy.copy(thing) == thing


def test_value_objects_are_made_anew_with_other_fields() -> None:
    assert replace(ONE, data=2, editable=False) == Constant(2, HERE, editable=False)
