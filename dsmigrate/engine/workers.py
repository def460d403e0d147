"""Hands the work on parsed programs to workers: one in this process, or several where there is enough to do."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsmigrate.catalog.clients import OwnClients
from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.engine.worker import Attempt, Bundle, Lifted, Lowered, Worker

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

# Below this many bytes of Python one process is done before a second one has imported the parser.
WORTH_A_POOL = 100_000
DIED = "cannot be parsed: the parser broke down over it"
Task = tuple[Path, str, tuple[Any, ...]]
NOTHING: Iterator[None] = iter(())
# What a worker process holds until it is gone: to take millions of nodes apart would keep everybody waiting.
_KEPT: list[Worker] = []


class Workers:
    """Each file stays with one worker, which remembers its parsed form. `own` are the clients that the project declares."""

    def __init__(self, own: OwnClients | None = None) -> None:
        self.own = own
        self._here = Worker(own)
        self._processes: list[_Process] = []
        self._loads: list[int] = []
        self._places: dict[Path, int] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.stop()
        self._processes = []

    def gate(self, files: Sequence[tuple[Path, bytes]]) -> list[bool]:
        """Whether each file may matter; one that breaks a process does."""
        if sum(len(data) for _, data in files) >= WORTH_A_POOL:
            self._start(min(os.cpu_count() or 1, 8, len(files)))
        # The largest first, so that they are spread evenly.
        for path, data in sorted(files, key=lambda file: len(file[1]), reverse=True):
            self._place([path], len(data))
        tasks = [(path, "gate", ([(path, data)],)) for path, data in files]
        return [found is None or found[0] for found in self._each(tasks)]

    def lift(self, bundles: Sequence[Bundle], meanwhile: Iterator[None] = NOTHING) -> Iterator[list[Lifted]]:
        """Lifts every bundle; the results come in the order of the bundles.

        `meanwhile` is gone through, step by step, while other processes work, if there are any.
        """
        for bundle in sorted(bundles, key=lambda bundle: bundle.size, reverse=True):
            self._place([path for path, _ in bundle.files], bundle.size)
        tasks = [(bundle.files[0][0], "lift", (bundle,)) for bundle in bundles]
        for bundle, found in zip(bundles, self._each(tasks, meanwhile), strict=True):
            yield found if found is not None else [Lifted(path, None, DIED) for path, _ in bundle.files]

    def lower(self, wanted: Sequence[tuple[Bundle, Sequence[Sequence[Intent]]]]) -> Iterator[list[Lowered]]:
        """For each bundle and each set of intents in it, the edits or why there are none."""
        tasks = [(bundle.files[0][0], "lower", (bundle, sets)) for bundle, sets in wanted]
        for (_, sets), found in zip(wanted, self._each(tasks), strict=True):
            yield found if found is not None else [DIED for _ in sets]

    def attempt(self, trials: Sequence[tuple[Bundle, Sequence[Edit]]]) -> Iterator[Attempt]:
        """For each bundle and the edits of it, what it would say then."""
        tasks = [(bundle.files[0][0], "attempt", (bundle, edits)) for bundle, edits in trials]
        for found in self._each(tasks):
            yield found if found is not None else Attempt({}, f"the result {DIED}")

    def _start(self, count: int) -> None:
        if count < 2 or self._processes:
            return
        from multiprocessing import get_all_start_methods, get_context

        # A fork starts in 20 ms and a fresh interpreter in 500, but a fork while threads run can hang.
        forks = "fork" in get_all_start_methods() and threading.active_count() == 1
        context = get_context("fork" if forks else "spawn")
        if forks:
            # What all of them need is imported once: libcst takes longer than all else.
            import_module("dsmigrate.dialects.python.lower")
        try:
            self._processes = [_Process(context, self.own) for _ in range(count)]
        except OSError:
            self._processes = []  # no more processes to be had: do it here
        self._loads = [0] * len(self._processes)

    def _place(self, paths: Sequence[Path], size: int) -> None:
        """Decides which process does a bundle: the one with the least to do."""
        if not self._processes:
            return
        index = self._loads.index(min(self._loads))
        self._loads[index] += size
        self._places.update(dict.fromkeys(paths, index))

    def _each(self, tasks: Sequence[Task], meanwhile: Iterator[None] = NOTHING) -> Iterator[Any]:
        """The results in the order of the tasks; None for one over which a process died."""
        if not self._processes:
            for _, name, arguments in tasks:
                yield getattr(self._here, name)(*arguments)
            return
        from multiprocessing.connection import wait

        waiting: list[deque[int]] = [deque() for _ in self._processes]
        for index, (path, _, _) in enumerate(tasks):
            waiting[self._places.get(path, 0)].append(index)
        busy: dict[object, tuple[int, int]] = {}
        done: dict[int, Any] = {}

        def hand_out(worker: int) -> None:
            if waiting[worker]:
                index = waiting[worker].popleft()
                self._processes[worker].connection.send(tasks[index][1:])
                busy[self._processes[worker].connection] = worker, index

        for worker in range(len(self._processes)):
            hand_out(worker)
        for index in range(len(tasks)):
            while index not in done:
                ready = [self._processes[worker].connection for worker, _ in busy.values()]
                more_to_do = next(meanwhile, self) is None
                for connection in wait(ready, 0 if more_to_do else None):
                    worker, finished = busy.pop(connection)
                    done[finished] = self._processes[worker].receive()
                    hand_out(worker)
            yield done.pop(index)


class _Process:
    """A worker in a process of its own, spoken to over a pipe; begun anew when it dies."""

    def __init__(self, context: BaseContext, own: OwnClients | None) -> None:
        self.context = context
        self.own = own
        self.connection, self.process = self._begin()

    def _begin(self) -> tuple[Connection, BaseProcess]:
        mine, its = self.context.Pipe()
        process = self.context.Process(target=_serve, args=(its, mine, self.own), daemon=True)  # type: ignore[attr-defined]
        process.start()
        its.close()
        return mine, process

    def receive(self) -> object:
        """The result of what was sent last; None where the process died over it. Raises what the work raised."""
        try:
            result, error = self.connection.recv()
        except (EOFError, ConnectionError):
            self.connection.close()
            self.connection, self.process = self._begin()
            return None
        if error is not None:
            raise error
        return result

    def stop(self) -> None:
        with suppress(OSError):
            self.connection.send(None)
        self.connection.close()
        self.process.join(1)
        if self.process.is_alive():
            self.process.terminate()


def _serve(connection: Connection, other_end: Connection, own: OwnClients | None) -> None:
    """The body of a worker process: one piece of work after the other until nobody sends any more."""
    other_end.close()
    worker = Worker(own)
    _KEPT.append(worker)
    while True:
        try:
            task = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        if task is None:
            return
        name, arguments = task
        try:
            connection.send((getattr(worker, name)(*arguments), None))
        except KeyboardInterrupt:
            return
        except Exception as error:
            connection.send((None, error))
