"""Puts the files together that have to be read together: those that hand each other models, endpoints and clients."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dsmigrate.catalog.clients import client_libraries
from dsmigrate.engine.elsewhere import FIXTURES, Project
from dsmigrate.engine.worker import Bundle

# More than this many bytes of Python are not read together: it would take too long, and too much memory.
BUNDLE_LIMIT = 160_000
# Larger files than this are read only for what they say themselves: they are hubs, and rarely hand on a value.
HUB_SIZE = 60_000


class Bundler:
    """Knows the project's imports, and grows bundles along them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._links: dict[tuple[Path, bytes], dict[str, Path]] = {}

    def bundle(self, files: Mapping[Path, bytes]) -> Bundle:
        """Files that are read together, with what their imports stand for."""
        links = {
            (path, module): target
            for path, data in files.items()
            for module, target in self._links_of(path, data).items()
        }
        return Bundle(tuple(sorted(files.items())), links)

    def grown(self, bundle: Bundle, users: Iterable[Path], sources: Iterable[Path]) -> Bundle:
        """The bundle with files that use names of it, and files that it takes values from, as many as there can be."""
        files = dict(bundle.files)
        size = bundle.size
        users = list(users)
        for path in (*users, *sources):
            data = self.project.contents(path)
            if data is None or path in files or path.suffix == ".ipynb" or size + len(data) > BUNDLE_LIMIT:
                continue
            if len(data) > HUB_SIZE and path not in users:
                continue
            files[path] = data
            size += len(data)
        return self.bundle(files) if len(files) > len(bundle.files) else bundle

    def imported_besides(self, bundle: Bundle) -> set[Path]:
        """The files of the project that a bundle imports, but that are not read with it."""
        targets = {target for path, data in bundle.files for target in self._links_of(path, data).values()}
        return targets - {path for path, _ in bundle.files}

    def joined(self, bundles: Iterable[Bundle]) -> list[Bundle]:
        """Bundles that share a file, put together; a file that two too large ones share stays with the first."""
        found: list[dict[Path, bytes]] = []
        for bundle in bundles:
            mine = dict(bundle.files)
            for other in [other for other in found if not other.keys().isdisjoint(mine)]:
                together = {**other, **mine}
                if sum(map(len, together.values())) <= BUNDLE_LIMIT:
                    found.remove(other)
                    mine = together
                else:
                    mine = {path: data for path, data in mine.items() if path not in other}
            if mine:
                found.append(mine)
        return [self.bundle(files) for files in found]

    def fixtures_of(self, path: Path) -> list[Path]:
        """The files whose fixtures a test is handed by their names."""
        if not path.name.startswith("test_") and not path.name.endswith("_test.py") and path.name != FIXTURES:
            return []
        return [folder / FIXTURES for folder in path.parents if folder / FIXTURES != path]

    def _links_of(self, path: Path, data: bytes) -> dict[str, Path]:
        """The imports of project files; what goes by the name of a client library is that library."""
        known = self._links.get((path, data))
        if known is None:
            libraries = client_libraries().prefixes
            known = self._links[path, data] = {
                module: target
                for module, target in self.project.index.links_of(path, data).items()
                if module not in libraries or self._is_beside(path, module, target)
            }
        return known

    def _is_beside(self, path: Path, module: str, target: Path) -> bool:
        """Whether a file of the project stands where Python finds it before a library of the same name."""
        folder = target.parent if target.name == "__init__.py" else target.with_suffix("")
        for _ in module.split("."):
            folder = folder.parent
        return folder in path.parents and self.project.contents(folder / "__init__.py") is None
