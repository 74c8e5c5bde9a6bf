"""Pictures of what to try next, and of whom a test worked for."""

from __future__ import annotations

from math import isfinite, nan
from typing import Any

from touchpath.analysis.next_touchpoints.result import Hypothesis, NextResult
from touchpath.analysis.uplift.result import Treating, UpliftGroup, UpliftLabel, UpliftResult
from touchpath.answers import Answer
from touchpath.answers.next_touchpoints.words import hypothesis_words
from touchpath.answers.uplift.words import TREATING, effect_words, group_name, label_sentence
from touchpath.charts.differences import DifferenceLook, DifferenceRow, differences_alt, differences_chart
from touchpath.charts.drawing import drawing
from touchpath.charts.name_colours import NameColours
from touchpath.charts.pictures.picture import Draw, Picture
from touchpath.charts.qini import qini_alt, qini_chart
from touchpath.journey.words import count, points

_SHORT: dict[str, str] = {
    "more": "worth testing", "less": "less often", "no_difference": "chance", "differed_already": "differed already",
    "no_past": "no past to check",
}  # fmt: skip
_LOOKS: dict[Treating, DifferenceLook] = {"treat": "gain", "leave": "loss", "unclear": "grey", "alike": "grey"}


def next_picture(found: NextResult, colours: NameColours) -> Picture | None:
    """Every touchpoint compared, with the check of its past; None where none was."""
    rows = tuple(_hypothesis(found, one) for one in found.hypotheses if isfinite(one.compared.effect.low))
    if not rows:
        return None
    title = f"Difference from comparable people within {found.asked.days:g} days, in points"
    chart = drawing(differences_chart, rows, title, nan, colours.palette)
    return Picture("hypotheses", "Worth testing", chart, differences_alt(rows, title))


def label_picture(result: UpliftResult, label: UpliftLabel, colours: NameColours) -> Picture | None:
    """The effect in each group of a label beside that over everybody; None where all are hidden."""
    rows = tuple(_group(label, group) for group in label.groups if isfinite(group.effect.low))
    if not rows:
        return None
    title = f"Effect of {result.arm} in points; blue line: over everybody"
    chart = drawing(differences_chart, rows, title, 100 * result.whole.effect.estimate, colours.palette)
    said = f"{label_sentence(label)} {differences_alt(rows, title)}"
    return Picture(f"by {label.by}", f"Effect by {label.by}", chart, said)


def order_picture(result: UpliftResult, colours: NameColours) -> Picture | None:
    """The Qini curve; None where there is none."""
    if result.order is None or not isfinite(result.order.area_gain.low):
        return None
    chart = drawing(qini_chart, result.order, colours.palette)
    return Picture("qini", "What an order gains", chart, qini_alt(result.order))


def _hypothesis(found: NextResult, one: Hypothesis) -> DifferenceRow:
    row = one.compared
    look: DifferenceLook = {"more": "accent", "less": "loss"}.get(row.verdict, "grey")  # type: ignore[assignment]
    effect, past = row.effect, row.past
    label = f"{points(effect.estimate)} · {_SHORT.get(row.verdict, '')}"
    return DifferenceRow(
        row.touchpoint, 100 * effect.estimate, 100 * effect.low, 100 * effect.high, label, look,
        hypothesis_words(found.asked, one, ""), 100 * past.estimate, 100 * past.low, 100 * past.high,
    )  # fmt: skip


def _group(label: UpliftLabel, group: UpliftGroup) -> DifferenceRow:
    effect, name = group.effect, group_name(label.by, group)
    advice = _within(TREATING[group.treating])
    said = f"{name}: {effect_words(effect)}, n = {count(group.people)}; {advice}."
    beside = f"{points(effect.estimate)} · n = {count(group.people)} · {advice}"
    return DifferenceRow(
        name, 100 * effect.estimate, 100 * effect.low, 100 * effect.high, beside, _LOOKS[group.treating], said
    )


def _within(words: str) -> str:
    """Words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def _next(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    picture = next_picture(answer.result, colours)
    return (picture,) if picture else ()


def _uplift(answer: Answer[Any], colours: NameColours) -> tuple[Picture, ...]:
    result: UpliftResult = answer.result
    found = [label_picture(result, label, colours) for label in result.labels]
    return tuple(picture for picture in (*found, order_picture(result, colours)) if picture)


DRAWN: dict[str, Draw] = {"NextTouchpoints": _next, "Uplift": _uplift}
