"""DS201: a client is told a host of DeepSeek's, or like it, that is not the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.context import Context
from dsmigrate.checks.endpoint_problems import endpoint_verdicts
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Client

CODE = "DS201"
PROBLEMS = frozenset({UrlProblem.WRONG_HOST, UrlProblem.PRIVATE_API})


def check_clients(clients: Sequence[Client], context: Context) -> Iterator[Verdict]:
    """One verdict for each such URL."""
    return endpoint_verdicts(CODE, PROBLEMS, clients, context)
