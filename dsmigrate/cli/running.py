"""What `check` and `fix` have in common: run the engine, print the report, return the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TextIO

import click

from dsmigrate.cli.exits import Exit, exit_of
from dsmigrate.cli.options import Options
from dsmigrate.cli.settings import InForce, baseline_of, exclusions, in_force, settings_of
from dsmigrate.cli.standard_input import from_stdin

if TYPE_CHECKING:
    from dsmigrate.cli.undo import Keeper
    from dsmigrate.core.outcome import Outcome
    from dsmigrate.core.settings import Settings
    from dsmigrate.engine.look import Looked
    from dsmigrate.reports.deeds import Deed


def carry_out(
    options: Options,
    *,
    write: bool,
    add_ignores: str | None = None,
    explain_values: bool = False,
    interactive: bool = False,
    force: bool = False,
) -> int:
    """Check, or with `write` fix, what the options name; `--diff` wins over `write`. Returns the exit code.

    `add_ignores` is the reason with which all findings are to be silenced by comments. With `-` for a path it is stdin
    that is checked, or whose fixed text goes to stdout. With `explain_values` the report says where values come from. `interactive` asks about each fix, and `force` fixes files that
    have changes which are not in git.

    Most runs end after the first look, in less time than it takes to load the catalog and the core's records.
    """
    if options.diff and options.output_format not in (None, "text"):
        raise click.UsageError(
            f"--diff prints a diff; for a report beside it, use --output-file {options.output_format}:FILE."
        )
    if explain_values and options.output_format not in (None, "text", "json"):
        raise click.UsageError("--explain-values goes with the formats text and json.")
    given, options = from_stdin(options)
    if given is not None and add_ignores is not None:
        raise click.UsageError("--add-ignores writes files; it cannot be combined with `-`.")
    if interactive and (options.diff or given is not None):
        raise click.UsageError(
            "--interactive writes what it asks about; it cannot be combined with --diff or `-`."
        )
    held = in_force(options)
    looked = _look(held, given)
    echoes = given is not None and write and not options.diff
    if not looked.named and not looked.problems and _is_simple(held, looked.found.base):
        return _say_so(len(looked.found.files), held, given if echoes else None)
    from dsmigrate.reports.deeds import Deed
    from dsmigrate.reports.formats import SHOW_REQUESTS, load

    forms = {held.of("output-format"), *(form for form, _ in options.output_files)}
    keeps = write or not SHOW_REQUESTS.isdisjoint(forms)
    settings = settings_of(held, explain_values=explain_values, keep_requests=keeps)
    if add_ignores is None:
        shows = options.diff or echoes
        outcome = _run(
            settings,
            looked,
            write=write and not shows,
            show=shows,
            interactive=interactive,
            force=force,
            meanwhile=partial(load, held.of("output-format")),
        )
        deed = Deed.SHOWN if options.diff else Deed.WRITTEN if write else Deed.NONE
    else:
        outcome = _silence(settings, looked, add_ignores, diff=options.diff)
        deed = Deed.SILENCED_SHOWN if options.diff else Deed.SILENCED
    with _writing_to(_in_place_of_stdout(options)) as stream:
        if echoes and given is not None:
            _echo(next((change.after for change in outcome.changes), given), stream)
            stream = sys.stderr
        _report(outcome, settings, held, stream, deed)
    _report_to_files(outcome, settings, options, deed)
    _say_how_to_undo(outcome, held)
    pending = options.diff and bool(outcome.changes)
    return exit_of(outcome, settings, pending=pending, exit_zero=options.exit_zero)


def _look(held: InForce, given: bytes | None) -> Looked:
    """Finds the files, or takes what stdin gave for the one that is named."""
    # Imported here, since the help and wrong usage need none of it.
    from dsmigrate.engine.look import look, look_at
    from dsmigrate.engine.processes import EarlyStart

    paths = held.options.paths or (".",)
    exclude, force = exclusions(held), held.of("force-exclude")
    anchor, usual = held.found.folder, held.of("exclude") is None
    if given is not None:
        return look_at(paths[0], given, exclude, force, anchor=anchor, usual=usual)
    early = EarlyStart(held.of("clients"))
    return look(paths, exclude, force, anchor=anchor, usual=usual, early=early)


def _echo(data: bytes, stream: TextIO) -> None:
    stream.flush()
    stream.buffer.write(data)
    stream.flush()


def _in_place_of_stdout(options: Options) -> str | None:
    return next((path for form, path in options.output_files if form is None), None)


def _is_simple(held: InForce, root: str) -> bool:
    """Whether a run without findings can be reported in a line."""
    to_stdout = all(form is None for form, _ in held.options.output_files)
    return held.of("output-format") in _SIMPLE and to_stdout and baseline_of(held, root) is None


# What is reported, by format, of a run that found nothing.
_SIMPLE = {"text": None, "concise": None, "json": "[]\n", "json-lines": ""}


def _say_so(files: int, held: InForce, given: bytes | None) -> int:
    """Reports that there is nothing to report; `given` is what a fix of stdin gives back as it is."""
    from dsmigrate.reports.all_clear import all_clear

    with _writing_to(_in_place_of_stdout(held.options)) as stream:
        if given is not None:
            _echo(given, stream)
        elif held.options.diff:
            click.echo(all_clear(files, 0), err=True)
        else:
            report = _SIMPLE[held.of("output-format")]
            stream.write(all_clear(files, 0) + "\n" if report is None else report)
    return Exit.CLEAN


def _run(
    settings: Settings,
    looked: Looked,
    *,
    write: bool,
    show: bool,
    interactive: bool,
    force: bool,
    meanwhile: Callable[[], None],
) -> Outcome:
    """Checks; with `write` fixes, and with `show` works out what a fix would write, without writing it.

    `meanwhile` is called where this process waits for others.
    """
    from dsmigrate.cli.guard import guard
    from dsmigrate.cli.interactive import asker
    from dsmigrate.cli.undo import Keeper
    from dsmigrate.engine.baseline import BaselineError
    from dsmigrate.engine.run import check, fix
    from dsmigrate.reports.progress import Bar

    try:
        with Bar(sys.stderr) as bar:
            if not (write or show):
                return check(settings, progress=bar, looked=looked, meanwhile=meanwhile)
            keeper = Keeper(None if force else guard(bar.stop))
            outcome = fix(
                settings,
                write=write,
                # A bar would run through the questions.
                progress=None if interactive else bar,
                looked=looked,
                decide=asker() if interactive else None,
                before_writing=keeper.before_writing,
                meanwhile=meanwhile,
            )
    except BaselineError as error:
        raise click.ClickException(str(error)) from error
    return _with_what_is_left(outcome, settings, keeper)


def _with_what_is_left(outcome: Outcome, settings: Settings, keeper: Keeper) -> Outcome:
    """The outcome of a fix with what it leaves for a person, and the way back where git has none."""
    from dataclasses import replace

    from dsmigrate.engine.leftovers import leftovers

    try:
        undo = keeper.keep(outcome)
    except OSError as error:
        click.echo(f"The files were written, but not the patch that takes them back: {error}", err=True)
        undo = None
    return replace(outcome, leftovers=leftovers(outcome, settings), undo=undo)


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


def _say_how_to_undo(outcome: Outcome, held: InForce) -> None:
    """Tells on stderr of the patch that was left, where the report on stdout does not."""
    if outcome.undo is None:
        return
    from pathlib import Path

    from dsmigrate.reports.afterwards import way_back
    from dsmigrate.reports.formats import FOR_PEOPLE

    if held.of("output-format") not in FOR_PEOPLE or _in_place_of_stdout(held.options) is not None:
        click.echo(f"`{way_back(outcome.undo, Path.cwd())}` takes the fix back.", err=True)


def _diff(outcome: Outcome, stream: TextIO) -> None:
    from dsmigrate.reports import diff
    from dsmigrate.reports.terminal import console_for

    colour = console_for(stream).color_system is not None
    patch = diff.diff(outcome.changes, outcome.root, colour=colour)
    _echo(patch, stream)
    if diff.shows_key(patch):
        click.echo("Mind: the diff shows an API key, as it could not be applied without it.", err=True)


def _report_to_files(outcome: Outcome, settings: Settings, options: Options, deed: Deed) -> None:
    from pathlib import Path

    from dsmigrate.reports import formats

    for form, path in options.output_files:
        if form is not None:
            with _writing_to(path) as stream:
                formats.render(form, outcome, settings, stream, deed=deed, base=Path.cwd())
