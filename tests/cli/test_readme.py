"""The README and the documentation show what the tool really says, and tell of rules and settings that are there.

With DSMIGRATE_UPDATE=1 the output in docs/command-line.md and the README's picture are written anew.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from rich.console import Console
from rich.terminal_theme import MONOKAI

from dsmigrate.catalog.load import catalog
from dsmigrate.cli.main import run
from dsmigrate.engine.configuration import KEYS, configuration
from dsmigrate.reports import text
from dsmigrate.reports.deeds import Deed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SHOWING = ROOT / "docs" / "command-line.md"
SETTINGS = ROOT / "docs" / "settings.md"
PICTURE = ROOT / ".github" / "example.svg"
UPDATE = bool(os.environ.get("DSMIGRATE_UPDATE"))
SHOWN = re.compile(r"(?<=```text\n).*?(?=```\n)", re.DOTALL)
RULE_ROW = re.compile(r"^\| (DS\d+)(?:(?: to |, )(DS\d+))? \|", re.MULTILINE)
COMMAND = "check fixtures/example"
PICTURED = "check fixtures/example/bookworm/puzzles.py fixtures/example/bookworm/summary.py"


def test_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(COMMAND.split()) == 1
    real = capsys.readouterr().out
    page = SHOWING.read_text(encoding="utf-8")
    if UPDATE:
        SHOWING.write_text(SHOWN.sub(lambda _: real, page), encoding="utf-8")
        PICTURE.write_text(picture(), encoding="utf-8")
    else:
        found = SHOWN.search(page)
        assert found is not None
        assert found[0] == real
        assert PICTURE.stat().st_size > 1000


def picture() -> str:
    """A part of the example as a terminal shows it, as SVG."""
    from dsmigrate.core.settings import Settings, Targets
    from dsmigrate.engine.run import check

    known = catalog()
    paths = tuple(ROOT / path for path in PICTURED.split()[1:])
    settings = Settings(paths, Targets(known.default_target, known.default_reasoner_target))
    console = Console(
        file=io.StringIO(), record=True, width=110, force_terminal=True, color_system="truecolor"
    )
    console.print(f"[bold]$[/] dsmigrate {PICTURED}\n", highlight=False)
    text.render(check(settings), settings, console, deed=Deed.NONE, base=ROOT)
    return console.export_svg(title="dsmigrate", theme=MONOKAI, unique_id="dsmigrate")


def test_rules() -> None:
    """Each rule is in one of the README's rows, and each row begins and ends with one."""
    rows = [(first, last or first) for first, last in RULE_ROW.findall(README.read_text(encoding="utf-8"))]
    known = list(catalog().rules)
    assert {code for row in rows for code in row} <= set(known)
    assert [sum(first <= code <= last for first, last in rows) for code in known] == [1] * len(known)


def test_the_settings_that_are_shown_are_right(tmp_path: Path) -> None:
    page = SETTINGS.read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text("\n".join(blocks), encoding="utf-8")
    shown = configuration([str(tmp_path)])
    assert {"extend-select", "target", "per-file-ignores", "severity", "clients"} <= set(shown.values)
    spoken_of = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", page))
    assert set(KEYS) <= spoken_of, "a setting that the page does not name"
