"""The result of one document, and the ways out of it."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pandas as pd
import pytest

import hwextract
from hwextract.records import Hint
from hwextract.tables import TABLES

TEXTS = [
    "",
    "Birds were counted.",
    "We trained on 2 nodes with 4 Tesla V100 (32 GB) each for about 12 to 14 hours and 30 epochs; it cost 310 USD.",
    "Training used GPU acceleration on our cluster.",
    "We trained on \ud800 a V100\n GPU for 9.6 ± 1.2 h, with 28 kWh, 3 kg CO2e and 1,200 GPU hours on AWS.",
    "(" * 100,
]


@pytest.mark.parametrize("text", TEXTS)
def test_json_loses_nothing(text: str) -> None:
    result = hwextract.extract(hwextract.Document(text=text, doc_id="10.1/é\udc80", title="T", year=2020))
    written = result.to_json()
    assert written.isascii()
    back = hwextract.Extraction.from_json(written)
    assert back == result
    assert [type(record) for record in back.records] == [type(record) for record in result.records]
    assert back.to_json() == written
    assert hwextract.Extraction.from_json(result.to_json(indent=2)) == result


@pytest.mark.parametrize("text", TEXTS)
def test_plain_data(text: str) -> None:
    result = hwextract.extract(text)
    plain = result.to_plain()

    def check(value: Any) -> None:
        assert value is None or type(value) in (dict, list, str, int, float, bool)
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(plain)
    assert hwextract.Extraction.from_dict(plain) == result
    assert json.loads(json.dumps(plain)) == plain
    assert pickle.loads(pickle.dumps(result)) == result


def test_to_dicts() -> None:
    result = hwextract.extract(TEXTS[2])
    assert result.to_dicts() == [record.to_dict() for record in result.records]
    assert all(next(iter(row)) == "type" for row in result.to_dicts())


def test_document_row_has_the_columns_of_the_table() -> None:
    for text in TEXTS:
        assert set(hwextract.extract(text).document_row()) == {column.name for column in TABLES["documents"]}


def test_summary_and_meta_share_no_column() -> None:
    result = hwextract.extract(TEXTS[2])
    assert not set(result.summary) & set(result.meta)


def test_counts() -> None:
    result = hwextract.extract("We trained on a V100. No TPU was used. GPUs are commonly used.")
    row = result.document_row()
    assert [row[f"n_{name}"] for name in ("records", "used", "negated", "background")] == [3, 1, 1, 1]
    assert row["n_chars"] == 62
    assert row["version"] == hwextract.__version__


@pytest.mark.parametrize("table", list(TABLES))
def test_to_frame_is_that_of_the_module(table: str) -> None:
    result = hwextract.extract(TEXTS[2])
    pd.testing.assert_frame_equal(result.to_frame(table), hwextract.to_frame([result], table))


def test_hints() -> None:
    result = hwextract.extract(TEXTS[3])
    assert result.hints
    for hint in result.hints:
        assert isinstance(hint, Hint)
        assert TEXTS[3][hint.start : hint.end] == hint.text
        assert Hint(**hint.to_dict()) == hint
    assert result.summary["hardware_stated"] is True


def test_results_cannot_be_changed() -> None:
    result: Any = hwextract.extract(TEXTS[2])
    with pytest.raises(AttributeError):
        result.doc_id = "other"
    with pytest.raises(AttributeError):
        result.records[0].text = "other"


def test_results_share_nothing() -> None:
    first, second = hwextract.extract(""), hwextract.extract("")
    first.summary["accelerators"].append("NVIDIA A100")
    first.errors.append({})
    assert second.summary["accelerators"] == []
    assert hwextract.extract("").errors == []


@pytest.mark.parametrize("text", [*TEXTS, TEXTS[2] * 40])
def test_answer(text: str) -> None:
    answer = hwextract.extract(text).answer()
    assert answer.startswith("Answer: ")
    assert len(answer.split()) <= 400
