"""Conditions as one line of text: what is written is read back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpath.journey.condition_text import from_text, to_text
from touchpath.journey.conditions import BARE_OPS, NUMERIC_OPS, OPS, AnyOf, Condition
from touchpath.journey.definition import DefinitionError
from touchpath.journey.written import readable_pattern


@pytest.mark.parametrize(
    "line, condition",
    [
        ("amount > 10", Condition("amount", ">", "10")),
        ("amount>=10", Condition("amount", ">=", "10")),
        ("product = shoes or boots", Condition("product", "=", ("shoes", "boots"))),
        ("person.age < 30", Condition("age", "<", "30", "person")),
        ("plan is not set", Condition("plan", "is not set")),
        ("utm source contains news", Condition("utm source", "contains", "news")),
        ('name = "this or that"', Condition("name", "=", "this or that")),
        ("channel != missing", Condition("channel", "!=", None)),
        ('channel = "missing"', Condition("channel", "=", "missing")),
        ("name regex ^a.*b or c", Condition("name", "regex", "^a.*b or c")),
    ],
)
def test_lines_people_type(line, condition):
    assert from_text(line) == condition


@pytest.mark.parametrize("line", ["gibberish", "", "= 3", "amount >", "amount > ten"])
def test_what_says_nothing_is_refused(line):
    with pytest.raises(DefinitionError):
        from_text(line)


TEXTS = st.text(min_size=1, max_size=12)


def _is_pattern(text):
    try:
        readable_pattern(text)
    except DefinitionError:
        return False
    return True


@st.composite
def conditions(draw):
    op = draw(st.sampled_from(OPS))
    if op in BARE_OPS:
        value = None
    elif op in NUMERIC_OPS:
        value = str(draw(st.integers(-1000, 1000)))
    elif op == "regex":
        value = draw(TEXTS.filter(_is_pattern))
    else:
        values = draw(st.lists(TEXTS | st.none(), min_size=1, max_size=3))
        value = values[0] if len(values) == 1 else tuple(values)
    return Condition(draw(TEXTS), op, value, draw(st.sampled_from(["event", "person"])))


@given(conditions())
def test_written_and_read_back(condition):
    assert from_text(to_text(condition)) == condition


@given(st.lists(st.lists(conditions(), min_size=1, max_size=3), min_size=2, max_size=3))
def test_alternatives_are_written_and_read_back(alternatives):
    either = AnyOf(tuple(tuple(part) for part in alternatives))
    assert from_text(to_text(either)) == either


def test_alternatives_as_people_type_them():
    read = from_text("(amount > 10 and plan = gold) or ( channel = store or web )")
    dear, gold = Condition("amount", ">", "10"), Condition("plan", "=", "gold")
    assert read == AnyOf(((dear, gold), (Condition("channel", "=", ("store", "web")),)))
    assert read.sentence() == "either amount is over 10 and plan is gold, or channel is store or web"
    assert from_text('name = "salt and pepper"') == Condition("name", "=", "salt and pepper")
    assert from_text("name = salt and pepper") == Condition("name", "=", "salt and pepper"), "outside of alternatives"
    with pytest.raises(DefinitionError):
        from_text("(amount > 10) or ()")


@pytest.mark.parametrize("value", ["0\n", "\n", "a\n\nb\n", "0 "])
def test_the_end_of_a_line_is_part_of_a_value(value):
    """In a pattern `$` also stands before a last line end: "0" and that would be written as "0"."""
    condition = Condition("plan", "=", value)
    assert from_text(to_text(condition)) == condition
