"""Writes the API reference from the docstrings: `make docs`, or `python docs/reference.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import pdoc
import pdoc.doc
import pdoc.render

import touchpath

ROOMS = ("touchpath", "!touchpath.ui", "!touchpath.__main__")
"""Everything a script can hold; ui is Streamlit's room and no interface."""


def resolve() -> None:
    """Bring in every name of the front door, which is imported only when it is used."""
    for name in touchpath.__all__:
        setattr(touchpath, name, getattr(touchpath, name))


def configure() -> None:
    """How the pages look; docstrings are Markdown."""
    pdoc.render.configure(docformat="markdown", show_source=False, footer_text="Touchpath", search=True)


def write(folder: Path) -> Path:
    """The reference as pages in a folder; the page to open first."""
    resolve()
    configure()
    pdoc.pdoc(*ROOMS, output_directory=folder)
    return folder / "touchpath.html"


if __name__ == "__main__":
    print(f"Open {write(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name('api')))}")
