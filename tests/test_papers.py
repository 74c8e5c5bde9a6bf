"""The papers speak of what is there: links, files, names and commands in them exist, and the README's code runs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module, util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import touchpath
from tests.test_contributing import RECIPES, blocks
from touchpath.answers import question_from_plain
from touchpath.journey.funnel import Funnel

HOUSE = Path(__file__).resolve().parents[1]
LIB = HOUSE / "lib" / "touchpath"
PAPERS = sorted(
    [
        *HOUSE.glob("*.md"),
        *(HOUSE / "docs").rglob("*.md"),
        *(HOUSE / "lib").rglob("*.md"),
        *(HOUSE / "sample_data").glob("*.md"),
    ]
)
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("0*.md"))
EVENTS = """customer_id,time,event,channel,amount
a,2025-01-01 10:00,view,web,
a,2025-01-01 10:05,cart,web,
a,2025-01-01 10:06,buy,web,20
b,2025-01-02 09:00,view,app,
"""
MADE = ("docs/api", "dist")
"""What commands make, and the project does not keep."""
FOLDERS = tuple(f"{path.name}/" for path in HOUSE.iterdir() if path.is_dir() and path.name[0] != ".")
ROOMS = tuple(f"{path.parent.name}/" for path in LIB.glob("*/__init__.py"))


def _name(paper: Path) -> str:
    return paper.relative_to(HOUSE).as_posix()


def _text(paper: Path) -> str:
    return paper.read_text(encoding="utf-8")


def _headings(paper: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", _text(paper), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def _broken(paper: Path) -> Iterator[str]:
    for link in re.findall(r"\]\(([^)\s]+)\)", _text(paper)):
        path, _, anchor = link.partition("#")
        target = (paper.parent / path).resolve() if path else paper
        if "://" not in link and (not target.exists() or (anchor and anchor not in _headings(target))):
            yield link


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_links_lead_somewhere(paper: Path) -> None:
    assert list(_broken(paper)) == []


def _spoken(paper: Path) -> set[str]:
    """What stands between backticks in running text."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", _text(paper), flags=re.DOTALL)))


def _there(name: str) -> bool:
    bases = (HOUSE, LIB) if name.startswith(ROOMS) else (HOUSE,)
    pattern = re.sub(r"NNN_what|N+(?=\.|_)", "*", name).rstrip("/")
    return any(next(iter(base.glob(pattern)), None) is not None for base in bases)


@pytest.mark.parametrize("paper", PAPERS, ids=_name)
def test_files_that_are_named_exist(paper: Path) -> None:
    ours = {block.file for recipe in RECIPES for block in blocks(recipe)}
    named = {
        name for name in _spoken(paper) if name.startswith((*FOLDERS, *ROOMS)) and re.fullmatch(r"[\w./*-]+", name)
    }
    assert [name for name in sorted(named - ours) if not name.startswith(MADE) and not _there(name)] == []


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper.name != "CHANGELOG.md"], ids=_name)
def test_names_of_the_package_exist(paper: Path) -> None:
    dotted = {name for name in _spoken(paper) if re.fullmatch(r"touchpath(\.\w+)+", name)}
    assert [name for name in sorted(dotted) if not _resolves(name)] == []


def _resolves(name: str) -> bool:
    module, _, last = name.rpartition(".")
    return util.find_spec(name) is not None or hasattr(import_module(module), last)


def test_commands_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", _text(HOUSE / "Makefile"), flags=re.MULTILINE))
    named = {found for paper in PAPERS for found in re.findall(r"`?make ([a-z-]+)`", _text(paper))}
    assert {"run", "test", "docs"} <= named <= targets


@pytest.mark.parametrize("decision", DECISIONS, ids=_name)
def test_a_decision_says_context_decision_alternatives_consequences(decision: Path) -> None:
    parts = re.findall(r"^\*\*(\w[\w ]*)\.\*\*", _text(decision), flags=re.MULTILINE)
    assert [part for part in parts if part in ("Context", "Decision", "Alternatives", "Consequences")] == [
        "Context", "Decision", "Alternatives", "Consequences",
    ]  # fmt: skip


def test_every_decision_is_listed_under_its_title() -> None:
    listed = re.findall(r"^\d+\. \[(.*)\]\((.*)\)$", _text(HOUSE / "docs/decisions/README.md"), flags=re.MULTILINE)
    assert listed == [(_text(path).splitlines()[0].removeprefix("# "), path.name) for path in DECISIONS]


def test_the_code_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    code = re.findall(r"```python\n(.*?)```", _text(HOUSE / "README.md"), flags=re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    events = (
        "a,2025-01-01 10:00,view,web,",
        "a,2025-01-01 10:05,cart,web,",
        "a,2025-01-01 10:06,buy,web,20",
        "b,2025-01-02 09:00,view,app,",
    )
    (tmp_path / "events.csv").write_text("\n".join(["customer_id,time,event,channel,amount", *events]) + "\n")
    exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out
    assert said.startswith("4 4 0 0\n")
    assert "buy or order 1 0.5 60.0" in said


def test_the_questions_of_the_readme_can_be_asked() -> None:
    (plain,) = re.findall(r"```json\n(.*?)```", _text(HOUSE / "README.md"), flags=re.DOTALL)
    assert isinstance(question_from_plain(json.loads(plain)), Funnel)


def _reference() -> ModuleType:
    spec = util.spec_from_file_location("reference", HOUSE / "docs" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_tells_every_name_of_the_front_door() -> None:
    pdoc_doc, render = pytest.importorskip("pdoc.doc"), pytest.importorskip("pdoc.render")
    reference = _reference()
    reference.resolve()
    reference.configure()
    module = pdoc_doc.Module(touchpath)
    page = render.html_module(module, {"touchpath": module})
    rooms = set(touchpath._ROOMS)
    assert [name for name in touchpath.__all__ if name not in rooms and f'id="{name}"' not in page] == []
    assert [member.fullname for member in module.members.values() if not member.docstring] == []
