"""Work is handed out to processes, and what anybody can do is also done here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.dialects.python.tree import Tree
from dsmigrate.engine.processes import LARGE_TREE, EarlyStart, WorkerProcess, begin_all
from dsmigrate.engine.worker import Bundle, Lifted, Worker
from dsmigrate.engine.workers import DIED, Workers

FILES = [
    (Path(f"{number}.py"), b"x = 'deepseek-chat'\n" if number % 3 else b"# deepseek\n")
    for number in range(20)
]
MATTER = [bool(number % 3) for number in range(20)]


def started() -> list[WorkerProcess]:
    return [process.start(None) for process in begin_all(2)]


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers() as made:
        made.use(started())
        yield made


def test_the_gate_answers_in_the_order_of_the_files(workers: Workers) -> None:
    assert workers.gate(FILES) == MATTER


def test_this_process_takes_part_in_the_gate(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[Path] = []
    gate = Worker.gate

    def noted(self: Worker, path: Path, data: bytes) -> bool:
        here.append(path)
        return gate(self, path, data)

    monkeypatch.setattr(Worker, "gate", noted)
    assert workers.gate(FILES) == MATTER
    assert here
    assert len(set(here)) == len(here)


def test_a_file_over_which_a_process_dies_may_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    main = os.getpid()
    gate = Worker.gate

    def deadly(self: Worker, path: Path, data: bytes) -> bool:
        if os.getpid() != main and path == Path("0.py"):
            os._exit(11)
        return gate(self, path, data)

    monkeypatch.setattr(Worker, "gate", deadly)
    with Workers() as made:
        made.use(started())
        assert made.gate(FILES) == [True, *MATTER[1:]]


def test_what_was_handed_out_with_what_a_process_dies_over_is_still_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = os.getpid()
    lift = Worker.lift

    def deadly(self: Worker, bundle: Bundle, unsure: bool) -> list[Lifted]:
        if os.getpid() != main and bundle.files[0][0] in (Path("6.py"), Path("7.py")):
            os._exit(11)
        return lift(self, bundle, unsure)

    monkeypatch.setattr(Worker, "lift", deadly)
    with Workers() as made:
        made.use(started())
        lifted = [found for (found,) in made.lift([Bundle((file,)) for file in FILES])]
    assert [found.path for found in lifted] == [path for path, _ in FILES]
    assert [str(found.path) for found in lifted if found.reason == DIED] == ["6.py", "7.py"]
    assert sum(found.sightings is not None for found in lifted) == 18


def test_more_than_is_handed_out_at_once(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsmigrate.engine.workers.AT_ONCE", 3)
    steps = iter([None] * 5)
    lifted = list(workers.lift([Bundle((file,)) for file in FILES], steps))
    assert [found.path for (found,) in lifted] == [path for path, _ in FILES]
    assert list(steps) == []


def test_trials_are_spread_evenly(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = [[], []]
    ask = WorkerProcess.ask
    processes = workers._processes

    def noted(self: WorkerProcess, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        asked[processes.index(self)] += [
            arguments[0].files[0][0].name for name, arguments in calls if name == "attempt"
        ]
        ask(self, calls)

    monkeypatch.setattr(WorkerProcess, "ask", noted)
    files = [Bundle(((Path(f"{n}.py"), b"x = 1\n" * (40 if n == 0 else 4)),)) for n in range(12)]
    list(workers.lift(files))
    workers._places.update((path, 0) for bundle in files for path, _ in bundle.files)
    list(workers.attempt([(bundle, ()) for bundle in files[1:]]))
    assert sorted(asked[0] + asked[1]) == sorted(f"{n}.py" for n in range(1, 12))
    assert min(len(names) for names in asked) >= 3


def test_of_what_may_not_matter_only_what_does_is_lifted(workers: Workers) -> None:
    sure, unsure = Bundle((FILES[0],)), [Bundle((file,)) for file in FILES[1:]]
    arrived: list[Bundle] = []
    lifted = list(workers.lift([sure], arrived=lambda bundle, _: arrived.append(bundle), unsure=unsure))
    assert [bool(found) for found in lifted] == [True, *MATTER[1:]]
    assert sorted(bundle.files for bundle in arrived) == sorted((file,) for file in FILES)


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def parsed_ahead() -> EarlyStart:
    """A large tree of which the first eight files have been found."""
    early = EarlyStart()
    early.searching(LARGE_TREE)
    for path, data in FILES[:8]:
        early.found(path, data)
    return early


@pytest.mark.usefixtures("two_processors")
def test_what_was_parsed_ahead_is_lifted_where_it_was() -> None:
    early = parsed_ahead()
    assert [str(path) for path in early.places] == ["1.py", "2.py", "4.py", "5.py", "7.py"]
    assert set(early.places.values()) == {0, 1}
    with Workers() as made:
        made.use(early.take(), early.places)
        assert made.gate(FILES[8:]) == MATTER[8:]
        lifted = [found for (found,) in made.lift([Bundle((file,)) for file in FILES])]
        assert {path: made._places[path] for path in early.places} == early.places
    assert [found.path for found in lifted] == [path for path, _ in FILES]
    assert all(found.sightings is not None for found in lifted)


@pytest.mark.usefixtures("two_processors")
def test_only_what_a_process_dies_over_is_blamed_not_what_follows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Worker._tree

    def deadly(self: Worker, path: Path, data: bytes) -> Tree:
        if path == Path("4.py"):
            os._exit(11)
        return tree(self, path, data)

    monkeypatch.setattr(Worker, "_tree", deadly)
    early = parsed_ahead()
    with Workers() as made:
        made.use(early.take(), early.places)
        lifted = [found for (found,) in made.lift([Bundle((file,)) for file in FILES])]
    assert [str(found.path) for found in lifted if found.reason == DIED] == ["4.py"]
    assert sum(found.sightings is not None for found in lifted) == 19


@pytest.mark.usefixtures("two_processors")
def test_what_cannot_be_parsed_ahead_is_named_when_it_is_lifted() -> None:
    early = EarlyStart()
    early.searching(LARGE_TREE)
    broken = (Path("broken.py"), b"x = 'deepseek-chat'\nif\n")
    early.found(*broken)
    with Workers() as made:
        made.use(early.take(), early.places)
        ((found,),) = made.lift([Bundle((broken,))])
    assert found.sightings is None
    assert found.reason.startswith("cannot be parsed: ")


@pytest.mark.usefixtures("two_processors")
def test_no_more_is_parsed_ahead_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsmigrate.engine.processes.AHEAD", 2 * len(FILES[1][1]))
    early = parsed_ahead()
    assert list(early.places.values()) == [0, 1, 0, 1]
    with Workers() as made:
        made.use(early.take(), early.places)
