"""Figures watched day by day: the daily series of what is watched, and what of it is an alarm."""
