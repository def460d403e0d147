"""What keeps a fix from being applied unasked, from source to run: the reason that is given, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Confidence
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import fix
from tests.dialects.python.tables import cases

HEAD = """\
import requests
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
CHAT = "https://api.deepseek.com/chat/completions"
"""

DICTS = r"""
# a key of a dict on `self` is set by another method
class A:
    def __init__(self):
        self.options = {"model": "deepseek-chat"}
    def use(self, model):
        self.options["model"] = model
    def ask(self):
        return client.chat.completions.create(model=self.options["model"], messages=[])
=> no condition at the call tells which

# a dict on `self` is updated by another method
class A:
    def __init__(self):
        self.options = {"model": "deepseek-chat"}
    def use(self, **options):
        self.options.update(options)
    def ask(self):
        return client.chat.completions.create(messages=[], **self.options)
=> it is also changed as `self.options`

# a dict of a class is changed through an instance
class A:
    options = {"model": "deepseek-chat"}
    def ask(self):
        return client.chat.completions.create(model=self.options["model"], messages=[])
a = A()
a.options["model"] = "deepseek-v4-pro"
a.ask()
=> no condition at the call tells which

# a dict on `self` is filled in the constructor only
class A:
    def __init__(self):
        self.options = {"messages": []}
        self.options["model"] = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.options["model"], messages=[])
=> fixed

# a copy of a dict that can be two is sent to somebody else
def run(short):
    body = {"model": "deepseek-chat", "messages": []}
    if short:
        body["model"] = "deepseek-chat"
    requests.post(CHAT, json=body)
    requests.post("https://relay.example.com/v1/chat/completions", json=dict(body))
=> the dict that would get the thinking mode is also sent by another request

# a dict that can be two, with something added, is sent to somebody else
def run(short):
    body = {"model": "deepseek-chat", "messages": []}
    if short:
        body["model"] = "deepseek-chat"
    requests.post(CHAT, json=body)
    requests.post("https://relay.example.com/v1/chat/completions", json=body | {"user": "me"})
=> the dict that would get the thinking mode is also sent by another request

# a dict that can be two is put into a dict that somebody else gets
def run(short):
    body = {"model": "deepseek-chat", "messages": []}
    if short:
        body["model"] = "deepseek-chat"
    requests.post(CHAT, json=body)
    other = {}
    other.update(body)
    requests.post("https://relay.example.com/v1/chat/completions", json=other)
=> whose model could not be followed, may send it too
"""

CLASSES = r"""
# an heir calls the constructor, and sets another model
class Base:
    url = "https://api.deepseek.com"
    def __init__(self, model="deepseek-chat"):
        self.client = OpenAI(base_url=self.url)
        self.model = model
    def ask(self, messages):
        return self.client.chat.completions.create(model=self.model, messages=messages)
class Pro(Base):
    def __init__(self):
        super().__init__()
        self.model = "deepseek-v4-pro"
class Plain(Base):
    pass
Pro().ask([])
=> no condition at the call tells which

# a method is replaced from outside
class A:
    def model(self):
        return "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model(), messages=[])
A.model = lambda self: "deepseek-v4-pro"
A().ask()
=> no condition at the call tells which

# a method is replaced on one instance
class A:
    def model(self):
        return "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model(), messages=[])
a = A()
a.model = lambda: "deepseek-v4-pro"
a.ask()
=> no condition at the call tells which

# an attribute stands below a property of the same name
class A:
    @property
    def model(self):
        return "deepseek-chat"
    model = "deepseek-v4-pro"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
A().ask()
=> no request in this file uses the result

# a comprehension in a class body does not see the class
model = "deepseek-v4-pro"
class A:
    model = "deepseek-chat"
    replies = [client.chat.completions.create(model=model, messages=[]) for _ in range(2)]
=> no request in this file uses

# what a comprehension in a class body loops over does see the class
class A:
    models = ["deepseek-chat"]
    replies = [client.chat.completions.create(model=model, messages=[]) for model in models]
=> fixed
"""

VENDORS = r"""
# an heir of the same client goes to another vendor
class Base:
    def __init__(self, model, url):
        self.model = model
        self.url = url
    def ask(self, messages):
        return requests.post(f"{self.url}/chat/completions", json={"model": self.model, "messages": messages})
class DeepSeek(Base):
    def __init__(self):
        super().__init__("deepseek-chat", "https://api.deepseek.com")
class Grok(Base):
    def __init__(self):
        super().__init__("grok-3", "https://api.x.ai/v1")
=> the same call is also made to xAI, and no condition at the call tells which

# an heir goes to a server that is not known
class Base:
    def __init__(self, model, url):
        self.model = model
        self.client = OpenAI(base_url=url)
    def ask(self, messages):
        return self.client.chat.completions.create(model=self.model, messages=messages)
class DeepSeek(Base):
    def __init__(self):
        super().__init__("deepseek-chat", "https://api.deepseek.com")
class Own(Base):
    def __init__(self, host):
        super().__init__("llama3", host)
=> the same call is also made to an endpoint that is not known, and no condition

# an endpoint may be given in the place of the default
def ask(**kwargs):
    if "base_url" in kwargs:
        url = kwargs.pop("base_url")
    else:
        url = "https://api.deepseek.com"
    return OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> what `kwargs` is given as `base_url` can replace the endpoint

# the variable that is asked for may replace the default
import os
if not os.environ.get("LLM_URL"):
    url = "https://api.deepseek.com"
else:
    url = os.environ["LLM_URL"]
OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> the environment variable LLM_URL can replace the endpoint

# what is taken is not what was asked for
def ask(**kwargs):
    if "local" in kwargs:
        url = kwargs.pop("base_url")
    else:
        url = "https://api.deepseek.com"
    return OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> the same call is also made to an endpoint that is not known, and no condition

# there is no default on the other side
def ask(own, **kwargs):
    url = "https://api.deepseek.com"
    if own:
        if "base_url" in kwargs:
            url = kwargs.pop("base_url")
        else:
            url = own
    return OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> the same name is also sent to an endpoint that is not known

# what a session keeps is set by a widget too
import streamlit as st
st.session_state["model"] = "deepseek-chat"
st.selectbox("Model", ["deepseek-v4-pro"], key="model")
client.chat.completions.create(model=st.session_state["model"], messages=[])
=> the session can replace the model

# what a session keeps may be set by another page
import streamlit as st
st.session_state.model = "deepseek-chat"
client.chat.completions.create(model=st.session_state.model, messages=[])
=> it is also handed to `st.session_state.model`, which could not be followed

# a session keeps the one or the other
import streamlit as st
if st.toggle("Think"):
    st.session_state["model"] = "deepseek-reasoner"
else:
    st.session_state["model"] = "deepseek-chat"
client.chat.completions.create(model=st.session_state["model"], messages=[])
=> no condition at the call tells which

# a base URL that is written out is asked for
URL = "https://api.deepseek.com/v1"
options = {}
if URL:
    options["base_url"] = URL
OpenAI(**options).chat.completions.create(model="deepseek-chat", messages=[])
=> fixed

# a base URL that is written out is compared with None
URL = "https://api.deepseek.com/v1"
own = OpenAI() if URL is None else OpenAI(base_url=URL)
own.chat.completions.create(model="deepseek-chat", messages=[])
=> fixed

# a base URL from outside is asked for
import os
URL = os.getenv("LLM_URL")
options = {}
if not URL:
    options["base_url"] = "https://api.deepseek.com/v1"
OpenAI(**options).chat.completions.create(model="deepseek-chat", messages=[])
=> the same name is also sent to OpenAI

# a base URL that is left empty is asked for
RELAY = ""
options = {"base_url": "https://api.deepseek.com/v1"}
if RELAY:
    options["base_url"] = "https://relay.example.com/v1"
OpenAI(**options).chat.completions.create(model="deepseek-chat", messages=[])
=> the same name is also sent to relay.example.com

# a switch that is written out decides the base URL
OWN = True
url = "https://api.deepseek.com" if OWN else "https://relay.example.com/v1"
OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> the same name is also sent to relay.example.com

# a vendor's name that is written out decides the base URL
VENDOR = "deepseek"
url = "https://api.deepseek.com" if VENDOR == "deepseek" else "https://relay.example.com/v1"
OpenAI(base_url=url).chat.completions.create(model="deepseek-chat", messages=[])
=> the same name is also sent to relay.example.com

# a base URL that is written out is set anew
URL = "https://api.deepseek.com/v1"
def leave():
    global URL
    URL = None
def ask():
    options = {"base_url": "https://api.deepseek.com"} if URL else {}
    OpenAI(**options).chat.completions.create(model="deepseek-chat", messages=[])
=> the same call is also made to OpenAI

# two heirs of two modes, and one of another vendor
class Base:
    def __init__(self, model, url):
        self.model = model
        self.client = OpenAI(base_url=url)
    def ask(self, messages):
        return self.client.chat.completions.create(model=self.model, messages=messages)
class Chat(Base):
    def __init__(self):
        super().__init__("deepseek-chat", "https://api.deepseek.com")
class Reasoner(Base):
    def __init__(self):
        super().__init__("deepseek-reasoner", "https://api.deepseek.com")
class Grok(Base):
    def __init__(self):
        super().__init__("grok-3", "https://api.x.ai/v1")
=> its thinking mode would depend on more than one condition
"""

WRAPPERS = r"""
# one caller of a wrapper passes a model among further arguments, and another does not
def low(who, model, **options):
    return who.chat.completions.create(model=model, messages=[], **options)
def middle(question, model="deepseek-chat", **options):
    return low(client, model=model, **options)
def high(question, **options):
    return middle(question, **options)
high("a")
high("b", model="deepseek-v4-pro")
=> no condition at the call tells which

# one caller of a wrapper passes an extra body
def low(who, model, **options):
    return who.chat.completions.create(model=model, messages=[], **options)
def middle(question, model="deepseek-chat", **options):
    return low(client, model=model, **options)
middle("a")
middle("b", extra_body={"k": 1})
=> `extra_body` is passed in some of the ways this request is made, but not in all

# callers of a wrapper pass nothing that matters
def middle(question, model="deepseek-chat", **options):
    return client.chat.completions.create(model=model, messages=[], **options)
def high(question, **options):
    return middle(question, **options)
high("a")
high("b", max_tokens=5)
=> fixed
"""

CONTROL = r"""
# a function that returns early, without a value
def pick(ready):
    if not ready:
        return
    return "deepseek-chat"
def ask(ready):
    model = pick(ready)
    if model is None:
        model = "deepseek-v4-pro"
    client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# a loop is left through `finally`
def ask(tries):
    model = "deepseek-chat"
    for _ in tries:
        try:
            break
        finally:
            model = "deepseek-v4-pro"
    client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which
"""

ROUNDS = r"""
# the name of an earlier round meets the condition of a later one
def ask(flags, messages):
    model = None
    for think in flags:
        if model is None:
            model = "deepseek-reasoner" if think else "deepseek-chat"
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# a dict keeps the name of an earlier round
def ask(flags, messages):
    body = {"messages": messages}
    for think in flags:
        if "model" not in body:
            body["model"] = "deepseek-reasoner" if think else "deepseek-chat"
        requests.post(CHAT, json=body)
=> no condition at the call tells which

# behind the loop, the condition of the last round is not that of the name
def ask(flags, messages):
    model = "deepseek-chat"
    for think in flags:
        if messages:
            model = "deepseek-reasoner" if think else "deepseek-chat"
    client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# the name of an earlier round was looked up
NAMES = {"fast": "deepseek-chat", "deep": "deepseek-reasoner"}
def ask(kinds, messages):
    model = None
    for kind in kinds:
        if model is None:
            model = NAMES[kind]
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# the name of an earlier round was matched
def ask(kinds, messages):
    model = None
    for kind in kinds:
        if model is None:
            match kind:
                case "deep":
                    model = "deepseek-reasoner"
                case _:
                    model = "deepseek-chat"
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# the name of an earlier round is what was looped over
def ask(messages):
    model = None
    for name in ["deepseek-chat", "deepseek-reasoner"]:
        if model is None:
            model = name
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# the name of an earlier round comes from a function
def pick(think):
    return "deepseek-reasoner" if think else "deepseek-chat"
def ask(flags, messages):
    model = None
    for think in flags:
        if model is None:
            model = pick(think)
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# a test that is asked anew in every round
def ask(items, messages):
    model = None
    for item in items:
        if model is None:
            model = "deepseek-reasoner" if item.is_hard() else "deepseek-chat"
        client.chat.completions.create(model=model, messages=messages)
=> no condition at the call tells which

# the name is set in every round
def ask(flags, messages):
    for think in flags:
        model = "deepseek-reasoner" if think else "deepseek-chat"
        client.chat.completions.create(model=model, messages=messages)
=> fixed

# the condition stands outside of the loop
def ask(think, rounds, messages):
    model = None
    for _ in rounds:
        if model is None:
            model = "deepseek-reasoner" if think else "deepseek-chat"
        client.chat.completions.create(model=model, messages=messages)
=> fixed
"""

BEHIND = r"""
# a decorator of this file passes another model
def pro(function):
    def inner(*args, **kwargs):
        return function(*args, **{**kwargs, "model": "deepseek-v4-pro"})
    return inner
@pro
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@pro`

# a decorator of this file sets the model among the arguments
def pro(name):
    def around(function):
        def inner(*args, **kwargs):
            kwargs["model"] = name
            return function(*args, **kwargs)
        return inner
    return around
@pro("deepseek-v4-pro")
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@pro`

# a decorator of this file keeps the function for later
TOOLS = {}
def tool(function):
    TOOLS[function.__name__] = function
    return function
@tool
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@tool`

# a decorator of this file is a lambda
pro = lambda function: lambda messages: function(messages, "deepseek-v4-pro")
@pro
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@pro`

# a decorator of this file binds what it decorates anew
from functools import partial
def pro(function):
    function = partial(function, model="deepseek-v4-pro")
    return function
@pro
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@pro`

# a decorator of this file hands what it decorates to something else
def later(function):
    def inner(*args, **kwargs):
        return pool.submit(function, *args, **kwargs)
    return inner
@later
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> `ask` is wrapped by `@later`

# a method behind a decorator of this file that passes everything on
def timed(function):
    def inner(self, messages, *args, **kwargs):
        return function(self, messages, *args, **kwargs)
    return inner
class A:
    @timed
    def ask(self, messages, model="deepseek-chat"):
        return client.chat.completions.create(model=model, messages=messages)
A().ask([])
=> fixed

# a decorator of this file passes everything on as it is
import functools
def logged(label):
    def around(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            print(label, function.__name__)
            return function(*args, **kwargs)
        return inner
    return around
@logged("asking")
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask([])
=> fixed

# the defaults of a function are set
def ask(messages, model="deepseek-chat"):
    return client.chat.completions.create(model=model, messages=messages)
ask.__defaults__ = ("deepseek-v4-pro",)
ask([])
=> `ask.__defaults__` is set

# a name of the module is set through `globals`
import json
MODEL = "deepseek-chat"
globals().update(json.load(open("settings.json")))
client.chat.completions.create(model=MODEL, messages=[])
=> `globals().update` may replace `MODEL`

# an item of `globals()` is set
MODEL = "deepseek-chat"
globals()["MODEL"] = "deepseek-v4-pro"
client.chat.completions.create(model=MODEL, messages=[])
=> `globals()["MODEL"]` may replace `MODEL`

# code is executed in the module
MODEL = "deepseek-chat"
exec(open("settings.py").read())
client.chat.completions.create(model=MODEL, messages=[])
=> may replace `MODEL`

# a name is set on the module as an object
import sys
MODEL = "deepseek-chat"
setattr(sys.modules[__name__], "MODEL", "deepseek-v4-pro")
client.chat.completions.create(model=MODEL, messages=[])
=> `sys.modules[__name__]` may replace `MODEL`

# the module as an object is only read
import inspect, sys
MODEL = "deepseek-chat"
members = inspect.getmembers(sys.modules[__name__])
names = globals().keys()
client.chat.completions.create(model=MODEL, messages=[])
=> fixed

# an attribute is set among those that `__dict__` holds
class A:
    def __init__(self, **options):
        self.model = "deepseek-chat"
        self.__dict__.update(options)
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
A(model="deepseek-v4-pro").ask()
=> no condition at the call tells which

# an attribute is set by `vars`
class A:
    model = "deepseek-chat"
a = A()
vars(a)["model"] = "deepseek-v4-pro"
client.chat.completions.create(model=a.model, messages=[])
=> no condition at the call tells which

# which model is asked is chosen when the object is used
from langchain.chat_models import init_chat_model
llm = init_chat_model("deepseek-chat", model_provider="deepseek", configurable_fields=("model",))
=> `configurable_fields` may send it to other models

# a parameter that thinking ignores counts where thinking is switched off later
from langchain_openai import ChatOpenAI
llm = ChatOpenAI(model="deepseek-reasoner", base_url="https://api.deepseek.com", temperature=0)
fast = llm.bind(extra_body={"thinking": {"type": "disabled"}})
=> `.bind()` may tell it another model or other arguments
"""

ESCAPES = r"""
# a price is looked up in another module's table, and printed
from prices import PRICES
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
print(f"cost: {PRICES[MODEL]}")
=> it is also handed to `PRICES`

# a price is asked of another module, and printed
from prices import price
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
print("cost:", price(MODEL))
=> it is also handed to `price`

# stored under the name, and looked up by the old name
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
LIMITS = {}
LIMITS[MODEL] = 5
print(LIMITS["deepseek-chat"])
=> it is also handed to `LIMITS`

# a dict with the name as a key, and looked up by the old name
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
LIMITS = {MODEL: 5}
print(LIMITS.get("deepseek-chat"))
=> a dict that is also looked up by the old name

# stored under the name, and looked up by it
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
LIMITS = {}
LIMITS[MODEL] = 5
print(LIMITS[MODEL])
=> fixed

# a path of strings that stand side by side
MODEL = "deepseek-chat"
prompt = open("prompts/" f"{MODEL}.txt").read()
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `open`

# a message in an exception, and a part of it
MODEL = "deepseek-chat"
def ask(messages):
    if not messages:
        raise ValueError(f"nothing to ask {MODEL.upper()}")
    print(MODEL[:8], [MODEL.title()])
    return client.chat.completions.create(model=MODEL, messages=messages)
=> fixed

# a path of a formatted string
MODEL = "deepseek-chat"
print(open(f"prompts/{MODEL}.txt").read())
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `open`

# a path of a sum, under another name
MODEL = "deepseek-chat"
path = "prompts/" + MODEL + ".txt"
prompt = open(path).read()
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `open`

# a path by the percent sign
MODEL = "deepseek-chat"
prompt = open("prompts/%s.txt" % MODEL).read()
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `open`

# a path by `format`
MODEL = "deepseek-chat"
prompt = open("prompts/{}.txt".format(MODEL)).read()
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `open`

# a path by the slash
from pathlib import Path
MODEL = "deepseek-chat"
prompt = (Path("prompts") / MODEL).read_text()
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `a path`

# a URL
MODEL = "deepseek-chat"
price = requests.get(f"https://prices.example.com/{MODEL}")
client.chat.completions.create(model=MODEL, messages=[])
=> it is also handed to `requests.get`

# messages to a person
import logging
from bar import progress
MODEL = "deepseek-chat"
print(f"using {MODEL}")
print(MODEL.upper())
logging.info("model %s", MODEL)
progress("asking " + MODEL)
progress(f"模型:{MODEL}")
client.chat.completions.create(model=MODEL, messages=[])
=> fixed

# the end of the name decides
def ask(model):
    cold = model[-4:] == "chat"
    return client.chat.completions.create(model=model, messages=[], temperature=0 if cold else 1)
ask("deepseek-chat")
=> it is also handed to `a part of it`

# the name is matched together with something else
def ask(model, kind):
    match (kind, model):
        case ("x", "deepseek-chat"):
            temperature = 0
        case _:
            temperature = 1
    return client.chat.completions.create(model=model, messages=[], temperature=temperature)
ask("deepseek-chat", "x")
=> a test in app.py depends on the old name

# the name is matched in a dict
def ask(model):
    match {"model": model}:
        case {"model": "deepseek-chat"}:
            temperature = 0
        case _:
            temperature = 1
    return client.chat.completions.create(model=model, messages=[], temperature=temperature)
ask("deepseek-chat")
=> a test in app.py depends on the old name

# a partial of somebody else's function
from functools import partial
from agents import run
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
agent = partial(run, model=MODEL)
=> it is also handed to `partial`

# a partial of a request
from functools import partial
MODEL = "deepseek-chat"
ask = partial(client.chat.completions.create, model=MODEL)
ask(messages=[])
=> fixed

# a test that knows the new name as well
def ask(model="deepseek-chat"):
    cold = model in ("deepseek-chat", "deepseek-v4-flash")
    return client.chat.completions.create(model=model, messages=[], temperature=0 if cold else 1)
ask()
=> fixed

# an assertion on the name
MODEL = "deepseek-chat"
assert MODEL == "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
=> an assertion in app.py expects the old name

# a mock's assertion writes the name down once more
MODEL = "deepseek-chat"
def ask(client):
    return client.chat.completions.create(model=MODEL, messages=[])
def test_ask(mocker):
    spy = mocker.spy(client.chat.completions, "create")
    ask(client)
    spy.assert_called_once_with(model="deepseek-chat", messages=[])
=> the assertion in row 12 of app.py expects the old name

# an assertion on what a function of this file gives
def body(question):
    return {"model": "deepseek-chat", "messages": [question]}
requests.post(CHAT, json=body("x"))
assert body("x")["model"] == "deepseek-chat"
=> an assertion in app.py expects the old name

# a request within an assertion
assert client.chat.completions.create(model="deepseek-chat", messages=[])
=> fixed
"""

GONE = r"""
# the name in the condition is deleted before the call
def ask(question, deep):
    model = "deepseek-reasoner" if deep else "deepseek-chat"
    del question, deep
    return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# it is deleted in brackets
def ask(deep):
    if deep:
        model = "deepseek-reasoner"
    else:
        model = "deepseek-chat"
    del [deep]
    return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# it is deleted on one way to the call
def ask(question, deep):
    model = "deepseek-reasoner" if deep else "deepseek-chat"
    if question:
        del deep
    return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# it is deleted before a function inside runs
def ask(deep):
    model = "deepseek-reasoner" if deep else "deepseek-chat"
    def send():
        return client.chat.completions.create(model=model, messages=[])
    del deep
    return send()
=> no condition at the call tells which

# the module deletes it before its functions run
import sys
deep = "--deep" in sys.argv
MODEL = "deepseek-reasoner" if deep else "deepseek-chat"
del deep
def ask():
    return client.chat.completions.create(model=MODEL, messages=[])
=> no condition at the call tells which

# an attribute in the condition is deleted before the call
def ask(options):
    model = "deepseek-reasoner" if options.deep else "deepseek-chat"
    del options.deep
    return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# it is deleted once the call is made
def ask(question, deep):
    model = "deepseek-reasoner" if deep else "deepseek-chat"
    answer = client.chat.completions.create(model=model, messages=[])
    del question, model, deep
    return answer
=> fixed

# another name is deleted
def ask(question, deep):
    model = "deepseek-reasoner" if deep else "deepseek-chat"
    del question
    return client.chat.completions.create(model=model, messages=[])
=> fixed

# each round of a loop binds it anew
def ask(questions):
    for question, deep in questions:
        model = "deepseek-reasoner" if deep else "deepseek-chat"
        client.chat.completions.create(model=model, messages=[question])
        del question, deep, model
=> fixed

# a model's name is deleted once it was sent
MODEL = "deepseek-chat"
client.chat.completions.create(model=MODEL, messages=[])
del MODEL
=> fixed
"""

WORKED_OUT = r"""
# a property may answer otherwise the second time
import random
class A:
    @property
    def deep(self):
        return random.random() < 0.1
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# a property that counts
class A:
    asked = 0
    @property
    def deep(self):
        self.asked += 1
        return self.asked % 2
    def ask(self):
        return client.chat.completions.create(model="deepseek-reasoner" if self.deep else "deepseek-chat", messages=[])
=> no condition at the call tells which

# a property that is made without a decorator
class A:
    def _drawn(self):
        return next(FLAGS)
    deep = property(_drawn)
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# a property of an heir
class A:
    deep = False
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
class B(A):
    @property
    def deep(self):
        return next(FLAGS)
=> no condition at the call tells which

# a property of another object
class Job:
    @property
    def deep(self):
        return next(FLAGS)
def ask(job):
    model = "deepseek-reasoner" if job.deep else "deepseek-chat"
    return client.chat.completions.create(model=model, messages=[])
ask(Job())
=> no condition at the call tells which

# a property of an object that `self` holds
class Mode:
    @property
    def deep(self):
        return next(FLAGS)
class A:
    def __init__(self):
        self.mode = Mode()
    def ask(self):
        model = "deepseek-reasoner" if self.mode.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# every attribute is looked up by code
class A:
    def __getattr__(self, name):
        return next(FLAGS)
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# what is not there is looked up by code, and this is there
class A:
    deep = False
    def __getattr__(self, name):
        return next(FLAGS)
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> fixed

# a class looks its attributes up by code, and an object that is not known need not be one
class A:
    def __getattr__(self, name):
        return next(FLAGS)
def ask(options):
    model = "deepseek-reasoner" if options.deep else "deepseek-chat"
    return client.chat.completions.create(model=model, messages=[])
=> fixed

# a property that gives what a setter changes
class A:
    def __init__(self, deep):
        self._deep = deep
    @property
    def deep(self):
        return self._deep
    @deep.setter
    def deep(self, deep):
        self._deep = deep
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# properties that ask for each other
class A:
    @property
    def deep(self):
        return self.high
    @property
    def high(self):
        return self.deep
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> no condition at the call tells which

# a property that only gives what the constructor set
class A:
    def __init__(self, deep):
        self._deep = deep
    @property
    def deep(self):
        "Whether it thinks."
        return self._deep
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> fixed

# a property that compares what another one gives
class A:
    LIMIT = 3
    def __init__(self, level):
        self._level = level
    @property
    def level(self):
        return self._level
    @property
    def deep(self):
        return self.level > self.LIMIT
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> fixed

# a property that keeps its first answer
import random
from functools import cached_property
class A:
    @cached_property
    def deep(self):
        return random.random() < 0.1
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> fixed

# a plain flag beside a property, and fields
from pydantic import BaseModel, Field
class A(BaseModel):
    deep: bool = Field(default=False)
    @property
    def size(self):
        return len(self.deep)
    def ask(self):
        model = "deepseek-reasoner" if self.deep else "deepseek-chat"
        return client.chat.completions.create(model=model, messages=[])
=> fixed

# a property of that name, and an option of the command line
import argparse
class Job:
    @property
    def deep(self):
        return next(FLAGS)
parser = argparse.ArgumentParser()
parser.add_argument("--deep", action="store_true")
def main():
    args = parser.parse_args()
    model = "deepseek-reasoner" if args.deep else "deepseek-chat"
    return client.chat.completions.create(model=model, messages=[])
=> fixed
"""

FILLED = r"""
# a parser is given an object to fill
import argparse
class Options:
    model = "deepseek-chat"
parser = argparse.ArgumentParser()
parser.add_argument("--model")
options = Options()
parser.parse_args(namespace=options)
client.chat.completions.create(model=options.model, messages=[])
=> the command line option --model can replace the model

# without a keyword, and what is set on it before
import argparse
class Options:
    pass
parser = argparse.ArgumentParser()
parser.add_argument("-m", "--model")
options = Options()
options.model = "deepseek-chat"
parser.parse_known_args(None, options)
client.chat.completions.create(model=options.model, messages=[])
=> the command line option --model can replace the model

# a class is filled
import argparse
class Options:
    model = "deepseek-chat"
parser = argparse.ArgumentParser()
parser.add_argument("--name", dest="model")
parser.parse_args(namespace=Options)
client.chat.completions.create(model=Options.model, messages=[])
=> the command line option --name can replace the model

# what a parser gives back is what it was given
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--model")
options = parser.parse_args(namespace=argparse.Namespace(model="deepseek-chat"))
client.chat.completions.create(model=options.model, messages=[])
=> the command line option --model can replace the model

# the filled namespace itself
import argparse
options = argparse.Namespace(model="deepseek-chat")
parser = argparse.ArgumentParser()
parser.add_argument("--model")
parser.parse_args(namespace=options)
client.chat.completions.create(model=options.model, messages=[])
=> the command line option --model can replace the model

# options that are made of the fields, and the object as a dict
import argparse
from dataclasses import asdict, dataclass, fields
@dataclass
class Options:
    model: str = "deepseek-chat"
parser = argparse.ArgumentParser()
for field in fields(Options):
    parser.add_argument(f"--{field.name}")
options = Options()
parser.parse_args(namespace=options)
client.chat.completions.create(messages=[], **asdict(options))
=> the command line can replace the model

# no option sets it
import argparse
class Options:
    model = "deepseek-chat"
parser = argparse.ArgumentParser()
parser.add_argument("--verbose", action="store_true")
options = Options()
parser.parse_args(namespace=options)
client.chat.completions.create(model=options.model, messages=[])
=> fixed

# an object of another class is filled
import argparse
class Defaults:
    model = "deepseek-chat"
class Options:
    model = ""
parser = argparse.ArgumentParser()
parser.add_argument("--model")
parser.parse_args(namespace=Options())
client.chat.completions.create(model=Defaults().model, messages=[])
=> fixed

# a class is made of another, with a model of its own
class A:
    model = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
B = type("B", (A,), {"model": "deepseek-reasoner"})
=> the class that is made in row 10 of app.py may have another `A.model`

# a class is made of an heir, with names that are not known
import types
class A:
    model = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
class Heir(A):
    pass
B = types.new_class("B", bases=(Heir,), exec_body=fill)
=> the class that is made in row 13 of app.py may have another `A.model`

# a class is made of another, with other names, and a type is asked for
class A:
    model = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
B = type("B", (A,), {"name": "b"})
print(type(B()))
=> fixed

# a class is made of something else
class A:
    model = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
B = type("B", (dict,), {"model": "b"})
=> fixed

# another package gets an object that only holds data
import elsewhere
class Options:
    def __init__(self):
        self.model = "deepseek-chat"
options = Options()
elsewhere.load_overrides(options)
client.chat.completions.create(model=options.model, messages=[])
=> `elsewhere.load_overrides(options)` may set `Options.model`

# a method of another package's object gets one
from dataclasses import dataclass
from elsewhere import Loader
@dataclass
class Options:
    model: str = "deepseek-chat"
options = Options()
Loader("options.yaml").fill(options)
client.chat.completions.create(model=options.model, messages=[])
=> `Loader("options.yaml").fill(options)` may set `Options.model`

# it is only shown, or written in another form
import json, logging
import cattrs
from dataclasses import asdict, dataclass
@dataclass
class Options:
    model: str = "deepseek-chat"
options = Options()
print(options)
logging.getLogger().info("%s", options)
print(json.dumps(asdict(options)), cattrs.unstructure(options))
client.chat.completions.create(model=options.model, messages=[])
=> fixed

# it cannot be set
import elsewhere
from dataclasses import dataclass
@dataclass(frozen=True)
class Options:
    model: str = "deepseek-chat"
options = Options()
elsewhere.start(options)
client.chat.completions.create(model=options.model, messages=[])
=> fixed

# an object that does something itself is handed on
import elsewhere
class Assistant:
    model = "deepseek-chat"
    def ask(self):
        return client.chat.completions.create(model=self.model, messages=[])
elsewhere.register(Assistant())
=> fixed

# a class of another package is made with it
import elsewhere
class Options:
    model = "deepseek-chat"
options = Options()
elsewhere.Server(options).run()
client.chat.completions.create(model=options.model, messages=[])
=> fixed
"""


TABLES = r"""
# a menu of both names
MENU = ["deepseek-chat", "gpt-4o", "deepseek-reasoner"]
=> become one name, and the table would get a double entry

# a key beside the new name
PRICES = {"deepseek-chat": 1, "deepseek-v4-flash": 2}
=> `deepseek-v4-flash` stands in the table already

# the default of a field that no request uses
from pydantic import BaseModel, Field
class Settings(BaseModel):
    model: str = Field(default="deepseek-chat", description="which to ask")
=> it is kept in `model`, which no request in this file uses

# values of a dict may be equal
NAMES = {"deepseek-chat-model": "deepseek-chat", "other": "deepseek-reasoner"}
=> what is chosen there is not followed to a request
"""


def test_a_row_of_another_file_is_told_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "llm.py").write_text(
        HEAD
        + "def ask(model):\n    return client.chat.completions.create(model=model, messages=[])\n"
        + "def pass_on(model, own):\n    return own.chat.completions.create(model=model, messages=[])\n"
    )
    (tmp_path / "use.py").write_text('from llm import ask\nMODEL = "deepseek-chat"\nask(MODEL)\n')
    target = catalog().default_target
    outcome = fix(Settings((tmp_path,), Targets(target, target)), write=False)
    (finding,) = [finding for finding in outcome.findings if finding.code == "DS101"]
    assert finding.fix is not None
    assert any("the call in row 8 of llm.py" in reason for reason in finding.fix.reasons)


LAZY = {
    "llm/__init__.py": "def __getattr__(name):\n    from . import core\n\n    return getattr(core, name)\n",
    "llm/core.py": HEAD
    + "def ask(question, model='deepseek-chat'):\n"
    + "    return client.chat.completions.create(model=model, messages=question)\n",
    "use.py": "from llm.core import ask\nask([])\n",
    "main.py": "import llm\n\nllm.ask([], model='deepseek-v4-pro')\n",
}
ANEW = {
    "bots.py": HEAD
    + "class Bot:\n    def __init__(self, model):\n        self.model = model\n"
    + "    def ask(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n",
    "main.py": "from bots import Bot\nbot = Bot('deepseek-chat')\nbot.__init__('deepseek-chat')\nbot.ask()\n",
}
HEIR = {
    "bots.py": HEAD
    + "class Bot:\n    model = 'deepseek-chat'\n"
    + "    def ask(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n",
    "main.py": "from bots import Bot\n\nOther = type('Other', (Bot,), {'model': 'deepseek-v4-pro'})\nBot().ask()\n",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (LAZY, "the call in row 3 of main.py may be one of `ask`"),
        (ANEW, "`bot.__init__` in row 3 of main.py may give an instance another model"),
        (HEIR, "the class that is made in row 3 of main.py may have another `Bot.model`"),
    ],
)
def test_what_a_reason_points_at_is_told_with_its_file(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    target = catalog().default_target
    outcome = fix(Settings((tmp_path,), Targets(target, target)), write=False)
    reasons = [
        reason
        for finding in outcome.findings
        if finding.code == "DS101"
        for reason in (*(finding.fix.reasons if finding.fix is not None else ()), finding.not_fixed or "")
    ]
    assert any(expected in reason for reason in reasons), reasons


def test_a_default_of_a_look_up_is_not_handed_to_it(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        HEAD
        + 'import json\nconf = json.load(open("conf.json"))\n'
        + 'client.chat.completions.create(model=conf.get("model", "deepseek-chat"), messages=[])\n'
    )
    target = catalog().default_target
    outcome = fix(Settings((tmp_path,), Targets(target, target)), write=False)
    (finding,) = [finding for finding in outcome.findings if finding.code == "DS101"]
    assert finding.fix is not None
    (reason,) = finding.fix.reasons
    assert reason.startswith("what `conf.get` finds can replace the model")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        *cases(DICTS),
        *cases(CLASSES),
        *cases(VENDORS),
        *cases(TABLES),
        *cases(WRAPPERS),
        *cases(CONTROL),
        *cases(ROUNDS),
        *cases(BEHIND),
        *cases(ESCAPES),
        *cases(GONE),
        *cases(WORKED_OUT),
        *cases(FILLED),
    ],
)
def test_what_is_not_fixed_unasked(code: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text(HEAD + code)
    assert_held_back(path, expected[0])


def assert_held_back(path: Path, expected: str) -> None:
    """Asserts that a file is fixed unasked, where `fixed` is expected, or that it is not, with a reason that holds the text."""
    target = catalog().default_target
    settings = Settings((path,), Targets(target, target), min_confidence=Confidence.LOW)
    outcome = fix(settings, write=False)
    if expected == "fixed":
        assert outcome.fixed
        assert not any(finding.code == "DS101" for finding in outcome.findings)
        return
    reasons = [
        reason
        for finding in outcome.findings
        for reason in (finding.not_fixed, *(finding.fix.reasons if finding.fix is not None else ()))
        if reason
    ]
    assert not outcome.changes
    assert any(expected in reason for reason in reasons), reasons
