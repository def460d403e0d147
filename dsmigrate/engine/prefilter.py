"""Read the files and keep those that name DeepSeek at all: the cheapest stage, and the last that sees every file."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dsmigrate.core.problems import Problem
from dsmigrate.dialects.file_kinds import reads

if TYPE_CHECKING:
    from pathlib import Path

# Whatever a request to the service is made of, its host or its model's ID holds this name.
NEEDLE = b"deepseek"
# A comment that silences a rule is looked at also where there is nothing left to silence.
MARK = b"dsmigrate: ignore"
# A part of it, which is found to be absent in three quarters of the time that the whole takes.
PART_OF_MARK = b"igrate:"
PYTHON_ENDINGS = (".py", ".pyi", ".pyw")
# No hand-written file is larger. Such a file is searched, but never held in memory whole or parsed.
MAX_BYTES = 20_000_000
CHUNK = 1 << 20
UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# Opening a named pipe must not wait for a writer.
FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def candidates(
    files: Sequence[str],
    found_python: Callable[[Path, bytes], None] | None = None,
    imports: dict[str, bytes] | None = None,
    needle: bytes = NEEDLE,
) -> tuple[list[tuple[Path, bytes]], list[Problem]]:
    """The files among `files` (absolute paths) that some dialect reads and that hold `needle`, with their bytes.

    Upper and lower case are the same. A file that is gone since it was listed (or is tracked, but deleted) is
    passed over; one that cannot be read is a problem. A Python file of more than `MAX_BYTES` is a problem where it
    holds the needle; other files of that size are data and are left alone. `found_python` is told of each Python file
    as soon as it is found; `imports` is given the lines with imports of each that is read from then on, as others may
    be asked about what it names. Files with the needle in their path are read first, so that one is found soon.
    """
    found: list[tuple[Path, bytes]] = []
    problems: list[Problem] = []
    import_text: Callable[[bytes], bytes] | None = None
    order = dict.fromkeys((*_named_for(needle, files), *files)) if found_python is not None else files
    for file in order:
        name = file[file.rfind(os.sep) + 1 :]
        is_python = name.endswith(PYTHON_ENDINGS) or name.lower().endswith(PYTHON_ENDINGS)
        maybe_script = not is_python and not reads(name)
        if maybe_script and "." in name:
            continue
        try:
            data = _read(file, needle, maybe_script, is_python)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(Problem(_path(file), f"cannot be read: {error.strerror}"))
            continue
        except _NotRead as reason:
            problems.append(Problem(_path(file), str(reason), reason.fatal))
            continue
        if data and _holds(data, needle):
            path = _path(file)
            found.append((path, data))
            if is_python:
                if found_python is not None:
                    found_python(path, data)
                if imports is not None and import_text is None:
                    from dsmigrate.engine.modules import import_text
        if import_text is not None and is_python and imports is not None:
            imports[file] = import_text(data)
    if order is not files:
        found.sort(key=lambda item: str(item[0]))
        problems.sort(key=lambda problem: str(problem.path))
    return found, problems


def _named_for(needle: bytes, files: Sequence[str]) -> Iterator[str]:
    """The files in whose path the needle stands."""
    word = needle.decode()
    return (file for file in files if word in file.lower())


def is_candidate(file: str, data: bytes, needle: bytes = NEEDLE) -> bool:
    """Whether a file of that name with these contents is read by some dialect and holds `needle`."""
    return could_be_read(os.path.basename(file)) and _holds(data, needle)


def could_be_read(name: str) -> bool:
    """Whether some dialect may read a file of that name; one without an ending may be a script."""
    return name.lower().endswith(PYTHON_ENDINGS) or reads(name) or "." not in name


def _path(file: str) -> Path:
    # pathlib costs a tenth of a run that finds nothing to do, and such a run needs no path object.
    from pathlib import Path

    return Path(file)


def is_python(path: Path, data: bytes) -> bool:
    """Whether a candidate is for the Python dialect: by its ending, or by its first line where it has none."""
    if path.name.lower().endswith(PYTHON_ENDINGS):
        return True
    return "." not in path.name and data.startswith(b"#!") and b"python" in data.partition(b"\n")[0]


class _NotRead(Exception):
    def __init__(self, reason: str, fatal: bool) -> None:
        super().__init__(reason)
        self.fatal = fatal


def _read(file: str, needle: bytes, only_script: bool, is_python: bool) -> bytes:
    """The file's bytes; empty where they cannot matter."""
    # Bare system calls: on thousands of small files they take half the time of a file object.
    descriptor = os.open(file, FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            if stat.S_ISDIR(status.st_mode):
                return b""
            raise _NotRead("is a socket, pipe or device, which cannot be read", fatal=False)
        if only_script and os.read(descriptor, 2) != b"#!":
            return b""
        if status.st_size > MAX_BYTES:
            if is_python and _searched(descriptor, needle):
                raise _NotRead(
                    f"names DeepSeek, but at {status.st_size // 1_000_000} MB is too large to read", True
                )
            return b""
        pieces = [b"#!"] if only_script else []
        # One byte more than it should be: where the first call gives less, no second one is needed to see the end.
        room = status.st_size + 1
        while piece := os.read(descriptor, room):
            pieces.append(piece)
            if len(piece) < room and len(pieces) == 1:
                break
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
    finally:
        os.close(descriptor)


def _searched(descriptor: int, needle: bytes) -> bool:
    tail = b""
    while piece := os.read(descriptor, CHUNK):
        text = tail + piece.lower()
        if needle in text:
            return True
        tail = text[-len(needle) :]
    return False


def _holds(data: bytes, needle: bytes) -> bool:
    if needle in data.lower() or (PART_OF_MARK in data and MARK in data):
        return True
    encoding = UTF16_BOMS.get(data[:2])
    return encoding is not None and needle.decode("ascii").encode(encoding) in data.lower()
