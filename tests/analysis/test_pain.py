"""The rules of the list of pains, each on both sides of its edge, and the sample company of a few seeds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.analysis.pain_company import company
from tests.benchmarks.pain import found_first, pains_of
from touchpath.analysis import funnel as funnels
from touchpath.analysis.pain.candidates import PainCandidate
from touchpath.analysis.pain.excess import Excess, against_others, worse_cells, worse_channels
from touchpath.analysis.pain.ranking import listed
from touchpath.analysis.pain.result import Pain, PainResult
from touchpath.answers.map.pain import evidence
from touchpath.engine.base import Reader
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.funnel import funnel_from
from touchpath.stats.differences import newcombe


def table(*rows: tuple[int, ...]) -> np.ndarray:
    return np.array(rows)


PEOPLE = table((400, 400), (400, 400))


def test_a_cell_is_worse_than_both_its_persona_elsewhere_and_the_others_there() -> None:
    found = worse_cells(table((200, 100), (100, 100)), PEOPLE)[0, 0]
    assert found.difference == pytest.approx(0.25)
    assert found.excess == pytest.approx(100)
    assert found.low == pytest.approx(float(newcombe(100, 400, 200, 400)[0]))
    assert found.excess_low == pytest.approx(400 * found.low)
    assert found.p_value < 1e-10


def test_what_a_persona_does_everywhere_is_no_pain_of_a_place() -> None:
    persona = worse_cells(table((200, 200), (100, 100)), PEOPLE)
    assert all(part.low <= 0 for part in persona.values())
    channel = worse_cells(table((200, 100), (200, 100)), PEOPLE)
    assert all(part.low <= 0 for part in channel.values())


def test_the_smaller_difference_counts() -> None:
    found = worse_cells(table((200, 160), (100, 100)), PEOPLE)[0, 0]
    assert found.difference == pytest.approx(0.1)
    assert found.p_value == pytest.approx(worse_cells(table((200, 160), (160, 100)), PEOPLE)[0, 0].p_value)


@pytest.mark.parametrize(("size", "judged"), [(30, True), (29, False)])
def test_fewer_than_thirty_are_not_judged(size: int, judged: bool) -> None:
    people = table((size, 400), (400, 400))
    assert ((0, 0) in worse_cells(table((15, 100), (100, 100)), people)) == judged


def test_a_channel_is_held_against_the_others_within_personas() -> None:
    # more of the worse persona on the first channel: no difference within personas
    people, bad = table((900, 100), (100, 900)), table((450, 50), (10, 90))
    excess, _ = worse_channels(bad, people)[0]
    assert excess.difference == pytest.approx(0, abs=1e-12)
    worse, alone = worse_channels(table((200, 100), (200, 100)), PEOPLE)[0]
    assert worse.difference == pytest.approx(0.25)
    assert alone is None


def test_a_channel_that_one_persona_explains_names_it() -> None:
    _, alone = worse_channels(table((100, 100), (240, 100), (100, 100)), table(*((400, 400),) * 3))[0]
    assert alone == 1
    assert worse_channels(table((200, 100)), table((400, 400))) == {}, "without personas nothing is held still"


def test_values_are_compared_within_strata() -> None:
    # 50 % badly in one stratum, 10 % in the other, the value mostly in the first
    assert against_others([50, 90], [100, 900], [450, 10], [900, 100]).difference == pytest.approx(0, abs=1e-12)  # type: ignore[union-attr]
    assert against_others([0, 40], [0, 100], [60, 0], [100, 0]) is None
    better = against_others([50], [100], [20], [100])
    assert better is not None
    assert better.p_value == 1.0


def candidate(kind: str, low: float, p_value: float, **more: object) -> PainCandidate:
    found = Excess(1000, 500, 1000, 300, 0, 0, low + 0.05, low, p_value)
    return replace(PainCandidate("pay", "step", kind, found, "Family", "app"), **more)  # type: ignore[arg-type]


def test_what_passes_together_is_listed_by_the_lower_end_of_its_excess() -> None:
    pains = listed(
        [
            candidate("cell", 0.1, 1e-6, persona="Senior", channel="web"),
            candidate("cell", 0.2, 1e-5, place="ship"),
            candidate("cell", 0.3, 0.06, place="call"),
        ]
    )
    assert [(pain.place, round(pain.main.excess_low)) for pain in pains] == [("ship", 200), ("pay", 100)]


def test_outcomes_of_one_cell_stand_in_one_row() -> None:
    (pain,) = listed([candidate("cell", 0.1, 1e-6), candidate("cell", 0.2, 1e-6, outcome="csat")])
    assert [part.outcome for part in pain.outcomes] == ["csat", "step"]


def test_a_channel_and_its_worst_cell_are_one_story() -> None:
    channel = candidate("channel", 0.1, 1e-6, persona=None)
    (pain,) = listed([channel, candidate("cell", 0.05, 1e-6)])
    assert (pain.kind, pain.persona) == ("channel", "Family")
    (alone,) = listed([replace(channel, explained_by=0), candidate("cell", 0.05, 1e-6)])
    assert alone.kind == "cell"


def test_a_channel_takes_in_no_other_outcome_of_its_cells() -> None:
    scores = candidate("channel", 0.05, 1e-6, persona=None, outcome="csat")
    pains = listed([scores, candidate("cell", 0.2, 1e-6), candidate("cell", 0.1, 1e-6, outcome="csat")])
    assert [(pain.kind, pain.persona, [part.outcome for part in pain.outcomes]) for pain in pains] == [
        ("cell", "Family", ["step"]), ("channel", "Family", ["csat"]),
    ]  # fmt: skip


def test_a_value_of_many_touchpoints_is_told_where_it_is_surest() -> None:
    """A trait of people that every event carries: it stands out wherever they are."""
    cohort = {"property_name": "cohort", "value": "January", "persona": None, "channel": None}
    pains = listed(
        [candidate("value", low, 1e-6, place=place, **cohort) for place, low in (("a", 0.1), ("b", 0.3), ("c", 0.2))]
        + [candidate("value", 0.05, 1e-6, **{**cohort, "value": "May"}), candidate("cell", 0.2, 1e-6)]
    )
    told = [(pain.place, pain.value, pain.elsewhere) for pain in pains]
    assert told == [("b", "January", 2), ("pay", "", 0), ("pay", "May", 0)]


def shows_the_same(pain: Pain, found: PainResult, engine: Reader) -> None:
    """The funnel that a row links to has its figures."""
    shown = evidence(pain, found, engine, NO_FILTERS)
    asked = funnel_from(json.loads(dict(shown.parameters)["funnel"]))
    (group,) = [part for part in funnels.measure(engine, asked).groups if part.values == ("Families", "app")]
    before, last = group.steps[-2], group.steps[-1]
    assert (pain.main.people, pain.main.bad) == (before.people, last.dropped)


@pytest.mark.parametrize("seed", range(1, 6))
def test_planted_pains_come_first_and_a_neutral_company_has_none(tmp_path: Path, seed: int) -> None:
    """The sample company at half of its size (a quarter is too few to be sure of the slow support), the neutral one
    at a quarter; the study of many seeds is tests/benchmarks/pain.py."""
    with company(tmp_path, seed, 0.5) as engine:
        found = pains_of(engine)
        assert found_first(found.pains)
        if seed == 1:
            shows_the_same(found.pains[0], found, engine)
    with company(tmp_path, seed, 0.25, neutral=True) as engine:
        assert pains_of(engine).pains == ()
