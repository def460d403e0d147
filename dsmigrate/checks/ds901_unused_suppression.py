"""DS901: a comment that silences a rule where it has nothing to say, or that is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.intents import SetComment
from dsmigrate.core.suppressions import IdleSuppression

CODE = "DS901"


def check_suppressions(suppressions: Sequence[IdleSuppression], context: Context) -> Iterator[Verdict]:
    """One verdict for each comment; its fix takes out what does nothing, and with the last of it the comment."""
    for idle in suppressions:
        comment = idle.suppression
        yield Verdict(
            code=CODE,
            severity=Severity.WARNING,
            confidence=Confidence.HIGH,
            message=f"`{comment.comment}` {_said(idle)}",
            place=comment.place,
            intents=(_intent(idle),) if idle.editable and not comment.wrong else (),
            fix_message=f"take out {_listed(idle.words)}" if idle.left else "take out the comment",
            not_fixed="" if idle.editable and not comment.wrong else _not_fixed(idle),
        )


def _said(idle: IdleSuppression) -> str:
    if idle.suppression.wrong:
        return f"silences nothing: {idle.suppression.wrong}"
    if idle.unknown:
        return f"silences nothing: there is no rule {_listed(idle.unknown)}"
    if idle.left:
        return f"silences less than it says: there is nothing to say about {_listed(idle.words)} here"
    return "silences nothing: there is no such finding here"


def _intent(idle: IdleSuppression) -> SetComment:
    if idle.left:
        return SetComment(idle.suppression.listing, ", ".join(idle.left))
    return SetComment(idle.suppression.removal, "")


def _not_fixed(idle: IdleSuppression) -> str:
    if idle.suppression.wrong:
        return "what was meant is for a person to say"
    return "files of this kind are searched, but not rewritten"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words)
