"""What every check is given besides the sightings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.settings import Targets

if TYPE_CHECKING:
    from dsmigrate.checks.effective import Proof
    from dsmigrate.core.sightings import Variant


@dataclass(frozen=True, slots=True)
class Context:
    """The catalog, the models that retired ones become, and the day as of which is judged.

    `proofs` remembers what has been found out about variants, by their ids, each with the variant itself.
    """

    catalog: Catalog
    targets: Targets
    as_of: date = field(default_factory=date.today)
    proofs: dict[tuple[int, str], tuple[Variant, Proof]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def fresh(self) -> Context:
        """The same with nothing remembered: for other sightings, so that those looked at before can be let go."""
        return replace(self, proofs={})
