"""`record`: dataclasses for small things that are made by the thousand, and of which each is equal to itself alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Any:
        return lambda function: function


T = TypeVar("T")


@dataclass_transform(eq_default=False, frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """A dataclass whose objects are never changed.

    Only the type checker sees to that: Python's own guard makes each object take twice the time to make, and each
    class to define.
    """
    return dataclass(eq=False, repr=False, slots=True)(cls)
