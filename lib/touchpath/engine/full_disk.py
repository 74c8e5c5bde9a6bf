"""Errors of the system that say that nothing can be written become StorageError, and never reach a reader raw."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from touchpath.engine.base import StorageError

FULL = "The disk is full, or the workspace file cannot be written."
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_UNWRITABLE = _NO_ROOM | {errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO}


def is_no_room(error: BaseException) -> bool:
    """Whether an error says that there is no room: the disk, a quota or a largest file."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM


def is_unwritable(error: BaseException) -> bool:
    """Whether an error says that nothing can be written: no room, not allowed, or a failing disk."""
    return isinstance(error, OSError) and error.errno in _UNWRITABLE


@contextmanager
def storing(sentence: str = FULL) -> Iterator[None]:
    """Raises StorageError with the sentence where the block cannot write; other errors are left as they are."""
    try:
        yield
    except StorageError:
        raise
    except OSError as error:
        if not is_unwritable(error):
            raise
        raise StorageError(sentence) from error
