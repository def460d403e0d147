"""Rule pages and the list of rules."""

from __future__ import annotations

import io

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.reports.pages import page, rule_list
from dsmigrate.reports.terminal import console_for
from tests.reports.test_text import Terminal


def test_a_page_is_markdown_in_a_pipe_and_laid_out_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    monkeypatch.setenv("NO_COLOR", "1")
    for code, rule in catalog().rules.items():
        piped, laid_out = io.StringIO(), Terminal()
        page(rule, console_for(piped))
        page(rule, console_for(laid_out))
        assert piped.getvalue() == rule.text
        assert rule.text.startswith(f"# {rule.name} ({code})\n")
        assert code in laid_out.getvalue()
        assert "# " not in laid_out.getvalue().splitlines()[1]
        assert max(map(len, laid_out.getvalue().splitlines())) <= 72


def test_the_list_has_a_line_a_rule() -> None:
    stream = io.StringIO()
    rules = catalog().rules
    rule_list(list(rules.values())[::-1], console_for(stream))
    lines = stream.getvalue().splitlines()
    assert [line.split()[0] for line in lines] == sorted(rules)
    for line, rule in zip(lines, sorted(rules.values(), key=lambda rule: rule.code), strict=True):
        assert line.endswith(f" {rule.name}: {rule.summary}")
        assert (" off " in line) == (not rule.default_on)
