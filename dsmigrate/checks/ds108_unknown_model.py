"""DS108: a request to DeepSeek whose model is decided outside the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof, retired
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Request
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown

CODE = "DS108"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request and outside source of its model."""
    seen: set[tuple[Place, str]] = set()
    for request in requests:
        for variant in request.variants:
            if proof(request, variant, context) is not Proof.PROVEN:
                continue
            model = variant.model
            if isinstance(model, Constant) and model.outside:
                default = retired(model, context)
                text = f"{model.outside} decides the model" + (
                    f"; what is set there may be retired, as the default `{model.data}` is" if default else ""
                )
                severity = Severity.WARNING if default else Severity.INFO
                source = model.outside
                related = (Related(model.place, "the default"),)
            elif isinstance(model, Unknown):
                text = f"the model that is sent to DeepSeek is not known: {model.reason}"
                severity, source = Severity.INFO, model.reason
                related = (Related(model.place, "the trail ends here"),)
            else:
                continue
            if (request.place, source) in seen:
                continue
            seen.add((request.place, source))
            yield Verdict(
                code=CODE,
                severity=severity,
                confidence=Confidence.MEDIUM,
                message=text,
                place=request.callee,
                related=related,
                not_fixed="what is set outside the code is for a person to change",
            )
