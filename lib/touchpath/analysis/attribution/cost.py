"""What spend bought: credit and costs of the same days, by channel or campaign and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from touchpath.analysis.attribution.asked import settled
from touchpath.analysis.attribution.blocks import BlockCredit, block_credit, few_at_once
from touchpath.analysis.attribution.chains import ChainSums, chain_shares
from touchpath.analysis.attribution.names import CreditNames
from touchpath.analysis.attribution.reading import CreditLog
from touchpath.analysis.attribution.result import CostResult, CostRow, CreditKind
from touchpath.analysis.attribution.rules import weights
from touchpath.analysis.attribution.sums import Floats, Integers, PeopleUnits, Z, added
from touchpath.analysis.currencies import no_sum
from touchpath.analysis.measures.figure import places
from touchpath.engine.base import Reader
from touchpath.journey.attribution import RESAMPLES, Attribution, CostTable, same_journeys
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.trends import Bucket, buckets
from touchpath.journey.words import listed

_SPEND = "ask/attribution/spend"


@dataclass(frozen=True)
class Spend:
    """Spend by day, channel and campaign; `mixed` says why it has no sum (several currencies)."""

    rows: pd.DataFrame
    mixed: str

    def days(self, calendar: Calendar, filters: Filters) -> tuple[date, date] | None:
        """The first and last day that costs and events both cover, within the dates of the filters."""
        if self.rows.empty or calendar.first_day is None or calendar.last_day is None:
            return None
        first = max(filter(None, (self.rows["day"].min(), calendar.first_day, filters.date_from)))
        last = min(filter(None, (self.rows["day"].max(), calendar.last_day, filters.date_to)))
        return (first, last) if first <= last else None

    def within(self, first: date, last: date) -> pd.DataFrame:
        """The rows of some days."""
        return self.rows[(self.rows["day"] >= first) & (self.rows["day"] <= last)]


def read_spend(engine: Reader, filters: Filters) -> Spend:
    """All spend on the channels of the filters.

    Raises DefinitionError for filters that spend does not know: it has days, channels and campaigns, no people.
    """
    if filters.personas or filters.group or filters.where:
        raise DefinitionError(
            "Spend is known by day, channel and campaign, not by person: take away the filters on personas, groups "
            "and properties."
        )
    rows = engine.frame(_SPEND)
    for name in ("channel", "campaign"):
        rows[name] = rows[name].astype(object).where(rows[name].notna(), None)
    rows["day"] = pd.to_datetime(rows["day"]).dt.date
    if filters.channels:
        rows = rows[np.array([name in filters.channels for name in rows["channel"]], bool)]
    named = sorted(rows["currency"].dropna().unique())
    mixed = f"The costs are in {listed(named)}: they cannot be added." if len(named) > 1 else ""
    return Spend(rows, mixed)


def measure_cost(engine: Reader, asked: CostTable, filters: Filters = NO_FILTERS) -> CostResult:
    """Spend against credit; raises DefinitionError without a purchase, and for filters on people."""
    asked = settled(engine, asked, "purchase")
    spend = read_spend(engine, filters)
    days = spend.days(engine.calendar, filters)
    if days is None or spend.mixed:
        return CostResult(asked, 0, 0, 0.0, None, None, (), known=not spend.rows.empty, mixed=spend.mixed)
    covered = Filters(*days)
    stretches: tuple[Bucket, ...] = ()
    if asked.period != "all":
        stretches = buckets(engine.calendar, covered, asked.period)
    credited = _Credited.of(engine, asked, covered, stretches)
    inside = spend.within(*days)
    no_value = no_sum(engine, asked.touchpoints, covered)
    rows = _rows(asked, credited, inside, stretches, filters)
    if no_value:
        rows = tuple(replace(row, value=nan, value_low=nan, value_high=nan) for row in rows)
    return CostResult(
        asked, credited.buyers, credited.purchasers, nan if no_value else credited.value, *days, rows,
        float(inside["spend"].sum()), float(spend.rows["spend"].sum() - inside["spend"].sum()), no_value=no_value,
    )  # fmt: skip


@dataclass
class _Credited:
    """New purchasers and value by place and period (last: all together), with errors, and the people behind."""

    names: CreditNames
    totals: Floats
    errors: Floats
    people: Integers
    buyers: int
    purchasers: int
    value: float

    @classmethod
    def of(cls, engine: Reader, asked: CostTable, covered: Filters, stretches: Sequence[Bucket]) -> _Credited:
        """The credit of the conversions of the days covered."""
        question = same_journeys(Attribution, asked, rules=(asked.rule,))
        log = CreditLog(engine, question, covered)
        blocks, names, units = log.ready(), CreditNames.among(log), PeopleUnits.among(log.people)
        periods = max(len(stretches), 1)
        shape = (2, units.count, names.size, periods)
        sums, people = np.zeros(shape), np.zeros((names.size, periods + 1), dtype=np.int64)
        buyers = np.zeros(2, dtype=np.int64)
        chain = ChainSums.nothing(names, units, question.order)

        def of_block(number: int) -> tuple[Any, ...]:
            block = block_credit(log, names, units, number)
            when = places(block.journeys.moment + log.arrays.space.origin, tuple(stretches)) if stretches else None
            first = log.first_ever(number)
            walked = chain.of_block(log, block, number, question) if asked.rule == "markov" else None
            return *_sums(block, question, first, when, shape), walked

        for found, behind, counted, walked in few_at_once(of_block, blocks):
            sums, people, buyers = sums + found, people + behind, buyers + counted
            if walked is not None:
                chain.add(walked)
        draws = units.draws(RESAMPLES)
        totals, drawn = sums.sum(axis=1), np.einsum("du,kunp->kdnp", draws, sums, optimize=True)
        if asked.rule == "markov":
            shares, drawn_shares = chain_shares(chain, draws)
            totals = _shared(totals, shares)
            drawn = np.stack([_shared(drawn[:, draw], drawn_shares[draw]) for draw in range(len(draws))], axis=1)
        totals, drawn = (
            np.concatenate([part, part.sum(axis=-1, keepdims=True)], axis=-1) for part in (totals, drawn)
        )
        value = float(sums[1].sum()) if asked.rule != "participation" else float(buyers[1])
        return cls(names, totals, Z * drawn.std(axis=1, ddof=1), people, int(buyers[0]), int(buyers[1]), value)


def _shared(totals: Floats, shares: Floats) -> Floats:
    """What touches have together in each period, by the shares of a chain; what has no touch stays."""
    touched = totals[:, :-1].sum(axis=1, keepdims=True)
    return np.concatenate([touched * shares[:, None], totals[:, -1:]], axis=1)


def _sums(
    block: BlockCredit, asked: Attribution, first: NDArray[np.bool_], when: Integers | None, shape: tuple[int, ...]
) -> tuple[Floats, Integers, Integers]:
    """New purchasers and value by unit, place and period of a block; the people behind; buyers and new ones."""
    _, units, size, periods = shape
    period = np.zeros(len(first), dtype=np.int64) if when is None else when
    rule = "linear" if asked.rule == "markov" else asked.rule
    given, journey = weights(rule, asked, block.shared), block.touches.journey
    inner = (block.unit[journey] * size + block.place) * periods + period[journey]
    empty = np.flatnonzero(~block.touched)
    outer = (block.unit[empty] * size + size - 1) * periods + period[empty]
    sums = np.zeros(shape)
    for place, amounts in enumerate((first.astype(np.float64), block.worth)):
        made = added(inner, given * amounts[journey], units * size * periods)
        made += added(outer, amounts[empty], units * size * periods)
        sums[place] = made.reshape(shape[1:])
    person = block.journeys.person
    seen = np.zeros((int(person.max(initial=-1)) + 1, size, periods), dtype=bool)
    got = given > 0
    seen[person[journey[got]], block.place[got], period[journey[got]]] = True
    seen[person[empty], size - 1, period[empty]] = True
    behind = np.column_stack([seen.sum(axis=0, dtype=np.int64), seen.any(axis=2).sum(axis=0, dtype=np.int64)])
    return sums, behind, np.array([len(np.unique(person)), int(first.sum())])


def _rows(
    asked: CostTable, credited: _Credited, spend: pd.DataFrame, stretches: Sequence[Bucket], filters: Filters
) -> tuple[CostRow, ...]:
    """A row for every name and period with spend or credit, most spend first."""
    periods = [part.start for part in stretches]
    starts: list[date | None] = [*periods, None]
    by_name = _spend_by(asked, spend, [])
    if periods:
        by_name |= _spend_by(asked, spend, periods)
    labels = list(credited.names.labels)
    labels += [key for key in dict.fromkeys(part[0] for part in by_name) if key not in labels]
    shown = [key for key in labels if not filters.channels or asked.to != "channel" or key[0] in filters.channels]
    rows = [
        _row(credited, key, place, start, by_name)
        for key in shown
        for place, start in enumerate(starts, -len(starts))
    ]
    kept = [row for row in rows if row.spend > 0 or row.people]
    order = {key: max(by_name.get((key, None), 0.0), 0.0) for key in shown}
    return tuple(sorted(kept, key=lambda row: (row.kind != "value", -order[row.name, row.kind], row.name or "",
                                               row.start or date.min)))  # fmt: skip


def _row(
    credited: _Credited, key: tuple[str | None, CreditKind], period: int, start: date | None,
    spend: dict[tuple[tuple[str | None, CreditKind], date | None], float],
) -> CostRow:  # fmt: skip
    own = spend.get((key, start), nan)
    if key not in credited.names.labels:
        return CostRow(key[0], key[1], start, own, 0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    place = credited.names.labels.index(key)
    totals, errors = credited.totals[:, place, period], credited.errors[:, place, period]
    ends = [(float(t), float(max(t - e, 0.0)) if t >= 0 else float(t - e), float(t + e))
            for t, e in zip(totals, errors, strict=True)]  # fmt: skip
    return CostRow(key[0], key[1], start, own, int(credited.people[place, period]), *ends[0], *ends[1])


def _spend_by(
    asked: CostTable, spend: pd.DataFrame, starts: Sequence[date]
) -> dict[tuple[tuple[str | None, CreditKind], date | None], float]:
    """Spend by name and first day of the period."""
    found: dict[tuple[tuple[str | None, CreditKind], date | None], float] = {}
    for day, name, amount in zip(spend["day"], spend[asked.to], spend["spend"], strict=True):
        kind: CreditKind = "missing" if name is None else "value"
        start = starts[int(np.searchsorted(starts, day, side="right")) - 1] if starts else None  # type: ignore[call-overload]
        found[(name, kind), start] = found.get(((name, kind), start), 0.0) + float(amount)
    return found
