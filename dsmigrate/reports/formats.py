"""Writes a report in the format that is asked for; only that format's module is imported."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TextIO

from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.reports.deeds import Deed

_MODULES = {
    "text": "text",
    "concise": "concise",
    "statistics": "statistics",
    "statistics-json": "statistics_json",
    "statistics-markdown": "statistics_markdown",
    "json": "json_report",
    "json-lines": "json_lines",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
    "html": "html_report",
}
FOR_PEOPLE = frozenset({"text", "concise", "statistics"})
# The statistics in other formats than text.
_COUNTED = frozenset({"statistics-json", "statistics-markdown"})
# Those that tell more of each finding with the requests behind it.
SHOW_REQUESTS = frozenset({"html", "statistics"}) | _COUNTED
# Those whose readers need to be told of files that could not be read, as they have no place for it themselves.
SAY_NOTHING_OF_PROBLEMS = frozenset({"json", "json-lines", "gitlab"})


def load(name: str) -> None:
    """Imports what the report `name` takes, for a time at which there is nothing else to do."""
    _module(name)
    if name in FOR_PEOPLE:
        from dsmigrate.reports import terminal  # noqa: F401


def _module(name: str) -> ModuleType:
    return import_module(f"dsmigrate.reports.{_MODULES[name]}")


def render(
    name: str, outcome: Outcome, settings: Settings, stream: TextIO, *, deed: Deed, base: Path
) -> None:
    """Write the report `name`; for people, paths are shown relative to `base`."""
    if name not in SHOW_REQUESTS and not settings.explain_values:
        outcome = replace(outcome, requests=None)
    module = _module(name)
    if name in FOR_PEOPLE:
        from dsmigrate.reports.terminal import console_for

        module.render(outcome, settings, console_for(stream), deed=deed, base=base)
    elif name in _COUNTED:
        module.render(outcome, settings, stream)
    elif name == "html":
        module.render(outcome, settings, stream, deed=deed)
    else:
        module.render(outcome, stream)
