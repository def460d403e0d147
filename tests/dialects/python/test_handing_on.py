"""Calls of a client that are handed on to what runs them: which arguments are passed, and where the toggle goes."""

from __future__ import annotations

import pytest

from tests.dialects.python.following import followed
from tests.dialects.python.lifting import described
from tests.dialects.python.lowering import lowered
from tests.dialects.python.tables import cases, matches, transformations

CLIENT = """
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
create = client.chat.completions.create
"""
SENT = "chat openai 'https://api.deepseek.com': model='m'"

HANDED = r"""
import asyncio
asyncio.to_thread(create, model="m")
=> SENT

from anyio import to_thread
from functools import partial
to_thread.run_sync(partial(create, model="m"), cancellable=True)
=> SENT

from starlette.concurrency import run_in_threadpool
run_in_threadpool(create, **{"model": "m"})
=> SENT

from functools import partial
def ask(loop):
    loop.run_in_executor(None, partial(create, model="m"))
=> SENT

from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor()
pool.submit(create, model="m")
=> SENT

# what is no executor, for all that is known
def ask(pool):
    pool.submit(create, model="m")
=> SENT, **what `.submit()` passes on is not known

import backoff
backoff.on_exception(backoff.expo, Exception)(create)(model="m")
=> SENT

from asgiref.sync import sync_to_async
from tenacity import retry
sync_to_async(create)(model="m")
retry(create)(model="m")
=> SENT
=> SENT

# what a thread or a pool is given, packed
from threading import Thread
Thread(target=create, kwargs={"model": "m"}).start()
Thread(None, create, "worker", (), {"model": "m"}).start()
=> SENT
=> SENT

from multiprocessing.pool import ThreadPool
pool = ThreadPool()
pool.apply_async(create, kwds=dict(model="m"))
=> SENT

from threading import Thread
Thread(target=create, args=arguments, kwargs={"model": "m"}).start()
=> SENT, **positional arguments are passed on

# nothing that is run
from threading import Thread
Thread(target=print, kwargs={"model": "m"})
Thread(kwargs={"model": "m"})
Thread(create, kwargs={"model": "m"})
map(create, [{"model": "m"}])

# nothing that is run
import asyncio
asyncio.to_thread()
asyncio.to_thread(func=create, model="m")
asyncio.to_thread(*work, create, model="m")
asyncio.to_thread(print, "deepseek-chat", model="m")
asyncio.create_task(create, model="m")
to_thread(create, model="m")
submit(create, model="m")
backoff.on_exception()(*create)(model="m")

# what is passed to the function that a wrapper of the project gives back is not known
def wrap(function):
    return lambda **more: function(extra_body={}, **more)
wrap(create)(model="m")
=> chat openai 'https://api.deepseek.com': , **`**more` is passed in by callers
"""

WRITTEN = r"""
# keywords of the runner are its own
! width 160
! thinking disabled
from anyio import to_thread
from functools import partial
to_thread.run_sync(partial(create, **{"model": "deepseek-chat"}), limiter=most)
=>
from anyio import to_thread
from functools import partial
to_thread.run_sync(partial(create, **{"model": "deepseek-chat"}, extra_body={"thinking": {"type": "disabled"}}), limiter=most)

! thinking disabled
import asyncio
asyncio.to_thread(create, model="deepseek-chat")
=>
import asyncio
asyncio.to_thread(
    create, model="deepseek-chat", extra_body={"thinking": {"type": "disabled"}}
)

! width 160
! thinking disabled
from threading import Timer
Timer(5, create, kwargs={"model": "deepseek-chat"}).start()
=>
from threading import Timer
Timer(5, create, kwargs={"model": "deepseek-chat", "extra_body": {"thinking": {"type": "disabled"}}}).start()

! thinking disabled
from threading import Timer
given = {"model": "deepseek-chat"}
Timer(5, create, kwargs=given).start()
=>
refused: its keyword arguments are not written at the call, as a dict that gets a key more

! thinking disabled
from threading import Timer
import litellm
Timer(5, litellm.completion, ["deepseek/deepseek-chat", []]).start()
=>
refused: its keyword arguments are not given as one dict that a key could be added to

! thinking disabled
import asyncio
asyncio.to_thread(create, model="deepseek-chat", **options)
=>
refused: its arguments are not all known, so `extra_body` may be among them: its `**` could not be followed
"""

TOLD = r"""
import asyncio
asyncio.to_thread(told, "a", "b")
=> 'a' 'b'

import asyncio
asyncio.to_thread(told, "a", second="b")
=> 'a' 'b'

def run(loop):
    loop.run_in_executor(None, told, "a")
=> 'a' 'own'

# keywords that the runner keeps for itself
from anyio import to_thread
to_thread.run_sync(told, "a", second="b")
=> 'a' 'own'

from threading import Thread
Thread(target=told, args=("a", "b"))
=> 'a' 'b'

from threading import Thread
Thread(None, told, "name", ["a"], {"second": "b"})
=> 'a' 'b'

from threading import Thread
Thread(target=told, kwargs={"first": "a", "second": "b"})
=> 'a' 'b'

from multiprocessing import Process
Process(target=told, args=given)
=> ? its arguments could not be followed ? its arguments could not be followed

from threading import Thread
Thread(target=told, args=("a",), **given)
=> ? its arguments could not be followed ? its arguments could not be followed

from threading import Timer
Timer(3, told, ["a"])
=> 'a' 'own'

from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool:
    pool.map(told, ["a", "c"], ["b", "d", "e"], timeout=3)
=> 'a'|'c' 'b'|'d'

from concurrent.futures import ProcessPoolExecutor
ProcessPoolExecutor().map(told, given, ["b"])
=> ? it is worked out at run time 'b'

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
with ThreadPoolExecutor() as pool:
    pool.map(told, given, repeat("b"))
=> ? it is worked out at run time 'b'

from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor() as pool:
    pool.map(told, *given)
=> ? its arguments could not be followed ? its arguments could not be followed

from concurrent.futures import ThreadPoolExecutor
from functools import partial
with ThreadPoolExecutor() as pool:
    pool.map(partial(told, "a"), ["b", "c"])
=> 'a' 'b'|'c'

from concurrent.futures import ThreadPoolExecutor
from functools import partial
with ThreadPoolExecutor() as pool:
    pool.submit(partial(told, second="b"), "a", second="c")
=> 'a' 'c'

# what a name holds may be called elsewhere too
from functools import partial
from multiprocessing import Pool
held = partial(told, "a")
with Pool() as pool:
    pool.map(held, ["b"])
=> 'a' ? its arguments could not be followed

map(told, ["a"])
=> 'a' 'own'

# the third argument is a number of elements
from multiprocessing import Pool
with Pool() as pool:
    pool.map(told, ["a"], 4)
=> 'a' 'own'

from multiprocessing import Pool
with Pool() as pool:
    pool.starmap(told, [("a", "b"), ["c"]])
=> 'a'|'c' 'b'|'own'

from multiprocessing import Pool
with Pool() as pool:
    pool.starmap(told, given)
=> ? its arguments could not be followed ? its arguments could not be followed

from multiprocessing import Pool
with Pool() as pool:
    pool.apply(told, ("a",), {"second": "b"})
=> 'a' 'b'

# what is no pool, for all that is known
def run(pool):
    pool.map(told, ["a"])
=> ? the parameter `first` is passed in by callers 'own'

# a name of its own
def map(function, things):
    return things
map(told, ["a"])
=> ? the parameter `first` is passed in by callers 'own'

# through what only wraps it
from joblib import Parallel, delayed
Parallel(n_jobs=2)(delayed(told)(first, "b") for first in ("a", "c"))
=> 'a' if loop 0|'c' if loop 1 'b'

import backoff
import dask
jobs = [dask.delayed(told)("a"), backoff.on_exception(backoff.expo, OSError)(told)("c", second="d")]
=> 'a'|'c' 'd'|'own'

# and under a name of its own, by which its calls are not looked for
from joblib import delayed
later = delayed(told)
later("a")
=> ? the parameter `first` is passed in by callers 'own'

# not known to be a wrapper
from somewhere import delayed
delayed(told)("a")
=> ? the parameter `first` is passed in by callers 'own'
"""


@pytest.mark.parametrize(("code", "expected"), cases(TOLD))
def test_what_a_function_is_told(code: str, expected: list[str]) -> None:
    asked = "def told(first, second='own'):\n    use({})\n"
    found = [followed(asked.format(name) + code) for name in ("first", "second")]
    assert [" ".join("|".join(sorted(each)) for each in found)] == expected


@pytest.mark.parametrize(("code", "expected"), cases(HANDED))
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(CLIENT + code), [line.replace("SENT", SENT) for line in expected])


@pytest.mark.parametrize(("before", "after"), transformations(WRITTEN))
def test_what_is_written(before: str, after: str) -> None:
    intents = "".join(line for line in before.splitlines(keepends=True) if line.startswith("!"))
    written = lowered(f"{intents}{CLIENT.lstrip()}{before.removeprefix(intents)}")
    assert written.removeprefix(CLIENT.lstrip()) == after
