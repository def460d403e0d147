"""DS105: a test on a retired model ID steers what the code does, and comes out differently once the ID is renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof
from dsmigrate.checks.named import retired_in
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Condition, Sightings
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS105"
Named = tuple[re.Match[str], Place]


def check_sightings(sightings: Sequence[Sightings], context: Context) -> Iterator[Verdict]:
    """One verdict for each test that names a retired ID; looking a table up by one is DS106's."""
    proofs: dict[Place, Proof] = {}
    for sighted in sightings:
        for request in sighted.requests:
            for variant in request.variants:
                if isinstance(variant.model, Constant):
                    best = proofs.get(variant.model.place, Proof.ELSEWHERE)
                    proofs[variant.model.place] = max(best, proof(request, variant, context))
    for sighted in sightings:
        for condition in sighted.conditions:
            if condition.assertion or condition.says or condition.operator == "key":
                continue
            named = [(m, place) for text, place in condition.operands if (m := retired_in(text, context))]
            # A name that arrives in the test as well is renamed on both sides, which may not show.
            arriving = {place for _, place in condition.subjects}
            if not _is_turned(condition, context):
                named = [(match, place) for match, place in named if place not in arriving]
            if named:
                yield _verdict(condition, named, proofs, context)


def _verdict(
    condition: Condition, named: Sequence[Named], proofs: Mapping[Place, Proof], context: Context
) -> Verdict:
    names = ", ".join(dict.fromkeys(f"`{match.group()}`" for match, _ in named))
    tested = [Related(place, "this value is tested") for _, place in condition.subjects]
    compared = [Related(place, "compared with this") for _, place in named if place != condition.place]
    own = any(not match["prefix"] for match, _ in named)
    knows_new = all(_comes_out_alike(condition, match, context) for match, _ in named)
    effect = "it knows the new name as well" if knows_new else _effect(condition, named, context)
    certain = own and not knows_new and not _goes_elsewhere(condition, proofs)
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM if certain else Confidence.LOW,
        message=f"this test on {names} decides what happens; {effect}",
        place=condition.place,
        related=tuple(dict.fromkeys((*tested, *compared))),
        not_fixed="a test changes its meaning when two old names become one, so it needs a person",
    )


def _effect(condition: Condition, named: Sequence[Named], context: Context) -> str:
    for match, _ in named if condition.answered else ():
        target, answer = _names_after(match, context)
        if target != answer:
            return f"an answer calls its model `{answer}`, also where `{target}` is asked for"
    return "after a rename it comes out differently"


def _names_after(named: re.Match[str], context: Context) -> tuple[str, str]:
    """The name that an old one becomes, and the one that the answers have then."""
    models = context.catalog.models
    target = context.targets.for_mode(models[named["id"]].thinking)
    return target, models[target].answers_as if target in models else target


def _is_turned(condition: Condition, context: Context) -> bool:
    """Whether the test comes out differently for what is known to arrive in it, once that and its operands are renamed.

    A text that only stands in the test stays as it is.
    """
    arriving = {place: match for text, place in condition.subjects if (match := retired_in(text, context))}
    if condition.operator == "unknown":
        return len({match["id"] for match in arriving.values()}) > 1
    renames = {
        place: context.targets.for_mode(context.catalog.models[match["id"]].thinking)
        for place, match in arriving.items()
        if not match["prefix"]
    }
    return condition.outcomes() != condition.after(renames).outcomes()


def _comes_out_alike(condition: Condition, named: re.Match[str], context: Context) -> bool:
    """Whether the test says of the new name what it says of an old one."""
    target = _names_after(named, context)[condition.answered]
    before, after = condition.outcome(named.string), condition.outcome(target)
    if before is None or after is None or before == after:
        return before is not None
    # One of several tests suffices: another one may be what the new name passes.
    return any(before) and any(any(other.outcome(target) or ()) for other in condition.alternatives)


def _goes_elsewhere(condition: Condition, proofs: Mapping[Place, Proof]) -> bool:
    """Whether all that is tested is sent, and none of it to DeepSeek as far as is known."""
    sent = [proofs.get(place, Proof.LIKELY) for _, place in condition.subjects]
    return bool(sent) and max(sent) < Proof.LIKELY
