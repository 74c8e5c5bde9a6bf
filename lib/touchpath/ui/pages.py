"""The pages of the app: sections, titles, icons and their order. A page is listed as soon as its file exists."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs

import streamlit as st

from touchpath.home import HOME

ICON = Path(__file__).with_name("icon.svg")
LOGO = Path(__file__).with_name("logo.svg")
"""Shown in the browser's tab; an icon by name would be fetched from elsewhere."""


@dataclass(frozen=True)
class PageEntry:
    """One page: `path` below the project folder; its file name is its address in links.

    `filtered`: the filters narrow what it shows; where they do not, they are not drawn.
    """

    section: str
    path: str
    title: str
    icon: str
    start: bool = False
    filtered: bool = True


PAGES: tuple[PageEntry, ...] = (
    PageEntry("Journeys", "pages/journeys/overview.py", "Overview", ":material/monitoring:", start=True),
    PageEntry("Journeys", "pages/journeys/touchpoint_map.py", "Touchpoint map", ":material/map:"),
    PageEntry("Journeys", "pages/journeys/funnel.py", "Funnel", ":material/filter_alt:"),
    PageEntry("Journeys", "pages/journeys/paths.py", "Paths", ":material/alt_route:"),
    PageEntry("Evidence", "pages/evidence/retention.py", "Retention", ":material/event_repeat:"),
    PageEntry("Evidence", "pages/evidence/change_lab.py", "Change lab", ":material/science:"),
    PageEntry("Evidence", "pages/evidence/surveys.py", "Surveys", ":material/sentiment_satisfied:"),
    PageEntry("Value", "pages/value/attribution.py", "Attribution", ":material/hub:"),
    PageEntry("Value", "pages/value/lifetime_value.py", "Lifetime value", ":material/savings:"),
    PageEntry("Value", "pages/value/foresight.py", "Foresight", ":material/online_prediction:"),
    PageEntry("Share", "pages/share/boards.py", "Boards", ":material/dashboard:"),
    PageEntry("Share", "pages/share/alerts.py", "Alerts", ":material/notifications:", filtered=False),
    PageEntry("Data", "pages/data/add_data.py", "Add data", ":material/upload_file:", filtered=False),
    PageEntry("Data", "pages/data/data_quality.py", "Data quality", ":material/fact_check:", filtered=False),
    PageEntry("Data", "pages/data/touchpoints.py", "Touchpoints", ":material/label:"),
    PageEntry("Data", "pages/data/personas.py", "Personas", ":material/groups:", filtered=False),
    PageEntry("Data", "pages/data/workspaces.py", "Workspace", ":material/settings:", filtered=False),
)


def existing() -> tuple[PageEntry, ...]:
    """The pages whose files exist."""
    return tuple(entry for entry in PAGES if (HOME / entry.path).is_file())


def navigation() -> dict[str, list[st.Page]]:
    """The existing pages by section, for st.navigation."""
    sections: dict[str, list[st.Page]] = {}
    for entry in existing():
        section = sections.setdefault(entry.section, [])
        section.append(st.Page(HOME / entry.path, title=entry.title, icon=entry.icon))
        if entry.start:
            section.append(_at_bare_address(entry))
    return sections


def filtered(page: st.Page) -> bool:
    """Whether the filters narrow what a page of the navigation shows."""
    return all(entry.filtered for entry in PAGES if entry.title == page.title)


def _run(path: str) -> None:
    runpy.run_path(path)


def _at_bare_address(entry: PageEntry) -> st.Page:
    """The start page once more, for an address without a page: a default page would have no address of its own."""
    return st.Page(
        partial(_run, str(HOME / entry.path)),
        title=entry.title, icon=entry.icon, url_path="start", default=True, visibility="hidden",
    )  # fmt: skip


def link(path: str, label: str) -> None:
    """A link to a page that keeps the filters; nothing where the page does not exist."""
    if (HOME / path).is_file():
        st.page_link(HOME / path, label=label, query_params=link_parameters())


def go(path: str, more: Mapping[str, list[str]] | None = None) -> NoReturn:
    """Show a page of the open workspace at once, after a button; a link needs none. Ends the run.

    Filters stay: the frame holds their widgets, and Streamlit refuses to set a parameter that a widget holds.
    """
    st.switch_page(HOME / path, query_params={"workspace": st.query_params.get_all("workspace"), **(more or {})})


def answer_link(link: str, label: str) -> None:
    """A link to the page of an answer (Answer.link), of the open workspace; nothing where there is no such page.

    The overview shows its own figures then, also where it is a board otherwise (ui/boards/opening.py).
    """
    address, _, query = link.partition("?")
    entry = next((entry for entry in existing() if Path(entry.path).stem == address), None)
    if entry is not None:
        kept = {name: st.query_params.get_all(name) for name in st.query_params if name == "workspace"}
        given = {**parse_qs(query), **({"shows": ["figures"]} if entry.start else {}), **kept}
        st.page_link(HOME / entry.path, label=label, icon=":material/open_in_new:", query_params=given)


def link_parameters() -> dict[str, list[str]]:
    """The parameters of the present link, to be carried along to another page: filters and workspace."""
    return {name: st.query_params.get_all(name) for name in st.query_params}
