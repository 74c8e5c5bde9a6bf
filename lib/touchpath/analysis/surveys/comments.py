"""Comments with the score and the place of their answer; what stands in them is read once per version of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from touchpath.analysis.surveys.answers import Chosen, Numbers, Whole, row_keys
from touchpath.analysis.surveys.bands import bands_of
from touchpath.analysis.surveys.named import NamedAnswers, answers_named
from touchpath.analysis.surveys.placing import PlacedAnswers, placed_answers
from touchpath.analysis.surveys.view import answers_in_view
from touchpath.analysis.surveys.words import CommentTerms, comment_terms, stems_of
from touchpath.engine.arrays import arrays_of
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters


@dataclass(frozen=True, eq=False)
class WrittenComments:
    """All comments of a workspace by the row of the file they stand in, sorted by it."""

    key: Whole
    text: tuple[str, ...]
    person_id: tuple[str, ...]

    @property
    def nbytes(self) -> int:
        """Bytes held, roughly."""
        return self.key.nbytes + sum(map(len, self.text)) + 120 * len(self.text)


@dataclass(frozen=True, eq=False)
class CommentsInView:
    """The answers of a score in view that have a comment.

    `written` is the place of each in all comments, `terms` what stands in those; `band` is -1 without a score.
    """

    placed: PlacedAnswers
    asked: NamedAnswers
    written: Whole
    texts: WrittenComments
    terms: CommentTerms
    band: Whole

    def __len__(self) -> int:
        """How many."""
        return len(self.written)

    @property
    def score(self) -> Numbers:
        """The score of each; NaN without one that counts."""
        return self.placed.answers.score

    @property
    def people(self) -> Whole:
        """Who wrote each, numbered from 0."""
        found: Whole = np.unique(self.placed.answers.cluster, return_inverse=True)[1]
        return found

    def where(self, kept: Chosen) -> CommentsInView:
        """The comments that a mask keeps."""
        return replace(self, placed=self.placed.where(kept), written=self.written[kept], band=self.band[kept])

    def at(self, chosen: Whole) -> Chosen:
        """Which of these are among some of all comments."""
        return np.isin(self.written, chosen)

    def with_words(self, words: Sequence[str]) -> Chosen:
        """Which hold one of the words (or pairs of words in a row), in any form; a stop word as it is written."""
        stems = {word: " ".join(stems_of(word, self.terms.language)) for word in words}
        number = {stem: place for place, stem in enumerate(self.terms.stems)}
        known = [number[stem] for stem in stems.values() if stem in number]
        found = self.at(np.unique(self.terms.comment[np.isin(self.terms.term, known)]))
        for word, stem in stems.items():
            if stem not in number and word.strip():
                found = found | self.holding(word)
        return found

    def holding(self, text: str) -> Chosen:
        """Which hold a text, in whatever case."""
        wanted = text.strip().lower()
        return np.array([wanted in self.texts.text[place].lower() for place in self.written], dtype=bool)


def comments_in_view(engine: Reader, score: str, language: str, filters: Filters) -> CommentsInView:
    """The comments of a score under the filters. Raises DefinitionError where nobody was asked for it."""
    whole = placed_answers(engine)
    asked = answers_named(whole.answers, score)
    texts = _written(engine)
    placed = answers_in_view(engine, filters, wanted=asked.all_of_them).placed
    written, known = _places(texts, placed)
    placed = placed.where(known)
    usable = answers_named(placed.answers, score) if len(placed) else asked
    scores = np.where(usable.usable, placed.answers.score, np.nan) if len(placed) else np.empty(0)
    return CommentsInView(
        placed, asked, written[known], texts, _terms(engine, texts, language), bands_of(scores, asked)
    )


def _places(texts: WrittenComments, placed: PlacedAnswers) -> tuple[Whole, Chosen]:
    """The comment of each answer, and whether it has one."""
    key = placed.answers.row_key
    place = np.searchsorted(texts.key, key)
    known = np.append(texts.key, -1)[place] == key
    return place, known


def _written(engine: Reader) -> WrittenComments:
    def read() -> WrittenComments:
        frame = engine.frame("ask/surveys/comments")
        numbers = (frame[name].to_numpy(dtype=np.int64) for name in ("import_id", "source_row"))
        ids = frame["person_id"].fillna("").astype(str)
        return WrittenComments(row_keys(*numbers), tuple(frame["comment"].astype(str)), tuple(ids))

    return arrays_of(engine).get(engine.version, ("written_comments",), read)


def _terms(engine: Reader, texts: WrittenComments, language: str) -> CommentTerms:
    key = ("comment_terms", language)
    return arrays_of(engine).get(engine.version, key, lambda: comment_terms(texts.text, language))
