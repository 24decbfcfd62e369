"""Cues and class words of one's own beside ours."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
import spacy

import hwextract
from hwextract.engine import Engine
from hwextract.errors import CatalogError, LexiconError
from hwextract.knowledge import Knowledge
from hwextract.lexicon import Lexicon, rows

if TYPE_CHECKING:
    from pathlib import Path

CUE = {
    "id": "spurned",
    "category": "negated",
    "direction": "forward",
    "patterns": ["spurn(ed|ing)"],
    "example": "We spurned GPUs.",
    "scope": 6,
    "rank": 9,
}
CLASS = {
    "id": "loom",
    "type": "accelerator",
    "kind": "other",
    "phrases": ["tensor loom(s|)"],
    "example": "trained on a tensor loom",
}
TEXT = "We spurned the GPU and trained the network on two tensor looms."


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "cues.jsonl").write_text(json.dumps(CUE), encoding="utf-8")
    (tmp_path / "class_words.jsonl").write_text(json.dumps(CLASS) + "\n\n", encoding="utf-8")
    return tmp_path


def test_own_rows_are_used(own: Path) -> None:
    result = hwextract.Extractor(lexicon=own).extract(TEXT)
    assert [(r.text, r.status, r.cue) for r in result.records] == [
        ("GPU", "negated", "spurned"),
        ("tensor looms", "used", None),
    ]
    assert result.records[1].to_dict()["kind"] == "other"
    assert result.records[1].to_dict()["count"] == 2
    assert [(r.text, r.status) for r in hwextract.extract(TEXT).records] == [("GPU", "used")]


def test_the_gate_knows_them(own: Path) -> None:
    text = "It was trained on a tensor loom."
    knowledge = Knowledge(lexicon=Lexicon(own))
    assert len(Engine(knowledge=knowledge)(text).records) == 1
    assert Engine(knowledge=knowledge)(text) == Engine(knowledge=knowledge, gated=False)(text)
    assert hwextract.extract(text).records == ()


def test_an_own_row_takes_the_place_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "class_words.jsonl"
    path.write_text(json.dumps(CLASS | {"id": "gpu"}), encoding="utf-8")
    extractor = hwextract.Extractor(lexicon=[path])
    assert extractor.extract("It was trained on a GPU.").records == ()
    assert len(extractor.extract("It was trained on a tensor loom.").records) == 1
    assert len(Lexicon(path).rows("class_words")) == len(rows("class_words"))
    assert Lexicon(path).rows("cues") is rows("cues")


def test_workers_know_them(own: Path) -> None:
    extractor = hwextract.Extractor(lexicon=str(own))
    assert list(extractor.extract_many([TEXT] * 3, n_process=2)) == list(extractor.extract_many([TEXT] * 3))
    assert pickle.loads(pickle.dumps(extractor)).extract(TEXT) == extractor.extract(TEXT)
    assert pickle.loads(pickle.dumps(Lexicon(own))).rows("cues") == Lexicon(own).rows("cues")


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("cues.jsonl", "{", "no JSON"),
        ("cues.jsonl", json.dumps({"id": "x"}), "needs"),
        ("cues.jsonl", json.dumps(CUE | {"category": "denied"}), "category 'denied' is none of activity"),
        ("cues.jsonl", json.dumps(CUE | {"direction": "up"}), "direction 'up' is none of backward"),
        ("cues.jsonl", json.dumps(CUE | {"unless": "wet"}), "unless 'wet' is none of busy, definite"),
        ("cues.jsonl", json.dumps(CUE | {"in": "papers"}), "in 'papers' is none of documentation"),
        ("cues.jsonl", json.dumps(CUE | {"patterns": "spurned"}), "lists of texts"),
        ("cues.jsonl", json.dumps(CUE | {"patterns": ["(spurned|)"]}), "is empty; put a word outside"),
        ("cues.jsonl", json.dumps(CUE | {"patterns": ["((a|b)|c)"]}), "may not be nested"),
        ("cues.jsonl", json.dumps(CUE | {"hint": "gpu"}), "goes with the category hint"),
        ("class_words.jsonl", json.dumps(CLASS | {"type": "cost"}), "type 'cost' is none of"),
        ("class_words.jsonl", json.dumps(CLASS | {"phrases": []}), "lists of texts"),
        ("class_words.jsonl", json.dumps(CLASS | {"vendor": "Zyx"}), "may have ['kind']"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, file: str, row: str, says: str) -> None:
    good: dict[str, Any] = CUE if file == "cues.jsonl" else CLASS
    (tmp_path / file).write_text(json.dumps(good | {"id": "good"}) + "\n\n" + row, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        hwextract.Extractor(lexicon=tmp_path)
    assert (caught.value.file, caught.value.line) == (str(tmp_path / file), 3)
    assert says in caught.value.problem


@pytest.mark.parametrize(
    ("name", "says"),
    [("units.jsonl", "is not for a lexicon of one's own"), ("", "or empty"), ("no.jsonl", "not there")],
)
def test_a_wrong_path_is_named(tmp_path: Path, name: str, says: str) -> None:
    if name == "units.jsonl":
        (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(LexiconError, match=says):
        Lexicon(tmp_path / name)


def test_other_files_in_the_folder_are_not_passed_over(own: Path) -> None:
    (own / "units.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"units.jsonl: is not for a lexicon"):
        Lexicon(own)


def test_in_a_spacy_pipeline(own: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (own / "cpus.csv").write_text("id,name,cores\nborg,Borg Cube 7,48\n", encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("hwextract", config={"catalog": [str(own)], "lexicon": str(own)})
    saved = tmp_path_factory.mktemp("saved")
    nlp.to_disk(saved)
    text = TEXT + " A Borg Cube 7 was trained on."
    for pipeline in (nlp, spacy.load(saved), pickle.loads(pickle.dumps(nlp))):
        found = [record.text for record in pipeline(text)._.hwextract.records]
        assert found == ["GPU", "tensor looms", "Borg Cube 7"]


def test_a_spacy_pipeline_with_a_wrong_path_says_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="none of the files"):
        spacy.blank("en").add_pipe("hwextract", config={"catalog": str(tmp_path)})
