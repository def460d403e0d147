"""What must happen together, what keeps it from being safe, and the fix that comes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dsmigrate.core.findings import Applicability, Confidence, Edit, Related, Severity, Verdict
from dsmigrate.core.intents import AppendText, DropField, Intent, SetText, SetThinking
from dsmigrate.core.sightings import (
    Api,
    Condition,
    Endpoint,
    Escape,
    Exposure,
    Meeting,
    Request,
    Sightings,
    Variant,
)
from dsmigrate.core.source import Place, Span
from dsmigrate.core.values import Constant
from dsmigrate.engine.plan import (
    NotPossible,
    Surroundings,
    Unit,
    fix_of,
    path_of,
    units,
    weigh,
    weigh_together,
    work_of,
)

PATH = Path("/project/settings.py")
CALLS = Path("/project/calls.py")
LITERAL = Place(PATH, Span(8, 23))
NEW = "deepseek-v4-flash"


def spot(number: int, path: Path = CALLS) -> Place:
    return Place(path, Span(number * 100, number * 100 + 50))


def verdict(
    *intents: Intent,
    code: str = "DS101",
    message: str = "",
    unsafe: tuple[str, ...] = (),
    display: tuple[str, ...] = (),
    related: tuple[Place, ...] = (),
) -> Verdict:
    return Verdict(
        code, Severity.ERROR, Confidence.HIGH, "said", LITERAL,
        related=tuple(Related(place, "") for place in related),
        intents=intents, fix_message=message, unsafe=unsafe, display=display,
    )  # fmt: skip


RENAME = SetText(LITERAL, NEW)
FIRST = SetThinking(spot(1), ("disabled",))
SECOND = SetThinking(spot(2), ("enabled",))

# Verdicts by their intents, and the groups that come of them.
UNITS: dict[str, tuple[list[list[Intent]], list[list[int]]]] = {
    "nothing is wanted": ([[]], []),
    "one": ([[RENAME, FIRST]], [[0]]),
    "two that share nothing": ([[RENAME], [SECOND]], [[0], [1]]),
    "the same literal": ([[RENAME], [AppendText(LITERAL, "x")]], [[0, 1]]),
    "the same request's mode": ([[RENAME, FIRST], [replace(FIRST, replaces=("thinking",))]], [[0, 1]]),
    "the same field": ([[DropField(spot(1), "top_p")], [DropField(spot(1), "top_p")]], [[0, 1]]),
    "other fields of one request": (
        [[DropField(spot(1), "top_p")], [DropField(spot(1), "seed")]],
        [[0], [1]],
    ),
    "a field and the mode": ([[DropField(spot(1), "top_p")], [FIRST]], [[0], [1]]),
    "a third ties two": ([[FIRST], [SECOND], [FIRST, SECOND]], [[0, 1, 2]]),
    "a third ties two of three": ([[FIRST], [RENAME], [SECOND], [FIRST, SECOND]], [[0, 2, 3], [1]]),
    "a chain": ([[RENAME, FIRST], [SECOND], [FIRST, SECOND], [AppendText(LITERAL, "x")]], [[0, 1, 2, 3]]),
}


@pytest.mark.parametrize(("intents", "groups"), UNITS.values(), ids=UNITS.keys())
def test_what_hangs_together(intents: list[list[Intent]], groups: list[list[int]]) -> None:
    verdicts = [verdict(*each, message=str(number)) for number, each in enumerate(intents)]
    found = [sorted(int(member.fix_message) for member in unit.verdicts) for unit in units(verdicts)]
    assert found == groups


def test_a_unit_has_everything_once() -> None:
    first = verdict(RENAME, FIRST, unsafe=("a", "b"), display=("x",))
    second = verdict(FIRST, unsafe=("b", "c"), display=("x", "y"))
    (unit,) = units([first, second])
    assert unit.intents == [RENAME, FIRST]
    assert (unit.unsafe, unit.display) == (["a", "b", "c"], ["x", "y"])


def request(place: Place, literal: Place, model: str = "deepseek-chat") -> Request:
    variant = Variant(
        Api.CHAT, Endpoint(Constant("https://api.deepseek.com", spot(9))), {"model": Constant(model, literal)}
    )
    callee = Place(place.path, Span(place.span.start, place.span.start + 5))
    return Request("openai", place, callee, (variant,))


def weighed(
    unit: Unit,
    *sightings: Sightings,
    users: dict[str, list[Path]] | None = None,
    setters: dict[str, list[Path]] | None = None,
    public: tuple[str, ...] = (),
) -> Unit:
    weigh(unit, surroundings(*sightings, users=users, setters=setters, public=public))
    return unit


def surroundings(
    *sightings: Sightings,
    users: dict[str, list[Path]] | None = None,
    setters: dict[str, list[Path]] | None = None,
    public: tuple[str, ...] = (),
) -> Surroundings:
    return Surroundings(
        sightings,
        lambda path, name: (users or {}).get(name, []),
        lambda path, name: (setters or {}).get(name, []),
        lambda path, name: name in public,
        lambda place: place.span.start // 100,
    )


def renaming(**more: tuple[str, ...]) -> Unit:
    (unit,) = units([verdict(RENAME, FIRST, **more)])  # type: ignore[arg-type]
    return unit


def condition(operator: str, operand: str, assertion: bool = False) -> Condition:
    return Condition(operator, ((operand, spot(5)),), (("deepseek-chat", LITERAL),), spot(6), assertion)


TURNED = {
    "equal to the old name": (condition("==", "deepseek-chat"), True),
    "equal to another": (condition("==", "gpt-4o"), False),
    "one of": (condition("in", "deepseek-chat"), True),
    "a part of both": (condition("contains", "deepseek"), False),
    "a part of the old one": (condition("contains", "chat"), True),
    "the beginning of both": (condition("startswith", "deepseek"), False),
    "the end of the old one": (condition("endswith", "-chat"), True),
    "a key": (condition("key", "deepseek-chat"), True),
    "not understood": (condition("unknown", ""), True),
    "asserted": (condition("==", "deepseek-chat", assertion=True), False),
}


@pytest.mark.parametrize(("test", "turned"), TURNED.values(), ids=TURNED.keys())
def test_a_condition_that_would_come_out_differently_keeps_the_name(test: Condition, turned: bool) -> None:
    sighted = Sightings(PATH, requests=(request(spot(1), LITERAL),), conditions=(test,))
    unit = weighed(renaming(), sighted)
    assert bool(unit.display) is turned
    if turned:
        assert unit.display == ["a test in calls.py depends on the old name, and would come out differently"]


def test_a_condition_on_another_literal_does_not_matter() -> None:
    other = replace(condition("==", "deepseek-chat"), subjects=(("deepseek-chat", spot(7)),))
    assert weighed(renaming(), Sightings(PATH, conditions=(other,))).display == []


@pytest.mark.parametrize(("open_", "operator", "held"), [(True, "==", 1), (False, "==", 0), (True, "key", 0)])
def test_a_condition_on_what_is_not_known_makes_it_unsafe(open_: bool, operator: str, held: int) -> None:
    test = Condition(operator, (("deepseek-chat", LITERAL),), (), spot(6), open=open_)
    unit = weighed(renaming(), Sightings(PATH, conditions=(test,)))
    assert unit.display == []
    assert unit.unsafe == ["a test in row 6 of calls.py compares it with what could not be followed"] * held
    assert weighed(renaming(), Sightings(PATH, conditions=(replace(test, assertion=True),))).unsafe == []
    answered = Sightings(PATH, conditions=(replace(test, answered=True),))
    assert ["what an answer calls its model" in why for why in weighed(renaming(), answered).unsafe] == [
        True
    ] * held


def test_a_condition_whose_operand_is_renamed_alone_keeps_the_name() -> None:
    test = Condition("==", (("deepseek-chat", LITERAL),), (("deepseek-chat", spot(7)),), spot(6))
    unit = weighed(renaming(), Sightings(PATH, conditions=(test,)))
    assert unit.display == ["a test in calls.py depends on the old name, and would come out differently"]


# Two units, each of which renames a literal, and what is said of both.

CHAT, DEEP = ("deepseek-chat", LITERAL), ("deepseek-reasoner", spot(3))
FLASH, GPT = (NEW, spot(4)), ("gpt-4o", spot(4))


def meeting(*members: tuple[str, Place], keyed: bool = True) -> Sightings:
    return Sightings(PATH, meetings=(Meeting(members, "keys of `PRICES`", spot(6), keyed),))


def asked(operator: str, *operands: tuple[str, Place], subjects: tuple[tuple[str, Place], ...]) -> Sightings:
    return Sightings(PATH, conditions=(Condition(operator, operands, subjects, spot(6)),))


EQUAL = "keys of `PRICES` in row 6 of calls.py would become equal: `deepseek-chat` and `deepseek-reasoner`"
ONE_IS_NEW = f"keys of `PRICES` in row 6 of calls.py would become equal: `deepseek-chat` and `{NEW}`"
TOLD_APART = "a test in row 6 of calls.py tells apart `deepseek-reasoner` and `deepseek-chat`, which would become equal"

# What is said of the first, and of the second.
TOGETHER: dict[str, tuple[Sightings, list[str], list[str]]] = {
    "nothing": (Sightings(PATH), [], []),
    "with others": (meeting(CHAT, GPT), [], []),
    "others only": (meeting(FLASH, GPT), [], []),
    "the same twice": (meeting(CHAT, ("deepseek-chat", spot(4))), [], []),
    "a test on both": (asked("in", CHAT, DEEP, subjects=(CHAT, DEEP)), [], []),
    "a test on another": (asked("==", DEEP, subjects=(GPT,)), [], []),
    "both keys": (meeting(CHAT, DEEP, GPT), [EQUAL], [EQUAL]),
    "a key beside the new name": (meeting(CHAT, FLASH), [ONE_IS_NEW], []),
    "one is asked whether it is the other": (
        asked("==", CHAT, subjects=(DEEP,)), [TOLD_APART], [TOLD_APART],
    ),
    "both are asked": (asked("in", DEEP, subjects=(DEEP, CHAT)), [TOLD_APART], [TOLD_APART]),
    "a beginning": (asked("startswith", CHAT, subjects=(DEEP,)), [TOLD_APART], [TOLD_APART]),
}  # fmt: skip


@pytest.mark.parametrize(("sighted", "first", "second"), TOGETHER.values(), ids=TOGETHER.keys())
def test_what_two_renames_do_together(sighted: Sightings, first: list[str], second: list[str]) -> None:
    both = units([verdict(RENAME), verdict(SetText(DEEP[1], NEW))])
    around = surroundings(sighted)
    for unit in both:
        weigh(unit, around)
        assert (unit.unsafe, unit.display) == ([], [])
    weigh_together(both, around)
    assert [unit.display for unit in both] == [first, second]


def test_names_that_do_not_become_equal_may_still_turn_a_test_together() -> None:
    both = units([verdict(RENAME), verdict(SetText(DEEP[1], f"{NEW}-long"))])
    weigh_together(both, surroundings(asked("startswith", CHAT, subjects=(DEEP,))))
    reason = (
        "a test in row 6 of calls.py would come out differently, since more than one name in it would change"
    )
    assert [unit.display for unit in both] == [[reason]] * 2


def test_a_test_that_others_turn_keeps_only_those() -> None:
    coder = ("deepseek-coder", spot(4))
    wanted = units([verdict(SetText(place, NEW)) for _, place in (CHAT, coder)])
    (third,) = units([verdict(SetText(DEEP[1], "deepseek-v4-pro"))])
    weigh_together([*wanted, third], surroundings(asked("==", CHAT, subjects=(coder, DEEP))))
    assert [bool(unit.display) for unit in (*wanted, third)] == [True, True, False]


def test_what_would_be_there_twice_is_unsafe() -> None:
    both = units([verdict(RENAME), verdict(SetText(DEEP[1], NEW))])
    weigh_together(both, surroundings(meeting(CHAT, DEEP, keyed=False)))
    assert [(unit.unsafe, unit.display) for unit in both] == [([EQUAL], [])] * 2


def test_what_is_not_to_be_applied_stands_in_nobodys_way() -> None:
    held, free = units([verdict(RENAME, display=("no",)), verdict(SetText(DEEP[1], NEW))])
    weigh_together([held, free], surroundings(meeting(CHAT, DEEP)))
    assert (held.display, free.display) == (["no"], [])


def test_an_escape_makes_it_unsafe() -> None:
    unit = weighed(renaming(), Sightings(PATH, escapes=(Escape(LITERAL, spot(5), "send"),)))
    assert unit.unsafe == ["it is also handed to `send`, which could not be followed"]
    assert unit.display == []


EXPOSURES = {
    "a value that others use": (
        Exposure(LITERAL, "MODEL", "value"), {"MODEL": ["a.py"]}, (),
        [], ["`MODEL` is also used in a.py, which is not followed across files"],
    ),
    "by many": (
        Exposure(LITERAL, "MODEL", "value"), {"MODEL": ["a.py", "b.py", "c.py", "d.py"]}, (),
        [], ["`MODEL` is also used in a.py, b.py, c.py and others, which is not followed across files"],
    ),
    "by files of one name": (
        Exposure(LITERAL, "MODEL", "value"), {"MODEL": ["one/a.py", "two/a.py", "b.py"]}, (),
        [], ["`MODEL` is also used in one/a.py, two/a.py, b.py, which is not followed across files"],
    ),
    "a value that nobody uses": (Exposure(LITERAL, "MODEL", "value"), {}, ("MODEL",), [], []),
    "a default that others may override": (
        Exposure(LITERAL, "ask", "default"), {"ask": ["a.py"]}, ("ask",),
        ["`ask` is also used in a.py, and may be given something else there"], [],
    ),
    "a public default": (
        Exposure(LITERAL, "ask", "default"), {}, ("ask",),
        ["`ask` is a public name of a package that others install, and they may pass another model"], [],
    ),
    "a default of nobody's": (Exposure(LITERAL, "ask", "default"), {}, (), [], []),
    "handed on": (Exposure(LITERAL, "it is called through a lambda", "handed"), {}, (),
                  ["it is called through a lambda"], []),
    "of another literal": (Exposure(spot(7), "MODEL", "value"), {"MODEL": ["a.py"]}, (), [], []),
}  # fmt: skip


@pytest.mark.parametrize(
    ("exposure", "users", "public", "unsafe", "display"), EXPOSURES.values(), ids=EXPOSURES.keys()
)
def test_names_by_which_other_files_get_at_it(
    exposure: Exposure,
    users: dict[str, list[str]],
    public: tuple[str, ...],
    unsafe: list[str],
    display: list[str],
) -> None:
    paths = {name: [Path("/project", file) for file in files] for name, files in users.items()}
    unit = weighed(renaming(), Sightings(PATH, exposures=(exposure,)), users=paths, public=public)
    assert (unit.unsafe, unit.display) == (unsafe, display)


def test_what_may_be_replaced_needs_consent_where_somebody_sets_it() -> None:
    sighted = Sightings(PATH, exposures=(Exposure(LITERAL, "client", "replaced"),))
    assert weighed(renaming(), sighted, users={"client": [Path("/project/a.py")]}).unsafe == []
    unit = weighed(renaming(), sighted, setters={"client": [Path("/project/a.py")]})
    assert unit.unsafe == ["`client` may be replaced in a.py, which is not followed"]


def test_a_request_that_is_not_looked_after_keeps_the_name() -> None:
    sighted = Sightings(CALLS, requests=(request(spot(1), LITERAL), request(spot(3), LITERAL)))
    unit = weighed(renaming(), sighted)
    assert unit.display == ["it is also sent by a request in calls.py that is not to be changed"]


def test_a_request_is_looked_after_by_a_dropped_field_or_as_related() -> None:
    other = request(spot(3), LITERAL)
    sighted = Sightings(CALLS, requests=(request(spot(1), LITERAL), other))
    (dropping,) = units([verdict(RENAME, FIRST, DropField(spot(3), "reasoning_effort"))])
    assert weighed(dropping, sighted).display == []
    (relating,) = units([verdict(RENAME, FIRST, related=(other.callee,))])
    assert weighed(relating, sighted).display == []


def test_what_renames_nothing_is_not_weighed() -> None:
    (unit,) = units([verdict(FIRST)])
    escaping = Sightings(PATH, escapes=(Escape(LITERAL, spot(5), "send"),))
    assert weighed(unit, escaping).unsafe == []


def echo(unit: Unit) -> list[Edit]:
    return [
        Edit(Place(path_of(intent), Span(number, number)), type(intent).__name__)
        for number, intent in enumerate(work_of(unit))
    ]


def test_a_fix_has_the_edits_of_all_its_files_in_order() -> None:
    (unit,) = units([verdict(RENAME, FIRST, message="send it"), verdict(FIRST, message="say it")])
    fix = fix_of(unit, echo(unit))
    assert [(edit.place.path, edit.content) for edit in fix.edits] == [
        (PATH, "SetText"),
        (CALLS, "SetThinking"),
    ]
    assert (fix.applicability, fix.message, fix.reasons) == (Applicability.SAFE, "send it; say it", ())
    assert len(fix.claims) == 2


@pytest.mark.parametrize(
    ("unsafe", "display", "applicability", "reasons"),
    [
        (("u",), (), Applicability.UNSAFE, ("u",)),
        ((), ("d",), Applicability.DISPLAY, ("d",)),
        (("u",), ("d",), Applicability.DISPLAY, ("d", "u")),
    ],
)
def test_reasons_lower_a_fix(
    unsafe: tuple[str, ...], display: tuple[str, ...], applicability: Applicability, reasons: tuple[str, ...]
) -> None:
    unit = renaming(unsafe=unsafe, display=display)
    fix = fix_of(unit, echo(unit))
    assert (fix.applicability, fix.reasons) == (applicability, reasons)


def test_two_fixes_that_decide_the_same_share_a_claim() -> None:
    wanted = [verdict(RENAME, FIRST)], [verdict(FIRST)], [verdict(SECOND)]
    one, other, third = (fix_of(unit, echo(unit)) for verdicts in wanted for unit in units(verdicts))
    assert one.claims & other.claims
    assert not other.claims & third.claims


def test_modes_for_one_request_are_put_together() -> None:
    one = SetThinking(spot(1), ("disabled", None), ("thinking",))
    other = SetThinking(spot(1), (None, "enabled"), ("mode", "thinking"))
    (unit,) = units([verdict(one), verdict(other)])
    assert work_of(unit) == [SetThinking(spot(1), ("disabled", "enabled"), ("thinking", "mode"))]


def test_modes_that_disagree_are_not_possible() -> None:
    one, other = SetThinking(spot(1), ("disabled",)), SetThinking(spot(1), ("enabled",))
    (unit,) = units([verdict(one), verdict(other)])
    with pytest.raises(NotPossible):
        work_of(unit)


def test_texts_that_disagree_are_not_possible() -> None:
    (unit,) = units([verdict(RENAME), verdict(SetText(LITERAL, "deepseek-flash"))])
    with pytest.raises(NotPossible, match="two different ones"):
        work_of(unit)


def test_the_same_text_twice_is_one_change() -> None:
    (unit,) = units([verdict(RENAME), verdict(SetText(LITERAL, NEW))])
    assert len(fix_of(unit, echo(unit)).edits) == 1


def test_a_fix_without_edits_is_none() -> None:
    with pytest.raises(NotPossible, match="nothing to change"):
        fix_of(renaming(), [])
