"""Which version of a package a project takes, by its own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.engine.pins import Pins


def project(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / ".git").mkdir(exist_ok=True)
    return folder


def pinned(folder: Path, package: str = "litellm") -> str:
    """The pin as text: `1.80` for a version, `<1.80` for all below it, with the file that says so."""
    pin = Pins().of(folder).get(package)
    if pin is None:
        return ""
    return ("<" if pin.excluded else "") + ".".join(map(str, pin.newest)) + f" {pin.where}"


SPECIFIERS = {
    "litellm": "",
    "litellm>=1.80": "",
    "litellm!=1.80": "",
    "litellm==*": "",
    "litellm @ https://example.org/litellm-1.2.whl": "",
    "# litellm==1.80": "",
    "-e ./litellm==1.80": "",
    "other==1.80": "",
    "litellm==1.80.0": "1.80",
    "litellm == 1.80.1  # why": "1.80.1",
    "litellm===1.80": "1.80",
    "LiteLLM[proxy]==1.80; python_version < '3.12'": "1.80",
    "litellm (==1.80)": "1.80",
    "litellm==1.80 --hash=sha256:00": "1.80",
    "litellm==1.80 \\": "1.80",
    "litellm<=1.80": "1.80",
    "litellm<1.80": "<1.80",
    "litellm>=1.2,<2.0": "<2",
    "litellm<3,<2": "<2",
    "litellm==1.8.*": "<1.9",
    "litellm~=1.4.2": "<1.5",
    "litellm~=1.4": "<2",
    "litellm==1.80rc1": "1.80",
}


@pytest.mark.parametrize(("line", "expected"), SPECIFIERS.items(), ids=SPECIFIERS)
def test_requirements(line: str, expected: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"requirements.txt": f"click\n{line}\nrich>=13\n"})
    assert pinned(folder) == (f"{expected} requirements.txt" if expected else "")


PROJECTS = {
    "PEP 621": '[project]\ndependencies = ["click", "litellm<1.80"]\n',
    "extras": '[project.optional-dependencies]\nllm = ["litellm<1.80"]\n',
    "groups": '[dependency-groups]\ndev = [{include-group = "x"}, "litellm<1.80"]\n',
    "uv": '[tool.uv]\ndev-dependencies = ["litellm<1.80"]\n',
    "pdm": '[tool.pdm.dev-dependencies]\ntest = ["litellm<1.80"]\n',
    "poetry": '[tool.poetry.dependencies]\npython = "^3.10"\nlitellm = ">=1.2,<1.80"\n',
    "poetry table": '[tool.poetry.dependencies]\nlitellm = { version = "<1.80", extras = ["proxy"] }\n',
    "poetry group": '[tool.poetry.group.dev.dependencies]\nlitellm = "~1.79"\n',
    "poetry caret of zero": '[tool.poetry.dependencies]\nlitellm = "^0.79.3"\n',
}


@pytest.mark.parametrize(("name", "text"), PROJECTS.items(), ids=PROJECTS)
def test_pyproject(name: str, text: str, tmp_path: Path) -> None:
    expected = "<0.80" if "zero" in name else "<1.80"
    assert pinned(project(tmp_path, {"pyproject.toml": text})) == f"{expected} pyproject.toml"


@pytest.mark.parametrize(
    ("text", "expected"), [('litellm = "1.80"', "1.80"), ('litellm = "^1.2"', "<2"), ('litellm = "*"', "")]
)
def test_poetry_words(text: str, expected: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"pyproject.toml": f"[tool.poetry.dependencies]\n{text}\n"})
    assert pinned(folder) == (f"{expected} pyproject.toml" if expected else "")


OWN = {
    "PEP 621": '[project]\nname = "LiteLLM"\nversion = "1.80.1"\n',
    "poetry": '[tool.poetry]\nname = "litellm"\nversion = "1.80.1"\n',
    "asks for its own extras": '[project]\nname = "litellm"\nversion = "1.80.1"\ndependencies = ["litellm[proxy]"]\n',
    "a version made at build time": '[project]\nname = "litellm"\ndynamic = ["version"]\n',
    "another library": '[project]\nname = "litellm-more"\nversion = "1.80.1"\n',
}


@pytest.mark.parametrize(("name", "text"), OWN.items(), ids=OWN)
def test_a_librarys_own_code_is_of_its_own_version(name: str, text: str, tmp_path: Path) -> None:
    expected = "" if name.startswith(("a version", "another")) else "1.80.1 pyproject.toml"
    assert pinned(project(tmp_path, {"pyproject.toml": text})) == expected


LOCK = '[[package]]\nname = "click"\nversion = "8.2.0"\n\n[[package]]\nname = "litellm"\nversion = "1.80.3"\n'


@pytest.mark.parametrize("name", ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"])
def test_lock_files(name: str, tmp_path: Path) -> None:
    assert pinned(project(tmp_path, {name: LOCK})) == f"1.80.3 {name}"


def test_pipfile_lock(tmp_path: Path) -> None:
    lock = (
        '{"_meta": {}, "default": {"litellm": {"version": "==1.80.3"}, "own": {"path": "."}}, "develop": []}'
    )
    assert pinned(project(tmp_path, {"Pipfile.lock": lock})) == "1.80.3 Pipfile.lock"


def test_a_lock_file_goes_before_what_is_stated(tmp_path: Path) -> None:
    files = {"uv.lock": LOCK, "requirements.txt": "litellm==1.2\n"}
    assert pinned(project(tmp_path, files)) == "1.80.3 uv.lock"


def test_of_two_requirements_the_lower_one_holds(tmp_path: Path) -> None:
    files = {"requirements.txt": "litellm==1.90\n", "requirements/dev.txt": "litellm==1.80\n"}
    assert pinned(project(tmp_path, files)) == "1.80 dev.txt"


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ("litellm==1.20\n", "litellm==1.90\n", "1.20 requirements.txt"),
        ("litellm\n", "litellm==1.90\n", "1.90 constraints.txt"),
        ("litellm<2\n", "litellm==1.90\n", "1.90 constraints.txt"),
        ("litellm<1.50\n", "litellm==1.90\n", "<1.50 requirements.txt"),
        ("litellm<1.50\n", "litellm<1.40\n", "<1.50 requirements.txt"),
    ],
)
def test_the_nearest_folder_holds(inner: str, outer: str, expected: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"app/requirements.txt": inner, "constraints.txt": outer})
    assert pinned(folder / "app") == expected


def test_nothing_beyond_the_repository_holds(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("litellm==1.2\n")
    assert pinned(project(tmp_path / "repository", {"app.py": ""})) == ""


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    files = {"pyproject.toml": "[project\n", "Pipfile.lock": "{", "requirements.txt": "litellm==1.80\n"}
    folder = project(tmp_path, files)
    (folder / "requirements-dev.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "uv.lock").mkdir()
    assert pinned(folder) == "1.80 requirements.txt"


def test_a_pipfile_lock_that_is_no_table(tmp_path: Path) -> None:
    assert pinned(project(tmp_path, {"Pipfile.lock": "[]"})) == ""
