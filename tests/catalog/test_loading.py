"""Finding and reading the rules: in an installed package, in a checkout of this project, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dsmigrate.catalog.load import Catalog, catalog
from dsmigrate.catalog.rules import rules_of
from dsmigrate.catalog.rules_root import find_rules, rules_root
from dsmigrate.catalog.toml import parse_toml, read_toml

ROOT = Path(__file__).parents[2]
OURS = '[project]\nname = "dsmigrate"\n'


def layout(root: Path, *, inside: bool, beside: bool, project: str | None) -> Path:
    package = root / "dsmigrate"
    package.mkdir()
    if inside:
        (package / "_rules").mkdir()
    if beside:
        (root / "rules").mkdir()
    if project is not None:
        (root / "pyproject.toml").write_text(project, encoding="utf-8")
    return package


def test_a_wheel(tmp_path: Path) -> None:
    package = layout(tmp_path, inside=True, beside=True, project=OURS)
    assert find_rules(package) == package / "_rules"


def test_a_checkout(tmp_path: Path) -> None:
    assert find_rules(layout(tmp_path, inside=False, beside=True, project=OURS)) == tmp_path / "rules"


@pytest.mark.parametrize(
    ("beside", "project"),
    [
        (False, OURS),
        (True, None),
        (True, '[project]\nname = "other"\n'),
        (True, '[project]\nname = "dsmigrate-x"\n'),
    ],
)
def test_another_folder_of_that_name_is_not_ours(tmp_path: Path, beside: bool, project: str | None) -> None:
    package = layout(tmp_path, inside=False, beside=beside, project=project)
    with pytest.raises(FileNotFoundError, match="install dsmigrate again"):
        find_rules(package)


def test_here() -> None:
    assert rules_root() == ROOT / "rules"
    assert catalog() is catalog()
    assert catalog().models is catalog().models


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    empty = Catalog(tmp_path)
    with pytest.raises(FileNotFoundError):
        _ = empty.models


def test_a_table_that_is_no_toml_is_named(tmp_path: Path) -> None:
    table = tmp_path / "catalog" / "models.toml"
    table.parent.mkdir()
    table.write_text("id = ", encoding="utf-8")
    with pytest.raises(ValueError, match=r"models\.toml"):
        _ = Catalog(tmp_path).models
    with pytest.raises(ValueError, match=r"models\.toml"):
        read_toml(table)


def test_toml_in_a_text() -> None:
    assert parse_toml("a = 1", Path("page.md")) == {"a": 1}


@pytest.mark.parametrize("text", ["# No front matter", "text <!-- code = 1 -->", ""])
def test_a_page_without_front_matter_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "DS999-x.md").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="DS999-x"):
        rules_of(tmp_path)


def test_other_pages_are_no_rules(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Rules", encoding="utf-8")
    assert rules_of(tmp_path) == {}


def test_rules_are_in_code_order_and_their_pages_can_be_opened() -> None:
    rules = catalog().rules
    assert list(rules) == sorted(rules)
    for code, rule in rules.items():
        assert rule.code == code
        assert rule.page.name == f"{code}-{rule.name}.md"
        assert rule.url.startswith("file:///")
        assert rule.severity in ("error", "warning", "info")
        assert rule.fixable in ("safe", "unsafe", "never")


def test_importing_the_loader_reads_no_table() -> None:
    code = (
        "import sys; from dsmigrate.catalog.load import catalog; c = catalog();"
        "assert not {'models', '_models', 'endpoints', 'rules'} & set(vars(c)), vars(c)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
