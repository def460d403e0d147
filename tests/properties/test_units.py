"""A name that several places share changes in all of them or in none, and each request keeps its thinking mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from .running import TARGET, quietly, run

HEAD = """\
import requests
from openai import OpenAI
from tokens import count

URL = "https://api.deepseek.com/chat/completions"
EXTRA = {{"user_id": "u-1"}}
client = OpenAI(base_url="https://api.deepseek.com/beta")
relay = OpenAI(base_url="https://api.cometapi.com/v1")
MODEL = "{model}"
"""


@dataclass(frozen=True)
class Use:
    """A place that uses the shared name: as it is, and as it must be afterwards; `holds` a fix back where it cannot."""

    before: str
    after: str = ""
    holds: bool = False

    def text(self, *, migrated: bool) -> str:
        return (self.after or self.before) if migrated else self.before


CHAT = "client.chat.completions.create(\n    model=MODEL,\n    messages=[],\n{}){}"
DISABLED = '{"thinking": {"type": "disabled"}}'
USES = {
    "plain": Use(CHAT.format("", ""), CHAT.format(f"    extra_body={DISABLED},\n", "")),
    "answer": Use(
        CHAT.format("", ".choices[0]"), CHAT.format(f"    extra_body={DISABLED},\n", ".choices[0]")
    ),
    "merged": Use(
        CHAT.format('    extra_body={"user_id": "u-1"},\n', ""),
        CHAT.format('    extra_body={"user_id": "u-1", "thinking": {"type": "disabled"}},\n', ""),
    ),
    "variable": Use(
        CHAT.format("    extra_body=EXTRA,\n", ""),
        CHAT.format('    extra_body={**EXTRA, "thinking": {"type": "disabled"}},\n', ""),
    ),
    "effort": Use(
        CHAT.format('    reasoning_effort="low",\n    n=1,\n', ""),
        CHAT.format(f"    n=1,\n    extra_body={DISABLED},\n", ""),
    ),
    "stated": Use(CHAT.format('    extra_body={"thinking": {"type": "enabled"}},\n', "")),
    "fim": Use('client.completions.create(model=MODEL, prompt="a")'),
    "responses": Use(
        "client.responses.create(\n    model=MODEL,\n    input=URL,\n)",
        'client.responses.create(\n    model=MODEL,\n    input=URL,\n    reasoning={"effort": "none"},\n)',
    ),
    "raw": Use(
        'requests.post(URL, json={\n    "model": MODEL,\n    "messages": [],\n})',
        'requests.post(URL, json={\n    "model": MODEL,\n    "messages": [],\n    "thinking": {"type": "disabled"},\n})',
    ),
    "shown": Use("print(MODEL, len(MODEL), f'{MODEL}')"),
    "other test": Use('x = MODEL.startswith("deepseek")'),
    "unknown arguments": Use(CHAT.format("    **vars(URL),\n", ""), holds=True),
    "other vendor": Use("relay.chat.completions.create(model=MODEL, messages=[])", holds=True),
    "test": Use('x = MODEL == "deepseek-chat"', holds=True),
    "look-up": Use('x = {"deepseek-chat": 1}[MODEL]', holds=True),
    "handed on": Use("count(MODEL)", holds=True),
}
WRAPPERS = ("{}", "def f{n}():\n    {}", "class C{n}:\n    def m(self):\n        {}", "if URL:\n    {}")


def program(uses: Sequence[tuple[str, str]], *, migrated: bool) -> str:
    text = HEAD.format(model=TARGET if migrated else "deepseek-chat")
    for number, (kind, wrapper) in enumerate(uses):
        depth = wrapper.rindex("{}") - wrapper.rfind("\n", 0, wrapper.rindex("{}")) - 1
        body = USES[kind].text(migrated=migrated).replace("\n", "\n" + " " * depth)
        text += "\n" + wrapper.replace("{n}", str(number)).replace("{}", body) + "\n"
    return text


@quietly
@given(st.lists(st.tuples(st.sampled_from(sorted(USES)), st.sampled_from(WRAPPERS)), min_size=1, max_size=5))
def test_a_shared_name_changes_everywhere_or_nowhere(project: Path, uses: list[tuple[str, str]]) -> None:
    before = program([("plain", "{}"), *uses], migrated=False)
    held = any(USES[kind].holds for kind, _ in uses)
    wanted = program([("plain", "{}"), *uses], migrated=not held)
    outcome, after = run(project, before.encode())
    assert after.decode() == wanted
    assert bool(outcome.fixed) is not held
    if not held:
        assert run(project, after)[1] == after
