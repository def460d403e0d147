"""A rule's page, and the list of all rules, for `dsmigrate rule`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from dsmigrate.catalog.rules import Rule


def page(rule: Rule, console: Console) -> None:
    """Print the page: laid out on a terminal, as Markdown into a pipe."""
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(rule.text), soft_wrap=False)
    else:
        console.file.write(rule.text)


def rule_list(rules: Iterable[Rule], console: Console) -> None:
    """Print a line for each rule: code, severity, whether it is on, name and summary."""
    for rule in sorted(rules, key=lambda rule: rule.code):
        line = Text.assemble((rule.code, "bold"))
        line.append(f" {rule.severity:<8}")
        line.append("   " if rule.default_on else "off", style="dim")
        line.append(f" {rule.name}").append(f": {rule.summary}", style="dim")
        console.print(line, soft_wrap=True)
