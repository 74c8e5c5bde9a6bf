"""The part of a workspace that says what its touchpoints, channels and personas are called and mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from touchpath.analysis.personas import PersonaLabels
from touchpath.journey.personas import Personas
from touchpath.journey.renaming import Named
from touchpath.journey.touchpoints import Traits
from touchpath.workspace.channels import save_channel_rules
from touchpath.workspace.core import WorkspaceCore
from touchpath.workspace.personas import apply_personas
from touchpath.workspace.touchpoints import NamesBefore, save_catalogue, show_as, split, take_back


@dataclass(frozen=True)
class Catalogue:
    """Names are shown, merged and described, rules put in force: every change of them passes here."""

    core: WorkspaceCore

    def save(self, shown: Mapping[str, str], traits: Mapping[str, Traits], kind: Named = "touchpoint") -> NamesBefore:
        """Store new names and confirmed traits, all or none; what to give to `take_back`. See save_catalogue."""
        with self.core.access.act("catalogue", f"{len({*shown, *traits})} names of {kind}s"):
            return save_catalogue(self.core.engine, shown, traits, kind)

    def show_as(self, names: Sequence[str], shown: str, kind: Named = "touchpoint") -> NamesBefore:
        """Show one name (rename) or several (merge) under the name `shown`; what to give to `take_back`."""
        with self.core.access.act("catalogue", f'{kind} "{shown}"'):
            return show_as(self.core.engine, names, shown, kind)

    def split(self, name: str, kind: Named = "touchpoint") -> NamesBefore:
        """Show every name behind `name` as it was uploaded again; what to give to `take_back`."""
        with self.core.access.act("catalogue", f'{kind} "{name}", split'):
            return split(self.core.engine, name, kind)

    def take_back(self, before: NamesBefore) -> None:
        """Undo a rename, merge or split."""
        with self.core.access.act("catalogue", f"names of {before.kind}s, taken back"):
            take_back(self.core.engine, before)

    def save_channel_rules(self, rules: pd.DataFrame) -> None:
        """Put the rules of channels in force. Raises DefinitionError for a rule that cannot be."""
        with self.core.access.act("catalogue", "rules of channels"):
            save_channel_rules(self.core.engine, rules)

    def apply_personas(self, personas: Personas) -> PersonaLabels:
        """Store the rules of personas and give everybody theirs. Raises DefinitionError (see assign)."""
        with self.core.access.act("catalogue", "rules of personas"):
            return apply_personas(self.core.engine, personas)
