"""What could not be known of a table before it was read, though it comes in: its encoding, whose price a price is."""

from __future__ import annotations

import re

from touchpath.ingest.answer_words import tells_of_degree
from touchpath.ingest.guess.prices import line_price
from touchpath.ingest.mapping import CostMapping, EventMapping, Mapping, ResponseMapping, sources
from touchpath.ingest.metrics import metric_of, words_of
from touchpath.ingest.question import Question
from touchpath.ingest.scales import number_of
from touchpath.ingest.source import OTHER_ENCODING, SourceColumn, SourceTable
from touchpath.journey.words import listed, rate

_LONGEST, _MOST = 80, 3
_FEWEST_WORDS, _MOST_WORDS = 2, 11
_SEVERAL, _A_PAIR, _HIGHEST = 3, 2, 10
_MANY, _FEWEST_ROWS = 0.25, 8
_MOST_STATES = 30
_UNPAID = re.compile(
    r"(order |payment |invoice |closed |cart |checkout )?(unpaid|not paid|pending|overdue|draft|on hold|awaiting|"
    r"abandoned|unconfirmed|authori[sz]ed|open|lost|quote|proposal|offen|ausstehend|entwurf|verloren|pendiente|borrador|"
    r"perdid[oa]|en attente|brouillon|perdue?|in attesa|bozza|pers[oa]|openstaand|concept)( payment)?"
)
_CODE = re.compile(r"([A-Za-z]{1,3})0*(\d{1,2})")


def table_warnings(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """A sentence each; empty where everything is told."""
    said = [sentence for name, sentence in table.facts if name == OTHER_ENCODING]
    said += [*_about_price(table, mapping), *_about_currencies(mapping), *_about_unpaid(table, mapping)]
    said += [*words_counted(mapping), *_about_words(table, mapping), *_about_codes(table, mapping)]
    said += _about_other_scores(table, mapping)
    return (*said, *_about_nobody(table, mapping))


def _about_currencies(mapping: Mapping) -> tuple[str, ...]:
    """Amounts that each have a currency of their own beside them: their sum is none."""
    source = mapping.currency if isinstance(mapping, EventMapping | CostMapping) else None
    amounts = {getattr(mapping, role, None) for role in ("value", "unit_price", "spend")}
    if source is None or source not in amounts:
        return ()
    return (f'The amounts in "{source}" are in several currencies: they are not added across them.',)


def _about_unpaid(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """Amounts of rows that say that nothing was paid yet, or never was: no mark tells them from those that were."""
    if not isinstance(mapping, EventMapping) or (mapping.value is None and mapping.unit_price is None):
        return ()
    told = [
        column
        for column in table.columns
        if column.type == "text"
        and column.distinct <= _MOST_STATES
        and (column.name == mapping.touchpoint or words_of(column.name).split()[-1:] in (["status"], ["state"]))
    ]
    found = [f'"{value}"' for column in told for value in column.values if _UNPAID.fullmatch(words_of(value))]
    if not found:
        return ()
    return (
        f"Rows called {listed(found, _MOST)} have amounts that count like those that were paid: say under "
        "Workspaces, Settings, what a purchase is.",
    )


def _about_words(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """Questions of satisfaction, effort or recommending whose answers are a few words: no score comes of them."""
    if not isinstance(mapping, ResponseMapping):
        return ()
    worded = [
        one.text
        for one in mapping.questions
        if one.scale_high is None
        and (column := table.column(one.column))
        and (metric_of(f"{one.column} {one.text}") or tells_of_degree(column.values))
        and _FEWEST_WORDS <= column.distinct <= _MOST_WORDS
    ]
    return tuple(
        f'"{text[:_LONGEST]}" is answered in words: they are kept as they are, and count in no score.'
        for text in worded[:_MOST]
    )


def _about_codes(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """Questions that are answered by codes of answers, such as AO01: what they stand for is not in the file."""
    if not isinstance(mapping, ResponseMapping):
        return ()
    coded = [
        (one.text, column)
        for one in mapping.questions
        if one.scale_high is None and (column := table.column(one.column)) and _holds_codes(column)
    ]
    if not coded:
        return ()
    of = listed([f'"{text[:_LONGEST]}"' for text, _ in coded], _MOST)
    shown = sorted(set(coded[0][1].values))
    return (
        f"The answers to {of} are codes such as {shown[0]} and {shown[-1]}, and count in no score: export them from "
        "where they were given in words or as numbers.",
    )


def _holds_codes(column: SourceColumn) -> bool:
    """Whether a column holds a few codes of the same letters and different numbers."""
    found = [match for value in column.values if (match := _CODE.fullmatch(value.strip()))]
    few = _FEWEST_WORDS < len({match[2] for match in found}) <= _MOST_WORDS
    return few and len(found) == len(column.values) and len({match[1].lower() for match in found}) == 1


def words_counted(mapping: Mapping) -> tuple[str, ...]:
    """What the words of the answers count as, a sentence for each scale of words."""
    asked: dict[tuple[str, ...], list[Question]] = {}
    for question in getattr(mapping, "questions", ()):
        if question.words:
            asked.setdefault(question.words, []).append(question)
    said = []
    for words, questions in list(asked.items())[:_MOST]:
        low = questions[0].scale_low or 0
        told = [f'"{word[:_LONGEST]}" {low + place:g}' for place, word in enumerate(words)]
        of = listed([f'"{one.text[:_LONGEST]}"' for one in questions], _MOST)
        said.append(f"The answers to {of} are words, which count as numbers: {listed(told, len(told))}.")
    return tuple(said)


def _about_other_scores(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """Columns of scores beside those that are taken: a sheet has more questions than that."""
    if not isinstance(mapping, ResponseMapping) or mapping.question or not (mapping.questions or mapping.score):
        return ()
    used = {source for source in sources(mapping).values() if isinstance(source, str)}
    used |= {question.column for question in mapping.questions}
    left = [f'"{column.name}"' for column in table.columns if column.name not in used and _is_like_scores(column)]
    if len(left) < (_A_PAIR if mapping.questions else _SEVERAL):
        return ()
    return (f"{listed(left, _MOST)} hold numbers like scores and are not kept: check what is a question.",)


def _is_like_scores(column: SourceColumn) -> bool:
    """Whether a column holds a few small numbers."""
    numbers = [number_of(value) for value in column.values]
    whole = [number for number in numbers if number is not None]
    few = _FEWEST_WORDS < len(set(whole)) <= _MOST_WORDS and 2 * len(whole) >= len(numbers)
    return column.type in ("integer", "number") and few and min(whole) >= 0 and max(whole) <= _HIGHEST


def _about_nobody(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """Many rows in which nobody is named: they do not come in."""
    who = mapping.person if isinstance(mapping, EventMapping) else None
    column = table.column(who) if isinstance(who, str) else None
    if column is None or column.blank_rate < _MANY or column.type == "empty" or table.rows_sampled < _FEWEST_ROWS:
        return ()
    return (
        f'{rate(column.blank_rate)} of the rows looked at have no "{column.name}" and are left out: '
        "check that it says who it was.",
    )


def _about_price(table: SourceTable, mapping: Mapping) -> tuple[str, ...]:
    """A price beside a quantity that nothing but its usual meaning makes the price of one piece."""
    if not isinstance(mapping, EventMapping) or mapping.unit_price is None or mapping.value is not None:
        return ()
    found = line_price(table)
    if found is None or found.of != "usual" or found.price.name != mapping.unit_price:
        return ()
    return (
        f'A row is worth "{found.quantity.name}" times "{found.price.name}": check that it is the price of one '
        f"piece, not of all {found.example[0]} together.",
    )
