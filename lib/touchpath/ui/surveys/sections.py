"""The tabs of the page, in order: each has a title and the function that shows it. A new tab is one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.ui.header import Header
from touchpath.ui.surveys.answered import answered
from touchpath.ui.surveys.comments import comments_tab
from touchpath.ui.surveys.drivers import drivers_tab
from touchpath.ui.surveys.follows import follows_tab
from touchpath.ui.surveys.scores import scores_tab


@dataclass(frozen=True)
class SurveySection:
    """A tab: what stands on it, and what shows it, given the page's header and the answer about scores."""

    title: str
    show: Callable[[Header, Answer[ScoresResult]], None]


SECTIONS: tuple[SurveySection, ...] = (
    SurveySection("Scores", lambda top, answer: scores_tab(answer)),
    SurveySection("Who answered", answered),
    SurveySection("What follows", follows_tab),
    SurveySection("Drivers", drivers_tab),
    SurveySection("Comments", comments_tab),
)
