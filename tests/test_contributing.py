"""CONTRIBUTING.md is followed word for word in a copy of the project: files, changed lines, commands, output."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
RECIPES = ("Add the preset of a tool", "Add a measure", "Add a question", "Add a page")
_BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
_PATH = re.compile(r"`([\w./-]+)`[^`]*$")


@dataclass(frozen=True)
class Block:
    """A block of code: its language, its text, and the file that the line before it ends with."""

    language: str
    text: str
    file: str


def blocks(recipe: str) -> Iterator[Block]:
    """The blocks of a recipe in order."""
    text = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text.split(f"\n## {recipe}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    for found in _BLOCK.finditer(section):
        named = _PATH.search(found["before"])
        yield Block(found["language"], found["text"], named[1] if named else "")


def follow(block: Block, copy: Path) -> None:
    """Do what a block says."""
    if block.language == "console":
        for command, printed in commands(block.text):
            _run(command, printed, copy)
    elif block.language == "diff":
        file = copy / block.file
        file.write_text(changed(file.read_text(encoding="utf-8"), block.text), encoding="utf-8")
    else:
        assert block.file, f"which file is this?\n{block.text}"
        file = copy / block.file
        assert not file.exists(), f"{block.file} is there already: choose another example"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command and the lines it must print."""
    for part in text.split("$ ")[1:]:
        command, *printed = part.strip().splitlines()
        yield command, printed


def changed(text: str, diff: str) -> str:
    """The text with the lines of a diff exchanged: each run of "-" is there once and becomes the "+" after it."""
    for run in re.findall(r"((?:-[^\n]*\n)+)((?:\+[^\n]*\n)+)", diff):
        before, after = ("".join(line[1:] + "\n" for line in part.splitlines()) for part in run)
        assert text.count(before) == 1, f"these lines are not there once:\n{before}"
        text = text.replace(before, after)
    return text


def _run(command: str, printed: list[str], copy: Path) -> None:
    program, *rest = shlex.split(command)
    assert program == "python"
    rest = [*rest, "-p", "no:cacheprovider"] if "pytest" in rest else rest
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copy / "lib"), str(copy)])}
    done = subprocess.run(
        [sys.executable, *rest], cwd=copy, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, f"{command}\n{said}"
    for line in printed:
        assert re.search(".*".join(map(re.escape, line.split("..."))), said), (
            f"{command} did not print {line}\n{said}"
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in a folder of its own."""
    folder = tmp_path_factory.mktemp("contributing") / "touchpath"
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.duckdb", "*_cache", "corpus", "docs")
    shutil.copytree(HOUSE, folder, ignore=ignored)
    return folder


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_works_as_written(recipe: str, copy: Path) -> None:
    steps = list(blocks(recipe))
    assert {"console", "python"} <= {step.language for step in steps}
    for step in steps:
        follow(step, copy)


def test_no_recipe_is_left_out() -> None:
    text = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (Add .*)$", text, flags=re.MULTILINE)) == RECIPES
