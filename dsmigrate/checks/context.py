"""What every check is given besides the sightings."""

from __future__ import annotations

from dataclasses import dataclass

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.settings import Targets


@dataclass(frozen=True, slots=True)
class Context:
    """The catalog, and the models that retired ones become."""

    catalog: Catalog
    targets: Targets
