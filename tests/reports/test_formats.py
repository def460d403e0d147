"""The reports for programs: each against the rules of whoever reads it, and none of them with a key in it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema  # type: ignore[import-untyped]
import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Applicability, Severity
from dsmigrate.core.fingerprints import fingerprints
from dsmigrate.core.formats import FORMATS
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings
from dsmigrate.engine.run import check
from dsmigrate.reports import formats
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.sarif import FINGERPRINT
from dsmigrate.reports.sarif import ROOT as SRCROOT
from dsmigrate.reports.sarif import SCHEMA as SCHEMA_URL
from tests.reports.samples import ROOT, TARGETS, finding, fix, outcome, place, settings, source

EXAMPLE = Path(__file__).parents[2] / "fixtures" / "example"
SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))
KEY = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"


def rendered(name: str, result: Outcome) -> str:
    stream = io.StringIO()
    formats.render(name, result, settings(), stream, deed=Deed.NONE, base=ROOT)
    return stream.getvalue()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What is found in the README's example project, as a folder of a repository."""
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    shutil.copytree(EXAMPLE, root / "shop")
    (root / "shop" / "broken.py").write_text("model = 'deepseek-chat\n")
    (root / "shop" / "pyproject.toml").write_text("")
    return check(Settings((root / "shop",), TARGETS))


def odd() -> Outcome:
    """A key, characters that formats act upon, a finding over two rows, one in two files, and one without a fix."""
    app = source("a b%,:#.py", f'key = "{KEY}"\nask(\n  1)\nask(2)\nask(2)\n')
    other = source("other.py", "é = 3\n")
    both = fix((place(app, "ask(\n  1)"), "ask(4)"), (place(other, "3"), "5"), message=f"x {KEY}")
    unsafe = fix(
        (place(other, "3"), "6"), applicability=Applicability.UNSAFE, reasons=(f"it is {KEY}",), message="why"
    )
    suggestion = fix((place(other, "3"), "7"), applicability=Applicability.DISPLAY)
    secret = fix((place(other, "3"), f'"{KEY}"'))
    return outcome(
        finding(place(app, "ask(\n  1)"), message=f"a|b <c> `d|e` 100% {KEY}\n*f*", fix=both),
        finding(place(app, "ask(2)"), severity=Severity.WARNING, not_fixed=f"because {KEY} \x07"),
        finding(place(app, "ask(2)", 1), severity=Severity.INFO, related=[(place(other, "é"), f"see {KEY}")]),
        finding(place(other, "3"), fix=unsafe),
        finding(place(other, "3"), fix=suggestion),
        finding(place(other, "3"), fix=secret),
        sources=[app, other],
        problems=(
            Problem(ROOT / "lost.py", f"does not exist {KEY}"),
            Problem(Path("/elsewhere"), "odd", False),
        ),
    )


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_shows_a_key(name: str) -> None:
    text = rendered(name, odd())
    assert KEY[5:] not in text
    assert "DS101" in text


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_that_there_is_nothing(name: str) -> None:
    text = rendered(name, outcome())
    assert "DS101" not in text or name == "sarif"


# SARIF


def sarif(result: Outcome) -> Any:
    document = json.loads(rendered("sarif", result))
    jsonschema.validate(document, SCHEMA)
    (run,) = document["runs"]
    return run


def test_the_schema_is_the_official_one() -> None:
    data = (SCHEMAS / "sarif-schema-2.1.0.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() in (SCHEMAS / "README.md").read_text("utf-8").split()
    assert SCHEMA["id"] == SCHEMA_URL, "what a report says it follows"
    document = json.loads(rendered("sarif", outcome()))
    document["runs"][0]["columnKind"] = "bytes"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


def test_sarif_of_nothing() -> None:
    run = sarif(outcome())
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(catalog().rules)


def test_sarif_has_the_pages_of_the_rules() -> None:
    rules = {rule["id"]: rule for rule in sarif(outcome())["tool"]["driver"]["rules"]}
    assert rules["DS101"]["help"]["markdown"].startswith("# retired-model-id (DS101)")
    assert rules["DS101"]["fullDescription"]["text"]
    assert rules["DS107"]["defaultConfiguration"] == {"enabled": False, "level": "note"}
    assert rules["DS101"]["defaultConfiguration"] == {"enabled": True, "level": "error"}


def test_sarif_of_a_real_run(real: Outcome) -> None:
    run = sarif(real)
    assert len(run["results"]) == len(real.findings) > 5
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        where = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert where["uriBaseId"] == SRCROOT
        assert (real.root.parent / where["uri"]).is_file(), "paths are counted from the repository"
    marks = [result["partialFingerprints"][FINGERPRINT] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    fixed = [result for result in run["results"] if "fixes" in result]
    assert any(len(result.get("relatedLocations", ())) > 1 for result in fixed)
    assert run["invocations"][0]["executionSuccessful"] is False
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "cannot be parsed" in notification["message"]["text"]


def test_the_fixes_of_sarif_are_what_fix_writes(real: Outcome) -> None:
    """Applied as the standard says, each gives the text that its edits give."""
    applied = 0
    for result in sarif(real)["results"]:
        for repair in result.get("fixes", ()):
            for change in repair["artifactChanges"]:
                path = real.root.parent / change["artifactLocation"]["uri"]
                rows = path.read_text("utf-8").splitlines(keepends=True)
                starts = [sum(map(len, rows[:number])) for number in range(len(rows) + 1)]
                text = "".join(rows)
                for replacement in reversed(change["replacements"]):
                    region = replacement["deletedRegion"]
                    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
                    end = starts[region["endLine"] - 1] + region["endColumn"] - 1
                    text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
                compile(text, str(path), "exec")
                applied += "deepseek-v4-flash" in text
    assert applied >= 4


def test_sarif_of_odd_things() -> None:
    run = sarif(odd())
    first, second, third, unsafe, suggestion, secret = run["results"]
    where = first["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "a%20b%25%2C%3A%23.py", "uriBaseId": SRCROOT}
    assert where["region"] == {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 5}
    assert [len(change["replacements"]) for change in first["fixes"][0]["artifactChanges"]] == [1, 1]
    assert (first["level"], second["level"], third["level"]) == ("error", "warning", "note")
    assert second["partialFingerprints"] != third["partialFingerprints"]
    assert unsafe["fixes"][0]["properties"] == {"applicability": "unsafe"}
    assert "fixes" not in suggestion
    assert "fixes" not in secret
    locations = [
        note["locations"][0]["physicalLocation"]["artifactLocation"]
        for note in run["invocations"][0]["toolExecutionNotifications"]
    ]
    assert locations == [{"uri": "lost.py", "uriBaseId": SRCROOT}, {"uri": "file:///elsewhere"}]


# The others


def test_json_lines() -> None:
    lines = rendered("json-lines", odd()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", odd()))
    assert rendered("json-lines", outcome()) == ""


def test_concise(real: Outcome) -> None:
    lines = rendered("concise", real).splitlines()
    found = [line for line in lines if re.match(r"\S+:\d+:\d+: ", line)]
    assert len(found) == len(real.findings)
    assert any(
        re.fullmatch(r"\S+summary.py:7:9: error\[DS101\] \[\*\] `deepseek-chat` was .*", line)
        for line in found
    )
    assert any("[unsafe] JSON mode needs" in line for line in found)
    assert any(line.startswith("skipped: ") for line in lines)
    assert any(line.startswith(f"{len(found)} findings in ") for line in lines)


def test_github() -> None:
    lines = rendered("github", odd()).splitlines()
    assert lines[0] == (
        "::error title=DS101 retired-model-id,file=a b%25%2C%3A#.py,line=2,endLine=3::"
        f"a b%25,:#.py:2:1: a|b <c> `d|e` 100%25 sk-{'*' * 32}%0A*f*"
    )
    assert lines[1].startswith(
        "::warning title=DS101 retired-model-id,file=a b%25%2C%3A#.py,line=4,col=1,endLine=4,endColumn=7::"
    )
    assert lines[2].startswith("::notice ")
    assert lines[-2].startswith("::error file=lost.py::does not exist ")
    assert lines[-1] == "::notice file=/elsewhere::odd"


def test_gitlab(real: Outcome) -> None:
    report = json.loads(rendered("gitlab", real))
    assert len(report) == len(real.findings)
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    assert {entry["severity"] for entry in report} <= {"info", "minor", "major", "critical", "blocker"}
    for entry in report:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert (real.root.parent / entry["location"]["path"]).is_file()
        assert 1 <= entry["location"]["lines"]["begin"] <= entry["location"]["lines"]["end"]


def test_junit(real: Outcome) -> None:
    suites = ElementTree.fromstring(rendered("junit", real))
    assert suites.tag == "testsuites"
    assert int(suites.get("tests", "")) == len(suites.findall("*/testcase")) == len(real.findings) + 1
    assert int(suites.get("failures", "")) == len(suites.findall("*/*/failure")) == len(real.findings)
    assert int(suites.get("errors", "")) == len(suites.findall("*/*/error")) == 1
    for suite in suites:
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) + int(suite.get("errors", "")) == len(suite)
    (case,) = ElementTree.fromstring(rendered("junit", outcome())).findall("*/testcase")
    assert list(case) == []
    message = ElementTree.fromstring(rendered("junit", odd())).findall("*/*/failure")[0].get("message", "")
    assert message.startswith("a|b <c> `d|e` 100% sk-***")


def test_markdown() -> None:
    lines = rendered("markdown", odd()).splitlines()
    assert lines[0] == "### dsmigrate: 6 findings (4 errors, 1 warning, 1 info)"
    rows = [line for line in lines if line.startswith("| `")]
    assert len(rows) == 6
    assert rows[0].startswith(
        "| `a b%,:#.py:2` | **error** DS101 retired-model-id | a\\|b \\<c\\> `d\\|e` 100% sk-"
    )
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert lines[-2].startswith("- could not be read: `lost.py`: does not exist")
    assert rendered("markdown", outcome()).startswith("### dsmigrate: No findings: ")
    lost = outcome(problems=(Problem(ROOT / "x", "gone"),))
    assert rendered("markdown", lost).startswith("### dsmigrate: no findings in what could be read")


def test_fingerprints_survive_moved_lines_and_formatters() -> None:
    before = source("app.py", "a = 'x'\nb = 'x'\na = 'x'\n")
    after = source("app.py", '\n\nif 1:\n    a  =  "x",\n    a="x"\n\nb = "x"\n')
    old = [finding(place(before, "'x'", number)) for number in range(3)]
    new = [finding(place(after, '"x"', number)) for number in range(3)]
    first, second, third = fingerprints(old, {before.path: before}, ROOT)
    moved = fingerprints(new, {after.path: after}, ROOT)
    assert len({first, second, third}) == 3
    assert moved == [first, third, second]


def test_several_reports_of_one_run(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "shop")
    command = ["dsmigrate", "check", "shop", "--output-format", "concise"]
    command += ["-o", "sarif:out.sarif", "--output-file", "junit:report.xml", "-o", "list.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    jsonschema.validate(json.loads((tmp_path / "out.sarif").read_text()), SCHEMA)
    assert ElementTree.parse(tmp_path / "report.xml").getroot().tag == "testsuites"
    assert "error[DS101]" in (tmp_path / "list.txt").read_text()
    (tmp_path / "shop" / "x.py").write_text("")
    command = ["dsmigrate", "check", "shop/x.py", "-o", "sarif:none.sarif"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "No findings: 1 file searched, none names DeepSeek.\n")
    assert json.loads((tmp_path / "none.sarif").read_text())["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("-o a -o b", "only one FILE can take the place of stdout"),
        ("-o sarif:", "the name of the file is missing"),
        ("-o sarif:nowhere/x", "does not exist or cannot be written to"),
        ("-o .", "is a folder"),
        ("--diff --output-format sarif", "use --output-file sarif:FILE"),
    ],
)
def test_wrong_files(tmp_path: Path, arguments: str, message: str) -> None:
    command = ["dsmigrate", "check", *arguments.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())


def test_a_diff_and_a_report_beside_it(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "shop")
    command = ["dsmigrate", "check", "shop", "--diff", "-o", "markdown:x.md", "-o", "x.diff"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert (tmp_path / "x.diff").read_text().startswith("--- a/")
    assert (tmp_path / "x.md").read_text().startswith("### dsmigrate: ")
