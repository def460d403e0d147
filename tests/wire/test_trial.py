"""A tool that does its work badly does not pass, in whichever way it is bad."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from . import trial
from .launcher import Ended
from .runs import Stage
from .script import Script, read_script

HEAD = """\
import os
from openai import OpenAI
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="BASE_URL")
answer = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "Hello"}], temperature=0.5
)
print(answer.choices[0].message.content, answer.usage.completion_tokens)
"""
OFF = ', extra_body={"thinking": {"type": "disabled"}}'
OFFICIAL, RELAY = "https://api.deepseek.com", "https://api.302.ai/v1"
Edit = Callable[[str], str]


def nothing(text: str) -> str:
    return text


def rightly(text: str) -> str:
    if "deepseek-chat" not in text:
        return text
    return renamed(text).replace(", temperature=0.5", f", temperature=0.5{OFF}")


def renamed(text: str) -> str:
    return text.replace("deepseek-chat", "deepseek-v4-flash")


def in_the_wrong_slot(text: str) -> str:
    return renamed(text).replace("temperature=0.5", 'temperature=0.5, thinking={"type": "disabled"}')


def without_temperature(text: str) -> str:
    return rightly(text).replace("temperature=0.5, ", "")


def once_more_each_time(text: str) -> str:
    return rightly(text) + "#\n"


def broken(text: str) -> str:
    return rightly(text) + ")"


def noisily(text: str) -> str:
    return rightly(text) + "print('migrated')\n"


def twice_sent(text: str) -> str:
    return rightly(text) + "client.models.list()\n"


# What is expected, where it is sent, what the tool does, its exit code, and what is found; nothing where all is well.
CASES: dict[str, tuple[str, str, Edit, int, str]] = {
    "right": ("fix", OFFICIAL, rightly, 0, ""),
    "nothing done": ("fix", OFFICIAL, nothing, 0, "nothing changed"),
    "bare rename": ("fix", OFFICIAL, renamed, 0, "thinking was off, is on"),
    "wrong slot": ("fix", OFFICIAL, in_the_wrong_slot, 0, "after the fix it exited 1"),
    "parameter lost": ("fix", OFFICIAL, without_temperature, 0, "temperature is missing"),
    "not idempotent": ("fix", OFFICIAL, once_more_each_time, 0, "the text after a second fix"),
    "syntax error": ("fix", OFFICIAL, broken, 0, "SyntaxError"),
    "output changed": ("fix", OFFICIAL, noisily, 0, "stdout was"),
    "one request more": ("fix", OFFICIAL, twice_sent, 0, "1 requests before, 2 after"),
    "crash": ("fix", OFFICIAL, rightly, 2, "fix exited 2"),
    "findings left": ("fix", OFFICIAL, rightly, 1, "fix exited 1, expected 0"),
    "left alone": ("unchanged", RELAY, nothing, 0, ""),
    "not left alone": ("unchanged", RELAY, rightly, 0, "it was changed"),
    "not left alone, harmlessly": ("unchanged", RELAY, noisily, 0, "it was changed"),
    "bold without being asked": ("unsafe", OFFICIAL, rightly, 1, "a safe fix changed it"),
}


@pytest.mark.parametrize(("expect", "url", "edit", "code", "words"), CASES.values(), ids=CASES)
def test_bad_tools(
    expect: str,
    url: str,
    edit: Edit,
    code: int,
    words: str,
    stage: Stage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fix(project: Path, *_options: str) -> Ended:
        path = project / "case.py"
        path.write_text(edit(path.read_text()))
        return Ended(code, "", "")

    monkeypatch.setattr(trial, "fix", fix)
    found = trial.migrate(_script(tmp_path, expect, url), stage)
    assert any(words in each for each in found) if words else not found, found


def test_a_bare_rename_of_what_does_not_think_is_found(stage: Stage, tmp_path: Path) -> None:
    assert trial.rename_only(_script(tmp_path, "fix", OFFICIAL), stage)


def _script(folder: Path, expect: str, url: str) -> Script:
    # The folder names the script, and each script has one run before the fix.
    path = folder / folder.name / "case.py"
    path.parent.mkdir()
    mode = "none" if expect == "unchanged" else "disabled"
    path.write_text(f"# expect: {expect}\n# mode: {mode}\n" + HEAD.replace("BASE_URL", url))
    return read_script(path)
