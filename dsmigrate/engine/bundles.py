"""Puts the files together that have to be read together: those that hand each other models, endpoints and clients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from dsmigrate.engine.elsewhere import FIXTURES, Project
from dsmigrate.engine.worker import Bundle

# More than this many bytes of Python are not read together: it would take too long, and too much memory.
BUNDLE_LIMIT = 500_000
# How many imports away from a file that matters another one is still followed.
REACH = 4
# What a file has in it that a model, an endpoint or a client may come from, or be sent with.
_OF_USE = re.compile(
    rb"(?i)deepseek|openai|anthropic|litellm|langchain|llama_index|requests|httpx|aiohttp|urllib|"
    rb"\b(?:base_?url|api_base|api_?key|llm|model(?:_?name|_?id)?|setattr|__dict__)\b"
)


class Bundler:
    """Knows the project's imports, and grows bundles along them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._links: dict[Path, dict[str, Path]] = {}

    def bundles(self, files: Mapping[Path, bytes]) -> list[Bundle]:
        """The files that matter, each with those that it imports; those that share one are read together."""
        groups: list[dict[Path, bytes]] = []
        for path, data in files.items():
            groups.append(self._with_imports({path: data}))
        return [self._bundle(group) for group in self._joined(groups)]

    def grown(self, bundle: Bundle, users: Iterable[Path]) -> Bundle | None:
        """The bundle with further files that use names of it; None where that is too much to read together."""
        files = dict(bundle.files)
        for user in users:
            data = self.project.contents(user)
            if data is None or user.suffix == ".ipynb":
                continue
            files.update(self._with_imports({user: data}))
        if len(files) == len(bundle.files) or _size(files) > BUNDLE_LIMIT:
            return None
        return self._bundle(files)

    def imported_besides(self, bundle: Bundle) -> set[Path]:
        """The files of the project that a bundle imports, but that are not read with it."""
        targets = {target for path, data in bundle.files for target in self._links_of(path, data).values()}
        return targets - {path for path, _ in bundle.files}

    def merged(self, bundles: Iterable[Bundle]) -> list[Bundle]:
        """Bundles that share a file, put into one."""
        return [self._bundle(group) for group in self._joined([dict(bundle.files) for bundle in bundles])]

    def _joined(self, groups: list[dict[Path, bytes]]) -> list[dict[Path, bytes]]:
        """Groups that share a file are put together, as long as they do not get too large."""
        found: list[dict[Path, bytes]] = []
        for group in groups:
            mine = dict(group)
            for other in [other for other in found if not other.keys().isdisjoint(mine)]:
                together = {**other, **mine}
                if _size(together) <= BUNDLE_LIMIT:
                    found.remove(other)
                    mine = together
                else:
                    # A file is read in one bundle only; the later one does without it.
                    mine = {path: data for path, data in mine.items() if path not in other}
            if mine:
                found.append(mine)
        return found

    def _with_imports(self, start: dict[Path, bytes]) -> dict[Path, bytes]:
        """Files, and what they import that may be of use, the nearest first."""
        found = dict(start)
        front = list(start)
        for _ in range(REACH):
            following: list[Path] = []
            for path in front:
                for target in (*self._links_of(path, found[path]).values(), *self._fixtures_of(path)):
                    data = self.project.contents(target)
                    if target in found or data is None or not self._is_of_use(target, data):
                        continue
                    if _size(found) + len(data) > BUNDLE_LIMIT:
                        continue
                    found[target] = data
                    following.append(target)
            front = following
        return found

    def _fixtures_of(self, path: Path) -> list[Path]:
        """The files whose fixtures a test is handed by their names."""
        if not path.name.startswith("test_") and not path.name.endswith("_test.py") and path.name != FIXTURES:
            return []
        return [folder / FIXTURES for folder in path.parents if folder / FIXTURES != path]

    def _is_of_use(self, path: Path, data: bytes) -> bool:
        return path.name == "__init__.py" or _OF_USE.search(data) is not None

    def _links_of(self, path: Path, data: bytes) -> dict[str, Path]:
        known = self._links.get(path)
        if known is None:
            known = self._links[path] = self.project.index.links_of(path, data)
        return known

    def _bundle(self, files: Mapping[Path, bytes]) -> Bundle:
        links = {
            (path, module): target
            for path, data in files.items()
            for module, target in self._links_of(path, data).items()
            if target in files
        }
        return Bundle(tuple(sorted(files.items())), links)


def _size(files: Mapping[Path, bytes]) -> int:
    return sum(map(len, files.values()))
