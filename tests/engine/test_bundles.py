"""Which files are read together."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine import bundles, reading
from dsmigrate.engine.bundles import Bundler
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.reading import Reading
from dsmigrate.engine.worker import Bundle
from dsmigrate.engine.workers import Workers

CLIENT = "from openai import OpenAI\nclient = OpenAI(base_url='https://api.deepseek.com')\n"
CALL = CLIENT + "client.chat.completions.create(model='deepseek-chat', messages=[])\n"
TEST = CLIENT + "def test(model): client.chat.completions.create(model=model, messages=[])\n"
ASK = CLIENT + "def ask(model): return client.chat.completions.create(model=model, messages=[])\n"


def project_of(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "pyproject.toml").write_text("")
    return Project(root, {})


def names(root: Path, found: list[Bundle]) -> list[list[str]]:
    return sorted([path.relative_to(root).as_posix() for path, _ in bundle.files] for bundle in found)


def bundled(root: Path, files: dict[str, str], starts: list[str]) -> list[list[str]]:
    """What is read together in the end, where `starts` are the files that name DeepSeek."""
    project = project_of(root, files)
    with Workers() as workers:
        read = Reading(workers, project)
        chosen = [(root / start, (root / start).read_bytes()) for start in starts]
        read.read(chosen, gated=False, progress=lambda done: None)
    return names(root, list(dict.fromkeys(read._bundle_of.values())))


CHAIN = {
    "m0.py": "from m1 import MODEL\n" + CLIENT + "client.chat.completions.create(model=MODEL, messages=[])\n",
    **{f"m{n}.py": f"from m{n + 1} import MODEL\nmodel = 1\n" for n in range(1, 6)},
    "m6.py": "MODEL = 'gpt-4'\n",
}

# The project, the files that name DeepSeek, and what is read together.
CASES: dict[str, tuple[dict[str, str], list[str], list[list[str]]]] = {
    "a file alone": ({"a.py": CALL, "b.py": "import a\n"}, ["a.py"], [["a.py"]]),
    "what a model comes from": (
        {"a.py": "from config import MODEL\n" + CLIENT + "client.chat.completions.create(model=MODEL)\n",
         "config.py": "MODEL = 'm'\n"},
        ["a.py"],
        [["a.py", "config.py"]],
    ),
    "what a client comes from": (
        {"a.py": "from llm import client\nclient.chat.completions.create(model='deepseek-chat')\n", "llm.py": CLIENT},
        ["a.py"],
        [["a.py", "llm.py"]],
    ),
    "what a model is handed to": (
        {"a.py": "import llm\nllm.ask('deepseek-chat')\n", "llm.py": ASK},
        ["a.py"],
        [["a.py", "llm.py"]],
    ),
    "what takes the model from it": (
        {"config.py": "MODEL = 'deepseek-chat'\n", "b.py": "from config import MODEL\nprint(MODEL)\n"},
        ["config.py"],
        [["b.py", "config.py"]],
    ),
    "who decides what is sent": (
        {"llm.py": ASK, "a.py": "from llm import ask\nask('gpt-4')\n", "b.py": "import llm\n"},
        ["llm.py"],
        [["a.py", "llm.py"]],
    ),
    "not an import that hands nothing on": (
        {"a.py": "import texts\n" + CALL, "texts.py": "model = 'Hello'\n"},
        ["a.py"],
        [["a.py"]],
    ),
    "by way of a package": (
        {"main.py": "from app import ask\nask('deepseek-chat')\n",
         "app/__init__.py": "from .llm import ask\n", "app/llm.py": ASK},
        ["main.py"],
        [["app/__init__.py", "app/llm.py", "main.py"]],
    ),
    "files that share one": (
        {"a.py": "from config import M\n" + CALL + "client.chat.completions.create(model=M)\n",
         "b.py": "from config import M\n" + CALL + "client.chat.completions.create(model=M)\n",
         "config.py": "M = 'm'\n"},
        ["a.py", "b.py"],
        [["a.py", "b.py", "config.py"]],
    ),
    "files that share none": ({"a.py": CALL, "b.py": CALL}, ["a.py", "b.py"], [["a.py"], ["b.py"]]),
    "no further than three imports away": (CHAIN, ["m0.py"], [["m0.py", "m1.py", "m2.py", "m3.py"]]),
    "the fixtures of a test": (
        {"tests/llm/test_a.py": TEST, "tests/conftest.py": CALL, "conftest.py": CALL, "other/conftest.py": CALL},
        ["tests/llm/test_a.py"],
        [["conftest.py", "tests/conftest.py", "tests/llm/test_a.py"]],
    ),
    "no fixtures for a test that asks for none": (
        {"tests/test_a.py": CALL, "tests/conftest.py": CALL},
        ["tests/test_a.py"],
        [["tests/test_a.py"]],
    ),
    "no fixtures for what is no test": ({"a.py": TEST, "conftest.py": CALL}, ["a.py"], [["a.py"]]),
    "not a user that cannot be parsed": (
        {"config.py": "MODEL = 'deepseek-chat'\n", "b.py": "from config import MODEL\ndef (:\n"},
        ["config.py"],
        [["config.py"]],
    ),
    "not a user in a notebook": (
        {"config.py": "MODEL = 'deepseek-chat'\n", "b.ipynb": '{"cells": ["from config import MODEL\\n"]}'},
        ["config.py"],
        [["config.py"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "starts", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_is_read_together(
    tmp_path: Path, files: dict[str, str], starts: list[str], wanted: list[list[str]]
) -> None:
    assert bundled(tmp_path, files, starts) == wanted


def test_a_bundle_knows_what_its_imports_mean(tmp_path: Path) -> None:
    files = {
        "a.py": "from config import MODEL\nimport gone, agents\n",
        "config.py": "",
        "agents.py": "",
        "app/__init__.py": "",
        "app/b.py": "import openai, config\n",
        "app/openai.py": "",
    }
    bundler = Bundler(project_of(tmp_path, files))
    bundle = bundler.bundle(
        {tmp_path / name: (tmp_path / name).read_bytes() for name in ("a.py", "app/b.py")}
    )
    # What goes by a client library's name is that library, unless Python would find the file before it.
    assert bundle.links == {
        (tmp_path / "a.py", "config"): tmp_path / "config.py",
        (tmp_path / "a.py", "agents"): tmp_path / "agents.py",
        (tmp_path / "app" / "b.py", "config"): tmp_path / "config.py",
    }


@pytest.mark.parametrize("limit", ["BUNDLE_LIMIT", "HUB_SIZE"])
def test_what_is_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    files = {
        "a.py": "import large, small\nlarge.ask('deepseek-chat')\nsmall.ask('deepseek-chat')\n",
        "large.py": ASK + "#\n" * 300,
        "small.py": ASK,
    }
    monkeypatch.setattr(bundles, limit, 500)
    assert bundled(tmp_path, files, ["a.py"]) == [["a.py", "small.py"]]


def test_bundles_that_together_are_too_large_stay_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = "from config import M\n" + CALL + "client.chat.completions.create(model=M)\n" + "#\n" * 40
    files = {"a.py": user, "b.py": user, "config.py": "M = 'm'\n"}
    monkeypatch.setattr(bundles, "BUNDLE_LIMIT", len(user) + 20)
    # A file is read in one bundle only.
    assert bundled(tmp_path, files, ["a.py", "b.py"]) == [["a.py", "config.py"], ["b.py"]]


def test_a_name_that_all_the_world_uses_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = {f"u{n}.py": "from config import MODEL\nprint(MODEL)\n" for n in range(3)}
    monkeypatch.setattr(reading, "USERS_LIMIT", 2)
    assert bundled(tmp_path, {"config.py": "MODEL = 'deepseek-chat'\n", **users}, ["config.py"]) == [
        ["config.py"]
    ]


@pytest.mark.parametrize(("senders", "followed"), [(2, True), (3, False)])
def test_a_name_that_all_the_world_uses_is_followed_into_the_few_that_use_a_client(
    senders: int, followed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = {f"u{n}.py": "from config import MODEL\nprint(MODEL)\n" for n in range(4)}
    sending = {f"s{n}.py": "import openai\nfrom config import MODEL\nask(MODEL)\n" for n in range(senders)}
    monkeypatch.setattr(reading, "USERS_LIMIT", 2)
    files = {"config.py": "MODEL = 'deepseek-chat'\n", **users, **sending}
    (together,) = bundled(tmp_path, files, ["config.py"])
    assert together == ["config.py", *(sorted(sending) if followed else ())]


def test_a_bundle_does_not_grow_by_what_is_not_there(tmp_path: Path) -> None:
    bundler = Bundler(project_of(tmp_path, {"config.py": "MODEL = 'm'\n"}))
    bundle = bundler.bundle({tmp_path / "config.py": b"MODEL = 'm'\n"})
    assert (
        bundler.grown(bundle, [tmp_path / "gone.py"], [tmp_path / "lost.py", tmp_path / "config.py"])
        is bundle
    )


def test_bundles_that_share_a_file_are_joined(tmp_path: Path) -> None:
    bundler = Bundler(project_of(tmp_path, {"a.py": CALL, "b.py": CALL, "c.py": CALL}))
    one, two, three = (
        Bundle(tuple((tmp_path / name, CALL.encode()) for name in paths))
        for paths in (("a.py", "b.py"), ("b.py", "c.py"), ("d.py",))
    )
    assert names(tmp_path, bundler.joined([one, two, three])) == [["a.py", "b.py", "c.py"], ["d.py"]]


ABOVE: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({"a.py": "import b\nclass A: ...\n", "b.py": "class B: ...\n"}, []),
    "a class of another file": (
        {"a.py": "from b import B, C\nclass A(B): ...\n", "b.py": "class B: ...\nclass C: ...\n"},
        ["b.py"],
    ),
    "a class that is only used": (
        {"a.py": "from b import B\nclass A:\n    b = B()\n", "b.py": "class B: ...\n"},
        [],
    ),
    "the base of a base": (
        {
            "a.py": "import b\nclass A(b.B): ...\n",
            "b.py": "from c import C\nclass B(C): ...\n",
            "c.py": "class C: ...\n",
        },
        ["b.py", "c.py"],
    ),
    "a class by another name": (
        {"a.py": "from b import B as Base\nclass A(Base): ...\n", "b.py": "class B: ...\n"},
        ["b.py"],
    ),
    "a class that is handed on": (
        {"a.py": "from b import C\nclass A(C): ...\n", "b.py": "from c import C\n", "c.py": "class C: ...\n"},
        ["c.py"],
    ),
    "by way of a class of its own file": (
        {"a.py": "from b import B\nclass M(B): ...\nclass A(M): ...\n", "b.py": "class B: ...\n"},
        ["b.py"],
    ),
    "in a circle": (
        {"a.py": "from b import B\nclass A(B): ...\n", "b.py": "from a import A\nclass B(A): ...\n"},
        ["b.py"],
    ),
}


@pytest.mark.parametrize(("files", "expected"), ABOVE.values(), ids=ABOVE.keys())
def test_the_files_that_a_class_inherits_from(
    files: dict[str, str], expected: list[str], tmp_path: Path
) -> None:
    found = Bundler(project_of(tmp_path, files)).above(tmp_path / "a.py", "A")
    assert sorted(path.name for path in found) == expected
