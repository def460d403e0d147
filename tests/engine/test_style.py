"""How long a line may be: what the project's own formatter is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine.style import DEFAULT_LINE_LENGTH, line_length

PAGES = {
    "black": ("[tool.black]\nline-length = 100\n", 100),
    "ruff": ("[tool.ruff]\nline-length = 79\n", 79),
    "black before ruff": ("[tool.black]\nline-length = 90\n[tool.ruff]\nline-length = 120\n", 90),
    "black without a length": (
        "[tool.black]\nskip-string-normalization = true\n[tool.ruff]\nline-length = 120\n",
        120,
    ),
    "neither": ("[project]\nname = 'x'\n", DEFAULT_LINE_LENGTH),
    "no number": ("[tool.black]\nline-length = 'long'\n", DEFAULT_LINE_LENGTH),
    "empty": ("", DEFAULT_LINE_LENGTH),
    "not TOML": ("[tool.black\n", DEFAULT_LINE_LENGTH),
    "not UTF-8": (b"\xff\xfe[tool.black]", DEFAULT_LINE_LENGTH),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.values(), ids=PAGES.keys())
def test_the_length_that_a_project_says(tmp_path: Path, page: str | bytes, expected: int) -> None:
    (tmp_path / "pyproject.toml").write_bytes(page if isinstance(page, bytes) else page.encode())
    assert line_length(tmp_path) == expected


def test_the_nearest_page_counts(tmp_path: Path) -> None:
    inner = tmp_path / "packages" / "one" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 100\n")
    (inner.parent / "pyproject.toml").write_text("[tool.ruff]\nline-length = 120\n")
    assert line_length(inner) == 120
    assert line_length(tmp_path / "packages") == 100


def test_a_folder_of_that_name_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "inner" / "pyproject.toml").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 66\n")
    assert line_length(tmp_path / "inner") == 66


@pytest.mark.parametrize("page", ["tool = 1\n", "[tool]\nblack = 3\n", "[[tool.black]]\nline-length = 3\n"])
def test_a_page_of_another_shape_does_not_stop_a_run(tmp_path: Path, page: str) -> None:
    (tmp_path / "pyproject.toml").write_text(page)
    assert line_length(tmp_path) == DEFAULT_LINE_LENGTH


@pytest.mark.parametrize("name", ["ruff.toml", ".ruff.toml"])
def test_ruffs_own_file_counts(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("line-length = 120\n")
    assert line_length(tmp_path) == 120
