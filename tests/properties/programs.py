"""Python programs around one request, formatted in every way that people and tools come up with."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

CHAT, REASONER = "deepseek-chat", "deepseek-reasoner"
MODES = {CHAT: "disabled", REASONER: "enabled"}
# What an encoding can hold besides ASCII: a word for comments and strings, and one for names.
ENCODINGS = {
    "utf-8": ("Größe 中文 🐋 \u2028", "größe"),
    "latin-1": ("Größe £", "größe"),
    "cp1252": ("„Größe“ €", "größe"),
    "gbk": ("提示词", "模型"),
    "shift_jis": ("日本語", "変数"),
    "cp1251": ("привет", "имя"),
}
INDENTS = ("    ", "  ", "\t")
LINE_ENDS = ("\n", "\r\n", "\r")


@dataclass(frozen=True)
class Seed:
    """A request in pieces: `items` stand between `opening` and `closing`, one of them holds the model."""

    head: str
    opening: str
    closing: str
    items: tuple[str, ...]
    assign: str
    key: str


SDK = Seed(
    head='from openai import OpenAI\nclient = OpenAI(base_url="https://api.deepseek.com")\nmessages = []',
    opening="client.chat.completions.create(",
    closing=")",
    items=(
        "messages=messages",
        'messages=[{"role": "user", "content": "(a, b"}]',
        "stream=True",
        "max_tokens=(100)",
        "stop=['\\n', \"'\", ]",
        "n=[1, 2][0]",
        "timeout=None",
        "user=str(1)",
    ),
    assign="model{space}={space}{literal}",
    key="extra_body",
)
BODY = Seed(
    head='import requests\nmessages = []\nURL = "https://api.deepseek.com/chat/completions"',
    opening="requests.post(URL, json={",
    closing="})",
    items=(
        '"messages": messages',
        '"messages": [{"role": "user", "content": "{a, b"}]',
        "'stream': True",
        '"max_tokens": (100)',
        '"stop": ["\\n", "\'", ]',
        "'n': [1, 2][0]",
        "**{}",
    ),
    assign='"model"{space}:{space}{literal}',
    key="thinking",
)


@dataclass(frozen=True)
class Program:
    """A program's bytes, the model that its one request names, and where in the text its brackets begin and end."""

    data: bytes
    encoding: str
    bom: bytes
    model: str
    seed: Seed
    inner: tuple[int, int]

    @property
    def text(self) -> str:
        return self.data[len(self.bom) :].decode(self.encoding)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before, in, and after the brackets of the request."""
        start, end = self.inner
        return self.text[:start], self.text[start:end], self.text[end:]


def comments(word: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            "#",
            "# deepseek-chat",
            f"# {word}",
            "#) ] }",
            '# "',
            "# type: ignore",
            "# noqa: E501",
            "#\t,",
            "# fmt: off",
        ]
    )


def gaps(word: str, indent: str) -> st.SearchStrategy[str]:
    """What may stand between two tokens inside of brackets."""
    return st.one_of(
        st.sampled_from(["", "", " ", "\n", "\n" + indent, "\n\n", "\t", " \\\n", "\n\x0c"]),
        st.builds(
            "{} {}\n{}".format, st.sampled_from(["", " "]), comments(word), st.sampled_from(["", indent])
        ),
    )


def statements(word: str, name: str) -> st.SearchStrategy[str]:
    """Statements that have nothing to do with the request, each at the outermost level of its block."""
    return st.one_of(
        comments(word),
        st.sampled_from(
            [
                "",
                "\x0c",
                "pass; x = 1;",
                f'{name} = "{word}"',
                f"print(f'{{{name}!r:>10}} {{{{ {word}')",
                'note = """\n  deepseek-chat\n# no comment\n"""',
                "other = dict(model='gpt-4o')",
                "total = 1 + \\\n  2",
                "if messages: x = [\n(1), ]",
                f"'{word}: deepseek-reasoner'",
                "@staticmethod\ndef g(a, *, b=('x')): return a",
                "x = {'model': 'deepseek-flash', }  # deepseek-chat",
                "assert x != 'https://api.deepseek.ai', (x)",
            ]
        ),
    )


@st.composite
def literals(draw: st.DrawFn, model: str) -> str:
    prefix = draw(st.sampled_from(["", "", "", "r", "u", "R"]))
    quote = draw(st.sampled_from(['"', "'", '"""', "'''"]))
    text = f"{prefix}{quote}{model}{quote}"
    return draw(st.sampled_from([text, text, f"({text})", f"(({text}))", f"( {text}\n)"]))


@st.composite
def brackets(draw: st.DrawFn, seed: Seed, model: str, word: str, indent: str, extra: str) -> str:
    """The inside of the request's brackets."""
    space = draw(st.sampled_from(["", "", " "]))
    chosen = {
        re.split("[=:]", item)[0].strip("\"'"): item for item in draw(st.lists(st.sampled_from(seed.items)))
    }
    items = [*chosen.values(), seed.assign.format(space=space, literal=draw(literals(model)))]
    items += [extra] if extra else []
    items = draw(st.permutations(items))
    gap = draw(st.sampled_from([gaps(word, indent), st.just("\n" + indent), st.just(" "), st.just("")]))
    text = draw(gap)
    for number, item in enumerate(items):
        last = number == len(items) - 1
        comma = "," if not last or draw(st.booleans()) else ""
        text += item + (draw(gap) if comma else "") + comma + draw(gap)
    return text


@st.composite
def nestings(draw: st.DrawFn, call: str, mark: str) -> tuple[list[str], str, str]:
    """Lines that open blocks around a statement, and what stands before and behind the call in it."""
    blocks = draw(
        st.lists(
            st.sampled_from(
                [
                    "def f(a, /, *b):",
                    "class C:",
                    "async def g():",
                    "if True:",
                    "try:",
                    "for i in range(3):",
                    "with open('f') as f:",
                    "while messages:",
                ]
            ),
            max_size=3,
        )
    )
    shapes = ["{}", "x = {}", "x: object = ({})", "print({}, 1)", "[{} for _ in messages]", "x = lambda: {}"]
    shapes += [
        "({}\n.choices[0] # first\n.message)",
        "x = {}; y = 2",
        "g = dict(a=[({})])",
        "x = ({}) or None",
    ]
    if any("def" in block for block in blocks) and "class C:" not in blocks:
        shapes += ["return {}", "yield {}"]
    before, behind = draw(st.sampled_from(shapes)).split("{}")
    return blocks, before, behind


@st.composite
def programs(
    draw: st.DrawFn, seed: Seed, models: Sequence[str] = (CHAT, REASONER), extra: str = ""
) -> Program:
    """A program that makes one request to DeepSeek; `extra` is one more item that it carries."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    word, name = ENCODINGS[encoding]
    indent = draw(st.sampled_from(INDENTS))
    model = draw(st.sampled_from(models))
    inner = draw(brackets(seed, model, word, indent, extra))
    blocks, before, behind = draw(nestings(seed.opening, "\0"))
    noise = st.lists(statements(word, name), max_size=3)

    lines = [f"# -*- coding: {encoding} -*-"] if encoding != "utf-8" or draw(st.booleans()) else []
    lines += [*draw(noise), seed.head, *draw(noise)]
    depth = 0
    for block in blocks:
        lines.append(indent * depth + block)
        depth += 1
        lines += [indent * depth + line for line in draw(noise) if "\n" not in line]
    lines.append(f"{indent * depth}{before}{seed.opening}\1{inner}\2{seed.closing}{behind}")
    for number, block in reversed(list(enumerate(blocks))):
        if block == "try:":
            lines.append(f"{indent * number}finally: pass")
    lines += draw(noise)

    text = "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n"]))
    end = draw(st.sampled_from(LINE_ENDS))
    text = text.replace("\n", end)
    start, stop = text.index("\1"), text.index("\2") - 1
    text = text.replace("\1", "").replace("\2", "")
    bom = codecs.BOM_UTF8 if encoding == "utf-8" and draw(st.booleans()) else b""
    return Program(bom + text.encode(encoding), encoding, bom, model, seed, (start, stop))
