"""The ten tiles of the overview, put into words."""

from __future__ import annotations

from collections.abc import Callable

from touchpath.analysis.headline import Difference, Figure, complete_values, rate_difference, series
from touchpath.analysis.scores import Metric, score_difference
from touchpath.journey import words
from touchpath.journey.filters import Filters
from touchpath.ui.overview.view import REPEAT_DAYS, RETAINED_DAYS, View
from touchpath.ui.tiles import Tile, in_words, surely_changed

_SESSION = (
    "A session is what the file calls one; without that, a person's events with no pause of more than 30 minutes. "
    "Built from the events in view."
)
_RATE_NOTE = "{n} people; 95 % interval {interval}"


def counts(view: View) -> list[Tile]:
    """People, events, sessions: counted, so without an interval."""
    found, earlier = view.activity(), view.before.activity() if view.before else None
    parts = (
        ("People", "people", "Different people with at least one event in view, merged identities counted once."),
        ("Events", "events", "Every event in view."),
        ("Sessions", "sessions", _SESSION),
    )
    return [
        Tile(
            title,
            words.count(getattr(found, name)),
            _per_person(name, found.people, getattr(found, name)),
            definition,
            "Counted, not estimated: there is no denominator and no interval.",
            getattr(found, name),
            lambda: view.engine.sql("ask/overview/event_keys", view.filters),
            complete_values(Figure(0, 0, trend=series(getattr(found, f"{name}_by_bucket"))), view.buckets),
            words.signed(getattr(found, name) - getattr(earlier, name)) if earlier else "",
        )
        for title, name, definition in parts
    ]


def rates(view: View) -> list[Tile]:
    """Conversion, retention, repeat purchase."""
    goal, returning = _named(view.goal), _named(view.returning) if view.returning else "any touchpoint"
    entering = f"first {_named(view.entering)}" if view.entering else "first event"
    purchase, before = _named(view.purchase), view.before
    entry = view.filters.without_dates().without_channels()
    return [
        _rate(
            ("Conversion rate", f"The share of people who reached the goal ({goal}) in view."),
            "People with at least one event in view.",
            view,
            (view.conversion(), before.conversion() if before else None),
            ("ask/overview/event_keys_of", view.filters),
        ),
        _rate(
            (
                f"Retained at {RETAINED_DAYS} days",
                f"The share of people who did {returning} within {RETAINED_DAYS} x 24 hours after their {entering} "
                "in view. That event itself does not count; later ones may lie after the dates and on any channel.",
            ),
            f"People whose {entering} in view lies at least {RETAINED_DAYS} days before the end of the data; dates "
            "and channels choose this event.",
            view,
            (view.retention(), before.retention() if before else None),
            ("ask/overview/retained", entry),
        ),
        _rate(
            (
                "Repeat purchase",
                f"The share of purchasers with a second order ({purchase}) within {REPEAT_DAYS} days of their first "
                "in view. Events of one order id are one order.",
            ),
            f"People whose first purchase in view lies at least {REPEAT_DAYS} days before the end of the data.",
            view,
            (view.repeat(), before.repeat() if before else None),
            ("ask/overview/repeated", entry),
        ),
    ]


def revenue(view: View) -> Tile:
    """The value of purchases."""
    now, before = view.revenue(), view.before.revenue() if view.before else None
    what = f"events at {_named(view.purchase)}" if view.purchase else "all events that carry a value"
    per_event = now.value / now.n if now.n else float("nan")
    note = f"{words.plural(now.n, 'purchase event')}; {words.money(per_event, view.currency)} each on average"
    change = Difference(now.value - before.value) if before and now.n and before.n else None
    return Tile(
        "Revenue",
        words.money(now.value, view.currency),
        now.reason or note,
        f"The summed value of {what} in view, in {view.currency} as uploaded.",
        "Counted, not estimated: there is no denominator and no interval.",
        now.n,
        lambda: view.engine.sql("ask/overview/revenue_by_period", view.filters),
        complete_values(now, view.buckets),
        in_words(change, lambda amount: _signed_money(amount, view.currency)),
    )


def scores(view: View) -> list[Tile]:
    """NPS, CSAT, CES."""
    return [
        _score(
            view, "nps", "NPS", words.signed, "Share of 9-10 minus share of 0-6, times 100; answers on 0-10 only."
        ),
        _score(view, "csat", "CSAT", words.rate, "The share of answers in the top two boxes of the scale."),
        _score(view, "ces", "CES", lambda v: words.decimal(v, 2), "The mean effort score on 1-7; high is easy."),
    ]


def _score(view: View, metric: Metric, title: str, written: Callable[[float], str], definition: str) -> Tile:
    now = view.score(metric)
    figure, before = now.figure, view.before.score(metric).figure if view.before else None
    change = score_difference(before, figure) if before else None
    if metric == "csat":
        change_words = in_words(change, words.points)
    else:
        change_words = in_words(change, lambda v: words.signed(v, 2 if metric == "ces" else 0))
    beside = {"csat": f" Mean {words.decimal(now.mean, 2)}.", "ces": f" {words.rate(now.good)} answered 5 or more."}
    weights = (
        f" Weighted as the file says; without weights {written(now.unweighted)}. "
        f"The weighted answers tell as much as {words.decimal(now.effective)} of equal weight."
        if now.weighted
        else ""
    )
    scaled = " Other scales were brought to 1-7." if now.rescaled else ""
    interval = words.interval(written(figure.low), written(figure.high))
    return Tile(
        title,
        written(figure.value),
        figure.reason or f"{words.plural(figure.n, 'answer')}; 95 % interval {interval}",
        f"{definition}{beside.get(metric, '') if figure.n else ''}{weights}{scaled}",
        f"Answers in view, from {words.plural(now.people, 'person', 'people')}; dates and channels "
        "are those of the answer, conditions on events do not apply. Answers of one person are not independent: the "
        "interval allows for it.",
        figure.n,
        lambda: view.engine.sql("ask/scores/answers"),
        complete_values(figure, view.buckets),
        change_words,
        surely_changed(change),
    )


def _rate(
    said: tuple[str, str],
    denominator: str,
    view: View,
    figures: tuple[Figure, Figure | None],
    sql: tuple[str, Filters],
) -> Tile:
    now, before = figures
    change = rate_difference(before, now) if before else None
    note = _RATE_NOTE.format(n=words.count(now.n), interval=words.interval(words.rate(now.low), words.rate(now.high)))
    left_out = f"; {words.count(now.immature)} too recent to judge" if now.immature else ""
    return Tile(
        said[0],
        words.rate(now.value),
        now.reason or note + left_out,
        said[1],
        denominator,
        now.n,
        lambda: view.engine.sql(*sql),
        complete_values(now, view.buckets),
        in_words(change, words.points),
        surely_changed(change),
    )


def _per_person(name: str, people: int, number: int) -> str:
    if name == "people" or not people:
        return "with at least one event"
    return f"{words.decimal(number / people)} per person"


def _named(touchpoints: tuple[str, ...]) -> str:
    return words.listed([f'"{name}"' for name in touchpoints], conjunction="or") or "not set"


def _signed_money(amount: float, currency: str) -> str:
    return f"{'+' if amount > 0 else ''}{words.money(amount, currency)}"
