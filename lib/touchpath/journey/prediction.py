"""What may be asked about what people will do: who will not come back, not buy again, or answer as a detractor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.words import listed, plural

PredictionTarget = Literal["not_return", "not_buy", "detractor"]
PREDICTION_TARGETS: tuple[PredictionTarget, ...] = ("not_return", "not_buy", "detractor")
LONGEST_AHEAD_DAYS = 1_100


@dataclass(frozen=True)
class Prediction:
    """Who, of those still there, will not come back (not buy again, answer as a detractor) in the next `days`.

    `touchpoints` are what coming back (none: anything) or a purchase is; a detractor answers an NPS question with 0
    to 6. `seen_within_days`: who counts as still there; None is `days`, and for purchases everybody who ever bought.
    `leave_out` names what the prediction must not use (see analysis/foresight/features.py). Raises DefinitionError.
    """

    target: PredictionTarget = "not_return"
    days: int = 30
    touchpoints: tuple[str, ...] = ()
    seen_within_days: int | None = None
    leave_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Lists become tuples, an answer needs no touchpoints; then the rules are checked."""
        for name in ("touchpoints", "leave_out"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        if self.target == "detractor":
            object.__setattr__(self, "touchpoints", ())
        if self.target not in PREDICTION_TARGETS:
            raise DefinitionError(f'"{self.target}" cannot be predicted: choose {", ".join(PREDICTION_TARGETS)}.')
        if not 1 <= self.days <= LONGEST_AHEAD_DAYS:
            raise DefinitionError(f"Look ahead at least one day and at most {LONGEST_AHEAD_DAYS:,}.")
        if self.target == "not_buy" and not self.touchpoints:
            raise DefinitionError("Choose the touchpoints that are a purchase.")
        if self.seen_within_days is not None and self.seen_within_days < 1:
            raise DefinitionError("Who is still there was seen within at least one day.")

    @property
    def there_within(self) -> int | None:
        """Within how many days somebody was seen who is still there; None: whenever."""
        if self.seen_within_days is not None:
            return self.seen_within_days
        return None if self.target == "not_buy" else self.days

    def happens(self) -> str:
        """What is predicted of somebody, in words: "not come back within 30 days"."""
        within = f"within {plural(self.days, 'day')}"
        return {"not_return": "not come back", "not_buy": "not buy again", "detractor": "answer as a detractor"}[
            self.target
        ] + f" {within}"

    def sentence(self) -> str:
        """The definition in words."""
        named = listed(self.touchpoints, 6, "or")
        what = {
            "not_return": f"Somebody comes back who has any of {named}." if named else "Any event is coming back.",
            "not_buy": f"A purchase is an order ({named}) that is not cancelled.",
            "detractor": "A detractor answers an NPS question with 0 to 6; who does not answer is none.",
        }[self.target]
        return f"{what} {self._there()}"

    def _there(self) -> str:
        within = self.there_within
        if self.target == "not_buy":
            ever = "Counted is everybody who has bought before"
            return f"{ever}." if within is None else f"{ever}, last at most {plural(within, 'day')} ago."
        did = "came back, or first came," if self.target == "not_return" else "did anything"
        return f"Counted is who last {did} at most {plural(within or 0, 'day')} ago."
