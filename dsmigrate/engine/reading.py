"""`Reading`: the files of a run as they are now, what they say, and which of them are read together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.core.sightings import Sightings
from dsmigrate.core.source import Source
from dsmigrate.engine.bundles import Bundler
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.read import read_python
from dsmigrate.engine.worker import Attempt, Bundle, Lowered
from dsmigrate.engine.workers import Workers

# How often further files are looked for that use what was found.
GROWTH_ROUNDS = 5


class Reading:
    """Reads Python files in bundles, and keeps sources and sightings in step with each other."""

    def __init__(self, workers: Workers, project: Project) -> None:
        self.workers = workers
        self.project = project
        self.bundler = Bundler(project)
        self.sources: dict[Path, Source] = {}
        self.sightings: dict[Path, Sightings] = {}
        self.failures: dict[Path, str] = {}
        self._bundle_of: dict[Path, Bundle] = {}

    def read(
        self, files: Sequence[tuple[Path, bytes]], *, gated: bool, progress: Callable[[int], None]
    ) -> None:
        """Reads files and what hangs together with them.

        `gated` leaves out those that name DeepSeek only in comments or docstrings. `progress` is told how many of
        `files` are done.
        """
        matter = self.workers.gate(files) if gated else [True for _ in files]
        done = matter.count(False)
        if done:
            progress(done)
        chosen = {path: data for (path, data), matters in zip(files, matter, strict=True) if matters}
        if not chosen:
            return
        bundles = self.bundler.bundles(chosen)
        for bundle in self._lift(bundles):
            done += sum(path in chosen for path, _ in bundle.files)
            progress(done)
        for _ in range(GROWTH_ROUNDS):
            if not self._grown(bundles):
                break
            bundles = list(dict.fromkeys(self._bundle_of.values()))

    def _grown(self, bundles: Iterable[Bundle]) -> bool:
        """Reads the bundles anew to which files belong that use names of theirs."""
        larger: list[Bundle] = []
        for bundle in bundles:
            users = self._left_out(bundle) | self._given_instances(bundle)
            grown = self.bundler.grown(bundle, sorted(users)) if users else None
            if grown is not None:
                larger.append(grown)
        if not larger:
            return False
        before = set(self._bundle_of.values())
        touched = {path for bundle in larger for path, _ in bundle.files}
        kept = [
            bundle
            for bundle in dict.fromkeys(self._bundle_of.values())
            if touched & {p for p, _ in bundle.files}
        ]
        changed = [bundle for bundle in self.bundler.merged([*larger, *kept]) if bundle not in before]
        for _ in self._lift(changed):
            pass
        return bool(changed)

    def _lift(self, bundles: Sequence[Bundle]) -> Iterator[Bundle]:
        """Lifts bundles; each is given back once its files' sightings are known."""
        for bundle, lifted in zip(bundles, self.workers.lift(bundles), strict=True):
            contents = dict(bundle.files)
            failed = {path for path, sightings, _ in lifted if sightings is None}
            left = Bundle(tuple(file for file in bundle.files if file[0] not in failed), bundle.links)
            for path, sightings, reason in lifted:
                if sightings is None:
                    self.failures[path] = reason
                    continue
                self.sightings[path] = sightings
                self._bundle_of[path] = left
                if path not in self.sources or self.sources[path].data != contents[path]:
                    self.sources[path] = read_python(path, contents[path])
            yield bundle

    def change(self, contents: Mapping[Path, bytes]) -> None:
        """Puts new contents in the place of files that were read before."""
        self.project.overlay.update(contents)
        for _ in self._lift([bundle.holding(contents) for bundle in self._bundles(contents)]):
            pass

    def users(self, path: Path, name: str) -> list[Path]:
        """The files that may use a name of `path` and are not read together with it."""
        mine = self._bundle_of.get(path)
        if mine is None:
            return self.project.users(path, name)
        users = {user for user in self.project.users(path, name) if self._bundle_of.get(user) is not mine}
        _, dot, attribute = name.rpartition(".")
        if dot:
            # An instance may have come there by way of anything else that is read together with its class.
            users |= {user for user in self._left_out(mine) if self.project.may_name(user, attribute)}
            users |= {user for user in self._given_instances(mine) if self.project.may_use(user, attribute)}
        return sorted(users)

    def _left_out(self, bundle: Bundle) -> set[Path]:
        """The files that use names of a bundle, but are not read with it."""
        return {
            user
            for path, _ in bundle.files
            if path in self.sightings
            for name in self.sightings[path].exports
            for user in self.project.users(path, name)
            if self._bundle_of.get(user) is not bundle
        }

    def _given_instances(self, bundle: Bundle) -> set[Path]:
        """The files that a bundle imports and that call a method, or set an attribute, by which a model gets in."""
        attributes = {
            exposure.name.rpartition(".")[2]
            for path, _ in bundle.files
            if path in self.sightings
            for exposure in self.sightings[path].exposures
            if exposure.kind != "handed" and "." in exposure.name
        }
        return {
            other
            for other in (self.bundler.imported_besides(bundle) if attributes else ())
            if any(self.project.may_use(other, attribute) for attribute in attributes)
        }

    def lower(
        self, works: Sequence[Sequence[Intent]], place: Callable[[Intent], Path]
    ) -> list[list[Lowered]]:
        """For each work, the edits that carry it out, or why there are none, bundle by bundle."""
        by_bundle: dict[Bundle, list[tuple[int, list[Intent]]]] = {}
        for index, intents in enumerate(works):
            parts: dict[Bundle, list[Intent]] = {}
            for intent in intents:
                parts.setdefault(self._bundle_of[place(intent)], []).append(intent)
            for bundle, part in parts.items():
                by_bundle.setdefault(bundle, []).append((index, part))
        found: list[list[Lowered]] = [[] for _ in works]
        asked = [(bundle, [part for _, part in parts]) for bundle, parts in by_bundle.items()]
        for (bundle, _), results in zip(asked, list(self.workers.lower(asked)), strict=True):
            for (index, _), result in zip(by_bundle[bundle], results, strict=True):
                found[index].append(result)
        return found

    def attempt(self, edits: Mapping[Path, Sequence[Edit]]) -> Attempt:
        """What all files would say once the edits are made, or why they must not be made."""
        trials = [
            (bundle, [edit for path, _ in bundle.files for edit in edits.get(path, ())])
            for bundle in self._bundles(edits)
        ]
        after = dict(self.sightings)
        for attempt in list(self.workers.attempt(trials)):
            if attempt.reason:
                return attempt
            after.update(attempt.sightings)
        return Attempt(after)

    def tied(self, paths: Iterable[Path]) -> set[Path]:
        """The files that are read together with any of `paths`."""
        return {path for bundle in self._bundles(paths) for path, _ in bundle.files}

    def _bundles(self, paths: Iterable[Path]) -> list[Bundle]:
        return list(dict.fromkeys(self._bundle_of[path] for path in paths if path in self._bundle_of))
