"""DS103: a model ID that the service accepts, but that is not its current name. Off unless the target makes it so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.models import Status
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, model_of, proof
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import SetText
from dsmigrate.core.sightings import Request
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS103"


def wanted_by_target(context: Context) -> bool:
    """Whether the run writes a current name, so that an accepted one beside it counts as outdated."""
    targets = {context.targets.model, context.targets.reasoner}
    return all(context.catalog.models[target].status is Status.CURRENT for target in targets)


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each literal with an accepted ID that is not a target."""
    found: dict[Place, list[Request]] = {}
    constants: dict[Place, Constant] = {}
    for request in requests:
        for variant in request.variants:
            model = model_of(variant.model, context)
            if model is None or model.status is not Status.ACCEPTED or not isinstance(variant.model, Constant):
                continue
            if model.id in (context.targets.model, context.targets.reasoner):
                continue
            if proof(request, variant, context) is Proof.PROVEN:
                found.setdefault(variant.model.place, []).append(request)
                constants[variant.model.place] = variant.model
    for literal, users in found.items():
        constant = constants[literal]
        successor = context.catalog.models[str(constant.data)].successor or context.targets.model
        yield Verdict(
            code=CODE,
            severity=Severity.INFO,
            confidence=Confidence.HIGH,
            message=f"`{constant.data}` is accepted, but `{successor}` is the current name",
            place=literal,
            related=tuple(Related(user.callee, "this call sends it") for user in {user.place: user for user in users}.values()),
            intents=(SetText(literal, successor),) if constant.editable else (),
            fix_message=f"send `{successor}`",
            unsafe=(f"{constant.outside} can replace the model",) if constant.outside else (),
            not_fixed="" if constant.editable else "the name is put together from several parts",
        )
