"""Low, middle and top scores: detractors, passives and promoters of an NPS, boxes of any other scale."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.surveys.answers import Numbers, Whole
from touchpath.analysis.surveys.named import NamedAnswers

UNSCORED = -1


def bands_of(scores: Numbers, asked: NamedAnswers) -> Whole:
    """The band of each score: 0 low, 1 middle, 2 top, UNSCORED without a score, or a known scale.

    NPS: 0-6, 7-8, 9-10. CES on 1-7: 1-3, 4, 5-7. Any other scale: the top two boxes, as many low boxes, and those
    between; of three boxes or fewer the top one and the low one.
    """
    low_to, top_from = ends_of_bands(asked)
    found = np.where(scores >= top_from, 2, np.where(scores <= low_to, 0, 1))
    return np.where(np.isfinite(scores) & np.isfinite(low_to), found, UNSCORED).astype(np.int64)


def ends_of_bands(asked: NamedAnswers) -> tuple[float, float]:
    """The highest low score and the lowest top score; NaN where the scale is not known."""
    if not np.isfinite(asked.high) or not np.isfinite(asked.low):
        return np.nan, np.nan
    if (asked.metric, asked.low, asked.high) == ("nps", 0, 10):
        return 6.0, 9.0
    top = 2 if (asked.metric, asked.low, asked.high) == ("ces", 1, 7) else 1 if asked.high - asked.low > 2 else 0
    return asked.low + top, asked.high - top
