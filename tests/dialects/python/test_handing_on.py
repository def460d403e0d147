"""Calls of a client that are handed on to what runs them: which arguments are passed, and where the toggle goes."""

from __future__ import annotations

import pytest

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

! thinking disabled
import asyncio
asyncio.to_thread(create, model="deepseek-chat", **options)
=>
refused: its arguments are not all known, so `extra_body` may be among them: its `**` could not be followed
"""


@pytest.mark.parametrize(("code", "expected"), cases(HANDED))
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(CLIENT + code), [line.replace("SENT", SENT) for line in expected])


@pytest.mark.parametrize(("before", "after"), transformations(WRITTEN))
def test_what_is_written(before: str, after: str) -> None:
    intents = "".join(line for line in before.splitlines(keepends=True) if line.startswith("!"))
    written = lowered(f"{intents}{CLIENT.lstrip()}{before.removeprefix(intents)}")
    assert written.removeprefix(CLIENT.lstrip()) == after
