"""Where a project's own clients are defined, and that each way to name them is told from another's."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.catalog.clients import OwnClients
from dsmigrate.cli.options import Options
from dsmigrate.cli.settings import in_force, settings_of
from dsmigrate.engine.own_clients import homes_of
from dsmigrate.engine.run import fix

DECLARED = """\
[[clients.request]]
api = "chat"
functions = ["{}"]
positional = ["text", "model"]
default_endpoint = "https://api.deepseek.com"
toggle = {{ path = "think", sends = "thinking", disabled = false, enabled = true }}
"""
WRAPPER = """\
def ask(text, model, think=None):
    return text, model, think
"""


@pytest.mark.parametrize(
    ("name", "files", "file", "wanted"),
    [
        ("myapp.llm.ask", ["myapp/__init__.py", "myapp/llm.py"], "myapp/llm.py", "ask"),
        ("myapp.llm.ask", ["src/myapp/__init__.py", "src/myapp/llm.py"], "src/myapp/llm.py", "ask"),
        ("myapp.llm.ask", ["myapp/llm/__init__.py"], "myapp/llm/__init__.py", "ask"),
        ("myapp.llm.ask", ["myapp/__init__.py"], "myapp/__init__.py", "llm"),
        ("myapp.llm.ask", ["myapp/__init__.py", "myapp/llm.py"], "myapp/__init__.py", ""),
        ("llm.ask", ["llm.py"], "llm.py", "ask"),
        ("llm.ask", ["other/__init__.py", "other/llm.py"], "other/llm.py", ""),
        ("myapp.llm.ask", ["other/__init__.py", "other/myapp/llm.py"], "other/myapp/llm.py", ""),
        ("myapp.llm.Bot.ask", ["myapp/llm.py"], "myapp/llm.py", "Bot"),
        ("myapp.llm.ask", ["myapp/other.py"], "myapp/other.py", ""),
    ],
)
def test_homes(tmp_path: Path, name: str, files: list[str], file: str, wanted: str) -> None:
    for each in files:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text("")
    own = OwnClients({"request": [{"functions": [name]}]})
    assert [local for _, local in homes_of(own, [tmp_path / file])] == ([wanted] if wanted else [])
    assert homes_of(None, [tmp_path / file]) == {}


@pytest.mark.parametrize(
    ("file", "text", "is_told"),
    [
        ("use.py", "from myapp.llm import ask\nask('', 'deepseek-chat')\n", True),
        ("use.py", "from myapp.llm import ask as query\nquery('', 'deepseek-chat')\n", True),
        ("use.py", "import myapp.llm as llm\nllm.ask('', model='deepseek-chat')\n", True),
        ("use.py", "from myapp import llm\nllm.ask('', 'deepseek-chat')\n", True),
        ("use.py", "from myapp import ask\nask('', 'deepseek-chat')\n", True),
        ("use.py", "from myapp.llm import *\nask('', 'deepseek-chat')\n", True),
        ("use.py", "from functools import partial\nfrom myapp.llm import ask\nquery = partial(ask, '')\nquery(model='deepseek-chat')\n", True),
        ("myapp/use.py", "from .llm import ask\nask('', 'deepseek-chat')\n", True),
        ("myapp/use.py", "from . import llm\nllm.ask('', 'deepseek-chat')\n", True),
        ("myapp/deep/use.py", "from ..llm import ask\nask('', 'deepseek-chat')\n", True),
        ("myapp/llm.py", WRAPPER + "\n\nask('', 'deepseek-chat')\n", True),
        ("use.py", "def ask(text, model): ...\n\n\nask('', 'deepseek-chat')\n", False),
        ("other/llm.py", WRAPPER + "\n\nask('', 'deepseek-chat')\n", False),
        ("use.py", "from other.llm import ask\nask('', 'deepseek-chat')\n", False),
        ("use.py", "from myapp.llm import tell\ntell('', 'deepseek-chat')\n", False),
    ],
)  # fmt: skip
def test_each_way_to_name_a_function(tmp_path: Path, file: str, text: str, is_told: bool) -> None:
    files = {
        "dsmigrate.toml": DECLARED.format("myapp.llm.ask"),
        "myapp/__init__.py": "from .llm import ask\n",
        "myapp/llm.py": WRAPPER + "\n\ndef tell(text, model):\n    return model\n",
        "myapp/deep/__init__.py": "",
        "other/__init__.py": "",
        "other/llm.py": WRAPPER,
        file: text,
    }
    (tmp_path / ".git").mkdir()
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    fix(settings_of(in_force(Options(paths=(str(tmp_path),)))), write=True)
    after = (tmp_path / file).read_text()
    assert ("deepseek-v4-flash" in after, "think=False" in after) == (is_told, is_told)


def test_many_files_are_read_by_several_processes(tmp_path: Path) -> None:
    (tmp_path / "dsmigrate.toml").write_text(DECLARED.format("acme_llm.ask"))
    call = "from acme_llm import ask\n\nask('', 'deepseek-chat')\n"
    for number in range(8):
        (tmp_path / f"use{number}.py").write_text(call + "# padding\n" * 2000)
    outcome = fix(settings_of(in_force(Options(paths=(str(tmp_path),)))), write=True)
    assert (len(outcome.changes), outcome.findings) == (8, ())
