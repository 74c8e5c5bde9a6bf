"""Open alarms go to the address that was set, to no other, and what cannot be sent is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.answers.alert_company import DAYS, company, usual
from tests.workspace.hook_server import Hook, hook_server
from touchpath.command import main
from touchpath.journey.alerts import Alert
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.webhook import TRIES, host_of, post, require_address


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hook_server() as told:
        yield told


def test_what_is_posted_arrives_whole_with_its_path(hook: Hook) -> None:
    assert post(f"{hook.address}/alerts?key=1", {"text": "Ümläut"}) == ""
    assert (hook.paths, hook.bodies) == (["/alerts?key=1"], [{"text": "Ümläut"}])


@pytest.mark.parametrize(
    ("answers", "tried", "arrived"), [([500, 500, 200], 3, True), ([500, 500, 500, 200], 3, False)]
)
def test_it_is_tried_three_times(hook: Hook, answers: list[int], tried: int, arrived: bool) -> None:
    pauses: list[float] = []
    hook.answers = answers
    said = post(hook.address, {}, pauses.append)
    assert len(hook.bodies) == tried
    assert pauses == [1.0, 2.0]
    assert (said == "") == arrived
    if not arrived:
        assert said == f"The alerts could not be sent to 127.0.0.1, in {TRIES} tries: it answered 500."


def test_no_redirect_is_followed(hook: Hook) -> None:
    hook.answers = [302]
    assert "it answered 302" in post(hook.address, {}, lambda _: None)
    assert "/elsewhere" not in hook.paths


def test_nobody_there_is_a_sentence() -> None:
    assert "could not be sent to 127.0.0.1" in post("http://127.0.0.1:9", {}, lambda _: None)


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.example.com/a",
        "ftp://x.example",
        "https://",
        "https://me:secret@x.example",
        "https://x y.example",
        "https://x.example/\n",
        "https://x.example:99999999",
        "hooks.example.com",
        "https://" + "x" * 2_000,
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(DefinitionError):
        require_address(address)


@pytest.mark.parametrize(
    "address", ["", "https://hooks.example.com/a?b=c", "http://localhost:8000", "http://127.0.0.1"]
)
def test_what_is_one_is_taken(address: str) -> None:
    require_address(address)


def test_only_the_host_is_named() -> None:
    assert host_of("https://hooks.example.com/secret") == "hooks.example.com"
    assert host_of("") == ""


def test_the_command_sends_only_when_asked_an_address_is_set_and_an_alarm_is_open(
    hook: Hook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with company(tmp_path, lambda day, place: (True, 0.05) if day >= DAYS - 2 else usual(day, place)) as workspace:
        workspace.alerts.watch("People", Alert("people"))
    file = str(tmp_path / "workspace.duckdb")
    assert main(["alerts", file, "--send"]) == 0
    assert "no address is set" in capsys.readouterr().err
    with Workspace.open(file) as workspace:
        workspace.settings.save(alarm_webhook=f"{hook.address}/alerts", small_cell=10)
    assert main(["alerts", file, "--send"]) == 0
    assert "no alarm is open" in capsys.readouterr().err
    with Workspace.open(file) as workspace:
        workspace.alerts.watch("Conversion rate", Alert("conversion"))
    assert main(["alerts", file]) == 1
    assert hook.bodies == []
    assert main(["alerts", file, "--send"]) == 1
    assert "Open alarms were sent to 127.0.0.1." in capsys.readouterr().err
    (body,) = hook.bodies
    assert (body["open"], body["figures"][0]["state"]) == (1, "open")
    assert body["text"].startswith("1 of 2 watched figures left what is usual. Conversion rate left its band")
    assert "its value is hidden" in body["text"], "3 people bought: fewer than the 10 that may be shown"
    assert set(body) == {"text", "open", "figures", "changes", "news"}
    assert set(body["figures"][0]) == {"figure", "state", "said", "since", "until"}
    assert body["news"] == [{"figure": "Conversion rate", "what": "open", "said": body["figures"][0]["said"]}]
    assert main(["alerts", file, "--send"]) == 1
    assert "Nothing was sent: what is open was sent before." in capsys.readouterr().err
    assert len(hook.bodies) == 1


def test_a_workspace_keeps_no_address_that_is_none(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "w.duckdb") as workspace:
        assert workspace.settings["alarm_webhook"].value == ""
        with pytest.raises(DefinitionError, match="encrypted"):
            workspace.settings.save(alarm_webhook="http://hooks.example.com")
