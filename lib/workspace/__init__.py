"""Workspaces: the Python front door, the folder they live in, and what is kept in one."""

from lib.workspace.workspace import Workspace

__all__ = ["Workspace"]
