"""The version of how files are understood, kept with every import."""

from __future__ import annotations

READING = 7
"""Raised whenever the guess understands files otherwise than before: imports of a lower one are looked at again."""
