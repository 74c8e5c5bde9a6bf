"""What may be asked about what follows a score."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.definition import DefinitionError

_LONGEST_DAYS = 3_660


@dataclass(frozen=True)
class ScoreFollows:
    """Do people with a low score buy less, and come back less often, in the `days` after it?

    `score` is a metric or a question. `goal` are the touchpoints that count as converting; `returning` those
    that count as coming back, () for all that do not only ask; `purchase` those whose value is revenue, () for all.
    Raises DefinitionError for no score, or days that are not above 0.
    """

    score: str = "nps"
    days: float = 30
    goal: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    purchase: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what follows nothing."""
        if not self.score:
            raise DefinitionError("Choose the score after which people are followed.")
        if not 0 < self.days <= _LONGEST_DAYS:
            raise DefinitionError(f"People are followed for a number of days above 0, at most {_LONGEST_DAYS:,}.")
