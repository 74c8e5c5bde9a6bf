"""Cases, tickets, deals, subscriptions: histories of a thing that someone works on."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ingest.corpus.case import Case, case, log, made, moment, written

STEPS = ("opened", "assigned", "solved", "closed")


def cases() -> Iterator[Case]:
    """The histories."""
    yield from _logs()
    yield from _dated()


def _logs() -> Iterator[Case]:
    rows = made(
        48, lambda n: (f"TKT {1000 + n // 4}", STEPS[n % 4], f"agent {n % 3}", moment(n), f"CUS-{n // 4 % 5}")
    )
    text = written("Ticket,Action,Agent,Timestamp,Customer", rows)
    right = {"kinds": ("events",), "people": {12, 5}, "events": 48, "what": dict.fromkeys(STEPS, 12)}
    yield case("tickets_log.csv", text, ask="person", **right)
    rows = made(48, lambda n: (f"{n // 4}", STEPS[n % 4], f"R{n % 3}", moment(n), moment(n + 1), 10 + n % 5))
    text = written("Case ID,Activity,Resource,Start Timestamp,Complete Timestamp,Costs", rows)
    yield case("process_costs.csv", text, ask="occurred_at", **log(rows, 0, 1))
    rows = made(
        48,
        lambda n: (
            f"p{n // 4}",
            ("ER Registration", "Triage", "Lab", "Release")[n % 4],
            f"{'ABC'[n % 3]}",
            moment(n),
            40 + n // 4,
        ),
    )
    text = written("case:concept:name,concept:name,org:group,time:timestamp,Age", rows)
    yield case("hospital.csv", text, **log(rows, 0, 1))
    rows = made(48, lambda n: (moment(n), f"inc{n // 4}", STEPS[n % 4], f"group {n % 3}"))
    text = written("sys_updated_at,number,incident_state,assignment_group", rows)
    yield case("incidents.csv", text, ask="person touchpoint", **log(rows, 1, 2))
    rows = made(
        40,
        lambda n: (
            f"ID{n:04}",
            f"Agent {n % 4}",
            f"{moment(n):%Y-%m-%d}",
            f"{moment(n):%H:%M:%S}",
            ("billing", "delivery")[n % 2],
            "Y",
            3 + n % 3,
        ),
    )
    text = written("Call Id,Agent,Date,Time,Topic,Answered,Satisfaction rating", rows)
    yield case("calls.csv", text, ask="person kind")
    rows = made(40, lambda n: (n // 5, f"C-{n // 5 % 4}", ("call", "mail", "visit")[n % 3], moment(n), f"rep{n % 2}"))
    text = written("opportunity_id,contact_id,activity_type,activity_date,owner", rows)
    yield case("crm_activity.csv", text, ask="person", **log(rows, 1, 2))
    rows = made(
        36, lambda n: (f"006{n // 3:06}", ("Prospecting", "Proposal", "Closed Won")[n % 3], moment(n), 1000.0 + n)
    )
    text = written("OpportunityId,StageName,CreatedDate,Amount", rows)
    yield case("stage_history.csv", text, ask="person value", **log(rows, 0, 1))


def _dated() -> Iterator[Case]:
    rows = made(30, lambda n: (f"D{n}", f"acc{n % 11}", f"{moment(n):%Y-%m-%d}", ("won", "lost", "open")[n % 3],
                               f"{moment(n + 50):%Y-%m-%d}" if n % 3 == 0 else None,
                               f"{moment(n + 60):%Y-%m-%d}" if n % 3 == 1 else None, 500 + n))  # fmt: skip
    text = written("deal_id,account_id,created_on,status,won_on,lost_on,amount", rows)
    yield case("deals.csv", text, ask="occurred_at touchpoint moments", kinds=("events",), people=11, events=50)
    rows = made(30, lambda n: (f"S{n}", f"m{n}", f"{moment(n):%Y-%m-%d}", f"{moment(n + 30):%Y-%m-%d}",
                               f"{moment(n + 90):%Y-%m-%d}" if n % 4 == 0 else None, "basic", 9.99))  # fmt: skip
    text = written("subscription_id,customer_id,started_at,renewed_at,cancelled_at,plan,monthly_price", rows)
    yield case(
        "subscriptions.csv", text, ask="occurred_at touchpoint moments", kinds=("events",), people=30, events=68
    )
    rows = made(30, lambda n: (f"r{n % 10}@example.com", f"mail {n // 10}", moment(n),
                               moment(n + 1) if n % 2 else None, moment(n + 2) if n % 4 == 1 else None))  # fmt: skip
    text = written("recipient,email_name,sent_at,opened_at,clicked_at", rows)
    yield case("mailing_history.csv", text, ask="occurred_at touchpoint moments", kinds=("events",), people=10)
    rows = made(24, lambda n: (900 + n, f"u{n % 9}", moment(n), moment(n + 3), "solved", "email", 4 + n % 2))
    text = written("ticket_id,requester_id,created_at,solved_at,status,channel,satisfaction_score", rows)
    yield case("tickets.csv", text, ask="occurred_at touchpoint moments kind", kinds=("events",), people=9, events=48)
    rows = made(
        24, lambda n: (f"lead{n}", f"{moment(n):%Y-%m-%d}", f"{moment(n + 5):%Y-%m-%d}", "web", ("yes", "no")[n % 2])
    )
    text = written("lead_id,first_contact_date,signed_date,source,customer", rows)
    yield case("leads.csv", text, ask="occurred_at touchpoint moments kind", kinds=("events",), people=24, events=48)
