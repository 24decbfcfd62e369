"""The gate chooses blocks and decides nothing: with it and without it, the records are the same, by every scanner."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract import gate
from hwextract.catalog.grammar import Grammar, grammars
from hwextract.engine import Engine
from hwextract.gate import _entries_at, _entries_of, _standing
from hwextract.knowledge import SHIPPED
from hwextract.lexicon import rows
from hwextract.pipeline import device_hours
from hwextract.pipeline.draft import Window
from hwextract.pipeline.quantities import find_all
from hwextract.pipeline.ruler import DIGITS
from hwextract.repair import repair
from hwextract.scan import SCANNERS

UNGATED = Engine(gated=False)
CASES = sorted((Path(__file__).parent / "cases").glob("*.jsonl"))

WORDS = [
    *("GPU", "gpus", "graphics cards", "CPU", "processor", "V100", "A100s", "RTX2080Ti", "Titan X", "TPU v3", "Xeon"),
    *("EPYC 7452", "Ryzen", "Jetson Nano", "p3.2xlarge", "Standard_E2as_v4", "Summit", "Colab", "AWS", "DGX-1"),
    *("3 hours", "three days", "a couple of weeks", "nineteen hours", "half an hour", "3h", "12:30:00", "5 ms", "2 h"),
    *("a week and a half", "forty-five minutes", "12 to 14 h", "16 GB", "16GB RAM", "1 TB SSD", "2.5 GHz", "32 cores"),
    *("$310", "310 USD", "€5", "two dollars", "28 kWh", "3 kg CO2e", "1e20 FLOPs", "1,200 GPU hours", "3 PF-days"),
    *("trained on", "took", "lasted", "cost", "with", "epochs", "we", "not", "per", "and", "the birds", "memory"),
    *("GPU-accelerated", "pro-\ncessor", "gra-\nphics card", "3\nhours", "V\u00a0100", "ﬁve hours", "8×V100"),
    *("8 Ã— V100", "NVI-\nDIA", "ho\u00adurs", "Raspberry\u200b Pi 4", "Core(TM) i7", "Power 9", "Pixel 4", "3m 20s"),
    *("2 node hours", "training hours: 5", "Rs. 500", "1 PFLOP", "five kWh", "V1\u200b00", "１６ hours", "2.large"),
]


@cache
def engine(scanner: str) -> Engine:
    if scanner == "hyperscan":
        pytest.importorskip("hyperscan", reason="the extra 'fast' is not installed")
    return Engine(scanner=scanner)


def check(text: str, scanner: str) -> None:
    assert engine(scanner)(text).to_json() == UNGATED(text).to_json()


each_scanner = pytest.mark.parametrize("scanner", SCANNERS)


@each_scanner
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", ". ", "\n", ", "])), max_size=12))
def test_any_text(scanner: str, parts: list[tuple[str, str]]) -> None:
    check("".join(word + gap for word, gap in parts), scanner)


NAMES = [
    *("a", "2", "100", "- 4", "V", "PASCAL", "pascal", "Tesla", "tesla", "NVIDIA", "core", "Core", "Intel", "cluster"),
    *(
        "pixel",
        "Power",
        "K40",
        "8xV100",
        "P-100",
        "(Cascade",
        "LISA)",
        "A2",
        "a 12-",
        "c++",
        "Raspberry",
        "Pi",
        "DGX-1",
    ),
    *("standard--a4", "large.2", "M2 (SMU)", "titan", "X", "Xp", "gpu", "deep", "learning", "machine", "Xeon-Gold"),
    *("TeslaK40", "P  -100", "H\x02 100", "V1\u200b00", "NVI-\nDIA", "Core(TM)i7", "\u201cPascal\u201d", "ofNVIDIA"),
]
GAPS = [" ", " ", "", "-", ", ", "\n", "  ", "\u00ad", "-\n", "\u2013"]


@each_scanner
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(GAPS)), max_size=8))
def test_names_are_where_the_scan_saw_some(scanner: str, parts: list[tuple[str, str]]) -> None:
    text = "Birds sang. We saw " + "".join(name + gap for name, gap in parts) + " there."
    for start, end, look in engine(scanner)._candidates(text):
        block = repair(text, start, end)
        if look is not None:
            places = [*map(block.place, look.names)]
            assert {*_entries_at(places, block.text, SHIPPED)} == {*_entries_of(block.text, SHIPPED)}


QUANTITIES = [
    *(
        "3",
        "12",
        "1.5",
        "1,200",
        "2.1k",
        "5 million",
        "1e20",
        "two",
        "half a",
        "a",
        "$5",
        "\u20ac",
        "R$",
        "12:30",
        "(3)",
    ),
    *("h", "hours", "days", "ms", "min", "GB", "TB", "kWh", "J", "kg CO2e", "CO_2", "FLOPs", "USD", "dollars", "core"),
    *(
        "node",
        "time",
        "Training time (h):",
        "Hours:",
        "=",
        "RAM",
        "SSD",
        "of",
        "carbon",
        "GPU",
        "A100",
        "PF-days",
        "3\x02h",
    ),
]


@each_scanner
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(parts=st.lists(st.tuples(st.sampled_from(QUANTITIES), st.sampled_from(GAPS)), max_size=6))
def test_where_the_scan_saw_no_quantity_there_is_none(scanner: str, parts: list[tuple[str, str]]) -> None:
    text = "Birds sang. The GPU has " + "".join(part + gap for part, gap in parts) + " there."
    for start, end, look in engine(scanner)._candidates(text):
        window = Window(text=repair(text, start, end).text)
        if look is not None and not look.counted:
            assert {draft.rule for draft in find_all(window.text, window)} <= {device_hours.RULE}
            assert not window.sizes


@pytest.mark.parametrize("grammar", grammars(), ids=lambda grammar: grammar.id)
def test_every_name_that_a_grammar_reads(grammar: Grammar) -> None:
    """No head may be missing for a form that the pattern allows."""

    @settings(max_examples=12, deadline=None, derandomize=True, database=None)
    @given(
        st.from_regex(
            re.compile(grammar.pattern.pattern, grammar.pattern.flags),
            alphabet=st.characters(min_codepoint=32, max_codepoint=126),
        )
    )
    def check_name(name: str) -> None:
        check(f"The instance ran on an {name} GPU. It ran on {name}.", "re")

    check_name()


@each_scanner
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path, scanner: str) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        check(json.loads(line)["text"], scanner)


def test_there_are_cases() -> None:
    assert CASES


@each_scanner
def test_seeds(root: Path, scanner: str) -> None:
    for path in sorted((root / "seeds").glob("*.txt")):
        check(path.read_bytes().decode("utf-8"), scanner)


@each_scanner
def test_examples_of_the_lexicon(scanner: str) -> None:
    for name in ("class_words", "units", "cues"):
        for row in rows(name):
            check(row["example"] + ". We trained it on a GPU.", scanner)
            check("We trained it: " + row["example"], scanner)


@each_scanner
def test_examples_of_the_grammars(scanner: str) -> None:
    for grammar in grammars():
        check(f"The network ran {grammar.example}.", scanner)


@each_scanner
def test_names_of_systems(scanner: str) -> None:
    found = [" ".join(entry.tokens) for entry in gate.entries()][::40]
    check("".join(f"All runs of the study took 3 h on the {name} cluster.\n\n" for name in found), scanner)


NUMBERED = [entry for entry in gate.entries() if DIGITS in entry.tokens]


@pytest.mark.parametrize("entry", [*gate.entries()[::60], *NUMBERED], ids=lambda entry: " ".join(entry.tokens))
def test_an_entry_stands_where_its_tokens_do(entry: gate.Entry) -> None:
    def stands(*tokens: str) -> bool:
        lower = [token.lower() for token in tokens]
        return any(found.tokens == written for found in _standing([*tokens], lower, SHIPPED))

    written = entry.tokens if entry.exact else tuple(token.lower() for token in entry.tokens)
    tokens = ["3" if token == DIGITS else token for token in written]
    assert stands(*tokens)
    assert stands("we", *tokens, "used")
    assert not stands("we", *tokens[:-1], "used")
    assert not stands("we", *tokens[1:], "used")
    if any(token.isalpha() for token in tokens):
        assert stands(*(token.swapcase() for token in tokens)) is not entry.exact


@each_scanner
def test_papers(root: Path, scanner: str) -> None:
    path = root.parent / "shared" / "papers" / "ml-papers.jsonl.gz"
    if not path.exists():
        pytest.skip("the collection of papers is not beside the repository")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in list(stream)[::40]:
            check(json.loads(line)["text"], scanner)


@each_scanner
def test_gold(root: Path, scanner: str) -> None:
    path = root.parent / "shared" / "gold"
    if not path.exists():
        pytest.skip("the gold is not beside the repository")
    for file in sorted(path.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[::10]:
            check(json.loads(line)["text"], scanner)


@pytest.mark.parametrize(
    "text",
    [
        "Birds were counted in the wood.",
        "The river was wide, and the water was cold.",
        "A large sample of standard size at each instance.",
        "It rained for 3 days.",
        "The Pixel values of the series are small.",
        "A budget of 16 GB.",
        "",
    ],
)
def test_other_text_is_left_out(text: str) -> None:
    assert not gate.passes(text)


@pytest.mark.parametrize(
    "text",
    ["It took 3 days.", "A 16 GB memory.", "It ran on a Pixel 4.", "on an m5.large", "We ran it on Summit nodes."],
)
def test_what_the_pipeline_needs_passes(text: str) -> None:
    assert gate.passes(text)


@each_scanner
@pytest.mark.parametrize(
    "parts",
    [
        ("Amazon Web", "Services"),
        ("Google Earth", "Engine"),
        ("3", "hours of training"),
        ("120", "kWh"),
        ("300", "USD"),
        ("$", "300"),
        ("64", "GB of RAM"),
    ],
)
@pytest.mark.parametrize("head", ["SMITH et al.", "14 of 17\nSMITH et al."])
def test_what_a_running_head_parts(scanner: str, parts: tuple[str, str], head: str) -> None:
    check(f"Training the network took {parts[0]}\n{head}\n{parts[1]} on our machine.", scanner)


@each_scanner
def test_only_the_block_counts(scanner: str) -> None:
    assert list(engine(scanner).blocks("Birds were counted. We used a GPU.")) == [(20, 34)]
