"""The tools that are given to the object which makes a request later: LangChain's `bind_tools`.

What LangChain makes of them is written down in `convert_to_openai_tool` of langchain-core: with `strict` as true a class
or a function becomes a strict tool, all of whose fields are required, and a dict in the service's own form stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.core.values import Items, Value
from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import Class, Literal, Made, Member, Row, Table
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.drafts import Draft

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import Program

_TOOLS = "tools"


def bound_tools(program: Program, draft: Draft) -> Iterator[Items]:
    """The lists of tools that are bound to what the call of a request makes, each as it is sent as far as that is known."""
    for method, word in draft.shape.binds.items():
        for call in program.ev.names.calls_by_name.get(method, ()):
            if not _is_on(program, call, method, draft.call):
                continue
            tools = argument(call, _TOOLS, 0 if word else None)
            for option in program.ev.evaluate(tools) if tools is not None else ():
                if isinstance(option.value, Row):
                    strict = bool(word) and _is_true(program, argument(call, word, None))
                    items = [_sent(program, each, strict=strict) for each in option.value.elements]
                    yield Items(
                        tuple(each for each in items if each is not None),
                        program.place(option.value.node),
                        "".join(option.value.opens[:1]),
                    )


def _is_on(program: Program, call: cst.Call, method: str, made: cst.Call) -> bool:
    """Whether a method is called on what another call makes."""
    return any(
        isinstance(o.value, Member) and o.value.base.call is made and o.value.path == (method,)
        for o in program.ev.evaluate(call.func)
    )


def _is_true(program: Program, node: cst.BaseExpression | None) -> bool:
    options = program.ev.evaluate(node) if node is not None else ()
    return bool(options) and all(isinstance(o.value, Literal) and o.value.data is True for o in options)


def _sent(program: Program, tool: cst.BaseExpression, *, strict: bool) -> Value | None:
    """A tool as it is sent; None for what is not known, or not strict."""
    options = lookups.held(program.ev, tool)
    only = options[0] if len(options) == 1 else None
    match only.value if only is not None else None:
        case Class(node=cls) if strict:
            return program.schemas.strict_tool(cls, tool)
        case Table() as table if table.find("function") is not None and only is not None:
            return program.value(options, only.choices)
        case Made() if only is not None:
            # openai's own function makes a tool of a model.
            return program.schemas.made_by(only.value)
        case _:
            return None
