"""Answers about whom a randomised test worked for: does the effect differ, how large is it where, whom to treat."""

from __future__ import annotations

import json
from math import isnan
from typing import Any

import pandas as pd

from touchpath.analysis import uplift as measuring
from touchpath.analysis.uplift.order import FOLDS
from touchpath.analysis.uplift.result import UpliftGroup, UpliftLabel, UpliftOrder, UpliftResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.uplift.words import TREATING, effect_words, group_name, order_sentence, sentence
from touchpath.journey.uplift import Uplift, uplift_from, uplift_to_plain
from touchpath.journey.words import count, interval, listed, points, rate

_GROUP_COLUMNS = (
    "label", "group", "treating", "control", "control_rate", "treated", "treated_rate", "effect", "low", "high",
    "against_rest", "against_rest_low", "against_rest_high", "adjusted_p",
)  # fmt: skip
_ORDER_COLUMNS = ("share_treated", "by_expected_effect", "low", "high", "by_outcome", "by_lot")
_SHOWN_SHARES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


def tell(asked: Uplift, result: UpliftResult, place: Place) -> Told:
    """Everything that is said of whom it worked for."""
    order = result.order
    tables = [_interactions(result), _groups(result), *([_order(order)] if order else [])]
    alone = (f"Everybody is alike in {listed(result.alone)}: nothing to tell apart there.",) if result.alone else ()
    return Told(
        title="For whom did it work?",
        sentence=sentence(result),
        definition=_definition(asked, result),
        denominator=f"people assigned to {result.arm} or {result.control} whose outcome is known",
        n=result.whole.people,
        tables=tuple(tables),
        notes=(
            *((order_sentence(order),) if order else ()),
            "Groups must have been known before people were assigned: what came after may itself be moved by "
            "the test.",
            *alone,
        ),
        statement=_statement(asked, place),
    )


def _definition(asked: Uplift, result: UpliftResult) -> str:
    worth = f", against {points(asked.worth).lstrip('+')}, the smallest effect worth having" if asked.worth else ""
    return (
        f"{asked.change.outcome.sentence()} The effect is the share in {result.arm} minus that in {result.control}, "
        "with Newcombe's range. Whether it differs between the groups of a label must show on both scales, points "
        "(Cochran's Q) and odds (Breslow-Day-Tarone); the larger p-value counts, corrected over the labels (Holm). "
        "Only where it differs are groups told apart: treat, or do not treat, where the effect in the group is clear "
        f"after correcting over its groups (Holm){worth}. The Qini curve: people are taken in the order of "
        f"their expected effect, by a linear model of all labels made on the other {FOLDS - 1} of {FOLDS} "
        f"random parts "
        "of people, and each point is what treating these and no others gains (Radcliffe 2007); beside it "
        "the order by "
        "expected outcome, and drawing by lot. Ranges by a bootstrap over people, the order held fixed."
    )


def _statement(asked: Uplift, place: Place) -> Statement | None:
    by = asked.change.assignment.by if asked.change.assignment else "file"
    names = {"file": "ask/change/assigned_in_file", "person": "ask/change/attribute"}
    return Statement(names.get(by, "ask/change/first_property"), place.filters)


def _interactions(result: UpliftResult) -> Table:
    rows = pd.DataFrame(
        [(label.by, label.differs, label.p_points, label.p_odds, label.adjusted_p) for label in result.labels],
        columns=["label", "differs", "p_points", "p_odds", "adjusted_p"],
    )
    readable = pd.DataFrame(
        [
            {
                "By": label.by,
                "Does the effect differ?": _differs(label),
                "In points": p_words(label.p_points),
                "In odds": p_words(label.p_odds),
                "Corrected": p_words(label.adjusted_p),
            }
            for label in result.labels
        ]
    )
    return Table("uplift-interactions", rows, readable)


def _differs(label: UpliftLabel) -> str:
    return "Not tested" if isnan(label.adjusted_p) else "Yes" if label.differs else "Not detected"


def _groups(result: UpliftResult) -> Table:
    pairs = [("everybody", result.whole), *((label.by, group) for label in result.labels for group in label.groups)]
    rows = pd.DataFrame([_row(by, group) for by, group in pairs], columns=list(_GROUP_COLUMNS))
    return Table("uplift-groups", rows, pd.DataFrame([_readable(by, group, result) for by, group in pairs]))


def _row(by: str, group: UpliftGroup) -> list[object]:
    effect, rest = group.effect, group.against_rest
    return [
        by, group_name(by, group), group.treating, group.control, group.control_rate, group.treated,
        group.treated_rate, effect.estimate, effect.low, effect.high, rest.estimate, rest.low, rest.high,
        group.adjusted_p,
    ]  # fmt: skip


def _readable(by: str, group: UpliftGroup, result: UpliftResult) -> dict[str, str]:
    whole = group.kind == "everybody"
    known = not isnan(group.effect.low)
    return {
        "By": "–" if whole else by,
        "Group": group_name(by, group),
        "Treat?": TREATING[group.treating] if known else "Too few to show",
        "Effect": effect_words(group.effect) if known else "–",
        f"In {result.arm}": f"{rate(group.treated_rate)} of {count(group.treated)}",
        f"In {result.control}": f"{rate(group.control_rate)} of {count(group.control)}",
        "Against the rest": "–" if whole or isnan(group.against_rest.low) else effect_words(group.against_rest),
        "Corrected p": p_words(group.adjusted_p),
    }


def _order(order: UpliftOrder) -> Table:
    rows = pd.DataFrame(
        [
            (share, gain, low, high, outcome, share * order.everybody)
            for share, gain, (low, high), outcome in zip(
                order.shares, order.by_gain, order.gain_ranges, order.by_outcome, strict=True
            )
        ],
        columns=list(_ORDER_COLUMNS),
    )
    shown = rows[rows["share_treated"].isin(_SHOWN_SHARES)]
    readable = pd.DataFrame(
        {
            "Treated": shown["share_treated"].map(rate),
            "Largest expected effect first": [
                f"{points(gain)} (range {interval(_bare(low), _bare(high))})"
                for share, gain, (low, high) in zip(order.shares, order.by_gain, order.gain_ranges, strict=True)
                if share in _SHOWN_SHARES
            ],
            "Likeliest first": shown["by_outcome"].map(points),
            "By lot": shown["by_lot"].map(points),
        }
    )
    return Table("uplift-order", rows, readable)


def _bare(value: float) -> str:
    return points(value).removesuffix(" points")


def _parameters(asked: Uplift) -> list[tuple[str, str]]:
    text = json.dumps(uplift_to_plain(asked), separators=(",", ":"), ensure_ascii=False)
    return [("uplift", text), ("foresight_view", "For whom it worked")]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("uplift", Uplift, uplift_from, measuring.measure, tell, "foresight", _parameters, write=uplift_to_plain),
)
"""The question of whom a test worked for."""
