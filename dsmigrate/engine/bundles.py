"""Puts the files together that have to be read together: those that hand each other models, endpoints and clients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from dsmigrate.catalog.clients import OwnClients, client_libraries
from dsmigrate.dialects.file_kinds import FIXTURES, is_handed_fixtures
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.modules import imports_of
from dsmigrate.engine.own_clients import homes_of
from dsmigrate.engine.pins import distribution_in
from dsmigrate.engine.prefilter import NEEDLE
from dsmigrate.engine.worker import Bundle

# More than this many bytes of Python are not read together: it would take too long, and too much memory.
BUNDLE_LIMIT = 100_000
# Larger files than this are read only for what they say themselves: they are hubs, and rarely hand on a value.
HUB_SIZE = 40_000
# How many imports away from a file a client library is looked for before it is followed.
LOOK_AHEAD = 2
# So many steps are taken, at most, from a class to those that it inherits from.
TRAIL_LIMIT = 200


class Bundler:
    """Knows the project's imports, and grows bundles along them; `own` are the clients that the project declares."""

    def __init__(self, project: Project, own: OwnClients | None = None) -> None:
        self.project = project
        self._own = own
        self._links: dict[tuple[Path, bytes], dict[str, Path]] = {}
        # Folders, and whether what stands there is built into one of the client libraries.
        self._homes: dict[Path, bool] = {}
        self._sending: dict[Path, bool] = {}

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

    def leads_to(self, path: Path, bundle: Bundle) -> bool:
        """Whether a file's imports lead into a bundle, by at most one file in between."""
        inside = {file for file, _ in bundle.files}
        targets = self._targets_of(path)
        return any(
            target in inside or not inside.isdisjoint(self._targets_of(target)) for target in targets
        ) or any(file.name == FIXTURES and file.parent in path.parents for file in inside)

    def above(self, path: Path, owner: str) -> set[Path]:
        """The other files that may define a class which one of `path` inherits from, told by names alone."""
        found: set[Path] = set()
        seen: set[tuple[Path, str]] = set()
        ahead = [(path, owner)]
        while ahead and len(seen) <= TRAIL_LIMIT:
            step = ahead.pop()
            if step in seen:
                continue
            seen.add(step)
            file, name = step
            data = self.project.contents(file) or b""
            heads = bases_in(data, name)
            if heads is not None and file != path:
                found.add(file)
            sought = {name} if heads is None else heads
            sought |= {told for base in sought for told in called_otherwise(data, base)}
            ahead += [
                (file, base) for base in sought if heads is not None and bases_in(data, base) is not None
            ]
            for target in set(self._links_of(file, data).values()) - {file}:
                ahead += [(target, base) for base in sought if self.project.may_hold(target, base)]
        return found

    def may_send(self, path: Path, depth: int = LOOK_AHEAD) -> bool:
        """Whether a file, or one that its imports lead to, can make a request: uses a client library, or names DeepSeek."""
        if self._sends(path):
            return True
        return depth > 0 and any(self.may_send(target, depth - 1) for target in self._targets_of(path))

    def may_hand_on(self, path: Path, taker: Path) -> bool:
        """Whether a file may send what it has `taker` keep for it, itself or by way of a further file."""
        return self.uses_a_client(path) or any(
            self.may_send(target, LOOK_AHEAD - 1) for target in self._targets_of(path) - {taker}
        )

    def _sends(self, path: Path) -> bool:
        known = self._sending.get(path)
        if known is None:
            data = self.project.contents(path) or b""
            known = self._sending[path] = NEEDLE in data.lower() or self.uses_a_client(path)
        return known

    def uses_a_client(self, path: Path) -> bool:
        """Whether a file imports a client library, or is of one that the project declares."""
        data = self.project.contents(path) or b""
        libraries = client_libraries()
        return (
            bool(homes_of(self._own, [path]))
            or any(owner in data for owner in libraries.owners)
            or any(
                module in libraries.prefixes
                or any(f"{module}.{name}" in libraries.prefixes for name in names)
                for module, names in imports_of(data)
            )
        )

    def _targets_of(self, path: Path) -> set[Path]:
        """The project's files that one takes something from: by imports, or by the names of fixtures."""
        data = self.project.contents(path)
        if data is None:
            return set()
        shared = {folder / FIXTURES for folder in path.parents} if is_handed_fixtures(path.name) else set()
        return {*self._links_of(path, data).values(), *shared} - {path}

    def _links_of(self, path: Path, data: bytes) -> dict[str, Path]:
        """The imports of project files; what goes by the name of a client library is that library."""
        known = self._links.get((path, data))
        if known is None:
            libraries = client_libraries().prefixes
            known = self._links[path, data] = {
                module: target
                for module, target in self.project.index.links_of(path, data).items()
                if not self._is_of_own_library(module, target)
                and (module not in libraries or self._is_beside(path, module, target))
            }
        return known

    def _is_of_own_library(self, module: str, target: Path) -> bool:
        """Whether a module belongs to a client library whose own repository the project is."""
        parts = module.split(".")
        if parts[0] not in client_libraries().prefixes:
            return False
        folder = target if target.name == "__init__.py" else target.with_suffix("")
        for _ in parts[1:]:
            folder = folder.parent
        folder = folder.parent.parent if target.name == "__init__.py" else folder.parent
        known = self._homes.get(folder)
        if known is None:
            known = self._homes[folder] = any(
                package in client_libraries().packages
                for package in map(distribution_in, (folder, folder.parent))
            )
        return known

    def _is_beside(self, path: Path, module: str, target: Path) -> bool:
        """Whether a file of the project stands where Python finds it before a library of the same name."""
        folder = target.parent if target.name == "__init__.py" else target.with_suffix("")
        for _ in module.split("."):
            folder = folder.parent
        return folder in path.parents and self.project.contents(folder / "__init__.py") is None


def bases_in(data: bytes, name: str) -> set[str] | None:
    """The words among the bases of a class that a file defines by that name; None where it defines none."""
    head = rb"^[ \t]*class[ \t]+" + re.escape(name.encode()) + rb"\b(?:\[[^\n]*?\])?[ \t]*(?:\(([^)]*)\))?"
    heads = re.findall(head, data, re.MULTILINE)
    return {word.decode() for bases in heads for word in re.findall(rb"\w+", bases)} if heads else None


def called_otherwise(data: bytes, name: str) -> set[str]:
    """What a file calls by another name: `Model` where it says `import Model as name`."""
    renamed = rb"\b(\w+)[ \t]+as[ \t]+" + re.escape(name.encode()) + rb"\b"
    return {original.decode() for original in re.findall(renamed, data)}
