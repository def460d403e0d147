"""The HTML report as text: what is in the page, that it is well formed, and what is masked; see tests/browser too."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.text import Text

from dsmigrate.cli.main import run
from dsmigrate.core.findings import Applicability, Confidence
from dsmigrate.core.outcome import Change, Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.reports import html_report
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.markup import Markup, coloured, element, join, sentence
from tests.reports.samples import ROOT, finding, fix, outcome, place, settings, source

KEY = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"
EMPTY = {"br", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """Reads a page; fails where elements do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def all(self, tag: str, class_: str = "") -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and class_ in (attributes.get("class") or "").split(" ")
        ]


def written(result: Outcome, deed: Deed = Deed.NONE) -> str:
    stream = io.StringIO()
    html_report.render(result, settings(), stream, deed=deed)
    return stream.getvalue()


def page(result: Outcome, deed: Deed = Deed.NONE) -> Page:
    return Page(written(result, deed))


def test_nothing_found() -> None:
    read = page(outcome())
    assert "No findings: 1 of 12 files names DeepSeek, and nothing there is outdated." in read.text
    assert read.all("form") == []
    assert "no findings in what could be read" in page(outcome(problems=(Problem(ROOT / "x", "gone"),))).text


def test_the_policy_names_the_style_and_the_script_that_are_there() -> None:
    text = written(outcome())
    policy = next(each for each in Page(text).all("meta") if each.get("http-equiv"))["content"] or ""
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"""(?:src|href|action)="(?!#)|url\(|@import|\sstyle=|\son\w+=""", text)


def test_it_is_ascii_whatever_is_in_it() -> None:
    app = source("caf\u00e9\udcff.py", "s = '\u4f60\u597d \U0001f600 \u202e'\n")
    text = written(outcome(finding(place(app, "'"), message="\u4f60"), sources=[app]))
    assert text.isascii()
    assert "\u4f60\u597d \U0001f600 \ufffd" in Page(text).text


def test_keys_are_masked_also_in_the_diff_and_in_what_was_written() -> None:
    app = source("app.py", f'key = "{KEY}"\nask("a")\n')
    repair = fix((place(app, '"a"'), f'"{KEY}"'), message=f"x {KEY}")
    change = Change(app.path, app.data, app.data + f'other = "{KEY}"\n'.encode())
    one = finding(place(app, '"a"'), message=f"see {KEY}", fix=repair, not_fixed=KEY)
    read = page(outcome(one, sources=[app], changes=(change,), fixed=(one,)), Deed.WRITTEN)
    assert KEY[5:] not in read.text
    assert read.text.count(f"sk-{'*' * 32}") >= 5


def test_what_was_written(tmp_path: Path) -> None:
    app = source("app.py", 'ask("a")\r\nask("b")\r\n')
    one = finding(place(app, '"a"'), fix=fix((place(app, '"a"'), '"c"'), message="say `c`"))
    bare = finding(place(app, '"b"'), message="plain")
    change = Change(app.path, app.data, b'ask("c")\r\nask("b")\r\n')
    result = outcome(sources=[app], changes=(change,), fixed=(one, bare))
    for deed, title in {Deed.WRITTEN: "What was written", Deed.SHOWN: "What would be written"}.items():
        text = page(result, deed).text
        assert title in text
        assert "DS101 app.py: say c" in text
        assert "DS101 app.py: plain" in text
        assert '-ask("a")\n+ask("c")\n' in text


def test_findings_that_share_a_fix_name_each_other_and_a_diff_for_many_stands_once() -> None:
    app = source("app.py", "".join(f"ask({n})\n" for n in range(9)))
    shared = fix((place(app, "0"), "1"))
    few = [finding(place(app, str(n)), fix=shared) for n in range(3)]
    text = page(outcome(*few, sources=[app])).text
    assert text.count("+ask(1)") == 3
    assert "settles alsoDS101 at app.py:2:5, DS101 at app.py:3:5" in text
    many = [finding(place(app, str(n)), fix=shared) for n in range(9)]
    text = page(outcome(*many, sources=[app])).text
    assert text.count("+ask(1)") == 1
    assert text.count("The diff stands at DS101 at app.py:1:5.") == 8


def test_what_is_said_of_a_finding() -> None:
    app, other = (
        source("app.py", "ask(1)\n"),
        source("other.py", "a = 1\nb = 2\nc = 3\nd = 4\ne = 5\nf = 6\n"),
    )
    related = [(place(other, letter), "used") for letter in "abcdef"]
    suggestion = fix((place(app, "1"), "2"), applicability=Applicability.DISPLAY, reasons=("it is odd",))
    unsure = finding(place(app, "1"), confidence=Confidence.MEDIUM, related=related, fix=suggestion)
    lost = finding(place(app, "ask"), not_fixed="nobody `knows`")
    text = page(outcome(unsure, lost, sources=[app, other])).text
    for said in ("confidencemedium", "suggestionwrite the new name", "never appliedit is odd"):
        assert said in text
    assert "not fixednobody knows" in text
    assert "Also: other.py:5:1, other.py:6:1" in text


def test_charts_show_ten_rows_and_hide_the_rest() -> None:
    sources = [source(f"lib{n:02}/app.py", "ask(1)\n") for n in range(14)]
    read = page(outcome(*(finding(place(each, "1")) for each in sources), sources=sources))
    assert "4 more" in read.text
    links = [each["data-value"] for each in read.all("a") if each.get("data-filter") == "folder"]
    assert links == [f"lib{n:02}" for n in range(14)]


def test_problems() -> None:
    problems = (Problem(ROOT / "lost.py", "is `gone`"), Problem(ROOT / "odd.py", "is a pipe", False))
    text = page(outcome(problems=problems)).text
    assert "skipped: lost.py: is gone" in text
    assert "note: odd.py: is a pipe" in text


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (element("p", "a < b", element("b", "&"), class_="x"), '<p class="x">a &lt; b<b>&amp;</b></p>'),
        (element("input", data_x='"', hidden=True, open=False, id=None), '<input data-x="&quot;" hidden>'),
        (join([Markup("<i>"), "<i>"], " "), "<i> &lt;i&gt;"),
        (sentence("send `a<b`, not `c`"), "send <code>a&lt;b</code>, not <code>c</code>"),
        (sentence("a ` alone"), "a ` alone"),
        (coloured(Text("plain")), "plain"),
        (coloured(Text.assemble("a", ("<b>", "bold red"), "c")), 'a<span class="ink-red">&lt;b&gt;</span>c'),
        (coloured(Text("x", style="bold blue")), '<span class="ink-blue">x</span>'),
        (coloured(Text("")), ""),
    ],
)
def test_markup(made: str, expected: str) -> None:
    assert made == expected


def test_libraries_are_counted_and_values_are_not_told_in_other_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "app.py").write_text(
        "from openai import OpenAI\n"
        'OpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="deepseek-chat", messages=[])\n'
    )
    monkeypatch.chdir(tmp_path)
    assert run(["check", "-o", "html:report.html"]) == 1
    assert "values:" not in capsys.readouterr().out
    read = Page((tmp_path / "report.html").read_text("utf-8"))
    assert [each["data-library"] for each in read.all("details", "finding")] == ["openai"]
    assert 'model: "deepseek-chat", written at app.py:2:' in read.text
