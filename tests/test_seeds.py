"""The five documents that the project started from, held against what must come out of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import hwextract

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
EXPECTED: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.expected.json"))
]
NAMES = [expected["document"] for expected in EXPECTED]
each_seed = pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)


def extract(expected: dict[str, Any]) -> hwextract.Extraction:
    return hwextract.extract(hwextract.read(SEEDS / expected["document"]))


def test_every_seed_has_its_expectation() -> None:
    assert sorted(path.name for path in SEEDS.glob("*.txt")) == NAMES
    assert len(NAMES) == 5


@each_seed
def test_transcript_is_taken_apart(expected: dict[str, Any]) -> None:
    whole = (SEEDS / expected["document"]).read_bytes().decode("utf-8")
    start, end = expected["context"]

    document = hwextract.read(SEEDS / expected["document"])

    assert document.text == whole[start:end]
    assert document.question is not None
    assert "Which hardware resources are used for training the deep learning model" in document.question
    assert document.answer is not None
    assert whole.rstrip().endswith(document.answer.strip())
    assert "Use the following pieces of context" not in document.text
    assert document.answer.strip() not in document.text


@each_seed
def test_records(expected: dict[str, Any]) -> None:
    found = extract(expected).to_dicts()

    def place(record: dict[str, Any]) -> tuple[str, str, int, int]:
        return record["type"], record["text"], record["start"], record["end"]

    assert [place(record) for record in found] == [place(record) for record in expected["records"]]
    for record, wanted in zip(found, expected["records"], strict=True):
        assert {name: record[name] for name in wanted} == wanted


@each_seed
def test_offsets(expected: dict[str, Any]) -> None:
    text = hwextract.read(SEEDS / expected["document"]).text
    for record in extract(expected).records:
        assert text[record.start : record.end] == record.text
        assert text[record.sentence_start : record.sentence_end] == record.sentence
        assert record.sentence_start <= record.start < record.end <= record.sentence_end


@each_seed
def test_setups(expected: dict[str, Any]) -> None:
    """Every expected setup is found once, in any order, and no other."""
    found = [dict(setup) for setup in extract(expected).setups]
    left = list(found)
    for wanted in expected["setups"]:
        fits = [setup for setup in left if all(setup[name] == value for name, value in wanted.items())]
        assert fits, f"no setup {wanted} among {found}"
        left.remove(fits[0])
    assert left == []


@each_seed
def test_setups_point_at_their_records(expected: dict[str, Any]) -> None:
    result = extract(expected)
    known = {record.record_id for record in result.records}
    for setup in result.setups:
        assert setup["record_ids"]
        assert set(setup["record_ids"]) <= known


@each_seed
def test_summary(expected: dict[str, Any]) -> None:
    summary = extract(expected).summary
    assert {name: summary[name] for name in expected["summary"]} == expected["summary"]


@each_seed
def test_answer(expected: dict[str, Any]) -> None:
    answer = extract(expected).answer()
    assert answer.startswith("Answer: ")
    assert len(answer.split()) <= 400
    for pattern in expected["answer"]["says"]:
        assert re.search(pattern, answer, re.I | re.S), f"{pattern!r} is missing in: {answer}"
    for pattern in expected["answer"]["omits"]:
        assert not re.search(pattern, answer, re.I | re.S), f"{pattern!r} is in: {answer}"


@each_seed
def test_the_form_is_recognised_by_read_alone(expected: dict[str, Any]) -> None:
    """`extract(str)` takes the whole transcript as a text: what the question and the answer name is found too."""
    whole = (SEEDS / expected["document"]).read_bytes().decode("utf-8")
    _, end = expected["context"]
    assert any(record.start >= end for record in hwextract.extract(whole).records)
