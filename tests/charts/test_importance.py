"""Importance against score: what is warm, what has its name beside it, what the words say."""

from __future__ import annotations

from touchpath.charts.surveys.importance import (
    SHARE_OF_SCALE,
    ImportancePoint,
    first_to_look_at,
    importance_alt,
    importance_chart,
)
from touchpath.charts.theme import LIGHT


def point(name: str, score: float, importance: float, called: bool = True) -> ImportancePoint:
    return ImportancePoint(name, score, importance, importance - 0.1, importance + 0.1, called, f"{name} said.")


POINTS = (point("desk", 3.0, 0.9), point("wifi", 2.0, 0.2), point("food", 4.5, 0.95), point("art", 4.0, 0.1, False))


def test_what_matters_and_is_scored_low_comes_first() -> None:
    assert first_to_look_at(POINTS) is POINTS[0]
    assert first_to_look_at(POINTS[:1]) is None
    assert first_to_look_at([point("desk", 3, 0.9, False), point("food", 4, 0.5)]) is None


def test_one_dot_is_warm_and_what_is_chance_is_grey() -> None:
    spec = importance_chart(POINTS, "Score", "Importance", False, LIGHT).to_dict()
    (rows,) = (part for part in spec["datasets"].values() if len(part) == len(POINTS))
    colours = {row["name"]: row["colour"] for row in rows}
    assert colours == {"desk": LIGHT.loss, "wifi": LIGHT.accent, "food": LIGHT.accent, "art": LIGHT.other}
    assert spec["layer"][-1]["encoding"]["text"]["field"] == "label"


def test_names_never_lie_on_each_other() -> None:
    close = (*POINTS, point("chairs", 3.01, 0.9))
    spec = importance_chart(close, "Score", "Importance", True, LIGHT).to_dict()
    (rows,) = (part for part in spec["datasets"].values() if len(part) == len(close))
    assert [row["label"] for row in rows] == ["desk", "wifi", "food", "art", ""]


def test_what_has_no_figure_is_not_drawn() -> None:
    hidden = ImportancePoint("few", 3.0, float("nan"), float("nan"), float("nan"), False, "few said.")
    spec = importance_chart((*POINTS, hidden), "Score", "Importance", False, LIGHT).to_dict()
    assert all(row.get("name") != "few" for rows in spec["datasets"].values() for row in rows)
    assert "few" not in importance_alt((*POINTS, hidden))
    assert "Important and scored low: desk." in importance_alt(POINTS)


def test_scores_of_unequal_scales_are_shares_of_them() -> None:
    for title, form in ((f"Score {SHARE_OF_SCALE}", ".0%"), ("Score (mean on 1 to 5)", "~f")):
        spec = importance_chart(POINTS, title, "Importance", False, LIGHT).to_dict()
        assert spec["layer"][-1]["encoding"]["x"]["axis"]["format"] == form
