"""A long JSON text decoded in turns gives what decoding it at once gives, and refuses what that refuses."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpath.ingest.reading import json_turns
from touchpath.ingest.reading.json_turns import decoded, in_turns, written

AT_ONCE = json.JSONDecoder(parse_int=str, parse_float=str)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
NAMES = st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@settings(max_examples=200)
@given(VALUES, st.sampled_from([None, 0, 2]), st.sampled_from(["", " ", "\n\t"]))
def test_the_same_comes_out(value: Any, indent: int | None, blanks: str) -> None:
    text = blanks + json.dumps(value, indent=indent) + blanks
    assert in_turns(text) == AT_ONCE.decode(text)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[", "[1", "[1,", "[1,]", "[1 2]", "{1: 2}", '{"a"', '{"a":', '{"a" 1}', '{"a": 1,}', '{"a": 1 "b": 2}',
     '{"a": [1}', "[]]", "{} {}", "nonsense", '{"a": [{]}'],
)  # fmt: skip
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        AT_ONCE.decode(text)
    with pytest.raises(json.JSONDecodeError):
        in_turns(text)


def test_only_a_long_text_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(json_turns, "in_turns", lambda text: taken.append(len(text)))
    monkeypatch.setattr(json_turns, "SHORT", 10)
    assert decoded("[1, 2, 3]") == ["1", "2", "3"]
    decoded("[1, 2, 34]")
    assert taken == [10]


def test_members_of_the_lists_in_a_document_are_decoded_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    longest: list[int] = []

    class Watched(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
            value, end = super().raw_decode(s, idx)
            longest.append(end - idx)
            return value, end

    monkeypatch.setattr(json_turns, "_DECODER", Watched())
    document = {"meta": {"page": 1}, "items": [{"id": number, "tags": ["a", "b"]} for number in range(500)]}
    assert in_turns(json.dumps(document)) == document
    assert max(longest) < 60


def test_one_long_line_holds_nobody_up_however_deep_its_length_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    longest: list[int] = []

    class Watched(json.JSONDecoder):
        def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
            value, end = super().raw_decode(s, idx)
            longest.append(end - idx)
            return value, end

    monkeypatch.setattr(json_turns, "_DECODER", Watched())
    document = {"a": {"b": [{"c": {"d": [{"id": number, "tags": ["a", "b"]} for number in range(5_000)]}}]}}
    assert in_turns(json.dumps(document)) == document
    assert max(longest) <= json_turns._AT_ONCE


@settings(max_examples=100)
@given(VALUES)
def test_a_value_is_written_as_at_once(value: Any) -> None:
    for given_value in (value, [value] * 70, {str(number): value for number in range(70)}):
        assert written(given_value) == json.dumps(given_value, ensure_ascii=False)
