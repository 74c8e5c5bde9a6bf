"""What is planted: every number that shapes the simulated company, in one place.

The local clock counts whole seconds from midnight of `FIRST_DAY` in `ZONE`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

COMPANY = "Quillmoor Home (fictional)"
SEED = 2029
ZONE = "Europe/Berlin"
CURRENCY = "EUR"
FIRST_DAY = np.datetime64("2024-12-30", "D")  # a Monday
LAST_DAY = np.datetime64("2025-09-28", "D")  # a Sunday
WEEKS = 39
DAY = 86_400
HORIZON = WEEKS * 7 * DAY  # local seconds after which nothing is recorded

RETURN_TOUCHPOINT = "visit"
RETENTION_DAYS = 30
FUNNEL = ("view_product", "add_to_cart", "start_checkout", "purchase")
FUNNEL_WINDOW_DAYS = 7

WEEKDAY_WEIGHT = np.array([0.90, 0.84, 0.88, 0.94, 1.08, 1.42, 0.94])  # Monday first
HOUR_WEIGHT = np.array([2, 1, 1, 1, 1, 2, 6, 14, 22, 26, 28, 30, 36, 32, 28, 28, 32, 40, 52, 64, 66, 48, 24, 8])


@dataclass(frozen=True)
class Persona:
    """One kind of person; rates are shares 0-1, `weekly_sign_ups` people per week."""

    name: str
    weekly_sign_ups: int
    retention: float
    cart_rate: float
    app_share: float
    club_mail_rate: float
    visits_per_month: float
    mean_lifetime_days: float
    median_basket: float


PERSONAS = (
    Persona("Families", 130, 0.36, 0.55, 0.50, 0.05, 1.3, 70, 62),
    Persona("Young professionals", 120, 0.34, 0.55, 0.60, 0.06, 1.4, 70, 48),
    Persona("Seniors", 90, 0.42, 0.53, 0.20, 0.12, 1.1, 90, 55),
    Persona("Enthusiasts", 70, 0.66, 0.68, 0.45, 0.70, 2.2, 130, 84),
    Persona("Bargain hunters", 70, 0.24, 0.52, 0.45, 0.05, 0.9, 45, 29),
)
FAMILIES, YOUNG, SENIORS, ENTHUSIASTS, BARGAIN = range(5)

# A change with a true effect: Families who sign up from this day on.
TRUE_CHANGE_DAY = np.datetime64("2025-05-19", "D")
TRUE_CHANGE_EFFECT = 0.15
# A change without effect, in a persona whose retention rises all the time.
EMPTY_CHANGE_DAY = np.datetime64("2025-04-07", "D")
YOUNG_RETENTION_END = 0.54  # reached linearly in the last week
# A change of who signs up: more bargain hunters from this day on.
MIX_SHIFT_DAY = np.datetime64("2025-06-30", "D")
MIX_SHIFT_SIGN_UPS = 190

CHECKOUT_RATE = 0.66
PAYMENT_ERROR_RATE = 0.05
PAYMENT_ERROR_RATE_PROBLEM = 0.66  # Families on the app
PAY_RATE = 0.72
PAY_RATE_AFTER_ERROR = 0.10
FAST_PAYMENT_SHARE = 0.40  # the rest decide hours or days later
UNRELATED_AFTER_CHECKOUT = (("delivery_fee_shown", 0.35), ("help_article_view", 0.15))

SUPPORT_RATE = 0.16  # share of orders followed by a support contact
SLOW_MINUTES = 20
SLOW_RETENTION_FACTOR = 0.5  # a slow contact about the first order halves the chance to return
SLOW_LEAVE_RATE = 0.5  # a slow contact about a later order: half of them never come back
EFFORT = (5.8, 3.5)  # mean effort score after a quick and after a slow contact
EFFORT_ANSWERED = (0.5, 0.25)  # share of those asked who answer, likewise
SLOW_RECOMMENDATION_LOSS = 2.5  # points of the 0-10 score lost by whoever waited long

CONSULTATION_RATE = 0.08  # same for everyone
CONSULTATION_EXTRA_PURCHASE = 0.35

AB_TEST = "express_checkout"
AB_ARMS = ("control", "express")
AB_DAYS = (np.datetime64("2025-02-03", "D"), np.datetime64("2025-04-27", "D"))
AB_PAY_LIFT = 0.20
AB_OUTCOME_DAYS = 14
BROKEN_TEST = "search_ranking"
BROKEN_ARMS = ("control", "new_ranking")
BROKEN_DAYS = (np.datetime64("2025-07-07", "D"), np.datetime64("2025-08-17", "D"))
BROKEN_LOSS = 0.50  # share of the app's people in the second arm whose assignment is not logged
PLANNED_SPLIT = (0.5, 0.5)

ANONYMOUS_SHARE = 0.30
REGIONS = ("North", "South", "East", "West")
CATEGORIES = ("kitchen", "living", "garden", "toys", "textiles")
