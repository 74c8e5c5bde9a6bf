"""The colour a persona or channel keeps on every page, board and report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from touchpath.answers.groups import HasGroup
from touchpath.charts.theme import Palette
from touchpath.journey.filters import Name
from touchpath.journey.funnel import Breakdown

OWNING = ("persona", "channel")


@dataclass(frozen=True)
class NameColours:
    """A palette, and the personas and channels (by kind) that own its colours, in their order.

    The first eight of each kind own a colour; later ones, missing, and names not among them are grey.
    """

    palette: Palette
    owners: Mapping[str, tuple[Name, ...]]

    def of(self, kind: str, names: Sequence[Name]) -> list[str]:
        """The colour of each persona or channel (kind "persona" or "channel")."""
        owners = [name for name in self.owners.get(kind, ()) if name is not None]
        owned = dict(zip(owners, self.palette.slots, strict=False))
        return [self.palette.other if name is None else owned.get(name, self.palette.other) for name in names]

    def of_groups(self, breakdown: Breakdown | None, groups: Sequence[HasGroup]) -> list[str]:
        """Colours of groups: a persona or channel keeps its own, pairs take their persona's, others the accent."""
        kind = next((name for name in (breakdown.names if breakdown else ()) if name in OWNING), None)
        if breakdown is None or kind is None:
            return [self.palette.accent if group.kind == "value" else self.palette.other for group in groups]
        place = breakdown.names.index(kind)
        return self.of(kind, [group.values[place] if group.kind == "value" else None for group in groups])
