"""Downloads: safe in spreadsheets, drawn without a network."""

import altair as alt
import pandas as pd

from touchpath.answers.files import csv_text
from touchpath.ui.downloads import file_name, png, svg


def test_formulas_are_disarmed_and_numbers_kept():
    frame = pd.DataFrame({"=name": ["=1+1", "+x", "-x", "@x", "plain", None], "number": [-1, 2, 3, 4, 5, 6]})
    lines = csv_text(frame).lstrip("\ufeff").splitlines()
    assert lines[0] == "'=name,number"
    assert lines[1:] == ["'=1+1,-1", "'+x,2", "'-x,3", "'@x,4", "plain,5", ",6"]


def test_file_names_are_harmless():
    assert file_name("../a b/ü.csv") == "a-b-csv"
    assert file_name("///") == "touchpath"


def test_charts_are_drawn():
    chart = alt.Chart(pd.DataFrame({"a": [1, 2], "b": [3, 4]})).mark_line().encode(x="a", y="b")
    assert png(chart).startswith(b"\x89PNG")
    assert svg(chart).startswith("<svg")
