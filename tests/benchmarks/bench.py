"""Measures dsmigrate beside `git grep` and `ast-grep` on a large tree: ratios, peak memory, the time of each stage.

    python tests/benchmarks/bench.py [TREE] [--rounds N]

Without TREE, a tree like the one that the budgets were set on is built anew: 5,263 files, 890,000 lines, 88 files that
name DeepSeek, 70 of them Python, of which 33 do so outside of comments and docstrings. Each command is a fresh process. Needs `pip install -e '.[bench]'`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FILES, LINES = 5_263, 890_000
PYTHON_HITS, PYTHON_HIT_LINES, OTHER_HITS = 70, 12_900, 18
CALLERS, CALLER_LINES = 33, 4_139
BUDGETS = {"no candidate / python -c pass": 5.5, "check / ast-grep": 0.4}

RULE = "id: create\nlanguage: python\nseverity: warning\nmessage: a call\nrule:\n  pattern: $C.chat.completions.create($$$)\n"
STAGES = """
import json, sys
from pathlib import Path
from dsmigrate.catalog.load import catalog
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.engine.run import check
known = catalog()
targets = Targets(known.default_target, known.default_reasoner_target)
outcome = check(Settings((Path(sys.argv[1]),), targets))
print(json.dumps([outcome.stages, outcome.files, outcome.candidates, len(outcome.findings)]))
"""
CALL = """
client_{n} = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
MODEL_{n} = "deepseek-{kind}"


def ask_{n}(question: str, history: list[dict[str, str]]) -> str:
    messages = [*history, {{"role": "user", "content": question}}]
    response = client_{n}.chat.completions.create(
        model=MODEL_{n},
        messages=messages,
        temperature=0.{n},
    )
    return response.choices[0].message.content
"""
# How many lines one function of `_python` takes.
FUNCTION_LINES = 8
WORDS = [
    "order",
    "invoice",
    "user",
    "session",
    "batch",
    "cursor",
    "score",
    "label",
    "token",
    "price",
    "basket",
    "review",
    "window",
    "shard",
    "route",
]


def build(root: Path) -> None:
    """Write the tree, the same one every time, and add it to a git index."""
    chance = random.Random(20261121)
    per_file = (LINES - PYTHON_HIT_LINES) // (FILES - PYTHON_HITS)
    for number in range(FILES):
        folder = root / f"package_{number % 61}" / f"part_{number % 17}"
        folder.mkdir(parents=True, exist_ok=True)
        if number < PYTHON_HITS:
            name, body = f"ask_{number}.py", _naming(chance, number)
        elif number < PYTHON_HITS + OTHER_HITS:
            name, body = (
                f"deploy_{number}.yaml",
                [f"model: deepseek-chat  # {number}", *_yaml(chance, per_file)],
            )
        elif number % 4 == 0:
            name, body = (
                f"table_{number}.json",
                ["[", *(f"  {chance.random()}," for _ in range(per_file)), "0]"],
            )
        else:
            name, body = f"module_{number}.py", _python(chance, per_file)
        (folder / name).write_text("\n".join(body) + "\n", encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)


def _python(chance: random.Random, lines: int) -> list[str]:
    body = ["from __future__ import annotations", "", "import os", ""]
    while len(body) + FUNCTION_LINES <= lines:
        one, two, three = (chance.choice(WORDS) for _ in range(3))
        body += [
            "",
            "",
            f"def {one}_{two}_{len(body)}({two}: dict[str, int], {three}_id: int = {chance.randrange(99)}) -> int:",
            f'    """Return the {one} of a {two}, or 0 where there is none."""',
            f'    {one} = {two}.get(f"{three}-{{{three}_id}}", {chance.randrange(1000)})',
            f"    if {one} > {chance.randrange(1000)} and os.environ.get({three.upper()!r}):",
            f"        return {one} * {three}_id",
            f"    return sum(value for key, value in {two}.items() if key != {one!r})",
        ]
    return [*body, *(f"# {number}" for number in range(lines - len(body)))]


def _naming(chance: random.Random, number: int) -> list[str]:
    """A file that names DeepSeek: in a request, or in a comment."""
    if number < CALLERS:
        return _caller(chance, CALLER_LINES // CALLERS)
    rest = (PYTHON_HIT_LINES - CALLER_LINES) // (PYTHON_HITS - CALLERS)
    return ["# As DeepSeek has it.", *_python(chance, rest - 1)]


def _caller(chance: random.Random, lines: int) -> list[str]:
    body = ["import os", "", "from openai import OpenAI", ""]
    for n in range(1, chance.choice([2, 2, 3])):
        kind = chance.choice(["chat", "chat", "reasoner"])
        body += CALL.format(n=n, kind=kind).splitlines()
    return [*body, *_python(chance, lines - len(body) + 3)[3:]]


def _yaml(chance: random.Random, lines: int) -> Iterator[str]:
    return (f"{chance.choice(WORDS)}_{number}: {chance.randrange(1000)}" for number in range(lines))


class Measured(NamedTuple):
    """The fastest and the middle one of several runs, in seconds, and the peak memory."""

    fastest: float
    median: float
    megabytes: float


class Command(NamedTuple):
    """What is run, where, and how often in each round: what takes no time is run more often."""

    words: list[str]
    cwd: Path
    times: int


def environment(cache: Path) -> dict[str, str]:
    """Such that the checkout is run, with compiled modules as an installation has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(cache)}


def run_once(command: list[str], cwd: Path, env: dict[str, str]) -> tuple[float, float]:
    """The seconds that a run takes, and the peak memory, in megabytes, of its hungriest process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def measure_all(commands: dict[str, Command], env: dict[str, str], rounds: int) -> dict[str, Measured]:
    """Runs all commands in turn, several times over, so that a machine that gets slower is slower for each of them."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0.0)
    for _ in range(rounds):
        for name, (command, cwd, times) in commands.items():
            for _ in range(times):
                took, peak = run_once(command, cwd, env)
                seconds[name].append(took)
                peaks[name] = max(peaks[name], peak)
    return {
        name: Measured(min(taken), statistics.median(taken), peaks[name]) for name, taken in seconds.items()
    }


def ast_grep() -> str:
    beside = Path(sys.executable).parent / "ast-grep"
    found = str(beside) if beside.exists() else shutil.which("ast-grep")
    if not found:
        raise SystemExit("ast-grep is missing: pip install -e '.[bench]'")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("tree", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = arguments.tree
        if tree is None:
            tree = Path(folder) / "tree"
            tree.mkdir()
            build(tree)
        empty = Path(folder) / "empty"
        empty.mkdir()
        (empty / "app.py").write_text("x = 1\n", encoding="utf-8")
        subprocess.run(["git", "init", "-q"], cwd=empty, check=True)
        rule = Path(folder) / "rule.yml"
        rule.write_text(RULE, encoding="utf-8")
        env = environment(Path(folder) / "cache")
        # Also compiles what the first run would otherwise have to.
        subprocess.run([sys.executable, "-m", "dsmigrate", "--version"], env=env, check=True)
        report(tree.resolve(), empty, rule, env, arguments.rounds)


def report(tree: Path, empty: Path, rule: Path, env: dict[str, str], rounds: int) -> None:
    python = sys.executable
    commands = {
        "python -c pass": Command([python, "-c", "pass"], empty, 4),
        "python -c 'import click'": Command([python, "-c", "import click"], empty, 4),
        "no candidate": Command([python, "-m", "dsmigrate", "check"], empty, 4),
        "hook": Command([python, "-m", "dsmigrate", "fix", "--force-exclude", "app.py"], empty, 4),
        "git ls-files": Command(["git", "ls-files"], tree, 1),
        "git grep": Command(["git", "grep", "-il", "deepseek"], tree, 1),
        "ast-grep": Command([ast_grep(), "scan", "--rule", str(rule), "."], tree, 1),
        "check": Command([python, "-m", "dsmigrate", "check"], tree, 1),
        "fix --diff": Command([python, "-m", "dsmigrate", "fix", "--diff"], tree, 1),
    }
    measured = measure_all(commands, env, rounds)
    print(f"{'':26} {'fastest s':>9} {'median s':>9} {'peak MB':>9}")
    for name, (fastest, median, megabytes) in measured.items():
        print(f"{name:26} {fastest:9.3f} {median:9.3f} {megabytes:9.0f}")
    print()
    pairs = [
        ("no candidate", "python -c pass"),
        ("check", "git grep"),
        ("check", "ast-grep"),
        ("fix --diff", "ast-grep"),
    ]
    for one, other in pairs:
        ratio = measured[one].median / measured[other].median
        of_fastest = measured[one].fastest / measured[other].fastest
        budget = BUDGETS.get(f"{one} / {other}")
        verdict = "" if budget is None else f"  budget {budget}: {'kept' if ratio < budget else 'MISSED'}"
        print(f"{one + ' / ' + other:34} {ratio:6.2f} (of the fastest runs {of_fastest:.2f}){verdict}")
    print()
    done = subprocess.run(
        [python, "-c", STAGES, str(tree)], stdout=subprocess.PIPE, text=True, env=env, check=True
    )
    stages, files, candidates, findings = json.loads(done.stdout)
    print(f"{files} files, {candidates} of them name DeepSeek, {findings} findings; seconds by stage:")
    for name, seconds in stages.items():
        print(f"  {name:24} {seconds:7.3f}")


if __name__ == "__main__":
    main()
