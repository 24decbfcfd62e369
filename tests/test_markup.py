"""Marks of emphasis: what they are, what they are not, and what is read between them."""

from __future__ import annotations

import pytest

import hwextract
from hwextract.markup import emphasis_marks, html_marks


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("**8** A100", ["**", "**"]),
        ("for _36_ hours", ["_", "_"]),
        ("***16*** `V100`s", ["***", "***", "`", "`"]),
        ("on **a *second* card**", ["*", "*"]),
        ("**two\nlines**", ["**", "**"]),
        # Products, footnotes, names of variables, code and paragraphs apart are no emphasis.
        ("8*2*4 images", []),
        ("Okafor*, Lind* and Sato", []),
        ("* one\n* two", []),
        ("num_gpus_per_node and batch_size_", []),
        ("`--gpus 8` and `x=1`", []),
        ("**two\n\nparagraphs**", []),
        (r"\*8\* A100", []),
    ],
)
def test_marks_of_emphasis(text: str, marks: list[str]) -> None:
    assert [text[start:end] for start, end in emphasis_marks(text, 0, len(text))] == marks


def test_only_the_part_asked_for_is_read() -> None:
    assert list(emphasis_marks("**8** A100", 2, 10)) == []


def test_emphasis_is_read_through_and_kept_in_the_mention() -> None:
    text = "The owls were classified by a network that was trained on **4** `A100`s for **3** days."

    devices, time = hwextract.extract(text).to_dicts()

    assert (devices["text"], devices["count"]) == ("A100`s", 4)
    assert (time["text"], time["low_s"]) == ("3** days", 259_200)


def test_a_number_in_bold_is_found_far_into_a_text() -> None:
    birds = "Gulls were counted on the cliffs. " * 3_000
    text = f"{birds}\n\nTraining took **3** days.\n\n{birds}"

    (time,) = hwextract.extract(text).records

    assert time.text == "3** days"


def test_html_is_read_through() -> None:
    text = "The owl network was trained on 4&times; <b>A100</b> (80&nbsp;GB) and emitted 2&nbsp;kg CO<sub>2</sub>eq."

    device, carbon = hwextract.extract(text).to_dicts()

    assert (device["text"], device["count"], device["memory_gb"]) == ("A100", 4, 80)
    assert (carbon["text"], carbon["kg_co2e"]) == ("2&nbsp;kg CO<sub>2</sub>eq", 2)


@pytest.mark.parametrize("text", ["R&D; a < b", "&unknown;", "<video>", "P&amplifier"])
def test_what_is_no_html_stays(text: str) -> None:
    assert list(html_marks(text, 0, len(text))) == []
