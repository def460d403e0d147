"""What frameworks, contexts and command lines hand out: clients that are injected or shared, and defaults that are set."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed, followed_across
from tests.dialects.python.tables import cases, matches

CLIENTS = r"""
from fastapi import Depends
def get():
    return "a"
def route(c=Depends(get)):
    use(c)
=> 'a'

from fastapi import Depends
async def get():
    c = "a"
    try:
        yield c
    finally:
        c.close()
def route(c: str = Depends(dependency=get)):
    use(c)
=> 'a'

from typing import Annotated
from fastapi import Depends
Given = Annotated[str, Depends(lambda: "a")]
def get():
    yield "b"
def route(c: Given, d: Annotated[str, "said", Depends(get)]):
    use([c, d])
=> ['a', 'b']

# what is called need not be known
from fastapi import Depends
from elsewhere import get
def route(c=Depends(get)):
    use(c)
=> <fastapi.Depends()>

# nothing is injected
from typing import Annotated
from mine import Depends
def get():
    return "a"
def route(c=Depends(get), d: Annotated[str, get] = "b", e: list[str] = "c"):
    use([c, d, e])
=> [<mine.Depends()>, 'b', 'c']

from contextlib import contextmanager
@contextmanager
def get(m):
    yield m
with get("a") as c, get("b") as d:
    use([c, d])
=> ['a', 'b']

from contextlib import asynccontextmanager
@asynccontextmanager
async def get():
    yield from other()
async def f():
    async with get() as c:
        use(c)
=> ? what it yields could not be followed

from contextlib import AsyncExitStack, asynccontextmanager
@asynccontextmanager
async def get():
    yield "a"
async def f():
    async with AsyncExitStack() as stack:
        use(await stack.enter_async_context(get()))
=> 'a'

class C:
    def __new__(cls):
        self = object.__new__(cls)
        self.m = "a"
        return self
    def g(self):
        use(self.m)
=> 'a'

# a generator is none
def get():
    yield "a"
with get() as c:
    use(c)
=> ? `get()` is a generator

from fastapi import FastAPI
app = FastAPI()
app.state.m = "a"
def route(request):
    use(request.app.state.m)
=> 'a'

# not shared by an application
app.state.m = "a"
machine.state.m = "b"
def route(request):
    use([request.state.m, request.app.other.m, request.app.state.n])
=> [? the parameter `request` is passed in by callers, ? the parameter `request` is passed in by callers, ? the parameter `request` is passed in by callers]

class C:
    only = None
    def __new__(cls):
        if cls.only is None:
            cls.only = super().__new__(cls)
            cls.only.m = "a"
        return cls.only
    def g(self):
        use(self.m)
=> 'a'

m = "a"
class C:
    m = m
    n = m
use([C.m, C.n])
=> ['a', 'a']

# the module's, and not the function's
m = "a"
def f():
    m = "c"
    class C:
        if other():
            m = "b"
        use(m)
=> 'a' if not other()
=> 'b' if other()

# bound nowhere before
class C:
    use(m)
    m = "a"
=> 'a'

class A:
    m = "a"
    def g(self):
        use([type(self).m, self.__class__.m, type(1), type("C", (), {})])
=> ['a', 'a', <builtins.type()>, <builtins.type()>]
"""

DEFAULTS = r"""
def f(**kw):
    use(kw.pop("m", "a"))
f(n=1)
f(m="b")
=> 'a'
=> 'b'

import argparse
p = argparse.ArgumentParser()
p.add_argument("--m")
p.add_argument("--n", default="b")
p.set_defaults(m="a", n="c", o="d")
args = p.parse_args()
use([args.m, args.n, args.o, args.p])
=> ['a' | the command line option --m, 'b' | the command line option --n / 'c' | the command line option --n, 'd' | the command line, ? it is given on the command line < the command line]

import argparse
p = argparse.ArgumentParser()
p.add_argument("-m", "--the-model", default="a")
p.add_argument("--deep", dest="n", default="b")
use(vars(p.parse_args()))
=> {the_model: 'a' | the command line option --the-model, n: 'b' | the command line option --deep}

import argparse
p = argparse.ArgumentParser()
p.add_argument(name, default="a")
use(vars(p.parse_args()))
=> {**an argument's name could not be followed}

import os
os.environ.setdefault("M", "a")
other.setdefault("N", "b")
use([os.environ["M"], os.getenv("M", "c"), os.getenv("N")])
=> ['a' | the environment variable M, 'a' | the environment variable M / 'c' | the environment variable M, ? it comes from the environment variable N < the environment variable N]

from fastapi import FastAPI
from pydantic import BaseModel
app = FastAPI()
class Asked(BaseModel):
    m: str = "a"
@app.post("/")
def route(asked: Asked):
    use(asked.m)
=> 'a' | the body of the HTTP request

# a class of another kind
from fastapi import FastAPI
app = FastAPI()
class Plain:
    m: str = "a"
@app.post("/")
def route(asked: Plain):
    use(asked.m)
=> ? the parameter `asked` is passed in by callers

# a function that is no route
from pydantic import BaseModel
class Asked(BaseModel):
    m: str = "b"
@mine("/")
def other(asked: Asked):
    use(asked.m)
=> ? the parameter `asked` is passed in by callers

# settings that a file may hold
from dataclasses import dataclass
import yaml
@dataclass
class C:
    m: str
    n: str = "b"
c = C(**yaml.safe_load(open("c.yml")))
use([c.n, c.m])
=> ['b' | what `**yaml.safe_load(open("c.yml"))` holds, ? its arguments could not be followed]
"""


@pytest.mark.parametrize(("code", "expected"), cases(CLIENTS))
def test_what_is_handed_out(code: str, expected: list[str]) -> None:
    assert matches(followed(code), expected)


@pytest.mark.parametrize(("code", "expected"), cases(DEFAULTS))
def test_what_holds_where_nothing_is_said(code: str, expected: list[str]) -> None:
    assert matches(followed(code), expected)


def test_what_another_module_shares_may_be_shared_by_a_third() -> None:
    code = """
# main.py
import routes
app.state.m = "a"

# routes.py
import main
def route(request):
    use(request.app.state.m)
"""
    assert followed_across(code) == {"'a' | whatever sets `request.app.state.m`"}
