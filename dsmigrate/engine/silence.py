"""What is not to be reported, by the project's settings or a comment, and so holds back the fixes that would change it."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dsmigrate.core.findings import Verdict
from dsmigrate.core.intents import AppendText, Intent, SetComment, SetText
from dsmigrate.core.settings import Settings
from dsmigrate.core.source import Place, Source
from dsmigrate.core.suppressions import IdleSuppression, Suppression
from dsmigrate.dialects.suppressions import may_silence, names_rules, suppressions_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


# The rule for suppressions that silence nothing, which none of them silences.
IDLE = "DS901"


class _Word(NamedTuple):
    """A word of a suppression, with the code that it means; empty for all codes."""

    suppression: Suppression
    word: str
    code: str


class Silence:
    """Says of a verdict why it is not reported, and which suppressions do nothing.

    `names` are the rules' names by code; `python` and `others` the files as they are now.
    """

    def __init__(
        self,
        settings: Settings,
        root: Path,
        names: Mapping[str, str],
        python: Mapping[Path, Source],
        others: Mapping[Path, Source],
    ) -> None:
        self._per_file = settings.per_file_ignores
        self._anchor = settings.anchor or root
        self._names = {name: code for code, name in names.items()}
        self._codes = frozenset(names)
        self._python = python
        self._others = others
        self._ignored: dict[Path, tuple[str, ...]] = {}
        self._used: set[_Word] = set()

    def reason(self, verdict: Verdict) -> str:
        """Why a verdict is not to be reported, as a reason to hold its fix back; empty where it is."""
        return self._why(verdict.code, verdict.place)

    def holding(self, verdict: Verdict) -> Iterator[str]:
        """Why what a verdict wants is not to be done: the reasons of all the places that it would change."""
        for intent in verdict.intents:
            reason = self._why(verdict.code, _changed(intent))
            if reason:
                yield reason

    def _why(self, code: str, place: Place) -> str:
        words = list(self._covering(code, place))
        self._used.update(words)
        if words:
            source = self._source(place.path)
            assert source is not None  # the comment stands in it
            row = source.position(words[0].suppression.place.span.start).row
            return f"{code} is suppressed in {place.path.name} by a comment in row {row}"
        if code.startswith(self._ignored_in(place.path)):
            return f"{code} is ignored in {place.path.name} by the settings (per-file-ignores)"
        return ""

    def is_asked_for(self) -> bool:
        """Whether any file has a suppression in it that may be idle."""
        return any(
            names_rules(source) and self._in(path)
            for path, source in (*self._python.items(), *self._others.items())
        )

    def idle(self, codes: frozenset[str], asked: Container[Path]) -> list[IdleSuppression]:
        """The suppressions in `asked` that silenced nothing so far, of the codes that are looked for."""
        paths = sorted(path for path in {*self._python, *self._others} if path in asked)
        found = (self._idle(each, codes, path) for path in paths for each in self._in(path))
        return [idle for idle in found if idle is not None]

    def _idle(self, each: Suppression, codes: frozenset[str], path: Path) -> IdleSuppression | None:
        editable = path in self._python
        if each.wrong:
            return IdleSuppression(each, each.words, (), editable=editable)
        words = list(self._words(each))
        if not each.words:
            # A `noqa` without a code may be there for another tool.
            used = each.foreign or self._used.intersection(words)
            return None if used else IdleSuppression(each, (), (), editable=editable)
        unknown = tuple(word.word for word in words if not word.code)
        idle = tuple(
            word.word for word in words if word not in self._used and (word.code in codes or not word.code)
        )
        if not idle:
            return None
        left = tuple(word for word in each.words if word not in idle)
        return IdleSuppression(each, idle, left, unknown, editable)

    def _covering(self, code: str, place: Place) -> Iterator[_Word]:
        """The words of suppressions that silence a code at a place."""
        source = self._source(place.path)
        if source is None or code == IDLE:
            return
        first = source.position(place.span.start).row
        last = source.position(max(place.span.end - 1, place.span.start)).row
        for each in self._in(place.path) if may_silence(source, first, last) else ():
            if not each.wrong and each.covers(first, last):
                for word in self._words(each):
                    if word.code == code or not each.words:
                        yield word

    def _words(self, each: Suppression) -> Iterator[_Word]:
        if not each.words:
            yield _Word(each, "", "")
        for word in each.words:
            code = self._names.get(word.lower(), word.upper())
            if not each.foreign or code.startswith("DS"):
                yield _Word(each, word, code if code in self._codes else "")

    def _source(self, path: Path) -> Source | None:
        return self._python.get(path) or self._others.get(path)

    def _in(self, path: Path) -> list[Suppression]:
        """The suppressions in a file, as it is now."""
        source = self._source(path)
        if source is None:
            return []
        known = self._found.get(path)
        if known is None or known[0] != source.data:
            known = source.data, suppressions_of(source, is_python=path in self._python)
            self._found[path] = known
        return known[1]

    @cached_property
    def _found(self) -> dict[Path, tuple[bytes, list[Suppression]]]:
        return {}

    def _ignored_in(self, path: Path) -> tuple[str, ...]:
        """The codes and prefixes that are ignored in a file."""
        known = self._ignored.get(path)
        if known is None:
            relative = os.path.relpath(path, self._anchor).replace(os.sep, "/")
            known = tuple(code for spec, codes in self._specs if spec.match_file(relative) for code in codes)
            self._ignored[path] = known
        return known

    @cached_property
    def _specs(self) -> list[tuple[GitIgnoreSpec, tuple[str, ...]]]:
        if not self._per_file:
            return []
        from pathspec import GitIgnoreSpec  # costs 20 ms, and few projects need it

        return [(GitIgnoreSpec.from_lines([pattern]), codes) for pattern, codes in self._per_file]


def _changed(intent: Intent) -> Place:
    """What an intent changes."""
    match intent:
        case SetText(literal=place) | AppendText(literal=place) | SetComment(place=place):
            return place
        case other:
            return other.request
