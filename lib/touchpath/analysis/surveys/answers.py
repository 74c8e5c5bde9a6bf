"""Every survey answer of a workspace as arrays, read once per version of the data, and the series they belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Array, Reader

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]
Chosen = NDArray[np.bool_]
_ROW_BITS = 40
NO_TIME = np.iinfo(np.int64).min
"""The moment of an answer of which nobody said when it was given."""


@dataclass(frozen=True)
class Series:
    """The answers of one import to one question on one scale; the ends are NaN where the file has no scale."""

    question: str
    metric: str
    scale_low: float
    scale_high: float
    survey: str


@dataclass(frozen=True, eq=False)
class SurveyAnswers:
    """Answers in file order, as arrays of one length.

    `person` is -1 where nobody known answered; `cluster` numbers the humans from 0. `moment`: UTC
    microseconds, or NO_TIME. `series` are places in `kinds`. `score` is NaN without one, `weight` NaN where it can
    count nowhere. `touchpoint` and `channel` are the codes that the file names, -1 for none.
    """

    person: Whole
    cluster: Whole
    moment: Whole
    series: Whole
    score: Numbers
    weight: Numbers
    weighted: Chosen
    touchpoint: Whole
    channel: Whole
    import_id: Whole
    source_row: Whole
    kinds: tuple[Series, ...]

    def __len__(self) -> int:
        """How many answers."""
        return len(self.person)

    @property
    def nbytes(self) -> int:
        """Bytes held."""
        return 11 * self.person.nbytes + 300 * len(self.kinds)

    def of_series(self, wanted: set[int]) -> Chosen:
        """Which answers belong to one of some series."""
        table = np.array([place in wanted for place in range(len(self.kinds))], dtype=bool)
        return table[self.series] if len(table) else np.zeros(len(self), dtype=bool)

    @property
    def low(self) -> Numbers:
        """The lower end of each answer's scale."""
        return np.array([kind.scale_low for kind in self.kinds], dtype=float)[self.series]

    @property
    def high(self) -> Numbers:
        """The upper end of each answer's scale."""
        return np.array([kind.scale_high for kind in self.kinds], dtype=float)[self.series]

    @property
    def row_key(self) -> Whole:
        """The row of the file that each answer stands in, as one number."""
        return row_keys(self.import_id, self.source_row)

    def reweighed(self) -> SurveyAnswers:
        """The answers, each of which counts alike."""
        return replace(self, weight=np.ones(len(self)), weighted=np.zeros(len(self), dtype=bool))

    def where(self, kept: Chosen) -> SurveyAnswers:
        """The answers that a mask keeps."""
        names = [name for name, value in vars(self).items() if isinstance(value, np.ndarray)]
        return replace(self, **{name: getattr(self, name)[kept] for name in names})


def row_keys(import_id: Whole, source_row: Whole) -> Whole:
    """Rows of imports as one number each, which sorts as they do."""
    return (import_id << _ROW_BITS) + source_row


def survey_answers(engine: Reader) -> SurveyAnswers:
    """All answers of the workspace."""
    return arrays_of(engine).get(engine.version, ("survey_answers",), lambda: _read(engine))


def _read(engine: Reader) -> SurveyAnswers:
    rows = engine.arrays("ask/surveys/answers")
    person, respondent = (_whole(rows[name]) for name in ("person", "respondent"))
    return SurveyAnswers(
        person=person,
        cluster=np.unique(np.where(person >= 0, person, -1 - respondent), return_inverse=True)[1],
        moment=_filled(rows["moment"], NO_TIME).astype(np.int64),
        series=_whole(rows["series"]),
        score=_filled(rows["score"], np.nan).astype(np.float64),
        weight=np.asarray(rows["weight"], dtype=np.float64),
        weighted=np.asarray(rows["weighted"], dtype=bool),
        touchpoint=_whole(rows["touchpoint"]),
        channel=_whole(rows["channel"]),
        import_id=_whole(rows["import_id"]),
        source_row=_whole(rows["source_row"]),
        kinds=_kinds(engine),
    )


def _kinds(engine: Reader) -> tuple[Series, ...]:
    frame = engine.frame("ask/surveys/series")
    ends = (frame[name].astype(float) for name in ("scale_low", "scale_high"))
    surveys = frame["survey"].fillna("").astype(str)
    return tuple(
        Series(str(question), str(metric), low, high, survey)
        for question, metric, low, high, survey in zip(
            frame["question"], frame["metric"], *ends, surveys, strict=True
        )
    )


def _whole(column: np.ma.MaskedArray[tuple[int], np.dtype[np.int64]] | Array) -> Whole:
    return np.asarray(column).astype(np.int64)


def _filled(column: np.ma.MaskedArray[tuple[int], np.dtype[np.int64]] | Array, nothing: float) -> Array:
    filled: Array = np.ma.filled(column, nothing)
    return filled
