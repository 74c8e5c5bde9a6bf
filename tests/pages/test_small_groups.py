"""With small groups hidden no page shows a figure about fewer than k people: in tables, pictures, texts or files."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from math import isnan
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.small_workspace import workspace_named
from touchpath.home import HOME
from touchpath.ui import downloads

K = 20
START = datetime(2025, 1, 6, 12)
CHANNELS = [("web", 61), ("store", 33), ("phone", 7)]
PERSONAS = {"web": "Family", "store": "Senior", "phone": "Rare bird"}
COUNTS = re.compile(
    r"^(people|persons|size|n|reached|entered|reached_last_step|mature|mature_people|dropped|lost|new|returning|"
    r"resurrected|dormant|active|converted|exposed|others|churned|rest_n|count|affected|excluded|left|rows)$",
    re.IGNORECASE,
)
SAID = re.compile(r"(?<![\d.,])(\d{1,3}) (?:of [\d,]+ )?(?:more |other )?(?:people|person|persons|answers|answer)\b")
SMALL_NAMES = ("phone", "rare bird")


def events() -> list[tuple[Any, ...]]:
    """101 people on three channels view; two in three put into the cart, half of those buy; some come back."""
    told: list[tuple[Any, ...]] = []
    person = 0
    for channel, people in CHANNELS:
        for place in range(people):
            person += 1
            at = START + timedelta(hours=9 * place)
            told.append((person, at, "view", channel))
            if place % 3:
                told.append((person, at + timedelta(minutes=5 + place), "cart", channel))
                if place % 2:
                    told.append((person, at + timedelta(hours=3), "buy", channel, 20.0 + place, f"o{person}"))
            if place % 4 == 0:
                told.append((person, at + timedelta(days=10), "view", channel))
    told.append((1, START + timedelta(days=150), "view", "web"))
    return told


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a workspace with k = 20."""
    place = tmp_path_factory.mktemp("data")
    people: list[str] = [PERSONAS[channel] for channel, count in CHANNELS for _ in range(count)]
    answers = [(i, START + timedelta(days=1 + i % 5), "nps", i % 11, None, "phone" if i < 9 else "web")
               for i in range(1, 40)]  # fmt: skip
    workspace_named(
        place, "Shop", events=events(), answers=answers,
        personas=dict(enumerate(people, start=1)), settings={"goal": ["buy"], "purchase": ["buy"], "small_cell": K},
    )  # fmt: skip
    return place


@pytest.fixture
def files(shop: Path, monkeypatch: pytest.MonkeyPatch) -> list[pd.DataFrame]:
    """The tables offered for download, as they would be written."""
    monkeypatch.setenv("TOUCHPATH_DATA", str(shop))
    kept: list[pd.DataFrame] = []
    offered = downloads.table

    def table(frame: pd.DataFrame, *given: Any, **named: Any) -> None:
        kept.append(frame)
        offered(frame, *given, **named)

    monkeypatch.setattr(downloads, "table", table)
    return kept


def opened(page: str, **link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "app.py"), default_timeout=90)
    app.switch_page(page)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.info, *app.warning, *app.success]
    return " ".join(str(part.value) for part in parts) + " ".join(
        f"{m.label} {m.value} {m.delta}" for m in app.metric
    )


def pictures(app: AppTest) -> Iterator[list[dict[str, Any]]]:
    """The rows of every data set of every chart."""
    for element in app.get("arrow_vega_lite_chart") + app.get("vega_lite_chart"):
        proto = element.proto
        spec = json.loads(proto.spec)
        yield from (rows for rows in spec.get("datasets", {}).values() if isinstance(rows, list))
        for given in [part.data.data for part in proto.datasets] + [proto.data.data]:
            if given:
                yield pa.ipc.open_stream(given).read_pandas().to_dict("records")


def small_figures(rows: list[dict[str, Any]]) -> list[str]:
    """Counts of 1 to k-1 people, and rates beside a group that is too small."""
    found = []
    for row in rows:
        for name, value in row.items():
            number = _number(value)
            if number is not None and COUNTS.match(str(name)) and 0 < number < K:
                found.append(f"{name} = {value} in {row}")
            if isinstance(value, str) and _small_said(value):
                found.append(f"{name}: {value}")
        labels = " ".join(str(value).lower() for value in row.values() if isinstance(value, str))
        if any(name in labels for name in SMALL_NAMES):
            found += [
                f"{name} = {value} in {row}" for name, value in row.items()
                if re.search(r"rate|share|value|seconds|low|high|median", str(name)) and _number(value)
            ]  # fmt: skip
    return found


def _number(value: Any) -> float | None:
    if isinstance(value, str) and re.fullmatch(r"[\d,]+(\.\d+)?", value):
        value = float(value.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
        return None
    return float(value)


def _small_said(text: str) -> list[str]:
    said_so = re.compile(r"(fewer than|at least) $", re.IGNORECASE)
    found = [part for part in SAID.finditer(text) if not said_so.search(text[: part.start()])]
    return [part[0] for part in found if 0 < int(part[1]) < K]


def check(app: AppTest, files: list[pd.DataFrame]) -> int:
    """No table, picture, text or file says anything about fewer than k people; how many tables were looked at."""
    frames = [frame.value for frame in app.dataframe]
    tables = [frame.to_dict("records") for frame in [*frames, *files]]
    drawn = list(pictures(app))
    found = [part for rows in [*tables, *drawn] for part in small_figures(rows)]
    assert not found, found[:6]
    assert not _small_said(texts(app))
    assert f"Fewer than {K} people: hidden" in texts(app)
    files.clear()
    return len(tables) + len(drawn)


def clicks(app: AppTest, key: str, value: str) -> None:
    app.session_state[key] = value
    app.run()
    assert not app.exception


FUNNEL = json.dumps({
    "steps": [{"touchpoint": "view"}, {"touchpoint": "cart"}, {"touchpoint": "buy"}],
    "window_seconds": 604800, "breakdown": {"properties": "channel"},
})  # fmt: skip


@pytest.mark.parametrize("tab", ["Funnel", "Trend", "Time", "Compare", "Why?", "Who dropped?"])
@pytest.mark.parametrize("split", [True, False])
def test_the_funnel(files: list[pd.DataFrame], tab: str, split: bool) -> None:
    funnel = FUNNEL if split else json.dumps({**json.loads(FUNNEL), "breakdown": None})
    app = opened("pages/journeys/funnel.py", funnel=funnel, funnel_view=tab)
    check(app, files)


def test_a_small_group_takes_the_next_smallest_along(files: list[pd.DataFrame]) -> None:
    opened("pages/journeys/funnel.py", funnel=FUNNEL)
    table = next(frame for frame in files if {"group", "step"} <= set(frame))
    first = table[table["step"] == 1].set_index("group")["people"]
    assert first["web"] == 61
    assert first[["store", "a small group"]].isna().all()


@pytest.mark.parametrize("tab", ["Retention", "Over time", "Churn", "Repeat purchase", "Lifecycle", "Stickiness"])
def test_retention(files: list[pd.DataFrame], tab: str) -> None:
    check(opened("pages/evidence/retention.py", retention_view=tab), files)


@pytest.mark.parametrize(
    "page",
    [
        "journeys/overview.py",
        "data/touchpoints.py",
        "data/personas.py",
        "data/data_quality.py",
        "evidence/change_lab.py",
    ],
)
def test_other_pages(files: list[pd.DataFrame], page: str) -> None:
    check(opened(f"pages/{page}"), files)


@pytest.mark.parametrize(
    "page",
    [
        "journeys/overview.py", "journeys/funnel.py", "evidence/retention.py", "evidence/change_lab.py",
        "data/touchpoints.py",
    ],
)  # fmt: skip
def test_a_filter_that_leaves_few_people(files: list[pd.DataFrame], page: str) -> None:
    app = opened(f"pages/{page}", channel="phone")
    check(app, files)


@pytest.mark.parametrize("split", ["", "channel"])
def test_events_of_few_people_over_time(files: list[pd.DataFrame], split: str) -> None:
    app = opened("pages/journeys/overview.py", **({"trend_split": split} if split else {}))
    table = next(frame for frame in files if {"events", "value"} <= set(frame))
    bought = [(at.date(), channel) for _, at, what, channel, *_ in events() if what == "buy"]
    for row in table.to_dict("records"):
        start = next(value for name, value in row.items() if str(name).endswith("from"))
        people = sum(
            start <= day < start + timedelta(days=7) and (not split or channel == row["group"])
            for day, channel in bought
        )
        assert isnan(row["events"]) or not 0 < people < K
        assert row["events"] == 0 or isnan(row["events"]) or row["group"] != "a small group"
    assert not [rows for rows in pictures(app) for row in rows if 0 < (_number(row.get("value")) or 0) < K]


@pytest.mark.parametrize("page", ["journeys/overview.py", "journeys/funnel.py", "evidence/retention.py"])
def test_a_filter_takes_nothing_apart_that_is_hidden_together(files: list[pd.DataFrame], page: str) -> None:
    """Web and all people are shown, so that those in the store would tell those on the phone."""
    app = opened(f"pages/{page}", channel="store")
    assert "hidden together with others" in texts(app)
    assert not app.metric
    assert not list(pictures(app))


def test_controls_do_not_name_what_few_people_have(files: list[pd.DataFrame]) -> None:
    app = opened("pages/journeys/overview.py")
    assert [app.multiselect(key=key).options for key in ("channel", "persona")] == [
        ["web", "store"],
        ["Family", "Senior"],
    ]


def test_only_people_are_counted(files: list[pd.DataFrame]) -> None:
    funnel = json.dumps({**json.loads(FUNNEL), "counting": "attempts"})
    app = opened("pages/journeys/funnel.py", funnel=funnel)
    assert "people must be counted" in texts(app)
    assert not list(pictures(app))


def test_rows_are_not_exported(files: list[pd.DataFrame]) -> None:
    app = opened("pages/data/workspaces.py", workspace_tab="Export")
    assert "Rows are about single people" in texts(app)
    assert not [button for button in app.get("download_button") if "Export" in str(button.proto)]


def test_the_setting_is_made_on_the_privacy_tab(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOUCHPATH_DATA", str(shutil.copytree(shop, tmp_path / "own")))
    app = opened("pages/data/workspaces.py", workspace_tab="Privacy")
    toggle = next(part for part in app.toggle if part.label == "Hide figures about few people")
    assert toggle.value
    toggle.set_value(False).run()
    app.button(key="small_groups_save").click().run()
    assert "Fewer than" not in " ".join(part.value for part in app.caption if "hidden, shown" in part.value)
    assert "Saved: all is shown." in texts(app)


def test_everything_is_shown_without_the_setting(
    files: list[pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check itself can fail: without the setting it finds small groups."""
    monkeypatch.setenv("TOUCHPATH_DATA", str(tmp_path / "other"))
    workspace_named(tmp_path / "other", "Open", events=events(), settings={"goal": ["buy"]})
    app = opened("pages/journeys/funnel.py", funnel=FUNNEL)
    tables: list[list[dict[str, Any]]] = [frame.to_dict("records") for frame in files]
    look: Callable[[list[dict[str, Any]]], list[str]] = small_figures
    assert [part for rows in tables for part in look(rows)]
    assert [part for rows in pictures(app) for part in look(rows)]
