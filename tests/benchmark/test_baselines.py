"""The baselines do what their definition says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from hwextract.benchmark import BASELINES
from hwextract.benchmark.baselines import phrases, token_patterns, words

TEXT = "We trained for 3 days on four NVIDIA V100 GPUs with 32 GB; the V100 machine was warm."


def test_definition() -> None:
    assert len(words()) == len(set(words())) == 61
    assert len(phrases()) == len(set(phrases())) == 300
    assert len(token_patterns()) == 100
    assert all(len(pattern) in {2, 3} for pattern in token_patterns())


def test_definition_is_the_shared_one(root: Path) -> None:
    shared = root.parent / "shared" / "bench" / "baselines.py"
    if not shared.exists():
        pytest.skip("the shared definition is not beside the repository")
    spec = importlib.util.spec_from_file_location("shared_baselines", shared)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (words(), phrases(), token_patterns()) == (module.WORDS, module.PHRASES, module.TOKEN_PATTERNS)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tokenizer", 20),
        # They are "3 days on", "NVIDIA V100", "GPUs with" and "V100 machine".
        ("rulers", 4),
        # They are the words "days", "NVIDIA", "V100" (twice), "GPUs" and "GB".
        ("bare-scan", 6),
    ],
)
def test_what_a_baseline_finds(name: str, found: int) -> None:
    if name == "bare-scan":
        pytest.importorskip("hyperscan")
    text = TEXT.encode() if name == "bare-scan" else TEXT
    run = BASELINES[name]()
    assert run([text]) == found
    assert run([text, text]) == 2 * found


def test_quantulum3_finds_quantities() -> None:
    pytest.importorskip("quantulum3")
    assert BASELINES["quantulum3"]()(["It took 3 hours."]) == 1
