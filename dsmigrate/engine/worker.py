"""What is done with parsed programs: lift, lower, try an edit. Runs in the main process or in one of several.

A program is the files that are read together. Parsed forms are large, so only the last ones are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dsmigrate.catalog.clients import client_libraries
from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import Intent
from dsmigrate.core.sightings import Sightings
from dsmigrate.core.source import Source
from dsmigrate.core.splice import SpliceError, splice
from dsmigrate.engine.read import Unreadable, read_python
from dsmigrate.engine.style import line_length
from dsmigrate.engine.verify import Shifts, differs_elsewhere

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import PythonFile

# The parsed form of a source takes about 130 times its bytes.
KEPT_BYTES = 400_000
Contents = tuple[tuple[Path, bytes], ...]
Lowered = list[Edit] | str


class Lifted(NamedTuple):
    """What one file says: None where it holds nothing of interest; and why it could not be read."""

    path: Path
    sightings: Sightings | None
    reason: str = ""


class Attempt(NamedTuple):
    """What a program says once edits are made, or why they must not be made."""

    sightings: Mapping[Path, Sightings]
    reason: str = ""


class Worker:
    """Does one thing at a time, and remembers the parsed forms that the next one is likely to need."""

    def __init__(self) -> None:
        self.kept: OrderedDict[tuple[Path, bytes], PythonFile] = OrderedDict()
        self.kept_bytes = 0

    def parsed(self, source: Source) -> PythonFile:
        """The parsed form of a file. Raises Unreadable where it cannot be parsed."""
        # libcst costs 0.17 s to import, and most runs end before they need it.
        from dsmigrate.dialects.python.lift import PythonFile
        from dsmigrate.dialects.python.tree import UnreadableModule

        key = (source.path, source.data)
        known = self.kept.get(key)
        if known is not None:
            self.kept.move_to_end(key)
            return known
        try:
            file = PythonFile(source, catalog())
        except UnreadableModule as error:
            raise Unreadable(f"cannot be parsed: {error}") from error
        except RecursionError as error:
            raise Unreadable("cannot be parsed: it is nested too deeply") from error
        self.kept[key] = file
        self.kept_bytes += len(source.data)
        while self.kept_bytes > KEPT_BYTES and len(self.kept) > 1:
            (_, data), _ = self.kept.popitem(last=False)
            self.kept_bytes -= len(data)
        return file

    def lift(self, contents: Contents, gated: bool) -> list[Lifted]:
        """Lifts a program; `gated` leaves out the files in which only a comment or docstring names DeepSeek."""
        return [self._lift(path, data, gated) for path, data in contents]

    def _lift(self, path: Path, data: bytes, gated: bool) -> Lifted:
        # ast is cheap and libcst is not: most files that name DeepSeek do so in a comment.
        from dsmigrate.dialects.python.gate import may_matter

        try:
            source = read_python(path, data)
            if gated and not may_matter(source, catalog().telltale, client_libraries().own_modules):
                return Lifted(path, None)
            return Lifted(path, self.parsed(source).sightings)
        except Unreadable as error:
            return Lifted(path, None, error.reason)

    def lower(self, path: Path, data: bytes, wanted: Sequence[Sequence[Intent]]) -> list[Lowered]:
        """The edits of one file for each of several sets of intents, or why there are none."""
        from dsmigrate.dialects.python.lower import Refused, lower

        file = self.parsed(read_python(path, data))
        found: list[Lowered] = []
        for intents in wanted:
            try:
                found.append(lower(file, intents, line_length(path.parent)))
            except Refused as refusal:
                found.append(str(refusal))
        return found

    def attempt(self, contents: Contents, edits: Iterable[Edit]) -> Attempt:
        """Makes edits, and lifts what comes of it; refuses where more changes than the edits say."""
        changes: dict[Path, list[Edit]] = {}
        for edit in edits:
            changes.setdefault(edit.place.path, []).append(edit)
        after: dict[Path, Sightings] = {}
        for path, data in contents:
            source = read_python(path, data)
            try:
                new = self.parsed(read_python(path, splice(source, changes[path])))
            except (SpliceError, Unreadable) as error:
                return Attempt({}, f"the result could not be read: {error}")
            shifts = Shifts.of(changes[path], source.encoding)
            reason = differs_elsewhere(self.parsed(source).tree, new.tree, shifts)
            if reason:
                return Attempt({}, reason)
            after[path] = new.sightings
        return Attempt(after)
