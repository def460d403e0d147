"""Which file's settings hold, and what is said of a file that says something wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine.configuration import (
    KEYS,
    Configuration,
    ConfigurationError,
    configuration,
    row_of_setting,
)

TARGET = 'target = "deepseek-flash"\n'
IN_PROJECT = f"[tool.dsmigrate]\n{TARGET}"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(root: Path, *paths: str) -> str:
    """The file whose settings hold, relative to `root`; empty for none."""
    path = configuration([str(root / path) for path in paths]).path
    return Path(path).relative_to(root).as_posix() if path else ""


@pytest.mark.parametrize(
    ("files", "paths", "wanted"),
    [
        ({"pyproject.toml": "[tool.ruff]\n"}, ["."], ""),
        ({"pyproject.toml": "[project]\nname = 'dsmigrate'\n"}, ["."], ""),
        ({"pyproject.toml": IN_PROJECT}, ["."], "pyproject.toml"),
        ({"pyproject.toml": "\ufeff" + IN_PROJECT}, ["."], "pyproject.toml"),
        ({"pyproject.toml": "[tool.dsmigrate]\n"}, ["."], "pyproject.toml"),
        ({"pyproject.toml": IN_PROJECT, "a/b/x.py": ""}, ["a/b/x.py"], "pyproject.toml"),
        ({"pyproject.toml": IN_PROJECT, "dsmigrate.toml": TARGET}, ["."], "dsmigrate.toml"),
        ({"pyproject.toml": IN_PROJECT, "a/dsmigrate.toml": ""}, ["a"], "a/dsmigrate.toml"),
        ({"pyproject.toml": IN_PROJECT, "a/pyproject.toml": "[project]\n"}, ["a"], "pyproject.toml"),
        (
            {"a/dsmigrate.toml": TARGET, "b/x.py": "", "pyproject.toml": IN_PROJECT},
            ["a", "b"],
            "pyproject.toml",
        ),
        ({"pyproject.toml": IN_PROJECT, "a/.git": ""}, ["a"], ""),
        ({"pyproject.toml": "dsmigrate is not TOML"}, [".git"], "error"),
        ({"pyproject.toml": IN_PROJECT, "gone/x": ""}, ["nowhere/x.py"], "pyproject.toml"),
    ],
)
def test_the_nearest_file_holds(tmp_path: Path, files: dict[str, str], paths: list[str], wanted: str) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, files)
    if wanted == "error":
        with pytest.raises(ConfigurationError):
            found(tmp_path, *paths)
    else:
        assert found(tmp_path, *paths) == wanted


def test_no_path_means_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"dsmigrate.toml": TARGET})
    monkeypatch.chdir(tmp_path)
    assert configuration([]).values == {"target": "deepseek-flash"}
    assert configuration([], isolated=True) == Configuration()


def test_a_file_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(
        tmp_path, {"dsmigrate.toml": TARGET, "ci/strict.toml": "select = ['ALL']\n", "ci/pyproject.toml": ""}
    )
    monkeypatch.chdir(tmp_path)
    named = configuration([], "ci/strict.toml")
    assert (named.path, named.folder, named.values) == ("ci/strict.toml", str(tmp_path), {"select": ["ALL"]})
    with pytest.raises(ConfigurationError, match=r"there is no \[tool.dsmigrate\] in it"):
        configuration([], "ci/pyproject.toml")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("selct = []", ["1: selct: there is no such key; did you mean `select`?"]),
        ("extend_select = []", ["1: extend_select: there is no such key; did you mean `extend-select`?"]),
        ("\nselect = 'DS101'", ["2: select: has to be a list in square brackets, not a text"]),
        ("select = [\n'DS101',\n'DS999']", ["3: select[2]: there is no rule 'DS999'"]),
        ("ignore = ['retired-model']", ["1: ignore[1]: there is no rule 'retired-model'; did you mean `retired-model-id`?"]),
        ("select = ['nothing like it']", ["1: select[1]: there is no rule 'nothing like it'; `dsmigrate rule` lists them all"]),
        ("select = [1]", ["1: select[1]: has to be a text in quotes, not a number"]),
        ("[per-file-ignores]\n'tests/**' = ['ds11']", ["2: per-file-ignores.tests/**[1]: there is no rule 'ds11'; did you mean `DS1"]),
        ("[severity]\nDS101 = 'warn'", ["2: severity.DS101: 'warn' is none of info, warning, error; did you mean `warning`?"]),
        ("[severity]\nDS999 = 'info'", ["2: severity.DS999: there is no rule 'DS999'"]),
        ("target = 'deepseek-chat'", ["1: target: 'deepseek-chat' is retired; the service takes"]),
        ("target = 'deepseek-flsh'", ["1: target: DeepSeek serves no model 'deepseek-flsh'; did you mean deepseek-flash?"]),
        ("reasoner-target = true", ["1: reasoner-target: has to be a text in quotes, not true or false"]),
        ("unsafe-fixes = 'yes'", ["1: unsafe-fixes: has to be true or false, not a text"]),
        ("exclude = ['']", ["1: exclude[1]: must not be empty"]),
        ("fail-on = 1979-05-27", ["1: fail-on: has to be a text in quotes, not a date"]),
        ("clients = 3", ["1: clients: has to be a table, not a number"]),
        ("[[clients.request]]\napi = 'chat'", ["1: clients.request[1]: says no call"]),
        ("select = [", ["dsmigrate.toml: is not TOML: Invalid value (at end of document)"]),
        ("a = 1\nb = 2 2", [":2: is not TOML: Expected newline"]),
        ("x = 1\ny = 2", ["1: x: there is no such key", "2: y: there is no such key"]),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, messages: list[str]) -> None:
    path = tmp_path / "dsmigrate.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        configuration([str(tmp_path)])
    lines = str(error.value).splitlines()
    assert len(lines) == len(messages)
    for line, message in zip(lines, messages, strict=True):
        assert line.startswith(str(path))
        assert message in line


def test_faults_in_a_project_file_have_its_rows(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"pyproject.toml": "[project]\nname = 'x'\n\n[tool.dsmigrate]\nignore = ['DS1']\nfix = true\n"},
    )
    with pytest.raises(ConfigurationError, match=r"pyproject.toml:6: fix: there is no such key"):
        configuration([str(tmp_path)])
    (tmp_path / "pyproject.toml").write_text("[tool]\ndsmigrate = 3\n", encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"pyproject.toml:2: tool.dsmigrate: has to be a table, not a number"
    ):
        configuration([str(tmp_path)])


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "dsmigrate.toml"
    path.write_bytes(b"target = '\xff'")
    with pytest.raises(ConfigurationError, match="is not UTF-8"):
        configuration([str(tmp_path)])
    with pytest.raises(ConfigurationError, match="cannot be read: No such file"):
        configuration([], str(tmp_path / "gone.toml"))


def test_the_row_of_a_setting(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": f"[tool.x]\ntarget = 1\n{IN_PROJECT}"})
    assert row_of_setting(configuration([str(tmp_path)]), "target") == 4


def test_keys_are_written_as_options_are() -> None:
    assert all(key == key.lower() and "_" not in key for key in KEYS)
