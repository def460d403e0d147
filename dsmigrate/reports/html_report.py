"""The HTML report: one file that needs nothing else, to be looked at in a browser, filtered, and passed on.

Everything stands in the page already; its script only filters, and without it the page can be read as it is. A content
security policy lets nothing in from outside and runs no other script.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from dsmigrate import __version__
from dsmigrate.core.findings import Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.reports.all_clear import count
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.html_findings import Cards, patch
from dsmigrate.reports.markup import Markup, element, join, sentence
from dsmigrate.reports.summary import summary
from dsmigrate.reports.tally import BY_HAND, COLUMNS, SAFE, UNSAFE, Row, Table, tables
from dsmigrate.reports.text import grouped
from dsmigrate.reports.where import repository_of

PAGE = Path(__file__).parent / "page"
CHARTS = {"rule": "By rule", "folder": "By folder", "client library": "By client library"}
# The names of the groups in the filters and in what a finding says of itself.
FILTERS = {"rule": "rule", "folder": "folder", "client library": "library"}
# Rows of a chart that are always shown; the rest can be opened.
ROWS = 10
_BARS = {SAFE: "safe", UNSAFE: "unsafe", BY_HAND: "hand"}


def render(outcome: Outcome, settings: Settings, stream: TextIO, *, deed: Deed) -> None:
    """Write the page; in ASCII, so that no encoding can harm it."""
    for piece in _page(outcome, settings, deed):
        stream.write(piece.encode("ascii", "xmlcharrefreplace").decode("ascii"))
        stream.write("\n")


def _page(outcome: Outcome, settings: Settings, deed: Deed) -> Iterator[str]:
    style, script = ((PAGE / name).read_text("ascii") for name in ("report.css", "report.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    cards = Cards(outcome, repository_of(outcome.root))
    counted = {table.title: table for table in tables(outcome, settings, cards.folder_of)}
    heading = _heading(outcome)
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield element(
        "head",
        element("meta", charset="utf-8"),
        element(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"{policy}; base-uri 'none'; form-action 'none'",
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"dsmigrate {__version__}"),
        element("title", f"dsmigrate: {heading}"),
        element("style", Markup(style)),
    )
    yield "<body>"
    yield element("a", "Skip to the findings", href="#findings", class_="skip")
    yield element(
        "header",
        element("h1", "dsmigrate: ", heading),
        element("button", "Theme: system", type="button", id="theme", hidden=True),
    )
    yield "<main>"
    yield _summary(outcome, settings, deed)
    if outcome.findings:
        yield _charts(counted)
    yield '<section id="findings" tabindex="-1" aria-labelledby="findings-head">'
    yield element("h2", "Findings", id="findings-head")
    if outcome.findings:
        yield _filters(counted)
        yield element("p", count(len(outcome.findings), "finding"), id="count", role="status")
    else:
        yield element("p", "There are none to show.")
    yield '<div id="list">'
    yield from cards.all()
    yield "</div>"
    yield "</section>"
    yield from _changed(outcome, cards, deed)
    yield from _problems(outcome, cards)
    yield "</main>"
    yield element("footer", f"dsmigrate {__version__}. ", "API keys are masked.")
    yield element("script", Markup(script))
    yield "</body>"
    yield "</html>"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode("ascii")).digest()).decode("ascii")


def _heading(outcome: Outcome) -> str:
    if not outcome.findings:
        return "no findings in what could be read" if outcome.incomplete else "no findings"
    files = len({finding.place.path for finding in outcome.findings})
    return f"{count(len(outcome.findings), 'finding')} in {count(files, 'file')}"


def _summary(outcome: Outcome, settings: Settings, deed: Deed) -> Markup:
    items = (
        element("li", sentence(line.plain.strip()))
        for line in summary(outcome, settings, deed, repository_of(outcome.root))
    )
    return element(
        "section",
        element("h2", "Summary", id="summary-head"),
        element("ul", *items, class_="summary"),
        aria_labelledby="summary-head",
    )


# Charts


def _charts(counted: Mapping[str, Table]) -> Markup:
    legend = element(
        "p",
        *(
            join((element("span", class_=f"key {name}", aria_hidden="true"), f" {column} "))
            for column, name in _BARS.items()
        ),
        class_="legend",
        aria_hidden="true",
    )
    charts = (_chart(title, counted[name].rows, FILTERS[name]) for name, title in CHARTS.items())
    return element(
        "section",
        element("h2", "Where they are", id="charts-head"),
        legend,
        element("div", *charts, class_="charts"),
        aria_labelledby="charts-head",
    )


def _chart(title: str, counted: Sequence[Row], name: str) -> Markup:
    most = max(row.counts[0] for row in counted)
    head = element(
        "tr",
        element("th", title.removeprefix("By ").capitalize(), scope="col"),
        *(element("th", column, scope="col") for column in COLUMNS),
    )
    lines = [_line(row, most, name) for row in counted]
    shown = element(
        "table", element("caption", title), element("thead", head), element("tbody", *lines[:ROWS])
    )
    if len(lines) <= ROWS:
        return element("div", shown, class_="chart")
    more = element("table", element("caption", f"{title}, continued"), element("tbody", *lines[ROWS:]))
    summary_ = element("summary", f"{len(lines) - ROWS} more")
    return element("div", shown, element("details", summary_, more), class_="chart")


def _line(row: Row, most: int, name: str) -> Markup:
    # A path is broken into rows behind its slashes.
    shown = join(row.name.split("/"), "/<wbr>")
    link = element("a", shown, href="#findings", data_filter=name, data_value=row.name)
    cells = (element("td", str(number)) for number in row.counts)
    return element("tr", element("th", link, _bar(row, most), scope="row"), *cells)


def _bar(row: Row, most: int) -> Markup:
    """How many there are against the most, cut by what can be done about them."""
    start = 0.0
    pieces = []
    for name, number in zip(_BARS.values(), row.counts[1:], strict=True):
        width = 100 * number / most
        pieces.append(element("rect", x=f"{start:.2f}%", width=f"{width:.2f}%", height="8", class_=name))
        start += width
    return element("svg", *pieces, class_="bar", aria_hidden="true", focusable="false")


# Filters


def _filters(counted: Mapping[str, Table]) -> Markup:
    severities = (
        element(
            "label",
            element("input", type="checkbox", name="severity", value=severity.word, checked=True),
            f" {severity.word}",
        )
        for severity in sorted(Severity, reverse=True)
    )
    return element(
        "form",
        _field("Text", element("input", type="search", name="text", autocomplete="off")),
        _field("Path", element("input", type="search", name="path", autocomplete="off")),
        *(
            _field(f"{name.capitalize()}", _choice(FILTERS[name], [row.name for row in counted[name].rows]))
            for name in CHARTS
        ),
        _field("Fix", _choice("fix", COLUMNS[1:])),
        element("fieldset", element("legend", "Severity"), *severities),
        element(
            "div",
            element("button", "Show all", type="reset"),
            element("button", "Open all", type="button", id="open"),
            element("button", "Close all", type="button", id="close"),
            class_="buttons",
        ),
        id="filters",
        hidden=True,
        role="search",
        aria_label="Filter the findings",
    )


def _field(label: str, control: Markup) -> Markup:
    return element("label", element("span", label), control, class_="field")


def _choice(name: str, keys: Sequence[str]) -> Markup:
    options = (element("option", key, value=key) for key in sorted(keys))
    return element("select", element("option", "any", value=""), *options, name=name)


# What was done


def _changed(outcome: Outcome, cards: Cards, deed: Deed) -> Iterator[Markup]:
    if not outcome.changes:
        return
    title = "What was written" if deed in (Deed.WRITTEN, Deed.SILENCED) else "What would be written"
    fixes = (
        element(
            "li",
            element("strong", ", ".join(sorted({finding.code for finding in group}))),
            f" {cards.named(group[0].place.path)}: ",
            sentence(group[0].fix.message if group[0].fix else group[0].message),
        )
        for group in grouped(outcome.fixed)
    )
    yield element(
        "section",
        element("h2", title, id="changes-head"),
        element("ul", *fixes),
        *(
            element(
                "details",
                element("summary", cards.named(change.path)),
                patch([change], outcome.old_sources, cards.base),
            )
            for change in outcome.changes
        ),
        aria_labelledby="changes-head",
    )


def _problems(outcome: Outcome, cards: Cards) -> Iterator[Markup]:
    if not outcome.problems:
        return
    items = (
        element(
            "li",
            element("strong", "skipped: " if problem.fatal else "note: "),
            element("code", cards.named(problem.path)),
            ": ",
            sentence(problem.reason),
        )
        for problem in outcome.problems
    )
    yield element(
        "section",
        element("h2", "Not read", id="problems-head"),
        element("ul", *items),
        aria_labelledby="problems-head",
    )
