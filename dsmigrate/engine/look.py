"""The two stages that see every file, and the only ones that most runs get to: find the files, search them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dsmigrate.engine.discover import Discovery, discover, left_out_by_name, root_text_of
from dsmigrate.engine.prefilter import candidates, is_candidate

if TYPE_CHECKING:
    from pathlib import Path

    from dsmigrate.core.problems import Problem
    from dsmigrate.engine.processes import EarlyStart


class Looked(NamedTuple):
    """The files that were found, those among them that name DeepSeek, with their bytes, and what was in the way.

    `given` has the contents of files that are not, or not yet, what stands on the disk. `early` has the processes that
    the files are to be parsed in, if there is enough for them to do; None where nothing is to be parsed. `imports` has
    the lines with imports of the Python files that were read after the first that names DeepSeek, and `is_whole` says
    whether `found` has all files of the project.
    """

    found: Discovery
    named: list[tuple[Path, bytes]]
    problems: list[Problem]
    given: Mapping[Path, bytes] = MappingProxyType({})
    early: EarlyStart | None = None
    imports: Mapping[str, bytes] = MappingProxyType({})
    is_whole: bool = False


def look(
    paths: Sequence[Path | str],
    exclude: Sequence[str],
    force_exclude: bool,
    *,
    anchor: str = "",
    usual: bool = True,
    early: EarlyStart | None = None,
) -> Looked:
    """Finds the files under `paths`, and those of them that name DeepSeek; `discover` explains the rest.

    `early` is for a look after which the Python files are parsed: it is told of each.
    """
    found = discover(paths, exclude, force_exclude, anchor=anchor, usual=usual)
    imports: dict[str, bytes] = {}
    if early is not None:
        early.searching(len(found.files))
    named, problems = candidates(found.files, early.found if early is not None else None, imports)
    is_whole = usual and not exclude and [os.path.abspath(path) for path in paths] == [found.base]
    return Looked(found, named, [*found.problems, *problems], early=early, imports=imports, is_whole=is_whole)


def look_at(
    path: str,
    data: bytes,
    exclude: Sequence[str],
    force_exclude: bool,
    *,
    anchor: str = "",
    usual: bool = True,
) -> Looked:
    """The same for one file of which only `data` counts, whatever stands in it, or whether it is there at all."""
    from pathlib import Path

    path = os.path.abspath(path)
    kind = left_out_by_name(path, exclude, anchor=anchor, usual=usual) if force_exclude else ""
    files = [] if kind else [path]
    named = [(Path(path), data)] if files and is_candidate(path, data) else []
    found = Discovery(root_text_of([path]), files, [], [(path, kind)] if kind else [])
    return Looked(found, named, [], {Path(path): data})
