"""The texts that a benchmark runs over."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import hwextract
from hwextract.benchmark import Corpus, load
from hwextract.benchmark.corpus import dense, sample
from hwextract.errors import ReadError

LINES = [{"id": "a", "text": "One paper."}, {"id": "b", "text": "Another one, naïve."}, {"id": "c", "text": ""}]


@pytest.mark.parametrize("name", ["papers.jsonl", "papers.jsonl.gz"])
def test_lines_of_json(tmp_path: Path, name: str) -> None:
    data = "\n".join(map(json.dumps, LINES)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    corpus = load(tmp_path / name)
    assert corpus == Corpus(name, ("One paper.", "Another one, naïve."))
    assert corpus.size == len("".join(corpus.texts)) + 1


def test_folder_takes_what_can_be_read_and_counts_the_rest(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("One paper.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(LINES[1]), encoding="utf-8")
    (tmp_path / "deep" / "c.md").write_text("A third.", encoding="utf-8")
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    corpus = load(tmp_path)
    assert corpus.texts == ("One paper.", "Another one, naïve.", "A third.")
    assert corpus.skipped == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.jsonl", b'{"text": 3}', "line 1"),
        ("a.jsonl", b'{"text": "x"}\nnothing', "line 2"),
        ("a.jsonl.gz", b"no gzip", "cannot be read"),
        ("a.txt", b" \n", "no text"),
        ("missing.jsonl", None, "No such file"),
    ],
)
def test_what_cannot_be_measured_on(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=says):
        load(tmp_path / name)


def test_sample_is_sparse_and_the_same_every_time() -> None:
    corpus = sample(papers=3)
    assert corpus == sample(papers=3)
    assert len(set(corpus.texts)) == 3
    results = [hwextract.extract(text) for text in corpus.texts]
    hits = dense(corpus, results)
    assert 0 < hits.size < corpus.size / 20
    assert all(result.records for result in results)
    assert any(record.status == "negated" for result in results for record in result.records)


def test_dense_part_holds_the_mentions() -> None:
    corpus = Corpus("two", ("Birds sang. We used one V100 GPU.\n\nIt rained. Training took 3 hours.", "Birds sang."))
    hits = dense(corpus, [hwextract.extract(text) for text in corpus.texts])
    assert hits.texts == ("We used one V100 GPU.\n\nTraining took 3 hours.",)


def test_slices_are_spread_over_the_texts() -> None:
    corpus = Corpus("ten", tuple(str(number) * 90 for number in range(10)))
    assert corpus.slices(50, length=10).texts == tuple(str(number) * 10 for number in range(0, 10, 2))
    assert corpus.cut(100).texts == ("0" * 90, "1" * 10)
