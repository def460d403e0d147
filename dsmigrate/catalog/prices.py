"""What a million tokens cost at which model, and since when: rules/catalog/prices.toml, typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dsmigrate.catalog.models import Model
from dsmigrate.catalog.thinking import DISABLED, ENABLED


class Price(NamedTuple):
    """US dollars for a million tokens, off-peak, from `since` on and before `until`.

    `hit` is for what of the prompt was in the cache, `miss` for the rest of it; in peak hours all are `peak` times
    as much.
    """

    models: frozenset[str]
    hit: float
    miss: float
    output: float
    peak: int
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether the price is that of a day; on the day of a change it is the new one that counts."""
        return self.since <= day and (self.until is None or day < self.until)


class PriceTable(NamedTuple):
    """The prices, and how they are applied.

    `billed_as` is what thinking is billed as; `default_caps` how long an answer can get in each thinking mode where
    nothing caps it, thinking included, from `capped_since` on.
    """

    prices: tuple[Price, ...]
    peak_hours: str
    billed_as: str
    default_caps: Mapping[str, str]
    capped_since: date
    source: str
    checked: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> PriceTable:
        billing, thinking = table["billing"], table["thinking"]
        return cls(
            tuple(_price(row) for row in table["price"]),
            billing["peak_hours"],
            thinking["billed_as"],
            thinking["default_cap"],
            thinking["since"],
            billing["source"],
            str(billing["checked"]),
        )

    def of_model(self, model: Model, day: date) -> Price | None:
        """What a model costs on a day, or cost when it was retired; None where that is not known."""
        if model.until is not None and model.until.date() <= day:
            day = model.until.date()
        return next((price for price in self.prices if model.id in price.models and price.holds(day)), None)

    def longer(self, day: date) -> str:
        """How much longer an answer can get by thinking, as a clause; empty where that is not known of the day."""
        if day < self.capped_since:
            return ""
        return (
            f"an answer without a cap can get {self.default_caps[ENABLED]} tokens long"
            f" instead of {self.default_caps[DISABLED]}"
        )


def _price(row: Mapping[str, Any]) -> Price:
    until = row.get("until")
    return Price(
        models=frozenset(row["models"]),
        hit=row["hit"],
        miss=row["miss"],
        output=row["output"],
        peak=row.get("peak", 1),
        since=row["since"],
        until=until.date() if until is not None else None,
    )
