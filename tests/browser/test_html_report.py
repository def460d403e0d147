"""The HTML report as a person meets it: by mouse, by keyboard, on a phone, in the dark, and without its script."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dsmigrate.cli.main import run
from dsmigrate.core.findings import Applicability, Finding, Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.reports import html_report
from dsmigrate.reports.deeds import Deed
from tests.browser.conftest import Opener
from tests.reports.samples import finding, fix, outcome, place, settings, source

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example"
HOSTILE = "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">"
# The contrast that WCAG 2.1 asks of text at level AA.
CONTRAST = 4.5


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report about the README's example project, as the command writes it."""
    root = tmp_path_factory.mktemp("shop")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    report = root / "report.html"
    assert run(["check", str(root), "--isolated", "-o", f"html:{report}", "-o", str(root / "out.txt")]) == 1
    return report


def written(result: Outcome, folder: Path, deed: Deed = Deed.NONE) -> Path:
    path = folder / "report.html"
    with path.open("w", encoding="utf-8") as stream:
        html_report.render(result, settings(), stream, deed=deed)
    return path


def shown(page: Page) -> list[str]:
    """The rules of the findings that can be seen, in order."""
    return page.locator(".finding:visible .rule").all_text_contents()


def tells(page: Page) -> str:
    return page.get_by_role("status").inner_text()


# Looking


def test_what_the_page_shows(opened: Opener, example: Path) -> None:
    page = opened(example)
    assert page.title() == "dsmigrate: 7 findings in 5 files"
    assert page.get_by_role("heading", level=1).inner_text() == page.title()
    assert tells(page) == "7 findings"
    charts = page.locator(".chart")
    assert charts.locator("caption").all_inner_texts() == ["By rule", "By folder", "By client library"]
    libraries = charts.nth(2).locator("tbody tr")
    assert next(row.split() for row in libraries.all_inner_texts()) == ["openai", "5", "4", "1", "0"]
    card = page.locator(".finding", has_text="summary.py:7:9")
    assert "this call sends it" in (card.locator("pre").first.text_content() or "")
    diff = (card.locator(".diff pre").text_content() or "").splitlines()
    assert '-MODEL = "deepseek-chat"' in diff
    assert '+MODEL = "deepseek-v4-flash"' in diff
    assert sum(line.startswith("+ ") for line in diff) == 2
    card.get_by_text("Where the values come from").click()
    assert "summary.py:7:9" in card.locator(".values ul").inner_text()


def test_bars_are_as_long_as_what_they_count(opened: Opener, example: Path) -> None:
    page = opened(example)
    bars = page.locator(".chart").first.locator(".bar")
    widths = [
        sum(bar.locator("rect").evaluate_all("all => all.map(each => each.getBBox().width)"))
        for bar in bars.all()
    ]
    assert widths[0] > 0
    assert [round(widths[0] / width) for width in widths] == [1, 4, 4, 4]


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_nothing_runs_out_of_a_narrow_window(opened: Opener, example: Path, width: int) -> None:
    page = opened(example, width=width)
    page.get_by_role("button", name="Open all").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    boxes = page.locator("button, select, input[type=search]").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.right, b.height])"
    )
    assert all(left >= 0 and right <= width and height >= 40 for left, right, height in boxes)


def luminance(colour: str) -> float:
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


COLOURS = """all => all.filter(element => {
  return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
}).map(element => {
  let back = element;
  while (back && getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)") back = back.parentElement;
  return [element.outerHTML.slice(0, 60), getComputedStyle(element).color, getComputedStyle(back).backgroundColor];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read_in_both_themes(opened: Opener, example: Path, scheme: Any) -> None:
    page = opened(example, color_scheme=scheme)
    page.get_by_role("button", name="Open all").click()
    pairs = page.locator("body *:not(script):visible").evaluate_all(COLOURS)
    assert len(pairs) > 100
    assert (luminance(pairs[0][2]) > 0.5) == (scheme == "light")
    for what, text, back in pairs:
        lighter, darker = sorted((luminance(text), luminance(back)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= CONTRAST, what


def test_the_switch_of_the_theme(opened: Opener, example: Path) -> None:
    page = opened(example, color_scheme="light")
    back = "getComputedStyle(document.body).backgroundColor"
    switch = page.get_by_role("button", name="Theme")
    seen = [(switch.inner_text(), luminance(page.evaluate(back)) > 0.5)]
    for _ in range(3):
        switch.click()
        seen.append((switch.inner_text(), luminance(page.evaluate(back)) > 0.5))
    assert seen == [
        ("Theme: system", True),
        ("Theme: light", True),
        ("Theme: dark", False),
        ("Theme: system", True),
    ]


# Filtering


def test_filters(opened: Opener, example: Path) -> None:
    from playwright.sync_api import expect

    page = opened(example)
    page.get_by_label("error").uncheck()
    assert shown(page) == ["DS109", "DS303"]
    assert tells(page) == "2 of 7 findings"
    page.get_by_label("Path").fill("PUZZLES")
    assert shown(page) == ["DS303"]
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text("7 findings")
    assert len(shown(page)) == 7
    page.get_by_label("Rule").select_option("DS101 retired-model-id")
    assert shown(page) == ["DS101"] * 4
    page.get_by_label("Text").fill("requests.post")
    assert shown(page) == ["DS101"]
    page.get_by_label("Text").fill("nothing says so")
    assert (shown(page), tells(page)) == ([], "0 of 7 findings")
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Fix").select_option("unsafe")
    assert shown(page) == ["DS401"]
    page.get_by_label("Fix").select_option("by hand")
    assert shown(page) == ["DS109"]


def test_a_row_of_a_chart_shows_what_it_counts(opened: Opener, example: Path) -> None:
    page = opened(example)
    for chart in page.locator(".chart").all():
        for row in chart.locator("tbody tr").all():
            row.get_by_role("link").click()
            assert len(shown(page)) == int(row.locator("td").first.inner_text())
    assert page.evaluate("location.hash") == "#findings"


def test_open_and_close_all_of_what_is_shown(opened: Opener, example: Path) -> None:
    page = opened(example)
    page.get_by_role("button", name="Close all").click()
    assert page.locator(".finding[open]").count() == 0
    page.get_by_label("Rule").select_option("DS303 ignored-sampling-parameter")
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".finding[open] > summary .rule").all_inner_texts() == ["DS303"]


def test_a_link_to_a_finding_opens_it_where_a_filter_hides_it(opened: Opener, tmp_path: Path) -> None:
    app = source("app.py", "ask(1)\nask(2)\n")
    both = fix((place(app, "1"), "3"), (place(app, "2"), "4"))
    pair = [
        finding(place(app, "1"), fix=both),
        finding(place(app, "2"), code="DS303", severity=Severity.INFO, fix=both),
    ]
    page = opened(written(outcome(*pair, sources=[app]), tmp_path))
    page.get_by_label("info").uncheck()
    page.get_by_role("button", name="Close all").click()
    first, second = page.locator(".finding").all()
    first.locator("summary").click()
    first.get_by_role("link", name="DS303 at app.py:2:5").click()
    second.locator(".body").wait_for()
    assert page.evaluate("document.activeElement.closest('.finding').id") == second.get_attribute("id")


# By keyboard


REACHABLE = "a[href], button, input, select, summary, pre"
KIND = "element => element.tagName.toLowerCase()"
FOCUSED = f"""() => {{
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {{
    what: ({KIND})(element),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    visible: box.width > 0 && box.right > 0 && box.bottom > 0 && box.top < innerHeight,
    named: Boolean(element.textContent.trim() || element.ariaLabel || element.labels?.length),
  }};
}}"""


def test_all_is_reached_by_the_tab_key_and_can_be_seen_there(opened: Opener, example: Path) -> None:
    page = opened(example)
    every = page.locator(REACHABLE).evaluate_all(f"all => all.map({KIND})")
    stops = []
    for _ in every:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["outlined"], at
        assert at["visible"], at
        assert at["named"], at
        stops.append(at["what"])
    assert stops == every
    assert stops.count("select") == 4
    assert stops.count("pre") == 13


def test_the_skip_link_leads_to_the_findings(opened: Opener, example: Path) -> None:
    page = opened(example)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the findings"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "text"


def test_a_finding_is_opened_and_its_code_scrolled_by_keyboard(opened: Opener, example: Path) -> None:
    from playwright.sync_api import expect

    page = opened(example, width=390)
    page.get_by_role("button", name="Close all").click()
    card = page.locator(".finding", has_text="deepseek-reasoner").first
    card.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert card.get_attribute("open") is not None
    page.keyboard.press("Tab")
    region = page.locator("pre:focus")
    assert region.get_attribute("aria-label") == "bookworm/puzzles.py:11:15"
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)


# What it must not do


def test_file_names_and_code_stay_text(opened: Opener, tmp_path: Path) -> None:
    name = f"{HOSTILE.replace('/', '')}.py"
    app = source(name, f"a = '''{HOSTILE}'''\nb = '{HOSTILE}'\n")
    repair = fix((place(app, "b = "), f"c = {HOSTILE}"), message=HOSTILE)
    bad = finding(place(app, "b = "), message=f"`{HOSTILE}` {HOSTILE}", fix=repair, name=HOSTILE)
    page = opened(written(outcome(bad, sources=[app]), tmp_path))
    assert page.title() == "dsmigrate: 1 finding in 1 file"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert HOSTILE in page.locator(".message").inner_text()
    assert HOSTILE in page.locator(".diff").inner_text()
    page.get_by_label("Folder").select_option(".")
    page.get_by_label("Rule").select_option(f"DS101 {HOSTILE}")
    assert shown(page) == ["DS101"]


def test_the_policy_lets_nothing_in(
    opened: Opener, example: Path, tmp_path: Path, complaints: list[str]
) -> None:
    """Even where something got into the page, it would neither run nor load."""
    injected = "<script>document.title = 'ran'</script><style>main { display: none }</style><img src='x.png'>"
    page_file = tmp_path / "report.html"
    page_file.write_text(example.read_text("utf-8").replace("<main>", f"<main>{injected}"), "utf-8")
    page = opened(page_file)
    assert page.title() != "ran"
    assert page.locator("main").is_visible()
    refused = [complaint for complaint in complaints if "Content Security Policy" in complaint]
    assert [next(kind for kind in ("script", "style", "image") if kind in each) for each in refused] == [
        "script",
        "style",
        "image",
    ]
    complaints.clear()


def test_it_can_be_read_without_its_script(opened: Opener, example: Path) -> None:
    page = opened(example, java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator("#theme").is_hidden()
    assert len(shown(page)) == 7
    assert "deepseek-v4-flash" in page.locator(".diff").first.inner_text()


def test_thousands_of_findings(opened: Opener, tmp_path: Path) -> None:
    sources = [source(f"lib{n % 40}/m{n}.py", "ask('deepseek-chat')\n" * 20) for n in range(200)]
    found: list[Finding] = []
    for each in sources:
        for number in range(20):
            where = place(each, "'deepseek-chat'", number)
            kind = Applicability.UNSAFE if number % 2 else Applicability.SAFE
            found.append(finding(where, fix=fix((where, "'deepseek-v4-flash'"), applicability=kind)))
    page = opened(written(outcome(*found, sources=sources), tmp_path))
    assert tells(page) == "4000 findings"
    assert page.locator(".finding[open]").count() == 0
    page.get_by_label("Path").fill("lib7/m7.py")
    assert tells(page) == "20 of 4000 findings"
    page.get_by_label("Fix").select_option("safe")
    assert tells(page) == "10 of 4000 findings"
    page.locator(".finding:visible > summary").first.click()
    assert "+ask('deepseek-v4-flash')" in page.locator(".finding:visible .diff pre").first.inner_text()
