"""`dsmigrate check`: report what is outdated."""

from __future__ import annotations

from typing import Any

import click

from dsmigrate.cli.options import Options, run_options


@click.command("check", short_help="Report what is outdated.")
@run_options
@click.option("--fix", "write", is_flag=True, help="The same as `dsmigrate fix`.")
def command(write: bool, **options: Any) -> int:
    """Report code below PATH (default: the current folder) that calls the DeepSeek API in an outdated way.

    Exits with 0 where there is nothing to report, 1 where findings remain, 2 on wrong usage or an internal
    error, and 3 where something could not be read.
    """
    from dsmigrate.cli.running import carry_out

    return carry_out(Options(**options), write=write)
