"""Guesses what a table is and which column means what, from names and contents; the person changes what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from lib.ingest.mapping import Mapping


@dataclass(frozen=True)
class Guess:
    """A first mapping. `reasons` says in sentences why; `asks` what must still be answered before importing.

    `remembered` is true when the mapping is the one last used for files with this header.
    """

    mapping: Mapping
    reasons: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    remembered: bool = False

    @property
    def kind(self) -> str:
        """What the table was taken for: events, people, identities, responses, costs or daily_counts."""
        return self.mapping.kind
