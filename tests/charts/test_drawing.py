"""Drawings: built on demand, told apart by content, and the same picture as the chart itself."""

import json

import altair as alt
import pandas as pd
import pytest
from altair.utils.schemapi import SchemaValidationError

from touchpath.charts.drawing import drawing, specification
from touchpath.charts.theme import DARK, LIGHT, styled


def bars(values, colour="#0072B2"):
    rows = pd.DataFrame({"day": pd.to_datetime(["2025-01-01", "2025-01-02"]), "n": values})
    return alt.Chart(rows).mark_bar(color=colour).encode(x="day:T", y="n:Q")


def doubled(chart, word):
    return alt.layer(chart, chart.mark_text(text=word))


def test_equal_content_has_one_key_and_other_content_another():
    assert drawing(bars, [1, 2]).key == drawing(bars, [1, 2]).key
    keys = {drawing(bars, [1, 2]).key, drawing(bars, [1, 3]).key, drawing(bars, [1, 2], "red").key}
    keys.add(drawing(doubled, drawing(bars, [1, 2]), "a").key)
    assert len(keys) == 4


def test_a_drawing_may_be_given_another():
    chart = drawing(doubled, drawing(bars, [1, 2]), "high").chart()
    assert [layer.mark.type for layer in chart.layer] == ["bar", "text"]


def test_tables_are_put_aside_with_their_types():
    found = specification(bars([4, 7]))
    (name, table), *others = found.tables.items()
    assert not others
    assert found.spec["data"] == {"name": name}
    assert "datasets" not in found.spec
    assert table["n"].tolist() == [4, 7]
    assert table["day"].dtype.kind == "M"
    assert found.whole()["datasets"][name] is table
    assert "datasets" not in found.spec


def test_equal_tables_have_one_name():
    first, second = (specification(bars([4, 7], colour)).tables for colour in ("red", "blue"))
    assert first.keys() == second.keys()
    assert specification(bars([4, 8])).tables.keys() != first.keys()


def test_the_specification_says_what_the_chart_says():
    chart = styled(drawing(bars, [1, 2]), LIGHT)
    apart, whole = specification(chart).spec, chart.to_dict()
    for key in ("mark", "encoding"):
        assert apart[key] == whole[key]
    assert apart["config"]["axis"] == whole["config"]["axis"]
    assert "continuousWidth" not in json.dumps(apart)
    assert specification(styled(drawing(bars, [1, 2]), DARK)).spec != apart


def test_elsewhere_altair_keeps_tables_inside_and_checks():
    specification(bars([1, 2]))
    whole = bars([1, 2]).to_dict()
    assert next(iter(whole["datasets"].values()))[1]["n"] == 2
    with pytest.raises(SchemaValidationError, match="opacity"):
        bars([1, 2], colour=alt.Undefined).mark_bar(opacity="much").to_dict()
