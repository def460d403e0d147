"""Lifts a snippet, and says in words what was sighted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from dsmigrate.catalog.load import catalog
from dsmigrate.core.sightings import Endpoint, Request, Sightings, Variant
from dsmigrate.core.source import Place, Source
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value
from dsmigrate.dialects.python.lift import Program
from dsmigrate.dialects.python.tree import Tree

PATH = Path("/project/app.py")


@dataclass(frozen=True)
class Lifted:
    """A module that was lifted by itself."""

    source: Source
    program: Program

    @property
    def sightings(self) -> Sightings:
        return self.program.sightings[self.source.path]


def lifted(code: str | bytes) -> Lifted:
    """The lifted snippet; a text loses its indentation and is UTF-8."""
    return lifted_source(Source(PATH, dedent(code).encode() if isinstance(code, str) else code))


def lifted_source(source: Source) -> Lifted:
    return Lifted(source, Program([Tree(source)], catalog()))


def described(code: str) -> list[str]:
    """One line for each variant of each request: `api [library] endpoint: fields`, guards and reasons behind it."""
    return [line for request in lifted(code).sightings.requests for line in _request(request)]


def _request(request: Request) -> Iterator[str]:
    more = f" ({request.incomplete})" if request.incomplete else ""
    for variant in request.variants:
        line = (
            f"{variant.api.value} {request.library} {_endpoint(variant.endpoint)}: {_variant(variant)}{more}"
        )
        yield line.rstrip()


def _endpoint(endpoint: Endpoint) -> str:
    kind = " by default" if endpoint.implied else " (whole)" if endpoint.full else ""
    return words(endpoint.url) + kind


def _variant(variant: Variant) -> str:
    text = ", ".join(f"{name}={words(value)}" for name, value in sorted(variant.fields.items()))
    text += "".join(f", refused {name}={words(value)}" for name, value in sorted(variant.refused.items()))
    text += "".join(f", implied {name}" for name in variant.implied)
    text += f", **{variant.open}" if variant.open else ""
    guards = [f"{guard.text} is {guard.branch}" for guard in variant.guards]
    return text + (" if " + " and ".join(guards) if guards else "")


def words(value: Value) -> str:
    """A value as Python would write it; `~` behind what no single literal holds, `| what` can replace it."""
    match value:
        case Constant(data=data, editable=editable, outside=outside):
            whole = repr(data) + ("" if editable or not isinstance(data, str) else "~")
            return whole + (f" | {outside}" if outside else "")
        case Mapping(entries=entries):
            inner = [f"{key}: {words(entry)}" for key, entry in entries]
            return "{" + ", ".join([*inner, *([f"**{value.open}"] if value.open else [])]) + "}"
        case Items(items=items):
            return "[" + ", ".join([*map(words, items), *([f"*{value.open}"] if value.open else [])]) + "]"
        case Unknown(reason=reason, outside=outside):
            return f"? {reason}" + (f" < {outside}" if outside else "")


def told(code: str) -> list[str]:
    """One line for each mention, condition, escape and exposure of a snippet; for what may be replaced see `replaceable`."""
    file = lifted(code)
    sightings = file.sightings

    def written(place: Place) -> str:
        text = file.source.slice(place.span)
        return text if len(text) < 40 else f"{text[:36]}..."

    lines = [
        f"mention {mention.model} as {mention.role.value}" + (f": {mention.note}" if mention.note else "")
        for mention in sightings.mentions
    ]
    for condition in sightings.conditions:
        operands = ", ".join(text for text, _ in condition.operands)
        subjects = ", ".join(written(place) for _, place in condition.subjects) or "nothing known"
        kind = "asserted" if condition.assertion else "answered" if condition.answered else "condition"
        lines.append(
            f"{kind} {written(condition.place)}: {subjects} {condition.operator} {operands}".rstrip()
        )
    lines += [f"escape {written(escape.literal)} to {escape.to}" for escape in sightings.escapes]
    lines += [f"exposure {written(e.literal)} as {e.kind} {e.name}" for e in sightings.exposures]
    return [line for line in lines if " as replaced " not in line]


def replaceable(code: str) -> set[str]:
    """The names of a snippet under which code elsewhere may put another client or endpoint."""
    return {exposure.name for exposure in lifted(code).sightings.exposures if exposure.kind == "replaced"}
