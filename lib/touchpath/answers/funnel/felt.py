"""How those felt who went on at each step of a funnel, beside those who did not."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from touchpath.analysis.drivers.felt import FunnelScoresFound, StepScore, funnel_scores
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.funnel.names import before, step_names
from touchpath.answers.kinds import Place
from touchpath.answers.surveys.words import ScoreWords, words_for
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel
from touchpath.journey.funnel_views import FunnelScores
from touchpath.journey.words import NOTHING, count, duration
from touchpath.stats.survey_scores import MIN_ANSWERS


def measure(engine: Reader, asked: FunnelScores, filters: Filters) -> FunnelScoresFound:
    """The scores at each step."""
    return funnel_scores(engine, asked, filters)


def tell(asked: FunnelScores, found: FunnelScoresFound, place: Place) -> Told:
    """The step where the two differ most, in words, and every step as rows."""
    say = words_for(found.metric, found.questions)
    watched = duration(found.hours * 3600)
    return Told(
        title="How did they feel who went on?",
        sentence=_sentence(asked.funnel, found, say),
        definition=f"{say.meaning} Of people who had not gone on {watched} after they first reached a step, the last "
        f"answer by then: of those who went on afterwards, and of those whose time is over without. "
        f"{asked.funnel.sentence()}",
        denominator=f"people who answered by {watched} after the step, had not gone on by then, and whose time is "
        "over",
        n=float(sum(part.went_on.answers + part.dropped.answers for part in found.steps)),
        tables=(_table(asked.funnel, found, say),),
        notes=(
            "Felt before it is known who goes on, so that going on cannot be its cause; that low scores go with "
            "dropping does not say they are why.",
        ),
        statement=Statement("ask/surveys/answers", place.filters),
    )


def _sentence(funnel: Funnel, found: FunnelScoresFound, say: ScoreWords) -> str:
    if not found.metrics:
        return "There are no survey answers in this workspace yet: import them, and scores stand beside the steps."
    known = [part for part in found.steps if isfinite(part.difference) and not _few(part)]
    if not known:
        few = f"At no step did {MIN_ANSWERS} of each, who went on and who did not, answer {say.title}"
        return f"{few}: too few to compare."
    apart = [part for part in known if part.low > 0 or part.high < 0]
    if not apart:
        return f"{say.title} of those who went on and of those who did not differ at no step beyond chance."
    most = max(apart, key=lambda part: abs(part.difference))
    step = step_names(funnel)[most.place]
    more = "higher" if most.difference > 0 else "lower"
    return (
        f"Between {before(funnel, most.place)} and {step}, {say.title} of those who went on was "
        f"{say.value(most.went_on.score)} (n = {count(most.went_on.answers)}), {say.size(most.difference)} {more} "
        f"than of those who did not: {say.value(most.dropped.score)} (n = {count(most.dropped.answers)})."
    )


def _few(part: StepScore) -> bool:
    return not min(part.went_on.answers, part.dropped.answers) >= MIN_ANSWERS


def _table(funnel: Funnel, found: FunnelScoresFound, say: ScoreWords) -> Table:
    names = step_names(funnel)
    rows = pd.DataFrame(
        [
            (part.place + 1, names[part.place], part.people, *_cells(part), part.difference, part.low, part.high)
            for part in found.steps
        ],
        columns=["step", "name", "people", "went_on_answers", "went_on_score", "went_on_low", "went_on_high",
                 "dropped_answers", "dropped_score", "dropped_low", "dropped_high", "difference", "difference_low",
                 "difference_high"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Step": [f"{part.place + 1}  {names[part.place]}" for part in found.steps],
            f"{say.title}, went on": [
                _said(part.went_on.score, part.went_on.low, part.went_on.high, part.went_on.answers, say)
                for part in found.steps
            ],
            f"{say.title}, dropped": [
                _said(part.dropped.score, part.dropped.low, part.dropped.high, part.dropped.answers, say)
                for part in found.steps
            ],
            "Difference": [_difference(part, say) for part in found.steps],
        }
    )
    return Table("funnel-scores", rows, readable)


def _cells(part: StepScore) -> tuple[float, ...]:
    return tuple(
        value
        for group in (part.went_on, part.dropped)
        for value in (group.answers, group.score, group.low, group.high)
    )


def _said(score: float, low: float, high: float, answers: float, say: ScoreWords) -> str:
    return f"{say.value(score)} ({say.span(low, high)}), n = {count(answers)}" if isfinite(score) else NOTHING


def _difference(part: StepScore, say: ScoreWords) -> str:
    if not isfinite(part.difference):
        return NOTHING
    few = "; too few to compare" if _few(part) else ""
    return f"{say.difference(part.difference)} ({say.difference_span(part.low, part.high)}){few}"
