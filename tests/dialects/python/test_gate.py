"""The cheap look that says which files cannot hold anything of interest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsmigrate.core.source import Source
from dsmigrate.dialects.python.gate import may_matter, tells_at_first_sight

TELLTALE = re.compile(r"deepseek-chat|api\.deepseek\.com")
MODULES = frozenset({"langchain_deepseek", "langchain_deepseek.chat_models"})

FILES = {
    "an ID": ('x = "deepseek-chat"\n', True),
    "in bytes": ('x = b"deepseek-chat"\n', True),
    "a host": ('x = f"https://api.deepseek.com/{y}"\n', True),
    "put together by the parser": ('x = "deepseek-" "chat"\n', True),
    "escaped": ('x = "deepseek\\x2dchat"\n', True),
    "in a call's argument": ('f(a, b="deepseek-chat")\n', True),
    "in a match": ('match x:\n    case "deepseek-chat": pass\n', True),
    "its own client": ("from langchain_deepseek import ChatDeepSeek\n", True),
    "the client's module": ("import langchain_deepseek\n", True),
    "a module of the client": ("from langchain_deepseek import chat_models\n", True),
    "from a module of the client": ("from langchain_deepseek.chat_models import ChatDeepSeek\n", True),
    "in a decorator": ('@f("x")\n@route("deepseek-chat")\n\ndef f():\n    return 1\n', True),
    "in a long text": ('x = f(1, """\n\nthe first\ndeepseek-chat\n""")\n', True),
    "in a part of a text": ('x = (f"{a}"\n  "b"\n  f"deepseek-chat {c}")\n', True),
    "in capitals": ('x = "DEEPSEEK-CHAT deepseek-chat"\n', True),
    "behind a row that only Python's text counts": ('y = "\x0c\u2028"\nx = "deepseek-chat"\n', True),
    "with the line ends of other systems": ('y = 1\r\n\r\nz = 2\rx = "deepseek-chat"\n', True),
    "an import in a function": ("def f():\n    if x:\n        import langchain_deepseek\n", True),
    "a comment": ("x = 1  # deepseek-chat\n", False),
    "a docstring": (
        '"""deepseek-chat"""\ndef f():\n    """deepseek-chat"""\nclass C:\n    "deepseek-chat"\n',
        False,
    ),
    "a name": ("deepseek_chat = 1\n", False),
    "another import": ("import json, os.path\nfrom . import x\nfrom a import *\n", False),
    "another text": ('x = "deepseek", 1, None, ...\n', False),
    "joined with the row below, behind a comment": ('x = ("deepseek-"  # a\n  "chat")\n', True),
    "joined with the row above": ('x = ("api."\n  r"deepseek.com")\n', True),
    "an import that goes on": ("import json, \\\n  langchain_deepseek\n", True),
    "in quotes in a comment behind": ("x = 1  # not 'deepseek-chat'\n", False),
    "in quotes in a docstring": ('def f():\n    """See\n\n    x = "deepseek-chat"\n    """\n', False),
    "in quotes in a docstring of other quotes": (
        "def f():\n    '''\n    x = 'deepseek-chat'\n    '''\n",
        False,
    ),
    "behind a docstring": ('def f():\n    """deepseek-chat"""\n    return "deepseek-chat"\n', True),
    "cannot be parsed": ("def (:\n", True),
    "nested too deeply": ("(" * 500 + ")" * 500 + "\n", True),
}


@pytest.mark.parametrize(("text", "matters"), FILES.values(), ids=FILES.keys())
def test_what_may_matter(text: str, matters: bool) -> None:
    source = Source(Path("app.py"), text.encode())
    assert may_matter(source, "deepseek", TELLTALE, MODULES) is matters


def test_a_glance_never_says_more_than_a_look() -> None:
    for text, matters in FILES.values():
        assert matters or not tells_at_first_sight(
            Source(Path("app.py"), text.encode()), "deepseek", TELLTALE
        )


def test_a_glance_is_enough_for_most_files_that_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ast.parse", lambda *_: pytest.fail("parsed"))
    text = '"""About deepseek-chat."""\nimport openai\n\nMODEL = "deepseek-chat"  # deepseek-chat\n'
    assert tells_at_first_sight(Source(Path("app.py"), text.encode()), "deepseek", TELLTALE)


def test_letters_that_become_two_in_small_letters_move_no_row() -> None:
    text = "# " + "\u0130" * 50 + "\nMODEL = 'deepseek-chat'\n"
    assert tells_at_first_sight(Source(Path("app.py"), text.encode()), "deepseek", TELLTALE)


def test_other_encodings_are_decoded_first() -> None:
    data = "# coding: latin-1\nx = 'é deepseek-chat'\n".encode("latin-1")
    assert may_matter(Source(Path("app.py"), data, "latin-1"), "deepseek", TELLTALE, MODULES)


def test_a_null_byte_leaves_the_decision_to_the_parser() -> None:
    assert may_matter(Source(Path("app.py"), b"x = 1\0\n"), "deepseek", TELLTALE, MODULES)


@pytest.mark.filterwarnings("error")
def test_what_python_warns_of_is_kept_to_itself() -> None:
    assert not may_matter(Source(Path("app.py"), b'x = "\\d" is 1\n'), "deepseek", TELLTALE, MODULES)
