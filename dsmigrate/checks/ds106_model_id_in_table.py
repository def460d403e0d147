"""DS106: a retired model ID in a menu, a registry, a price table or a list of choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.named import counts
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.sightings import Mention, Role

CODE = "DS106"


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """One verdict for each entry."""
    for mention in mentions:
        if mention.role is Role.TABLE and counts(mention.model, context):
            yield Verdict(
                code=CODE,
                severity=Severity.INFO,
                confidence=Confidence.MEDIUM,
                message=f"`{mention.model}` is retired and stands in a table ({mention.note}); no request was seen to use it",
                place=mention.place,
                not_fixed="two old names become one, and the table would get a double entry",
            )
