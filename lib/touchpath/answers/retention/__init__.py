"""Answers about coming back: retention, churn, repeat purchase, lifecycle, stickiness."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from touchpath.answers.kinds import Kind
from touchpath.answers.retention import churn, cohorts, lifecycle, repeat, stickiness
from touchpath.journey.churn import Churn, RepeatPurchase, churn_from, repeat_purchase_from
from touchpath.journey.definition import to_plain
from touchpath.journey.lifecycle import Lifecycle, lifecycle_from
from touchpath.journey.retention import Retention, retention_from
from touchpath.journey.retention_views import RetentionOverCohorts, RetentionValues, view_from
from touchpath.journey.stickiness import Stickiness, stickiness_from

_PAGE = "retention"
RetentionParameters = list[tuple[str, str]]


def _retention(tab: str, asked: Any) -> RetentionParameters:
    retention = asked if isinstance(asked, Retention) else asked.retention
    return [("retention", _text(retention)), *_tab(tab)]


def _churn(asked: Churn) -> RetentionParameters:
    start: Any = asked.start
    shown = Retention(start, asked.target, "first_ever", breakdown=asked.breakdown, channel_of=asked.channel_of)
    return [("retention", _text(shown)), *_tab("Churn"), ("churn_days", f"{asked.days:g} days")]


def _repeat(asked: RepeatPurchase) -> RetentionParameters:
    shown = Retention(None, None, "first_ever", breakdown=asked.breakdown, channel_of=asked.channel_of)
    target: Any = asked.target
    bought = [("repeat_purchase", name) for name in target.touchpoints or ()]
    return [("retention", _text(shown)), *_tab("Repeat purchase"), *bought]


def _lifecycle(asked: Lifecycle) -> RetentionParameters:
    return [("retention", _text(Retention(None, asked.target, period=asked.period))), *_tab("Lifecycle")]


def _stickiness(asked: Stickiness) -> RetentionParameters:
    return [("retention", _text(Retention(None, asked.target, period=asked.period))), *_tab("Stickiness")]


def _text(retention: Retention) -> str:
    return json.dumps(to_plain(retention), separators=(",", ":"), ensure_ascii=False)


def _tab(name: str) -> RetentionParameters:
    return [("retention_view", name)] if name else []


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("retention", Retention, retention_from, cohorts.measure, cohorts.tell, _PAGE, partial(_retention, "")),
    Kind(
        "retention_values", RetentionValues, partial(view_from, RetentionValues), cohorts.measure_values,
        cohorts.tell_values, _PAGE, partial(_retention, ""),
    ),
    Kind(
        "retention_over_cohorts", RetentionOverCohorts, partial(view_from, RetentionOverCohorts),
        cohorts.measure_column, cohorts.tell_column, _PAGE, partial(_retention, "Over time"),
        derive=cohorts.over_cohorts,
    ),
    Kind("churn", Churn, churn_from, churn.measure, churn.tell, _PAGE, _churn, derive=churn.summary),
    Kind("repeat_purchase", RepeatPurchase, repeat_purchase_from, repeat.measure, repeat.tell, _PAGE, _repeat),
    Kind("lifecycle", Lifecycle, lifecycle_from, lifecycle.measure, lifecycle.tell, _PAGE, _lifecycle),
    Kind("stickiness", Stickiness, stickiness_from, stickiness.measure, stickiness.tell, _PAGE, _stickiness),
)  # fmt: skip
"""Every question about coming back."""
