"""What is called few."""

FEW = 30
"""Fewer people than this: their rate says little, and whoever shows it says so."""
