"""The tools that a request offers, as far as they are written out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dsmigrate.core.sightings import Variant
from dsmigrate.core.values import Constant, Items, Mapping, Value


class ToolDefinition(NamedTuple):
    """One tool of the kind `function`: the whole entry, and what it says about the function."""

    tool: Mapping
    function: Mapping

    @property
    def name(self) -> Constant | None:
        """The function's name, where it is a text that is known."""
        name = self.function.get("name")
        return name if isinstance(name, Constant) and isinstance(name.data, str) else None


def tool_definitions(variant: Variant) -> Iterator[ToolDefinition]:
    """The functions among a request's tools; what could not be followed is left out."""
    yield from definitions(variant.fields.get("tools"))


def definitions(tools: Value | None) -> Iterator[ToolDefinition]:
    """The functions in a list of tools."""
    for tool in tools.items if isinstance(tools, Items) else ():
        function = tool.get("function") if isinstance(tool, Mapping) else None
        if isinstance(tool, Mapping) and isinstance(function, Mapping):
            yield ToolDefinition(tool, function)
