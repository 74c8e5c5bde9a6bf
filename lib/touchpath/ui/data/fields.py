"""What can be chosen for a table: the kinds of table in plain words, and the fields of each."""

from __future__ import annotations

from dataclasses import dataclass

from touchpath.ingest.mapping import TableKind


@dataclass(frozen=True)
class KindWords:
    """A kind of table as the reader knows it."""

    title: str
    meaning: str


KIND_WORDS: dict[TableKind, KindWords] = {
    "events": KindWords("Events", "Each row is something a person did, at a time."),
    "responses": KindWords("Survey answers", "Each row is an answer, or an answer sheet with a column per question."),
    "people": KindWords("People", "Each row describes a person."),
    "identities": KindWords("Matching ids", "Each row says that two ids belong to one person."),
    "costs": KindWords("Costs", "Each row is what a channel cost on a day."),
    "daily_counts": KindWords("Daily counts", "Each row counts something on a day, without naming people."),
}


@dataclass(frozen=True)
class Field:
    """One choice: the field of the mapping, its label and help; `main` ones are always in sight."""

    name: str
    label: str
    help: str = ""
    main: bool = True


FIELDS: dict[TableKind, tuple[Field, ...]] = {
    "events": (
        Field("person", "Who", "The column with the person's id."),
        Field("occurred_at", "When", "The column with the time of the event."),
        Field("touchpoint", "What happened", "The column with the touchpoint, or one name typed for every row."),
        Field("channel", "Where", "The channel: web, app, store, phone. A column, or one name typed for every row."),
        Field("value", "Value", "Money, such as the amount of an order."),
        Field("order_id", "Order", "Events with the same order id count as one purchase.", main=False),
        Field("quantity", "Quantity", "How many of a line of an order.", main=False),
        Field(
            "unit_price",
            "Price of one",
            "Quantity times price is the value of rows that have no amount of their own.",
            main=False,
        ),
        Field(
            "cancelled",
            "Cancelled",
            "A status, a yes or a date that marks rows that were cancelled: they are no purchases.",
            main=False,
        ),
        Field("currency", "Currency", "Amounts in several currencies are never added.", main=False),
        Field("campaign", "Campaign", "What brought the person there.", main=False),
        Field("event_id", "Event id", "Rows with the same id are counted once.", main=False),
        Field("session", "Session", "Your own session id, in place of the 30-minute rule.", main=False),
    ),
    "responses": (
        Field("person", "Who", "The person's id; without one, answers cannot be joined to journeys."),
        Field("answered_at", "When", "A column, or one day typed for every row, as 2025-03-31."),
        Field("touchpoint", "About what", "The touchpoint the answer is about."),
        Field("channel", "Where", "The channel the answer is about."),
        Field("comment", "Comment", "What the person wrote."),
        Field("weight", "Weight", "How much an answer counts.", main=False),
        Field("respondent", "Answer sheet", "What tells one answer sheet from another.", main=False),
    ),
    "people": (
        Field("person", "Who", "The column with the person's id; without one, every row is a person of its own."),
        Field("persona", "Persona", "The column that names the persona."),
    ),
    "identities": (
        Field("alias", "One id", "The id that is only another name, such as an anonymous id."),
        Field("person", "belongs to", "The id that stays."),
    ),
    "costs": (
        Field("day", "Day"),
        Field("spend", "Spend", "What was spent."),
        Field("channel", "Channel"),
        Field("campaign", "Campaign"),
        Field("currency", "Currency", "Amounts in several currencies are never added.", main=False),
    ),
    "daily_counts": (
        Field("day", "Day"),
        Field("channel", "Channel"),
        Field("campaign", "Campaign"),
        Field("measure", "What is counted", "A column that names the measure, or one name typed for every row."),
        Field("amount", "How many", "A column of amounts."),
        Field("detail", "Of what", "A column that says what a row counts: a page, a country.", main=False),
        Field("whole_days", "Days together", "Of how many days a row is, where of no single one.", main=False),
    ),
}
LONG_ANSWERS: tuple[Field, ...] = (
    Field("question", "Question", "The column with the question, or its text typed for every row."),
    Field("metric", "Metric", "A column, or one of nps, csat, ces, other typed for every row."),
    Field("score", "Score", "The column with the number."),
    Field("answer", "Answer", "The column with the answer in words.", main=False),
    Field("scale_low", "Scale from", "The lowest possible score.", main=False),
    Field("scale_high", "Scale to", "The highest possible score.", main=False),
)
TIME_FORMATS: dict[str | None, str] = {
    None: "as detected",
    "iso": "year first (2025-03-31)",
    "day_first": "day first (31.3.2025)",
    "month_first": "month first (3/31/2025)",
    "epoch_s": "seconds since 1970",
    "epoch_ms": "milliseconds since 1970",
    "epoch_us": "microseconds since 1970",
    "epoch_ns": "nanoseconds since 1970",
    "excel": "days as Excel counts them (45292)",
}
DELIMITERS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar |", " ": "space"}
ENCODINGS: tuple[str, ...] = ("utf-8", "utf-8-sig", "cp1252", "iso-8859-1", "mac_roman", "utf-16", "cp1250", "cp1251")
