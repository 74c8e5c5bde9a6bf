"""Predictions from a log: the gate's decision, reasons, bands, cut-offs, refusals and what viewers may see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.analysis.leaving_shop import written_shop
from touchpath.analysis.foresight.cuts import cuts_of
from touchpath.analysis.foresight.measuring import people_in_band
from touchpath.analysis.small_cells import Withheld
from touchpath.answers import Viewer, ask
from touchpath.answers.foresight.words import reason_words
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.journey.prediction import Prediction
from touchpath.journey.watching import Stopped
from touchpath.workspace import Workspace

SEEN = Viewer("owner", 0)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with Workspace.open(written_shop(tmp_path_factory.mktemp("shop") / "shop.duckdb")) as workspace:
        yield workspace


def test_the_model_is_used_and_waiting_is_among_the_reasons(shop: Workspace) -> None:
    answer = ask(shop, Prediction(), viewer=SEEN)
    found = answer.result
    assert found.by_model
    assert 0.8 <= found.test.slope <= 1.25
    assert found.test.model_auc > found.test.rule_auc + found.test.error
    known = {part.topic: part for part in found.weights}
    assert known["property", "wait_minutes"].lost > 0.005
    assert known["property", "wait_minutes"].direction == 1
    told = [reason_words(reason, answer.question, "EUR") for part in found.listed for reason in part.reasons]
    assert any("wait_minutes" in words for words in told)
    assert "wait_minutes" in answer.table("people-at-risk").rows["goes_along_with"].str.cat()


def test_bands_add_up_and_are_what_is_saved(shop: Workspace) -> None:
    found = ask(shop, Prediction(), viewer=SEEN).result
    assert sum(band.people for band in found.bands) == found.now
    assert sum(band.tested for band in found.bands) == found.test.people
    assert sum(band.happened for band in found.bands) == found.test.happened
    assert [band.name for band in found.bands] == ["highest", "raised", "rest"]
    assert found.bands[0].rate > found.bands[1].rate > found.bands[2].rate
    assert len(people_in_band(shop.engine, Prediction(), Filters(), "highest")) == found.bands[0].people
    assert len(people_in_band(shop.engine, Prediction(), Filters(), "named")) == 0


def test_the_days_of_the_cut_offs(shop: Workspace) -> None:
    """Labels are over: tested people are followed for 30 days, and learned from 30 days before that."""
    found = ask(shop, Prediction(), viewer=SEEN).result
    end = shop.engine.calendar.data_end
    assert end is not None
    assert found.as_of == end.date()
    assert found.tested_on == (end - timedelta(days=30)).date()
    assert found.learned_on == found.tested_on - timedelta(days=30)
    earlier = ask(shop, Prediction(days=20), Filters(date_to=date(2025, 4, 30)), SEEN).result
    assert (earlier.as_of, earlier.tested_on) == (date(2025, 4, 30), date(2025, 4, 10))


@pytest.mark.parametrize("filters", [Filters(), Filters(date_to=date(2030, 1, 1))])
def test_whoever_came_at_the_very_last_moment_is_still_there(shop: Workspace, filters: Filters) -> None:
    calendar = shop.engine.calendar
    cuts = cuts_of(calendar, Prediction(), filters)
    assert cuts is not None
    assert calendar.data_end is not None
    seen = shop.engine.arrays("ask/foresight/in_view", {"cutoff": cuts.now}, Filters())["person"]
    before = shop.engine.arrays("ask/foresight/in_view", {"cutoff": calendar.data_end}, Filters())["person"]
    assert len(seen) >= len(before) > 0
    rows = shop.engine.frame("ask/load/list_events")
    assert (rows["occurred_at"] < pd.Timestamp(cuts.now)).all(), "nothing lies after what is known"


def test_without_a_signal_a_rule_does_as_well(tmp_path: Path) -> None:
    with Workspace.open(written_shop(tmp_path / "shop.duckdb", 900, 1, signal=False)) as shop:
        answer = ask(shop, Prediction(), viewer=SEEN)
    assert not answer.result.by_model
    assert answer.result.failed
    assert answer.sentence.startswith("A simple rule does as well as a model: ")
    assert [band.name for band in answer.result.bands] == ["named", "others"]
    assert sum(band.people for band in answer.result.bands) == answer.result.now
    assert "The model is not used" in " ".join(answer.notes)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Prediction(days=60), "and 60 days ahead need twice as many"),
        (Prediction("detractor"), "nobody answered as a detractor"),
        (Prediction("not_buy", 30, ("sale",)), "nobody in view was there"),
        (Prediction(days=30, touchpoints=("call",), seen_within_days=1), "Nothing"),
    ],
)
def test_what_is_refused_says_why(shop: Workspace, asked: Prediction, words: str) -> None:
    answer = ask(shop, asked, viewer=SEEN)
    assert words in answer.sentence
    assert not answer.tables


def test_definitions_that_cannot_be() -> None:
    for made in (
        lambda: Prediction("leave"),  # type: ignore[arg-type]
        lambda: Prediction(days=0),
        lambda: Prediction("not_buy"),
        lambda: Prediction(seen_within_days=0),
    ):
        with pytest.raises(DefinitionError):
            made()
    assert Prediction("detractor", touchpoints=("visit",)).touchpoints == ()


def test_nobody_is_listed_while_small_groups_are_hidden(shop: Workspace) -> None:
    answer = ask(shop, Prediction(), viewer=Viewer("owner", 20))
    assert answer.result.listed == ()
    assert answer.result.bands[0].people > 20
    assert "is hidden" in answer.sentence, "all but four of the highest band did not come back"
    assert answer.table("people-at-risk").rows.empty
    with pytest.raises(Withheld):
        ask(shop, Prediction(), viewer=Viewer("owner", 3_000))


def test_whoever_waits_is_told_how_far_it_is_and_may_stop(shop: Workspace) -> None:
    heard: list[int] = []

    def watch(done: int, of: int) -> None:
        heard.append(done)
        if done > 30:
            raise Stopped("Stopped.")

    with pytest.raises(Stopped):
        ask(shop, Prediction(days=29), viewer=SEEN, watch=watch)
    assert heard == sorted(heard)
    assert heard[0] == 0


def test_a_part_of_the_people(shop: Workspace) -> None:
    whole = ask(shop, Prediction(), viewer=SEEN).result
    parts = [ask(shop, Prediction(), Filters(personas=(name,)), SEEN).result for name in ("Family", "Senior")]
    assert sum(part.now for part in parts) == whole.now
