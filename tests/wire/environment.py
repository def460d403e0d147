"""Virtual environments for the scripts of client libraries that the tests' own environment does not hold.

Each file in `environments/` lists exact versions for one of them; its first lines, `# word: value`, say which
folders of `scripts/` it serves. `python -m tests.wire.environment` makes those that are missing, or the ones named.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILES = Path(__file__).parent / "environments"
# Where environments are kept, and whether a missing one is an error rather than a reason to skip.
CACHE_VARIABLE = "WIRE_ENVIRONMENTS"
REQUIRED_VARIABLE = "WIRE_REQUIRED"
_LINE = re.compile(r"# ([a-z-]+):\s*(.*)")
_PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,-]+\])?==[^\s;]+(\s*;.*)?")


@dataclass(frozen=True)
class Environment:
    """One file of pins. `scripts` are the folders it serves; `preload` what the template imports for all of them."""

    name: str
    path: Path
    scripts: tuple[str, ...]
    preload: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    pins: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where it is, or would be: another folder for other pins or another interpreter."""
        version = f"{sys.implementation.cache_tag}-{sys.platform}"
        told = "\n".join((sys.base_prefix, version, *self.pins))
        return cache_folder() / f"{self.name}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    @property
    def interpreter(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def is_made(self) -> bool:
        return self.interpreter.exists()

    @property
    def how_to_make(self) -> str:
        """What to tell somebody who does not have it."""
        return (
            f"the environment {self.name} is missing: run `python -m tests.wire.environment {self.name}` once "
            f"(into {cache_folder()}; {CACHE_VARIABLE} names another place)"
        )


def cache_folder() -> Path:
    """The folder that holds all environments."""
    told = os.environ.get(CACHE_VARIABLE)
    if told:
        return Path(told).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dsmigrate" / "wire"


def read_environment(path: Path) -> Environment:
    """The environment at `path`. Raises ValueError where a line is no comment and no exact version."""
    header: dict[str, str] = {}
    pins: list[str] = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        match = _LINE.fullmatch(line)
        if match is not None:
            header[match[1]] = match[2]
        elif not line.startswith("#"):
            if not _PIN.fullmatch(line):
                raise ValueError(f"{path}: {line!r} is not an exact version")
            pins.append(line)
    unknown = header.keys() - {"scripts", "preload", "env"}
    if unknown or not header.get("scripts") or not pins:
        raise ValueError(f"{path}: it needs `# scripts:` and pins; unknown: {sorted(unknown)}")
    pairs = (pair.partition("=") for pair in header.get("env", "").split())
    return Environment(
        name=path.stem,
        path=path,
        scripts=tuple(header["scripts"].split()),
        preload=tuple(header.get("preload", "").split()),
        env=tuple((name, value) for name, _, value in pairs),
        pins=tuple(pins),
    )


@cache
def all_environments() -> tuple[Environment, ...]:
    """Every environment, by name."""
    return tuple(read_environment(path) for path in sorted(FILES.glob("*.txt")))


def environment_of(group: str) -> Environment | None:
    """The environment of the scripts in the folder `group`; None where the tests' own serves them."""
    return next((each for each in all_environments() if group in each.scripts), None)


def make(environment: Environment) -> None:
    """Make it, unless it is there; needs pip 22.3 or newer. Raises CalledProcessError where a package cannot be installed."""
    if environment.is_made:
        return
    # Built beside its place and moved there when it is whole: a run that is broken off leaves none behind.
    building = environment.folder.with_name(f"{environment.folder.name}.{os.getpid()}")
    shutil.rmtree(building, ignore_errors=True)
    try:
        # This environment's pip does it; one of its own would take as long as a small environment.
        venv.create(building, with_pip=False, symlinks=True)
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(building / "bin" / "python"),
            "install",
            "--quiet",
        ]
        # Compiled now: the scripts' own runs write nothing.
        subprocess.run([*pip, "--prefer-binary", "--compile", "-r", str(environment.path)], check=True)
        if not environment.is_made:
            building.rename(environment.folder)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def main(names: list[str]) -> int:
    """Make the environments of these names, or all; returns the exit code."""
    known = {each.name: each for each in all_environments()}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    cache_folder().mkdir(parents=True, exist_ok=True)
    for name in names or known:
        print(f"{name}: {known[name].folder}", flush=True)
        make(known[name])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
