"""Texts and bytes as files can hold them, the same each time they are written."""

from __future__ import annotations

import io
import re
import zipfile

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_MOMENT = b"2000-01-01T00:00:00Z"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def written(text: str) -> str:
    """The text without signs that no document may hold; what may be an uploaded name keeps all others."""
    return _NO_TEXT.sub("", text)


def settled(document: bytes) -> bytes:
    """An office document without the moment it was written, which is all that tells two writings of it apart."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as given, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name.endswith(".xlsx"):
                content = settled(content)
            elif name == "docProps/core.xml":
                content = _MADE.sub(rb"\g<1>" + _MOMENT + rb"\g<2>", content)
            made.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
