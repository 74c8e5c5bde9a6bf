"""What a touchpoint's name says about it."""

import pytest

from touchpath.journey.definition import DefinitionError
from touchpath.journey.touchpoint_words import STAGE_WORDS
from touchpath.journey.touchpoints import PHASES, STAGES, UNKNOWN, Traits, guess_traits, words_of

CASES = [
    ("catalog", "consideration", "before", "direct", "online"),
    ("Order Completed", "purchase", "during", "direct", "online"),
    ("OrderCompleted", "purchase", "during", "direct", "online"),
    ("ORDER-COMPLETED", "purchase", "during", "direct", "online"),
    ("addToCart", "purchase", "during", "direct", "online"),
    ("addtocart", "purchase", "during", "direct", "online"),
    ("payment_done", "purchase", "during", "direct", "online"),
    ("delivery_choice", "purchase", "during", "direct", "online"),
    ("order_delivered", "onboarding", "after", "direct", "offline"),
    ("lead", "consideration", "before", "direct", "online"),
    ("deal", "purchase", "during", "direct", "online"),
    ("search", "consideration", "before", "direct", "online"),
    ("search_ad_click", "awareness", "before", "direct", "online"),
    ("tv_ad", "awareness", "before", "direct", "offline"),
    ("social_ad_click", "awareness", "before", "direct", "online"),
    ("social_post_view", "awareness", "before", "indirect", "online"),
    ("delivery_fee_shown", "purchase", "during", "direct", "online"),
    ("delivery_received", "onboarding", "after", "direct", "offline"),
    ("support_call", "retention", "after", "direct", "offline"),
    ("refund_requested", "retention", "after", "direct", "online"),
    ("order_cancelled", "retention", "after", "direct", "online"),
    ("nps_survey", "advocacy", "after", "direct", "online"),
    ("product_review", "advocacy", "after", "indirect", "online"),
    ("read_reviews", "consideration", "before", "indirect", "online"),
    ("word_of_mouth", "advocacy", "after", "indirect", "offline"),
    ("newsletter_signup", "consideration", "before", "direct", "online"),
    ("Signed Up", "onboarding", "after", "direct", "online"),
    ("store_visit", "consideration", "before", "direct", "offline"),
    ("in_store_purchase", "purchase", "during", "direct", "offline"),
    ("welcome_email", "onboarding", "after", "direct", "online"),
    ("conversation", None, None, None, None),
    ("xyzzy", None, None, None, None),
    ("event 17", None, None, None, None),
    ("", None, None, None, None),
]


@pytest.mark.parametrize("name, stage, phase, directness, setting", CASES)
def test_guess_from_name(name, stage, phase, directness, setting):
    assert guess_traits(name) == Traits(stage, phase, directness, setting)


def test_channel_tells_what_the_name_does_not():
    assert guess_traits("purchase", "Store").setting == "offline"
    assert guess_traits("comment", "social").directness == "indirect"
    assert guess_traits("in_store_purchase", "web").setting == "offline"


@pytest.mark.parametrize("source", ["organic", "Organic search", "referral", "affiliates"])
def test_a_source_of_visits_is_not_where_they_are(source):
    assert guess_traits("add_to_cart", source).directness == "direct"
    assert guess_traits("something", source).directness is None


def test_words_of_any_writing():
    assert words_of("addToCart2") == words_of("add_to-cart") == words_of("ADD to.cart") == ("add", "to", "cart")
    assert words_of("HTTPRequest") == ("http", "request")
    assert words_of("E-Mail opened") == ("email", "opened")


def test_table_holds_only_the_vocabulary():
    assert {stage for stage, _, _ in STAGE_WORDS} == set(STAGES)
    assert {phase for _, phase, _ in STAGE_WORDS} == set(PHASES)


def test_traits_refuse_other_words():
    with pytest.raises(DefinitionError, match="stage is one of awareness"):
        Traits(stage="checkout")


def test_unknown_traits_know_nothing():
    assert not UNKNOWN.known
    assert Traits(setting="online").known
