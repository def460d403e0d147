"""Parameters, classes and instances, settings, command lines: what an argument or attribute can be."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed
from tests.dialects.python.tables import cases, matches

PARAMETERS = r"""
def f(m="a"):
    use(m)
=> 'a'

def f(m="a"):
    use(m)
f("b")
f(m="c")
f()
=> 'a'
=> 'b'
=> 'c'

def f(m):
    use(m)
=> ? the parameter `m` is passed in by callers

def f(*, m="a"):
    use(m)
f(**{"m": "b"})
=> 'b'

def f(m="a"):
    use(m)
f(*args)
=> ? its arguments could not be followed

def f(x, m="a"):
    use(m)
f(*args)
=> ? its arguments could not be followed

def f(m="a"):
    use(m)
f(**kw)
=> ? its arguments could not be followed

def f(*args):
    use(args)
=> ? it is passed in by callers

def f(**kw):
    use(kw)
f(a=1, b=2)
=> {a: 1, b: 2}

def f(a, **kw):
    use(kw)
f(a=1, b=2)
f(0, **{"c": 3})
f(0, **other)
=> {**`other` is merged into it and could not be followed}
=> {b: 2}
=> {c: 3}

def f(**kw):
    use(kw)
=> ? `**kw` is passed in by callers

f = lambda m: use(m)
f("a")
=> ? the parameter `m` is passed in by callers

f = lambda: "a"
use(f())
=> 'a'

def f(m="a"):
    use(m)
g = f
g("b")
=> 'b'

def f(m):
    if m == "a":
        use(m)
f("a")
f("b")
=> 'a' if m == "a"

def f(flag):
    m = "a" if flag else "b"
    use(m)
f(True)
f(False)
f(x)
=> 'a' if flag
=> 'b' if not flag

def f(m=None):
    m = m or "a"
    use(m)
f()
f("b")
=> 'a'
=> 'b'

def f(m=None):
    if m is None:
        m = "a"
    use(m)
f()
f("b")
=> 'a' if m is None
=> 'b' if not m is None

def f(m):
    return m
use(f("a"))
=> 'a'

def f(m):
    return m
f("b")
use(f("a"))
=> 'a'

a = f(b)
def f(x):
    return g(x)
def g(x):
    return f(x)
use(f(1))
=> ? it depends on itself

# a partial of a function of this file
from functools import partial
def f(m): return m
p = partial(f, "a")
use(p())
=> 'a' ...
"""

CLASSES = r"""
class C:
    m = "a"
use(C.m)
=> 'a'

class C:
    m = "a"
use(C().m)
=> 'a'

class C:
    m = "a"
    if flag:
        m = "b"
    def g(self):
        use(self.m)
=> 'a' if not flag
=> 'b' if flag

class C:
    def __init__(self):
        self.m = "a"
    def g(self):
        use(self.m)
=> 'a'

class C:
    def __init__(self, m="a"):
        self.m = m
    def g(self):
        use(self.m)
C("b").g()
C().g()
=> 'a'
=> 'b'

class C:
    def __init__(self, m="a"):
        self.m = m
c = C("b")
d = C("z")
use(c.m)
=> 'b'

class C:
    def __init__(self):
        self.m = "a"
    def change(self):
        self.m = "b"
    def g(self):
        use(self.m)
=> 'a'
=> 'b'

class C:
    def __init__(self):
        if flag:
            self.m = "a"
    def g(self):
        use(self.m)
=> 'a' if flag

class C:
    m = "z"
    def __init__(self):
        if flag:
            self.m = "a"
    def g(self):
        use(self.m)
=> 'a' if flag
=> 'z'

class C:
    def __init__(self):
        self.m = "a"
c = C()
c.m = "b"
use(c.m)
=> 'b'

class C:
    def __init__(self):
        self.m = "a"
    def g(self):
        use(self.m)
c = C()
c.m = "b"
=> 'a'
=> 'b'

class C:
    m = "a"
C.m = "b"
use(C.m)
=> 'b'

# a class attribute assigned from afar
class C:
    m = "a"
    def g(self):
        use(self.m)
C.m = "b"
=> 'a'
=> 'b'

class B:
    def __init__(self, m):
        self.m = m
    def g(self):
        use(self.m)
class C(B):
    def __init__(self):
        super().__init__("a")
=> 'a'

class B:
    m = "z"
    def g(self):
        use(self.m)
class C(B):
    m = "a"
class D(B):
    m = "b"
=> 'a'
=> 'b'

class B:
    m = "z"
    def g(self):
        use(self.m)
class C(B):
    m = "a"
B()
=> 'a'
=> 'z'

class B:
    def g(self):
        use(self.m)
class C(B):
    m = "a"
    def g(self):
        super().g()
=> 'a'

from base import Base
class C(Base):
    def g(self):
        use(self.m)
=> ? the attribute `m` comes from `base.Base`, which is not followed

class C:
    def g(self):
        use(self.m)
=> ? the attribute `m` is not set in this file

class C:
    @property
    def m(self):
        return "a"
    def g(self):
        use(self.m)
=> 'a'

from functools import cached_property
class C:
    @cached_property
    def m(self):
        return "a"
use(C().m)
=> 'a'

class C:
    @staticmethod
    def m(x):
        return x
use(C.m("a"))
=> 'a'

class C:
    @staticmethod
    def m(x):
        return x
    def g(self):
        use(self.m("a"))
=> 'a'

class C:
    k = "a"
    @classmethod
    def m(cls):
        return cls.k
use(C.m())
=> 'a'

class C:
    def m(self, x="q"):
        return x
    def g(self):
        use(self.m("a"))
=> 'a'

class C:
    def m(self, x="q"):
        use(x)
    def g(self):
        self.m("a")
C().m()
=> 'a'
=> 'q'

from dataclasses import dataclass
@dataclass
class C:
    m: str = "a"
use(C().m)
=> 'a'

from dataclasses import dataclass
@dataclass
class C:
    k: int
    m: str = "a"
use(C(1, "b").m)
=> 'b'

from dataclasses import dataclass, field
@dataclass
class C:
    m: str = field(default="a")
use(C().m)
=> 'a'

from dataclasses import dataclass, field
@dataclass
class C:
    m: list = field(default_factory=lambda: ["a"])
use(C().m)
=> ['a']

from dataclasses import dataclass, field
@dataclass
class C:
    m: list = field(init=False)
use(C().m)
=> ? it has no default

from dataclasses import dataclass, asdict
@dataclass
class C:
    m: str = "a"
    n: int = 1
use(asdict(C(n=2)))
=> {m: 'a', n: 2}

from dataclasses import dataclass
@dataclass
class C:
    m: str
    def g(self):
        use(self.m)
=> ? the attribute `m` is not set in this file

from dataclasses import dataclass
@dataclass
class C:
    m: str = "a"
    def g(self):
        use(self.m)
C(**x)
C(**{"m": "b"})
C(m="c")
=> 'a' | what `**x` holds
=> 'b'
=> 'c'

from dataclasses import dataclass
@dataclass
class C:
    m: str = "a"
    def __post_init__(self):
        self.m = "b"
use(C().m)
=> 'b'

from pydantic import BaseModel, Field
class C(BaseModel):
    m: str = Field("a", description="x")
use(C().m)
=> 'a'

from pydantic import BaseModel, Field
class C(BaseModel):
    m: str = Field(default="a")
use(C().model_dump())
=> {m: 'a'}

from pydantic import BaseModel
class C(BaseModel):
    m: str = "a"
    n: int
use(C(n=1).model_dump())
=> {m: 'a', n: 1}

from pydantic_settings import BaseSettings
class S(BaseSettings):
    deepseek_model: str = "a"
s = S()
use(s.deepseek_model)
=> 'a' | the environment variable DEEPSEEK_MODEL

from pydantic_settings import BaseSettings
class S(BaseSettings):
    m: str = "a"
use(S.m)
=> 'a' | the environment variable M

from enum import Enum
class E(Enum):
    A = "a"
    B = "b"
use(E.A.value)
=> 'a'

from enum import Enum
class E(str, Enum):
    A = "a"
use(E.A)
=> 'a'

# a member of an enum of texts by its value
from enum import Enum
class E(str, Enum):
    A = "a"
use(E("a"))
=> 'a'

from enum import Enum
class E(Enum):
    A = "a"
use(E())
=> ? a member of `E` is looked up by its value

class C:
    @property
    def value(self):
        return "a"
use(C().value)
=> 'a'

from typing import NamedTuple
class C(NamedTuple):
    m: str = "a"
use(C()._asdict())
=> {m: 'a'}

from types import SimpleNamespace
c = SimpleNamespace(m="a")
use(c.m)
=> 'a'

from types import SimpleNamespace
c = SimpleNamespace(m="a")
use(c.n)
=> ? the attribute `n` is not set in this file

import argparse
p = argparse.ArgumentParser()
p.add_argument("-m", "--model-name", default="a")
args = p.parse_args()
use(args.model_name)
=> 'a' | the command line option --model-name

import argparse
p = argparse.ArgumentParser()
p.add_argument("--model", dest="m", default="a")
args = p.parse_args()
use(args.m)
=> 'a' | the command line option --model

import argparse
p = argparse.ArgumentParser()
p.add_argument("--model")
args = p.parse_args()
use(args.model)
=> ? it is given on the command line < the command line option --model

import argparse
p = argparse.ArgumentParser()
args = p.parse_args()
use(args.model)
=> ? it is given on the command line < the command line

import argparse
def parser():
    p = argparse.ArgumentParser()
    p.add_argument("--model", default="a")
    return p
use(parser().parse_args().model)
=> 'a' | the command line option --model

import click
@click.command()
@click.option("--model", default="a")
def f(model):
    use(model)
=> 'a' | the command line option --model

import click
@click.option("--model")
def f(model):
    use(model)
=> ? it is given on the command line < the command line option --model

import click
@click.option("--other")
def f(model):
    use(model)
=> ? the parameter `model` is passed in by callers

import typer
def f(model: str = typer.Option("a", help="x")):
    use(model)
=> 'a' | a command line option

import typer
def f(model: str = typer.Option(...)):
    use(model)
=> ? it is worked out at run time | a command line option

import typer
def f(model: str = typer.Option(help="x")):
    use(model)
=> ? it has no default | a command line option

import pytest
@pytest.fixture
def model():
    return "a"
def test(model):
    use(model)
=> 'a'

use(input())
=> ? it is asked of the user < what the user types

import streamlit as st
use(st.selectbox("m", ["a"]))
=> ? it is asked of the user < the user's choice

# an attribute's dict changed in a method
class C:
    def __init__(self):
        self.d = {"m": "a"}
    def g(self):
        self.d["m"] = "b"
        use(self.d)
=> {m: 'a', m: 'b'}

class C:
    def __init__(self, config):
        self.c = config
        self.c.m = "a"
    def g(self):
        use(self.c.m)
=> 'a'
=> ? the parameter `config` is passed in by callers

class C:
    pass
c = C()
c.x.y = "a"
use(c.x.y)
=> 'a'

class C:
    def __init__(this, m="a"):
        this.m = m
    def g(me):
        use(me.m)
=> 'a'

def outer():
    class C:
        m = "a"
    return C
use(outer().m)
=> 'a'

def outer():
    class C:
        m = "a"
    return C()
use(outer().m)
=> 'a'

class C:
    def __init__(self, m):
        self.m = m
    @classmethod
    def make(cls):
        return cls("a")
use(C.make().m)
=> 'a'

class C:
    m = n = "a"
    k = m
use(C.k)
=> 'a'

class C:
    a, b = "x", "y"
use(C.b)
=> 'y'

class C:
    for m in ("a", "b"):
        pass
use(C.m)
=> 'a' if loop 0
=> 'b' if loop 1

X = "a"
class C:
    X = "b"
    def g(self):
        use(X)
=> 'a'

class A(B): pass
class B(A): pass
use(A().m)
=> ? the attribute `m` is not set in this file

obj.m = "a"
use(obj.m)
=> 'a'

def f(o):
    o.m = "a"
    use(o.m)
=> 'a'

import cfg
cfg.m = "a"
def f():
    use(cfg.m)
=> 'a'

class C:
    x: str
    x = "a"
use(C.x)
=> 'a'

class C:
    m = C2().k
use(C.m.z)
=> <builtins.C2().k.z>

use({"a": "x"}["a" if f else "b"])
=> 'x' if f
=> None~ if not f

use((lambda x="a": x)())
=> 'a'

class C:
    def m(*a):
        return "x"
use(C().m)
=> function m

class C(metaclass=M):
    m = "a"
use(C.m)
=> 'a'
"""

FURTHER = r"""
class C:
    m = "a"
use(getattr(C, "m"))
=> 'a'

class C:
    m = "a"
use(getattr(C(), "m", "b"))
=> 'a'

class C:
    m = "a"
c = C()
setattr(c, "m", "b")
use(c.m)
=> 'b'

class C:
    m = "a"
c = C()
setattr(c, name, "b")
use(c.m)
=> 'a'
=> ? `setattr` may set it

class C:
    def __init__(self, **kw):
        self.m = "a"
        for k, v in kw.items():
            setattr(self, k, v)
    def g(self):
        use(self.m)
=> 'a'
=> ? `setattr` may set it

from dataclasses import dataclass, replace
@dataclass
class C:
    m: str = "a"
c = C()
d = replace(c, m="b")
use(d.m)
=> 'a'
=> 'b'

from dataclasses import dataclass, replace
@dataclass
class C:
    m: str = "a"
use(replace(x, m="b"))
=> <builtins.x>

from pydantic import BaseModel
class C(BaseModel):
    m: str = "a"
c = C()
d = c.model_copy(update={"m": "b"})
use(d.m)
=> ? what is called could not be followed: the attribute `model_copy` comes from `pydantic.BaseModel`, which is not followed

from pydantic import BaseModel
class C(BaseModel):
    m: str = "a"
d = C().copy(update=other)
use(d.m)
=> ? what is called could not be followed: the attribute `copy` comes from `pydantic.BaseModel`, which is not followed

class A:
    def __init__(self, m):
        self.m = m
class B(A):
    def __init__(self, m="z"):
        A.__init__(self, m)
    def g(self):
        use(self.m)
B("a")
=> 'a'

class A:
    def __init__(self, m):
        self.m = m
class B(A):
    def __init__(self, m="z"):
        super(B, self).__init__(m=m)
    def g(self):
        use(self.m)
=> 'z'

# a method of the base puts another one there, later
class A:
    def renew(self, m):
        self.m = m
class B(A):
    def __init__(self):
        self.m = "a"
    def g(self):
        use(self.m)
b = B()
b.renew("b")
=> 'a'
=> 'b'

# only constructors call what does so
class A:
    def __init__(self):
        self._fill()
    def _fill(self):
        self.m = "b"
class B(A):
    def __init__(self):
        super().__init__()
        self.m = "a"
    def g(self):
        use(self.m)
=> 'a'

# so do others
class A:
    def __init__(self):
        self._fill()
    def _fill(self):
        self.m = "b"
    def again(self):
        self._fill()
class B(A):
    def __init__(self):
        super().__init__()
        self.m = "a"
    def g(self):
        use(self.m)
=> 'a'
=> 'b'

# the class does that otherwise
class A:
    def renew(self, m):
        self.m = m
class B(A):
    def __init__(self):
        self.m = "a"
    def renew(self, m):
        self.other = m
    def g(self):
        use(self.m)
b = B()
b.renew("b")
=> 'a'

# it does so, and what the base does
class A:
    def renew(self, m):
        self.m = m
class B(A):
    def __init__(self):
        self.m = "a"
    def renew(self, m):
        super().renew(m)
    def g(self):
        use(self.m)
b = B()
b.renew("b")
=> 'a'
=> 'b'

# an object that is no instance of the class is told as one
class A:
    def __init__(self, m):
        self.m = m
    def g(self):
        use(self.m)
class X:
    m = "b"
a = A("a")
A.g(a)
A.g(X())
=> 'a'
=> 'b'

# the class is told its instance by name
class A:
    def g(self, m):
        use(m)
A().g("a")
A.g(A(), "b")
=> 'a'
=> 'b'

# a class method is told none
class A:
    @classmethod
    def g(cls, m):
        use(m)
A.g("a")
=> 'a'

# a mixin's `super()`
class A:
    def __init__(self, m):
        use(m)
class B:
    def __init__(self):
        super().__init__("b")
class C(B, A):
    pass
=> 'b'

# over a class that has no constructor
class A:
    def __init__(self, m):
        use(m)
class B(A):
    pass
class C(B):
    def __init__(self):
        super().__init__("c")
=> 'c'

# a library's class may stand in front of the base
from lib import L
class A:
    def g(self):
        return "a"
class B(L, A):
    def g(self):
        return super().g()
use(B().g())
=> 'a'
=> <builtins.super().g()>

# what `super()` gives on each heir
class A:
    def g(self):
        return self.m
class B(A):
    m = "b"
    def g(self):
        return super().g()
class C(B):
    m = "c"
use(C().g())
=> 'c'

class A:
    def g(self):
        return "a"
class B(A):
    def g(self):
        return super(B, self).g()
use(B().g())
=> 'a'

class A:
    def g(self):
        return "a"
class B(A):
    def g(self):
        return super(other, self).g()
use(B().g())
=> <builtins.super().g()>

class A:
    def __init__(self, m):
        use(m)
a = A("a")
type(a)("b")
a.__class__("c")
kind = type(a)
kind("d")
a.__init__("e")
=> 'a'
=> 'b'
=> 'c'
=> 'd'
=> 'e'

class A:
    m = "a"
a = A()
use(type(a).m + a.__class__.m)
=> 'aa'~

use(type("a"))
=> <builtins.type()>

# siblings are handed their own
class A:
    def run(self):
        self.g(self.m)
class B(A):
    m = "b"
    def g(self, m):
        pass
class C(A):
    m = "c"
    def g(self, m):
        use(m)
=> 'c'

class A:
    def run(self):
        self.g(m=self.m, n="n")
class B(A):
    m = "b"
    def g(self, **k):
        pass
class C(A):
    m = "c"
    def g(self, **k):
        use(k["m"])
=> 'c'

class A:
    def run(self):
        self.g({"m": self.m})
class B(A):
    m = "b"
    def g(self, d):
        pass
class C(A):
    m = "c"
    def g(self, d):
        use(d["m"])
=> 'c'

# one that stands between them is handed what either has, each by itself
class A:
    def run(self):
        self.g(self.m)
class B(A):
    m = n = "b"
    def g(self, m):
        use(m + self.n)
class C(B):
    m = n = "c"
class D(B):
    m = n = "d"
=> 'cc'~
=> 'dd'~

# of another instance
class A:
    def __init__(self, other=None):
        self.other = other
    def run(self):
        self.other.g("x")
class B(A):
    def g(self, m):
        pass
class C(A):
    def g(self, m):
        use(m)
C(C()).run()
=> 'x'

class A:
    m = "a"
class B(A):
    @property
    def k(self):
        return super().m
    def g(self):
        use(self.k)
=> <builtins.super().m>

class A:
    M = "a"
    @classmethod
    def set(cls):
        cls.M = "b"
    def g(self):
        use(self.M)
=> 'a'
=> 'b'

# class methods of a class and its heir
class A:
    M = "a"
    @classmethod
    def g(cls):
        use(cls.M)
class B(A):
    M = "b"
A.g()
B.g()
=> 'a'
=> 'b'

class A:
    def __call__(self):
        return "a"
use(A()())
=> ? what is called could not be followed

class A:
    def __getattr__(self, name):
        return "a"
use(A().x)
=> ? the attribute `x` is not set in this file

import attr
@attr.s
class C:
    m = attr.ib(default="a")
use(C().m)
=> 'a'

from attrs import define, field
@define
class C:
    m: str = field(default="a")
use(C("b").m)
=> 'b'

from pydantic import BaseModel, Field
class C(BaseModel):
    m: str = Field(default_factory=lambda: "a")
    n: str = Field(..., description="x")
c = C(n="b")
use(c.m + c.n)
=> 'ab'~

from enum import Enum
class E(str, Enum):
    A = "a"
    B = "b"
for e in E:
    use(e)
=> ? it is looped over and could not be followed

from enum import Enum
class E(str, Enum):
    A = "a"
    B = "b"
use(E(x))
=> ? a member of `E` is looked up by its value

# what a library fills keeps its defaults, and loses them to what it reads
import tyro
from dataclasses import asdict
class A:
    m: str = "a"
use(tyro.cli(A).m)
=> 'a' | what `tyro.cli` reads

from dataclasses import asdict
import dacite
class A:
    m: str = "a"
use(asdict(dacite.from_dict(data_class=A, data=read()))["m"])
=> 'a' | what `dacite.from_dict` reads

class A(BaseModel):
    m: str = "a"
use(getattr(A.model_validate(data), "m"))
=> 'a' | what `A.model_validate` reads

# its own method is followed
class A:
    m: str = "a"
    @classmethod
    def from_dict(cls, data):
        return cls(m="b")
use(A.from_dict(data).m)
=> 'b'

from transformers import HfArgumentParser
class A:
    m: str = "a"
class B:
    m: str = "b"
first, second = HfArgumentParser([A, B]).parse_args_into_dataclasses()
use(second.m)
=> 'b' | what `HfArgumentParser([A, B]).parse_args_into_dataclasses` reads

from transformers import HfArgumentParser
class A:
    m: str = "a"
(first, *rest) = HfArgumentParser(A).parse_args_into_dataclasses(return_remaining_strings=True)
use(first.m)
=> 'a' | what `HfArgumentParser(A).parse_args_into_dataclasses` reads

from transformers import HfArgumentParser
class A:
    m: str = "a"
first, second = HfArgumentParser(A).parse_args_into_dataclasses(return_remaining_strings=True)
use(second)
=> ? it is unpacked from something that could not be followed

from enum import Enum
class E(str, Enum):
    A = "a"
use(E["A"])
=> ? it is looked up in something that could not be followed

from enum import Enum
class E(Enum):
    A = "a"
use(E.A.name)
=> ? the attribute `name` could not be followed

class C:
    def f(self):
        nonlocal_name = "a"
        def g():
            use(nonlocal_name)
        return g
=> 'a'
"""


@pytest.mark.parametrize(("code", "expected"), [*cases(PARAMETERS), *cases(CLASSES), *cases(FURTHER)])
def test_what_an_expression_can_be(code: str, expected: list[str]) -> None:
    assert matches(followed(code), expected)
