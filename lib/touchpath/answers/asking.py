"""Asking: measure, hide what is small, and tell what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from touchpath.analysis.condition_warnings import condition_warnings
from touchpath.analysis.small_cells import hidden, require_wide
from touchpath.answers.answer import Answer, link_to
from touchpath.answers.kinds import Place
from touchpath.answers.naming import in_names_of_today
from touchpath.answers.register import REGISTER
from touchpath.answers.viewer import Viewer, usual_viewer
from touchpath.journey.definition import Plain
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.watching import Watch, unwatched
from touchpath.workspace import Workspace


def ask(
    workspace: Workspace,
    question: Any,
    filters: Filters = NO_FILTERS,
    viewer: Viewer | None = None,
    watch: Watch = unwatched,
) -> Answer[Any]:
    """The answer to a question (a frozen definition such as Funnel), as `viewer` may see it.

    Without a viewer small groups are hidden as the settings of the workspace say. Nothing of the answer is made of
    what is hidden: sentence and tables are told after hiding. Raises DefinitionError, with a sentence, for what
    cannot be measured, for an answer that is about too few people as a whole or would tell of them by subtraction,
    and for a result that does not declare its cells (journey/cells.py). All of it is of one version of the data, also
    while an import goes on. `watch` is told how far an answer is that takes long, and may stop it.
    """
    return workspace.engine.steady(lambda: _asked(workspace, question, filters, viewer, watch))


def _asked(workspace: Workspace, question: Any, filters: Filters, viewer: Viewer | None, watch: Watch) -> Answer[Any]:
    question, filters = in_names_of_today(workspace, question, filters)
    kind = REGISTER.of(question)
    seen_by = viewer or usual_viewer(workspace)
    engine = workspace.engine
    version, calendar = engine.version, engine.calendar
    require_wide(engine, question, filters, seen_by.small_cell)
    shown = hidden(kind.raw(engine, question, filters, seen_by.small_cell, watch), seen_by.small_cell)
    result = kind.derive(question, shown) if kind.derive else shown
    currency = str(workspace.settings["currency"].value)
    told = kind.tell(question, result, Place(filters, calendar, currency, seen_by.small_cell))
    told = replace(told, warnings=(*told.warnings, *condition_warnings(engine, question, filters)))
    link = link_to(kind.page, kind.parameters(question), filters)
    return Answer(question, filters, seen_by, result, told, calendar, version, link, currency)


def question_from_plain(plain: Mapping[str, Any]) -> Any:
    """A question from its plain dict (link, saved definition, file); its kind stands under "question".

    Raises DefinitionError for what it cannot be.
    """
    return REGISTER.read(plain)


def question_to_plain(question: Any) -> Plain:
    """The plain dict that question_from_plain reads."""
    return REGISTER.write(question)
