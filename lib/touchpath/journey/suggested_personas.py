"""What may be asked about groups that people's behaviour falls into by itself."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.definition import DefinitionError

LEAST_STABLE = 0.6
"""Groups whose mean adjusted Rand index over resamples is below this are refused."""
LEAST_APART = 0.25
"""Groups whose mean silhouette is not above this are no groups. Kaufman & Rousseeuw 1990, Finding Groups in Data."""


@dataclass(frozen=True)
class SuggestedPersonas:
    """Which groups does the behaviour of people in view fall into, if it falls into any?

    People count with at least `least_events` events; at most `most_groups` groups are tried. Behaviour is looked at
    to the end of the dates in view (the cut-off): a label is known from then on. Raises DefinitionError otherwise.
    """

    most_groups: int = 8
    least_events: int = 5

    def __post_init__(self) -> None:
        """Refuse what are no groups."""
        if not 2 <= self.most_groups <= 8:
            raise DefinitionError("Try two to eight groups.")
        if self.least_events < 1:
            raise DefinitionError("People need at least one event to be grouped by what they do.")
