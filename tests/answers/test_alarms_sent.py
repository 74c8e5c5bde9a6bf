"""An alarm is sent once, again when it gets worse, once more when it is over; what failed is sent the next time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.answers.alert_company import DAYS, company, usual
from tests.workspace.hook_server import Hook, hook_server
from touchpath.answers import ask
from touchpath.answers.alerts import sending
from touchpath.answers.alerts.digest import Digest, digest
from touchpath.answers.alerts.sending import AlarmsSent, news_of, send_alarms
from touchpath.journey.alerts import Alert
from touchpath.workspace import Workspace
from touchpath.workspace.alerts import TOLD_OVER, saved_alerts

NAME = "Conversion rate"


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hook_server() as told:
        yield told


@pytest.fixture
def shop(tmp_path: Path, hook: Hook) -> Iterator[Workspace]:
    """A company with an open alarm, and an address."""
    with company(tmp_path, lambda day, place: (True, 0.1) if day >= DAYS - 3 else usual(day, place)) as workspace:
        workspace.alerts.watch(NAME, Alert("conversion"))
        workspace.settings.save(alarm_webhook=hook.address)
        yield workspace


def stand(shop: Workspace) -> Digest:
    return digest(saved_alerts(shop.engine), partial(ask, shop))


def send(shop: Workspace) -> AlarmsSent:
    return send_alarms(shop, stand(shop))


def test_each_alarm_is_sent_once_until_it_is_closed(shop: Workspace, hook: Hook) -> None:
    assert send(shop).sentence == "Open alarms were sent to 127.0.0.1."
    assert send(shop) == AlarmsSent("Nothing was sent: what is open was sent before.", nothing_new=True)
    (part,) = stand(shop).watched
    assert part.began is not None
    shop.alerts.handle(NAME, part.began, "seen")
    assert send(shop).nothing_new, "somebody has seen it: nothing to tell"
    shop.alerts.handle(NAME, part.began, "closed")
    assert send(shop).sentence == "That alarms are over was sent to 127.0.0.1."
    assert send(shop).nothing_new
    assert hook.bodies[1]["text"].startswith(f"No longer an alarm: {NAME}. No alarm is open")
    shop.alerts.handle(NAME, part.began, "open")
    assert not send(shop).nothing_new, "opened again by hand: that is news"
    assert [[new["what"] for new in body["news"]] for body in hook.bodies] == [["open"], ["closed"], ["open"]]


def test_what_could_not_be_sent_is_sent_the_next_time(
    shop: Workspace, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "post", lambda address, body: "The alerts could not be sent.")
    assert send(shop).failed
    monkeypatch.undo()
    assert not send(shop).failed
    assert len(hook.bodies) == 1


def test_an_alarm_that_nobody_was_told_of_is_not_said_to_be_over(shop: Workspace, hook: Hook) -> None:
    (part,) = stand(shop).watched
    assert part.began is not None
    shop.alerts.handle(NAME, part.began, "closed")
    assert send(shop).nothing_new
    assert hook.bodies == []


def test_a_worse_day_is_news_and_a_new_alarm_ends_the_one_before(shop: Workspace) -> None:
    send(shop)
    (part,) = stand(shop).watched
    assert part.answer is not None
    found, current = part.answer.result, part.answer.result.current
    assert found.current is not None

    def now(**changed: object) -> list[str]:
        alarms = (*found.alarms[:-1], replace(current, **changed))
        answer = replace(part.answer, result=replace(found, alarms=alarms))
        return [new.what for new in news_of(replace(part, answer=answer))]

    assert now() == []
    assert now(worst=current.worst - timedelta(days=1)) == ["worse"]
    assert now(by="7 days" if current.by == "day" else "day") == ["worse"]
    assert now(first=current.first + timedelta(days=1)) == ["over", "open"]
    quiet = replace(part, answer=replace(part.answer, result=replace(found, alarms=())), state="quiet")
    assert [(new.what, new.told.worst) for new in news_of(quiet)] == [("over", TOLD_OVER)]
    assert news_of(replace(part, answer=None, state="refused")) == ()
