"""The line that a run ends with when there is nothing to report; imports nothing, as most runs print only this."""

from __future__ import annotations


def all_clear(files: int, candidates: int) -> str:
    """The one line of a run that found nothing and could read everything."""
    if not files:
        return "No files to check."
    if not candidates:
        return f"No findings: {count(files, 'file')} searched, none names DeepSeek."
    named = "names" if candidates == 1 else "name"
    return f"No findings: {candidates} of {count(files, 'file')} {named} DeepSeek, and nothing there is outdated."


def count(number: int, one: str, many: str = "") -> str:
    """`number` with the noun that goes with it."""
    return f"{number} {one if number == 1 else many or one + 's'}"
