"""The package that is built holds all the command needs: code, statements, presets, the app, the sample company."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
APP = "touchpath/app/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=HOUSE, check=True
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def _files(folder: str, pattern: str) -> set[str]:
    found = (HOUSE / folder).rglob(pattern)
    return {
        path.relative_to(HOUSE).as_posix() for path in found if path.is_file() and "__pycache__" not in path.parts
    }


def _parts(requirement: str) -> tuple[str, frozenset[str]]:
    """A name and its limits, in whatever order they are written."""
    name, limits = re.fullmatch(r"([\w-]+)\s*(.*)", requirement).groups()
    return name, frozenset(limits.replace(" ", "").split(","))


def test_it_holds_the_code_and_what_the_code_reads(wheel: zipfile.ZipFile) -> None:
    ours = {name.removeprefix("lib/") for name in _files("lib/touchpath", "*")}
    assert ours - set(wheel.namelist()) == set()


def test_it_holds_the_app_its_pages_and_the_sample_company(wheel: zipfile.ZipFile) -> None:
    wanted = {"app.py", ".streamlit/config.toml"} | _files("pages", "*.py") | _files("sample_data", "*")
    assert {f"{APP}{name}" for name in wanted} - set(wheel.namelist()) == set()


def test_it_asks_for_the_dependencies_and_gives_the_command(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    told = message_from_bytes(wheel.read(next(name for name in names if name.endswith("METADATA"))))
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {_parts(one) for one in told.get_all("Requires-Dist", [])}
    assert asked == {_parts(one) for one in project["dependencies"]}
    entry = wheel.read(next(name for name in names if name.endswith("entry_points.txt"))).decode()
    assert "touchpath = touchpath.command:main" in entry
