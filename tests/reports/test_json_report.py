"""The JSON report, against the shape that the contract gives."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.core.findings import Applicability, Confidence, Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.source import Place, Source
from dsmigrate.reports.json_report import KEY_IN_FIX, render
from tests.reports.samples import ROOT, finding, fix, outcome, place, source

KEY = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"


def rendered(result: Outcome) -> Any:
    stream = io.StringIO()
    render(result, stream)
    text = stream.getvalue()
    assert text.isascii()
    assert text.endswith("\n")
    return json.loads(text)


def test_nothing_is_an_empty_list() -> None:
    assert rendered(outcome()) == []


def test_the_whole_shape() -> None:
    app = source("app.py", 'import x\n\n\ncall(model="deepseek-chat")\n')
    calls = source("calls.py", "one()\ntwo()\n")
    literal = place(app, '"deepseek-chat"')
    repair = fix(
        (literal, '"deepseek-v4-flash"'),
        (place(calls, ")", 1), "extra_body={})"),
        (place(calls, ")", 0), "extra_body={})"),
        message="rename and turn thinking off",
    )
    result = outcome(
        finding(literal, fix=repair, related=[(place(calls, "two()"), "is sent from here")]),
        sources=[app, calls],
    )
    assert rendered(result) == [
        {
            "code": "DS101",
            "name": "retired-model-id",
            "severity": "error",
            "confidence": "high",
            "message": "`deepseek-chat` is retired",
            "filename": "/srv/shop/app.py",
            "cell": None,
            "location": {"row": 4, "column": 12},
            "end_location": {"row": 4, "column": 27},
            "url": "https://example.org/rules/DS101",
            "related": [
                {
                    "filename": "/srv/shop/calls.py",
                    "location": {"row": 2, "column": 1},
                    "end_location": {"row": 2, "column": 6},
                    "message": "is sent from here",
                }
            ],
            "fix": {
                "applicability": "safe",
                "message": "rename and turn thinking off",
                "edits": [
                    {
                        "content": '"deepseek-v4-flash"',
                        "cell": None,
                        "location": {"row": 4, "column": 12},
                        "end_location": {"row": 4, "column": 27},
                    }
                ],
                "other_files": [
                    {
                        "filename": "/srv/shop/calls.py",
                        "edits": [
                            {
                                "content": "extra_body={})",
                                "cell": None,
                                "location": {"row": 1, "column": 5},
                                "end_location": {"row": 1, "column": 6},
                            },
                            {
                                "content": "extra_body={})",
                                "cell": None,
                                "location": {"row": 2, "column": 5},
                                "end_location": {"row": 2, "column": 6},
                            },
                        ],
                    }
                ],
            },
            "not_fixed": None,
        }
    ]


@pytest.mark.parametrize(
    ("applicability", "said"),
    [
        (Applicability.UNSAFE, "rename it (unsafe: M can replace it; it is handed to `ask`)"),
        (Applicability.DISPLAY, "rename it (never applied: M can replace it; it is handed to `ask`)"),
    ],
)
def test_a_fix_that_is_not_safe_says_why_and_is_still_a_fix(applicability: Applicability, said: str) -> None:
    app = source("app.py", "x\n")
    where = place(app, "x")
    reasons = ("M can replace it", "it is handed to `ask`")
    held = finding(
        where, fix=fix((where, "y"), message="rename it", applicability=applicability, reasons=reasons)
    )
    (entry,) = rendered(outcome(held, sources=[app]))
    assert entry["fix"]["message"] == said
    assert entry["not_fixed"] is None


def test_a_finding_without_a_fix_says_why() -> None:
    app = source("app.py", "x\n")
    only = finding(
        place(app, "x"),
        severity=Severity.INFO,
        confidence=Confidence.LOW,
        not_fixed="comes from outside the code",
    )
    (entry,) = rendered(outcome(only, sources=[app]))
    assert (entry["fix"], entry["not_fixed"]) == (None, "comes from outside the code")
    assert (entry["severity"], entry["confidence"]) == ("info", "low")


def test_path_and_position_order() -> None:
    first, second = source("a.py", "x y\n"), source("b.py", "x y\n")
    places = [place(second, "y"), place(first, "y"), place(second, "x"), place(first, "x")]
    result = outcome(*map(finding, places), sources=[first, second])
    got = [(entry["filename"][-4:], entry["location"]["column"]) for entry in rendered(result)]
    assert got == [("a.py", 1), ("a.py", 3), ("b.py", 1), ("b.py", 3)]


@pytest.mark.parametrize(
    ("text", "bom", "encoding", "location"),
    [
        ("X\n", b"\xef\xbb\xbf", "utf-8", (1, 1)),
        ("a\r\nb\r\n X", b"", "utf-8", (3, 2)),
        ("a\rb\rX", b"", "utf-8", (3, 1)),
        ("'中文' + X", b"", "utf-8", (1, 8)),
        ("'😀' + X", b"", "utf-8", (1, 7)),
        ("'é' + X", b"", "latin-1", (1, 7)),
        ("\tX", b"", "utf-8", (1, 2)),
    ],
)
def test_columns_are_code_points(text: str, bom: bytes, encoding: str, location: tuple[int, int]) -> None:
    app = source("app.py", text, encoding, bom)
    (entry,) = rendered(outcome(finding(place(app, "X")), sources=[app]))
    row, column = location
    assert entry["location"] == {"row": row, "column": column}
    assert entry["end_location"] == {"row": row, "column": column + 1}


def test_keys_are_redacted_everywhere() -> None:
    app = source("app.py", f'OpenAI(api_key="{KEY}")\n')
    where = place(app, KEY)
    leak = finding(
        where,
        message=f"the key {KEY} is in the code",
        related=[(where, f"{KEY} again")],
        not_fixed=f"nobody knows where {KEY} is used",
    )
    stream = io.StringIO()
    render(outcome(leak, sources=[app]), stream)
    assert KEY[5:] not in stream.getvalue()


def test_a_fix_that_would_print_a_key_is_left_out_rather_than_broken() -> None:
    app = source("app.py", f'OpenAI(api_key="{KEY}")\n')
    repair = fix((place(app, f'"{KEY}"'), f'"{KEY}", base_url="https://api.deepseek.com"'))
    (entry,) = rendered(outcome(finding(place(app, "OpenAI"), fix=repair), sources=[app]))
    assert (entry["fix"], entry["not_fixed"]) == (None, KEY_IN_FIX)


def test_a_file_name_that_is_not_unicode() -> None:
    path = Path("/srv/shop/caf\udce9.py")
    app = Source(path, b"x\n")
    here = finding(Place(path, app.span(0, 1)), fix=fix((Place(path, app.span(0, 1)), "y")))
    (entry,) = rendered(outcome(here, sources=[app]))
    assert entry["filename"] == str(path)
    assert entry["fix"]["applicability"] == Applicability.SAFE.value


def test_a_relative_path_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = Source(Path("app.py"), b"x\n")
    (entry,) = rendered(outcome(finding(Place(app.path, app.span(0, 1))), sources=[app]))
    assert entry["filename"] == str(tmp_path / "app.py")
    assert ROOT not in Path(entry["filename"]).parents
