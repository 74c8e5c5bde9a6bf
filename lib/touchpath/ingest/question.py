"""One question of a survey file: what it measures, its scale, and which words count as which of its boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from touchpath.journey.definition import DefinitionError, as_tuple

Metric = Literal["nps", "csat", "ces", "other"]
METRICS: tuple[Metric, ...] = get_args(Metric)
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Question:
    """One question of a wide survey file: its column, text, metric, scale, and codes that mean "no answer".

    `words` are the answers of a question that was answered in words, the lowest first: each counts as its box of the
    scale, which has as many ("Dissatisfied", "Neutral", "Satisfied" on 1 to 3). Capitals do not matter.
    """

    column: str
    text: str = ""
    metric: Metric = "other"
    scale_low: float | None = None
    scale_high: float | None = None
    blank: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples; a metric outside the list is refused, and words that are not one for each box."""
        object.__setattr__(self, "blank", tuple(str(code) for code in as_tuple(self.blank)))
        object.__setattr__(self, "words", tuple(str(word) for word in as_tuple(self.words)))
        if self.metric not in METRICS:
            raise DefinitionError(f'"{self.metric}" is not a metric: use one of {", ".join(METRICS)}.')
        if self.words:
            self._check_words()

    def _check_words(self) -> None:
        if self.scale_low is None and self.scale_high is None:
            object.__setattr__(self, "scale_low", 1.0)
            object.__setattr__(self, "scale_high", float(len(self.words)))
        low, high = self.scale_low, self.scale_high
        boxes = 0 if low is None or high is None else high - low + 1
        if boxes != len(self.words) or boxes < _FEWEST_WORDS:
            raise DefinitionError(
                f'The answers to "{self.column}" have {len(self.words)} words for a scale of {boxes:g}: '
                "name one word for each box, the lowest first."
            )
        if len({word.casefold() for word in self.words}) < len(self.words):
            raise DefinitionError(f'One word of the answers to "{self.column}" is in two boxes of the scale.')
