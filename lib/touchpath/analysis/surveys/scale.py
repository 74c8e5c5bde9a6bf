"""What an answer counts as under a metric: on which scales, in which unit, and which answers are good or bad.

NPS: 9-10 promoter, 0-6 detractor, on 0-10 only, never rescaled. CSAT: top two boxes of at most eleven. CES: the
number on 1-7, other scales brought to it; good from 5. Any other question: the number on its own scale; good are the
top two boxes where it has at most eleven.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, Numbers, SurveyAnswers, Whole

_MOST_BOXES = 10
USUAL_ENDS = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}


@dataclass(frozen=True, eq=False)
class CountedAnswers:
    """Answers as a metric counts them, arrays of one length.

    `x` is what is averaged (NPS: -1, 0, 1), `score` the number as shown, `cluster` numbers the humans from 0.
    `weighted` and `rescaled` say whether any answer has a weight, or was brought from another scale.
    """

    metric: str
    x: Numbers
    score: Numbers
    good: Numbers
    bad: Numbers
    weight: Numbers
    cluster: Whole
    weighted: bool
    rescaled: bool

    def __len__(self) -> int:
        """How many answers."""
        return len(self.x)

    @property
    def factor(self) -> float:
        """What a mean of `x` is multiplied by to be the score: NPS is in points."""
        return 100.0 if self.metric == "nps" else 1.0


def of_metric(answers: SurveyAnswers, metric: str) -> Chosen:
    """Which answers are of a metric, and have a score."""
    wanted = {place for place, kind in enumerate(answers.kinds) if kind.metric == metric}
    return answers.of_series(wanted) & np.isfinite(answers.score)


def usable(answers: SurveyAnswers, metric: str) -> Chosen:
    """Which answers of a metric are on a scale it is counted on, with a weight that counts (see `of_metric`)."""
    low, high = _ends(answers, metric)
    kept: Chosen = np.isfinite(answers.score) & np.isfinite(answers.weight)
    if metric == "nps":
        kept &= (low == 0) & (high == _MOST_BOXES) & (answers.score >= 0) & (answers.score <= _MOST_BOXES)
    if metric == "csat":
        kept &= (high - low >= 1) & (high - low <= _MOST_BOXES)
    return kept & (high > low) if metric == "ces" else kept


def counted(answers: SurveyAnswers, metric: str, *, weights: bool = True) -> CountedAnswers:
    """Usable answers of a metric; `weights=False` counts each alike."""
    low, high = _ends(answers, metric)
    score, rescaled = answers.score, False
    if metric == "ces":
        score = 1 + 6 * (score - low) / (high - low)
        rescaled = bool(np.any((low != 1) | (high != 7)))
    good, bad = _good(metric, score, low, high), (score <= 6) & (metric == "nps")
    x = good.astype(float) - bad if metric == "nps" else good if metric == "csat" else score
    return CountedAnswers(
        metric, np.asarray(x, dtype=float), score, good.astype(float), bad.astype(float),
        answers.weight if weights else np.ones(len(answers)), renumbered(answers.cluster),
        weights and bool(answers.weighted.any()), rescaled,
    )  # fmt: skip


def renumbered(numbers: Whole) -> Whole:
    """Numbers from 0 as numbers without gaps, in the same order."""
    there = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    there[numbers] = 1
    return (np.cumsum(there) - 1)[numbers]


def _good(metric: str, score: Numbers, low: Numbers, high: Numbers) -> Chosen:
    if metric == "nps":
        return score >= 9
    if metric == "ces":
        return score >= 5
    boxes = (high - low >= 1) & (high - low <= _MOST_BOXES)
    return boxes & (score >= high - 1)


def _ends(answers: SurveyAnswers, metric: str) -> tuple[Numbers, Numbers]:
    """The ends of each answer's scale; where the file has none, the usual ones of the metric."""
    low, high = answers.low, answers.high
    usual = USUAL_ENDS.get(metric)
    if usual is None:
        return low, high
    return np.where(np.isnan(low), usual[0], low), np.where(np.isnan(high), usual[1], high)
