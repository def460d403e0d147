"""`dsmigrate generate-shell-completion`: the lines that teach a shell the commands, options and codes."""

from __future__ import annotations

import click

from dsmigrate.cli.exits import Exit


@click.command(
    "generate-shell-completion", short_help="Print what a shell needs to complete commands and options."
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script for SHELL.

    \b
    Examples:
      bash: eval "$(dsmigrate generate-shell-completion bash)"                  in ~/.bashrc
      zsh:  eval "$(dsmigrate generate-shell-completion zsh)"                   in ~/.zshrc
      fish: dsmigrate generate-shell-completion fish > ~/.config/fish/completions/dsmigrate.fish
    """
    from click.shell_completion import get_completion_class

    from dsmigrate.cli.main import dsmigrate

    found = get_completion_class(shell)
    assert found is not None
    completion = found(dsmigrate, {}, "dsmigrate", "_DSMIGRATE_COMPLETE")
    # Not source(), which runs the shell to ask for its version.
    click.echo(completion.source_template % completion.source_vars())
    return Exit.CLEAN
