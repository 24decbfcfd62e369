"""The repository itself: what it must have, and what must not be in it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from importlib.metadata import entry_points, metadata
from pathlib import Path
from typing import Any

import pytest

import hwextract

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = {"venv", "__pycache__", "build", "dist"}
HIDDEN_AND_OURS = {".ci", ".gitignore", ".gitattributes"}
BINARY = {".gz", ".pdf", ".png", ".parquet"}


def files() -> list[Path]:
    """What is, or would be, under version control; without git, what is there."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listing.returncode == 0:
        found = [ROOT / line for line in listing.stdout.splitlines()]
    else:
        found = [
            path
            for path in ROOT.rglob("*")
            if not any(
                part in SKIPPED or (part.startswith(".") and part not in HIDDEN_AND_OURS)
                for part in path.relative_to(ROOT).parts
            )
        ]
    return sorted(path for path in found if path.is_file())


FILES = files()
TEXTS = [path for path in FILES if path.suffix not in BINARY and path.parent.name != "seeds"]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=names)
def test_text_is_clean(path: Path) -> None:
    """UTF-8, a line break at the end, no path of somebody's machine, no merge left open."""
    text = path.read_bytes().decode("utf-8")
    assert not text or text.endswith("\n")
    assert "\r" not in text
    stray = re.compile(r"(?<![\w.~:/])/(?:home|Users|root|work|tmp|mnt|opt)/\w")
    assert [line for line in text.splitlines() if stray.search(line)] == []
    assert not re.search(r"^(?:<{7}|>{7}) ", text, re.M)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".jsonl"], ids=names)
def test_every_line_of_a_jsonl_file_is_an_object(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert all(isinstance(row, dict) for row in rows)
    identifiers = [row["id"] for row in rows if "id" in row]
    assert len(identifiers) == len(set(identifiers))


def test_version_stands_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert metadata("hwextract")["Version"] == hwextract.__version__
    statement = re.compile(rf"version[\W_]+{re.escape(hwextract.__version__)}\b", re.I)
    holders = [names(path) for path in TEXTS if statement.search(path.read_text(encoding="utf-8"))]
    assert holders == ["hwextract/__init__.py"]


def test_version_has_its_heading_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[([^\]]+)\]", changelog, re.M)
    assert headings[0] == "Unreleased"
    assert hwextract.__version__ in headings


@pytest.mark.parametrize(
    "name",
    ["pyproject.toml", "hwextract", "tests", "examples", "seeds", "docs", "README.md", "LICENSE", "CITATION.cff"],
)
def test_top_level(name: str) -> None:
    assert (ROOT / name).exists()


def test_licence_is_the_one_that_is_declared() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.match(r"\s*Apache License\s+Version 2\.0, January 2004", licence)
    assert re.search(r"^license: Apache-2\.0$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)


def test_entry_points_lead_somewhere() -> None:
    (factory,) = entry_points(group="spacy_factories", name="hwextract")
    (command,) = entry_points(group="console_scripts", name="hwextract")
    assert callable(factory.load())
    assert callable(command.load())


def test_ci_runs_the_makefile_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith(("#", "set ", "cd "))] == ["make test"]


MODULES = [path for path in FILES if path.suffix == ".py" and names(path).startswith("hwextract/")]


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_name_of_a_module_is_given_once_and_used(path: Path) -> None:
    """A second constant of the same name would take the place of the first unseen."""
    source = path.read_text(encoding="utf-8")
    targets = [
        target.id
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    assert sorted(targets) == sorted(set(targets))
    private = [name for name in targets if name.startswith("_") and not name.startswith("__")]
    assert [name for name in private if len(re.findall(rf"\b{name}\b", source)) < 2] == []
