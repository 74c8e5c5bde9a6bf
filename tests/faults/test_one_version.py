"""What is answered while an import goes on belongs to one version of the data; closing waits for nobody."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from touchpath import Filters, Funnel, Step, Workspace, ask
from touchpath.engine.base import CannotOpenError
from touchpath.engine.duckdb import DuckDBStore

FUNNEL = Funnel(steps=(Step("visit"), Step("order")), window_seconds=86_400)
READERS, IMPORTS, PEOPLE = 10, 4, 40
COLUMNS = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where"}


def _file(folder: Path, number: int) -> Path:
    """People of their own, each with a visit, and an order where the number of the person is even."""
    lines = ["who,when,what,where"]
    for person in range(number * PEOPLE, (number + 1) * PEOPLE):
        lines.append(f"p{person},2025-01-{number + 1:02d} 10:00,visit,web")
        if person % 2 == 0:
            lines.append(f"p{person},2025-01-{number + 1:02d} 11:00,order,web")
    path = folder / f"{number}.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def _figures(workspace: Workspace) -> tuple[int, ...]:
    """Figures that several questions of the database go into."""
    answer = ask(workspace, FUNNEL, Filters(channels=("web",)))
    return answer.n or 0, *(step.people for step in answer.result.steps)


def test_ten_readers_and_an_import(tmp_path: Path) -> None:
    wrong: list[object] = []
    seen: set[int] = set()
    over = threading.Event()
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        workspace.import_events(_file(tmp_path, 0), **COLUMNS)
        right = {workspace.engine.version: _figures(workspace)}

        def read() -> None:
            while not over.is_set():
                answer = ask(workspace, FUNNEL, Filters(channels=("web",)))
                figures = (answer.n, *(step.people for step in answer.result.steps))
                given.append((answer.data_version, figures))

        given: list[tuple[int, tuple[object, ...]]] = []
        readers = [threading.Thread(target=read) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for number in range(1, IMPORTS):
            workspace.import_events(_file(tmp_path, number), **COLUMNS)
            right[workspace.engine.version] = _figures(workspace)
        over.set()
        for reader in readers:
            reader.join()
        seen = {version for version, _ in given}
        wrong = [(version, figures) for version, figures in given if version in right and figures != right[version]]
        between = {figures for version, figures in given if version not in right} - set(right.values())
    assert right[max(right)][1:] == (IMPORTS * PEOPLE, IMPORTS * PEOPLE // 2)
    assert len(seen) > 1
    assert wrong == []
    assert between == set()


def test_work_is_done_again_when_the_data_change_meanwhile(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")

    def change() -> None:
        with engine.transaction() as writer:
            writer.run("keep/save_setting", {"name": f"s{engine.version}", "value": "1"})

    def in_another_thread(work: Callable[[], None]) -> None:
        other = threading.Thread(target=work)
        other.start()
        other.join(timeout=2)

    tries = []

    def read() -> tuple[int, int]:
        first = len(engine.frame("ask/settings"))
        tries.append(first)
        in_another_thread(change)
        return first, len(engine.frame("ask/settings"))

    first, second = engine.steady(read)
    assert first == second
    assert len(tries) == 4  # three were disturbed; for the fourth the change had to wait
    with pytest.raises(RuntimeError, match="only reads"):
        engine.steady(change)


LONG = "SELECT sum(a.range * b.range) FROM range(10_000_000) AS a, range(1_000_000) AS b"


@pytest.mark.parametrize("writing", [False, True])
def test_closing_stops_what_is_being_asked(tmp_path: Path, writing: bool) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")
    begun, said = threading.Event(), []

    def ask_for_long() -> None:
        try:
            if writing:
                with engine.transaction() as writer:
                    writer.run("keep/save_setting", {"name": "currency", "value": '"CHF"'})
                    begun.set()
                    writer._own.execute(LONG)
            else:
                with engine._cursor() as cursor:
                    begun.set()
                    cursor.execute(LONG)
        except CannotOpenError as error:
            said.append(str(error))

    asking = threading.Thread(target=ask_for_long, daemon=True)
    asking.start()
    begun.wait()
    engine.close()  # the question alone would take hours
    asking.join(timeout=60)
    assert said == ["This workspace was closed meanwhile: open it again."]
    with Workspace.open(tmp_path / "w.duckdb") as workspace:
        assert workspace.settings["currency"].value == "EUR"


def test_closing_does_not_wait_for_who_has_stopped_reading(tmp_path: Path) -> None:
    engine = DuckDBStore(tmp_path / "w.duckdb", tmp_path / "spool")
    with engine.transaction() as writer:
        writer.run("keep/save_setting", {"name": "currency", "value": '"CHF"'})
    pieces = engine.batches("ask/settings")
    next(pieces)
    closing = threading.Thread(target=engine.close, daemon=True)
    closing.start()
    closing.join(timeout=60)
    assert not closing.is_alive()
    with pytest.raises(CannotOpenError, match="closed meanwhile"):
        engine.frame("ask/settings")
