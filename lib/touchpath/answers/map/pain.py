"""Where the journey hurts: the list in sentences, each row with its figure and the link to its evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from touchpath.analysis import measures
from touchpath.analysis.pain import measure
from touchpath.analysis.pain.result import Pain, PainOutcome, PainResult
from touchpath.analysis.surveys.asking import coming_back
from touchpath.answers.answer import Statement, Table, Told, link_to
from touchpath.answers.kinds import Place
from touchpath.answers.map.names import ONE_WAY, capital, channel_said, days_said, persona_said
from touchpath.answers.measures.now import workspace_settings
from touchpath.answers.usual import usual_funnel
from touchpath.engine.base import Reader
from touchpath.journey.definition import to_plain
from touchpath.journey.filters import Filters
from touchpath.journey.funnel import Breakdown
from touchpath.journey.retention import Retention
from touchpath.journey.surveys import Scores
from touchpath.journey.touchpoint_map import PainPoints
from touchpath.journey.words import count, listed, money, plural, points, rate

TITLE = "Where does the journey hurt?"
NOTHING_STANDS_OUT = (
    "Nothing stands out: no step, touchpoint or score is worse for anybody than for others there and than for the "
    "same people elsewhere."
)
_DEFINITION = (
    "A place is a step of a funnel, leaving or not returning after a touchpoint, or low answers about it. Of a "
    "persona on a channel it must be worse than for the same persona on the other channels and than for the other "
    "personas on that channel; the smaller difference counts. A whole channel is held against the others within "
    "personas, a value of a property (a number in thirds) against the other values within persona, time since the "
    "first event, and channel (Mantel-Haenszel; interval of Sato, Greenland and Robins). Listed is what passes at "
    "5 % over everything compared (Benjamini and Hochberg), a value of several touchpoints where it is surest, and "
    "leaving after several by mostly the same people, or on the way to a step they stop before, in one row; "
    "ranked by the lower end of the 95 % interval of the people for whom it went badly beyond what happens elsewhere."
)


@dataclass(frozen=True)
class PainEvidence:
    """Where the figures of a row stand: a page, what is in its link, and the filters to look at it with."""

    label: str
    page: str
    parameters: tuple[tuple[str, str], ...]
    filters: Filters

    @property
    def link(self) -> str:
        """The address below that of the app."""
        return link_to(self.page, list(self.parameters), self.filters)


def measure_pain(engine: Reader, asked: PainPoints, filters: Filters) -> PainResult:
    """The list by the settings of the workspace: what counts as a return, and what a person is worth."""
    settings = workspace_settings(engine)
    funnel = asked.funnel if asked.funnel is not None else usual_funnel(engine)
    revenue = measures.value(engine, "revenue", filters, settings)
    return measure(
        engine, replace(funnel, breakdown=None), asked.horizon_days, settings.returning, revenue.value, filters
    )


def tell(asked: PainPoints, found: PainResult, place: Place) -> Told:
    """The worst first."""
    sentences = [pain_sentence(pain, found) for pain in found.pains]
    more = len(found.pains) - 1
    rest = f" {plural(more, 'more place')} stand{'s' if more == 1 else ''} out." if more > 0 else ""
    return Told(
        title=TITLE,
        sentence=f"{_main_said(found.pains[0], found)}.{rest}" if found.pains else _nothing(found),
        definition=_DEFINITION,
        denominator=(
            "people in view, each once at a place: at their deepest try of the funnel, at their first visit of a "
            f"touchpoint of which {days_said(found.horizon_days)} are over, with their first answer about it"
        ),
        n=found.people,
        tables=(_table(found, sentences, place.currency),),
        notes=_notes(found),
        statement=Statement("ask/map/properties", place.filters),
    )


def pain_title(pain: Pain) -> str:
    """Where and for whom, in a few words: "purchase: Families on app"."""
    if pain.kind == "value":
        return f"{pain.place}: {pain.property_name} {pain.value}"
    if pain.kind == "channel":
        most = f", {persona_said(pain.persona)} most" if pain.persona is not None else ""
        return f"{pain.place}: everybody {channel_said(pain.channel)}{most}"
    return f"{pain.place}: {persona_said(pain.persona)} {channel_said(pain.channel)}"


def pain_sentence(pain: Pain, found: PainResult) -> str:
    """The row in a sentence with its figures."""
    own = [f"{_did(part, pain, found)} ({rate(part.rate)})" for part in pain.outcomes[1:] if not part.place]
    more = [*own, *_elsewhere(pain, found)]
    beside = f"; also they {listed(more, conjunction='and')}" if more else ""
    if pain.elsewhere:
        beside += f"; the same value stands out at {plural(pain.elsewhere, 'other touchpoint')}"
    return f"{_main_said(pain, found)}{beside}."


def _main_said(pain: Pain, found: PainResult) -> str:
    """The surest outcome of a row, as a sentence without its end."""
    worst = pain.main
    return (
        f"{capital(_who(pain))} {_did(worst, pain, found)}: {rate(worst.rate)} of {_counted(worst)}, "
        f"{_against(pain, worst)}. That is {count(round(worst.excess))} more than elsewhere, at least "
        f"{count(round(worst.excess_low))}"
    )


def _elsewhere(pain: Pain, found: PainResult) -> Iterator[str]:
    """What the row took in from other touchpoints, each outcome once."""
    there = [part for part in pain.outcomes if part.place]
    for outcome in dict.fromkeys(part.outcome for part in there):
        named = [f"{part.place} ({rate(part.rate)})" for part in there if part.outcome == outcome]
        yield f"{_without(outcome, found)} after {listed(named, conjunction='or')}"


def at_stake(pain: Pain, found: PainResult, currency: str) -> str:
    """What the people in excess spend on average; empty where revenue is not known."""
    if not found.per_person > 0:
        return ""
    return money(round(pain.main.excess * found.per_person), currency)


def evidence(pain: Pain, found: PainResult, engine: Reader, filters: Filters) -> PainEvidence:
    """The page that shows the figures of a row."""
    worst = pain.main
    narrow = filters if pain.persona is None or pain.kind != "cell" else replace(filters, personas=(pain.persona,))
    if worst.outcome == "step" and found.funnel is not None:
        split = replace(found.funnel, breakdown=Breakdown(("persona", "channel"), limit=None))
        return PainEvidence("See the funnel, split", "funnel", (("funnel", _text(split)),), filters)
    if worst.outcome in ("leaving", "return"):
        asked = returning_question(pain, worst, found, coming_back(engine), workspace_settings(engine).returning)
        return PainEvidence("See who comes back", "retention", (("retention", _text(asked)),), narrow)
    split_by = f"property:{pain.property_name}" if pain.kind == "value" else "touchpoint"
    return PainEvidence(
        "See the answers", "surveys", (("scores", _text(Scores(worst.outcome, split=split_by))),), narrow
    )


def returning_question(
    pain: Pain, worst: PainOutcome, found: PainResult, back: tuple[str, ...], returning: tuple[str, ...]
) -> Retention:
    """The retention that shows who came back after the touchpoint of a row."""
    by = pain.property_name if pain.kind == "value" else "channel"
    return Retention(
        pain.place_of(worst), back if worst.outcome == "leaving" else returning, "first_matching",
        bucketing="rolling", mode="brackets", brackets=(max(round(found.horizon_days), 1),), breakdown=Breakdown(by),
    )  # fmt: skip


def _text(asked: object) -> str:
    return json.dumps(to_plain(asked), separators=(",", ":"), ensure_ascii=False)


def _who(pain: Pain) -> str:
    if pain.kind == "value":
        return f"people whose {pain.place} had {pain.property_name} {pain.value}"
    if pain.kind == "channel":
        worst = f" ({persona_said(pain.persona)} most)" if pain.persona is not None else ""
        return f"people {channel_said(pain.channel)}{worst}"
    return f"{persona_said(pain.persona)} {channel_said(pain.channel)}"


def _did(part: PainOutcome, pain: Pain, found: PainResult) -> str:
    """What went badly, as what they did."""
    at = "" if pain.kind == "value" else f" {pain.place}"
    if part.outcome == "step":
        return f"stop before {pain.place}"
    if part.outcome in ("leaving", "return"):
        return f"{_without(part.outcome, found)}{' after' + at if at else ''}"
    return f"give {ONE_WAY[part.outcome]}{' about' + at if at else ''}"


def _without(outcome: str, found: PainResult) -> str:
    back = "nothing more" if outcome == "leaving" else f"no {listed(found.returning, conjunction='or')}"
    return f"{'do' if outcome == 'leaving' else 'have'} {back} within {days_said(found.horizon_days)}"


def _counted(part: PainOutcome) -> str:
    if part.outcome in ("step", "leaving", "return"):
        return plural(part.people, "person", "people")
    return plural(part.people, "answer")


def _against(pain: Pain, worst: PainOutcome) -> str:
    if pain.kind == "cell":
        where = channel_said(pain.channel)
        return (
            f"against {rate(worst.others_rate)} of other personas {where} and {rate(worst.own_rate)} of "
            f"{persona_said(pain.persona)} elsewhere"
        )
    alike = "personas" if pain.kind == "channel" else "persona, time since the first event and channel"
    return f"{points(worst.difference)} against others of like {alike}"


def _nothing(found: PainResult) -> str:
    if not found.people:
        return "Nobody is in view."
    if not found.looked_at:
        return (
            "There is nothing to compare: that takes at least 30 people at a place, of two personas on two channels "
            "or with a property of two values."
        )
    return f"{NOTHING_STANDS_OUT} {plural(found.looked_at, 'comparison was', 'comparisons were')} made."


def _notes(found: PainResult) -> tuple[str, ...]:
    said = []
    names = (*found.asking, *found.arriving)
    if names:
        guess = " (a guess: confirm it under Workspaces, Settings)" if found.guessed else ""
        said.append(f"Nobody comes back by {listed(names, conjunction='or')}, which only ask or arrive{guess}.")
    if found.personas < 2:
        said.append("Without personas neither a persona on a channel nor a whole channel can be compared fairly.")
    return tuple(said)


def _table(found: PainResult, sentences: Sequence[str], currency: str) -> Table:
    rows = pd.DataFrame(
        [
            (
                place, pain.place_of(part), pain.kind, pain.persona, pain.channel, pain.property_name, pain.value,
                part.outcome,
                part.people, part.bad, part.rate, part.others, part.others_bad, part.own, part.own_bad,
                part.difference, part.excess, part.excess_low, part.p_value, part.excess * found.per_person,
            )
            for place, pain in enumerate(found.pains, 1)
            for part in pain.outcomes
        ],
        columns=["rank", "place", "kind", "persona", "channel", "property", "value", "outcome", "people", "bad",
                 "bad_rate", "others", "others_bad", "own", "own_bad", "difference", "excess", "excess_low",
                 "p_value", "at_stake"],
    )  # fmt: skip
    readable = pd.DataFrame(
        {
            "Where": [pain_title(pain) for pain in found.pains],
            "At least": [count(round(pain.main.excess_low)) for pain in found.pains],
            "About": [count(round(pain.main.excess)) for pain in found.pains],
            "At stake": [at_stake(pain, found, currency) or "–" for pain in found.pains],
            "In words": list(sentences),
        }
    )
    return Table("pain-points", rows, readable)


def examples(pain: Pain, found: PainResult, filters: Filters) -> tuple[PainEvidence, ...]:
    """The people behind a row, one by one with their timelines: where a list of them can be had."""
    if found.funnel is None or pain.main.outcome != "step" or pain.kind != "cell":
        return ()
    if pain.persona is None or pain.channel is None:
        return ()
    narrow = replace(filters, personas=(pain.persona,), channels=(pain.channel,))
    given = (("funnel", _text(found.funnel)), ("funnel_view", "Who dropped?"))
    return (PainEvidence("See examples", "funnel", given, narrow),)
