"""DS105: a test on a retired model ID steers what the code does, and comes out differently once the ID is renamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.named import retired_in
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Condition

CODE = "DS105"


def check_conditions(conditions: Sequence[Condition], context: Context) -> Iterator[Verdict]:
    """One verdict for each test that names a retired ID; looking a table up by one is DS106's."""
    for condition in conditions:
        if condition.assertion or condition.operator == "key":
            continue
        named = [(match, place) for text, place in condition.operands if (match := retired_in(text, context))]
        if not named:
            continue
        names = ", ".join(dict.fromkeys(f"`{match.group()}`" for match, _ in named))
        tested = [Related(place, "this value is tested") for place in condition.subjects]
        compared = [Related(place, "compared with this") for _, place in named if place != condition.place]
        own = any(not match["prefix"] for match, _ in named)
        yield Verdict(
            code=CODE,
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM if own else Confidence.LOW,
            message=f"this test on {names} decides what happens; after a rename it comes out differently",
            place=condition.place,
            related=(*tested, *compared),
            not_fixed="a test changes its meaning when two old names become one, so it needs a person",
        )
