"""Answers about the quality of the data: findings, and what they do to the headline numbers, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from math import isfinite
from typing import Any

import pandas as pd

from touchpath.analysis import quality
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.engine.base import Reader
from touchpath.journey.calendar import Calendar
from touchpath.journey.definition import build
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.quality import (
    MEASURED,
    Coverage,
    Effect,
    Finding,
    Report,
    ScoreEffect,
    Targets,
    relative_change,
)
from touchpath.journey.questions import DataQuality
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, money, plural, points, rate, signed
from touchpath.workspace.settings import read_settings

AFTER = {
    "left out": "Without these rows",
    "repaired": "Once repaired",
    "counted again": "Had they counted twice",
    "not read": "Had they not been read",
}
NAMES = {
    "people": "People",
    "events": "Events",
    "conversion_rate": "Conversion",
    "purchases": "Purchase rows",
    "revenue": "Revenue",
    "retained_rate": "Retained",
    "mature_people": "People whose days are over",
    "first_event": "First event",
    "last_event": "Last event",
    "days_with_events": "Days with events",
    "touchpoints": "Touchpoints",
    "events_without_channel": "Events without channel",
}


def measure(engine: Reader, asked: DataQuality, filters: Filters) -> Report:
    """Every check over the workspace, or over one import; filters do not apply."""
    return quality.report(engine, targets_of(engine), asked.import_id)


def targets_of(engine: Reader) -> Targets:
    """What the settings of the workspace call the goal, a purchase, a return and an entry."""
    named = {name: setting.value for name, setting in read_settings(engine).items()}
    return Targets(
        goal=named["goal"], purchase=named["purchase"], returning=named["returning"], entering=named["entering"]
    )


def tell(asked: DataQuality, report: Report, place: Place) -> Told:
    """Everything that is said of the quality of the data."""
    days = Targets().days
    told = " · ".join(f"{label} {text}" for label, text in headline_texts(report, place.currency, place.calendar))
    return Told(
        title="Can I trust these data?",
        sentence=sentence(report),
        definition="Every headline number is counted twice: as the data are, and with the affected rows left out or "
        "repaired. A finding is serious when people, events, conversion, revenue or retention change by 1 % or more, "
        "or that part of the rows is missing. Conversion is people with the goal among people with an event; "
        f"retained is a return within {days} days of the first event, among people whose days are over. Remedies set "
        "rows aside or change how they are read; nothing is deleted.",
        denominator="all events of the workspace (or of the import chosen); the filters of the sidebar do not apply",
        n=float(report.headline.events),
        tables=(_findings(report), _headline(report, place), _coverage(report)),
        notes=(f"As they are, all dates and channels: {told}",),
        statement=Statement("ask/quality/headline", NO_FILTERS),
    )


def sentence(report: Report) -> str:
    """The state of the data in one sentence."""
    serious = [finding for finding in report.findings if finding.severity == "serious"]
    minor = [finding for finding in report.findings if finding.severity == "minor"]
    checks = len({finding.code for finding in report.findings}) + len(report.sound)
    if not serious and not minor:
        notes = f", {plural(len(report.findings), 'note')}" if report.findings else ""
        return f"Yes: {checks} checks found nothing that moves the headline numbers{notes}."
    if not serious:
        return f"Mostly: {plural(len(minor), 'minor finding')}, the largest {_named(minor[0])}; nothing is serious."
    more = f"; {len(minor)} more {'is' if len(minor) == 1 else 'are'} minor" if minor else ""
    return (
        f"Not yet: {plural(len(serious), 'finding is', 'findings are')} serious, most of all "
        f"{_named(serious[0])}{more}."
    )


def heading(finding: Finding) -> str:
    """The finding's title with its count and what it moves most."""
    moves = largest_move(finding)
    tail = f" · {moves}" if moves else ""
    return f"{finding.title} · {plural(finding.rows, *_unit(finding.unit))}{tail}"


def largest_move(finding: Finding) -> str:
    """The number that moves most, and by how much: "revenue −2.2 %"; "" where none moves."""
    if finding.effect and finding.effect.size >= max(finding.share, 0.0005):
        before, after = finding.effect.before, finding.effect.after
        name = max(MEASURED, key=lambda name: relative_change(getattr(before, name), getattr(after, name)))
        return f"{NAMES[name].lower()} {_relative(getattr(before, name), getattr(after, name))}"
    if finding.scores and finding.scores.size >= 0.0005:
        means = {score.metric: score.mean for score in finding.scores.after}
        moved = {was.metric: (was.mean, means.get(was.metric, float("nan"))) for was in finding.scores.before}
        metric = max(moved, key=lambda name: relative_change(*moved[name]))
        return f"mean {metric.upper()} {_relative(*moved[metric])}"
    return f"{rate(finding.share)} of the rows missing" if finding.share >= 0.0005 else ""


def effect_table(effect: Effect, currency: str, calendar: Calendar, days: int) -> pd.DataFrame:
    """The numbers that move, as they are and after: columns Number, As it is, <after>, Difference."""
    written = _writers(currency, calendar)
    rows = []
    for name, label in NAMES.items():
        before, after = getattr(effect.before, name), getattr(effect.after, name)
        difference = _difference(name, before, after, currency) if before != after else "0"
        if written[name](before) == written[name](after) or difference.startswith("0"):
            continue
        shown = f"{label} at {days} days" if name == "retained_rate" else label
        rows.append((shown, written[name](before), written[name](after), difference))
    return pd.DataFrame(rows, columns=["Number", "As it is", AFTER[effect.how], "Difference"])


def score_table(effect: ScoreEffect, counted: bool) -> pd.DataFrame:
    """Answers and mean per metric, as they are and after."""
    after = {score.metric: score for score in effect.after}
    column = "Had they been counted" if counted else "Without these answers"
    rows = []
    for was in effect.before:
        now = after.get(was.metric)
        rows.append(
            (
                was.metric.upper(),
                f"{decimal(was.mean, 2)} (n = {count(was.answers)})",
                f"{decimal(now.mean, 2)} (n = {count(now.answers)})" if now else NOTHING,
                signed(now.mean - was.mean, 2) if now else NOTHING,
            )
        )
    return pd.DataFrame(rows, columns=["Mean score", "As it is", column, "Difference"])


def _findings(report: Report) -> Table:
    """Every finding as a row."""
    rows = pd.DataFrame(
        [
            {
                "finding": finding.title,
                "severity": finding.severity,
                "affected": finding.rows,
                "unit": finding.unit,
                "largest_change": finding.size,
                "moves_most": largest_move(finding),
                "sentence": finding.sentence,
            }
            for finding in report.findings
        ],
        columns=["finding", "severity", "affected", "unit", "largest_change", "moves_most", "sentence"],
    )
    readable = pd.DataFrame(
        {
            "Finding": rows["finding"],
            "Severity": rows["severity"],
            "Affected": [plural(finding.rows, *_unit(finding.unit)) for finding in report.findings],
            "Moves most": rows["moves_most"],
        }
    )
    return Table("data-quality", rows, readable)


def _headline(report: Report, place: Place) -> Table:
    """The headline numbers as they are."""
    named = asdict(report.headline)
    rows = pd.DataFrame({"number": list(named), "value": list(named.values())})
    told = headline_texts(report, place.currency, place.calendar)
    return Table("headline-numbers", rows, pd.DataFrame(told, columns=["Number", "As it is"]))


def _coverage(report: Report) -> Table:
    """How much of the data can be placed."""
    rows = pd.DataFrame([(part.name, part.hits, part.of) for part in report.coverage], columns=["what", "hits", "of"])
    told = [(part.name, count(part.hits), count(part.of), share_placed(part)) for part in report.coverage]
    return Table("coverage", rows, pd.DataFrame(told, columns=["What", "Placed", "Of", "Share"]))


def share_placed(part: Coverage) -> str:
    """The share that can be placed, in words."""
    return rate(part.hits / part.of if part.of else None)


def headline_texts(report: Report, currency: str, calendar: Calendar) -> list[tuple[str, str]]:
    """The measured numbers as they are: (label, text)."""
    written = _writers(currency, calendar)
    labels = {**NAMES, "retained_rate": f"Retained at {Targets().days} days"}
    shown = ("people", "events", "conversion_rate", "revenue", "retained_rate")
    return [(labels[name], written[name](getattr(report.headline, name))) for name in shown]


def _writers(currency: str, calendar: Calendar) -> dict[str, Callable[[Any], str]]:
    def moment(value: datetime | None) -> str:
        return day_in_words(calendar.day_of(value)) if value else NOTHING

    special: dict[str, Callable[[Any], str]] = {
        "conversion_rate": rate,
        "retained_rate": rate,
        "revenue": lambda amount: money(amount, currency),
        "first_event": moment,
        "last_event": moment,
    }
    return {name: special.get(name, count) for name in NAMES}


def _difference(name: str, before: Any, after: Any, currency: str) -> str:
    if name in ("first_event", "last_event"):
        return signed((after - before).days) + " days" if before and after else NOTHING
    if name in ("conversion_rate", "retained_rate"):
        return points(after - before)
    if name == "revenue":
        sign = "+" if after > before else "−"
        return sign + money(abs(after - before), currency) if isfinite(after - before) else NOTHING
    return signed(after - before)


def _relative(before: float, after: float) -> str:
    if not isfinite(before) or not isfinite(after) or not before:
        return "appears or vanishes"
    return f"{signed(100 * (after - before) / abs(before), 1)} %"


def _named(finding: Finding) -> str:
    moves = largest_move(finding)
    return f"{finding.title[:1].lower()}{finding.title[1:]}" + (f" ({moves})" if moves else "")


def _unit(unit: str) -> tuple[str, str]:
    return ("person", "people") if unit == "people" else (unit.removesuffix("s"), unit)


def _parameters(asked: DataQuality) -> list[tuple[str, str]]:
    return [] if asked.import_id is None else [("quality_import", str(asked.import_id))]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("data_quality", DataQuality, partial(build, DataQuality), measure, tell, "data_quality", _parameters),
)
"""The question of the page Data quality."""
