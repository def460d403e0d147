"""The `dsmigrate` command: finds the subcommand, and turns whatever happens into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from dsmigrate import __version__
from dsmigrate.cli.exits import Exit

COMMANDS = ("check", "fix", "pr", "baseline", "config", "rule", "generate-shell-completion")


class _Commands(click.Group):
    """Imports a command's module only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"dsmigrate.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Names the command that is most like one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            is_path = os.path.exists(args[0])
            hint = f"did you mean {close[0]}?" if close else f"its commands are {', '.join(COMMANDS)}."
            if is_path and not close:
                hint = f"did you mean `dsmigrate check {args[0]}`?"
            ctx.fail(f"There is no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="dsmigrate", message="%(prog)s %(version)s")
def dsmigrate() -> None:
    """Find code that calls the DeepSeek API in an outdated way, and rewrite it so that it does what it did.

    \b
    Examples:
      dsmigrate check                report what is outdated here, and write nothing
      dsmigrate fix --diff           show what would be written
      dsmigrate fix                  write what is safe, and report the rest
      dsmigrate rule DS101           explain a rule
      dsmigrate check --help         the options of a command
    """


def main() -> None:
    """Run the command line of this process and exit."""
    # Parsed code makes millions of objects that live long; a worker collects them once it lets go of them.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    # Python would look through all objects once more before it ends.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code; never raises."""
    try:
        code = dsmigrate.main(list(arguments), prog_name="dsmigrate", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return Exit.ERROR
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return Exit.INTERRUPTED
    except Exception as error:
        return _internal_error(error)
    return code if isinstance(code, int) else Exit.CLEAN


def _internal_error(error: Exception) -> int:
    """Say that this is a bug, and where; the whole trace is for `python -X dev`."""
    from traceback import extract_tb, print_exception

    if sys.flags.dev_mode:
        print_exception(error)
    last = extract_tb(error.__traceback__)[-1]
    text = " ".join(str(error).split())[:300]
    click.echo(
        f"dsmigrate {__version__}: internal error: {type(error).__name__}: {text}"
        f" ({os.path.basename(last.filename)}:{last.lineno})\n"
        "This is a bug in dsmigrate, and nothing is known about the code that was checked. Please report it with"
        " what `python -X dev -m dsmigrate ...` prints for the same command.",
        err=True,
    )
    return Exit.ERROR
