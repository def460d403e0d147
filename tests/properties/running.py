"""Runs `fix` over one program, and how many examples of it a test asks for."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, Phase, settings

from dsmigrate.catalog.load import catalog
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import fix

TARGET = catalog().default_target
# The same examples in every run: what fails here must fail for everybody.
quietly = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    report_multiple_bugs=False,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def run(project: Path, data: bytes) -> tuple[Outcome, bytes]:
    """What `fix` says about a program, and what it leaves of it."""
    path = project / "program.py"
    path.write_bytes(data)
    outcome = fix(Settings(paths=(project,), targets=Targets(TARGET, TARGET)), write=True)
    return outcome, path.read_bytes()
