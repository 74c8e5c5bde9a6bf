"""Tables of the catalogue that say which of their columns count people, and which name values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from touchpath.journey.cells import CellRole, Derived, Fixed

_VOLUMES = {"events": CellRole.DERIVED, "people": CellRole.SIZE}
_SEEN = {"first_seen": CellRole.DERIVED, "last_seen": CellRole.DERIVED}
TOUCHPOINTS = {
    **_VOLUMES,
    **_SEEN,
    "touchpoint": CellRole.LABEL,
    "raw_names": CellRole.LABEL,
    "channels": CellRole.DERIVED,
}
CHANNELS = {**_VOLUMES, **_SEEN, "channel": CellRole.LABEL, "raw_names": CellRole.LABEL}
STAGES = {**_VOLUMES, "channel": CellRole.LABEL}


@dataclass(frozen=True, eq=False)
class CatalogueTable:
    """`rows` with a column `people`; `columns` says what the columns are (the rest tells nothing of people).

    `by` are the one or two columns that tell the rows apart.
    """

    rows: Derived[pd.DataFrame]
    columns: Fixed[Mapping[str, CellRole]]
    by: Fixed[tuple[str, ...]]

    def named(self, *wanted: CellRole) -> list[str]:
        """The columns of these roles."""
        return [name for name, role in self.columns.items() if role in wanted]
