"""Where model IDs are told apart: containers that hold two of them, at least one of which reaches a request."""

from __future__ import annotations

import pytest

from tests.dialects.python.lifting import lifted
from tests.dialects.python.tables import cases

HEAD = """\
from openai import OpenAI
A = "deepseek-chat"
B = "deepseek-reasoner"
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model=A, messages=[])
client.chat.completions.create(model=B, messages=[])
"""

ALONE = r"""
X = [A]

X = {A: 1, "gpt-4o": 2}

# values are not told apart
X = {"fast": A, "deep": B}

# nor is what stands behind the first in a tuple
X = [("fast", A), ("deep", B)]

# two containers
X, Y = [A], [B]

# of two functions
def f():
    seen = {}
    seen[A] = 1
def g():
    seen = {}
    seen[B] = 1

# of two classes
class P:
    def f(self):
        self.seen[A] = 1
class Q:
    def f(self):
        self.seen[B] = 1

# not stored
X = Y[A], Y[B]

x in (A, B)

x not in [A, B]

# a set in which is only searched
KNOWN = {A, B}
x in KNOWN or y not in KNOWN

x.startswith((A, B))

print([A, B])

logger.info("%s", (A, B))

x, y = A, B

x, y = [A, B]

for A, B in x: pass

X = [A for A, B in x]

def f():
    return A, B

X = (A, B)[deep]

# texts that reach no request
X = {"deepseek-coder": 1, "deepseek-v4-flash": 2}

# numbers
X = [1, 2] + [3]

X += 1

X = "a" + A
"""

MET = r"""
X = {A: 1, B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X: dict = {A: 1, B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

f({A: 1, B: 2})
=> keys of the dict by key: deepseek-chat, deepseek-reasoner

X = {A: 1, "deepseek-v4-flash": 2}
=> keys of `X` by key: deepseek-chat, deepseek-v4-flash

X = {m: 1 for m in Y or [A, B]}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner
=> entries of the list: deepseek-chat, deepseek-reasoner

# under one key or another
def count(model):
    used[model] += 1
count(A)
count(B)
=> keys of `used` by key: deepseek-chat, deepseek-reasoner

Y = {A: 1}
X = {**Y, B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = {A: 1} | {B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = {}
X[A] = 1
X[B]: int = 2
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = {A: 1}
X.update({B: 2})
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = {A: 1}
X |= {B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X.setdefault(A, 1)
X.setdefault(B, 1)
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

# in two methods
class P:
    def f(self):
        self.seen[A] = 1
    def g(self):
        self.seen[B] = 1
=> keys of `self.seen` by key: deepseek-chat, deepseek-reasoner

# with more around the name
X = {f"deepseek/{A}": 1, "deepseek/" + B: 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = {(A, "en"): 1, (B, "en"): 2}
=> keys of `X` by key: deepseek-chat, deepseek-reasoner

X = [A, B]
=> entries of `X`: deepseek-chat, deepseek-reasoner

X = (A, B)
=> entries of `X`: deepseek-chat, deepseek-reasoner

X = {A, B}
=> members of `X`: deepseek-chat, deepseek-reasoner

# searched, and counted
KNOWN = {A, B}
x in KNOWN or len(KNOWN)
=> members of `KNOWN`: deepseek-chat, deepseek-reasoner

def f():
    return [A, B]
=> entries of the list: deepseek-chat, deepseek-reasoner

X = [A] + [B]
=> entries of `X`: deepseek-chat, deepseek-reasoner

X = [A]
X += [B]
=> entries of `X`: deepseek-chat, deepseek-reasoner

X = [(A, "Chat"), (B, "Reasoner")]
=> entries of `X`: deepseek-chat, deepseek-reasoner

X = [*[A], B]
=> entries of `X`: deepseek-chat, deepseek-reasoner

X.append(A)
X.insert(0, B)
=> entries of `X`: deepseek-chat, deepseek-reasoner

X.extend([A])
X.extend([B])
=> entries of `X`: deepseek-chat, deepseek-reasoner

X.add(A)
X.add(B)
=> members of `X`: deepseek-chat, deepseek-reasoner

X = {m for m in (A, B)}
=> members of `X`: deepseek-chat, deepseek-reasoner
=> entries of the tuple: deepseek-chat, deepseek-reasoner

p.add_argument("--model", choices=[A, B])
=> entries of the list: deepseek-chat, deepseek-reasoner
"""


def met(code: str) -> list[str]:
    """One line for each meeting of a snippet: what its members are, and which."""
    return [
        f"{meeting.of}{' by key' if meeting.keyed else ''}: {', '.join(text for text, _ in meeting.members)}"
        for meeting in lifted(HEAD + code).sightings.meetings
    ]


@pytest.mark.parametrize(("code", "expected"), cases(ALONE))
def test_what_tells_nothing_apart(code: str, expected: list[str]) -> None:
    assert met(code) == expected == []


@pytest.mark.parametrize(("code", "expected"), cases(MET))
def test_what_holds_two(code: str, expected: list[str]) -> None:
    assert sorted(met(code)) == sorted(expected)


def test_a_module_that_sends_none_of_them_has_no_meetings() -> None:
    assert lifted('A, B = "deepseek-chat", "deepseek-reasoner"\nX = [A, B]\n').sightings.meetings == ()
