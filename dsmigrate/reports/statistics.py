"""The statistics of a run as text: what was found, what can be done about it, and what it means for the bill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.reports.costs import COLUMNS as PRICES
from dsmigrate.reports.costs import UNIT, Kind, amounts, kinds, notes
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.parts import shown_path
from dsmigrate.reports.summary import summary
from dsmigrate.reports.tally import COLUMNS, Table, tables
from dsmigrate.reports.text import render_problems


def render(outcome: Outcome, settings: Settings, console: Console, *, deed: Deed, base: Path) -> None:
    """Print the tables, then what could not be read and the summary."""
    for table in tables(outcome, settings, lambda folder: shown_path(folder, base)):
        for line in _counted(table):
            console.print(line, soft_wrap=True)
        console.print()
    if found := kinds(outcome.requests or (), settings):
        for line in (*_priced(found), *(Text(f"  {note}.") for note in notes(found, settings))):
            console.print(line, soft_wrap=True)
        console.print()
    render_problems(outcome, console, base=base)
    for line in summary(outcome, settings, deed, base):
        console.print(line, soft_wrap=True)


def _counted(table: Table) -> Iterator[Text]:
    width = max(len(table.title), *(len(row.name) for row in table.rows))
    yield Text(f"{table.title:{width}}" + "".join(f"  {column:>7}" for column in COLUMNS), style="bold")
    for row in table.rows:
        yield Text(f"{row.name:{width}}" + "".join(f"  {number:>7}" for number in row.counts))


def _priced(found: Sequence[Kind]) -> Iterator[Text]:
    rows: list[tuple[str, ...]] = []
    for kind in found:
        rows.append((f"{kind.before}{kind.until}", str(kind.requests), *amounts(kind.before)))
        if kind.after is not None:
            rows.append((f"  becomes {kind.after}", "", *amounts(kind.after)))
    width = max(len(UNIT), *(len(row[0]) for row in rows))
    yield Text(f"{UNIT:{width}}" + "".join(f"  {column}" for column in PRICES), style="bold")
    for name, *cells in rows:
        yield Text(
            f"{name:{width}}"
            + "".join(f"  {cell:>{len(column)}}" for cell, column in zip(cells, PRICES, strict=True))
        )
