"""What git knows of the files in a work tree: those that it tracks, those that it does not ignore, and the others."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import NamedTuple

from dsmigrate.engine.left_out import MARKERS

# What a hook or a shell may have set for another repository.
GIT_LOCATION = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
)
UNREADABLE_FOLDER = re.compile(r"could not open directory '(.*)': (.*)")


def own_environment() -> dict[str, str]:
    """The environment for a git that is to find its repository by the folder that it runs in."""
    return {key: value for key, value in os.environ.items() if key not in GIT_LOCATION}


class Listing(NamedTuple):
    """What git says of a work tree, by paths relative to its top with `/`."""

    files: list[str]
    untracked: list[str]
    links: list[str]
    repositories: list[str]
    marked: dict[str, str]
    unreadable: list[tuple[str, str]]


def git_listing(top: str, folders: Sequence[str]) -> Listing | None:
    """What git tracks or does not ignore in `folders` of the work tree at `top`; None where git cannot say."""
    import subprocess  # only here: it costs more than everything else that a run without work does

    environment = {**own_environment(), "LC_ALL": "C"}
    # core.fsmonitor names a program that git would run; a listing must not run what a repository brings along.
    command = ["git", "-c", "core.fsmonitor=false", "--literal-pathspecs", "ls-files", "-z", "-t", "--stage"]
    command += ["--cached", "--others", "--exclude-standard"]
    if top not in folders:
        command += ["--", *(os.path.relpath(folder, top) for folder in folders)]
    try:
        run = subprocess.run(
            command, check=False, cwd=top, env=environment, stdin=subprocess.DEVNULL, capture_output=True
        )
    except OSError:
        return None
    if run.returncode:
        return None
    listing = Listing([], [], [], [], {}, [])
    for line in os.fsdecode(run.stderr).splitlines():
        if found := UNREADABLE_FOLDER.search(line):
            listing.unreadable.append((found[1].rstrip("/"), found[2]))
    _sort_listing(os.fsdecode(run.stdout).split("\0"), listing)
    return listing


def _sort_listing(entries: Sequence[str], listing: Listing) -> None:
    """Put each entry (`H 100644 <object> 0<tab>path` or `? path`) where it belongs."""
    files, untracked = listing.files, listing.untracked
    endings = tuple(MARKERS)
    for entry in entries:
        if entry.startswith("?"):
            path = entry[2:]
            if path.endswith("/"):
                listing.repositories.append(path[:-1])
                continue
            untracked.append(path)
        elif entry:
            path = entry[entry.index("\t") + 1 :]
            mode = entry[2:8]
            if mode == "120000":
                listing.links.append(path)
                continue
            if mode == "160000":
                listing.repositories.append(path)
                continue
            files.append(path)
        else:
            continue
        if path.endswith(endings):
            folder, _, name = path.rpartition("/")
            if name in MARKERS:
                listing.marked[folder] = MARKERS[name]
        elif "conda-meta/" in path:
            listing.marked[path.partition("conda-meta/")[0].rstrip("/")] = MARKERS["conda-meta"]


def ignored_by_git(folder: str) -> list[str]:
    """The paths in a folder that git ignores, a folder's own path in the place of all that is in it."""
    import subprocess

    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--others", "--ignored"]
    command += ["--exclude-standard", "--directory"]
    try:
        run = subprocess.run(
            command,
            check=False,
            cwd=folder,
            env=own_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
    except OSError:
        return []
    return [os.path.join(folder, name.rstrip("/")) for name in os.fsdecode(run.stdout).split("\0") if name]
