"""A wrong clock deletes nothing by the retention period unasked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from touchpath.workspace import Workspace
from touchpath.workspace.retention_period import delete_old_unasked

NOW = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
DAYS = 365


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    days = (NOW - timedelta(days=1), NOW - timedelta(days=300))
    rows = [f"ann,{day:%Y-%m-%d %H:%M},visit" for day in days]
    (tmp_path / "events.csv").write_text("\n".join(["who,when,what", *rows]) + "\n")
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        workspace.import_events(tmp_path / "events.csv", person="who", occurred_at="when", touchpoint="what")
        workspace.settings.save(retention_days=DAYS)
        assert workspace.people.delete_old() is None
    return tmp_path / "shop.duckdb"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The present moment, to be set by the test."""
    moment = [NOW]
    monkeypatch.setattr("touchpath.workspace.retention_period._now", lambda: moment[0])
    return moment


def _held(shop: Path) -> tuple[int, bool]:
    """How many events are left after the workspace was opened, and whether it says that the clock has leapt."""
    with Workspace.open(shop) as workspace:
        said = [sentence for sentence in workspace.remarks if "By the clock of this machine" in sentence]
        return len(workspace.engine.frame("ask/load/list_events")), bool(said)


def test_a_clock_that_leaps_ahead_deletes_nothing_until_somebody_says_so(shop: Path, clock: list[datetime]) -> None:
    clock[0] = NOW + timedelta(days=3650)
    assert _held(shop) == (2, True)
    assert _held(shop) == (2, True)  # looking at it is no consent
    clock[0] = NOW + timedelta(days=1)
    assert _held(shop) == (2, False)
    clock[0] = NOW + timedelta(days=70)
    with Workspace.open(shop) as workspace:
        assert "70 days" not in workspace.remarks[0]
        assert "69 days since this workspace was last looked at" in workspace.remarks[0]
        deleted = workspace.people.delete_old()
        assert deleted is not None
        assert deleted.rows == 1
        assert workspace.remarks == ()
    assert _held(shop) == (1, False)


def test_days_that_pass_as_they_do_delete_unasked(shop: Path, clock: list[datetime]) -> None:
    left = []
    for day in range(0, 84, 14):  # exactly the longest absence, again and again
        clock[0] = NOW + timedelta(days=day)
        left.append(_held(shop))
    assert left == [(2, False)] * 5 + [(1, False)]


def test_the_longest_absence_counts_to_the_second(shop: Path) -> None:
    with Workspace.open(shop) as workspace:
        workspace.settings.save(retention_days=1)
        seen = workspace.engine.frame("ask/privacy/clock_seen")["seen"][0]
        engine, originals, path = workspace.engine, workspace.originals, workspace.path
        late = delete_old_unasked(engine, originals, path, seen + timedelta(days=14, seconds=1))
        assert (late.seen, late.now) == (seen, seen + timedelta(days=14, seconds=1))  # type: ignore[union-attr]
        done = delete_old_unasked(engine, originals, path, seen + timedelta(days=14))
        assert done.rows == 2  # type: ignore[union-attr]


def test_without_a_note_the_newest_import_says_when_the_clock_was_right(shop: Path, clock: list[datetime]) -> None:
    with Workspace.open(shop) as workspace, workspace.engine.transaction() as writer:
        writer.run("keep/forget_setting", {"name": "clock_seen"})
    clock[0] = NOW + timedelta(days=100)
    assert _held(shop) == (2, True)


def test_a_clock_behind_deletes_nothing(shop: Path, clock: list[datetime]) -> None:
    clock[0] = NOW - timedelta(days=3650)
    assert _held(shop) == (2, False)
