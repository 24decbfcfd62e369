"""The notebooks and scripts of examples/ run, from the top folder, without a notebook server."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))


def code_cells(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_runs(notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cells = code_cells(notebook)
    assert cells
    for number, cell in enumerate(cells):
        exec(compile(cell, f"{notebook.name}[{number}]", "exec"), namespace)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_is_stored_without_outputs(notebook: Path) -> None:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    assert content["nbformat"] == 4
    for cell in content["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_ten_papers_finds_what_its_papers_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell in code_cells(EXAMPLES / "ten_papers.ipynb"):
        exec(cell, namespace)
    documents = namespace["documents"].set_index("doc_id")
    assert len(documents) == 10
    assert documents.loc["heron-2021", "accelerators"] == ["NVIDIA GeForce RTX 3090"]
    assert documents.loc["heron-2021", "training_hours"] == 14
    assert documents.loc["reef-2022", "accelerator_count"] == 4
    assert not documents.loc["pollen-2017", "hardware_stated"]
    assert not documents.loc["survey-2023", "hardware_stated"]
    assert documents.loc["bats-2020", "cpus"] == ["Intel Core i7-9700K"]


def test_folder_to_csv_writes_both_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    papers, out = tmp_path / "papers", tmp_path / "out"
    papers.mkdir()
    (papers / "one.txt").write_text("The model was trained on two Tesla T4 GPUs for 5 hours.", encoding="utf-8")
    (papers / "two.txt").write_text("We counted penguins by hand.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["folder_to_csv.py", str(papers), str(out)])

    runpy.run_path(str(EXAMPLES / "folder_to_csv.py"), run_name="__main__")

    records = (out / "records.csv").read_text(encoding="utf-8").splitlines()
    documents = (out / "documents.csv").read_text(encoding="utf-8").splitlines()
    assert len(records) == 1 + 2
    assert len(documents) == 1 + 2
    assert "2 documents, 1 of them" in capsys.readouterr().out
