"""The grammars of product names: every example gives its name, and no text makes a pattern slow."""

from __future__ import annotations

import re

import pytest

import hwextract
from hwextract.catalog.grammar import Grammar, grammars
from hwextract.lexicon import expand
from hwextract.pipeline.draft import Window
from hwextract.pipeline.ruler import DIGITS
from hwextract.pipeline.tokenizer import split
from hwextract.records import RECORD_TYPES

GRAMMARS = grammars()
each_grammar = pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda grammar: grammar.id)


@each_grammar
def test_row(grammar: Grammar) -> None:
    assert grammar.type in RECORD_TYPES
    assert grammar.certainty in ("high", "medium", "low")
    assert grammar.context in (0, 1, 2)
    assert grammar.phase in (None, "training", "inference", "other")
    assert grammar.heads
    assert grammar.heads == tuple(head.lower() for head in grammar.heads)
    assert (grammar.kind is not None) == (grammar.type in ("accelerator", "system"))
    assert (grammar.provider is not None) == (grammar.type == "instance")


def test_ids_are_unique() -> None:
    assert len({grammar.id for grammar in GRAMMARS}) == len(GRAMMARS)


@each_grammar
def test_example_through_the_pattern(grammar: Grammar) -> None:
    match = grammar.pattern.search(grammar.example)
    assert match is not None
    assert match.group()
    assert grammar.canonical_name(match) == grammar.canonical
    assert not grammar.pattern.search("")


@each_grammar
def test_example_has_a_head(grammar: Grammar) -> None:
    """A pattern is tried only where one of its heads stands."""
    tokens = f" {' '.join(split(grammar.example.lower()))} "
    heads = [split(phrase) for head in grammar.heads for phrase in expand(head)]
    assert any(f" {' '.join(token for token in head if token != DIGITS)} " in tokens for head in heads)


@pytest.mark.parametrize(
    ("code", "size"), [("L40S", False), ("M60", False), ("L20", False), ("L8s", True), ("D1", True)]
)
def test_a_code_of_a_device_is_no_size(code: str, size: bool) -> None:
    (sizes,) = (grammar for grammar in GRAMMARS if grammar.id == "azure-size")
    assert (sizes.pattern.search(f"an Azure VM with {code} inside") is not None) is size


@each_grammar
def test_example_through_extract(grammar: Grammar) -> None:
    text = f"The model was trained {grammar.example.removeprefix('trained ')}."
    found = [r for r in hwextract.extract(text).to_dicts() if r.get("name") == grammar.canonical]
    assert found, [(r.rule, r.text) for r in hwextract.extract(text).records]
    assert found[0]["type"] == grammar.type
    match = grammar.pattern.search(grammar.example)
    assert match is not None
    assert grammar.vendor_name(match) in (None, found[0]["vendor"])
    for key in ("kind", "provider"):
        if key in found[0]:
            assert found[0][key] == getattr(grammar, key)


@each_grammar
def test_name_stays_the_same_in_other_cases_of_layout(grammar: Grammar) -> None:
    text = f"The model was trained {grammar.example.removeprefix('trained ')}."
    broken = text.replace(" ", "\n")
    names = [r.to_dict().get("name") for r in hwextract.extract(text).records]
    assert [r.to_dict().get("name") for r in hwextract.extract(broken).records] == names


@each_grammar
def test_hostile_text(grammar: Grammar) -> None:
    """A pattern that backtracks without bound would not come to an end here."""
    words = {*re.findall(r"[a-z]{3,}", grammar.pattern.pattern), *grammar.heads, "1", "v", "x"}
    for unit in sorted({gap.join([word, ""]) for word in words for gap in (" ", "-", "1")} | words | {" ", "-"}):
        text = (unit * (1500 // len(unit) + 1))[:1500]
        assert sum(match.end() - match.start() for match in grammar.pattern.finditer(text)) <= len(text)
    text = f"{grammar.heads[0]} " * (20_000 // (len(grammar.heads[0]) + 1))
    grammar.pattern.search(text)


@each_grammar
def test_no_prefix_is_repeated_without_bound(grammar: Grammar) -> None:
    """ "AMD AMD AMD ..." would be read to its end from each of its words: work that grows with the square."""
    depth = 0
    prefix = grammar.pattern.pattern
    for at, char in enumerate(prefix):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            assert not (char == ")" and prefix[at + 1 : at + 2] in ("*", "+")), prefix
            break


def test_extract_on_hostile_text() -> None:
    for unit in (
        "nvidia ",
        "titan x ",
        "rtx-",
        "tesla tesla v",
        "xeon gold ",
        "core i7-",
        "tpu v",
        "p3.",
        "standard_",
        "m1 ",
    ):
        text = (unit * 200)[:1400]
        result = hwextract.extract("We trained on " + text)
        for record in result.records:
            assert record.text in text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("on two RTX2080Ti and one GTX-1080", ["NVIDIA GeForce RTX 2080 Ti", "NVIDIA GeForce GTX 1080"]),
        ("trained on 8xV100-SXM2 with 32GB", ["NVIDIA Tesla V100"]),
        ("trained on Nvidia a100 GPUs", ["NVIDIA A100"]),
        ("trained on an Intel(R) Core(TM) i7-9700K CPU", ["Intel Core i7-9700K"]),
        ("trained on a Tesla® P100™ GPU", ["NVIDIA Tesla P100"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [r.to_dict()["name"] for r in hwextract.extract(text).records] == names


@pytest.mark.parametrize(
    "text",
    ["the P100 wave of the brain", "in plot T4 and K80", "the Titan of the story", "Volta river", "the RTX of a cell"],
)
def test_other_things_of_the_name(text: str) -> None:
    assert hwextract.extract(text).records == ()


def test_templates_name_groups_of_their_pattern() -> None:
    for grammar in GRAMMARS:
        slots = set(re.findall(r"\{(\w+)(?::\w+)?\}", grammar.name))
        assert slots <= set(grammar.pattern.groupindex) | set(grammar.choose), grammar.id


def test_what_a_name_needs_beside_it_is_asked_before_the_name_is_looked_for() -> None:
    known = {grammar.id: grammar for grammar in GRAMMARS}
    text, cloud = "an NC6 is large", "We rented it on Azure. "
    assert known["azure-size"].is_out_of_place(text)
    assert not known["azure-size"].is_out_of_place(cloud + text)
    # Its words may stand around the block.
    assert not known["azure-gpu-size"].is_out_of_place(text)
    assert known["azure-gpu-size"].may_read(text, Window(before=cloud))
    assert not known["azure-gpu-size"].may_read(text, Window())
