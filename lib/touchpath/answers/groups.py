"""The groups of a split, by names that are unique on screen and in files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class HasGroup(Protocol):
    """Anything that belongs to a group of a split."""

    @property
    def label(self) -> str:
        """The group's name."""

    @property
    def kind(self) -> str:
        """value, missing or other."""

    @property
    def values(self) -> tuple[str | None, ...]:
        """Its one or two values."""


_MISSING = "(missing)"


def _named(group: HasGroup) -> str:
    """A pair of which one value is missing: "(missing) / store", told from a value that is called so."""
    pair = len(group.values) > 1 and None in group.values
    return " / ".join(value or _MISSING for value in group.values) if pair else group.label


def group_labels(groups: Sequence[HasGroup]) -> list[str]:
    """Names of the groups, unique: missing and overflow are told from values that are called so."""
    labels: list[str] = []
    for group in groups:
        label = _named(group) if group.kind == "value" else f"({group.label.lower()})"
        labels.append(label if label not in labels else f"{label} [{len(labels) + 1}]")
    return labels
