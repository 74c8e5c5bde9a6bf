"""What the imports themselves noticed: rows they could not take, and remarks."""

from __future__ import annotations

import json
import re

import pandas as pd

from touchpath.analysis.quality.look import MOST_EXAMPLES, CheckOutcome, Draft, Look, examples_of, rows_of
from touchpath.journey.quality import Effect, Finding, Sound
from touchpath.journey.words import listed, plural, rate

_COUNTED_ELSEWHERE = {"future_times", "outside_scale", "several_currencies"}
"""Remarks that a check of its own goes into."""

_TITLES = {
    "mixed_times": "Times written in several ways",
    "metric_spelling": "Metrics written in several ways",
    "unreadable_values": "Values that are no numbers",
    "differing_totals": "Orders with different totals on their rows",
    "unread_dates": "Dates that could not be read",
    "clock_changes": "Times that the clocks skipped or showed twice",
    "varying_persona": "People whose persona varies",
    "unusable_weight": "Weights that cannot count",
    "scale_contradicts_metric": "Scores on another scale than their metric",
    "metric_not_taken": "Questions that sound like a metric",
    "own_scale": "Scores on a scale of their own",
    "other_encoding": "Text in another encoding than its first rows",
    "crowded_identity": "Ids that stand for many people",
}


def rejected_rows(look: Look) -> list[CheckOutcome]:
    """Rows of files that could not be taken, per reason."""
    found = look.reader.frame("ask/quality/rejections", {"import_id": look.import_id})
    read = dict(zip(look.imports["import_id"], look.imports["rows_read"], strict=True))
    grouped = found.groupby([found["reason"].map(reason_kind), found["kind"].map(_kind)], sort=False)
    outcomes: list[CheckOutcome] = [_rejected(look, str(key[0]), str(key[1]), part, read) for key, part in grouped]
    return outcomes or [Sound("rejected_rows", "rows that could not be imported")]


def reason_kind(reason: str) -> str:
    """ "too many columns: 10 instead of 8" -> "too many columns"."""
    return re.split(r":\s", reason, maxsplit=1)[0]


def _kind(kind: str) -> str:
    return {"events": "Events", "responses": "Answers"}.get(kind, "Rows")


def import_remarks(look: Look) -> list[CheckOutcome]:
    """What an import noticed about rows it took."""
    found: list[CheckOutcome] = []
    for row in rows_of(look.imports):
        for remark in json.loads(str(row.findings)):
            if remark["code"] in _COUNTED_ELSEWHERE:
                continue
            table = pd.DataFrame({"example": [str(text) for text in remark.get("examples", ())]})
            found.append(
                Draft(
                    Finding(
                        code=f"import_{remark['code']}",
                        title=_TITLES.get(remark["code"], "Noticed while reading a file"),
                        sentence=f"{row.file_name}: {remark['sentence']}",
                        rows=int(remark.get("count", 0)),
                        unit="rows",
                        examples=examples_of(table),
                        note_only=True,
                    )
                )
            )
    return found or [Sound("import_remarks", "oddities in how files are written")]


def _rejected(look: Look, reason: str, kind: str, part: pd.DataFrame, read: dict[int, int]) -> Draft:
    rows = int(part["rows"].sum())
    of = sum(read[int(key)] for key in part["import_id"].unique())
    examples = pd.DataFrame(
        [
            {"file": row.file_name, "row": source_row, "reason": row.reason, "text": text}
            for row in rows_of(part)
            for source_row, text in zip(row.example_rows, row.example_texts, strict=False)
        ]
    )
    files = listed([str(name) for name in part["file_name"].unique()], 3)
    effect = Effect("left out", look.headline, look.headline) if kind == "Events" else None
    return Draft(
        Finding(
            code="rejected_rows",
            about=(rows,),
            title=f"{kind} not imported: {reason}",
            sentence=f"{plural(rows, 'row', 'rows')} of {files} ({rate(rows / of)}) were left out: {reason}. They "
            "are in no number; download them on the page Add data, correct them and import them again.",
            rows=rows,
            unit="rows",
            examples=examples_of(examples, MOST_EXAMPLES),
            effect=effect,
            share=rows / of,
        )
    )
