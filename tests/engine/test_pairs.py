"""Every pair of rules that fix, on one call: their fixes combine, and what is left needs a person.

Each rule is a set of parts of a call; two rules that need the same part in two ways cannot meet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Applicability, Confidence, Finding
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import check, fix

URL, MODEL, QUESTION = "https://api.deepseek.com", "deepseek-v4-flash", '{"role": "user", "content": "Why?"}'
TOOLS = '[{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object"}}}]'
ROUNDS = 4


@dataclass(frozen=True)
class Parts:
    """What a rule needs of a call: its URL, its model, further arguments, and messages before and after the question."""

    url: str = ""
    model: str = ""
    arguments: dict[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    target: str = ""


PARTS = {
    "DS101": Parts(model="deepseek-chat"),
    "DS103": Parts(target="deepseek-flash"),
    "DS201": Parts(url="https://api.deepseek.ai"),
    "DS202": Parts(url="https://api.deepseek.com/chat/completions"),
    "DS203": Parts(url="https://api.deepseek.com/anthropic"),
    "DS204": Parts(url="https://api.deepseek.com/v3.2_speciale_expires_on_20251215"),
    "DS206": Parts(after='{"role": "assistant", "content": "Since ", "prefix": True}'),
    "DS207": Parts(url="http://api.deepseek.com"),
    "DS302": Parts(arguments={"extra_body": '{"enable_thinking": False}'}),
    "DS303": Parts(arguments={"temperature": "0.2"}),
    "DS304": Parts(arguments={"reasoning_effort": '"off"'}),
    "DS305": Parts(arguments={"tools": TOOLS, "tool_choice": '"required"'}),
    "DS307": Parts(arguments={"max_completion_tokens": "4000"}),
    "DS401": Parts(arguments={"response_format": '{"type": "json_object"}'}),
    "DS603": Parts(before='{"role": "developer", "content": "Be brief."}'),
    "DS604": Parts(arguments={"seed": "7"}),
}
PAIRS = [
    (one, two)
    for one, two in combinations(PARTS, 2)
    if not (PARTS[one].url and PARTS[two].url)
    and not (PARTS[one].target and PARTS[two].model)
    and not PARTS[one].arguments.keys() & PARTS[two].arguments.keys()
]


def code(*parts: Parts) -> str:
    """A module that makes one call with all of the parts."""
    url = next((part.url for part in parts if part.url), URL)
    model = next((part.model for part in parts if part.model), MODEL)
    messages = [
        *(part.before for part in parts if part.before),
        QUESTION,
        *(part.after for part in parts if part.after),
    ]
    arguments = {name: text for part in parts for name, text in part.arguments.items()}
    written = "".join(f"    {name}={text},\n" for name, text in arguments.items())
    return (
        "from openai import OpenAI\n\n"
        f'client = OpenAI(base_url="{url}")\n'
        "answer = client.chat.completions.create(\n"
        f'    model="{model}",\n    messages=[{", ".join(messages)}],\n{written})\n'
    )


def settings(folder: Path, *parts: Parts) -> Settings:
    target = next((part.target for part in parts if part.target), MODEL)
    return Settings((folder,), Targets(target, target), unsafe_fixes=True, min_confidence=Confidence.MEDIUM)


def project(folder: Path, text: str) -> Path:
    (folder / "pyproject.toml").write_text("")
    (folder / "app.py").write_text(text)
    return folder


def fixable(findings: tuple[Finding, ...]) -> list[str]:
    kinds = (Applicability.SAFE, Applicability.UNSAFE)
    return [finding.code for finding in findings if finding.fix and finding.fix.applicability in kinds]


def test_all_rules_that_fix_are_here() -> None:
    assert set(PARTS) == {code for code, rule in catalog().rules.items() if rule.fixable != "never"} - {
        "DS901"
    }


@pytest.mark.parametrize("rule", PARTS)
def test_each_alone_is_found_and_fixed(tmp_path: Path, rule: str) -> None:
    folder = project(tmp_path, code(PARTS[rule]))
    wanted = settings(folder, PARTS[rule])
    assert rule in fixable(check(wanted).findings)
    fix(wanted, write=True)
    left = check(wanted).findings
    assert rule not in [finding.code for finding in left]
    assert fixable(left) == []


@pytest.mark.parametrize(("one", "two"), PAIRS, ids=["-".join(pair) for pair in PAIRS])
def test_both_on_one_call(tmp_path: Path, one: str, two: str) -> None:
    parts = PARTS[one], PARTS[two]
    folder = project(tmp_path, code(*parts))
    wanted = settings(folder, *parts)
    before = [finding.code for finding in check(wanted).findings]
    assert before
    for _ in range(ROUNDS):
        if not fix(wanted, write=True).changes:
            break
    written = (folder / "app.py").read_bytes()
    again = fix(wanted, write=True)
    assert (again.changes, (folder / "app.py").read_bytes()) == ((), written)
    left = again.findings
    assert fixable(left) == []
    compile(written, "app.py", "exec")
    # Neither keeps the other from being put right.
    assert {one, two}.isdisjoint(finding.code for finding in left), (before, written.decode())
