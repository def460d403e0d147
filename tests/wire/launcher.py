"""Runs scripts, each in a process of its own, from a template that has imported the client libraries once.

Importing openai and anthropic takes longer than the rest of a run, that of a framework much longer, and each script
is run several times. There is a template for each interpreter that scripts run with. It serves a Unix socket; for each job it forks a child that becomes the script: its own environment,
working directory, arguments, streams and `__main__`, and the interpreter's own way of ending. Run as a
program, this file is the template.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PRELOADED = ("aiohttp", "anthropic", "httpx", "openai", "openai.resources", "anthropic.resources", "requests")
TIMEOUT = 60.0


@dataclass(frozen=True)
class Ended:
    """How a process ended; a negative exit code is the signal that killed it."""

    exit_code: int
    stdout: str
    stderr: str


class Launcher:
    """The template process, from the tests' side; `close` ends it. `folder` is for its socket and streams.

    `interpreter` is what runs it, and `preloaded` the modules that it imports.
    """

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str],
        interpreter: str = sys.executable,
        preloaded: tuple[str, ...] = PRELOADED,
    ) -> None:
        self._folder = folder
        self._address = str(folder / "launcher.socket")
        self._numbers = itertools.count()
        command = [interpreter, __file__, self._address, *preloaded]
        self._template = subprocess.Popen(command, env=environment)

    def run(self, script: Path, environment: dict[str, str], arguments: tuple[str, ...] = ()) -> Ended:
        """Run `script` in its own folder and wait for its end."""
        number = next(self._numbers)
        streams = [self._folder / f"{number}.{script.stem}.{name}" for name in ("stdout", "stderr")]
        job = {
            "script": str(script),
            "arguments": list(arguments),
            "environment": environment,
            "streams": [str(path) for path in streams],
        }
        with self._connect() as connection:
            connection.sendall(json.dumps(job).encode() + b"\n")
            answer = connection.makefile("rb").read()
        if not answer:
            raise RuntimeError(f"the template lost the run of {script}")
        stdout, stderr = (path.read_text(encoding="utf-8", errors="replace") for path in streams)
        return Ended(int(answer), stdout, stderr)

    def close(self) -> None:
        """End the template process."""
        self._template.terminate()
        self._template.wait()

    def _connect(self) -> socket.socket:
        deadline = time.monotonic() + TIMEOUT
        while True:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(TIMEOUT + 5)
            try:
                connection.connect(self._address)
                return connection
            except OSError:
                connection.close()
                if self._template.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


def _serve(address: str) -> dict[str, object]:
    """Serve jobs for ever; returns only in a process that is to become a script, with its job."""
    # A path of its own, put in place when it listens: whoever sees the socket can connect.
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(address + ".new")
    listener.listen(16)
    os.rename(address + ".new", address)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = listener.accept()
        if os.fork():
            connection.close()
            continue
        listener.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        job: dict[str, object] = json.loads(connection.makefile("rb").readline())
        child = os.fork()
        if child:
            connection.sendall(str(_wait(child)).encode())
            os._exit(0)
        connection.close()
        return job


def _wait(child: int) -> int:
    def give_up(*_: object) -> None:
        os.kill(child, signal.SIGKILL)

    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, TIMEOUT)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _become(job: dict[str, object]) -> str:
    """Make this process the script's; returns the path to run."""
    script, arguments, streams = str(job["script"]), job["arguments"], job["streams"]
    environment = job["environment"]
    assert isinstance(arguments, list)
    assert isinstance(streams, list)
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(os.path.dirname(script))
    for number, name in zip((0, 1, 2), (os.devnull, *streams), strict=True):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        descriptor = os.open(name, flags, 0o600)
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.argv = [script, *arguments]
    sys.path[0] = os.path.dirname(script)
    return script


if __name__ == "__main__":
    for _name in sys.argv[2:]:
        with contextlib.suppress(ImportError):
            importlib.import_module(_name)
    # Keeps the collector of each child away from all that it has in common with the others.
    gc.freeze()
    _script = _become(_serve(sys.argv[1]))
    runpy.run_path(_script, run_name="__main__")
