"""A funnel and time: conversion by period of entry, and how long it took."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from touchpath.analysis import funnel as measuring
from touchpath.analysis.funnel.result import ConversionTimes, FunnelTrend, TrendSeries
from touchpath.analysis.funnel.spans import in_spans
from touchpath.answers.answer import Table, Told
from touchpath.answers.funnel.names import step_names
from touchpath.answers.groups import group_labels
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_views import FunnelOverTime, FunnelTimes
from touchpath.journey.words import count, day_in_words, duration, interval, rate

MOST_LINES = 8


def measure_trend(engine: Reader, asked: FunnelOverTime, filters: Filters) -> FunnelTrend:
    """The funnel by period of entry."""
    return measuring.trend(engine, asked.funnel, filters, asked.period)


def measure_times(engine: Reader, asked: FunnelTimes, filters: Filters) -> ConversionTimes:
    """Counted in spans, without the single times."""
    found = measuring.times(engine, replace(asked.funnel, breakdown=None), filters, asked.since, asked.step)
    edges, counts = in_spans(found.seconds)
    return replace(found, seconds=found.seconds[:0], edges=edges, counts=counts)


def lines(found: FunnelTrend) -> tuple[tuple[TrendSeries, ...], list[str]]:
    """The lines that are drawn and told, and their names."""
    if not found.groups:
        return (found.overall,), ["All"]
    series = found.groups[:MOST_LINES]
    return series, group_labels(series)


def tell_trend(asked: FunnelOverTime, found: FunnelTrend, place: Place) -> Told:
    """Conversion over time in words and as rows."""
    series, labels = lines(found)
    frame = _trend_rows(series, labels)
    notes = ["A person counts once in each period in which an attempt began: periods do not add up."]
    if any(not point.complete for part in series for point in part.points):
        notes.insert(0, "Dashed and hollow: not complete yet, because the data end before everybody's time is over.")
    return Told(
        title="How did conversion develop?",
        sentence=_trend_sentence(asked, series, labels),
        definition=f"{asked.funnel.sentence()} By {asked.period} of entry: the share of those whose attempt began in "
        "it that reached the last step.",
        denominator=f"people with an attempt that began in the {asked.period}, each with the deepest one of it",
        n=float(np.nansum([point.entered for point in found.overall.points])),
        tables=(Table("funnel-trend", frame, _trend_readable(frame)),),
        notes=tuple(notes),
    )


def _trend_sentence(asked: FunnelOverTime, series: tuple[TrendSeries, ...], labels: list[str]) -> str:
    told = []
    for part, label in zip(series, labels, strict=True):
        known = [point for point in part.points if point.complete and point.rate == point.rate]
        if known:
            first, last = known[0], known[-1]
            said = (
                f"{label} {rate(first.rate)} in the {asked.period} of {day_in_words(first.start)}, "
                f"{rate(last.rate)} in that of {day_in_words(last.start)}"
            )
            told.append((last.rate, said))
    if told:
        lowest_first = "; ".join(said for _, said in sorted(told))
        return f"Conversion by {asked.period} of entry: {lowest_first}."
    if not any(part.points for part in series):
        return "Nobody began in this selection: choose other dates or filters."
    return f"No {asked.period} is complete and large enough to say how conversion developed."


def _trend_rows(series: tuple[TrendSeries, ...], labels: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "group": label,
                "from": point.start,
                "entered": point.entered,
                "reached_last_step": point.converted,
                "rate": point.rate,
                "rate_low": point.rate_low,
                "rate_high": point.rate_high,
                "complete": point.complete,
            }
            for part, label in zip(series, labels, strict=True)
            for point in part.points
        ],
        columns=["group", "from", "entered", "reached_last_step", "rate", "rate_low", "rate_high", "complete"],
    )


def _trend_readable(frame: pd.DataFrame) -> pd.DataFrame:
    ends = zip(frame["rate_low"], frame["rate_high"], strict=True)
    return pd.DataFrame(
        {
            "Group": frame["group"],
            "From": frame["from"],
            "Entered": frame["entered"].map(count),
            "Reached the last step": frame["reached_last_step"].map(count),
            "Rate": frame["rate"].map(rate),
            "95 % interval": [interval(rate(low), rate(high)) for low, high in ends],
            "Complete": frame["complete"],
        }
    )


def tell_times(asked: FunnelTimes, found: ConversionTimes, place: Place) -> Told:
    """How long it took in words and as bars."""
    names = step_names(asked.funnel)
    origin, step = names[asked.since], names[asked.step]
    total = int(found.counts.sum())
    rows = pd.DataFrame(
        {"seconds_from": found.edges[: len(found.counts)], "seconds_to": found.edges[1:], "people": found.counts}
    )
    said = (
        f"Half of the {count(total)} people who reached {step} did so within {duration(found.median)} of {origin}, "
        f"nine in ten within {duration(found.p90)}."
    )
    return Told(
        title="How long did it take?",
        sentence=said if total else f"Nobody reached {step} in this selection.",
        definition=f"Elapsed time from {origin} to {step}, in the attempt that counts for each person.",
        denominator=f"people who reached {step}",
        n=total,
        tables=(Table("funnel-times", rows, _times_readable(rows)),),
    )


def _times_readable(rows: pd.DataFrame) -> pd.DataFrame:
    total = rows["people"].sum()
    return pd.DataFrame(
        {
            "From": rows["seconds_from"].map(duration),
            "To": rows["seconds_to"].map(duration),
            "People": rows["people"].map(count),
            "Share": [rate(people / total) for people in rows["people"]],
        }
    )
