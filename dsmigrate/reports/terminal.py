"""The console that reports are printed on: colour and width by what the stream is, plain text into a pipe."""

from __future__ import annotations

import os
from typing import TextIO

from rich.console import Console

# How wide an excerpt may get where no terminal sets a width.
PIPE_WIDTH = 160
NARROWEST = 40


def console_for(stream: TextIO) -> Console:
    """A console that writes no escape sequence into a pipe, nor anywhere where NO_COLOR is set."""
    tty = stream.isatty()
    plain = not tty or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Console(
        file=stream,
        color_system=None if plain else "auto",
        force_terminal=tty,
        width=None if tty else PIPE_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
    )


def wrap_width(console: Console) -> int | None:
    """The cells that prose is wrapped at; None for a pipe, where a line stays a line."""
    return max(console.width, NARROWEST) if console.is_terminal else None
