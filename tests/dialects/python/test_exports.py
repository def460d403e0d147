"""The names by which other modules can get at a retired ID, or say what is sent."""

from __future__ import annotations

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.dialects.python.lift import Program
from tests.dialects.python.following import tree_of

CLIENT = "from openai import OpenAI\n"
URL = '"https://api.deepseek.com"'
MODEL = '"deepseek-chat"'

# A module, and which of its names lead to a retired ID, or say what is sent to DeepSeek.
EXPORTS = {
    "a model": (f"MODEL = {MODEL}\nLIMIT = 3\n", {"MODEL"}),
    "a current model": ('MODEL = "deepseek-flash"\n', set()),
    "an endpoint": (f"URL = {URL}\n", set()),
    "by another name": (f"MODEL = {MODEL}\nDEFAULT = MODEL\n", {"MODEL", "DEFAULT"}),
    "in a table": (f'MODELS = {{"fast": {MODEL}}}\nPRICES = {{}}\n', {"MODELS"}),
    "a key of a table": (f"PRICES = {{{MODEL}: 1}}\n", set()),
    "a function that sends its own": (
        f"{CLIENT}def ask():\n    OpenAI(base_url={URL}).chat.completions.create(model={MODEL})\ndef other(): pass\n",
        set(),
    ),
    "a function that sends what it is told": (
        f"{CLIENT}def ask(m):\n    OpenAI(base_url={URL}).chat.completions.create(model=m)\ndef other(): pass\n",
        {"ask"},
    ),
    "one that sends it elsewhere": (
        f"{CLIENT}def ask(m):\n    OpenAI().chat.completions.create(model=m)\n",
        set(),
    ),
    "a default that callers can replace": (
        f"{CLIENT}def ask(m={MODEL}):\n    OpenAI(base_url={URL}).chat.completions.create(model=m)\n",
        {"ask"},
    ),
    "a function that gives a model back": (
        f"MODEL = {MODEL}\ndef name():\n    return MODEL\ndef other():\n    return 1\n",
        {"MODEL", "name"},
    ),
    "a method that sends what it is told": (
        f"{CLIENT}class LLM:\n    def ask(self, m):\n"
        f"        OpenAI(base_url={URL}).chat.completions.create(model=m)\n",
        {"LLM", "LLM.ask"},
    ),
    "what a constructor is told": (
        f"{CLIENT}class LLM:\n    def __init__(self, m):\n        self.m = m\n    def ask(self):\n"
        f"        OpenAI(base_url={URL}).chat.completions.create(model=self.m)\n",
        {"LLM", "LLM.ask", "LLM.__init__"},
    ),
    "an attribute, and an heir": (
        f"class LLM:\n    model = {MODEL}\nclass Fast(LLM):\n    pass\nclass Other:\n    pass\n",
        {"LLM", "LLM.model", "Fast"},
    ),
    "an instance": (
        f"class LLM:\n    model = {MODEL}\n\nllm = LLM()\nother = list()\n",
        {"LLM", "LLM.model", "llm"},
    ),
    "what is given on": (f"from config import OTHER\nname = {MODEL} or OTHER\n", {"name"}),
    "nothing": ("import os\nVALUE = 1\ndef f():\n    return VALUE\n", set()),
}


@pytest.mark.parametrize(("code", "wanted"), EXPORTS.values(), ids=EXPORTS.keys())
def test_names_that_lead_to_a_value(code: str, wanted: set[str]) -> None:
    program = Program(tree_of(code).trees, catalog())
    (sightings,) = program.sightings.values()
    assert set(sightings.exports) == wanted
