"""The ways an id is written inside other texts: percent signs of links, entities, full-width letters, base64."""

from __future__ import annotations

import base64
from html import escape
from urllib.parse import quote

_WIDE = 0xFEE0
"""How far the full-width form of a sign lies from its plain one."""


def written_forms(one: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The forms of an id beside the plain one: those read in any capitals, and those in which capitals count.

    Ids within a longer packed text (base64 of several values, compressed, encrypted) have no form of their own.
    """
    once = quote(one, safe="")
    wide = "".join(chr(ord(sign) + _WIDE) if "!" <= sign <= "~" else sign for sign in one)
    any_case = {once, quote(once, safe=""), wide, escape(one)}
    any_case |= {one.replace("@", sign) for sign in ("\uff20", "&#64;", "&#x40;", "&commat;", "\\u0040")}
    packed = {
        encode(part.encode()).decode().rstrip("=")
        for part in (one, one.lower())
        for encode in (base64.b64encode, base64.urlsafe_b64encode)
    }
    return tuple(sorted(any_case - {one})), tuple(sorted(packed))
