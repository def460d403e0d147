"""`fix --interactive`: shows each fix as a diff, and makes those that a person takes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dsmigrate.core.findings import Finding, Fix
    from dsmigrate.core.outcome import Change

HELP = """\
y  yes, make this fix
n  no, leave it
a  all: make this fix and all that follow
s  skip this fix and all others in the same files
q  quit: make no further fix; those that you took are made"""


class Asker:
    """Asks about one fix after the other, on stderr, and remembers `all`, `skip` and `quit`."""

    def __init__(self) -> None:
        self.number = 0
        self._all = False
        self._quit = False
        self._skipped: set[Path] = set()

    def __call__(self, fix: Fix, findings: Sequence[Finding], changes: Sequence[Change]) -> bool:
        """Whether a fix is to be made."""
        if self._all:
            return True
        if self._quit or not self._skipped.isdisjoint(fix.paths):
            return False
        self.number += 1
        self._show(fix, findings, changes)
        while True:
            match self._answer():
                case "y":
                    return True
                case "n":
                    return False
                case "a":
                    self._all = True
                    return True
                case "s":
                    self._skipped.update(fix.paths)
                    return False
                case "q":
                    self._quit = True
                    return False
                case _:
                    click.echo(HELP, err=True)

    def _answer(self) -> str:
        try:
            answer: str = click.prompt(
                "Make this fix? [y,n,a,s,q,?]", prompt_suffix=" ", err=True, default="?", show_default=False
            )
        except click.Abort:
            # The end of the input; Ctrl-C comes as one too, and nothing has been written yet.
            raise KeyboardInterrupt from None
        return answer.strip().lower()[:1]

    def _show(self, fix: Fix, findings: Sequence[Finding], changes: Sequence[Change]) -> None:
        from dsmigrate.reports.diff import diff
        from dsmigrate.reports.redact import redact
        from dsmigrate.reports.terminal import console_for

        click.echo("", err=True)
        for finding in findings:
            head = f"{finding.code} {finding.name}: {redact(finding.message)}"
            click.secho(head, bold=True, err=True)
        click.echo(f"{fix.applicability.value} fix {self.number}: {redact(fix.message)}", err=True)
        for reason in fix.reasons:
            click.echo(f"unsafe because: {redact(reason)}", err=True)
        colour = console_for(sys.stderr).color_system is not None
        patch = diff(changes, Path.cwd(), colour=colour)
        click.echo(patch.decode("utf-8", "replace"), nl=False, err=True)


def asker() -> Asker:
    """Somebody to ask. Raises UsageError where nobody is there."""
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        raise click.UsageError(
            "--interactive asks, and there is no terminal to ask on; --diff shows all fixes at once."
        )
    return Asker()
