"""DS203: a client speaks OpenAI's format at the Anthropic endpoint, or Anthropic's at the root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.context import Context
from dsmigrate.checks.endpoint_problems import endpoint_verdicts
from dsmigrate.core.findings import Verdict
from dsmigrate.core.sightings import Client

CODE = "DS203"
PROBLEMS = frozenset({UrlProblem.FORMAT_MISMATCH})


def check_clients(clients: Sequence[Client], context: Context) -> Iterator[Verdict]:
    """One verdict for each such URL."""
    return endpoint_verdicts(CODE, PROBLEMS, clients, context)
