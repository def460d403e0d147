"""Which interface of the service a request speaks to, and whether a plain HTTP call speaks to one."""

from __future__ import annotations

from dsmigrate.catalog.endpoints import EndpointTable, UrlProblem
from dsmigrate.catalog.shapes import RequestShape
from dsmigrate.core.sightings import Api
from dsmigrate.dialects.python.abstract import Literal, truth, under
from dsmigrate.dialects.python.drafts import Way
from dsmigrate.dialects.python.passed import Passed


def interface(endpoints: EndpointTable, passed: Passed, shape: RequestShape, way: Way) -> Api:
    """The interface that a way speaks to; at plain HTTP its URL says so, and its body where that does not."""
    if shape.chat_only_with and _completes(passed, way, shape.chat_only_with):
        return Api.FIM
    if _speaks_responses(passed, shape, way):
        return Api.RESPONSES
    if shape.api != "http":
        return Api(shape.api)
    url = str(way.endpoint.value.data) if isinstance(way.endpoint.value, Literal) else ""
    return Api(endpoints.interface_at(url, way.body))


def _speaks_responses(passed: Passed, shape: RequestShape, way: Way) -> bool:
    """Whether an argument makes the library speak the Responses interface; one that is not known may do so."""
    for name, wanted in shape.responses_with.items():
        slot = way.arguments.get(name) or way.body.get(name)
        for option in under(passed.slot_value(slot), way.choices) if slot is not None else ():
            told = option.value.data if isinstance(option.value, Literal) else wanted
            if wanted is True and told is False:
                return False
            if told == wanted or (wanted == "*" and told not in (None, False)):
                return True
    return False


def _completes(passed: Passed, way: Way, name: str) -> bool:
    """Whether the argument that makes the library chat is left out, or false."""
    slot = way.arguments.get(name)
    if slot is None:
        return not way.opens
    options = under(passed.slot_value(slot), way.choices)
    return all(truth(option.value) is False for option in options)


def asks_a_model(endpoints: EndpointTable, way: Way) -> bool:
    """Whether a plain HTTP call asks a model: it carries one, or goes to a method of DeepSeek's that does.

    At DeepSeek the path must be one of a method, or the bare base URL that people take for one.
    """
    url = way.endpoint.value
    if not isinstance(url, Literal) or not endpoints.is_own(str(url.data)):
        return "model" in way.body
    if endpoints.judge(str(url.data), full=True, api="chat").problem is UrlProblem.PRIVATE_API:
        return "model" in way.body
    path = "/" + str(url.data).partition("://")[2].partition("/")[2].partition("?")[0].strip("/")
    asks = endpoints.is_of_an_interface(path)
    return (asks and bool(way.opens)) or ("model" in way.body and (asks or endpoints.may_be_a_base(path)))
