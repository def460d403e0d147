"""Forks of this process, and pipes to them: as `multiprocessing` has them, without the time that it takes to import."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn, Protocol, TypeVar

if sys.platform == "linux":
    import fcntl

# How many bytes say how long the message behind them is.
HEAD = 8
MOST_AT_ONCE = 1 << 20
# How many bytes a pipe takes that nobody reads yet, if it can be had.
WIDTH = 1 << 20


class _HasDescriptor(Protocol):
    def fileno(self) -> int:
        """The descriptor that is read from."""


End = TypeVar("End", bound=_HasDescriptor)


class PipeEnd:
    """One of the two ends of a connection; each process closes the ends that are not its own."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing

    def fileno(self) -> int:
        """The descriptor that can be read from when there is a message, or when the other end is closed."""
        return self._reading

    def send(self, message: Any) -> None:
        """Sends an object that can be pickled. Raises OSError where nobody is left to read it."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        left = memoryview(len(data).to_bytes(HEAD, "big") + data)
        while left:
            left = left[os.write(self._writing, left) :]

    def recv(self) -> Any:
        """The next object. Raises EOFError where the other end is closed before all of it has come."""
        size = int.from_bytes(self._read(HEAD), "big")
        return pickle.loads(self._read(size))

    def _read(self, size: int) -> bytes:
        pieces = []
        while size:
            piece = os.read(self._reading, min(size, MOST_AT_ONCE))
            if not piece:
                raise EOFError
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        """Lets go of this end, which the other one notices; once is enough."""
        ends = self._reading, self._writing
        self._reading = self._writing = -1
        for descriptor in ends:
            if descriptor >= 0:
                os.close(descriptor)


def pipe() -> tuple[PipeEnd, PipeEnd]:
    """Two connected ends. Raises OSError where the system has no more."""
    to_first, from_second = _wide_pipe()
    to_second, from_first = _wide_pipe()
    return PipeEnd(to_first, from_first), PipeEnd(to_second, from_second)


def _wide_pipe() -> tuple[int, int]:
    """A pipe that takes a message before the other end reads it, where the system lets it be so wide."""
    reading, writing = os.pipe()
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, WIDTH)
    return reading, writing


def readable(ends: Sequence[End], timeout: float | None = None) -> list[End]:
    """Those that have something to read, or whose other end is closed, after at most `timeout` seconds."""
    by_descriptor = {end.fileno(): end for end in ends}
    poll = select.poll()
    for descriptor in by_descriptor:
        poll.register(descriptor, select.POLLIN)
    ready = poll.poll(None if timeout is None else timeout * 1000)
    return [by_descriptor[descriptor] for descriptor, _ in ready]


class Fork:
    """A copy of this process, which calls `body` and then ends; it must not be made while other threads run."""

    def __init__(self, body: Callable[..., None], *arguments: object) -> None:
        # It closes with the last process that holds its other end: this fork or one of its own.
        self._alive, alive = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._alive)
            _do(body, *arguments)
        os.close(alive)

    def join(self, timeout: float) -> None:
        """Waits until it and its own forks are gone, but for no more than `timeout` seconds."""
        poll = select.poll()
        poll.register(self._alive, select.POLLIN)
        if poll.poll(timeout * 1000):
            os.waitpid(self._pid, 0)
            os.close(self._alive)
            self._pid = 0

    def is_alive(self) -> bool:
        """Whether it was not gone yet when it was last waited for."""
        return self._pid != 0

    def terminate(self) -> None:
        """Ends it, whatever it does."""
        os.kill(self._pid, signal.SIGTERM)


def _do(body: Callable[..., None], *arguments: object) -> NoReturn:
    """What a fork does instead of going on where it was forked."""
    status = 1
    try:
        body(*arguments)
        status = 0
    except KeyboardInterrupt:
        pass
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)
