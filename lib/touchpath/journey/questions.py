"""Questions that need few words: the overview, the quality of the data, the personas."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DataQuality:
    """Can the data be trusted? `import_id` looks at one import alone; None is the whole workspace.

    Filters do not apply.
    """

    import_id: int | None = None


@dataclass(frozen=True)
class PersonaTable:
    """How many people have each persona now. Filters do not apply."""


@dataclass(frozen=True)
class PersonaGrid:
    """How do the personas differ? Every measure of each persona in view, against everybody else in view."""


@dataclass(frozen=True)
class Overview:
    """Every measure of the registry in view, each beside the stretch of equal length just before."""


@dataclass(frozen=True)
class ChangesToRead:
    """Which saved changes can be read by now, what was read of them, and when the others can be."""
