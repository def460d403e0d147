"""The edges of the process: streams, developers' traces, commands that do not fit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dsmigrate.cli.main import main, run
from tests.cli.conftest import Engine
from tests.reports.samples import finding, outcome, place, source


def test_main_ends_the_process_with_the_code(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    app = source("app.py", "x = 1\n")
    engine.result = outcome(finding(place(app, "1")), sources=[app])
    monkeypatch.setattr(sys, "argv", ["dsmigrate", "check"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "DS101" in capfd.readouterr().out


def test_a_trace_for_developers(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Flags:
        dev_mode = True

    engine.error = RuntimeError("broken")
    monkeypatch.setattr(sys, "flags", Flags)
    assert run(["check"]) == 2
    error = capfd.readouterr().err
    assert "Traceback (most recent call last):" in error
    assert "internal error: RuntimeError: broken" in error


def test_text_that_the_terminal_cannot_show_is_escaped(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "from dsmigrate.cli import main as m; m.run = lambda a: print('\\u4e2d \\udce9') or 0; m.main()"
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-X", "utf8=0", "-c", script, str(root)]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    assert (done.returncode, done.stdout.strip()) == (0, rb"\u4e2d \udce9")
