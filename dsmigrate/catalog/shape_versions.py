"""Which shapes hold for the versions of the packages that a project takes, and what in them does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dsmigrate.catalog.shapes import DemandShape, EffortShape, Keys, RequestShape
from dsmigrate.core.versions import Pin, Release, release_of


def for_versions(shapes: list[RequestShape], pinned: Mapping[str, Pin]) -> Iterator[RequestShape]:
    """Those of a file's shapes that hold for the pinned versions, or for the newest; in each what holds then.

    Of a version that is older than all shapes of a call, the oldest of them is kept, without its toggle.
    """
    for calls in dict.fromkeys(map(_calls, shapes)):
        rivals = [shape for shape in shapes if _calls(shape) == calls]
        fitting = [shape for shape in rivals if _holds(shape, pinned.get(shape.package))]
        if fitting:
            yield from (_as_of(shape, pinned.get(shape.package)) for shape in fitting)
            continue
        oldest = min(rivals, key=lambda shape: _release(shape.since))
        pin = pinned.get(oldest.package)
        if pin is not None and not pin.reaches(_release(oldest.since)):
            yield _withheld(oldest, oldest.since, pin)
        else:
            yield rivals[-1]


def tested(shape: RequestShape, pinned: Mapping[str, Pin]) -> RequestShape:
    """The shape with those of its library's own tests and demands that the pinned versions make, and what they make of efforts."""
    made = tuple(
        test
        for test in shape.by_name
        if all(
            package not in pinned or pinned[package].reaches(_release(version))
            for package, version in test.since.items()
        )
    )
    demands = tuple(demand for demand in shape.demands if _is_made(demand, pinned))
    effort = _effort_as_of(shape.effort, pinned)
    same = len(made) == len(shape.by_name) and len(demands) == len(shape.demands)
    if same and effort is shape.effort:
        return shape
    return replace(shape, by_name=made, demands=demands, effort=effort)


def _effort_as_of(effort: EffortShape | None, pinned: Mapping[str, Pin]) -> EffortShape | None:
    """What is known of efforts in the pinned versions: nothing before the first that was looked at."""
    for package, since in effort.since.items() if effort is not None else ():
        pin = pinned.get(package)
        if effort is not None and pin is not None and not pin.reaches(_release(since)):
            return replace(
                effort,
                sends={"*": "unknown"},
                says=f"what {package} makes of an effort is known from {since} on; {pin.where} says `{pin.written}`",
            )
    return effort


def _is_made(demand: DemandShape, pinned: Mapping[str, Pin]) -> bool:
    """Whether the pinned versions make a demand; the newest where there is no pin."""
    early = all(
        p not in pinned or pinned[p].reaches(_release(version)) for p, version in demand.since.items()
    )
    late = any(
        p not in pinned or not pinned[p].precedes(_release(version)) for p, version in demand.until.items()
    )
    return early and not late


def _calls(shape: RequestShape) -> tuple[Keys, ...]:
    return shape.functions, shape.methods, shape.on


def _release(text: str) -> Release:
    return release_of(text) if text else (0,)


def _holds(shape: RequestShape, pin: Pin | None) -> bool:
    if pin is None:
        return not shape.until
    return pin.reaches(_release(shape.since)) and (not shape.until or pin.precedes(_release(shape.until)))


def _as_of(shape: RequestShape, pin: Pin | None) -> RequestShape:
    if pin is None:
        return shape
    early = [name for name, since in shape.refused_before.items() if not pin.reaches(_release(since))]
    shape = replace(shape, refused=(*shape.refused, *early)) if early else shape
    if shape.toggle is not None and not pin.reaches(_release(shape.toggle.since)):
        return _withheld(shape, shape.toggle.since, pin)
    return shape


def _withheld(shape: RequestShape, since: str, pin: Pin) -> RequestShape:
    said = f"the thinking mode can be said from {shape.package} {since} on; {pin.where} says `{pin.written}`"
    return replace(shape, too_old=said)
