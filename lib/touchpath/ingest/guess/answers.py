"""Which columns of a table look like answers: named for a metric, called a score, or sharing one scale."""

from __future__ import annotations

from collections.abc import Sequence

from touchpath.ingest.guess.lexicon import RATE, SCORED
from touchpath.ingest.guess.look import ColumnRoles
from touchpath.ingest.guess.survey_columns import COMMENT, Roles, asks, is_text
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.question import Question

_SATISFIED = frozenset(
    [
        "satisfaction",
        "satisfied",
        "zufriedenheit",
        "satisfaccion",
        "satisfaction",
        "soddisfazione",
        "satisfacao",
        "tevredenheid",
        "満足度",
        "effort",
        "recommend",
        "recommendation",
        "weiterempfehlung",
        "weiterempfehlen",
        "likelihood",
        "recomendacion",
        "recommandation",
        "raccomandazione",
        "recomendacao",
        "aanbeveling",
        "推奨度",
        "お勧め",
    ]
)
_SCORE = frozenset(
    [
        "score",
        "rating",
        "stars",
        "grade",
        "bewertung",
        "note",
        "puntuacion",
        "valoracion",
        "punteggio",
        "voto",
        "beoordeling",
        "評価",
    ]
)
_NO_ANSWER_SCORE = frozenset(
    ["credit", "lead", "risk", "health", "fraud", "relevance", "confidence", "quality", "engagement", "spam", "model"]
)
_LONGEST_SCALE = 12


def metric_columns(look: ColumnRoles) -> list[ColumnTraits]:
    """The columns named for a metric of surveys that hold scores."""
    metrics = [t for t in look.columns if t.column.values and {v.lower() for v in t.column.values} <= SCORED]
    if metrics:
        return metrics
    named = [t for t in look.columns if set(t.words) & (SCORED | _SATISFIED)]
    told = [t for t in named if t.words != ("effort",) or any(set(o.words) & SCORED for o in named)]
    return [
        t
        for t in told
        if _few_values(t) and not set(t.words) & RATE and not set(t.words) & {"count", "total", "survey", "id"}
    ]


def score_columns(look: ColumnRoles) -> list[ColumnTraits]:
    """The columns called a score or a rating, whatever of."""
    called = [t for t in look.columns if set(t.words) & _SCORE and not set(t.words) & (_NO_ANSWER_SCORE | RATE)]
    return [t for t in called if t.numeric and _few_values(t)]


def is_bare_score(look: ColumnRoles, questions: Sequence[Question]) -> bool:
    """Whether all that is asked is called a score, with no text beside it and in no file of answers: it may be a mark
    of anything, of an inspection or a game.
    """
    scores = {t.name for t in score_columns(look)}
    said = Roles(look.table).best(COMMENT, is_text) is not None or any(asks(t.name) for t in look.columns)
    return {one.column for one in questions} <= scores and not said


def scale_columns(look: ColumnRoles) -> list[ColumnTraits]:
    """Columns that share one scale: small whole numbers between the same ends, or the same few words."""
    small = [t for t in look.columns if t.column.type == "integer" and _small(t)]
    worded = [t for t in look.columns if t.few and 3 <= t.column.distinct <= 7]
    same = [t for t in worded if sum(set(t.column.values) == set(o.column.values) for o in worded) >= 3]
    return [*small, *same] if len(small) >= 3 else same


def _small(traits: ColumnTraits) -> bool:
    numbers = {int(value) for value in traits.column.values} - {
        int(value)
        for value in traits.column.values
        if value.startswith("-")  # codes of no answer: -9, -77
    }
    return 4 <= len(numbers) <= 11 and min(numbers) in (0, 1) and max(numbers) in (5, 7, 10) and traits.repeats


def _few_values(traits: ColumnTraits) -> bool:
    return (traits.numeric and len(traits.column.values) <= 120) or traits.column.distinct <= _LONGEST_SCALE
