"""The processes that hold parsed programs: how they are begun, spoken to over pipes, and ended."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from dsmigrate.catalog.clients import OwnClients
    from dsmigrate.engine.forks import Fork, PipeEnd
    from dsmigrate.engine.worker import Worker

# Below this many bytes of Python one process is done before a second one has imported the parser.
WORTH_A_POOL = 100_000
# It takes longer to search this many files than to import the parser: what is found then can be parsed at once.
LARGE_TREE = 1_000
# More processes than this find no work, and each takes memory.
MOST = 8
# So many bytes are given to each process to parse before they are asked for: half of what it keeps.
AHEAD = 100_000
# What a worker process holds until it is gone: to take millions of nodes apart would keep everybody waiting.
_KEPT: list[Worker] = []


class WorkerProcess:
    """A `Worker` in a process of its own, spoken to over a pipe; `process` is only known for a child of this one."""

    def __init__(self, connection: PipeEnd | Connection, process: Fork | BaseProcess | None) -> None:
        self.connection = connection
        self._process = process
        self._ahead = 0

    def start(self, own: OwnClients | None) -> WorkerProcess:
        """Tells it of the clients that the project declares, which comes before all work."""
        self._send(own)
        return self

    def ask(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        """Calls methods of the worker, one after the other; only once all results of earlier calls are received."""
        self._send(calls)

    def parse_ahead(self, path: Path, data: bytes) -> None:
        """Has a file parsed that it will be asked about."""
        self._send([("parse", (path, data))])
        self._ahead += 1

    @property
    def is_ahead(self) -> bool:
        """Whether the next result is that of a file which was parsed ahead, and answers no call."""
        return self._ahead > 0

    def _send(self, message: object) -> None:
        with suppress(OSError):  # one that is dead is found out when its result is waited for
            self.connection.send(message)

    def receive(self) -> object:
        """The result of the next call. Raises what that raised, and Died where the process is gone."""
        try:
            result, error = self.connection.recv()
        except (EOFError, ConnectionError):
            self.connection.close()
            raise Died from None
        finally:
            self._ahead -= self.is_ahead
        if error is not None:
            raise error
        return result

    def dismiss(self) -> None:
        """Tells it that there is no more to do."""
        self._send(None)
        self.connection.close()

    def end(self) -> None:
        """Waits until it is gone, but not long. All have to be dismissed before: the first lasts as long as its forks."""
        if self._process is not None:
            self._process.join(1)
            if self._process.is_alive():
                self._process.terminate()


class Died(Exception):
    """A process ended over a piece of work."""


class EarlyStart:
    """Begins processes while files are still being searched, as soon as enough of them are found to be worth it.

    In a large tree they also parse what is found first, until they are asked about it. `clients` is what the project
    declares of its own clients.
    """

    def __init__(self, clients: Mapping[str, Any] | None = None) -> None:
        self._clients = clients
        self._bytes = 0
        self._begun: list[WorkerProcess] | None = None
        self._is_large = False
        self._ahead: list[int] = []
        self.places: dict[Path, int] = {}

    def searching(self, files: int) -> None:
        """Notes how many files are to be searched: in a large tree the first that is to be parsed is enough."""
        self._is_large = files >= LARGE_TREE

    def found(self, path: Path, data: bytes) -> None:
        """Notes a file that is to be parsed."""
        self._bytes += len(data)
        if self._begun is None and (self._is_large or self._bytes >= WORTH_A_POOL) and _forks():
            self._begun = begin(MOST)
            self._ahead = [0] * len(self._begun) if self._is_large else []
            self._start(self._begun)
        if self._begun and self._ahead and min(self._ahead) + len(data) <= AHEAD:
            self._parse_ahead(path, data, self._begun)

    def _start(self, begun: Sequence[WorkerProcess]) -> None:
        if begun:
            from dsmigrate.catalog.clients import OwnClients

            own = OwnClients.of(self._clients)
            for process in begun:
                process.start(own)

    def _parse_ahead(self, path: Path, data: bytes, begun: Sequence[WorkerProcess]) -> None:
        """Gives a file that matters for certain to the process that has least of them."""
        from dsmigrate.engine.worker import Worker

        if Worker().matters_at_sight(path, data):
            place = self._ahead.index(min(self._ahead))
            self._ahead[place] += len(data)
            self.places[path] = place
            begun[place].parse_ahead(path, data)

    def take(self) -> list[WorkerProcess]:
        """The processes that were begun and started, for the one who asks first; `places` has what each has parsed."""
        begun, self._begun = self._begun or [], []
        return begun


def begin(count: int) -> list[WorkerProcess]:
    """As many processes as there are processors for, at most `count`; none where one would do, or where none can be had."""
    count = min(os.cpu_count() or 1, MOST, count)
    try:
        return begin_all(count) if count > 1 else []
    except OSError:
        return []


def begin_all(count: int) -> list[WorkerProcess]:
    """`count` processes. Raises OSError where they cannot be had."""
    if not _forks():
        return [_spawned() for _ in range(count)]
    from dsmigrate.engine.forks import Fork, pipe  # most runs need none

    _read_what_all_need()
    pipes = [pipe() for _ in range(count)]
    first = Fork(_first, pipes)
    for _, its in pipes:
        its.close()
    return [WorkerProcess(mine, None if index else first) for index, (mine, _) in enumerate(pipes)]


def wait(waiting: Sequence[WorkerProcess], timeout: float | None = None) -> list[WorkerProcess]:
    """Those of which there is something to receive, after at most `timeout` seconds; without it one of them at least."""
    by_connection = {id(process.connection): process for process in waiting}
    connections = [process.connection for process in waiting]
    if sys.platform == "win32":
        from multiprocessing import connection

        return [by_connection[id(ready)] for ready in connection.wait(connections, timeout)]
    from dsmigrate.engine.forks import readable

    return [by_connection[id(ready)] for ready in readable(connections, timeout)]


def _forks() -> bool:
    """Whether processes are forked: that takes 20 ms, and a fresh interpreter 500, but can hang while threads run."""
    import threading

    return sys.platform not in ("win32", "darwin") and threading.active_count() == 1


def _spawned() -> WorkerProcess:
    """A process that shares nothing with this one or with others."""
    from multiprocessing import get_context

    context = get_context("spawn")
    mine, its = context.Pipe()
    process = context.Process(target=_serve, args=(its,), daemon=True)
    process.start()
    return WorkerProcess(mine, process)


def _first(pipes: Sequence[tuple[PipeEnd, PipeEnd]]) -> None:
    """The body of the first process: what all of them need is imported once, and then the others are forked from it."""
    from dsmigrate.engine.forks import Fork

    for mine, _ in pipes:
        mine.close()
    _read_what_lifting_needs()
    own, *others = (its for _, its in pipes)
    while others:
        its = others.pop()
        Fork(_other, its, (own, *others))
        its.close()
    _serve(own)


def _other(connection: PipeEnd, not_its: Sequence[PipeEnd]) -> None:
    for other in not_its:
        other.close()
    _serve(connection)


def _read_what_all_need() -> None:
    """Imports what this process and the others work with, and reads the catalog: once, before they are forked."""
    from dsmigrate.catalog.clients import client_libraries, versioned_packages
    from dsmigrate.catalog.load import catalog
    from dsmigrate.engine import worker  # noqa: F401

    client_libraries()
    versioned_packages()
    known = catalog()
    _ = known.telltale, known.id_pattern, known.key_shapes, known.json_mode, known.payload, known.round_trip


def _read_what_lifting_needs() -> None:
    """Imports what takes longer than all else, and reads what else only the others need, before there is more than one."""
    from dsmigrate.catalog.load import catalog
    from dsmigrate.dialects.python.parser_import import import_parser

    import_parser()
    from dsmigrate.dialects.python import gate, lower  # noqa: F401

    known = catalog()
    _ = known.absent_fields, known.answer, known.frameworks, known.runners


def _serve(connection: PipeEnd | Connection) -> None:
    """One call after the other until nobody makes any more."""
    from dsmigrate.engine.worker import Worker

    gc.disable()  # the worker collects what it lets go of
    try:
        worker = Worker(connection.recv())
        _KEPT.append(worker)
        while (calls := connection.recv()) is not None:
            for name, arguments in calls:
                try:
                    connection.send((getattr(worker, name)(*arguments), None))
                except Exception as error:
                    connection.send((None, error))
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return
