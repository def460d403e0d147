"""DS207: a base URL without a scheme, without encryption, or with a path that was never served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.context import Context
from dsmigrate.checks.endpoint_problems import endpoint_verdicts
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Client

CODE = "DS207"
PROBLEMS = frozenset({UrlProblem.NO_SCHEME, UrlProblem.HTTP, UrlProblem.UNKNOWN_PATH})


def check_clients(clients: Sequence[Client], context: Context) -> Iterator[Verdict]:
    """One verdict for each such URL."""
    return endpoint_verdicts(CODE, PROBLEMS, clients, context)
