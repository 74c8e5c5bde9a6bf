"""No place of a workspace is forgotten by an erase: every column of the schema is looked after, and tried."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest

from tests.workspace.test_erase import in_bytes, stored
from touchpath.ingest.mapping import Constant
from touchpath.journey.quality import Rows, SetAside
from touchpath.queries.tables import TABLES, KeptTable
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.backup import back_up
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.people_found import word_pattern
from touchpath.workspace.remedies import apply
from touchpath.workspace.retention_period import delete_old
from touchpath.workspace.saved import save, save_group

ANN, BOB = "wilhelmina.quack@example.com", "bob@example.org"
JSON = {"value", "mapping", "findings", "aside", "rule", "definition"}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A workspace with rows in every table that files fill, none of them of Ann."""
    files = {
        "events.csv": f"who,when,what,where,note\n{BOB},2025-01-01,visit,web,x\n{BOB},2025-01-02,buy,web,y\n,,,,\n",
        "again.csv": f"who,when,what,where,note\n{BOB},2025-01-01,visit,web,x\n{BOB},2025-01-05,call,web,z\n",
        "answers.csv": f"who,score,why\n{BOB},9,good\n",
        "more.csv": f"who,score,why\n{BOB},9,good\n{BOB},3,bad\n",
        "costs.csv": "day,channel,campaign,spend\n2025-01-01,web,spring,3\n",
        "spend.csv": "day,channel,campaign,spend\n2025-01-01,web,spring,3\n2025-01-02,web,spring,3\n",
        "counts.csv": "day,channel,clicks\n2025-01-01,web,3\n",
        "people.csv": f"who,segment,city\n{BOB},gold,Rome\n",
        "aliases.csv": f"old,new\ncookie-of-bob-1,{BOB}\n",
        "tests.csv": f"mail,arm,city\n{BOB},b,Rome\n{ANN},a,Rome\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    events = {"person": "who", "occurred_at": "when", "touchpoint": "what", "channel": "where"}
    scored = {"person": "who", "score": "score", "comment": "why", "metric": Constant("nps")}
    spent = {"day": "day", "channel": "channel", "campaign": "campaign", "spend": "spend"}
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        for name in ("events.csv", "again.csv"):
            workspace.import_events(tmp_path / name, **events)
        for name in ("answers.csv", "more.csv"):
            workspace.import_responses(tmp_path / name, **scored)
        for name in ("costs.csv", "spend.csv"):
            workspace.import_costs(tmp_path / name, **spent)
        workspace.import_daily_counts(tmp_path / "counts.csv", day="day", channel="channel", amount="clicks")
        workspace.import_people(tmp_path / "people.csv", person="who", persona="segment")
        workspace.import_identities(tmp_path / "aliases.csv", alias="old", person="new")
        import_assignments(workspace, tmp_path / "tests.csv", arm="arm", person="mail")
        apply(workspace.engine, SetAside("Calls", Rows("e.occurred_at >= TIMESTAMP '2025-01-05'")))
        save_group(workspace.engine, "Regulars", [*workspace.people.find(BOB).people], "picked")
        save(workspace.engine, "funnel", "Mine", {"steps": []})
        workspace.settings.save(currency="CHF")
        assert workspace.path is not None
        return workspace.path


def test_an_id_in_any_text_of_others_is_gone_afterwards(shop: Path) -> None:
    """One mention is planted in every column the register says may speak of anybody."""
    planted = []
    with duckdb.connect(str(shop)) as connection:
        connection.execute("INSERT INTO persona_rules VALUES (1, 'p', '{}')")
        connection.execute("INSERT INTO channel_rules VALUES (1, 's', 'm', 'c', 'web')")
        connection.execute("INSERT INTO changes VALUES ('New till', 'buy', '2025-01-01', 'r', 'n', '{}')")
        connection.execute("INSERT INTO looks VALUES ('New till', 'q', '2025-01-01', 'v', 1, 1, '2025-01-01')")
        for table, column in ((t.name, column) for t in TABLES for column in (*t.texts, *t.names, *t.maps)):
            if column in ("findings", "aside") or (table, column) == ("assignments", "person_id"):
                continue  # lists that are read back when an import is looked at; assignments.person_id is an id
            maps = column in ("properties", "attributes")
            value = "map(['note'], ['ask ' || $id || '!'])" if maps else "'about ' || $id || ', ' || $id"
            if column in JSON:
                value = "'{\"column\": \"about ' || $id || '\"}'"
            only = " WHERE rowid = (SELECT min(rowid) FROM " + f'"{table}")'
            changed = connection.execute(f'UPDATE "{table}" SET "{column}" = {value}{only}', {"id": ANN}).fetchone()
            assert changed == (1,), f"there is no row in {table} to try {column} with"
            planted.append((table, column))
        connection.execute("UPDATE assignments SET person_id = $id WHERE arm = 'a'", {"id": ANN})
        assert len(planted) > 60
    assert stored(shop).count(ANN) > 60
    with Workspace.open(shop) as workspace:
        receipt = workspace.people.erase(ANN)
        assert receipt.mentions >= 20
        assert workspace.people.find(ANN).total == 0
    assert ANN not in stored(shop)
    assert BOB in stored(shop)
    assert in_bytes(shop.parent) == []


THEIRS = 900
"""The key Ann gets in the test below."""


@pytest.mark.parametrize("table", [table for table in TABLES if table.belongs], ids=lambda table: table.name)
def test_rows_that_belong_to_a_person_are_found_told_and_erased(shop: Path, table: KeptTable) -> None:
    """A row of Ann is planted in every table the register says people have rows in."""
    with duckdb.connect(str(shop)) as connection:
        connection.execute("INSERT INTO people BY NAME SELECT * REPLACE ($id AS person_id, 900 AS person, 900 AS "
                           "canonical) FROM people LIMIT 1", {"id": ANN})  # fmt: skip
        connection.execute("DELETE FROM assignments WHERE arm = 'a'")
        if table.name != "people":
            own = [f"{THEIRS} AS {column}" for column in table.keys]
            own += [f"'{ANN}' AS {column}" for column in (*table.ids, *table.lines)]
            copied = f"INSERT INTO {table.name} BY NAME SELECT * REPLACE ({', '.join(own)}) FROM {table.name} LIMIT 1"
            assert connection.execute(copied).fetchone() == (1,)
    with Workspace.open(shop) as workspace:
        found = workspace.people.find(ANN)
        assert found.people == (THEIRS,)
        assert dict(found.rows) == ({table.place: 1} if table.place else {})
        with zipfile.ZipFile(io.BytesIO(workspace.people.export(ANN))) as packed:
            told = set(packed.namelist()) - {"people.csv", "ids.csv"}
        assert told == ({f"{table.place}.csv"} if table.place else set())
        before = {record.import_id: record for record in workspace.imports()}
        workspace.people.erase(ANN)
        assert workspace.people.find(ANN).total == 0
        lost = {name: sum(getattr(r, name) - getattr(before[r.import_id], name) for r in workspace.imports())
                for name in ("accepted", "duplicate", "rejected", "rows_read")}  # fmt: skip
    gone = -1 if table.counted else 0
    one_more = table.name in ("responses", "duplicate_responses")  # of a row that gave Bob an answer as well
    assert lost["rows_read"] == (gone if not one_more else lost[table.counted or ""])
    assert sum(lost[name] for name in ("accepted", "duplicate", "rejected")) == lost["rows_read"]
    assert ANN not in stored(shop)


def test_files_beside_the_workspace_are_named_with_what_to_do(shop: Path) -> None:
    with Workspace.open(shop) as workspace:
        inbox = Inbox.of(shop).folder
        inbox.mkdir(exist_ok=True)
        (inbox / "late.csv").write_text(f"who,when\n{ANN.upper()},2025-01-01\n", encoding="utf-16")
        with zipfile.ZipFile(inbox / f"of {ANN}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("x.csv", f"who\n{ANN}\n")
        (inbox / "other.csv").write_text("who\nnobody\n")
        back_up(workspace, "Shop", shop.with_name("backup.zip"))
        receipt = workspace.people.erase(ANN)
    by_name = {file.name: file for file in receipt.untouched}
    folder = inbox.name
    assert set(by_name) == {f"{folder}/late.csv", f"{folder}/of [erased].zip", f"{folder}/other.csv", "backup.zip"}
    assert [by_name[name].holds for name in sorted(by_name)] == [True, True, True, False]
    assert "delete it and make a new one" in receipt.text
    assert ANN not in receipt.text
    assert (inbox / "late.csv").exists()


def test_an_id_within_a_longer_address_is_somebody_else() -> None:
    pattern = re.compile(word_pattern([ANN]))
    assert pattern.search(f"ask {ANN}.")
    assert pattern.search(f"<{ANN.title()}>,")
    for other in (f"my.{ANN}", f"a+{ANN}", f"x{ANN}", f"{ANN}x"):
        assert not pattern.search(other), other


def test_a_person_only_met_among_repeated_answers_is_found_and_erased(tmp_path: Path) -> None:
    for name, rows in (("one.csv", f"{ANN},9,good\n"), ("two.csv", f"{ANN},9,good\n{BOB},3,bad\n")):
        (tmp_path / name).write_text("who,score,why\n" + rows)
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        scored = {"person": "who", "score": "score", "comment": "why", "metric": Constant("nps")}
        for name in ("one.csv", "two.csv"):
            workspace.import_responses(tmp_path / name, **scored)
        assert dict(workspace.people.find(ANN).rows) == {"answers": 1, "repeated answers": 1}
        workspace.people.erase(ANN)
        counts = [(r.rows_read, r.accepted, r.duplicate) for r in workspace.imports()]
        assert counts == [(1, 1, 0), (0, 0, 0)]
    assert in_bytes(tmp_path / "shop") == []


def test_a_retention_period_covers_every_dated_place(tmp_path: Path) -> None:
    for name, rows in (
        ("events.csv", f"{ANN},2024-01-01,visit\n{BOB},2026-01-02,buy\n,2024-01-01,visit\n"),
        ("again.csv", f"{ANN},2024-01-01,visit\n{BOB},2026-01-03,buy\n"),
    ):
        (tmp_path / name).write_text("who,when,what\n" + rows)
    for name, rows in (("one.csv", ""), ("two.csv", f"{BOB},2026-01-03,3\n")):
        (tmp_path / name).write_text(f"who,when,score\n{ANN},2024-01-01,9\n" + rows)
    (tmp_path / "tests.csv").write_text(f"who,arm,since\n{ANN},a,2024-01-01\n{BOB},b,2026-01-01\n")
    now = datetime(2026, 2, 1)
    with Workspace.open(tmp_path / "shop" / "shop.duckdb") as workspace:
        for name in ("events.csv", "again.csv"):
            workspace.import_events(tmp_path / name, person="who", occurred_at="when", touchpoint="what")
        for name in ("one.csv", "two.csv"):
            workspace.import_responses(tmp_path / name, person="who", answered_at="when", score="score")
        import_assignments(workspace, tmp_path / "tests.csv", arm="arm", person="who", assigned_at="since")
        save_group(workspace.engine, "Regulars", [*workspace.people.find(ANN).people], "picked")
        workspace.settings.save(retention_days=365)
        assert delete_old(workspace.engine, workspace.originals, workspace.path, now) is not None
        assert workspace.people.find(ANN).total == 0
        assert all(r.rows_read == r.accepted + r.rejected + r.duplicate + r.set_aside for r in workspace.imports())
        assert sum(r.rejected for r in workspace.imports()) == 1
        later = now + timedelta(days=300 + (datetime.now(UTC).replace(tzinfo=None) - now).days)
        workspace.settings.save(retention_days=300)
        delete_old(workspace.engine, workspace.originals, workspace.path, later + timedelta(days=2))
        assert sum(r.rejected for r in workspace.imports()) == 0
        assert workspace.people.find(BOB).total == 0
    assert in_bytes(tmp_path / "shop") == []


@pytest.mark.parametrize(
    "written",
    [
        "https://hut.example/?who={percent}&x=1",
        "https://hut.example/?next=who%3D{percent}",
        "https://hut.example/?who={twice}",
        "t={packed}",
        "t={packed_for_links}&x",
        "<a>{entity}</a>",
        "{wide}",
        "{wide_at} schrieb",
    ],
)
def test_an_erase_reaches_ids_in_disguise(tmp_path: Path, written: str) -> None:
    mail = "lea.moser@example.org"
    forms = {
        "percent": quote(mail, safe=""),
        "twice": quote(quote(mail, safe=""), safe=""),
        "packed": base64.b64encode(mail.encode()).decode(),
        "packed_for_links": base64.urlsafe_b64encode(mail.encode()).decode().rstrip("="),
        "entity": mail.replace("@", "&#64;"),
        "wide": "".join(chr(ord(sign) + 0xFEE0) for sign in mail),
        "wide_at": mail.replace("@", "＠"),
    }
    page = written.format(**forms)
    file = tmp_path / "log.csv"
    file.write_text(f"who,when,what,page\n{mail},2025-01-01,visit,home\nother@example.org,2025-01-02,visit,{page}\n")
    with Workspace.open(tmp_path / "shop.duckdb") as workspace:
        workspace.import_events(file, person="who", occurred_at="when", touchpoint="what")
        workspace.people.erase(mail)
        texts = workspace.engine.frame("ask/exports/events", {}).to_csv()
    assert "[erased]" in texts
    for form in (mail, *forms.values()):
        assert form not in texts
