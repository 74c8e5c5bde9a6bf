"""Files of assignments: what is taken, refused, hashed and replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import assigned_tests, import_assignments, remove_assignments

LINES = (
    "who;variant;when;tier\nann;a;2025-01-06T10:00:00+01:00;gold\nbob;b;2025-01-07T10:00:00Z;\ncid;;2025-01-08;x\n"
)


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.in_memory() as opened:
        yield opened


def _file(folder: Path, text: str = LINES) -> Path:
    file = folder / "arms.csv"
    file.write_text(text)
    return file


def test_rows_without_an_arm_are_counted_and_left_out(workspace: Workspace, tmp_path: Path) -> None:
    report = import_assignments(workspace, _file(tmp_path), arm="variant", person="who", assigned_at="when", name="t")
    assert (report.rows_read, report.accepted, report.rejected, report.tests) == (3, 2, 1, ("t",))
    (test,) = assigned_tests(workspace.engine)
    assert (test.arms, test.people, test.known, test.columns) == (("a", "b"), 2, 0, ("tier",))
    assert str(test.first_assigned) == "2025-01-06 09:00:00"


def test_the_same_test_again_replaces_it(workspace: Workspace, tmp_path: Path) -> None:
    for lines in (LINES, "who;variant\nann;a\n"):
        import_assignments(workspace, _file(tmp_path, lines), arm="variant", person="who", name="t")
    assert [test.people for test in assigned_tests(workspace.engine)] == [1]
    remove_assignments(workspace, "t")
    assert assigned_tests(workspace.engine) == ()


@pytest.mark.parametrize(
    "columns, said",
    [
        ({"arm": "group"}, 'no column called "group"'),
        ({"arm": "variant", "assigned_at": "who"}, '"ann" is no time'),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    workspace: Workspace, tmp_path: Path, columns: dict[str, str], said: str
) -> None:
    with pytest.raises(ImportRefused, match=said):
        import_assignments(workspace, _file(tmp_path), **columns)
    assert assigned_tests(workspace.engine) == ()


def test_a_column_of_many_values_is_no_column_of_arms(workspace: Workspace, tmp_path: Path) -> None:
    many = "who,arm\n" + "\n".join(f"p{i},v{i}" for i in range(30))
    with pytest.raises(ImportRefused, match="hardly the arms"):
        import_assignments(workspace, _file(tmp_path, many), arm="arm", person="who")


def test_ids_become_the_hashes_of_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    workspace.settings.save(protect_people=True)
    people = tmp_path / "people.csv"
    people.write_text("id,persona\nann,Families\nbob,Singles\n")
    workspace.import_people(people, person="id", persona="persona")
    import_assignments(workspace, _file(tmp_path), arm="variant", person="who", name="t")
    assert [test.known for test in assigned_tests(workspace.engine)] == [2]
