"""The chain behind a finding: which request it is about, what that sends, and where each value was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dsmigrate.core.findings import Finding
from dsmigrate.core.sightings import Guard, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value

Where = Callable[[Place], str]
# How many ways to make a request are told, and how long a value is.
WAYS = 8
LENGTH = 60
NOWHERE = "it reaches no request that was seen"


class Behind:
    """Which requests findings are about; looked up by place, as there may be thousands of both."""

    def __init__(self, requests: Iterable[Request]) -> None:
        self._requests = list(requests)
        self._calls: dict[Place, list[int]] = {}
        self._values: dict[Place, list[int]] = {}
        for number, request in enumerate(self._requests):
            for call in {request.place, request.callee}:
                self._calls.setdefault(call, []).append(number)
            values = (value for variant in request.variants for _, value in _sent(variant))
            for place in {place for value in values for place in _places(value)}:
                self._values.setdefault(place, []).append(number)

    def requests(self, finding: Finding) -> list[Request]:
        """The requests that a finding is about, or that send something it is about."""
        numbers = {*self._values.get(finding.place, ())}
        for place in (finding.place, *(related.place for related in finding.related)):
            numbers.update(self._calls.get(place, ()))
        return [self._requests[number] for number in sorted(numbers)]


def explanation(finding: Finding, behind: Behind, where: Where) -> Iterator[tuple[int, str]]:
    """Lines of text, each behind the depth at which it stands; `where` says a place as `file:row:column`."""
    concerned = behind.requests(finding)
    if not concerned:
        yield 0, NOWHERE
    for request in concerned:
        spoken = ", ".join(dict.fromkeys(variant.api.value for variant in request.variants))
        yield 0, f"the request at {where(request.place)}, made with {request.library} ({spoken})"
        several = len(request.variants) > 1
        for number, variant in enumerate(request.variants[:WAYS]):
            depth = 1 + several
            if variant.guards:
                yield 1, f"where {', and '.join(_guard(guard) for guard in variant.guards)}"
            elif several:
                yield 1, "in another way" if number else "in one way"
            for name, value in _sent(variant):
                yield from _told(name, value, where, depth)
            if variant.open:
                yield depth, f"and what is not known: {variant.open}"
        if len(request.variants) > WAYS:
            yield 1, f"and in {len(request.variants) - WAYS} more ways"
        if request.incomplete:
            yield 1, f"perhaps in other ways as well: {request.incomplete}"


def _sent(variant: Variant) -> Iterator[tuple[str, Value]]:
    """The endpoint, the model and the thinking mode first."""
    yield "endpoint", variant.endpoint.url
    first = ("model", "thinking")
    yield from ((name, variant.fields[name]) for name in first if name in variant.fields)
    yield from ((name, value) for name, value in variant.fields.items() if name not in first)
    yield from ((f"{name} (not sent)", value) for name, value in variant.refused.items())


def _places(value: Value) -> Iterator[Place]:
    yield value.place
    match value:
        case Constant(trail=trail) | Unknown(trail=trail):
            yield from trail
        case Mapping(entries=entries):
            for _, inner in entries:
                yield from _places(inner)
        case Items(items=items):
            for inner in items:
                yield from _places(inner)


def _guard(guard: Guard) -> str:
    if guard.branch in ("true", "false"):
        return f"`{guard.text}` is {guard.branch}"
    return f"{guard.text} is {guard.branch}"


def _told(name: str, value: Value, where: Where, depth: int) -> Iterator[tuple[int, str]]:
    """What a field holds and where that was written; for what is put together, only the parts that are not plain."""
    said = f"{name}: {_short(value)}"
    match value:
        case Unknown(reason=reason, outside=outside):
            from_there = f" (it comes from {outside})" if outside else ""
            yield (
                depth,
                f"{name}: given up at {where(value.place)}, as {reason}{from_there}{_way(value.trail, where)}",
            )
        case Constant(outside=outside):
            other = f"; {outside} can replace it" if outside else ""
            yield depth, f"{said}, written at {where(value.place)}{_way(value.trail, where)}{other}"
        case Mapping(entries=entries, open=open_):
            yield depth, f"{said}, written at {where(value.place)}"
            for key, inner in entries:
                if isinstance(inner, (Unknown, Mapping)) or inner.place.path != value.place.path:
                    yield from _told(key, inner, where, depth + 1)
            if open_:
                yield depth + 1, f"and what is not known: {open_}"
        case Items(open=open_):
            yield depth, f"{said}, written at {where(value.place)}"
            if open_:
                yield depth + 1, f"and what is not known: {open_}"


def _way(trail: Iterable[Place], where: Where) -> str:
    steps = list(dict.fromkeys(map(where, trail)))
    return f", by way of {', '.join(steps)}" if steps else ""


def _short(value: Value) -> str:
    match value:
        case Constant(data=str() as text):
            text = f'"{text}"'
        case Constant(data=data):
            text = repr(data)
        case Mapping(entries=entries):
            text = "{" + ", ".join(f'"{key}": {_short(inner)}' for key, inner in entries) + "}"
        case Items(items=items):
            text = "[" + ", ".join(map(_short, items)) + "]"
        case _:
            return "?"
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 1]}…"
