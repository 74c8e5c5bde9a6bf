"""Saved definitions and groups: saved, renamed, copied, deleted and brought back."""

import pytest

from tests.events import rows, workspace_of
from touchpath.analysis import funnel as measuring
from touchpath.journey.definition import DefinitionError, to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Funnel, Step, funnel_from
from touchpath.workspace import saved as kept

FUNNEL = Funnel((Step("view"), Step("buy")), window_seconds=60)


@pytest.fixture
def engine():
    return workspace_of(rows("ann: view 0, buy 5; bob: view 0; cid: view 0, buy 9")).engine


def names(engine):
    return [part.name for part in kept.saved(engine, "funnel")]


def test_a_funnel_comes_back_as_it_was(engine):
    assert kept.save(engine, "funnel", "  Check  out ", to_plain(FUNNEL)) == "Check out"
    found = kept.saved(engine, "funnel")[0]
    assert (found.name, funnel_from(found.definition)) == ("Check out", FUNNEL)
    assert kept.saved(engine, "retention") == ()


def test_a_name_is_used_once_unless_it_is_replaced(engine):
    kept.save(engine, "funnel", "A", to_plain(FUNNEL))
    with pytest.raises(DefinitionError, match="already a funnel"):
        kept.save(engine, "funnel", "A", {})
    kept.save(engine, "funnel", "A", {"steps": []}, replace=True)
    assert kept.saved(engine, "funnel")[0].definition == {"steps": []}
    with pytest.raises(DefinitionError, match="name first"):
        kept.save(engine, "funnel", "  ", {})


def test_rename_duplicate_delete_and_undo(engine):
    kept.save(engine, "funnel", "A", to_plain(FUNNEL))
    assert kept.duplicate(engine, "funnel", "A") == "A (copy)"
    assert kept.duplicate(engine, "funnel", "A") == "A (copy 2)"
    assert kept.rename(engine, "funnel", "A (copy)", "B") == "B"
    with pytest.raises(DefinitionError, match="already a funnel"):
        kept.rename(engine, "funnel", "B", "A")
    gone = kept.delete(engine, "funnel", "A")
    assert names(engine) == ["A (copy 2)", "B"]
    kept.save(engine, "funnel", gone.name, gone.definition)
    assert "A" in names(engine)
    with pytest.raises(DefinitionError, match="no saved funnel"):
        kept.delete(engine, "funnel", "zzz")


def test_a_group_of_a_step_filters_a_funnel(engine):
    people = measuring.people_at(engine, FUNNEL, step=1).person
    kept.save_group(engine, "Buyers", [int(person) for person in people], "People who bought.")
    group = kept.saved_groups(engine)[0]
    assert (group.name, group.people, group.origin) == ("Buyers", 2, "People who bought.")
    result = measuring.measure(engine, FUNNEL, Filters(group="Buyers"))
    assert [step.people for step in result.steps] == [2, 2]


def test_a_group_is_renamed_replaced_and_forgotten(engine):
    kept.save_group(engine, "G", [1, 2, 2], "some")
    assert kept.saved_groups(engine)[0].people == 2
    with pytest.raises(DefinitionError, match="already a group"):
        kept.save_group(engine, "G", [3], "others")
    kept.rename(engine, "group", "G", "H")
    kept.save_group(engine, "H", [3], "others", replace=True)
    assert [(part.name, part.people) for part in kept.saved_groups(engine)] == [("H", 1)]
    kept.delete_group(engine, "H")
    assert kept.saved_groups(engine) == ()
    with pytest.raises(DefinitionError, match="nobody"):
        kept.save_group(engine, "Empty", [], "none")
