"""Answers about changes: the verdict, what it rests on, and how it was judged."""

from __future__ import annotations

import json
from math import isnan
from typing import Any

import numpy as np

from touchpath.analysis.change import measure
from touchpath.analysis.change import pretended as measuring
from touchpath.analysis.change.result import ChangeResult, Verdict
from touchpath.analysis.change.why import TITLES
from touchpath.answers.answer import Statement, Told
from touchpath.answers.change import pretended, rereading
from touchpath.answers.change.tables import tables
from touchpath.answers.kinds import Kind, Place
from touchpath.journey.change import Change, change_from, change_to_plain
from touchpath.journey.pretended import PretendedChanges, pretended_from, pretended_to_plain

_DENOMINATORS = {
    "randomised": "everybody assigned to an arm whose days have all passed",
    "same_people": "people who had entered a full period before the change",
    "clusters": "regions, stores or teams with people on both sides",
}
_BY_WEEK = "people by their week of entry, only those whose days have all passed"
_PLACED = " Answers are placed as on the page of scores"
_WEIGHED = f"{_PLACED}, and count with the weights of their file."
_UNWEIGHED = {
    "randomised": f"{_PLACED}. Weights of a file are not used: people were assigned.",
    "clusters": f"{_PLACED}. Weights of a file are not used: each region, store or team counts as one.",
}
_WORRIES = ("red", "amber")


def tell(change: Change, result: ChangeResult, place: Place) -> Told:
    """Everything that is said of a change."""
    survey = change.outcome.is_survey
    worries = [gate.sentence for gate in result.gates if gate.light in _WORRIES]
    return Told(
        title="Did the change do it?",
        sentence=result.sentence,
        definition=f"{change.outcome.sentence()} {TITLES[result.design]}: {result.found.estimate.method}."
        f"{_UNWEIGHED.get(result.design, _WEIGHED) if survey else ''}",
        denominator=_DENOMINATORS.get(result.design, _BY_WEEK),
        n=float(np.nansum([level.n for level in result.levels])),
        tables=() if result.verdict is Verdict.DO_NOT_USE else tables(result),
        notes=(*worries, *result.what_would_change),
        statement=Statement("ask/surveys/answers" if survey else "ask/log/first_events", place.filters),
    )


def ratio_sentence(result: ChangeResult) -> list[str]:
    """How many times as often, for each arm where a ratio is known."""
    return [
        f"{arm.arm}: {arm.ratio.estimate:.2f} times as often ({arm.ratio.low:.2f} to {arm.ratio.high:.2f})"
        for arm in result.found.arms
        if arm.ratio is not None and not isnan(arm.ratio.low)
    ]


def _parameters(change: Change) -> list[tuple[str, str]]:
    return [("change", json.dumps(change_to_plain(change), separators=(",", ":"), ensure_ascii=False))]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("change", Change, change_from, measure, tell, "change_lab", _parameters, write=change_to_plain),
    Kind(
        "pretended_changes", PretendedChanges, pretended_from, measuring.measure, pretended.tell, "change_lab",
        lambda asked: _parameters(asked.change), write=pretended_to_plain, derive=pretended.shown_weeks,
        measure_watched=measuring.measure,
    ),
    rereading.KIND,
)  # fmt: skip
"""The questions of the change lab."""
