"""Sending alarms on: each once when it opens, again when it gets worse, and once more when it is over or closed.

What was told of a figure last is kept with it (workspace/alerts.py), so that neither a second import, nor another
page, nor a schedule tells the same again. What could not be sent is tried again the next time.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from touchpath.answers.alerts.digest import Digest, Watched
from touchpath.journey.words import listed
from touchpath.workspace import Workspace
from touchpath.workspace.alerts import TOLD_OVER, AlarmTold, saved_alerts
from touchpath.workspace.webhook import host_of, post

What = Literal["open", "worse", "over", "closed"]
_ONE_AT_A_TIME = threading.Lock()
"""Two pages that are drawn after the same import must not both find that nothing was told yet."""


@dataclass(frozen=True)
class AlarmNews:
    """What is new of a figure's alarm, and what is kept as told of it once it was sent."""

    part: Watched
    what: What
    told: AlarmTold

    def to_plain(self) -> dict[str, Any]:
        """As it may leave the machine."""
        said = self.part.sentence if self.what in ("open", "worse") else f"The alarm of {self.told.first} is over."
        return {"figure": self.part.saved.name, "what": self.what, "said": said}


@dataclass(frozen=True)
class AlarmsSent:
    """What came of sending, in a sentence; `nothing_new`: there was nothing to send, `failed`: it did not arrive."""

    sentence: str
    nothing_new: bool = False
    failed: bool = False


def send_alarms(workspace: Workspace, found: Digest) -> AlarmsSent:
    """Post what is new of the alarms to the address that the owner set, and keep that it was told."""
    address = str(workspace.settings["alarm_webhook"].value)
    if not address:
        return AlarmsSent("Nothing was sent: no address is set on the page Alerts.", nothing_new=True)
    with _ONE_AT_A_TIME:
        kept = {part.name: part for part in saved_alerts(workspace.engine)}
        now = [replace(part, saved=kept[part.saved.name]) for part in found.watched if part.saved.name in kept]
        news = [new for part in now for new in news_of(part)]
        if not news:
            why = "what is open was sent before" if found.open else "no alarm is open"
            return AlarmsSent(f"Nothing was sent: {why}.", nothing_new=True)
        if failure := post(address, _message(found, news)):
            return AlarmsSent(failure, failed=True)
        for new in news:
            workspace.alerts.tell(new.part.saved.name, new.told)
    begun = any(new.what in ("open", "worse") for new in news)
    said = "Open alarms were sent" if begun else "That alarms are over was sent"
    return AlarmsSent(f"{said} to {host_of(address)}.")


def news_of(part: Watched) -> tuple[AlarmNews, ...]:
    """What is new of one figure since it was told of last; the alarm that is over before the one that began."""
    if part.answer is None:
        return ()
    told, current = part.saved.told, part.answer.result.current
    news = []
    if told.first and told.worst != TOLD_OVER:
        gone = current is None or current.first.isoformat() != told.first
        if gone or part.state == "closed":
            news.append(AlarmNews(part, "over" if gone else "closed", AlarmTold(told.first, TOLD_OVER)))
    if current is not None and part.state == "open":
        now = AlarmTold(current.first.isoformat(), f"{current.worst.isoformat()} by {current.by}")
        if now != told:
            known = now.first == told.first and told.worst != TOLD_OVER
            news.append(AlarmNews(part, "worse" if known else "open", now))
    return tuple(news)


def _message(found: Digest, news: Sequence[AlarmNews]) -> dict[str, Any]:
    """How all figures stand, and what is new about them."""
    whole = found.message()
    over = [new.part.saved.name for new in news if new.what in ("over", "closed")]
    text = f"No longer an alarm: {listed(over)}. {whole['text']}" if over else whole["text"]
    return {**whole, "text": text, "news": [new.to_plain() for new in news]}
