"""The ten tiles of the overview, put into words."""

from __future__ import annotations

from collections.abc import Callable

from touchpath.analysis import measures
from touchpath.analysis.measures.definition import MeasureDefinition
from touchpath.analysis.measures.figure import Difference, Figure, complete_values, points, rate_difference
from touchpath.analysis.scores import Metric, score_difference
from touchpath.journey import words
from touchpath.ui.overview.view import View
from touchpath.ui.tiles import Tile, in_words, surely_changed

_RATE_NOTE = "{n} people; 95 % interval {interval}"


def counts(view: View) -> list[Tile]:
    """People, events, sessions: counted, so without an interval."""
    found, earlier = view.activity(), view.before.activity() if view.before else None
    kinds = [measures.definition(name) for name in ("people", "events", "sessions")]
    return [
        Tile(
            kind.title,
            words.count(getattr(found, kind.name)),
            _per_person(kind.name, found.people, getattr(found, kind.name)),
            kind.definition(view.settings),
            kind.denominator(view.settings),
            getattr(found, kind.name),
            lambda: view.engine.sql("ask/overview/event_keys", view.filters),
            complete_values(Figure(0, 0, trend=points(getattr(found, f"{kind.name}_by_bucket"))), view.buckets),
            words.signed(getattr(found, kind.name) - getattr(earlier, kind.name)) if earlier else "",
        )
        for kind in kinds
    ]


def rates(view: View) -> list[Tile]:
    """Conversion, retention, repeat purchase."""
    settings, before = view.settings, view.before
    titles = {
        "conversion": "Conversion rate",
        "retained": f"Retained at {settings.retained_days} days",
        "repeat_purchase": "Repeat purchase",
    }
    return [
        _rate(title, view, measures.definition(name), (view.figure(name), before.figure(name) if before else None))
        for name, title in titles.items()
    ]


def revenue(view: View) -> Tile:
    """The value of purchases."""
    measure = measures.definition("revenue")
    now, before = view.figure("revenue"), view.before.figure("revenue") if view.before else None
    per_event = now.value / now.n if now.n else float("nan")
    note = f"{words.plural(now.n, 'purchase event')}; {words.money(per_event, view.currency)} each on average"
    change = Difference(now.value - before.value) if before and now.n and before.n else None
    return Tile(
        measure.title,
        words.money(now.value, view.currency),
        now.reason or note,
        measure.definition(view.settings),
        measure.denominator(view.settings),
        now.n,
        lambda: view.engine.sql(measure.question, view.filters),
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


def _rate(title: str, view: View, measure: MeasureDefinition, figures: tuple[Figure, Figure | None]) -> Tile:
    now, before = figures
    change = rate_difference(before, now) if before else None
    note = _RATE_NOTE.format(n=words.count(now.n), interval=words.interval(words.rate(now.low), words.rate(now.high)))
    left_out = f"; {words.count(now.immature)} too recent to judge" if now.immature else ""
    return Tile(
        title,
        words.rate(now.value),
        now.reason or note + left_out,
        measure.definition(view.settings),
        measure.denominator(view.settings),
        now.n,
        lambda: view.engine.sql(measure.question, view.filters),
        complete_values(now, view.buckets),
        in_words(change, words.points),
        surely_changed(change),
    )


def _per_person(name: str, people: int, number: int) -> str:
    if name == "people" or not people:
        return "with at least one event"
    return f"{words.decimal(number / people)} per person"


def _signed_money(amount: float, currency: str) -> str:
    return f"{'+' if amount > 0 else ''}{words.money(amount, currency)}"
