"""Answers in the shape of each interface, whole or streamed, the same every time for the same request.

What is said depends on what was asked and on thinking, never on the model's name: a script that prints what
it got prints the same before and after a migration that keeps behaviour.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import facts
from .service import FIM, MESSAGES, RESPONSES, Accepted, Body

CREATED = 1_780_000_000
REASONING = "First I look at the question. Then I answer it."


@dataclass(frozen=True)
class Reply:
    """What goes back: a whole `body`, or the `events` of a stream, each as it stands on the wire."""

    status: int
    body: bytes = b""
    events: tuple[bytes, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """The model's part of an answer: text or tool calls (name and arguments), and why it stopped."""

    text: str
    calls: tuple[tuple[str, str], ...]
    reasoning: str
    finish: str
    prompt_tokens: int
    completion_tokens: int


def json_reply(status: int, content: Any) -> Reply:
    """`content` as a JSON answer."""
    return Reply(status, json.dumps(content).encode(), headers={"Content-Type": "application/json"})


def answer(accepted: Accepted, path: str) -> Reply:
    """The answer to a request that was accepted; `path` tells the lists that are fetched by GET."""
    body = accepted.body
    streamed = body.get("stream") is True
    if accepted.api == MESSAGES:
        message = _message(accepted)
        return _stream(_message_events(message)) if streamed else json_reply(200, message)
    if accepted.api == RESPONSES:
        response = _response(accepted)
        return _stream(_response_events(response)) if streamed else json_reply(200, response)
    if accepted.api == FIM:
        return _stream(_completion_events(accepted)) if streamed else json_reply(200, _completion(accepted))
    if accepted.api:
        return _stream(_chat_events(accepted)) if streamed else json_reply(200, _chat(accepted))
    if path == "/user/balance":
        balance = {
            "currency": "USD",
            "total_balance": "110.00",
            "granted_balance": "10.00",
            "topped_up_balance": "100.00",
        }
        return json_reply(200, {"is_available": True, "balance_infos": [balance]})
    models = facts.LISTED[facts.Era.NOW]
    listed = [{"id": model, "object": "model", "owned_by": "deepseek"} for model in models]
    return json_reply(200, {"object": "list", "data": listed})


def _stream(events: Iterator[bytes]) -> Reply:
    return Reply(200, events=tuple(events), headers={"Content-Type": "text/event-stream"})


def _data(content: Any) -> bytes:
    return b"data: " + json.dumps(content).encode() + b"\n\n"


def _event(name: str, content: Body) -> bytes:
    return b"event: " + name.encode() + b"\n" + _data({"type": name, **content})


def _pieces(text: str) -> list[str]:
    words = text.split(" ")
    return [word + " " for word in words[:-1]] + words[-1:] if text else []


def _text_of(content: Any) -> str:
    if isinstance(content, list):
        return " ".join(
            str(part.get("text") or part.get("content") or "") for part in content if isinstance(part, dict)
        )
    return str(content or "")


def _example(schema: Body) -> Any:
    """A value that fits a JSON schema, the same every time."""
    if schema.get("enum"):
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: _example(part) for name, part in schema.get("properties", {}).items()}
        case "array":
            return [_example(schema.get("items", {}))]
        case "integer" | "number":
            return 3
        case "boolean":
            return True
        case _:
            return "Hangzhou"


def _asked_calls(body: Body) -> tuple[tuple[str, str], ...]:
    """The model's tool calls: its first tool, or the forced one, once after each turn of the user."""
    tools = body.get("tools") or []
    choice = body.get("tool_choice")
    kind = choice.get("type") if isinstance(choice, dict) else choice
    if not tools or kind == "none":
        return ()
    turns = body.get("messages") or body.get("input")
    last = turns[-1] if isinstance(turns, list) else {}
    returned = isinstance(last.get("content"), list) and any(
        part.get("type") == "tool_result" for part in last["content"]
    )
    if (last.get("role") == "tool" or returned) and kind in (None, "auto"):
        return ()
    functions = [tool.get("function", tool) for tool in tools]
    if isinstance(choice, dict):
        forced = choice.get("function", choice).get("name")
        functions = [each for each in functions if each.get("name") == forced] or functions
    first = functions[0]
    schema = first.get("parameters") or first.get("input_schema") or {}
    return ((str(first.get("name")), json.dumps(_example(schema))),)


def _say(accepted: Accepted) -> Said:
    body = accepted.body
    turns = body.get("messages") or body.get("input") or body.get("prompt") or ""
    if isinstance(turns, list):
        last = turns[-1]
        said = _text_of(last.get("content") if isinstance(last, dict) else last)
        asked = " ".join(_text_of(turn.get("content")) for turn in turns if isinstance(turn, dict))
    else:
        said = asked = str(turns)
    calls = _asked_calls(body)
    text = "" if calls else f"You said: {said.strip()[-160:]}"
    if not calls and (body.get("response_format") or {}).get("type") == "json_object":
        text = json.dumps(
            {"answer": said.strip()[-40:], "score": zlib.crc32(said.encode()) % 10}, ensure_ascii=False
        )
    for stop in [body.get("stop")] if isinstance(body.get("stop"), str) else body.get("stop") or ():
        text = text.split(stop)[0]
    spent = facts.THINKING_TOKENS if accepted.thinking else 0
    cap = body.get("max_tokens") or body.get("max_output_tokens") or facts.MAX_TOKENS
    words = _pieces(text)
    finish = "tool_calls" if calls else "stop"
    if spent + len(words) > cap:
        # Thinking takes its share of the cap first, so that a small one leaves an empty answer.
        words, finish = words[: max(0, cap - spent)], "length"
    return Said(
        text="".join(words),
        calls=calls,
        reasoning=REASONING if accepted.thinking else "",
        finish=finish,
        prompt_tokens=len(asked.split()) + 4,
        completion_tokens=spent + len(words) + 8 * len(calls),
    )


def _usage(accepted: Accepted, said: Said) -> Body:
    usage: Body = {
        "prompt_tokens": said.prompt_tokens,
        "completion_tokens": said.completion_tokens,
        "total_tokens": said.prompt_tokens + said.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": 0},
        "prompt_cache_hit_tokens": 0,
        "prompt_cache_miss_tokens": said.prompt_tokens,
    }
    if accepted.thinking:
        usage["completion_tokens_details"] = {"reasoning_tokens": facts.THINKING_TOKENS}
    return usage


def _tool_calls(said: Said) -> list[Body]:
    return [
        {
            "index": index,
            "id": f"call_{index:02}_wire",
            "type": "function",
            "function": {"name": name, "arguments": text},
        }
        for index, (name, text) in enumerate(said.calls)
    ]


def _chat_frame(accepted: Accepted, kind: str) -> Body:
    return {
        "id": "wire-chat-1",
        "object": kind,
        "created": CREATED,
        "model": accepted.model,
        "system_fingerprint": "fp_wire",
    }


def _chat(accepted: Accepted) -> Body:
    said = _say(accepted)
    message: Body = {"role": "assistant", "content": said.text}
    if said.reasoning:
        message["reasoning_content"] = said.reasoning
    if said.calls:
        message["tool_calls"] = _tool_calls(said)
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": said.finish}
    return {**_chat_frame(accepted, "chat.completion"), "choices": [choice], "usage": _usage(accepted, said)}


def _chat_events(accepted: Accepted) -> Iterator[bytes]:
    said = _say(accepted)
    frame = _chat_frame(accepted, "chat.completion.chunk")

    def chunk(delta: Body, finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _data({**frame, "choices": [choice]})

    yield b": keep-alive\n\n"
    yield chunk({"role": "assistant", "content": ""})
    for piece in _pieces(said.reasoning):
        yield chunk({"content": None, "reasoning_content": piece})
    for piece in _pieces(said.text):
        yield chunk({"content": piece})
    for call in _tool_calls(said):
        text = call["function"]["arguments"]
        yield chunk({"tool_calls": [{**call, "function": {**call["function"], "arguments": ""}}]})
        for part in (text[: len(text) // 2], text[len(text) // 2 :]):
            yield chunk({"tool_calls": [{"index": call["index"], "function": {"arguments": part}}]})
    yield chunk({"content": ""}, said.finish)
    if (accepted.body.get("stream_options") or {}).get("include_usage"):
        yield _data({**frame, "choices": [], "usage": _usage(accepted, said)})
    yield b"data: [DONE]\n\n"


def _completion(accepted: Accepted) -> Body:
    said = _say(accepted)
    frame = _chat_frame(accepted, "text_completion")
    choice = {"index": 0, "text": said.text, "logprobs": None, "finish_reason": said.finish}
    return {**frame, "choices": [choice], "usage": _usage(accepted, said)}


def _completion_events(accepted: Accepted) -> Iterator[bytes]:
    said = _say(accepted)
    frame = _chat_frame(accepted, "text_completion")
    for piece in _pieces(said.text):
        yield _data({**frame, "choices": [{"index": 0, "text": piece, "finish_reason": None}]})
    yield _data({**frame, "choices": [{"index": 0, "text": "", "finish_reason": said.finish}]})
    yield b"data: [DONE]\n\n"


def _message(accepted: Accepted) -> Body:
    said = _say(accepted)
    content: list[Body] = []
    if said.reasoning:
        content.append({"type": "thinking", "thinking": said.reasoning, "signature": "wire"})
    if said.text:
        content.append({"type": "text", "text": said.text})
    for index, (name, text) in enumerate(said.calls):
        content.append(
            {"type": "tool_use", "id": f"toolu_{index:02}_wire", "name": name, "input": json.loads(text)}
        )
    reasons = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}
    return {
        "id": "wire-message-1",
        "type": "message",
        "role": "assistant",
        "model": accepted.model,
        "content": content,
        "stop_reason": reasons[said.finish],
        "stop_sequence": None,
        "usage": {"input_tokens": said.prompt_tokens, "output_tokens": said.completion_tokens},
    }


def _message_events(message: Body) -> Iterator[bytes]:
    begun = {**message, "content": [], "stop_reason": None}
    yield _event("message_start", {"message": begun})
    for index, block in enumerate(message["content"]):
        empty: Body = {**block}
        deltas: list[Body]
        match block["type"]:
            case "thinking":
                empty.update(thinking="", signature="")
                deltas = [
                    {"type": "thinking_delta", "thinking": piece} for piece in _pieces(block["thinking"])
                ]
                deltas.append({"type": "signature_delta", "signature": block["signature"]})
            case "text":
                empty.update(text="")
                deltas = [{"type": "text_delta", "text": piece} for piece in _pieces(block["text"])]
            case _:
                empty.update(input={})
                deltas = [{"type": "input_json_delta", "partial_json": json.dumps(block["input"])}]
        yield _event("content_block_start", {"index": index, "content_block": empty})
        for delta in deltas:
            yield _event("content_block_delta", {"index": index, "delta": delta})
        yield _event("content_block_stop", {"index": index})
    ended = {"stop_reason": message["stop_reason"], "stop_sequence": None}
    yield _event(
        "message_delta", {"delta": ended, "usage": {"output_tokens": message["usage"]["output_tokens"]}}
    )
    yield _event("message_stop", {})


def _response(accepted: Accepted) -> Body:
    said = _say(accepted)
    output: list[Body] = []
    part: Body
    if said.reasoning:
        part = {"type": "reasoning_text", "text": said.reasoning}
        output.append({"type": "reasoning", "id": "rs_wire", "summary": [], "content": [part]})
    for index, (name, text) in enumerate(said.calls):
        identity = {"id": f"fc_{index:02}_wire", "call_id": f"call_{index:02}_wire", "status": "completed"}
        output.append({"type": "function_call", **identity, "name": name, "arguments": text})
    if said.text:
        part = {"type": "output_text", "text": said.text, "annotations": []}
        output.append(
            {
                "type": "message",
                "id": "msg_wire",
                "status": "completed",
                "role": "assistant",
                "content": [part],
            }
        )
    return {
        "id": "wire-response-1",
        "object": "response",
        "created_at": CREATED,
        "status": "incomplete" if said.finish == "length" else "completed",
        "model": accepted.model,
        "output": output,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": said.prompt_tokens,
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": said.completion_tokens,
            "output_tokens_details": {"reasoning_tokens": facts.THINKING_TOKENS if accepted.thinking else 0},
            "total_tokens": said.prompt_tokens + said.completion_tokens,
        },
    }


def _response_events(response: Body) -> Iterator[bytes]:
    number = 0

    def event(name: str, content: Body) -> bytes:
        nonlocal number
        number += 1
        return _event(name, {"sequence_number": number - 1, **content})

    yield event("response.created", {"response": {**response, "status": "in_progress", "output": []}})
    for index, item in enumerate(response["output"]):
        yield event("response.output_item.added", {"output_index": index, "item": {**item, "content": []}})
        if item["type"] == "message":
            place = {"item_id": item["id"], "output_index": index, "content_index": 0}
            text = item["content"][0]["text"]
            begun: Body = {"type": "output_text", "text": "", "annotations": []}
            yield event("response.content_part.added", {**place, "part": begun})
            for piece in _pieces(text):
                yield event("response.output_text.delta", {**place, "delta": piece, "logprobs": []})
            yield event("response.output_text.done", {**place, "text": text, "logprobs": []})
            yield event("response.content_part.done", {**place, "part": item["content"][0]})
        yield event("response.output_item.done", {"output_index": index, "item": item})
    yield event("response.completed", {"response": response})
