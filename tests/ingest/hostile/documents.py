"""JSON files: lines, arrays, documents, and everything that is nearly one of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.ingest.hostile.cells import Dice, hostile_cell
from tests.ingest.hostile.tables import table
from tests.ingest.hostile.tools import tool_document

_ODD = (
    "null", "true", "5", '"x"', "[]", "{}", "NaN", "Infinity", "-Infinity", "1e999", "9" * 5000, '"\\ud800"',
    '"\\u0000"', '{"a":1,"a":2}',
    '{"":1}', '{"\\ud800":1}', '{"a.b":1,"a":{"b":2}}', '{"user_id":["a",["b"]],"timestamp":{"x":1},"event":null}',
    "[[1,2],[3]]",
    '{"user_id":1e5,"timestamp":1700000000,"event":true}', "{'a':1}", '{"a":1,}', "// x",
    '{"~c0":1,"~row":2,"=1+1":3}', "",
    '{"user_id":"a","timestamp":"2024-01-01","event":"x"} {"b":1}', '{"x":' + "9" * 400 + "}",
    '{"a":"' + "y" * 100_000 + '"}',
)  # fmt: skip


def json_file(dice: Dice) -> tuple[str, bytes]:
    """A file of JSON objects."""
    items = tool_document(dice) if dice.random() < 0.5 else _objects(dice)
    texts = [_spelled(item, dice) for item in items]
    if dice.random() < 0.3:
        texts.insert(dice.randrange(len(texts) + 1), dice.choice(_ODD))
    text = dice.choice(_SHAPES)(texts, dice)
    encoding = dice.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1", "utf-32"))
    return dice.choice(("x.json", "x.json", "x.ndjson", "x.jsonl", "x.csv", "../x.json")), text.encode(
        encoding, "replace"
    )


def _objects(dice: Dice) -> list[dict[str, Any]]:
    header, *rows = table(dice)
    return [dict(zip(header, row, strict=False)) for row in rows]


def _spelled(item: dict[str, Any], dice: Dice) -> str:
    """An object as text; sometimes a key twice, keys left out, or cut off."""
    chance = dice.random()
    if chance < 0.03 and item:
        key = dice.choice(list(item))
        return f"{json.dumps(item)[:-1]},{json.dumps(key)}:{json.dumps(hostile_cell(dice))}}}"
    if chance < 0.06:
        return json.dumps({key: value for key, value in item.items() if dice.random() < 0.5})
    if chance < 0.08:
        whole = json.dumps(item)
        return whole[: dice.randrange(len(whole))]
    return json.dumps(item, ensure_ascii=dice.random() < 0.5)


def _lines(texts: list[str], dice: Dice) -> str:
    ends = dice.choice((("\n",), ("\n",), ("\r\n",), ("\n", "\n\n", " \n"), ("",), ("\n,",)))
    return "".join(text + dice.choice(ends) for text in texts)


def _array(texts: list[str], dice: Dice) -> str:
    return (
        "["
        + dice.choice((",", ",\n", " , ")).join(texts)
        + dice.choice(("]", "]", "]", "]\n", "", ",]", "]x", "][1]"))
    )


def _document(texts: list[str], dice: Dice) -> str:
    whole = "[" + ",".join(texts) + "]"
    shell = dice.choice(
        (
            '{"next":null,"results":%s}',
            '{"a":{"b":%s},"c":[1,[2]]}',
            '{"a":%s,"b":%s}',
            '{"a":{"b":{"c":%s}}}',
            "[%s]",
            '{"a":1}\n%s',
        )
    )
    return shell.replace("%s", whole)


def _pretty(texts: list[str], dice: Dice) -> str:
    try:
        return json.dumps([json.loads(text) for text in texts], indent=dice.choice((1, 2)))
    except (ValueError, RecursionError):
        return "\n\n".join(texts)


def _deep(texts: list[str], dice: Dice) -> str:
    depth, inner = dice.choice((50, 900, 100_000)), (texts or ["1"])[0]
    opening, closing = dice.choice((("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")))
    return opening * depth + inner + closing * dice.choice((depth, depth, depth - 1))


def _many_keys(texts: list[str], dice: Dice) -> str:
    keys = dice.choice((300, 5000))
    return "\n".join([json.dumps({f"k{number}": number for number in range(keys)}), *texts])


def _scalar(texts: list[str], dice: Dice) -> str:
    return dice.choice(("", " ", "\ufeff", "[", "{")) + dice.choice(_ODD)


_SHAPES: tuple[Callable[[list[str], Dice], str], ...] = (
    *(_lines,) * 5, *(_array,) * 3, _document, _document, _pretty, _deep, _many_keys, _scalar,
)  # fmt: skip
