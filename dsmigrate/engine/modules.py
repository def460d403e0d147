"""`ModuleIndex`: which file of the project an import means, told from the files' paths alone."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# An import statement, in a source file or in the JSON of a notebook, before and behind the word `import`.
_FROM = re.compile(rb"""(?:^|"|\\n|;|:)[ \t]*from[ \t]+(\.*[\w.]*)[ \t]*$""")
_ALONE = re.compile(rb"""(?:^|"|\\n|;|:)[ \t]*$""")
_NAMES = re.compile(rb"""[ \t]*(\([^)]*\)|[^\n#;"\\]*)""")
_MODULES = re.compile(rb"""[ \t]+([^\n#;"\\]*)""")
_BY_NAME = re.compile(rb"""\bimport_module\(\s*["']([\w.]+)["']""")
# What stands between the names of an import besides commas: comments, and the line ends of a notebook's JSON.
_BETWEEN = re.compile(rb"#[^\n]*|\\n|\"")
_WORD = b"import"
# What may stand right behind the word where it imports something.
_BEHIND = b'(* \t\r\n\\"'
_BY_NAME_BEHIND = b"_module("
_OPENED = re.compile(rb"(?:_module)?[ \t]*\(")
# Imports within so many bytes are not taken apart: what stands between them is let through as well.
CLOSE_TOGETHER = 3_000


def import_text(data: bytes) -> bytes:
    """The lines that hold a file's imports: `imports_of` finds in them what it finds in the file."""
    start = data.find(_WORD)
    if start < 0:
        return b""
    last = data.rfind(_WORD)
    if last - start < CLOSE_TOGETHER:
        line, stop = data.rfind(b"\n", 0, start) + 1, _line_end(data, last)
        if data.count(b"(", line, stop) > data.count(b")", line, stop):
            stop = _line_end(data, max(stop, data.find(b")", stop)))
        return data[line:stop]
    pieces = []
    while start >= 0:
        end = start + len(_WORD)
        if data[end : end + 1] in _BEHIND or data.startswith(_BY_NAME_BEHIND, end):
            line = data.rfind(b"\n", 0, start) + 1
            stop = _line_end(data, end)
            if b"(" in data[end:stop] and _OPENED.match(data, end) is not None:
                stop = _line_end(data, max(end, data.find(b")", end)))
            pieces.append(data[line:stop])
            end = stop
        start = data.find(_WORD, end)
    return b"\n".join(pieces)


def _line_end(data: bytes, start: int) -> int:
    end = data.find(b"\n", start)
    return end if end >= 0 else len(data)


def imports_of(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The modules that a file imports, as they are written, each with the names taken from it.

    A line of a text that looks like an import counts as well.
    """
    # A search for the bare word is ten times as fast as one for a pattern of whole statements.
    end = 0
    while (start := data.find(_WORD, end)) >= 0:
        end = start + len(_WORD)
        if data[end : end + 1] in _BEHIND:
            yield from _statement(data, data.rfind(b"\n", 0, start) + 1, start, end)
        elif data.startswith(_BY_NAME_BEHIND, end):
            by_name = _BY_NAME.match(data, start)
            if by_name is not None:
                yield by_name[1].decode(), []


def _statement(data: bytes, line: int, start: int, end: int) -> Iterator[tuple[str, list[str]]]:
    """The modules and names of a statement whose word `import` is data[start:end], in the line that begins at `line`."""
    head = data[line:start]
    # Nearly all are alone in their line; the patterns also find those that are not.
    plain = not head or head.isspace()
    taken_from = None if plain else _FROM.search(head)
    if taken_from is not None:
        names = _NAMES.match(data, end)
        assert names is not None  # it takes the empty text
        written = _BETWEEN.sub(b" ", names[1]).decode("ascii", "replace").strip("() \t\r\n\\")
        taken = [part.split()[0] for part in written.split(",") if part.split()]
        yield (
            taken_from[1].decode("ascii", "replace"),
            [name for name in taken if name.isidentifier() or name == "*"],
        )
    elif plain or _ALONE.search(head) is not None:
        modules = _MODULES.match(data, end)
        for part in modules[1].decode("ascii", "replace").split(",") if modules is not None else ():
            if part.split():
                yield part.split()[0], []


def _stem(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return stem if dot else name


def _parts(file: str) -> list[str]:
    """The parts of the longest name that a file may be imported under, beginning with the root of the file system."""
    *parts, name = file.split(os.sep)
    return parts if name == "__init__.py" else [*parts, _stem(name)]


class ModuleIndex:
    """The project's Python files, by the dotted names that they may be imported under."""

    def __init__(self, files: Iterable[str | Path]) -> None:
        named = sorted(map(str, files))
        self._files = set(named)
        # By the last part of the name.
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for file in named:
            folder, _, name = file.rpartition(os.sep)
            last = folder.rpartition(os.sep)[2] if name == "__init__.py" else _stem(name)
            if last:
                self._by_last[last].append(file)

    def links_of(self, path: Path, data: bytes) -> dict[str, Path]:
        """The modules that a file imports, as they are written there, that are files of the project."""
        found: dict[str, Path] = {}
        for module, names in imports_of(data):
            joint = "" if not module or module.endswith(".") else "."
            wanted = [module, *(f"{module}{joint}{name}" for name in names if name != "*")]
            if not names and not module.startswith("."):
                parts = module.split(".")
                wanted = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
            for name in wanted:
                target = self.resolve(path, name) if name and name not in found else None
                if target is not None and target != path:
                    found[name] = target
        return found

    def resolve(self, importer: Path, module: str) -> Path | None:
        """The file that `module` (with the dots in front of a relative import) means in `importer`."""
        name = module.lstrip(".")
        dots = len(module) - len(name)
        parts = name.split(".") if name else []
        folder = str(importer).split(os.sep)[:-1]
        if dots:
            return self._at(folder[: max(0, len(folder) - dots + 1)], parts)
        if not parts:
            return None
        near: list[tuple[int, str]] = []
        far: list[str] = []
        end = os.sep.join(parts)
        for file in self._by_last.get(parts[-1], ()):
            # Of most files this tells enough, and it is faster than to take their paths apart.
            if end not in file or (whole := _parts(file))[-len(parts) :] != parts:
                continue
            top = whole[: -len(parts)]
            if top == folder[: len(top)]:
                near.append((len(top), file))
            elif os.sep.join([*top, "__init__.py"]) not in self._files:
                far.append(file)
        if near:
            return Path(max(near)[1])
        return Path(far[0]) if len(far) == 1 else None

    def _at(self, folder: Sequence[str], parts: Sequence[str]) -> Path | None:
        base = os.sep.join([*folder, *parts])
        candidates = [f"{base}.py"] if parts else []
        return next(
            (Path(file) for file in (*candidates, os.sep.join([base, "__init__.py"])) if file in self._files),
            None,
        )
