"""The last answer of a person by a moment: what is known of how it felt when something else is decided."""

from __future__ import annotations

import numpy as np

from touchpath.analysis.surveys.answers import NO_TIME, Chosen, SurveyAnswers, Whole
from touchpath.analysis.surveys.placing import latest_before

_EVER = -(NO_TIME + 1)


def last_answers(answers: SurveyAnswers, wanted: Chosen, people: Whole, moments: Whole) -> Whole:
    """For each person the place of their last wanted answer at or before their moment (UTC microseconds); -1: none.

    Of answers at the same moment the last in the order of the sources counts.
    """
    timed = np.flatnonzero(wanted & (answers.person >= 0) & (answers.moment != NO_TIME))
    by = (answers.source_row, answers.import_id, answers.moment, answers.person)
    order = timed[np.lexsort([part[timed] for part in by])]
    found = latest_before(answers.person[order], answers.moment[order], people, moments, _EVER)
    return np.append(order, -1)[found]
