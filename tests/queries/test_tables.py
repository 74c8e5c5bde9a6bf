"""The register of tables: it names every table and column of the schema, and every part that reads it obeys it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import duckdb
import pytest

from touchpath.ingest.load.undo import KEPT_ASIDE
from touchpath.queries import catalog
from touchpath.queries.every import over_table
from touchpath.queries.tables import EVENTS, REJECTED_ROWS, RESPONSES, TABLES, KeptTable

BY_NAME = {table.name: table for table in TABLES}
KINDS = ("keys", "ids", "lines", "texts", "names", "maps", "own")
KEYS = {"person", "identity", "alias", "canonical"}
"""What columns are called that hold the key of a person."""


@pytest.fixture(scope="module")
def schema() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        for step in catalog.migrations():
            connection.execute(step.sql)
        yield connection


def columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return connection.execute(catalog.text("ask/columns_held")).fetchall()


def lacking(connection: duckdb.DuckDBPyConnection, tables: dict[str, KeptTable]) -> list[str]:
    """What the schema has and the register does not know."""
    found = []
    for name, column, kind in columns(connection):
        table = tables.get(name)
        if table is None:
            found.append(f"the table {name}")
        elif table.origin == "derived":
            continue
        elif column in KEYS:
            found += [] if column in table.keys else [f"{name}.{column}, a key of a person"]
        elif "VARCHAR" in kind and not any(column in getattr(table, part) for part in KINDS):
            found.append(f"{name}.{column}, a text")
    return found


def test_every_table_and_every_column_that_may_speak_of_a_person_is_registered(schema) -> None:
    assert lacking(schema, BY_NAME) == []


def test_a_table_or_column_that_is_not_registered_is_found() -> None:
    with duckdb.connect(":memory:") as connection:
        for step in catalog.migrations():
            connection.execute(step.sql)
        connection.execute("CREATE TABLE visits (person INTEGER)")
        connection.execute("ALTER TABLE costs ADD COLUMN remark VARCHAR")
        connection.execute("ALTER TABLE costs ADD COLUMN person INTEGER")
        found = {"the table visits", "costs.remark, a text", "costs.person, a key of a person"}
        assert set(lacking(connection, BY_NAME)) == found


def test_the_register_names_nothing_that_is_not_there(schema) -> None:
    held = {(table, column) for table, column, _ in columns(schema)}
    kinds = {(table, column): kind for table, column, kind in columns(schema)}
    for table in TABLES:
        for part in (*KINDS, "dated", "undated"):
            for column in getattr(table, part):
                assert (table.name, column) in held, f"{table.name}.{column}"
        assert all(kinds[table.name, column].startswith("MAP") for column in table.maps)
        assert not any(kinds[table.name, column].startswith("MAP") for column in (*table.texts, *table.names))
    assert len(BY_NAME) == len(TABLES)


def test_rows_that_name_an_import_go_with_it_and_imports_last(schema) -> None:
    with_import = {table for table, column, _ in columns(schema) if column == "import_id"}
    assert {table.name for table in TABLES if table.of_import} == with_import - {"order_lines", "order_events"}
    assert [table.name for table in TABLES if table.of_import][-1] == "imports"


def test_what_an_import_counts_is_kept_by_the_kinds_of_rows_it_brings() -> None:
    assert {table.name for table in TABLES if table.of_import and not table.counted} == {"imports"}
    repeated = {table.name for table in TABLES if table.counted == "duplicate"}
    assert {aside.table.name for aside in KEPT_ASIDE} == repeated


def test_a_person_is_told_whatever_belongs_to_them() -> None:
    for table in TABLES:
        assert bool(table.told) == table.belongs, table.name
        if table.told:
            assert re.search(rf"\b{table.name}\b", catalog.text(table.told)), table.name


@pytest.mark.parametrize("column", ["touchpoint", "channel"])
def test_a_name_is_dropped_only_when_no_table_uses_it(schema, column: str) -> None:
    """Tables with codes of touchpoints or channels are looked through before undo drops a name."""
    coded = {t for t, c, kind in columns(schema) if c == column and kind == "INTEGER"}
    derived = {table.name for table in TABLES if table.origin == "derived"}
    text = catalog.text(f"keep/load/drop_{column}s")
    for table in coded - derived:
        assert re.search(rf"\b{table}\b", text), f"undo would drop a {column} that {table} still names"


def test_a_person_is_dropped_only_when_no_table_of_files_knows_them(schema) -> None:
    text = catalog.text("keep/load/drop_people")
    for table in TABLES:
        if table.origin == "file" and "identity" in table.keys and table.name != "responses":
            assert re.search(rf"\b{table.name}\b", text), table.name


def test_a_statement_over_a_table_has_its_columns_and_only_these() -> None:
    given = KeptTable("t", "file", keys=("a", "b"), texts=("c",), maps=("m",), dated=("d",))
    told = over_table(catalog.tree("ask/privacy/traces"), given).sql(dialect="duckdb")
    assert told.endswith("FROM t AS x WHERE ARRAY_CONTAINS($people, x.a) OR ARRAY_CONTAINS($people, x.b)")
    written = over_table(catalog.tree("keep/privacy/write_over"), given).sql(dialect="duckdb")
    assert "each_" not in written
    assert written.count("SET c = ") == 1
    assert ", m = MAP(" in written
    older = over_table(catalog.tree("keep/privacy/delete_old"), given).sql(dialect="duckdb", comments=False)
    assert older == "DELETE FROM t AS x WHERE x.d < $before"
    empty = dataclasses.replace(given, dated=())
    assert over_table(catalog.tree("keep/privacy/delete_old"), empty).sql(dialect="duckdb").endswith("WHERE FALSE")


def test_a_table_asks_only_for_the_parameters_it_needs() -> None:
    given = {"people": [1], "ids": ["a"], "cell": "a"}
    for table, needed in ((EVENTS, {"people"}), (RESPONSES, {"people", "ids"}), (REJECTED_ROWS, {"cell"})):
        assert set(catalog.compose_over("ask/privacy/traces", table).needed(given)) == needed
    with pytest.raises(KeyError):
        catalog.compose_over("ask/privacy/traces", EVENTS).needed({"ids": []})
