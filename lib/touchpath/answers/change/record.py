"""The one-page record of a change: question, design, counts, checks and verdict, as a page that prints."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isnan
from pathlib import Path
from string import Template

from touchpath.analysis.change.result import ChangeResult
from touchpath.analysis.change.verdict import level_text, size
from touchpath.analysis.change.why import TITLES
from touchpath.answers.answer import Answer
from touchpath.journey.change import Reach
from touchpath.journey.change_words import VERDICTS
from touchpath.journey.filters import Filters
from touchpath.journey.words import day_in_words, listed

_PAGE = Path(__file__).with_name("record.html")


def record(answer: Answer[ChangeResult], workspace: str, pictures: Sequence[str] = ()) -> str:
    """The record as HTML text with nothing to load from elsewhere; every text is escaped.

    `pictures` are SVG texts made by the app itself.
    """
    result = answer.result
    return Template(_PAGE.read_text("utf-8")).substitute(
        title=escape(result.change.name),
        workspace=escape(workspace),
        verdict=escape(VERDICTS[result.verdict.value]),
        sentence=escape(answer.sentence),
        question=_rows(_question(result, answer.filters)),
        levels=_table(("", "n", "Level", "95 % range"), _levels(result)),
        gates=_table(("Check", "Light", "Finding"), [(g.name, g.light, g.sentence) for g in result.gates]),
        segments="".join(_segments(result)),
        outlook=_outlook(result),
        pictures="".join(f"<figure>{picture}</figure>" for picture in pictures),
    )


def _outlook(result: ChangeResult) -> str:
    items = "".join(f"<li>{escape(said)}</li>" for said in result.what_would_change)
    return f"<h2>What would change this answer</h2><ul>{items}</ul>" if items else ""


def _question(result: ChangeResult, filters: Filters) -> list[tuple[str, str]]:
    change = result.change
    hoped = (
        "not said"
        if change.hoped_for is None
        else f"{change.hoped_for:g}" + (" points" if change.outcome.is_rate else "")
    )
    p = "p unknown" if isnan(result.p_value) else _p(result.p_value)
    rows = [
        ("First day with the change", day_in_words(change.day)),
        ("Whom it reached", _reach(change.reached)),
        ("What it should have moved", change.outcome.sentence()),
        ("By how much at least", hoped),
        ("Design", f"{TITLES[result.design]}. {result.why_design}"),
        ("Compared with", _reach(change.control) if change.control else "see the design"),
        ("Filters", filters.sentence()),
        ("Effect", f"{_effect(result)}; {p}; {result.found.estimate.method}"),
        ("Would have been seen in 4 of 5 cases", size(result.mde, result.unit)),
        ("Looks so far", str(result.looks.number)),
    ]
    return [*rows, ("Note", change.note)] if change.note else rows


def _p(value: float) -> str:
    return "p under 0.0001" if value < 0.0001 else f"p = {value:.4f}"


def _effect(result: ChangeResult) -> str:
    if isnan(result.effect):
        return "none yet"
    factor = 100 if result.unit == "share" else 1
    unit = " points" if result.unit in ("share", "points") else ""
    low, high = factor * result.effect_low, factor * result.effect_high
    return f"{factor * result.effect:+.2f}{unit} (95 % range {low:+.2f} to {high:+.2f})"


def _reach(reach: Reach) -> str:
    if reach.others:
        return "everybody whom the change did not reach"
    parts = [
        *(name or "no persona" for name in reach.personas),
        *(f"by {name or 'no channel'}" for name in reach.channels),
    ]
    parts += [condition.sentence() for condition in reach.where]
    return listed(parts, limit=12) or "everybody"


def _levels(result: ChangeResult) -> list[tuple[str, str, str, str]]:
    return [
        (
            level.label,
            f"{level.n:,}",
            level_text(level.value, result.unit),
            ""
            if isnan(level.low)
            else f"{level_text(level.low, result.unit)} to {level_text(level.high, result.unit)}",
        )
        for level in result.levels
    ]


def _segments(result: ChangeResult) -> list[str]:
    factor = 100 if result.unit == "share" else 1
    found = []
    for table in result.segments:
        rows = [
            (
                part.name or "missing",
                f"{part.n_before:,} / {part.n_after:,}",
                "–" if isnan(part.effect.estimate) else f"{factor * part.effect.estimate:+.1f}",
                ""
                if isnan(part.effect.low)
                else f"{factor * part.effect.low:+.1f} to {factor * part.effect.high:+.1f}",
            )
            for part in table.segments
        ]
        title = escape(f"By {table.by}{', ' + table.arm if table.arm else ''}")
        found.append(f"<h3>{title}</h3><p>{escape(table.sentence)}</p>")
        found.append(_table(("", "n before / after", "Effect", "95 % range"), rows))
    return found


def _rows(rows: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<tr><th>{escape(name)}</th><td>{escape(said)}</td></tr>" for name, said in rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
