"""Pictures of what customers are worth: by age, by group, how uneven it is, and the test of the prediction."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from touchpath.analysis.lifetime.ahead import AheadResult
from touchpath.analysis.lifetime.expected import ExpectedGroup
from touchpath.analysis.lifetime.history import LifetimeResult, ValuedGroup
from touchpath.answers import Answer
from touchpath.answers.few import FEW
from touchpath.answers.groups import HasGroup
from touchpath.answers.lifetime.words import ORDERED, amount, names_of
from touchpath.charts.drawing import drawing
from touchpath.charts.lifetime.by_age import by_age_alt, by_age_chart, shades
from touchpath.charts.lifetime.spread import spread_alt, spread_chart
from touchpath.charts.lifetime.tested import tested_alt, tested_chart
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.journey.lifetime_value import ValueSplit
from touchpath.journey.words import count, decimal, money

BY_AGE, GROUPS, SPREAD, TESTED, EXPECTED = "by_age", "groups", "spread", "tested", "expected"


def so_far(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """The curves by age, then each group beside all, then who makes most of the revenue."""
    found: LifetimeResult = answer.result
    if not found.whole.people or not found.valued:
        return ()
    drawn = [
        _by_age(found, answer.currency, colours),
        _groups(found, answer.currency, colours),
        _spread(found, colours),
    ]
    return tuple(part for part in drawn if part is not None)


def ahead(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    """Expected beside actual purchases, then what the groups are expected to bring."""
    found: AheadResult = answer.result
    test, drawn = found.held_out, []
    if test is not None and any(isfinite(part.predicted) for part in test.tenths):
        chart = drawing(tested_chart, test.tenths, colours.palette)
        drawn.append(Picture(TESTED, "Expected and actual", chart, tested_alt(test.tenths)))
    expected = _expected(found, answer.currency, colours)
    return (*drawn, expected) if expected else tuple(drawn)


def _by_age(found: LifetimeResult, currency: str, colours: NameColours) -> Picture:
    parts: Sequence[ValuedGroup] = [part for part in found.groups if part.people >= FEW] or (found.whole,)
    if found.groups and parts[0] is not found.whole:
        named = dict(zip(map(id, found.groups), names_of(found.groups, found.asked.split), strict=True))
        names = [named[id(part)] for part in parts]
        lines = split_colours(parts, found.asked.split, colours)
    else:
        names, lines = ["All"], [colours.palette.accent]
    curves = [part.points for part in parts]
    chart = drawing(by_age_chart, curves, names, lines, currency, colours.palette)
    return Picture(BY_AGE, "By age", chart, by_age_alt(curves, names, currency))


def split_colours(groups: Sequence[HasGroup], split: ValueSplit, colours: NameColours) -> list[str]:
    """A persona or channel keeps its colour; cohorts go from pale to strong."""
    if split in ORDERED:
        return shades(colours.palette, len(groups))
    kind = "persona" if split == "persona" else "channel"
    return colours.of(kind, [part.values[0] if part.kind == "value" else None for part in groups])


def _groups(found: LifetimeResult, currency: str, colours: NameColours) -> Picture | None:
    """Each group's value so far, beside that of all."""
    rows = tuple(
        _row(part, name, currency)
        for part, name in zip(found.groups, names_of(found.groups, found.asked.split), strict=True)
        if isfinite(part.value)
    )
    if not rows:
        return None
    title = f"Value per customer ({currency}), with 95 % interval; dashed: all"
    chart = drawing(scores_chart, rows, found.whole.value, title, False, colours.palette)
    return Picture(GROUPS, "By group", chart, scores_alt(rows, money(found.whole.value, currency)))


def _row(part: ValuedGroup, name: str, currency: str) -> ScoreRow:
    look = "few" if part.people < FEW else "plain"
    worth = amount((part.value, part.low, part.high), currency)
    said = f"{name}: {worth}, n = {count(part.people)}."
    return ScoreRow(
        name, part.value, part.low, part.high, f"{money(part.value, currency)} · n = {count(part.people)}", look, said
    )


def _spread(found: LifetimeResult, colours: NameColours) -> Picture | None:
    points = found.uneven
    if not any(isfinite(point.people) for point in points):
        return None
    return Picture(
        SPREAD, "Who brings the revenue", drawing(spread_chart, points, colours.palette), spread_alt(points)
    )


def _expected(found: AheadResult, currency: str, colours: NameColours) -> Picture | None:
    whole = found.whole
    if whole is None or not found.groups:
        return None
    valued = isfinite(whole.value)
    names = names_of(found.groups, found.asked.split)
    rows = tuple(
        _expected_row(part, name, valued, currency)
        for part, name in zip(found.groups, names, strict=True)
        if isfinite(part.purchases)
    )
    if not rows:
        return None
    unit = f"Value per customer ({currency})" if valued else "Days with purchases per customer"
    middle = whole.value if valued else whole.purchases
    title = f"{unit}, with 95 % interval; dashed: all"
    chart = drawing(scores_chart, rows, middle, title, False, colours.palette)
    said = scores_alt(rows, money(middle, currency) if valued else decimal(middle, 2))
    return Picture(EXPECTED, "Expected by group", chart, said)


def _expected_row(part: ExpectedGroup, name: str, valued: bool, currency: str) -> ScoreRow:
    if valued:
        value, low, high = part.value, part.value_low, part.value_high
        written, ends = money(value, currency), amount((value, low, high), currency)
    else:
        value, low, high = part.purchases, part.purchases_low, part.purchases_high
        written, ends = decimal(value, 2), f"{decimal(low, 2)} to {decimal(high, 2)}"
    look = "few" if part.people < FEW else "plain"
    said = f"{name}: {ends}, n = {count(part.people)}."
    return ScoreRow(name, value, low, high, f"{written} · n = {count(part.people)}", look, said)


DRAWN: dict[str, Draw] = {"LifetimeValue": so_far, "ValueAhead": ahead}
