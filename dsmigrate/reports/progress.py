"""A progress bar on stderr for work that takes longer than a second, on a terminal only."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0


class Bar:
    """Called with (stage, done, total) as work goes on; a context manager that takes the bar away at its end."""

    def __init__(self, stream: TextIO, patience: float = PATIENCE) -> None:
        self.stream = stream
        self.patience = patience
        self.started = monotonic()
        self.wanted = stream.isatty()
        self._progress: Progress | None = None
        self._stage = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self.wanted or monotonic() - self.started < self.patience:
            return
        if self._progress is None:
            self._progress = self._start()
        if stage != self._stage:
            for task in self._progress.task_ids:
                self._progress.remove_task(task)
            self._progress.add_task(stage, total=total)
            self._stage = stage
        self._progress.update(self._progress.task_ids[0], completed=done, total=total)

    def _start(self) -> Progress:
        # rich.progress costs 50 ms to import, and most runs are over before they need it.
        from rich.progress import Progress

        from dsmigrate.reports.terminal import console_for

        progress = Progress(console=console_for(self.stream), transient=True)
        progress.start()
        return progress

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Takes the bar away; it comes back when there is more to say."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
            self._stage = ""
