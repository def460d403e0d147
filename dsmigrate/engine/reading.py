"""`Reading`: the files of a run as they are now, what they say, and which of them are read together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.core.sightings import Lead, Sightings
from dsmigrate.core.source import Source
from dsmigrate.engine.bundles import Bundler
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.read import read_python
from dsmigrate.engine.worker import Attempt, Bundle, Lifted, Lowered
from dsmigrate.engine.workers import NOTHING, Workers

# How many imports away from a file that matters another one is still followed.
GROWTH_ROUNDS = 3
# Whether a file of so many bytes matters is found out where it would be lifted: it takes long.
LONG_TO_GATE = 16_000
# A name that more files than this use is followed only into those of them that use a client library, if these are fewer.
USERS_LIMIT = 16


class Reading:
    """Reads Python files in bundles, and keeps sources and sightings in step with each other."""

    def __init__(self, workers: Workers, project: Project) -> None:
        self.workers = workers
        self.project = project
        self.bundler = Bundler(project, workers.own)
        self.sources: dict[Path, Source] = {}
        self.sightings: dict[Path, Sightings] = {}
        self.failures: dict[Path, str] = {}
        self._bundle_of: dict[Path, Bundle] = {}

    def read(
        self,
        files: Sequence[tuple[Path, bytes]],
        *,
        gated: bool,
        progress: Callable[[int], None],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Reads files and what hangs together with them.

        `gated` leaves out those that name DeepSeek only in comments or docstrings. `progress` is told how many of
        `files` are done. `meanwhile` is called where there is time for it, as others lift.
        """
        self.workers.expect(files)
        clear: list[tuple[Path, bytes]] = []
        doubtful: list[tuple[Path, bytes]] = []
        for file in files:
            matters = not gated or self.workers.matters_at_sight(*file)
            (clear if matters else doubtful).append(file)
        long = [file for file in doubtful if len(file[1]) >= LONG_TO_GATE]
        short = [file for file in doubtful if len(file[1]) < LONG_TO_GATE]
        told: list[bool] = []
        done = 0
        first, unsure = self._alone(clear), self._alone(long)
        for _ in self._lift(first, self._meanwhile(short, told, meanwhile), unsure):
            done += 1
            progress(done)
        told += self.workers.gate(short[len(told) :])
        others = [file for file, matters in zip(short, told, strict=True) if matters]
        if told:
            done += len(told) - len(others)
            progress(done)
        for _ in self._lift(self._alone(others), self.project.preparing()):
            done += 1
            progress(done)
        for _ in range(GROWTH_ROUNDS if self.sightings else 0):
            if not self._grow():
                break

    def _alone(self, files: Iterable[tuple[Path, bytes]]) -> list[Bundle]:
        return [self.bundler.bundle({path: data}) for path, data in files]

    def _meanwhile(
        self, doubtful: Iterable[tuple[Path, bytes]], told: list[bool], last: Callable[[], None]
    ) -> Iterator[None]:
        """Puts into `told` which of the first files may matter, and looks for what is asked next, while others lift."""
        for path, data in doubtful:
            told.append(self.workers.gate_here(path, data))
            yield
        yield from self.project.preparing()
        last()

    def _grow(self) -> bool:
        """Reads anew the bundles to which further files belong; whether there were any."""
        before = list(dict.fromkeys(self._bundle_of.values()))
        grown = [
            self.bundler.grown(
                bundle,
                sorted(self._users_of(bundle) | self._given_instances(bundle)),
                self._sources_of(bundle),
            )
            for bundle in before
        ]
        if grown == before:
            return False
        changed = [bundle for bundle in self.bundler.joined(grown) if bundle not in before]
        for _ in self._lift(changed):
            pass
        return bool(changed)

    def _sources_of(self, bundle: Bundle) -> list[Path]:
        """The files that a bundle takes something from that matters, and that are not in it."""
        return sorted({
            path
            for sighted in self._said_by(bundle)
            for path, lead in sighted.leads
            if lead is Lead.VALUE
            or (
                lead is Lead.TAKER
                and (
                    self.bundler.may_send(path)
                    or self.project.gets_at_unwritten(path)
                    or self.bundler.may_hand_on(sighted.path, path)
                )
            )
            or (lead is Lead.GUESS and path in self._bundle_of)
        })  # fmt: skip

    def _users_of(self, bundle: Bundle) -> set[Path]:
        """The files that take values from a bundle, and that are not in it; not those of names with too many users."""
        return self._users_taking(bundle, self._said_by(bundle))

    def _users_taking(self, bundle: Bundle, said: Iterable[Sightings]) -> set[Path]:
        found: set[Path] = set()
        for sighted in said:
            for name in sighted.offers:
                users = self.project.users(sighted.path, name)
                if len(users) > USERS_LIMIT:
                    users = [user for user in users if self.bundler.uses_a_client(user)]
                if len(users) <= USERS_LIMIT:
                    found.update(users)
        return {
            user
            for user in found
            if self._bundle_of.get(user) is not bundle
            and self.bundler.leads_to(user, bundle)
            and self.bundler.may_send(user)
        }

    def _look_ahead(self, bundle: Bundle, lifted: Sequence[Lifted]) -> None:
        """Looks for what `_grow` asks once all are lifted, when nobody else has anything to do."""
        self._users_taking(bundle, (sightings for _, sightings, _ in lifted if sightings is not None))

    def _all_users_of(self, bundle: Bundle) -> set[Path]:
        return {
            user
            for sighted in self._said_by(bundle)
            for name in sighted.exports
            for user in self.project.users(sighted.path, name)
            if self._bundle_of.get(user) is not bundle
        }

    def _said_by(self, bundle: Bundle) -> Iterator[Sightings]:
        return (self.sightings[path] for path, _ in bundle.files if path in self.sightings)

    def _lift(
        self, bundles: Sequence[Bundle], meanwhile: Iterator[None] = NOTHING, unsure: Sequence[Bundle] = ()
    ) -> Iterator[Bundle]:
        """Lifts bundles; each is given back once its files' sightings are known. The rest is as for the workers."""
        results = self.workers.lift(bundles, meanwhile, self._look_ahead, unsure)
        for bundle, lifted in zip((*bundles, *unsure), results, strict=True):
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
            users |= {user for user in self._all_users_of(mine) if self.project.may_name(user, attribute)}
            users |= {user for user in self._given_instances(mine) if self.project.may_use(user, attribute)}
        return sorted(users)

    def setters(self, path: Path, name: str) -> list[Path]:
        """The files, not read together with `path`, that may set a name of it, or define it in an heir or above its class.

        What the classes of a file give their own instances says nothing of a class that is no kin of theirs.
        """
        owner, _, last = name.rpartition(".")
        users = self.users(path, name)
        setting = {user for user in users if self.project.may_set_others(user, last)}
        defining = users
        if owner:
            mine = self._bundle_of.get(path)
            together = {path} if mine is None else {file for file, _ in mine.files}
            inheriting = {*together, *self.project.users(path, owner)}
            above = self.bundler.above(path, owner) - together
            defining = [
                *(users if any(self.project.may_inherit(file, owner) for file in inheriting) else ()),
                *above,
            ]
        return sorted(setting.union(file for file in defining if self.project.may_define(file, last)))

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
