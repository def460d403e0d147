"""What is done with parsed programs: lift, lower, try an edit. Runs in the main process or in one of several.

Parsed forms are large, so only the last ones are kept.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dsmigrate.catalog.clients import ClientLibraries, OwnClients, client_libraries, versioned_packages
from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.core.sightings import Sightings
from dsmigrate.core.splice import SpliceError, splice
from dsmigrate.core.versions import Pin
from dsmigrate.engine.own_clients import homes_of
from dsmigrate.engine.pins import Pins
from dsmigrate.engine.prefilter import MARK, NEEDLE
from dsmigrate.engine.read import Unreadable, read_python
from dsmigrate.engine.style import line_length
from dsmigrate.engine.verify import Shifts, differs_elsewhere

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import Program
    from dsmigrate.dialects.python.tree import Tree

# The parsed form of a source takes about 130 times its bytes.
KEPT_BYTES = 200_000
# After this many bytes of sources whose programs are no longer kept, their parsed forms are collected.
UNCOLLECTED_BYTES = 300_000
Lowered = list[Edit] | str


@dataclass(frozen=True)
class Bundle:
    """The files that are read together, and what their imports of each other stand for.

    `links` has, by the importing file and the module as it is written there, the file that is meant.
    """

    files: tuple[tuple[Path, bytes], ...]
    links: Mapping[tuple[Path, str], Path] = field(default_factory=dict, hash=False)

    @property
    def size(self) -> int:
        return sum(len(data) for _, data in self.files)

    def holding(self, contents: Mapping[Path, bytes]) -> Bundle:
        """The same files with other contents, for those that `contents` has."""
        return Bundle(tuple((path, contents.get(path, data)) for path, data in self.files), self.links)


class Lifted(NamedTuple):
    """What one file says: None where it holds nothing of interest; and why it could not be read."""

    path: Path
    sightings: Sightings | None
    reason: str = ""


class Attempt(NamedTuple):
    """What a bundle says once edits are made, or why they must not be made."""

    sightings: Mapping[Path, Sightings]
    reason: str = ""


class Worker:
    """Does one thing at a time, and remembers the parsed forms that the next one is likely to need.

    `own` are the clients that the project declares.
    """

    def __init__(self, own: OwnClients | None = None) -> None:
        self._own = own
        self._trees: OrderedDict[tuple[Path, bytes], Tree] = OrderedDict()
        self._programs: OrderedDict[Bundle, Program] = OrderedDict()
        self._pins = Pins()
        self._let_go = 0

    def matters_at_sight(self, path: Path, data: bytes) -> bool:
        """Whether a glance at a file's rows is enough to say that it matters, or that it cannot be told.

        A file with a comment that silences a rule matters too.
        """
        from dsmigrate.dialects.python.gate import tells_at_first_sight

        if MARK in data:
            return True
        try:
            source = read_python(path, data)
        except Unreadable:
            return True
        return tells_at_first_sight(source, NEEDLE.decode(), catalog().telltale)

    def gate(self, path: Path, data: bytes) -> bool:
        """Whether a file of which a glance did not say so may matter: names DeepSeek in more than comments and docstrings."""
        from dsmigrate.dialects.keys_in_text import keys_in
        from dsmigrate.dialects.python.gate import may_matter

        source = read_python(path, data)
        modules = client_libraries(own=self._own).own_modules
        return (
            may_matter(source, NEEDLE.decode(), catalog().telltale, modules)
            or next(keys_in(source.text, catalog().key_shapes, catalog().endpoints), None) is not None
        )

    def lift(self, bundle: Bundle, unsure: bool = False) -> list[Lifted]:
        """Lifts the files of a bundle; those that cannot be read are left out of it.

        Of one that is `unsure` to matter, and does not, there is nothing.
        """
        if unsure and not any(self.gate(path, data) for path, data in bundle.files):
            return []
        failed: list[Lifted] = []
        for path, data in bundle.files:
            try:
                self._tree(path, data)
            except Unreadable as error:
                failed.append(Lifted(path, None, error.reason))
        bad = {lifted.path for lifted in failed}
        left = Bundle(tuple(file for file in bundle.files if file[0] not in bad), bundle.links)
        if not left.files:
            return failed
        try:
            sightings = self._program(left).sightings
        except RecursionError:
            return [*failed, *(Lifted(path, None, "is nested too deeply") for path, _ in left.files)]
        return [*failed, *(Lifted(path, sightings[path]) for path, _ in left.files)]

    def lower(self, bundle: Bundle, wanted: Sequence[Sequence[Intent]]) -> list[Lowered]:
        """The edits for each of several sets of intents, or why there are none."""
        from dsmigrate.dialects.python.lower import Refused, lower

        program = self._program(bundle)
        found: list[Lowered] = []
        for intents in wanted:
            try:
                found.append(lower(program, intents, line_length))
            except Refused as refusal:
                found.append(str(refusal))
        return found

    def attempt(self, bundle: Bundle, edits: Iterable[Edit]) -> Attempt:
        """Makes edits, and lifts what comes of it; refuses where more changes than the edits say."""
        from dsmigrate.dialects.python.reparse import edited
        from dsmigrate.dialects.python.tree import UnreadableModule

        changes: dict[Path, list[Edit]] = {}
        for edit in edits:
            changes.setdefault(edit.place.path, []).append(edit)
        contents: dict[Path, bytes] = {}
        for path, data in bundle.files:
            if path not in changes:
                continue
            source = read_python(path, data)
            try:
                contents[path] = splice(source, changes[path])
                shifts = Shifts.of(changes[path], source.encoding)
                before, result = self._tree(path, data), read_python(path, contents[path])
                spans = [edit.place.span for edit in shifts.edits]
                after = self._known(path, result.data) or edited(before, result, spans, shifts.forward)
            except (SpliceError, Unreadable) as error:
                return Attempt({}, f"the result could not be read: {error}")
            except UnreadableModule as error:
                return Attempt({}, f"the result could not be read: cannot be parsed: {error}")
            self._keep(path, after)
            reason = differs_elsewhere(before, after, shifts)
            if reason:
                return Attempt({}, reason)
        return Attempt(self._program(bundle.holding(contents)).sightings)

    def parse(self, path: Path, data: bytes) -> None:
        """Parses a file before it is to be lifted; what is wrong with it is said then."""
        with suppress(Unreadable):
            self._tree(path, data)

    def _tree(self, path: Path, data: bytes) -> Tree:
        """The parsed form of a file. Raises Unreadable where it cannot be parsed."""
        # The parser costs 0.1 s to import, and most runs end before they need it.
        from dsmigrate.dialects.python.parser_import import import_parser

        import_parser()
        from dsmigrate.dialects.python.tree import Tree, UnreadableModule

        known = self._known(path, data)
        if known is not None:
            return known
        try:
            tree = Tree(read_python(path, data))
        except UnreadableModule as error:
            raise Unreadable(f"cannot be parsed: {error}") from error
        except RecursionError as error:
            raise Unreadable("cannot be parsed: it is nested too deeply") from error
        self._keep(path, tree)
        return tree

    def _known(self, path: Path, data: bytes) -> Tree | None:
        known = self._trees.get((path, data))
        if known is not None:
            self._trees.move_to_end((path, data))
        return known

    def _keep(self, path: Path, tree: Tree) -> None:
        self._trees[path, tree.source.data] = tree
        while len(self._trees) > 1 and sum(len(held) for _, held in self._trees) > KEPT_BYTES:
            self._trees.popitem(last=False)

    def _program(self, bundle: Bundle) -> Program:
        from dsmigrate.dialects.python.lift import Program

        known = self._programs.get(bundle)
        if known is not None:
            self._programs.move_to_end(bundle)
            return known
        trees = [self._tree(path, data) for path, data in bundle.files]
        homes = homes_of(self._own, {path for path, _ in bundle.files} | set(bundle.links.values()))
        program = Program(trees, catalog(), bundle.links, self._libraries(bundle), homes)
        self._programs[bundle] = program
        while len(self._programs) > 1 and sum(held.size for held in self._programs) > KEPT_BYTES:
            self._let_go += self._programs.popitem(last=False)[0].size
        if self._let_go > UNCOLLECTED_BYTES:
            self._let_go = 0
            gc.collect()
        return program

    def _libraries(self, bundle: Bundle) -> ClientLibraries:
        """The client libraries in the versions that the files' project takes; the oldest where they are of several."""
        deciding: dict[str, Pin] = {}
        for folder in {path.parent for path, _ in bundle.files}:
            pinned = self._pins.of(folder)
            for name in versioned_packages(self._own) & pinned.keys():
                if name not in deciding or pinned[name].is_older_than(deciding[name]):
                    deciding[name] = pinned[name]
        return client_libraries(frozenset(deciding.items()), self._own)
