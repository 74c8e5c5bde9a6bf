"""The uploader: files go straight to the spool, are looked at once, and stay until they are removed or imported."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lib.ingest.guess import Guess, guess
from lib.ingest.refusal import ImportRefused
from lib.ingest.report import ImportReport
from lib.ingest.sniff import sniff
from lib.ingest.source import ReadingOptions, SourceTable, SpooledFile
from lib.ingest.spool import Spool
from lib.ui import session
from lib.ui.explain import plain

TYPES = ["csv", "tsv", "txt", "json", "ndjson", "jsonl", "parquet", "xlsx", "gz", "zip", "tab"]
_KEY, _SEEN, _LOOKED_AT, _ROUND = "_added_pieces", "_added_uploads", "_piece_looked_at", "_add_round"


@dataclass(frozen=True)
class Piece:
    """One table of an uploaded file on its way into the workspace; `refusal` where it cannot be read."""

    upload: str
    place: int
    file: SpooledFile
    table: SourceTable | None = None
    guessed: Guess | None = None
    refusal: str = ""
    report: ImportReport | None = None

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
        type=TYPES,
        accept_multiple_files=True,
        key=_widget(),
        on_change=_forget_removed,
        disabled=busy,
        help="CSV with any delimiter, JSON, Parquet or Excel, plain, .gz or .zip. Files stay on this machine.",
    )
    seen = _seen()
    for file in files:
        if file.file_id not in seen:
            seen.add(file.file_id)
            with st.spinner(f"Looking at {plain(file.name)}"):
                _take(file.file_id, file)


def read_again(piece: Piece, options: ReadingOptions) -> None:
    """Look at the table once more with other reading options."""
    try:
        view = piece.table.view if piece.table else 0
        tables = sniff(piece.table.file if piece.table else piece.file, options)
        table = next((table for table in tables if table.view == view), tables[0])
        keep(replace(piece, table=table, guessed=guess(table, session.engine()), refusal=""))
    except ImportRefused as refusal:
        keep(replace(piece, refusal=str(refusal)))


def finish(piece: Piece, report: ImportReport) -> None:
    """Keep the outcome; a file is let go of once all its tables are in."""
    keep(replace(piece, report=report))
    mine = [other for other in pieces().values() if other.upload == piece.upload]
    if all(other.report for other in mine):
        _spool().discard(piece.file)


def remove(key: str) -> None:
    """Forget one table; its file goes with the last one."""
    piece = pieces().pop(key, None)
    if piece and not any(other.upload == piece.upload for other in pieces().values()):
        _spool().discard(piece.file)
    if not pieces():
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _take(upload: str, stream: st.runtime.uploaded_file_manager.UploadedFile) -> None:
    file = _spool().save(stream.name, stream)
    try:
        tables = sniff(file)
    except ImportRefused as refusal:
        keep(Piece(upload, 0, file, refusal=str(refusal)))
        return
    for place, table in enumerate(tables):
        keep(Piece(upload, place, file, table, guess(table, session.engine())))


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
        if piece.upload not in present and piece.report is None:
            remove(key)


def _spool() -> Spool:
    return Spool(session.workspace().spool)
