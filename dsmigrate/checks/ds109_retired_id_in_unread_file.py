"""DS109: a retired model ID in a configuration, script or source file of a language that is not read yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.named import counts
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.sightings import Mention, Role

CODE = "DS109"


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """One verdict for each ID in such a file; at low confidence where a prefix says that it is another vendor's."""
    for mention in mentions:
        if mention.role is Role.UNREAD_FILE:
            yield Verdict(
                code=CODE,
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM
                if not mention.note and counts(mention.model, context)
                else Confidence.LOW,
                message=f"`{mention.model}` is retired" + (f"; {mention.note}" if mention.note else ""),
                place=mention.place,
                not_fixed="files of this kind are searched, but not rewritten",
            )
