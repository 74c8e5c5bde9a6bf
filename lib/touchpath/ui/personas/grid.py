"""How the personas differ: a small picture per measure, the profile of one persona, and what its people say."""

from __future__ import annotations

from typing import Any

import streamlit as st

from touchpath.analysis.persona_grid import PersonaGridResult, PersonaRow
from touchpath.answers import Answer
from touchpath.answers.persona_grid.words import called, title_of, worst_row
from touchpath.charts.pictures.personas import grid_measures, grid_picture
from touchpath.home import HOME
from touchpath.journey.comments import Themes
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import Filters
from touchpath.ui import cached, pages, theme
from touchpath.ui.explain import plain

_ACROSS = 3
_BY_SIZE = "People"


def pictures(answer: Answer[Any], currency: str) -> None:
    """A picture for each measure that has an interval, in rows of three; sorted by people or by one measure."""
    found: PersonaGridResult = answer.result
    drawn = grid_measures(found)
    place_of_pictures = st.container()
    by = st.selectbox(
        "Sort by",
        [_BY_SIZE, *drawn],
        format_func=lambda name: name if name == _BY_SIZE else title_of(name, found.settings),
        key="persona_sort",
        bind="query-params",
        width=260,
    )
    rows = _sorted(found, by)
    for start in range(0, len(drawn), _ACROSS):
        across = place_of_pictures.columns(_ACROSS)
        for column, measure in zip(across, drawn[start : start + _ACROSS], strict=False):
            with column:
                _picture(rows, measure, found, currency)


def card(found: PersonaGridResult, answer: Answer[Any]) -> None:
    """The profile of one persona in words, the worst served first, and what its people say."""
    rows = [row for row in found.rows if row.persona is not None and row.people == row.people]
    worst = worst_row(found)
    names = [called(row) for row in rows]
    st.subheader("One persona", anchor=False)
    chosen = st.selectbox(
        "Persona",
        names,
        index=names.index(called(worst)) if worst is not None else 0,
        key="persona_card",
        width=260,
    )
    told = answer.table("persona-profiles").rows.set_index("persona")["profile"]
    st.markdown(f"**{plain(chosen)}.** {plain(str(told[chosen]))}")
    _comments(chosen)
    parameters = {**pages.link_parameters(), "persona": [chosen]}
    st.page_link(HOME / "pages/evidence/surveys.py", label="Read their comments and scores", query_params=parameters)


def _comments(persona: str) -> None:
    """What is said beside low scores, and the two latest comments there."""
    asked = Filters(personas=(persona,))
    try:
        said = cached.ask(Themes(), asked)
    except DefinitionError:
        return  # nobody of them was asked
    st.markdown(f"**What they say.** {plain(said.sentence)}")
    low = cached.ask(Themes(bands=("low",), most=2), asked).table("comments").rows
    for text in low["comment"].tolist():
        st.markdown(f"*Beside a low score:* {plain(str(text))}")


def _sorted(found: PersonaGridResult, by: str) -> list[PersonaRow]:
    """The largest first, or the highest by what a measure is worth once chance is allowed for."""
    if by == _BY_SIZE:
        return list(found.rows)

    def key(row: PersonaRow) -> tuple[bool, float]:
        cell = row.cell(by)
        known = cell is not None and cell.shrunken == cell.shrunken
        return not known, -cell.shrunken if cell is not None and known else 0.0

    return sorted(found.rows, key=key)


def _picture(rows: list[PersonaRow], measure: str, found: PersonaGridResult, currency: str) -> None:
    drawn = grid_picture(rows, measure, found, currency, theme.palette())
    st.markdown(f"**{drawn.title}**")
    theme.draw(drawn.drawing, alt=drawn.alt, key=f"persona_grid_{measure}")
