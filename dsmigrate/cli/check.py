"""`dsmigrate check`: report what is outdated."""

from __future__ import annotations

from typing import Any

import click

from dsmigrate.cli.options import Options, run_options


@click.command("check", short_help="Report what is outdated.")
@run_options
@click.option("--fix", "write", is_flag=True, help="The same as `dsmigrate fix`.")
@click.option(
    "--add-ignores",
    metavar="REASON",
    help="Silence all that is reported by comments with REASON, instead of reporting it; with --diff show them.",
)
def command(write: bool, add_ignores: str | None, **options: Any) -> int:
    """Report code below PATH (default: the current folder) that calls the DeepSeek API in an outdated way.

    Exits with 0 where there is nothing to report, 1 where findings remain, 2 on wrong usage or an internal
    error, and 3 where something could not be read.
    """
    from dsmigrate.cli.running import carry_out

    if write and add_ignores is not None:
        raise click.UsageError("--add-ignores silences what --fix would fix; it cannot be combined with it.")
    return carry_out(Options(**options), write=write, add_ignores=add_ignores)
