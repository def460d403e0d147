"""What else is said about IDs: mentions by role, tests on them, where they escape to and by which names they are reached."""

from __future__ import annotations

import pytest

from tests.dialects.python.lifting import replaceable, told
from tests.dialects.python.tables import cases, matches

# No request in the file.
UNUSED = r'''
# an ID in a comment
# deepseek-chat is old
=> mention deepseek-chat as text

"""deepseek-chat is old"""
=> mention deepseek-chat as text

"deepseek-chat"
=> mention deepseek-chat as text

X = {"deepseek-chat": 1}
=> mention deepseek-chat as table: a key

X = {"name": "deepseek-chat"}
=> mention deepseek-chat as table: an entry

X = {"model": "deepseek-chat"}
=> mention deepseek-chat as unfollowed: it stands in a dict that reaches no request in this file

X = {"model_name": "deepseek-chat"}
=> mention deepseek-chat as unfollowed: it stands in a dict that reaches no request in this file

X = ["deepseek-chat", "gpt-4o"]
=> mention deepseek-chat as table: an entry

X = ("deepseek-chat",)
=> mention deepseek-chat as table: an entry

X: Literal["deepseek-chat"] = None
=> mention deepseek-chat as table: an entry

def f(x: Literal["deepseek-chat"]): pass
=> mention deepseek-chat as table: an entry

parser.add_argument("--model", choices=["deepseek-chat"])
=> mention deepseek-chat as table: an entry

parser.add_argument("--model", help="deepseek-chat")
=> mention deepseek-chat as table: a choice

parser.add_argument("--model", default="deepseek-chat")
=> mention deepseek-chat as unfollowed: it is the default of `--model`, which no request in this file uses

import os
MODEL = os.getenv("MODEL", "deepseek-chat")
=> mention deepseek-chat as unfollowed: it is kept in `MODEL`, which no request in this file uses

import os
settings = {"chat": os.getenv("MODEL", "deepseek-chat")}
=> mention deepseek-chat as table: an entry

models = [dict(path="deepseek-chat", rate=2), dict(model="deepseek-reasoner")]
=> mention deepseek-chat as table: an entry
=> mention deepseek-reasoner as unfollowed: it stands in a dict that reaches no request in this file

unknown("deepseek-chat")
=> mention deepseek-chat as unfollowed: it is passed to `unknown`, which is not followed

unknown(model="deepseek-chat")
=> mention deepseek-chat as unfollowed: it is passed to `unknown`, which is not followed

def f(model="deepseek-chat"): pass
=> mention deepseek-chat as unfollowed: it is the default of `model`, which no request in this file uses

MODEL = "deepseek-chat"
=> mention deepseek-chat as unfollowed: it is kept in `MODEL`, which no request in this file uses

MODEL: str = "deepseek-chat"
=> mention deepseek-chat as unfollowed: it is kept in `MODEL`, which no request in this file uses

if (m := "deepseek-chat"): pass
=> mention deepseek-chat as unfollowed: it is kept in `m`, which no request in this file uses

def f():
    return "deepseek-chat"
=> mention deepseek-chat as unfollowed: it is returned, and no request in this file uses the result

assert x == "deepseek-chat"
=> asserted x == "deepseek-chat": nothing known == deepseek-chat

self.assertEqual(x, "deepseek-chat")
=> mention deepseek-chat as text

mock.assert_called_with(model="deepseek-chat")
=> mention deepseek-chat as text

assert f("deepseek-chat")
=> mention deepseek-chat as text

raise ValueError("deepseek-chat")
=> mention deepseek-chat as unfollowed: it is passed to `ValueError`, which is not followed

# a formatted string
x = f"deepseek-chat {y}"
=> mention deepseek-chat as text

x = "use deepseek-chat or deepseek-reasoner"
=> mention deepseek-chat as text
=> mention deepseek-reasoner as text

x = "deepseek-chat-v3-0324"

x = "deepseek/deepseek-chat"
=> mention deepseek-chat as unfollowed: it is kept in `x`, which no request in this file uses

x = y + "deepseek-chat"
=> mention deepseek-chat as unfollowed: it is kept in `x`, which no request in this file uses

x = b"deepseek-chat"
=> mention deepseek-chat as text

lambda: "deepseek-chat"
=> mention deepseek-chat as text

# a comment behind the end of a long string with a hash
x = """
# deepseek-chat
# """  # deepseek-reasoner
=> mention deepseek-chat as text
=> mention deepseek-reasoner as text

# a hash in a formatted string
x = f"# {y} deepseek-chat"  # deepseek-reasoner
=> mention deepseek-chat as text
=> mention deepseek-reasoner as text

# a comment behind a string with a hash
x = "# deepseek-chat"  # deepseek-reasoner
=> mention deepseek-chat as text
=> mention deepseek-reasoner as text

def f():
    yield "deepseek-chat"
=> mention deepseek-chat as text

del x["deepseek-chat"]
=> mention deepseek-chat as table: an entry

with f("deepseek-chat"): pass
=> mention deepseek-chat as unfollowed: it is passed to `f`, which is not followed

for x in "deepseek-chat", "b": pass
=> mention deepseek-chat as table: an entry

while "deepseek-chat": pass
=> mention deepseek-chat as unfollowed: it reaches no request in this file

x = "deepseek-chat" if y else z
=> mention deepseek-chat as unfollowed: it is kept in `x`, which no request in this file uses

@register("deepseek-chat")
def f(): pass
=> mention deepseek-chat as unfollowed: it is passed to `register`, which is not followed

MODEL = """
deepseek-chat
"""
=> mention deepseek-chat as text

if model == "deepseek-chat": pass
=> condition model == "deepseek-chat": nothing known == deepseek-chat

if "deepseek-chat" == model: pass
=> condition "deepseek-chat" == model: nothing known == deepseek-chat

# each key of a dict is looked for in a text
PRICES = {"deepseek-chat": 1}
for key in PRICES:
    if key in model: pass
=> condition key in model: nothing known contains deepseek-chat
=> condition key in model: "deepseek-chat" unknown

# a name that is not only looped over
PRICES = {"deepseek-chat": 1}
key = ""
for key in PRICES: pass
if key in model: pass
=> mention deepseek-chat as table: a key
=> condition key in model: "deepseek-chat" unknown

from openai import OpenAI
answer = OpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="m", messages=[])
OLD = "deepseek-chat"
if OLD == answer.model: pass
if answer.model == "deepseek-chat": pass
=> answered OLD == answer.model: nothing known == deepseek-chat
=> answered answer.model == "deepseek-chat": nothing known == deepseek-chat

from openai import OpenAI
answer = OpenAI(base_url="https://openrouter.ai/api/v1").chat.completions.create(model="m", messages=[])
if answer.model == "deepseek-chat": pass
=> condition answer.model == "deepseek-chat": nothing known == deepseek-chat

if model != "deepseek-chat": pass
=> condition model != "deepseek-chat": nothing known == deepseek-chat

if model is not "deepseek-chat": pass
=> condition model is not "deepseek-chat": nothing known == deepseek-chat

if model in ("deepseek-chat", "deepseek-reasoner"): pass
=> condition model in ("deepseek-chat", "deepseek...: nothing known in deepseek-chat, deepseek-reasoner

if model not in {"deepseek-chat": 1}: pass
=> condition model not in {"deepseek-chat": 1}: nothing known in deepseek-chat

OLD = ["deepseek-chat"]
if model in OLD: pass
=> condition model in OLD: nothing known in deepseek-chat

# a part of a model that is not known
if "deepseek-chat" in model: pass
=> condition "deepseek-chat" in model: nothing known contains deepseek-chat

if "deepseek-chat" in ["deepseek-chat"]: pass
=> mention deepseek-chat as unfollowed: it reaches no request in this file
=> condition "deepseek-chat" in ["deepseek-chat"]: "deepseek-chat" in deepseek-chat

if "reasoner" in model: pass

M = "deepseek-reasoner"
if "reasoner" in M: pass
=> mention deepseek-reasoner as unfollowed: it is kept in `M`, which no request in this file uses
=> condition "reasoner" in M: "deepseek-reasoner" contains reasoner

M = "deepseek-chat"
if M.startswith("deepseek"): pass
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses
=> condition M.startswith("deepseek"): "deepseek-chat" startswith deepseek

M = "deepseek-chat"
if M.endswith(x): pass
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses
=> condition M.endswith(x): "deepseek-chat" unknown

M = "deepseek-chat"
if M < "z": pass
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses

M = "deepseek-chat"
if M == other: pass
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses
=> condition M == other: "deepseek-chat" unknown

M = "deepseek-chat"
match M:
    case "deepseek-chat" | "b":
        pass
    case names.C:
        pass
    case [x]:
        pass
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses
=> condition M: "deepseek-chat" unknown deepseek-chat, b

PRICES = {"deepseek-chat": 1, "b": 2}
M = "deepseek-chat"
print(PRICES[M])
=> mention deepseek-chat as table: a key
=> mention deepseek-chat as unfollowed: it is kept in `M`, which no request in this file uses
=> condition PRICES[M]: "deepseek-chat" key deepseek-chat, b

PRICES = {"deepseek-chat": 1}
print(PRICES.get(model, 0), PRICES.pop(model))
=> mention deepseek-chat as table: a key
=> condition PRICES.get(model, 0): nothing known key deepseek-chat
=> condition PRICES.pop(model): nothing known key deepseek-chat

PRICES = dict(a=1)
print(PRICES["deepseek-chat"])
=> mention deepseek-chat as table: an entry

if a == "deepseek-chat" == b: pass
=> condition a == "deepseek-chat" == b: nothing known == deepseek-chat
=> condition a == "deepseek-chat" == b: nothing known == deepseek-chat

if model.startswith("deepseek-chat"): pass
=> condition model.startswith("deepseek-chat"): nothing known startswith deepseek-chat

x = [m for m in ms if m != "deepseek-chat"]
=> condition m != "deepseek-chat": nothing known == deepseek-chat

if model.lower() == "deepseek-chat": pass
=> condition model.lower() == "deepseek-chat": nothing known == deepseek-chat

if model == "gpt-4o": pass

if re.match("deepseek-chat", m): pass
=> mention deepseek-chat as unfollowed: it is passed to `re.match`, which is not followed
'''

# A request sends it, and what else is done with it decides whether it can be renamed.
SENT = r"""
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat")

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
count_tokens(M)
=> escape "deepseek-chat" to count_tokens
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
print(M, len(M), str(M))
logger.info(M)
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def log(m): pass
M = "deepseek-chat"
client.chat.completions.create(model=M)
log(M)
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
C = {"model": M, "n": [M]}
client.chat.completions.create(model=C["model"])
send(C)
=> escape "deepseek-chat" to send
=> exposure "deepseek-chat" as value C
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = M.replace("a", "b")
=> escape "deepseek-chat" to .replace
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = M.split("-")
=> escape "deepseek-chat" to .split
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = M.strip().encode()
=> exposure "deepseek-chat" as value M
=> exposure "deepseek-chat" as value x

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = M[0]
=> escape "deepseek-chat" to a part of it
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = table[M]
=> escape "deepseek-chat" to table
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = f"{M}.json"
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
x = M + ".json"
open(M + ".json")
=> escape "deepseek-chat" to open
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
if M > "x": pass
=> escape "deepseek-chat" to a comparison
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
if M == "deepseek-chat": pass
assert M == "deepseek-chat"
=> condition M == "deepseek-chat": "deepseek-chat" == deepseek-chat
=> asserted M == "deepseek-chat": "deepseek-chat" == deepseek-chat
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
raise ValueError(M)
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
def f():
    return M
=> exposure "deepseek-chat" as value M
=> exposure "deepseek-chat" as value f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
obj.model = M
=> escape "deepseek-chat" to obj.model
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
registry[M] = 1
=> escape "deepseek-chat" to registry
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
for c in M: pass
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
=> exposure "deepseek-chat" as default f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def _f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
_f()
=> exposure "deepseek-chat" as default _f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
class Bot:
    def __init__(self, model="deepseek-chat"):
        self.model = model
    def ask(self):
        client.chat.completions.create(model=self.model)
=> exposure "deepseek-chat" as value Bot.model
=> exposure "deepseek-chat" as default Bot

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
class Bot:
    model = "deepseek-chat"
    def ask(self):
        client.chat.completions.create(model=self.model)
=> exposure "deepseek-chat" as value Bot.model

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
class Bot:
    def ask(self, model="deepseek-chat"):
        client.chat.completions.create(model=model)
=> exposure "deepseek-chat" as default Bot.ask

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def pick():
    return "deepseek-chat"
client.chat.completions.create(model=pick())
=> exposure "deepseek-chat" as value pick

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from sched import scheduler
def f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
scheduler().enter(5, 1, f)
=> exposure "deepseek-chat" as default f
=> exposure "deepseek-chat" as handed `f` is handed on as a value, and may be called with other arguments

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from threading import Thread
def f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
Thread(target=f).start()
=> exposure "deepseek-chat" as default f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from typing import Literal
def f(model: Literal["deepseek-chat"] = "deepseek-chat"):
    client.chat.completions.create(model=model)
=> mention deepseek-chat as table: an entry
=> exposure "deepseek-chat" as default f
=> exposure "deepseek-chat" as handed the type `Literal["deepseek-chat"]` allows only the old name

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from typing import Literal
T = Literal["deepseek-chat", "deepseek-v4-flash"]
M: T = "deepseek-chat"
client.chat.completions.create(model=M)
=> mention deepseek-chat as table: an entry
=> exposure "deepseek-chat" as value M
=> exposure "deepseek-chat" as handed the type `Literal["deepseek-chat", "deepseek-v4-flash"]` allows only the old name

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from enum import Enum
class E(str, Enum):
    CHAT = "deepseek-chat"
client.chat.completions.create(model=E.CHAT)
=> exposure "deepseek-chat" as value E
=> exposure "deepseek-chat" as value E.CHAT

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from enum import Enum
class E(str, Enum):
    CHAT = "deepseek-chat"
    REASONER = "deepseek-reasoner"
client.chat.completions.create(model=E.CHAT)
=> mention deepseek-reasoner as unfollowed: it is kept in `REASONER`, which no request in this file uses
=> exposure "deepseek-chat" as value E
=> exposure "deepseek-chat" as value E.CHAT
=> exposure "deepseek-chat" as handed members of `E` would become equal

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from enum import Enum
class E(str, Enum):
    CHAT = "deepseek-chat"
client.chat.completions.create(model=E("deepseek-chat"))
=> mention deepseek-chat as unfollowed: it is passed to `E`, which is not followed
=> exposure "deepseek-chat" as value E
=> exposure "deepseek-chat" as value E.CHAT
=> exposure "deepseek-chat" as handed `E` is also looked up by value

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def f(model="deepseek-chat"):
    g(model)
def g(m):
    client.chat.completions.create(model=m)
f()
=> exposure "deepseek-chat" as default g
=> exposure "deepseek-chat" as default f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
f = lambda m="deepseek-chat": client.chat.completions.create(model=m)
=> exposure "deepseek-chat" as handed it is called through a lambda

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def outer():
    M = "deepseek-chat"
    def inner():
        client.chat.completions.create(model=M)
    return inner

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
X = {"model": "deepseek-chat"}
client.chat.completions.create(**X)
=> exposure "deepseek-chat" as value X

# a name by which other files get the literal that a request of this file sends
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
CONFIG = {"model": M}
def pick():
    return M
=> exposure "deepseek-chat" as value M
=> exposure "deepseek-chat" as value CONFIG
=> exposure "deepseek-chat" as value pick
"""

FURTHER = r"""
from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="deepseek-chat")
llm.invoke("x")
other.bind(model="x")

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
class C: pass
c = C()
setattr(c, "model", "deepseek-chat")
client.chat.completions.create(model=c.model)
=> exposure "deepseek-chat" as value c.model

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
from local import *
client.chat.completions.create(model=M)
=> exposure "deepseek-chat" as value M
=> exposure "deepseek-chat" as handed `from local import *` may replace `M`

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
import json
M = "deepseek-chat"
client.chat.completions.create(model=M)
json.dump({"model": M}, f)
=> exposure "deepseek-chat" as value M

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
def f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
=> exposure "deepseek-chat" as default f
=> exposure "deepseek-chat" as handed `f` is registered by `@app.get`, which may call it with other arguments

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def f(model="deepseek-chat"):
    client.chat.completions.create(model=model)
getattr(x, "f")()
=> exposure "deepseek-chat" as default f
=> exposure "deepseek-chat" as handed `f` is looked up by name, and may be called with other arguments

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
class C:
    def f(self, model="deepseek-chat"):
        client.chat.completions.create(model=model)
C().f()
=> exposure "deepseek-chat" as default C.f

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = "deepseek-chat"
client.chat.completions.create(model=M)
assert check(M)
=> exposure "deepseek-chat" as value M

x = {"deepseek-chat": 1}.get(y, "deepseek-reasoner")
=> mention deepseek-chat as table: a key
=> mention deepseek-reasoner as unfollowed: it is kept in `x`, which no request in this file uses
=> condition {"deepseek-chat": 1}.get(y, "deepsee...: nothing known key deepseek-chat

# an ID in a pattern with keys
match x:
    case {"model": "deepseek-chat"}:
        pass
=> condition x: nothing known ...

if x == ["deepseek-chat"]: pass
=> condition x == ["deepseek-chat"]: nothing known == deepseek-chat

from openai import OpenAI
from enum import Enum
client = OpenAI(base_url="https://api.deepseek.com")
class E(str, Enum):
    CHAT = "deepseek-chat"
    PRO = "deepseek-v4-pro"
client.chat.completions.create(model=E.CHAT)
=> exposure "deepseek-chat" as value E
=> exposure "deepseek-chat" as value E.CHAT

from openai import OpenAI
from enum import Enum
client = OpenAI(base_url="https://api.deepseek.com")
class E(str, Enum):
    CHAT = "deepseek-chat"
    NEW = "deepseek-v4-flash"
client.chat.completions.create(model=E.CHAT)
=> exposure "deepseek-chat" as value E
=> exposure "deepseek-chat" as value E.CHAT
=> exposure "deepseek-chat" as handed members of `E` would become equal
"""


@pytest.mark.parametrize(("code", "expected"), [*cases(UNUSED), *cases(SENT), *cases(FURTHER)])
def test_what_is_told(code: str, expected: list[str]) -> None:
    assert matches(told(code), expected)


CLIENT = 'OpenAI(base_url="https://api.deepseek.com")'
SEND = 'chat.completions.create(model="deepseek-chat", messages=[])'
REPLACEABLE = {
    "a client of the module": (f"client = {CLIENT}\nclient.{SEND}\n", {"client"}),
    "a function that makes it": (
        f"def make():\n    return {CLIENT}\ndef ask():\n    make().{SEND}\n",
        {"make"},
    ),
    "a client and its endpoint": (
        f'URL = "https://api.deepseek.com"\nclient = OpenAI(base_url=URL)\nclient.{SEND}\n',
        {"client", "URL"},
    ),
    "an attribute of an instance": (
        f"class A:\n    def __init__(self):\n        self.c = {CLIENT}\n    def ask(self):\n        self.c.{SEND}\n",
        {"A.c"},
    ),
    "a method that makes it": (
        f"class A:\n    def make(self):\n        return {CLIENT}\n    def ask(self):\n        self.make().{SEND}\n",
        {"A.make"},
    ),
    "an attribute of a class": (
        f"class A:\n    c = {CLIENT}\n    def ask(self):\n        self.c.{SEND}\n",
        {"A.c"},
    ),
    "a variable of a function": (f"def ask():\n    c = {CLIENT}\n    c.{SEND}\n", set()),
    "a client that is made in place": (f"{CLIENT}.{SEND}\n", set()),
}


@pytest.mark.parametrize(("code", "names"), REPLACEABLE.values(), ids=REPLACEABLE.keys())
def test_under_which_names_another_client_may_be_put(code: str, names: set[str]) -> None:
    assert replaceable(f"from openai import OpenAI\n{code}") == names
