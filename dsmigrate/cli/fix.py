"""`dsmigrate fix`: rewrite what is outdated and can be fixed safely."""

from __future__ import annotations

from typing import Any

import click

from dsmigrate.cli.options import Options, run_options


@click.command("fix", short_help="Rewrite what is outdated and can be fixed safely.")
@run_options
@click.option("-i", "--interactive", is_flag=True, help="Show each fix, and ask whether to make it.")
@click.option("--force", is_flag=True, help="Fix also files with changes that are not committed or staged.")
def command(interactive: bool, force: bool, **options: Any) -> int:
    """Rewrite code below PATH (default: the current folder) so that DeepSeek receives what it received before.

    \b
    Examples:
      dsmigrate fix --diff                      show what it would write, and write nothing
      dsmigrate fix                             write what is safe
      dsmigrate fix --unsafe-fixes src/app.py   write also what may change what a request does
      dsmigrate fix --interactive               ask about each fix
      dsmigrate fix - --stdin-filename app.py   fix stdin, and write it to stdout

    Reports what remains. Exits with 0 where nothing does, 1 where findings remain (with --diff: where a file
    would be written, too), 2 on wrong usage or an internal error, and 3 where something could not be read.
    """
    from dsmigrate.cli.running import carry_out

    return carry_out(Options(**options), write=True, interactive=interactive, force=force)
