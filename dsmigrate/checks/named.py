"""Which retired model ID a text names, for rules about texts that reach no request."""

from __future__ import annotations

import re

from dsmigrate.checks.context import Context


def counts(model: str, context: Context) -> bool:
    """Whether an ID means DeepSeek's own model also where no endpoint says so."""
    known = context.catalog.models.get(model)
    return known is not None and not known.only_with_proof


def retired_in(text: str, context: Context) -> re.Match[str] | None:
    """The retired ID that `text` is, with or without a prefix; None for anything else."""
    match = context.catalog.id_pattern.fullmatch(text)
    return match if match is not None and counts(match["id"], context) else None
