"""Following values: literals, texts, dicts and lists, the environment, choices."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed
from tests.dialects.python.tables import cases, matches

VALUES = r"""
use("a")
=> 'a'

use(b"a")
=> 'a'~

use("a" "b")
=> 'ab'~

use(f"a{{}}b")
=> 'a{}b'~

X = "a"
use(f"{X}/b{1}")
=> 'a/b1'~

use(f"{X!r}")
=> ? it is a formatted string

X = "a"
use(f"{X:>10}")
=> ? it is a formatted string

X = None
use(f"{X}b")
=> ? a part of it is not text

use(f"{y}b")
=> ? a part of it is not text

X = "a"
use(X + "/b")
=> 'a/b'~

use(1)
=> 1

use(1.5)
=> 1.5

use(-1)
=> -1

use(-x)
=> ? it is worked out at run time

use(not x)
=> ? it is worked out at run time

use(2 * 3)
=> ? it is worked out at run time

use(None)
=> None

use(True)
=> True

use({"a": 1, **{"b": 2}, "c": 3})
=> {a: 1, b: 2, c: 3}

use({"a": 1, **rest})
=> {a: 1, **`rest` is merged into it and could not be followed}

use({key: 1})
=> {**it has a key that could not be followed}

use({"a": 1} | {"b": 2})
=> {a: 1, b: 2}

use({("a", "b"): 1})
=> {**it has a key that could not be followed}

use([1, *[2, 3]])
=> [1, 2, 3]

use((1, *rest))
=> [1, *a list that could not be followed is merged into it]

use({1, 2})
=> [1, 2]

use(x[1:2])
=> ? it is a slice

use(len)
=> <builtins.len>

use(lambda: 1)
=> lambda

use(x if y else "b")
=> 'b' if not y
=> <builtins.x> if y

flag = ask()
use("a" if flag else "b")
=> 'a' if flag
=> 'b' if not flag

use("a" if True else "b")
=> 'a' if True
=> 'b' if not True

import os
use(os.environ["M"])
=> ? it comes from the environment variable M < the environment variable M

import os
use(os.getenv("M"))
=> ? it comes from the environment variable M < the environment variable M

import os
use(os.getenv("M", "a"))
=> 'a' | the environment variable M

import os
use(os.environ.get("M", "a"))
=> 'a' | the environment variable M

from os import environ
use(environ.get("M") or "a")
=> 'a' | the environment variable M

import os
use(os.getenv("M", ""))
=> ? it comes from the environment variable M < the environment variable M

import os
use(os.getenv(NAME, "a"))
=> 'a' | an environment variable

import os
use(os.getenv("M", default="a"))
=> 'a' | the environment variable M

x = ""
use(x or "a")
=> 'a'

x = "b"
use(x or "a")
=> 'b'

use(x or "a")
=> 'a'
=> <builtins.x>

use(x and "a")
=> ? it is worked out at run time

x = None
use(x or None or "a")
=> 'a'

import os
M = os.getenv("M", "a")
use(M or "c")
=> 'a' | the environment variable M
=> 'c'

use(("a"))
=> 'a'

use(await_me() )
=> <builtins.await_me()>

async def f():
    use(await g())
async def g():
    return "a"
=> 'a'

use((x := "a"))
=> 'a'

use([i for i in "a"])
=> ? it is worked out at run time

use(x.y)
=> <builtins.x.y>

import a.b
use(a.b.c)
=> <a.b.c>

import a.b as d
use(d.c)
=> <a.b.c>

from . import settings
use(settings.MODEL)
=> <.settings.MODEL>

from .settings import MODEL as M
use(M)
=> <.settings.MODEL>

from settings import *
use(M)
=> <builtins.M>

a = b
b = a
use(a)
=> ? it depends on itself

use(x@y)
=> ? it is worked out at run time

use("%s" % x)
=> ? it is worked out at run time

use("{}".format("x"))
=> ? it is worked out at run time

use(" A ".strip().lower())
=> 'a'~

use("a".strip())
=> 'a'

use("a/b".removeprefix("a/"))
=> 'b'~

use("a/b".removeprefix(x))
=> ? it is worked out at run time

use("a".upper().encode().decode())
=> 'A'~

use("a".title())
=> ? what is called could not be followed: the attribute `title` could not be followed

use(" ".join(x))
=> ? what is called could not be followed: the attribute `join` could not be followed

use(str("a"))
=> 'a'

import json
use(json.dumps({"a": 1}).encode())
=> {a: 1}

use(bytes("a", "utf-8"))
=> 'a'~

from typing import cast
use(cast(str, "a"))
=> 'a'

use(dict(a=1, **{"b": 2}))
=> {a: 1, b: 2}

use(dict({"a": 1}, b=2))
=> {a: 1, b: 2}

use(dict(x))
=> {**`x` is merged into it and could not be followed}

D = {"a": 1}
use(D["a"])
=> 1

D = {"a": 1}
use(D["b"])
=> None~

D = {"a": 1, "b": 2}
use(D[k])
=> 1 if [k] is 'a'
=> 2 if [k] is 'b'

# the default of a lookup by an unknown key
D = {"a": 1, "b": 2}
use(D.get(k, 3))
=> 1 ...
=> 2 ...
=> 3 ...

D = {"a": 1}
use(D.get("z", 3))
=> 3

D = {"a": 1}
use(D.get("z"))
=> None~

D = {"a": 1, **more}
use(D["z"])
=> ? `more` is merged into it and could not be followed

D = {"a": 1, **more}
use(D[k])
=> ? it is looked up in something that could not be followed

R = ["a", "b"]
use(R[0])
=> 'a'

R = ["a", "b"]
use(R[-1])
=> 'b'

R = ["a", "b"]
use(R[7])
=> ? it is looked up in something that could not be followed

# a key that is only a default may be any other
import os
D = {"x": "a", "y": "b"}
use(D[os.getenv("KIND", "x")])
=> 'a' if [os.getenv("KIND", "x")] is 'x'
=> 'b' if [os.getenv("KIND", "x")] is 'y'

import os
D = {"x": "a", **more}
use(D[os.getenv("KIND", "x")])
=> ? it is looked up in something that could not be followed

import os
class C:
    x = "a"
use(getattr(C, os.getenv("KIND", "x")))
=> 'a' | the environment variable KIND

import os
from enum import Enum
class E(str, Enum):
    X = "a"
use(E(os.getenv("KIND", "a")))
=> 'a' | the environment variable KIND

R = ["a", "b"]
use(R[k])
=> 'a' if loop 0
=> 'b' if loop 1

R = ["a", *more]
use(R[k])
=> ? it is looked up in something that could not be followed

R = ["a", "b"]
use(R[2])
=> ? it is looked up in something that could not be followed

import random
R = ["a", "b"]
use(random.choice(R))
=> 'a' if loop 0
=> 'b' if loop 1

import random
use(random.choice(more))
=> <random.choice()>

D = {"a": {"m": "x"}, "b": {"m": "y"}}
use(D[k]["m"] + D[k]["m"])
=> 'xx'~ if [k] is 'a'
=> 'yy'~ if [k] is 'b'

D = {"a": 1}
use(D.copy())
=> {a: 1}

D = {"a": 1}
use(D.keys())
=> {a: 1}

D = {"a": 1}
use(D.values())
=> [1]

D = {"a": 1}
use(D.items())
=> [['a', 1]]

D = dict(a=1)
use(D.items())
=> [*its keys could not be followed]

D = {**x}
use(D.items())
=> ? what is called could not be followed: the attribute `items` could not be followed

import copy
D = {"a": 1}
use(copy.deepcopy(D))
=> {a: 1}
"""

# A dict or list is what it was written as and what was done to it on the way.
CHANGES = r"""
D = {}
D["m"] = "a"
use(D)
=> {m: 'a'}

D = {"m": "z"}
D["m"] = "a"
if flag:
    D["m"] = "b"
use(D["m"])
=> 'a' if not flag
=> 'b' if flag

D = {"m": "z"}
D.update(m="a")
D.update({"n": 1})
use(D)
=> {m: 'z', m: 'a', n: 1}

# a deleted key
D = {"m": "z", "n": 1}
del D["m"]
D.pop("n")
D.setdefault("o", 2)
D.setdefault("o", 3)
use(D)
=> {m: 'z', o: 2, **its key `m` is changed or deleted}

D = {"m": "z"}
D[k] = 1
use(D)
=> {m: 'z', **a key that could not be followed is set in it}

D = {"m": "z"}
D.clear()
use(D)
=> {m: 'z', **`.clear()` changes it}

D = {"m": "z"}
D |= {"n": 1}
use(D)
=> {m: 'z', n: 1}

D = {"m": "z"}
D |= more
use(D)
=> {m: 'z', **`more` is merged into it and could not be followed}

D = {"m": "z"}
D["m"] += "y"
use(D)
=> {m: 'z', **its key `m` is changed or deleted}

# a key set in what another module gives
D = load()
D["m"] = "a"
use(D)
=> {m: 'a', **...

R = ["a"]
R.append("b")
use(R)
=> ['a', 'b']

R = ["a"]
R.extend(x)
use(R)
=> ['a', *it is changed in place]

R = ["a"]
R += ["b"]
use(R)
=> ['a', *it is changed in place]

D = {"a": "x"}
D.pop(k)
use(D)
=> {a: 'x', **`.pop()` changes it}

D = {"m": "z"}
D["m"] += "y"
use(D["m"])
=> 'z'
=> ? its key `m` is changed or deleted

D = {"m": "z"}
D.clear()
use(D["m"])
=> 'z'
=> ? `.clear()` changes it

D = {"m": "z"}
D[k] = "a"
use(D["m"])
=> 'z'
=> ? a key that could not be followed is set in it

D = {"m": "z"}
D |= {"m": "a"}
use(D["m"])
=> 'a'

D = {"m": "z", "n": None, "o": 0, "p": x}
use({k: v for k, v in D.items() if v is not None})
=> {m: 'z', o: 0, p: <builtins.x>}

D = {"m": "z", "n": None, "o": "", "p": x}
use({k: v for k, v in D.items() if v})
=> {m: 'z', p: <builtins.x>}

D = {"m": "z", "n": 1, "o": 2}
use({k: v for k, v in D.items() if k != "n" if k not in ["o"]})
=> {m: 'z'}

D = {"m": "z", "n": 1, "o": 2}
use({k: v for k, v in D.items() if k in {"m", "o"}})
=> {m: 'z', o: 2}

# what a test that is not followed may leave out
D = {"m": "z"}
use({k: v for k, v in D.items() if wanted(k)}["m"])
=> 'z'
=> ? a comprehension may leave it out

D = {"m": x}
use({k: v for k, v in D.items() if v is not None}["m"])
=> <builtins.x>
=> ? a comprehension may leave it out

use({k: f(v) for k, v in D.items()})
=> ? it is worked out at run time

use({k: v for k, v in pairs})
=> ? it is worked out at run time

use({k: v for k, v in more.items()})
=> ? it is worked out at run time

from typing import TypedDict
class Body(TypedDict):
    m: str
use(Body(m="z", **more))
=> {m: 'z', **`more` is merged into it and could not be followed}

D = {"m": "z", **other}
use(D["m"])
=> 'z'
=> ? `other` is merged into it and could not be followed

D = {**other, "m": "z"}
use(D["m"])
=> 'z'

D = {"m": "z"}
fill(D)
use(D["m"])
=> 'z'

D = {"m": "z"}
def fill(d):
    d["m"] = "a"
fill(D)
use(D["m"])
=> 'z'
=> ? it is also changed as `d`
"""

# Several forms at once, as real code has them.
TOGETHER = r"""
# a dict of the module changed in a function
D = {"m": "a"}
def f():
    D["m"] = "b"
    use(D)
=> {m: 'a', **it is also changed as `D`}

# a list of the module extended in a function
R = ["a"]
def f():
    R.append("b")
    use(R)
=> ['a', *it is also changed as `R`]

# a list that a function extends
R = ["a"]
def f():
    R.append("b")
use(R)
=> ['a', *...

# a dict that a function changes through global
D = {"m": "a"}
def f():
    global D
    D["m"] = "b"
use(D["m"])
=> 'a' ...
=> ? it is also changed as `D`

class C:
    def __init__(self):
        self.d = {"m": "a"}
        self.d["n"] = 1
    def g(self):
        use(self.d)
=> {m: 'a', n: 1}

# a key set in a dict inside an empty one
D = {}
D["x"]["m"] = "a"
use(D)
=> {**...

# a key set in a dict inside another
D = {"x": {}}
D["x"]["m"] = "a"
use(D)
=> {x: {...

def f(d):
    d["m"] = "a"
    use(d)
f({"n": 1})
=> {n: 1, m: 'a'}

# a dict changed by a function it is passed to
def fill(d):
    d["m"] = "b"
D = {"m": "a"}
fill(D)
use(D)
=> {m: 'a', ...

# a dict changed under another name
D = {"m": "a"}
E = D
E["m"] = "b"
use(D)
=> {m: 'a', ...

D = {k: "a" for k in x}
use(D)
=> ? it is worked out at run time

x = y = {"m": "a"}
use(x["m"])
=> 'a'

M = "a" if flag else None
use(M or "b")
=> 'a' if flag
=> 'b' if not flag

flag = ask()
if flag:
    D = {"m": "a"}
else:
    D = {"m": "b"}
D["n"] = 1
use(D)
=> {m: 'a', n: 1} if flag
=> {m: 'b', n: 1} if not flag

flag = ask()
D = {"m": "a" if flag else "b", "t": 1 if flag else 2}
use(D)
=> {m: 'a' if flag / 'b' if not flag, t: 1 if flag / 2 if not flag}

flag = ask()
other = ask()
if flag and other:
    M = "a"
else:
    M = "b"
use(M)
=> 'a' if flag and other
=> 'b' if not flag and other

a0 = ask(); a1=ask(); a2=ask(); a3=ask(); a4=ask(); a5=ask()
M = ("a" if a0 else "b") + ("a" if a1 else "b") + ("a" if a2 else "b") + ("a" if a3 else "b") + ("a" if a4 else "b") + ("a" if a5 else "b")
use(M)
=> ? it can be too many things to follow

# more ways than are kept
a0 = ask(); a1=ask(); a2=ask(); a3=ask(); a4=ask(); a5=ask()
M = "x"
if a0: M = "a0"
if a1: M += "a1"
if a2: M += "a2"
if a3: M += "a2"
if a4: M += "a2"
if a5: M += "a2"
use(M)
=> ? `M` is set in a way that is not followed
=> ? it is changed in place if ...

class C:
    def __init__(self):
        self.m = self.pick()
    def pick(self):
        return "a" if self.fast else "b"
    def g(self):
        use(self.m)
=> 'a' if self.fast
=> 'b' if not self.fast

def f(m):
    use(m)
def g():
    f("a")
f(x)
=> 'a'
=> <builtins.x>

async def f():
    async with open() as s:
        use(s)
=> <builtins.open()>

def f():
    return "a", "b"
m, n = f()
use(n)
=> 'b'

def f():
    return {"m": "a"}
use(f()["m"])
=> 'a'

m: "Literal['a']" = "a"
use(m)
=> 'a'

import os
d = os.environ
use(d["X"])
=> ? it comes from the environment variable X < the environment variable X

if x:
    pass
else:
    M = "a"
use(M)
=> 'a' if not x

# no way out of its end
def f():
    for i in x:
        if i: return "a"
    else:
        return "b"
use(f())
=> 'a' if i
=> 'b'

# no way out of its end
def f():
    while True:
        try:
            return "a"
        except E:
            continue
use(f())
=> 'a'

# no way out of its end
def f():
    try:
        return "a"
    except E:
        return "b"
    finally:
        done()
use(f())
=> 'a'
=> 'b'

# no way out of its end
def f():
    with x:
        return "a"
use(f())
=> 'a'

# no way out of its end
def f(x):
    match x:
        case 1: return "a"
        case _: return "b"
use(f(2))
=> 'a' if match 0
=> 'b' if match 1

def f():
    def g():
        return "z"
    return "a"
use(f())
=> 'a'

import sys
use(sys.argv[1])
=> ? it is looked up in something that could not be followed

import sys
use(sys.argv[1] if len(sys.argv) > 1 else "a")
=> 'a' if not len(sys.argv) > 1
=> ? it is looked up in something that could not be followed if len(sys.argv) > 1

import os
use(os.environ.setdefault("X", "a"))
=> <os.environ.setdefault()>

from os import getenv
use(getenv("X") or getenv("Y") or "a")
=> 'a' | the environment variable Y

import os
use(os.getenv("X", os.getenv("Y", "a")))
=> 'a' | the environment variable Y

class C:
    def __init__(self, **kw):
        self.m = kw.get("m", "a")
    def g(self):
        use(self.m)
C(m="b")
C()
=> 'a'
=> 'b'

class C:
    def __init__(self, **kw):
        self.m = kw.get("m", "a")
    def g(self):
        use(self.m)
=> 'a' | what `kw.get` finds

class C:
    def __init__(self, config=None):
        config = config or {}
        self.m = config.get("m", "a")
    def g(self):
        use(self.m)
=> 'a'

c = {"m": "a"}
use(c | {"m": "b"})
=> {m: 'a', m: 'b'}

use("a".encode("utf-8"))
=> 'a'

use(bytes(x))
=> <builtins.x>

import orjson
use(orjson.dumps({"m": "a"}))
=> {m: 'a'}

def f(m, /, n="x"):
    use(m)
f("a")
=> 'a'

class C:
    __slots__ = ("m",)
    def set(self, m):
        self.m = m
    def g(self):
        use(self.m)
C().set("a")
=> 'a'

if TYPE:
    from x import M
else:
    M = "a"
use(M)
=> 'a' if not TYPE
=> <x.M> if TYPE

try:
    from x import M
except ImportError:
    M = "a"
use(M)
=> 'a'
=> <x.M>

M, N = ("a", "b") if flag else ("c", "d")
use(M + N)
=> 'ab'~ if flag
=> 'cd'~ if not flag

M, N = {"x": ("a", "b"), "y": ("c", "d")}[k]
use(M + N)
=> 'ab'~ if [k] is 'x'
=> 'cd'~ if [k] is 'y'

for name, cfg in {"x": {"m": "a"}, "y": {"m": "b"}}.items():
    use(name + cfg["m"])
=> 'xa'~ if loop 0
=> 'yb'~ if loop 1

P = [{"m": "a", "u": "x"}, {"m": "b", "u": "y"}]
for p in P:
    use(p["m"] + p["u"])
=> 'ax'~ if loop 0
=> 'by'~ if loop 1

P = [("a", "x"), ("b", "y")]
use([m for m, u in P])
=> ? it is worked out at run time

def f(p):
    use(p["m"] + p["u"])
for q in [{"m": "a", "u": "x"}, {"m": "b", "u": "y"}]:
    f(q)
=> 'ax'~ if loop 0
=> 'by'~ if loop 1

def f(**kw):
    use(kw.get("m"))
f(m="a")
f()
=> 'a'
=> None~

import logging
use(logging.x.y("a"))
=> <logging.x.y()>

x = 1
x = x
use(x)
=> 1

x = "a"
x = x + "b"
use(x)
=> 'ab'~
"""

FURTHER = r"""
use(getattr(x, "m", "b"))
=> 'b' | what `getattr` finds

import cfg
use(getattr(cfg, "m", "b"))
=> 'b' | what `getattr` finds

use(getattr(x, name))
=> ? the attribute's name could not be followed

use(getattr(x, "y"))
=> <builtins.x.y>

use(tuple(["a", "b"]))
=> ['a', 'b']

use(list(("a",))[0])
=> 'a'

use(tuple(x))
=> <builtins.tuple()>

use(sorted(["b", "a"]))
=> ['b', 'a']

import json
cfg = json.load(f)
use(cfg.get("m", "a"))
=> 'a' | what `cfg.get` finds

import json
cfg = json.load(f)
use(cfg.get("m"))
=> <json.load().get()>

import json
cfg = json.load(f)
use(cfg["m"])
=> ? it is looked up in something that could not be followed

def f(cfg):
    use(cfg.get("m", "a"))
=> 'a' | what `cfg.get` finds

def f(cfg):
    use(cfg.pop("m", default="a"))
=> 'a' | what `cfg.pop` finds

# a fallback by keyword
import configparser
c = configparser.ConfigParser()
use(c.get("s", "m", fallback="a"))
=> 'a' | what `c.get` finds

D = {"m": "a", "n": "b"}
use(D.pop("m"))
=> 'a'

D = {"m": {"n": "a"}}
D["m"]["n"] = "b"
use(D["m"])
=> ? its key `m` is changed or deleted
=> {n: 'a'}

D = {"m": {"n": "a"}}
D["m"]["n"] = "b"
use(D["x"])
=> ? its key `m` is changed or deleted

# dicts of a list, changed under the name of a loop
C = [{"m": "a"}, {"m": "b"}]
for c in C:
    c["m"] = "x"
use(C[0]["m"])
=> 'a'
=> ? it is also changed as `c`

# the same name in another loop
C = [{"m": "a"}]
for c in C:
    c["m"] = "x"
for c in C:
    use(c["m"])
=> 'a' if loop 0
=> ? it is also changed as `c` if loop 0

# in the same loop
C = [{"m": "a"}]
for c in C:
    c["m"] = "x"
    use(c["m"])
=> 'x' if loop 0

# a loop over other dicts
C, D = [{"m": "a"}], [{"m": "b"}]
for c in D:
    c["m"] = "x"
for c in C:
    use(c["m"])
=> 'a' if loop 0

# the values of a dict, unpacked and looked up
D = {"k": {"m": "a"}}
for d in D.values():
    d.update(m="x")
use(D["k"]["m"])
=> 'a'
=> ? it is also changed as `d`

# a list in a dict, extended
D = {"m": ["a"]}
D["m"].append("b")
use(D["m"])
=> ['a', 'b']

def f():
    def g():
        nonlocal M
        M = "b"
    M = "a"
    use(M)
=> 'a'
=> 'b'

def f():
    global M
    M = "b"
def g():
    use(M)
=> 'b'

# a function that may give nothing back
def f():
    if x:
        return "a"
use(f() or "b")
=> 'a' ...
=> 'b' ...

def f():
    if x:
        return
    return "a"
use(f())
=> 'a' if not x
=> None~ if x

def f():
    raise NotImplementedError
use(f())
=> ? `f()` gives nothing back that could be followed

def f():
    return f2()
def f2():
    return "a"
use(f())
=> 'a'

async def f():
    async for m in ["a", "b"]:
        use(m)
=> 'a' if loop 0
=> 'b' if loop 1

f = "a" if x else "b"
g = f
use({"m": g, "n": f})
=> {m: 'a' if x / 'b' if not x, n: 'a' if x / 'b' if not x}

M = "a"
def f(M=M):
    use(M)
=> 'a'

def f(m: str, *args, n="a", **kw):
    use(n)
f("x", "y", n="b")
f("x", "y", "z")
=> 'a'
=> 'b'

def deco(fn):
    return fn
@deco
def f(m):
    use(m)
f("a")
=> 'a'

@app.route("/")
def f(m="a"):
    use(m)
=> 'a'

import functools
@functools.lru_cache
def f():
    return "a"
use(f())
=> 'a'

def f(m):
    use(m)
for x in ("a", "b"):
    f(x)
=> 'a' if loop 0
=> 'b' if loop 1

def f(m):
    use(m)
xs = [f(x) for x in ("a", "b")]
=> 'a' if loop 0
=> 'b' if loop 1

def f(ms):
    for m in ms:
        use(m)
f(["a", "b"])
=> 'a' if loop 0
=> 'b' if loop 1

def f(m):
    return {"m": m}
D = f("a")
D["n"] = 1
use(D)
=> {m: 'a', n: 1}

x = {"m": "a"} if flag else {}
use({**x, "n": 1})
=> {m: 'a', n: 1} if flag
=> {n: 1} if not flag

# what another module gives may be empty
x = load() or {"m": "a"}
use(x)
=> <builtins.load()>
=> {m: 'a'}

import os
use(os.environ.get("M", default="a"))
=> 'a' | the environment variable M

import os
use(os.getenv("A", "x") + "/" + os.getenv("B", "y"))
=> 'x/y'~ | the environment variable A

use("a" if isinstance(x, str) else "b")
=> 'a' if isinstance(x, str)
=> 'b' if not isinstance(x, str)

use({True: "a", False: "b"}[flag])
=> 'a' if [flag] is 'True'
=> 'b' if [flag] is 'False'

use(["a", "b"][flag])
=> 'a' if loop 0
=> 'b' if loop 1

use(("a", "b")[1])
=> 'b'

use("a" * 3)
=> ? it is worked out at run time

from string import Template
use(Template("a").substitute())
=> <string.Template().substitute()>

use("a" "b" f"{'c'}")
=> 'abc'~

use(f"{'a'}{1}")
=> 'a1'~

for m in "ab":
    use(m)
=> ? it is looped over and could not be followed

a, (b, c) = "x", ("y", "z")
use(c)
=> 'z'

[a, b] = ["x", "y"]
use(a)
=> 'x'

for i, (a, b) in [(1, ("x", "y"))]:
    use(b)
=> 'y' if loop 0

with open(x) as (a, b):
    use(a)
=> ? it is unpacked from something that could not be followed

a.b.c = "x"
use(a.b.c)
=> 'x'

a[0].c = "x"
use(a[0].c)
=> ? it is looked up in something that could not be followed

try:
    M = "a"
    try:
        M = "b"
        risky()
    finally:
        close()
except E:
    use(M)
=> 'a'
=> 'b'

for i in x:
    try:
        M = "a"
        break
    except E:
        M = "b"
    else:
        M = "c"
use(M)
=> 'a'
=> 'b'

while True:
    if x:
        M = "a"
        break
    M = "b"
    continue
use(M)
=> 'a'
=> 'b'

def f():
    while x:
        if y:
            M = "a"
        elif z:
            return
        else:
            M = "b"
            break
    use(M)
=> 'a'
=> 'b'

import a, b.c, d as e
use([a.x, b.c.x, e.x])
=> [<a.x>, <b.c.x>, <d.x>]

def f():
    from .x import y
    use(y)
=> <.x.y>

from ..x import y as z
use(z)
=> <..x.y>

from .. import x
use(x)
=> <..x>
"""


@pytest.mark.parametrize(
    ("code", "expected"), [*cases(VALUES), *cases(CHANGES), *cases(TOGETHER), *cases(FURTHER)]
)
def test_what_an_expression_can_be(code: str, expected: list[str]) -> None:
    assert matches(followed(code), expected)
