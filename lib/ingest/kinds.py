"""The loader of each kind of table."""

from __future__ import annotations

from lib.ingest.amounts import CostLoader, DailyCountLoader
from lib.ingest.events import EventLoader
from lib.ingest.identities import IdentityLoader
from lib.ingest.loader import Loader
from lib.ingest.mapping import Kind
from lib.ingest.people import PeopleLoader
from lib.ingest.responses import ResponseLoader

LOADERS: dict[Kind, Loader] = {
    "events": EventLoader(),
    "people": PeopleLoader(),
    "identities": IdentityLoader(),
    "responses": ResponseLoader(),
    "costs": CostLoader(),
    "daily_counts": DailyCountLoader(),
}
