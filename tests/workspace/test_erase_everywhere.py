"""No place of a workspace is forgotten by an erase: every column of the schema is looked after, and tried."""

from __future__ import annotations

import base64
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
from touchpath.queries import catalog
from touchpath.workspace import Workspace
from touchpath.workspace.assignments import import_assignments
from touchpath.workspace.backup import back_up
from touchpath.workspace.inbox import Inbox
from touchpath.workspace.people_erased import _COUNTED, _REDACTED, _UNCOUNTED
from touchpath.workspace.people_found import word_pattern
from touchpath.workspace.remedies import apply
from touchpath.workspace.retention_period import delete_old
from touchpath.workspace.saved import save, save_group

ANN, BOB = "wilhelmina.quack@example.com", "bob@example.org"
KEYS = {"person", "identity", "alias", "canonical"}
MADE_ANEW = {"order_lines", "order_events"}
"""Tables that are made of events whenever events change."""
OWN_WORDS = {
    ("assignments", "person_id"), ("people", "person_id"),
    ("settings", "name"), ("imports", "kind"), ("imports", "sha256"), ("imports", "header_key"),
    ("imports", "aside"),
    ("responses", "metric"), ("duplicate_responses", "metric"), ("duplicate_amounts", "kind"),
    ("touchpoints", "stage"), ("touchpoints", "phase"), ("touchpoints", "directness"), ("touchpoints", "setting"),
    ("saved", "kind"), ("remembered_mappings", "header_key"), ("remembered_mappings", "kind"), ("remedies", "kind"),
    ("looks", "verdict"),
}  # fmt: skip
"""Texts that are ours and never a file's: and the ids of others, which are what they are."""
JSON = {"value", "mapping", "findings", "rule", "definition"}


def changed_by(prefix: str, names: tuple[str, ...]) -> dict[str, str]:
    """The statements of an erase by the table each changes."""
    found: dict[str, str] = {}
    for name in names:
        text = catalog.text(f"keep/privacy/{prefix}_{name}")
        table = re.search(r"(?:UPDATE|DELETE FROM) (\w+)", text)
        assert table is not None
        found[table[1]] = found.get(table[1], "") + text
    return found


def columns(workspace: Path) -> list[tuple[str, str, str]]:
    with duckdb.connect(str(workspace), read_only=True) as connection:
        return connection.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'main'"
        ).fetchall()


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
        save_group(workspace.engine, "Regulars", [*workspace.find_person(BOB).people], "picked")
        save(workspace.engine, "funnel", "Mine", {"steps": []})
        workspace.save_settings(currency="CHF")
        assert workspace.path is not None
        return workspace.path


def test_every_column_that_may_speak_of_a_person_is_looked_after(shop: Path) -> None:
    erased = changed_by("erase", (*_COUNTED, *_UNCOUNTED, "people", "rejected"))
    written_over = changed_by("redact", _REDACTED)
    for table, column, kind in columns(shop):
        if table in MADE_ANEW:
            continue
        if column in KEYS:
            assert table in erased, f"rows of {table} are not erased with their person ({column})"
        elif ("VARCHAR" in kind or "JSON" in kind) and (table, column) not in OWN_WORDS:
            text = written_over.get(table, "")
            assert re.search(rf"\b{column} = (regexp_replace|map|CASE)", text), f"{table}.{column} may name a person"


def test_an_id_in_any_text_of_others_is_gone_afterwards(shop: Path) -> None:
    planted = []
    with duckdb.connect(str(shop)) as connection:
        connection.execute("INSERT INTO persona_rules VALUES (1, 'p', '{}')")
        connection.execute("INSERT INTO channel_rules VALUES (1, 's', 'm', 'c', 'web')")
        connection.execute("INSERT INTO changes VALUES ('New till', 'buy', '2025-01-01', 'r', 'n', '{}')")
        connection.execute("INSERT INTO looks VALUES ('New till', 'q', '2025-01-01', 'v', 1, 1, '2025-01-01')")
        for table, column, kind in [(t, c, k) for t, c, k in columns_of(connection) if (t, c) not in OWN_WORDS]:
            if "VARCHAR" not in kind or column == "findings":
                continue
            value = "map(['note'], ['ask ' || $id || '!'])" if "MAP" in kind else "'about ' || $id || ', ' || $id"
            if column in JSON:
                value = "'{\"column\": \"about ' || $id || '\"}'"
            only = " WHERE rowid = (SELECT min(rowid) FROM " + f'"{table}")'
            connection.execute(f'UPDATE "{table}" SET "{column}" = {value}{only}', {"id": ANN})
            planted.append((table, column))
        connection.execute("UPDATE assignments SET person_id = $id WHERE arm = 'a'", {"id": ANN})
        assert len(planted) > 45
    assert stored(shop).count(ANN) > 60
    with Workspace.open(shop) as workspace:
        receipt = workspace.erase_person(ANN)
        assert receipt.mentions >= 20
        assert workspace.find_person(ANN).total == 0
    assert ANN not in stored(shop)
    assert BOB in stored(shop)
    assert in_bytes(shop.parent) == []


def columns_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'main'"
    ).fetchall()


def test_files_beside_the_workspace_are_named_with_what_to_do(shop: Path) -> None:
    with Workspace.open(shop) as workspace:
        inbox = Inbox.of(shop).folder
        inbox.mkdir(exist_ok=True)
        (inbox / "late.csv").write_text(f"who,when\n{ANN.upper()},2025-01-01\n", encoding="utf-16")
        with zipfile.ZipFile(inbox / f"of {ANN}.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("x.csv", f"who\n{ANN}\n")
        (inbox / "other.csv").write_text("who\nnobody\n")
        back_up(workspace, "Shop", shop.with_name("backup.zip"))
        receipt = workspace.erase_person(ANN)
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
        assert dict(workspace.find_person(ANN).rows) == {"answers": 1, "repeated answers": 1}
        workspace.erase_person(ANN)
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
        save_group(workspace.engine, "Regulars", [*workspace.find_person(ANN).people], "picked")
        workspace.save_settings(retention_days=365)
        marker = shop_marker(workspace)
        assert delete_old(workspace.engine, workspace.originals, marker, now) is not None
        assert workspace.find_person(ANN).total == 0
        assert all(r.rows_read == r.accepted + r.rejected + r.duplicate + r.set_aside for r in workspace.imports())
        assert sum(r.rejected for r in workspace.imports()) == 1
        later = now + timedelta(days=300 + (datetime.now(UTC).replace(tzinfo=None) - now).days)
        workspace.save_settings(retention_days=300)
        delete_old(workspace.engine, workspace.originals, marker, later + timedelta(days=2))
        assert sum(r.rejected for r in workspace.imports()) == 0
        assert workspace.find_person(BOB).total == 0
    assert in_bytes(tmp_path / "shop") == []


def shop_marker(workspace: Workspace) -> Path:
    assert workspace.path is not None
    return workspace.path.with_name("shop.erasing")


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
        workspace.erase_person(mail)
        texts = workspace.engine.frame("ask/exports/events", {}).to_csv()
    assert "[erased]" in texts
    for form in (mail, *forms.values()):
        assert form not in texts
