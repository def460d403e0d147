"""The README shows what the tool really says, and its tables say what the tool really does.

With DSMIGRATE_UPDATE=1 the README's output and picture are written anew.
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
from dsmigrate.reports.summary import Deed

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PICTURE = ROOT / ".github" / "example.svg"
UPDATE = bool(os.environ.get("DSMIGRATE_UPDATE"))
SHOWN = re.compile(r"(?<=```text\n).*?(?=```\n)", re.DOTALL)
RULE_ROW = re.compile(r"^\| (DS\d+) \| ([\w-]+) \| (\w+) \|", re.MULTILINE)
COMMAND = "check fixtures/example"
PICTURED = "check fixtures/example/bookworm/puzzles.py fixtures/example/bookworm/summary.py"


def test_output(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(COMMAND.split()) == 1
    real = capsys.readouterr().out
    readme = README.read_text(encoding="utf-8")
    if UPDATE:
        README.write_text(SHOWN.sub(lambda _: real, readme), encoding="utf-8")
        PICTURE.write_text(picture(), encoding="utf-8")
    else:
        found = SHOWN.search(readme)
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
    told = {
        code: (name, severity)
        for code, name, severity in RULE_ROW.findall(README.read_text(encoding="utf-8"))
    }
    known = {rule.code: (rule.name, str(rule.severity)) for rule in catalog().rules.values()}
    assert told == known


def test_the_settings_that_it_shows_are_right(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(block, encoding="utf-8")
    shown = configuration([str(tmp_path)])
    assert {"extend-select", "target", "per-file-ignores", "severity", "clients"} <= set(shown.values)
    spoken_of = set(re.findall(r"[a-z]+(?:-[a-z]+)*", block))
    assert set(KEYS) <= spoken_of, "a setting that the README does not name"
