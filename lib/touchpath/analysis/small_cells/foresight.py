"""Predictions: nobody is listed, and bands and tenths that add up to a shown whole hide together."""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import Any

from touchpath.analysis.foresight.columns import FEWEST_PEOPLE
from touchpath.analysis.foresight.result import PredictionResult
from touchpath.analysis.small_cells.cells import emptied, hide_cell, without_figures
from touchpath.analysis.small_cells.rules import Hide, is_small, tells, to_hide, withheld
from touchpath.stats.foretold import ForetoldTest

_WHAT_CAME = ("happened", "rate", "low", "high")


def _prediction(found: Any, k: int) -> Any:
    """Refused where few are there, or it happened to few of those looked at, or to all but few."""
    test = found.test
    few = is_small(found.now, k) or is_small(found.learned, k) or is_small(found.there - found.learned, k)
    if few or (test is not None and is_small(test.people, k)):
        raise withheld("Who it may happen to is", k)
    told = tells(found.learned_happened, found.learned, k)
    if told or (test is not None and tells(test.happened, test.people, k)):
        raise withheld("Who it may happen to is", k)
    rule = found.rule
    if rule is not None:
        rule = hide_cell(rule, k)
        rule = without_figures(rule) if is_small(found.now - rule.people, k) else rule
    weights = tuple(hide_cell(part, k) for part in found.weights)
    return replace(
        found, test=_test(test, k) if test else None, rule=rule, bands=_bands(found.bands, k), weights=weights,
        listed=(), variables=() if k > FEWEST_PEOPLE else found.variables,
    )  # fmt: skip


def _bands(bands: tuple[Any, ...], k: int) -> tuple[Any, ...]:
    """Bands add up now, last time, and over those to whom it happened: one hidden takes the next along."""
    hide = to_hide([band.people for band in bands], k)
    hide = to_hide([band.tested for band in bands], k, hide)
    untold = to_hide([band.happened for band in bands], k, hide)
    untold = to_hide([band.tested - band.happened for band in bands], k, untold)
    shown = [emptied(band, _WHAT_CAME) if gone else band for band, gone in zip(bands, untold, strict=True)]
    return tuple(without_figures(band) if gone else band for band, gone in zip(shown, hide, strict=True))


def _test(test: ForetoldTest, k: int) -> ForetoldTest:
    """Tenths with few to whom it happened (or did not) go, and the next with them; so do shares of so few."""
    hide = to_hide([part.people for part in test.bins], k)
    hide = to_hide([part.happened for part in test.bins], k, hide)
    hide = to_hide([part.people - part.happened for part in test.bins], k, hide)
    bins = tuple(without_figures(part) if gone else part for part, gone in zip(test.bins, hide, strict=True))
    return replace(test, bins=bins, gains=tuple(_gain(point, test, k) for point in test.gains))


def _gain(point: Any, test: ForetoldTest, k: int) -> Any:
    held = {
        name: nan if _tells(getattr(point, name), point.people, test, k) else getattr(point, name)
        for name in ("model", "rule")
    }
    return hide_cell(replace(point, **held), k)


def _tells(share: float, people: int, test: ForetoldTest, k: int) -> bool:
    """Whether a share of those to whom it happened is of few, leaves out few, or leaves few of its people."""
    held = share * test.happened
    return tells(held, test.happened, k) or tells(held, people, k)


WHOLE: dict[type, Hide] = {PredictionResult: _prediction}
