"""For whom it worked: groups of few go, and the next smallest with one that goes alone."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.small_cells.cells import without_figures
from touchpath.analysis.small_cells.rules import Hide, is_hidden, to_hide, withheld
from touchpath.analysis.uplift.result import UpliftLabel, UpliftResult


def _label(label: Any, k: int) -> Any:
    """Groups add up to everybody: where one is hidden another goes, and what is said of all of them too."""
    hide = to_hide([nan if is_hidden(group.effect.estimate) else group.people for group in label.groups], k)
    if not any(hide):
        return label
    groups = tuple(without_figures(group) if gone else group for group, gone in zip(label.groups, hide, strict=True))
    return replace(label, groups=groups, p_points=nan, p_odds=nan, adjusted_p=nan)


def _result(result: Any, k: int) -> Any:
    """Refused where an arm, or those of it who did it, are too few."""
    if is_hidden(result.whole.effect.estimate):
        raise withheld("This answer is", k)
    return result


RULES: dict[type, Hide] = {UpliftLabel: _label, UpliftResult: _result}
