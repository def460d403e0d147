"""What `check` and `fix` have in common: run the engine, print the report, return the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

from dsmigrate.cli.exits import Exit, exit_of
from dsmigrate.cli.options import Options
from dsmigrate.cli.settings import InForce, baseline_of, exclusions, in_force, settings_of

if TYPE_CHECKING:
    from dsmigrate.core.outcome import Outcome
    from dsmigrate.core.settings import Settings
    from dsmigrate.engine.look import Looked
    from dsmigrate.reports.summary import Deed


def carry_out(options: Options, *, write: bool, add_ignores: str | None = None) -> int:
    """Check, or with `write` fix, what the options name; `--diff` wins over `write`. Returns the exit code.

    `add_ignores` is the reason with which all findings are to be silenced by comments.

    Most runs end after the first look, in less time than it takes to load the catalog and the core's records.
    """
    # Imported here, since the help and wrong usage need none of it.
    from dsmigrate.engine.look import look

    if options.diff and options.output_format not in (None, "text"):
        raise click.UsageError(
            f"--diff prints a diff; for a report beside it, use --output-file {options.output_format}:FILE."
        )
    held = in_force(options)
    looked = look(
        options.paths or (".",),
        exclusions(held),
        held.of("force-exclude"),
        anchor=held.found.folder,
        usual=held.of("exclude") is None,
    )
    if not looked.named and not looked.problems and _is_simple(held, looked.found.base):
        return _say_so(len(looked.found.files), held)
    from dsmigrate.reports.summary import Deed

    settings = settings_of(held)
    if add_ignores is None:
        outcome = _run(settings, looked, write=write, diff=options.diff)
        deed = Deed.SHOWN if options.diff else Deed.WRITTEN if write else Deed.NONE
    else:
        outcome = _silence(settings, looked, add_ignores, diff=options.diff)
        deed = Deed.SILENCED_SHOWN if options.diff else Deed.SILENCED
    with _writing_to(_in_place_of_stdout(options)) as stream:
        _report(outcome, settings, held, stream, deed)
    _report_to_files(outcome, settings, options, deed)
    pending = options.diff and bool(outcome.changes)
    return exit_of(outcome, settings, pending=pending, exit_zero=options.exit_zero)


def _in_place_of_stdout(options: Options) -> str | None:
    return next((path for form, path in options.output_files if form is None), None)


def _is_simple(held: InForce, root: str) -> bool:
    """Whether a run without findings can be reported in a line."""
    to_stdout = all(form is None for form, _ in held.options.output_files)
    return held.of("output-format") in _SIMPLE and to_stdout and baseline_of(held, root) is None


# What is reported, by format, of a run that found nothing.
_SIMPLE = {"text": None, "concise": None, "json": "[]\n", "json-lines": ""}


def _say_so(files: int, held: InForce) -> int:
    from dsmigrate.reports.all_clear import all_clear

    with _writing_to(_in_place_of_stdout(held.options)) as stream:
        if held.options.diff:
            click.echo(all_clear(files, 0), err=True)
        else:
            report = _SIMPLE[held.of("output-format")]
            stream.write(all_clear(files, 0) + "\n" if report is None else report)
    return Exit.CLEAN


def _run(settings: Settings, looked: Looked, *, write: bool, diff: bool) -> Outcome:
    from dsmigrate.engine.baseline import BaselineError
    from dsmigrate.engine.run import check, fix
    from dsmigrate.reports.progress import Bar

    try:
        with Bar(sys.stderr) as bar:
            if write or diff:
                return fix(settings, write=not diff, progress=bar, looked=looked)
            return check(settings, progress=bar, looked=looked)
    except BaselineError as error:
        raise click.ClickException(str(error)) from error


def _silence(settings: Settings, looked: Looked, reason: str, *, diff: bool) -> Outcome:
    from dsmigrate.engine.ignoring import add_ignores
    from dsmigrate.reports.progress import Bar

    with Bar(sys.stderr) as bar:
        return add_ignores(settings, reason, write=not diff, progress=bar, looked=looked)


@contextmanager
def _writing_to(path: str | None) -> Iterator[TextIO]:
    """The stream for the report. A reader that leaves early is no error, a full disk is."""
    try:
        if path is None:
            yield sys.stdout
            sys.stdout.flush()
        else:
            with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
                yield file
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.ClickException(f"The report could not be written: {error}") from error


def _report(outcome: Outcome, settings: Settings, held: InForce, stream: TextIO, deed: Deed) -> None:
    """Write the diff, or the report in the format that is asked for."""
    from pathlib import Path

    from dsmigrate.reports import formats
    from dsmigrate.reports.terminal import console_for

    base = Path.cwd()
    form = held.of("output-format")
    if held.options.diff:
        _diff(outcome, stream)
        formats.render("text", outcome, settings, sys.stderr, deed=deed, base=base)
        return
    formats.render(form, outcome, settings, stream, deed=deed, base=base)
    if form in formats.SAY_NOTHING_OF_PROBLEMS:
        from dsmigrate.reports.text import render_problems

        render_problems(outcome, console_for(sys.stderr), base=base)


def _diff(outcome: Outcome, stream: TextIO) -> None:
    from dsmigrate.reports import diff
    from dsmigrate.reports.terminal import console_for

    colour = console_for(stream).color_system is not None
    patch = diff.diff(outcome.changes, outcome.root, colour=colour)
    stream.flush()
    stream.buffer.write(patch)
    stream.flush()
    if diff.shows_key(patch):
        click.echo("Mind: the diff shows an API key, as it could not be applied without it.", err=True)


def _report_to_files(outcome: Outcome, settings: Settings, options: Options, deed: Deed) -> None:
    from pathlib import Path

    from dsmigrate.reports import formats

    for form, path in options.output_files:
        if form is not None:
            with _writing_to(path) as stream:
                formats.render(form, outcome, settings, stream, deed=deed, base=Path.cwd())
