"""A project that every example of a test writes its program into."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "pyproject.toml").write_bytes(b"")
    return folder
