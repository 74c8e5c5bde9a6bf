"""Personas against the rest: figures of the overview, judged where there is enough, silent where nothing differs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.analysis.change_sample import sample
from touchpath.analysis import measures
from touchpath.analysis.persona_grid import GridSide, PersonaGridResult, difference_of
from touchpath.analysis.small_cells import SMALL_GROUP, hidden
from touchpath.answers import ask
from touchpath.answers.measures.now import workspace_settings
from touchpath.answers.persona_grid.words import best_row, sentence, worst_row
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.questions import PersonaGrid
from touchpath.stats.means import mean_interval, moments
from touchpath.stats.multiplicity import benjamini_hochberg
from touchpath.stats.proportions import wilson

_PEOPLE = (60, 90, 120, 200, 400, 800)


def rate_side(hits: int, n: int) -> GridSide:
    low, high = wilson(hits, n)
    return GridSide(n, hits, hits / n, float(low), float(high))


def flagged(random: np.random.Generator) -> bool:
    """Whether anything is flagged in a grid of 6 personas x 10 measures in which nobody differs."""
    p_values, excludes = [], []
    for measure in range(10):
        rate = random.uniform(0.05, 0.6)
        values = [_answers(random, measure, rate, n) for n in _PEOPLE]
        for own in range(len(_PEOPLE)):
            rest = np.concatenate([values[other] for other in range(len(_PEOPLE)) if other != own])
            gap = difference_of(_side(values[own], measure), _side(rest, measure))
            p_values.append(gap.p_value)
            excludes.append(gap.excludes_zero)
    return bool(np.any((benjamini_hochberg(p_values) <= 0.05) & np.array(excludes)))


def _answers(random: np.random.Generator, measure: int, rate: float, n: int) -> Any:
    """Yes or no; a value with a long tail; an answer of -1, 0 or 1."""
    if measure < 4:
        return random.random(n) < rate
    return random.lognormal(1.0, 0.8, n) if measure < 7 else random.choice((-1.0, 0.0, 1.0), n, p=(0.2, 0.3, 0.5))


def _side(values: Any, measure: int) -> GridSide:
    """Rates, then means per person, then what has only an interval."""
    if measure < 4:
        return rate_side(int(values.sum()), len(values))
    found = moments(values)
    interval = mean_interval(found)
    return GridSide(
        len(values), float("nan"), found.mean, interval.low, interval.high, values if measure < 7 else None
    )


def test_where_nobody_differs_nothing_is_flagged() -> None:
    random = np.random.default_rng(5)
    assert sum(flagged(random) for _ in range(60)) <= 7  # 5.5 %: 1,000 grids in tests/benchmarks/persona_grids.py


@pytest.mark.parametrize(("n", "judged"), [(29, False), (30, True)])
def test_under_thirty_nothing_is_judged(n: int, judged: bool) -> None:
    gap = difference_of(rate_side(n // 2, n), rate_side(100, 1_000))
    assert (gap.p_value == gap.p_value) is judged
    assert gap.estimate == pytest.approx(n // 2 / n - 0.1)


@pytest.fixture(scope="module")
def found() -> PersonaGridResult:
    result: PersonaGridResult = ask(sample(), PersonaGrid()).result
    return result


@pytest.mark.parametrize("name", ["conversion", "retained", "repeat_purchase", "nps", "ces", "revenue", "purchases"])
def test_each_figure_is_the_measure_of_the_overview(found: PersonaGridResult, name: str) -> None:
    engine = sample().engine
    settings = workspace_settings(engine)
    for row in found.rows:
        cell = row.cell(name)
        assert cell is not None
        figure = measures.value(engine, name, Filters(personas=(row.persona,)), settings)
        expected = figure.value / row.people if name in ("revenue", "purchases") else figure.value
        assert cell.value == pytest.approx(expected, nan_ok=True)
    assert sum(row.people for row in found.rows) == measures.value(engine, "people", NO_FILTERS, settings).value


def test_the_sentence_names_the_worst_and_the_best_served_and_where(found: PersonaGridResult) -> None:
    answer = ask(sample(), PersonaGrid())
    worst, best = worst_row(found), best_row(found)
    assert worst is not None
    assert best is not None
    assert (worst.persona, best.persona) == ("Bargain hunters", "Enthusiasts")
    assert answer.sentence.startswith("Bargain hunters are worst served: ")
    assert "Enthusiasts are best served: " in answer.sentence
    assert "retained at 30 days 23.4 %" in answer.sentence


def test_a_small_persona_takes_another_along(found: PersonaGridResult) -> None:
    shown = hidden(found, 3_000)
    gone = [row for row in shown.rows if row.people != row.people]
    assert {row.persona for row in gone} == {SMALL_GROUP}
    assert len(gone) == 2
    assert all(cell.value != cell.value for row in gone for cell in row.cells)
    for name in ("conversion", "nps"):
        cells = [row.cell(name) for row in shown.rows]
        assert sum(cell is None or cell.value != cell.value for cell in cells) != 1
    assert sentence(shown, None).startswith("Too little is known, or may be shown")  # type: ignore[arg-type]


def test_where_nothing_differs_nobody_is_named(found: PersonaGridResult) -> None:
    alike = tuple(replace(row, cells=tuple(replace(cell, differs=False) for cell in row.cells)) for row in found.rows)
    said = sentence(replace(found, rows=alike), None)  # type: ignore[arg-type]
    assert said == "No persona is served worse or better than the others beyond chance."
