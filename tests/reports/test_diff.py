"""Diffs, as `git apply` takes them: every case is applied with the real git and compared byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsmigrate.core.outcome import Change
from dsmigrate.reports.diff import diff, shows_key

LONG = b"".join(b"line %d\n" % number for number in range(40))


def applied(root: Path, changes: list[Change]) -> None:
    """Write the `before` of each change below `root`, apply the diff, and compare with its `after`."""
    for change in changes:
        change.path.parent.mkdir(parents=True, exist_ok=True)
        change.path.write_bytes(change.before)
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent), "GIT_CONFIG_GLOBAL": os.devnull}
    for check in (["--check"], []):
        run = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", *check, "-"],
            cwd=root,
            input=diff(changes, root),
            capture_output=True,
            env=environment,
        )
        assert run.returncode == 0, run.stderr
    for change in changes:
        assert change.path.read_bytes() == change.after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\r\nb\r\nc\r\n", b"a\r\nB\r\nc\r\n"),
        (b"a\nb\r\nc\rd\n", b"a\nB\r\nc\rd\n"),
        (b"a\rb\rc\r", b"a\rB\rc\r"),
        (b"a\nb", b"a\nB"),
        (b"a\nb", b"A\nb"),
        (b"a\nb", b"a\nb\n"),
        (b"a\nb\n", b"a\nb"),
        (b"one", b"two\nthree"),
        (b"\xef\xbb\xbfa\nb\n", b"\xef\xbb\xbfa\nB\n"),
        (b"# coding: latin-1\nx = '\xe9'\n", b"# coding: latin-1\nx = 'y\xe9'\n"),
        (b"a\x0cb\n\x0c\nc\n", b"a\x0cB\n\x0c\nc\n"),
        (b"a\n\n\nb\n", b"a\n\nb\n"),
        (LONG, LONG.replace(b"line 0\n", b"first\n")),
        (LONG, LONG.replace(b"line 39\n", b"last\n")),
        (LONG, LONG.replace(b"line 10\n", b"x\n").replace(b"line 30\n", b"y\n")),
        (LONG, LONG.replace(b"line 10\n", b"x\n").replace(b"line 17\n", b"y\n")),
        (LONG, LONG.replace(b"line 10\n", b"x\n").replace(b"line 18\n", b"y\n")),
        (LONG, LONG.replace(b"line 10\n", b"line 10\nnew\nnew\n")),
        (LONG, LONG.replace(b"line 10\nline 11\n", b"")),
        (b"-- a\n++ b\n--- c\n+++ d\n@@ e\n", b"-- A\n++ B\n--- C\n+++ D\n@@ E\n"),
    ],
)
def test_git_takes_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    applied(tmp_path, [Change(tmp_path / "app.py", before, after)])


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
@pytest.mark.parametrize(
    "name",
    [
        "a b.py",
        " a.py",
        "sub dir/a.py",
        "a\tb.py",
        "a\nb.py",
        'a"b.py',
        "a\\b.py",
        "é.py",
        "中文.py",
        'a b\t".py',
        "x 2026-01-01 10:00:00.py",
    ],
)
def test_file_names(tmp_path: Path, name: str) -> None:
    applied(tmp_path, [Change(tmp_path / name, b"a\nb\n", b"a\nB\n")])


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_not_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.py")
    applied(tmp_path, [Change(tmp_path / name, b"a\n", b"b\n")])


def test_several_files_in_order(tmp_path: Path) -> None:
    changes = [Change(tmp_path / name, b"a\n", b"b\n") for name in ("z.py", "a/b.py", "a.py")]
    applied(tmp_path, changes)
    heads = [line for line in diff(changes, tmp_path).splitlines() if line.startswith(b"---")]
    assert heads == [b"--- a/a/b.py", b"--- a/a.py", b"--- a/z.py"]


def test_paths_below_the_root_of_the_project(tmp_path: Path) -> None:
    """Where the project is a folder of a larger work tree, the diff is applied from that folder."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    project = tmp_path / "services" / "chat"
    applied(project, [Change(project / "app.py", b"a\n", b"b\n")])


def test_the_text_of_a_diff(tmp_path: Path) -> None:
    changes = [Change(tmp_path / "app.py", b"a\nb\nc\nd\ne\nf", b"a\nb\nc\nd\ne\nF")]
    assert diff(changes, tmp_path) == (
        b"--- a/app.py\n+++ b/app.py\n@@ -3,4 +3,4 @@\n c\n d\n e\n"
        b"-f\n\\ No newline at end of file\n+F\n\\ No newline at end of file\n"
    )


def test_no_change_is_no_diff(tmp_path: Path) -> None:
    assert diff([], tmp_path) == b""
    assert diff([Change(tmp_path / "a.py", b"a\n", b"a\n")], tmp_path) == b""


def test_a_file_outside_the_root_is_named_from_the_top(tmp_path: Path) -> None:
    patch = diff([Change(tmp_path / "a.py", b"a\n", b"b\n")], tmp_path / "elsewhere")
    outside = (tmp_path / "a.py").relative_to(tmp_path.anchor).as_posix()
    assert patch.startswith(f"--- a/{outside}\n".encode())


lines = st.lists(
    st.sampled_from([b"a\n", b"b\n", b"c\r\n", b"\n", b"-\n", b"+ x\n", b"\xff\n", b"d\r"]), max_size=30
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(lines, lines, lines, lines)
def test_any_change_applies(
    tmp_path: Path, head: list[bytes], old: list[bytes], new: list[bytes], tail: list[bytes]
) -> None:
    before, after = (b"".join([b"x", *head, *middle, *tail]) for middle in (old, new))
    if before != after:
        applied(tmp_path, [Change(tmp_path / "app.py", before, after)])


def test_colours_are_added_and_nothing_else(tmp_path: Path) -> None:
    changes = [
        Change(tmp_path / "app.py", b"a\n-- b\r\nc", b"a\n++ b\r\nC"),
        Change(tmp_path / "b.py", b"a\n", b"b\n"),
    ]
    shown = plain = diff(changes, tmp_path, colour=True)
    for code in (b"0", b"1", b"31", b"32", b"36"):
        plain = plain.replace(b"\x1b[" + code + b"m", b"")
    assert plain == diff(changes, tmp_path)
    assert b"\n\x1b[31m--- b\x1b[0m\r\n" in shown
    assert b"\n\x1b[32m+++ b\x1b[0m\r\n" in shown
    assert b"\n\x1b[1m--- a/b.py\x1b[0m\n" in shown
    assert b"\n\x1b[36m@@ -1,3 +1,3 @@\x1b[0m\n" in shown


def test_a_shown_key_is_noticed(tmp_path: Path) -> None:
    key = b'OpenAI(api_key="sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6")\n'
    near = diff([Change(tmp_path / "a.py", key + b"a\n", key + b"b\n")], tmp_path)
    far = diff([Change(tmp_path / "a.py", key + LONG + b"a\n", key + LONG + b"b\n")], tmp_path)
    assert shows_key(near)
    assert key.strip() in near
    assert not shows_key(far)
