"""Files without a header."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, log, made, moment, written

ACTS = ("view", "add", "order")


def cases() -> Iterator[Case]:
    """The files."""
    rows = made(60, lambda n: (5000 + n % 12, moment(n).isoformat(), ACTS[n % 3], "tools", 9.5 + n, n % 4 + 1))
    yield case("clicks.csv", written("", rows), ask="person occurred_at touchpoint kind", **log(rows, 0, 2))
    rows = made(60, lambda n: (int(moment(n).timestamp()), f"u{n % 12}", ACTS[n % 3]))
    yield case("stream.tsv", written("", rows, "\t"), ask="person occurred_at touchpoint kind", **log(rows, 1, 2))
    rows = made(60, lambda n: (n + 1, 100 + n % 9, 700 + n % 13, moment(n).isoformat(sep=" ")))
    yield case("pairs.csv", written("", rows), ask="person touchpoint kind")
    rows = made(40, lambda n: (f"{moment(n):%Y-%m-%d}", 100 + n, 20 + n % 3))
    yield case(
        "sums.csv",
        written("", rows),
        ask="kind day measures person",
        kinds=("daily_counts",),
        count_days=len({r[0] for r in rows}),
    )
    rows = made(60, lambda n: (f"{19970101 + n % 28}", f"{n % 20:05}", 1 + n % 3, f"{11.77 + n:.2f}"))
    yield case(
        "cd_lines.csv",
        written("", [(b, a, c, d) for a, b, c, d in rows]),
        ask="person occurred_at touchpoint kind value",
        kinds=("events",),  # these four columns without names are the layout of a well-known set of purchases
        people=20,
        events=60,
    )
