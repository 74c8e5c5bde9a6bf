"""Personal things in disguise: in links, parameters, escapes and full-width letters; what looking for them costs."""

from __future__ import annotations

import base64
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpath.ingest.personal.disguises import plain_reading
from touchpath.ingest.personal.names import speaks_of
from touchpath.ingest.personal.spans import personal_spans
from touchpath.ingest.personal.values import are_names
from touchpath.ingest.privacy import Hashing

HASHING = Hashing(b"a key")
MAIL = "lea.moser@example.org"


@pytest.mark.parametrize(
    ("written", "around"),
    [
        (MAIL, ("", "")),
        (quote(MAIL, safe=""), ("https://hut.example/?who=", "&page=2")),
        (quote(quote(MAIL, safe=""), safe=""), ("https://hut.example/?next=", "")),
        ("lea.moser＠example.org", ("write to ", "!")),
        ("ｌｅａ.ｍｏｓｅｒ@ｅｘａｍｐｌｅ.ｏｒｇ", ("write to ", " soon")),
        ("lea.moser&#64;example.org", ("<b>", "</b>")),
        ("lea.moser&#x40;example.org", ("", "")),
        (r"lea.moser\u0040example.org", ('{"mail":"', '"}')),
        (base64.b64encode(MAIL.encode()).decode(), ("t=", "")),
        (base64.urlsafe_b64encode(MAIL.encode()).decode().rstrip("="), ("https://hut.example/u/", "/seen")),
    ],
)
def test_an_address_gives_its_hash_however_it_is_written(written: str, around: tuple[str, str]) -> None:
    before, after = around
    assert HASHING.inside(before + written + after) == before + HASHING.of(MAIL) + after


@pytest.mark.parametrize(
    "text",
    [
        "tel=%2B43%20664%20123%2045%2067",
        "call ＋４３ ６６４ １２３ ４５６７",
        "tel:+43 664 123 45 67",
        "d=" + base64.b64encode(b'{"mail":"lea.moser@example.org","n":1}').decode(),
    ],
)
def test_phones_and_packed_texts_are_found(text: str) -> None:
    assert "h:" in HASHING.inside(text)
    assert personal_spans(HASHING.inside(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "session=9f8e7d6c5b4a39281706f5e4d3c2b1a0",
        "https://hut.example/?utm_source=news&id=20210304112233",
        "50%25 off & more",
        "100 % rein",
        "a&b;c",
        "YWJjZGVmZ2hpamtsbW5vcA",
        "C:\\users\\u00zz",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert HASHING.inside(text) == text


@given(st.text(alphabet="aA1 @.%+-_\\u&#;é＠４=0243", max_size=60))
def test_a_plain_reading_knows_where_its_signs_stand(text: str) -> None:
    reading = plain_reading(text)
    assert reading.span(0, len(reading.plain)) == (0, len(text))
    ends = [reading.span(place, place)[0] for place in range(len(reading.plain) + 1)]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    "piece",
    ["a", "a.", "@a", "%40", "＠a", "1 ", "A1", "+1", "&#64;", "é", "\\u0040", "a@a.", "00 ", "AAAA ", "%", "="],
)
def test_a_long_cell_costs_what_its_length_costs(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    began = time.process_time()
    personal_spans(text)
    assert time.process_time() - began < 1.5  # a quadratic pattern takes five seconds and more


@pytest.mark.parametrize(
    "name", ["user", "userName", "Device ID", "device_id", "customer_id", "IDFA", "Kundennummer"]
)
def test_ids_of_people_and_devices_are_told_by_their_name(name: str) -> None:
    assert speaks_of(name) == "id"


@pytest.mark.parametrize("name", ["device", "user agent", "user type", "event name", "order_id", "name"])
def test_other_columns_are_none(name: str) -> None:
    assert speaks_of(name) is None


def test_a_column_called_name_is_told_by_its_cells() -> None:
    assert are_names(["Anna Berger", "Peter Lang", "Xaver Q.", "Zoe", "Ilse M."])
    assert not are_names(["Page View", "Add To Cart", "Anna's pick", "Checkout"])
