"""The rule pages: front matter, sections, names, examples and sources."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

RULES = Path(__file__).parents[2] / "rules"
# Codes never change once released, so they are written out: code, name, severity, on by default, and the best that
# its fix can be.
TABLE = [
    ("DS101", "retired-model-id", "error", True, "safe"),
    ("DS102", "unknown-model-id", "error", True, "never"),
    ("DS103", "outdated-model-id", "info", False, "safe"),
    ("DS105", "model-id-in-condition", "warning", True, "never"),
    ("DS106", "model-id-in-table", "info", True, "never"),
    ("DS107", "model-id-mention", "info", False, "never"),
    ("DS108", "unknown-model", "info", True, "never"),
    ("DS109", "retired-id-in-unread-file", "warning", True, "never"),
    ("DS201", "wrong-host", "error", True, "safe"),
    ("DS202", "endpoint-path-in-base-url", "error", True, "safe"),
    ("DS203", "endpoint-format-mismatch", "error", True, "safe"),
    ("DS204", "expired-endpoint", "error", True, "safe"),
    ("DS205", "missing-base-url", "warning", True, "never"),
    ("DS206", "beta-endpoint-required", "error", True, "unsafe"),
    ("DS207", "malformed-base-url", "error", True, "safe"),
    ("DS301", "implicit-thinking", "info", True, "never"),
    ("DS302", "malformed-thinking", "error", True, "safe"),
    ("DS303", "ignored-sampling-parameter", "warning", True, "safe"),
    ("DS304", "invalid-effort", "error", True, "safe"),
    ("DS305", "forced-tool-choice-while-thinking", "error", True, "unsafe"),
    ("DS306", "reasoning-content-dropped", "warning", True, "never"),
    ("DS307", "token-cap-while-thinking", "warning", True, "unsafe"),
    ("DS401", "json-mode-without-json", "error", True, "unsafe"),
    ("DS402", "json-schema-unsupported", "error", True, "never"),
    ("DS403", "unguarded-json-parse", "info", False, "never"),
    ("DS501", "strict-schema", "error", True, "never"),
    ("DS502", "tool-limits", "error", True, "never"),
    ("DS601", "malformed-auth-header", "error", True, "never"),
    ("DS602", "hardcoded-api-key", "warning", True, "never"),
    ("DS603", "malformed-payload", "error", True, "unsafe"),
    ("DS604", "no-effect-parameter", "info", True, "unsafe"),
    ("DS605", "wrong-usage-field", "error", True, "never"),
    ("DS901", "unused-suppression", "warning", True, "safe"),
]
CODES = [code for code, *_ in TABLE]
TYPES = {
    "code": str,
    "name": str,
    "severity": str,
    "default": bool,
    "fixable": str,
    "summary": str,
    "since": str,
    "sources": list,
    "checked": date,
}
SECTIONS = [
    "What it finds",
    "Why it is bad",
    "Example",
    "Use instead",
    "When the fix is safe",
    "How to silence it",
    "Sources",
]
FENCED = re.compile(r"^```(?P<language>[a-z]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
URL = re.compile(r"<(https://[^>\s]+)>")
LINK = re.compile(r"\]\((?P<target>[^)]+)\)")


def path_of(code: str) -> Path:
    (path,) = RULES.glob(f"{code}-*.md")
    return path


def front_matter(code: str) -> dict[str, Any]:
    text = path_of(code).read_text(encoding="utf-8")
    assert text.startswith("<!--\n")
    return tomli.loads(text[len("<!--") : text.index("-->")])


def body(code: str) -> str:
    return path_of(code).read_text(encoding="utf-8").partition("\n-->\n")[2]


def sections(code: str) -> dict[str, str]:
    """The text below each level-2 heading, in the order of the page; code blocks hold no headings."""
    parts = re.split(r"^## (.+)\n", body(code), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_there_is_a_page_for_each_rule_of_the_table() -> None:
    assert sorted(path.name for path in RULES.glob("*.md")) == [
        f"{code}-{name}.md" for code, name, *_ in TABLE
    ]


@pytest.mark.parametrize("code", CODES)
def test_front_matter_has_every_key_and_no_other(code: str) -> None:
    row = front_matter(code)
    assert {key: type(value) for key, value in row.items()} == TYPES


@pytest.mark.parametrize(("code", "name", "severity", "default", "best"), TABLE)
def test_front_matter_agrees_with_the_table(
    code: str, name: str, severity: str, default: bool, best: str
) -> None:
    row = front_matter(code)
    assert (row["code"], row["name"], row["severity"]) == (code, name, severity)
    assert (row["default"], row["fixable"]) == (default, best)
    assert re.fullmatch(r"\d+\.\d+\.\d+", row["since"])


@pytest.mark.parametrize("code", CODES)
def test_summary_is_one_line_that_goes_on_in_a_list(code: str) -> None:
    summary = front_matter(code)["summary"]
    assert 20 <= len(summary) <= 110
    assert summary.isprintable()
    assert not summary.endswith(".")


@pytest.mark.parametrize("code", CODES)
def test_nothing_of_the_front_matter_shows_on_the_page(code: str) -> None:
    """The comment ends where GitHub thinks that it ends, and the title comes right after it."""
    text = path_of(code).read_text(encoding="utf-8")
    assert text.count("<!--") == text.count("-->") == 1
    assert body(code).startswith(f"\n# {front_matter(code)['name']} ({code})\n")
    assert FENCED.sub("", body(code)).count("\n# ") == 1


@pytest.mark.parametrize("code", CODES)
def test_sections_stand_in_order_and_say_something(code: str) -> None:
    found = sections(code)
    assert list(found) == SECTIONS
    assert all(text.strip() for text in found.values())


@pytest.mark.parametrize("code", CODES)
def test_code_stands_only_in_the_examples_one_block_each(code: str) -> None:
    blocks = {
        title: [block["language"] for block in FENCED.finditer(text)]
        for title, text in sections(code).items()
    }
    language = "ini" if code == "DS109" else "python"
    assert {title: found for title, found in blocks.items() if found} == {
        "Example": [language],
        "Use instead": [language],
    }


@pytest.mark.parametrize("section", ["Example", "Use instead"])
@pytest.mark.parametrize("code", [code for code in CODES if code != "DS109"])
def test_python_examples_are_whole_files(code: str, section: str) -> None:
    (block,) = FENCED.finditer(sections(code)[section])
    tree = ast.parse(block["text"])
    assert any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in tree.body)
    assert any(isinstance(node, ast.keyword) and node.arg == "messages" for node in ast.walk(tree))


@pytest.mark.parametrize("code", CODES)
def test_the_page_lists_the_sources_of_the_front_matter_with_their_date(code: str) -> None:
    row = front_matter(code)
    assert row["sources"]
    assert row["checked"] >= date(2026, 11, 21)
    bullets = re.split(r"^- ", sections(code)["Sources"].strip(), flags=re.MULTILINE)[1:]
    assert [url for bullet in bullets for url in URL.findall(bullet)] == row["sources"]
    for bullet in bullets:
        assert URL.search(bullet), bullet
        assert " ".join(bullet.split()).endswith(f"checked {row['checked']}"), bullet


@pytest.mark.parametrize("code", CODES)
def test_silencing_speaks_of_options_with_the_code_of_the_page(code: str) -> None:
    text = sections(code)["How to silence it"]
    assert f"--ignore {code}" in text
    assert ("--select" in text) or ("--fail-on" in text) or ("--extend-exclude" in text)


@pytest.mark.parametrize("code", CODES)
def test_links_to_other_pages_lead_there(code: str) -> None:
    for link in LINK.finditer(body(code)):
        assert (RULES / link["target"]).is_file(), link["target"]


@pytest.mark.parametrize("code", CODES)
def test_rows_are_no_longer_than_a_page_is_wide(code: str) -> None:
    rows = path_of(code).read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if len(row) > 120] == []
    assert [row for row in rows if row != row.rstrip()] == []
