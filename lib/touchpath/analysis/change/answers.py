"""Reads survey answers as units of a change: the score of each answer, when, by whom, through which channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pandas as pd

from touchpath.analysis.change.entries import Assigned
from touchpath.analysis.change.units import ChangeUnits, place_of
from touchpath.analysis.log.calendar import microseconds
from touchpath.analysis.surveys.answers import NO_TIME, survey_answers
from touchpath.analysis.surveys.placing import PlacedAnswers
from touchpath.analysis.surveys.scale import counted, of_metric, usable
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.engine.base import Reader
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.filters import NO_FILTERS, Filters


def read_answers(engine: Reader, outcome: Outcome, filters: Filters, assigned: Assigned | None) -> ChangeUnits:
    """One unit per answer with a time (in a randomised test: the last of each person assigned), without labels.

    Dates, saved groups and conditions choose answers by their place (surveys/view.py); personas and channels are
    chosen once units have their labels. Answers count with the weights of their file, except in a randomised test:
    there people were assigned, and stand for nobody else.
    """
    chosen = replace(filters, personas=(), channels=())
    placed = answers_of(engine, outcome, chosen)
    values, answers = counted(placed.answers, outcome.kind, weights=False), placed.answers
    none, known = np.zeros(len(values), dtype=np.int64), np.ones(len(values), dtype=bool)
    units = ChangeUnits(
        answers.person, answers.moment, values.factor * values.x, known, none, placed.channel + 1,
        is_rate=outcome.kind == "csat",
    )  # fmt: skip
    if assigned is None and answers.weighted.any():
        units = replace(units, weight=answers.weight / answers.weight.mean())
    if assigned is not None:
        at = place_of(assigned.person, units.person)
        after = units.moment >= np.append(assigned.moment, 0)[at]
        units = _latest(units.where((at >= 0) & after))
    return units


def answers_of(engine: Reader, outcome: Outcome, filters: Filters = NO_FILTERS) -> PlacedAnswers:
    """The answers of an outcome that have a time, up to the end of the data, at the touchpoint it is about."""
    answers, end = survey_answers(engine), last_moment(engine, outcome)
    wanted = of_metric(answers, outcome.kind) & usable(answers, outcome.kind) & (answers.moment != NO_TIME)
    wanted &= np.zeros(len(answers), dtype=bool) if end is None else answers.moment <= microseconds(end)
    placed = answers_in_view(engine, filters, wanted=wanted).placed
    if outcome.touchpoint is None:
        return placed
    names = np.array([name == outcome.touchpoint for name in placed.touchpoints] + [False], dtype=bool)
    return placed.where(names[placed.touchpoint])


def last_moment(engine: Reader, outcome: Outcome) -> datetime | None:
    """The end of the data (UTC, naive); in a workspace of answers without events, the last answer. None: neither."""
    if engine.calendar.data_end is not None or not outcome.is_survey:
        return engine.calendar.data_end
    last = engine.frame("ask/change/last_answer", {"metric": outcome.kind})["last_answer"][0]
    return None if pd.isna(last) else pd.Timestamp(last).to_pydatetime()


def _latest(units: ChangeUnits) -> ChangeUnits:
    """The last answer of each person: people, not answers, were assigned."""
    order = np.lexsort((units.moment, units.person))
    last = np.ones(len(order), dtype=bool)
    last[:-1] = np.diff(units.person[order]) != 0
    kept = np.zeros(len(order), dtype=bool)
    kept[order[last]] = True
    return units.where(kept)
