"""Work is handed out to processes, and what anybody can do is also done here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.engine.processes import WorkerProcess, begin_all
from dsmigrate.engine.worker import Bundle, Lifted, Worker
from dsmigrate.engine.workers import DIED, Workers

FILES = [
    (Path(f"{number}.py"), b"x = 'deepseek-chat'\n" if number % 3 else b"# deepseek\n")
    for number in range(20)
]
MATTER = [bool(number % 3) for number in range(20)]


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers() as made:
        made.use(begin_all(2))
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
        made.use(begin_all(2))
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
        made.use(begin_all(2))
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
