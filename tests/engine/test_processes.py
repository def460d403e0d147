"""Worker processes: begun early or late, asked, and gone when nobody asks any more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from dsmigrate.engine import processes
from dsmigrate.engine.look import look
from dsmigrate.engine.processes import Died, EarlyStart, WorkerProcess, begin, begin_all, wait

FILE = Path("a.py")
CALL = b"client.chat.completions.create(model='deepseek-chat')\n"


@pytest.fixture
def two() -> Iterator[list[WorkerProcess]]:
    begun = [process.start(None) for process in begin_all(2)]
    yield begun
    for process in begun:
        process.dismiss()
    for process in begun:
        process.end()
    assert begun[0]._process is not None
    assert not begun[0]._process.is_alive()


def gate(process: WorkerProcess, data: bytes) -> object:
    process.ask([("gate", (Path("a.py"), data))])
    return process.receive()


def test_each_answers_for_itself(two: list[WorkerProcess]) -> None:
    assert [gate(two[0], CALL), gate(two[1], b"# deepseek\n")] == [True, False]


def test_what_the_work_raises_is_raised_here(two: list[WorkerProcess]) -> None:
    for process in two:
        process.ask([("gate", ())])
        with pytest.raises(TypeError):
            process.receive()
        assert gate(process, CALL) is True


@pytest.mark.parametrize("index", [0, 1])
def test_the_death_of_one_leaves_the_other(index: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsmigrate.engine.worker.Worker.lower", lambda *_: os._exit(11))
    both = [process.start(None) for process in begin_all(2)]
    both[index].ask([("lower", ())])
    with pytest.raises(Died):
        both[index].receive()
    assert gate(both[1 - index], CALL) is True
    for process in both:
        process.dismiss()
        process.end()


@pytest.fixture
def no_forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(processes, "_forks", lambda: False)
    yield
    # Python's own helper of spawned processes lasts as long as this one, and says only after that what it has covered.
    resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("no_forks")
def test_where_nothing_is_forked_each_begins_anew() -> None:
    both = [process.start(None) for process in begin_all(2)]
    for process in both:
        process.ask([("gate", (Path("a.py"), CALL)), ("gate", ())])
    assert {id(ready) for ready in wait(both)} <= set(map(id, both))
    for process in both:
        assert process.receive() is True
        with pytest.raises(TypeError):
            process.receive()
        process.dismiss()
    for process in both:
        process.end()
        assert process._process is not None
        assert not process._process.is_alive()


def test_none_where_one_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert begin(1) == []
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert begin(8) == []


def test_none_where_the_system_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(count: int) -> list[WorkerProcess]:
        raise OSError("no more processes")

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(processes, "begin_all", refuse)
    assert begin(2) == []


def test_an_early_start_waits_until_there_is_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    early = EarlyStart()
    early.found(FILE, CALL)
    assert early.take() == []
    early = EarlyStart()
    for _ in range(3):
        early.found(FILE, b"#" * (processes.WORTH_A_POOL // 2))
    begun = early.take()
    assert early.take() == []
    assert early.places == {}
    assert [gate(process, CALL) for process in begun] == [True, True]
    for process in begun:
        process.dismiss()
    for process in begun:
        process.end()


def test_in_a_large_tree_the_first_file_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def begin(count: int) -> list[WorkerProcess]:
        asked.append(count)
        return []

    monkeypatch.setattr(processes, "begin", begin)
    early = EarlyStart()
    early.searching(processes.LARGE_TREE - 1)
    early.found(FILE, CALL)
    assert asked == []
    early = EarlyStart()
    early.searching(processes.LARGE_TREE)
    assert asked == []
    early.found(FILE, CALL)
    early.found(FILE, CALL)
    assert asked == [processes.MOST]


def test_only_a_look_before_a_run_begins_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def begin(count: int) -> list[processes.WorkerProcess]:
        asked.append(count)
        return []

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(processes, "WORTH_A_POOL", 1)
    monkeypatch.setattr(processes, "begin", begin)
    (tmp_path / "app.py").write_bytes(CALL)
    assert look([tmp_path], (), False).early is None
    assert asked == []
    early = EarlyStart()
    assert look([tmp_path], (), False, early=early).early is early
    assert asked == [processes.MOST]
