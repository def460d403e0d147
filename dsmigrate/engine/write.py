"""Write changed files, all of them or none, also where the disk fills up or the process dies half-way.

1. The journal is opened and locked in the root folder; what an earlier run left in it is settled first.
2. The plan goes into the journal and to disk: so whatever is found later can be told from the user's own files.
3. Beside each target two files are put on disk: the new content, and the old (a hard link to it where that can be).
   All the room that the write needs is taken by then; a full disk shows here, before a target was touched.
4. Each target is compared with what it is thought to hold. One that was changed meanwhile ends it all.
5. The new files are renamed over the targets, one after the other. A target that has other hard links, or an owner
   that this process cannot give to a new file, is written in place instead.
6. The journal is marked done: this is the moment at which the write has happened. What is left over is removed.

A failure before 6 undoes what was done. Where the process itself died, the next run's `recover` does that: back, not
forward, since that run is about to work the fix out anew from what it finds. A file that was changed since then is
never overwritten; then the others follow the state that the change was made on.
"""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dsmigrate.core.outcome import Change
from dsmigrate.core.problems import Problem
from dsmigrate.engine.journal import (
    NAME,
    Busy,
    Entry,
    Journal,
    digest,
    is_inside,
    is_own,
    sync_folder,
    write_whole,
)

BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
BUSY = "another run of dsmigrate is writing here; try again when it is done"
NOTHING_CHANGED = "no file of this fix was changed"


class NotWritten(Exception):
    """A write that did not happen: which file stood in the way, and why. No file was changed unless `reason` says so."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def write_all(changes: Sequence[Change], root: Path) -> None:
    """Write every change or none; `root` is the project root, and holds the journal while this runs.

    Mode, owner where possible, extended attributes, symbolic links and hard links are kept. Raises `NotWritten`.
    """
    targets = _targets(changes, root)
    if not targets:
        return
    for folder in _journals(targets, root):
        if standing := next((problem for problem in recover(folder) if problem.fatal), None):
            raise NotWritten(standing.path, f"{standing.reason}; {NOTHING_CHANGED}")
    try:
        journal = Journal(root)
    except Busy:
        raise NotWritten(root, BUSY) from None
    except OSError as error:
        raise NotWritten(root / NAME, f"cannot be written: {error.strerror}; {NOTHING_CHANGED}") from error
    # Looked for again now that ours can be seen: of two runs that begin at once, at least one sees the other.
    if _journals(targets, root) != [root]:
        journal.drop()
        raise NotWritten(root, BUSY)
    if journal.read() is not None:  # a run that has died since we looked; what it left comes first
        journal.close()
        raise NotWritten(root, BUSY)
    _write(journal, targets)


def recover(root: Path) -> list[Problem]:
    """Settle what a run that died while it wrote has left in `root`; says what was done about each file.

    Fatal problems are files that need the user's eye. Nothing is done, and nothing returned, where no run died.
    """
    if not os.path.lexists(root / NAME):
        return []
    try:
        journal = Journal(root)
    except Busy:
        return [Problem(root, BUSY)]
    except OSError as error:
        return [
            Problem(root / NAME, f"is left over from a run that died, and cannot be read: {error.strerror}")
        ]
    problems = _settle_left_over(journal)
    if any(problem.path == journal.path for problem in problems):
        journal.close()
    else:
        journal.drop()
    return problems


def interrupted(root: Path) -> Problem | None:
    """What a run that only reads should say about a write that died, or is under way; None where there is none."""
    try:
        if not os.lstat(root / NAME).st_size:
            return None
    except OSError:
        return None
    return Problem(
        root / NAME,
        "an earlier fix was interrupted (or one is running now), so files may be half changed; "
        "`dsmigrate fix` puts them back first",
    )


@dataclass(frozen=True, slots=True)
class _Target:
    shown: Path
    path: Path
    change: Change
    status: os.stat_result


def _targets(changes: Iterable[Change], root: Path) -> list[_Target]:
    """The files behind the changes, links followed; raises `NotWritten` for one that cannot be written."""
    found: dict[tuple[int, int], _Target] = {}
    for change in changes:
        if change.before == change.after:
            continue
        path = Path(os.path.realpath(change.path))
        try:
            status = os.lstat(path)
        except OSError as error:
            raise NotWritten(
                change.path, f"cannot be written: {error.strerror}; {NOTHING_CHANGED}"
            ) from error
        if not stat.S_ISREG(status.st_mode):
            raise NotWritten(change.path, f"is no regular file any more; {NOTHING_CHANGED}")
        if not is_inside(path, root):
            raise NotWritten(
                change.path, f"lies outside of {root}, where it links to {path}; {NOTHING_CHANGED}"
            )
        # The superuser may write what is marked read-only; the mark was still meant.
        if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
            raise NotWritten(change.path, f"is read-only; {NOTHING_CHANGED}")
        target = _Target(change.path, path, change, status)
        twin = found.setdefault((status.st_dev, status.st_ino), target)
        if twin.change.after != change.after:
            raise NotWritten(
                change.path, f"is the same file as {twin.shown}, but would become another; {NOTHING_CHANGED}"
            )
    return list(found.values())


def _journals(targets: Sequence[_Target], root: Path) -> list[Path]:
    """The folders with a journal that may cover a target: the root, one above it, a project inside of it.

    One that another user owns does not count, but in the root itself: anybody can leave one in /tmp.
    """
    own = os.path.realpath(root)
    found = [root] if os.path.lexists(root / NAME) else []
    for folder in sorted(
        {folder for target in targets for folder in target.path.parents if str(folder) != own}
    ):
        with suppress(OSError):
            if is_own(os.lstat(folder / NAME)):
                found.append(folder)
    return found


def _plan(targets: Sequence[_Target], root: Path) -> tuple[Entry, ...]:
    token = secrets.token_hex(8)
    entries = []
    for number, target in enumerate(targets):
        folder = os.path.relpath(target.path.parent, os.path.realpath(root))
        entries.append(
            Entry(
                target=os.path.normpath(os.path.join(folder, target.path.name)),
                new=os.path.normpath(os.path.join(folder, f".dsmigrate-{token}-{number}.new")),
                old=os.path.normpath(os.path.join(folder, f".dsmigrate-{token}-{number}.old")),
                before=digest(target.change.before),
                after=digest(target.change.after),
                in_place=target.status.st_nlink > 1 or not _can_give_away(target.status),
            )
        )
    return tuple(entries)


def _can_give_away(status: os.stat_result) -> bool:
    """Whether a new file of this process can have the owner and group in `status`."""
    if sys.platform == "win32" or os.geteuid() == 0:
        return True
    return status.st_uid == os.geteuid() and status.st_gid in {os.getegid(), *os.getgroups()}


def _write(journal: Journal, targets: Sequence[_Target]) -> None:
    """Steps 2 to 6; lets go of the journal."""
    root = journal.root
    entries = _plan(targets, root)
    pairs = list(zip(targets, entries, strict=True))
    folders = sorted({target.path.parent for target in targets})
    at = targets[0].shown
    begun = False
    try:
        journal.write(entries)
        for target, entry in pairs:
            at = target.shown
            _stage(target, root / entry.new, target.change.after)
            _keep_old(target, root / entry.old, copy=entry.in_place)
        for folder in folders:
            sync_folder(folder)
        for target in targets:
            _compare(target)
        begun = True
        for target, entry in pairs:
            at = target.shown
            _compare(target)
            _put(root, entry)
        for folder in folders:
            sync_folder(folder)
        journal.finish()
    except BaseException as error:
        _undo(journal, entries, at, begun)
        if isinstance(error, OSError):
            raise NotWritten(at, f"cannot be written: {error.strerror}; {NOTHING_CHANGED}") from error
        raise
    try:
        _clear(root, entries)
    except OSError:
        journal.close()  # it says done: the next run clears away what is left
    else:
        journal.drop()


def _compare(target: _Target) -> None:
    if target.path.read_bytes() != target.change.before:
        raise NotWritten(target.shown, f"was changed after it had been read; {NOTHING_CHANGED}")


def _undo(journal: Journal, entries: Sequence[Entry], at: Path, begun: bool) -> None:
    """Put back what was written, after a failure at the file `at`; raises `NotWritten` where that is not possible."""
    try:
        if begun:
            problems = _settle(journal.root, entries)
        else:
            problems = []
            _clear(journal.root, entries)
    except OSError as error:
        journal.close()
        reason = f"the write failed, and so did undoing it ({error.strerror}); the next `dsmigrate fix` tries again"
        raise NotWritten(at, reason) from error
    journal.drop()
    stuck = [
        problem
        for problem in problems
        if problem.fatal and os.path.realpath(problem.path) != os.path.realpath(at)
    ]
    if stuck:
        raise NotWritten(stuck[0].path, stuck[0].reason)


def _stage(target: _Target, path: Path, content: bytes) -> None:
    """A file with this content and everything else as the target has it, on disk for certain."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    try:
        write_whole(descriptor, content)
        if sys.platform != "win32":
            _dress(descriptor, target)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if sys.platform == "win32":
        os.chmod(path, stat.S_IMODE(target.status.st_mode))


if sys.platform != "win32":

    def _dress(descriptor: int, target: _Target) -> None:
        """Give a new file the owner, mode and extended attributes of its target, as far as the system lets us."""
        mode = stat.S_IMODE(target.status.st_mode)
        try:
            os.fchown(descriptor, target.status.st_uid, target.status.st_gid)
        except PermissionError:
            mode &= 0o777
        os.fchmod(descriptor, mode)
        if sys.platform == "linux":
            with suppress(OSError):
                for name in os.listxattr(target.path):
                    os.setxattr(descriptor, name, os.getxattr(target.path, name))


def _keep_old(target: _Target, path: Path, copy: bool) -> None:
    if not copy:
        try:
            os.link(target.path, path)
            return
        except OSError:  # many file systems have no hard links
            pass
    _stage(target, path, target.change.before)


def _put(root: Path, entry: Entry) -> None:
    if entry.in_place:
        _overwrite(root / entry.target, (root / entry.new).read_bytes())
        os.unlink(root / entry.new)
    else:
        os.replace(root / entry.new, root / entry.target)


def _overwrite(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | BINARY)
    try:
        write_whole(descriptor, content)
        os.truncate(descriptor, len(content))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _State(Enum):
    """What has become of a target since the write began."""

    OLD = "holds what it held before"
    NEW = "holds what it was to hold, or a part of it"
    CHANGED_OLD = "was changed, and had not been written"
    CHANGED_NEW = "was changed, and had been written"
    UNCLEAR = "was changed, and cannot be restored"


def _state(root: Path, entry: Entry) -> _State:
    current = _content(root / entry.target)
    now = None if current is None else digest(current)
    if now == entry.before:
        return _State.OLD
    new, old = _content(root / entry.new), _content(root / entry.old)
    # Once a target is written, its new file is gone: renamed, or removed after it had been copied.
    written = new is None
    if now == entry.after and (written or entry.in_place):
        return _State.NEW if old is not None and digest(old) == entry.before else _State.UNCLEAR
    if (
        entry.in_place
        and current is not None
        and old is not None
        and new is not None
        and _is_torn(current, old, new)
    ):
        return _State.NEW
    return _State.CHANGED_NEW if written else _State.CHANGED_OLD


def _is_torn(current: bytes, old: bytes, new: bytes) -> bool:
    """Whether `current` is `old` with `new` written over a part of it, from the start."""
    pairs = enumerate(zip(current, new, strict=False))
    written = next((index for index, (one, other) in pairs if one != other), min(len(current), len(new)))
    return current[written:] == old[written:]


def _content(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else path.read_bytes()
    except FileNotFoundError:
        return None


def _settle(root: Path, entries: Sequence[Entry]) -> list[Problem]:
    """Bring the files of a broken write to one state, and clear away what it left beside them."""
    states = {entry: _state(root, entry) for entry in entries}
    changed = {entry: state for entry, state in states.items() if state not in (_State.OLD, _State.NEW)}
    problems = []
    if not changed or set(changed.values()) == {_State.CHANGED_OLD}:
        what = "has been put back as it was before the run that was interrupted"
        for entry in (entry for entry, state in states.items() if state is _State.NEW):
            _restore(root, entry)
            problems.append(Problem(root / entry.target, what, fatal=False))
    elif set(changed.values()) == {_State.CHANGED_NEW}:
        what = "has been written, as the run that was interrupted had begun to"
        for entry in (entry for entry, state in states.items() if state is _State.OLD):
            _put(root, entry)
            problems.append(Problem(root / entry.target, what, fatal=False))
    else:
        what = "left as they are"
        for entry in (entry for entry, state in states.items() if state is _State.NEW):
            reason = (
                "was written by a run that was interrupted, and is left so: other files were changed since"
            )
            problems.append(Problem(root / entry.target, reason))
    for entry in changed:
        reason = "was changed after a run had been interrupted while writing it; look through it by hand"
        problems.append(Problem(root / entry.target, reason))
    _clear(root, entries)
    return problems


def _restore(root: Path, entry: Entry) -> None:
    if entry.in_place:
        _overwrite(root / entry.target, (root / entry.old).read_bytes())
    else:
        os.replace(root / entry.old, root / entry.target)


def _clear(root: Path, entries: Sequence[Entry]) -> None:
    for entry in entries:
        for side in (entry.new, entry.old):
            with suppress(FileNotFoundError):
                os.unlink(root / side)
    for folder in {(root / entry.target).parent for entry in entries}:
        sync_folder(folder)


def _settle_left_over(journal: Journal) -> list[Problem]:
    """Settle what the journal says of an earlier run; a problem with the journal's own path means: keep it."""
    try:
        plan = journal.read()
    except ValueError:
        reason = "was not written by this version of dsmigrate; remove it if no run is interrupted"
        return [Problem(journal.path, reason)]
    if plan is None:
        return []
    try:
        if not plan.done:
            return _settle(journal.root, plan.entries)
        _clear(journal.root, plan.entries)
        return []
    except OSError as error:
        reason = f"tells of a run that died while writing, which cannot be undone: {error.filename}: {error.strerror}"
        return [Problem(journal.path, reason)]
