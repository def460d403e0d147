"""Which of a name's values reach a use of it: every shape of control flow."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed
from tests.dialects.python.tables import cases, matches

FLOW = r"""
M = "a"
M = "b"
use(M)
=> 'b'

M = "a"
if flag:
    M = "b"
use(M)
=> 'a' if not flag
=> 'b' if flag

if flag:
    M = "a"
elif other:
    M = "b"
else:
    M = "c"
use(M)
=> 'a' if flag
=> 'b' if not flag and other
=> 'c' if not flag and not other

if flag:
    M = "a"
else:
    raise SystemExit
use(M)
=> 'a' if flag

M = "a"
for i in items:
    use(M)
    M = "b"
=> 'a'
=> 'b'

M = "a"
for i in items:
    M = "b"
    break
use(M)
=> 'a'
=> 'b'

M = "a"
for i in items:
    if i:
        continue
    M = "b"
use(M)
=> 'a'
=> 'b'

M = "a"
for i in items:
    if i:
        M = "b"
        continue
    M = "c"
else:
    M = "d"
use(M)
=> 'd'

# break skips the else of a loop
M = "a"
for i in items:
    if i:
        M = "b"
        break
else:
    M = "d"
use(M)
=> 'b' ...
=> 'd' ...

M = "a"
while flag:
    M = "b"
use(M)
=> 'a'
=> 'b'

M = "a"
while True:
    M = "b"
    break
use(M)
=> 'a'
=> 'b'

M = "a"
while (M := "b"):
    use(M)
=> 'b'

while use(M):
    pass
M = "a"
=> 'a'

M = "a"
try:
    M = "b"
    risky()
except ValueError:
    pass
use(M)
=> 'a'
=> 'b'

M = "a"
try:
    M = "b"
except ValueError:
    M = "c"
else:
    M = "d"
use(M)
=> 'c'
=> 'd'

M = "a"
try:
    M = "b"
finally:
    use(M)
=> 'a'
=> 'b'

M = "a"
try:
    M = "b"
finally:
    M = "c"
use(M)
=> 'c'

try:
    M = "b"
except* ValueError:
    M = "c"
use(M)
=> 'b'
=> 'c'

try:
    pass
except ValueError as M:
    use(M)
=> ? `M` is set in a way that is not followed

with open("x") as M:
    use(M)
=> <builtins.open()>

M = "a"
with lock:
    M = "b"
use(M)
=> 'b'

M = "a"
with use(M):
    M = "b"
=> 'a'

match x:
    case 1:
        M = "a"
    case 2:
        M = "b"
    case _:
        M = "c"
use(M)
=> 'a' if match 0
=> 'b' if match 1
=> 'c' if match 2

M = "z"
match x:
    case 1:
        M = "a"
    case [2, y]:
        M = "b"
use(M)
=> 'a' if match 0
=> 'b' if match 1
=> 'z' if match -1

match x:
    case 1: pass
    case M:
        use(M)
=> ? `M` is set in a way that is not followed if match 1

M = "a"
match use(M):
    case 1:
        M = "b"
=> 'a'

def f():
    if flag:
        return "a"
    return "b"
use(f())
=> 'a' if flag
=> 'b' if not flag

def f(x):
    if x:
        return "a"
    return "b"
use(f(1))
=> 'a' if x
=> 'b' if not x

def f():
    M = "a"
    if flag:
        return
    M = "b"
    use(M)
=> 'b' if not flag

M = "a"
def f():
    global M
    M = "b"
use(M)
=> 'a'
=> 'b'

M = "a"
def f():
    use(M)
M = "b"
=> 'a'
=> 'b'

def f():
    M = "a"
    def g():
        use(M)
    M = "b"
=> 'a'
=> 'b'

# nonlocal
def f():
    M = "a"
    def g():
        nonlocal M
        M = "b"
    g()
    use(M)
=> 'a' ...
=> 'b' ...

if (M := "a"):
    use(M)
=> 'a' if M := "a"

if flag and (M := "a"):
    pass
use(M)
=> 'a' if flag and (M := "a")
=> 'a' if not flag and (M := "a")

xs = [M := "a" for i in y]
use(M)
=> 'a'

for M in ["a", "b"]:
    use(M)
=> 'a' if loop 0
=> 'b' if loop 1

for k, v in [("a", "b"), ("c", "d")]:
    use(k + v)
=> 'ab'~ if loop 0
=> 'cd'~ if loop 1

for k, v in {"a": "b", "c": "d"}.items():
    use(v)
=> 'b' if loop 0
=> 'd' if loop 1

for k in {"a": "b", "c": "d"}:
    use(k)
=> 'a' if loop a
=> 'c' if loop c

D = {"a": "b", "c": "d"}
for k in D:
    use(D[k])
=> 'b' if loop a
=> 'd' if loop c

for M in unknown():
    use(M)
=> ? it is looped over and could not be followed

# two lists side by side, of which one is longer
for M, N in zip(["a", "b"], ["x"]):
    use(M + N)
=> 'ax'~ ...

# a list side by side with one that is not known
for M, N in zip(["a", "b"], others):
    use(M)
=> ? it is unpacked from something that could not be followed

# enumerate
for i, M in enumerate(["a", "b"]):
    use(M)
=> 'a' ...
=> 'b' ...

a, b = "x", "y"
use(b)
=> 'y'

a, *b = "x", "y"
use(b)
=> ? `b` is set in a way that is not followed

a, b = call()
use(b)
=> ? it is unpacked from something that could not be followed

a = b = "x"
use(a)
=> 'x'

[use(m) for m in ["a", "b"]]
=> 'a' if loop 0
=> 'b' if loop 1

{m: use(m) for m in ["a"]}
=> 'a' if loop 0

(use(m) for m in ("a",) if m)
=> 'a' if loop 0

M = "a"
M += "b"
use(M)
=> ? it is changed in place

M: str = "a"
use(M)
=> 'a'

M: str
use(M)
=> <builtins.M>

del M
use(M)
=> <builtins.M>

def f():
    return
use(f())
=> ? `f()` gives nothing back that could be followed

def f():
    yield "a"
use(f())
=> ? `f()` is a generator

# two calls of one function
def f(m):
    return m
use(f("a") + f("b"))
=> 'ab'~ ...

import os
def env(name, default):
    return os.getenv(name, default)
use({"u": env("URL", "x"), "m": env("MODEL", "y")})
=> {u: 'x' | an environment variable, m: 'y' | an environment variable}

# a while test after the first round
M = "a"
while use(M):
    M = "b"
=> 'a'
=> 'b'

# a choice made in an earlier round
flag = ask()
M = "z"
for i in items:
    if flag(i):
        M = "a"
    else:
        use(M)
=> 'a' ...
=> 'z' ...

# the loop variable as a test
M = "z"
for i in items:
    use("c" if i else M)
    if i:
        M = "a"
=> 'a' ...
=> 'c' ...
=> 'z' ...

# a handler that raises, before finally
def g():
    M = "a"
    try:
        M = "b"
    except ValueError:
        M = "c"
        raise
    finally:
        use(M)
=> 'a'
=> 'b'
=> 'c'

def g():
    M = "a"
    try:
        return 1
    finally:
        use(M)
=> 'a'

def g():
    try:
        M = "b"
        return
    except ValueError:
        M = "c"
    use(M)
=> 'c'

# a function that tries again with what it was given
def f(m, n=0):
    use(m)
    f(m, n + 1)
    f(m=m)
f("a")
=> 'a'

# nobody else calls it that is read
def f(m="a"):
    use(m)
    f("b")
=> 'a'
=> 'b'

def f(m):
    use(m)
    f(m)
=> ? the parameter `m` is passed in by callers

def f(m):
    use(m)
    m = "b"
    f(m)
f("a")
=> 'a'
=> 'b'

def f(**more):
    use(more)
    f(n=1)
=> {n: 1}
=> {**`**more` is passed in by callers}

# where else a function is handed to is an exposure, see the mentions
def f(m):
    use(m)
f("b")
schedule(f, "a")
=> 'b' ...

def f(*names):
    for name in names:
        use(name)
f("a", "b")
=> 'a' if loop 0
=> 'b' if loop 1

def f(first, *names):
    use(names[0])
f("a", "b")
f(*rest)
=> 'b'
=> ? its arguments could not be followed

def names():
    yield "a"
    yield "b"
for name in names():
    use(name)
=> 'a' if loop 0
=> 'b' if loop 1

def names():
    yield from others
    yield "b"
for name in names():
    use(name)
=> ? it is looped over and could not be followed

bodies = [{"m": name} for name in ("a", "b")]
for body in bodies:
    use(body["m"])
=> 'a' if loop 0
=> 'b' if loop 0 and loop 1

if not flag:
    M = "a"
else:
    M = "b"
use(M if flag else "c")
=> 'a' if flag and not flag
=> 'b' if flag
=> 'c' if not flag

if x == 1:
    M = "a"
else:
    M = "b"
use("c" if x != 1 else M)
=> 'a' if not x != 1 and x == 1
=> 'b' if not x != 1 and not x == 1
=> 'c' if x != 1

if x in (1, 2):
    M = "a"
else:
    M = "b"
use("c" if x not in (1, 2) else M)
=> 'a' if not x not in (1, 2) and x in (1, 2)
=> 'b' if not x in (1, 2) and not x not in (1, 2)
=> 'c' if x not in (1, 2)

def f(x):
    if x == 1:
        M = "a"
    else:
        M = "b"
    x = g()
    use("c" if x == 1 else M)
=> 'a' if not x == 1 and x == 1
=> 'b' if not x == 1
=> 'c' if x == 1
"""

# Values that depend on the same choice, caller or instance come together, and those of different ones do not.
BOUND = r"""
def f(m, n):
    use(m + n)
f("a", "x")
f("b", "y")
=> 'ax'~
=> 'by'~

class C:
    def __init__(self, m, n="z"):
        self.m = m
        self.n = n
    def g(self):
        use(self.m + self.n)
C("a", "x")
C("b")
=> 'ax'~
=> 'bz'~

class B:
    m = "z"
    n = "z"
    def g(self):
        use(self.m + self.n)
class C(B):
    m = "a"
    n = "x"
class D(B):
    m = "b"
=> 'ax'~
=> 'bz'~

class C:
    def __init__(self, m):
        self.m = m
    def name(self):
        return self.m
use(C("a").name() + C("b").name())
=> 'ab'~

def pick(x):
    if x == "fast":
        return "a", "x"
    return "b", "y"
def f(x):
    m, n = pick(x)
    use(m + n)
f("fast")
f("slow")
=> 'ax'~ if x == "fast"
=> 'by'~ if not x == "fast"

from dataclasses import dataclass
@dataclass
class C:
    m: str
    n: str = "z"
def f(c):
    use(c.m + c.n)
f(C("a", n="x"))
f(C("b"))
=> 'ax'~
=> 'bz'~

def f(m):
    g(m, "x")
def g(m, n):
    use(m + n)
f("a")
g("b", "y")
=> 'ax'~
=> 'by'~

def f(**kw):
    use(kw["m"] + kw["n"])
f(m="a", n="x")
f(m="b", n="y")
=> 'ax'~
=> 'by'~

x = ask()
if x == 1:
    M = "a"
else:
    M = "b"
use("c" if x != 1 else M)
=> 'a' if not x != 1
=> 'c' if x != 1

x = ask()
if x is None:
    M = "a"
else:
    M = "b"
use("c" if x is not None else M)
=> 'a' if not x is not None
=> 'c' if x is not None

# one of several, and none of them
x = ask()
if x in (1, 2):
    M = "a"
else:
    M = "b"
use("c" if x not in (1, 2) else M)
=> 'a' ...
=> 'c' ...

flag = ask()
if not flag:
    M = "a"
else:
    M = "b"
use(M if flag else "c")
=> 'b' if flag
=> 'c' if not flag

flag = ask()
other = ask()
M = "a" if flag else "b" if other else "c"
N = "x" if other else "y"
use(M + N)
=> 'ax'~ if flag and other
=> 'ay'~ if flag and not other
=> 'bx'~ if not flag and other
=> 'cy'~ if not flag and not other

class C:
    def __init__(self, fast):
        self.fast = fast
    def m(self):
        return "a" if self.fast else "b"
    def n(self):
        return "x" if self.fast else "y"
    def g(self):
        use(self.m() + self.n())
=> 'ax'~ if self.fast
=> 'by'~ if not self.fast

def f(m=None):
    if not m:
        m = "a"
    use(m)
f()
f("b")
=> 'a' if not m
=> 'b' if m

def f(m):
    if m != "a":
        use(m)
f("a")
f("b")
=> 'b' if m != "a"

# a test for a part of a text
def f(m):
    if "x" in m:
        use(m)
f("ax")
f("b")
=> 'ax' ...

# a test for no part of a text
def f(m):
    if "x" not in m:
        use(m)
f("ax")
f("b")
=> 'b' ...

def f(m):
    if m in "abc":
        use(m)
f("ab")
f("z")
=> 'ab' if m in "abc"

def f(m):
    if m not in "abc":
        use(m)
f("ab")
f("z")
=> 'z' if m not in "abc"

# a test for one of several
def f(m):
    if m in ("a", "b"):
        use(m)
f("a")
f("z")
=> 'a' ...
"""

# Tests that are known to hold, blocks that are always left, and the odd statement.
MORE = r"""
def f(c=None):
    if c is not None:
        use(c)
f({"a": 1})
f()
=> {a: 1} if c is not None

def f(c=None):
    if c is None:
        use("a")
f({"a": 1})
=> 'a'

def f(m, n):
    if m == n:
        use(m)
f("a", "b")
=> 'a' if m == n

def f(m):
    if m > "a":
        use(m)
f("b")
=> 'b' if m > "a"

def f(m):
    if m == x == y:
        use(m)
f("b")
=> 'b' if m == x == y

import os
def f(m):
    if m == "a":
        use(m)
f(os.getenv("M", "b"))
=> 'b' | the environment variable M if m == "a"

R = []
M = "a" if R else "b"
use(M)
=> 'a' if R
=> 'b' if not R

class C: pass
c = C()
use("a" if c else "b")
=> 'a' if c
=> 'b' if not c

def f():
    M = "a"
    if x:
        if y:
            return
        else:
            raise E
    use(M)
=> 'a' if not x

def f():
    M = "a"
    if x:
        M = "b"
        if y:
            return
        elif z:
            raise E
        else:
            return 1
    use(M)
=> 'a' if not x

def f():
    if x:
        M = "a"
    elif y:
        return
    else:
        M = "c"
    use(M)
=> 'a' if x
=> 'c' if not x and not y

M = "a"
if use(M):
    M = "b"
=> 'a'

M = "a"
if x:
    M = "b"
elif use(M):
    M = "c"
=> 'a' if not x

for use_it in use(M):
    M = "a"
=> 'a'

M = "a"
for i in y:
    pass
else:
    use(M)
=> 'a'

M = "a"
for i in y:
    try:
        M = "b"
        break
    except E:
        continue
use(M)
=> 'a'
=> 'b'

with a as M, use(M):
    pass
=> <builtins.a>

with (a, b) as (M, N):
    use(N)
=> <builtins.b>

class C:
    M = "a"
    use(M)
    M = "b"
=> 'a'

class C:
    M = "a"
    N = M + "b"
    def f(self, x=N):
        use(x)
=> 'ab'~

D = {"m": "a"}
D.update(other)
use(D)
=> {m: 'a', **`other` is merged into it and could not be followed}

D = {"m": "a"}
D.setdefault(k, 1)
use(D)
=> {m: 'a', **`.setdefault()` changes it}

D = {"m": "a"}
D.pop()
use(D)
=> {m: 'a', **`.pop()` changes it}

# a key among what is unpacked
D = {"m": "a"}
(D["m"], x) = 1, 2
use(D)
=> {m: 'a', **its key `m` is changed or deleted}

D = {"m": "a"}
D[1:2] = 1
use(D)
=> {m: 'a'}

D = {1: "a", True: "b", 1.5: "c"}
use(D)
=> {1: 'a', True: 'b', 1.5: 'c'}

D = {None: "a"}
use(D)
=> {**it has a key that could not be followed}

R = ["a"]
R[0] = "b"
use(R)
=> ['a', *it is changed in place]

M = x.y = "a"
use(M)
=> 'a'

x = None
x.y = "a"
use(x.z)
=> ? no value reaches it

use("a".value)
=> 'a'

use([1].x)
=> ? the attribute `x` could not be followed

use((1).x.y)
=> ? the attribute `x` could not be followed

use(None["a"])
=> ? it is looked up in something that could not be followed

use({"a": 1}[1:2, 3])
=> ? it is a slice

use({"a": 1}.get())
=> ? what is called could not be followed: the attribute `get` could not be followed

use("%s".replace("a", "b"))
=> ? what is called could not be followed: the attribute `replace` could not be followed

def f(x):
    return x.strip()
use(f(y))
=> <builtins.y.strip()>

import os
use(os.getenv("M").strip())
=> ? it comes from the environment variable M < the environment variable M

import os
use(os.getenv("M", " a ").strip())
=> 'a'~ | the environment variable M

import decouple
use(decouple.config("M", default="a"))
=> 'a' | the environment variable M

import os
use(os.getenv())
=> <os.getenv()>

import json
use(json.dumps())
=> <json.dumps()>

from dataclasses import asdict
use(asdict(x))
=> ? it is worked out at run time

use(vars(x))
=> ? it is worked out at run time

import functools
def m(): return "a"
p = functools.partial(m)
use(p)
=> partial function m

use(dict([("a", 1)]))
=> {**`[("a", 1)]` is merged into it and could not be followed}

use(dict(**x))
=> {**`x` is merged into it and could not be followed}

use({"a": 1}["a"]())
=> ? what is called could not be followed

# of a text that has parts of which some are not known, the others are
def f(base):
    use(f"{base}/v1")
f("a")
f(ask())
=> 'a/v1'~
=> ? a part of it is not text

def f(base):
    use(base + "/v1")
f("a")
f(ask().b)
=> 'a/v1'~
=> ? a part of it is not text

def f(base, path):
    use(f"{base}/{path}")
f("a", ask())
f(ask(), "b")
=> ? a part of it is not text

def f(base):
    use(base.rstrip("/"))
f("a/")
f(ask().b)
=> 'a'~
=> <builtins.ask().b.rstrip()>

import json
def f(body):
    use(body.get("m"))
f({"m": "a"})
f(ask())
=> 'a'
=> <builtins.ask().get()>

use(ask()())
=> ? what is called could not be followed

use(ask().x.y().z)
=> <builtins.ask().x.y().z>
"""


@pytest.mark.parametrize(("code", "expected"), [*cases(FLOW), *cases(BOUND), *cases(MORE)])
def test_what_an_expression_can_be(code: str, expected: list[str]) -> None:
    assert matches(followed(code), expected)


def test_a_chain_of_more_branches_than_calls_can_be_deep() -> None:
    branches = "".join(f"elif is_it({number}):\n    n = {number}\n" for number in range(500))
    code = f'n = "a"\nif is_it("b"):\n    n = "b"\n{branches}else:\n    use(n)\n'
    (option,) = followed(code)
    assert option.startswith("'a'")


def test_a_loop_whose_branches_each_wait_for_what_another_sets() -> None:
    branches = "".join(
        f"        elif m{number % 7} == {number}:\n            m{(number + 1) % 7} = {number}\n"
        for number in range(60)
    )
    code = (
        'n = "a"\nm0 = m1 = m2 = m3 = m4 = m5 = m6 = 0\nwhile True:\n    try:\n        m0 = input()\n'
        f"        if m0 == 0:\n            break\n{branches}        else:\n            use(n)\n"
        "    except KeyboardInterrupt:\n        break\n"
    )
    assert {option.partition(" if ")[0] for option in followed(code)} == {"'a'"}
