"""Puts `rules/` into the wheel as `dsmigrate/_rules`; an editable install reads the checkout's own, and gets no copy."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHook(BuildHookInterface):  # type: ignore[type-arg,misc,unused-ignore]
    """A plain `force-include` would also copy the rules beside an editable install, where they would grow stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"]["rules"] = "dsmigrate/_rules"
