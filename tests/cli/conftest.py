"""A command line whose engine is a stand-in, so that each outcome and each failure can be had at will."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dsmigrate.cli.main import run
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from tests.reports.samples import outcome


@dataclass
class Engine:
    """Records what it is asked and answers with `result`, or raises `error`."""

    result: Outcome = field(default_factory=outcome)
    error: BaseException | None = None
    asked: list[tuple[str, Settings]] = field(default_factory=list)

    def check(self, settings: Settings, **rest: Any) -> Outcome:
        return self._answer("check", settings)

    def fix(self, settings: Settings, *, write: bool, **rest: Any) -> Outcome:
        return self._answer("fix" if write else "show", settings)

    def _answer(self, what: str, settings: Settings) -> Outcome:
        self.asked.append((what, settings))
        if self.error:
            raise self.error
        return self.result


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Engine:
    """The stand-in, in a folder with one file that names DeepSeek."""
    stand_in = Engine()
    module = ModuleType("dsmigrate.engine.run")
    module.check, module.fix = stand_in.check, stand_in.fix  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dsmigrate.engine.run", module)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.py").write_text("model = 'deepseek-chat'\n")
    return stand_in


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def dsmigrate(capfd: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Runs a command line in this process."""

    def invoke(*arguments: str) -> Result:
        code = run(arguments)
        sys.stdout.flush()
        return Result(code, *capfd.readouterr())

    return invoke
