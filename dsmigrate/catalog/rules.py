"""The rules: what the front matter of each page in rules/ says."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dsmigrate.catalog.toml import parse_toml

FRONT_MATTER = re.compile(r"\A\ufeff?\s*<!--(.*?)-->", re.DOTALL)
_PAGE = re.compile(r"DS[0-9]{3}-.*\.md")


class Rule(NamedTuple):
    """One rule. `fixable` is `safe`, `unsafe` or `never`: the best that its fix can be; `since` our own version."""

    code: str
    name: str
    severity: str
    default_on: bool
    fixable: str
    since: str
    summary: str
    page: Path

    @property
    def url(self) -> str:
        """Where its page can be read: the copy that belongs to this version, and needs no network."""
        return self.page.as_uri()

    @property
    def text(self) -> str:
        """The page in Markdown, without its front matter."""
        return FRONT_MATTER.sub("", self.page.read_text(encoding="utf-8")).lstrip()

    def section(self, title: str) -> str:
        """What stands under a heading of the page; '' where there is no such heading."""
        _, _, rest = self.text.partition(f"\n## {title}\n")
        return rest.partition("\n## ")[0].strip()


def rule_names(root: Path) -> dict[str, str]:
    """The rules' names by code, told from the pages' file names alone, which costs little."""
    stems = sorted(name.removesuffix(".md") for name in os.listdir(root) if _PAGE.match(name))
    return {stem[:5]: stem[6:] for stem in stems}


def code_of(text: str, names: Mapping[str, str]) -> str | None:
    """The code, or the beginning of codes, that a code, a beginning, a rule's name or `ALL` means; None for none."""
    if text.upper() == "ALL":
        return "DS"
    code = next((code for code, name in names.items() if name == text.lower()), text.upper())
    return code if code and any(each.startswith(code) for each in names) else None


def rules_of(root: Path) -> dict[str, Rule]:
    """The rules by code, in code order. Raises ValueError where a page has no front matter that can be read."""
    return {rule.code: rule for rule in (_rule(page) for page in sorted(root.glob("DS[0-9]*.md")))}


def _rule(page: Path) -> Rule:
    found = FRONT_MATTER.match(page.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{page}: it does not begin with front matter inside <!-- and -->")
    row = parse_toml(found.group(1), page)
    return Rule(
        code=row["code"],
        name=row["name"],
        severity=row["severity"],
        default_on=row["default"],
        fixable=row["fixable"],
        since=row["since"],
        summary=row["summary"],
        page=page,
    )
