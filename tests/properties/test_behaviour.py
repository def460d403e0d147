"""Whatever way a model takes to its request: after a safe fix, running the program asks for what it asked before."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from .running import quietly, run

MODES = {
    "deepseek-chat": "disabled",
    "deepseek-coder": "disabled",
    "deepseek-reasoner": "enabled",
    "deepseek-v4-flash": "enabled",
    "deepseek-v4-pro": "enabled",
}
RETIRED = frozenset({"deepseek-chat", "deepseek-coder", "deepseek-reasoner"})
IGNORED = frozenset({"temperature", "presence_penalty"})
# What a program may use, by name; only what it names is in it.
PARTS = {
    "partial": "from functools import partial",
    "direct": """
from openai import OpenAI

direct = OpenAI(base_url="https://api.deepseek.com")""",
    "relay": 'relay = OpenAI(base_url="https://api.cometapi.com/v1")',
    "MODEL": 'MODEL = "deepseek-chat"',
    "NAMES": 'NAMES = {"fast": "deepseek-chat", "code": "deepseek-coder"}',
    "BOTH": 'BOTH = ["deepseek-chat", "deepseek-reasoner"]',
    "DEFAULTS": 'DEFAULTS = {"model": MODEL, "messages": []}',
    "STATE": 'STATE = {"model": "deepseek-reasoner"}',
    "ask": """
def ask(client, model="deepseek-chat", **options):
    return client.chat.completions.create(model=model, messages=[], **options)
""",
    "pick": """
def pick(deep, fast="deepseek-chat"):
    if deep:
        return "deepseek-reasoner"
    return fast
""",
    "ask_shared": """
def ask_shared(**options):
    return direct.chat.completions.create(model=MODEL, messages=[], **options)
""",
    "share": """
def share(model):
    global MODEL
    MODEL = model
""",
    "Bot": """
class Bot:
    model = "deepseek-reasoner"

    def __init__(self, model=None):
        self.own = model or self.model

    def ask(self, extra_body=None):
        return direct.chat.completions.create(model=self.own, messages=[], extra_body=extra_body)
""",
    "Quick": """
class Quick(Bot):
    model = "deepseek-chat"

    def again(self):
        self.own = "deepseek-chat" if self.own == self.model else self.own
        return self.ask()
""",
}
LOCALS = {
    "client": ["client = direct"],
    "model": ['model = "deepseek-chat"'],
    "extra": ['extra = {"user_id": "u"}'],
    "params": ['params = {"messages": []}'],
    "later": ["later = lambda: direct.chat.completions.create(model=model, messages=[])"],
    "nested": [
        "def nested(thinks=False):",
        "    nonlocal extra",
        "    if thinks:",
        '        extra = {"thinking": {"type": "enabled"}}',
        "    return client.chat.completions.create(model=model, messages=[], extra_body=extra)",
    ],
}
Request = tuple[str, dict[str, Any]]

tests = st.sampled_from(
    ["a", "b", "not a", "a and b", "a != b", 'model == "deepseek-reasoner"', '"chat" in model']
)
literals = st.sampled_from([f'"{model}"' for model in MODES] + ['"deepseek-chat"'] * 3)
models = st.one_of(
    literals,
    st.builds("{} if {} else {}".format, literals, tests, literals),
    st.sampled_from(
        ['NAMES["fast"]', 'NAMES["code" if b else "fast"]', "BOTH[0]", "BOTH[1]", "model", "Bot.model"]
    ),
)
thinking = st.sampled_from(['{"thinking": {"type": "enabled"}}', '{"thinking": {"type": "disabled"}}'])
bodies = st.one_of(
    st.sampled_from(["extra", "None", "{}", '{"user_id": "v"}', '{**extra, "x": 1}', "dict(extra, x=2)"]),
    thinking,
    st.builds("{} if {} else {}".format, thinking, tests, thinking),
)
options = st.sampled_from(
    ["", ", stream=True", ", temperature=0.5", ", presence_penalty=1", ', reasoning_effort="low"']
)
calls = st.one_of(
    st.builds("client.chat.completions.create(model={}, messages=[]{})".format, models, options),
    st.builds("direct.chat.completions.create(model={}, messages=[]{})".format, models, options),
    st.builds("direct.chat.completions.create(messages=[], model={}, extra_body={})".format, models, bodies),
    st.builds("client.chat.completions.create(model=model, **params{})".format, options),
    st.sampled_from([
        "ask(direct)", "ask(client)", "ask(relay, model)", "ask(direct, model, extra_body=extra)",
        "ask(direct, temperature=1)", "Bot().ask()", "Bot(model).ask()", "Bot().ask(extra)",
        "[direct.chat.completions.create(model=m, messages=[]) for m in BOTH]",
        "ask_shared()", "ask_shared(extra_body=extra)", "later()", "nested()", "nested(thinks=a)", "Quick().ask()",
        "Quick(MODEL).again()", "direct.chat.completions.create(**DEFAULTS)",
        "direct.chat.completions.create(**{**DEFAULTS, 'model': model})",
        "direct.chat.completions.create(**dict(DEFAULTS, model=model, **params))",
        "partial(direct.chat.completions.create, model=model)(messages=[])",
        "(send := direct.chat.completions.create)(model=MODEL, messages=[], extra_body=extra or None)",
        "[client.chat.completions.create(model=m, messages=[]) for k, m in NAMES.items() if k != 'code' or a]",
        "(lambda m: direct.chat.completions.create(model=m, messages=[]))(model)",
    ]),
)  # fmt: skip
changes = st.one_of(
    st.builds("model = {}".format, models),
    st.builds("extra = {}".format, bodies),
    st.sampled_from([
        "client = relay", "client = relay if b else direct", "a = not a", "a, b = b, a", "params['temperature'] = 0.1",
        "params.update(stream=True)", "params['extra_body'] = extra", "params.pop('temperature', None)",
        "extra['thinking'] = {'type': 'enabled'}", "NAMES['fast'] = 'deepseek-reasoner'", "Bot.model = model",
        "params = {'messages': [], **params}", "BOTH.reverse()", "model, other = BOTH",
        "share(model)", 'share("deepseek-v4-pro")', "STATE['model'] = model", "STATE.update(model=MODEL)",
        "DEFAULTS['model'] = model", "model = model", "model += ''", "DEFAULTS = dict(DEFAULTS)", "BOTH.append(model)",
        "BOTH[0] = 'deepseek-v4-pro'", "setattr(Bot, 'model', model)", "NAMES |= {'fast': model}", "del extra['user_id']",
        "model = next(iter(NAMES.values()))", "extra |= {'thinking': {'type': 'enabled'}}", "extra = None",
    ]),
)  # fmt: skip


@st.composite
def blocks(draw: st.DrawFn, depth: int) -> list[str]:
    """The lines of a block, each with its indentation relative to it."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(
            st.sampled_from(
                ["call", "call", "change", "if", "else", "for", "try", "match", "while"]
                if depth
                else ["call", "change"]
            )
        )
        inner = ["    " + line for line in draw(blocks(depth - 1))] if kind not in ("call", "change") else []
        match kind:
            case "call":
                lines.append(draw(calls))
            case "change":
                lines.append(draw(changes))
            case "if":
                lines += [f"if {draw(tests)}:", *inner]
            case "else":
                other = ["    " + line for line in draw(blocks(depth - 1))]
                lines += [f"if {draw(tests)}:", *inner, "else:", *other]
            case "for":
                lines += ["for model in BOTH:" if draw(st.booleans()) else "for _ in range(2):", *inner]
            case "while":
                lines += ["while a:", *inner, "    a = False"]
            case "match":
                subject = draw(st.sampled_from(["model", "(a, b)"]))
                case = '"deepseek-chat"' if subject == "model" else "(True, False)"
                lines += [f"match {subject}:", f"    case {case}:", *("    " + line for line in inner)]
                lines += ["    case _:", f"        {draw(changes)}"] if draw(st.booleans()) else []
            case _:
                lines += ["try:", *inner, "    int('x')", "except ValueError:", f"    {draw(changes)}"]
    return lines


def complete(lines: list[str], parts: Mapping[str, list[str]]) -> list[str]:
    """The lines with those parts in front of them that they, or one another, name."""
    needed: set[str] = set()
    text = "\n".join(lines)
    while found := {name for name in parts if name not in needed and re.search(rf"\b{name}\b", text)}:
        needed |= found
        text = "\n".join(line for name in needed for line in parts[name])
    return [*(line for name in parts if name in needed for line in parts[name]), *lines]


def program(lines: list[str]) -> str:
    """A whole program whose `main(a, b)` consists of these lines, with all that they use."""
    main = ["", "def main(a, b):", *("    " + line for line in complete(lines, LOCALS))]
    return "\n".join(complete(main, {name: [part] for name, part in PARTS.items()})) + "\n"


programs = st.builds(lambda first, last: program([*first, last]), blocks(2), calls)


class Recorder:
    """Stands for the openai package: keeps what each client is asked."""

    def __init__(self) -> None:
        self.sent: list[Request] = []

    def client(self, base_url: str) -> SimpleNamespace:
        def create(**arguments: Any) -> None:
            self.sent.append((base_url, copy.deepcopy(arguments)))

        return SimpleNamespace(chat=SimpleNamespace(completions=SimpleNamespace(create=create)))


def execute(text: str, a: bool, b: bool) -> tuple[list[Request], str]:
    """The requests that a program makes, and the exception with which it ends."""
    recorder = Recorder()
    code = text.replace("from openai import OpenAI\n", "")
    scope: dict[str, Any] = {"OpenAI": recorder.client}
    try:
        exec(compile(code, "program.py", "exec"), scope)
        main: Callable[[bool, bool], None] = scope["main"]
        main(a, b)
    except Exception as error:
        return recorder.sent, type(error).__name__
    return recorder.sent, ""


def asked(request: Request) -> tuple[str, dict[str, Any], str]:
    """A request in a form that is the same before and after a migration that keeps what it asks for."""
    host, arguments = request
    if "deepseek.com" not in host:
        return host, arguments, ""
    rest = dict(arguments)
    body = dict(rest.pop("extra_body", None) or {})
    model = rest.pop("model")
    stated = body.pop("thinking", {}).get("type")
    mode = stated or MODES[model]
    # What thinking ignores may go; so may an effort where there is no thinking.
    without = IGNORED if mode == "enabled" else {"reasoning_effort"}
    rest = {name: value for name, value in rest.items() if name not in without}
    return "pro" if model == "deepseek-v4-pro" else "flash", {**rest, **body}, mode


def is_refused(request: Request) -> bool:
    """Whether the service answers 400 to what the request says about thinking."""
    _, arguments = request
    stated = (arguments.get("extra_body") or {}).get("thinking", {}).get("type")
    return stated == "disabled" and "reasoning_effort" in arguments


def test_a_safe_fix_keeps_what_is_asked_for(project: Path) -> None:
    rewritten = []

    @quietly
    @given(programs)
    def holds(before: str) -> None:
        outcome, data = run(project, before.encode())
        after = data.decode()
        note(after)
        rewritten.append(bool(outcome.changes))
        for a, b in itertools.product([True, False], repeat=2):
            old, old_end = execute(before, a, b)
            new, new_end = execute(after, a, b)
            assert new_end == old_end
            assert [asked(request) for request in new] == [asked(request) for request in old]
            assert sum(map(is_refused, new)) <= sum(map(is_refused, old))

    holds()
    assert sum(rewritten) * 5 > len(rewritten), "hardly any program is rewritten, so this proves little"
