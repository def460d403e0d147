"""Every way in which a rewrite can be refuted: places moved, nodes that differ, findings that stay or come."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.context import Context
from dsmigrate.core.findings import Confidence, Edit, Severity, Verdict
from dsmigrate.core.intents import AppendText, DropField, Intent, KeepImplied, SetText, SetThinking
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import Request
from dsmigrate.core.source import Place, Source, Span
from dsmigrate.core.splice import splice
from dsmigrate.dialects.python.tree import Tree
from dsmigrate.engine.meaning import Intended, changed_meaning
from dsmigrate.engine.verify import Shifts, differs_elsewhere, remaining, unexpected
from tests.dialects.python.lifting import lifted

PATH = Path("/project/app.py")


def edit(start: int, end: int, content: str) -> Edit:
    return Edit(Place(PATH, Span(start, end)), content)


def shifts(*edits: Edit, encoding: str = "utf-8") -> Shifts:
    return Shifts.of(edits, encoding)


# 0123456789
# ab[cd]efgh   [cd] becomes WXYZ: everything behind moves by two.
LONGER = [edit(2, 4, "WXYZ")]
SHORTER = [edit(2, 6, "x")]
INSERTED = [edit(3, 3, "++")]
TWO = [edit(1, 1, "+"), edit(5, 8, "")]

FORWARD = [
    (LONGER, 0, False, 0),
    (LONGER, 2, False, 2),
    (LONGER, 3, False, 2),
    (LONGER, 4, False, 6),
    (LONGER, 4, True, 6),
    (LONGER, 8, False, 10),
    (SHORTER, 6, False, 3),
    (SHORTER, 5, False, 2),
    (SHORTER, 7, True, 4),
    (INSERTED, 2, False, 2),
    (INSERTED, 3, False, 5),
    (INSERTED, 3, True, 3),
    (INSERTED, 4, True, 6),
    (TWO, 0, False, 0),
    (TWO, 1, False, 2),
    (TWO, 1, True, 1),
    (TWO, 5, False, 6),
    (TWO, 8, False, 6),
    (TWO, 9, False, 7),
]


@pytest.mark.parametrize(("edits", "offset", "at_end", "expected"), FORWARD)
def test_where_an_offset_lands(edits: list[Edit], offset: int, at_end: bool, expected: int) -> None:
    assert shifts(*edits).forward(offset, at_end=at_end) == expected


BACKWARD = [
    (LONGER, 1, 1),
    (LONGER, 2, 2),
    (LONGER, 5, 2),
    (LONGER, 6, 4),
    (LONGER, 9, 7),
    (SHORTER, 2, 2),
    (SHORTER, 3, 6),
    (INSERTED, 3, 3),
    (INSERTED, 4, 3),
    (INSERTED, 5, 3),
    (INSERTED, 6, 4),
    (TWO, 0, 0),
    (TWO, 3, 2),
    (TWO, 6, 8),
    (TWO, 7, 9),
]


@pytest.mark.parametrize(("edits", "offset", "expected"), BACKWARD)
def test_where_an_offset_was(edits: list[Edit], offset: int, expected: int) -> None:
    assert shifts(*edits).backward(offset) == expected


@pytest.mark.parametrize(
    ("edits", "offset", "number"),
    [(LONGER, 2, None), (LONGER, 3, 0), (LONGER, 4, None), (INSERTED, 3, None), (TWO, 6, 1), (TWO, 3, None)],
)
def test_which_edit_writes_a_text_anew(edits: list[Edit], offset: int, number: int | None) -> None:
    assert shifts(*edits).rewriting(offset) == number


GROWING = [edit(1, 1, "++"), edit(5, 8, "x")]


@pytest.mark.parametrize(
    ("edits", "offset", "number"),
    [
        (LONGER, 1, None),
        (LONGER, 2, 0),
        (LONGER, 5, 0),
        (LONGER, 6, None),
        (TWO, 1, 0),
        (TWO, 6, None),
        (GROWING, 2, 0),
        (GROWING, 3, None),
        (GROWING, 5, None),
        (GROWING, 7, 1),
        (GROWING, 8, None),
    ],
)
def test_which_edit_has_written_a_text(edits: list[Edit], offset: int, number: int | None) -> None:
    assert shifts(*edits).written_by(offset) == number


def test_lengths_are_in_bytes_of_the_encoding() -> None:
    assert shifts(edit(0, 1, "é")).forward(4) == 5
    assert shifts(edit(0, 1, "é"), encoding="latin-1").forward(4) == 4


def test_edits_are_taken_in_order() -> None:
    assert shifts(edit(5, 8, ""), edit(1, 1, "+")).forward(9) == 7


def difference(before: str, after: str, *edits: Edit) -> str:
    trees = [Tree(Source(PATH, text.encode())) for text in (before, after)]
    return differs_elsewhere(trees[0], trees[1], shifts(*edits))


def test_a_rewrite_that_changes_nothing_else_is_right() -> None:
    before = 'x = f(a, "old")\ny = "é"\nz = g(x)\n'
    start = before.index('"old"')
    edits = [edit(start, start + 5, '"new"'), edit(start + 5, start + 5, ", b=1")]
    source = Source(PATH, before.encode())
    assert difference(before, splice(source, edits).decode(), *edits) == ""


def test_what_an_edit_touches_may_become_anything() -> None:
    assert difference("x = 1\n", "x = f(2)\n", edit(4, 5, "f(2)")) == ""
    assert difference("f(a, b=[1])\n", "f(a)\n", edit(3, 10, "")) == ""


SPOILT = {
    "another operator": ("x = 1\ny = a + b\n", "x = 2\ny = a < b\n", [edit(4, 5, "2")]),
    "another kind": ("x = 1\ny = a\n", "x = 2\ny = 5\n", [edit(4, 5, "2")]),
    "one less": ("x = 1\ny = 2\n", "x = 2\n", [edit(4, 5, "2")]),
    "moved": ("x = 1\ny = 2\n", "x = 2\n\ny = 2\n", [edit(4, 5, "2")]),
    "another kind in a block": (
        "if a:\n    x = 1\n    y = a\n",
        "if a:\n    x = 2\n    y = 5\n",
        [edit(14, 15, "2")],
    ),
    "one less in a block": ("if a:\n    x = 1\n    y = 2\n", "if a:\n    x = 2\n", [edit(14, 15, "2")]),
    "moved in a block": (
        "if a:\n    x = 1\n    y = 2\n",
        "if a:\n    x = 2\n\n    y = 2\n",
        [edit(14, 15, "2")],
    ),
    "deeper in a block": (
        "if a:\n    x = 1\n    y = 2\n",
        "if a:\n    x = 2\n    if b: y = 2\n",
        [edit(14, 15, "2")],
    ),
    "a text that is closed too early": ('f("a", b, "c")\n', 'f("", b, "c")\n', [edit(3, 4, '" + "')]),
}


@pytest.mark.parametrize(("before", "after", "edits"), SPOILT.values(), ids=SPOILT.keys())
def test_a_node_that_no_edit_touches_must_stay(before: str, after: str, edits: list[Edit]) -> None:
    reason = difference(before, after, *edits)
    assert reason.endswith("which no edit touches, would change")


def verdict(code: str, start: int, *, path: Path = PATH, cell: int | None = None) -> Verdict:
    return Verdict(code, Severity.ERROR, Confidence.HIGH, "", Place(path, Span(start, start + 3), cell))


MOVED: dict[object, Shifts] = {PATH: shifts(edit(2, 4, "WXYZ"))}


def test_a_finding_that_only_moved_is_not_new() -> None:
    assert unexpected([verdict("DS101", 8)], [verdict("DS101", 10)], MOVED) == []


@pytest.mark.parametrize(
    "new",
    [
        verdict("DS101", 8),
        verdict("DS102", 10),
        verdict("DS101", 10, cell=1),
        verdict("DS101", 10, path=Path("/project/other.py")),
    ],
)
def test_a_finding_that_was_not_there_is_new(new: Verdict) -> None:
    assert unexpected([verdict("DS101", 8)], [new], MOVED) == [new]


def test_in_a_text_that_is_written_anew_a_finding_is_known_by_what_it_says() -> None:
    anew: dict[object, Shifts] = {PATH: shifts(edit(4, 30, "x" * 60))}
    old, other = verdict("DS303", 10), verdict("DS101", 20)
    moved, inserted = verdict("DS303", 40), verdict("DS303", 50)
    assert unexpected([old, other], [moved], anew) == []
    assert unexpected([old, other], [moved, inserted], anew) == [inserted]
    assert unexpected([old, other], [moved], anew, [old]) == [moved], "that one was to be gone"
    assert unexpected([other], [moved], anew) == [moved]
    outside = verdict("DS303", 70)
    assert unexpected([old], [outside], anew) == [outside]
    assert unexpected([verdict("DS303", 2)], [moved], anew) == [moved]


def test_in_a_file_without_edits_nothing_moves() -> None:
    other = Path("/project/other.py")
    before = [verdict("DS101", 8, path=other)]
    assert unexpected(before, [verdict("DS101", 8, path=other)], MOVED) == []
    assert len(unexpected(before, [verdict("DS101", 10, path=other)], MOVED)) == 1


def test_a_finding_that_is_still_there_was_not_fixed() -> None:
    fixed = [verdict("DS101", 8), verdict("DS303", 20)]
    assert remaining(fixed, [verdict("DS101", 10)], MOVED) == fixed[:1]
    assert remaining(fixed, [verdict("DS101", 8)], MOVED) == []
    assert remaining(fixed, [], MOVED) == []


def test_a_finding_whose_own_text_was_replaced_is_found_at_its_start() -> None:
    assert remaining([verdict("DS101", 2)], [verdict("DS101", 2)], MOVED) == [verdict("DS101", 2)]


# What a rewrite makes of the requests, as they are lifted before and after it.

BEFORE = """\
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "x"}], seed=1)
"""

MEANINGS = {
    "nothing": (BEFORE, ""),
    "another name without its mode": (
        BEFORE.replace("deepseek-chat", "deepseek-v4-flash"), "it would name another model",
    ),
    "another endpoint": (BEFORE.replace("api.deepseek.com", "api.example1.com"), "it would go somewhere else"),
    "another value": (BEFORE.replace("seed=1", "seed=2"), "`seed` would be sent with another value"),
    "another type": (BEFORE.replace("seed=1", "seed=True"), "`seed` would be sent with another value"),
    "a field more": (BEFORE.replace("seed=1", "seed=1, n=2"), "`n` would be sent with another value"),
    "a field less": (BEFORE.replace(", seed=1", ""), "`seed` would be sent with another value"),
    "another message": (BEFORE.replace('"x"', '"y"'), "`messages` would be sent with another value"),
    "another mode": (
        BEFORE.replace("seed=1", 'seed=1, extra_body={"thinking": {"type": "enabled"}}'),
        "it would run in another thinking mode",
    ),
    "more ways": (BEFORE.replace("seed=1", "seed=1, **({} if x else {'n': 1})"), "it would be made in other ways"),
    "another interface": (BEFORE.replace("chat.completions", "completions"), "it would be made in other ways"),
    "another call": (BEFORE.replace("client.chat.completions.create", "ask"), "it would no longer be seen"),
    "one more request": (BEFORE + 'client.chat.completions.create(model="gpt")\n', "there would be other requests than before"),
}  # fmt: skip


def meaning(before: str, after: str, *intents: Intent, moved: dict[object, Shifts] | None = None) -> str:
    sighted = [lifted(text.encode()).sightings for text in (before, after)]
    target = catalog().default_target
    context = Context(catalog(), Targets(target, target))
    return changed_meaning([sighted[0]], [sighted[1]], moved or {}, Intended(intents), context)


@pytest.mark.parametrize(("after", "reason"), MEANINGS.values(), ids=MEANINGS.keys())
def test_a_rewrite_that_means_more_than_it_should(after: str, reason: str) -> None:
    told = meaning(BEFORE, after)
    assert told.endswith(reason) if reason else told == ""


def sent(code: str) -> Request:
    (request,) = lifted(code.encode()).sightings.requests
    return request


def test_what_is_intended_may_differ() -> None:
    request = sent(BEFORE)
    (variant,) = request.variants
    assert variant.model is not None
    rename = SetText(variant.model.place, "deepseek-v4-flash")
    say = SetThinking(request.place, ("disabled",))
    after = BEFORE.replace('"deepseek-chat"', '"deepseek-v4-flash"').replace(
        "seed=1", 'extra_body={"thinking": {"type": "disabled"}}'
    )
    assert meaning(BEFORE, after, rename, say, DropField(request.place, "seed")) == ""
    assert "`seed`" in meaning(BEFORE, after, rename, say)
    assert "thinking mode" in meaning(BEFORE, BEFORE.replace("deepseek-chat", "deepseek-v4-flash"), rename)


def test_a_wrong_toggle_may_be_put_right() -> None:
    wrong = BEFORE.replace("seed=1", 'extra_body={"enable_thinking": True}')
    right = BEFORE.replace("seed=1", 'extra_body={"thinking": {"type": "enabled"}}')
    say = SetThinking(sent(wrong).place, ("enabled",), ("enable_thinking",))
    assert meaning(wrong, right, say) == ""


def test_thinking_may_be_turned_off_where_that_is_meant() -> None:
    thinks = BEFORE.replace("deepseek-chat", "deepseek-v4-flash")
    spared = thinks.replace("seed=1", 'seed=1, extra_body={"thinking": {"type": "disabled"}}')
    place = sent(thinks).place
    assert meaning(thinks, spared, SetThinking(place, ("disabled",), changes=True)) == ""
    assert "thinking mode" in meaning(thinks, spared, SetThinking(place, ("disabled",)))


def test_what_a_library_sets_by_the_models_name_is_to_be_kept() -> None:
    before = 'from llama_index.llms.deepseek import DeepSeek\nllm = DeepSeek("deepseek-chat")\n'
    after = (
        'from llama_index.llms.deepseek import DeepSeek\nllm = DeepSeek("deepseek-v4-flash", additional_kwargs={'
        '"extra_body": {"thinking": {"type": "disabled"}}})\n'
    )
    request = sent(before)
    model = request.variants[0].model
    assert model is not None
    intents: list[Intent] = [
        SetText(model.place, "deepseek-v4-flash"),
        SetThinking(request.place, ("disabled",)),
    ]
    assert meaning(before, before) == ""
    assert "`is_function_calling_model`, which the library sets" in meaning(before, after, *intents)
    assert meaning(before, after, *intents, KeepImplied(request.place)) == ""


def test_an_instruction_may_be_added_to_a_message() -> None:
    literal = sent(BEFORE).place
    added = BEFORE.replace('"x"', '"x Answer in JSON."')
    assert meaning(BEFORE, added, AppendText(literal, " Answer in JSON.")) == ""
    assert "`messages`" in meaning(BEFORE, added)


def test_an_endpoint_may_be_put_right() -> None:
    place = sent(BEFORE).variants[0].endpoint.url.place
    after = BEFORE.replace("api.deepseek.com", "api.example1.com")
    assert meaning(BEFORE, after, SetText(place, "https://api.example1.com")) == ""


def test_a_request_is_found_again_where_it_moved_to() -> None:
    start = BEFORE.index("client =")
    moved: dict[object, Shifts] = {PATH: shifts(edit(start, start, "# new\n"))}
    after = BEFORE.replace("client =", "# new\nclient =")
    assert meaning(BEFORE, after, moved=moved) == ""
    assert meaning(BEFORE, after).endswith("it would no longer be seen")
