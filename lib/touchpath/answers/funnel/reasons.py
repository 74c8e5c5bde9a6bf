"""What goes with dropping off, and what people did instead."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from touchpath.analysis.drivers import Drivers, NextTouchpoint, find_drivers, next_touchpoints
from touchpath.analysis.drivers.factors import Factor
from touchpath.analysis.drivers.times import counted_times, first_times
from touchpath.answers.answer import Table, Told
from touchpath.answers.funnel.comparison import p_words
from touchpath.answers.funnel.names import before, step_names
from touchpath.answers.kinds import Place
from touchpath.engine.base import Reader
from touchpath.journey.filters import Filters
from touchpath.journey.funnel_views import DropOffInstead, DropOffReasons
from touchpath.journey.words import count, decimal, duration, listed, plural, rate

_WITH = {
    "touchpoint": "Of those who met {value} after {step}",
    "channel": "Of those who did {step} through {value}",
    "persona": "Of the {value}",
    "property": "Of those whose {step} had {value}",
    "attribute": "Of people with {value}",
    "score": "Of those who gave a {value} before",
}
_COLUMNS = ("kind", "what", "exposed", "exposed_converted", "others", "others_converted", "odds_ratio", "low",
            "high", "adjusted_p", "stands_out")  # fmt: skip


def measure(engine: Reader, asked: DropOffReasons, filters: Filters) -> Drivers:
    """What goes with going on, after everybody was watched for the same time."""
    funnel = asked.funnel
    return find_drivers(
        engine, funnel, first_times(engine, funnel, filters, asked.step), asked.step, float(asked.hours)
    )


def measure_instead(engine: Reader, asked: DropOffInstead, filters: Filters) -> tuple[NextTouchpoint, ...]:
    """The next touchpoint of those who dropped."""
    return next_touchpoints(engine, asked.funnel, counted_times(engine, asked.funnel, filters, asked.step))


def tell(asked: DropOffReasons, found: Drivers, place: Place) -> Told:
    """What stands out, in words and as rows."""
    step, target = before(asked.funnel, asked.step), step_names(asked.funnel)[asked.step]
    return Told(
        title="Why do they drop off?",
        sentence=sentence(found, step, target),
        definition=f"Among people who had not gone on {duration(found.hours * 3600)} after they first reached "
        f"{step}: the odds of reaching {target} afterwards, with the factor against without it. 95 % interval; "
        f"p-values adjusted for {count(len(found.factors))} factors (Benjamini-Hochberg).",
        denominator=f"people whose time to reach {target} is over, at least 20 with and 20 without the factor",
        n=found.people,
        tables=(Table("funnel-drivers", _rows(found.factors), _readable(found.factors)),),
        notes=(_set_aside(found, step, target),),
    )


def sentence(found: Drivers, step: str, target: str) -> str:
    """What stands out, in words; "nothing stands out" is an answer."""
    if not found.people:
        return f"Nobody can be watched for {duration(found.hours * 3600)} after {step}: choose a shorter time."
    called = found.called
    if not called:
        tested = count(len(found.factors))
        return f"Nothing stands out: none of {tested} things looked at goes with reaching {target} beyond chance."
    losing = [factor for factor in called if factor.odds_ratio < 1]
    first = (losing or called)[0].counts
    whom = _WITH[first.kind].format(value=first.label, step=step)
    said = (
        f"{whom}, {rate(first.exposed_rate)} still reached {target}, against {rate(first.others_rate)} of the others."
    )
    others = [factor.counts.label for factor in called if factor.counts != first]
    return f"{said} Also standing out: {listed(others, 3)}." if others else said


def _set_aside(found: Drivers, step: str, target: str) -> str:
    watched = duration(found.hours * 3600)
    parts = [
        f"{count(found.early)} reached {target} within {watched} and are set aside",
        f"{count(found.immature)} still have time",
        f"{count(found.no_time)} had less than {watched}",
    ]
    counts = (found.early, found.immature, found.no_time)
    told = [part for part, number in zip(parts, counts, strict=True) if number]
    rare = f" {plural(found.rare, 'thing was', 'things were')} too rare to test." if found.rare else ""
    left = f" Not looked at, being steps or standing for one: {listed(found.left_out, 6)}." if found.left_out else ""
    aside = f" {listed(told)}." if told else ""
    who = plural(found.people, "person was", "people were")
    return (
        f"{who} compared {watched} after {step}.{aside}{rare}{left} What goes together need not be the cause: test a "
        "change to know."
    )


def _rows(factors: Sequence[Factor]) -> pd.DataFrame:
    rows = [
        (part.counts.kind, part.counts.label, part.counts.exposed, part.counts.exposed_converted, part.counts.others,
         part.counts.others_converted, part.odds_ratio, part.low, part.high, part.adjusted_p, part.called)
        for part in factors
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _readable(factors: Sequence[Factor]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "What": factor.counts.label,
                "Kind": factor.counts.kind,
                "With it": f"{rate(factor.counts.exposed_rate)} of {count(factor.counts.exposed)}",
                "Without": f"{rate(factor.counts.others_rate)} of {count(factor.counts.others)}",
                "Odds": decimal(factor.odds_ratio, 2),
                "95 % range": f"{decimal(factor.low, 2)} to {decimal(factor.high, 2)}",
                "Adjusted p": p_words(factor.adjusted_p),
                "Stands out": "yes" if factor.called else "",
            }
            for factor in factors
        ],
        columns=["What", "Kind", "With it", "Without", "Odds", "95 % range", "Adjusted p", "Stands out"],
    )


def tell_instead(asked: DropOffInstead, found: tuple[NextTouchpoint, ...], place: Place) -> Told:
    """What people did instead, in words and as rows."""
    step = before(asked.funnel, asked.step)
    own = [part for part in found if part.kind != "everybody"]
    total = float(sum(part.people for part in own))
    return Told(
        title="What did they do instead?",
        sentence=_instead_sentence(own, total) if found else "Nobody dropped here whose time is over.",
        definition=f"The first touchpoint after {step} of people who did not go on, within their time, beside those "
        "who did. What nearly all of both do after the step is left out.",
        denominator="people who dropped here and whose time is over",
        n=total,
        tables=(_instead_table(found),),
        notes=_instead_notes(found, total) if found else (),
    )


def _instead_sentence(own: Sequence[NextTouchpoint], total: float) -> str:
    told = [f"{part.label} {rate(part.people_rate)}{_beside(part)}" for part in own]
    return f"The first thing that {plural(total, 'person', 'people')} did who dropped: {listed(told, 10)}."


def _beside(part: NextTouchpoint) -> str:
    known = part.kind == "touchpoint" and part.others_rate is not None
    return f" (of those who went on {rate(part.others_rate)})" if known else ""


def _instead_notes(found: Sequence[NextTouchpoint], total: float) -> tuple[str, ...]:
    both = [part.label for part in found if part.kind == "everybody"]
    left_out = f" Left out, as nearly everybody does it, also those who go on: {listed(both, 6)}." if both else ""
    who = plural(total, "person", "people")
    return (f"The first thing that {who} did after the step, within their time; shares add up to 100 %.{left_out}",)


def _instead_table(found: Sequence[NextTouchpoint]) -> Table:
    rows = pd.DataFrame(
        [(part.label, part.kind, part.people, part.people_rate, part.others, part.others_rate) for part in found],
        columns=["next", "kind", "people", "rate", "went_on_people", "went_on_rate"],
    )
    readable = pd.DataFrame(
        {
            "Next": rows["next"] + rows["kind"].map({"everybody": " (left out)"}).fillna(""),
            "People": rows["people"].map(count),
            "Share": rows["rate"].map(rate),
            "Of those who went on": rows["went_on_rate"].map(rate),
        }
    )
    return Table("funnel-next", rows, readable)
