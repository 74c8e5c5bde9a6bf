"""What a cell holds: an e-mail address, a phone number, a name; and such things inside a longer text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence

from touchpath.ingest.personal.kinds import PersonalKind

# A run is begun once and never given back, so that a text costs what its length costs.
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++@[\w-]++(?:\.[\w-]++)+")
PHONE = re.compile(
    r"(?:(?<![\w.+-])\+[1-9][\d ()./-]{6,16}\d"
    r"|(?<![\w:/=&#.+-])(?:(?:00[1-9]|\(?0[1-9])[\d ()./-]{6,16}\d|\(?[2-9]\d{2}\)?[ -]\d{3}-\d{4}))(?![\w:])"
)
CARD = re.compile(r"(?<![\w-])[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
SOCIAL = re.compile(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])")
_INSURED = re.compile(r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})(\D|$)")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|\d{5}-\d{4}")
_STREET = re.compile(
    r"\b\d{1,6}\w? .{0,60}\b(street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|square"
    r"|terrace)\b|\b\w{1,40}(straße|strasse|str\.|weg|allee|platz|gasse) ?\d+"
    r"|^\d{1,6},? (bis )?(rue|avenue|boulevard|place|chemin) "
    r"|^(calle|via|rua|avenida|plaza) .*\d",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: (?:[A-Z]\.|d[eai]|v[ao]n|der|la|le|bin|[A-ZÀ-Ý][\w'’-]+)){1,3}")
_COMMON = (
    "aaron adam ahmed aisha alan albert alex alexander alice alicia amanda amy ana andrea andreas andrew angela "
    "anita ann anna anne anthony antonio barbara ben benjamin betty brian bruno camille carlos carmen carol caroline "
    "catherine charles charlotte chloe chris christian christina christine christopher claire clara claudia daniel "
    "david deborah dennis diana diego donald donna dorothy edward elena elizabeth emily emma eric erik eva fatima "
    "felix fernando francesco francis frank gary george giovanni grace hannah hans heather helen henry ibrahim ines "
    "isabel ivan jack jacob james jan jane janet jason javier jean jennifer jessica joan john jonathan jorge jose "
    "joseph joshua juan judith julia julie karen katherine kathleen kenneth kevin kim klaus larry laura lauren lena "
    "leo lewis lily linda lisa louis lucas lucia lucy luis luke maria marie mario mark marta martin mary matthew "
    "max megan mehmet melissa mia michael michelle miguel mohamed mohammed monica nadia nancy natalie nicholas "
    "nicole nina noah olga oliver olivia omar oscar pablo patricia paul paula pedro peter philip priya rachel raj "
    "rebecca richard robert roberto ronald rosa ruth ryan samantha samuel sandra sara sarah scott sebastian sergio "
    "sharon simon sofia sophia sophie stefan stephanie stephen steven susan teresa theresa thomas timothy tom "
    "victoria vincent walter wei william yuki yusuf zoe"
)
_GIVEN = frozenset(_COMMON.split())
"""Given names common in many countries."""


def is_phone(text: str) -> bool:
    """Dates and plain numbers are none: enough digits, and written as people write phone numbers."""
    digits = sum(sign.isdecimal() for sign in text)
    return digits >= 9 and bool(re.search(r"^(\+|00)|[ ()/-]", text)) and not _DATED.match(text)


def is_card(text: str) -> bool:
    """13 to 19 digits of a card, with the check digit of Luhn (ISO/IEC 7812)."""
    digits = [int(sign) for sign in text if sign.isdecimal()]
    if not 13 <= len(digits) <= 19 or digits[0] not in (3, 4, 5, 6) or len(set(digits)) < 2:
        return False
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def is_iban(text: str) -> bool:
    """An international account number with its check digits (ISO 13616: 1 modulo 97)."""
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _whole_phone(text: str) -> bool:
    return bool(PHONE.fullmatch(text)) and is_phone(text)


def _whole_card(text: str) -> bool:
    return bool(re.fullmatch(r"[\d -]{13,23}", text)) and is_card(text)


def _document(text: str) -> bool:
    return bool(SOCIAL.fullmatch(text) or _INSURED.fullmatch(text) or (IBAN.fullmatch(text) and is_iban(text)))


def _network(text: str) -> bool:
    if text.count(".") != 3 and text.count(":") < 2:
        return False
    try:
        address = ipaddress.ip_address(text.removesuffix(".xxx"))
    except ValueError:
        return False
    return address.version == 6 or int(text.split(".")[0]) >= 10


def _person(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and text.split()[0].lower() in _GIVEN


WHOLE: dict[PersonalKind, Callable[[str], bool]] = {
    "email": lambda text: bool(EMAIL.fullmatch(text)),
    "document": _document,
    "card": _whole_card,
    "phone": _whole_phone,
    "ip": _network,
    "postcode": lambda text: bool(_POSTCODE.fullmatch(text)),
    "address": lambda text: len(text) < 80 and bool(_STREET.search(text)),
    "name": _person,
}
"""What a whole cell can be, the surest first."""
_SHARE: dict[PersonalKind, float] = {
    "email": 0.2,
    "phone": 0.5,
    "card": 0.8,
    "document": 0.5,
    "ip": 0.5,
    "postcode": 0.8,
}
_LEAST: dict[PersonalKind, int] = {"card": 3, "postcode": 3, "address": 3, "name": 5}


def enough(kind: PersonalKind, hits: int, values: int, named: bool) -> bool:
    """Whether so many of a column's different values make it one of the kind; `named`: its name says so too.

    Names and streets are told by their commonest forms only: a quarter of the values is telling, and a column called
    so is better explained by what it is called.
    """
    if named:
        return kind not in ("name", "address") and hits * 4 >= values
    return hits >= _LEAST.get(kind, 1) and hits >= _SHARE.get(kind, 0.25) * values


def believable(kind: PersonalKind, cells: Sequence[str]) -> bool:
    """Whether what a name promises can be in these cells: "mobile" with yes and no holds no phone numbers."""
    distinct = list(dict.fromkeys(cells))[:200]
    if not distinct:
        return True
    return sum(_BELIEVABLE[kind](value) for value in distinct) * 2 >= len(distinct)


_FLAGS = frozenset(
    ["yes", "no", "true", "false", "y", "n", "on", "off", "none", "null", "unknown", "ja", "nein", "oui", "non", "si"]
)


def are_names(cells: Sequence[str]) -> bool:
    """Whether the cells of a column called just "name" are names of people: a fifth begin with a common given name.

    Such a column as often names what happened, a product or a campaign.
    """
    distinct = list(dict.fromkeys(cells))[:500]
    given = sum(value.split()[0].casefold() in _GIVEN for value in distinct)
    return given >= 2 and given * 5 >= len(distinct)


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


_BELIEVABLE: dict[PersonalKind, Callable[[str], bool]] = {
    "email": lambda text: "@" in text,
    "phone": lambda text: _digits(text) >= 6,
    "id": lambda text: len(text) < 80 and text.casefold() not in _FLAGS,
    "name": lambda text: (
        len(text) < 60 and text[0].isalpha() and (text[0].isupper() or " " in text) and "_" not in text
    ),
    "address": lambda text: len(text) > 3 and not text.isdecimal() and "@" not in text and "/" not in text,
    "postcode": lambda text: 3 <= len(text) <= 12 and _digits(text) >= 2,
    "birth": lambda text: _digits(text) >= 4,
    "ip": lambda text: text.count(".") == 3 or ":" in text,
    "card": lambda text: _digits(text) >= 4,
    "document": lambda text: _digits(text) >= 4,
    "position": lambda text: bool(re.fullmatch(r"-?\d{1,3}[.,]\d{2,}", text)),
}
