"""What may be asked about comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.calendar import Period
from touchpath.journey.definition import DefinitionError

Band = Literal["low", "middle", "top"]
BANDS: tuple[Band, ...] = ("low", "middle", "top")
_MOST_LISTED = 1000
_LONGEST = 200


@dataclass(frozen=True)
class Themes:
    """What do people write, and what goes with low scores?

    `score` is the metric or question whose comments are read. `search`: words that all stand in a comment. `bands`
    and `touchpoints` choose comments by their score and place; () are all. `words` name a theme: comments with any of
    them are followed over time, per `period`. `language` is a code such as en; "" lets it be guessed. `most` comments
    are listed, the latest first. Raises DefinitionError for no score, an unknown band, or too long a list.
    """

    score: str = "nps"
    search: str = ""
    bands: tuple[Band, ...] = ()
    touchpoints: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: str = ""
    period: Period = "month"
    most: int = 50

    def __post_init__(self) -> None:
        """Refuse what reads nothing."""
        if not self.score:
            raise DefinitionError("Choose the score whose comments are read.")
        if wrong := [band for band in self.bands if band not in BANDS]:
            raise DefinitionError(f'"{wrong[0]}" is no band of scores: choose among {", ".join(BANDS)}.')
        if self.period not in ("week", "month"):
            raise DefinitionError("A theme is followed over weeks or months.")
        if not 0 < self.most <= _MOST_LISTED:
            raise DefinitionError(f"List between 1 and {_MOST_LISTED:,} comments.")
        if max((len(text) for text in (self.search, *self.words)), default=0) > _LONGEST:
            raise DefinitionError(f"Search for at most {_LONGEST} signs.")
