"""Two groups on one picture, the way that is meant, and why two figures differ: in words and tables."""

from __future__ import annotations

import pandas as pd

from touchpath.analysis.paths.result import DiffersResult, IdealResult, PathDifference, PathGroupsResult
from touchpath.answers.answer import Statement, Table, Told
from touchpath.answers.kinds import Place
from touchpath.answers.paths.names import ARROW, how_many, node_name
from touchpath.answers.paths.notes import denominator, notes
from touchpath.journey.funnel_words import duration
from touchpath.journey.path_views import IdealJourney, PathGroups, WhyDiffer, days_of
from touchpath.journey.path_words import path_sentence
from touchpath.journey.words import NOTHING, count, day_in_words, interval, listed, plural, points, rate, signed

_CHANGES = {
    "funnel": "the funnel: later, whatever lies between{window}, counted in people",
    "no_window": "without the time limit",
    "next_event": "only the person's very next event",
    "unit": "counted in {counted} of the path",
    "hidden": "hidden touchpoints are passed over",
    "first_start": "from the first {one} only, the same again in a row once: the first ribbon of the path",
    "every_time": "every time, not once: the line under What follows what",
}


def tell_groups(asked: PathGroups, result: PathGroupsResult, place: Place) -> Told:
    """Everything that is said of two groups."""
    rows = _difference_rows(asked, result)
    return Told(
        title="Do they take different ways?",
        sentence=groups_sentence(result),
        definition=f"{path_sentence(asked)} From each name of a column, the share of either group that goes to each "
        "name of the next. Differences in points with Newcombe's 95 % interval; N-1 chi-square tests, adjusted over "
        "all ways tested (Benjamini and Hochberg, 5 %). Where fewer than 5 are expected nothing is tested.",
        denominator=f"{denominator(asked)}, one path per person",
        n=result.one_people + result.two_people,
        tables=(Table("two-groups", rows, _readable_differences(rows, asked)),),
        notes=(*notes(asked, place.filters), *_in_both(result)),
        statement=Statement("ask/log/events", place.filters),
    )


def _in_both(result: PathGroupsResult) -> list[str]:
    if not result.both:
        return []
    who = plural(result.both, "person is", "people are") if result.both == result.both else "Some people are"
    return [f"{who} in both groups, with a path in each: the intervals take them for different people."]


def group_name(asked: PathGroups, name: str | None) -> str:
    """A group as it is called; a period in days."""
    if asked.by == "period" and name is not None:
        first, last = days_of(name)
        return f"{day_in_words(first)} to {day_in_words(last)}"
    return name if name is not None else f"(no {asked.by})"


def groups_sentence(result: PathGroupsResult) -> str:
    """The largest differences beyond chance."""
    asked = result.asked
    one, two = group_name(asked, asked.one), group_name(asked, asked.two)
    sizes = f"{count(result.one_people)} of {one} and {count(result.two_people)} of {two}"
    surely = [part for part in result.differences if part.differs]
    tested = sum(part.adjusted_p == part.adjusted_p for part in result.differences)
    if not tested:
        return f"Of {sizes}, too few go the same ways to compare."
    if not surely:
        return f"Between {sizes} no way differs by more than chance, of {plural(tested, 'way')} compared."
    told = [_difference_words(asked, part, two) for part in surely[:2]]
    rest = f" {plural(len(surely), 'way')} of {count(tested)} differ by more than chance."
    return f"Of {sizes}, {listed(told)}.{rest}"


def _difference_words(asked: PathGroups, part: PathDifference, two: str) -> str:
    source = node_name(asked, part.source, part.source_kind)
    more = "more" if part.difference > 0 else "less"
    shares = f"{rate(part.two_went / part.two_people)} against {rate(part.one_went / part.one_people)}"
    if part.target_kind == "end":
        did = f"{'begin' if asked.backwards else 'end'} at {source}"
    else:
        target = node_name(asked, part.target, part.target_kind)
        did = f"come to {source} from {target}" if asked.backwards else f"go from {source} to {target}"
    return f"{two} {more} often {did} ({shares})"


def _difference_rows(asked: PathGroups, result: PathGroupsResult) -> pd.DataFrame:
    rows = [
        (
            part.column, node_name(asked, part.source, part.source_kind),
            "(ends there)" if part.target_kind == "end" else node_name(asked, part.target, part.target_kind),
            part.one_people, part.one_went, part.two_people, part.two_went, part.difference, part.difference_low,
            part.difference_high, part.adjusted_p, part.differs,
        )
        for part in result.differences
    ]  # fmt: skip
    names = ["column", "from", "to", "one_people", "one_went", "two_people", "two_went", "difference",
             "difference_low", "difference_high", "adjusted_p", "differs"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def _readable_differences(rows: pd.DataFrame, asked: PathGroups) -> pd.DataFrame:
    shown = pd.DataFrame({"Column": rows["column"], "From": rows["from"], "To": rows["to"]})
    for side, name in (("one", asked.one), ("two", asked.two)):
        shares = rows[f"{side}_went"] / rows[f"{side}_people"].where(rows[f"{side}_people"] > 0)
        told = zip(shares, rows[f"{side}_people"], strict=True)
        shown[group_name(asked, name)] = [f"{rate(share)} of {count(n)}" for share, n in told]
    shown["Difference"] = rows["difference"].map(points)
    ends = zip(rows["difference_low"], rows["difference_high"], strict=True)
    shown["95 % interval"] = [interval(points(low).removesuffix(" points"), points(high)) for low, high in ends]
    shown["More than chance"] = [
        "yes" if differs else "no" if p == p else "too few"
        for differs, p in zip(rows["differs"], rows["adjusted_p"], strict=True)
    ]
    return shown


def tell_ideal(asked: IdealJourney, result: IdealResult, place: Place) -> Told:
    """Everything that is said of the way that is meant."""
    rows = _ideal_rows(result)
    return Told(
        title="Do people take the way that is meant?",
        sentence=ideal_sentence(result),
        definition=f"{path_sentence(asked)} The way: {ARROW.join(asked.touchpoints)}. It is looked at from the first "
        f"{asked.touchpoints[0]}; anything else may lie between. Who meets another of its touchpoints out of turn, "
        "or none of it any more, has left it.",
        denominator=f"{asked.counted} with {asked.touchpoints[0]}",
        n=result.steps[0].units,
        tables=(Table("way-meant", rows, _readable_ideal(rows)),),
        notes=tuple(notes(asked, place.filters)),
        statement=Statement("ask/log/events", place.filters),
    )


def ideal_sentence(result: IdealResult) -> str:
    """The share that follows to the end, and where most leave."""
    asked, steps = result.asked, result.steps
    if not steps[0].units:
        return f"Nobody did {steps[0].touchpoint} in this selection: choose other dates, filters or touchpoints."
    last = steps[-1].units
    told = f"Of {how_many(asked, steps[0].units)} that began with {steps[0].touchpoint}, "
    told += f"{rate(last / steps[0].units)} took the whole way to {steps[-1].touchpoint}"
    leaving = [step for step in steps[:-1] if step.left > 0]
    if not leaving:
        return f"{told}."
    worst = max(leaving, key=lambda step: step.left)
    instead = [f"{rate(part.units / worst.left)} {_did(asked, part.label)}" for part in worst.instead[:3]]
    did = f": {listed(instead)}" if instead else ""
    return f"{told}. Most leave it after {worst.touchpoint} ({count(worst.left)}){did}."


def _did(asked: IdealJourney, label: str | None) -> str:
    return "did nothing more" if label is None else f"went to {label} instead"


def _ideal_rows(result: IdealResult) -> pd.DataFrame:
    asked, first = result.asked, result.steps[0].units
    rows = [
        (place, step.touchpoint, step.units, step.units / first if first else float("nan"), step.left,
         listed([f"{part.label or '(nothing more)'} {count(part.units)}" for part in step.instead], 5))
        for place, step in enumerate(result.steps, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["step", "touchpoint", asked.counted, "share_of_first", "left", "instead"])


def _readable_ideal(rows: pd.DataFrame) -> pd.DataFrame:
    counted = rows.columns[2]
    return pd.DataFrame(
        {
            "Step": rows["step"],
            "Touchpoint": rows["touchpoint"],
            counted.capitalize(): rows[counted].map(count),
            "Of the first": rows["share_of_first"].map(rate),
            "Left the way here": rows["left"].map(count),
            "Instead": rows["instead"].replace("", NOTHING),
        }
    )


def tell_differ(asked: WhyDiffer, result: DiffersResult, place: Place) -> Told:
    """Why a path and a funnel differ."""
    rows = _differ_rows(result)
    first, last = result.steps[0], result.steps[-1]
    return Told(
        title="Why do these differ?",
        sentence=f"The funnel from {asked.one} to {asked.two} counts {count(first.went)} of {count(first.began)}; "
        f"what follows {asked.one} directly counts {count(last.went)} of {count(last.began)}: each line changes one "
        "part of the definition.",
        definition=f"{path_sentence(asked)} Each line takes over what the lines above it changed.",
        denominator=f"those who did {asked.one}, in the unit that the line says",
        n=first.began,
        tables=(Table("why-they-differ", rows, _readable_differ(rows)),),
        notes=("Events at the same moment count as in order either way in a funnel; in a path the file decides.",),
        statement=Statement("ask/log/events", place.filters),
    )


def _differ_rows(result: DiffersResult) -> pd.DataFrame:
    asked, before, rows = result.asked, None, []
    within = "" if asked.window_seconds is None else f", within {duration(asked.window_seconds)}"
    for step in result.steps:
        said = _CHANGES[step.change].format(window=within, counted=asked.counted, one=asked.one)
        rows.append((said, step.began, step.went, float("nan") if before is None else step.went - before))
        before = step.went
    return pd.DataFrame(rows, columns=["change", "began", "went_on", "difference"])


def _readable_differ(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "What changes": rows["change"],
            "Did the first": rows["began"].map(count),
            "Went on": rows["went_on"].map(count),
            "Difference": rows["difference"].map(signed),
        }
    )
