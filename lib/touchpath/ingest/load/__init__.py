"""Rows of a file become rows of the workspace, all or none."""
