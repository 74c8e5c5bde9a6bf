"""Cells and names nobody would wish for, and columns of cells that are almost right."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import datetime, timedelta

Dice = random.Random
Maker = Callable[[Dice], str]

NAMES = (
    "", " ", "user_id", "USER_ID", "user id", '"', '""', "<b>x</b>", "<script>alert(1)</script>", "#", "# event",
    "Total",
    "'; DROP TABLE x; --", 'x"); DROP TABLE events; --', "$person", "{name}", "%s", "\U0001f600", "a\nb", "a\r\nb",
    "nps",
    "score", "email", "question", "spend", "c0", "~c0", "~row", "~nothing", "row", "source_row", "\x00", "a\x00b",
    "=1+1",
    "@SUM(A1)", "+1", "-1", "täg", "id" * 300, "../../etc/passwd", "C:\\x", "a.b", "a.", ".a", "count(*)", "*", "\\",
    "'",
    "\u202egnp", "\u200b", "\ufeffid", "e\u0301", "\u00e9", "İ", "ß", "SS", "column 1", "x (2)", "1", "1.5",
    "2024-01-01",
    "NaN", "null", "None", "true", "timestamp (America/New_York)", "time (Mars/Base)", "^(", "[a", "(?P<x>",
    "file row",
    "why rejected", "time of step", "step", "date time", "person", "day", "~.", "\t", "name;name", "a,b", "a|b",
    "\x1f",
)  # fmt: skip
TIMES = (
    "2024-02-30", "0001-01-01", "0000-00-00", "9999-12-31", "9999-12-31 23:59:59", "10000-01-01", "-4713-01-01",
    "2024-03-31 02:30:00", "2024-03-10 02:30", "2024-10-27 02:30:00", "2024-01-01T25:00:00Z", "2024-01-01 24:00:00",
    "2024-06-30T23:59:60Z", "infinity", "-infinity", "epoch", "now", "today", "1700000000", "1700000000123",
    "1700000000123456", "1700000000123456789", "99999999999999999999", "1e18", "-1", "0", "1.7e9", "2024-W01-1",
    "2024-366",
    "２０２４-01-01", "٢٠٢٤-٠١-٠١", "²⁰²⁴", "2024-01-01T00:00:00+99:99", "2024-01-01 00:00:00 Mars/Base",
    "01/02/2024", "13/13/2024", "31.12.2024", "1/2/24", "12:00", "Jan 1, 2024", "1 Foo 2024", "Feb 30, 2024",
    "20240101",
    "20241399", "2024-01-01 10:00:00 PM", "2024-01-01T10:00:00.123456789Z", "290309-12-22 00:00:00", "2024-01-01 BC",
    "Apr 9 - Apr 15", "0027", "Feb 29", "99999", "294247-01-10 04:00:54.775806",
)  # fmt: skip
NUMBERS = (
    "1e400", "-1e400", "NaN", "nan", "inf", "-inf", "Infinity", "9" * 40, "-" + "9" * 400, "1.7e308", "-1.7e308",
    "1e-400", "-0",
    "0x1F", "1_000", "−5", "١٢٣", "²", "½", "1,2,3", "--5", "+-3", "1e", "e5", ".", "-", "+", ",", "1.234,50",
    "1,234.50", "1.234.567", "€ 5", "5 €", "EUR 5", "5 %", "(5)", "18446744073709551616", "9223372036854775808",
    "-9223372036854775809", "1" + "0" * 300, "4.9e-324", "5 apples", "#N/A", "#DIV/0!", "TRUE", "1 000",
    "1\u00a0000", "1'000",
)  # fmt: skip
TEXTS = (
    "", " ", "\u00a0", "null", "NULL", "None", "(not set)", "undefined", "n/a", "=cmd|' /C calc'!A0", "+1+1", "-2+3",
    "@A1",
    "\t=1", "<script>", "<img src=x onerror=alert(1)>", '"', '""', '"""', "'", "a\"b", 'a "b" c', "\\", "\\n",
    "\\\"", "\r", "\n",
    "\r\n", "a\nb", "\t", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\x00", "a\x00b", "\x07", "\x1b[31m", "\x7f",
    "\ufeff",
    "\ufffd", "\ufffe", "\u202e", "\u200f", "\u200b", "\U0001f468\u200d\U0001f469", "\U0010ffff", "e\u0301", "ſ", "ﬀ",
    "$1", "$person", "%s", "{}", "{name}", "[]", "[1,2", '{"a": 1}', '{"a"', '[{"key": "a", "value": 1}]',
    '[{"key": "a"}]', '[{"key": ["a"], "value": {}}]', "[" * 3000, '{"a":' * 1500, "; DROP TABLE events; --",
    "' OR 1=1 --",
    "../../etc/passwd", "#", "# remark", "Total", "Grand Total", "x" * 5000, "word " * 400, "9" * 5000, "," * 300,
    "ü" * 300,
    '"ImportId"', '{"ImportId":"QID1"}', '{"ImportId":"startDate","timeZone":"Mars/Base"}', "PAR1", "PK\x03\x04",
    "€", "日本語", "שלום",
)  # fmt: skip
_ODD_IDS = ("1e5", "1E5", "17.0", "17", " 17", "17\u00a0", "NULL", "u1", "U1", "u1\u200b", "-1", "0", "NaN")
_CLOCKS = (
    "%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S.%f+02:00", "%d/%m/%Y", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%d.%m.%Y",
    "%d.%m.%Y %H:%M:%S", "%b %d, %Y", "%B %d, %Y %I:%M %p", "%Y%m%d", "%Y%m%d%H", "%d %b %Y",
    "%Y-%m-%d %H:%M:%S UTC", "%a, %d %b %Y %H:%M:%S", "s", "ms", "us", "ns", "%m/%d/%y",
)  # fmt: skip
_EVENTS = ("open", "view", "Add to cart", "add_to_cart", "purchase", "signup", "track", "page", "identify")
_CHANNELS = ("web", "email", "google / cpc", "(not set)", "Store", "google", "Paid Search", "cpc")
_START = datetime(2024, 1, 1)


def hostile_cell(dice: Dice) -> str:
    """A value of any bad kind; now and then a very long one."""
    if dice.random() < 0.002:
        return dice.choice(("9", "1,", "a", '"', "[", " ", "-", "é", "0.", "\t", "https://a.b/c?d=e&")) * dice.choice(
            (40_000, 150_000)
        )
    return dice.choice(dice.choice((TIMES, NUMBERS, TEXTS, TEXTS, NAMES)))


def clock(dice: Dice) -> Maker:
    """Makes times, all written in the same way."""
    pattern = dice.choice(_CLOCKS)
    days = dice.choice((9, 30, 300))

    def made(dice: Dice) -> str:
        moment = _START + timedelta(days=dice.randrange(days), minutes=dice.randrange(1440))
        if not pattern.startswith("%"):
            seconds = int((moment - datetime(1970, 1, 1)).total_seconds())
            return str(seconds * {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[pattern])
        return moment.strftime(pattern)

    return made


def ids(dice: Dice) -> Maker:
    """Makes ids of one look, sometimes mixed with another."""
    looks: tuple[Maker, ...] = (
        lambda dice: f"u{dice.randrange(9)}",
        lambda dice: str(dice.randrange(9)),
        lambda dice: f"{dice.randrange(9):05}",
        lambda dice: f"p{dice.randrange(9)}@example.com",
        lambda dice: dice.choice(_ODD_IDS),
        lambda dice: f"{dice.getrandbits(128):032x}",
    )  # fmt: skip
    usual, other, mixed = dice.choice(looks), dice.choice(looks), dice.choice((0.0, 0.0, 0.3))
    return lambda dice: (other if dice.random() < mixed else usual)(dice)


def amounts(dice: Dice) -> Maker:
    """Makes numbers of one look."""
    return dice.choice(
        (
            lambda dice: str(dice.randrange(100)),
            lambda dice: f"{dice.random() * 1000:.2f}",
            lambda dice: f"{dice.random() * 1000:.2f}".replace(".", ","),
            lambda dice: f"{dice.randrange(10**7):,}",
            lambda dice: f"€ {dice.random():.2f}",
            lambda dice: f"{dice.randrange(100)}%",
        )
    )


def scores(dice: Dice) -> Maker:
    """Makes answers on one scale, with codes for "no answer"."""
    high, codes = dice.choice((5, 7, 10)), dice.choice(((), (), ("98", "99"), ("N/A",), ("", "")))
    return lambda dice: dice.choice(codes) if codes and dice.random() < 0.2 else str(dice.randrange(high + 1))


def words(dice: Dice) -> Maker:
    """Makes touchpoints, channels or comments."""
    given = dice.choice((_EVENTS, _CHANNELS, ("a", "b"), TEXTS))
    return lambda dice: dice.choice(given)


def events(dice: Dice) -> Maker:
    """Makes touchpoints."""
    return lambda dice: dice.choice(_EVENTS)


def channels(dice: Dice) -> Maker:
    """Makes channels."""
    return lambda dice: dice.choice(_CHANNELS)


def structures(dice: Dice) -> Maker:
    """Makes JSON: lists of key and value, objects, lists of answers."""
    makers: tuple[Callable[[], object], ...] = (
        lambda: [{"key": "ga_session_id", "value": {"int_value": "17"}}, {"key": "source", "value": "x"}],
        lambda: {"utm_source": "google", "time": 1700000000, "nested": {"a": [1, {"b": None}]}, "$user_id": "u1"},
        lambda: [{"question": {"id": 1}, "answers": [{"text": "yes"}, {"choice": None}]}],
        lambda: [{"headings": [{"heading": "Q"}], "questions": [{"answers": [{"text": 5}]}]}],
        lambda: {"~c0": 1, "a.b": 2, "a": {"b": 3}, "": 4},
        lambda: ["=1+1", "\ud800", 10**400],
    )  # fmt: skip
    made = dice.choice(makers)
    return lambda dice: json.dumps(made())
