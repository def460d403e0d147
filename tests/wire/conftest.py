"""Fixtures of the wire tests: the stage, and trials that run side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from .environment import REQUIRED_VARIABLE
from .runs import Missing, Stage
from .script import Script
from .trial import migrate, rename_only

WORKERS = 2
TRIALS: dict[str, Callable[[Script, Stage], list[str]]] = {
    "test_migration": migrate,
    "test_a_bare_rename_is_caught": rename_only,
}


class Trials:
    """Runs trials on a pool, so that the processes they wait for share the machine's cores."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pool = ThreadPoolExecutor(WORKERS)
        self._begun: dict[tuple[str, str], Future[list[str]]] = {}

    def begin(self, test: str, script: Script) -> None:
        """Put the trial of `test` on `script` in line, unless it is."""
        if (test, script.name) not in self._begun:
            self._begun[test, script.name] = self._pool.submit(TRIALS[test], script, self._stage)

    def result(self, test: str, script: Script) -> list[str]:
        """What the trial found; waits for it. Without the script's environment the test is skipped, or fails."""
        self.begin(test, script)
        try:
            return self._begun[test, script.name].result()
        except Missing as missing:
            if os.environ.get(REQUIRED_VARIABLE):
                pytest.fail(str(missing), pytrace=False)
            pytest.skip(str(missing))

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where scripts are run."""
    stage = Stage(tmp_path_factory.mktemp("wire"))
    yield stage
    stage.close()


@pytest.fixture(scope="session")
def trials(request: pytest.FixtureRequest, stage: Stage) -> Iterator[Trials]:
    """The trials of all the tests that were selected, begun in their order."""
    trials = Trials(stage)
    # Under pytest-xdist each worker has collected all tests and gets to run a part of them.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for item in request.session.items:
            if isinstance(item, pytest.Function) and item.originalname in TRIALS:
                script = item.callspec.params["script"]
                assert isinstance(script, Script)
                trials.begin(item.originalname, script)
    yield trials
    trials.close()
