"""Text can be read in both modes: every cell of the matrix, every text of the charts, the colours of the pages."""

import tomllib
from datetime import datetime

import pytest

from touchpath.analysis.retention.result import Cohort
from touchpath.charts.contrast import READABLE, contrast, readable_on, shade
from touchpath.charts.retention.matrix import SHARE, matrix_chart
from touchpath.charts.theme import DARK, LIGHT
from touchpath.home import HOME

THEME = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text())["theme"]
MODES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)  # WebAIM's contrast checker: 4.48
    assert contrast("#0000FF", "#FFFFFF") == pytest.approx(8.592, abs=0.001)  # WebAIM's contrast checker: 8.59


def test_some_ink_can_be_read_on_every_grey():
    for grey in range(256):
        ground = f"#{grey:02X}{grey:02X}{grey:02X}"
        assert contrast(ground, readable_on(ground, LIGHT.text)) >= READABLE


def test_a_shade_lies_between_its_neighbours():
    scale = ("#000000", "#808080", "#FFFFFF")
    assert [shade(scale, share) for share in (-1, 0, 0.25, 0.5, 1, 2)] == [
        *("#000000", "#000000", "#404040", "#808080", "#FFFFFF", "#FFFFFF")
    ]


@MODES
def test_every_number_of_the_retention_matrix_can_be_read(palette):
    shares = tuple(range(101))
    cohort = Cohort(datetime(2025, 1, 6), "6 Jan", 100, (100, *shares), (True,) * 102, (100,) * 102, (100, *shares))
    labels = ["Cohort", *(f"Week {k}" for k in range(1, 102))]
    chart = matrix_chart([cohort], labels, SHARE, palette).to_dict()
    (rows,) = [rows for rows in chart["datasets"].values() if "fill" in rows[0]]
    cells = [row for row in rows if row["k"]]
    assert len(cells) == 101
    assert min(contrast(row["fill"], row["ink"]) for row in cells) >= READABLE
    assert len({row["fill"] for row in cells}) > 90


@MODES
@pytest.mark.parametrize("ink", ["text", "muted", "loss"])
def test_the_inks_of_the_charts_can_be_read_on_the_page(palette, ink):
    least = READABLE if ink != "loss" else 3  # bold and large
    assert contrast(getattr(palette, ink), palette.background) >= least


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor", "redColor", "greenColor", "blueColor"])
def test_the_colours_of_the_pages_can_be_read(mode, ink):
    """The selected tab is written in primaryColor on the background."""
    theme = THEME[mode]
    assert contrast(theme[ink], theme["backgroundColor"]) >= READABLE


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_white_text_of_chips_and_buttons_can_be_read(mode):
    assert contrast(THEME[mode]["primaryColor"], "#FFFFFF") >= READABLE
