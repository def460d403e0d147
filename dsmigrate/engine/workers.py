"""Hands the work on parsed programs to workers: one in this process, or several where there is enough to do."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dsmigrate.catalog.clients import OwnClients
from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.engine import processes
from dsmigrate.engine.processes import Died, WorkerProcess
from dsmigrate.engine.worker import KEPT_BYTES, Attempt, Bundle, Lifted, Lowered, Worker

DIED = "cannot be parsed: the parser broke down over it"
# So many calls are handed out in one go: who has more to do does not wait for this process.
AT_ONCE = 32
Task = tuple[Path, str, tuple[Any, ...]]
NOTHING: Iterator[None] = iter(())
NOWHERE: Mapping[Path, int] = MappingProxyType({})


class Workers:
    """Each file stays with one worker, which remembers its parsed form. `own` are the clients that the project declares."""

    def __init__(self, own: OwnClients | None = None) -> None:
        self.own = own
        self._here = Worker(own)
        self._processes: list[WorkerProcess] = []
        self._places: dict[Path, int] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.dismiss()
        for process in self._processes:
            process.end()
        self._processes = []

    def expect(self, files: Sequence[tuple[Path, bytes]]) -> None:
        """Begins processes where there are none yet, and files enough for them."""
        if not self._processes and sum(len(data) for _, data in files) >= processes.WORTH_A_POOL:
            self.use([process.start(self.own) for process in processes.begin(len(files))])

    def matters_at_sight(self, path: Path, data: bytes) -> bool:
        """Whether a glance says that a file matters; done here, since it takes less time than to send the file."""
        return self._here.matters_at_sight(path, data)

    def gate_here(self, path: Path, data: bytes) -> bool:
        """Whether a file may matter, found out in this process."""
        return self._here.gate(path, data)

    def gate(self, files: Sequence[tuple[Path, bytes]]) -> list[bool]:
        """Whether each file may matter, found out by all processes and this one; one that breaks a process may."""
        tasks = [(path, "gate", (path, data)) for path, data in files]
        return [found is not False for found in self._each(tasks, shared=True)]

    def lift(
        self,
        bundles: Sequence[Bundle],
        meanwhile: Iterator[None] = NOTHING,
        arrived: Callable[[Bundle, list[Lifted]], None] = lambda *_: None,
        unsure: Sequence[Bundle] = (),
    ) -> Iterator[list[Lifted]]:
        """Lifts every bundle, and of those that are `unsure` what matters; the results come in the order of the bundles.

        `meanwhile` is gone through, step by step, while other processes work, if there are any, and `arrived` is told
        of each of their results at once.
        """
        every = (*bundles, *unsure)
        tasks = [
            (bundle.files[0][0], "lift", (bundle, number >= len(bundles)))
            for number, bundle in enumerate(every)
        ]

        def noted(index: int, found: list[Lifted] | None) -> None:
            if found is not None:
                arrived(every[index], found)

        for bundle, found in zip(every, self._each(tasks, meanwhile, arrived=noted), strict=True):
            yield found if found is not None else [Lifted(path, None, DIED) for path, _ in bundle.files]

    def lower(self, wanted: Sequence[tuple[Bundle, Sequence[Sequence[Intent]]]]) -> Iterator[list[Lowered]]:
        """For each bundle and each set of intents in it, the edits or why there are none."""
        tasks = [(bundle.files[0][0], "lower", (bundle, sets)) for bundle, sets in wanted]
        # The bundles that were lifted last come first: those are the ones that a worker still has.
        lowered = list(self._each(tasks[::-1]))[::-1]
        for (_, sets), found in zip(wanted, lowered, strict=True):
            yield found if found is not None else [DIED for _ in sets]

    def attempt(self, trials: Sequence[tuple[Bundle, Sequence[Edit]]]) -> Iterator[Attempt]:
        """For each bundle and the edits of it, what it would say then."""
        self._even_out([bundle for bundle, _ in trials])
        order = sorted(range(len(trials)), key=lambda number: trials[number][0].size, reverse=True)
        if sum(bundle.size for bundle, _ in trials) > KEPT_BYTES:
            order.sort()  # what was worked on last is what the workers still have
        tasks = [
            (bundle.files[0][0], "attempt", (bundle, edits))
            for bundle, edits in map(trials.__getitem__, order)
        ]
        found = dict(zip(order, self._each(tasks), strict=True))
        for number in range(len(trials)):
            attempt = found[number]
            yield attempt if attempt is not None else Attempt({}, f"the result {DIED}")

    def _even_out(self, bundles: Sequence[Bundle]) -> None:
        """Moves small bundles from the process that has most to do to the one that has least, which has to parse them."""
        left: list[list[Bundle]] = [[] for _ in self._processes]
        for bundle in sorted(bundles, key=lambda bundle: bundle.size, reverse=True) if left else ():
            left[self._places.get(bundle.files[0][0], 0)].append(bundle)
        loads = [sum(bundle.size for bundle in each) for each in left]
        while loads:
            most, least = loads.index(max(loads)), loads.index(min(loads))
            if not left[most] or loads[most] - loads[least] <= 3 * left[most][-1].size:
                break
            moved = left[most].pop()
            loads[most] -= moved.size
            loads[least] += 2 * moved.size
            self._places.update((path, least) for path, _ in moved.files)

    def use(self, begun: Sequence[WorkerProcess], places: Mapping[Path, int] = NOWHERE) -> None:
        """Works in processes that have been begun and started, instead of in this one; `places` is who has which file."""
        self._processes = list(begun)
        self._places.update(places)

    def _each(
        self,
        tasks: Sequence[Task],
        meanwhile: Iterator[None] = NOTHING,
        *,
        shared: bool = False,
        arrived: Callable[[int, Any], None] = lambda *_: None,
    ) -> Iterator[Any]:
        """The results in the order of the tasks; None for one over which a process died.

        Each is done by the process that its file stays with, or of a new file by whoever is free; those that are `shared`
        are done here, too, and their files stay nowhere.
        """
        if not self._processes:
            for _, name, arguments in tasks:
                yield getattr(self._here, name)(*arguments)
            return
        done: dict[int, Any] = {}
        waiting: list[deque[int]] = [deque() for _ in self._processes]
        free: deque[int] = deque()
        for index, (path, _, _) in enumerate(tasks):
            place = self._places.get(path)
            (free if place is None else waiting[place]).append(index)
        if shared:
            meanwhile = self._do_here(tasks, free, done)
        else:
            # The largest first, so that nobody waits long for the last.
            free = deque(sorted(free, key=lambda index: tasks[index][2][0].size, reverse=True))
        busy: dict[WorkerProcess, tuple[int, deque[int]]] = {}

        def hand_out(worker: int) -> None:
            own = waiting[worker]
            given = deque(own.popleft() for _ in range(min(AT_ONCE, len(own))))
            if not given and free:
                given = deque([free.popleft()]) if shared else self._share(tasks, free, worker)
            if given:
                self._processes[worker].ask([tasks[index][1:] for index in given])
                busy[self._processes[worker]] = worker, given

        for worker in range(len(self._processes)):
            hand_out(worker)
        for index in range(len(tasks)):
            while index not in done:
                more_to_do = next(meanwhile, self) is None
                for process in processes.wait(list(busy), 0 if more_to_do else None):
                    worker, given = busy[process]
                    finished = None if process.is_ahead else given.popleft()
                    try:
                        result = process.receive()
                    except Died:
                        result = None
                        waiting[worker].extendleft(reversed(given))
                        given.clear()
                        self._processes[worker] = processes.begin_all(1)[0].start(self.own)
                    if not given:
                        del busy[process]
                        hand_out(worker)
                    if finished is not None:
                        done[finished] = result
                        arrived(finished, result)
            yield done.pop(index)

    def _share(self, tasks: Sequence[Task], free: deque[int], worker: int) -> deque[int]:
        """A part of what is left on bundles that stay nowhere yet, small enough for all to be done at one time."""
        most = sum(tasks[index][2][0].size for index in free) / (2 * len(self._processes))
        given: deque[int] = deque()
        size = 0
        while free and len(given) < AT_ONCE:
            bundle = tasks[free[0]][2][0]
            size += bundle.size
            if given and size > most:
                break
            given.append(free.popleft())
            self._places.update((path, worker) for path, _ in bundle.files)
        return given

    def _do_here(self, tasks: Sequence[Task], waiting: deque[int], done: dict[int, Any]) -> Iterator[None]:
        """Takes tasks off the end of those that are waiting, one at each step, and does them in this process."""
        while waiting:
            index = waiting.pop()
            _, name, arguments = tasks[index]
            done[index] = getattr(self._here, name)(*arguments)
            yield
