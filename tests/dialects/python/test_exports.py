"""The names by which other modules can get at what matters in a module."""

from __future__ import annotations

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.dialects.python.lift import Program
from tests.dialects.python.following import tree_of

CLIENT = "from openai import OpenAI\n"
URL = '"https://api.deepseek.com"'

# A module, and which of its names lead to a model, an endpoint, a client or what sends.
EXPORTS = {
    "a model": ('MODEL = "deepseek-chat"\nLIMIT = 3\n', {"MODEL"}),
    "an endpoint": (f"URL = {URL}\nRETRIES = 2\n", {"URL"}),
    "a client": (f"{CLIENT}client = OpenAI(base_url={URL})\n", {"client"}),
    "a client without an endpoint": (f"{CLIENT}client = OpenAI()\nother = 1\n", {"client"}),
    "by another name": ('MODEL = "deepseek-chat"\nDEFAULT = MODEL\n', {"MODEL", "DEFAULT"}),
    "in a table": ('MODELS = {"fast": "deepseek-chat"}\nPRICES = {}\n', {"MODELS"}),
    "a function that sends": (
        f"{CLIENT}def ask():\n    OpenAI(base_url={URL}).chat.completions.create(model='m')\ndef other(): pass\n",
        {"ask"},
    ),
    "a function that gives a model back": (
        'MODEL = "deepseek-chat"\ndef name():\n    return MODEL\ndef other():\n    return 1\n',
        {"MODEL", "name"},
    ),
    "a class that sends": (
        f"{CLIENT}class LLM:\n    def ask(self):\n        OpenAI(base_url={URL}).chat.completions.create(model='m')\n",
        {"LLM"},
    ),
    "an heir of it": (
        f"class LLM:\n    url = {URL}\nclass Fast(LLM):\n    pass\nclass Other:\n    pass\n",
        {"LLM", "Fast"},
    ),
    "a class that holds one": (
        f"class LLM:\n    url = {URL}\n\nclass App:\n    def __init__(self):\n        self.llm = LLM()\n"
        "\nclass Outer:\n    def __init__(self):\n        self.app = App()\n        self.x: int\n",
        {"LLM", "App", "Outer"},
    ),
    "an instance": (f"class LLM:\n    url = {URL}\n\nllm = LLM()\nother = list()\n", {"LLM", "llm"}),
    "what is given on": ('from config import MODEL\nname = "deepseek-chat" or MODEL\n', {"name"}),
    "nothing": ("import os\nVALUE = 1\ndef f():\n    return VALUE\n", set()),
}


@pytest.mark.parametrize(("code", "wanted"), EXPORTS.values(), ids=EXPORTS.keys())
def test_names_that_lead_to_what_matters(code: str, wanted: set[str]) -> None:
    program = Program(tree_of(code).trees, catalog())
    (sightings,) = program.sightings.values()
    assert set(sightings.exports) - {"OpenAI"} == wanted
