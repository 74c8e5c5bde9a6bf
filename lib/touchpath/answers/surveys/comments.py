"""What people write: in sentences and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from functools import partial
from typing import Any

import pandas as pd

from touchpath.analysis.surveys.comment_themes import Comment, CommentsFound, Theme, ThemePeriod, comment_themes
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Kind, Place
from touchpath.answers.surveys.score_names import called
from touchpath.answers.surveys.words import ScoreWords
from touchpath.engine.base import Reader
from touchpath.journey.comments import Themes
from touchpath.journey.definition import build
from touchpath.journey.filters import Filters
from touchpath.journey.words import (
    NOTHING,
    count,
    day_in_words,
    decimal,
    interval,
    listed,
    moment_in_words,
    rate,
)

LANGUAGES = {
    "ar": "Arabic", "ca": "Catalan", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "eu": "Basque", "fi": "Finnish", "fr": "French", "ga": "Irish", "hi": "Hindi", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "lt": "Lithuanian", "nl": "Dutch", "no": "Norwegian",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish",
}  # fmt: skip
"""Languages whose words are stemmed."""


def measure(engine: Reader, asked: Themes, filters: Filters) -> CommentsFound:
    """The comments in view, their themes, and a named theme over time."""
    return comment_themes(engine, asked, filters)


def tell(asked: Themes, found: CommentsFound, place: Place) -> Told:
    """Everything that is said of comments."""
    followed = (_followed_table(found),) if found.followed else ()
    return Told(
        title="What do they write?",
        sentence=sentence(asked, found),
        definition=_definition(asked, found),
        denominator=f"comments in view that stand beside an answer to {called(asked.score)}",
        n=found.comments,
        tables=(_themes_table(found), *followed, *((_comments_table(found, place),) if found.listed else ())),
        notes=tuple(_notes(found, place)),
        statement=Statement("ask/surveys/comments", place.filters),
    )


def sentence(asked: Themes, found: CommentsFound) -> str:
    """What low scores speak of more than the others; that nothing stands out is an answer."""
    if not found.comments:
        return f"Nobody in view wrote a comment beside {called(asked.score)}: choose another score, or other dates."
    if found.comments != found.comments:
        return "Too few people wrote comments for anything to be shown about them."
    low = [theme for theme in found.themes if theme.side == "low"]
    if low:
        first = low[0]
        others = f"; next come {listed([_quoted(theme) for theme in low[1:]], 3)}" if len(low) > 1 else ""
        return (
            f"Of {count(found.comments)} comments, those with a low score speak of {_quoted(first)}: "
            f"{rate(first.share_low)} of them, against {rate(first.share_others)} of the others{others}."
        )
    if not found.low or found.low == found.scored:
        return f"{count(found.comments)} comments were written, but no low scores can be set against others."
    return (
        f"Of {count(found.comments)} comments, {count(found.low)} stand beside a low score; no word is more frequent "
        "there than chance would have it."
    )


def title(theme: Theme) -> str:
    """A theme by its two strongest terms."""
    return " / ".join(theme.words[:2])


def _quoted(theme: Theme) -> str:
    return f"“{title(theme)}”"


def score_text(metric: str, score: float) -> str:
    """A score as its metric is read: points, a share of the top boxes, a mean."""
    return ScoreWords(metric, "").value(score)


def followed_sentence(asked: Themes, found: CommentsFound) -> str:
    """A named theme in the first and the last complete period."""
    named = f"{listed([f'“{word}”' for word in asked.words], 4, 'or')}"
    known = [part for part in found.followed if part.complete and part.share == part.share]
    if len(known) < 2:
        return f"Comments with {named}: there are fewer than two complete {asked.period}s to compare."
    first, last = known[0], known[-1]
    return (
        f"Comments with {named}: {_period_words(first, asked.period)}, {_period_words(last, asked.period)}. "
        "The ranges are of sampling only; whether a change moved it is a question for the change lab."
    )


def _period_words(part: ThemePeriod, period: str) -> str:
    return (
        f"{rate(part.share)} of {count(part.of_comments)} in the {period} of {day_in_words(part.start)} "
        f"({interval(rate(part.low), rate(part.high))})"
    )


def _definition(asked: Themes, found: CommentsFound) -> str:
    stems = f"stemmed in {LANGUAGES[found.language]}" if found.language in LANGUAGES else "not stemmed"
    return (
        f"Terms of one or two words, {stems}, without stop words, each counted once per comment. Comments with a low "
        "score are set against those with any other by log-odds with an informative prior (Monroe, Colaresi and "
        "Quinn 2008; the prior is worth 1,000 words), judged by Benjamini and Hochberg at 5 % over all terms of at "
        "least five comments. Terms that stand together (Jaccard 0.3 or more) are one theme. No model reads moods: "
        "the score says how it felt."
    )


def _notes(found: CommentsFound, place: Place) -> list[str]:
    if found.language in LANGUAGES:
        how = "guessed from the words" if found.guessed else "as you say"
        notes = [f"Language: {LANGUAGES[found.language]} ({how})."]
    else:
        notes = ["The language is not known: words are counted as they are written. You can choose one."]
    if place.small_cell > 1:
        notes.append("Single comments are not shown here: each is the words of one person.")
    return notes


def _themes_table(found: CommentsFound) -> Table:
    rows = pd.DataFrame(
        [
            (", ".join(part.words), part.side, part.people, part.comments, part.share, part.share_low,
             part.share_others, part.score, part.low, part.high, part.z, *_two(part.typical))
            for part in found.themes
        ],
        columns=["theme", "side", "people", "comments", "share", "share_low", "share_others", "score", "score_low",
                 "score_high", "z", "typical_1", "typical_2"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Theme": [", ".join(part.words) for part in found.themes],
            "Goes with": ["low scores" if part.side == "low" else "the other scores" for part in found.themes],
            "Comments": [f"{count(part.comments)} ({rate(part.share)})" for part in found.themes],
            "Of low scores": rows["share_low"].map(rate),
            "Of the others": rows["share_others"].map(rate),
            "Score": [_score_words(found.metric, part) for part in found.themes],
            "Typical": [" · ".join(f"“{text}”" for text in part.typical) for part in found.themes],
        }
    )
    return Table("comment-themes", rows, readable)


def _two(texts: Sequence[str]) -> tuple[str, str]:
    return (texts[0] if texts else "", texts[1] if len(texts) > 1 else "")


def _score_words(metric: str, theme: Theme) -> str:
    ends = interval(score_text(metric, theme.low), score_text(metric, theme.high))
    return score_text(metric, theme.score) + (f" ({ends})" if ends != NOTHING else "")


def _followed_table(found: CommentsFound) -> Table:
    rows = pd.DataFrame(
        [
            (part.start, part.complete, part.of_comments, part.comments, part.share, part.low, part.high, part.score)
            for part in found.followed
        ],
        columns=["from", "complete", "of_comments", "comments", "share", "share_low", "share_high", "score"],
    )
    readable = pd.DataFrame(
        {
            "From": [day_in_words(part.start) for part in found.followed],
            "Comments": rows["comments"].map(count),
            "Of": rows["of_comments"].map(count),
            "Share": rows["share"].map(rate),
            "95 % range": [interval(rate(part.low), rate(part.high)) for part in found.followed],
            "Score": [score_text(found.metric, part.score) for part in found.followed],
            "Complete": ["yes" if part.complete else "no" for part in found.followed],
        }
    )
    return Table("comment-theme-over-time", rows, readable)


def _comments_table(found: CommentsFound, place: Place) -> Table:
    rows = pd.DataFrame(
        [
            (part.at, part.score, part.text, part.touchpoint, part.channel, part.persona, part.person_id)
            for part in found.listed
        ],
        columns=["answered_at", "score", "comment", "touchpoint", "channel", "persona", "person"],
    )
    readable = pd.DataFrame(
        {
            "When": [_when(part, place) for part in found.listed],
            "Score": [decimal(part.score, 0) for part in found.listed],
            "Comment": [part.text for part in found.listed],
            "Touchpoint": [part.touchpoint or NOTHING for part in found.listed],
            "Persona": [part.persona or NOTHING for part in found.listed],
        }
    )
    return Table("comments", rows, readable)


def _when(part: Comment, place: Place) -> str:
    """By the clock of the workspace."""
    if part.at is None:
        return NOTHING
    return moment_in_words(part.at.replace(tzinfo=UTC).astimezone(place.calendar.tz))


def _parameters(asked: Themes) -> list[tuple[str, str]]:
    given = [("comments_score", asked.score), ("comments_search", asked.search)]
    given += [("comments_words", word) for word in asked.words]
    return [(name, value) for name, value in given if value]


KINDS: tuple[Kind[Any, Any], ...] = (
    Kind("themes", Themes, partial(build, Themes), measure, tell, "surveys", _parameters),
)
"""The question of what people write."""
