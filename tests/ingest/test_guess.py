"""What a table is guessed to be when its times cannot be read, and what is asked."""

from __future__ import annotations

import pytest

from tests.ingest.written import table_of
from touchpath.ingest.guess import guess
from touchpath.ingest.mapping import Constant, sources
from touchpath.ingest.refusal import ImportRefused
from touchpath.workspace import Workspace

HEADER = "user_id,event,occurred_at\n"


@pytest.mark.parametrize(
    "times, asked",
    [
        (["yesterday", "soon", "n.a.", "later", "now", "?"], "is no time"),
        (['"Sat, Oct 11"', '"Sun, Oct 12"'], "has no year"),
        (["10:30", "11:45"], "has no day"),
        (["2024-13-45", "soon", "2024-99-99"], ""),
    ],
)
def test_events_with_broken_times_are_events(times: list[str], asked: str) -> None:
    with Workspace.in_memory() as workspace:
        rows = "".join(f"u{number},open,{time}\n" for number, time in enumerate(times))
        found = guess(table_of(workspace.spool, "visits.csv", HEADER + rows), workspace.engine)
        assert (found.kind, found.mapping.occurred_at) == ("events", "occurred_at")
        assert len(found.doubts) == bool(asked)
        assert all(asked in one.sentence for one in found.doubts)


def test_times_without_a_year_are_refused_with_a_remedy() -> None:
    with Workspace.in_memory() as workspace:
        table = table_of(workspace.spool, "visits.csv", HEADER + 'u1,open,"Sat, Oct 11"\nu2,open,"Sun, Oct 12"\n')
        with pytest.raises(ImportRefused, match=r"has no year\. Type a day for the whole file"):
            workspace.import_table(table, guess(table, workspace.engine).mapping)


BOOK = "client_no,ts,what,via,euros,email\n" + "".join(
    f"{n % 4},2025-03-{n + 1:02} 10:00,{('called', 'bought')[n % 2]},phone,{n}.50,c{n % 4}@example.org\n"
    for n in range(8)
)
ROWS = BOOK.splitlines()[1:]


def _guessed(text: str) -> dict[str, str | Constant]:
    with Workspace.in_memory() as workspace:
        return sources(guess(table_of(workspace.spool, "book.csv", text), workspace.engine).mapping)


def test_plain_words_for_columns_are_known() -> None:
    columns = {"person": "client_no", "occurred_at": "ts", "touchpoint": "what", "channel": "via", "value": "euros"}
    assert _guessed(BOOK) == columns


def test_addresses_stand_for_people_where_their_numbers_have_gaps() -> None:
    assert _guessed(BOOK.replace("\n3,", "\n,"))["person"] == "email"


def test_a_column_called_a_kind_says_what_happened_and_one_of_places_does_not() -> None:
    assert _guessed(BOOK.replace("what", "kind"))["touchpoint"] == "kind"
    assert _guessed(BOOK.replace("what", "country"))["touchpoint"] == Constant("book")
