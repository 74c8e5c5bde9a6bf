"""What earned the conversions: how a conversion's credit is shared among the touches before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any, Literal, TypeVar, get_args

from touchpath.journey.definition import DefinitionError, as_tuple
from touchpath.journey.funnel import SESSION_GAP_SECONDS

CreditTo = Literal["channel", "touchpoint", "campaign"]
Credited = Literal["conversions", "value"]
CostPeriod = Literal["all", "month", "week"]
CreditRule = Literal[
    "equal_split", "first", "last", "last_non_direct", "linear", "position", "j_shaped", "inverse_j", "time_decay",
    "participation", "markov",
]  # fmt: skip
J = TypeVar("J", bound="CreditJourneys")
RULES: tuple[CreditRule, ...] = get_args(CreditRule)
RESAMPLES, LEAST_RESAMPLES, MOST_RESAMPLES = 200, 2, 2_000
USUAL_WEIGHTS: Mapping[CreditRule, tuple[float, float, float]] = {
    "position": (40, 20, 40),
    "j_shaped": (20, 20, 60),
    "inverse_j": (60, 20, 20),
}
"""The shares of the first touch, of those between together, and of the last, in percent."""
_CHOICES = {"to": CreditTo, "counting": Credited}


@dataclass(frozen=True)
class CreditJourneys:
    """Which conversions are credited, to what, and which touches before them are looked at.

    `touchpoints` are those whose events are conversions (none named: the goal of the workspace); one that is marked
    as cancelled is none. `to`: what is credited. `counting`: conversions, or their value (the sum of the lines of an
    order, less refunds under its id). Touches lie at most `lookback_days` (1-90) before the conversion; None: in its
    session. `cut`: not before the person's previous conversion either. A touch is a run of neighbouring events of one
    session with the same credited value, at the time of the first; a conversion ends a run and is no touch, nor are
    touchpoints that only ask, nor, by campaign, events without one. `direct` are the channels that last non-direct
    passes over (none named: the setting). Filters choose conversions, for a person's conversions by their own events:
    dates, channels and conditions test the conversion, personas and groups the person.
    Raises DefinitionError for what cannot be measured.
    """

    touchpoints: tuple[str, ...] = ()
    to: CreditTo = "channel"
    counting: Credited = "conversions"
    lookback_days: float | None = 30
    cut: bool = False
    direct: tuple[str, ...] = ()
    session_gap_seconds: float = SESSION_GAP_SECONDS

    def __post_init__(self) -> None:
        """One name becomes a tuple; then the rules are checked."""
        for name in ("touchpoints", "direct"):
            object.__setattr__(self, name, as_tuple(getattr(self, name)))
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in get_args(choices):
                told = ", ".join(get_args(choices))
                raise DefinitionError(f'"{getattr(self, name)}" is no choice of credit: choose one of {told}.')
        if self.lookback_days is not None and not 1 <= self.lookback_days <= 90:
            raise DefinitionError("Touches are looked for 1 to 90 days before a conversion, or in its session.")
        if not self.session_gap_seconds > 0:
            raise DefinitionError("The pause that ends a session lasts longer than no time.")


@dataclass(frozen=True)
class Attribution(CreditJourneys):
    """What earned the conversions, under each of `rules`: the first is the answer, the others stand beside it.

    `weights` are the shares of the first touch, of those between, and of the last, for the first of the rules that
    shares by place (empty: its usual ones); places that a journey lacks share in proportion. `half_life_days` is that
    of time decay. `order` (1-3): how many touches back a Markov chain remembers. Intervals come from `resamples`
    resamples of people. Raises DefinitionError for what cannot be measured.
    """

    rules: tuple[CreditRule, ...] = ("equal_split", "last")
    weights: tuple[float, ...] = ()
    half_life_days: float = 7
    order: int = 1
    resamples: int = RESAMPLES

    def __post_init__(self) -> None:
        """Rules are known, weights are three."""
        super().__post_init__()
        object.__setattr__(self, "rules", tuple(dict.fromkeys(as_tuple(self.rules))))
        object.__setattr__(self, "weights", tuple(self.weights))
        _require_rules(self.rules)
        if self.weights and not _are_weights(self.weights):
            raise DefinitionError("Three weights share credit by place: first, between and last; none is below 0.")
        if not (isfinite(self.half_life_days) and self.half_life_days > 0):
            raise DefinitionError("The half-life of time decay is longer than no time.")
        if self.order not in (1, 2, 3):
            raise DefinitionError("A Markov chain remembers 1, 2 or 3 touches here.")
        if not LEAST_RESAMPLES <= self.resamples <= MOST_RESAMPLES:
            raise DefinitionError(f"Take {LEAST_RESAMPLES} to {MOST_RESAMPLES:,} resamples.")

    @property
    def rule(self) -> CreditRule:
        """The rule that answers."""
        return self.rules[0]

    def weights_of(self, rule: CreditRule) -> tuple[float, float, float]:
        """The shares of first, between and last of a rule by place; they add up to 1."""
        own = next((name for name in self.rules if name in USUAL_WEIGHTS), None)
        given = self.weights if self.weights and rule == own else USUAL_WEIGHTS[rule]
        total = sum(given)
        return (given[0] / total, given[1] / total, given[2] / total)


@dataclass(frozen=True)
class CreditRanks(CreditJourneys):
    """Do the rules agree? The rank of everything credited under every rule, and under several lookbacks.

    `rule` is the one under which lookbacks (the session, 7, 30 and 90 days) are compared.
    """

    rule: CreditRule = "equal_split"

    def __post_init__(self) -> None:
        """The rule is known."""
        super().__post_init__()
        _require_rules((self.rule,))


@dataclass(frozen=True)
class CostTable(CreditJourneys):
    """What a new purchaser cost and what spend brought back, by channel or campaign, under one rule.

    `touchpoints` are the purchases (none named: the purchase of the workspace). Spend is set against the credit of
    the conversions of the same days: those that costs and events both cover. `period`: all of them, or each month or
    week by itself. The channel filter chooses what is shown; spend is known by day, channel and campaign, so filters
    on people and properties are refused.
    """

    rule: CreditRule = "equal_split"
    period: CostPeriod = "all"

    def __post_init__(self) -> None:
        """Spend has channels and campaigns."""
        super().__post_init__()
        _require_rules((self.rule,))
        if self.to == "touchpoint":
            raise DefinitionError("Spend is known by channel and campaign, not by touchpoint.")
        if self.period not in get_args(CostPeriod):
            raise DefinitionError(f'Costs are shown for all days, by month or by week, not by "{self.period}".')


def _require_rules(rules: tuple[str, ...]) -> None:
    unknown = [rule for rule in rules if rule not in RULES]
    if unknown or not rules:
        named = ", ".join(unknown) or "none"
        raise DefinitionError(
            f"Credit is shared by a rule that is known, not by {named}: choose of {', '.join(RULES)}."
        )


def _are_weights(weights: tuple[float, ...]) -> bool:
    return len(weights) == 3 and all(isfinite(part) and part >= 0 for part in weights) and sum(weights) > 0


@dataclass(frozen=True)
class JourneysBehind(CreditJourneys):
    """The journeys that a credit rests on: those with `name` in them (None: all), the `most` commonest."""

    name: str | None = None
    most: int = 20

    def __post_init__(self) -> None:
        """A list has a row."""
        super().__post_init__()
        if self.most < 1:
            raise DefinitionError("A list of journeys has at least one row.")


@dataclass(frozen=True)
class CreditTest(CreditJourneys):
    """What a test of `name` could show: half of the people who would meet it in four weeks do not.

    A person converts where a conversion follows the first meeting within the lookback (30 days for the session).
    """

    name: str = ""

    def __post_init__(self) -> None:
        """Something is tested."""
        super().__post_init__()
        if not self.name:
            raise DefinitionError(f"Say which {self.to} a test would take away.")

    @property
    def horizon_days(self) -> float:
        """Within how many days a conversion counts."""
        return 30 if self.lookback_days is None else self.lookback_days


def same_journeys(kind: type[J], asked: CreditJourneys, **more: Any) -> J:
    """Another question about the same conversions and touches."""
    return kind(**{**{field.name: getattr(asked, field.name) for field in fields(CreditJourneys)}, **more})
