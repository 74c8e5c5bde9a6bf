"""The gates of comparisons over time: each looks at one way to be wrong, and says what it found."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan, nan

import numpy as np

from touchpath.analysis.change.answers import answers_of
from touchpath.analysis.change.holidays import holidays_between
from touchpath.analysis.change.result import Findings, Gate
from touchpath.analysis.change.units import ChangeUnits, UnitValues
from touchpath.analysis.change.weeks import Weeks, before_and_after, readable_from, sizes
from touchpath.analysis.log.calendar import Moments
from touchpath.analysis.log.reading import read_events
from touchpath.engine.base import Reader
from touchpath.journey.change import Change
from touchpath.journey.filters import NO_FILTERS
from touchpath.journey.words import count, day_in_words, listed, plural, points, rate, signed
from touchpath.stats import checks
from touchpath.stats.mix import chi_square, population_stability
from touchpath.stats.survey_scores import MIN_ANSWERS
from touchpath.stats.weekly import MIN_WEEKS_AFTER, MIN_WEEKS_BEFORE

MIN_EXPECTED = 5
_LONG_WEEKS = 12
_RARE = 0.01
_UNSTABLE = 0.1
_DRIFTING = 0.10
_SEEN_TWICE = 0.01


def maturity(
    engine: Reader, change: Change, units: ChangeUnits, weeks: Weeks, control: ChangeUnits | None = None
) -> Gate:
    """Mature people only, on both sides; too few of them is "not yet"."""
    after = before_and_after(units, weeks)[1]
    since = weeks.edges[weeks.before] if len(weeks.edges) else 0
    waiting = int(np.count_nonzero(units.moment >= since)) - len(after)
    day = readable_from(change, max(weeks.after, MIN_WEEKS_AFTER))
    rest = f" {plural(waiting, 'person', 'people')} of later weeks {'is' if waiting == 1 else 'are'} left out."
    if not len(after) and waiting <= 0:
        return Gate("maturity", "red", "Nobody whom it reached has entered since the change.", "too_few", about=())
    if not len(after):
        first = day_in_words(readable_from(change, 1))
        when = f"from {first} on a first week can be read, from {day_in_words(day)} on two"
        late = f"Nobody who entered since the change has had the time yet: {when}."
        return Gate("maturity", "red", late, "too_few", about=())
    expected = _smallest_cell(after) if units.is_rate else nan
    if expected < MIN_EXPECTED:
        few = f"Only {plural(len(after), 'person', 'people')} since the change can be judged"
        return Gate(
            "maturity", "red", f"{few}, too few to expect either outcome five times.", "too_few", about=(len(after),)
        )
    days = f"{change.outcome.horizon_days:g} days"
    known = f"All {count(len(after))} people counted since the change have had their {days}."
    if not change.outcome.horizon_days:
        known = f"All {count(len(after))} answers since the change are complete as they are."
    return Gate("maturity", "green", known + (rest if waiting else ""), about=(len(after), waiting))


def _smallest_cell(after: ChangeUnits) -> float:
    share = float(after.value.mean())
    return checks.smallest_expected_cell(len(after), len(after), share) if 0 < share < 1 else float(len(after))


def nobody(change: Change, known_until: date | None) -> Gate:
    """Nobody can be measured at all; only where the data end before it can be read is that a matter of time."""
    day, said = readable_from(change), "Nobody can be judged on both sides of the change"
    waits = known_until is None or day > known_until
    said = f"{said}: it can be read from {day_in_words(day)} on, if people enter." if waits else f"{said}."
    return Gate("maturity", "red", said, "too_few", about=())


def whole_weeks(weeks: Weeks) -> Gate:
    """Whole weeks aligned to the change; too few of them lower the verdict."""
    said = f"{plural(weeks.before, 'whole week')} before and {plural(weeks.after, 'whole week')} after the change."
    if min(weeks.before, weeks.after) < 1 or len(weeks) < 3:
        return Gate(
            "whole weeks", "red", f"{said} A week on each side and three in all are needed.", "too_few", about=()
        )
    if weeks.before < MIN_WEEKS_BEFORE or weeks.after < MIN_WEEKS_AFTER:
        few = (
            f"{said} Fewer than {MIN_WEEKS_BEFORE} before or {MIN_WEEKS_AFTER} after say little about ordinary weeks."
        )
        return Gate("whole weeks", "amber", few, "lower", about=())
    return Gate("whole weeks", "green", said, about=())


def mix(units: ChangeUnits, weeks: Weeks, found: Findings) -> Gate:
    """Whether other personas came after the change than before; the comparison holds the mix still anyway."""
    shift = found.composition
    if not weeks.before or not weeks.after:
        return Gate(
            "persona mix", "grey", "There is nobody on one side of the change to compare the mix with.", about=()
        )
    if shift is None:
        return Gate("persona mix", "grey", "There is one persona only, so its mix cannot have shifted.", about=())
    n = sizes(units, weeks)
    n = n[n.sum(axis=1) > 0]
    periods = np.stack([n[:, : weeks.before].sum(axis=1), n[:, weeks.before :].sum(axis=1)])
    moved = chi_square(periods).p_value < _RARE or population_stability(periods[0], periods[1]) > _UNSTABLE
    if not moved:
        return Gate("persona mix", "green", "The same mix of personas came before and after.", about=())
    named = _most_moved(periods, found.mix_names)
    parts = f"{_effect(shift.composition, found)} of the {_effect(shift.total, found)}"
    said = f"Other personas came after the change than before ({named}): composition explains {parts}"
    return Gate("persona mix", "amber", f"{said} between all people. The comparison holds the mix still.", "note")


def _most_moved(periods: UnitValues, names: tuple[str | None, ...]) -> str:
    shares = periods / periods.sum(axis=1, keepdims=True)
    most = int(np.argmax(np.abs(shares[1] - shares[0])))
    return f"{names[most] or 'no persona'} went from {rate(float(shares[0, most]))} to {rate(float(shares[1, most]))}"


def drift(found: Findings) -> Gate:
    """Whether a steady drift could be the whole story."""
    slope = found.slope
    if slope is None or isnan(slope.p_value):
        return Gate("drift", "grey", "There are too few weeks to tell a drift from a change.", "cap", about=())
    if not found.drift_p <= 0.05 and found.p_value <= 0.05:
        return Gate("drift", "amber", "Allowing for a steady drift, what is left is within ordinary week-to-week "
                    "variation.", "cap", about=())  # fmt: skip
    if slope.p_value < _DRIFTING:
        return Gate("drift", "amber", "The weeks drift beside the change; the answer is shown with and without a "
                    "steady drift.", "cap", about=())  # fmt: skip
    return Gate("drift", "green", "A steady drift beside the change was not detected.", about=())


def placebo(series: UnitValues, weeks: Weeks) -> Gate:
    """Whether earlier dates on which nothing was done look just as good."""
    tried = checks.placebo_dates(series, weeks.before) if weeks.after else checks.Placebo(nan, 0, "Nothing after.")
    if not weeks.after:
        return Gate("placebo dates", "grey", "Not run: there is nothing after the change yet.", about=())
    if tried.reason is not None:
        return Gate(
            "placebo dates",
            "green",
            f"Not run: it needs {checks.MIN_PLACEBO_WEEKS} whole weeks before the change.",
            about=(),
        )
    as_large = round(tried.share_as_large * tried.dates)
    said = f"Of {tried.dates} earlier dates on which nothing was done, {as_large} look at least as large."
    return (
        Gate("placebo dates", "green", said, about=())
        if tried.stands_out
        else Gate("placebo dates", "amber", said, "cap", about=())
    )


def season(weeks: Weeks, controlled: bool) -> Gate:
    """Whether the weeks cross holidays or so much of a year that a season may be in them."""
    found = holidays_between(weeks.starts[0], weeks.starts[-1] + timedelta(days=6)) if len(weeks) else ()
    if controlled:
        return Gate("season", "green", "The comparison group lived through the same season.", about=())
    if not found and len(weeks) < _LONG_WEEKS:
        return Gate("season", "green", "The weeks are few and cross no holidays.", about=())
    why = f"cross {listed(found)}" if found else f"span {len(weeks)} weeks"
    return Gate("season", "amber", f"The weeks {why}: compare with the same weeks of last year, or with a group "
                "that the change did not reach.", "note", about=())  # fmt: skip


def sample(change: Change, units: ChangeUnits, weeks: Weeks, control: ChangeUnits | None = None) -> Gate:
    """Enough answers on each side of the change, in each group, for surveys."""
    before, after = before_and_after(units, weeks)
    others = () if control is None else before_and_after(control, weeks)
    fewest = min(len(part) for part in (before, after, *others))
    if change.outcome.is_survey and fewest < MIN_ANSWERS:
        return Gate("sample", "grey", f"{plural(fewest, 'answer')} on one side: {MIN_ANSWERS} are needed, "
                    f"{MIN_ANSWERS - fewest} more.", "too_few", about=(fewest,))  # fmt: skip
    what = "answers" if change.outcome.is_survey else "people"
    return Gate(
        "sample",
        "green",
        f"{count(len(before))} {what} before, {count(len(after))} after.",
        about=(len(before), len(after)),
    )


def same_people(change: Change, units: ChangeUnits, weeks: Weeks) -> Gate:
    """Whether people count on both sides, which people with one entry cannot."""
    if not change.outcome.is_survey:
        return Gate("same people", "green", "Everybody enters once, so nobody is on both sides.", about=())
    before, after = before_and_after(units, weeks)
    first, second = (np.unique(part.person[part.person >= 0]) for part in (before, after))
    both = len(np.intersect1d(first, second, assume_unique=True))
    everyone = len(np.union1d(first, second))
    if not everyone or both / everyone <= _SEEN_TWICE:
        return Gate("same people", "green", "Next to nobody answered on both sides.", about=())
    said = f"{rate(both / everyone)} of the people answered on both sides"
    held = "the scatter of whole weeks, on which the range rests, already holds that"
    return Gate("same people", "amber", f"{said}; {held}.", "note", about=(both, everyone - both))


def novelty(found: Findings) -> Gate:
    """Whether the latest week still shows the effect."""
    study = found.study
    if study is None or len(study.estimate) < MIN_WEEKS_AFTER or isnan(study.low[-1]):
        return Gate("novelty", "grey", "Too few weeks since the change to see whether it lasts.", about=())
    last, first = float(study.estimate[-1]), float(np.mean(study.estimate[: max(len(study.estimate) // 2, 1)]))
    said = f"In the latest week the difference to before was {_effect(last, found)}."
    if found.p_value <= 0.05 and last * found.estimate.estimate <= 0:
        return Gate("novelty", "amber", f"{said} It may be wearing off: do not call it lasting.", "note")
    if found.p_value <= 0.05 and abs(last) < abs(first) / 2:
        return Gate(
            "novelty", "amber", f"{said} That is less than half of the first weeks: do not call it lasting.", "note"
        )
    return Gate("novelty", "green", said)


def response(engine: Reader, change: Change, weeks: Weeks) -> Gate:
    """Whether as many of those asked answered after the change as before."""
    if not change.outcome.is_survey:
        return Gate("survey response", "grey", "No survey is involved.", about=())
    if change.outcome.asking is None or not weeks.before or not weeks.after:
        return Gate(
            "survey response",
            "grey",
            "How many were asked is not known, so the response rate is not either.",
            about=(),
        )
    asked = _per_period(weeks, read_events(engine, change.outcome.asking, NO_FILTERS).moment)
    answered = _per_period(weeks, answers_of(engine, change.outcome).answers.moment)
    gap, differ = checks.responses_differ(min(answered[0], asked[0]), asked[0], min(answered[1], asked[1]), asked[1])
    if isnan(gap):
        return Gate("survey response", "grey", "Nobody was asked in these weeks.", about=())
    shares = [rate(given / max(n, 1)) for given, n in zip(answered, asked, strict=True)]
    said = f"{shares[0]} of those asked answered before, {shares[1]} after."
    about = (*answered, *(n - given for given, n in zip(answered, asked, strict=True)))
    light, effect = ("amber", "cap") if differ else ("green", "none")
    return Gate("survey response", light, said, effect, about)  # type: ignore[arg-type]


def _per_period(weeks: Weeks, moments: Moments) -> tuple[int, int]:
    week = weeks.of(moments)
    return int(np.count_nonzero((week >= 0) & (week < weeks.before))), int(
        np.count_nonzero((week >= weeks.before) & (week < len(weeks)))
    )


def other_changes(engine: Reader, change: Change, weeks: Weeks) -> Gate:
    """Other dated changes in the same weeks."""
    if not len(weeks):
        return Gate("other changes", "grey", "There are no weeks to look at.", about=())
    span = {"first": weeks.starts[0].isoformat(), "last": (weeks.starts[-1] + timedelta(days=6)).isoformat()}
    rows = engine.frame("ask/change/others", {"name": change.name, **span})
    if not len(rows):
        return Gate("other changes", "green", "No other change is noted in these weeks.", about=())
    named = [f"{name} ({day_in_words(day)})" for name, day in zip(rows["name"], rows["day"], strict=True)]
    return Gate("other changes", "amber", f"In the same weeks: {listed(named)}.", "note", about=())


def scales(agree: bool) -> Gate:
    """Whether points and odds tell the same story."""
    if agree:
        return Gate("scale", "green", "In points and on the odds scale the answer is the same.", about=())
    return Gate("scale", "amber", "In points the answer differs from that on the odds scale.", "cap", about=())


def _effect(value: float, found: Findings) -> str:
    return (
        points(value) if found.unit == "share" else signed(value, 1) + (" points" if found.unit == "points" else "")
    )
