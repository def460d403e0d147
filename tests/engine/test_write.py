"""Writing: all files of a fix or none, whatever happens in between; and what a file keeps when it is replaced."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsmigrate.core.outcome import Change
from dsmigrate.engine import write
from dsmigrate.engine.journal import NAME, Busy, Journal
from dsmigrate.engine.write import NotWritten, interrupted, recover, write_all
from tests.engine.unprivileged import open_to_all, unprivileged

BEFORE = {"settings.py": b"MODEL = 'old'\n", "app/calls.py": b"ask(MODEL)\r\n" * 40, "app/more.py": b"x = 1"}
AFTER = {"settings.py": b"MODEL = 'new, and longer'\n", "app/calls.py": b"ask()\r\n", "app/more.py": b"x = 2"}
LEFT_OVER = ".dsmigrate-"


def tree(root: Path) -> list[Change]:
    """The three files of a fix, as they are before it; returns the fix."""
    (root / "app").mkdir(parents=True)
    for name, content in BEFORE.items():
        (root / name).write_bytes(content)
    return [Change(root / name, BEFORE[name], AFTER[name]) for name in BEFORE]


def contents(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in BEFORE}


def left_over(root: Path) -> list[str]:
    return [path.name for path in root.rglob(LEFT_OVER + "*")]


def run_script(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_writes_every_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    write_all(changes, tmp_path)
    assert contents(tmp_path) == AFTER
    assert left_over(tmp_path) == []
    assert recover(tmp_path) == []


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "same.py"
    path.write_bytes(b"x")
    inode = path.stat().st_ino
    write_all([Change(path, b"x", b"x")], tmp_path)
    write_all([], tmp_path)
    assert path.stat().st_ino == inode


def test_keeps_mode_owner_and_attributes(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    path = tmp_path / "settings.py"
    path.chmod(0o751)
    if os.geteuid() == 0:
        os.chown(path, 12345, 23456)
    attributes = False
    try:
        os.setxattr(path, "user.note", b"kept")
        attributes = True
    except OSError:
        pass
    before = path.stat()
    write_all(changes, tmp_path)
    after = path.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert not attributes or os.getxattr(path, "user.note") == b"kept"


def test_keeps_symbolic_links(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    link = tmp_path / "link.py"
    link.symlink_to("settings.py")
    write_all([Change(link, BEFORE["settings.py"], AFTER["settings.py"]), *changes], tmp_path)
    assert os.readlink(link) == "settings.py"
    assert contents(tmp_path) == AFTER


def test_keeps_hard_links(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    other = tmp_path / "app" / "other name.py"
    os.link(tmp_path / "app/calls.py", other)
    write_all(changes, tmp_path)
    assert contents(tmp_path) == AFTER
    assert other.read_bytes() == AFTER["app/calls.py"]
    assert other.samefile(tmp_path / "app/calls.py")
    assert left_over(tmp_path) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give a file away")
def test_a_file_of_another_owner_keeps_its_owner(tmp_path: Path) -> None:
    open_to_all(tmp_path)
    tmp_path.chmod(0o777)
    path = tmp_path / "shared.py"
    path.write_bytes(b"old")
    path.chmod(0o666)
    with unprivileged():
        write_all([Change(path, b"old", b"new")], tmp_path)
    assert path.read_bytes() == b"new"
    assert path.stat().st_uid == 0
    assert left_over(tmp_path) == []


def _changed(root: Path) -> None:
    (root / "app/calls.py").write_bytes(b"edited meanwhile")


def _gone(root: Path) -> None:
    (root / "app/calls.py").unlink()


def _read_only(root: Path) -> None:
    (root / "app/calls.py").chmod(0o444)


def _folder(root: Path) -> None:
    (root / "app/calls.py").unlink()
    (root / "app/calls.py").mkdir()


def _leads_outside(root: Path) -> None:
    (root / "app/calls.py").unlink()
    outside = root.parent / "outside.py"
    outside.write_bytes(BEFORE["app/calls.py"])
    (root / "app/calls.py").symlink_to(outside)


def _journal_is_a_link(root: Path) -> None:
    (root / NAME).symlink_to("settings.py")


@pytest.mark.parametrize(
    ("prepare", "name", "reason"),
    [
        (_changed, "calls.py", "was changed after it had been read"),
        (_gone, "calls.py", "No such file"),
        (_read_only, "calls.py", "is read-only"),
        (_folder, "calls.py", "is no regular file any more"),
        (_leads_outside, "calls.py", "lies outside of"),
        (_journal_is_a_link, NAME, "symbolic link"),
    ],
)
def test_one_file_that_cannot_be_written_keeps_all_from_it(
    tmp_path: Path, prepare: Callable[[Path], None], name: str, reason: str
) -> None:
    root = tmp_path / "project"
    changes = tree(root)
    prepare(root)
    with pytest.raises(NotWritten, match=reason) as error:
        write_all(changes, root)
    assert error.value.path.name == name
    assert (root / "settings.py").read_bytes() == BEFORE["settings.py"]
    assert (root / "app/more.py").read_bytes() == BEFORE["app/more.py"]
    assert [name for name in left_over(root) if name != NAME] == []


def test_where_one_was_changed_the_others_are_not_even_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = tree(tmp_path)
    _changed(tmp_path)
    replaced: list[object] = []
    monkeypatch.setattr(os, "replace", lambda *paths: replaced.append(paths))
    with pytest.raises(NotWritten, match="was changed after it had been read"):
        write_all(changes, tmp_path)
    assert replaced == []


def test_a_folder_that_cannot_be_written_in(tmp_path: Path) -> None:
    root = tmp_path / "project"
    changes = tree(root)
    open_to_all(root)
    if os.geteuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, 65534, 65534)
    (root / "app").chmod(0o555)
    with unprivileged(), pytest.raises(NotWritten, match=r"calls\.py: cannot be written: Permission denied"):
        write_all(changes, root)
    assert contents(root) == BEFORE
    assert left_over(root) == []
    root.chmod(0o555)
    with unprivileged(), pytest.raises(NotWritten, match=NAME + ": cannot be written: Permission denied"):
        write_all(changes, root)
    assert contents(root) == BEFORE


def test_two_names_of_one_file_that_would_differ(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    link = tmp_path / "link.py"
    link.symlink_to("settings.py")
    with pytest.raises(NotWritten, match=r"is the same file as .*settings\.py"):
        write_all([*changes, Change(link, BEFORE["settings.py"], b"something else")], tmp_path)
    assert contents(tmp_path) == BEFORE


def test_another_run_in_the_same_root_above_or_below_is_waited_for_by_nobody(tmp_path: Path) -> None:
    changes = tree(tmp_path / "project")
    for folder in (tmp_path, tmp_path / "project", tmp_path / "project/app"):
        other = Journal(folder)
        with pytest.raises(NotWritten, match="another run of dsmigrate"):
            write_all(changes, tmp_path / "project")
        assert [problem.fatal for problem in recover(folder)] == [True]
        other.drop()
        assert contents(tmp_path / "project") == BEFORE
    write_all(changes, tmp_path / "project")
    assert contents(tmp_path / "project") == AFTER


# Each system call by which a write does anything. The process dies before or after the n-th of them, or the call
# fails, or (for a write) half of it happens and then the process dies.
CALLS = ("open", "write", "fsync", "truncate", "link", "replace", "unlink", "fchmod", "fchown")
FAILED, INTERRUPTED, DIED = 4, 5, -signal.SIGKILL


class Faults:
    """System calls that go wrong at the `at`-th."""

    def __init__(self, how: str, at: int) -> None:
        self.how, self.at, self.count = how, at, 0
        for name in CALLS:
            setattr(os, name, self.guard(name, getattr(os, name)))

    def guard(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count != self.at:
                return real(*arguments, **options)
            if self.how == "fail":
                raise OSError(errno.ENOSPC, "No space left on device")
            if self.how == "interrupt":
                raise KeyboardInterrupt
            if self.how == "half" and name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            elif self.how != "before":
                real(*arguments, **options)
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError("dead")

        return call


def fault(root: Path, how: str, at: int) -> tuple[int, bool]:
    """Write the fix in a process of its own, in which the `at`-th call goes wrong; its exit code, and if it got there."""
    changes = [Change(root / name, BEFORE[name], AFTER[name]) for name in BEFORE]
    process = os.fork()
    if process:
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return code, code < 0 or (root / "got there").exists()
    code = 1
    try:
        faults = Faults(how, at)
        try:
            write_all(changes, root)
            code = 0
        except NotWritten as error:
            code = FAILED if "no file of this fix was changed" in error.reason else 1
        except KeyboardInterrupt:
            code = INTERRUPTED
        if faults.count >= at:
            (root / "got there").touch()
    finally:
        os._exit(code)


@pytest.mark.parametrize("hard_link", [False, True], ids=["renamed", "in place"])
@pytest.mark.parametrize("how", ["before", "after", "half", "fail", "interrupt"])
def test_a_fault_at_every_step(tmp_path: Path, how: str, hard_link: bool) -> None:
    half_written = False
    for at in range(1, 1000):
        root = tmp_path / str(at)
        tree(root)
        if hard_link:
            os.link(root / "app/calls.py", root / "app/other name.py")
        code, got_there = fault(root, how, at)
        if how in ("fail", "interrupt"):
            # No second run is needed: what was done is undone before the error is told.
            assert code in (0, FAILED if how == "fail" else INTERRUPTED)
            assert contents(root) in (
                (AFTER,) if not code else (BEFORE, AFTER) if how == "interrupt" else (BEFORE,)
            )
        else:
            assert code in (0, DIED)
            half_written |= contents(root) not in (BEFORE, AFTER)
        assert [problem for problem in recover(root) if problem.fatal] == []
        assert contents(root) in (BEFORE, AFTER)
        assert left_over(root) == []
        if hard_link:
            assert (root / "app/calls.py").samefile(root / "app/other name.py")
        if not got_there:
            break
    assert at > 30
    assert half_written == (how in ("before", "after", "half"))


def killed_half_way(root: Path, last: str = "settings.py") -> None:
    """Leave `root/half` as a run does that dies when the file `last` has just been written."""
    for at in range(1, 1000):
        trial = root / "trials" / str(at)
        tree(trial)
        fault(trial, "after", at)
        if (trial / last).read_bytes() == AFTER[last]:
            os.rename(trial, root / "half")
            return


def test_recover_puts_back_and_says_so(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    waiting = interrupted(root)
    assert waiting is not None
    assert waiting.fatal
    assert waiting.path == root / NAME
    (problem,) = recover(root)
    assert problem.path == root / "settings.py"
    assert "put back" in problem.reason
    assert not problem.fatal
    assert contents(root) == BEFORE
    assert interrupted(root) is None
    assert recover(root) == []


def test_the_next_write_recovers_first(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    write_all([Change(root / name, BEFORE[name], AFTER[name]) for name in BEFORE], root)
    assert contents(root) == AFTER
    assert left_over(root) == []


def test_recover_from_a_run_on_a_folder_above(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    write_all([Change(root / "app/more.py", BEFORE["app/more.py"], b"later")], root / "app")
    assert contents(root) == {**BEFORE, "app/more.py": b"later"}
    assert left_over(root) == []


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        # Changed before it was written: the rest goes back. Changed after: the rest goes forward.
        ({"app/calls.py": b"mine"}, {**BEFORE, "app/calls.py": b"mine"}),
        ({"settings.py": b"mine"}, {**AFTER, "settings.py": b"mine"}),
        ({"app/more.py": AFTER["app/more.py"]}, {**BEFORE, "app/more.py": AFTER["app/more.py"]}),
        (
            {"settings.py": b"mine", "app/calls.py": b"mine too"},
            {"settings.py": b"mine", "app/calls.py": b"mine too", "app/more.py": BEFORE["app/more.py"]},
        ),
    ],
)
def test_recover_never_overwrites_what_was_changed_since(
    tmp_path: Path, edited: dict[str, bytes], expected: dict[str, bytes]
) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    for name, content in edited.items():
        (root / name).write_bytes(content)
    problems = recover(root)
    assert contents(root) == expected
    assert {problem.path for problem in problems if problem.fatal} == {root / name for name in edited}
    assert left_over(root) == []


def test_files_changed_on_both_sides_of_the_kill_leave_all_as_it_is(tmp_path: Path) -> None:
    killed_half_way(tmp_path, last="app/calls.py")
    root = tmp_path / "half"
    (root / "settings.py").write_bytes(b"mine")
    (root / "app/more.py").write_bytes(b"mine too")
    problems = recover(root)
    assert contents(root) == {
        "settings.py": b"mine",
        "app/calls.py": AFTER["app/calls.py"],
        "app/more.py": b"mine too",
    }
    assert {problem.path.name for problem in problems if problem.fatal} == {
        "settings.py",
        "calls.py",
        "more.py",
    }
    assert left_over(root) == []


def test_a_file_with_hard_links_that_was_written_and_then_changed(tmp_path: Path) -> None:
    for at in range(1, 1000):
        root = tmp_path / str(at)
        tree(root)
        os.link(root / "settings.py", root / "other name.py")
        fault(root, "before", at)
        if (root / "settings.py").read_bytes() == AFTER["settings.py"] and not list(root.glob("*.new")):
            break
    assert contents(root) == {**BEFORE, "settings.py": AFTER["settings.py"]}
    (root / "settings.py").write_bytes(b"mine")
    recover(root)
    assert contents(root) == {**AFTER, "settings.py": b"mine"}
    assert left_over(root) == []


def test_a_link_that_took_a_target_s_place_is_not_followed(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    (root / "settings.py").rename(tmp_path / "moved.py")
    (root / "settings.py").symlink_to("../moved.py")
    (problem,) = recover(root)
    assert problem.path == root / NAME
    assert (root / "settings.py").is_symlink()
    assert (tmp_path / "moved.py").read_bytes() == AFTER["settings.py"]


def test_a_repository_s_own_data_is_nobody_s_to_change(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_bytes(b"old")
    with pytest.raises(NotWritten, match="lies outside"):
        write_all([Change(tmp_path / ".git/config", b"old", b"new")], tmp_path)


def test_an_old_content_that_is_gone_is_told(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    for path in root.glob("*.old"):
        path.unlink()
    (problem,) = recover(root)
    assert problem.fatal
    assert problem.path == root / "settings.py"
    assert contents(root) == {**BEFORE, "settings.py": AFTER["settings.py"]}


class Broken:
    """A system call that fails from its `first` call to its `last`, after doing what is asked."""

    def __init__(
        self, real: Callable[..., Any], first: int, last: int, also: Callable[[], object] = int
    ) -> None:
        self.real, self.first, self.last, self.also, self.count = real, first, last, also, 0

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.count += 1
        if self.first <= self.count <= self.last:
            self.also()
            raise OSError(errno.EIO, "Input/output error", arguments[0])
        return self.real(*arguments, **options)


def test_undoing_fails_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = tree(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", Broken(os.replace, 2, 99))
        with pytest.raises(NotWritten, match="and so did undoing it") as error:
            write_all(changes, tmp_path)
    assert error.value.path.name == "calls.py"
    assert interrupted(tmp_path) is not None
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", Broken(os.replace, 1, 99))
        (problem,) = recover(tmp_path)
    assert problem.path == tmp_path / NAME
    assert "cannot be undone" in problem.reason
    assert [problem.path.name for problem in recover(tmp_path)] == ["settings.py"]
    assert contents(tmp_path) == BEFORE
    assert left_over(tmp_path) == []


def test_a_written_file_is_changed_before_the_next_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = tree(tmp_path)
    edit = (tmp_path / "settings.py").write_bytes
    monkeypatch.setattr(os, "replace", Broken(os.replace, 2, 2, also=lambda: edit(b"mine")))
    with pytest.raises(NotWritten) as error:
        write_all(changes, tmp_path)
    assert error.value.path == tmp_path / "settings.py"
    assert contents(tmp_path) == {**AFTER, "settings.py": b"mine"}
    assert left_over(tmp_path) == []


def test_a_file_changed_while_the_first_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = tree(tmp_path)
    real = os.replace

    def replaced(one: Any, other: Any) -> None:
        real(one, other)
        (tmp_path / "app/more.py").write_bytes(b"mine")

    monkeypatch.setattr(os, "replace", replaced)
    with pytest.raises(NotWritten, match="was changed after it had been read"):
        write_all(changes[::2], tmp_path)
    assert contents(tmp_path) == {**BEFORE, "app/more.py": b"mine"}
    assert left_over(tmp_path) == []


def test_what_is_left_after_a_write_that_is_done_is_cleared_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = tree(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", Broken(os.unlink, 1, 1))
        write_all(changes, tmp_path)
    assert left_over(tmp_path) != []
    (tmp_path / "settings.py").write_bytes(b"edited since")
    assert recover(tmp_path) == []
    assert contents(tmp_path) == {**AFTER, "settings.py": b"edited since"}
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("folder", [".", "app"])
def test_another_run_begins_or_dies_in_the_same_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    killed_half_way(tmp_path)
    changes = tree(tmp_path / "project")
    plan = (tmp_path / "half" / NAME).read_bytes()

    def opened(root: Path) -> Journal:
        (root / folder / NAME).write_bytes(plan)
        return Journal(root)

    monkeypatch.setattr(write, "Journal", opened)
    with pytest.raises(NotWritten, match="another run of dsmigrate"):
        write_all(changes, tmp_path / "project")
    assert contents(tmp_path / "project") == BEFORE
    assert left_over(tmp_path / "project") == [NAME]


def test_a_journal_whose_owner_removes_it_while_we_open_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, opened = os.open, []

    def raced(path: Any, *arguments: Any, **options: Any) -> int:
        descriptor = real(path, *arguments, **options)
        opened.append(path)
        if len(opened) < 3:
            os.unlink(path)
        return descriptor

    monkeypatch.setattr(os, "open", raced)
    journal = Journal(tmp_path)
    assert len(opened) == 3
    assert os.path.samestat(os.fstat(journal.descriptor), os.stat(tmp_path / NAME))
    journal.drop()


def test_a_file_removed_since_stays_removed(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    (root / "app/calls.py").unlink()
    recover(root)
    assert not (root / "app/calls.py").exists()
    assert (root / "settings.py").read_bytes() == BEFORE["settings.py"]


def test_a_tree_that_was_moved_since(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    os.rename(tmp_path / "half", tmp_path / "elsewhere")
    recover(tmp_path / "elsewhere")
    assert contents(tmp_path / "elsewhere") == BEFORE


@pytest.mark.parametrize(
    "swap",
    [
        ('"settings.py"', '"../outside.py"'),
        ('"settings.py"', '".git/config"'),
        ('".dsmigrate-', '"app/.dsmigrate-'),
        ('.old"', '.py"'),
        ('"version": 1', '"version": 2'),
        ('"before"', '"behind"'),
    ],
)
def test_a_journal_that_no_run_of_ours_can_have_written_is_not_followed(
    tmp_path: Path, swap: tuple[str, str]
) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    journal = root / NAME
    journal.write_text(journal.read_text().replace(*swap))
    held = contents(root)
    (problem,) = recover(root)
    assert problem.fatal
    assert problem.path == journal
    assert contents(root) == held
    with pytest.raises(NotWritten, match="was not written by this version"):
        write_all([Change(root / "app/more.py", BEFORE["app/more.py"], b"y")], root)
    assert contents(root) == held


@pytest.mark.parametrize("content", [b"", b'{"version": 1, "entr', b"no journal at all", b"\0\0\0\0"])
def test_a_journal_that_was_not_finished_means_that_nothing_was_done(tmp_path: Path, content: bytes) -> None:
    tree(tmp_path)
    (tmp_path / NAME).write_bytes(content)
    assert (interrupted(tmp_path) is None) == (content == b"")
    assert recover(tmp_path) == []
    assert contents(tmp_path) == BEFORE
    assert left_over(tmp_path) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give a file away")
def test_a_journal_of_another_user_is_not_followed(tmp_path: Path) -> None:
    killed_half_way(tmp_path)
    root = tmp_path / "half"
    os.chown(root / NAME, 12345, 12345)
    held = contents(root)
    (problem,) = recover(root)
    assert "another user" in problem.reason
    # Above the root it is nobody's business.
    write_all([Change(root / "app/more.py", held["app/more.py"], b"y")], root / "app")
    assert contents(root) == {**held, "app/more.py": b"y"}


def test_a_real_limit_on_file_size(tmp_path: Path) -> None:
    changes = tree(tmp_path)
    script = """
        import resource, signal, sys; from pathlib import Path
        from dsmigrate.core.outcome import Change
        from dsmigrate.engine.write import NotWritten, write_all
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        root = Path(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        big = b"x" * 60_000
        try:
            write_all([Change(root / n, (root / n).read_bytes(), big) for n in ("settings.py", "app/calls.py")], root)
        except NotWritten as error:
            print(error)
    """
    run = run_script(script, tmp_path)
    assert "settings.py: cannot be written: File too large; no file of this fix was changed" in run.stdout, (
        run.stderr
    )
    assert contents(tmp_path) == {str(change.path.relative_to(tmp_path)): change.before for change in changes}
    assert left_over(tmp_path) == []


@pytest.mark.skipif(
    os.geteuid() != 0 or sys.platform != "linux", reason="a small disk can only be mounted by root"
)
def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k,nr_inodes=40", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        changes = tree(tmp_path)
        big = Change(tmp_path / "app/more.py", BEFORE["app/more.py"], b"y" * 60_000)
        with pytest.raises(NotWritten, match="No space left on device"):
            write_all([*changes[:2], big], tmp_path)
        assert contents(tmp_path) == BEFORE
        assert left_over(tmp_path) == []
        write_all(changes, tmp_path)
        assert contents(tmp_path) == AFTER
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    changes = tree(tmp_path)
    monkeypatch.setattr(os, "link", refused)
    write_all(changes, tmp_path)
    assert contents(tmp_path) == AFTER
    assert left_over(tmp_path) == []


def test_another_run_that_begins_just_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(root: Path) -> Journal:
        raise Busy

    monkeypatch.setattr(write, "Journal", taken)
    with pytest.raises(NotWritten, match="another run of dsmigrate"):
        write_all(tree(tmp_path), tmp_path)
    assert contents(tmp_path) == BEFORE


def test_many_runs_at_once_leave_one_whole_result(tmp_path: Path) -> None:
    tree(tmp_path)
    script = """
        import sys; from pathlib import Path
        from dsmigrate.core.outcome import Change
        from dsmigrate.engine.write import NotWritten, recover, write_all
        root, mark = Path(sys.argv[1]), sys.argv[2].encode()
        names = ["settings.py", "app/calls.py", "app/more.py"]
        for number in range(30):
            try:
                # Read together under nobody's lock: what was read may be half of another run's write.
                read = {n: (root / n).read_bytes() for n in names}
                write_all([Change(root / n, read[n], b"%s %d" % (mark, number)) for n in names], root)
            except (NotWritten, FileNotFoundError):
                continue
            print("written")
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    runs = [
        subprocess.Popen(
            [*command, mark], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        for mark in ("a", "b", "c")
    ]
    outputs = [run.communicate() for run in runs]
    assert [error for _, error in outputs] == ["", "", ""]
    assert any("written" in output for output, _ in outputs)
    assert len(set(contents(tmp_path).values())) == 1
    assert left_over(tmp_path) == []
