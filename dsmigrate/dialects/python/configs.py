"""Requests that a call is told as dicts, each of which is as the arguments of a call would be: `model_list=[...]`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.catalog.shapes import RequestShape
from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Row, Table, under
from dsmigrate.dialects.python.bound_arguments import arguments_of, slots_of, sorted_out
from dsmigrate.dialects.python.drafts import VARIANTS_LIMIT, Callee, Draft, Slot, Way
from dsmigrate.dialects.python.interfaces import interface
from dsmigrate.dialects.python.passed import Passed
from dsmigrate.dialects.python.ways import Ways


def configured(
    ways: Ways, endpoints: EndpointTable, call: cst.Call, callees: list[Callee]
) -> Iterator[Draft]:
    """The requests that a call is told as a list of dicts: one for each dict, which is as the arguments of a call."""
    tables: dict[int, Table] = {}
    found: dict[int, list[Way]] = {}
    ev, unsent = ways.ev, ways.libraries.unsent
    for callee in callees:
        for choices, arguments, _, _, _ in arguments_of(ev, unsent, call, callee):
            for option in under(_tables(ways.passed, callee.shape, arguments), choices):
                table = option.value
                if not isinstance(table, Table) or table.find("model") is None:
                    continue
                added = slots_of(ev, table, callee.shape.rename, option)
                told, refused, opens = sorted_out(ev, unsent, callee.shape, added, table.opens)
                tables[id(table.node)] = table
                found.setdefault(id(table.node), []).extend(
                    replace(way, api=interface(endpoints, ways.passed, callee.shape, way))
                    for way in ways.with_arguments(call, callee, option.choices, told, refused, (), opens)
                )
    for identity, its in found.items():
        shape = callees[0].shape
        yield Draft(call, shape, tuple(its[:VARIANTS_LIMIT]), config=tables[identity])


def _tables(passed: Passed, shape: RequestShape, arguments: dict[str, Slot]) -> Alternatives:
    """The dicts that are passed, alone or in a list, each as far down as `configs` leads."""
    found: list[Alternative] = []
    for above, below in shape.configs:
        slot = arguments.get(above[0])
        for option in passed.within(passed.slot_value(slot), above[1:]) if slot is not None else ():
            each: list[Alternatives] = [(option,)]
            if isinstance(option.value, Row):
                each = [
                    under(lookups.held(passed.ev, item), option.choices) for item in option.value.elements
                ]
            for alternatives in each:
                deep = passed.within(alternatives, below)
                found.extend(item._replace(trail=(*option.trail, *item.trail)) for item in deep)
    return tuple(found)
