"""DS105: a test on a retired model ID steers what the code does, and comes out differently once the ID is renamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Condition

CODE = "DS105"


def check_conditions(conditions: Sequence[Condition], context: Context) -> Iterator[Verdict]:
    """One verdict for each test that names a retired ID; looking a table up by one is DS106's."""
    for condition in conditions:
        if condition.assertion or condition.operator == "key":
            continue
        matches = [context.catalog.id_pattern.fullmatch(text) for text, _ in condition.operands]
        named = [match.group() for match in matches if match is not None]
        if not named:
            continue
        own = any(match is not None and not match["prefix"] for match in matches)
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(named))
        yield Verdict(
            code=CODE,
            severity=Severity.WARNING,
            confidence=Confidence.MEDIUM if own else Confidence.LOW,
            message=f"this test on {names} decides what happens; both retired names become one, so it needs a person",
            place=condition.place,
            related=tuple(Related(place, "this value is tested") for place in condition.subjects),
            not_fixed="a comparison changes its meaning when two names become one",
        )
