"""DS103 and DS105 to DS109: IDs that are outdated, tested on, listed, mentioned or decided elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dsmigrate.checks.ds103_outdated_model_id import wanted_by_target
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import Condition, Mention, Role
from dsmigrate.core.source import Place, Span
from dsmigrate.core.values import Constant, Unknown
from tests.checks.made import (
    CHAT,
    CODER,
    DEEPSEEK,
    DEFAULT,
    FLASH,
    FLASH_ALIAS,
    LOCAL,
    OPENROUTER,
    PATH,
    PRO,
    REASONER,
    RELAY,
    Maker,
    context,
    judge,
    modes,
    said,
    texts,
)

VISION = "deepseek-v4-flash-vision-exp"
TO_FLASH = Targets(FLASH, FLASH)

# DS103


@pytest.mark.parametrize(
    ("model", "targets", "url"),
    [
        (FLASH_ALIAS, DEFAULT, DEEPSEEK),
        (FLASH, DEFAULT, DEEPSEEK),
        (FLASH, TO_FLASH, DEEPSEEK),
        (PRO, TO_FLASH, DEEPSEEK),
        (CHAT, TO_FLASH, DEEPSEEK),
        ("deepseek-v3.2", TO_FLASH, DEEPSEEK),
        (FLASH_ALIAS, TO_FLASH, OPENROUTER),
        (FLASH_ALIAS, TO_FLASH, RELAY),
        (FLASH_ALIAS, TO_FLASH, LOCAL),
        (FLASH_ALIAS, Targets(FLASH, FLASH_ALIAS), DEEPSEEK),
        (None, TO_FLASH, DEEPSEEK),
    ],
)
def test_not_outdated(model: object, targets: Targets, url: str) -> None:
    assert judge("DS103", requests=[Maker().request(model, url)], targets=targets) == []


@pytest.mark.parametrize(
    ("model", "targets", "becomes"),
    [
        (FLASH_ALIAS, TO_FLASH, FLASH),
        (VISION, TO_FLASH, FLASH),
        (VISION, DEFAULT, FLASH_ALIAS),
        (VISION, Targets(PRO, PRO), FLASH),
        (VISION, Targets(FLASH, FLASH_ALIAS), FLASH),
        (FLASH_ALIAS, Targets(PRO, FLASH), FLASH),
    ],
)
def test_outdated(model: str, targets: Targets, becomes: str) -> None:
    (verdict,) = judge("DS103", requests=[Maker().request(model)], targets=targets)
    assert (verdict.severity, verdict.confidence) == (Severity.INFO, Confidence.HIGH)
    assert (texts(verdict), modes(verdict), verdict.unsafe, verdict.display) == ([becomes], [], (), ())


@pytest.mark.parametrize(
    ("targets", "wanted"),
    [
        (DEFAULT, False),
        (TO_FLASH, True),
        (Targets(FLASH, FLASH_ALIAS), True),
        (Targets(PRO, PRO), False),
    ],
)
def test_the_target_says_whether_accepted_names_are_outdated(targets: Targets, wanted: bool) -> None:
    assert wanted_by_target(context(targets)) is wanted


def test_outdated_but_replaceable_from_outside() -> None:
    make = Maker()
    model = make.constant(FLASH_ALIAS, outside="the option --model")
    url = make.constant(DEEPSEEK, outside="the environment variable URL")
    request = make.request(model, url, incomplete="it is called from elsewhere")
    (verdict,) = judge("DS103", requests=[request], targets=TO_FLASH)
    assert said(verdict.unsafe, "--model", "URL", "called from elsewhere")


def test_outdated_and_sent_to_two_vendors() -> None:
    make = Maker()
    model = make.constant(FLASH_ALIAS)
    requests = [make.request(model), make.request(model, "https://tokenhub.tencentmaas.com/v1")]
    (verdict,) = judge("DS103", requests=requests, targets=TO_FLASH)
    assert said(verdict.display, "Tencent")


def test_outdated_in_pieces() -> None:
    make = Maker()
    request = make.request(make.constant(FLASH_ALIAS, editable=False))
    (verdict,) = judge("DS103", requests=[request], targets=TO_FLASH)
    assert verdict.intents == ()
    assert verdict.not_fixed


# DS105


@pytest.mark.parametrize(
    ("operator", "operands", "assertion"),
    [
        ("==", (PRO,), False),
        ("==", ("gpt-4o",), False),
        ("in", (FLASH, PRO), False),
        ("contains", ("reasoner",), False),
        ("startswith", ("deepseek-",), False),
        ("==", ("deepseek-chat-v3-0324",), False),
        ("==", (CODER,), False),
        ("key", (CHAT, REASONER), False),
        ("==", (CHAT,), True),
        ("==", (), False),
    ],
)
def test_tests_that_do_not_steer_by_an_old_name(
    operator: str, operands: tuple[str, ...], assertion: bool
) -> None:
    assert judge("DS105", conditions=[Maker().condition(operator, *operands, assertion=assertion)]) == []


@pytest.mark.parametrize("operator", ["==", "in", "contains", "startswith", "endswith", "unknown"])
def test_a_test_on_an_old_name(operator: str) -> None:
    condition = Maker().condition(operator, "gpt-4o", REASONER, CHAT)
    (verdict,) = judge("DS105", conditions=[condition])
    assert (verdict.severity, verdict.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert verdict.place == condition.place
    assert verdict.intents == ()
    assert verdict.not_fixed
    assert f"`{REASONER}`, `{CHAT}`" in verdict.message
    assert "gpt" not in verdict.message
    assert [r.place for r in verdict.related] == [place for _, place in condition.operands[1:]]


def test_what_comes_to_a_test_by_several_ways_is_told_once() -> None:
    condition = Maker().condition("in", "deepseek-chat", "deepseek-reasoner")
    (verdict,) = judge("DS105", conditions=[replace(condition, operands=condition.operands * 2)])
    assert [related.message for related in verdict.related] == ["compared with this"] * 2


def test_a_test_on_a_name_with_a_prefix_may_be_another_vendors() -> None:
    (verdict,) = judge("DS105", conditions=[Maker().condition("==", "deepseek/deepseek-chat")])
    assert verdict.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("operator", "operands"),
    [("in", (CHAT, FLASH_ALIAS)), ("in", (REASONER, CHAT, FLASH_ALIAS))],
)
def test_a_test_that_knows_the_new_name_comes_out_alike(operator: str, operands: tuple[str, ...]) -> None:
    (verdict,) = judge("DS105", conditions=[Maker().condition(operator, *operands)])
    assert verdict.confidence is Confidence.LOW
    assert "knows the new name" in verdict.message


@pytest.mark.parametrize(
    ("operator", "operands"), [("match", (CHAT, FLASH_ALIAS)), ("contains", (CHAT, FLASH_ALIAS))]
)
def test_a_test_that_tells_the_new_name_apart_does_not(operator: str, operands: tuple[str, ...]) -> None:
    (verdict,) = judge("DS105", conditions=[Maker().condition(operator, *operands)])
    assert verdict.confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("operands", "target", "confidence", "says"),
    [
        (
            (CHAT,),
            FLASH_ALIAS,
            Confidence.MEDIUM,
            f"calls its model `{FLASH}`, also where `{FLASH_ALIAS}` is asked",
        ),
        (
            (CHAT, FLASH_ALIAS),
            FLASH_ALIAS,
            Confidence.MEDIUM,
            f"calls its model `{FLASH}`, also where `{FLASH_ALIAS}`",
        ),
        ((CHAT, FLASH), FLASH_ALIAS, Confidence.LOW, "knows the new name"),
        ((CHAT,), FLASH, Confidence.MEDIUM, "after a rename it comes out differently"),
        ((CHAT, FLASH), FLASH, Confidence.LOW, "knows the new name"),
        ((CHAT,), PRO, Confidence.MEDIUM, "after a rename it comes out differently"),
    ],
)
def test_an_answer_calls_its_model_by_its_own_name(
    operands: tuple[str, ...], target: str, confidence: Confidence, says: str
) -> None:
    condition = replace(Maker().condition("in", *operands), answered=True)
    (verdict,) = judge("DS105", conditions=[condition], targets=Targets(target, target))
    assert verdict.confidence is confidence
    assert says in verdict.message


@pytest.mark.parametrize(
    ("urls", "confidence"),
    [
        ((RELAY,), Confidence.LOW),
        ((OPENROUTER,), Confidence.LOW),
        ((DEEPSEEK,), Confidence.MEDIUM),
        ((RELAY, DEEPSEEK), Confidence.MEDIUM),
    ],
)
def test_what_only_goes_elsewhere_is_tested_at_low_confidence(
    urls: tuple[str, ...], confidence: Confidence
) -> None:
    make = Maker()
    model = make.constant(CHAT)
    requests = [make.request(model, url) for url in urls]
    (verdict,) = judge("DS105", requests=requests, conditions=[make.condition("==", CHAT, subjects=(model,))])
    assert verdict.confidence is confidence


@pytest.mark.parametrize(("operands", "reported"), [((CHAT,), 0), ((CHAT, CHAT), 0), ((CHAT, REASONER), 1)])
def test_a_name_on_both_sides_is_renamed_on_both(operands: tuple[str, ...], reported: int) -> None:
    """But of two names one may come to equal the other."""
    condition = Maker().condition("==", *operands)
    condition = replace(condition, subjects=condition.operands)
    assert len(judge("DS105", conditions=[condition])) == reported


@pytest.mark.parametrize(
    ("operator", "number", "reported"), [("in", 2, 0), ("==", 1, 1), ("unknown", 1, 1), ("unknown", 2, 1)]
)
def test_of_two_names_in_a_test_one_may_come_to_pass_as_the_other(
    operator: str, number: int, reported: int
) -> None:
    """What asks for one of both says of each what it said; what is not understood may say anything."""
    condition = Maker().condition(operator, CHAT, REASONER)
    condition = replace(condition, operands=condition.operands[-number:], subjects=condition.operands)
    assert len(judge("DS105", conditions=[condition])) == reported


def test_names_of_another_catalog_are_not_renamed() -> None:
    condition = Maker().condition("==", "deepseek/deepseek-chat", "deepseek/deepseek-reasoner")
    assert judge("DS105", conditions=[replace(condition, subjects=condition.operands)]) == []


def test_one_of_several_tests_may_be_what_the_new_name_passes() -> None:
    make = Maker()
    other = make.condition("==", FLASH_ALIAS)
    condition = replace(make.condition("match", CHAT, "gpt-4o"), alternatives=(other,))
    (verdict,) = judge("DS105", conditions=[condition])
    assert verdict.confidence is Confidence.LOW
    assert "knows the new name" in verdict.message


def test_what_is_the_test_itself_is_not_shown_beside_it() -> None:
    condition = Maker().condition("==", CHAT)
    condition = replace(condition, operands=((CHAT, condition.place),))
    (verdict,) = judge("DS105", conditions=[condition])
    assert verdict.related == ()


def test_what_is_tested_is_shown() -> None:
    make = Maker()
    subject = make.constant(PRO)
    (verdict,) = judge("DS105", conditions=[make.condition("==", CHAT, subjects=(subject,))])
    assert verdict.related[0].place == subject.place


# DS106, DS107, DS109

ROLES = {"DS106": Role.TABLE, "DS107": Role.TEXT, "DS109": Role.UNREAD_FILE}
LEVELS = {
    "DS106": (Severity.INFO, Confidence.MEDIUM),
    "DS107": (Severity.INFO, Confidence.HIGH),
    "DS109": (Severity.WARNING, Confidence.MEDIUM),
}


@pytest.mark.parametrize("code", ROLES)
@pytest.mark.parametrize("role", Role)
def test_a_mention_is_one_rules_alone(code: str, role: Role) -> None:
    mention = Maker().mention(role, REASONER)
    found = judge(code, mentions=[mention])
    if role is not ROLES[code]:
        assert found == []
        return
    (verdict,) = found
    assert (verdict.severity, verdict.confidence) == LEVELS[code]
    assert (verdict.place, verdict.intents) == (mention.place, ())
    assert REASONER in verdict.message
    assert verdict.not_fixed


@pytest.mark.parametrize(
    ("prefix", "beside", "why"),
    [
        ("", (), "is not followed to a request"),
        ("", ("gpt-4o", CHAT), "is not followed to a request"),
        ("", ("deepseek/deepseek-reasoner",), "is not followed to a request"),
        ("", (CODER,), "is not followed to a request"),
        ("deepseek/", (FLASH_ALIAS, REASONER), "is not followed to a request"),
        ("", (REASONER,), "it and `deepseek-reasoner` become one name"),
        ("deepseek/", ("deepseek/deepseek-reasoner",), "become one name"),
        ("", ("gpt-4o", FLASH_ALIAS), "`deepseek-v4-flash` stands in the table already"),
    ],
)
def test_why_an_entry_of_a_table_stays(prefix: str, beside: tuple[str, ...], why: str) -> None:
    mention = Maker().mention(Role.TABLE)._replace(prefix=prefix, beside=beside)
    (verdict,) = judge("DS106", mentions=[mention])
    assert why in verdict.not_fixed
    assert verdict.confidence is (Confidence.LOW if prefix else Confidence.MEDIUM)


@pytest.mark.parametrize("mention", [(Role.TABLE, "DS106"), (Role.TEXT, "DS107")])
def test_the_coder_is_named_in_many_places_that_are_not_deepseeks(mention: tuple[Role, str]) -> None:
    role, code = mention
    assert judge(code, mentions=[Maker().mention(role, CODER)]) == []


@pytest.mark.parametrize(
    "mention",
    [
        lambda make: make.mention(
            Role.UNREAD_FILE, note="the prefix `openrouter/` makes it another vendor's"
        ),
        lambda make: make.mention(Role.UNREAD_FILE, CODER),
    ],
)
def test_an_unread_file_that_may_mean_another_vendor(mention: Any) -> None:
    made: Mention = mention(Maker())
    (verdict,) = judge("DS109", mentions=[made])
    assert verdict.confidence is Confidence.LOW
    assert made.note in verdict.message


def assertion(text: str) -> Condition:
    return Maker().condition("==", text, assertion=True)


@pytest.mark.parametrize("text", [PRO, "gpt-4o", CODER, "deepseek-chat-v3"])
def test_assertions_on_other_names(text: str) -> None:
    assert judge("DS107", conditions=[assertion(text)]) == []


def test_an_assertion_is_a_mention_and_no_test_that_steers() -> None:
    made = assertion(CHAT)
    (verdict,) = judge("DS107", conditions=[made])
    assert (verdict.place, verdict.severity) == (made.operands[0][1], Severity.INFO)
    assert judge("DS107", conditions=[Maker().condition("==", CHAT)]) == []


# DS108


def test_models_that_the_code_decides() -> None:
    make = Maker()
    outside = "the environment variable MODEL"
    requests = [
        make.request(CHAT),
        make.request(PRO),
        make.request(...),
        make.request(make.unknown(), OPENROUTER),
        make.request(make.unknown(), RELAY),
        make.request(make.unknown(), make.unknown("", "the environment variable DEEPSEEK_URL")),
        make.request(make.constant(PRO, outside=outside), LOCAL),
        make.request(make.constant(CHAT, outside=outside), make.unknown()),
        make.request({"not": "a name"}),
    ]
    assert judge("DS108", requests=requests) == []


def test_a_model_that_is_not_known() -> None:
    make = Maker()
    model = make.unknown("it is a parameter of `ask`, which is not called here")
    request = make.request(model)
    (verdict,) = judge("DS108", requests=[request])
    assert (verdict.severity, verdict.confidence) == (Severity.INFO, Confidence.MEDIUM)
    assert (verdict.place, verdict.intents) == (request.callee, ())
    assert [related.place for related in verdict.related] == [model.place]
    assert model.reason in verdict.message


def test_a_model_that_has_no_place_of_its_own() -> None:
    model = Unknown("no value reaches it", Place(PATH, Span(0, 10**6)))
    (verdict,) = judge("DS108", requests=[Maker().request(model)])
    assert verdict.related == ()


def test_a_model_that_may_be_among_arguments_that_are_not_known() -> None:
    (verdict,) = judge("DS108", requests=[Maker().request(..., open="its `**options` is a parameter")])
    assert "`**options`" in verdict.message


@pytest.mark.parametrize(
    ("model", "severity"), [(PRO, Severity.INFO), ("some-model", Severity.INFO), (REASONER, Severity.WARNING)]
)
def test_a_default_that_can_be_replaced(model: str, severity: Severity) -> None:
    make = Maker()
    value = make.constant(model, outside="the environment variable MODEL")
    (verdict,) = judge("DS108", requests=[make.request(value)])
    assert verdict.severity is severity
    assert [related.place for related in verdict.related] == [value.place]
    assert "MODEL" in verdict.message
    assert ("the default `deepseek-reasoner`" in verdict.message) == (model == REASONER)


def test_one_source_of_a_call_is_told_once() -> None:
    make = Maker()
    first = Constant(CHAT, make.place(), outside="the option --model")
    request = make.of(make.variant(first), make.variant(first, DEEPSEEK + "/beta"))
    assert len(judge("DS108", requests=[request])) == 1
