"""What the endpoint rules have in common: one verdict for each URL that clients are told and that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dsmigrate.catalog.endpoints import Judgement, UrlProblem, Vendor
from dsmigrate.checks.context import Context
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import SetText
from dsmigrate.core.sightings import Client, Endpoint
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant


def endpoint_verdicts(
    code: str, problems: frozenset[UrlProblem], clients: Sequence[Client], context: Context
) -> Iterator[Verdict]:
    """A verdict for each literal whose judgement is one of `problems`, over all the clients that are told it."""
    told: dict[Place, list[tuple[Client, Endpoint, Judgement]]] = {}
    for client in clients:
        for endpoint in client.endpoints:
            url = endpoint.url
            if isinstance(url, Constant) and isinstance(url.data, str) and not endpoint.implied:
                judgement = context.catalog.endpoints.judge(
                    url.data, full=endpoint.full, api=client.api.value, library=client.library
                )
                told.setdefault(url.place, []).append((client, endpoint, judgement))
    for literal, uses in told.items():
        wrong = [use for use in uses if use[2].vendor is Vendor.DEEPSEEK and use[2].problem in problems]
        if wrong:
            yield _verdict(code, literal, uses, wrong[0], context)


def _confidence(endpoint: Endpoint, judgement: Judgement) -> Confidence:
    """The service may grow paths that the tables do not know yet: what is only unknown to them is no sure mistake."""
    if judgement.problem is not UrlProblem.UNKNOWN_PATH or judgement.certain:
        return Confidence.HIGH
    return Confidence.LOW if endpoint.full else Confidence.MEDIUM


def _message(client: Client, url: str, judgement: Judgement, context: Context) -> str:
    """What is wrong with the URL, and what happens to a request that is sent there."""
    match judgement.problem:
        case UrlProblem.WRONG_HOST | UrlProblem.PRIVATE_API:
            return f"`{url}` does not reach the API: `{judgement.host}` is {judgement.what}"
        case UrlProblem.EXPIRED:
            day = context.catalog.endpoints.expiry_in(url)
            if _is_to_come(url, judgement, context):
                return f"`{url}` will be switched off on {day}"
            return f"`{url}` is gone: it was switched off on {day}"
        case UrlProblem.FORMAT_MISMATCH:
            title = context.catalog.endpoints.format_of(client.api.value).title
            return f"`{url}` does not speak {title}'s format, which is what is sent there: 404"
        case UrlProblem.PATH_IN_BASE:
            return f"`{url}` is more than a base URL: the client adds the rest of the path itself, so it gets a 404"
        case UrlProblem.BARE_REQUEST_URL:
            return f"`{url}` is a base URL, and a plain request must name the whole path: 404"
        case UrlProblem.NO_SCHEME:
            return f"`{url}` has no scheme, and no client connects without one"
        case UrlProblem.HTTP:
            return f"`{url}` sends the API key in clear"
        case _:
            return f"`{url}` has a path under which the service serves nothing: 404"


def _is_to_come(url: str, judgement: Judgement, context: Context) -> bool:
    """Whether an endpoint is there still on the day as of which is judged."""
    day = context.catalog.endpoints.expiry_in(url)
    return judgement.problem is UrlProblem.EXPIRED and bool(day) and context.as_of < date.fromisoformat(day)


def _verdict(
    code: str,
    literal: Place,
    uses: list[tuple[Client, Endpoint, Judgement]],
    wrong: tuple[Client, Endpoint, Judgement],
    context: Context,
) -> Verdict:
    client, endpoint, judgement = wrong
    url = endpoint.url
    assert isinstance(url, Constant)
    rights = {use[2].right for use in uses}
    not_fixed = ""
    if not judgement.right or not judgement.certain:
        not_fixed = "what belongs there instead is for a person to decide"
    elif not url.editable:
        not_fixed = "the URL is put together from several parts"
    elif len(rights) > 1:
        not_fixed = "the same URL is also told to a client that needs another one"
    return Verdict(
        code=code,
        severity=Severity.WARNING if _is_to_come(str(url.data), judgement, context) else Severity.ERROR,
        confidence=_confidence(endpoint, judgement),
        message=_message(client, str(url.data), judgement, context),
        place=literal,
        related=tuple(Related(use[0].place, "this is told it") for use in uses),
        intents=() if not_fixed else (SetText(literal, judgement.right),),
        fix_message=f"use `{judgement.right}`",
        unsafe=(f"{url.outside} can replace it",) if url.outside else (),
        not_fixed=not_fixed,
    )
