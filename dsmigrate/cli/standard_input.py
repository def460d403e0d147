"""`-` for a path: what an editor hands over on stdin, in the name of a file."""

from __future__ import annotations

import sys

import click

from dsmigrate.cli.options import Options

STDIN = "-"
# What stdin stands for where nothing says so; it need not exist.
UNNAMED = "stdin.py"


def from_stdin(options: Options) -> tuple[bytes | None, Options]:
    """The bytes on stdin and the options with the name of the file that they stand for; None where no path is `-`."""
    if STDIN not in options.paths:
        if options.stdin_filename is not None:
            raise click.UsageError("--stdin-filename names what stdin stands for; it goes with `-` as PATH.")
        return None, options
    if len(options.paths) > 1:
        raise click.UsageError("`-` is stdin alone; it cannot be combined with other paths.")
    return sys.stdin.buffer.read(), options._replace(paths=(options.stdin_filename or UNNAMED,))
