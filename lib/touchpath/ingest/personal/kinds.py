"""The kinds of personal data that are looked for, and what they are called."""

from __future__ import annotations

from typing import Literal

PersonalKind = Literal[
    "email", "phone", "name", "address", "postcode", "birth", "ip", "card", "document", "id", "position", "text"
]
WORDS: dict[PersonalKind, str] = {
    "email": "e-mail addresses",
    "phone": "phone numbers",
    "name": "names",
    "address": "addresses",
    "postcode": "postcodes",
    "birth": "birth dates",
    "ip": "network addresses",
    "card": "card numbers",
    "document": "numbers of documents",
    "id": "ids of people or their devices",
    "position": "places on the map",
    "text": "texts with such in them",
}
HASHED: frozenset[PersonalKind] = frozenset({"email", "phone", "ip", "id", "text"})
"""What still tells people apart once hashed, so that it is worth keeping so; the rest is better left out."""
