"""What may be asked about what goes along with an overall score."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.journey.definition import DefinitionError

MOST_CHOSEN = 13
"""So many items can share the variance of the overall score: beyond, their orders are too many to be computed."""


@dataclass(frozen=True)
class SurveyDrivers:
    """Which scores go along with an overall score?

    `overall` is a metric (nps, csat, ces) or a question. `items` are the questions compared with it, one at a time;
    () are all rated ones. Where `touchpoints_of` names a metric or question, the items are touchpoints instead: the
    scores of its answers placed at each. `chosen` are items that share the variance of the overall score; () for no
    such view. Raises DefinitionError for an item named twice, the overall score among them, or too many chosen.
    """

    overall: str = "nps"
    items: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    touchpoints_of: str = ""

    def __post_init__(self) -> None:
        """Refuse what says nothing of drivers."""
        if not self.overall:
            raise DefinitionError("Choose the overall score that the others are compared with.")
        for named in (self.items, self.chosen):
            if len(set(named)) < len(named):
                raise DefinitionError("An item stands in the list twice: name it once.")
        if not self.touchpoints_of and self.overall in (*self.items, *self.chosen):
            raise DefinitionError("The overall score cannot be one of the items that it is compared with.")
        if self.touchpoints_of == self.overall:
            raise DefinitionError("The touchpoints need another score than the overall one.")
        if len(self.chosen) > MOST_CHOSEN:
            raise DefinitionError(f"Choose at most {MOST_CHOSEN} items that share the score between them.")
