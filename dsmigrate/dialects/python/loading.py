"""Objects of a project's class that a library fills from a command line, a file or a request, with its defaults left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Class, Made, Object, Row
from dsmigrate.dialects.python.arguments import argument

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Functions that are told a class, and give an object of it: where among their arguments, and by which name.
_FUNCTIONS = {
    "tyro.cli": (0, "f"),
    "draccus.parse": (0, "config_class"),
    "pyrallis.parse": (0, "config_class"),
    "simple_parsing.parse": (0, "config_class"),
    "dacite.from_dict": (0, "data_class"),
    "dacite.core.from_dict": (0, "data_class"),
    "pydantic.parse_obj_as": (0, "type_"),
    "omegaconf.OmegaConf.structured": (0, "obj"),
    "cattrs.structure": (1, "cl"),
    "msgspec.convert": (1, "type"),
}
# Methods of a class that give an object of it, where the class does not define them itself.
_METHODS = frozenset(
    {"model_validate", "model_validate_json", "parse_obj", "parse_raw", "from_dict", "from_json"}
)
# Methods that give an object of each class that the parser was told, in a tuple.
_SEVERAL = frozenset({"parse_args_into_dataclasses", "parse_dict", "parse_json_file", "parse_yaml_file"})
_PARSER = "transformers.HfArgumentParser"


def loaded(ev: Evaluator, name: str, node: cst.Call) -> Alternatives:
    """What a function of a library gives that is told a class; nothing for any other."""
    if name not in _FUNCTIONS:
        return ()
    place, keyword = _FUNCTIONS[name]
    told = argument(node, keyword, place)
    return _objects(ev, told, node) if told is not None else ()


def by_method(ev: Evaluator, node: cst.Call) -> Alternatives:
    """What `Settings.model_validate(...)` and its like give; nothing for any other call."""
    if not isinstance(node.func, cst.Attribute) or node.func.attr.value not in _METHODS:
        return ()
    options = ev.evaluate(node.func.value)
    method = node.func.attr.value
    if not all(
        isinstance(o.value, Class) and classes.method(ev, o.value.node, method) is None for o in options
    ):
        return ()
    return _objects(ev, node.func.value, node)


def one_of_several(ev: Evaluator, made: Made, index: int) -> Alternatives:
    """The object at an index of the tuple that transformers' parser gives; nothing for anything else."""
    call = made.call
    if not isinstance(call.func, cst.Attribute) or made.name != f"{_PARSER}().{call.func.attr.value}":
        return ()
    found: list[Alternative] = []
    for parser in ev.evaluate(call.func.value) if call.func.attr.value in _SEVERAL else ():
        maker = parser.value.call if isinstance(parser.value, Made) else call
        told = argument(maker, "dataclass_types", 0)
        for option in ev.evaluate(told) if told is not None else ():
            if isinstance(option.value, Row) and index < len(option.value.elements):
                found += _objects(ev, option.value.elements[index], call)
            elif isinstance(option.value, Class) and index == 0 and told is not None:
                found += _objects(ev, told, call)
    return tuple(found)


def _objects(ev: Evaluator, told: cst.BaseExpression, call: cst.Call) -> Alternatives:
    outside = f"what `{ev.tree.text(call.func)}` reads"
    return tuple(
        option._replace(value=Object(option.value.node), outside=outside)
        for option in ev.evaluate(told)
        if isinstance(option.value, Class)
    )
