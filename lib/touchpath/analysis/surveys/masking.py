"""Comments as they are shown: e-mail addresses, phone, card and account numbers written over."""

from __future__ import annotations

import re

from touchpath.ingest.personal.spans import personal_spans, replaced
from touchpath.ingest.personal.values import is_card
from touchpath.ingest.privacy import MASK

_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){12,18}(?![\d.,])")
"""A card number however it is grouped; at import only the usual grouping is taken for one, since ids look alike."""


def masked(text: str) -> str:
    """The text with a mask in place of each."""
    spans = personal_spans(text)
    hidden = replaced(text, spans, [MASK] * len(spans)) if spans else text
    return _DIGITS.sub(lambda found: MASK if is_card(found[0]) else found[0], hidden)
