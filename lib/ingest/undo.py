"""Takes an import back."""

from __future__ import annotations

from lib.engine.base import Writer


def undo_import(writer: Writer, import_id: int) -> None:
    """Remove everything an import brought, inside the transaction of `writer`."""
    raise NotImplementedError(import_id)
