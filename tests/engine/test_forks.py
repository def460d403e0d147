"""Forks of this process and the pipes to them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from dsmigrate.engine.forks import Fork, PipeEnd, pipe, readable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")


def echo(its: PipeEnd, mine: PipeEnd) -> None:
    mine.close()
    while (message := its.recv()) is not None:
        its.send(message)


def test_what_is_sent_comes_back_however_large() -> None:
    mine, its = pipe()
    fork = Fork(echo, its, mine)
    its.close()
    for message in (1, "é", [b"x" * 3_000_000, {"a": None}], False):
        mine.send(message)
        assert mine.recv() == message
    mine.send(None)
    with pytest.raises(EOFError):
        mine.recv()
    mine.close()
    fork.join(5)
    assert not fork.is_alive()


def test_an_end_that_is_closed_can_be_closed_again_and_takes_nothing() -> None:
    mine, its = pipe()
    mine.close()
    mine.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        mine.send(1)
    with pytest.raises(BrokenPipeError):
        its.send(1)
    its.close()


def test_those_that_can_be_read_are_told_from_those_that_cannot() -> None:
    (one, its_one), (two, its_two), (three, its_three) = pipe(), pipe(), pipe()
    assert readable([one, two, three], 0) == []
    its_two.send("x")
    its_three.close()
    assert readable([one, two, three]) == [two, three]
    for end in (one, two, three, its_one, its_two):
        end.close()


def test_a_fork_is_waited_for_but_not_for_ever() -> None:
    mine, its = pipe()
    fork = Fork(lambda: its.recv())
    fork.join(0.01)
    assert fork.is_alive()
    fork.terminate()
    fork.join(5)
    assert not fork.is_alive()
    mine.close()
    its.close()


def test_a_fork_lasts_as_long_as_its_own() -> None:
    mine, its = pipe()

    def body() -> None:
        Fork(lambda: its.recv())

    fork = Fork(body)
    its.close()
    fork.join(0.01)
    assert fork.is_alive()
    mine.send(None)
    fork.join(5)
    assert not fork.is_alive()
    mine.close()


@pytest.mark.parametrize(("error", "says"), [(ValueError, "ValueError: why"), (KeyboardInterrupt, "")])
def test_what_goes_wrong_in_a_fork_ends_it_alone(
    error: type[BaseException], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"

    def hook(kind: type[BaseException], value: BaseException, _: object) -> None:
        said.write_text(f"{kind.__name__}: {value}")

    def body() -> None:
        raise error("why")

    monkeypatch.setattr(sys, "excepthook", hook)
    main = os.getpid()
    Fork(body).join(5)
    assert os.getpid() == main
    assert (said.read_text() if said.exists() else "") == says
