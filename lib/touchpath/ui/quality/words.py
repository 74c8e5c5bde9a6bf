"""Findings of data quality in words: what they do to the headline numbers, before and after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import isfinite
from typing import Any

import pandas as pd

from touchpath.charts.quality import EffectBar
from touchpath.journey.calendar import Calendar
from touchpath.journey.quality import MEASURED, Effect, Finding, Headline, Report, ScoreEffect, relative_change
from touchpath.journey.words import NOTHING, count, day_in_words, decimal, money, plural, points, rate, signed

AFTER = {
    "left out": "Without these rows",
    "repaired": "Once repaired",
    "counted again": "Had they counted twice",
    "not read": "Had they not been read",
}
BADGES = {"serious": ":orange-badge[serious]", "minor": ":gray-badge[minor]", "note": ":blue-badge[note]"}
NAMES = {
    "people": "People",
    "events": "Events",
    "conversion_rate": "Conversion",
    "purchases": "Purchases",
    "revenue": "Revenue",
    "retained_rate": "Retained",
    "mature_people": "People whose days are over",
    "first_event": "First event",
    "last_event": "Last event",
    "days_with_events": "Days with events",
    "touchpoints": "Touchpoints",
    "events_without_channel": "Events without channel",
}


def answer(report: Report) -> str:
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


def heading(finding: Finding) -> tuple[str, str]:
    """Badge (Markdown of ours) and the finding's title with its count (plain)."""
    moves = largest_move(finding)
    tail = f" · {moves}" if moves else ""
    return BADGES[finding.severity], f"{finding.title} · {plural(finding.rows, *_unit(finding.unit))}{tail}"


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


def effect_bars(report: Report, most: int = 10) -> list[EffectBar]:
    """The findings that move a number and concern what is shown, largest first, with unique names."""
    bars: dict[str, EffectBar] = {}
    for finding in report.findings:
        if finding.severity == "note" or finding.size < 0.0005 or len(bars) == most:
            continue
        name = finding.title if finding.title not in bars else f"{finding.title} ({len(bars) + 1})"
        bars[name] = EffectBar(
            name, finding.size, largest_move(finding), finding.severity == "serious", finding.sentence
        )
    return list(bars.values())


def findings_table(report: Report) -> pd.DataFrame:
    """Every finding as a row, to download."""
    return pd.DataFrame(
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
        ]
    )


def headline_texts(headline: Headline, currency: str, calendar: Calendar, days: int) -> list[tuple[str, str]]:
    """The measured numbers as they are: (label, text)."""
    written = _writers(currency, calendar)
    labels = {**NAMES, "retained_rate": f"Retained at {days} days"}
    shown = ("people", "events", "conversion_rate", "revenue", "retained_rate")
    return [(labels[name], written[name](getattr(headline, name))) for name in shown]


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
