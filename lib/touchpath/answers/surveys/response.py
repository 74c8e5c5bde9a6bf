"""Who answered, said: the rate, how those who answered differ, both scores, and what weighting cannot repair."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from touchpath.analysis.surveys import response as measuring
from touchpath.analysis.surveys.response import AMBER, ResponseDifference, ResponseResult
from touchpath.analysis.surveys.result import ScoreGroup
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.surveys.words import ScoreWords, words_for
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.surveys import ResponseCheck
from touchpath.journey.words import NOTHING, count, decimal, interval, listed, plural, rate

TITLE = "Who answered?"
LOWER = (5, 10, 20)
"""How many points lower the silent may have felt."""
CANNOT = "Weighting cannot repair silence that depends on the feeling itself: who was annoyed may not answer."
_PARTS_OF_SCALE = {"nps": 1.0, "csat": 0.01, "ces": 0.06, "other": 0.0}
"""What a point is in the unit of the score: of the share for CSAT, a hundredth of the scale's length for CES."""


def measure(engine: Reader, asked: ResponseCheck, filters: Filters) -> ResponseResult:
    """Who answered of those asked."""
    return measuring.measure(engine, asked, filters)


def tell(asked: ResponseCheck, found: ResponseResult, place: Place) -> Told:
    """Everything that is said of who answered."""
    say = words_for(found.metric, found.questions)
    return Told(
        title=TITLE,
        sentence=_sentence(found, say),
        definition=_definition(asked, found),
        denominator="asks of this survey in the dates, of the people chosen; channels and conditions on events do "
        "not choose asks",
        n=float(found.asked),
        tables=(_scores_table(found, say), _differences_table(found), _rates_table(found)),
        notes=_notes(found),
        findings=_findings(found),
        statement=Statement("ask/surveys/asks", place.filters),
    )


def if_lower(found: ResponseResult, points: float) -> float:
    """Everybody's score if the silent felt so many points lower than those who answered: s - (1 - r) d."""
    if found.plain is None:
        return float("nan")
    return found.plain.score - (1 - found.rate) * points * _PARTS_OF_SCALE[found.metric]


def _sentence(found: ResponseResult, say: ScoreWords) -> str:
    if not found.asking:
        return "No touchpoint is known to ask for answers, so nobody knows who stayed silent."
    if not found.asked:
        return f"Nobody is known to have been asked for {say.title} in these dates."
    said = (
        f"Of {count(found.asked)} asked for {say.title}, {count(found.answered)} answered: {rate(found.rate)} "
        f"({interval(rate(found.low), rate(found.high))})."
    )
    return f"{said}{_difference_sentence(found)}{_weighted_sentence(found, say)}"


def _difference_sentence(found: ResponseResult) -> str:
    amber = [part.characteristic for part in found.differences if part.amber]
    if amber:
        return f" Those who answered differ clearly from the silent in {listed(amber)}."
    return " In what is known of them, those who answered are like the silent." if found.differences else ""


def _weighted_sentence(found: ResponseResult, say: ScoreWords) -> str:
    if found.plain is None or found.weighted is None or not isfinite(found.weighted.score):
        return ""
    return (
        f" With {listed(found.factors)} as among all asked, {say.title} is {say.value(found.weighted.score)} "
        f"({say.span(found.weighted.low, found.weighted.high)}) instead of {say.value(found.plain.score)}."
    )


def _findings(found: ResponseResult) -> tuple[str, ...]:
    return tuple(
        f"{part.characteristic}: those who answered and the silent differ by {decimal(abs(part.difference), 2)} "
        f"standard deviations{_means(part)}, more than chance."
        for part in found.differences
        if part.amber
    )


def _means(part: ResponseDifference) -> str:
    if not isfinite(part.answered_mean):
        return ""
    return f" ({decimal(part.answered_mean)} on average against {decimal(part.silent_mean)})"


def _definition(asked: ResponseCheck, found: ResponseResult) -> str:
    survey = f" with {found.ask_property} {listed(found.ask_values, 6, 'or')}" if found.ask_values else ""
    return (
        f"An ask is an event at {listed(found.asking, conjunction='or') or 'a touchpoint that only asks'}{survey}. "
        f"An answer belongs to the latest ask at most {asked.within_days:g} days before it, and an ask is answered "
        "at most once. What is compared was known before the ask: persona, channel, tenure, activity, value, and the "
        "properties of the event that led to it. A difference counts as clear when it is over "
        f"{AMBER:g} standard deviations and more than chance over all of them (Benjamini-Hochberg, 5 %). Weights "
        "make the answers as many of each kind as were asked (post-stratification, else raking), trimmed at five "
        "times their median; the weighted answers tell as much as fewer of equal weight (Kish)."
    )


def _notes(found: ResponseResult) -> tuple[str, ...]:
    if not found.asked:
        return ()
    said = [CANNOT]
    if found.weighted is not None:
        amber = any(part.amber for part in found.differences)
        little = "" if amber or not found.by_default else " Nothing differs clearly: it has little to work with."
        said.append(
            f"Weighted by {listed(found.factors)}: the answers tell as much as {decimal(found.weighted.effective)} "
            f"of equal weight.{little}"
        )
    if found.cut:
        said.append(f"{plural(found.cut, 'weight was', 'weights were')} trimmed at five times the median.")
    if found.uncovered:
        said.append(
            f"{count(found.uncovered)} of those asked are like nobody who answered: no weight speaks for them."
        )
    if found.recent:
        said.append(f"{count(found.recent)} silent asks are so recent that they may still be answered.")
    if found.unasked:
        said.append(
            f"{plural(found.unasked, 'answer belongs', 'answers belong')} to no ask, or to one answered before."
        )
    if found.guessed:
        how = f"by {found.ask_property}" if found.ask_values else "nothing tells surveys apart: all asks together"
        said.append(f"Which asks are of this survey is a guess ({how}).")
    return tuple(said)


def score_rows(found: ResponseResult, say: ScoreWords) -> list[tuple[str, float, float, float, str]]:
    """Both scores and what they would be if the silent felt lower: name, score, low, high, what stands beside."""
    rows = [
        _row("As answered", found.plain, say), _row(f"Weighted by {listed(found.factors)}", found.weighted, say)
    ]  # fmt: skip
    shown = [row for row in rows if row is not None]
    if found.metric == "other" or not shown:
        return shown
    for points in LOWER:
        score = if_lower(found, points)
        shown.append(
            (
                f"If the silent felt {_lower(found.metric, points)} lower",
                score,
                float("nan"),
                float("nan"),
                say.value(score),
            )
        )
    return shown


def _lower(metric: str, points: int) -> str:
    """So many points as the score is written; of a mean, so many hundredths of the length of its scale."""
    return decimal(points * _PARTS_OF_SCALE[metric], 1) if metric == "ces" else f"{points} points"


def _row(name: str, group: ScoreGroup | None, say: ScoreWords) -> tuple[str, float, float, float, str] | None:
    if group is None:
        return None
    return name, group.score, group.low, group.high, f"{say.value(group.score)} · n = {count(group.answers)}"


def _scores_table(found: ResponseResult, say: ScoreWords) -> Table:
    effective = [group.effective for group in (found.plain, found.weighted) if group is not None]
    parts = score_rows(found, say)
    told = [*effective, *([float("nan")] * (len(parts) - len(effective)))]
    rows = pd.DataFrame(
        [(name, score, low, high, n) for (name, score, low, high, _), n in zip(parts, told, strict=True)],
        columns=["score_of", "score", "low", "high", "effective_answers"],
    )
    readable = pd.DataFrame(
        {
            "Score": [part[0] for part in parts],
            say.title: [say.value(part[1]) for part in parts],
            "95 % interval": [say.span(part[2], part[3]) for part in parts],
            "Tells as much as": [f"{decimal(n)} answers" if isfinite(n) else NOTHING for n in told],
        }
    )
    return Table("plain-and-weighted", rows, readable)


def _differences_table(found: ResponseResult) -> Table:
    parts = found.differences
    rows = pd.DataFrame(
        [
            (part.characteristic, part.difference, part.p_value, part.amber, part.answered_mean, part.silent_mean)
            for part in parts
        ],
        columns=["characteristic", "standardised_difference", "adjusted_p", "amber", "answered_mean", "silent_mean"],
    )
    readable = pd.DataFrame(
        {
            "Known before": [part.characteristic for part in parts],
            "Difference (standard deviations)": [decimal(part.difference, 2) for part in parts],
            "Mean, answered": [decimal(part.answered_mean) for part in parts],
            "Mean, silent": [decimal(part.silent_mean) for part in parts],
            "Clear?": [_clear(part) for part in parts],
        }
    )
    return Table("answered-and-silent", rows, readable)


def _clear(part: ResponseDifference) -> str:
    if not isfinite(part.difference):
        return NOTHING
    return "yes" if part.amber else "no"


def _rates_table(found: ResponseResult) -> Table:
    parts = found.rates
    rows = pd.DataFrame(
        [
            (part.characteristic, part.label, part.asked, part.answered, part.rate, part.low, part.high)
            for part in parts
        ],
        columns=["characteristic", "group", "asked", "answered", "rate", "low", "high"],
    )
    readable = pd.DataFrame(
        {
            "Known before": [part.characteristic for part in parts],
            "Group": [part.label for part in parts],
            "Asked": [count(part.asked) for part in parts],
            "Answered": [count(part.answered) for part in parts],
            "Rate": [rate(part.rate) for part in parts],
            "95 % interval": [interval(rate(part.low), rate(part.high)) for part in parts],
        }
    )
    return Table("response-rates", rows, readable)
