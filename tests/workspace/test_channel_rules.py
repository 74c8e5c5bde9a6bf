"""Sources and media are shown as the channel a rule names; the rules can be changed, renamed channels stay."""

from __future__ import annotations

import pytest

from tests.ingest.written import table_of
from touchpath.ingest.mapping import EventMapping
from touchpath.journey.definition import DefinitionError
from touchpath.workspace import Workspace
from touchpath.workspace.channels import channel_rules, save_channel_rules

SHOWN = {
    "google / cpc": "Paid Search",
    "google / organic": "Organic Search",
    "(direct) / (none)": "Direct",
    "facebook / paid_social": "Paid Social",
    "newsletter / email / spring": "Email",
    "partner.example / referral": "Referral",
    "oddity / oddity": "oddity / oddity",
    "google": "google",
}


def shown(workspace: Workspace) -> dict[str, str]:
    frame = workspace.engine.frame("ask/touchpoints/channel_names")
    return dict(zip(frame["raw_name"], frame["shown"], strict=True))


def with_channels(workspace: Workspace) -> None:
    rows = "".join(f"p,2024-01-01 10:00:00,x,{channel}\n" for channel in SHOWN)
    table = table_of(workspace.spool, "events.csv", "who,when,what,where\n" + rows)
    workspace.import_table(table, EventMapping("who", "when", "what", channel="where"))


def test_the_usual_rules_name_channels() -> None:
    with Workspace.in_memory() as workspace:
        with_channels(workspace)
        assert shown(workspace) == SHOWN


def test_changed_rules_rename_channels_already_met() -> None:
    with Workspace.in_memory() as workspace:
        with_channels(workspace)
        rules = channel_rules(workspace.engine)
        rules.loc[len(rules)] = {"source": "^oddity$", "medium": "", "campaign": "", "channel": "Odd"}
        rules.loc[rules["channel"] == "Paid Search", "channel"] = "Search ads"
        save_channel_rules(workspace.engine, rules)
        now = shown(workspace)
        assert (now["oddity / oddity"], now["google / cpc"]) == ("Odd", "Search ads")
        assert now["facebook / paid_social"] == "Paid Social"
        assert channel_rules(workspace.engine).iloc[-1]["channel"] == "Odd"


@pytest.mark.parametrize("rule, said", [({"source": "("}, "is no pattern"), ({"channel": ""}, "needs a channel")])
def test_rules_that_mean_nothing_are_refused(rule: dict[str, str], said: str) -> None:
    with Workspace.in_memory() as workspace:
        rules = channel_rules(workspace.engine)
        rules.loc[0, list(rule)] = list(rule.values())
        with pytest.raises(DefinitionError, match=said):
            save_channel_rules(workspace.engine, rules)
