"""The prefilter: which files are kept, and that none that matters goes unmentioned."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dsmigrate.engine import prefilter
from dsmigrate.engine.prefilter import candidates, is_python
from tests.engine.unprivileged import open_to_all, unprivileged

NAMES_IT = b"x = 'DeepSeek'\n"


def kept(root: Path, name: str, data: bytes) -> bool:
    (root / name).write_bytes(data)
    found, problems = candidates([str(root / name)])
    assert problems == []
    assert found in ([], [(root / name, data)])
    return bool(found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.py", NAMES_IT),
        ("a.py", b"# api.deepseek.com"),
        ("a.py", b"\xef\xbb\xbfDEEPSEEK_KEY = 1"),
        ("a.py", b"# -*- coding: latin-1 -*-\n'\xe9 dEEpsEEk'"),
        ("a.py", b"x" * 300_000 + b"deepseek"),
        ("a.pyi", NAMES_IT),
        ("a.pyw", NAMES_IT),
        ("A.PY", NAMES_IT),
        (".env", b"M=deepseek-chat"),
        ("config.yaml", b"deepseek-chat"),
        ("run.ps1", b"\xff\xfe" + "M='DeepSeek'".encode("utf-16-le")),
        ("run.ps1", b"\xfe\xff" + "M='DeepSeek'".encode("utf-16-be")),
        ("tool", b"#!/usr/bin/env python3\nimport deepseek"),
        ("tool", b"#!/bin/sh\necho deepseek"),
        ("Dockerfile", b"ENV M=deepseek-chat"),
    ],
)
def test_kept(tmp_path: Path, name: str, data: bytes) -> None:
    assert kept(tmp_path, name, data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.py", b""),
        ("a.py", b"x = 'deep' + 'seek'\n"),
        ("a.py", b"deep\nseek"),
        ("a.py", b"deepsee"),
        ("a.py", b"\0d\0e\0e\0p\0s\0e\0e\0k"),
        ("config.yaml", b"model: gpt-5"),
        ("README.md", NAMES_IT),
        ("notes.txt", NAMES_IT),
        ("poetry.lock", NAMES_IT),
        ("data.csv", NAMES_IT),
        ("a.log", NAMES_IT),
        ("a.py.orig", NAMES_IT),
        ("LICENSE", NAMES_IT),
        ("tool", b"# deepseek"),
        ("tool", b"#"),
        ("tool", b"#!/bin/sh\n"),
        ("photo.svg", NAMES_IT),
    ],
)
def test_not_kept(tmp_path: Path, name: str, data: bytes) -> None:
    assert not kept(tmp_path, name, data)


def test_order_and_paths_stay(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("b.py", "a.py", "c.py")]
    for file in files:
        Path(file).write_bytes(NAMES_IT)
    assert [str(path) for path, _ in candidates(files)[0]] == files


def test_files_that_are_named_for_it_are_read_first(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("a.py", "b.txt", "c/DeepSeek/d.py", "e.py")]
    for number, file in enumerate(files):
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_bytes(b"import m%d\n%s" % (number, NAMES_IT if number % 2 == 0 else b""))
    told: list[bytes] = []
    imports: dict[str, bytes] = {}
    found, _ = candidates(files, lambda _, data: told.append(data), imports)
    assert [data[:9] for data in told] == [b"import m2", b"import m0"]
    assert [str(path) for path, _ in found] == [files[0], files[2]]
    assert imports == {files[2]: b"import m2", files[0]: b"import m0", files[3]: b"import m3"}


def test_gone_since_it_was_listed(tmp_path: Path) -> None:
    (tmp_path / "folder.py").mkdir()
    assert candidates([str(tmp_path / "gone.py"), str(tmp_path / "folder.py")]) == ([], [])


def test_unreadable(tmp_path: Path) -> None:
    open_to_all(tmp_path)
    (tmp_path / "a.py").write_bytes(NAMES_IT)
    (tmp_path / "a.py").chmod(0)
    (tmp_path / "loop.py").symlink_to("loop.py")
    with unprivileged():
        found, problems = candidates([str(tmp_path / "a.py"), str(tmp_path / "loop.py")])
    assert found == []
    assert [(problem.path.name, problem.reason) for problem in problems] == [
        ("a.py", "cannot be read: Permission denied"),
        ("loop.py", "cannot be read: Too many levels of symbolic links"),
    ]
    assert all(problem.fatal for problem in problems)


def test_a_pipe_does_not_keep_the_run_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    found, (problem,) = candidates([str(tmp_path / "pipe.py")])
    assert found == []
    assert problem.reason == "is a socket, pipe or device, which cannot be read"
    assert not problem.fatal


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "MAX_BYTES", 2_000_000)
    monkeypatch.setattr(prefilter, "CHUNK", 1_000_004)
    # The name stands across two pieces.
    (tmp_path / "names.py").write_bytes(b"#" * 1_000_000 + b"deepseek" + b"#" * 1_000_000)
    (tmp_path / "other.py").write_bytes(b"#" * 3_000_000)
    (tmp_path / "data.json").write_bytes(b"deepseek" * 300_000)
    (tmp_path / "small.py").write_bytes(b"#" * 1_999_992 + b"deepseek")
    found, (problem,) = candidates([str(path) for path in sorted(tmp_path.iterdir())])
    assert [path.name for path, _ in found] == ["small.py"]
    assert problem.path.name == "names.py"
    assert problem.reason == "names DeepSeek, but at 2 MB is too large to read"
    assert problem.fatal


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.py", b"", True),
        ("A.PYW", b"", True),
        ("tool", b"#!/usr/bin/env -S python3 -u\n", True),
        ("tool", b"#!/bin/sh\n# python\n", False),
        ("tool", b"python", False),
        ("tool.sh", b"#!/usr/bin/python\n", False),
        ("Dockerfile", b"FROM python", False),
    ],
)
def test_is_python(name: str, data: bytes, expected: bool) -> None:
    assert is_python(Path(name), data) == expected
