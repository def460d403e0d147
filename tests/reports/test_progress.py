"""The progress bar: on terminals only, and only for work that takes a while."""

from __future__ import annotations

import io

import pytest

from dsmigrate.reports.progress import Bar
from tests.reports.test_text import Terminal


def work(bar: Bar) -> None:
    with bar:
        for stage in ("reading", "writing"):
            for number in range(3):
                bar(stage, number, 3)


@pytest.mark.parametrize(("stream", "patience"), [(io.StringIO(), 0.0), (Terminal(), 60.0)])
def test_silence(stream: io.StringIO, patience: float) -> None:
    work(Bar(stream, patience))
    assert stream.getvalue() == ""


def test_a_bar_names_each_stage_and_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    work(Bar(stream, 0.0))
    shown = stream.getvalue()
    assert "reading" in shown
    # Leaves the cursor visible and the line erased.
    assert shown.endswith("\x1b[2K")
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1


def test_a_bar_is_taken_away_when_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()

    def fail() -> None:
        with Bar(stream, 0.0) as bar:
            bar("reading", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert stream.getvalue().count("\x1b[?25h") == 1
