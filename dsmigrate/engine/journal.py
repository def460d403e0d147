"""The journal of a write: what it is about to do, on disk before it is done, and the lock that goes with it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = ".dsmigrate-journal"
VERSION = 1
SIDE_NAME = re.compile(r"\.dsmigrate-[0-9a-f]{16}-\d+\.(?:new|old)")
BINARY = getattr(os, "O_BINARY", 0)
FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | BINARY

if sys.platform == "win32":
    import msvcrt

    # A byte far behind the content, since a locked one cannot be read by others.
    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class Busy(Exception):
    """Another run holds the journal."""


def is_own(status: os.stat_result) -> bool:
    """Whether this user owns a file: another's journal might be made to change files in this one's name."""
    return sys.platform == "win32" or status.st_uid == os.geteuid()


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a write. Paths are relative to the root where they can be; digests are of the whole content.

    `new` and `old` are files beside the target that hold the content to come and the content that was there. `new`
    becomes the target, unless that is written `in_place`.
    """

    target: str
    new: str
    old: str
    before: str
    after: str
    in_place: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a write is about to do; `done` once nothing of it is to be undone any more."""

    entries: tuple[Entry, ...]
    done: bool = False


class Journal:
    """The open and locked journal of a root folder; one process at a time has it."""

    def __init__(self, root: Path) -> None:
        """Open and lock it. Raises `Busy` where another run has it, `OSError` where it cannot be had."""
        self.root = root
        self.path = root / NAME
        while True:
            self.descriptor = os.open(self.path, FLAGS, 0o600)
            if not is_own(os.fstat(self.descriptor)):
                os.close(self.descriptor)
                raise PermissionError(errno.EPERM, "it belongs to another user", str(self.path))
            if not _lock(self.descriptor):
                os.close(self.descriptor)
                raise Busy
            # Between opening and locking, its last owner may have removed it: then this lock is on nothing.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(self.descriptor), os.stat(self.path)):
                    return
            os.close(self.descriptor)

    def read(self) -> Plan | None:
        """The plan that an earlier run left; None where it left none, or died before it had done anything.

        Raises `ValueError` for a journal that this version did not write.
        """
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        content = b""
        while piece := os.read(self.descriptor, 1 << 20):
            content += piece
        lines = content.split(b"\n")
        try:
            plan = json.loads(lines[0])
        except ValueError:
            return None
        if len(lines) < 2:
            return None
        try:
            entries = tuple(Entry(**entry) for entry in plan["entries"])
            known = plan["version"] == VERSION and all(self._is_ours(entry) for entry in entries)
        except (KeyError, TypeError) as error:
            raise ValueError(self.path) from error
        if not known:
            raise ValueError(self.path)
        return Plan(entries, done=lines[1] == b"done")

    def _is_ours(self, entry: Entry) -> bool:
        """Whether a run of ours can have planned it: a journal that came with a repository must do no harm."""
        paths = [self.root / path for path in (entry.target, entry.new, entry.old)]
        return (
            all(path.parent == paths[0].parent for path in paths)
            and all(SIDE_NAME.fullmatch(path.name) for path in paths[1:])
            and is_inside(paths[0], self.root)
            and not paths[0].is_symlink()
        )

    def write(self, entries: tuple[Entry, ...]) -> None:
        """Put the plan on disk, durably, before anything of it is done."""
        plan = {"version": VERSION, "entries": [asdict(entry) for entry in entries]}
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        os.truncate(self.descriptor, 0)
        write_whole(self.descriptor, json.dumps(plan).encode("ascii") + b"\n")
        os.fsync(self.descriptor)
        sync_folder(self.root)

    def finish(self) -> None:
        """Say, durably, that everything is done and nothing is to be undone."""
        os.lseek(self.descriptor, 0, os.SEEK_END)
        write_whole(self.descriptor, b"done\n")
        os.fsync(self.descriptor)

    def drop(self) -> None:
        """Remove the journal and let go of it. Where that fails, the next run finds that nothing is left to do."""
        if sys.platform == "win32":
            os.truncate(self.descriptor, 0)
            self.close()  # an open file cannot be removed; the next run may have it open already, and finds it empty
        with suppress(OSError):
            os.unlink(self.path)
        if sys.platform != "win32":
            self.close()

    def close(self) -> None:
        os.close(self.descriptor)


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in `root`, links in its folders followed, and not in a repository's own data."""
    try:
        relative = Path(os.path.realpath(path.parent)).relative_to(os.path.realpath(root))
    except ValueError:
        return False
    return ".git" not in (part.lower() for part in (*relative.parts, path.name))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_whole(descriptor: int, content: bytes) -> None:
    """Write all of `content`: one call may take only a part of it, as a disk that fills up does first."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: Path | str) -> None:
    """Make what was created, renamed or removed in a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    # Some file systems have no such thing, and a folder may be writable and not readable.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
