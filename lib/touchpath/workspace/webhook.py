"""The one way out: open alarms posted as JSON to the address that the owner of a workspace set.

It is closed until an address is set. Only this address is spoken to: no redirect is followed, nothing is asked of
the answer but whether it was taken. What cannot be sent is said in a sentence, and holds up nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

from touchpath.journey.definition import DefinitionError

TRIES = 3
_SECONDS = 5.0
_PAUSE_SECONDS = 1.0
_LONGEST = 2_000
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


def host_of(address: str) -> str:
    """The host that is spoken to; "" for no address."""
    return _parts(address).hostname or "" if address else ""


def require_address(address: str) -> None:
    """Raise DefinitionError, with a sentence, for what is no address to post to; "" is none, and closed."""
    if not address:
        return
    parts = _parts(address)
    if len(address) > _LONGEST or any(not sign.isprintable() or sign.isspace() for sign in address):
        raise DefinitionError("An address has no blanks and at most 2,000 signs.")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _OWN_MACHINE):
        raise DefinitionError("Alerts are sent encrypted only: an address begins with https://.")
    if not parts.hostname or parts.username or parts.password:
        raise DefinitionError("An address names a host, without a name and password before it.")


def post(address: str, body: Mapping[str, Any], pause: Callable[[float], None] = time.sleep) -> str:
    """Post to the address, up to three times; "" once it was taken, else a sentence that says why it was not.

    Raises DefinitionError for what is no address, nothing else.
    """
    require_address(address)
    said = ""
    for turn in range(TRIES):
        if turn:
            pause(_PAUSE_SECONDS * turn)
        said = _posted(_parts(address), json.dumps(body, ensure_ascii=False, default=str).encode())
        if not said:
            return ""
    return f"The alerts could not be sent to {host_of(address)}, in {TRIES} tries: {said}."


def _posted(parts: SplitResult, body: bytes) -> str:
    connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=_SECONDS)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, {"Content-Type": "application/json; charset=utf-8"})
        status = connection.getresponse().status
    except (OSError, HTTPException) as failure:
        return str(failure) or type(failure).__name__
    finally:
        connection.close()
    return "" if 200 <= status < 300 else f"it answered {status}"


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise DefinitionError("This is no address: write one such as https://hooks.example.com/alerts.") from error
    return parts
