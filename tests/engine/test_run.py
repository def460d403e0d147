"""A run over real files: what is fixed, withheld, held back or left, in rounds, on disk and in memory."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Applicability, Confidence, Finding
from dsmigrate.core.outcome import Change, Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.core.splice import splice
from dsmigrate.engine import processes, run, worker, workers, write
from dsmigrate.engine.look import look
from dsmigrate.engine.run import check, fix

HEAD = """\
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
"""
CALL = 'client.chat.completions.create(model="deepseek-chat", messages=history)\n'
FIXED = """\
client.chat.completions.create(
    model="deepseek-v4-flash",
    messages=history,
    extra_body={"thinking": {"type": "disabled"}},
)
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Makes a project of the given files, contents by name; gives its folder back."""

    def make(**files: str | bytes) -> Path:
        (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path = path if path.suffix else path.with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content if isinstance(content, bytes) else dedent(content).encode()
            path.write_bytes(data)
        return tmp_path

    return make


def settings(*paths: Path, **more: Any) -> Settings:
    target = catalog().default_target
    return Settings(paths, Targets(target, target), **more)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.code} {finding.place.path.name}" for finding in findings]


def test_a_check_reports_and_writes_nothing(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + CALL)
    outcome = check(settings(root))
    assert codes(outcome.findings) == ["DS101 app.py"]
    (finding,) = outcome.findings
    assert finding.fix is not None
    assert finding.fix.applicability is Applicability.SAFE
    assert (finding.not_fixed, finding.name) == (None, "retired-model-id")
    assert (outcome.root, outcome.files, outcome.candidates) == (root, 2, 1)
    assert (outcome.changes, outcome.fixed, outcome.problems) == ((), (), ())
    assert (root / "app.py").read_text() == HEAD + CALL
    assert {"lift", "judge", "plan", "verify"} <= set(outcome.stages)


def test_a_fix_is_written_and_a_second_run_changes_nothing(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + CALL)
    outcome = fix(settings(root), write=True)
    assert (root / "app.py").read_text() == HEAD + FIXED
    assert codes(outcome.fixed) == ["DS101 app.py"]
    assert outcome.findings == ()
    assert outcome.changes == (Change(root / "app.py", (HEAD + CALL).encode(), (HEAD + FIXED).encode()),)
    again = fix(settings(root), write=True)
    assert (again.fixed, again.changes, again.findings) == ((), (), ())


def test_without_writing_the_same_is_worked_out_only(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + CALL)
    outcome = fix(settings(root), write=False)
    assert outcome.changes[0].after == (HEAD + FIXED).encode()
    assert (root / "app.py").read_text() == HEAD + CALL
    path = root / "app.py"
    assert outcome.old_sources[path].data == (HEAD + CALL).encode()
    assert outcome.sources[path].data == (HEAD + FIXED).encode()


def test_what_was_fixed_is_shown_where_it_stood(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + CALL * 3)
    outcome = fix(settings(root), write=False)
    places = [finding.place for finding in outcome.fixed]
    old = outcome.old_sources[root / "app.py"]
    assert [old.slice(place.span) for place in places] == ['"deepseek-chat"'] * 3
    assert [old.position(place.span.start).row for place in places] == [3, 4, 5]
    for finding in outcome.fixed:
        related = [old.slice(each.place.span) for each in finding.related]
        assert related == ["client.chat.completions.create"]


LEFT_ALONE = {
    "another vendor": 'from openai import OpenAI\nOpenAI().chat.completions.create(model="deepseek-chat")\n',
    "current": HEAD + 'client.chat.completions.create(model="deepseek-v4-flash")\n',
    "an unknown endpoint": 'def f(c):\n    c.chat.completions.create(model="deepseek-chat")\n',
    "a table": 'MENU = ["deepseek-chat", "gpt-4o"]\n',
    "a comment": HEAD + "# deepseek-chat\n",
    "a test on it": HEAD + 'def f(m):\n    return m == "deepseek-chat"\n',
}


@pytest.mark.parametrize("code", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_what_is_left_alone(project: Callable[..., Path], code: str) -> None:
    root = project(app=code)
    outcome = fix(settings(root, unsafe_fixes=True), write=True)
    assert (outcome.changes, outcome.fixed) == ((), ())
    assert (root / "app.py").read_text() == code


UNSAFE = (
    HEAD + 'import os\nclient.chat.completions.create(model=os.getenv("M", "deepseek-chat"), messages=[])\n'
)


def test_an_unsafe_fix_waits_to_be_asked_for(project: Callable[..., Path]) -> None:
    root = project(app=UNSAFE)
    outcome = fix(settings(root), write=True)
    assert outcome.changes == ()
    (finding,) = (finding for finding in outcome.findings if finding.code == "DS101")
    assert finding.fix is not None
    assert finding.fix.applicability is Applicability.UNSAFE
    assert finding.not_fixed is None
    assert any("environment variable M" in reason for reason in finding.fix.reasons)
    outcome = fix(settings(root, unsafe_fixes=True), write=True)
    assert "DS101" in [finding.code for finding in outcome.fixed]
    assert '"deepseek-v4-flash")' in (root / "app.py").read_text()


def test_what_is_only_shown_is_never_applied(project: Callable[..., Path]) -> None:
    root = project(
        settings="MODEL = 'deepseek-chat'\n" + HEAD + "client.chat.completions.create(model=MODEL)\n",
        other_dot_ipynb='{"cells": [{"cell_type": "code", "source": ["from settings import MODEL\\n"]}]}',
    )
    outcome = fix(settings(root, unsafe_fixes=True), write=True)
    assert outcome.changes == ()
    (finding,) = outcome.findings
    assert finding.fix is not None
    assert finding.fix.applicability is Applicability.DISPLAY
    assert finding.not_fixed is None
    assert any("other.ipynb" in reason for reason in finding.fix.reasons)


def test_a_unit_is_fixed_whole_or_not_at_all(project: Callable[..., Path]) -> None:
    root = project(
        app=HEAD
        + 'MODEL = "deepseek-chat"\n'
        + "client.chat.completions.create(model=MODEL, messages=[])\n"
        + "client.chat.completions.create(model=MODEL, messages=[], **unknown)\n"
    )
    outcome = fix(settings(root, unsafe_fixes=True), write=True)
    assert (outcome.changes, len(outcome.findings)) == ((), 1)
    assert outcome.findings[0].fix is None
    assert "its arguments are not all known" in (outcome.findings[0].not_fixed or "")


def test_findings_come_in_order_and_low_confidence_is_counted(project: Callable[..., Path]) -> None:
    root = project(b=HEAD + CALL + CALL, a=HEAD + CALL, c='def f(c):\n    c.send(model="deepseek-chat")\n')
    outcome = check(settings(root))
    assert codes(outcome.findings) == ["DS101 a.py", "DS101 b.py", "DS101 b.py"]
    assert outcome.hidden == 1
    everything = check(settings(root, min_confidence=Confidence.LOW))
    assert codes(everything.findings)[-1] == "DS101 c.py"
    assert everything.hidden == 0


def test_only_the_selected_rules_are_run(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + "# deepseek-chat\n" + CALL)
    assert codes(check(settings(root, select=("DS107",))).findings) == ["DS107 app.py"]
    assert codes(check(settings(root, ignore=("DS1",))).findings) == []


def test_a_file_of_another_language_is_reported_and_left(project: Callable[..., Path]) -> None:
    root = project(deploy_dot_sh="export MODEL=deepseek-chat\n")
    outcome = fix(settings(root), write=True)
    assert codes(outcome.findings) == ["DS109 deploy.sh"]
    assert outcome.changes == ()
    assert (root / "deploy.sh").read_text() == "export MODEL=deepseek-chat\n"


PROBLEMS = {
    "a syntax error": (b'x = "deepseek-chat"\ndef (:\n', "cannot be parsed: row 2"),
    "not UTF-8": (b'x = "deepseek-chat \xff"\n', "is not valid utf-8"),
    "an unknown encoding": (b'# coding: klingon\nx = "deepseek-chat"\n', "klingon"),
}


@pytest.mark.parametrize(("data", "reason"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_file_that_cannot_be_read_never_passes_unmentioned(
    project: Callable[..., Path], data: bytes, reason: str
) -> None:
    root = project(bad=data, good=HEAD + CALL)
    outcome = fix(settings(root), write=True)
    (problem,) = outcome.problems
    assert problem.path == root / "bad.py"
    assert reason in problem.reason
    assert outcome.incomplete
    assert (root / "good.py").read_text() == HEAD + FIXED
    assert (root / "bad.py").read_bytes() == data


def test_a_path_that_is_not_there_is_a_problem(project: Callable[..., Path]) -> None:
    root = project(app=HEAD + CALL)
    outcome = check(settings(root, root / "gone.py"))
    assert [problem.path.name for problem in outcome.problems] == ["gone.py"]
    assert len(outcome.findings) == 1


def test_bytes_that_no_edit_touches_stay(project: Callable[..., Path]) -> None:
    before = b"# \xe9 coding: latin-1\r\n" + (HEAD + CALL).replace("\n", "\r\n").encode() + b"x = '\xe9'\r"
    root = project(app=before)
    fix(settings(root), write=True)
    after = (root / "app.py").read_bytes()
    assert after.startswith(b"# \xe9 coding: latin-1\r\nfrom openai")
    assert after.endswith(b"x = '\xe9'\r")
    assert FIXED.replace("\n", "\r\n").encode() in after


def test_progress_is_told_file_by_file(project: Callable[..., Path]) -> None:
    root = project(a=HEAD + CALL, b=HEAD + CALL, c_dot_sh="deepseek-chat\n")
    told: list[tuple[str, int, int]] = []
    check(settings(root), lambda stage, done, total: told.append((stage, done, total)))
    assert told == [("reading", 2, 3), ("reading", 3, 3)]


def test_a_first_look_is_not_taken_twice(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(app=HEAD + CALL)
    looked = look([root], (), False)
    monkeypatch.setattr(run, "look", None)
    assert len(check(settings(root), looked=looked).findings) == 1
    assert len(fix(settings(root), write=True, looked=looked).fixed) == 1


def test_many_files_are_lifted_by_several_processes(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(a=HEAD + CALL, b="x = 'deepseek-chat'\ndef (:\n", c=HEAD + CALL)
    alone = check(settings(root))
    monkeypatch.setattr(processes, "WORTH_A_POOL", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    called: list[bool] = []
    together = check(settings(root), meanwhile=lambda: called.append(True))
    assert called == [True]
    assert together.findings == alone.findings
    assert together.problems == alone.problems


def test_a_file_that_breaks_the_parser_stops_no_run(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(a=HEAD + CALL, b="import os  # deepseek\n" + HEAD + CALL, c=HEAD + CALL)
    lift = worker.Worker.lift

    def break_down(self: worker.Worker, bundle: worker.Bundle, unsure: bool) -> list[worker.Lifted]:
        if b"import os" in bundle.files[0][1]:
            os._exit(11)
        return lift(self, bundle, unsure)

    monkeypatch.setattr(processes, "WORTH_A_POOL", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(worker.Worker, "lift", break_down)
    outcome = check(settings(root))
    assert [finding.place.path.name for finding in outcome.findings] == ["a.py", "c.py"]
    assert outcome.problems == (Problem(root / "b.py", workers.DIED),)


# What a fix is withheld for. A stand-in refutes those that are named, as a check or a bug might.


class Doubt:
    """Refutes every rewrite that touches a line with one of `words`."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked = 0

    def __call__(self, before: Any, after: Any, shifts: Any) -> str:
        self.asked += 1
        lines = before.source.data.splitlines(keepends=True)
        for edit in shifts.edits:
            at = before.source.data[: edit.place.span.start].count(b"\n")
            if any(word.encode() in lines[at] for word in self.words):
                return "it is doubted"
        return ""


def calls(count: int) -> str:
    return HEAD + "".join(
        f'r{number} = client.chat.completions.create(model="deepseek-chat", messages=[])\n'
        for number in range(count)
    )


def fixed_names(path: Path) -> list[str]:
    """The names that a request with the new model is assigned to."""
    module = ast.parse(path.read_text())
    return [
        ast.unparse(node.targets[0])
        for node in module.body
        if isinstance(node, ast.Assign) and "deepseek-v4-flash" in ast.unparse(node.value)
    ]


@pytest.mark.parametrize("doubted", [(0,), (2,), (4,), (0, 1, 2), (1, 3), (0, 1, 2, 3, 4)])
def test_a_fix_that_is_refuted_is_withheld_and_the_others_are_made(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, doubted: tuple[int, ...]
) -> None:
    root = project(app=calls(5))
    monkeypatch.setattr(worker, "differs_elsewhere", Doubt(*(f"r{number} =" for number in doubted)))
    outcome = fix(settings(root), write=True)
    assert fixed_names(root / "app.py") == [f"r{number}" for number in range(5) if number not in doubted]
    assert len(outcome.findings) == len(doubted)
    for finding in outcome.findings:
        assert finding.fix is None
        assert finding.not_fixed == "the fix was withheld: it is doubted"


@pytest.mark.parametrize("doubted", [0, 11])
def test_one_refuted_fix_does_not_hold_up_many(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, doubted: int
) -> None:
    root = project(app=calls(12))
    monkeypatch.setattr(worker, "differs_elsewhere", Doubt(f"r{doubted} ="))
    outcome = fix(settings(root), write=True)
    assert len(fixed_names(root / "app.py")) == 11
    assert len(outcome.findings) == 1


def test_a_check_promises_no_fix_that_would_be_withheld(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(app=calls(3))
    monkeypatch.setattr(worker, "differs_elsewhere", Doubt("r1 ="))
    outcome = check(settings(root))
    assert [finding.fix is None for finding in outcome.findings] == [False, True, False]
    assert outcome.findings[1].not_fixed == "the fix was withheld: it is doubted"


REFUTED: dict[str, tuple[str, Any, str]] = {
    "it changes what is sent": (
        "changed_meaning",
        lambda *a: "it would go elsewhere",
        "it would go elsewhere",
    ),
    "the finding stays": (
        "remaining",
        lambda fixed, after, shifts: list(fixed),
        "DS101 would still be reported",
    ),
    "a finding comes": (
        "unexpected",
        lambda before, after, shifts, fixed: list(before),
        "DS101 would be reported then: `deepseek-chat`",
    ),
}


@pytest.mark.parametrize(("step", "stand_in", "reason"), REFUTED.values(), ids=REFUTED.keys())
def test_every_step_of_the_proof_can_refute(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, step: str, stand_in: Any, reason: str
) -> None:
    root = project(app=HEAD + CALL)
    monkeypatch.setattr(run, step, stand_in)
    outcome = fix(settings(root), write=True)
    assert (root / "app.py").read_text() == HEAD + CALL
    (finding,) = outcome.findings
    assert finding.fix is None
    assert finding.not_fixed is not None
    assert finding.not_fixed.startswith(f"the fix was withheld: {reason}")


def test_a_result_that_cannot_be_parsed_is_withheld(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(app=HEAD + CALL)
    monkeypatch.setattr(worker, "splice", lambda source, edits: splice(source, edits) + b"def (:\n")
    outcome = fix(settings(root), write=True)
    assert (root / "app.py").read_text() == HEAD + CALL
    (finding,) = outcome.findings
    assert finding.not_fixed is not None
    assert "the result could not be read: cannot be parsed" in finding.not_fixed


def test_a_character_that_the_file_cannot_hold_is_no_fix(project: Callable[..., Path]) -> None:
    root = project(app="# coding: ascii\n" + HEAD + CALL)
    target = "deepseek-v4-fläsh"
    outcome = fix(Settings((root,), Targets(target, target)), write=True)
    assert outcome.changes == ()
    assert "does not have" in (outcome.findings[0].not_fixed or "")


# Conflicts


def test_fixes_that_stand_in_each_others_way_come_one_after_the_other(project: Callable[..., Path]) -> None:
    root = project(
        app=HEAD
        + 'client.chat.completions.create(model="deepseek-reasoner", messages=[], temperature=1, extra_body={"a": 1})\n'
    )
    outcome = fix(settings(root), write=True)
    assert sorted({finding.code for finding in outcome.fixed}) == ["DS101", "DS303"]
    after = (root / "app.py").read_text()
    assert "temperature" not in after
    assert '"a": 1' in after
    assert fix(settings(root), write=True).changes == ()


def test_two_rules_on_one_request_are_settled_together(project: Callable[..., Path]) -> None:
    root = project(
        app=HEAD + 'client.chat.completions.create(model="deepseek-chat", messages=[], thinking=False)\n'
    )
    outcome = fix(settings(root, unsafe_fixes=True), write=True)
    after = (root / "app.py").read_text()
    assert "thinking=False" not in after
    assert after.count('{"thinking": {"type": "disabled"}}') == 1
    assert outcome.findings == ()


# On disk


def test_a_run_that_died_is_settled_first(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(app=HEAD + CALL)
    monkeypatch.setattr(write, "recover", lambda at: [Problem(at, "was settled", fatal=False)])
    outcome = fix(settings(root), write=True)
    assert [(problem.path, problem.reason) for problem in outcome.problems] == [(root, "was settled")]


@pytest.mark.parametrize("writes", [True, False])
def test_a_run_that_died_is_mentioned_where_nothing_is_written(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, writes: bool
) -> None:
    root = project(app=HEAD + CALL)
    monkeypatch.setattr(write, "interrupted", lambda at: Problem(at, "was interrupted"))
    outcome = fix(settings(root), write=False) if writes else check(settings(root))
    assert [problem.reason for problem in outcome.problems] == ["was interrupted"]


def not_written(path: Path) -> Callable[..., None]:
    """Writes everything but what holds `path`."""
    real = write.write_all

    def stand_in(changes: list[Change], root: Path) -> None:
        if any(change.path == path for change in changes):
            raise write.NotWritten(path, "the disk is full")
        real(changes, root)

    return stand_in


def failing_write(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Outcome]:
    root = project(a=HEAD + CALL, b=HEAD + CALL)
    monkeypatch.setattr(write, "write_all", not_written(root / "a.py"))
    return root, fix(settings(root), write=True)


def test_a_file_that_cannot_be_written_is_a_problem_and_the_others_are(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, outcome = failing_write(project, monkeypatch)
    assert [(problem.path, problem.reason) for problem in outcome.problems] == [
        (root / "a.py", "the disk is full")
    ]
    assert (root / "a.py").read_text() == HEAD + CALL
    assert (root / "b.py").read_text() == HEAD + FIXED
    assert codes(outcome.fixed) == ["DS101 b.py"]
    assert [change.path.name for change in outcome.changes] == ["b.py"]


def test_what_could_not_be_written_is_still_reported(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, outcome = failing_write(project, monkeypatch)
    assert codes(outcome.findings) == ["DS101 a.py"]


def test_a_file_that_changed_since_it_was_read_is_not_touched(
    project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(app=HEAD + CALL)

    def meanwhile(*arguments: Any) -> Any:
        (root / "app.py").write_text("x = 1\n")
        return run_checks(*arguments)

    monkeypatch.setattr(run, "run_checks", meanwhile)
    outcome = fix(settings(root), write=True)
    assert (root / "app.py").read_text() == "x = 1\n"
    assert [problem.path.name for problem in outcome.problems] == ["app.py"]
    assert outcome.fixed == ()


def test_two_projects_at_once(project: Callable[..., Path], tmp_path: Path) -> None:
    project(one__app=HEAD + CALL, two__app=HEAD + CALL)
    for name in ("one", "two"):
        (tmp_path / name / "setup.py").write_text("")
        (tmp_path / name / "__init__.py").write_text("")
    outcome = fix(settings(tmp_path / "one", tmp_path / "two"), write=True)
    assert len(outcome.fixed) == 2
    assert (tmp_path / "two" / "app.py").read_text() == HEAD + FIXED
