"""The tab "Search": who takes a way that is written down, and keeping them as a group."""

from __future__ import annotations

import streamlit as st

from touchpath.analysis.paths.patterns import pattern_people
from touchpath.analysis.suggested_funnels import volumes
from touchpath.answers import Answer
from touchpath.journey.filters import Filters
from touchpath.journey.path_patterns import Pattern
from touchpath.journey.paths import Paths, same_units
from touchpath.ui import cached, notices, session, shown
from touchpath.ui.explain import plain
from touchpath.ui.group_saving import keep_group, save_as_group
from touchpath.ui.header import Header


def search(top: Header, asked: Paths, filters: Filters) -> None:
    """A pattern as text; how many hold it; saving who they are."""
    known = [volume.name for volume in cached.answer(volumes, session.engine())]
    example = " -> ".join(known[:2]) or "visit -> buy"
    text = st.text_input(
        "The way to look for", key="path_pattern", bind="query-params", placeholder=example,
        help="-> is somewhere later, => the very next event, [not a or b] between two arrows is what must not lie "
        "between, or joins touchpoints of which any will do.",
    )  # fmt: skip
    st.caption(plain(f"visit -> [not call] -> buy: somewhere later. visit => buy: the very next. Here: {example}"))
    if not text:
        notices.note("Write touchpoints with arrows between them, such as those above.")
        return
    pattern = same_units(Pattern, asked, starting=None, ending=None, after=None, text=text)
    answer: Answer[object] = cached.ask(pattern, filters)
    top.show(answer)
    shown.notes(answer)
    shown.table(answer.table())
    with st.container(horizontal=True, vertical_alignment="center"):
        shown.footer(answer)
        with st.popover("Save as a group", icon=":material/group_add:", type="tertiary"):
            save_as_group("paths_group", _keep, (pattern, filters), pattern.words)


def _keep(name: str, pattern: Pattern, filters: Filters) -> str:
    people = pattern_people(session.engine(), pattern, filters).person
    return keep_group(name, people, f"People who {pattern.words}. {filters.sentence()}.")
