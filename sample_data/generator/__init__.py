"""Seeded generator of the simulated company; run it with ``python -m sample_data.generator``."""
