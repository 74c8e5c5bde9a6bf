"""Patterns are read as they are written, and refused in a sentence."""

import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.journey.path_patterns import Pattern, PatternStep, parsed


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("a", [PatternStep(("a",))]),
        ("a -> b", [PatternStep(("a",)), PatternStep(("b",))]),
        ("a => b", [PatternStep(("a",)), PatternStep(("b",), True)]),
        ("a→b ⇒ c", [PatternStep(("a",)), PatternStep(("b",)), PatternStep(("c",), True)]),
        ("a -> [not x] -> b", [PatternStep(("a",)), PatternStep(("b",), False, ("x",))]),
        ("a or b -> [NOT x or y] -> c", [PatternStep(("a", "b")), PatternStep(("c",), False, ("x", "y"))]),
        ('"a -> b" -> "[not c]"', [PatternStep(("a -> b",)), PatternStep(("[not c]",))]),
        ("order placed -> do or die", [PatternStep(("order placed",)), PatternStep(("do", "die"))]),
    ],
)
def test_a_pattern_is_read_as_it_is_written(text: str, steps: list[PatternStep]) -> None:
    assert list(parsed(text)) == steps


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is written as"),
        ("a ->", "is written as"),
        ("-> a", "is written as"),
        ("a -> [not x]", "ends with a touchpoint"),
        ("[not x] -> a", "begins with a touchpoint"),
        ("a => [not x] => b", "nothing can lie"),
        ("a -> [x] -> b", "is written as"),
    ],
)
def test_what_is_no_pattern_is_refused(text: str, said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        Pattern(text=text)


def test_a_pattern_in_words() -> None:
    asked = Pattern(text="visit -> [not call] -> buy => thank you", within_seconds=3600)
    assert asked.words == "did visit, later buy without call in between, at once thank you, within 1 hour"
