"""Logs of web servers in the common and the combined format: no header, and every server writes the same columns.

Source: Apache HTTP Server documentation, Log Files, formats "common" (`%h %l %u %t "%r" %>s %b`) and "combined".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from touchpath.ingest.reading.delimited import words_of_line
from touchpath.ingest.reading.extended_log import NamedLog

_LINE = re.compile(
    r"(?:[^\s:]{1,255}:\d{1,5} )?\S{1,255} \S{1,255} \S{1,255}(?: \S{1,255})?"
    r" \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\] \""
)
_COMMON = ("client", "ident", "login", "time", "request", "status", "bytes")
_COMBINED = (*_COMMON, "referrer", "user agent")
_HEAD, _MOST = 100, 0.9
_QUOTE = '"'


def access_log(lines: Sequence[str]) -> NamedLog | None:
    """The names of the columns of a log of a web server; None where its lines are not written like one."""
    head = [line for line in lines if line.strip()][:_HEAD]
    if not head or sum(bool(_LINE.match(line)) for line in head) < _MOST * len(head):
        return None
    widths = Counter(len(words_of_line(line, _QUOTE)) for line in head)
    width = widths.most_common(1)[0][0]
    before = ("server",) if ":" in head[0].split(" ", 1)[0] and _has_server(head[0]) else ()
    usual = _COMBINED if width >= len(before + _COMBINED) else _COMMON
    names = before + usual
    if width < len(names):
        return None
    more = tuple(f"field {place}" for place in range(len(names) + 1, width + 1))
    return NamedLog((), names + more, " ")


def _has_server(line: str) -> bool:
    """Whether a line begins with the name and port of the server that was asked, as servers of many sites write."""
    words = words_of_line(line, _QUOTE)
    return len(words) > len(_COMMON) and "/" in words[4] and words[4][:1].isdecimal()
