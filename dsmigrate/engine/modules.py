"""`ModuleIndex`: which file of the project an import means, told from the files' paths alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

# Import statements, in source files and in the JSON of notebooks.
_IMPORT = re.compile(
    rb"""(?:^|"|\\n|;|:)[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]*import[ \t]*(\([^)]*\)|[^\n#;"\\]*)|import[ \t]+([^\n#;"\\]*))""",
    re.MULTILINE,
)
_BY_NAME = re.compile(rb"""\bimport_module\(\s*["']([\w.]+)["']""")
# What stands between the names of an import besides commas: comments, and the line ends of a notebook's JSON.
_BETWEEN = re.compile(rb"#[^\n]*|\\n|\"")


def imports_of(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """The modules that a file imports, as they are written, each with the names taken from it.

    A line of a text that looks like an import counts as well.
    """
    for match in _IMPORT.finditer(data):
        module, names, modules = (
            group.decode("ascii", "replace") if group is not None else None
            for group in (match[1], _BETWEEN.sub(b" ", match[2]) if match[2] is not None else None, match[3])
        )
        if names is not None:
            taken = [part.split()[0] for part in names.strip("() \t\r\n\\").split(",") if part.split()]
            yield module or "", [name for name in taken if name.isidentifier() or name == "*"]
        for part in (modules or "").split(","):
            if part.split():
                yield part.split()[0], []
    for match in _BY_NAME.finditer(data):
        yield match[1].decode(), []


class ModuleIndex:
    """The project's Python files, by the dotted names that they may be imported under."""

    def __init__(self, root: Path, paths: Iterable[Path]) -> None:
        self.root = root
        self._paths = set(paths)
        self._by_last: dict[str, list[tuple[tuple[str, ...], Path]]] = defaultdict(list)
        for path in sorted(self._paths):
            parts = path.parts[:-1] if path.name == "__init__.py" else (*path.parts[:-1], path.stem)
            if parts:
                self._by_last[parts[-1]].append((parts, path))

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
        parts = tuple(name.split(".")) if name else ()
        if dots:
            folder = importer.parent
            for _ in range(dots - 1):
                folder = folder.parent
            return self._at(folder, parts)
        if not parts:
            return None
        near: list[tuple[int, Path]] = []
        far: list[Path] = []
        for whole, path in self._by_last.get(parts[-1], ()):
            if whole[-len(parts) :] != parts:
                continue
            top = Path(*whole[: -len(parts)]) if len(whole) > len(parts) else Path()
            if top == importer.parent or top in importer.parents:
                near.append((len(top.parts), path))
            elif (top / "__init__.py") not in self._paths:
                far.append(path)
        if near:
            return max(near)[1]
        return far[0] if len(far) == 1 else None

    def _at(self, folder: Path, parts: tuple[str, ...]) -> Path | None:
        base = folder.joinpath(*parts)
        candidates = [base / "__init__.py"]
        if parts:
            candidates.insert(0, base.with_name(f"{base.name}.py"))
        return next((path for path in candidates if path in self._paths), None)
