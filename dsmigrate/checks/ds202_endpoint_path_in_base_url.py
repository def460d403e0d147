"""DS202: the path of a method stands in a base URL, or is missing from the URL of a plain request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.context import Context
from dsmigrate.checks.endpoint_problems import endpoint_verdicts
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Client

CODE = "DS202"
PROBLEMS = frozenset({UrlProblem.PATH_IN_BASE, UrlProblem.BARE_REQUEST_URL})


def check_clients(clients: Sequence[Client], context: Context) -> Iterator[Verdict]:
    """One verdict for each such URL."""
    return endpoint_verdicts(CODE, PROBLEMS, clients, context)
