"""The dependencies are listed once, in pyproject.toml: the other places that name them agree with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def _lines(name: str) -> list[str]:
    lines = (HOUSE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~ \[]", requirement, maxsplit=1)[0]


def test_requirements_are_those_of_the_package() -> None:
    assert _lines("requirements.txt") == PROJECT["project"]["dependencies"]


def test_the_readme_says_what_each_is_for() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    table = readme.split("| dependency | what it is for |")[1].split("\n\n")[0]
    named = re.findall(r"^\| ([\w-]+) \|", table, flags=re.MULTILINE)
    assert sorted(named) == sorted(_name(one) for one in PROJECT["project"]["dependencies"])


def test_the_readme_names_what_development_takes() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    paragraph = readme.split("\nFor development: ")[1].split("\n\n")[0]
    own = [line for line in _lines("requirements-dev.txt") if not line.startswith("-")]
    assert [one for one in map(_name, own) if not re.search(rf"\b{re.escape(one)}\b", paragraph)] == []
    assert _lines("requirements-dev.txt")[:2] == ["-r requirements.txt", "-e ."]


def test_each_dependency_has_a_range() -> None:
    every = [*PROJECT["project"]["dependencies"], *_lines("requirements-dev.txt")[2:]]
    assert [one for one in every if ">=" not in one] == []
