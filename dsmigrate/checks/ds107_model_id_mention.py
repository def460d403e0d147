"""DS107: a retired model ID in a comment, a docstring, a help text or a test's assertion. Off by default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.named import counts, retired_in
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.sightings import Condition, Mention, Role

CODE = "DS107"


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """One verdict for each ID in a text."""
    for mention in mentions:
        if mention.role is Role.TEXT and counts(mention.model, context):
            yield Verdict(
                code=CODE,
                severity=Severity.INFO,
                confidence=Confidence.HIGH,
                message=f"a text mentions `{mention.model}`, which is retired",
                place=mention.place,
                not_fixed="texts are for a person to change",
            )


def check_conditions(conditions: Sequence[Condition], context: Context) -> Iterator[Verdict]:
    """One verdict for each retired ID that an assertion expects."""
    for condition in conditions:
        if not condition.assertion:
            continue
        for text, place in condition.operands:
            if retired_in(text, context):
                yield Verdict(
                    code=CODE,
                    severity=Severity.INFO,
                    confidence=Confidence.HIGH,
                    message=f"an assertion expects `{text}`, which is retired",
                    place=place,
                    not_fixed="what a test expects is for a person to change",
                )
