"""What comes out of a table, in words, and what looks wrong about it: before and after an import the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ingest.written import table_of
from touchpath.ingest.mapping import (
    Constant,
    CostMapping,
    DailyCountMapping,
    EventMapping,
    IdentityMapping,
    Mapping,
    PeopleMapping,
    ResponseMapping,
)
from touchpath.ingest.preview import preview
from touchpath.ingest.question import Question
from touchpath.workspace import Workspace

LOG = EventMapping(person="who", occurred_at="when", touchpoint="what")
PAID = EventMapping(person="who", occurred_at="when", touchpoint="what", value="paid", order_id="order")
VISITS = DailyCountMapping(day="day", measures=("visits",))


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    with Workspace.in_memory() as opened:
        yield opened


def _log(rows: int, people: int, names: int, days: int = 30, header: str = "who,when,what") -> str:
    return f"{header}\n" + "".join(
        f"p{n % people},2025-03-{1 + n % days:02} 10:00,step {n % names}\n" for n in range(rows)
    )


def _amounts(*amounts: object) -> str:
    return "day,visits\n" + "".join(f"2025-03-{1 + n:02},{amount}\n" for n, amount in enumerate(amounts))


def _said(workspace: Workspace, text: str, mapping: Mapping) -> tuple[str, tuple[str, ...]]:
    """The sentence and warnings of the preview, which must be those of the import."""
    table = table_of(workspace.spool, "given.csv", text)
    before = preview(workspace.engine, table, mapping)
    report = workspace.import_table(table, mapping)
    assert (report.comes_out, report.warnings) == (before.comes_out, before.warnings)
    assert report.mapping == mapping
    return before.comes_out, before.warnings


LONG = "How satisfied are you, all things considered and whatever the season: on the day of the visit"
SENTENCES = [
    (_log(9, 3, 2), LOG, "3 people, 9 events, most common: step 0; first 1 Mar 2025, last 9 Mar 2025"),
    (_log(1, 1, 1), LOG, "1 person, 1 event, all of them: step 0; all on 1 Mar 2025"),
    (
        "who,when,what,paid,order\nu,2025-03-01,buy,2.5,A\nu,2025-03-01,buy,3,A\nw,2025-03-02,buy,1,B\n",
        PAID,
        "2 people, 2 orders with their 3 lines, all of them: buy, paid 6.50 in all; "
        "first 1 Mar 2025, last 2 Mar 2025",
    ),
    (
        "who,nps\nu,10\nv,9\nw,0\n",
        ResponseMapping(person="who", score="nps", metric=Constant("nps")),
        "3 answer sheets, 3 people: 3 NPS scores on 0 to 10, NPS +33.3",
    ),
    (
        "who,mood\nu,1\nv,5\n",
        ResponseMapping(
            person="who", score="mood", metric=Constant("other"), scale_low=Constant("1"), scale_high=Constant("5")
        ),
        '2 answer sheets, 2 people: 2 scores of "other" on 1 to 5, mean 3.00',
    ),
    (
        "a,b\n5,4\n3,1\n",
        ResponseMapping(questions=(Question("a", LONG, "csat", 1, 5), Question("b", "Delivery", "csat", 1, 5))),
        '2 answer sheets: 2 CSAT scores of "Delivery" on 1 to 5, mean 2.50; 2 CSAT scores of '
        '"How satisfied are you, all … on the day of the visit" on 1 to 5, mean 4.00',
    ),
    (_amounts(2, 3.5), VISITS, "2 days: visits 5.50; first 1 Mar 2025, last 2 Mar 2025"),
    (
        "day,spent\n2025-03-01,7\n",
        CostMapping(day="day", spend="spent"),
        "1 day: spend 7; all on 1 Mar 2025",
    ),
    (
        "day,spent,unit\n2025-03-01,7,EUR\n2025-03-01,8,USD\n",
        CostMapping(day="day", spend="spent", currency="unit"),
        "1 day: spend in 2 currencies; all on 1 Mar 2025",
    ),
    (
        "who,when,what,paid,in\nu,2025-03-01,buy,2.50,€\nw,2025-03-02,buy,1,£\n",
        EventMapping("who", "when", "what", value="paid", currency="in"),
        "2 people, 2 events, all of them: buy, paid in 2 currencies; first 1 Mar 2025, last 2 Mar 2025",
    ),
    ("id,sort\na,x\nb,y\nc,y\n", PeopleMapping(person="id", persona="sort"), "3 people in 2 personas"),
    ("old,new\na,x\nb,x\n", IdentityMapping(alias="old", person="new"), "2 ids of 1 person"),
]


@pytest.mark.parametrize("text, mapping, sentence", SENTENCES, ids=[sentence for _, _, sentence in SENTENCES])
def test_what_comes_out_is_said(workspace: Workspace, text: str, mapping: Mapping, sentence: str) -> None:
    assert _said(workspace, text, mapping) == (sentence, ())


SUSPECT = [
    (_log(8, 8, 2), LOG, "has one event only, so nobody goes on to a next step: check that \"who\" says who it was"),
    (_log(8, 1, 2), LOG, "All 8 events are of one person"),
    (_log(8, 3, 1), LOG, 'Every row is the touchpoint "step 0": check that "what" says what happened'),
    (_log(8, 3, 8), LOG, "Every event has a name of its own, 8 in all"),
    (_log(20, 3, 2, days=1), LOG, "All 20 rows lie on one day, 1 Mar 2025"),
    (_amounts(*range(4001, 4009)), VISITS, '"visits" looks like numbers that name things'),
    (_amounts(*(n * 104_729 % 899_981 + 100_000 for n in range(12))), VISITS, "looks like numbers that name things"),
    (_amounts(*[10] * 7, 71), VISITS, 'One value of "visits" is 50.4 % of its sum: 71 in row 9'),
    (
        "who,nps\n" + "".join(f"u{n},7\n" for n in range(8)),
        ResponseMapping(person="who", score="nps", metric=Constant("nps")),
        'is 7: check that it is a score',
    ),
]  # fmt: skip


@pytest.mark.parametrize("text, mapping, warning", SUSPECT, ids=[warning for _, _, warning in SUSPECT])
def test_what_looks_wrong_is_said(workspace: Workspace, text: str, mapping: Mapping, warning: str) -> None:
    warnings = _said(workspace, text, mapping)[1]
    assert len(warnings) == 1
    assert warning in warnings[0]


PLAIN = [
    (_log(7, 7, 2), LOG),
    (_log(8, 7, 2), LOG),
    (_log(7, 1, 2), LOG),
    (_log(19, 3, 2, days=1), LOG),
    (_log(8, 3, 1), EventMapping(person="who", occurred_at="when", touchpoint=Constant("visit"))),
    (_amounts(*[10] * 7, 70), VISITS),
    (_amounts(*range(901, 909)), VISITS),
    (_amounts(*(104_000 + 13_000 * n for n in range(12))), VISITS),
    (_amounts(-50, *[10] * 7, 90), VISITS),
]


@pytest.mark.parametrize("text, mapping", PLAIN)
def test_nothing_is_said_of_what_is_usual(workspace: Workspace, text: str, mapping: Mapping) -> None:
    assert _said(workspace, text, mapping)[1] == ()
