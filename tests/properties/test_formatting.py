"""However a request is formatted, and whatever stands around it: `fix` changes the model and the toggle, nothing else."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest
from hypothesis import given

from dsmigrate.core.outcome import Outcome

from .programs import BODY, MODES, SDK, Program, Seed, programs
from .running import TARGET, quietly, run

TOGGLES = {
    SDK.key: r"""extra_body=\{["']thinking["']: \{["']type["']: ["'](?P<mode>\w+)["']\}\}""",
    BODY.key: r"""["']thinking["']: \{["']type["']: ["'](?P<mode>\w+)["']\}""",
}


def is_request(node: ast.AST, seed: Seed) -> bool:
    """Whether a node is what holds the request's model: the call, or the dict that it sends."""
    if isinstance(node, ast.Call) and seed is SDK:
        return any(keyword.arg == "model" for keyword in node.keywords) and ast.unparse(node.func).endswith(
            "create"
        )
    return (
        isinstance(node, ast.Dict)
        and seed is BODY
        and len(node.keys) > 0
        and "model" in _keys(node)
        and (_keys(node)["model"] in MODES)
    )


def _keys(node: ast.Dict) -> dict[object, object]:
    return {
        key.value: value.value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    }


def migrated(program: Program, *, without: str = "") -> str:
    """The syntax tree that the program must have afterwards: its own, but for the model, the toggle and `without`."""
    tree = ast.parse(program.data)
    (request,) = (node for node in ast.walk(tree) if is_request(node, program.seed))
    toggle = ast.parse(repr({"thinking": {"type": MODES[program.model]}}), mode="eval").body
    if isinstance(request, ast.Call):
        request.keywords = [keyword for keyword in request.keywords if keyword.arg != without]
        for keyword in request.keywords:
            if keyword.arg == "model":
                keyword.value = ast.Constant(TARGET)
        request.keywords.append(ast.keyword("extra_body", toggle))
    else:
        assert isinstance(request, ast.Dict)
        assert isinstance(toggle, ast.Dict)
        pairs = [
            (key, ast.Constant(TARGET) if isinstance(key, ast.Constant) and key.value == "model" else value)
            for key, value in zip(request.keys, request.values, strict=True)
            if not (isinstance(key, ast.Constant) and key.value == without)
        ]
        request.keys = [key for key, _ in pairs] + toggle.keys
        request.values = [value for _, value in pairs] + toggle.values
    return dump(tree)


def dump(tree: ast.AST) -> str:
    # The prefix of a string (u, r) is no part of what it means.
    return re.sub(r", kind='u'", "", ast.dump(tree))


def comments_in(text: str) -> list[str]:
    """The comments of a program, in order."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    return [
        token.string for token in tokenize.generate_tokens(lines.readline) if token.type == tokenize.COMMENT
    ]


def assert_inserted(before: str, after: str, program: Program) -> None:
    """Asserts that the inside of the brackets is as before, but for the model's name and one toggle with its comma."""
    before = (
        before.replace(program.model, TARGET, 1)
        if before.count(program.model) == 1
        else _renamed(before, program)
    )
    (found,) = re.finditer(TOGGLES[program.seed.key], after)
    assert found["mode"] == MODES[program.model]
    left, right = after[: found.start()], after[found.end() :]
    if not re.search("[\r\n]", before) and re.search("[\r\n]", after):
        # Opened up, as its line grew too long: there were no comments in it, so the tokens tell the rest.
        assert "".join(before.split()).rstrip(",") == "".join((left + right).split()).rstrip(",")
        return
    start = left.rstrip()
    if not before.startswith(start):
        cut = start.rindex(",", 0, _divergence(before, start) + 1)
        rest = start[cut + 1 :]
        start = start[:cut]
        assert before.startswith(start + rest), "more than a comma was put in"
        start += rest
    tails = [tail for tail in (right, right.removeprefix(",")) if before.endswith(tail)]
    assert tails, "the rest of the brackets changed"
    assert len(start) + len(tails[0]) >= len(before.rstrip()), "something went missing"


def _renamed(text: str, program: Program) -> str:
    """The text with the one literal renamed that is not in a comment."""
    literal = re.compile(rf"(?P<comment>#[^\r\n]*)|(?P<id>(?<=[\"']){program.model}(?=[\"']))")
    return literal.sub(lambda match: match[0] if match["comment"] else TARGET, text)


def _divergence(first: str, second: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )


# What has to be gone. Other rules may find what was there before: a cap that is small, a field without effect.
FIXED = ("DS1", "DS2", "DS302", "DS303")


def assert_migrated(program: Program, outcome: Outcome, after: bytes) -> str | None:
    """Asserts what holds for every migrated program; gives back what stands between the brackets now.

    None where the brackets around these were opened up as well, because all of it stood in one line.
    """
    assert not outcome.problems
    assert not [
        (finding.code, finding.not_fixed) for finding in outcome.findings if finding.code.startswith(FIXED)
    ]
    assert after.startswith(program.bom)
    text = after[len(program.bom) :].decode(program.encoding)
    head, inside, tail = program.parts
    if text.startswith(head) and text.endswith(tail):
        return text[len(head) : len(text) - len(tail)]
    assert not re.search("[\r\n]", inside), "something around a request of several lines changed"
    assert squeezed(text).startswith(squeezed(head)), "something in front of the request changed"
    assert squeezed(text).endswith(squeezed(tail)), "something behind the request changed"
    return None


def squeezed(text: str) -> str:
    """The text without blanks, line ends and the commas that may stand at the end of a list."""
    return re.sub(r",(?=[)\]}])", "", "".join(text.split()))


@pytest.mark.parametrize("seed", [SDK, BODY], ids=["sdk", "body"])
def test_nothing_but_the_model_and_the_toggle_changes(seed: Seed, project: Path) -> None:
    @quietly
    @given(programs(seed))
    def holds(program: Program) -> None:
        wanted = migrated(program)
        outcome, after = run(project, program.data)
        inside = assert_migrated(program, outcome, after)
        if inside is not None:
            assert_inserted(program.parts[1], inside, program)
        assert dump(ast.parse(after)) == wanted
        text = after[len(program.bom) :].decode(program.encoding)
        assert comments_in(text) == comments_in(program.text)
        assert run(project, after)[1] == after, "a second run changes something"

    holds()


@pytest.mark.parametrize("seed", [SDK, BODY], ids=["sdk", "body"])
def test_a_parameter_that_thinking_ignores_goes_and_nothing_else(seed: Seed, project: Path) -> None:
    extra = "temperature = .5" if seed is SDK else "'temperature': .5"

    @quietly
    @given(programs(seed, models=["deepseek-reasoner"], extra=extra))
    def holds(program: Program) -> None:
        wanted = migrated(program, without="temperature")
        outcome, after = run(project, program.data)
        inside = assert_migrated(program, outcome, after)
        assert "temperature" not in (after.decode(program.encoding) if inside is None else inside)
        assert dump(ast.parse(after)) == wanted
        assert run(project, after)[1] == after, "a second run changes something"

    holds()


@pytest.mark.parametrize("seed", [SDK, BODY], ids=["sdk", "body"])
def test_requests_to_others_are_never_touched(seed: Seed, project: Path) -> None:
    @quietly
    @given(programs(seed))
    def holds(program: Program) -> None:
        elsewhere = program.data.replace(b"https://api.deepseek.com", b"https://api.cometapi.com/v1")
        outcome, after = run(project, elsewhere)
        assert after == elsewhere
        assert not outcome.fixed
        assert not outcome.changes
        assert not outcome.problems

    holds()
