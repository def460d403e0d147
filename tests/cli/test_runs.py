"""What `check` and `fix` ask of the engine, and where they print what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsmigrate import __version__
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.outcome import Change
from dsmigrate.core.problems import Problem
from tests.cli.conftest import Engine, Result
from tests.reports.samples import ROOT, finding, outcome, place, source

Dsmigrate = Callable[..., Result]
APP = source("app.py", 'key = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"\nx = 1\n')
LEFT = finding(place(APP, "1"), not_fixed="too hard")
CHANGE = Change(APP.path, APP.data, APP.data.replace(b"x = 1", b"x = 2"))
LOST = Problem(ROOT / "lost.py", "does not exist")
BOTH = outcome(LEFT, sources=[APP], fixed=(LEFT,), changes=(CHANGE,), problems=(LOST,))


@pytest.mark.parametrize(
    ("arguments", "deed", "expected"),
    [
        ("check", "check", {}),
        ("fix", "fix", {}),
        ("check --fix", "fix", {}),
        ("check --diff", "show", {}),
        ("fix --diff", "show", {}),
        ("check --fix --diff", "show", {}),
        ("check --select DS101,DS2", "check", {"select": ("DS101", "DS2")}),
        ("check --select DS101 --select ds201", "check", {"select": ("DS101", "DS201")}),
        ("check --select wrong-host", "check", {"select": ("DS201",)}),
        ("check --select ALL --ignore DS303,", "check", {"select": ("DS",), "ignore": ("DS303",)}),
        (
            "check --extend-exclude old/,*.gen.py --extend-exclude x --force-exclude",
            "check",
            {"exclude": ("old/", "*.gen.py", "x"), "force_exclude": True},
        ),
        ("fix --unsafe-fixes", "fix", {"unsafe_fixes": True}),
        ("check --min-confidence low", "check", {"min_confidence": Confidence.LOW}),
        ("check --fail-on info", "check", {"fail_on": Severity.INFO}),
        ("check app.py gone.py", "check", {"paths": (Path("app.py"), Path("gone.py"))}),
    ],
)
def test_settings(
    engine: Engine, dsmigrate: Dsmigrate, arguments: str, deed: str, expected: dict[str, Any]
) -> None:
    dsmigrate(*arguments.split())
    ((asked, settings),) = engine.asked
    assert asked == deed
    defaults = {
        "paths": (Path("."),),
        "select": (),
        "ignore": (),
        "exclude": (),
        "force_exclude": False,
        "min_confidence": Confidence.MEDIUM,
        "fail_on": Severity.WARNING,
        "unsafe_fixes": False,
    }
    assert {name: getattr(settings, name) for name in defaults} == {**defaults, **expected}


@pytest.mark.parametrize(
    ("arguments", "model", "reasoner"),
    [
        ("", "deepseek-v4-flash", "deepseek-v4-flash"),
        ("--target deepseek-flash", "deepseek-flash", "deepseek-flash"),
        ("--reasoner-target deepseek-v4-pro", "deepseek-v4-flash", "deepseek-v4-pro"),
        ("--target deepseek-flash --reasoner-target deepseek-v4-pro", "deepseek-flash", "deepseek-v4-pro"),
    ],
)
def test_targets(engine: Engine, dsmigrate: Dsmigrate, arguments: str, model: str, reasoner: str) -> None:
    dsmigrate("check", *arguments.split())
    targets = engine.asked[0][1].targets
    assert (targets.model, targets.reasoner) == (model, reasoner)


def test_text_goes_to_stdout(engine: Engine, dsmigrate: Dsmigrate) -> None:
    engine.result = BOTH
    result = dsmigrate("check")
    assert result.out.startswith("error[DS101] retired-model-id: ")
    assert f"\nskipped: {ROOT / 'lost.py'}: does not exist\n" in result.out
    assert result.err == ""


def test_json_goes_to_stdout_alone(engine: Engine, dsmigrate: Dsmigrate) -> None:
    engine.result = BOTH
    result = dsmigrate("check", "--output-format", "json")
    assert [entry["not_fixed"] for entry in json.loads(result.out)] == ["too hard"]
    assert result.err == f"skipped: {ROOT / 'lost.py'}: does not exist\n"


def test_a_diff_goes_to_stdout_alone(engine: Engine, dsmigrate: Dsmigrate) -> None:
    engine.result = BOTH
    result = dsmigrate("fix", "--diff")
    assert result.out == (
        "--- a/app.py\n+++ b/app.py\n@@ -1,2 +1,2 @@\n"
        ' key = "sk-0f3b9c1d7e5a4b2896c0d1e2f3a4b5c6"\n-x = 1\n+x = 2\n'
    )
    assert "= not fixed: too hard" in result.err
    assert "Would fix 1 finding in 1 file." in result.err
    assert "the diff shows an API key" in result.err
    assert "0f3b9c1d7e5a4b28" not in result.err


def test_a_diff_is_bytes(engine: Engine, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from dsmigrate.cli.main import run

    engine.result = outcome(
        fixed=(LEFT,), changes=(Change(ROOT / "a.py", b"\xff\r\n", b"\xfe\r\n"),), sources=[APP]
    )
    assert run(["check", "--diff"]) == 1
    assert capfdbinary.readouterr().out == b"--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-\xff\r\n+\xfe\r\n"


@pytest.mark.parametrize("arguments", ["check", "check --output-format json", "fix --diff"])
def test_output_file(engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path, arguments: str) -> None:
    engine.result = BOTH
    expected = dsmigrate(*arguments.split())
    written = tmp_path / "report.txt"
    result = dsmigrate(*arguments.split(), "--output-file", str(written))
    assert (result.code, result.out) == (expected.code, "")
    assert written.read_bytes() == expected.out.encode()


def test_an_output_file_that_cannot_be_written(engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path) -> None:
    result = dsmigrate("fix", "-o", str(tmp_path / "no such folder" / "report.txt"))
    assert result.code == 2
    assert "does not exist or cannot be written to" in result.err
    assert engine.asked == [], "nothing is fixed where the report of it would be lost"


@pytest.mark.parametrize("command", ["check", "fix"])
def test_files_that_do_not_name_deepseek(
    engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path, command: str
) -> None:
    (tmp_path / "app.py").write_text("model = 'gpt-4'\n")
    assert dsmigrate(command) == Result(0, "No findings: 1 file searched, none names DeepSeek.\n", "")
    assert dsmigrate(command, "--output-format", "json") == Result(0, "[]\n", "")
    assert dsmigrate(command, "--diff") == Result(
        0, "", "No findings: 1 file searched, none names DeepSeek.\n"
    )
    assert engine.asked == []


def test_wrong_options_are_noticed_where_nothing_is_found(
    engine: Engine, dsmigrate: Dsmigrate, tmp_path: Path
) -> None:
    (tmp_path / "app.py").write_text("model = 'gpt-4'\n")
    assert dsmigrate("check", "--target", "nonsense").code == 2


def test_rule_lists_and_explains(dsmigrate: Dsmigrate) -> None:
    listed = dsmigrate("rule")
    assert listed.code == 0
    codes = [line.split()[0] for line in listed.out.splitlines()]
    assert codes == sorted(codes)
    assert {"DS101", "DS303"} <= set(codes)
    assert any(line.startswith("DS107 info    off model-id-mention: ") for line in listed.out.splitlines())
    page = dsmigrate("rule", "DS101")
    assert page.code == 0
    assert page.out.startswith("# ")
    assert "<!--" not in page.out
    assert dsmigrate("rule", "retired-model-id") == page
    assert dsmigrate("rule", "ds101") == page


def test_help_and_version(dsmigrate: Dsmigrate) -> None:
    version = dsmigrate("--version")
    assert (version.code, version.out) == (0, f"dsmigrate {__version__}\n")
    overview = dsmigrate("-h")
    assert overview.code == 0
    assert [name in overview.out for name in ("check", "fix", "rule")] == [True] * 3
    for command in ("check", "fix"):
        details = dsmigrate(command, "--help")
        assert details.code == 0
        assert "[default: deepseek-v4-flash]" in " ".join(details.out.split())


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dsmigrate", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, capture_output=True, text=True, env=environment, **options)


def test_as_a_process(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No findings: 1 file searched, none names DeepSeek.\n"
    assert run("check", "gone.py", cwd=tmp_path).returncode == 3
    assert run("check", "--nonsense", cwd=tmp_path).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_leaves_early(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "dsmigrate", "check"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        command, cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    done = run("check", "-o", "/dev/full", cwd=tmp_path)
    assert done.returncode == 2
    assert "report could not be written" in done.stderr


def test_start_up_imports_nothing_heavy(tmp_path: Path) -> None:
    """A run that finds no candidate pays for click and little else."""
    (tmp_path / "app.py").write_text("x = 1\n")
    script = "import sys; from dsmigrate.cli.main import run; run(['check']); print(*sys.modules)"
    command = [sys.executable, "-c", script]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=True)
    loaded = set(done.stdout.split())
    assert "click" in loaded
    heavy = {
        "libcst",
        "rich",
        "multiprocessing",
        "pickle",
        "concurrent.futures",
        "tomli",
        "dsmigrate.catalog.load",
    }
    # Dataclasses are made when they are imported, a millisecond each.
    heavy |= {"dsmigrate.core.findings", "dsmigrate.core.sightings"}
    assert not heavy & loaded
