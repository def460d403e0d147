"""DS206: something is asked for that is there under the beta base only, and at another base.

https://api-docs.deepseek.com/guides/chat_prefix_completion
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dsmigrate.catalog.endpoints import UrlProblem
from dsmigrate.checks.beta import beta_path, is_beta
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import judged
from dsmigrate.checks.sent import is_shared, once, proven
from dsmigrate.checks.tool_definitions import tool_definitions
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import SetText
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping

CODE = "DS206"
APIS = frozenset({Api.CHAT, Api.FIM})


class _Need(NamedTuple):
    """What needs the beta base, where it is asked for, and how bad it is without."""

    says: str
    place: Place
    severity: Severity


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request and thing that it asks for at the wrong base."""
    return once(_verdicts(requests, context))


def _verdicts(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    for request, variant in proven(requests, context, APIS):
        judgement = judged(request, variant, context)
        assert judgement is not None
        if is_beta(variant, context):
            continue
        wrong = judgement.problem is not UrlProblem.NONE
        for need in _needs(request, variant, context):
            yield _verdict(need, request, variant, context, wrong)


def _needs(request: Request, variant: Variant, context: Context) -> Iterator[_Need]:
    beta = context.catalog.beta
    if variant.api is Api.FIM:
        yield _Need(f"the service answers HTTP 400: {beta.fim_error}", request.callee, Severity.ERROR)
        return
    messages = variant.fields.get("messages")
    last = (
        messages.items[-1] if isinstance(messages, Items) and messages.items and not messages.open else None
    )
    prefix = last.get("prefix") if isinstance(last, Mapping) else None
    if isinstance(prefix, Constant) and prefix.data is True:
        yield _Need(f"the service answers HTTP 400: {beta.prefix_error}", prefix.place, Severity.ERROR)
    for tool in tool_definitions(variant):
        strict = tool.function.get("strict")
        if isinstance(strict, Constant) and strict.data is True:
            yield _Need(beta.strict, strict.place, Severity.WARNING)
            return


def _verdict(need: _Need, request: Request, variant: Variant, context: Context, wrong: bool) -> Verdict:
    endpoint, table = variant.endpoint, context.catalog.endpoints
    url = endpoint.url
    assert isinstance(url, Constant)
    right = table.root + beta_path(context)
    if endpoint.full:
        right += table.format_of(variant.api.value).requests[variant.api.value]
    not_fixed = ""
    if endpoint.implied:
        not_fixed = f"the base URL is the client library's own: tell it `{right}`"
    elif wrong:
        not_fixed = "the URL is wrong for another reason too, which is to be put right first"
    elif not url.editable:
        not_fixed = "the URL is put together from several parts"
    elif url.outside:
        not_fixed = f"{url.outside} decides on the base URL"
    return Verdict(
        code=CODE,
        severity=need.severity,
        confidence=Confidence.LOW if url.outside or is_shared(request, variant, context) else Confidence.HIGH,
        message=f"this needs the base `{table.root}{beta_path(context)}`: {need.says}",
        place=need.place,
        related=() if endpoint.implied else (Related(url.place, "it is sent here"),),
        intents=() if not_fixed else (SetText(url.place, right),),
        fix_message=f"use `{right}`",
        unsafe=("whatever else is sent by this URL goes to the beta base too",),
        not_fixed=not_fixed,
    )
