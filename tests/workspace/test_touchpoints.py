"""Renaming, merging and describing touchpoints without touching what was uploaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workspace.small_log import workspace_with
from touchpath.journey.change import Change
from touchpath.journey.change_outcome import Outcome
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel, Step, funnel_from
from touchpath.journey.persona_tests import Done
from touchpath.journey.personas import PersonaRule, Personas
from touchpath.journey.touchpoints import Traits
from touchpath.workspace import Workspace
from touchpath.workspace.changes import DatedChange, save_change, saved_changes
from touchpath.workspace.personas import apply_personas, personas_in_force
from touchpath.workspace.saved import save, saved
from touchpath.workspace.settings import save_settings
from touchpath.workspace.touchpoints import (
    channel_catalogue,
    fill_guesses,
    save_catalogue,
    show_as,
    split,
    stage_by_channel,
    take_back,
    touchpoint_catalogue,
)

EVENTS = [
    ("ada", "2025-01-01 10:00", "buy", "web"),
    ("ada", "2025-01-02 10:00", "order", "store"),
    ("bob", "2025-01-03 10:00", "order", "Web"),
    ("bob", "2025-01-04 10:00", "support_call", None),
    ("cid", "2025-01-05 10:00", "xyzzy", "Store"),
]


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    return workspace_with(tmp_path, EVENTS)


def _guess(workspace: Workspace) -> int:
    with workspace.engine.transaction() as writer:
        return fill_guesses(writer)


def _row(workspace: Workspace, name: str) -> dict:
    frame = touchpoint_catalogue(workspace.engine)
    return frame[frame["touchpoint"] == name].iloc[0].to_dict()


def test_catalogue_counts_events_people_and_channels(shop: Workspace) -> None:
    row = _row(shop, "order")
    assert (row["events"], row["people"], row["channels"]) == (2, 2, 2)
    assert str(row["first_seen"]) == "2025-01-02 10:00:00"
    assert list(touchpoint_catalogue(shop.engine)["touchpoint"]) == ["order", "buy", "support_call", "xyzzy"]


def test_catalogue_keeps_touchpoints_the_filters_leave_without_events(shop: Workspace) -> None:
    frame = touchpoint_catalogue(shop.engine, Filters(channels=("web",)))
    assert dict(zip(frame["touchpoint"], frame["events"], strict=True)) == {
        "buy": 1,
        "order": 0,
        "support_call": 0,
        "xyzzy": 0,
    }


def test_guesses_fill_what_is_unknown_and_spare_what_is_confirmed(shop: Workspace) -> None:
    shop.catalogue.save({}, {"buy": Traits(stage="onboarding")})
    assert _guess(shop) == 3
    assert (_row(shop, "order")["stage"], _row(shop, "order")["confirmed"]) == ("purchase", False)
    assert (_row(shop, "buy")["stage"], _row(shop, "buy")["confirmed"]) == ("onboarding", True)
    assert _row(shop, "xyzzy")["setting"] == "offline"
    assert _row(shop, "xyzzy")["stage"] is None
    assert _guess(shop) == 0


def test_a_confirmed_blank_is_not_guessed_again(shop: Workspace) -> None:
    shop.catalogue.save({}, {"order": Traits()})
    _guess(shop)
    assert _row(shop, "order")["stage"] is None


def test_merging_counts_a_person_once_and_takes_the_first_traits(shop: Workspace) -> None:
    _guess(shop)
    shop.catalogue.save({}, {"buy": Traits(stage="retention")})
    show_as(shop.engine, ["buy", "order"], "Purchase")
    row = _row(shop, "Purchase")
    assert (row["events"], row["people"], row["stage"], row["confirmed"]) == (3, 2, "retention", True)
    assert list(row["raw_names"]) == ["buy", "order"]


def test_taking_back_a_merge_restores_names_and_traits(shop: Workspace) -> None:
    _guess(shop)
    shop.catalogue.save({}, {"buy": Traits(stage="retention")})
    before = touchpoint_catalogue(shop.engine)
    take_back(shop.engine, show_as(shop.engine, ["buy", "order"], "Purchase"))
    assert touchpoint_catalogue(shop.engine).equals(before)


def test_splitting_shows_the_uploaded_names_again(shop: Workspace) -> None:
    show_as(shop.engine, ["buy", "order"], "Purchase")
    split(shop.engine, "Purchase")
    assert set(touchpoint_catalogue(shop.engine)["touchpoint"]) == {"buy", "order", "support_call", "xyzzy"}


def test_splitting_into_a_name_in_use_is_refused(shop: Workspace) -> None:
    show_as(shop.engine, ["buy"], "Purchase")
    show_as(shop.engine, ["order"], "buy")
    with pytest.raises(DefinitionError, match='Another touchpoint is shown as "buy"'):
        split(shop.engine, "Purchase")


def test_settings_follow_a_rename_and_stay_guesses(shop: Workspace) -> None:
    with shop.engine.transaction() as writer:
        save_settings(writer, {"purchase": ("buy", "order")}, confirmed=False)
    before = show_as(shop.engine, ["buy", "order"], "Purchase")
    assert shop.settings["purchase"].value == ("Purchase",)
    assert not shop.settings["purchase"].confirmed
    take_back(shop.engine, before)
    assert shop.settings["purchase"].value == ("buy", "order")


@pytest.mark.parametrize(
    "names, shown, sentence",
    [
        (["buy"], "order", 'already a touchpoint called "order"'),
        (["buy"], "  ", "needs a name"),
        (["pay"], "Payment", 'no touchpoint called "pay"'),
    ],
)
def test_impossible_names_are_refused(shop: Workspace, names: list[str], shown: str, sentence: str) -> None:
    with pytest.raises(DefinitionError, match=sentence):
        show_as(shop.engine, names, shown)


def test_channels_merge_the_same_way(shop: Workspace) -> None:
    before = show_as(shop.engine, ["web", "Web"], "web", "channel")
    frame = channel_catalogue(shop.engine)
    assert dict(zip(frame["channel"], frame["people"], strict=True)) == {"web": 2, "Store": 1, "store": 1}
    assert touchpoint_catalogue(shop.engine, Filters(channels=("web",)))["events"].sum() == 2
    take_back(shop.engine, before)
    assert len(channel_catalogue(shop.engine)) == 4


def test_stages_by_channel_keep_the_missing_channel(shop: Workspace) -> None:
    _guess(shop)
    rows = {(row.stage, row.channel): row.people for row in stage_by_channel(shop.engine).itertuples()}
    assert rows == {
        ("purchase", "Web"): 1,
        ("purchase", "store"): 1,
        ("purchase", "web"): 1,
        ("retention", None): 1,
        (None, "Store"): 1,
    }


def test_a_batch_of_edits_renames_merges_and_confirms_at_once(shop: Workspace) -> None:
    _guess(shop)
    version = shop.engine.version
    before = save_catalogue(
        shop.engine, {"buy": "order", "xyzzy": "Riddle"}, {"xyzzy": Traits("advocacy"), "order": Traits("purchase")}
    )
    assert shop.engine.version == version + 1
    assert list(_row(shop, "order")["raw_names"]) == ["buy", "order"]
    assert (_row(shop, "order")["directness"], _row(shop, "order")["confirmed"]) == (None, True)
    assert (_row(shop, "Riddle")["stage"], _row(shop, "Riddle")["setting"]) == ("advocacy", None)
    take_back(shop.engine, before)
    assert (_row(shop, "buy")["stage"], _row(shop, "buy")["confirmed"]) == ("purchase", False)


def test_two_touchpoints_can_swap_names(shop: Workspace) -> None:
    save_catalogue(shop.engine, {"buy": "order", "order": "buy"}, {})
    assert _row(shop, "buy")["events"] == 2
    assert list(_row(shop, "order")["raw_names"]) == ["buy"]


def test_what_is_kept_follows_new_names(shop: Workspace) -> None:
    steps = Funnel((Step(("buy", "xyzzy"), (Condition("channel", "=", "web"),)), "support_call"))
    save(shop.engine, "funnel", "Help after buying", to_plain(steps))
    save_change(shop.engine, Change("New shelf", date(2025, 1, 3), Outcome(entry="order", returning="buy"), "order"))
    apply_personas(shop.engine, Personas((PersonaRule("Buyer", (Done(("buy",)),)),)))
    kept = _kept(shop)
    before = save_catalogue(shop.engine, {"buy": "order", "order": "Order", "xyzzy": "Riddle"}, {})
    web = show_as(shop.engine, ["web", "Web"], "Site", "channel")
    funnel, change, rule = _kept(shop)
    assert funnel.steps[0] == Step(("order", "Riddle"), (Condition("channel", "=", "Site"),))
    assert (change.touchpoint, change.question.touchpoint) == ("Order", "Order")
    assert (change.question.outcome.entry, change.question.outcome.returning) == (Step("Order"), Step("order"))
    assert rule.sources[0].tests[0].touchpoints == ("order",)
    take_back(shop.engine, web)
    take_back(shop.engine, before)
    assert _kept(shop) == kept


def test_what_was_edited_since_is_not_taken_back(shop: Workspace) -> None:
    save(shop.engine, "funnel", "Way", to_plain(Funnel(("buy", "order"))))
    before = show_as(shop.engine, ["buy"], "bought")
    edited = to_plain(Funnel(("bought", "support_call")))
    save(shop.engine, "funnel", "Way", edited, replace=True)
    take_back(shop.engine, before)
    assert saved(shop.engine, "funnel")[0].definition == edited


def test_a_split_touchpoint_is_any_of_its_names_in_a_step(shop: Workspace) -> None:
    show_as(shop.engine, ["buy", "order"], "purchase")
    save(shop.engine, "funnel", "Way", to_plain(Funnel(("purchase", "support_call"))))
    split(shop.engine, "purchase")
    assert funnel_from(saved(shop.engine, "funnel")[0].definition).steps[0] == Step(("buy", "order"))


def _kept(workspace: Workspace) -> tuple[Funnel, DatedChange, Personas]:
    funnel = funnel_from(saved(workspace.engine, "funnel")[0].definition)
    return funnel, saved_changes(workspace.engine)[0], personas_in_force(workspace.engine)
