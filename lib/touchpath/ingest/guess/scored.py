"""How well a column suits a role: a score from 0 to 1 with the reasons, and the choice among several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchpath.ingest.guess.doubt import Evidence
from touchpath.ingest.guess.traits import ColumnTraits

SURE = 0.5
MARGIN = 0.08
POSSIBLE = 0.2


@dataclass(frozen=True)
class Scored:
    """A column with its score for a role, and the sentences that speak for it."""

    traits: ColumnTraits
    score: float
    reasons: tuple[str, ...] = ()

    def times(self, factor: float, reason: str) -> Scored:
        """The same column once something else is known of it."""
        return Scored(self.traits, self.score * factor, (*self.reasons, reason))


Scorer = Callable[[ColumnTraits], Scored | None]
"""How well a column suits one role; None where it cannot play it."""


@dataclass(frozen=True)
class Choice:
    """The columns that could play a role, best first."""

    role: str
    ranked: tuple[Scored, ...]

    @property
    def best(self) -> Scored | None:
        """The column with most evidence."""
        return self.ranked[0] if self.ranked else None

    @property
    def second(self) -> Scored | None:
        """The one after it."""
        return self.ranked[1] if len(self.ranked) > 1 else None

    @property
    def is_thin(self) -> bool:
        """Whether the evidence for the best does not do."""
        return self.best is None or self.best.score < SURE

    @property
    def is_close(self) -> bool:
        """Whether a second column is almost as good as the best."""
        best, second = self.best, self.second
        return best is not None and second is not None and best.score - second.score < MARGIN and second.score >= SURE

    @property
    def sure(self) -> bool:
        """Whether one column is meant without doubt."""
        return not self.is_thin and not self.is_close

    def evidence(self, chosen: str) -> Evidence:
        """What spoke for the chosen column, and what came second."""
        own = next((one for one in self.ranked if one.traits.name == chosen), None)
        other = next((one for one in self.ranked if one.traits.name != chosen), None)
        return Evidence(
            self.role,
            chosen,
            round(own.score, 2) if own else 1.0,
            own.reasons if own else ("It was chosen.",),
            other.traits.name if other else "",
            round(other.score, 2) if other else 0.0,
        )


def choice(role: str, scored: Sequence[Scored | None]) -> Choice:
    """The columns that are possible at all, best first; of equals, the first in the file."""
    possible = [one for one in scored if one is not None and one.score >= POSSIBLE]
    return Choice(role, tuple(sorted(possible, key=lambda one: -one.score)))
