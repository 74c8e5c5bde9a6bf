"""An import taken back is as if it had never been made, whatever it brought and whatever came before and after."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpath.ingest.mapping import Constant, EventMapping
from touchpath.ingest.question import Question
from touchpath.ingest.refusal import ImportRefused
from touchpath.journey.quality import Remedy, Rows, SetAside, Shift, Stretch
from touchpath.workspace import Workspace
from touchpath.workspace.remedies import applied, apply
from touchpath.workspace.saved import save_group, saved_groups

File = tuple[str, tuple[str, ...]]
HEADERS = {
    "events": "who,when,what,where,much,id",
    "plain events": "who,when,what,where,note",
    "answers": "who,when,score,why,place",
    "wide answers": "id,person,q1,q2",
    "costs": "day,channel,campaign,spend",
    "counts": "day,channel,clicks,views",
    "people": "id,segment,city",
    "aliases": "old,new",
}
ROWS = {
    "events": (
        "a,2025-01-01,visit,web,,e1", "b,2025-01-02,buy,app,5,e2", "c,2025-01-03,buy,web,7,e3", ",2025-01-01,x,,,e4",
    ),
    "plain events": (
        "a,2025-01-01,visit,web,x", "b,2025-01-02,buy,app,y", "c,2025-01-03,call,phone,", "c,never,call,,",
    ),
    "answers": ("a,2025-01-01,9,good,shop", "b,2025-01-02,3,,web", "d,2025-01-02,3,bad,", "d,never,3,bad,"),
    "wide answers": ("r1,a,9,5", "r2,b,7,4", "r3,,2,1", "r1,a,9,1"),
    "costs": ("2025-01-01,web,spring,10", "2025-01-02,app,,20", "2025-01-02,tv,,20", "never,web,,1"),
    "counts": ("2025-01-01,web,10,100", "2025-01-02,app,20,", "2025-01-02,web,20,200", "2025-01-01,web,10,90"),
    "people": ("a,gold,Rome", "a,silver,", "b,gold,Bari", "e,,Pisa"),
    "aliases": ("a,b", "b,c", "c,a", "d,e"),
}  # fmt: skip
FILES = st.sampled_from(sorted(HEADERS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(st.sampled_from(ROWS[kind]), min_size=1, max_size=5).map(tuple))
)
OVERLAPPING = ("answers", "wide answers", "costs", "counts", "plain events", "events")
PICTURES = (
    "ask/load/list_events",
    "ask/load/list_responses",
    "ask/load/list_costs",
    "ask/load/list_daily_counts",
    "ask/load/list_imports",
)


def add(workspace: Workspace, file: File) -> Any:
    kind, rows = file
    path = workspace.spool / "file.csv"
    path.write_text("\n".join([HEADERS[kind], *rows]) + "\n")
    events = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where", "time_format": "iso"}
    if kind == "events":
        return workspace.import_events(path, **events, value="much", event_id="id")
    if kind == "plain events":
        return workspace.import_events(path, **events)
    if kind == "answers":
        scored = {"person": "who", "answered_at": "when", "score": "score", "comment": "why", "time_format": "iso"}
        return workspace.import_responses(path, **scored, metric=Constant("nps"), touchpoint="place")
    if kind == "wide answers":
        questions = (Question("q1", "Recommend?", "nps", 0, 10), Question("q2", "Happy?", "csat", 1, 5))
        return workspace.import_responses(path, respondent="id", person="person", questions=questions)
    if kind == "costs":
        return workspace.import_costs(
            path, day="day", channel="channel", campaign="campaign", spend="spend", time_format="iso"
        )
    if kind == "counts":
        return workspace.import_daily_counts(
            path, day="day", channel="channel", measures=("clicks", "views"), time_format="iso"
        )
    if kind == "people":
        return workspace.import_people(path, person="id", persona="segment")
    return workspace.import_identities(path, alias="old", person="new")


def picture(workspace: Workspace) -> dict[str, Any]:
    """All a workspace shows; imports are numbered from 1, as if none had ever been taken back."""
    records = workspace.imports()
    number = {record.import_id: place for place, record in enumerate(reversed(records), start=1)}
    shown: dict[str, Any] = {}
    for question in PICTURES:
        frame = workspace.engine.frame(question).drop(columns=["imported_at"], errors="ignore")
        frame["import_id"] = frame["import_id"].map(number)
        shown[question] = [tuple(map(str, row)) for row in frame.astype(object).itertuples(index=False)]
    people = workspace.engine.frame("ask/load/list_people")
    shown["people"] = [tuple(map(str, row)) for row in people.itertuples(index=False)]
    for question in ("ask/touchpoints/names", "load/rejections"):
        if question == "load/rejections":
            shown[question] = [
                workspace.imports.rejected_rows(record.import_id).astype(str).values.tolist() for record in records
            ]
        else:
            names = workspace.engine.frame(question).drop(columns=["code"], errors="ignore")
            shown[question] = sorted(tuple(map(str, row)) for row in names.itertuples(index=False))
    shown["settings"] = {name: setting.value for name, setting in workspace.settings.items()}
    return shown


def alone(files: Sequence[File]) -> dict[str, Any]:
    """What these files bring by themselves."""
    return _alone(tuple(files))


@cache
def _alone(files: tuple[File, ...]) -> dict[str, Any]:
    with Workspace.in_memory() as workspace:
        for file in files:
            add(workspace, file)
        return picture(workspace)


def adds_up(workspace: Workspace) -> bool:
    return all(r.rows_read == r.accepted + r.rejected + r.duplicate + r.set_aside for r in workspace.imports())


@settings(max_examples=8)
@given(files=st.lists(FILES, min_size=2, max_size=4, unique=True), order=st.randoms(use_true_random=False))
def test_any_imports_taken_back_leave_what_the_others_alone_bring(files: list[File], order: Any) -> None:
    with Workspace.in_memory() as workspace:
        left = {add(workspace, file).import_id: file for file in files}
        for import_id in order.sample(sorted(left), order.randint(1, len(left))):
            workspace.imports.undo(import_id)
            del left[import_id]
            assert adds_up(workspace)
        assert picture(workspace) == alone(list(left.values()))


@settings(max_examples=10)
@given(kind=st.sampled_from(OVERLAPPING), data=st.data())
def test_overlapping_files_of_one_kind(kind: str, data: st.DataObject) -> None:
    rows = st.lists(st.sampled_from(ROWS[kind]), min_size=1, max_size=6).map(tuple)
    files = [(kind, part) for part in data.draw(st.lists(rows, min_size=2, max_size=4, unique=True))]
    with Workspace.in_memory() as workspace:
        ids = [add(workspace, file).import_id for file in files]
        taken = data.draw(st.integers(0, len(files) - 1))
        workspace.imports.undo(ids[taken])
        assert picture(workspace) == alone(files[:taken] + files[taken + 1 :])
        assert adds_up(workspace)


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_a_part_of_a_later_file_comes_back(kind: str) -> None:
    first, second, third, fourth = ROWS[kind]
    files = [(kind, (first, second)), (kind, (first, first, second, third, fourth))]
    with Workspace.in_memory() as workspace:
        reports = [add(workspace, file) for file in files]
        if kind not in ("people", "aliases"):
            counted_by_id = kind in ("events", "wide answers")
            assert reports[1].duplicate == (3 if counted_by_id else 2)
        workspace.imports.undo(reports[0].import_id)
        assert picture(workspace) == alone(files[1:])


def test_the_order_of_files_does_not_change_what_is_held() -> None:
    for kind in ("plain events", "answers", "wide answers", "costs", "counts"):
        first, second, third, _ = ROWS[kind]
        files = [(kind, (first, second)), (kind, (first, first, third)), (kind, (second, second, third))]
        held = []
        for order in (files, files[::-1], [files[1], files[2], files[0]]):
            with Workspace.in_memory() as workspace:
                for file in order:
                    add(workspace, file)
                shown = [
                    workspace.engine.frame(question).drop(columns=["import_id", "source_row"], errors="ignore")
                    for question in PICTURES[:4]
                ]
                held.append([sorted(map(str, frame.astype(object).values.tolist())) for frame in shown])
        assert held[0] == held[1] == held[2]


def test_an_answer_of_which_only_a_part_is_known_is_an_accepted_row() -> None:
    with Workspace.in_memory() as workspace:
        one = add(workspace, ("wide answers", ("r1,a,9,5",)))
        two = add(workspace, ("wide answers", ("r1,a,9,4", "r1,a,9,5")))
        assert (two.accepted, two.duplicate) == (2, 0)
        assert sorted(workspace.engine.frame("ask/load/list_responses")["answer"]) == ["4", "5", "9", "9"]
        workspace.imports.undo(one.import_id)
        assert workspace.imports()[0].accepted == 2
        assert sorted(workspace.engine.frame("ask/load/list_responses")["answer"]) == ["4", "5", "9", "9"]


@pytest.mark.parametrize(
    "remedy",
    [
        SetAside("Some rows", Rows("e.source_row <= 3")),
        Shift("Two hours later", Stretch(1, 2, 4), 7_200),
    ],
    ids=["set aside", "shifted"],
)
def test_what_a_remedy_changed_comes_back_from_the_other_file_as_it_was(remedy: Remedy) -> None:
    rows = ROWS["plain events"][:3]
    files: list[File] = [("plain events", rows), ("plain events", (*rows, "d,2025-01-09,visit,,z"))]
    with Workspace.in_memory() as workspace:
        one = add(workspace, files[0])
        add(workspace, files[1])
        done = apply(workspace.engine, remedy)
        assert done.rows >= 2
        workspace.imports.undo(one.import_id)
        assert picture(workspace) == alone(files[1:])
        assert applied(workspace.engine) == ()
        assert adds_up(workspace)


def test_fixed_rows_go_with_their_import_and_come_back_from_others(tmp_path: Path) -> None:
    kinds = {"plain events": "when", "answers": "when", "costs": "day"}
    for kind, column in kinds.items():
        good = ROWS[kind][-1].replace("never", "2025-01-05")
        with Workspace.open(tmp_path / kind / "shop.duckdb") as workspace:
            one = add(workspace, (kind, ROWS[kind]))
            two = add(workspace, (kind, (good,)))
            rows = workspace.corrections.rows_to_fix(one.import_id)
            rows.assign(**{column: "2025-01-05"}).to_csv(tmp_path / "fixed.csv", index=False)
            fixed = workspace.import_fixed(one.import_id, tmp_path / "fixed.csv")
            assert (fixed.accepted, fixed.duplicate) == (0, 1)
            assert adds_up(workspace)
            workspace.imports.undo(two.import_id)
            assert adds_up(workspace)
            assert [(r.accepted, r.rejected, r.duplicate) for r in workspace.imports()] == [(4, 0, 0)]
            workspace.imports.undo(one.import_id)
            assert workspace.imports() == ()


def test_a_group_loses_its_people_with_them_and_keeps_them_through_another_mapping(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        one = add(workspace, ("plain events", ROWS["plain events"][:3]))
        save_group(workspace.engine, "Regulars", [*workspace.people.find("a").people], "picked")
        mapping = EventMapping(person="who", occurred_at="when", touchpoint="where", time_format="iso")
        again = workspace.import_again(one.import_id, mapping)
        assert [group.people for group in saved_groups(workspace.engine)] == [1]
        assert dict(workspace.people.find("a").rows)["saved groups"] == 1
        workspace.imports.undo(again.import_id)
        add(workspace, ("plain events", ("z,2025-01-01,visit,,",)))
        assert [group.people for group in saved_groups(workspace.engine)] == [0]


def test_an_import_taken_back_twice_is_refused_and_changes_nothing() -> None:
    with Workspace.in_memory() as workspace:
        report = add(workspace, ("costs", ROWS["costs"][:2]))
        kept = add(workspace, ("costs", ROWS["costs"]))
        workspace.imports.undo(report.import_id)
        before = picture(workspace)
        with pytest.raises(ImportRefused, match="no such import"):
            workspace.imports.undo(report.import_id)
        assert picture(workspace) == before
        assert workspace.imports()[0].import_id == kept.import_id


def test_a_workspace_made_before_answers_kept_the_id_of_their_person_opens(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        add(workspace, ("answers", ROWS["answers"]))
    with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
        for change in (
            "DROP TABLE schema_version",
            "ALTER TABLE responses DROP person_id",
            "DROP TABLE duplicate_responses",
            "DROP TABLE duplicate_amounts",
        ):
            connection.execute(change)
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        add(workspace, ("plain events", ROWS["plain events"]))
        add(workspace, ("answers", (*ROWS["answers"], "e,2025-01-03,1,,")))
        people = workspace.engine.frame("ask/load/list_responses")["person_id"].fillna("")
        assert people.tolist() == ["a", "b", "", ""]
        assert [record.duplicate for record in workspace.imports()] == [3, 0, 0]
        workspace.imports.undo(1)
        assert [(record.accepted, record.duplicate) for record in workspace.imports()] == [(4, 0), (3, 0)]
