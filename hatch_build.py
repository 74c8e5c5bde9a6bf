"""Puts what the command runs and what a first visit shows into the package (see touchpath/home.py)."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

APP = ("app.py", "pages", ".streamlit", "sample_data")


class AppFiles(BuildHookInterface):  # type: ignore[type-arg]
    """A built wheel carries the app in touchpath/app; an editable install reads it from the clone."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the app's files, unless the package is only linked."""
        if version == "standard":
            build_data["force_include"].update({name: f"touchpath/app/{name}" for name in APP})
