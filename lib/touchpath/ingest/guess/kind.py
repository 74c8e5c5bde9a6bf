"""What a table is about: events, people, aliases, answers, costs or daily counts, each scored by its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchpath.ingest.guess.answers import is_bare_score, metric_columns, scale_columns, score_columns
from touchpath.ingest.guess.doubt import Candidate, Doubt
from touchpath.ingest.guess.lexicon import (
    EVENT,
    ORDER,
    PEOPLE_FILE,
    PERSONA,
    QUANTITY,
    SCORED,
    SPEND,
    SURVEY,
    VALUE,
    WORKER,
)
from touchpath.ingest.guess.look import ColumnRoles
from touchpath.ingest.guess.person import score_person
from touchpath.ingest.guess.survey import holds_averages, is_answer_sheet, names_a_metric, question_columns
from touchpath.ingest.guess.survey_columns import asks
from touchpath.ingest.guess.traits import ColumnTraits
from touchpath.ingest.mapping import TableKind

_SURE, _CLEAR, _NAMED, _SURELY_SOMEBODY = 0.5, 0.15, 0.5, 0.6
_MANY_QUESTIONS, _FEW_ANSWERS = 5, 12
_REVIEWED = frozenset(["review", "reviews", "rating", "ratings", "rated"])
_ANSWERERS = frozenset(
    ["respondent", "respondents", "encuestado", "encuestada", "repondant", "repondante", "respondente", "rispondente"]
)
_PEOPLE_SURELY, _MANY_IDS, _MOSTLY_OWN, _OF_REVIEWS = 0.9, 10, 0.5, 3


@dataclass(frozen=True)
class KindGuess:
    """The kind with most evidence, its score and reasons, the second best, and the question where it is not clear."""

    kind: TableKind
    score: float
    reasons: tuple[str, ...]
    runner_up: TableKind | None = None
    runner_up_score: float = 0.0
    doubt: Doubt | None = None


def guess_kind(look: ColumnRoles) -> KindGuess:
    """The kind that suits the columns best."""
    scored = _scored(look)
    (score, reasons, kind), (second_score, _, second) = scored[0], scored[1]
    unclear = score < _SURE or (score - second_score < _CLEAR and second_score >= _SURE)
    silent = kind == "events" and (look.what.best is None or look.what.best.score < _SURE)
    unclear |= (silent or (kind, second) == ("people", "responses")) and bool(look.file_words & SURVEY)
    doubt = _doubt(look, scored) if unclear else None
    return KindGuess(kind, round(score, 2), reasons, second, round(second_score, 2), doubt)


Points = tuple[float, tuple[str, ...]]


class _Tally:
    """Adds up points with their reasons."""

    def __init__(self) -> None:
        self.points, self.reasons = 0.0, list[str]()

    def add(self, points: float, reason: str, fits: object = True) -> None:
        """Points for what fits."""
        if fits:
            self.points += points
            self.reasons.append(reason)

    def told(self, fits: object = True) -> Points:
        """The points from 0 to 1; none where something needed is missing."""
        return (min(1.0, max(0.0, self.points)), tuple(self.reasons)) if fits else (0.0, ())


def _events(look: ColumnRoles) -> Points:
    tally = _Tally()
    who, what, named = look.who.best, look.what.best, look.anyone.best
    tally.add(0.25, "Its times tell more than the day.", look.fine)
    if who and who.score >= 0.5 and who.traits.repeats:
        tally.add(0.45 if look.when.best else 0.35, f'The people in "{who.traits.name}" come back.')
    elif named and named.score >= 0.7:
        tally.add(0.2, f'"{named.traits.name}" names people.')
    elif look.fine:
        repeating = [t for t in look.columns if (t.named_id or t.coded or t.nameless) and t.repeats]
        tally.add(0.25, "Ids come back.", repeating)
    if what and what.score >= 0.7:
        tally.add(0.35, f'"{what.traits.name}" says what happened.')
    elif what and what.score >= 0.5:
        tally.add(0.2, f'"{what.traits.name}" may say what happened.')
    elif what:
        tally.add(0.1, f'"{what.traits.name}" holds a few names.')
    traded = any(set(t.words) & (ORDER | QUANTITY | VALUE) for t in look.columns)
    tally.add(0.2, "It has orders or amounts.", traded and look.anyone.best)
    tally.add(0.35, "Several dates each tell something that happened.", look.facts)
    tally.add(0.1, f'Each "{named and named.traits.name}" has several days.', _several_days(look))
    listed = look.file_words & PEOPLE_FILE and named and named.traits.unique and named.score >= _SURELY_SOMEBODY
    tally.add(-0.2, "But it is called like a list of people, each in one row.", listed)
    tally.add(-0.3, "But it has no times.", not look.is_dated)
    tally.add(-0.25, "Each day comes once.", not look.fine and look.one_row_a_day and look.counted and not who)
    silent = what is None or what.score < 0.5
    tally.add(-0.35, "But nothing tells what happened, and a column holds scores.", silent and metric_columns(look))
    tally.add(-0.5, "But its rows are reviews.", _are_reviews(look))
    tally.add(-0.5, "But many columns are questions.", len(question_columns(look.table)) >= _MANY_QUESTIONS)
    return tally.told(look.when.best or (what and who and what.score >= 0.7))


def _amounts(look: ColumnRoles, tally: _Tally) -> None:
    """What speaks for figures of days, rather than for single happenings."""
    best = look.anyone.best
    tally.add(0.35, "Its times are days.", look.when.best and not look.fine)
    tally.add(-0.35, "But its times tell more than the day.", look.fine)
    tally.add(0.1, "Each day comes once.", look.one_row_a_day and not look.fine)
    tally.add(0.2, "Nobody is named.", best is None)
    tally.add(-0.5, "But people are named.", best and best.score >= 0.6)
    tally.add(-0.2, "But there are ids.", best and 0.45 <= best.score < 0.6)
    tally.add(-0.25, "But each row has an id of its own.", _has_row_ids(look) and not look.counted)
    tally.add(-0.15, "But its columns have no names.", any(t.nameless for t in look.columns))
    tally.add(-0.3, "But ids come back.", any(_nameless_ids(t) for t in look.columns))


def _several_days(look: ColumnRoles) -> bool:
    """Whether people without doubt come back on other days, in a table that counts nothing."""
    who = look.who.best
    named = who is not None and who.score >= _PEOPLE_SURELY and who.traits.repeats
    return bool(named and look.when.best and not look.counted)


def _nameless_ids(traits: ColumnTraits) -> bool:
    """Whether a column holds ids of something its name does not tell, and they come back."""
    ids = score_person(traits)
    return ids is not None and traits.coded and traits.repeats and traits.column.distinct >= _MANY_IDS


def _has_row_ids(look: ColumnRoles) -> bool:
    """Whether a column of ids differs in every row, without merely numbering them: rows of things, not of days."""
    return any(t.named_id and t.unique and not t.counts_up for t in look.columns)


def _daily_counts(look: ColumnRoles) -> Points:
    tally = _Tally()
    _amounts(look, tally)
    tally.add(min(0.3, 0.1 + 0.1 * len(look.counted)), "Columns are called like counts.", look.counted)
    told = look.counted or any(set(t.words) & (VALUE | SPEND | QUANTITY) for t in look.measures)
    tally.add(-0.2, "But no column is called like a count.", not told)
    event = look.what.best
    logged = event and event.score >= 0.7 and not look.counted
    tally.add(-0.2, "But a column says what happened.", logged)
    spend = look.spend.best
    tally.add(-0.3, "But it tells what was spent.", spend and spend.score >= 0.6)
    return tally.told(look.when.best and look.measures)


def _costs(look: ColumnRoles) -> Points:
    tally = _Tally()
    _amounts(look, tally)
    spend = look.spend.best
    if spend:
        tally.add(0.3 if spend.score >= 0.6 else 0.1, f'"{spend.traits.name}" is called like a cost.')
        tally.add(0.2, "It stands beside what it bought.", spend.score >= 0.6 and look.counted)
        tally.add(0.35, "It is of nobody.", spend.score >= 0.6 and look.fine and look.anyone.best is None)
        tally.add(-0.3, "But it is the same in all rows, which have ids.", spend.traits.constant and look.anyone.best)
    return tally.told(look.when.best and spend)


def _responses(look: ColumnRoles) -> Points:
    tally = _Tally()
    named = metric_columns(look) or (look.columns[:1] if names_a_metric(look.table) else [])
    rated, scales, questions = score_columns(look), scale_columns(look), question_columns(look.table)
    called = any({"response", "id"} <= set(t.words) for t in look.columns)
    surveyed = look.file_words & (SURVEY | _REVIEWED | {"nps", "csat", "ces", "wave"})
    tally.add(0.75, "A column is named for a metric of surveys.", named)
    tally.add(0.25, "The file is called after a metric of surveys.", rated and look.file_words & SCORED)
    alone = len(look.columns) <= 5 and not (look.who.best and look.who.best.traits.repeats)
    tally.add(0.7 if alone else 0.45, "A column holds scores.", rated and not named)
    tally.add(0.65, "Columns are questions with a scale.", len(questions) >= 3)
    few = 0 < len(questions) < 3 and not named and not is_bare_score(look, questions)
    tally.add(0.5, "Columns are questions with a scale.", few)
    tally.add(
        0.3, "The file is called like a survey.", surveyed and (questions or named or rated or scales or called)
    )
    tally.add(0.5, "Several columns share one scale.", len(scales) >= 3 and len(questions) < 3)
    tally.add(0.6, "It has questions and answers.", _asks_and_answers(look))
    tally.add(0.55, "It names who answered.", any(_ANSWERERS & set(t.words) for t in look.columns))
    tally.add(0.3, "Its rows are reviews.", _are_reviews(look))
    tally.add(0.45, "Its rows are called responses.", called)
    form = is_answer_sheet(look.table) and not (look.what.best and look.what.best.score >= 0.7)
    tally.add(0.6, "It looks like the answers to a form.", form and not look.who.best)
    what, who = look.what.best, look.who.best
    happened = what and what.score >= 0.85 and set(what.traits.words) & (EVENT - {"touchpoint"})
    tally.add(-0.4, "But a column says what happened.", happened)
    worked_on = what and 0.5 <= what.score < 0.85 and len(look.when.ranked) > 1 and who and who.traits.repeats
    tally.add(-0.3, "But its rows are worked on over time.", worked_on)
    tally.add(-0.3, "But somebody works on its rows.", any(_works(t, look) for t in look.columns))
    return tally.told(not holds_averages(look.table))  # averages are figures of a report, no single answers


def _are_reviews(look: ColumnRoles) -> bool:
    """Whether a score, and what stands beside it (its text, its time, its id), are all called those of a review."""
    called = [t for t in look.columns if set(t.words) & _REVIEWED]
    return look.is_dated and len(called) >= _OF_REVIEWS and any(t in called for t in score_columns(look))


def _works(traits: ColumnTraits, look: ColumnRoles) -> bool:
    """Whether a column names who works on the rows; ids of employees where nobody else is named are who answered."""
    worker = set(traits.words) & WORKER and not asks(traits.name)
    return bool(worker) and not (traits.named_id and look.anyone.best is None)


def _asks_and_answers(look: ColumnRoles) -> bool:
    said = [set(t.words) for t in look.columns]
    asks = any(words & {"question", "frage", "pregunta", "domanda", "vraag", "pergunta", "質問"} for words in said)
    return asks and any(words & {"answer", "response", "score", "antwort", "respuesta", "value"} for words in said)


def _people(look: ColumnRoles) -> Points:
    tally = _Tally()
    if (who := look.anyone.best) is None or who.score < _NAMED:
        return tally.told(False)
    each = who.traits.unique or who.traits.filled <= 1
    tally.add(0.35, f'Every row has its own "{who.traits.name}".', each)
    tally.add(0.1, f'"{who.traits.name}" names people.', who.score >= 0.6)
    tally.add(0.3, "It has no times.", not look.when.best)
    named = look.file_words & PEOPLE_FILE or any(set(t.words) & PERSONA for t in look.columns)
    dated = look.when.best and who.score < 0.6  # an id of nobody in particular, and a day: it may have happened
    tally.add(0.25, "It is called like a list of people.", named and not dated)
    what = look.what.best
    tally.add(-0.3, "But a column says what happened.", what and what.score >= 0.7 and look.is_dated)
    tally.add(-0.3, "But several dates each tell something that happened.", look.facts)
    tally.add(-0.5, "But three columns share one scale.", len(scale_columns(look)) >= 3)
    spread = who.traits.column.distinct >= _MOSTLY_OWN * who.traits.filled
    return tally.told(each or (spread and not look.when.best))


def _identities(look: ColumnRoles) -> Points:
    tally = _Tally()
    alias, who = look.alias.best, look.anyone.best
    telling = [traits for traits in look.columns if not traits.constant and not traits.grain]
    few = len(telling) <= (2 if look.when.best else 4)
    other = who and alias and any(one.traits.name != alias.traits.name for one in look.anyone.ranked)
    tally.add(1.0, "It has two ids of the same people.", alias and other and few)
    return tally.told(not (look.what.best and look.what.best.score >= 0.7))


_SCORERS: dict[TableKind, Callable[[ColumnRoles], Points]] = {
    "events": _events,
    "daily_counts": _daily_counts,
    "costs": _costs,
    "responses": _responses,
    "people": _people,
    "identities": _identities,
}


def doubt_about_kind(look: ColumnRoles) -> Doubt:
    """The question what a row is, with the kinds for which anything speaks."""
    return _doubt(look, _scored(look))


def _scored(look: ColumnRoles) -> list[tuple[float, tuple[str, ...], TableKind]]:
    """Every kind with its points and reasons, the likeliest first."""
    return sorted(((*scorer(look), kind) for kind, scorer in _SCORERS.items()), key=lambda one: -one[0])


LABELS: dict[TableKind, str] = {
    "events": "something that happened to somebody at a time (an event)",
    "responses": "answers to a survey",
    "people": "a person, with what is known of them",
    "daily_counts": "figures of a day or month, of nobody in particular",
    "costs": "what was spent in a day or month",
    "identities": "two ids of the same person",
}


def _is_survey_like(look: ColumnRoles) -> bool:
    """Whether a table may hold the answers of a survey, though nothing says so: most columns offer a few answers."""
    few = [t for t in look.columns if 2 <= t.column.distinct <= _FEW_ANSWERS and t.repeats]
    named = look.file_words & SURVEY or question_columns(look.table) or scale_columns(look)
    return bool(named) or (len(few) >= _MANY_QUESTIONS and len(few) > len(look.columns) / 2)


def _doubt(look: ColumnRoles, scored: Sequence[tuple[float, tuple[str, ...], TableKind]]) -> Doubt:
    """One question: what a row is, with the kinds that could be, and first rows as examples."""
    kinds = [kind for points, _, kind in scored if points > 0]
    rows = tuple(" · ".join((cell or "")[:24] for cell in row[:5]) for row in look.table.sample[:3])
    likely: list[TableKind] = ["responses"] if _is_survey_like(look) else []
    likely += ["daily_counts"] if look.counted else []
    offered = list(dict.fromkeys([*kinds, *likely, "events"]))[:4]
    given: list[TableKind] = offered if len(offered) > 1 else [*offered, "people"]
    return Doubt(
        "kind",
        "What is one row of this table?",
        tuple(Candidate(kind, LABELS[kind], rows) for kind in given),
        table=look.table.name,
    )
