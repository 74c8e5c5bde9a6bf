"""Files on their way in, uploaded or from the inbox: spooled, looked at once, kept until removed or imported."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from touchpath.ingest.guess import Guess, guess
from touchpath.ingest.refusal import ImportRefused
from touchpath.ingest.report import ImportReport
from touchpath.ingest.sniff import sniff
from touchpath.ingest.source import ReadingOptions, SourceTable, SpooledFile
from touchpath.ingest.spool import Spool
from touchpath.ingest.wishes import NO_WISHES, Wishes
from touchpath.ui import session
from touchpath.ui.explain import plain
from touchpath.workspace.inbox import Inbox, InboxFile

_KEY, _SEEN, _LOOKED_AT, _ROUND = "_added_pieces", "_added_uploads", "_piece_looked_at", "_add_round"


@dataclass(frozen=True)
class Piece:
    """One table of a file on its way into the workspace; `refusal` where it cannot be read.

    `inbox` is the name of the file in the inbox, where it came from there; `wishes` what was said about it, with the
    answers to questions; `by_hand`: the reader chooses the columns alone; `turn` grows when the choices start anew.
    """

    upload: str
    place: int
    file: SpooledFile
    table: SourceTable | None = None
    guessed: Guess | None = None
    refusal: str = ""
    report: ImportReport | None = None
    inbox: str = ""
    wishes: Wishes = NO_WISHES
    by_hand: bool = False
    turn: int = 0

    @property
    def key(self) -> str:
        """Tells this table from the others, in widget keys."""
        return f"{self.upload}_{self.place}"

    @property
    def name(self) -> str:
        """What people call it: the file, and the table in it where there are several."""
        name = self.table.name if self.table else self.file.name
        return name if name.startswith(self.file.name) else f"{self.file.name}, {name}"


def pieces() -> dict[str, Piece]:
    """What was uploaded into the open workspace in this session, by key, in the order it came."""
    token, kept = st.session_state.get(_KEY, ("", {}))
    if token != session.token():
        kept = {}
        st.session_state[_KEY] = (session.token(), kept)
    found: dict[str, Piece] = kept
    return found


def keep(piece: Piece) -> None:
    """Store a changed piece."""
    pieces()[piece.key] = piece


def uploader(label: str, *, busy: bool) -> None:
    """The widget; new files are spooled and looked at, files taken out of it are forgotten (not while `busy`)."""
    files = st.file_uploader(
        label,
        accept_multiple_files=True,
        key=_widget(),
        on_change=_forget_removed,
        disabled=busy,
        help="Text with any delimiter, JSON, Parquet or Excel; plain, .gz, .zip or .tar. Files stay on this machine.",
    )
    seen = _seen()
    for file in files:
        if file.file_id not in seen:
            seen.add(file.file_id)
            with st.spinner(f"Looking at {plain(file.name)}"):
                _look(file.file_id, _spool().save(file.name, file))


def take_waiting(inbox: Inbox, file: InboxFile) -> None:
    """Look at a file of the inbox, as at an upload. Raises ImportRefused when it is gone or still being written."""
    taken = inbox.take(file.name, _spool())
    _look(f"inbox_{taken.path.parent.name}", taken, file)


def read_again(piece: Piece, options: ReadingOptions) -> None:
    """Look at the table once more with other reading options."""
    try:
        view = piece.table.view if piece.table else 0
        tables = sniff(piece.table.file if piece.table else piece.file, options)
        table = next((table for table in tables if table.view == view), tables[0])
        guessed = guess(table, session.engine())
        keep(replace(piece, table=table, guessed=guessed, refusal="", wishes=NO_WISHES, turn=piece.turn + 1))
    except ImportRefused as refusal:
        keep(replace(piece, refusal=str(refusal)))


def finish(piece: Piece, report: ImportReport) -> None:
    """Keep the outcome; a file is let go of once all its tables are in."""
    keep(replace(piece, report=report))
    _let_go(piece)


def remove(key: str) -> None:
    """Forget one table; its file goes with the last one."""
    if piece := pieces().pop(key, None):
        _let_go(piece)
    if not pieces():
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _let_go(piece: Piece) -> None:
    """Once no table of a file waits, it leaves the spool; if some are in, it leaves the place it waited as well."""
    left = [other for other in pieces().values() if other.upload == piece.upload]
    if all(other.report for other in left):
        _spool().discard(piece.file)
        inbox = session.workspace().inbox
        if left and piece.inbox and inbox:
            inbox.set_aside(piece.inbox)


def _look(upload: str, file: SpooledFile, waiting: InboxFile | None = None) -> None:
    """Which tables the file holds, and what they seem to mean."""
    wishes, inbox = (waiting.wishes, waiting.name) if waiting else (NO_WISHES, "")
    try:
        tables = sniff(file)
    except ImportRefused as refusal:
        keep(Piece(upload, 0, file, refusal=str(refusal), inbox=inbox))
        return
    for place, table in enumerate(tables):
        guessed = wishes.guess_where_they_fit(table, session.engine())
        keep(Piece(upload, place, file, table, guessed, inbox=inbox, wishes=wishes))


def look_at(key: str | None) -> None:
    """Remember which table is looked at; None: whichever waits."""
    st.session_state[_LOOKED_AT] = key


def looked_at() -> str | None:
    """The table that was chosen, or imported last."""
    key: str | None = st.session_state.get(_LOOKED_AT)
    return key


def _seen() -> set[str]:
    """The uploads the open workspace has looked at already; another workspace looks at them again."""
    token, uploads = st.session_state.get(_SEEN, ("", set()))
    if token != session.token():
        uploads = set()
        st.session_state[_SEEN] = (session.token(), uploads)
    found: set[str] = uploads
    return found


def _widget() -> str:
    """The key of the uploader: a fresh one, and so an empty widget, once everything is done."""
    return f"add_files_{st.session_state.get(_ROUND, 0)}"


def _forget_removed() -> None:
    look_at(None)
    present = {file.file_id for file in st.session_state.get(_widget()) or ()}
    for key, piece in list(pieces().items()):
        if piece.upload not in present and piece.report is None and not piece.inbox:
            remove(key)


def _spool() -> Spool:
    return Spool(session.workspace().spool)
