"""Who else in the project uses a name: a search by bytes, then a look at the imports of what is left."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType

from dsmigrate.dialects.file_kinds import FIXTURES, is_handed_fixtures
from dsmigrate.engine.discover import discover
from dsmigrate.engine.kept import Kept
from dsmigrate.engine.modules import ModuleIndex, import_text, imports_of
from dsmigrate.engine.prefilter import PYTHON_ENDINGS

# What gets at the names of a module or an object without writing them.
_UNWRITTEN = re.compile(
    rb"\b(?:setattr|vars|from_object|getmembers)\(|\b__dict__\b|\bgetattr\([^,()]*, *[^\"' ]"
)

# How frameworks hand a settings module's names to files that do not import it; `app.config` may also be a module.
_SETTINGS_WORDS = (b"django.conf", b"current_app", b"app.config")
_FRAMEWORK_SETTINGS = re.compile(
    rb"\bdjango\.conf\b|\bcurrent_app\b|(?<!from )(?<!import )\bapp\.config\b(?!\.[A-Z])"
)

# What a project imports that has such a framework.
_FRAMEWORKS = ("django", "flask", "quart", "sanic", "celery", "connexion")

_RELATIVE = re.compile(rb"\bfrom[ \t]+\.")

# How many files are read in one step.
AT_ONCE = 50


class _Texts:
    """Texts of files, put one after the other: a word is found in one long text faster than in thousands."""

    def __init__(self, texts: Sequence[tuple[str, bytes]]) -> None:
        self.texts = texts
        self._whole = b"\n".join(text for _, text in texts)
        self._starts = list(accumulate((len(text) + 1 for _, text in texts), initial=0))

    def __contains__(self, word: str) -> bool:
        return os.fsencode(word) in self._whole

    def holding(self, word: str) -> Iterator[str]:
        """The files whose text holds `word`."""
        sought = os.fsencode(word)
        found = self._whole.find(sought)
        while found >= 0:
            number = bisect_right(self._starts, found)
            yield self.texts[number - 1][0]
            found = self._whole.find(sought, self._starts[number])


class Project:
    """The project's Python files, read only when somebody asks who uses a name.

    `overlay` has the contents of files that the run has changed, or that are not on the disk. `files` are all of the
    project's, where they have been found already, and `imports` the lines with imports of some of them.
    """

    def __init__(
        self,
        root: Path,
        overlay: dict[Path, bytes],
        files: Sequence[str] | None = None,
        imports: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        self.root = root
        self._found = files
        self._kept = Kept()
        self.overlay = overlay
        self._users: dict[tuple[Path, str], list[Path]] = {}
        self._unwritten: dict[Path, bool] = {}
        self._uses: dict[tuple[Path, str], bool] = {}
        changed = set(map(str, overlay))
        self._import_texts = {file: text for file, text in imports.items() if file not in changed}
        self._imports: dict[str, list[tuple[str, list[str]]]] = {}
        self._importers_of: dict[tuple[str, bool], list[str]] = {}

    @cached_property
    def _files(self) -> dict[str, None]:
        found = discover([self.root]).files if self._found is None else self._found
        endings = (*PYTHON_ENDINGS, ".ipynb")
        return dict.fromkeys(file for file in found if file.endswith(endings))

    def _read(self, file: str) -> bytes:
        """The bytes of a file; none of one that cannot be read, which other parts of a run report."""
        known = self._kept.get(file)
        if known is None:
            try:
                with open(file, "rb") as stream:
                    known = stream.read()
            except OSError:
                known = b""
            self._kept.keep(file, known)
        return known

    @cached_property
    def index(self) -> ModuleIndex:
        """Which file an import means."""
        return ModuleIndex(self._files)

    def preparing(self) -> Iterator[None]:
        """Looks for the imports of all files, some at each step, for a time at which there is nothing else to do."""
        for number, file in enumerate(self._files):
            self._import_text(file)
            if number % AT_ONCE == 0:
                yield

    def contents(self, path: Path) -> bytes | None:
        """The bytes of one of the project's files, as the run has changed it; None where it is none of them."""
        changed = self.overlay.get(path)
        if changed is not None:
            return changed
        return self._read(str(path)) if str(path) in self._files else None

    def _data(self, path: Path) -> bytes:
        return self.contents(path) or b""

    def _bytes_of(self, file: str) -> bytes:
        # Most runs ask before any file was changed, and a path object for each file costs more than to search it.
        return self._data(Path(file)) if self.overlay else self._read(file)

    @cached_property
    def _framework_settings(self) -> list[str]:
        """The files that get at settings by way of a framework."""
        if not any(word in self._all_imports for word in _FRAMEWORKS):
            return []
        found = []
        for file in self._files:
            data = self._bytes_of(file)
            # Plain searches for the words take a tenth of the time of one for the pattern.
            if any(word in data for word in _SETTINGS_WORDS) and _FRAMEWORK_SETTINGS.search(data):
                found.append(file)
        return found

    def _holding(self, word: str, files: Iterable[str]) -> set[Path]:
        """Those of `files` that have `word` somewhere in them."""
        sought = os.fsencode(word)
        return {Path(file) for file in files if sought in self._bytes_of(file)}

    def users(self, path: Path, name: str) -> list[Path]:
        """The other files that may use `name` (`NAME`, or `Class.attribute` for one of an instance) of a module.

        A file counts when it holds the name as a word and imports it, the module, or everything of it. For an
        attribute it counts when it imports anything of the module, since instances go a long way. Where it cannot be
        told which module an import means, it counts.
        """
        known = self._users.get((path, name))
        if known is None:
            owner, _, attribute = name.rpartition(".")
            modules = {path.parent.name if path.stem == "__init__" else path.stem}
            if not owner and self._package_imports(path.parent):
                modules.add(path.parent.name)
            nearby = {file for word in modules for file in self._importers(word)}
            # A name alone, of another module's, is only taken from here by way of a package.
            nearby.update(self._importers(owner or name, only_relative=not owner))
            found = {
                Path(file)
                for file in nearby
                if (owner or _imports(self._imports_of(file), name, modules))
                and self.may_name(Path(file), attribute)
                and self._may_mean(file, modules, owner or name, path)
            }
            if path.name == FIXTURES:
                below = os.path.join(path.parent, "")
                found |= self._holding(name, (file for file in self._files if file.startswith(below)))
            if attribute.isupper():
                found |= self._holding(attribute, self._framework_settings)
            known = self._users[path, name] = sorted(found - {path})
        return known

    def _package_imports(self, folder: Path) -> bool:
        """Whether a folder is a package that imports anything: one that does not hands on no names of its modules."""
        package = str(folder / "__init__.py")
        return package in self._files and b"import" in self._bytes_of(package)

    def _may_mean(self, file: str, modules: set[str], name: str, path: Path) -> bool:
        """Whether an import of one of `modules`, or of `name`, in a file may be one of `path`, or of what hands it on."""
        told = False
        for module, names in self._imports_of(file):
            joint = "" if not module or module.endswith(".") else "."
            for written in (module, *(f"{module}{joint}{taken}" for taken in names)):
                named_like_it = written.rpartition(".")[2] in modules or (
                    written == module and module.startswith(".")
                )
                if named_like_it or (written == module and name in names):
                    told = True
                    target = self.index.resolve(Path(file), written)
                    if target is None and named_like_it:
                        return True
                    if target is not None and (target == path or self._hands_on(target, path)):
                        return True
        return not told

    def _hands_on(self, target: Path, path: Path) -> bool:
        """Whether a module may hand on the names of another: as its package, or because it imports it."""
        if target.name == "__init__.py" and target.parent in path.parents:
            return True
        return path in self.index.links_of(target, self._data(target)).values()

    def may_name(self, path: Path, name: str) -> bool:
        """Whether a file holds `name` as a word, or gets at names that it does not write."""
        return self.may_hold(path, name) or self.gets_at_unwritten(path)

    def may_hold(self, path: Path, name: str) -> bool:
        """Whether a file holds `name` as a word."""
        data, word = self._data(path), name.encode()
        return word in data and re.search(rb"\b" + re.escape(word) + rb"\b", data) is not None

    def gets_at_unwritten(self, path: Path) -> bool:
        """Whether a file gets at names of objects or modules that it does not write."""
        known = self._unwritten.get(path)
        if known is None:
            known = self._unwritten[path] = _UNWRITTEN.search(self._data(path)) is not None
        return known

    def may_use(self, path: Path, attribute: str) -> bool:
        """Whether a file calls a method of that name, or sets an attribute of it, on anything."""
        known = self._uses.get((path, attribute))
        if known is None:
            data, word = self._data(path), b"." + attribute.encode()
            used = word in data and re.search(re.escape(word) + rb"\b\s*(?:\(|=[^=])", data) is not None
            known = self._uses[path, attribute] = used
        return known

    def may_define(self, path: Path, name: str) -> bool:
        """Whether a class of a file has the name: as an attribute that its methods set, a method, or in its body."""
        word = re.escape(name.encode())
        annotated = rb"[ \t]*(?::[^=\n]*)?=[^=]"
        defining = (
            rb"(?<![\w.])self\."
            + word
            + annotated
            + rb"|\bdef[ \t]+"
            + word
            + rb"\b|^[ \t]+"
            + word
            + annotated
        )
        return re.search(defining, self._data(path), re.MULTILINE) is not None

    def may_set_others(self, path: Path, name: str) -> bool:
        """Whether a file sets the name on something else than the `self` of a method, or sets what it does not write.

        What it puts in the place of a dependency counts too, `app.dependency_overrides[name] = other`, but for tests.
        """
        word, data = re.escape(name.encode()), self._data(path)
        setting = rb"(?:(?<!self)|(?<=[\w.]self))\." + word + rb"\s*(?::[^=\n]*)?=[^=]"
        overriding = rb"\bdependency_overrides\b[^\n]*\b" + word + rb"\b"
        return (
            re.search(setting, data) is not None
            or b"setattr(" in data
            or (
                b"dependency_overrides" in data
                and not is_handed_fixtures(path.name)
                and re.search(overriding, data) is not None
            )
        )

    def may_inherit(self, path: Path, owner: str) -> bool:
        """Whether a file makes heirs of a class: names it among a class's bases, or gives it another name."""
        word = re.escape(owner.encode())
        heir = (
            rb"\bclass[ \t]+\w+[^\n(]*\([^)]*\b" + word + rb"\b|\b" + word + rb"[ \t]+as\b|=[ \t]*(?:\w+\.)*" + word
            + rb"[ \t]*(?:#.*)?$|\b(?:type|new_class|make_dataclass)\([^)]*\b" + word + rb"\b"
        )  # fmt: skip
        return re.search(heir, self._data(path), re.MULTILINE) is not None

    def _importers(self, word: str, *, only_relative: bool = False) -> list[str]:
        """The files that write `word` as a part of a module, or as a name, that they import.

        `only_relative` leaves out the modules without an import that is relative to its own place.
        """
        known = self._importers_of.get((word, only_relative))
        if known is None:
            known = self._importers_of[word, only_relative] = [
                file
                for file in (self._relative_imports if only_relative else self._all_imports).holding(word)
                if any(word in names or word in module.split(".") for module, names in self._imports_of(file))
            ]
        return known

    @cached_property
    def _all_imports(self) -> _Texts:
        """The lines with the imports of all files."""
        files = list({**self._files, **dict.fromkeys(map(str, self.overlay))})
        return _Texts([(file, self._import_text(file)) for file in files])

    @cached_property
    def _relative_imports(self) -> _Texts:
        """Those of the modules with a relative import, and of notebooks."""
        texts = self._all_imports.texts
        return _Texts([(f, text) for f, text in texts if not f.endswith(".py") or _RELATIVE.search(text)])

    def _import_text(self, file: str) -> bytes:
        known = self._import_texts.get(file)
        if known is None:
            known = self._import_texts[file] = import_text(self._bytes_of(file))
        return known

    def _imports_of(self, file: str) -> list[tuple[str, list[str]]]:
        known = self._imports.get(file)
        if known is None:
            known = self._imports[file] = list(imports_of(self._import_text(file)))
        return known

    def is_public(self, path: Path, name: str) -> bool:
        """Whether `name` belongs to the public interface of a package that this project is built into."""
        if name.startswith("_") or not (path.parent / "__init__.py").exists():
            return False
        if any(
            part in ("tests", "test", "examples", "scripts")
            for part in path.relative_to(self.root).parts[:-1]
        ):
            return False
        if (self.root / "setup.py").exists():
            return True
        page = self.root / "pyproject.toml"
        try:
            return b"[build-system]" in page.read_bytes()
        except OSError:
            return False


def _imports(taken: Sequence[tuple[str, list[str]]], name: str, modules: set[str]) -> bool:
    """Whether imports take `name` from one of `modules`, or one of `modules` itself, or everything of one."""
    for module, names in taken:
        last = module.rpartition(".")[2]
        everything = last in modules and (not names or "*" in names)
        by_name = name in names and (last in modules or module.startswith("."))
        if everything or by_name or modules.intersection(names):
            return True
    return False
