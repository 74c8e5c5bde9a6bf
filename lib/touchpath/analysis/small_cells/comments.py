"""Comments are the words of single people: none is shown, and themes only where enough people wrote them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from touchpath.analysis.small_cells.cells import hide_cell, without_figures
from touchpath.analysis.small_cells.rules import Hide, is_small, to_hide
from touchpath.analysis.small_cells.tables import GONE
from touchpath.analysis.surveys.comment_themes import Comment, CommentsFound, Theme


def _theme(theme: Any, k: int) -> Any:
    """A theme of few people, or of all but a few, is not shown at all."""
    few = is_small(theme.people, k) or is_small(theme.others, k)
    return GONE if few else replace(theme, typical=())


def _found(found: Any, k: int) -> Any:
    """Periods add up to the whole: a hidden one takes the next smallest along."""
    hide = to_hide([period.people for period in found.followed], k)
    also = to_hide([period.of for period in found.followed], k, hide)
    shown = [without_figures(part) if gone else part for part, gone in zip(found.followed, also, strict=True)]
    return hide_cell(replace(found, followed=tuple(shown)), k)


WHOLE: dict[type, Hide] = {Comment: lambda comment, k: GONE, Theme: _theme}
RULES: dict[type, Hide] = {CommentsFound: _found}
