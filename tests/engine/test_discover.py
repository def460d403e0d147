"""Finding files: what counts as the user's code, with git, without it, and what is said of the rest."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from dsmigrate.engine.discover import discover, project_root, root_of
from dsmigrate.engine.ignore_patterns import may_cover
from tests.engine.unprivileged import NOBODY, open_to_all, unprivileged


def lay(root: Path, *names: str) -> None:
    """Make files; a name may go on with `=` and the content."""
    for entry in names:
        name, _, content = entry.partition("=")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def git(root: Path, *arguments: str) -> None:
    command = [
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "protocol.file.allow=always",
    ]
    subprocess.run([*command, *arguments], cwd=root, check=True, capture_output=True)


def found(root: Path, *paths: Path | str, exclude: tuple[str, ...] = (), force: bool = False) -> list[str]:
    """The names of what is found in `paths` (else in `root`), relative to `root`; nothing may be amiss."""
    discovery = discover(paths or [root], exclude, force)
    assert discovery.problems == []
    assert discovery.files == sorted(discovery.files)
    return [os.path.relpath(file, root) for file in discovery.files]


@pytest.fixture(params=["tracked", "untracked", "no git", "git fails"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Path]:
    """Makes a project of files; each test runs with git knowing them, not knowing them, and with no git at all."""

    def make(*names: str) -> Path:
        root = tmp_path / "project"
        lay(root, "pyproject.toml", *names)
        if request.param == "no git":
            return root
        git(root, "init", "-q")
        if request.param == "tracked":
            git(root, "add", "--all")
        if request.param == "git fails":
            (root / ".git/HEAD").write_text("no such thing\n")
        return root

    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return make


@pytest.mark.parametrize(
    "name",
    [
        ".venv/lib/python3.11/site-packages/openai/client.py",
        "env/pyvenv.cfg env/main.py env/lib/python3.11/os.py",
        "tools/my-env/pyvenv.cfg tools/my-env/bin/activate_this.py",
        "conda/conda-meta/history",
        "anything/site-packages/x.py",
        "web/node_modules/openai/index.js",
        "build/lib/app.py",
        "dist/app.js",
        "app.egg-info/top_level.txt",
        ".tox/py311/x.py",
        ".nox/tests/x.py",
        ".eggs/x.py",
        "app/__pycache__/x.py",
        "vendor/x.py",
        "go/vendor/x.go",
        "app/_vendor/x.py",
        "third_party/x.py",
        "cache-of-sorts/CACHEDIR.TAG",
        ".mypy_cache/x.json",
    ],
)
def test_left_out_by_default(project: Callable[..., Path], name: str) -> None:
    root = project("app/main.py", *name.split(" "))
    assert found(root) == ["app/main.py", "pyproject.toml"]
    assert sum(discover([root]).left_out.values()) == 1


@pytest.mark.parametrize(
    "name",
    [
        "app/vendors.py",
        "vendors/main.py",
        "builder/main.py",
        "environment/main.py",
        "env/main.py",
        "lib/main.py",
        "bin/main.py",
        "src/build.py",
        ".github/workflows/ci.yml",
        ".env",
        "node_modules.py",
        "dist-info.py",
        "my pyvenv.cfg/main.py",
        "name with spaces/\u00e9\u4e2d.py",
        "line\nend.py",
        "? tab\there.py",
    ],
)
def test_looked_at(project: Callable[..., Path], name: str) -> None:
    root = project("app/main.py", name)
    assert found(root) == sorted(["app/main.py", name, "pyproject.toml"])
    assert discover([root]).left_out == {}


def test_a_package_may_be_called_build(project: Callable[..., Path]) -> None:
    root = project("src/build/__init__.py", "src/build/env.py", "src/venv/__init__.py")
    assert found(root) == [
        "pyproject.toml",
        "src/build/__init__.py",
        "src/build/env.py",
        "src/venv/__init__.py",
    ]


def test_ignore_files(project: Callable[..., Path]) -> None:
    root = project()
    lay(
        root,
        ".gitignore=*.log\n/out/\nsecret*.py\n!\n# comment\n",
        "a.log",
        "out/x.py",
        "src/out/x.py",
        "secret_key.py",
        "src/.gitignore=!secret_ok.py\ngenerated\n",
        "src/secret_ok.py",
        "src/secret_no.py",
        "src/generated/x.py",
        "generated/x.py",
    )
    expected = [
        ".gitignore",
        "generated/x.py",
        "pyproject.toml",
        "src/.gitignore",
        "src/out/x.py",
        "src/secret_ok.py",
    ]
    assert found(root) == expected
    # Ignore files above the folder that is asked for hold as well.
    assert found(root, root / "src") == [name for name in expected if name.startswith("src/")]


def test_a_path_given_by_name_is_looked_at_though_it_is_ignored(project: Callable[..., Path]) -> None:
    root = project()
    lay(
        root,
        ".gitignore=scratch\n",
        "scratch/x.py",
        "scratch/deep/y.py",
        "scratch/node_modules/z.js",
        "vendor/v.py",
    )
    assert found(root, root / "scratch") == ["scratch/deep/y.py", "scratch/x.py"]
    assert found(root, root / "scratch/deep") == ["scratch/deep/y.py"]
    assert found(root, root / "scratch/x.py") == ["scratch/x.py"]
    assert found(root, root / "scratch/node_modules") == ["scratch/node_modules/z.js"]
    assert found(root, root, root / "vendor") == [".gitignore", "pyproject.toml", "vendor/v.py"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("*.py", ["pyproject.toml"]),
        ("tests", ["a.py", "pyproject.toml", "src/b.py"]),
        ("/src/b.py", ["a.py", "pyproject.toml", "src/tests/d.py", "tests/c.py"]),
        ("src/", ["a.py", "pyproject.toml", "tests/c.py"]),
        ("/b.py", ["a.py", "pyproject.toml", "src/b.py", "src/tests/d.py", "tests/c.py"]),
        ("!", ["a.py", "pyproject.toml", "src/b.py", "src/tests/d.py", "tests/c.py"]),
    ],
)
def test_exclude(project: Callable[..., Path], pattern: str, left: list[str]) -> None:
    root = project("a.py", "src/b.py", "tests/c.py", "src/tests/d.py")
    assert found(root, exclude=(pattern,)) == left
    assert found(root, root, exclude=(pattern,), force=True) == left


def test_exclude_and_paths_by_name(project: Callable[..., Path]) -> None:
    root = project("a.py", "tests/c.py", "tests/gen/d.py", "vendor/v.py", "env/pyvenv.cfg", "env/x.py")
    exclude = ("tests", "gen")
    assert found(root, root / "tests", root / "a.py", exclude=exclude) == ["a.py", "tests/c.py"]
    assert found(root, root / "tests/gen/d.py", exclude=exclude) == ["tests/gen/d.py"]
    named = [
        root / name
        for name in ("a.py", "tests", "tests/c.py", "tests/gen/d.py", "vendor/v.py", "env/x.py", "env")
    ]
    assert found(root, *named, exclude=exclude) == [
        "a.py",
        "env/pyvenv.cfg",
        "env/x.py",
        "tests/c.py",
        "tests/gen/d.py",
        "vendor/v.py",
    ]
    assert found(root, *named, exclude=exclude, force=True) == ["a.py"]
    left_out = discover(named, exclude, force_exclude=True).left_out
    assert left_out == {"patterns": 3, "dependencies": 1, "environments": 2}


def test_several_paths_overlap(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = project("src/a.py", "src/deep/b.py", "tests/c.py", "d.py")
    paths = [root / "src/deep", root / "src", root / "src/a.py", root / "tests"]
    assert found(root, *paths) == ["src/a.py", "src/deep/b.py", "tests/c.py"]
    monkeypatch.chdir(root / "src")
    assert found(root, ".", "../tests/") == ["src/a.py", "src/deep/b.py", "tests/c.py"]
    assert discover(["a.py"]).files == [str(root / "src/a.py")]


def test_one_listing_for_a_work_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "src/a.py", "tests/b.py", "c.py")
    git(tmp_path, "init", "-q")
    commands: list[list[str]] = []
    real = subprocess.run

    def counted(command: list[str], **options: object) -> object:
        commands.append(command)
        return real(command, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    assert found(tmp_path, tmp_path / "src", tmp_path / "tests") == ["src/a.py", "tests/b.py"]
    assert len(commands) == 1


def test_folders_whose_names_mean_something_to_git(tmp_path: Path) -> None:
    lay(tmp_path, ":odd/a.py", "app/[slug]/b.py", "app/s/c.py", "*/d.py")
    git(tmp_path, "init", "-q")
    named = [tmp_path / name for name in (":odd", "app/[slug]", "*")]
    assert found(tmp_path, *named) == ["*/d.py", ":odd/a.py", "app/[slug]/b.py"]
    assert discover(named).left_out == {}
    # It is git that lists them, not the walk that stands in for it: only git knows of this file.
    lay(tmp_path, ".git/info/exclude=?.py\n")
    git(tmp_path, "add", "--force", ":(literal):odd/a.py")
    lay(tmp_path, ":odd/x.py")
    assert found(tmp_path, tmp_path / ":odd") == [":odd/a.py"]


def test_tracked_though_ignored_and_deleted_though_tracked(tmp_path: Path) -> None:
    lay(tmp_path, "kept.py", "gone.py", "local.py")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "kept.py", "gone.py")
    lay(tmp_path, ".gitignore=*.py\n")
    (tmp_path / "gone.py").unlink()
    # What is gone is left to the next stage, which opens the files anyway.
    assert found(tmp_path) == [".gitignore", "gone.py", "kept.py"]


def test_a_conflict_names_a_file_once(tmp_path: Path) -> None:
    lay(tmp_path, "a.py=1")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "other")
    lay(tmp_path, "a.py=2")
    git(tmp_path, "commit", "-qam", "two")
    git(tmp_path, "checkout", "-q", "main")
    lay(tmp_path, "a.py=3")
    git(tmp_path, "commit", "-qam", "three")
    with pytest.raises(subprocess.CalledProcessError):
        git(tmp_path, "merge", "other")
    assert found(tmp_path) == ["a.py"]


def test_an_environment_whose_marker_is_not_tracked(tmp_path: Path) -> None:
    lay(tmp_path, ".gitignore=*.cfg\n", "python/pyvenv.cfg", "python/bin/tool.py", "python/lib/x.py", "a.py")
    git(tmp_path, "init", "-q")
    assert found(tmp_path) == [".gitignore", "a.py"]


def test_repositories_inside(tmp_path: Path) -> None:
    library, root = tmp_path / "library", tmp_path / "project"
    lay(library, "lib.py", ".gitignore=made.py\n")
    git(library, "init", "-q")
    git(library, "add", ".")
    git(library, "commit", "-qm", "one")
    lay(root, "a.py")
    git(root, "init", "-q")
    git(root, "submodule", "add", "-q", str(library), "modules/mine")
    git(root, "submodule", "add", "-q", str(library), "third_party/theirs")
    git(root, "commit", "-qm", "one")
    git(root, "worktree", "add", "-q", "other-branch")
    git(root, "clone", "-q", str(library), "cloned")
    lay(root, "cloned/made.py", "cloned/new.py")
    expected = [".gitmodules", "a.py", "cloned/.gitignore", "cloned/lib.py", "cloned/new.py"]
    expected += ["modules/mine/.gitignore", "modules/mine/lib.py"]
    assert found(root) == expected
    assert discover([root]).left_out == {"dependencies": 1, "linked work trees": 1}
    # From a folder that is no repository, each one below is listed by its own rules.
    assert found(root, tmp_path) == [*(f"../library/{name}" for name in (".gitignore", "lib.py")), *expected]
    git(root, "submodule", "deinit", "-q", "--force", "modules/mine")
    assert found(root) == expected[:-2]


def test_a_nested_repository_that_git_cannot_list(tmp_path: Path) -> None:
    lay(tmp_path, "a.py", "inner/b.py", "inner/.gitignore=c.py\n", "inner/c.py")
    git(tmp_path, "init", "-q")
    git(tmp_path / "inner", "init", "-q")
    git(tmp_path / "inner", "add", "b.py")
    git(tmp_path / "inner", "commit", "-qm", "one")
    (tmp_path / "inner/.git/index").write_bytes(b"broken")
    assert found(tmp_path) == ["a.py", "inner/.gitignore", "inner/b.py"]


def test_no_git_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path, ".gitignore=no.py\n", "no.py", "yes.py", "src/no.py", "src/yes.py")
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(tmp_path) == [".gitignore", "src/yes.py", "yes.py"]
    assert capfd.readouterr() == ("", "")


def test_the_surroundings_of_a_git_hook_do_not_mislead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        lay(tmp_path, f"{name}/{name}.py", f"{name}/.gitignore=no.py\n", f"{name}/no.py")
        git(tmp_path / name, "init", "-q")
        git(tmp_path / name, "add", ".")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "one/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "one/.git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "one"))
    assert found(tmp_path / "two") == [".gitignore", "two.py"]


def test_a_program_that_a_repository_names_is_not_run(tmp_path: Path) -> None:
    lay(tmp_path, "a.py")
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.fsmonitor", f"touch {tmp_path}/ran; false")
    assert found(tmp_path) == ["a.py"]
    assert not (tmp_path / "ran").exists()


def test_symbolic_links_are_not_read_twice_nor_followed_out(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    lay(tmp_path, "outside/x.py", "outside.py")
    root = project("a.py", "src/b.py")
    links = {
        "l.py": "a.py",
        "s": "src",
        "up": "..",
        "src/loop": "../src",
        "out": "../outside",
        "o.py": "../outside.py",
    }
    for name, target in {**links, "dangling.py": "nothing"}.items():
        (root / name).symlink_to(target)
    if (root / ".git/HEAD").exists() and (root / ".git/HEAD").read_text().startswith("ref"):
        git(root, "add", "l.py", "s", "out")
    assert found(root) == ["a.py", "pyproject.toml", "src/b.py"]
    assert discover([root]).left_out == {"symbolic links": 7}


def test_symbolic_links_given_by_name(tmp_path: Path) -> None:
    lay(tmp_path, "real/a.py", "real/b.py")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file.py").symlink_to("real/a.py")
    assert found(tmp_path, tmp_path / "folder") == ["folder/a.py", "folder/b.py"]
    assert found(tmp_path, tmp_path / "file.py", tmp_path / "folder") == ["file.py", "folder/b.py"]
    git(tmp_path / "real", "init", "-q")
    assert found(tmp_path, tmp_path / "folder") == ["folder/a.py", "folder/b.py"]


def _missing(root: Path) -> Path:
    return root / "missing.py"


def _dangling(root: Path) -> Path:
    (root / "dangling.py").symlink_to("nowhere.py")
    return root / "dangling.py"


def _loop(root: Path) -> Path:
    (root / "loop.py").symlink_to("loop.py")
    return root / "loop.py"


def _pipe(root: Path) -> Path:
    os.mkfifo(root / "pipe.py")
    return root / "pipe.py"


def _under_a_file(root: Path) -> Path:
    return root / "a.py" / "b.py"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_missing, "does not exist"),
        (_dangling, "is a symbolic link to nowhere.py, which does not exist"),
        (_loop, "is a symbolic link that leads back to itself"),
        (_pipe, "is a named pipe, which cannot be read"),
        (_under_a_file, "cannot be read: Not a directory"),
    ],
)
def test_a_path_that_cannot_be_looked_at(tmp_path: Path, make: Callable[[Path], Path], reason: str) -> None:
    lay(tmp_path, "a.py")
    path = make(tmp_path)
    discovery = discover([path, tmp_path / "a.py"])
    assert [(problem.path, problem.reason, problem.fatal) for problem in discovery.problems] == [
        (path, reason, True)
    ]
    assert discovery.files == [str(tmp_path / "a.py")]


def test_files_that_vanish_while_they_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.py", "b/c.py")
    real = os.scandir

    def racing(path: str) -> object:
        if path.endswith("/b"):
            raise FileNotFoundError
        return real(path)

    monkeypatch.setattr(os, "scandir", racing)
    assert found(tmp_path) == ["a.py"]
    git(tmp_path, "init", "-q")
    monkeypatch.undo()
    look = os.lstat

    def gone(path: str) -> os.stat_result:
        if path.endswith("c.py"):
            raise FileNotFoundError
        return look(path)

    monkeypatch.setattr(os, "lstat", gone)
    assert found(tmp_path) == ["a.py"]


def test_paths_on_different_drives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a/pyproject.toml", "b/c.py")

    def apart(_: list[str]) -> str:
        raise ValueError("Paths don't have the same drive")

    monkeypatch.setattr(os.path, "commonpath", apart)
    assert root_of([tmp_path / "a", tmp_path / "b"]) == tmp_path / "a"


def test_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert discover([]).files == []
    assert discover([]).root == tmp_path


def test_things_in_a_folder_that_are_no_files(tmp_path: Path) -> None:
    lay(tmp_path, "a.py")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "loop.py").symlink_to("loop.py")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(tmp_path)  # the name of a socket may not be long
        listener.bind("socket.py")
        os.chdir(here)
        discovery = discover([tmp_path])
    assert [os.path.basename(file) for file in discovery.files] == ["a.py"]
    assert {problem.path.name: problem.reason for problem in discovery.problems} == {
        "loop.py": "is a symbolic link that leads back to itself",
        "pipe.py": "is a socket, pipe or device, which cannot be read",
        "socket.py": "is a socket, pipe or device, which cannot be read",
    }
    assert not any(problem.fatal for problem in discovery.problems)


@pytest.mark.parametrize("with_git", [True, False])
def test_a_folder_that_cannot_be_read(
    tmp_path: Path, with_git: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # git stops where it may not look for its settings
    root = tmp_path / "project"
    lay(root, "a.py", "locked/b.py", "node_modules/c.js")
    open_to_all(tmp_path)
    if with_git:
        git(root, "init", "-q")
        lay(root, ".git/info/exclude=unseen.py\n", "unseen.py")  # proof that it is git who lists them
        for path in [root, *root.rglob("*")] if os.geteuid() == 0 else []:
            os.chown(path, NOBODY, -1)
    (root / "locked").chmod(0)
    (root / "node_modules").chmod(0)
    try:
        with unprivileged():
            discovery = discover([root])
    finally:
        (root / "locked").chmod(0o755)
        (root / "node_modules").chmod(0o755)
    assert [(problem.path, problem.reason, problem.fatal) for problem in discovery.problems] == [
        (root / "locked", "this folder cannot be read: Permission denied", True)
    ]
    assert discovery.files == [str(root / "a.py")]


def test_project_root(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a/pyproject.toml",
        "a/b/c.py",
        "d/.git/HEAD",
        "d/e/f.py",
        "g.py",
        "h/.git=gitdir: elsewhere",
    )
    for path, root in {
        "a/b/c.py": "a",
        "a/b": "a",
        "a": "a",
        "d/e/f.py": "d",
        "h": "h",
        "a/b/missing.py": "a",
    }.items():
        assert project_root(tmp_path / path) == tmp_path / root
    assert project_root(tmp_path / "g.py") == tmp_path
    assert discover([tmp_path / "a/b/c.py", tmp_path / "a/b"]).root == tmp_path / "a"
    assert discover([tmp_path / "a", tmp_path / "d"]).root == tmp_path


PATTERNS = [
    "legacy/",
    "legacy",
    "/legacy",
    "a/b",
    "a/b/",
    "/a/b.py",
    "b.py",
    "*.py",
    "!b.py",
    ".env",
    "a",
    "./a",
    "a//b",
    "-x",
    "..",
    "a/.",
    "A",
    "a\\b",
]
PATHS = [
    "legacy/x.py",
    "x/legacy/y.py",
    "a/b/c.py",
    "a/b",
    "b.py",
    "c/b.py",
    ".env",
    "a/x",
    "x/a",
    "-x",
    "c.py",
    "legacyx/a.py",
    "x/a/b.py",
]


@pytest.mark.parametrize("pattern", [*PATTERNS, "", "# x", "a b"])
def test_the_quick_answer_agrees_with_the_exact_one(pattern: str) -> None:
    """A pattern is only set aside without a look at what it matches where it matches nothing."""
    exact = GitIgnoreSpec.from_lines([pattern])
    assert not [path for path in PATHS if exact.match_file(path) and not may_cover(pattern, path)]


def test_plain_patterns_that_cover_nothing_cost_nothing() -> None:
    assert [may_cover("legacy/", path) for path in ("legacy/x.py", "x.py")] == [True, False]
    assert may_cover("*.py", "x.txt"), "what is no plain name is always looked at"
