"""Release numbers, and what a pin leaves."""

from __future__ import annotations

import pytest

from dsmigrate.core.versions import Pin, Release, release_of


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("1.2.3", (1, 2, 3)),
        ("v1.2", (1, 2)),
        ("1.0.0", (1,)),
        ("0", (0,)),
        ("2.0rc1", (2,)),
        ("1!3.4", (3, 4)),
        ("1.2.post1+local", (1, 2)),
        (" 1.10 ", (1, 10)),
    ],
)
def test_releases(text: str, release: Release) -> None:
    assert release_of(text) == release


@pytest.mark.parametrize("text", ["", "*", "latest", ">=1"])
def test_no_releases(text: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        release_of(text)


@pytest.mark.parametrize(
    ("pin", "reaches", "precedes"),
    [
        (Pin((1, 93), False, "==1.93", ""), True, False),
        (Pin((1, 93, 1), False, "==1.93.1", ""), True, False),
        (Pin((1, 92, 9), False, "==1.92.9", ""), False, True),
        (Pin((1, 93), True, "<1.93", ""), False, True),
        (Pin((1, 94), True, "<1.94", ""), True, False),
    ],
)
def test_a_pin_beside_a_release(pin: Pin, reaches: bool, precedes: bool) -> None:
    assert (pin.reaches((1, 93)), pin.precedes((1, 93))) == (reaches, precedes)


def test_of_two_pins_one_leaves_less() -> None:
    below, exact = Pin((2,), True, "<2", ""), Pin((2,), False, "==2", "")
    assert below.is_older_than(exact)
    assert not exact.is_older_than(below)
    assert not exact.is_older_than(exact)
