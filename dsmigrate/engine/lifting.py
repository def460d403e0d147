"""Lifts Python files, in several processes where there is enough to do for them."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from dsmigrate.catalog.clients import client_libraries
from dsmigrate.catalog.load import catalog
from dsmigrate.core.sightings import Sightings
from dsmigrate.engine.read import Unreadable, read_python

# Below this many bytes of Python one process is done before a second one has imported the parser.
WORTH_A_POOL = 150_000
Job = tuple[Path, bytes, bool]
Lifted = tuple[Path, Sightings | None, str]


def lift_file(job: Job) -> Lifted:
    """Lifts one file: its sightings, or None where it holds nothing of interest; and the reason where it failed.

    The job's last part says whether texts count too (comments and docstrings), so that the gate must stay open.
    """
    path, data, texts_count = job
    # ast is cheap and libcst is not: most files that name DeepSeek do so in a comment.
    from dsmigrate.dialects.python.gate import may_matter

    try:
        source = read_python(path, data)
    except Unreadable as error:
        return path, None, error.reason
    if not texts_count and not may_matter(source, catalog().telltale, client_libraries().own_modules):
        return path, None, ""
    from dsmigrate.dialects.python.lift import PythonFile
    from dsmigrate.dialects.python.tree import UnreadableModule

    try:
        return path, PythonFile(source, catalog()).sightings, ""
    except UnreadableModule as error:
        return path, None, f"cannot be parsed: {error}"
    except RecursionError:
        return path, None, "cannot be parsed: it is nested too deeply"


def lift_all(jobs: Sequence[Job]) -> Iterator[Lifted]:
    """Lifts every file; the results come in the order of the jobs."""
    workers = min(os.cpu_count() or 1, 8, len(jobs))
    if workers < 2 or sum(len(data) for _, data, _ in jobs) < WORTH_A_POOL:
        yield from map(lift_file, jobs)
        return
    yield from _in_processes(jobs, workers)


def _in_processes(jobs: Sequence[Job], workers: int) -> Iterator[Lifted]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    # A fork starts in 20 ms and a fresh interpreter in 500, but a fork while threads run can hang.
    forks = "fork" in get_all_start_methods() and threading.active_count() == 1
    try:
        pool = ProcessPoolExecutor(workers, get_context("fork" if forks else "spawn"))
    except (OSError, ImportError, NotImplementedError):
        yield from map(lift_file, jobs)  # no semaphores here, as on some phones and serverless hosts
        return
    with pool:
        futures = [pool.submit(lift_file, job) for job in jobs]
        for future in futures:
            yield future.result()
