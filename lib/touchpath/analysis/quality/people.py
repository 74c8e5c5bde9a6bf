"""People who are none: robots, ids that stand for many, people nobody put into a persona."""

from __future__ import annotations

from touchpath.analysis.quality.effect import WhatIf
from touchpath.analysis.quality.look import CheckOutcome, Draft, Look, examples_of
from touchpath.journey.quality import Finding, SetAside, Sound
from touchpath.journey.words import count, listed, plural, rate

_MANY_IDS = 20


def robots(look: Look) -> CheckOutcome:
    """People with more events on one day than a human makes."""
    found = look.robots
    if found.empty:
        return Sound("robots", "people with as many events as a robot")
    rows = look.robot_rows
    events, _ = look.tally(rows)
    busiest, usual = int(found["events"].max()), int(found["usual"].iloc[0])
    names = listed([str(name) for name in found["person_id"]], 3)
    finding = Finding(
        code="robots",
        title="People with as many events as a robot",
        sentence=f"{names} {'has' if len(found) == 1 else 'have'} up to {count(busiest)} events on one day; "
        f"99 of 100 people have {count(usual)} or fewer on any day. {count(events)} events come from "
        f"{'this id' if len(found) == 1 else 'these ids'}.",
        rows=events,
        examples=look.examples(rows),
        remedies=(SetAside(f"Set the events of {names} aside", rows),),
    )
    return Draft(finding, WhatIf(leave_out=rows))


def many_ids(look: Look) -> CheckOutcome:
    """A person made of so many ids that one of them probably stands for many people."""
    found = look.reader.frame("ask/quality/many_ids", {"fewest": _MANY_IDS})
    if found.empty:
        return Sound("many_ids", f"people made of {_MANY_IDS} ids or more")
    finding = Finding(
        code="many_ids",
        about=(len(found),),
        title="People made of very many ids",
        sentence=f"{plural(len(found), 'person is', 'people are')} made of {_MANY_IDS} ids or more, "
        f"up to {count(int(found['ids'].max()))}: one id may stand for many people, such as a shared device.",
        rows=int(found["ids"].sum()),
        unit="ids",
        examples=examples_of(found.drop(columns="person")),
    )
    return Draft(finding)


def without_persona(look: Look) -> CheckOutcome:
    """People without persona, where others have one."""
    known = look.ask("ask/quality/persona_coverage").iloc[0]
    people, missing = int(known["people"]), int(known["without_persona"])
    sound = Sound("without_persona", "people without a persona")
    if missing == people:
        return Sound("without_persona", "people without a persona", "Nobody has a persona yet.")
    if not missing:
        return sound
    return Draft(
        Finding(
            code="without_persona",
            about=(missing, people - missing),
            title="People without a persona",
            sentence=f"{count(missing)} of {count(people)} people ({rate(missing / people)}) have no persona. "
            "They count in totals and appear as missing where personas are compared.",
            rows=missing,
            unit="people",
            note_only=True,
        )
    )
