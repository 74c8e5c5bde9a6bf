"""Workspaces: the Python front door, the folder they live in, and what is kept in one."""

from touchpath.workspace.workspace import Workspace

__all__ = ["Workspace"]
