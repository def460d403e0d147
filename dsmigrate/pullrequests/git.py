"""Runs git in a clone: what the clone and its remote are like, and what is fetched from it and pushed to it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dsmigrate.engine.git_files import own_environment
from dsmigrate.pullrequests.refusal import Refusal

# Nobody is there to answer; large files stay the pointers that they are in git, as no fix touches them; looking at the
# clone writes nothing to it.
UNATTENDED = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LANGUAGE": "en",
}
# What a user has set for other occasions: other branches, tags and submodules are nobody's business here.
SETTINGS = (
    "core.fsmonitor=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "fetch.writeCommitGraph=false",
    "push.followTags=false",
    "push.recurseSubmodules=no",
    "submodule.recurse=false",
)


class GitError(Exception):
    """A git command that failed; the message is what git said."""


@dataclass(frozen=True)
class Git:
    """Git in one folder. `extra` is added to the environment of each command, and holds no secret that git prints."""

    folder: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, given: str | None = None) -> str:
        """What a command prints, without the last line end. Raises `GitError`, and `Refusal` where there is no git."""
        command = ["git", *(part for setting in SETTINGS for part in ("-c", setting)), *arguments]
        try:
            done = subprocess.run(
                command,
                cwd=self.folder,
                env=self._environment(),
                input=None if given is None else given.encode("utf-8", "surrogateescape"),
                stdin=subprocess.DEVNULL if given is None else None,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise Refusal(f"git could not be run: {error.strerror}.") from error
        if done.returncode != 0:
            said = done.stderr or done.stdout
            raise GitError(said.decode("utf-8", "replace").strip())
        return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def with_extra(self, extra: Mapping[str, str]) -> Git:
        """The same with more in the environment; settings of git that are handed over there add up."""
        count = int(self.extra.get("GIT_CONFIG_COUNT", os.environ.get("GIT_CONFIG_COUNT") or 0))
        settings = {
            f"{name.rpartition('_')[0]}_{count + int(name.rpartition('_')[2])}": value
            for name, value in extra.items()
            if name.startswith(("GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"))
        }
        rest = {name: value for name, value in extra.items() if not name.startswith("GIT_CONFIG_")}
        if settings:
            rest["GIT_CONFIG_COUNT"] = str(count + len(settings) // 2)
        return replace(self, extra={**self.extra, **rest, **settings})

    def says(self, *arguments: str) -> str:
        """The same, with an empty text where the command fails."""
        try:
            return self.run(*arguments)
        except GitError:
            return ""

    def _environment(self) -> dict[str, str]:
        return {**own_environment(), **UNATTENDED, **self.extra}

    # The clone

    def changed(self) -> list[str]:
        """The tracked files that differ from the last commit, staged or not."""
        listed = self.run("status", "--porcelain=v1", "-z", "--untracked-files=no", "--ignore-submodules=all")
        entries = iter(listed.split("\0"))
        names = []
        for entry in entries:
            if entry:
                names.append(entry[3:])
                if "R" in entry[:2] or "C" in entry[:2]:
                    next(entries, None)  # where it was renamed from
        return names

    def remote(self) -> str:
        """The remote that the current branch follows, else `origin`, else the only one; '' where there is none."""
        names = self.run("remote").split()
        branch = self.says("symbolic-ref", "--quiet", "--short", "HEAD")
        followed = self.says("config", f"branch.{branch}.remote") if branch else ""
        if followed in names:
            return followed
        return "origin" if "origin" in names else names[0] if len(names) == 1 else ""

    def has(self, commit: str) -> bool:
        """Whether a commit and all that belongs to it is there."""
        return bool(self.says("rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}"))

    # The remote

    def heads(self, remote: str, *branches: str) -> tuple[str, dict[str, str]]:
        """The remote's default branch ('' where it has none), and the commits of those of `branches` that it has."""
        patterns = ["HEAD", *(f"refs/heads/{branch}" for branch in branches)]
        default, commits = "", {}
        for line in self.run("ls-remote", "--symref", remote, *patterns).splitlines():
            value, _, name = line.partition("\t")
            if name == "HEAD" and value.startswith("ref: refs/heads/"):
                default = value.removeprefix("ref: refs/heads/")
            elif name.startswith("refs/heads/"):
                commits[name.removeprefix("refs/heads/")] = value
        return default, commits

    def fetch(self, remote: str, branch: str, commit: str) -> None:
        """Brings a branch's commit here, without a trace in the clone's references."""
        if self.has(commit):
            return
        options = ["--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules"]
        self.run("fetch", *options, "--no-write-fetch-head", "--refmap=", remote, f"refs/heads/{branch}")
        if not self.has(commit):
            raise GitError(f"`{branch}` at {remote} has changed meanwhile")

    def push(self, remote: str, commit: str, branch: str, expected: str) -> None:
        """Makes `commit` the remote's branch, where that is still at `expected`, or not there where this is ''."""
        self.run("push", f"--force-with-lease={branch}:{expected}", remote, f"{commit}:refs/heads/{branch}")

    def delete(self, remote: str, branch: str, expected: str) -> None:
        """Takes the branch away from the remote, where it is still at `expected`."""
        self.run("push", f"--force-with-lease={branch}:{expected}", remote, f":refs/heads/{branch}")


def listed(names: Sequence[str], limit: int = 5) -> str:
    """File names for a sentence, the first few of them."""
    more = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {more} more" if more > 0 else "")
