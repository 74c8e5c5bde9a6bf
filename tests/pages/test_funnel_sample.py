"""What is planted in the sample company, found on the funnel page."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from touchpath.analysis import funnel as measuring
from touchpath.analysis.drivers import find_drivers
from touchpath.analysis.drivers.times import first_times
from touchpath.home import HOME
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Funnel, Step
from touchpath.workspace import Workspace, sample
from touchpath.workspace.folder import list_workspaces

TRUTH = json.loads((HOME / "sample_data" / "truth.json").read_text("utf-8"))
PROBLEM, CAUSE = TRUTH["checkout_problem"], TRUTH["drop_off_driver"]
FUNNEL = Funnel(tuple(Step(name) for name in PROBLEM["funnel"]), window_seconds=PROBLEM["window_days"] * 86_400)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    sample.open_sample(folder, lambda said: None)
    return folder


@pytest.fixture
def engine(root):
    with Workspace.open(list_workspaces(root)[0].file) as workspace:
        yield workspace.engine


def test_persona_and_entry_channel_give_the_planted_counts(engine):
    for cell in PROBLEM["cells"]:
        chosen = Filters(personas=(cell["persona"],), channels=(cell["channel"],))
        result = measuring.measure(engine, FUNNEL, chosen)
        assert [step.people for step in result.steps] == cell["people"]
        if (cell["persona"], cell["channel"]) == (PROBLEM["persona"], PROBLEM["channel"]):
            assert result.steps[result.largest_drop_off].name == PROBLEM["step"]


def test_the_planted_cause_ranks_first_and_what_is_unrelated_does_not_stand_out(engine):
    place = PROBLEM["funnel"].index(CAUSE["to_step"])
    times = first_times(engine, FUNNEL, NO_FILTERS, place)
    found = find_drivers(engine, FUNNEL, times, place, CAUSE["landmark_seconds"] / 3600)
    first = found.factors[0].counts
    assert (first.value, first.exposed) == (CAUSE["cause"], CAUSE["touchpoints"][CAUSE["cause"]]["exposed"])
    assert found.factors[0].odds_ratio < 0.1
    called = {factor.counts.value for factor in found.called}
    assert not called & set(CAUSE["without_effect"])


def test_one_choice_shows_the_planted_problem(root, monkeypatch):
    monkeypatch.setenv("TOUCHPATH_DATA", str(root))
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=120).run()
    app.switch_page("pages/journeys/funnel.py").run()
    assert not app.exception
    app.selectbox(key="funnel_split").select("Persona and channel").run()
    said = next(part.value for part in app.markdown if part.value.startswith("#####")).replace("\\", "")
    assert f"Lowest conversion: {PROBLEM['persona']} on {PROBLEM['channel']}, " in said
    assert f"It falls behind most between start_checkout and {PROBLEM['step']}: " in said
