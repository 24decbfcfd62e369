"""The gate chooses blocks and decides nothing: with it and without it, the records are the same."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract import gate
from hwextract.catalog.grammar import grammars
from hwextract.engine import Engine
from hwextract.lexicon import rows

GATED = Engine()
UNGATED = Engine(gated=False)
CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))

WORDS = [
    *("GPU", "gpus", "graphics cards", "CPU", "processor", "V100", "A100s", "RTX2080Ti", "Titan X", "TPU v3", "Xeon"),
    *("EPYC 7452", "Ryzen", "Jetson Nano", "p3.2xlarge", "Standard_E2as_v4", "Summit", "Colab", "AWS", "DGX-1"),
    *("3 hours", "three days", "a couple of weeks", "nineteen hours", "half an hour", "3h", "12:30:00", "5 ms", "2 h"),
    *("a week and a half", "forty-five minutes", "12 to 14 h", "16 GB", "16GB RAM", "1 TB SSD", "2.5 GHz", "32 cores"),
    *("$310", "310 USD", "€5", "two dollars", "28 kWh", "3 kg CO2e", "1e20 FLOPs", "1,200 GPU hours", "3 PF-days"),
    *(
        "trained on",
        "took",
        "lasted",
        "cost",
        "with",
        "epochs",
        "we",
        "not",
        "per",
        "and",
        "the birds",
        "GPU-accelerated",
    ),
    *("pro-\ncessor", "gra-\nphics card", "3\nhours", "V\u00a0100", "ﬁve hours", "8×V100", "8 Ã— V100", "NVI-\nDIA"),
]


def check(text: str) -> None:
    assert GATED(text) == UNGATED(text)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", ". ", "\n", ", "])), max_size=12))
def test_any_text(parts: list[tuple[str, str]]) -> None:
    check("".join(word + gap for word, gap in parts))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gated, ungated = GATED(row["text"]), UNGATED(row["text"])
        assert gated.to_dicts() == ungated.to_dicts(), row["id"]
        assert gated == ungated, row["id"]


def test_there_are_cases() -> None:
    assert CASES


def test_seeds(root: Path) -> None:
    for path in sorted((root / "seeds").glob("*.txt")):
        check(path.read_bytes().decode("utf-8"))


def test_examples_of_the_lexicon() -> None:
    for name in ("class_words", "units", "cues"):
        for row in rows(name):
            check(row["example"] + ". We trained it on a GPU.")
            check("We trained it: " + row["example"])


def test_examples_of_the_grammars() -> None:
    for grammar in grammars():
        check(f"The network ran {grammar.example}.")


def test_papers(root: Path) -> None:
    path = root.parent / "shared" / "papers" / "ml-papers.jsonl.gz"
    if not path.exists():
        pytest.skip("the collection of papers is not beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for _, line in zip(range(5), stream, strict=False):
            check(json.loads(line)["text"])


@pytest.mark.parametrize("text", ["Birds were counted in the wood.", "The river was wide, and the water was cold.", ""])
def test_other_text_is_left_out(text: str) -> None:
    assert not gate.passes(text, 0, len(text))


def test_only_the_block_counts() -> None:
    text = "Birds were counted. We used a GPU."
    assert not gate.passes(text, 0, 19)
    assert gate.passes(text, 20, len(text))
