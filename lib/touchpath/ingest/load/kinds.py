"""The loader of each kind of table."""

from __future__ import annotations

from touchpath.ingest.load.amounts import CostLoader, DailyCountLoader
from touchpath.ingest.load.events import EventLoader
from touchpath.ingest.load.identities import IdentityLoader
from touchpath.ingest.load.loader import Loader
from touchpath.ingest.load.people import PeopleLoader
from touchpath.ingest.load.responses import ResponseLoader
from touchpath.ingest.mapping import TableKind

LOADERS: dict[TableKind, Loader] = {
    "events": EventLoader(),
    "people": PeopleLoader(),
    "identities": IdentityLoader(),
    "responses": ResponseLoader(),
    "costs": CostLoader(),
    "daily_counts": DailyCountLoader(),
}
