"""Importing aliases, and merging ids into humans.

Pairs of ids make a graph; everybody connected is one human. Chains and cycles need no care of their own. The human is
known by the id that is nobody's alias; in a cycle there is none, so any id that others are aliases of will do. Of
several the one named first is taken, by the pairs that are there: so it is the same once an import is undone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from touchpath.engine.base import Writer
from touchpath.ingest.load.loader import TEXT_CELLS, LoadStep, Staging, StoredRows, label, places, show
from touchpath.ingest.mapping import IdentityMapping
from touchpath.ingest.report import ImportFinding
from touchpath.ingest.source import SourceTable

_CROWD = 100


class IdentityLoader:
    """A row says that two ids are one human."""

    def staging(self, table: SourceTable, mapping: IdentityMapping) -> Staging:
        """See Loader."""
        parameters = {
            **places(table, mapping, ("alias", "person")),
            "alias_label": label(mapping.alias),
            "person_label": label(mapping.person),
        }
        return Staging(TEXT_CELLS, (LoadStep("keep/load/stage_identities", parameters),))

    def store(self, writer: Writer, import_id: int, table: SourceTable, mapping: IdentityMapping) -> StoredRows:
        """See Loader."""
        writer.run("keep/load/insert_people")
        writer.run("keep/load/insert_aliases")
        writer.run("keep/load/insert_identities", {"import_id": import_id})
        return StoredRows(0, merge_identities(writer))

    def shown(self, writer: Writer, table: SourceTable, mapping: IdentityMapping, rows: int) -> pd.DataFrame:
        """See Loader."""
        return show(writer, "keep/load/preview_identities", rows)


def merge_identities(writer: Writer) -> tuple[ImportFinding, ...]:
    """Bring every event, answer and person in line with the pairs the workspace holds; what was noticed."""
    pairs = writer.frame("ask/load/identity_pairs")
    merging = canonical_of(pairs["alias"].to_numpy(np.int64), pairs["identity"].to_numpy(np.int64))
    writer.put("merging", merging)
    for statement in (
        "keep/load/set_canonical",
        "keep/load/set_event_people",
        "keep/load/set_response_people",
        "keep/load/refresh_attributes",
        "keep/load/refresh_seen",
    ):
        writer.run(statement)
    sizes = merging.groupby("canonical").size()
    crowds = sizes[sizes > _CROWD]
    if crowds.empty:
        return ()
    sentence = f"{len(crowds):,} people are merged of more than {_CROWD} ids each; an id is perhaps shared by many."
    return (ImportFinding("crowded_identity", sentence, len(crowds)),)


def canonical_of(alias: NDArray[np.int64], identity: NDArray[np.int64]) -> pd.DataFrame:
    """For every key in the pairs, the key of its human: columns person and canonical, one row per key."""
    in_turn = np.stack([alias, identity], axis=1).ravel()
    keys, first_named, places = np.unique(in_turn, return_index=True, return_inverse=True)
    sources, targets = places[::2], places[1::2]
    edges = coo_array((np.ones(len(alias), np.int8), (sources, targets)), shape=(len(keys), len(keys)))
    _, human = connected_components(edges, directed=False)
    is_alias, only_alias = np.zeros(len(keys), bool), np.ones(len(keys), bool)
    is_alias[sources[sources != targets]] = True
    only_alias[targets] = False
    order = np.lexsort((first_named, only_alias, is_alias, human))
    _, first = np.unique(human[order], return_index=True)
    return pd.DataFrame({"person": keys, "canonical": keys[order][first][human]})
