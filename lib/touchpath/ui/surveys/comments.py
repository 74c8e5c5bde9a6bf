"""The tab of comments: themes of low scores, search and filters, a named theme over time, each person's journey."""

from __future__ import annotations

from math import isfinite, nan

import streamlit as st

from touchpath.analysis.surveys.comment_themes import CommentsFound, Theme, ThemePeriod
from touchpath.analysis.surveys.result import ScoresResult
from touchpath.answers import Answer
from touchpath.answers.surveys.bands import band_label
from touchpath.answers.surveys.comments import LANGUAGES, followed_sentence, score_text, title
from touchpath.answers.surveys.words import words_for
from touchpath.charts.drawing import Drawing, drawing
from touchpath.charts.surveys.groups import ScoreRow, scores_alt, scores_chart
from touchpath.charts.surveys.trend import ScoreDay, score_trend, trend_of_score_alt
from touchpath.journey.comments import BANDS, Themes
from touchpath.journey.words import count, day_in_words, interval, plural, rate
from touchpath.ui import cached, downloads, filters, notices, session, shown, theme
from touchpath.ui.annotated import with_changes
from touchpath.ui.explain import plain
from touchpath.ui.header import Header
from touchpath.ui.person_timeline import show_timeline
from touchpath.ui.surveys.looked_score import looked_score
from touchpath.ui.touchpoints import shown_touchpoints

_GUESS = "Guess"
_FEW = 30


def comments_tab(top: Header, answer: Answer[ScoresResult]) -> None:
    """Themes first, then the words of a theme of one's own, then the comments themselves."""
    picture = st.container()
    asked = _controls(looked_score(answer.result))
    found = cached.ask(asked, filters.current())
    top.show(found)
    if not found.result.comments:
        with picture:
            notices.empty(found.sentence)
        return
    drawn = _themes(picture, found)
    shown.notes(found)
    shown.footer(found, drawn)
    if found.result.followed:
        _followed(asked, found)
    _listed(found)


def _controls(score: str) -> Themes:
    search, bands, words, more = st.columns([2.5, 3.7, 2.5, 1.3], vertical_alignment="bottom")
    text = search.text_input(
        "Search", key="comments_search", bind="query-params", max_chars=200, placeholder="All words must be there"
    )
    chosen = bands.pills(
        "Scores", BANDS, selection_mode="multi", key="comments_bands", bind="query-params",
        format_func=lambda band: band_label(score, band, nan, nan),
    )  # fmt: skip
    named = words.text_input(
        "Your own theme", key="comments_words", bind="query-params", max_chars=200,
        placeholder="late, waiting, delay", help="Comments with any of these words are followed over time.",
    )  # fmt: skip
    with more, st.popover("More", icon=":material/tune:"):
        language = st.selectbox(
            "Language of the comments", [_GUESS, *LANGUAGES], key="comments_language", bind="query-params",
            format_func=lambda code: LANGUAGES.get(code, code),
        )  # fmt: skip
        about = st.multiselect(
            "About", shown_touchpoints(session.engine()), key="comments_about", bind="query-params",
            placeholder="Every touchpoint", help="Comments whose answer was placed at one of these touchpoints.",
        )  # fmt: skip
        by_week = st.toggle("Over time by weeks", key="comments_weeks", bind="query-params")
    own = tuple(part.strip() for part in named.split(",") if part.strip())
    spoken = "" if language == _GUESS else language
    return Themes(score, text, tuple(chosen), tuple(about), own, spoken, "week" if by_week else "month")


def _themes(picture: st.delta_generator.DeltaGenerator, answer: Answer[CommentsFound]) -> Drawing | None:
    found = answer.result
    rows = tuple(_theme_row(found, part, place) for place, part in enumerate(found.themes))
    table = answer.table("comment-themes")
    if not rows:
        with picture:
            notices.note(answer.sentence)
        return None
    label = f"{words_for(found.metric, ()).axis}, with 95 % interval; dashed: all comments"
    chart = drawing(scores_chart, rows, found.score, label, found.metric == "csat", theme.palette())
    with picture:
        theme.draw(chart, alt=scores_alt(rows, score_text(found.metric, found.score)), key="comments_themes")
    st.dataframe(table.readable, hide_index=True, width="stretch")
    return chart


def _theme_row(found: CommentsFound, part: Theme, place: int) -> ScoreRow:
    name, value = title(part), score_text(found.metric, part.score)
    look = "few" if part.comments < _FEW else "worst" if part.side == "low" and place == 0 else "plain"
    ends = interval(score_text(found.metric, part.low), score_text(found.metric, part.high))
    said = f"{name}: {value} ({ends}), {plural(part.comments, 'comment')}; "
    said += f"{rate(part.share_low)} of those with a low score, {rate(part.share_others)} of the others."
    beside = f"{value} · n = {count(part.comments)}"
    return ScoreRow(name, part.score, part.low, part.high, beside, look, said)


def _followed(asked: Themes, answer: Answer[CommentsFound]) -> None:
    st.subheader("Your theme over time", anchor=False)
    st.markdown(f"**{plain(followed_sentence(asked, answer.result))}**")
    days = tuple(_day(part) for part in answer.result.followed if isfinite(part.share))
    if len(days) > 1:
        drawn = drawing(score_trend, days, "Share of comments", True, theme.palette())
        chart = with_changes(drawn, session.engine())
        theme.draw(chart, alt=trend_of_score_alt(days), key="comments_theme_trend")
    table = answer.table("comment-theme-over-time")
    shown.table(table)
    downloads.table(table.rows, table.name)


def _day(part: ThemePeriod) -> ScoreDay:
    cut = "" if part.complete else " (not complete)"
    said = f"From {day_in_words(part.start)}{cut}: {rate(part.share)} of {plural(part.of_comments, 'comment')}."
    return ScoreDay(part.start, part.share, part.low, part.high, part.complete, said)


def _listed(answer: Answer[CommentsFound]) -> None:
    """The comments that the search chooses; a selected one opens the person's journey."""
    found = answer.result
    st.subheader("The comments", anchor=False)
    if not found.listed:
        notices.note(
            "Single comments are not shown while small groups are hidden."
            if session.least_shown()
            else "No comment is chosen by this search: take a word or a filter away."
        )
        return
    listed = f"{plural(found.matching, 'comment')}, the latest {count(len(found.listed))} here."
    notices.note(f"{listed} Select one to see that journey.")
    table = answer.table("comments")
    picked = st.dataframe(
        table.readable, hide_index=True, width="stretch", height=320, on_select="rerun", selection_mode="single-row",
        key="comments_rows",
    )  # fmt: skip
    downloads.table(table.rows, table.name)
    rows = picked["selection"]["rows"]
    if rows and rows[0] < len(found.listed):
        person = found.listed[rows[0]].person_id
        if person:
            show_timeline(session.engine(), person)
        else:
            notices.note("This comment is not linked to a person whose journey is known.")
