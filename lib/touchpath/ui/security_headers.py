"""What every answer of the server tells the browser: load nothing from elsewhere, and be shown in no other page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
_INLINE = re.compile(r"<script>([^<]*)</script>")


class SecurityHeaders:
    """Adds the headers to every answer over HTTP (ASGI)."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers in front."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers()]
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)


@cache
def headers() -> tuple[tuple[bytes, bytes], ...]:
    """Names and values as they go over the wire."""
    told = {
        "content-security-policy": policy(),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }
    return tuple((name.encode(), value.encode()) for name, value in told.items())


def policy() -> str:
    """The Content-Security-Policy: charts compile their formulas ('unsafe-eval'), components style themselves inline.

    The one script that stands in the page itself is allowed by its hash.
    """
    parts = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", "'unsafe-eval'", *_own_scripts())),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' data: blob:",
        "connect-src": "'self' data: blob:",
        "worker-src": "'self' blob:",
        "frame-src": "'self' data: blob:",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _own_scripts() -> list[str]:
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    found = _INLINE.findall(page.read_text(encoding="utf-8"))
    return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in found]
