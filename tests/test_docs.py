"""README, documentation and docstrings say what the code does: they are run, and what they show is compared."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hwextract
from hwextract.pipeline.unless import UNLESS

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


update_outputs = load(ROOT / "docs" / "update_outputs.py")
PAGES: tuple[Path, ...] = update_outputs.PAGES
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(hwextract.__path__, "hwextract.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_shows_what_its_code_gives(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    assert text == update_outputs.render(text, str(page)), "run: make docs"


@pytest.mark.parametrize("name", ["hwextract", *MODULES])
def test_docstring_examples(name: str) -> None:
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


def test_every_public_name_has_a_docstring() -> None:
    public = {name: getattr(hwextract, name) for name in hwextract.__all__}
    assert [name for name, value in public.items() if not isinstance(value, str) and not value.__doc__] == []


def test_every_column_is_documented() -> None:
    from hwextract.tables import TABLES

    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    assert documented == {"type"} | {column.name for columns in TABLES.values() for column in columns}


def test_every_record_type_is_documented() -> None:
    from hwextract.records import RECORD_TYPES

    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert re.findall(r"^<!-- fields:(\w+) -->$", page, re.M) == ["common", *RECORD_TYPES]


def test_rows_shown_in_the_page_on_knowledge_fit_their_files() -> None:
    from hwextract import lexicon

    page = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    cue, unit, case = re.findall(r"^```json\n(.*?)^```\n", page, re.M | re.S)
    assert lexicon.parse(cue, "cues")
    assert lexicon.parse(unit, "units")
    assert json.loads(case).keys() == {"id", "text", "hardware_stated", "records"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    for target in targets:
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_readme_opens_with_an_example_its_output_and_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    opening = text[: text.index("\n## ")]
    (code,) = update_outputs.python_blocks(opening)
    assert len(code.splitlines()) <= 10
    assert (
        opening.index("```python") < opening.index("```text") < opening.index("make demo") < opening.index("make test")
    )


def test_a_wrong_output_is_noticed() -> None:
    page = "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n"
    assert update_outputs.render(page, "page") == page.replace("3", "2")


def test_a_missing_output_is_noticed() -> None:
    page = "```python\nprint(1 + 1)\n```\n\nand so on\n"
    assert update_outputs.render(page, "page") == "```python\nprint(1 + 1)\n```\n\n```text\n2\n```\n\nand so on\n"


@pytest.mark.parametrize("value", sorted(UNLESS))
def test_the_page_on_knowledge_says_what_makes_a_cue_none(value: str) -> None:
    assert f"| `{value}` |" in (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
