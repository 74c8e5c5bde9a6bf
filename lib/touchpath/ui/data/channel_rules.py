"""The table of rules that shows sources and media as channels."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from touchpath.journey.definition import DefinitionError
from touchpath.ui import cached, notices, session
from touchpath.workspace import channels as rules_of

_REFUSED = "_channel_rules_refused"


def rules() -> None:
    """An editor of the rules; saving names the channels already met anew, except those renamed by hand."""
    engine = session.engine()
    with st.expander("Rules for sources and media", icon=":material/rule:"):
        notices.note(
            "Files that name a source and a medium (google / cpc) show the channel of the first rule whose patterns "
            "all fit. Patterns are regular expressions in small letters; an empty one fits everything."
        )
        if refused := st.session_state.pop(_REFUSED, ""):
            notices.warning(refused)
        edited = st.data_editor(
            cached.known(rules_of.channel_rules, engine),
            num_rows="dynamic",
            hide_index=True,
            column_config={
                "source": "Source",
                "medium": "Medium",
                "campaign": "Campaign",
                "channel": st.column_config.TextColumn("Channel", required=True),
            },
            key=f"channel_rules_{engine.version}",
        )
        st.button("Save the rules", key="channel_rules_save", on_click=_save, args=(edited,))


def _save(edited: pd.DataFrame) -> None:
    try:
        session.workspace().catalogue.save_channel_rules(edited)
    except DefinitionError as refusal:
        st.session_state[_REFUSED] = str(refusal)
