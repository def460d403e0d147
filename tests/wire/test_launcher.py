"""A script that the template becomes is a process like any other, and reaches only the recording server."""

from __future__ import annotations

from pathlib import Path

import pytest

from .facts import Era
from .runs import Stage
from .script import Script, read_script

CASES = {
    "output": ("import sys; print('out'); print('err', file=sys.stderr)", 0, "out\n", "err\n"),
    "exit code": ("raise SystemExit(7)", 7, "", ""),
    "exit message": ("import sys; sys.exit('enough')", 1, "", "enough\n"),
    "end of the process": ("import atexit; atexit.register(print, 'bye')", 0, "bye\n", ""),
    "arguments": ("import sys; print(sys.argv[1:])", 0, "['--a', 'b']\n", ""),
    "environment": ("import os; print(os.environ['TEAM'], 'CI' in os.environ)", 0, "blue False\n", ""),
    "main module": ("import __main__; print(__name__, __main__.__file__[-7:])", 0, "__main__ case.py\n", ""),
    "killed": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -9, "", ""),
    "no way out": (
        "import urllib.request as u; print(u.urlopen('http://192.0.2.1/models').status)",
        0,
        "200\n",
        "",
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Script:
    path = tmp_path / "group" / "case.py"
    path.parent.mkdir()
    path.write_text("# expect: unchanged\n# env: TEAM=blue\n# args: --a b\n")
    return read_script(path)


@pytest.mark.parametrize("fresh", ["", "1"], ids=["forked", "fresh"])
@pytest.mark.parametrize(("text", "code", "stdout", "stderr"), CASES.values(), ids=CASES)
def test_processes(
    text: str,
    code: int,
    stdout: str,
    stderr: str,
    fresh: str,
    case: Script,
    stage: Stage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WIRE_FRESH", fresh)
    copy = tmp_path / "case.py"
    copy.write_text(text)
    ended = stage.run(case, copy, Era.NOW).ended
    assert (ended.exit_code, ended.stdout, ended.stderr) == (code, stdout, stderr)
