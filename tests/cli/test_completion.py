"""Shell completion: the script for each shell, and what is offered."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def offered(words: str, index: int) -> list[str]:
    environment = {
        **os.environ,
        "_DSMIGRATE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(index),
    }
    done = subprocess.run(["dsmigrate"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "index", "wanted"),
    [
        ("dsmigrate ch", 1, ["check"]),
        ("dsmigrate check --output-format git", 3, ["github", "gitlab"]),
        ("dsmigrate check --select DS10", 3, ["DS101"]),
        ("dsmigrate check --ignore DS101,ds20", 3, ["DS101,DS201"]),
        ("dsmigrate rule DS9", 2, ["DS901"]),
        ("dsmigrate fix --interac", 2, ["--interactive"]),
    ],
)
def test_offered(words: str, index: int, wanted: list[str]) -> None:
    assert offered(words, index)[: len(wanted)] == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts(shell: str, tmp_path: Path) -> None:
    command = ["dsmigrate", "generate-shell-completion", shell]
    script = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "_DSMIGRATE_COMPLETE" in script
    program = shutil.which(shell)
    if program is not None:
        (tmp_path / "script").write_text(script)
        assert subprocess.run([program, "-n", str(tmp_path / "script")], check=False).returncode == 0
