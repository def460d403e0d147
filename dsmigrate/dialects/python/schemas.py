"""The JSON schemas that pydantic makes of plain models, and the tools that openai makes of them.

https://docs.pydantic.dev/latest/concepts/json_schema/ and `pydantic_function_tool` of openai-python. A model is plain
where each field's type is one of Python's own, a list of such, or another plain model; of all else nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst

from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value
from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import Abstract, Class, Lost, Made, Symbol
from dsmigrate.dialects.python.evaluate import Evaluator

_MODEL = "pydantic.BaseModel"
_FIELD = "pydantic.Field"
_SCHEMA = "model_json_schema"
_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_LISTS = ("list", "List")
# What `Field` calls a limit, by what the schema calls it for a text and for a list.
_LIMITS = {
    "min_length": {"string": "minLength", "array": "minItems"},
    "max_length": {"string": "maxLength", "array": "maxItems"},
}
_DEPTH = 6


class Schemas:
    """Builds the values of schemas; `place` says where a node stands."""

    def __init__(self, ev: Evaluator, place: Callable[[cst.CSTNode], Place]) -> None:
        self.ev = ev
        self.place = place

    def made_by(self, value: Abstract) -> Value | None:
        """The tool or the schema that a call gives; None for any other call, and for models that are not plain."""
        if isinstance(value, Made) and value.name in self.ev.frameworks.tools and not value.earlier:
            return self._tool(value.call)
        call = value.node if isinstance(value, Lost) else None
        if isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute) and not call.args:
            cls = self._class(call.func.value)
            if cls is not None and call.func.attr.value == _SCHEMA:
                return self._object(cls, 0, strict=False)
        return None

    def strict_tool(self, cls: cst.ClassDef, node: cst.CSTNode) -> Value | None:
        """A plain model as a strict tool, as LangChain makes one; None for one that is not plain."""
        schema = self._object(cls, 0, strict=True)
        return self._function(self._constant(cls.name.value, node), schema, node) if schema else None

    def _tool(self, call: cst.Call) -> Value | None:
        cls = self._class(call.args[0].value) if call.args and call.args[0].keyword is None else None
        schema = self._object(cls, 0, strict=True) if cls is not None else None
        if cls is None or schema is None:
            return None
        named = {argument.keyword.value: argument.value for argument in call.args[1:] if argument.keyword}
        texts = [named["name"]] if "name" in named else []
        name: Value = self._constant(cls.name.value, call)
        for node in texts:
            text = self.ev.only_text(node)
            name = (
                Unknown("it is not plain data", self.place(node))
                if text is None
                else self._constant(text, node)
            )
        return self._function(name, schema, call)

    def _function(self, name: Value, schema: Value, node: cst.CSTNode) -> Value:
        """A strict tool with such a schema."""
        here = self.place(node)
        function = Mapping(
            (("name", name), ("strict", Constant(True, here, False)), ("parameters", schema)), here
        )
        return Mapping((("type", Constant("function", here, False)), ("function", function)), here)

    def _class(self, node: cst.BaseExpression) -> cst.ClassDef | None:
        options = self.ev.evaluate(node)
        value = options[0].value if len(options) == 1 else None
        return value.node if isinstance(value, Class) else None

    def _object(self, cls: cst.ClassDef, depth: int, *, strict: bool) -> Value | None:
        """The schema of a model; strict ones ask for every field and allow no others."""
        bases = classes.bases(self.ev, cls)
        if (
            depth > _DEPTH
            or cls.decorators
            or cls.keywords
            or [getattr(base, "name", "") for base in bases] != [_MODEL]
        ):
            return None
        properties: list[tuple[str, Value]] = []
        required: list[Value] = []
        for statement in _statements(cls):
            match statement:
                case cst.Expr():
                    continue
                case cst.AnnAssign(target=cst.Name(value=name), annotation=annotation, value=value):
                    field = self._field(annotation.annotation, value, depth, strict=strict)
                    if field is None:
                        return None
                    properties.append((name, field))
                    if strict or not self._has_default(value):
                        required.append(self._constant(name, statement.target))
                case _:
                    return None
        here = self.place(cls.name)
        entries: list[tuple[str, Value]] = [
            ("type", Constant("object", here, False)),
            ("properties", Mapping(tuple(properties), here)),
            ("required", Items(tuple(required), here)),
        ]
        if strict:
            entries.append(("additionalProperties", Constant(False, here, False)))
        return Mapping(tuple(entries), here)

    def _field(
        self, annotation: cst.BaseExpression, value: cst.BaseExpression | None, depth: int, *, strict: bool
    ) -> Value | None:
        schema = self._type(annotation, depth, strict=strict)
        if not isinstance(schema, Mapping) or not isinstance(value, cst.Call):
            return schema
        if not self._is(value.func, _FIELD):
            return None
        kind = schema.get("type")
        limits = [
            (_LIMITS[argument.keyword.value].get(str(kind.data), ""), argument.value)
            for argument in value.args
            if argument.keyword is not None
            and argument.keyword.value in _LIMITS
            and isinstance(kind, Constant)
        ]
        more = tuple((key, self._constant(0, node)) for key, node in limits if key)
        return Mapping((*schema.entries, *more), schema.place)

    def _type(self, node: cst.BaseExpression, depth: int, *, strict: bool) -> Value | None:
        here = self.place(node)
        match node:
            case cst.Name(value=name) if name in _TYPES:
                return Mapping((("type", Constant(_TYPES[name], here, False)),), here)
            case cst.Name():
                cls = self._class(node)
                return self._object(cls, depth + 1, strict=strict) if cls is not None else None
            case cst.Subscript(
                value=cst.Name(value=name), slice=[cst.SubscriptElement(slice=cst.Index(value=inner))]
            ) if name in _LISTS:
                items = self._type(inner, depth + 1, strict=strict)
                if items is None:
                    return None
                return Mapping((("type", Constant("array", here, False)), ("items", items)), here)
            case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=cst.Name(value="None")):
                either = self._type(left, depth + 1, strict=strict)
                nothing = Mapping((("type", Constant("null", here, False)),), here)
                return (
                    Mapping((("anyOf", Items((either, nothing), here)),), here)
                    if either is not None
                    else None
                )
            case _:
                return None

    def _has_default(self, value: cst.BaseExpression | None) -> bool:
        if not isinstance(value, cst.Call):
            return value is not None
        first = value.args[0] if value.args else None
        if first is not None and first.keyword is None:
            return not isinstance(first.value, cst.Ellipsis)
        return any(
            argument.keyword is not None and argument.keyword.value in ("default", "default_factory")
            for argument in value.args
        )

    def _is(self, node: cst.BaseExpression, name: str) -> bool:
        return any(isinstance(o.value, Symbol) and o.value.name == name for o in self.ev.evaluate(node))

    def _constant(self, data: str | int, node: cst.CSTNode) -> Constant:
        return Constant(data, self.place(node), False)


def _statements(cls: cst.ClassDef) -> Iterator[cst.CSTNode]:
    for line in cls.body.body:
        if isinstance(line, cst.SimpleStatementLine):
            yield from (small for small in line.body if not isinstance(small, cst.Pass))
        else:
            yield line
