"""`extract` on what is no text, and on texts that nobody should write. Growth is shown by counted work, not by a clock."""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import hwextract
from hwextract import discourse, grouping, resolve, setups, summary
from hwextract.blocks import CAP
from hwextract.engine import TOGETHER, Engine, _Look, _Repaired
from hwextract.errors import InputTypeError
from hwextract.tables import TABLES


def check_offsets(text: str, result: hwextract.Extraction) -> None:
    for record in result.records:
        assert text[record.start : record.end] == record.text
        assert record.text
        assert text[record.sentence_start : record.sentence_end] == record.sentence
        assert record.sentence_start <= record.start < record.end <= record.sentence_end


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "pass '' for them"),
        (b"on a GPU", "decode"),
        (bytearray(b"on a GPU"), "decode"),
        (12, "str(value)"),
        (1.5, "str(value)"),
        (["on a GPU"], "extract_many"),
        (("id", "on a GPU"), "extract_many"),
        (Path("paper.txt"), "hwextract.read"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_text(value: Any, says: str) -> None:
    with pytest.raises(TypeError) as caught:
        hwextract.extract(value)
    error = caught.value
    assert isinstance(error, InputTypeError)
    assert (error.function, error.kind) == ("extract", type(value).__name__)
    assert says in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \r\n\f", "\u00a0\u2003"])
def test_empty_and_blank(text: str) -> None:
    result = hwextract.extract(text)
    assert (result.status, result.records, result.setups, result.hints) == ("empty", (), [], ())
    assert result.summary["hardware_stated"] is None
    assert result.summary["accelerators"] == []
    for table, columns in TABLES.items():
        frame = result.to_frame(table)
        assert list(frame.columns) == [column.name for column in columns]
        assert len(frame) == (table == "documents")
    assert set(result.document_row()) == {column.name for column in TABLES["documents"]}
    assert result.answer().startswith("Answer: ")


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "\0" * 3000,
        "We trained on\0 a V100\0 GPU for 3\0hours.",
        "\ud800",
        "\udfff" * 3000,
        "We trained on \ud800 a V100 GPU\udc80 for 3 days.",
        "We trained on a V100\ud83d GPU.",
        "(" * 10_000,
        "[{(<" * 10_000,
        "(" * 10_000 + "We trained on a GPU." + ")" * 10_000,
        "-" * 10_000,
        "." * 10_000,
        "\n" * 10_000 + "on a GPU",
        "1" * 10_000 + " GPUs",
        "1," * 5_000 + " hours",
        "$" * 10_000 + "1",
        "a-\n" * 5_000,
        "e\u0301\u0301\u0301" * 3_000,
        "\u202eon a GPU\u202c",
        "用四块 V100 GPU 训练了三天。",
        "обучали на GPU A100 три дня",
        "10^" * 5_000,
        "9" * 400 + " hours on a GPU",
        "1e99 hours on a GPU, 1 x 10^99 GPUs and 10^-99 GB of RAM",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts(text: str) -> None:
    result = hwextract.extract(text)
    check_offsets(text, result)
    assert hwextract.Extraction.from_json(result.to_json()) == result
    for table in TABLES:
        result.to_frame(table).to_csv().encode("utf-8")
    assert len(result.answer().split()) <= 400
    assert "<" in hwextract.extract(text)._repr_html_()


def test_mentions_survive_what_stands_around_them() -> None:
    for text in ("We trained on a V100 GPU\udc80 for 3 days.", "(" * 500 + " We trained on a V100 GPU for 3 days."):
        assert {r.type for r in hwextract.extract(text).records} == {"accelerator", "duration"}


def test_max_records() -> None:
    extractor = hwextract.Extractor(max_records=50)
    result = extractor.extract("GPU " * 2000)
    assert result.status == "truncated"
    assert len(result.records) == 50
    assert result.document_row()["status"] == "truncated"
    assert [record.record_id for record in result.records] == list(range(50))
    check_offsets("GPU " * 2000, result)


def test_max_records_that_are_just_enough() -> None:
    text = "We trained on a V100. We tested on a TPU."
    assert hwextract.Extractor(max_records=2).extract(text) == hwextract.extract(text)
    assert hwextract.Extractor(max_records=1).extract(text).status == "truncated"


class Counted(Engine):
    """An engine that counts what it hands on."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.worked_on = self.asked = self.longest = 0

    def _repair(self, text: str, start: int, end: int, look: _Look | None) -> _Repaired:
        self.asked += 1
        self.worked_on += end - start
        self.longest = max(self.longest, end - start)
        return super()._repair(text, start, end, look)


def test_a_line_of_two_megabytes_without_spaces() -> None:
    text = "x" * 1_000_000 + "GPU" + "y" * 1_000_000
    engine = Counted()
    check_offsets(text, engine(text))
    assert engine.asked <= 2
    assert engine.longest <= CAP


@pytest.mark.parametrize(
    "unit",
    ["We trained on 2 GPUs. ", "GPU ", "V100", "(GPU", "3 hours, ", "We trained on\na GPU\n\n", "x" * 999 + " GPU "],
)
def test_work_grows_with_the_text(unit: str) -> None:
    """Each character is handed on once, in pieces of bounded length; twice the text is twice the work."""
    counts = []
    for times in (1, 2):
        text = unit * (4000 // len(unit) * times)
        engine = Counted(gated=False)
        engine(text)
        assert engine.worked_on <= len(text)
        assert engine.longest <= CAP
        counts.append((engine.worked_on, engine.asked))
    assert counts[1][0] <= 2 * counts[0][0] + CAP
    assert counts[1][1] <= 2 * counts[0][1] + 2


def test_a_long_token_behind_a_preposition_is_read_once() -> None:
    """It is put first, as a phrase of up to six words may be; there are as many ways to part a token as it has letters."""
    text = f"With {'a' * 5000} on, we would train on one V100 GPU."
    assert [record.status for record in Engine()(text).records] == ["background"]


def test_work_ends_at_max_records() -> None:
    engine = Counted(max_records=10)
    engine("GPU " * 100_000)
    assert engine.worked_on <= TOGETHER + CAP


def test_blocks_that_are_read_together_are_read_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"In the {nth} run we trained on {nth} V100 GPUs for {nth} days." for nth in range(2, 90))
    together = Engine()(text)
    monkeypatch.setattr("hwextract.engine.TOGETHER", 1)
    assert Engine()(text) == together
    assert len(together.records) > 100


def steps(text: str) -> int:
    """How many instructions the stations behind the pipeline take."""
    watched = {module.__file__ for module in (discourse, grouping, resolve, setups, summary)}
    count: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if event == "call":
            if frame.f_code.co_filename not in watched:
                return None
            frame.f_trace_opcodes = True
        elif event == "opcode":
            count["opcode"] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        Engine()(text)
    finally:
        sys.settrace(before)
    return count["opcode"]


@pytest.mark.parametrize(
    "unit",
    [
        "We trained on 2 GPUs for 3 hours. ",
        "Methods\n\nWe trained a network on a GPU.\n\n",
        "We trained for {n} hours and {n} epochs on {n} GPUs. ",
        "We trained with GPU acceleration for {n} steps on {n} V100. ",
    ],
)
def test_work_behind_the_pipeline_grows_linearly(unit: str) -> None:
    steps(unit.replace("{n}", "1"))  # Python 3.12 and later count instructions only from the second traced call on
    few, many = (
        steps("".join(unit.replace("{n}", str(number % 900 + 1)) for number in range(times))) for times in (60, 240)
    )
    assert many < 4.6 * few


def test_documents_and_strings_are_the_same() -> None:
    text = "We trained on two V100 GPUs."
    result = hwextract.extract(hwextract.Document(text=text, doc_id="a", title="T", year=2020, doi="10.1/x"))
    assert [r.to_dict() | {"doc_id": ""} for r in result.records] == hwextract.extract(text).to_dicts()
    row = result.document_row()
    assert (row["doc_id"], row["title"], row["year"], row["doi"]) == ("a", "T", 2020, "10.1/x")
    assert {record.doc_id for record in result.records} == {"a"}


def test_sections_and_pages_of_a_document() -> None:
    text = "We trained on a V100.\fNotes. We tested on a TPU."
    notes = text.index("Notes")
    document = hwextract.Document(
        text=text, sections=(hwextract.Section("Notes", notes, len(text)),), pages=(0, text.index("\f") + 1)
    )
    assert [(r.section, r.page) for r in hwextract.extract(document).records] == [(None, 1), ("Notes", 2)]


def test_a_text_in_another_language_has_its_row() -> None:
    text = "Die Modelle wurden mit den Daten des ersten Jahres trainiert und danach auf neue Orte angewandt. " * 10
    result = hwextract.extract(text)
    assert result.status == "not_english"
    assert result.summary["hardware_stated"] is None
    assert len(result.to_frame("documents")) == 1
