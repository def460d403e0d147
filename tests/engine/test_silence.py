"""What the settings leave out of a report, and the fixes that it holds back; severities of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.cli.options import Options
from dsmigrate.cli.settings import in_force, settings_of
from dsmigrate.core.findings import Applicability, Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.engine.run import check, fix

CALL = """\
from openai import OpenAI

OpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="deepseek-chat", messages=[])
"""
SHARED = """\
from openai import OpenAI

client = OpenAI(base_url="https://api.deepseek.com")
PLAIN = "deepseek-chat"
client.chat.completions.create(model=PLAIN, messages=[])
"""
USER = """\
from shared import PLAIN, client

client.chat.completions.create(model=PLAIN, messages=[], extra_body={"thinking": "disabled"})
"""


def run(root: Path, settings: str, files: dict[str, str], *paths: str) -> Outcome:
    for name, text in {"dsmigrate.toml": settings, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return check(settings_of(in_force(Options(paths=tuple(str(root / path) for path in paths or ["."])))))


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.path.name) for finding in outcome.findings]


@pytest.mark.parametrize(
    ("pattern", "ignored", "reported"),
    [
        ("tests/**", "DS101", ["app.py"]),
        ("tests/", "DS1", ["app.py"]),
        ("*.py", "retired-model-id", []),
        ("/app.py", "ALL", ["test_app.py"]),
        ("tests/**", "DS2", ["app.py", "test_app.py"]),
        ("src/**", "DS101", ["app.py", "test_app.py"]),
    ],
)
def test_per_file_ignores(tmp_path: Path, pattern: str, ignored: str, reported: list[str]) -> None:
    settings = f"[per-file-ignores]\n'{pattern}' = ['{ignored}']\n"
    outcome = run(tmp_path, settings, {"app.py": CALL, "tests/test_app.py": CALL})
    assert codes(outcome) == [("DS101", name) for name in reported]


def test_patterns_are_relative_to_the_file_that_has_them(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/dsmigrate.toml").write_text(
        "extend-exclude = ['/old']\n[per-file-ignores]\n'/a.py' = ['ALL']\n"
    )
    files = {"sub/a.py": CALL, "sub/b.py": CALL, "sub/old/c.py": CALL, "sub/new/a.py": CALL}
    outcome = run(tmp_path, "", files, "sub")
    assert [finding.place.path.relative_to(tmp_path).as_posix() for finding in outcome.findings] == [
        "sub/b.py",
        "sub/new/a.py",
    ]


def test_exclude_takes_the_place_of_the_usual_exclusions(tmp_path: Path) -> None:
    files = {"app.py": CALL, "vendor/v.py": CALL, "old/o.py": CALL, ".git/g.py": CALL}
    assert codes(run(tmp_path, "", files)) == [("DS101", "app.py"), ("DS101", "o.py")]
    assert codes(run(tmp_path, "extend-exclude = ['old']", files)) == [("DS101", "app.py")]
    assert codes(run(tmp_path, "exclude = ['old']", files)) == [("DS101", "app.py"), ("DS101", "v.py")]


def test_what_is_not_reported_holds_back_the_fix_that_it_shares(tmp_path: Path) -> None:
    files = {"shared.py": SHARED, "user.py": USER}
    plain = run(tmp_path, "", files)
    assert [(f.code, f.fix and f.fix.applicability) for f in plain.findings] == [
        ("DS101", Applicability.SAFE),
        ("DS302", Applicability.SAFE),
    ]
    silenced = run(tmp_path, "[per-file-ignores]\n'user.py' = ['DS302']\n", files)
    (finding,) = silenced.findings
    assert finding.code == "DS101"
    assert finding.fix is not None
    assert finding.fix.applicability is Applicability.DISPLAY
    assert "DS302 is ignored in user.py by the settings (per-file-ignores)" in finding.fix.reasons
    settings = settings_of(in_force(Options(paths=(str(tmp_path),), unsafe_fixes=True)))
    assert fix(settings, write=True).changes == ()


def test_severities(tmp_path: Path) -> None:
    settings = "[severity]\nDS1 = 'info'\nretired-model-id = 'warning'\n"
    (finding,) = run(tmp_path, settings, {"app.py": CALL}).findings
    assert finding.severity is Severity.WARNING
    (finding,) = run(tmp_path, "[severity]\nALL = 'info'\n", {"app.py": CALL}).findings
    assert finding.severity is Severity.INFO
