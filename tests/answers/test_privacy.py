"""A unique person cannot be found again in any answer, nor computed from several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from math import isnan
from typing import Any

import numpy as np
import pytest

from tests.answers import planted
from tests.answers.planted import CHANNEL, CHANNELS, EMAIL, PERSONA, PERSONAS, SECRETS, TOUCHPOINT, K
from tests.answers.sums import rows_of, told_by_subtraction
from touchpath.analysis.small_cells import Withheld
from touchpath.answers import Answer, Viewer, ask
from touchpath.answers.files import answer_as_csv, answer_as_json, answer_as_text
from touchpath.journey.cells import CellRole, roles
from touchpath.journey.conditions import Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.filters import NO_FILTERS, Filters
from touchpath.journey.funnel import Breakdown, Funnel, Step
from touchpath.journey.measures import Measure
from touchpath.journey.questions import Overview, PersonaTable
from touchpath.journey.retention import Retention
from touchpath.journey.trends import Trend
from touchpath.workspace import Workspace

VIEWER = Viewer("viewer", K)
EVERYBODY = Funnel((Step(None),))
NAMED = (CHANNEL, PERSONA, EMAIL, TOUCHPOINT)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with planted.planted(tmp_path_factory.mktemp("planted")) as opened:
        yield opened


Told = list[tuple[Any, Answer[Any] | None]]


@pytest.fixture(scope="module")
def told(workspace: Workspace) -> Told:
    """Every question with what is answered to somebody from whom small groups are hidden."""
    return [(question, answered(workspace, question, NO_FILTERS)) for question in planted.questions(workspace)]


@pytest.fixture(scope="module")
def bare(workspace: Workspace) -> Told:
    """Some of them with nothing hidden: the first ones, and some that are split by e-mail."""
    every = planted.questions(workspace)
    asked = [
        *every[:45],
        *[question for question in every if isinstance(question, Trend) and "contact" in repr(question)],
    ]
    return [(question, answered(workspace, question, NO_FILTERS, Viewer())) for question in asked]


def answered(workspace: Workspace, question: Any, filters: Filters, viewer: Viewer = VIEWER) -> Answer[Any] | None:
    """The answer, None where it is refused in a sentence (which names nobody)."""
    try:
        return ask(workspace, question, filters, viewer)
    except DefinitionError as refusal:
        said = str(refusal).lower()
        assert not any(secret in said for secret in SECRETS if secret not in asked_by(question, filters)), said
        return None


def asked_by(question: Any, filters: Filters) -> str:
    """What the reader typed: those names are no news."""
    return f"{question!r} {filters!r}".lower()


def written(answer: Answer[Any]) -> str:
    """Everything that a face of the app could show of it."""
    tables = [answer_as_csv(answer, table.name) + table.readable.to_csv() for table in answer.tables]
    parts = [answer_as_text(answer), answer_as_json(answer), answer.link, answer.sql(), repr(answer.result), *tables]
    return " ".join(parts).lower()


def small_counts(result: Any, path: str = "") -> list[str]:
    """The declared counts of a result that are of 1 to k-1 people."""
    if isinstance(result, tuple):
        return [said for place, part in enumerate(result) for said in small_counts(part, f"{path}[{place}]")]
    if not is_dataclass(result):
        return []
    found = []
    for name, role in roles(type(result)).items():
        value = getattr(result, name)
        if role is None:
            found += small_counts(value, f"{path}.{name}")
        elif role in (CellRole.SIZE, CellRole.PART):
            numbers = value if isinstance(value, tuple | np.ndarray) else (value,)
            found += [f"{path}.{name} = {n}" for n in numbers if n is not None and 0 < float(n) < K]
    return found


def test_no_answer_names_the_person_or_counts_few(told: Told) -> None:
    for question, answer in told:
        if answer is not None:
            _check(answer, question, NO_FILTERS)
    assert sum(answer is not None for _, answer in told) > 90
    assert sum(answer is None for _, answer in told) > 10


def test_no_filter_brings_the_person_out(workspace: Workspace) -> None:
    asked = [question for question in planted.questions(workspace)[::5] if "period='month'" not in repr(question)]
    for filters in planted.some_filters():
        for question in asked:
            if (answer := answered(workspace, question, filters)) is not None:
                _check(answer, question, filters)


def _check(answer: Answer[Any], question: Any, filters: Filters) -> None:
    text, given = written(answer), asked_by(question, filters)
    for secret in SECRETS:
        if secret not in given:
            assert secret not in text, (secret, question, text[max(text.index(secret) - 200, 0) :][:400])
    assert "@shop.example" not in text, question
    assert not small_counts(answer.result), (question, small_counts(answer.result)[:4])


def test_the_attack_finds_the_person_where_nothing_is_hidden(bare: Told) -> None:
    """The checks can fail: without hiding they find names and counts."""
    texts = " ".join(written(answer) for _, answer in bare if answer is not None)
    assert [secret for secret in SECRETS if secret not in texts] == []
    assert [said for _, answer in bare if answer is not None for said in small_counts(answer.result)]


def test_no_row_is_told_by_its_total(workspace: Workspace, told: Told) -> None:
    """Where cells add up, those that are hidden are never few people together."""
    looked_at = 0
    for question, answer in told:
        if answer is None or not list(rows_of(answer.result)):
            continue
        counted = replace(question, measure="people") if isinstance(question, Trend) else question
        true = ask(workspace, counted, NO_FILTERS, Viewer()).result
        found = told_by_subtraction(ask(workspace, counted, NO_FILTERS, VIEWER).result, true, K)
        looked_at += len(list(rows_of(true)))
        assert not found, (question, found[:3])
    assert looked_at > 200


def _known(
    workspace: Workspace, names: dict[str, int], by: str, viewer: Viewer
) -> list[tuple[tuple[str, ...], float]]:
    """Numbers of people that can be read: of each choice of names that is answered, and of each group of a split."""
    known = []
    for chosen in planted.subsets(names):
        filters = Filters(channels=chosen) if by == "channel" else Filters(personas=chosen)
        found = [answered(workspace, question, filters, viewer) for question in (EVERYBODY, Measure("people"))]
        known += [(chosen, float(answer.n)) for answer in found if answer is not None]
    split = answered(workspace, Funnel((Step(None),), breakdown=Breakdown(by)), NO_FILTERS, viewer)
    assert split is not None
    known += [((group.label,), float(group.steps[0].people)) for group in split.result.groups]
    whole = answered(workspace, EVERYBODY, NO_FILTERS, viewer)
    assert whole is not None
    known.append((tuple(names), float(whole.n)))
    if by == "persona" and (table := answered(workspace, PersonaTable(), NO_FILTERS, viewer)) is not None:
        known += [((str(part.persona),), float(part.people)) for part in table.result.personas]
    return [(chosen, people) for chosen, people in known if people == people]


def _solved(names: dict[str, int], known: list[tuple[tuple[str, ...], float]]) -> set[frozenset[str]]:
    """The sets of names whose people can be computed from what is known, though they are fewer than k."""
    rows = [[float(name in chosen) for name in names] for chosen, _ in known]
    rank = np.linalg.matrix_rank(np.array(rows))
    small = set()
    for chosen in planted.subsets(names):
        if 0 < sum(names[name] for name in chosen) < K:
            target = [float(name in chosen) for name in names]
            if np.linalg.matrix_rank(np.array([*rows, target])) == rank:
                small.add(frozenset(chosen))
    return small


@pytest.mark.parametrize(("by", "names"), [("channel", CHANNELS), ("persona", PERSONAS)])
def test_nobody_is_computed_from_filters_splits_and_totals(
    workspace: Workspace, by: str, names: dict[str, int]
) -> None:
    known = _known(workspace, names, by, VIEWER)
    assert len(known) > 3, "the rest is still told"
    assert not _solved(names, known)
    assert _solved(names, _known(workspace, names, by, Viewer())), "the attack works where nothing is hidden"


@pytest.mark.parametrize(
    ("filters", "refused"),
    [
        (Filters(channels=("store", "web", "app")), True),
        (Filters(channels=("app",)), True),
        (Filters(channels=("app", CHANNEL)), False),
        (Filters(channels=("web",)), False),
        (Filters(channels=("web", "store")), False),
        (Filters(where=(Condition("contact", "!=", EMAIL),)), True),
        (Filters(where=(Condition("contact", "contains", "shop"),)), True),
        (Filters(where=(Condition("plan", "=", "z-plan"),)), True),
        (
            Filters(personas=("Family",), where=(Condition("contact", "regex", "^p([0-9]|1[0-9]|2[0-9]|3[0-4])@"),)),
            True,
        ),
        (Filters(date_from="2025-01-06"), False),  # type: ignore[arg-type]
    ],
)
def test_filters_that_leave_out_few_are_refused(workspace: Workspace, filters: Filters, refused: bool) -> None:
    if not refused:
        assert ask(workspace, EVERYBODY, filters, VIEWER).n >= K
        return
    with pytest.raises(Withheld, match="fewer than 10 people"):
        ask(workspace, EVERYBODY, filters, VIEWER)


def test_totals_of_other_measures_tell_nobody(workspace: Workspace) -> None:
    """People in view are a shown total: no figure rests on all of them but a few."""
    answer = ask(workspace, Overview(), NO_FILTERS, VIEWER)
    total = answer.result.named("people").figure.n
    for part in answer.result.measures:
        n, hits = part.figure.n, part.figure.hits
        if part.name in ("conversion", "retained"):
            assert not 0 < total - n < K, part.name
        assert not 0 < n - hits < K, part.name


def test_numbers_in_sentences_are_none_of_few(told: Told) -> None:
    """Independent of what results declare: no sentence of the app speaks of 1 to 9 people."""
    said = re.compile(r"(?<![\d.,])([1-9])(?: of [\d,]+)? (?:more |other )?(?:people|person|answers?)\b")
    for question, answer in told:
        if answer is None:
            continue
        texts = [answer.sentence, *answer.notes, *(reading.note for reading in answer.readings)]
        texts += [str(getattr(gate, "sentence", "")) for gate in getattr(answer.result, "gates", ())]
        texts += [part.sentence for part in getattr(answer.result, "findings", ()) if hasattr(part, "sentence")]
        assert not [text for text in texts if said.search(text)], question


def test_revenue_of_few_people_is_hidden(workspace: Workspace) -> None:
    """15 people pass the filter and some purchases are theirs, but fewer than ten of them bought."""
    filters = Filters(channels=("app", CHANNEL))
    raw, shown = (ask(workspace, Measure("revenue"), filters, viewer) for viewer in (Viewer(), VIEWER))
    assert 0 < raw.result.measures[0].figure.people < K
    assert shown.readings[0].value == "–"
    assert isnan(shown.result.measures[0].figure.value)


def test_every_field_of_a_result_has_a_role(workspace: Workspace) -> None:
    """What the attack walks is the whole result: no field is passed over."""
    answer = ask(workspace, Overview(), NO_FILTERS, VIEWER)
    assert {field.name for field in fields(answer.result)} == set(roles(type(answer.result)))


def test_a_split_is_told_where_only_who_came_back_is_hidden(workspace: Workspace) -> None:
    """The size of a group is shown, the few of it who came back are not: there is nothing to test then."""
    asked = Retention("view", None, "first_ever", "week", breakdown="plan", intervals=6)
    shown = ask(workspace, asked, Filters(channels=("web",)), VIEWER)
    curves = [group.curve[1] for group in shown.result.groups]
    assert any(part.size == part.size and part.people != part.people for part in curves)
    assert "against" not in shown.sentence
