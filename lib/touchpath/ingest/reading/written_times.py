"""What text looks like a time that is written out, and which of them lack their year or their day."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary|uar|uari|vier|v|eiro)?|jän(?:ner)?|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar|ruari|rero|braio)?|"
    r"f[eé]v(?:ereiro|rier|r)?|mar(?:ch|s|zo|ço|t)?|märz?|mrz|maart|mrt|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|mayo?|"
    r"maio?|mei|maj|mag(?:gio)?|jun(?:e|i|io|ho)?|juin|giu(?:gno)?|jul(?:y|i|io|ho)?|juil(?:let)?|lug(?:lio)?|"
    r"aug(?:ust|ustus|usti)?|ao[uû]t|ago(?:sto)?|sep(?:t|tember|tembre|tiembre)?|set(?:embro|tembre|iembre)?|"
    r"oct(?:ober|obre|ubre)?|okt(?:ober)?|ott(?:obre)?|out(?:ubro)?|nov(?:ember|embre|iembre|embro)?|"
    r"d[eé]c(?:ember|embre)?|dez(?:ember|embro)?|dic(?:iembre|embre)?|des(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:[^\W\d_]{2,12}\.?,\s+|(?:mo|di|mi|do|fr|sa|so|lun|mer|jeu|ven|sam|dim)\.\s+|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\s+|(?:[^\W\d_]+tag|mittwoch|[^\W\d_]+di|dimanche)\s+)?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_OF = r"[\s,/-]+(?:de\s+|del\s+)?"
_YEAR = r"(?:\d{4}|\d{2})"
_CLOCK = r"\d{1,2}(?::\d{2}){0,3}(?:[.,]\d+)?\s*(?:[ap]\.?\s?m\.?)?"
_ZONE = r"(?:\s*\(?[^\W\d_]{1,5}\)?)?(?:\s*[+-]\d{1,2}:?\d{0,2})?(?:\s*\(.*\))?"
_REST = rf"(?:(?:,|\s|:|-|–|@|at|um|à|kl\.?|klo|a las)+{_CLOCK}(?:\s?uhr)?{_ZONE})?"
_DAY_MONTH = rf"(?:{_DAY}{_OF}{_MONTH}|{_MONTH}\s+{_DAY})"
_NAMED = re.compile(
    rf"{_WEEKDAY}(?:{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}|{_MONTH}[\s-]+{_DAY},?\s+\d{{4}}|{_MONTH}-{_YEAR}|"
    rf"(?:{_MONTH},?|{_MONTH}\s+de)\s+\d{{4}}|\d{{4}}[\s-]+{_MONTH}[\s-]+{_DAY}){_REST}$|"
    rf"\d{{4}}[\s-]{_MONTH}$",
    re.IGNORECASE,
)
_CTIME = re.compile(
    rf"\w{{3}} +{_MONTH} +\d{{1,2}} +\d{{1,2}}:\d{{2}}:\d{{2}} *(?:\w{{0,4}}|[+-]\d{{4}}) +\d{{4}}$", re.IGNORECASE
)
_ISO = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}(\.|[T ].*)?$")
_OF_THE_EAST = re.compile(
    r"\d{4}(?: ?[年년]|\. ) ?\d{1,2}(?: ?[月월]|\. ) ?\d{1,2} ?[日일.]?"
    r"(?: ?(?:[午上下오][前午後전후] ?)?\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_MONTH_FIRST = re.compile(r"(?:(?:0?[1-9]|1[0-2])[/-]|(?:0[1-9]|1[0-2])\.)(?:19|20)\d{2}$")
_PERIOD = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])|[ -]?(?:W|KW)(?:0?[1-9]|[1-4]\d|5[0-3]))$", re.IGNORECASE)
_NO_YEAR = re.compile(rf"{_WEEKDAY}{_DAY_MONTH}{_REST}$|\d{{1,2}}[./]\d{{1,2}}\.?$", re.IGNORECASE)
_NO_DAY = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?)?$", re.IGNORECASE)


def is_written_time(text: str) -> bool:
    """Whether a text is a moment, a day, a week or a month, written with its year first or with the month's name."""
    plain = " ".join(text.split())
    return bool(_ISO.match(plain) or _PERIOD.match(plain) or _NAMED.match(plain) or _CTIME.match(plain)) or (
        bool(_MONTH_FIRST.match(plain) or _OF_THE_EAST.match(plain)) or is_compact_day(plain)
    )


def is_compact_day(text: str) -> bool:
    """20240131, and with hours (2024013123) or seconds (20240131235959) behind it."""
    if len(text) not in (8, 10, 14) or not text.isdecimal():
        return False
    day = "1900" <= text[:4] <= "2100" and "01" <= text[4:6] <= "12" and "01" <= text[6:8] <= "31"
    return day and (len(text) == 8 or (text[8:10] <= "23" and text[:4] >= "1990"))


_OF_THE_YEAR = re.compile(
    r"(?P<m1>jan|jän|ene|gen)|(?P<m2>f)|(?P<m3>m(?:ar|är|rz|rt|aart))|(?P<m4>a[pvb]r)|(?P<m5>ma[yij]|mei|mag)"
    r"|(?P<m6>jun|juin|giu)|(?P<m7>jul|juil|lug)|(?P<m8>a[ugo][gouû])|(?P<m9>se[pt])|(?P<m10>o[ctuk])|(?P<m11>n)|(?P<m12>d)"
)


def month_number(text: str) -> int | None:
    """The number of a month called by its name, in one of the languages that dates are read in; else None."""
    plain = text.strip().lower()
    if not re.fullmatch(_MONTH, plain, re.IGNORECASE) or (found := _OF_THE_YEAR.match(plain)) is None:
        return None
    return int((found.lastgroup or "")[1:])


def lacking(text: str) -> str:
    """What a text that is almost a time lacks: "year" in "Sat, Oct 11", "day" in "10:30", else nothing."""
    plain = " ".join(text.split())
    if _NO_DAY.match(plain):
        return "day"
    return "year" if _NO_YEAR.match(plain) and not is_written_time(plain) else ""
