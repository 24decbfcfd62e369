"""Many texts: in order, some at a time, and none ends the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest

import hwextract
from hwextract import api, engine
from hwextract.batches import BATCH
from hwextract.corpus import AHEAD
from hwextract.repair import Repaired, repair

TEXTS = ["We trained on two V100 GPUs.", "Birds were counted.", "", "Training took 3 hours on an A100."]


def test_plain_texts() -> None:
    results = list(hwextract.extract_many(TEXTS))
    assert [result.doc_id for result in results] == ["0", "1", "2", "3"]
    assert [result.status for result in results] == ["ok", "ok", "empty", "ok"]
    assert [len(result.records) for result in results] == [1, 0, 0, 2]


def test_pairs_and_documents() -> None:
    items: list[Any] = [
        ("10.1/a", TEXTS[0]),
        hwextract.Document(text=TEXTS[3], doc_id="d", year=2020),
        TEXTS[0],
        (7, TEXTS[1]),
    ]
    results = list(hwextract.extract_many(items))
    assert [result.doc_id for result in results] == ["10.1/a", "d", "2", "7"]
    assert results[1].document_row()["year"] == 2020
    assert all(record.doc_id == result.doc_id for result in results for record in result.records)


def test_nothing() -> None:
    assert list(hwextract.extract_many([])) == []
    assert list(hwextract.extract_many([], n_process=2)) == []


BAD: list[Any] = [None, 5, b"on a GPU", ("id", None), ("id", b"x"), ("a", "b", "c"), ["x"], (), {"text": "x"}]


@pytest.mark.parametrize("bad", BAD, ids=repr)
def test_an_item_that_is_no_text_does_not_end_the_stream(bad: Any) -> None:
    first, second, third = hwextract.extract_many([TEXTS[0], bad, TEXTS[3]])
    assert (len(first.records), len(third.records)) == (1, 2)
    (row,) = second.errors
    assert row["kind"] == "InputTypeError"
    assert "extract_many" in row["message"]
    assert (second.status, second.records) == ("unreadable", ())
    assert second.summary["hardware_stated"] is None
    assert len(second.to_frame("documents")) == 1
    assert first.errors == third.errors == []


def test_errors_keep_the_id() -> None:
    items: list[Any] = [("10.1/a", None), 5, ("10.1/b", b"x")]
    results = list(hwextract.extract_many(items))
    assert [result.doc_id for result in results] == ["10.1/a", "1", "10.1/b"]
    assert hwextract.to_frame(results, "errors")["doc_id"].tolist() == ["10.1/a", "1", "10.1/b"]
    assert hwextract.to_frame(results, "documents")["doc_id"].tolist() == ["10.1/a", "1", "10.1/b"]


def test_a_fault_of_our_own_does_not_end_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: str, start: int, end: int) -> Repaired:
        if "A100" in text:
            raise RuntimeError("a fault")
        return repair(text, start, end)

    monkeypatch.setattr(engine, "repair", faulty)
    items: list[Any] = [
        TEXTS[0],
        hwextract.Document(text=TEXTS[3], doc_id="d", source="d.txt"),
        ("p", TEXTS[3]),
        TEXTS[0],
    ]
    results = list(hwextract.extract_many(items))
    assert [len(result.records) for result in results] == [1, 0, 0, 1]
    assert results[1].errors == [{"doc_id": "d", "source": "d.txt", "kind": "RuntimeError", "message": "a fault"}]
    assert results[2].errors == [{"doc_id": "p", "source": None, "kind": "RuntimeError", "message": "a fault"}]


def test_an_object_that_fails_when_looked_at_costs_itself() -> None:
    class Odd:
        @property
        def text(self) -> str:
            raise ValueError("odd")

    items: list[Any] = [TEXTS[0], Odd(), TEXTS[3]]
    results = list(hwextract.extract_many(items))
    assert [len(result.records) for result in results] == [1, 0, 2]
    assert [error["kind"] for result in results for error in result.errors] == ["InputTypeError"]


def test_two_processes_give_the_same() -> None:
    items: list[Any] = [(f"id{number}", text) for number, text in enumerate(TEXTS * 36)]
    items[5] = None
    items[6] = ("bad", b"x")
    items[40] = "plain"
    items[41] = hwextract.Document(text="on a V100\ud800 GPU", doc_id="\udc80")
    assert len(items) > 2 * BATCH
    assert list(hwextract.extract_many(items, n_process=2)) == list(hwextract.extract_many(items))


class Stream:
    """Endless texts that count how many were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for _ in itertools.count():
            self.taken += 1
            yield "on a V100 GPU"


def test_items_are_taken_some_at_a_time() -> None:
    stream = Stream()
    results = hwextract.extract_many(stream)
    assert stream.taken == 0
    next(results)
    assert stream.taken <= BATCH
    for _ in range(BATCH):
        next(results)
    assert stream.taken <= 2 * BATCH


def test_items_that_come_slowly_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_PATIENCE", -1.0)
    stream = Stream()
    for number, _ in zip(range(1, 4), hwextract.extract_many(stream), strict=False):
        assert stream.taken == number


def test_processes_look_ahead_a_bounded_way_and_stop_early() -> None:
    stream = Stream()
    results = hwextract.extract_many(stream, n_process=2)
    assert stream.taken == 0
    first = list(itertools.islice(results, 3))
    assert [result.doc_id for result in first] == ["0", "1", "2"]
    assert stream.taken <= 2 * AHEAD * BATCH
    results.close()  # type: ignore[attr-defined]
    assert stream.taken <= 2 * AHEAD * BATCH


def test_a_stream_that_fails_says_so() -> None:
    def stream() -> Iterator[str]:
        yield TEXTS[0]
        raise OSError("the disk is gone")

    results = hwextract.extract_many(stream())
    assert len(next(results).records) == 1
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)
