"""What follows from new or removed data, inside the same transaction: answers find people, names get traits."""

from __future__ import annotations

from touchpath.engine.base import Writer
from touchpath.workspace.personas import refresh_personas
from touchpath.workspace.touchpoints import fill_guesses


def settle(writer: Writer) -> None:
    """Link answers to people, guess the traits of new touchpoints, give everybody the persona of the rules."""
    writer.run("keep/load/link_responses")
    fill_guesses(writer)
    if bool(writer.frame("ask/load/personas_possible")["possible"][0]):
        refresh_personas(writer, writer.calendar)
