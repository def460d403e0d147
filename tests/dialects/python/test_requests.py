"""Requests as they are lifted: every library in its usual forms, and what each way of making one would send."""

from __future__ import annotations

import pytest

from tests.dialects.python.lifting import described
from tests.dialects.python.tables import cases, matches

OPENAI = r"""
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "hi"}])
=> chat openai 'https://api.deepseek.com': messages=[{role: 'user', content: 'hi'}], model='deepseek-chat'

import openai
openai.OpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

from openai import AsyncOpenAI
client = AsyncOpenAI(base_url="https://api.deepseek.com")
async def f():
    await client.chat.completions.create(model="deepseek-chat", messages=[], stream=True)
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat', stream=True

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.parse(model="deepseek-chat", messages=[])
client.beta.chat.completions.parse(model="deepseek-chat", messages=[])
client.chat.completions.stream(model="deepseek-chat", messages=[])
client.beta.chat.completions.stream(model="deepseek-chat", messages=[])
client.completions.create(model="deepseek-chat", prompt="x")
client.responses.create(model="deepseek-chat", input="x")
client.with_options(timeout=3).chat.completions.create(model="deepseek-chat", messages=[])
client.chat.completions.with_raw_response.create(model="deepseek-chat", messages=[])
client.with_raw_response.chat.completions.create(model="deepseek-chat", messages=[])
client.chat.completions.with_streaming_response.create(model="deepseek-chat", messages=[])
client.embeddings.create(model="x", input="y")
client.models.list()
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> fim openai 'https://api.deepseek.com': model='deepseek-chat', prompt='x'
=> responses openai 'https://api.deepseek.com': input='x', model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

from openai import OpenAI
client = OpenAI(base_url="https://api.openai.com").with_options(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

from openai import OpenAI
client = OpenAI().copy(timeout=3)
client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='deepseek-chat'

from openai import OpenAI
client = OpenAI()
client.base_url = "https://api.deepseek.com"
client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

import openai
openai.base_url = "https://api.deepseek.com"
openai.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

import openai
openai.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='deepseek-chat'

from openai import OpenAI
URL = "https://api.deepseek.com"
client = OpenAI(api_key="x", base_url=URL)
create = client.chat.completions.create
create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

import os
from openai import OpenAI
client = OpenAI(base_url=os.getenv("U", "https://api.deepseek.com"))
client.chat.completions.create(model=os.environ["M"], messages=[])
=> chat openai 'https://api.deepseek.com' | the environment variable U: messages=[], model=? it comes from the environment variable M < the environment variable M

from openai import OpenAI
client = OpenAI(base_url=None)
client.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='m'

from openai import OpenAI
client = OpenAI(**{"base_url": "https://api.deepseek.com"})
client.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
client = OpenAI(**cfg)
client.chat.completions.create(model="m", messages=[])
=> chat openai ? its `**` is not followed: messages=[], model='m'

from openai import OpenAI
cfg = {"api_key": "x", **more}
client = OpenAI(**cfg)
client.chat.completions.create(model="m", messages=[])
=> chat openai ? `more` is merged into it and could not be followed: messages=[], model='m'

from functools import partial
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
ask = partial(client.chat.completions.create, model="deepseek-chat")
ask(messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

# a partial of a constructor
from functools import partial
from openai import OpenAI
make = partial(OpenAI, base_url="https://api.deepseek.com")
make().chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
kw = {"model": "deepseek-chat", "temperature": 0}
client.chat.completions.create(messages=[], **kw)
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat', temperature=0

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(messages=[], **kw)
=> chat openai 'https://api.deepseek.com': messages=[], **its `**` could not be followed

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
flag = ask()
kw = {"model": "a"} if flag else {"model": "b", "temperature": 1}
client.chat.completions.create(messages=[], **kw)
=> chat openai 'https://api.deepseek.com': messages=[], model='a' if flag is true
=> chat openai 'https://api.deepseek.com': messages=[], model='b', temperature=1 if flag is false

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(*args, model="a")
=> chat openai 'https://api.deepseek.com': model='a', **positional arguments are passed on

# a name of one's own that is called like a library's word for an argument which is left out
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
omit = 0.5
client.chat.completions.create(model="a", temperature=omit, top_p=None)
=> chat openai 'https://api.deepseek.com': model='a', temperature=0.5, top_p=None

# a name that holds nothing before it is set
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = None
def start():
    global M
    M = "deepseek-chat"
def ask():
    client.chat.completions.create(model=M)
=> chat openai 'https://api.deepseek.com': model='deepseek-chat'

# a name that only ever holds nothing
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
M = None
client.chat.completions.create(model=M)
=> chat openai 'https://api.deepseek.com': model=None

# the method that streams by itself, the one that does not, and one that is not written at the call
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.stream(model="a", stream_options={})
client.chat.completions.create(model="b", stream_options={})
client.chat.completions.create(model="c", stream=False, stream_options={})
go = client.chat.completions.stream
go(model="d", stream_options={})
=> chat openai 'https://api.deepseek.com': model='a', stream=True, stream_options={}
=> chat openai 'https://api.deepseek.com': model='b', stream_options={}
=> chat openai 'https://api.deepseek.com': model='c', stream=False, stream_options={}
=> chat openai 'https://api.deepseek.com': model='d', stream=? which method is called is not written at the call, stream_options={}

from openai import OpenAI, NOT_GIVEN
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="a", temperature=NOT_GIVEN, messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='a'

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="a", messages=[], extra_body={"thinking": {"type": "enabled"}})
=> chat openai 'https://api.deepseek.com': messages=[], model='a', thinking={type: 'enabled'}

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
flag = ask()
X = {"thinking": {"type": "enabled"}} if flag else None
client.chat.completions.create(model="a", messages=[], extra_body=X)
=> chat openai 'https://api.deepseek.com': messages=[], model='a', thinking={type: 'enabled'} if flag is true
=> chat openai 'https://api.deepseek.com': messages=[], model='a' if flag is false

# an extra body from another module's function
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="a", messages=[], extra_body=make())
=> chat openai 'https://api.deepseek.com': messages=[], model='a', **...

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def f(x):
    client.chat.completions.create(model="a", messages=[], extra_body=x)
=> chat openai 'https://api.deepseek.com': messages=[], model='a', **the parameter `x` is passed in by callers

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="a", messages=[], thinking={"type": "disabled"})
=> chat openai 'https://api.deepseek.com': messages=[], model='a', refused thinking={type: 'disabled'}

def f(client):
    client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai ? the parameter `client` is passed in by callers: messages=[], model='deepseek-chat'

from .clients import client
client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai ? `.clients.client.chat.completions.create` is imported from another file: messages=[], model='deepseek-chat'

from mine import client
client.chat.completions.create(model="deepseek-chat", messages=[])

from mine import Client
client = Client()
client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai ? `mine.Client()` is not followed: messages=[], model='deepseek-chat'

def f(session):
    session.post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

def get_client():
    from openai import OpenAI
    return OpenAI(base_url="https://api.deepseek.com")
get_client().chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'

# methods called on objects made with different arguments
from openai import OpenAI
class Bot:
    def __init__(self, model="deepseek-chat", base_url="https://api.deepseek.com"):
        self.client = OpenAI(base_url=base_url)
        self.model = model
    def ask(self, **kw):
        return self.client.chat.completions.create(model=self.model, messages=[], **kw)
Bot().ask(temperature=0)
Bot(model="deepseek-reasoner").ask()
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat', temperature=0
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-reasoner'

from openai import OpenAI
P = {"d": {"u": "https://api.deepseek.com", "m": "deepseek-chat"}, "o": {"u": "https://api.openai.com/v1", "m": "gpt-4o"}}
def ask(p):
    c = P[p]
    client = OpenAI(base_url=c["u"])
    client.chat.completions.create(model=c["m"], messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat' if [p] is 'd'
=> chat openai 'https://api.openai.com/v1': messages=[], model='gpt-4o' if [p] is 'o'

from openai import AzureOpenAI
AzureOpenAI(azure_endpoint="https://x.azure.com").chat.completions.create(model="m", messages=[])
=> chat openai 'https://x.azure.com': messages=[], model='m'

# a wrapper around os.getenv for the URL and the model
import os
from openai import OpenAI
def env(name, default):
    return os.getenv(name, default)
client = OpenAI(base_url=env("URL", "https://api.deepseek.com"))
client.chat.completions.create(model=env("MODEL", "deepseek-chat"), messages=[])
=> chat openai 'https://api.deepseek.com' | an environment variable: messages=[], model='deepseek-chat' | an environment variable

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
for a in (1, 2):
    client.chat.completions.create(model=x1 if y1 else x2, messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model=? it is not plain data if y1 is true
=> chat openai 'https://api.deepseek.com': messages=[], model=? it is not plain data if y1 is false

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(messages=[])
client.chat.completions.create("deepseek-chat")
=> chat openai 'https://api.deepseek.com': messages=[]
=> chat openai 'https://api.deepseek.com':

from langfuse.openai import OpenAI
OpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from litellm import Router
KEY = "k"
quick = {"model": "deepseek/m", "api_key": KEY, "extra_body": {"thinking": {"type": "disabled"}}}
models = [{"model_name": "deepseek-chat", "litellm_params": quick}]
Router(models, fallbacks=[{"a": ["b"]}]).completion(model="deepseek-chat", messages=[])
Router(model_list=[{"litellm_params": {"model": "openai/n", "api_base": "https://api.deepseek.com"}}, {"model_name": "x"}])
Router()
=> chat litellm 'https://api.deepseek.com': model='n'
=> chat litellm 'https://api.deepseek.com/beta'~ by default: api_key='k', model='m', thinking={type: 'disabled'}

from langsmith.wrappers import wrap_openai
from openai import OpenAI
c = wrap_openai(OpenAI(base_url="https://api.deepseek.com"))
c.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
def f(m):
    client.chat.completions.create(model=m, messages=[])
f("deepseek-chat")
f("deepseek-reasoner")
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-reasoner'

from openai import OpenAI
flag = ask()
client = OpenAI(base_url="https://api.deepseek.com" if flag else "https://api.openai.com/v1")
client.chat.completions.create(model="deepseek-chat" if flag else "gpt-4o", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat' if flag is true
=> chat openai 'https://api.openai.com/v1': messages=[], model='gpt-4o' if flag is false

from openai import OpenAI
flag = ask()
if flag:
    client, model = OpenAI(base_url="https://api.deepseek.com"), "deepseek-chat"
else:
    client, model = OpenAI(), "gpt-4o"
client.chat.completions.create(model=model, messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat' if flag is true
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='gpt-4o' if flag is false

# a factory called for two vendors
from openai import OpenAI
def client(url):
    return OpenAI(base_url=url)
client("https://api.deepseek.com").chat.completions.create(model="deepseek-chat", messages=[])
client("https://api.openai.com/v1").chat.completions.create(model="gpt-4o", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.openai.com/v1': messages=[], model='gpt-4o'

from openai import OpenAI
class Base:
    url = ""
    model = ""
    def ask(self):
        OpenAI(base_url=self.url).chat.completions.create(model=self.model, messages=[])
class Deep(Base):
    url = "https://api.deepseek.com"
    model = "deepseek-chat"
class Open(Base):
    url = "https://api.openai.com/v1"
    model = "gpt-4o"
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.openai.com/v1': messages=[], model='gpt-4o'

# a list with something put in front of it
from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="m" + suffix, messages=history + [{"role": "user", "content": "x"}])
=> chat openai 'https://api.deepseek.com': messages=[...

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
messages = [{"role": "system", "content": "x"}]
for _ in range(3):
    messages.append({"role": "user", "content": input()})
    c.chat.completions.create(model="m", messages=messages)
=> chat openai 'https://api.deepseek.com': messages=? it can be several things, model='m'

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="m", messages=[*before, {"role": "user", "content": f"{x}"}])
=> chat openai 'https://api.deepseek.com': messages=[{role: 'user', content: ? a part of it is not text}, *a list that could not be followed is merged into it], model='m'

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="m", tools=[t], response_format={"type": "json_object"}, max_tokens=10, stop=("a", "b"))
=> chat openai 'https://api.deepseek.com': max_tokens=10, model='m', response_format={type: 'json_object'}, stop=['a', 'b'], tools=[? it is not plain data]

from openai import OpenAI
flag = ask()
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="m", temperature=0.1 if flag else 0.2)
=> chat openai 'https://api.deepseek.com': model='m', temperature=? it can be several things

from openai import OpenAI
flag = ask()
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="a" if flag else "b", temperature=0.1 if flag else 0.2)
=> chat openai 'https://api.deepseek.com': model='a', temperature=0.1 if flag is true
=> chat openai 'https://api.deepseek.com': model='b', temperature=0.2 if flag is false

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(**{"model": "m", **{"temperature": 1}}, **{"top_p": 1})
=> chat openai 'https://api.deepseek.com': model='m', temperature=1, top_p=1

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
kw = dict(model="m")
if c:
    kw = dict(model="n")
c.chat.completions.create(**kw)
=> chat openai 'https://api.deepseek.com': model='n' if c is true
=> chat openai 'https://api.deepseek.com': model='m' if c is false

from openai import OpenAI
from functools import partial
c = OpenAI(base_url="https://api.deepseek.com")
ask = partial(c.chat.completions.create, model="a", temperature=1)
again = partial(ask, model="b")
again(messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='b', temperature=1

from openai import OpenAI
def make(**kw):
    return OpenAI(**kw)
make(base_url="https://api.deepseek.com").chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m'

from openai import OpenAI
flag = ask()
kw = {"base_url": "https://api.deepseek.com"} if flag else {"base_url": "https://x.y"}
OpenAI(**kw).chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m' if flag is true
=> chat openai 'https://x.y': model='m' if flag is false

from openai import OpenAI
OpenAI(*args).chat.completions.create(model="m")
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='m'

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.responses.create(model="m", input="x", reasoning={"effort": "none"}, extra_body={"thinking": {"type": "disabled"}})
=> responses openai 'https://api.deepseek.com': input='x', model='m', reasoning={effort: 'none'}, thinking={type: 'disabled'}

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.completions.create(model="m", prompt="x", suffix="y", extra_body={"a": 1})
=> fim openai 'https://api.deepseek.com': a=1, model='m', prompt='x', suffix='y'

def f(self):
    self.llm.client.beta.chat.completions.parse(model="deepseek-chat", messages=[])
=> chat openai ? the parameter `self` is passed in by callers: messages=[], model='deepseek-chat'

import openai
client = openai
client.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='m'

import openai
openai.api_key = "x"
openai.base_url = URL = "https://api.deepseek.com"
def f():
    return openai.responses.create(model="m", input="")
=> responses openai 'https://api.deepseek.com': input='', model='m'

import openai
openai.ChatCompletion.create(model="deepseek-chat", messages=[])
=> chat openai-0 'https://api.openai.com/v1'~ | the environment variable OPENAI_API_BASE by default: messages=[], model='deepseek-chat'

import openai as ai
ai.api_base = "https://api.deepseek.com"
async def f():
    return await ai.ChatCompletion.acreate(model="m", messages=[], thinking={"type": "disabled"})
=> chat openai-0 'https://api.deepseek.com': messages=[], model='m', thinking={type: 'disabled'}

import openai
openai.api_base = "https://api.deepseek.com"
openai.Completion.create(model="m", prompt="x", api_base="https://example.org")
=> fim openai-0 'https://example.org': model='m', prompt='x'

from openai import OpenAI
c = OpenAI()
def setup():
    c.base_url = "https://api.deepseek.com"
c.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
c = OpenAI(base_url="https://x.y")
def setup():
    c.base_url = "https://api.deepseek.com"
c.chat.completions.create(model="m", messages=[])
=> chat openai 'https://x.y': messages=[], model='m'
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
with OpenAI(base_url="https://api.deepseek.com") as c:
    c.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
clients = {"d": OpenAI(base_url="https://api.deepseek.com"), "o": OpenAI()}
models = [("d", "deepseek-chat"), ("o", "gpt-4o")]
for name, model in models:
    clients[name].chat.completions.create(model=model, messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='gpt-4o'

from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com").chat
c.completions.create(model="m", messages=[])
completions = c.completions
completions.create(model="n", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'
=> chat openai 'https://api.deepseek.com': messages=[], model='n'

import os
from openai import OpenAI
c = OpenAI(base_url=os.environ.get("DEEPSEEK_BASE_URL"))
c.chat.completions.create(model="m", messages=[])
=> chat openai ? it comes from the environment variable DEEPSEEK_BASE_URL < the environment variable DEEPSEEK_BASE_URL: messages=[], model='m'

import os
from openai import OpenAI
c = OpenAI(base_url=os.environ.get("U") or None)
c.chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='m'

import os
from openai import OpenAI
class Settings:
    model: str = os.getenv("M", "deepseek-chat")
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model=Settings.model, messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='deepseek-chat' | the environment variable M

from mine import wrapper
wrapper.chat.completions.create(model="m")

x[0].chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai ? it is looked up in something that could not be followed: messages=[], model='deepseek-chat'

# two lists put together
from openai import OpenAI
c = OpenAI(base_url="https://api.deepseek.com")
c.chat.completions.create(model="m", messages=[{"role": "system", "content": "x"}] + [{"role": "user", "content": "y"}])
=> chat openai 'https://api.deepseek.com': messages=[{role: 'system', content: 'x'}, {role: 'user', content: 'y'}], model='m'
"""

ANTHROPIC = r"""
from anthropic import Anthropic
c = Anthropic(base_url="https://api.deepseek.com/anthropic")
c.messages.create(model="deepseek-chat", max_tokens=1, messages=[])
with c.messages.stream(model="deepseek-chat", max_tokens=1, messages=[]) as s: pass
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, messages=[], model='deepseek-chat'
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, messages=[], model='deepseek-chat'

import anthropic
c = anthropic.AsyncAnthropic()
c.messages.create(model="claude", max_tokens=1, messages=[])
=> messages anthropic 'https://api.anthropic.com'~ | the environment variable ANTHROPIC_BASE_URL by default: max_tokens=1, messages=[], model='claude'

from anthropic import Anthropic
c = Anthropic(base_url="https://api.deepseek.com/anthropic")
c.messages.create(model="m", max_tokens=1, thinking={"type": "disabled"}, extra_body={"a": 1})
c.beta.messages.create(model="m", max_tokens=1)
c.messages.with_raw_response.create(model="m", max_tokens=1)
c.with_options(max_retries=1).messages.create(model="m", max_tokens=1)
c.messages.count_tokens(model="m")
=> messages anthropic 'https://api.deepseek.com/anthropic': a=1, max_tokens=1, model='m', thinking={type: 'disabled'}
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, model='m'
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, model='m'
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, model='m'

import anthropic
anthropic.AsyncAnthropic(base_url="https://api.deepseek.com/anthropic").messages.stream(model="m", max_tokens=1)
=> messages anthropic 'https://api.deepseek.com/anthropic': max_tokens=1, model='m'

from anthropic import Anthropic
def f(client: Anthropic):
    client.messages.create(model="deepseek-chat", max_tokens=1)

def f(client):
    client.messages.create(model="deepseek-chat", max_tokens=1)
    client.completions.create(model="deepseek-chat", prompt="x")
    client.create(model="deepseek-chat")
"""

HTTP = r"""
import requests
requests.post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat", "messages": []})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): messages=[], model='deepseek-chat'

import requests, json
URL = "https://api.deepseek.com"
body = {"model": "deepseek-chat"}
body["messages"] = []
requests.post(f"{URL}/chat/completions", headers={}, data=json.dumps(body))
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): messages=[], model='deepseek-chat'

import requests
requests.post(url="https://api.deepseek.com/beta/completions", data=json_data, json=dict(model="deepseek-chat", prompt="x"))
=> fim http 'https://api.deepseek.com/beta/completions' (whole): model='deepseek-chat', prompt='x'

import requests, json
requests.post("https://api.deepseek.com/beta/completions", json.dumps({"model": "deepseek-chat", "prompt": "x"}))
=> fim http 'https://api.deepseek.com/beta/completions' (whole): model='deepseek-chat', prompt='x'

import requests
requests.request("POST", "https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

import requests
s = requests.Session()
s.post("https://api.deepseek.com/anthropic/v1/messages", json={"model": "deepseek-chat"})
with requests.Session() as t:
    t.post("https://api.deepseek.com/responses?x=1", json={"model": "deepseek-chat"})
=> messages http 'https://api.deepseek.com/anthropic/v1/messages' (whole): model='deepseek-chat'
=> responses http 'https://api.deepseek.com/responses?x=1' (whole): model='deepseek-chat'

import requests
s = requests.session()
s.request("POST", "https://api.deepseek.com/v1/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/v1/chat/completions' (whole): model='deepseek-chat'

import httpx, json
httpx.post("https://api.deepseek.com/chat/completions", content=json.dumps({"model": "deepseek-chat"}).encode("utf-8"))
httpx.request("POST", "https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"})
with httpx.stream("POST", "https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"}) as r: pass
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

import httpx
c = httpx.Client(base_url="https://api.deepseek.com")
c.post("/chat/completions", json={"model": "deepseek-chat"})
c.stream("POST", "/chat/completions", json={"model": "deepseek-chat"})
c.build_request("POST", "/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='deepseek-chat'

import httpx
async def f():
    async with httpx.AsyncClient(base_url="https://api.deepseek.com/") as c:
        await c.post("chat/completions", json={"model": "deepseek-chat"})
        await c.post("https://x.y/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='deepseek-chat'
=> chat http 'https://x.y/chat/completions' (whole): model='deepseek-chat'

import httpx
def f(base):
    c = httpx.Client(base_url=base)
    c.post("/chat/completions", json={"model": "deepseek-chat"})
    httpx.Client().post("/chat/completions", json={"model": "deepseek-chat"})
=> chat http ? the parameter `base` is passed in by callers (whole): model='deepseek-chat'
=> chat http ? no endpoint is given, and which provider it goes to is not known (whole): model='deepseek-chat'

import aiohttp, json
async def f():
    async with aiohttp.ClientSession() as s:
        async with s.post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"}) as r: pass
        async with s.request("POST", "https://api.deepseek.com/chat/completions", data=json.dumps({"model": "deepseek-chat"})) as r: pass
    async with aiohttp.ClientSession("https://api.deepseek.com") as s:
        await s.post("/chat/completions", json={"model": "deepseek-chat"})
    async with aiohttp.request("POST", "https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"}) as r: pass
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='deepseek-chat'
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

import urllib.request, json
data = json.dumps({"model": "deepseek-chat"}).encode()
r = urllib.request.Request("https://api.deepseek.com/chat/completions", data=data, headers={})
urllib.request.urlopen(r)
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

from urllib.request import Request, urlopen
import json
urlopen(Request("https://api.deepseek.com/chat/completions", json.dumps({"model": "deepseek-chat"}).encode("utf-8")))
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

from urllib import request
request.urlopen("https://api.deepseek.com/chat/completions", data=b'{"model": "deepseek-chat"}')
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'~

import requests
requests.post("https://api.deepseek.com/chat/completions", data='{"model": "deepseek-chat"}')
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'~

import requests
requests.post("https://api.deepseek.com/chat/completions", json=body)
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model=? its body could not be followed, **its body could not be followed

# each way speaks to the interface of its own URL
import requests
def post(path, body):
    return requests.post("https://api.deepseek.com/beta" + path, json=body)
post("/completions", {"model": "deepseek-chat", "prompt": "x"})
post("/chat/completions", {"model": "deepseek-chat", "messages": "x"})
post("/responses", {"model": "deepseek-chat", "input": "x"})
=> fim http 'https://api.deepseek.com/beta/completions'~ (whole): model='deepseek-chat', prompt='x'
=> chat http 'https://api.deepseek.com/beta/chat/completions'~ (whole): messages='x', model='deepseek-chat'
=> responses http 'https://api.deepseek.com/beta/responses'~ (whole): input='x', model='deepseek-chat'

# where the URL is not known, the body tells it
import requests
def f(url):
    requests.post(url, json={"model": "m", "prompt": "x"})
    requests.post(url, json={"model": "m", "input": "x"})
    requests.post(url, json={"model": "m", "prompt": "x", "input": "x", "messages": []})
=> fim http ? the parameter `url` is passed in by callers (whole): model='m', prompt='x'
=> responses http ? the parameter `url` is passed in by callers (whole): input='x', model='m'
=> chat http ? the parameter `url` is passed in by callers (whole): input='x', messages=[], model='m', prompt='x'

import requests
requests.get("https://api.deepseek.com/models")
requests.post("https://example.com/x", json={"a": 1})
requests.post("https://example.com/x", json=body)
requests.post("https://api.deepseek.com/user/balance", json=body)
requests.post(json={"model": "x"})
requests.post("https://api.deepseek.com/chat/completions")
requests.post("https://api.deepseek.com/chat/completions", **kw)
=> chat http ? no URL is given (whole): model='x'
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model=? its `**` could not be followed, **its `**` could not be followed

import requests
def f(url):
    requests.post(url, json={"model": "deepseek-chat", "prompt": "x"})
    requests.post(url, json={"model": "deepseek-chat", "prompt": "x", "messages": []})
=> fim http ? the parameter `url` is passed in by callers (whole): model='deepseek-chat', prompt='x'
=> chat http ? the parameter `url` is passed in by callers (whole): messages=[], model='deepseek-chat', prompt='x'

import requests
flag = ask()
body = {"model": "deepseek-chat"}
if flag:
    body["temperature"] = 1
body["model"] = "deepseek-reasoner"
requests.post("https://api.deepseek.com/chat/completions", json=body)
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-reasoner', temperature=1 if flag is true
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-reasoner' if flag is false

# two tables looked up by one key
import requests
URL = {"d": "https://api.deepseek.com/chat/completions", "o": "https://api.openai.com/v1/chat/completions"}
M = {"d": "deepseek-chat", "o": "gpt"}
def f(v):
    requests.post(URL[v], json={"model": M[v]})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat' if [v] is 'd' ...
=> chat http 'https://api.openai.com/v1/chat/completions' (whole): model='gpt' if [v] is 'o' ...

import requests
class C:
    def __init__(self):
        self.session = requests.Session()
        self.url = "https://api.deepseek.com"
    def ask(self, model="deepseek-chat"):
        payload = {"model": model, "messages": []}
        return self.session.post(self.url + "/chat/completions", json=payload)
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): messages=[], model='deepseek-chat'

import requests
flag = ask()
requests.post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat", **({"temperature": 1} if flag else {})})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat', temperature=1 if flag is true
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat' if flag is false

import requests
s = requests.Session()
post = s.post
post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"})
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat'

class Session:
    def post(self, url, json): pass
Session().post("https://api.deepseek.com/chat/completions", json={"model": "deepseek-chat"})

# a body that another module makes, with the model set in it
import requests
payload = build()
payload["model"] = "deepseek-chat"
requests.post("https://api.deepseek.com/chat/completions", json=payload)
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model='deepseek-chat', **...
"""

OTHER_LIBRARIES = r"""
from langchain_openai import ChatOpenAI
ChatOpenAI(model_name="deepseek-chat", openai_api_base="https://api.deepseek.com", model_kwargs={"extra_body": {"thinking": {"type": "disabled"}}, "top_p": 1})
=> chat langchain-openai 'https://api.deepseek.com': model='deepseek-chat', thinking={type: 'disabled'}, top_p=1

from langchain_deepseek import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat", temperature=0)
ChatDeepSeek(model="deepseek-chat", api_base="https://x.y")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat', temperature=0
=> chat langchain-deepseek 'https://x.y': model='deepseek-chat'

from langchain.chat_models import init_chat_model
init_chat_model("deepseek:deepseek-chat")
init_chat_model("deepseek-chat", model_provider="deepseek")
init_chat_model("deepseek-chat", model_provider="openai")
init_chat_model("gpt-4o")
init_chat_model("deepseek-reasoner")
=> chat langchain 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat'
=> chat langchain 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat'
=> chat langchain ? no endpoint is given, and which provider it goes to is not known by default: model='deepseek-chat'
=> chat langchain ? no endpoint is given, and which provider it goes to is not known by default: model='gpt-4o'
=> chat langchain 'https://api.deepseek.com/v1'~ by default: model='deepseek-reasoner'

# a provider that is not known
from langchain.chat_models import init_chat_model
init_chat_model("deepseek-chat", model_provider=x)
=> chat langchain ? ...

from langchain.chat_models import init_chat_model
init_chat_model("m", model_provider="openai", base_url="https://api.deepseek.com")
init_chat_model("m", model_provider="anthropic", base_url="https://api.deepseek.com/anthropic")
=> chat langchain 'https://api.deepseek.com': model='m'
=> chat langchain ? the provider `anthropic` is asked in a way of its own: model='m'

import instructor
from openai import OpenAI
client = instructor.from_openai(OpenAI(base_url="https://api.deepseek.com"), mode=instructor.Mode.JSON)
client.chat.completions.create(model="m", messages=[], response_model=User)
instructor.patch(client=OpenAI()).create_with_completion(model="n", messages=[])
=> chat instructor 'https://api.deepseek.com': messages=[], model='m', response_model=? it is not plain data
=> chat instructor 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: messages=[], model='n'

import instructor, litellm
instructor.from_litellm(litellm.completion).chat.completions.create(model="deepseek/deepseek-chat", messages=[])
=> chat instructor 'https://api.deepseek.com/beta'~ by default: messages=[], model='deepseek-chat'

import instructor
client = instructor.from_provider("deepseek/deepseek-chat")
client.create(response_model=User, messages=[])
=> chat instructor 'https://api.deepseek.com'~ by default: model='deepseek-chat'

from langsmith.wrappers import wrap_openai
from openai import OpenAI
wrap_openai(OpenAI(base_url="https://api.deepseek.com")).chat.completions.create(model="m", messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from langchain_anthropic import ChatAnthropic
ChatAnthropic(model_name="m", base_url="https://api.deepseek.com/anthropic", thinking={"type": "disabled"})
=> messages langchain-anthropic 'https://api.deepseek.com/anthropic': model='m', thinking={type: 'disabled'}

import dspy
dspy.LM("deepseek/m", temperature=1)
dspy.LM("openrouter/deepseek/m")
=> chat dspy 'https://api.deepseek.com/beta'~ by default: model='m', temperature=1
=> chat dspy ? no endpoint is given, and which provider it goes to is not known by default: model='openrouter/deepseek/m'

# an effort that litellm makes thinking of, by its own route only, and not what stands in `extra_body`
import litellm
litellm.completion("deepseek/m", [], reasoning_effort="low")
litellm.completion("deepseek/m", [], reasoning_effort="none")
litellm.completion("deepseek/m", [], reasoning_effort=None)
litellm.completion("deepseek/m", [], reasoning_effort="low", extra_body={"thinking": {"type": "disabled"}})
litellm.completion("deepseek/m", [], extra_body={"reasoning_effort": "low"})
litellm.completion("openai/m", [], api_base="https://api.deepseek.com", reasoning_effort="low")
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort='low', thinking={type: 'enabled'~}
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort='none'
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort=None
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort='low', thinking={type: 'disabled'}
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort='low'
=> chat litellm 'https://api.deepseek.com': messages=[], model='m', reasoning_effort='low'

# efforts of several words that come to the same, and those that do not
import litellm
for effort in ("low", "high"):
    litellm.completion("deepseek/m", [], reasoning_effort=effort)
for effort in ("none", "high"):
    litellm.completion("deepseek/n", [], reasoning_effort=effort)
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='m', reasoning_effort=? it can be several things, thinking={type: 'enabled'~}
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='n', reasoning_effort=? it can be several things, thinking=? what litellm makes of this effort is not known

# an effort that any-llm does not send, and one that it makes thinking of for this provider
from any_llm import completion
completion(model="m", provider="deepseek", messages=[], reasoning_effort="auto")
completion(model="deepseek:m", messages=[], reasoning_effort="low")
completion(model="m", provider="openai", api_base="https://api.deepseek.com", messages=[], reasoning_effort="low")
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='m'
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='m', reasoning_effort='low', thinking={type: 'enabled'~}
=> chat any-llm 'https://api.deepseek.com': messages=[], model='m', reasoning_effort='low'

# an effort among the arguments that are handed on to litellm
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/m", model_settings=ModelSettings(extra_args={"reasoning_effort": "low"}))
=> chat openai-agents 'https://api.deepseek.com/beta'~ by default: extra_args={reasoning_effort: 'low'}, model='m', thinking={type: 'enabled'~}

# what LangChain sends to the Responses interface
from langchain_openai import ChatOpenAI
ChatOpenAI(model="a", use_responses_api=True)
ChatOpenAI(model="b", reasoning={"effort": "low"})
ChatOpenAI(model="c", use_responses_api=False, include=["x"])
ChatOpenAI(model="d", use_responses_api=None, include=None)
ChatOpenAI(model="e", output_version="responses/v1")
ChatOpenAI(model="f", output_version="v0", use_previous_response_id=False)
ChatOpenAI(model="g", use_responses_api=asked())
=> responses langchain-openai ...
=> responses langchain-openai ...
=> chat langchain-openai ...
=> chat langchain-openai ...
=> responses langchain-openai ...
=> chat langchain-openai ...
=> responses langchain-openai ...

import litellm
litellm.completion("deepseek/deepseek-chat", [])
litellm.completion(model="deepseek-chat", messages=[])
litellm.completion(model="openai/deepseek-chat", api_base="https://api.deepseek.com", messages=[])
litellm.completion(model=f"deepseek/{m}", messages=[])
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='deepseek-chat'
=> chat litellm ? no endpoint is given, and which provider it goes to is not known by default: messages=[], model='deepseek-chat'
=> chat litellm 'https://api.deepseek.com': messages=[], model='deepseek-chat'
=> chat litellm ? no endpoint is given, and which provider it goes to is not known by default: messages=[], model=? a part of it is not text

from crewai import LLM
LLM(model="deepseek/deepseek-chat", additional_params={"extra_body": {"thinking": {"type": "disabled"}}})
=> chat crewai 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat', thinking={type: 'disabled'}

from langchain_openai import ChatOpenAI
ChatOpenAI(model="deepseek-chat", base_url="https://api.deepseek.com", max_tokens=5, extra_body={"thinking": {"type": "disabled"}})
ChatOpenAI(model="gpt-4o")
=> chat langchain-openai 'https://api.deepseek.com': max_completion_tokens=5, model='deepseek-chat', thinking={type: 'disabled'}
=> chat langchain-openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_API_BASE by default: model='gpt-4o'

from langchain_deepseek import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat", thinking={"type": "disabled"}, api_base=None)
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat', refused thinking={type: 'disabled'}

import litellm
await_me = litellm.acompletion(model=f"deepseek/deepseek-chat", messages=[])
=> chat litellm 'https://api.deepseek.com/beta'~ by default: messages=[], model='deepseek-chat'~
"""

FURTHER = r"""
# a list that is handed on may be changed
from openai import OpenAI
import memory
c = OpenAI(base_url="https://api.deepseek.com")
messages = [{"role": "user", "content": "x"}]
memory.fill(messages)
c.chat.completions.create(model="m", messages=messages)
=> chat openai 'https://api.deepseek.com': messages=[{role: 'user', content: 'x'}, *it is also handed to `memory.fill`], model='m'

# a list that is shown, measured, copied or sent stays as it is
from openai import OpenAI
import copy, json
c = OpenAI(base_url="https://api.deepseek.com")
messages = [{"role": "user", "content": "x"}]
print(messages, len(messages), sorted(messages), json.dumps(messages), copy.deepcopy(messages))
c.chat.completions.create(model="m", messages=messages)
=> chat openai 'https://api.deepseek.com': messages=[{role: 'user', content: 'x'}], model='m'

from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m")
llm.invoke("x")
other.bind(model="n")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m'

from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m")
llm.bind(model="n")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m' (`.bind()` may tell it another model or other arguments)
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='n', **what `ChatDeepSeek` was made with is sent too

from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m")
llm.model_name = other
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m' (`llm.model_name` is read or set besides)

from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m")
llm.configurable_fields()
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m' (`.configurable_fields()` may tell it another model or other arguments)

# an heir that adds nothing
from langchain_deepseek import ChatDeepSeek
class Plain(ChatDeepSeek):
    'Ours.'
    def count(self):
        return 1
class Plainer(Plain): pass
Plainer(model="m", temperature=0)
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m', temperature=0

# an heir that may send other things
from langchain_deepseek import ChatDeepSeek
class Patched(ChatDeepSeek):
    def _get_request_payload(self, *args, **kwargs):
        return super()._get_request_payload(*args, **kwargs)
Patched(model="m")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m', **`Patched._get_request_payload` may change what is sent

# an heir that calls what it overrides
from langchain_deepseek import ChatDeepSeek
class Asking(ChatDeepSeek):
    def invoke(self, text):
        return super().invoke(text)
Asking(model="m")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m', **`Asking.invoke` may change what is sent

# an heir with a setting of its own
from langchain_deepseek import ChatDeepSeek
class Preset(ChatDeepSeek):
    extra_body: dict = {"thinking": {"type": "disabled"}}
Preset(model="m")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m', **`Preset` sets `extra_body`, which may change what is sent

# an heir that tells its base the model
from langchain_deepseek import ChatDeepSeek
class Own(ChatDeepSeek):
    def __init__(self, model="m", **more):
        super().__init__(model=model, temperature=0)
Own()
Own("n")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m', temperature=0
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='n', temperature=0

# an heir of two classes is neither
from langchain_deepseek import ChatDeepSeek
from elsewhere import Mixin
class Both(Mixin, ChatDeepSeek): pass
Both(model="m")

from langchain_deepseek import ChatDeepSeek
class Plain(ChatDeepSeek): pass
llm = Plain(model="m")
llm.bind(model="n")
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m' (`.bind()` may tell it another model or other arguments)
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='n', **what `ChatDeepSeek` was made with is sent too

from langchain_deepseek import ChatDeepSeek
class Own(ChatDeepSeek):
    def __init__(self):
        super().__init__(model="m")
    def switch(self, name):
        self.model_name = name
Own()
=> chat langchain-deepseek 'https://api.deepseek.com/v1'~ by default: model='m' (`self.model_name` is read or set besides)

# a client's heir asks by itself
from openai import OpenAI
class Client(OpenAI):
    def ask(self, text):
        return self.chat.completions.create(model="m", messages=[])
Client(base_url="https://api.deepseek.com").ask("x")
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

# a client's heir tells its base where to go
from openai import OpenAI
class Client(OpenAI):
    def __init__(self, key):
        super().__init__(api_key=key, base_url="https://api.deepseek.com")
Client("k").chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m'

# a client's heir that goes elsewhere
from openai import OpenAI
class Client(OpenAI):
    @property
    def base_url(self):
        return relay()
Client().chat.completions.create(model="m")
=> chat openai ? the attribute `chat` comes from `openai.OpenAI`, which is not followed: model='m'

# a client's heir with two ways to be made
from openai import OpenAI
class Client(OpenAI):
    def __init__(self, far):
        if far:
            super().__init__(base_url="https://x.y")
        else:
            super().__init__(base_url="https://api.deepseek.com")
Client(1).chat.completions.create(model="m")
=> chat openai ? the attribute `chat` comes from `openai.OpenAI`, which is not followed: model='m'

import litellm
litellm.completion(model="deepseek/deepseek-chat", messages=[], fallbacks=["gpt-4o"])
=> chat litellm 'https://api.deepseek.com/beta'~ by default: fallbacks=['gpt-4o'], messages=[], model='deepseek-chat', **`fallbacks` may send it to other models

from openai import OpenAI
class C: pass
c = C()
setattr(c, "model", "deepseek-chat")
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model=c.model)
=> chat openai 'https://api.deepseek.com': model='deepseek-chat'

from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
for name, model in {"a": "deepseek-chat", "b": "deepseek-reasoner"}.items():
    client.chat.completions.create(model=model)
=> chat openai 'https://api.deepseek.com': model='deepseek-chat'
=> chat openai 'https://api.deepseek.com': model='deepseek-reasoner'

import requests
requests.post("https://api.deepseek.com/chat/completions", data="not json")
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model=? its body could not be followed, **its body could not be followed

import requests
requests.post("https://api.deepseek.com/chat/completions", data="[1, 2]")
=> chat http 'https://api.deepseek.com/chat/completions' (whole): model=? its body could not be followed, **its body could not be followed

import requests
requests.post("https://api.deepseek.com/chat/completions", data='{"model": "deepseek-chat", "messages": [{"role": "user"}], "n": 1, "stream": false, "x": null}')
=> chat http 'https://api.deepseek.com/chat/completions' (whole): messages=? it stands in JSON text, model='deepseek-chat'~, n=1, stream=False, x=None

import httpx
flag = ask()
c = httpx.Client(base_url="https://api.deepseek.com" if flag else "https://x.y")
c.post("/chat/completions" if flag else "/v1/chat/completions", json={"model": "m"})
=> chat http 'https://api.deepseek.com/chat/completions'~ (whole): model='m' if flag is true
=> chat http 'https://x.y/v1/chat/completions'~ (whole): model='m' if flag is false

from openai import OpenAI
flag = ask()
a = OpenAI(base_url="https://api.deepseek.com") if flag else None
a.chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m' if flag is true

from openai import OpenAI
_c = None
def client():
    global _c
    if _c is None:
        _c = OpenAI(base_url="https://api.deepseek.com")
    return _c
client().chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m'

from openai import OpenAI
from functools import partial
def ask(client, **kw):
    return partial(client.chat.completions.create, **kw)
ask(OpenAI(base_url="https://api.deepseek.com"), model="m")(messages=[])
=> chat openai 'https://api.deepseek.com': messages=[], model='m'

from openai import OpenAI
class A:
    def __init__(self):
        self.client = OpenAI(base_url="https://api.deepseek.com")
    @property
    def chat(self):
        return self.client.chat
    def ask(self):
        self.chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m'

import openai
def f():
    client = openai.OpenAI(base_url="https://api.deepseek.com")
    with client.chat.completions.with_streaming_response.create(model="m") as r: pass
    with client.chat.completions.stream(model="n") as s: pass
=> chat openai 'https://api.deepseek.com': model='m'
=> chat openai 'https://api.deepseek.com': model='n'

from openai import OpenAI
OpenAI(base_url="https://api.deepseek.com", **{"timeout": 1}).chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m'

from openai import OpenAI
kw = {"timeout": 1}
OpenAI(**kw).chat.completions.create(model="m")
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='m'

# arguments that name an endpoint by a condition
from openai import OpenAI
flag = ask()
kw = {"base_url": "https://api.deepseek.com"} if flag else {}
OpenAI(**kw).chat.completions.create(model="m")
=> chat openai 'https://api.deepseek.com': model='m' if flag is true
=> chat openai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='m' ...
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [*cases(OPENAI), *cases(ANTHROPIC), *cases(HTTP), *cases(OTHER_LIBRARIES), *cases(FURTHER)],
)
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(code), expected)
