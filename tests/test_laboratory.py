"""Passages of the clinic and the laboratory."""

from __future__ import annotations

import pytest

from hwextract import extract
from hwextract.laboratory import names_machine, names_tool, speaks_of_laboratory

CLINIC = "Patients with hypertension received a placebo or insulin; plasma glucose was measured."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLINIC, (True, False)),
        ("Patients and nurses were asked.", (False, False)),
        ("They were infected; infections of the infected patients were few.", (False, False)),
        (f"{CLINIC} A convolutional network was trained on their scans.", (True, True)),
        ("The model was trained on 8 GPUs.", (False, True)),
        ("", (False, False)),
    ],
)
def test_a_passage_of_the_laboratory_has_several_of_its_words(text: str, expected: tuple[bool, bool]) -> None:
    assert (speaks_of_laboratory(text), names_machine(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        ("Training lasted 8 weeks.", 0),
        ("After 6 hours of training, blood was taken.", 0),
        ("The software processed a record in 3 s.", 1),
        ("Training took 3 h on an RTX 3090.", 1),
        ("Training took 3 h.", 1),
        ("Training lasted 3 h on a T4.", 1),
        ("T4 was tested within 3 h of training.", 0),
        ("A neural network was trained for 8 h.", 1),
    ],
)
def test_a_time_in_such_a_passage_needs_something_that_computes(sentence: str, times: int) -> None:
    assert sum(record.type == "duration" for record in extract(f"{CLINIC} {sentence}").records) == times


def test_a_tool_counts_in_its_own_sentence() -> None:
    assert names_tool("An app counts the cells.")
    assert not names_tool("Nurses count the cells.")
