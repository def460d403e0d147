"""Work is handed out to processes, and what anybody can do is also done here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsmigrate.engine.processes import begin_all
from dsmigrate.engine.worker import Worker
from dsmigrate.engine.workers import Workers

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
