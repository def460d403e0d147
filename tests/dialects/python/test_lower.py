"""Intents become edits: every slot of the toggle, removed fields, changed texts, and what is refused and why."""

from __future__ import annotations

import ast

import pytest

from tests.dialects.python.lowering import PRELUDE, lowered
from tests.dialects.python.tables import transformations

TEXTS = r'''
! text "deepseek-chat" deepseek-v4-flash
client.chat.completions.create(model="deepseek-chat")
=>
client.chat.completions.create(model="deepseek-v4-flash")

! text 'deepseek-chat' deepseek-v4-flash
client.chat.completions.create(model='deepseek-chat')
=>
client.chat.completions.create(model='deepseek-v4-flash')

! text r"deepseek-chat" deepseek-v4-flash
client.chat.completions.create(model=r"deepseek-chat")
=>
client.chat.completions.create(model=r"deepseek-v4-flash")

! text """deepseek-chat""" deepseek-v4-flash
client.chat.completions.create(model="""deepseek-chat""")
=>
client.chat.completions.create(model="""deepseek-v4-flash""")

! text "deepseek/deepseek-chat" deepseek-v4-flash
client.chat.completions.create(model="deepseek/deepseek-chat")
=>
client.chat.completions.create(model="deepseek/deepseek-v4-flash")

! text "deepseek:deepseek-chat" deepseek-v4-flash
client.chat.completions.create(model="deepseek:deepseek-chat")
=>
client.chat.completions.create(model="deepseek:deepseek-v4-flash")

! text "https://api.deepseek.ai/v1" https://api.deepseek.com
X = "https://api.deepseek.ai/v1"
=>
X = "https://api.deepseek.com"

! text "api.deepseek.com/v1" api.deepseek.com
X = "api.deepseek.com/v1"
=>
X = "api.deepseek.com"

! text b"deepseek-chat" deepseek-v4-flash
X = b"deepseek-chat"
=>
refused: it is written as bytes

! text f"deepseek-chat" deepseek-v4-flash
X = f"deepseek-chat"
=>
refused: it is not written as one plain string

! append "You are 'kind'." | Answer in "JSON".
X = "You are 'kind'."
=>
X = "You are 'kind'.Answer in \"JSON\"."

! append 'You are kind.' | It's a \n b.
X = 'You are kind.'
=>
X = 'You are kind.It\'s a \\n b.'

# a backslash in a raw string
! append r"a" | \d
X = r"a"
=>
refused: ...

! append """a""" | b
X = """a"""
=>
X = """ab"""
'''

CALLS = r"""
! thinking disabled
client.chat.completions.create(model="m")
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking enabled
client.chat.completions.create(model='m')
=>
client.chat.completions.create(model='m', extra_body={'thinking': {'type': 'enabled'}})

! thinking disabled
client.chat.completions.create(
    model="m",
    messages=[],
)
=>
client.chat.completions.create(
    model="m",
    messages=[],
    extra_body={"thinking": {"type": "disabled"}},
)

! thinking disabled
client.chat.completions.create(model="m", extra_body={"a": 1})
=>
client.chat.completions.create(
    model="m", extra_body={"a": 1, "thinking": {"type": "disabled"}}
)

! thinking disabled
client.chat.completions.create(model="m", extra_body={})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body=None)
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body=dict(a=1))
=>
client.chat.completions.create(model="m", extra_body={**dict(a=1), "thinking": {"type": "disabled"}})

! thinking disabled
extra = {"a": 1}
client.chat.completions.create(model="m", extra_body=extra)
=>
extra = {"a": 1}
client.chat.completions.create(model="m", extra_body={**extra, "thinking": {"type": "disabled"}})

! thinking disabled
def f(extra=None):
    client.chat.completions.create(model="m", extra_body=extra)
=>
def f(extra=None):
    client.chat.completions.create(model="m", extra_body={**(extra or {}), "thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body=make())
=>
client.chat.completions.create(model="m", extra_body={**(make() or {}), "thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body={"a": 1} if flag else {"b": 2})
=>
client.chat.completions.create(model="m", extra_body={**(({"a": 1} if flag else {"b": 2}) or {}), "thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body={**base, "a": 1})
=>
client.chat.completions.create(
    model="m", extra_body={**base, "a": 1, "thinking": {"type": "disabled"}}
)

! thinking disabled
kw = {"model": "m"}
client.chat.completions.create(**kw)
=>
kw = {"model": "m"}
client.chat.completions.create(**kw, extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
kw = {"model": "m", "extra_body": {"a": 1}}
client.chat.completions.create(**kw)
=>
kw = {"model": "m", "extra_body": {"a": 1, "thinking": {"type": "disabled"}}}
client.chat.completions.create(**kw)

! thinking disabled
kw = {"extra_body": {"a": 1}} if flag else {"extra_body": {"b": 1}}
client.chat.completions.create(model="m", **kw)
=>
refused: `extra_body` is passed from more than one place

! thinking disabled
client.chat.completions.create(model="m", **kw)
=>
refused: its arguments are not all known, so `extra_body` may be among them: its `**` could not be followed

! thinking -
client.chat.completions.create(model="m", **kw)
=>
client.chat.completions.create(model="m", **kw)

! thinking disabled
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "enabled"}})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "enabled"}})

! thinking disabled
client.completions.create(model="m", prompt="x")
=>
refused: openai has no known place for the thinking mode

! thinking disabled
client.responses.create(model="m", input="x")
=>
client.responses.create(model="m", input="x", reasoning={"effort": "none"})

! thinking enabled
client.responses.create(model="m", input="x")
=>
client.responses.create(model="m", input="x")

! thinking disabled
client.responses.create(model="m", input="x", reasoning={"summary": "auto"})
=>
client.responses.create(
    model="m", input="x", reasoning={"summary": "auto", "effort": "none"}
)

! thinking disabled
client.responses.create(model="m", input="x", reasoning=r)
=>
client.responses.create(model="m", input="x", reasoning={**(r or {}), "effort": "none"})

! thinking disabled
claude.messages.create(model="m", max_tokens=1)
=>
claude.messages.create(model="m", max_tokens=1, thinking={"type": "disabled"})

! thinking enabled
claude.messages.create(model="m", max_tokens=1)
=>
claude.messages.create(model="m", max_tokens=1)

! thinking disabled
claude.messages.create(model="m", max_tokens=1, thinking=t)
=>
refused: the argument that holds the thinking mode is there already

! thinking disabled
! replaces thinking
claude.messages.create(model="m", max_tokens=1, thinking=False)
=>
claude.messages.create(model="m", max_tokens=1, thinking={"type": "disabled"})

! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", thinking=False, temperature=1)
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}}, temperature=1)

! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", thinking=False, extra_body={"a": 1})
=>
client.chat.completions.create(
    model="m", extra_body={"a": 1, "thinking": {"type": "disabled"}}
)

! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", extra_body={"thinking": False})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
! replaces enable_thinking
client.chat.completions.create(model="m", extra_body={"enable_thinking": False, "a": 1})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}, "a": 1})

! thinking disabled
! replaces enable_thinking
client.chat.completions.create(model="m", extra_body={"enable_thinking": False, "thinking": {"type": "disabled"}})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
! replaces enable_thinking
extra = {"enable_thinking": False}
client.chat.completions.create(model="m", extra_body=extra)
=>
refused: the dict that holds it is not written at the call

! thinking disabled
! replaces enable_thinking
kw = {"enable_thinking": False}
client.chat.completions.create(model="m", **kw)
=>
kw = {}
client.chat.completions.create(
    model="m", **kw, extra_body={"thinking": {"type": "disabled"}}
)

! thinking disabled
! replaces chat_template_kwargs
client.chat.completions.create(model="m", extra_body={"chat_template_kwargs": {"thinking": False}})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})
"""

BODIES = r"""
! thinking disabled
requests.post(URL, json={"model": "m", "messages": []})
=>
requests.post(
    URL, json={"model": "m", "messages": [], "thinking": {"type": "disabled"}}
)

! thinking disabled
body = {"model": "m"}
requests.post(URL, json=body)
=>
body = {"model": "m", "thinking": {"type": "disabled"}}
requests.post(URL, json=body)

! thinking disabled
body = {
    "model": "m",
    "messages": [],
}
requests.post(URL, json=body)
=>
body = {
    "model": "m",
    "messages": [],
    "thinking": {"type": "disabled"},
}
requests.post(URL, json=body)

! thinking disabled
requests.post("https://api.deepseek.com/responses", json={"model": "m", "input": "x"})
=>
requests.post(
    "https://api.deepseek.com/responses",
    json={"model": "m", "input": "x", "reasoning": {"effort": "none"}},
)

! thinking disabled
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": {"summary": "auto"}})
=>
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": {"summary": "auto", "effort": "none"}})

! thinking disabled
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": None})
=>
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": {"effort": "none"}})

! thinking disabled
why = {"summary": "auto"}
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": why})
=>
why = {"summary": "auto"}
requests.post("https://api.deepseek.com/responses", json={"model": "m", "reasoning": {**why, "effort": "none"}})

! thinking disabled
for path in ("/responses", "/chat/completions"):
    requests.post("https://api.deepseek.com" + path, json={"model": "m", "input": "x"})
=>
refused: it is sent to two interfaces that take the thinking mode at different places

! thinking disabled
from langchain_openai import ChatOpenAI
ChatOpenAI(model="m", base_url="https://api.deepseek.com", use_responses_api=True)
=>
refused: langchain-openai has no known place for the thinking mode at the responses interface

! thinking disabled
requests.post(URL, json=dict(model="m"))
=>
requests.post(URL, json=dict(model="m", thinking={"type": "disabled"}))

! thinking disabled
requests.post(URL, data=json.dumps({"model": "m"}))
=>
requests.post(URL, data=json.dumps({"model": "m", "thinking": {"type": "disabled"}}))

! thinking disabled
requests.post(URL, data=json.dumps({'model': 'm'}).encode('utf-8'))
=>
requests.post(URL, data=json.dumps({'model': 'm', 'thinking': {'type': 'disabled'}}).encode('utf-8'))

! thinking disabled
requests.post(URL, json={**base, "model": "m"})
=>
requests.post(URL, json={**base, "model": "m", "thinking": {"type": "disabled"}})

! thinking disabled
requests.post(URL, json={"model": "m"} | base)
=>
refused: the body of the request is not written as a dict that a key could be added to

! thinking disabled
requests.post(URL, json=body)
=>
refused: the body of the request could not be followed to where it is written

! thinking disabled
body = {}
body["model"] = "m"
requests.post(URL, json=body)
=>
body = {"thinking": {"type": "disabled"}}
body["model"] = "m"
requests.post(URL, json=body)

! thinking disabled
def build(model):
    return {"model": model}
requests.post(URL, json=build("m"))
=>
def build(model):
    return {"model": model, "thinking": {"type": "disabled"}}
requests.post(URL, json=build("m"))

! thinking disabled
def f(**kw):
    requests.post(URL, json=kw)
f(model="m")
=>
refused: the body of the request is not written as a dict that a key could be added to

! thinking disabled
! replaces extra_body
requests.post(URL, json={"model": "m", "extra_body": {"thinking": {"type": "disabled"}}})
=>
requests.post(URL, json={"model": "m", "thinking": {"type": "disabled"}})

! thinking disabled
! replaces thinking
requests.post(URL, json={"model": "m", "thinking": False, "stream": True})
=>
requests.post(URL, json={"model": "m", "thinking": {"type": "disabled"}, "stream": True})

! thinking disabled
! replaces thinking_mode
body = {"model": "m", "thinking_mode": "non-thinking"}
requests.post(URL, json=body)
=>
body = {"model": "m", "thinking": {"type": "disabled"}}
requests.post(URL, json=body)

! thinking disabled
! replaces thinking_mode
body = {"model": "m"}
body["thinking_mode"] = "non-thinking"
requests.post(URL, json=body)
=>
body = {"model": "m", "thinking": {"type": "disabled"}}
requests.post(URL, json=body)
"""

CONDITIONS = r"""
! thinking disabled/enabled
client.chat.completions.create(model="a" if flag else "b")
=>
client.chat.completions.create(
    model="a" if flag else "b",
    extra_body={"thinking": {"type": "disabled" if flag else "enabled"}},
)

! thinking disabled/-
client.chat.completions.create(model="a" if flag else "b")
=>
client.chat.completions.create(
    model="a" if flag else "b",
    extra_body={"thinking": {"type": "disabled"}} if flag else None,
)

! thinking -/disabled
client.chat.completions.create(model="a" if flag else "b")
=>
client.chat.completions.create(
    model="a" if flag else "b",
    extra_body=None if flag else {"thinking": {"type": "disabled"}},
)

! thinking disabled/enabled
if flag:
    model = "a"
else:
    model = "b"
client.chat.completions.create(model=model)
=>
if flag:
    model = "a"
else:
    model = "b"
client.chat.completions.create(
    model=model, extra_body={"thinking": {"type": "disabled" if flag else "enabled"}}
)

! thinking disabled/enabled
model = "a" if not flag else "b"
client.chat.completions.create(model=model)
=>
model = "a" if not flag else "b"
client.chat.completions.create(
    model=model, extra_body={"thinking": {"type": "enabled" if flag else "disabled"}}
)

! thinking disabled/enabled
def f(fast):
    model = "a" if fast else "b"
    client.chat.completions.create(model=model)
=>
def f(fast):
    model = "a" if fast else "b"
    client.chat.completions.create(
        model=model,
        extra_body={"thinking": {"type": "disabled" if fast else "enabled"}},
    )

! thinking disabled/enabled
def pick(fast):
    return "a" if fast else "b"
def f(x):
    client.chat.completions.create(model=pick(x))
=>
refused: the mode differs between the ways this request is made, and no condition at the call tells which

! thinking disabled/enabled
def f(m):
    client.chat.completions.create(model=m)
f("a")
f("b")
=>
refused: the mode differs between the ways this request is made, and no condition at the call tells which

! thinking disabled/enabled
M = {"a": "x", "b": "y"}
def f(k):
    client.chat.completions.create(model=M[k])
=>
refused: the mode differs between the ways this request is made, and no condition at the call tells which

! thinking disabled/enabled/-
model = "a" if flag else "b" if other else "c"
client.chat.completions.create(model=model)
=>
refused: its thinking mode would depend on more than one condition

! thinking disabled/enabled/enabled
other = chosen()
model = "a" if flag else "b" if other else "c"
client.chat.completions.create(model=model)
=>
other = chosen()
model = "a" if flag else "b" if other else "c"
client.chat.completions.create(
    model=model, extra_body={"thinking": {"type": "disabled" if flag else "enabled"}}
)

! thinking disabled/enabled
client.responses.create(model="a" if flag else "b", input="x")
=>
client.responses.create(
    model="a" if flag else "b",
    input="x",
    reasoning={"effort": "none"} if flag else None,
)

! thinking disabled/enabled
claude.messages.create(model="a" if flag else "b", max_tokens=1)
=>
refused: the argument cannot be left out on a condition

! thinking disabled/enabled
requests.post(URL, json={"model": "a" if flag else "b"})
=>
requests.post(
    URL,
    json={
        "model": "a" if flag else "b",
        "thinking": {"type": "disabled" if flag else "enabled"},
    },
)

! thinking disabled/-
requests.post(URL, json={"model": "a" if flag else "b"})
=>
requests.post(
    URL,
    json={
        "model": "a" if flag else "b",
        **({"thinking": {"type": "disabled"}} if flag else {}),
    },
)

! thinking disabled/enabled
body = {"model": "a"} if flag else {"model": "b"}
requests.post(URL, json=body)
=>
body = {"model": "a", "thinking": {"type": "disabled"}} if flag else {"model": "b", "thinking": {"type": "enabled"}}
requests.post(URL, json=body)

! thinking disabled/-
if flag:
    body = {"model": "a"}
else:
    body = {"model": "b"}
requests.post(URL, json=body)
=>
if flag:
    body = {"model": "a", "thinking": {"type": "disabled"}}
else:
    body = {"model": "b"}
requests.post(URL, json=body)

! thinking disabled
def f(body):
    requests.post(URL, json=body)
f({"model": "a"})
f({"model": "b"})
=>
def f(body):
    requests.post(URL, json=body)
f({"model": "a", "thinking": {"type": "disabled"}})
f({"model": "b", "thinking": {"type": "disabled"}})

! thinking disabled
body = {"model": "m"}
requests.post(URL, json=body)
requests.post(URL, json=body)
=>
body = {"model": "m", "thinking": {"type": "disabled"}}
requests.post(URL, json=body)
requests.post(URL, json=body)

! thinking disabled
client.chat.completions.create(**{"model": "m"})
=>
client.chat.completions.create(
    **{"model": "m"}, extra_body={"thinking": {"type": "disabled"}}
)

! thinking disabled
from functools import partial
ask = partial(client.chat.completions.create, model="m")
ask(messages=[])
=>
from functools import partial
ask = partial(
    client.chat.completions.create,
    model="m",
    extra_body={"thinking": {"type": "disabled"}},
)
ask(messages=[])

! thinking disabled
from functools import partial
ask = partial(client.chat.completions.create, model="m", extra_body={"a": 1})
ask(messages=[])
=>
from functools import partial
ask = partial(
    client.chat.completions.create,
    model="m",
    extra_body={"a": 1, "thinking": {"type": "disabled"}},
)
ask(messages=[])

! thinking disabled
client.chat.completions.create(*args, model="m")
=>
refused: its arguments are not all known, so `extra_body` may be among them: positional arguments are passed on

! thinking disabled
(client.chat
    .completions.create)(model="m")
=>
(client.chat
    .completions.create)(model="m", extra_body={"thinking": {"type": "disabled"}})
"""

FIELDS_AND_REST = r"""
! drop temperature
client.chat.completions.create(model="m", temperature=1, top_p=1)
=>
client.chat.completions.create(model="m", top_p=1)

! drop temperature
client.chat.completions.create(
    model="m",
    temperature=1,  # hot
    top_p=1,
)
=>
client.chat.completions.create(
    model="m",
    top_p=1,
)

! drop temperature
t = 1
client.chat.completions.create(model="m", temperature=t)
print(t)
=>
t = 1
client.chat.completions.create(model="m")
print(t)

! drop temperature
requests.post(URL, json={"model": "m", "temperature": 1})
=>
requests.post(URL, json={"model": "m"})

! drop temperature
body = {"model": "m"}
body["temperature"] = 1
requests.post(URL, json=body)
=>
body = {"model": "m"}
requests.post(URL, json=body)

! drop temperature
body = {"model": "m"}
if flag:
    body["temperature"] = 1
requests.post(URL, json=body)
=>
refused: it is the only statement of its block

# two statements in one line
! drop temperature
body = {"model": "m"}
body["temperature"] = 1; x = 2
requests.post(URL, json=body)
=>
refused: its statement does something else as well

! drop temperature
body = {"model": "m"}
body.update(temperature=1)
requests.post(URL, json=body)
=>
body = {"model": "m"}
body.update()
requests.post(URL, json=body)

! drop temperature
body = {"model": "m"}
body.setdefault("temperature", 1)
requests.post(URL, json=body)
=>
refused: it is set in a way that is not rewritten

# a statement that sets another name too
! drop temperature
body = {"model": "m"}
x = body["temperature"] = 1
requests.post(URL, json=body)
=>
refused: ...

! drop temperature
kw = {"temperature": 1}
client.chat.completions.create(model="m", **kw)
=>
kw = {}
client.chat.completions.create(model="m", **kw)

! drop temperature
kw = {"temperature": 1}
client.chat.completions.create(model="m", **kw)
client.chat.completions.create(model="n", **kw)
=>
kw = {}
client.chat.completions.create(model="m", **kw)
client.chat.completions.create(model="n", **kw)

! drop 0 temperature
kw = {"temperature": 1}
client.chat.completions.create(model="m", **kw)
client.chat.completions.create(model="n", **kw)
=>
refused: `temperature` is shared with another request

! drop temperature
client.chat.completions.create(model="m", extra_body={"temperature": 1})
=>
client.chat.completions.create(model="m", extra_body={})

! drop reasoning_effort
! thinking disabled
client.chat.completions.create(model="m", reasoning_effort="low")
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

# the last argument goes and the toggle comes
! drop reasoning_effort
! thinking disabled
client.chat.completions.create(
    model="m",
    reasoning_effort="low",
)
=>
client.chat.completions.create(
    model="m",
    extra_body={"thinking": {"type": "disabled"}},
)

! drop reasoning_effort
! thinking disabled
requests.post(URL, json={"model": "m", "reasoning_effort": "low"})
=>
requests.post(URL, json={"model": "m", "thinking": {"type": "disabled"}})

# a line that only the new name makes too long
! text "deepseek-chat" deepseek-v4-flash
! thinking disabled
client.chat.completions.create(model="deepseek-chat", messages=[])
=>
client.chat.completions.create(
    model="deepseek-v4-flash",
    messages=[],
    extra_body={"thinking": {"type": "disabled"}},
)

# a rename, a toggle and a dropped argument
! text "m" n
! thinking disabled
! drop temperature
client.chat.completions.create(model="m", temperature=0, messages=[])
=>
client.chat.completions.create(
    model="n", messages=[], extra_body={"thinking": {"type": "disabled"}}
)

! width 40
! thinking disabled
r = client.chat.completions.create(model="m", messages=messages)
=>
r = client.chat.completions.create(model="m", messages=messages, extra_body={"thinking": {"type": "disabled"}})

# an extra body that may be None by a condition
! thinking disabled
client.chat.completions.create(model="m", extra_body=None if flag else {"b": 2})
=>
client.chat.completions.create(model="m", extra_body={**((None if flag else {"b": 2}) or {}), "thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", extra_body=(extra or {"a": 1}))
=>
client.chat.completions.create(model="m", extra_body=({**(extra or {"a": 1} or {}), "thinking": {"type": "disabled"}}))

! thinking disabled
client.chat.completions.create(model="m", extra_body=lambda_result or None)
=>
client.chat.completions.create(model="m", extra_body={**(lambda_result or None or {}), "thinking": {"type": "disabled"}})

! thinking 0 disabled
body = {"model": "m"}
requests.post(URL, json=body)
requests.post("https://x.y/v1/chat/completions", json=body)
=>
refused: the dict that would get the thinking mode is also sent by another request

! thinking 0 disabled
kw = {"extra_body": {"a": 1}}
client.chat.completions.create(model="m", **kw)
OpenAI().chat.completions.create(model="gpt-4o", **kw)
=>
refused: the dict that would get the thinking mode is also sent by another request

! thinking disabled
class Bot:
    extra = {"a": 1}
    def ask(self):
        client.chat.completions.create(model="m", extra_body=self.extra)
=>
class Bot:
    extra = {"a": 1}
    def ask(self):
        client.chat.completions.create(model="m", extra_body={**self.extra, "thinking": {"type": "disabled"}})

! thinking disabled
class Bot:
    def ask(self):
        self.body = {"model": "m"}
        requests.post(URL, json=self.body)
=>
class Bot:
    def ask(self):
        self.body = {"model": "m", "thinking": {"type": "disabled"}}
        requests.post(URL, json=self.body)

! thinking disabled
! replaces thinking
client.chat.completions.create(
    model="m",
    thinking=False,
    extra_body={"a": 1},
)
=>
client.chat.completions.create(
    model="m",
    extra_body={"a": 1, "thinking": {"type": "disabled"}},
)

! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", extra_body={"reasoning": {"x": 1}, "thinking": True})
=>
client.chat.completions.create(model="m", extra_body={"reasoning": {"x": 1}, "thinking": {"type": "disabled"}})

! thinking disabled
! replaces thinking
kw = {"thinking": False}
client.chat.completions.create(model="m", **kw)
client.chat.completions.create(model="n", **kw)
=>
kw = {}
client.chat.completions.create(
    model="m", **kw, extra_body={"thinking": {"type": "disabled"}}
)
client.chat.completions.create(
    model="n", **kw, extra_body={"thinking": {"type": "disabled"}}
)

# a refused field in a dict that another request shares
! thinking 0 disabled
! replaces thinking
kw = {"thinking": False}
client.chat.completions.create(model="m", **kw)
client.chat.completions.create(model="n", **kw)
=>
refused: ...

! text "deepseek/deepseek-chat" deepseek-v3.2
X = "deepseek/deepseek-chat"
=>
X = "deepseek/deepseek-v3.2"

! append 'a' | first\nsecond
X = 'a'
=>
X = 'afirst\\nsecond'

! append "a" | é "q"
X = "a"
=>
X = "aé \"q\""

! drop temperature
client.chat.completions.create(
    model="m", temperature=1
)
=>
client.chat.completions.create(
    model="m"
)

! drop temperature
client.chat.completions.create(temperature=1, model="m")
=>
client.chat.completions.create(model="m")

# a dict that is merged into the body
! drop temperature
t = {"temperature": 1}
requests.post(URL, json={"model": "m", **t})
=>
t = {}
requests.post(URL, json={"model": "m", **t})

! drop temperature
def f(temperature=1):
    client.chat.completions.create(model="m", temperature=temperature)
=>
def f(temperature=1):
    client.chat.completions.create(model="m")

! drop temperature
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f(temperature=1)
=>
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f()

! thinking disabled
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f(temperature=1)
=>
def f(**kw):
    client.chat.completions.create(
        model="m", **kw, extra_body={"thinking": {"type": "disabled"}}
    )
f(temperature=1)

! thinking disabled
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f(extra_body={"a": 1})
=>
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f(extra_body={"a": 1, "thinking": {"type": "disabled"}})

# one of two bodies
! drop temperature
if flag:
    body = {"model": "m", "temperature": 1}
else:
    body = {"model": "m", "temperature": 2}
requests.post(URL, json=body)
=>
if flag:
    body = {"model": "m"}
else:
    body = {"model": "m"}
requests.post(URL, json=body)

! thinking disabled
response = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])
=>
response = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}], extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
if flag:
	client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}])
=>
if flag:
	client.chat.completions.create(model="m", messages=[{"role": "user", "content": "hello"}], extra_body={"thinking": {"type": "disabled"}})

# an extra body among the model's keywords
! thinking disabled
from langchain_openai import ChatOpenAI
llm = ChatOpenAI(model="m", base_url="https://api.deepseek.com", model_kwargs={"extra_body": {"a": 1}})
=>
refused: `model_kwargs.extra_body` is passed already, and would win over `extra_body`

! thinking disabled
from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m")
=>
from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m", extra_body={"thinking": {"type": "disabled"}})
"""

FURTHER = r"""
! thinking disabled/enabled
class Bot:
    def __init__(self, fast):
        self.fast = fast
        self.model = "a" if self.fast else "b"
    def ask(self):
        client.chat.completions.create(model=self.model)
=>
class Bot:
    def __init__(self, fast):
        self.fast = fast
        self.model = "a" if self.fast else "b"
    def ask(self):
        client.chat.completions.create(
            model=self.model,
            extra_body={"thinking": {"type": "disabled" if self.fast else "enabled"}},
        )

! thinking disabled/enabled
class Bot:
    def __init__(self, fast):
        self.fast = fast
    def model(self):
        return "a" if self.fast else "b"
    def ask(self):
        client.chat.completions.create(model=self.model())
=>
class Bot:
    def __init__(self, fast):
        self.fast = fast
    def model(self):
        return "a" if self.fast else "b"
    def ask(self):
        client.chat.completions.create(
            model=self.model(),
            extra_body={"thinking": {"type": "disabled" if self.fast else "enabled"}},
        )

! thinking disabled/enabled
def f(fast):
    model = "a" if fast else "b"
    fast = chosen()
    client.chat.completions.create(model=model)
=>
refused: the mode differs between the ways this request is made, and no condition at the call tells which

! thinking disabled/enabled
for fast in (True, False):
    model = "a" if fast else "b"
    client.chat.completions.create(model=model)
=>
for fast in (True, False):
    model = "a" if fast else "b"
    client.chat.completions.create(
        model=model,
        extra_body={"thinking": {"type": "disabled" if fast else "enabled"}},
    )

! thinking disabled/enabled
import os
model = "a" if os.getenv("FAST") == "1" else "b"
client.chat.completions.create(model=model)
=>
refused: the mode differs between the ways this request is made, and no condition at the call tells which

! thinking disabled/enabled
def f(x):
    model = "a" if x.fast and x.ready else "b"
    client.chat.completions.create(model=model)
=>
def f(x):
    model = "a" if x.fast and x.ready else "b"
    client.chat.completions.create(
        model=model,
        extra_body={"thinking": {"type": "disabled" if x.fast and x.ready else "enabled"}},
    )

! thinking disabled/enabled
def f(x):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(model=model, extra_body={"c": 1})
=>
def f(x):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(
        model=model,
        extra_body={"c": 1, "thinking": {"type": "disabled" if x > 3 else "enabled"}},
    )

! thinking disabled/-
def f(x):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(model=model, extra_body={"c": 1})
=>
def f(x):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(
        model=model,
        extra_body={"c": 1, **({"thinking": {"type": "disabled"}} if x > 3 else {})},
    )

! thinking -/disabled
def f(x):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(model=model, extra_body=dict(c=1))
=>
refused: what is passed already says it in some of the ways this request is made, but not in all

! thinking disabled/-
def f(x, extra):
    model = "a" if x > 3 else "b"
    client.chat.completions.create(model=model, extra_body=extra)
=>
refused: what is passed already says it in some of the ways this request is made, but not in all

! thinking disabled/-
extra = {"c": 1}
client.chat.completions.create(model="a" if flag else "b", extra_body=extra)
=>
refused: what is passed already says it in some of the ways this request is made, but not in all

! thinking disabled/-
requests.post(URL, json=dict(model="a" if flag else "b"))
=>
requests.post(
    URL,
    json=dict(
        model="a" if flag else "b",
        **({"thinking": {"type": "disabled"}} if flag else {}),
    ),
)

! thinking disabled/-
requests.post(URL, json={
    "model": "a" if flag else "b",
})
=>
requests.post(URL, json={
    "model": "a" if flag else "b",
    **({"thinking": {"type": "disabled"}} if flag else {}),
})

! thinking disabled/enabled
body = {"messages": []}
body["model"] = "a" if flag else "b"
requests.post(URL, json=body)
=>
body = {"messages": [], "thinking": {"type": "disabled" if flag else "enabled"}}
body["model"] = "a" if flag else "b"
requests.post(URL, json=body)

! thinking 0 disabled
! thinking 1 enabled
client.chat.completions.create(model="a")
client.chat.completions.create(model="b")
=>
client.chat.completions.create(model="a", extra_body={"thinking": {"type": "disabled"}})
client.chat.completions.create(model="b", extra_body={"thinking": {"type": "enabled"}})

! thinking disabled/enabled
client.responses.create(model="a" if flag else "b", input="x", reasoning={"summary": "auto"})
=>
client.responses.create(model="a" if flag else "b", input="x", reasoning={"summary": "auto", **({"effort": "none"} if flag else {})})

! thinking disabled/-
client.responses.create(model="a" if flag else "b", input="x", reasoning={"summary": "auto"})
=>
client.responses.create(model="a" if flag else "b", input="x", reasoning={"summary": "auto", **({"effort": "none"} if flag else {})})

! thinking disabled
client.responses.create(model="m", input="x", reasoning={"effort": "high"})
=>
client.responses.create(model="m", input="x", reasoning={"effort": "high"})

! thinking disabled
client.responses.create(model="m", input="x", reasoning=None)
=>
client.responses.create(model="m", input="x", reasoning={"effort": "none"})

! thinking disabled/-
claude.messages.create(model="a" if flag else "b", max_tokens=1)
=>
refused: the argument cannot be left out on a condition

! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", extra_body={"thinking": {"mode": "off"}, "b": 1})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}, "b": 1})

# a wrong toggle in both places
! thinking disabled
! replaces thinking
client.chat.completions.create(model="m", extra_body={"b": 1, "thinking": False}, thinking=False)
=>
client.chat.completions.create(model="m", extra_body={"b": 1, "thinking": {"type": "disabled"}})

! thinking disabled
! replaces thinking_mode
! replaces enable_thinking
client.chat.completions.create(model="m", extra_body={"thinking_mode": "off", "enable_thinking": False})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
! replaces thinking_mode
! replaces enable_thinking
client.chat.completions.create(
    model="m",
    extra_body={
        "thinking_mode": "off",
        "enable_thinking": False,
    },
)
=>
client.chat.completions.create(
    model="m",
    extra_body={
        "thinking": {"type": "disabled"},
    },
)

! thinking disabled
! replaces thinking
def f(**kw):
    client.chat.completions.create(model="m", **kw)
f(thinking=False)
=>
def f(**kw):
    client.chat.completions.create(
        model="m", **kw, extra_body={"thinking": {"type": "disabled"}}
    )
f()

! thinking disabled
! replaces enable_thinking
body = {"model": "m"}
body["enable_thinking"] = False
body["stream"] = True
requests.post(URL, json=body)
=>
body = {"model": "m", "thinking": {"type": "disabled"}}
body["stream"] = True
requests.post(URL, json=body)

! thinking disabled
! replaces enable_thinking
body = {"model": "m", "enable_thinking": False}
if flag:
    body["enable_thinking"] = True
requests.post(URL, json=body)
=>
refused: it is the only statement of its block

! thinking disabled
requests.post(URL, json={"model": "m", "thinking": {"type": "enabled"}})
=>
requests.post(URL, json={"model": "m", "thinking": {"type": "enabled"}})

! thinking disabled
requests.post(URL, data='{"model": "m"}')
=>
refused: the body of the request could not be followed to where it is written

! thinking disabled
print(f"{client.chat.completions.create(model='m')}")
=>
refused: the call stands inside an f-string

! thinking disabled
from functools import partial
ask = partial(client.chat.completions.create, model="m")
ask(messages=[])
ask(messages=[1])
=>
from functools import partial
ask = partial(
    client.chat.completions.create,
    model="m",
    extra_body={"thinking": {"type": "disabled"}},
)
ask(messages=[])
ask(messages=[1])

! thinking disabled
create = client.chat.completions.create
create(model="m")
=>
create = client.chat.completions.create
create(model="m", extra_body={"thinking": {"type": "disabled"}})

! thinking disabled
client.chat.completions.create(model="m", **{"extra_body": {"a": 1}})
=>
client.chat.completions.create(
    model="m", **{"extra_body": {"a": 1, "thinking": {"type": "disabled"}}}
)

! thinking disabled
client.chat.completions.create(model="m", **{"extra_body": None})
=>
client.chat.completions.create(model="m", **{"extra_body": {"thinking": {"type": "disabled"}}})

! thinking disabled
kw = dict(extra_body=dict(a=1))
client.chat.completions.create(model="m", **kw)
=>
kw = dict(extra_body={**dict(a=1), "thinking": {"type": "disabled"}})
client.chat.completions.create(model="m", **kw)

# a toggle that is written out as nothing
! thinking disabled
client.chat.completions.create(model="m", extra_body={"thinking": None})
=>
client.chat.completions.create(model="m", extra_body={"thinking": {"type": "disabled"}})

! drop temperature
client.chat.completions.create(model="m", temperature=compute())
=>
refused: working out its value may do something else as well

! drop temperature
client.chat.completions.create(model="m", temperature=float(t))
=>
client.chat.completions.create(model="m")

! drop temperature
client.chat.completions.create(model="m", temperature=(t := 1))
=>
refused: working out its value may do something else as well

! drop temperature
body = {"model": "m", "temperature": 1}
requests.post(URL, json=body)
print(body["temperature"])
=>
refused: the dict that it stands in is also read by other code

! drop temperature
body = {"model": "m", "temperature": 1}
requests.post(URL, json=body)
save(body)
=>
refused: the dict that it stands in is also read by other code

! drop temperature
body = {"model": "m", "temperature": 1}
body["stream"] = True
body.update(n=1)
requests.post(URL, json=body)
=>
body = {"model": "m"}
body["stream"] = True
body.update(n=1)
requests.post(URL, json=body)

! drop temperature
def f():
    body = {"model": "m"}
    body["temperature"] = 1
    return requests.post(URL, json=body)
=>
def f():
    body = {"model": "m"}
    return requests.post(URL, json=body)

! drop temperature
def f():
    body = {"model": "m"}
    # why
    body["temperature"] = 1  # because
    return requests.post(URL, json=body)
=>
def f():
    body = {"model": "m"}
    # why
    return requests.post(URL, json=body)

! drop temperature
body = {}
body["model"] = "m"; body["temperature"] = 1
requests.post(URL, json=body)
=>
refused: its statement does something else as well

! drop temperature
requests.post(URL, json={"model": "m"} | {"temperature": 1})
=>
requests.post(URL, json={"model": "m"} | {})

! thinking disabled
class Bot:
    def __init__(self):
        self.client = OpenAI(base_url="https://api.deepseek.com")
        self.kw = {"model": "m"}
    def ask(self):
        self.client.chat.completions.create(**self.kw)
=>
class Bot:
    def __init__(self):
        self.client = OpenAI(base_url="https://api.deepseek.com")
        self.kw = {"model": "m"}
    def ask(self):
        self.client.chat.completions.create(
            **self.kw, extra_body={"thinking": {"type": "disabled"}}
        )

! drop temperature
class Bot:
    def __init__(self):
        self.kw = {"model": "m", "temperature": 1}
    def ask(self):
        client.chat.completions.create(**self.kw)
=>
class Bot:
    def __init__(self):
        self.kw = {"model": "m"}
    def ask(self):
        client.chat.completions.create(**self.kw)
"""


# Calls that are told their requests as a list of dicts.
CONFIGS = """
! thinking 0 disabled
! thinking 1 enabled
from litellm import Router
r = Router(model_list=[
    {"model_name": "a", "litellm_params": {"model": "deepseek/deepseek-chat"}},
    {"model_name": "b", "litellm_params": {'model': 'deepseek/deepseek-reasoner',}},
    {"model_name": "c", "litellm_params": {"model": "gpt-4o"}},
])
=>
from litellm import Router
r = Router(model_list=[
    {
        "model_name": "a",
        "litellm_params": {
            "model": "deepseek/deepseek-chat",
            "extra_body": {"thinking": {"type": "disabled"}},
        },
    },
    {
        "model_name": "b",
        "litellm_params": {
            'model': 'deepseek/deepseek-reasoner',
            'extra_body': {'thinking': {'type': 'enabled'}},
        },
    },
    {"model_name": "c", "litellm_params": {"model": "gpt-4o"}},
])

! width 100
! thinking disabled
from litellm import Router
EXTRA = {"a": 1}
params = dict(model="deepseek/deepseek-chat", extra_body=EXTRA)
models = [{"model_name": "a", "litellm_params": params}]
r = Router(models)
=>
from litellm import Router
EXTRA = {"a": 1}
params = dict(model="deepseek/deepseek-chat", extra_body={**EXTRA, "thinking": {"type": "disabled"}})
models = [{"model_name": "a", "litellm_params": params}]
r = Router(models)

! thinking disabled
from litellm import Router
r = Router([{"model_name": "a", "litellm_params": {"model": "deepseek/deepseek-chat", **more}}])
=>
refused: ...

! thinking disabled
from litellm import Router
r = Router([{"model_name": n, "litellm_params": {"model": m}} for n, m in names])
=>
from litellm import Router
r = Router([{"model_name": n, "litellm_params": {"model": m}} for n, m in names])
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *transformations(TEXTS),
        *transformations(CALLS),
        *transformations(BODIES),
        *transformations(CONDITIONS),
        *transformations(FIELDS_AND_REST),
        *transformations(FURTHER),
        *transformations(CONFIGS),
    ],
)
def test_what_is_written(before: str, after: str) -> None:
    actual = lowered(before)
    if after == "refused: ...\n":
        assert actual.startswith("refused: ")
        return
    assert actual == after
    if not actual.startswith("refused: "):
        ast.parse(PRELUDE + actual)
