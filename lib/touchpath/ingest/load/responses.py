"""Importing survey answers, long (one answer a row) or wide (one question a column)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from touchpath.engine.base import Writer
from touchpath.ingest.columns import named, needed, time_format
from touchpath.ingest.load.loader import TEXT_CELLS, LoadStep, Staging, StoredRows, label, place_of, places, show
from touchpath.ingest.load.readings import readings_of, with_scale
from touchpath.ingest.load.scale_findings import scale_findings
from touchpath.ingest.mapping import ResponseMapping
from touchpath.ingest.presets.channels import name_channels
from touchpath.ingest.question import Question
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable, is_twin, twin_name
from touchpath.journey.words import listed

_FIELDS = (
    "person", "respondent", "answered_at", "weight", "touchpoint", "channel", "comment",
    "question", "metric", "score", "answer", "scale_low", "scale_high",
)  # fmt: skip


_MOST_NAMED, _LONGEST_NAME = 5, 60


class ResponseLoader:
    """A row gives one answer or several; a cell that is no score of its scale is a finding, not a rejected row."""

    def staging(self, table: SourceTable, mapping: ResponseMapping) -> Staging:
        """See Loader."""
        _check(table, mapping)
        parameters = {
            **places(table, mapping, _FIELDS),
            "time_format": time_format(table, mapping, "answered_at"),
            "zone": mapping.timezone,
            "decimal": mapping.decimal,
            "long": not mapping.questions,
            "time_label": label(mapping.answered_at),
            "score_label": label(mapping.score) or label(mapping.answer),
            "weight_label": label(mapping.weight),
        }
        return Staging(TEXT_CELLS, (LoadStep("keep/load/stage_responses", parameters),))

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: ResponseMapping) -> StoredRows:
        """See Loader."""
        _make_answers(writer, import_id, table, mapping)
        writer.run("keep/load/insert_touchpoints")
        name_channels(writer)
        given = {"import_id": import_id}
        writer.run("keep/load/known_responses")
        writer.run("keep/load/given_responses")
        writer.run("keep/load/repeated_items", {**given, "comparable": bool(mapping.person or mapping.respondent)})
        writer.run("keep/load/add_repeats_in_file", given)
        writer.run("keep/load/insert_repeated_responses", given)
        writer.run("keep/load/insert_responses", given)
        findings = (*_left_out(table, mapping), *_findings(writer, mapping))
        return StoredRows(int(writer.frame("keep/load/repeated_count")["rows"][0]), findings)

    def shown(self, writer: Writer, table: SourceTable, mapping: ResponseMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        _make_answers(writer, 0, table, mapping)
        return show(writer, "keep/load/preview_responses", rows)


def _check(table: SourceTable, mapping: ResponseMapping) -> None:
    for question in mapping.questions:
        needed(table, question.column)
    if not mapping.questions and mapping.score is None and mapping.answer is None and mapping.comment is None:
        raise ImportRefused(
            "No column holds answers.", file=table.file.name, remedy="Choose a score, an answer, or question columns."
        )


def _make_answers(writer: Writer, import_id: int, table: SourceTable, mapping: ResponseMapping) -> None:
    shared = {"import_id": import_id, "decimal": mapping.decimal}
    if mapping.questions:
        writer.put("asked", _asked(table, mapping))
        writer.run("keep/load/answers_wide", shared)
        return
    writer.put("readings", readings_of(writer, table, mapping))
    usual_question = label(mapping.score) or label(mapping.answer) or "comment"
    given = {"usual_question": usual_question, "blank": list(mapping.blank)}
    writer.run("keep/load/answers_long", {**shared, **given})


def _asked(table: SourceTable, mapping: ResponseMapping) -> pd.DataFrame:
    """One row per question: place of its column, text, metric, scale and blank codes."""
    questions = [with_scale(table, question) for question in mapping.questions]
    return pd.DataFrame(
        {
            "place": [place_of(table, question.column) for question in questions],
            "text": _texts(questions),
            "metric": [question.metric for question in questions],
            "scale_low": pd.array([question.scale_low for question in questions], dtype="Float64"),
            "scale_high": pd.array([question.scale_high for question in questions], dtype="Float64"),
            "blank": [list(question.blank) or ["\x00"] for question in questions],
            "words": [[word.strip().lower() for word in question.words] or ["\x00"] for question in questions],
        }
    )


def _texts(questions: Sequence[Question]) -> list[str]:
    """What each question is called: its text, and where two share one the column too."""
    texts = [question.text or question.column for question in questions]
    return [
        f"{text} ({question.column})" if texts.count(text) > 1 and text != question.column else text
        for text, question in zip(texts, questions, strict=True)
    ]


def _findings(writer: Writer, mapping: ResponseMapping) -> tuple[ImportFinding, ...]:
    scales = scale_findings(writer, mapping)
    return scales + _outside_scale(writer) + _spellings(writer) + _unusable_weights(writer)


def _left_out(table: SourceTable, mapping: ResponseMapping) -> tuple[ImportFinding, ...]:
    """The finding about columns that hold something and are kept nowhere."""
    used = {*named(mapping), *(question.column for question in mapping.questions)}
    held = (column.name for column in table.columns if column.type != "empty" and not is_twin(column.name))
    names = tuple(name for name in held if not {name, twin_name(name)} & used)
    if not names:
        return ()
    quoted = [f'"{name[:_LONGEST_NAME]}"' for name in names]
    said = "1 column is" if len(names) == 1 else f"{len(names)} columns are"
    sentence = f"{said} no part of the answers and not kept: {listed(quoted, _MOST_NAMED)}."
    return (ImportFinding("columns_not_kept", sentence, len(names), names[:_MOST_NAMED]),)


def _unusable_weights(writer: Writer) -> tuple[ImportFinding, ...]:
    found = writer.frame("keep/load/unusable_weights")
    count = int(found["rows"][0])
    if not count:
        return ()
    verb = "row has no weight" if count == 1 else "rows have no weight"
    sentence = f"{count:,} {verb} above 0: such answers are set aside, for they would count as nothing or less."
    return (ImportFinding("unusable_weight", sentence, count, tuple(found["examples"][0])),)


def _spellings(writer: Writer) -> tuple[ImportFinding, ...]:
    found = writer.frame("keep/load/metric_spellings")
    count = int(found["rows"][0])
    if not count:
        return ()
    sentence = (
        f"{count:,} rows write their metric otherwise than the rest of the file; they count as the same metric."
    )
    return (ImportFinding("metric_spelling", sentence, count, tuple(found["examples"][0])),)


def _outside_scale(writer: Writer) -> tuple[ImportFinding, ...]:
    return tuple(
        ImportFinding(
            "outside_scale",
            f'{int(row["rows"]):,} answers to "{row["question"]}" are no scores of its scale; they count as blank.',
            int(row["rows"]),
            tuple(row["examples"]),
        )
        for row in writer.frame("keep/load/answer_findings").to_dict("records")
    )
