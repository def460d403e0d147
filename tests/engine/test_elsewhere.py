"""Who else in a project uses a name, and whether strangers may."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine import kept
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.look import look


def write(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project(root, {})


USES = {
    "a name imported": ("from settings import MODEL\nask(MODEL)\n", True),
    "by another name": ("from settings import MODEL as M\nask(M)\n", True),
    "the module": ("import settings\nask(settings.MODEL)\n", True),
    "the module by another name": ("import settings as s\nask(s.MODEL)\n", True),
    "everything of it": ("from settings import *\nask(MODEL)\n", True),
    "from a package": ("from app.settings import MODEL\n", True),
    "the module from its package": ("from app import settings\nask(settings.MODEL)\n", True),
    "relatively": ("from .settings import MODEL\n", True),
    "the module relatively": ("from . import settings\nask(settings.MODEL)\n", True),
    "from above": ("from ..settings import MODEL\n", True),
    "from the package above": ("from .. import MODEL\n", True),
    "a deep import": ("import app.settings\nask(app.settings.MODEL)\n", True),
    "inside a function": ("def f():\n    from settings import MODEL\n    ask(MODEL)\n", True),
    "no import": ("MODEL = 'other'\n# settings\n", False),
    "of another module": ("from elsewhere import MODEL\n# settings\n", False),
    "the module for another name": ("from settings import OTHER\nMODEL = OTHER\n", False),
    "a longer name": ("from settings import MODEL_NAME\n", False),
    "the name only in a text about it": ("import json  # settings, MODEL\n", False),
    "what cannot be parsed counts": ("from settings import MODEL\ndef (:\n", True),
    "a null byte counts": ("from settings import MODEL\nx = '\0'\n", True),
}


@pytest.mark.parametrize(("text", "used"), USES.values(), ids=USES.keys())
def test_users_of_a_name(tmp_path: Path, text: str, used: bool) -> None:
    project = write(tmp_path, {"app/settings.py": "MODEL = 'm'\n", "app/user.py": text})
    users = [tmp_path / "app" / "user.py"] if used else []
    assert project.users(tmp_path / "app" / "settings.py", "MODEL") == users


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("from django.conf import settings\nask(settings.MODEL)\n", True),
        ("from flask import current_app\nask(current_app.config['MODEL'])\n", True),
        ("ask(app.config['MODEL'])\n", True),
        ("from django.conf import settings\nask(settings.OTHER)\n", False),
        ("settings = app.config\nask(settings['MODEL'])\n", True),
        ("ask(app.configuration['MODEL'])\n", False),
        ("from app.config import MODEL\nask(MODEL)\n", False),
        ("import app.config\nask(app.config.MODEL)\n", False),
        ("ask(MODEL)\n", False),
    ],
)
def test_settings_are_handed_on_by_frameworks(tmp_path: Path, text: str, used: bool) -> None:
    defaults = {"defaults.py": "class Defaults:\n    MODEL = 'm'\n", "user.py": text}
    project = write(tmp_path, {**defaults, "wsgi.py": "from flask import Flask\n"})
    users = [tmp_path / "user.py"] if used else []
    assert project.users(tmp_path / "defaults.py", "Defaults.MODEL") == users


def test_without_a_framework_there_is_nobody_to_hand_settings_on(tmp_path: Path) -> None:
    files = {"defaults.py": "class Defaults:\n    MODEL = 'm'\n", "user.py": "ask(app.config['MODEL'])\n"}
    project = write(tmp_path, {**files, "main.py": "from fastapi import FastAPI\n"})
    assert project.users(tmp_path / "defaults.py", "Defaults.MODEL") == []


@pytest.mark.parametrize(
    ("package", "users"),
    [
        ({}, []),
        ({"app/__init__.py": "VERSION = 1\n"}, []),
        ({"app/__init__.py": "from .settings import MODEL\n"}, ["app/__init__.py", "user.py"]),
        ({"app/__init__.py": "from .settings import *\n"}, ["user.py"]),
    ],
)
def test_a_package_hands_on_what_it_imports(
    tmp_path: Path, package: dict[str, str], users: list[str]
) -> None:
    files = {"app/settings.py": "MODEL = 'm'\n", "user.py": "from app import MODEL\nask(MODEL)\n", **package}
    project = write(tmp_path, files)
    assert project.users(tmp_path / "app" / "settings.py", "MODEL") == [tmp_path / user for user in users]


def test_an_attribute_needs_all_its_parts(tmp_path: Path) -> None:
    project = write(
        tmp_path,
        {
            "settings.py": "class Settings:\n    model = 'm'\n",
            "one.py": "from settings import Settings\nask(Settings().model)\n",
            "two.py": "from settings import Settings\nask(Settings().url)\n",
        },
    )
    assert project.users(tmp_path / "settings.py", "Settings.model") == [tmp_path / "one.py"]


def test_a_package_is_known_by_its_folder(tmp_path: Path) -> None:
    project = write(
        tmp_path, {"app/__init__.py": "MODEL = 'm'\n", "main.py": "from app import MODEL\n", "b.py": "app\n"}
    )
    assert project.users(tmp_path / "app" / "__init__.py", "MODEL") == [tmp_path / "main.py"]


def test_a_file_is_no_user_of_itself_and_answers_are_kept(tmp_path: Path) -> None:
    project = write(tmp_path, {"settings.py": "import settings\nMODEL = 'm'\n"})
    assert project.users(tmp_path / "settings.py", "MODEL") == []
    (tmp_path / "new.py").write_text("from settings import MODEL\n")
    assert project.users(tmp_path / "settings.py", "MODEL") == []


def test_what_a_run_has_changed_in_memory_counts_instead_of_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"settings.py": "MODEL = 'm'\n", "user.py": "x = 1\n"})
    user = tmp_path / "user.py"
    project = Project(tmp_path, {user: b"from settings import MODEL\n"})
    assert project.users(tmp_path / "settings.py", "MODEL") == [user]


def test_a_file_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    project = write(tmp_path, {"settings.py": "MODEL = 'm'\n", "user.py": "from settings import MODEL\n"})
    user = tmp_path / "user.py"
    assert project.index.resolve(tmp_path / "settings.py", "user") == user
    user.unlink()
    assert project.users(tmp_path / "settings.py", "MODEL") == []


def test_what_is_too_much_to_remember_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "ROOM", 10)
    project = write(tmp_path, {"settings.py": "MODEL = 'm'\n", "user.py": "from settings import MODEL\n"})
    user = tmp_path / "user.py"
    assert project.users(tmp_path / "settings.py", "MODEL") == [user]
    user.write_text("x = 1\n")
    assert project.contents(user) == b"x = 1\n"


def test_what_a_look_has_found_and_read_is_not_looked_for_again(tmp_path: Path) -> None:
    here = {"settings.py": 'MODEL = "deepseek-chat"\n', "user.py": "from settings import MODEL\n"}
    write(tmp_path, here)
    (tmp_path / ".git").mkdir()
    found, _, _, _, _, imports, is_whole = look([tmp_path], (), False)
    assert is_whole
    user = tmp_path / "user.py"
    user.write_text("print(MODEL)\n")
    project = Project(tmp_path, {}, found.files, imports)
    assert project.users(tmp_path / "settings.py", "MODEL") == [user]
    assert Project(tmp_path, {}, found.files).users(tmp_path / "settings.py", "MODEL") == []
    changed = Project(tmp_path, {user: b"print(MODEL)\n"}, found.files, imports)
    assert changed.users(tmp_path / "settings.py", "MODEL") == []


@pytest.mark.parametrize(
    ("path", "exclude", "usual"), [(".", ("user.py",), True), (".", (), False), ("settings.py", (), True)]
)
def test_a_look_at_a_part_does_not_speak_for_the_project(
    tmp_path: Path, path: str, exclude: tuple[str, ...], usual: bool
) -> None:
    write(tmp_path, {"settings.py": "MODEL = 'm'\n", "user.py": "from settings import MODEL\n"})
    (tmp_path / ".git").mkdir()
    assert not look([tmp_path / path], exclude, False, usual=usual).is_whole


def test_a_notebook_that_imports_the_name_is_a_user(tmp_path: Path) -> None:
    cell = '{"cells": [{"cell_type": "code", "source": ["from settings import MODEL\\n"]}], "metadata": {}}'
    project = write(tmp_path, {"settings.py": "MODEL = 'm'\n", "book.ipynb": cell})
    assert project.users(tmp_path / "settings.py", "MODEL") == [tmp_path / "book.ipynb"]


PUBLIC = {
    "built by pyproject": ({"pyproject.toml": "[build-system]\n"}, "pkg/api.py", "ask", True),
    "built by setup.py": ({"setup.py": ""}, "pkg/api.py", "ask", True),
    "not built": ({"pyproject.toml": "[tool.x]\n"}, "pkg/api.py", "ask", False),
    "no page at all": ({}, "pkg/api.py", "ask", False),
    "private": ({"setup.py": ""}, "pkg/api.py", "_ask", False),
    "no package": ({"setup.py": ""}, "script.py", "ask", False),
    "tests": ({"setup.py": ""}, "tests/test_api.py", "ask", False),
    "examples": ({"setup.py": ""}, "examples/one.py", "ask", False),
}


@pytest.mark.parametrize(("files", "path", "name", "expected"), PUBLIC.values(), ids=PUBLIC.keys())
def test_a_name_that_strangers_may_use(
    tmp_path: Path, files: dict[str, str], path: str, name: str, expected: bool
) -> None:
    packages = {f"{folder}/__init__.py": "" for folder in ("pkg", "tests", "examples")}
    project = write(tmp_path, {**packages, **files, path: "def ask(): ...\n"})
    assert project.is_public(tmp_path / path, name) is expected


SETS = {
    "an attribute": ("import llm\nllm.client = other\n", True),
    "a method of an heir": ("class Heir(Base):\n    def client(self): ...\n", True),
    "an attribute of an heir": ("class Heir(Base):\n    client: Any = other\n", True),
    "what it does not write": ("setattr(llm, name, other)\n", True),
    "nothing, it only reads it": ("import llm\nllm.client.chat()\nprint(client == llm.client)\n", False),
    "a comparison": ("assert llm.client == other\n", False),
    "a longer name": ("llm.client_name = 1\n", False),
    "an annotated attribute": ("self.client: Client | None = None\n", True),
    "only an annotation": ("self.client: Client\n", False),
}


@pytest.mark.parametrize(("text", "sets"), SETS.values(), ids=SETS.keys())
def test_whether_a_file_may_set_a_name(tmp_path: Path, text: str, sets: bool) -> None:
    project = write(tmp_path, {"user.py": text})
    user = tmp_path / "user.py"
    assert (project.may_define(user, "client") or project.may_set_others(user, "client")) is sets


OTHERS = {
    "its own": ("        self.client = other\n", False),
    "its own, annotated": ("        self.client: Client = other\n", False),
    "a name of a class": ("    client = other\n", False),
    "of an object": ("        model.client = other\n", True),
    "of what it holds": ("        self.model.client = other\n", True),
    "of what ends like it": ("        myself.client = other\n", True),
    "of a call": ("        model().client = other\n", True),
    "under any name": ("setattr(self, name, other)\n", True),
}


@pytest.mark.parametrize(("text", "sets"), OTHERS.values(), ids=OTHERS.keys())
def test_whether_a_file_may_set_a_name_of_others(tmp_path: Path, text: str, sets: bool) -> None:
    project = write(tmp_path, {"user.py": text})
    assert project.may_set_others(tmp_path / "user.py", "client") is sets


HEIRS = {
    "a class": ("class Heir(Base): ...\n", True),
    "by its module": ("class Heir(models.Base, Other): ...\n", True),
    "over several rows": ("class Heir(\n    Other,\n    Base,\n): ...\n", True),
    "in a generic class": ("class Heir[T](Base): ...\n", True),
    "by another name": ("from models import Base as Model\n", True),
    "by a name of its own": ("Model = models.Base\n", True),
    "by a call": ('Heir = type("Heir", (Base,), {})\n', True),
    "an instance": ("model = Base()\n", False),
    "a registry": ('MODELS = {"base": Base}\n', False),
    "an argument": ("class Heir(Other):\n    def __init__(self, model: Base): ...\n", False),
    "a longer name": ("class Heir(BaseModel): ...\n", False),
}


@pytest.mark.parametrize(("text", "inherits"), HEIRS.values(), ids=HEIRS.keys())
def test_whether_a_file_may_make_heirs_of_a_class(tmp_path: Path, text: str, inherits: bool) -> None:
    project = write(tmp_path, {"user.py": text})
    assert project.may_inherit(tmp_path / "user.py", "Base") is inherits
