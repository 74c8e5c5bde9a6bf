"""Tables as delimited text: every sign, way of quoting, line end and encoding, with lines around and between them."""

from __future__ import annotations

from tests.ingest.hostile.cells import Dice, hostile_cell
from tests.ingest.hostile.tables import Table, table
from tests.ingest.hostile.tools import BANNERS, FOOTERS, survey_table, tool_table

ENCODINGS = (
    "utf-8", "utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252",
    "cp1252",
    "mac_roman", "cp1251", "cp1250", "shift_jis", "gb18030", "big5", "latin-1", "utf-7",
)  # fmt: skip
_NAMES = (
    "x.csv", "x.csv", "x.txt", "x.tsv", "../x.csv", "..\\..\\x.csv", "/etc/passwd", "x", ".csv", "", "x.csv.exe",
    "a" * 300 + ".csv",
    "<b>x</b>.csv", "\U0001f600.csv", "x\x00.csv", "x\n.csv", "=1+1.csv", "'; DROP TABLE x; --.csv", "x.xlsx",
    "x.json", "CON",
    "\u202evsc.exe", "nps.csv", "x.gz", " .. ",
)  # fmt: skip


def text_file(dice: Dice) -> tuple[str, bytes]:
    """A table as delimited text."""
    makers = (table, table, table, tool_table, tool_table, survey_table)
    text = written(dice.choice(makers)(dice), dice)
    if dice.random() < 0.08:
        text += dice.choice(("\n", "\n\n\n", "")) + written(dice.choice(makers)(dice), dice)
    for spoil in dice.sample(_SPOILS, dice.choice((0, 0, 0, 0, 1, 1, 2))):
        text = spoil(text, dice)
    return dice.choice(_NAMES) if dice.random() < 0.3 else "x.csv", encoded(text, dice)


def written(rows: Table, dice: Dice) -> str:
    """The rows as lines of delimited text."""
    sign, end = dice.choice(",,,,,;;\t\t||  "), dice.choice(("\n", "\n", "\n", "\r\n", "\r\n", "\r"))
    quoting, tail = dice.choice((0.0, 0.1, 0.5, 1.0)), dice.choice(("", "", "", "", sign, "\t\t", " "))
    careful = dice.random() < 0.8
    lines = [sign.join(_cell(cell, sign, quoting, careful, dice) for cell in row) + tail for row in rows]
    if dice.random() < 0.1:
        lines[:0] = [dice.choice(BANNERS) for _ in range(dice.choice((1, 2, 5)))] + dice.choice(([], [""]))
    if dice.random() < 0.1:
        lines += dice.choice(([], [""])) + [dice.choice(FOOTERS) for _ in range(dice.choice((1, 3)))]
    if dice.random() < 0.08:
        lines.insert(
            dice.randrange(len(lines) + 1),
            dice.choice(("", "", "# a remark", ",,,", dice.choice(BANNERS), hostile_cell(dice))),
        )
    mixed = dice.random() < 0.05
    return "".join(line + (dice.choice(("\n", "\r\n", "\r")) if mixed else end) for line in lines)[
        : None if dice.random() < 0.7 else -1
    ]


def encoded(text: str, dice: Dice) -> bytes:
    """The text in some encoding; sometimes in two, or with a mark too many."""
    encoding = dice.choice(ENCODINGS)
    content = text.encode(encoding, "replace")
    if dice.random() < 0.03:
        content = (
            dice.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf"))
            + content
        )
    if dice.random() < 0.03:
        half = len(text) // 2
        content = text[:half].encode(encoding, "replace") + text[half:].encode(dice.choice(ENCODINGS), "replace")
    return content


def _cell(cell: str, sign: str, quoting: float, careful: bool, dice: Dice) -> str:
    """A cell, quoted where it must be (mostly) or by chance."""
    needs = careful and any(mark in cell for mark in (sign, '"', "\n", "\r"))
    if needs or dice.random() < quoting:
        return '"' + cell.replace('"', '""') + '"' if careful or dice.random() < 0.7 else f'"{cell}"'
    return cell


def _without_sign(text: str, dice: Dice) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + text[place + 1 :]


def _with_sign(text: str, dice: Dice) -> str:
    place = dice.randrange(len(text) + 1)
    return (
        text[:place]
        + dice.choice(('"', '"', "\x00", "\ufeff", "\r", "\n", "\t", ",", "\x1a", "'", "\\", "\u2028"))
        + text[place:]
    )


def _without_quote(text: str, dice: Dice) -> str:
    places = [place for place, sign in enumerate(text) if sign == '"']
    if not places:
        return text
    place = dice.choice(places)
    return text[:place] + text[place + 1 :]


def _with_header_again(text: str, dice: Dice) -> str:
    lines = text.splitlines(keepends=True)
    lines[dice.randrange(len(lines) + 1) : 0] = lines[:1]
    return "".join(lines)


def _lines_changed(text: str, dice: Dice) -> str:
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    place = dice.randrange(len(lines))
    changed = dice.choice(
        (
            [],
            lines[place : place + 1] * 2,
            ["\n"],
            [lines[place].replace(",", "\t")],
            [lines[place][: len(lines[place]) // 2]],
        )
    )
    return "".join([*lines[:place], *changed, *lines[place + 1 :]])


def _blank(text: str, dice: Dice) -> str:
    return dice.choice((" ", "\n", "\t", "\r\n", "\u00a0", ",", '"', "\ufeff")) * dice.choice(
        (1, 7, 5000)
    ) + dice.choice(("", text))


_SPOILS = (
    _without_sign,
    _with_sign,
    _with_sign,
    _without_quote,
    _with_header_again,
    _lines_changed,
    _lines_changed,
    _blank,
)
