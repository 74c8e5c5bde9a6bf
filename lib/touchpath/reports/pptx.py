"""A report as slides: one a question, its sentence as the title, a chart that can be edited or a picture."""

from __future__ import annotations

import io
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Emu, Inches, Pt

from touchpath.charts.paper import png
from touchpath.charts.theme import LIGHT
from touchpath.journey.watching import Watch, unwatched
from touchpath.reports.native import NativeChart
from touchpath.reports.report import BoardReport, ReportPart
from touchpath.reports.texts import settled, written

_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_LEFT, _TOP, _ROOM_WIDE, _ROOM_HIGH = Inches(0.6), Inches(1.75), Inches(12.1), Inches(4.85)
_TITLE_ONLY = 5
_KINDS = {"bars": XL_CHART_TYPE.COLUMN_CLUSTERED, "lines": XL_CHART_TYPE.LINE_MARKERS}
_MOST_ROWS, _MOST_COLUMNS = 12, 7
_TITLE_SIZES, _SMALLEST_TITLE = ((120, 26), (230, 19), (400, 15)), 12
"""A sentence shorter than so many signs, and the size in which it stays above the picture."""
_MOST_MARKERS = 40


def pptx_bytes(report: BoardReport, watch: Watch = unwatched) -> bytes:
    """The report as the bytes of a .pptx file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    deck.core_properties.title, deck.core_properties.author = written(report.title), "Touchpath"
    _slide(deck, report.title, f"{report.workspace}. {report.about}", report.note)
    for place, part in enumerate(report.parts):
        watch(place, len(report.parts))
        _question(deck, part)
    watch(len(report.parts), len(report.parts))
    made = io.BytesIO()
    deck.save(made)
    return settled(made.getvalue())


def _question(deck: Any, part: ReportPart) -> None:
    said = dict(part.small_print)
    below = f"n = {said['n']} · {said['Filters']}" if said else part.refusal
    speaker = "\n".join([part.title, part.note, *(f"{name}: {text}" for name, text in part.small_print), *part.notes])
    slide = _slide(deck, part.sentence, below, speaker)
    if part.native is not None:
        _chart(slide, part.native, part.alt)
    elif part.picture is not None:
        _picture(slide, png(part.picture), part.alt)
    elif part.tables and not part.refusal:
        _table(slide, part)


def _slide(deck: Any, title: str, below: str, speaker: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = _LEFT, Inches(0.35), _ROOM_WIDE, Inches(1.3)
    head.text_frame.word_wrap = True
    head.text_frame.text = written(title)
    _look(head.text_frame, Pt(_title_size(title)), LIGHT.text, bold=True)
    foot = slide.shapes.add_textbox(_LEFT, Inches(6.75), _ROOM_WIDE, Inches(0.5))
    foot.text_frame.word_wrap = True
    foot.text_frame.text = written(below)
    _look(foot.text_frame, Pt(12), LIGHT.muted, bold=False)
    slide.notes_slide.notes_text_frame.text = written(speaker.strip())
    return slide


def _title_size(title: str) -> int:
    return next((size for most, size in _TITLE_SIZES if len(title) < most), _SMALLEST_TITLE)


def _chart_data(number_format: str) -> Any:
    make: Any = CategoryChartData
    return make(number_format=number_format)


def _look(frame: Any, size: Any, colour: str, *, bold: bool) -> None:
    for paragraph in frame.paragraphs:
        paragraph.alignment = 1  # left
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = size, bold, _rgb(colour)


def _chart(slide: Any, native: NativeChart, alt: str) -> None:
    data: Any = _chart_data("0.0%" if native.shares else "#,##0.##")
    data.categories = [written(name) for name in native.categories]
    for name, values in native.series:
        data.add_series(written(name), values)
    kind = XL_CHART_TYPE.LINE if native.kind == "lines" and len(native.categories) > _MOST_MARKERS else None
    shape = slide.shapes.add_chart(kind or _KINDS[native.kind], _LEFT, _TOP, _ROOM_WIDE, _ROOM_HIGH, data)
    chart = shape.chart
    chart.has_legend = len(native.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(12), _rgb(LIGHT.muted)
    if all(value is None or value >= 0 for _, values in native.series for value in values):
        chart.value_axis.minimum_scale = 0  # what is never below nothing begins there; scores may be
    if native.shares:
        labels = chart.value_axis.tick_labels
        labels.number_format, labels.number_format_is_linked = "0%", False
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    for place, series in enumerate(chart.plots[0].series):
        colour = _rgb(native.shades[place] if native.shades else LIGHT.slots[place % len(LIGHT.slots)])
        part = series.format.line.color if native.kind == "lines" else _filled(series)
        part.rgb = colour
    if native.kind == "bars" and len(native.series) == 1:
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.number_format, chart.plots[0].data_labels.number_format_is_linked = "0.0%", False
        if not native.shares:
            chart.plots[0].data_labels.number_format = "#,##0"
    _described(shape, alt)


def _filled(series: Any) -> Any:
    series.format.fill.solid()
    return series.format.fill.fore_color


def _picture(slide: Any, image: bytes, alt: str) -> None:
    shape = slide.shapes.add_picture(io.BytesIO(image), _LEFT, _TOP)
    scale = min(_ROOM_WIDE / shape.width, _ROOM_HIGH / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    shape.left = Emu(int((_WIDE - shape.width) / 2))
    _described(shape, alt)


def _table(slide: Any, part: ReportPart) -> None:
    rows = part.tables[0].readable.iloc[:_MOST_ROWS, :_MOST_COLUMNS]
    if not len(rows):
        return
    grid = slide.shapes.add_table(len(rows) + 1, len(rows.columns), _LEFT, _TOP, _ROOM_WIDE, Inches(0.35)).table
    lines = [[str(name) for name in rows.columns], *([_said(cell) for cell in row] for row in rows.to_numpy())]
    for across, line in enumerate(lines):
        for along, text in enumerate(line):
            cell = grid.cell(across, along)
            cell.text = written(text)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = Pt(11)


def _said(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def _described(shape: Any, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", written(alt))


def _rgb(colour: str) -> RGBColor:
    known: Any = RGBColor
    made: RGBColor = known.from_string(colour.removeprefix("#"))
    return made
