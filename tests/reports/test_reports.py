"""A board of over forty questions says the same in HTML, slides and a workbook, and none of what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from html import unescape
from typing import Any

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from tests.answers import planted
from tests.answers.planted import SECRETS, K
from touchpath.analysis.names_in_order import names_in_order
from touchpath.answers import Viewer
from touchpath.answers.asking import question_to_plain
from touchpath.answers.boards import AnsweredBlock, answered_board
from touchpath.journey.board import TABLE, Board, BoardBlock, question_text
from touchpath.journey.funnel import Funnel
from touchpath.reports import FORMS, BoardReport, rendered, report_of
from touchpath.workspace import Workspace

HOSTILE = '<script>alert(1)</script> =HYPERLINK("http://x.example") \x00\ud800'
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def told(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Workspace, BoardReport, tuple[AnsweredBlock, ...]]]:
    """The workspace with one unique person, the report of its board, and the answered blocks."""
    with planted.planted(tmp_path_factory.mktemp("planted")) as workspace:
        every = [part for part in planted.questions(workspace) if not any(name in repr(part) for name in SECRETS)]
        plain = [part for part in every if isinstance(part, Funnel) and part.breakdown is None][:3]
        asked = [*plain, *every[:42], *every[42::23]][:58]  # without those that name the secret themselves
        blocks = [BoardBlock(question_text(question_to_plain(question)), note=HOSTILE) for question in asked]
        blocks.append(BoardBlock(question_text(question_to_plain(asked[0])), picture=TABLE))
        board = Board("Monday <b>meeting</b>", tuple(blocks), HOSTILE)
        found = answered_board(workspace, board, viewer=Viewer("viewer", K))
        owners: dict[str, Any] = {}
        for kind, name in names_in_order(workspace.engine):
            owners[kind] = (*owners.get(kind, ()), name)
        yield workspace, report_of(board, found, "Shop", workspace.engine.calendar, owners), found


@pytest.fixture(scope="module")
def files(told: Any) -> dict[str, bytes]:
    """The report in every form."""
    return {form: rendered(told[1], form) for form in FORMS}


def test_over_forty_questions_are_answered(told: Any) -> None:
    assert sum(block.answer is not None for block in told[2]) >= 40


def test_the_page_says_what_the_answers_say(told: Any, files: dict[str, bytes]) -> None:
    text = " ".join(unescape(TAGS.sub(" ", files["html"].decode())).split())
    for block in told[2]:
        if block.answer is None:
            assert " ".join(block.refusal.split()) in text
            continue
        assert " ".join(block.answer.sentence.split()) in text
        for table in block.answer.tables:
            for cell in table.readable.head(200).to_numpy().ravel():
                assert " ".join(str(cell).split()) in text or cell is None or cell != cell


def test_the_workbook_holds_all_digits(told: Any, files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    sheets = iter(book.sheetnames[1:])
    for block in told[2]:
        for table in block.answer.tables if block.answer else ():
            given = [[_digits(cell.value) for cell in row] for row in book[next(sheets)].iter_rows(min_row=2)]
            told_rows = [[_cell(value) for value in row] for row in table.rows.itertuples(index=False)]
            assert [row for row in given if any(cell is not None for cell in row)] == [
                row for row in told_rows if any(cell is not None for cell in row)
            ], (table.name, type(block.answer.question).__name__)
    assert next(sheets, None) is None


def _cell(value: Any) -> Any:
    """A value as a workbook holds it."""
    if value is None or value is pd.NaT or value is pd.NA or value != value or value in (float("inf"), ""):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return _digits(value.item() if hasattr(value, "item") else value)


def _digits(value: Any) -> Any:
    """A workbook keeps some 15 digits of a number: 13 of them are compared."""
    return float(f"{value:.13g}") if isinstance(value, float) else value


def test_the_slides_have_the_sentence_as_title_and_the_digits_as_chart(told: Any, files: dict[str, bytes]) -> None:
    deck = Presentation(io.BytesIO(files["pptx"]))
    slides = list(deck.slides)[1:]
    charts = 0
    for slide, block in zip(slides, told[2], strict=True):
        if block.answer is None:
            continue
        assert slide.shapes.title.text_frame.text.replace("\x0b", "\n") == block.answer.sentence
        assert block.answer.definition in slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_chart and isinstance(block.answer.question, Funnel) and not block.answer.result.groups:
                charts += 1
                rates = [step.rate_from_start for step in block.answer.result.steps]
                values = list(shape.chart.plots[0].series[0].values)
                assert values == [rate if rate == rate else None for rate in rates]
            if shape.has_chart or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")
    assert charts >= 2


@pytest.mark.parametrize("form", FORMS)
def test_the_same_data_give_the_same_bytes(told: Any, files: dict[str, bytes], form: str) -> None:
    assert rendered(told[1], form) == files[form]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_a_unique_person_is_in_the_bytes(files: dict[str, bytes], form: str) -> None:
    for text in _texts(files[form], form):
        assert [secret for secret in SECRETS if secret in text.lower()] == []


def test_nothing_given_runs_or_loads(files: dict[str, bytes]) -> None:
    page = files["html"].decode()
    assert "<script" not in page
    assert "default-src 'none'" in page
    addresses = re.findall(r"(?:href|src|url\()[^>]*?https?://[^\s\"')<]+", page)
    assert [address for address in addresses if "www.w3.org" not in address] == []
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    slides = "".join(_texts(files["pptx"], "pptx"))
    assert 'TargetMode="External"' not in slides


def _texts(content: bytes, form: str) -> Iterator[str]:
    if form == "html":
        yield content.decode()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith(".xlsx"):
                yield from _texts(part, "xlsx")
            elif name.endswith((".xml", ".rels")):
                yield part.decode()
