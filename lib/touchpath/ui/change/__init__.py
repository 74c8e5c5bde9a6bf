"""The change lab, piece by piece."""
