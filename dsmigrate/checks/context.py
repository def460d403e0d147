"""What every check is given besides the sightings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.settings import Targets


@dataclass(frozen=True, slots=True)
class Context:
    """The catalog, the models that retired ones become, and the day as of which is judged."""

    catalog: Catalog
    targets: Targets
    as_of: date = field(default_factory=date.today)
