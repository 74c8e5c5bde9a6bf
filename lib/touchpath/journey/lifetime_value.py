"""What may be asked about what customers are worth: so far, ahead, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from touchpath.journey.definition import DefinitionError, Plain, as_tuple, to_plain
from touchpath.journey.retention import Retention
from touchpath.journey.words import listed

ValueSplit = Literal["none", "persona", "first_channel", "cohort"]
VALUE_SPLITS: tuple[ValueSplit, ...] = ("none", "persona", "first_channel", "cohort")
ValuedAs = Literal["top", "at_risk"]
VALUED_AS: tuple[ValuedAs, ...] = ("top", "at_risk")
MOST_AHEAD_DAYS = 1_100
_MOST_LISTED = 100_000


@dataclass(frozen=True)
class LifetimeValue:
    """What customers brought so far: those whose first purchase ever lies in the dates, by their age.

    `target`: the touchpoint(s) that are a purchase. `split` sets groups side by side: personas, channels of the first
    event ever, or cohorts by the period of the first purchase. A channel filter selects by the first purchase.
    """

    target: tuple[str, ...]
    split: ValueSplit = "none"
    most_groups: int = 12

    def __post_init__(self) -> None:
        """One name becomes a tuple; then the rules are checked."""
        object.__setattr__(self, "target", as_tuple(self.target))
        require_purchase(self.target, self.split)
        if self.most_groups < 1:
            raise DefinitionError("Customers are shown for at least one group.")

    @property
    def entries(self) -> Retention:
        """Who is counted: the first purchase ever of each person."""
        return first_purchases(self.target)


@dataclass(frozen=True)
class ValueAhead:
    """What customers will bring in the next `ahead_days` (None: as long as it was tested, at most a year).

    The model is fitted to purchases up to `calibrated_until` (None: half-way through) and judged by those after it;
    only if it is accepted is it fitted to all and shown. `target` and `split` as in LifetimeValue.
    """

    target: tuple[str, ...]
    split: ValueSplit = "none"
    calibrated_until: date | None = None
    ahead_days: int | None = None
    most_groups: int = 12

    def __post_init__(self) -> None:
        """One name and a day as text become what they mean; then the rules are checked."""
        object.__setattr__(self, "target", as_tuple(self.target))
        object.__setattr__(self, "calibrated_until", as_day(self.calibrated_until))
        require_purchase(self.target, self.split)
        require_ahead(self.ahead_days)
        if self.most_groups < 1:
            raise DefinitionError("Customers are shown for at least one group.")

    @property
    def entries(self) -> Retention:
        """Who is counted: the first purchase ever of each person."""
        return first_purchases(self.target)


@dataclass(frozen=True)
class ValuedCustomers:
    """Which customers to look after: at most `most` of those who will bring most ("top"), or of good ones that may be
    lost ("at_risk"). The other parts are those of ValueAhead.
    """

    target: tuple[str, ...]
    who: ValuedAs = "top"
    most: int = 100
    calibrated_until: date | None = None
    ahead_days: int | None = None

    def __post_init__(self) -> None:
        """One name and a day as text become what they mean; then the rules are checked."""
        object.__setattr__(self, "target", as_tuple(self.target))
        object.__setattr__(self, "calibrated_until", as_day(self.calibrated_until))
        require_purchase(self.target, "none")
        require_ahead(self.ahead_days)
        if self.who not in VALUED_AS:
            raise DefinitionError(f'There is no list of "{self.who}": choose one of {", ".join(VALUED_AS)}.')
        if not 1 <= self.most <= _MOST_LISTED:
            raise DefinitionError(f"A list of customers has 1 to {_MOST_LISTED:,} of them.")

    @property
    def ahead(self) -> ValueAhead:
        """The prediction that the list may rest on."""
        return ValueAhead(self.target, "none", self.calibrated_until, self.ahead_days)


@dataclass(frozen=True)
class ValueForCost:
    """What customers brought against what it cost to win them, by the channel of their first event ever.

    The customers are those whose first purchase ever lies in the days that costs and events both cover. What they are
    expected to bring is added where a prediction passes its test; its parts are those of ValueAhead.
    """

    target: tuple[str, ...]
    calibrated_until: date | None = None
    ahead_days: int | None = None
    most_groups: int = 12

    def __post_init__(self) -> None:
        """One name and a day as text become what they mean; then the rules are checked."""
        object.__setattr__(self, "target", as_tuple(self.target))
        object.__setattr__(self, "calibrated_until", as_day(self.calibrated_until))
        require_purchase(self.target, "none")
        require_ahead(self.ahead_days)
        if self.most_groups < 1:
            raise DefinitionError("Customers are shown for at least one channel.")

    @property
    def ahead(self) -> ValueAhead:
        """The prediction that is added where it passes its test."""
        return ValueAhead(self.target, "none", self.calibrated_until, self.ahead_days)


def first_purchases(target: tuple[str, ...]) -> Retention:
    """The first purchase ever of each person, as the entry into being a customer."""
    return Retention(target, target, "first_ever")


def purchase_words(target: tuple[str, ...]) -> str:
    """What counts as a purchase, in words."""
    return (
        f"A purchase is an order ({listed(target, 6, 'or')}) that is not cancelled; events with one order id are "
        "one. Its value is the sum of its lines, less refunds under its order id, at the time of the order."
    )


def ahead_to_plain(asked: ValueAhead | ValuedCustomers | ValueForCost) -> Plain:
    """A question that may hold a day, as a plain dict of JSON values."""
    plain: Plain = to_plain(asked)
    if asked.calibrated_until is not None:
        plain["calibrated_until"] = asked.calibrated_until.isoformat()
    return plain


def require_purchase(target: tuple[str, ...], split: str) -> None:
    """Refuse customers of nothing, and groups there are not."""
    if not target or not all(isinstance(name, str) and name for name in target):
        raise DefinitionError("Choose the touchpoints that are a purchase.")
    if split not in VALUE_SPLITS:
        raise DefinitionError(f'Customers cannot be split by "{split}": choose one of {", ".join(VALUE_SPLITS)}.')


def require_ahead(days: int | None) -> None:
    """Refuse a time ahead that is none, or too long to be foreseen."""
    if days is not None and not 1 <= days <= MOST_AHEAD_DAYS:
        raise DefinitionError(f"Look ahead at least one day and at most {MOST_AHEAD_DAYS:,}.")


def as_day(given: Any) -> date | None:
    """A day, also from text (2025-03-31); raises DefinitionError for what is none."""
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise DefinitionError(f'"{given}" is no day: write it like 2025-03-31.') from error
