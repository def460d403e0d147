"""DS204: an endpoint that was served for a limited time, which is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.context import Context
from dsmigrate.checks.endpoint_problems import endpoint_verdicts
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Client

CODE = "DS204"
PROBLEMS = frozenset({UrlProblem.EXPIRED})


def check_clients(clients: Sequence[Client], context: Context) -> Iterator[Verdict]:
    """One verdict for each such URL."""
    return endpoint_verdicts(CODE, PROBLEMS, clients, context)
