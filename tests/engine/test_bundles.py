"""Which files are read together."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine import bundles
from dsmigrate.engine.bundles import Bundler
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.worker import Bundle

CALL = "from openai import OpenAI\nOpenAI(base_url='https://api.deepseek.com')\n"


def bundler_of(root: Path, files: dict[str, str]) -> Bundler:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "pyproject.toml").write_text("")
    return Bundler(Project(root, {}))


def names(root: Path, found: list[Bundle]) -> list[list[str]]:
    return sorted([path.relative_to(root).as_posix() for path, _ in bundle.files] for bundle in found)


def bundled(root: Path, files: dict[str, str], starts: list[str]) -> list[list[str]]:
    bundler = bundler_of(root, files)
    return names(root, bundler.bundles({root / start: (root / start).read_bytes() for start in starts}))


CHAIN = {f"m{n}.py": f"import m{n + 1}\nmodel = {n}\n" for n in range(8)}

# The project, the files that matter, and what is read together.
CASES: dict[str, tuple[dict[str, str], list[str], list[list[str]]]] = {
    "a file alone": ({"a.py": CALL, "b.py": "import a\n"}, ["a.py"], [["a.py"]]),
    "what it imports": (
        {"a.py": "from config import MODEL\n", "config.py": "MODEL = 'm'\n"},
        ["a.py"],
        [["a.py", "config.py"]],
    ),
    "not what can be of no use": (
        {"a.py": "import texts\n" + CALL, "texts.py": "HELLO = 'Hello'\n"},
        ["a.py"],
        [["a.py"]],
    ),
    "a package's __init__, though empty": (
        {"main.py": "import app.llm\n", "app/__init__.py": "", "app/llm.py": CALL},
        ["main.py"],
        [["app/__init__.py", "app/llm.py", "main.py"]],
    ),
    "what sets any attribute": (
        {"a.py": "from options import apply\n" + CALL, "options.py": "def apply(x): setattr(x, 'a', 1)\n"},
        ["a.py"],
        [["a.py", "options.py"]],
    ),
    "files that share one": (
        {"a.py": "import config\n", "b.py": "import config\n", "config.py": "MODEL = 'm'\n"},
        ["a.py", "b.py"],
        [["a.py", "b.py", "config.py"]],
    ),
    "files that share none": (
        {"a.py": CALL, "b.py": CALL},
        ["a.py", "b.py"],
        [["a.py"], ["b.py"]],
    ),
    "one that ties two together": (
        {"a.py": "model = 1\n", "b.py": "model = 2\n", "c.py": "import a, b\n"},
        ["a.py", "b.py", "c.py"],
        [["a.py", "b.py", "c.py"]],
    ),
    "no further than four imports away": (
        CHAIN,
        ["m0.py"],
        [["m0.py", "m1.py", "m2.py", "m3.py", "m4.py"]],
    ),
    "a circle": (
        {"a.py": "import b\nmodel = 1\n", "b.py": "import a\nmodel = 2\n"},
        ["a.py"],
        [["a.py", "b.py"]],
    ),
    "the fixtures of a test": (
        {
            "tests/llm/test_a.py": CALL,
            "tests/conftest.py": CALL,
            "conftest.py": CALL,
            "other/conftest.py": CALL,
        },
        ["tests/llm/test_a.py"],
        [["conftest.py", "tests/conftest.py", "tests/llm/test_a.py"]],
    ),
    "no fixtures for what is no test": (
        {"a.py": CALL, "conftest.py": CALL},
        ["a.py"],
        [["a.py"]],
    ),
}


@pytest.mark.parametrize(("files", "starts", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_is_read_together(
    tmp_path: Path, files: dict[str, str], starts: list[str], wanted: list[list[str]]
) -> None:
    assert bundled(tmp_path, files, starts) == wanted


def test_a_bundle_knows_what_its_imports_mean(tmp_path: Path) -> None:
    files = {
        "a.py": "from config import MODEL\nimport gone, texts\n",
        "config.py": "MODEL = 'm'\n",
        "texts.py": "",
    }
    bundler = bundler_of(tmp_path, files)
    (bundle,) = bundler.bundles({tmp_path / "a.py": (tmp_path / "a.py").read_bytes()})
    assert bundle.links == {(tmp_path / "a.py", "config"): tmp_path / "config.py"}


def test_what_is_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "a.py": "import large, small\n",
        "large.py": "MODEL = 'm'\n" + "#\n" * 300,
        "small.py": "MODEL = 'm'\n",
    }
    monkeypatch.setattr(bundles, "BUNDLE_LIMIT", 200)
    assert bundled(tmp_path, files, ["a.py"]) == [["a.py", "small.py"]]


def test_bundles_that_together_are_too_large_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "a.py": "import config\n" + "#\n" * 40,
        "b.py": "import config\n" + "#\n" * 40,
        "config.py": "MODEL = 'm'\n",
    }
    monkeypatch.setattr(bundles, "BUNDLE_LIMIT", 150)
    # A file is read in one bundle only.
    assert bundled(tmp_path, files, ["a.py", "b.py"]) == [["a.py", "config.py"], ["b.py"]]
    assert bundled(tmp_path, files, ["a.py", "config.py"]) == [["a.py", "config.py"]]


GROWN: dict[str, tuple[str, list[str] | None]] = {
    "a user": ("import config\n", ["config.py", "user.py"]),
    "with what it imports": ("import config, llm\n", ["config.py", "llm.py", "user.py"]),
    "what cannot be parsed": ("import config\ndef (:\n", ["config.py", "user.py"]),
    "one that is too large": ("import config\n" + "#\n" * 400, None),
}


@pytest.mark.parametrize(("text", "wanted"), GROWN.values(), ids=GROWN.keys())
def test_a_bundle_grows_by_its_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wanted: list[str] | None
) -> None:
    monkeypatch.setattr(bundles, "BUNDLE_LIMIT", 500)
    bundler = bundler_of(tmp_path, {"config.py": "MODEL = 'm'\n", "llm.py": CALL, "user.py": text})
    (bundle,) = bundler.bundles({tmp_path / "config.py": (tmp_path / "config.py").read_bytes()})
    grown = bundler.grown(bundle, [tmp_path / "user.py"])
    assert (names(tmp_path, [grown])[0] if grown is not None else None) == wanted


def test_a_bundle_does_not_grow_by_what_it_cannot_read(tmp_path: Path) -> None:
    bundler = bundler_of(tmp_path, {"config.py": "MODEL = 'm'\n", "look.ipynb": "{}"})
    (bundle,) = bundler.bundles({tmp_path / "config.py": b"MODEL = 'm'\n"})
    assert bundler.grown(bundle, [tmp_path / "look.ipynb"]) is None
    assert bundler.grown(bundle, [tmp_path / "gone.py"]) is None
    assert bundler.grown(bundle, [tmp_path / "config.py"]) is None


def test_bundles_that_share_a_file_are_merged(tmp_path: Path) -> None:
    bundler = bundler_of(tmp_path, {"a.py": CALL, "b.py": CALL, "c.py": CALL})
    one, two, three = (
        Bundle(tuple((tmp_path / name, CALL.encode()) for name in paths))
        for paths in (("a.py", "b.py"), ("b.py", "c.py"), ("d.py",))
    )
    assert names(tmp_path, bundler.merged([one, two, three])) == [["a.py", "b.py", "c.py"], ["d.py"]]
