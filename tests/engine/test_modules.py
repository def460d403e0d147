"""Which modules a file imports, and which files of the project those are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine import modules
from dsmigrate.engine.modules import ModuleIndex, import_text, imports_of

ROOT = Path("/project")

# What is written, and what it imports: each module as it is written, with the names taken from it.
IMPORTS = {
    "a module": ("import config\n", {"config": []}),
    "several": ("import os, app.config, sys\n", {"os": [], "app.config": [], "sys": []}),
    "by another name": ("import app.config as settings, re\n", {"app.config": [], "re": []}),
    "names of one": ("from config import URL, MODEL as M\n", {"config": ["URL", "MODEL"]}),
    "everything of one": ("from config import *\n", {"config": ["*"]}),
    "in brackets": (
        "from config import (\n    URL,  # where\n    MODEL,\n)\n",
        {"config": ["URL", "MODEL"]},
    ),
    "relatively": ("from .config import MODEL\n", {".config": ["MODEL"]}),
    "from the package": ("from . import config, models\n", {".": ["config", "models"]}),
    "from above": ("from ...shared.config import MODEL\n", {"...shared.config": ["MODEL"]}),
    "with a comment": ("from config import MODEL  # the model, by default\n", {"config": ["MODEL"]}),
    "inside a function": ("def run():\n    from config import MODEL\n", {"config": ["MODEL"]}),
    "behind a semicolon": ("import os; import config\n", {"os": [], "config": []}),
    "behind a colon": ("try: import config\nexcept ImportError: config = None\n", {"config": []}),
    "with CRLF": ("import config\r\nfrom models import CHAT\r\n", {"config": [], "models": ["CHAT"]}),
    "without a blank before the bracket": ("from config import(MODEL)\n", {"config": ["MODEL"]}),
    "by a literal name": ("load = importlib.import_module('app.config')\n", {"app.config": []}),
    "in a cell of a notebook": (
        '"source": ["import os\\n", "from config import MODEL\\n"]',
        {"os": [], "config": ["MODEL"]},
    ),
    "in several lines of a cell": (
        '"from config import (\\n",\n "    URL,\\n",\n "    MODEL,\\n",\n ")"',
        {"config": ["URL", "MODEL"]},
    ),
    "by a name that is not literal": ("importlib.import_module(name)\n", {}),
    "a word that is no statement": ("important = imports\nx.from_import = 1\n", {}),
    "nothing yet": ("import \nfrom x import\n", {"x": []}),
}


@pytest.mark.parametrize(("text", "found"), IMPORTS.values(), ids=IMPORTS.keys())
def test_imports_of(text: str, found: dict[str, list[str]]) -> None:
    assert dict(imports_of(text.encode())) == found


FLAT = ["main.py", "config.py", "tools/run.py", "tools/config.py", "tools/models.py"]
PACKAGES = [
    "app/__init__.py", "app/config.py", "app/main.py", "app/llm/__init__.py", "app/llm/config.py",
    "app/llm/client.py", "scripts/main.py", "tests/test_main.py",
]  # fmt: skip
SRC = [
    "src/app/__init__.py",
    "src/app/config.py",
    "src/app/main.py",
    "tests/conftest.py",
    "tests/test_app.py",
]
NAMESPACE = ["company/llm/config.py", "company/llm/client.py", "company/shop/main.py", "run.py"]
ROOTS = [
    "one/app/__init__.py", "one/app/config.py", "one/main.py",
    "two/app/__init__.py", "two/app/config.py", "two/main.py",
]  # fmt: skip

# The project's files, who imports, what is written there, and which file that is.
RESOLVED = {
    "a script beside it": (FLAT, "main.py", "config", "config.py"),
    "the nearer of two": (FLAT, "tools/run.py", "config", "tools/config.py"),
    "a folder without __init__": (FLAT, "main.py", "tools.config", "tools/config.py"),
    "a script of another folder, put on the path": (FLAT, "main.py", "models", "tools/models.py"),
    "a package": (PACKAGES, "scripts/main.py", "app", "app/__init__.py"),
    "a module of a package": (PACKAGES, "tests/test_main.py", "app.config", "app/config.py"),
    "a package in a package": (PACKAGES, "app/main.py", "app.llm", "app/llm/__init__.py"),
    "the same package, relatively": (PACKAGES, "app/main.py", ".config", "app/config.py"),
    "the package itself": (PACKAGES, "app/main.py", ".", "app/__init__.py"),
    "the package of an __init__": (PACKAGES, "app/llm/__init__.py", ".client", "app/llm/client.py"),
    "two levels up": (PACKAGES, "app/llm/client.py", "..config", "app/config.py"),
    "the package above": (PACKAGES, "app/llm/client.py", "..", "app/__init__.py"),
    "a package, relatively": (PACKAGES, "app/main.py", ".llm", "app/llm/__init__.py"),
    "in a module of a package, its neighbour": (PACKAGES, "app/llm/client.py", "config", "app/llm/config.py"),
    "a src layout, from its tests": (SRC, "tests/test_app.py", "app.config", "src/app/config.py"),
    "a src layout, from within": (SRC, "src/app/main.py", "app.config", "src/app/config.py"),
    "with the root's own name in front": (SRC, "tests/test_app.py", "src.app.config", "src/app/config.py"),
    "a namespace package": (NAMESPACE, "run.py", "company.llm.config", "company/llm/config.py"),
    "of a namespace package, from another part": (
        NAMESPACE, "company/shop/main.py", "company.llm.client", "company/llm/client.py",
    ),
    "the root that the importer is in": (ROOTS, "two/main.py", "app.config", "two/app/config.py"),
    "the other root": (ROOTS, "one/app/config.py", "app", "one/app/__init__.py"),
    # None of these is a file of the project, or it cannot be told which.
    "a library": (PACKAGES, "app/main.py", "openai", None),
    "a part of a library by the name of a file": (PACKAGES, "app/main.py", "openai.config", None),
    "a module that is not there": (PACKAGES, "app/main.py", ".settings", None),
    "a module of a package is nobody's by its bare name": (PACKAGES, "scripts/main.py", "client", None),
    "two roots from outside of both": (ROOTS, "../main.py", "app.config", None),
    "no name at all": (PACKAGES, "app/main.py", "", None),
    "above the root": (FLAT, "main.py", "..config", None),
}  # fmt: skip


@pytest.mark.parametrize(("files", "importer", "module", "wanted"), RESOLVED.values(), ids=RESOLVED.keys())
def test_what_an_import_means(files: list[str], importer: str, module: str, wanted: str | None) -> None:
    index = ModuleIndex([ROOT / file for file in files])
    assert index.resolve(ROOT / importer, module) == (ROOT / wanted if wanted else None)


# What is written in app/main.py of PACKAGES, and the files that it is linked to.
LINKS = {
    "a name of a module": ("from app.config import MODEL\n", {"app.config": "app/config.py"}),
    "a module of the package": (
        "from . import config\n",
        {".": "app/__init__.py", ".config": "app/config.py"},
    ),
    "a module by its package": (
        "from app import config, OTHER\n",
        {"app": "app/__init__.py", "app.config": "app/config.py"},
    ),
    "everything on the way to a module": (
        "import app.llm.client\n",
        {
            "app": "app/__init__.py",
            "app.llm": "app/llm/__init__.py",
            "app.llm.client": "app/llm/client.py",
        },
    ),
    "everything of a module": ("from app.config import *\n", {"app.config": "app/config.py"}),
    "relative modules of a package": (
        "from .llm import client, config\n",
        {
            ".llm": "app/llm/__init__.py",
            ".llm.client": "app/llm/client.py",
            ".llm.config": "app/llm/config.py",
        },
    ),
    "by a literal name": (
        "importlib.import_module('app.config')\n",
        {"app": "app/__init__.py", "app.config": "app/config.py"},
    ),
    "twice": ("import app\nfrom app import thing\n", {"app": "app/__init__.py"}),
    "the file itself": ("import app.main\n", {"app": "app/__init__.py"}),
    "only libraries": ("import os\nfrom openai import OpenAI\n", {}),
}


@pytest.mark.parametrize(("text", "wanted"), LINKS.values(), ids=LINKS.keys())
def test_links_of_a_file(text: str, wanted: dict[str, str]) -> None:
    index = ModuleIndex([ROOT / file for file in PACKAGES])
    links = index.links_of(ROOT / "app" / "main.py", text.encode())
    assert links == {module: ROOT / file for module, file in wanted.items()}


@pytest.mark.parametrize(
    "text",
    [
        "import a\nx = 1\nfrom .b import (\n    c,  # import d (\n    e,\n)\nprint(import_me)\nimport f; from g import h",
        'y = 1\n\nz = importlib.import_module(\n    "a.b"\n)\n',
        "from a import (b,\n    c); from d import e\nimport",
        '{"source": ["import a\\n", "from b import (c,\\n", "d)\\n"]}\n',
        "from a import (b,  # import what\n    c)\nx = 1\n",
        "nothing at all\n",
    ],
)
@pytest.mark.parametrize("close", [0, modules.CLOSE_TOGETHER])
def test_the_lines_with_imports_say_what_the_file_says(
    text: str, close: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modules, "CLOSE_TOGETHER", close)
    data = text.encode()
    assert list(imports_of(import_text(data))) == list(imports_of(data))
    assert import_text(b"x = 1\n" * 99 + data + b"\ny = 2\n" * 99).count(b"\n") <= text.count("\n")
