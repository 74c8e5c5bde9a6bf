"""What is said of a table that comes in although something about it could not be known."""

from __future__ import annotations

import io

import pytest

from tests.ingest.corpus.case import made, moment, written
from touchpath.ingest.guess import guess
from touchpath.ingest.preview import preview
from touchpath.ingest.sniff import sniff
from touchpath.ingest.spool import Spool
from touchpath.workspace import Workspace

COLOURED = written(
    "Response ID,Submitted,How satisfied were you?,How likely are you to recommend us?",
    made(20, lambda n: (n, moment(n), ("Green", "Amber", "Red")[n * 5 // 3 % 3], n * 7 % 11)),
)
WORDED = written(
    "Response ID,Submitted,How satisfied were you?,How likely are you to recommend us?",
    made(20, lambda n: (n, moment(n), ("Very satisfied", "Neutral", "Dissatisfied")[n * 5 // 3 % 3], n * 7 % 11)),
)
CODED = written(
    "Response ID,Submitted,How was the tour?,How likely are you to recommend us?",
    made(24, lambda n: (n, moment(n), "" if n % 6 == 5 else f"AO{n % 5 + 1:02d}", n * 7 % 11)),
)
OPEN_TEXTS = written(
    "Response ID,Submitted,Why would you recommend us?,How likely are you to recommend us?",
    made(20, lambda n: (n, moment(n), f"reason {n}", n * 7 % 11)),
)
SIGNS = written(
    "Invoice,Client,Date,Total",
    made(20, lambda n: (f"B-{n}", f"Firm {n % 6}", f"{moment(n):%Y-%m-%d}", f"{'€$'[n % 2]}{30 + 2 * n}.00")),
)
ONE_SIGN = SIGNS.replace("$", "€")
HALF_NAMED = written(
    "user_id,event,time",
    made(40, lambda n: (f"u{n % 7}" if n % 3 else "", ("open", "buy")[n * 5 // 3 % 2], moment(n))),
)
NAMED = written("user_id,event,time", made(40, lambda n: (f"u{n % 7}", ("open", "buy")[n * 5 // 3 % 2], moment(n))))


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (COLOURED, "answered in words", True),
        (COLOURED, "count as numbers", False),
        (WORDED, "answered in words", False),
        (WORDED, '"Neutral" 3', True),
        (OPEN_TEXTS, "answered in words", False),
        (CODED, "codes such as AO01 and AO05", True),
        (CODED.replace("AO02", "no"), "codes such as", False),
        (WORDED, "codes such as", False),
        (SIGNS, "in several currencies", True),
        (ONE_SIGN, "in several currencies", False),
        (HALF_NAMED, 'have no "user_id"', True),
        (NAMED, 'have no "user_id"', False),
    ],
)
def test_what_is_not_known_is_said(text: str, words: str, said: bool) -> None:
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).save("table.csv", io.BytesIO(text.encode())))[0]
        warned = preview(workspace.engine, table, guess(table, workspace.engine).mapping).warnings
    assert any(words in sentence for sentence in warned) is said, warned


def test_scores_beside_the_one_that_is_taken_are_named() -> None:
    rows = made(
        30,
        lambda n: (
            f"{moment(n):%Y-%m-%d}",
            *((n * 7 + 1) % boxes + 2 for boxes in (4, 6, 9)),
            n * 7 % 11,
            "good tea",
        ),
    )
    text = written("Review Date,Ease of Use,Features,Service,Likelihood to Recommend,Pros", rows)
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).save("app_reviews.csv", io.BytesIO(text.encode())))[0]
        warned = preview(workspace.engine, table, guess(table, workspace.engine).mapping).warnings
    assert any("hold numbers like scores" in sentence and '"Features"' in sentence for sentence in warned), warned


def test_amounts_that_nobody_paid_yet_are_named() -> None:
    states = ("paid", "pending", "paid", "refunded")
    rows = made(30, lambda n: (f"c{n % 9}", moment(n), states[n % 4], 10 + n))
    text = written("customer_id,created_at,status,amount", rows)
    with Workspace.in_memory() as workspace:
        table = sniff(Spool(workspace.spool).save("payments.csv", io.BytesIO(text.encode())))[0]
        warned = preview(workspace.engine, table, guess(table, workspace.engine).mapping).warnings
    assert [sentence for sentence in warned if "paid" in sentence] == [
        'Rows called "pending" have amounts that count like those that were paid: say under Workspaces, Settings, '
        "what a purchase is."
    ]
