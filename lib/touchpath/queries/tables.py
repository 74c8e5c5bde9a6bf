"""The register of tables: what each holds, and so what undo, erase, retention, export, backup and restore do with it.

A new table is one entry here. Statements that do the same to many tables are written once, over `this_table` and
`each_...` columns (see every.py); a table of the schema that is not registered fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnNames = tuple[str, ...]
RowOrigin = Literal["file", "reader", "app", "derived"]
"""Where rows come from: a file that was imported, a person at the screen, the app itself, or other tables."""
CountedAs = Literal["accepted", "duplicate", "rejected"]


@dataclass(frozen=True)
class KeptTable:
    """What a table holds, by the columns that matter to those it may speak of.

    `place` is what its rows are called where a person's rows are counted ("" where they are not counted apart).
    A row belongs to a human by `keys` (columns of people.person), `ids` (ids as text) or `lines` (a row of a file as
    it stood, one of whose cells may be an id): it goes when they are erased. `texts`, `names` (no two rows may be
    called the same) and `maps` (of texts) may mention anybody: what they say is written over. `own` texts are the
    app's words, fingerprints and ids of others, which speak of nobody. `origin` says where rows come from; rows
    `of_import` go when their import is taken back, and are `counted` in it as accepted, duplicate or rejected. The
    retention period goes by `dated`, a time of the row, or by `undated`, the import the row is as old as. `told` is
    the question that hands a human their rows.
    """

    name: str
    origin: RowOrigin
    place: str = ""
    keys: ColumnNames = ()
    ids: ColumnNames = ()
    lines: ColumnNames = ()
    texts: ColumnNames = ()
    names: ColumnNames = ()
    maps: ColumnNames = ()
    own: ColumnNames = ()
    of_import: bool = False
    counted: CountedAs | None = None
    dated: ColumnNames = ()
    undated: ColumnNames = ()
    told: str | None = None

    @property
    def belongs(self) -> bool:
        """Whether a row may belong to a human."""
        return bool(self.keys or self.ids or self.lines)

    @property
    def speaks(self) -> bool:
        """Whether a row may mention a human to whom it does not belong."""
        return bool(self.texts or self.names or self.maps)

    @property
    def ages(self) -> bool:
        """Whether rows are deleted when the retention period is over."""
        return bool(self.dated or self.undated)

    def columns(self, kind: str) -> ColumnNames:
        """The columns that `each_KIND` stands for in a statement over this table."""
        found: dict[str, ColumnNames] = {
            "key": self.keys, "id": self.ids, "line": self.lines, "text": self.texts, "name": self.names,
            "map": self.maps, "dated": self.dated, "undated": self.undated,
        }  # fmt: skip
        return found[kind]


_EVENT_TEXTS = ("session", "order_id", "event_id", "campaign", "currency")
_ANSWER_TEXTS = ("respondent", "person_id", "question", "answer", "comment")

EVENTS = KeptTable(
    "events", "file", "events", keys=("identity", "person"), texts=_EVENT_TEXTS, maps=("properties",), of_import=True,
    counted="accepted", dated=("occurred_at",), told="ask/privacy/events_of",
)  # fmt: skip
SET_ASIDE_EVENTS = KeptTable(
    "set_aside_events", "file", "events set aside", keys=("identity",), texts=_EVENT_TEXTS, maps=("properties",),
    of_import=True, counted="accepted", dated=("occurred_at",), told="ask/privacy/set_aside_of",
)  # fmt: skip
DUPLICATE_EVENTS = KeptTable(
    "duplicate_events", "file", "repeated events", keys=("identity",), texts=_EVENT_TEXTS, maps=("properties",),
    of_import=True, counted="duplicate", dated=("occurred_at",), told="ask/privacy/repeated_events_of",
)  # fmt: skip
RESPONSES = KeptTable(
    "responses", "file", "answers", keys=("identity", "person"), ids=("respondent", "person_id"), texts=_ANSWER_TEXTS,
    own=("metric",), of_import=True, counted="accepted", dated=("answered_at",), told="ask/privacy/answers_of",
)  # fmt: skip
DUPLICATE_RESPONSES = KeptTable(
    "duplicate_responses", "file", "repeated answers", ids=("respondent", "person_id"), texts=_ANSWER_TEXTS,
    own=("metric",), of_import=True, counted="duplicate", dated=("answered_at",),
    told="ask/privacy/repeated_answers_of",
)  # fmt: skip
DUPLICATE_AMOUNTS = KeptTable(
    "duplicate_amounts", "file", texts=("campaign", "measure", "currency"), own=("kind",), of_import=True,
    counted="duplicate",
)  # fmt: skip
PEOPLE_ROWS = KeptTable(
    "people_rows", "file", "rows of people files", keys=("identity",), texts=("persona",), maps=("attributes",),
    of_import=True, counted="accepted", told="ask/privacy/attributes_of",
)  # fmt: skip
IDENTITIES = KeptTable(
    "identities", "file", "aliases", keys=("identity", "alias"), of_import=True, counted="accepted",
    told="ask/privacy/aliases_of",
)  # fmt: skip
COSTS = KeptTable("costs", "file", texts=("campaign", "currency"), of_import=True, counted="accepted")
DAILY_COUNTS = KeptTable("daily_counts", "file", texts=("campaign", "measure"), of_import=True, counted="accepted")
REJECTED_ROWS = KeptTable(
    "rejected_rows", "file", "rejected rows", lines=("raw",), texts=("column_name", "reason", "raw"), of_import=True,
    counted="rejected", undated=("import_id",), told="ask/privacy/rejected_of",
)  # fmt: skip
ASSIGNMENTS = KeptTable(
    "assignments", "file", "assignments of tests", ids=("person_id",),
    texts=("test", "person_id", "arm", "file_name"), maps=("attributes",), dated=("assigned_at",),
    told="ask/privacy/assignments_of",
)  # fmt: skip
GROUP_MEMBERS = KeptTable(
    "group_members", "reader", "saved groups", keys=("person",), names=("group_name",),
    told="ask/privacy/groups_of",
)  # fmt: skip
PEOPLE = KeptTable(
    "people", "file", keys=("person", "canonical"), texts=("persona",), maps=("attributes",), own=("person_id",),
    told="ask/privacy/ids_of",
)  # fmt: skip
IMPORTS = KeptTable(
    "imports", "file", texts=("file_name", "mapping", "findings", "aside"), own=("kind", "sha256", "header_key"),
    of_import=True,
)  # fmt: skip
TOUCHPOINTS = KeptTable(
    "touchpoints", "file", texts=("touchpoint",), names=("raw_name",),
    own=("stage", "phase", "directness", "setting"),
)  # fmt: skip

TABLES = (
    EVENTS,
    DUPLICATE_EVENTS,
    SET_ASIDE_EVENTS,
    RESPONSES,
    DUPLICATE_RESPONSES,
    PEOPLE_ROWS,
    IDENTITIES,
    ASSIGNMENTS,
    GROUP_MEMBERS,
    REJECTED_ROWS,
    PEOPLE,
    COSTS,
    DAILY_COUNTS,
    DUPLICATE_AMOUNTS,
    IMPORTS,
    TOUCHPOINTS,
    KeptTable("channels", "file", texts=("channel",), names=("raw_name",)),
    KeptTable("settings", "reader", texts=("value",), own=("name",)),
    KeptTable("channel_rules", "reader", texts=("source", "medium", "campaign", "channel")),
    KeptTable("persona_rules", "reader", texts=("persona", "rule")),
    KeptTable("changes", "reader", texts=("touchpoint", "reached", "note", "definition"), names=("name",)),
    KeptTable("looks", "reader", texts=("question",), names=("change_name",), own=("verdict",)),
    KeptTable("saved", "reader", texts=("definition",), names=("name",), own=("kind",)),
    KeptTable("remembered_mappings", "reader", texts=("mapping",), own=("header_key", "kind")),
    KeptTable("remedies", "reader", texts=("title", "definition"), own=("kind",)),
    KeptTable("order_lines", "derived"),
    KeptTable("order_events", "derived"),
    KeptTable("schema_version", "app"),
)  # fmt: skip
"""Every table, in the order in which a receipt names its places and undo goes through them: imports come last."""
