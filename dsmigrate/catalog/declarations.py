"""What may stand in a client library's file, and in a project's own declaration of its clients in the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dsmigrate.core.schema import Fault, Kind, any_text, anything, flag, list_of, mapping, one_of, table, text

_NAME = r"[A-Za-z_]\w*"
_QUALIFIED = re.compile(rf"{_NAME}(?:\.{_NAME})+")
_VERSION = re.compile(r"\d+(?:\.\d+)*\w*")
_URL = re.compile(r"https?://[^\s/]+\S*")
_ENDPOINTS = ("default_endpoint", "endpoint", "client", "provider", "prefixes", "inferred", "url", "told_by")


def _version(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield from text(value)
    elif not _VERSION.fullmatch(value):
        yield Fault((), f"{value!r} is no version, such as 1.93", value)


def _example() -> str:
    """A base URL, for an error message; only then is it worth loading."""
    from dsmigrate.catalog.load import catalog

    return catalog().endpoints.root


def _url(value: Any) -> Iterator[Fault]:
    if isinstance(value, str) and value and not _URL.fullmatch(value):
        yield Fault((), f"{value!r} is no URL, such as {_example()}", value)
    else:
        yield from any_text(value)


def _qualified(value: Any) -> Iterator[Fault]:
    if isinstance(value, str) and value and not _QUALIFIED.fullmatch(value):
        yield Fault((), f"{value!r} has to be a name with its module, such as myapp.llm.ask", value)
    else:
        yield from text(value)


_TEXTS = list_of(text)
_TELLING = table(
    {
        "functions": list_of(_qualified),
        "positional": _TEXTS,
        "endpoint": _TEXTS,
        "client": _TEXTS,
        "scope": text,
        "beside": mapping(text),
    },
    ("functions",),
)
_TOGGLE = table(
    {
        "path": text,
        "enabled": anything,
        "disabled": anything,
        "sends": text,
        "only_for": text,
        "unsaid": any_text,
        "since": _version,
    },
    ("path", "disabled"),
)
_BY_NAME = table(
    {
        "pattern": text,
        "says": text,
        "calls": _TEXTS,
        "beside": mapping(text),
        "settled_by": _TEXTS,
        "since": mapping(_version),
    },
    ("pattern", "says"),
)
_DEMAND = table(
    {
        "sends": mapping(any_text),
        "says": text,
        "unsaid": any_text,
        "decided_by": text,
        "decided_by_client": flag,
        "methods": _TEXTS,
        "calls": list_of(_qualified),
        "holds": text,
        "beside": text,
        "without": _TEXTS,
        "a_class": flag,
        "settled_by": list_of(_qualified),
        "with_object": flag,
        "pattern": text,
        "since": mapping(_version),
        "until": mapping(_version),
    },
    ("sends", "says"),
)
_EFFORT = table(
    {
        "sends": mapping(one_of("enabled", "disabled", "unknown", "")),
        "at": _TEXTS,
        "routes": _TEXTS,
        "since": mapping(_version),
        "says": text,
    },
    ("sends", "at"),
)
_WHERE: Mapping[str, Kind] = {
    "endpoint": _TEXTS,
    "client": _TEXTS,
    "default_endpoint": _url,
    "endpoint_variables": _TEXTS,
    "provider": text,
    "providers": mapping(_url),
    "positional": _TEXTS,
}
CLIENT_KEYS: Mapping[str, Kind] = {
    **_WHERE,
    "names": _TEXTS,
    "speaks": one_of("chat", "messages", "http"),
    "derive": _TEXTS,
    "scheme": text,
}
REQUEST_KEYS: Mapping[str, Kind] = {
    **_WHERE,
    "api": one_of("chat", "fim", "responses", "messages", "http"),
    "functions": list_of(_qualified),
    "methods": _TEXTS,
    "on": _TEXTS,
    "through": _TEXTS,
    "rename": mapping(text),
    "merge": _TEXTS,
    "refused": _TEXTS,
    "builds": mapping(text),
    "nested": mapping(text),
    "told_by": list_of(_TELLING),
    "part": flag,
    "elsewhere": text,
    "endpoint_settings": list_of(_qualified),
    "prefixes": mapping(_url),
    "inferred": mapping(_url),
    "redirects": _TEXTS,
    "overrides": _TEXTS,
    "drops": _TEXTS,
    "used_by": _TEXTS,
    "keeps": _TEXTS,
    "streams": _TEXTS,
    "implied": mapping(mapping(anything)),
    "chat_only_with": text,
    "always": _TEXTS,
    "words": mapping(mapping(anything)),
    "by_name": list_of(_BY_NAME),
    "demands": list_of(_DEMAND),
    "binds": mapping(any_text),
    "by_text": flag,
    "models": _TEXTS,
    "instead": text,
    "rebinds": _TEXTS,
    "default_model": text,
    "url": text,
    "body": _TEXTS,
    "toggle": _TOGGLE,
    "effort": _EFFORT,
    "responses_with": mapping(anything),
    "responses_toggle": _TOGGLE,
    "configs": _TEXTS,
    "package": text,
    "since": _version,
    "until": _version,
    "refused_before": mapping(_version),
}
FILE_KEYS: Mapping[str, Kind] = {
    "title": text,
    "package": any_text,
    "since": any_text,
    "until": _version,
    "source": _url,
    "checked": anything,
    "client": list_of(table(CLIENT_KEYS, ("names", "speaks"))),
    "request": list_of(table(REQUEST_KEYS, ("api",))),
    "records": _TEXTS,
    "unsent": _TEXTS,
    "constants": mapping(text),
}
_shape = table(FILE_KEYS)


def file_faults(declared: Any) -> Iterator[Fault]:
    """What is wrong with a client library's file: keys, types, and what cannot work."""
    faults = list(_shape(declared))
    yield from faults
    if not faults:
        for index, row in enumerate(declared.get("request", ())):
            for fault in _request_faults(row):
                yield fault._replace(keys=("request", index, *fault.keys))


def own_faults(declared: Any) -> Iterator[Fault]:
    """The same for what a project declares of its own; besides, that it says where its requests go."""
    faults = list(file_faults(declared))
    yield from faults
    if faults:
        return
    requests = declared.get("request", ())
    if not requests:
        yield Fault((), "declares no request: `request` says which calls ask a model for something")
    for index, row in enumerate(declared.get("client", ())):
        for number, name in enumerate(row["names"]):
            yield from (fault._replace(keys=("client", index, "names", number)) for fault in _qualified(name))
    for index, row in enumerate(requests):
        if row.get("functions") and not any(key in row for key in _ENDPOINTS):
            yield Fault(
                ("request", index),
                f'does not say where the request goes: `default_endpoint = "{_example()}"`, or'
                " `endpoint` for the arguments that tell it",
            )
        if {"since", "until", "refused_before"} & row.keys() and not (
            row.get("package") or declared.get("package")
        ):
            yield Fault(
                ("request", index), "`package` is missing: whose versions are `since` and `until` about?"
            )


def _request_faults(row: Mapping[str, Any]) -> Iterator[Fault]:
    if not row.get("functions") and not row.get("methods"):
        yield Fault((), "says no call: `functions` by their qualified names, or `methods` of a client")
    toggle = row.get("toggle")
    if toggle is None:
        return
    path = toggle["path"]
    around = path.rpartition(".")[0]
    reaches = path in ("thinking", "reasoning.effort") or around in row.get("merge", ())
    if not reaches and not toggle.get("sends"):
        yield Fault(
            ("toggle", "path"),
            f"{path!r} does not reach the body: "
            + (
                f'add `merge = ["{around}"]`'
                if around
                else 'say which field it becomes, `sends = "thinking"`'
            ),
            path,
        )
