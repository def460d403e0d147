"""A run from end to end: discover, prefilter, read, lift, judge, plan, verify, and for `fix` write."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsmigrate.catalog.clients import OwnClients
from dsmigrate.catalog.load import catalog
from dsmigrate.checks.context import Context
from dsmigrate.checks.registry import run_checks, selected_codes
from dsmigrate.core.baselines import BaselineEntry
from dsmigrate.core.findings import Applicability, Edit, Finding, Fix, Related, Severity, Verdict
from dsmigrate.core.intents import Intent, SetComment
from dsmigrate.core.outcome import Change, Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings
from dsmigrate.core.sightings import Request, Sightings
from dsmigrate.core.source import Place, Source, Span
from dsmigrate.core.splice import SpliceError, splice
from dsmigrate.dialects import unread
from dsmigrate.engine.discover import root_of
from dsmigrate.engine.elsewhere import Project
from dsmigrate.engine.files import Files
from dsmigrate.engine.judged import Group, Judged, tied_together, together, without_clashes
from dsmigrate.engine.look import Looked, look
from dsmigrate.engine.meaning import Intended, changed_meaning
from dsmigrate.engine.plan import (
    NotPossible,
    Surroundings,
    Unit,
    fix_of,
    path_of,
    units,
    weigh,
    weigh_together,
    without_dialect,
    work_of,
)
from dsmigrate.engine.prefilter import is_python
from dsmigrate.engine.processes import EarlyStart
from dsmigrate.engine.reading import Reading
from dsmigrate.engine.silence import IDLE, Silence
from dsmigrate.engine.verify import Shifts, remaining, unexpected
from dsmigrate.engine.workers import Workers

if TYPE_CHECKING:
    from dsmigrate.engine.baseline import Recognised

Progress = Callable[[str, int, int], None]
# Whether a fix is to be made, by the findings that it settles and what becomes of the files.
Decide = Callable[[Fix, Sequence[Finding], Sequence[Change]], bool]
BeforeWriting = Callable[[Sequence[Path]], None]
ROUNDS_LIMIT = 8
# The rule for comments and docstrings, for which every file that names DeepSeek has to be read.
UNGATED = "DS107"
DECLINED = "you said no"
WITHHELD = "the fix was withheld: {}"


def check(
    settings: Settings,
    progress: Progress | None = None,
    looked: Looked | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Outcome:
    """Reports what `settings` ask for; writes nothing. `looked` saves looking for the files again.

    `meanwhile` is called while this process waits for others, if it does: whatever is wanted afterwards.
    """
    with Workers(OwnClients.of(settings.clients)) as workers:
        run = _Run(settings, progress, looked, workers, meanwhile)
        run.warn_of_interrupted()
        run.read_all()
        judged = run.judge()
        run.confirm(judged)
        return run.outcome(judged, fixed=[])


def fix(
    settings: Settings,
    *,
    write: bool,
    progress: Progress | None = None,
    looked: Looked | None = None,
    decide: Decide | None = None,
    before_writing: BeforeWriting | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Outcome:
    """Applies the safe fixes, with `settings.unsafe_fixes` the unsafe ones too; writes files only with `write`.

    `decide` is asked about each fix, which is made only where it says so. `before_writing` is told the files that will
    be written, before any is, and raises what it likes where that must not be. `meanwhile` is as for `check`.
    """
    with Workers(OwnClients.of(settings.clients)) as workers:
        run = _Run(settings, progress, looked, workers, meanwhile)
        run.decide = decide
        if write:
            run.recover()
        else:
            run.warn_of_interrupted()
        run.read_all()
        judged = run.judge()
        fixed: list[Finding] = []
        for _ in range(ROUNDS_LIMIT):
            chosen = run.choose(judged)
            if not chosen:
                break
            done, judged = run.apply(chosen, judged)
            fixed += done
        if write and run.originals and before_writing is not None:
            before_writing(sorted(run.originals))
        if write:
            problems = len(run.problems)
            fixed = run.write(fixed)
            if len(run.problems) > problems:
                judged = run.judge()
        run.confirm(judged)
        return run.outcome(judged, fixed)


class _Run:
    def __init__(
        self,
        settings: Settings,
        progress: Progress | None,
        looked: Looked | None,
        workers: Workers,
        meanwhile: Callable[[], None] | None,
    ) -> None:
        self.settings = settings
        self.meanwhile = meanwhile or (lambda: None)
        self.looked = looked
        self.progress = progress or (lambda stage, done, total: None)
        self.catalog = catalog()
        self.context = Context(self.catalog, settings.targets, settings.as_of or date.today())
        self.codes = selected_codes(self.context, settings.select, settings.ignore, settings.extend_select)
        self.stages: dict[str, float] = {}
        self.problems: list[Problem] = []
        self.root = Path.cwd()
        self.files = 0
        self.asked = Files(())
        self.originals: dict[Path, Source] = {}
        self.unread_sources: dict[Path, Source] = {}
        self.unread: list[Sightings] = []
        self.moves: dict[Path, list[Shifts]] = {}
        self.withheld: dict[object, str] = {}
        self.candidates = 0
        self.recognised = _recognised(settings.baseline) if settings.baseline else None
        self.is_first_look = True
        self.decide: Decide | None = None
        self.declined: set[frozenset[tuple[str, Place]]] = set()
        self.workers = workers
        self.reading = Reading(workers, Project(self.root, {}))

    @property
    def sources(self) -> dict[Path, Source]:
        """Every file of interest as it is now, with what was fixed in memory."""
        return {**self.unread_sources, **self.reading.sources}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start

    # Reading

    def recover(self) -> None:
        """Settles what a run that died while it wrote has left behind."""
        from dsmigrate.engine.write import recover

        recovered = recover(root_of(self.settings.paths))
        if recovered:
            self.looked = None  # what was read before is not what is there now
        self.problems += recovered

    def warn_of_interrupted(self) -> None:
        """Says so where a run died while it wrote, or is writing now: what is read then may be half done."""
        from dsmigrate.engine.write import interrupted

        problem = interrupted(root_of(self.settings.paths))
        if problem is not None:
            self.problems.append(problem)

    def read_all(self) -> None:
        with self.stage("look"):
            settings = self.settings
            looked = self.looked or look(
                settings.paths,
                settings.exclude,
                settings.force_exclude,
                anchor=str(settings.anchor or ""),
                usual=settings.usual_exclusions,
                early=EarlyStart(settings.clients),
            )
        found, named, problems, given, early, imports, is_whole = looked
        if early is not None:
            self.workers.use(early.take(), early.places)
        self.root, self.files = found.root, len(found.files)
        self.problems += problems
        self.asked = Files(found.files)
        self.reading = Reading(
            self.workers, Project(self.root, dict(given), found.files if is_whole else None, imports)
        )
        self.candidates = len(named)
        python = [(path, data) for path, data in named if is_python(path, data)]
        done = len(named) - len(python)
        with self.stage("other files"):
            for path, data in named:
                if not is_python(path, data):
                    self.unread.append(unread.lift(path, data, self.catalog))
                    self.unread_sources[path] = unread.read(path, data)
        with self.stage("lift"):
            self.reading.read(
                python,
                gated=UNGATED not in self.codes,
                progress=lambda more: self.progress("reading", done + more, len(named)),
                meanwhile=self.meanwhile,
            )
        self.problems += [
            Problem(path, reason) for path, reason in self.reading.failures.items() if path in self.asked
        ]

    # Judging

    def judge(self) -> Judged:
        """Verdicts on everything sighted, with the fixes of those that ask for one worked out."""
        everything = [*self.unread, *self.reading.sightings.values()]
        with self.stage("judge"):
            verdicts = run_checks(everything, self.context, self.codes)
            silence = Silence(
                self.settings,
                self.root,
                {code: rule.name for code, rule in self.catalog.rules.items()},
                self.reading.sources,
                self.unread_sources,
            )
            judged = Judged(silence)
            self._add(verdicts, judged)
        with self.stage("plan"):
            around = Surroundings(
                everything,
                self.reading.users,
                self.reading.setters,
                self.reading.project.is_public,
                self._row_of,
            )
            planned = units(judged.verdicts)
            self._plan(planned, around, judged)
            idle = self._idle_suppressions(everything, silence)
            self._add(idle, judged)
            self.is_first_look = False
            self._plan(units(idle), around, judged)
            for verdict in judged.verdicts:
                if id(verdict) not in judged.fixes and verdict.not_fixed:
                    judged.reasons.setdefault(id(verdict), verdict.not_fixed)
        return judged

    def _add(self, verdicts: Sequence[Verdict], judged: Judged) -> None:
        """Notes verdicts, and which of them are not to be reported."""
        judged.verdicts += verdicts
        for verdict in verdicts:
            reason = judged.silence.reason(verdict)
            if reason:
                judged.silenced[id(verdict)] = reason
        if self.recognised is None:
            return
        left = [verdict for verdict in verdicts if id(verdict) not in judged.silenced]
        if self.is_first_look:
            self.recognised.look_at(left, self.sources)
        for verdict in left:
            reason = self.recognised.reason(verdict.code, self._original(verdict.place))
            if reason:
                judged.silence_known(verdict, reason)

    def _idle_suppressions(self, everything: Sequence[Sightings], silence: Silence) -> list[Verdict]:
        """What there is to say about comments that silence nothing, which is known once all else has been judged.

        Rules that are left out of this run are asked too, so that a comment for one of them is not taken for idle.
        """
        if IDLE not in self.codes or not silence.is_asked_for():
            return []
        others = frozenset(self.catalog.rules) - self.codes - {UNGATED}
        for verdict in run_checks(everything, self.context, others):
            silence.reason(verdict)
        idle = silence.idle(self.codes | others, self.asked)
        return run_checks((), self.context, frozenset({IDLE}), idle)

    def _plan(self, wanted: Iterable[Unit], around: Surroundings, judged: Judged) -> None:
        """Works out the fixes of all units, or why they have none."""
        works: list[tuple[Unit, list[Intent]]] = []
        weighed: list[Unit] = []
        for unit in wanted:
            key = _identity(unit.intents)
            if key in self.withheld:
                judged.withhold(unit.verdicts, self.withheld[key])
                continue
            weigh(unit, around)
            unit.display += judged.held(unit)
            weighed.append(unit)
        weigh_together(weighed, around)
        for unit in weighed:
            try:
                works.append((unit, work_of(unit)))
            except NotPossible as error:
                judged.withhold(unit.verdicts, str(error))
        with self.stage("lower"):
            lowered = self.reading.lower(
                [[intent for intent in work if not isinstance(intent, SetComment)] for _, work in works],
                path_of,
            )
        sources = self.sources
        for (unit, _), pieces in zip(works, lowered, strict=True):
            refusals = [piece for piece in pieces if isinstance(piece, str)]
            try:
                if refusals:
                    raise NotPossible(refusals[0])
                edits = [edit for piece in pieces if not isinstance(piece, str) for edit in piece]
                fix = fix_of(unit, [*edits, *without_dialect(unit.intents)])
                for path in fix.paths:
                    if path not in self.asked:
                        raise NotPossible(f"it needs a change in {path.name} too, which was not asked for")
                    splice(sources[path], [edit for edit in fix.edits if edit.place.path == path])
            except (NotPossible, SpliceError) as error:
                judged.withhold(unit.verdicts, str(error))
                continue
            judged.intents[id(fix)] = unit.intents
            for verdict in unit.verdicts:
                judged.fixes[id(verdict)] = fix

    # Fixing

    def choose(self, judged: Judged) -> list[Group]:
        """The fixes that may be applied together: of the safety asked for, shown, and none in another's way."""
        wanted = {Applicability.SAFE, *([Applicability.UNSAFE] if self.settings.unsafe_fixes else [])}
        groups = [
            group
            for group in judged.groups()
            if group[0].applicability in wanted and any(map(self._is_shown, group[1]))
        ]
        chosen, _ = without_clashes([group for group in groups if not self._is_declined(group, judged)])
        return [group for group in chosen if self._is_taken(group, judged)]

    def _is_shown(self, verdict: Verdict) -> bool:
        """Whether a verdict is sure enough to be shown; what nobody is shown is not changed either."""
        return verdict.confidence >= self.settings.min_confidence

    def _is_declined(self, group: Group, judged: Judged) -> bool:
        """Whether a person has said no to a fix, in this round or an earlier one."""
        if self._identity_of(group[1]) not in self.declined:
            return False
        judged.withhold(group[1], DECLINED)
        return True

    def _is_taken(self, group: Group, judged: Judged) -> bool:
        """Whether a fix is to be made, by the person who is asked where one is."""
        fix, verdicts = group
        if self.decide is None:
            return True
        reason = self._refuted([group], judged)
        if reason:
            self._remember_withheld(verdicts, judged, reason)
            return False
        sources = self.reading.sources
        changes = [
            Change(
                path,
                sources[path].data,
                splice(sources[path], [e for e in fix.edits if e.place.path == path]),
            )
            for path in fix.paths
        ]
        if self.decide(fix, [self._finding(verdict, judged) for verdict in verdicts], changes):
            return True
        self.declined.add(self._identity_of(verdicts))
        return not self._is_declined(group, judged)

    def _row_of(self, place: Place) -> int:
        return self.reading.sources[place.path].position(place.span.start).row

    def _identity_of(self, verdicts: Iterable[Verdict]) -> frozenset[tuple[str, Place]]:
        """What a fix is about, the same in every round."""
        return frozenset((verdict.code, self._original(verdict.place)) for verdict in verdicts)

    def apply(self, chosen: list[Group], judged: Judged) -> tuple[list[Finding], Judged]:
        """Makes the chosen fixes, in memory: all at once where that proves right, else those that prove right alone."""
        done: list[Group] = []
        for tied in [chosen] if not self._refuted(chosen, judged) else tied_together(chosen):
            if tied is chosen or not self._refuted([*done, *tied], judged):
                done += tied
                continue
            for group in tied:
                reason = self._refuted([group], judged)
                if not reason and not (done and self._refuted([*done, group], judged)):
                    done.append(group)
                elif reason:
                    self._remember_withheld(group[1], judged, reason)
        findings = [
            self._finding(verdict, judged, original=True) for _, verdicts in done for verdict in verdicts
        ]
        self._commit([edit for fix, _ in done for edit in fix.edits])
        return findings, self.judge()

    def _remember_withheld(self, verdicts: list[Verdict], judged: Judged, reason: str) -> None:
        unit = next(unit for unit in units(judged.verdicts) if unit.verdicts[0] in verdicts)
        self.withheld[_identity(unit.intents)] = WITHHELD.format(reason)

    def _refuted(self, groups: Sequence[Group], judged: Judged) -> str:
        """Why the fixes must not be made together; empty where they are proven right."""
        fixes = [fix for fix, _ in groups]
        verdicts = [verdict for _, settled in groups for verdict in settled]
        edits: dict[Path, list[Edit]] = {}
        for fix in fixes:
            for edit in fix.edits:
                edits.setdefault(edit.place.path, []).append(edit)
        shifts: dict[object, Shifts] = {
            path: Shifts.of(mine, self.reading.sources[path].encoding) for path, mine in edits.items()
        }
        with self.stage("verify"):
            attempt = self.reading.attempt(edits)
            if attempt.reason:
                return attempt.reason
            after = attempt.sightings
            intended = Intended(intent for fix in fixes for intent in judged.intents[id(fix)])
            tied = self.reading.tied(edits)
            before = [self.reading.sightings[path] for path in tied]
            changed = changed_meaning(before, [after[path] for path in tied], shifts, intended, self.context)
            if changed:
                return changed
            verdicts_after = run_checks([*self.unread, *after.values()], self.context, self.codes)
            left = remaining(verdicts, verdicts_after, shifts)
            if left:
                return f"{left[0].code} would still be reported"
            # What is only for one's information, such as that a renamed model thinks by default, is no reason.
            grave = [verdict for verdict in verdicts_after if verdict.severity > Severity.INFO]
            new_ones = unexpected(judged.verdicts, grave, shifts, verdicts)
            if new_ones:
                return f"{new_ones[0].code} would be reported then: {new_ones[0].message}"
        return ""

    def _commit(self, edits: Sequence[Edit]) -> None:
        contents: dict[Path, bytes] = {}
        for path in {edit.place.path for edit in edits}:
            mine = [edit for edit in edits if edit.place.path == path]
            source = self.reading.sources[path]
            self.originals.setdefault(path, source)
            self.moves.setdefault(path, []).append(Shifts.of(mine, source.encoding))
            contents[path] = splice(source, mine)
        with self.stage("lift"):
            self.reading.change(contents)

    def confirm(self, judged: Judged) -> None:
        """Tries every fix that is reported but was not applied, so that none is promised which would be withheld."""
        pending = list(judged.groups())
        while pending:
            batch, pending = without_clashes(pending)
            if not self._refuted(batch, judged):
                continue
            for tied in tied_together(batch):
                if not self._refuted(tied, judged):
                    continue
                for group in tied:
                    reason = self._refuted([group], judged)
                    if reason:
                        judged.withhold(group[1], WITHHELD.format(reason))

    def write(self, fixed: list[Finding]) -> list[Finding]:
        """Writes what was changed in memory; the files of one fix land together or not at all."""
        from dsmigrate.engine.write import NotWritten, write_all

        groups = together(fixed, set(self.originals))
        for paths in groups:
            changes = [
                Change(path, self.originals[path].data, self.reading.sources[path].data)
                for path in sorted(paths)
            ]
            try:
                with self.stage("write"):
                    write_all(changes, self.root)
            except NotWritten as error:
                self.problems.append(Problem(error.path, error.reason))
                self.reading.change({path: self.originals.pop(path).data for path in paths})
                fixed = [finding for finding in fixed if finding.place.path not in paths]
        return fixed

    # Reporting

    def outcome(self, judged: Judged, fixed: list[Finding]) -> Outcome:
        sources = self.sources
        asked_calls = {
            request.callee
            for path, sightings in self.reading.sightings.items()
            for request in sightings.requests
            if path in self.asked
        }
        findings = [
            _moved(self._finding(verdict, judged), asked_calls)
            if verdict.place.path not in self.asked
            else self._finding(verdict, judged)
            for verdict in judged.verdicts
            if id(verdict) not in judged.silenced
            and (verdict.place.path in self.asked or any(r.place in asked_calls for r in verdict.related))
        ]
        entries = tuple(self.recognised.entries) if self.recognised is not None else ()
        gone: list[BaselineEntry] = []
        if self.recognised is not None:
            baseline = self.recognised.baseline
            gone = baseline.gone(entries, self.asked, self.codes)
            self.problems += baseline.stale(gone)
        shown = [f for f in findings if f.confidence >= self.settings.min_confidence]
        keeps = self.settings.explain_values or self.settings.keep_requests
        shown.sort(key=lambda f: (f.place.path, f.place.cell or 0, f.place.span, f.code))
        fixed.sort(key=lambda f: (f.place.path, f.place.cell or 0, f.place.span, f.code))
        return Outcome(
            root=self.root,
            findings=tuple(shown),
            fixed=tuple(fixed),
            changes=tuple(
                Change(path, source.data, sources[path].data)
                for path, source in sorted(self.originals.items())
            ),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.path)),
            sources=sources,
            old_sources={**sources, **self.originals},
            files=self.files,
            candidates=self.candidates,
            hidden=len(findings) - len(shown),
            known=len(judged.known),
            entries=entries,
            gone=tuple(gone),
            calls=frozenset(request.callee for request in self._requests()),
            requests=self._requests() if keeps else None,
            stages=self.stages,
        )

    def _requests(self) -> tuple[Request, ...]:
        return tuple(request for sighted in self.reading.sightings.values() for request in sighted.requests)

    def _finding(self, verdict: Verdict, judged: Judged, *, original: bool = False) -> Finding:
        rule = self.catalog.rules[verdict.code]
        fix = judged.fixes.get(id(verdict))
        place, related = verdict.place, verdict.related
        if original:
            place = self._original(place)
            related = tuple(Related(self._original(r.place), r.message) for r in related)
            if fix is not None:
                fix = replace(fix, edits=tuple(Edit(self._original(e.place), e.content) for e in fix.edits))
        return Finding(
            code=verdict.code,
            name=rule.name,
            severity=self._severity(verdict),
            confidence=verdict.confidence,
            message=verdict.message,
            place=place,
            url=rule.url,
            related=related,
            fix=fix,
            not_fixed=judged.reasons.get(id(verdict)) if fix is None else None,
        )

    def _severity(self, verdict: Verdict) -> Severity:
        """The severity that the settings give to the verdict's code, by the longest prefix; else the rule's own."""
        given = [(code, level) for code, level in self.settings.severities if verdict.code.startswith(code)]
        return max(given, key=lambda pair: len(pair[0]))[1] if given else verdict.severity

    def _original(self, place: Place) -> Place:
        """Where a place was in the file as it was before the run."""
        span = place.span
        for shifts in reversed(self.moves.get(place.path, [])):
            span = Span(shifts.backward(span.start), shifts.backward(span.end))
        return place._replace(span=span)


def _recognised(baseline: Path) -> Recognised:
    # Only here: hashing and JSON take as long to import as many a run has to wait for its first file.
    from dsmigrate.engine.baseline import Baseline, Recognised

    return Recognised(Baseline.read(baseline))


def _moved(finding: Finding, calls: Container[Place]) -> Finding:
    """The finding at the first of `calls` that it is about, where what it is about stands in a file not asked for."""
    here = next(related for related in finding.related if related.place in calls)
    others = tuple(related for related in finding.related if related is not here)
    return replace(finding, place=here.place, related=(Related(finding.place, "written here"), *others))


def _identity(intents: Iterable[Intent]) -> object:
    """What a unit wants, the same in every round."""
    return tuple(sorted(map(repr, intents)))
