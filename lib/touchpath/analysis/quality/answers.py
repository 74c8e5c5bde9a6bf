"""Survey answers: whether they find their person, repeat themselves, and carry a score on a known scale."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Any

import pandas as pd

from touchpath.analysis.quality.look import MOST_EXAMPLES, CheckOutcome, Draft, Look, examples_of, rows_of
from touchpath.ingest.metrics import metric_of
from touchpath.ingest.scale_limits import USUAL
from touchpath.journey.quality import Finding, MeanScore, ScoreEffect, Sound
from touchpath.journey.words import count, listed, plural, rate

_HASTY = 0.01
_STANDARD = {"nps": ((0, 10),), "csat": ((1, 5), (1, 3), (1, 4), (1, 6), (1, 7), (1, 10)), "ces": ((1, 7), (1, 5))}


@dataclass(frozen=True)
class Flaw:
    """A flaw an answer can have: its column in the flags, and what is said about it."""

    name: str
    code: str
    title: str
    looked_for: str
    sentence: Callable[[int, int], str]
    note_only: bool = False


FLAWS: tuple[Flaw, ...] = (
    Flaw(
        "unknown",
        "answers_without_person",
        "Answers whose person is not known",
        "survey answers that find no person",
        lambda rows, of: (
            f"{plural(rows, 'answer', 'answers')} of {count(of)} ({rate(rows / of)}) name a person who is in "
            "no other data. They count in scores, but in no step, persona or journey."
        ),
    ),
    Flaw(
        "repeated",
        "repeated_answers",
        "Answers that stand twice in one file",
        "survey answers that stand twice in one file",
        lambda rows, of: (
            f"{plural(rows, 'answer repeats', 'answers repeat')} an earlier answer of the same file in every "
            f"cell, among {count(of)}. Each counts on its own."
        ),
    ),
    Flaw(
        "timeless",
        "answers_without_time",
        "Answers without a time",
        "survey answers without a time",
        lambda rows, of: (
            f"{plural(rows, 'answer', 'answers')} of {count(of)} have no time. They count in scores, but not in "
            "trends, and belong to a touchpoint only where the file names it."
        ),
    ),
    Flaw(
        "unscored",
        "answers_without_score",
        "Answers without a score",
        "survey answers without a score",
        lambda rows, of: (
            f"{plural(rows, 'answer', 'answers')} of {count(of)} have no score, only a comment. "
            "They are in no average."
        ),
        note_only=True,
    ),
    Flaw(
        "beyond",
        "scores_beyond_scale",
        "Scores outside their scale",
        "scores outside their scale",
        lambda rows, of: (
            f"{plural(rows, 'answer', 'answers')} of {count(of)} are numbers their scale does not have, such "
            "as 11 of 10. They were read as blank and are in no average."
        ),
        note_only=True,
    ),
)


def answer_flaws(look: Look) -> list[CheckOutcome]:
    """Every flaw of answers that is found, with its effect on the scores."""
    flags = _flags(look)
    return [_outcome(look, flaw, flags) for flaw in FLAWS]


def hasty_answers(look: Look) -> CheckOutcome:
    """People who answer the same question about the same touchpoint again within a day, if many do."""
    row = look.reader.frame("ask/quality/hasty_answers", {"import_id": look.import_id}).iloc[0]
    answers, hasty = int(row["answers"]), int(row["hasty"])
    if hasty <= _HASTY * answers:
        return Sound("hasty_answers", "people who answer the same question again and again")
    return Draft(
        Finding(
            code="hasty_answers",
            about=(hasty, int(row["people"])),
            title="People who answer again and again",
            sentence=f"{plural(hasty, 'answer', 'answers')} ({rate(hasty / answers)}) of "
            f"{plural(int(row['people']), 'person', 'people')} follow an answer to the same question within a day. "
            "Averages weigh these people more than others.",
            rows=hasty,
            unit="answers",
            note_only=True,
        )
    )


def odd_scales(look: Look) -> CheckOutcome:
    """NPS that was not asked on 0-10, and metrics asked on several scales."""
    flags = _flags(look)
    scales = flags.dropna(subset=["scale_low", "scale_high"])[["metric", "scale_low", "scale_high"]].drop_duplicates()
    odd = [
        (str(row.metric), float(row.scale_low), float(row.scale_high))
        for row in rows_of(scales)
        if row.metric in _STANDARD and (row.scale_low, row.scale_high) not in _STANDARD[row.metric]
    ]
    if not odd:
        return Sound("odd_scales", "scales that a metric does not have")
    written = ", ".join(f"{metric.upper()} from {low:g} to {high:g}" for metric, low, high in odd)
    mine = pd.MultiIndex.from_frame(flags[["metric", "scale_low", "scale_high"]]).isin(odd)
    rows = int(flags.loc[mine, "answers"].sum())
    return Draft(
        Finding(
            code="odd_scales",
            about=(rows,),
            title="Scales that a metric does not have",
            sentence=f"{written}: such answers compare with no usual scale. NPS is only counted on 0 to 10.",
            rows=rows,
            unit="answers",
        )
    )


def unusable_weights(look: Look) -> CheckOutcome:
    """Answers held with a weight that is not above 0 and finite: they count in no score."""
    row = look.reader.frame("ask/quality/unusable_weights", {"import_id": look.import_id}).iloc[0]
    answers, unusable = int(row["answers"]), int(row["unusable"])
    if not unusable:
        return Sound("unusable_weights", "weights that are not above 0")
    return Draft(
        Finding(
            code="unusable_weights",
            about=(unusable,),
            title="Weights that cannot count",
            sentence=f"{plural(unusable, 'answer', 'answers')} of {count(answers)} have a weight that is not above 0 "
            "and finite. They are left out of every score; correct the file and import it again.",
            rows=unusable,
            unit="answers",
            share=unusable / answers,
        )
    )


def unnamed_metrics(look: Look) -> CheckOutcome:
    """Questions that are called like a metric whose usual scale they have, and count as none."""
    found = look.reader.frame("ask/quality/other_questions", {"import_id": look.import_id})
    hit = [
        (str(row.question), metric, int(row.answers))
        for row in rows_of(found.dropna(subset=["scale_low", "scale_high"]))
        if (metric := metric_of(str(row.question))) and USUAL[metric] == (row.scale_low, row.scale_high)
    ]
    if not hit:
        return Sound("unnamed_metrics", "questions that are called like a metric and count as none")
    named = listed([f'"{question}" ({metric.upper()})' for question, metric, _ in hit], 3)
    return Draft(
        Finding(
            code="unnamed_metrics",
            title="Questions called like a metric that count as none",
            sentence=f"{named} are in no score, though their names and scales are those of a metric. Import the file "
            "again and say what they measure.",
            rows=sum(answers for *_, answers in hit),
            unit="answers",
        )
    )


def _outcome(look: Look, flaw: Flaw, flags: pd.DataFrame) -> CheckOutcome:
    hit = flags[flaw.name].astype(bool)
    rows = int(flags.loc[hit, "answers"].sum())
    if not rows:
        return Sound(flaw.code, flaw.looked_for)
    shown = look.reader.frame(
        "ask/quality/answer_examples",
        {"flaw": flaw.name, "most": MOST_EXAMPLES, "imports": [int(i) for i in flags.loc[hit, "import_id"].unique()]},
    )
    after = _scores(flags, flags["beyond"]) if flaw.name == "beyond" else _scores(flags[~hit])
    return Draft(
        Finding(
            code=flaw.code,
            about=(rows,),
            title=flaw.title,
            sentence=flaw.sentence(rows, int(flags["answers"].sum())),
            rows=rows,
            unit="answers",
            examples=examples_of(shown),
            scores=ScoreEffect(_scores(flags), after),
            note_only=flaw.note_only,
        )
    )


def _flags(look: Look) -> pd.DataFrame:
    """Kinds of answers by their flaws; a flaw that an import cannot have is taken back."""
    flags = look.reader.frame("ask/quality/answer_flags", {"import_id": look.import_id})
    traits = {int(row.import_id): _traits(row) for row in rows_of(look.imports)}
    for flaw in ("unknown", "timeless", "unscored", "beyond"):
        possible = flags["import_id"].map(lambda key, flaw=flaw: flaw in traits.get(int(key), ()))
        flags[flaw] = flags[flaw].astype(bool) & possible.astype(bool)
    return flags


def _traits(row: Any) -> set[str]:
    """Which flaws an import can have: only one that names people has unknown people, and so on."""
    mapping, remarks = json.loads(row.mapping), json.loads(row.findings)
    return {
        name
        for name, possible in (
            ("unknown", mapping.get("person") is not None),
            ("timeless", mapping.get("answered_at") is not None),
            ("unscored", not mapping.get("questions") and mapping.get("score") is not None),
            ("beyond", any(remark["code"] == "outside_scale" for remark in remarks)),
        )
        if possible
    }


def _scores(flags: pd.DataFrame, counted: pd.Series | None = None) -> tuple[MeanScore, ...]:
    """Answers and mean score per metric; `counted` marks answers whose written number counts as a score."""
    more = flags["answers"].where(counted, 0) if counted is not None else 0
    extra = flags["written_sum"].where(counted, 0.0) if counted is not None else 0.0
    table = flags.assign(n=flags["scores"] + more, total=flags["score_sum"] + extra)
    sums = table[table["metric"] != "other"].groupby("metric")[["n", "total"]].sum()
    return tuple(
        MeanScore(str(metric), int(row["n"]), float(row["total"] / row["n"]) if row["n"] else nan)
        for metric, row in sums.iterrows()
    )
