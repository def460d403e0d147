"""The text report: what a person reads, in a pipe and on terminals."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from dsmigrate.core.findings import Applicability, Confidence, Severity
from dsmigrate.core.outcome import Change, Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Targets
from dsmigrate.core.source import Place
from dsmigrate.reports import terminal, text
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.parts import shown_path
from dsmigrate.reports.summary import target_note
from tests.reports.samples import ROOT, finding, fix, outcome, place, settings, source

KEY = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"
UNSAFE, DISPLAY = Applicability.UNSAFE, Applicability.DISPLAY


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def rendered(
    result: Outcome, deed: Deed = Deed.NONE, stream: io.StringIO | None = None, **options: Any
) -> str:
    stream = stream or io.StringIO()
    text.render(result, settings(**options), terminal.console_for(stream), deed=deed, base=ROOT)
    return stream.getvalue()


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    return monkeypatch


def two_files() -> Outcome:
    """A rename in one file that two findings share, an unsafe and a suggested fix, and a finding without one."""
    config = source("app/config.py", 'MODEL = "deepseek-reasoner"\nOTHER = "deepseek-chat"\n')
    calls = source(
        "app/calls.py",
        "ask(\n    model=MODEL,\n    temperature=0.2,\n)\nask(model=OTHER)\nask(model=given)\n",
    )
    literal, call = (
        place(config, '"deepseek-reasoner"'),
        place(calls, calls.text[: calls.text.index("\nask")]),
    )
    together = fix(
        (literal, '"deepseek-v4-flash"'),
        (place(calls, "temperature=0.2"), "extra_body={...}"),
        message="write the new name, switch thinking on, drop `temperature`",
    )
    other = place(config, '"deepseek-chat"')
    return outcome(
        finding(
            place(calls, "temperature=0.2"),
            code="DS303",
            name="ignored-sampling-parameter",
            severity=Severity.WARNING,
            message="thinking mode ignores `temperature`",
            related=[(literal, "this model thinks")],
            fix=together,
        ),
        finding(
            place(calls, "given"),
            code="DS108",
            name="unknown-model",
            severity=Severity.INFO,
            message="the model is not known",
            not_fixed="it comes from outside the code",
        ),
        finding(
            literal,
            message="`deepseek-reasoner` is retired",
            related=[(call, "is sent from here")],
            fix=together,
        ),
        finding(
            other,
            confidence=Confidence.MEDIUM,
            fix=fix(
                (other, '"deepseek-v4-flash"'), applicability=UNSAFE, reasons=("ASK_MODEL can override it",)
            ),
        ),
        sources=[calls, config],
        hidden=2,
        problems=(
            Problem(ROOT / "app/old.py", "is not valid utf-8"),
            Problem(ROOT / "pipe", "is a named pipe", fatal=False),
        ),
    )


PIPED = """\
error[DS101] retired-model-id: `deepseek-reasoner` is retired
 --> app/config.py:1:9
  |
1 | MODEL = "deepseek-reasoner"
  |         ^^^^^^^^^^^^^^^^^^^
 ::: app/calls.py:1:1
  |
1 | ask(
  | ---- is sent from here
  |
  = fix: write the new name, switch thinking on, drop `temperature`
  = also changes: app/calls.py

warning[DS303] ignored-sampling-parameter: thinking mode ignores `temperature`
 --> app/calls.py:3:5
  |
3 |     temperature=0.2,
  |     ^^^^^^^^^^^^^^^
 ::: app/config.py:1:9
  |
1 | MODEL = "deepseek-reasoner"
  |         ------------------- this model thinks
  |
  = fix: together with DS101 at app/config.py:1:9

info[DS108] unknown-model: the model is not known
 --> app/calls.py:6:11
  |
6 | ask(model=given)
  |           ^^^^^
  |
  = not fixed: it comes from outside the code

error[DS101] retired-model-id: `deepseek-chat` is retired
 --> app/config.py:2:9
  |
2 | OTHER = "deepseek-chat"
  |         ^^^^^^^^^^^^^^^
  |
  = confidence: medium
  = unsafe fix: write the new name
  = unsafe because: ASK_MODEL can override it

skipped: app/old.py: is not valid utf-8
note: pipe: is a named pipe

4 findings in 2 files: 2 errors, 1 warning, 1 info.
  2 can be fixed: dsmigrate fix does it.
  1 held back, as the fix is not safe: --unsafe-fixes applies it all the same.
  1 to be settled by hand: dsmigrate rule CODE says how.
  2 more of low confidence: --min-confidence low shows them.
1 path could not be read, parsed or written, and may hold more.
  deepseek-v4-flash is DeepSeek's accepted alias of deepseek-flash since 2026-09-10; --target deepseek-flash writes that name.
"""


def test_in_a_pipe() -> None:
    assert rendered(two_files()) == PIPED


def test_findings_about_one_call_come_together_the_cause_first() -> None:
    calls = source(
        "app/calls.py", 'ask(\n    temperature=0.2,\n    model="deepseek-reasoner",\n)\nask(cap=1)\n'
    )
    start = calls.text.rindex("ask(")
    call, other = place(calls, "ask("), Place(calls.path, calls.span(start, start + 3))
    about = [(call, "this call sends it")]
    said = rendered(
        outcome(
            finding(place(calls, "temperature=0.2"), code="DS303", related=about),
            finding(place(calls, '"deepseek-reasoner"'), code="DS101", related=about),
            finding(place(calls, "cap=1"), code="DS307", related=[(other, "this call sends it")]),
            sources=[calls],
            calls=frozenset({call, other}),
        )
    )
    assert said.startswith("2 findings about the call at app/calls.py:1:1, the cause first:\nerror[DS101]")
    assert said.index("[DS101]") < said.index("[DS303]") < said.index("[DS307]")
    assert said.count("findings about the call") == 1


def test_a_terminal_adds_styles_and_wraps_prose(on_terminal: pytest.MonkeyPatch) -> None:
    shown = rendered(two_files(), stream=Terminal())
    assert "\x1b[1;31merror[" in shown
    assert "\x1b]8;" in shown
    on_terminal.setenv("NO_COLOR", "1")
    plain = rendered(two_files(), stream=Terminal())
    assert "\x1b" not in plain
    assert plain.replace("\n    ", " ").replace("\n      ", " ").split() == PIPED.split()
    prose = [line for line in plain.splitlines() if line[:1].isalpha() and "[DS" in line]
    assert max(map(len, prose)) <= 60


def test_only_what_guides_the_eye_is_styled(on_terminal: pytest.MonkeyPatch) -> None:
    app = source("a.py", "x = 1\n")
    shown = rendered(outcome(finding(place(app, "1"), message="plain"), sources=[app]), stream=Terminal())
    assert "\x1b[1m retired-model-id\x1b[0m: plain\n" in shown
    assert "\x1b[1;34m1 | \x1b[0mx = 1\n" in shown
    assert "\x1b[1;34m  | \x1b[0m    \x1b[1;31m^\x1b[0m\n" in shown
    assert "\x1b[1;34m --> \x1b[0ma.py:1:5\n" in shown


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_that_wants_no_colour_gets_no_escape(
    on_terminal: pytest.MonkeyPatch, name: str, value: str
) -> None:
    on_terminal.setenv(name, value)
    assert "\x1b" not in rendered(two_files(), stream=Terminal())


def test_a_pipe_gets_no_escape_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert rendered(two_files()) == PIPED


def test_paths_stay_whole_on_a_narrow_terminal(on_terminal: pytest.MonkeyPatch) -> None:
    on_terminal.setenv("COLUMNS", "20")
    on_terminal.setenv("NO_COLOR", "1")
    deep = source("a/rather/deeply/nested/package/with_a_long_name/calls.py", "x = 1\n")
    shown = rendered(outcome(finding(place(deep, "1")), sources=[deep]), stream=Terminal())
    assert " --> a/rather/deeply/nested/package/with_a_long_name/calls.py:1:5\n" in shown


def test_long_messages_are_one_line_in_a_pipe() -> None:
    app = source("a.py", "x = 1\n")
    message = " ".join(["a long message"] * 30)
    shown = rendered(outcome(finding(place(app, "1"), message=message), sources=[app]))
    assert shown.splitlines()[0] == f"error[DS101] retired-model-id: {message}"


def test_what_was_fixed_and_what_is_left() -> None:
    whole = two_files()
    fixed = tuple(one for one in whole.findings if one.fix and one.fix.applicability is Applicability.SAFE)
    rest = tuple(one for one in whole.findings if one not in fixed)
    changes = tuple(Change(path, b"a", b"b") for path in whole.sources)
    after = outcome(*rest, sources=list(whole.sources.values()), fixed=fixed, changes=changes)
    shown = rendered(after, Deed.WRITTEN)
    assert (
        "fixed app/config.py:1:9 DS101, DS303 write the new name, switch thinking on, drop `temperature`\n"
        in shown
    )
    assert "\nFixed 2 findings in 2 files.\n2 findings left in 2 files: 1 error, 1 info.\n" in shown
    assert "can be fixed" not in shown
    shown = rendered(after, Deed.SHOWN)
    assert "fixed app" not in shown
    assert "\nWould fix 2 findings in 2 files.\n" in shown


def test_everything_fixed() -> None:
    whole = two_files()
    done = outcome(
        fixed=whole.findings[:1],
        changes=(Change(ROOT / "a", b"a", b"b"),),
        sources=list(whole.sources.values()),
    )
    assert rendered(done, Deed.WRITTEN).splitlines()[2:] == [
        "Fixed 1 finding in 1 file.",
        f"  {target_note(settings())[0]}.",
        "  `git diff` shows what was written, `git restore a` takes it back.",
        "  next: run your tests.",
    ]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (outcome(files=0, candidates=0), "No files to check.\n"),
        (outcome(files=1, candidates=0), "No findings: 1 file searched, none names DeepSeek.\n"),
        (
            outcome(files=9, candidates=3),
            "No findings: 3 of 9 files name DeepSeek, and nothing there is outdated.\n",
        ),
        (
            outcome(files=9, candidates=1, hidden=1),
            "No findings: 1 of 9 files names DeepSeek, and nothing there is outdated.\n"
            "  1 more of low confidence: --min-confidence low shows them.\n",
        ),
        (
            outcome(problems=(Problem(ROOT / "a.py", "is gone"),)),
            "skipped: a.py: is gone\n\nNo findings in what could be read.\n"
            "1 path could not be read, parsed or written, and may hold more.\n",
        ),
    ],
)
def test_no_findings(result: Outcome, expected: str) -> None:
    assert rendered(result) == expected


def test_options_change_what_the_summary_offers() -> None:
    shown = rendered(two_files(), unsafe_fixes=True, min_confidence=Confidence.HIGH)
    assert "  3 can be fixed: dsmigrate fix --unsafe-fixes does it.\n" in shown
    assert "held back" not in shown
    assert "  2 more of low or medium confidence: --min-confidence low shows them.\n" in shown


def test_a_suggestion_says_why_it_is_never_applied() -> None:
    app = source("a.py", "x = 1\n")
    where = place(app, "1")
    suggestion = fix(
        (where, "2"), applicability=DISPLAY, message="say it", reasons=("also serves another vendor",)
    )
    shown = rendered(outcome(finding(where, fix=suggestion), sources=[app]))
    assert "\n  = suggestion: say it\n  = never applied: also serves another vendor\n" in shown
    assert "\n  1 to be settled by hand: dsmigrate rule CODE says how.\n" in shown


def test_many_related_places_are_listed() -> None:
    app = source("a.py", "".join(f"call{number}()\n" for number in range(14)))
    related = [(place(app, f"call{number}("), "calls it") for number in range(1, 14)]
    shown = rendered(outcome(finding(place(app, "call0"), related=related), sources=[app]))
    assert shown.count("calls it") == 4
    assert "  = also: a.py:6:1, a.py:7:1, a.py:8:1, a.py:9:1, a.py:10:1, a.py:11:1 and 3 more\n" in shown


def test_gutters_fit_the_widest_row_number_of_a_finding() -> None:
    app, other = source("a.py", "x = 1\n"), source("b.py", "\n" * 120 + "y = 2\n")
    shown = rendered(
        outcome(finding(place(app, "1"), related=[(place(other, "2"), "here")]), sources=[app, other])
    )
    assert "   --> a.py:1:5\n    |\n  1 | x = 1\n" in shown
    assert "\n121 | y = 2\n" in shown


def test_keys_are_masked_wherever_they_stand() -> None:
    app = source("a.py", f'client = OpenAI(\n    api_key="{KEY}", model="deepseek-chat",\n)\n')
    where = place(app, '"deepseek-chat"')
    repair = fix((where, "x"), message=f"next to {KEY}", applicability=UNSAFE, reasons=(f"{KEY} is here",))
    result = outcome(
        finding(where, message=f"see {KEY}", related=[(place(app, KEY), f"the key {KEY}")], fix=repair),
        finding(place(app, "OpenAI"), not_fixed=f"uses {KEY}"),
        sources=[app],
        problems=(Problem(ROOT / "b.py", f"holds {KEY}"),),
    )
    shown = rendered(result)
    assert KEY[5:] not in shown
    row = next(line for line in shown.splitlines() if "deepseek-chat" in line and "|" in line)
    under = shown.splitlines()[shown.splitlines().index(row) + 1]
    assert under.index("^") == row.index('"deepseek-chat"')


def test_control_characters_never_reach_the_terminal() -> None:
    app = source("a\x1b[2Jb.py", "x = '\x1b[2J\x9b'\n")
    where = place(app, "x")
    result = outcome(
        finding(where, message="bell \x07", related=[(where, "tab \x0b")], not_fixed="null \0"),
        sources=[app],
        problems=(Problem(ROOT / "c\rd.py", "because\x08"),),
    )
    assert all(char == "\n" or char.isprintable() for char in rendered(result))


def test_a_place_without_its_source_is_still_named() -> None:
    lost = finding(Place(ROOT / "gone.py", source("gone.py", "x").span(0, 1)))
    assert "\n --> gone.py\n  |\n" in rendered(outcome(lost))


def test_cells_are_named() -> None:
    app = source("a.ipynb", "x = 1\n")
    where = Place(app.path, app.span(0, 1), 3)
    assert " --> a.ipynb:cell 3:1:1\n" in rendered(outcome(finding(where), sources=[app]))


@pytest.mark.parametrize(
    ("path", "base", "expected"),
    [
        ("/srv/shop/a.py", "/srv/shop", "a.py"),
        ("/srv/shop/a.py", "/", "srv/shop/a.py"),
        ("/srv/shopping/a.py", "/srv/shop", "/srv/shopping/a.py"),
        ("/srv/shop", "/srv/shop", "."),
    ],
)
def test_paths_are_shown_from_where_the_person_is(path: str, base: str, expected: str) -> None:
    assert shown_path(Path(path), Path(base)) == expected


def test_a_current_target_needs_no_note() -> None:
    assert target_note(settings(targets=Targets("deepseek-flash", "deepseek-flash"))) == []


def test_problems_alone() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80)
    text.render_problems(two_files(), console, base=ROOT)
    assert stream.getvalue() == "skipped: app/old.py: is not valid utf-8\nnote: pipe: is a named pipe\n"
