"""The card of a touchpoint in words: who meets it, what comes before and after, how it went from there."""

from __future__ import annotations

from math import isfinite

import pandas as pd

from touchpath.analysis.map.card import CardPersona, CardResult, measure_card
from touchpath.analysis.paths.result import PathNode, PathsResult
from touchpath.analysis.surveys.response import ResponseResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.few import FEW
from touchpath.answers.kinds import Place
from touchpath.answers.map.names import days_said, persona_said
from touchpath.answers.measures.now import workspace_settings
from touchpath.answers.surveys.words import words_for
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.touchpoint_map import TouchpointCard
from touchpath.journey.touchpoints import VOCABULARY, Traits
from touchpath.journey.words import NOTHING, count, interval, money, plural, rate

_KINDS = {"other": "others", "missing": "(no touchpoint)"}


def measure(engine: Reader, asked: TouchpointCard, filters: Filters) -> CardResult:
    """The card by the settings and the catalogue of the workspace."""
    settings = workspace_settings(engine)
    return measure_card(engine, asked, filters, settings.purchase, _traits(engine, asked.touchpoint))


def _traits(engine: Reader, touchpoint: str) -> Traits:
    names = engine.frame("ask/touchpoints/names")
    rows = names[names["shown"] == touchpoint]
    if not len(rows):
        return Traits()
    return Traits(*(row if isinstance(row := rows.iloc[0][name], str) else None for name in VOCABULARY))


def tell(asked: TouchpointCard, found: CardResult, place: Place) -> Told:
    """Who met it and how it went."""
    where = f" on {found.channel}" if found.channel is not None else ""
    return Told(
        title=f"What happens at {found.touchpoint}{where}?",
        sentence=_sentence(found, place.currency),
        definition=(
            "People count from their first visit in view there. Leaving: not back, in another session, within "
            f"{days_said(found.horizon_days)}; what only asks or arrives does not count. Value: what they buy within "
            "that time, net of refunds, on average. Before and after: the neighbours in a person's events."
        ),
        denominator=f"people who met {found.touchpoint}{where} in view",
        n=found.people,
        tables=(_figures(found, place.currency), _personas(found), _neighbours(found)),
        notes=(found.no_worth,) if found.no_worth else (),
        statement=Statement("ask/touchpoints/catalogue", place.filters),
    )


def response_words(found: ResponseResult, touchpoint: str) -> str:
    """How many of those asked after this touchpoint answered; empty where nobody was, or it cannot be told."""
    own = [part for part in found.rates if part.characteristic == "touchpoint" and part.label == touchpoint]
    if not own or not isfinite(own[0].rate):
        return ""
    (part,) = own
    span = interval(rate(part.low), rate(part.high))
    return (
        f"{words_for(found.metric, ()).title}: {rate(part.rate)} of {count(part.asked)} asked after it answered "
        f"({span}); of all asked {rate(found.rate)}."
    )


def neighbours(ways: PathsResult | None) -> tuple[tuple[str, float], ...]:
    """Who comes before (or after), with how many people, and how many began (or ended) there."""
    if ways is None:
        return ()
    column = -1 if ways.asked.backwards else 2
    found = [(_label(node), float(node.units)) for node in ways.column(column)]
    own = [node for node in ways.nodes if node.column == (0 if ways.asked.backwards else 1)]
    for name, said in _ENDS[ways.asked.backwards]:
        people = sum(getattr(node, name) for node in own)
        if people or people != people:
            found.append((said, float(people)))
    return tuple(found)


_ENDS = {
    True: (("entries", "nothing: their journey begins here"),),
    False: (("exits", "nothing more"), ("unfinished", "nothing yet")),
}


def _label(node: PathNode) -> str:
    return node.label if node.label is not None else _KINDS.get(node.kind, "others")


def _sentence(found: CardResult, currency: str) -> str:
    if not found.people:
        return "Nobody in view met it."
    parts = [f"{plural(found.people, 'person', 'people')} met it"]
    if isfinite(found.left_rate):
        span = interval(rate(found.left_low), rate(found.left_high))
        few = f" (too few to compare: n = {count(found.mature)})" if found.mature < FEW else f" ({span})"
        parts.append(f"{rate(found.left_rate)}{few} did not come back within {days_said(found.horizon_days)}")
    if isfinite(found.worth):
        parts.append(f"they spent {money(found.worth, currency)} each in that time")
    most = next((part for part in found.personas if part.persona is not None and part.people >= FEW), None)
    if most is not None:
        parts.append(f"{persona_said(most.persona)} meet it most often ({rate(most.rate)} of them)")
    return f"{'; '.join(parts)}."


def _figures(found: CardResult, currency: str) -> Table:
    rows = [
        ("people", float(found.people), count(found.people)),
        ("events", float(found.events), count(found.events)),
    ]
    rows.append(("leaving_rate", found.left_rate, f"{rate(found.left_rate)} of {count(found.mature)}"))
    rows.append(("worth_per_person", found.worth, money(found.worth, currency)))
    for score in found.scores:
        say = words_for(score.metric, ())
        told = f"{say.value(score.here.score)} ({say.span(score.here.low, score.here.high)}), n = "
        beside = f"{told}{count(score.here.answers)}; all answers {say.value(score.whole.score)}"
        rows.append((score.metric, score.here.score, beside))
    names = {"people": "People", "events": "Events", "leaving_rate": "Leaving", "worth_per_person": "Value"}
    table = pd.DataFrame([(name, value) for name, value, _ in rows], columns=["figure", "value"])
    told_as = [(names.get(name, name.upper()), said) for name, _, said in rows]
    return Table("touchpoint-card", table, pd.DataFrame(told_as, columns=["Figure", "Value"]))


def _personas(found: CardResult) -> Table:
    rows = pd.DataFrame(
        [(part.persona, part.in_view, part.people, part.rate) for part in found.personas],
        columns=["persona", "in_view", "people", "rate"],
    )
    readable = pd.DataFrame(
        [(persona_said(part.persona), _share(part)) for part in found.personas], columns=["Persona", "Met it"]
    )
    return Table("card-personas", rows, readable)


def _share(part: CardPersona) -> str:
    return f"{rate(part.rate)} of {count(part.in_view)}" if part.people == part.people else NOTHING


def _neighbours(found: CardResult) -> Table:
    rows = [
        (way, name, people, people / found.people if found.people else float("nan"))
        for way, ways in (("before", found.before), ("after", found.after))
        for name, people in neighbours(ways)
    ]
    table = pd.DataFrame(rows, columns=["way", "touchpoint", "people", "share"])
    readable = pd.DataFrame(
        [(way.capitalize(), name, f"{count(people)} ({rate(share)})") for way, name, people, share in rows],
        columns=["", "Touchpoint", "People"],
    )
    return Table("card-neighbours", table, readable)
