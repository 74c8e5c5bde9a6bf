"""What a table is about: events, people, aliases, survey answers, costs or daily counts."""

from __future__ import annotations

import re

from touchpath.ingest.guess.columns import Chooser
from touchpath.ingest.guess.hints import rank
from touchpath.ingest.guess.survey import holds_averages, is_answer_sheet, names_a_metric, question_columns
from touchpath.ingest.mapping import Kind
from touchpath.ingest.source import SourceTable

_PEOPLE_FILE = re.compile(
    r"people|persons?|customers?|users?|contacts?|members?|audience|clients?|profiles?|kunden", re.I
)
_SURVEY_FILE = re.compile(r"survey|nps|csat|\bces\b|feedback|answers?|responses?|umfrage", re.I)


def guess_kind(table: SourceTable) -> Kind:
    """The kind that suits the columns best; the person can choose another."""
    choose = Chooser(table)
    when = choose.time("occurred_at")
    what = _specific(table, "touchpoint", 3)
    if what:
        when = when or choose.broken_time("occurred_at")
    who = choose.id("person")
    if _is_alias_table(table, when):
        return "identities"
    if _is_survey(table, what) or (what is None and (is_answer_sheet(table) or names_a_metric(table))):
        return "responses"
    if who is None or _every_row_a_day(table, when):
        if when and _specific(table, "spend", 2):
            return "costs"
        if when and choose.numbers() and who is None:
            return "daily_counts"
    if when and what:
        return "events"
    if who and (not when or _named_like_people(table, who)):
        return "people"
    return "events"


def _specific(table: SourceTable, field: str, ranks: int) -> str | None:
    """A column whose name is telling (among the first patterns of the field)."""
    for column in table.columns:
        place = rank(field, column.name)
        if place is not None and place < ranks and column.type != "empty":
            return column.name
    return None


def _is_alias_table(table: SourceTable, when: str | None) -> bool:
    alias = _specific(table, "alias", 3)
    return alias is not None and len(table.columns) <= 4 and (when is None or len(table.columns) <= 3)


def _is_survey(table: SourceTable, what: str | None) -> bool:
    if holds_averages(table) or (what is not None and _specific(table, "score", 3) is None):
        return False
    if _specific(table, "score", 2) or _specific(table, "question", 1):
        return what is None or bool(_SURVEY_FILE.search(table.file.name)) or _specific(table, "score", 1) is not None
    return len(question_columns(table)) >= 3 or bool(_SURVEY_FILE.search(table.file.name) and question_columns(table))


def _every_row_a_day(table: SourceTable, when: str | None) -> bool:
    column = table.column(when) if when else None
    return bool(column and column.type == "date" and _specific(table, "spend", 1) and _specific(table, "channel", 2))


def _named_like_people(table: SourceTable, who: str) -> bool:
    column = table.column(who)
    one_row_each = column is not None and column.distinct == table.rows_sampled
    name = table.options.sheet or table.file.name
    return one_row_each and bool(_PEOPLE_FILE.search(name) or _specific(table, "persona", 2))
