"""The loader of each kind of table."""

from __future__ import annotations

from lib.ingest.load.amounts import CostLoader, DailyCountLoader
from lib.ingest.load.events import EventLoader
from lib.ingest.load.identities import IdentityLoader
from lib.ingest.load.loader import Loader
from lib.ingest.load.people import PeopleLoader
from lib.ingest.load.responses import ResponseLoader
from lib.ingest.mapping import Kind

LOADERS: dict[Kind, Loader] = {
    "events": EventLoader(),
    "people": PeopleLoader(),
    "identities": IdentityLoader(),
    "responses": ResponseLoader(),
    "costs": CostLoader(),
    "daily_counts": DailyCountLoader(),
}
