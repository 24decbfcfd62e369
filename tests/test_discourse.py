"""What a text says beyond the border of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hwextract.alternatives import places
from hwextract.discourse import _beginnings, may_tell, statements, tells
from hwextract.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "role", "value"),
    [
        ("Each of them has 11 GB.", "memory", 11),
        ("All three cards have 24 GB of memory.", "memory", 24),
        ("The memory of the first is 6 GB.", "memory", 6),
        ("Pre-training was distributed over 16 nodes.", "nodes", 16),
        ("Every server holds two cards.", "per_node", None),
        ("It was trained on two of them.", "part", 2),
        ("With two it took 22 h.", "count", 2),
        ("The former took 5 h.", "first", None),
        ("The second run took 6 h.", "second", None),
        ("This needed 300 USD in total.", "sum", None),
        ("In fact it was another card.", "correction", None),
        ("A table has 56 hours for the same run.", "conflict", None),
        ("Sessions have a time limit of 24 h.", "aside", None),
    ],
)
def test_a_statement_has_a_role_and_a_number(text: str, role: str, value: float | None) -> None:
    assert value in [statement.value for statement in statements(text) if statement.role == role]


@pytest.mark.parametrize(
    "text",
    ["Chords were annotated by two of the authors.", "The first 20 samples were dropped.", "Leaves have 3 lobes each."],
)
def test_other_things_are_no_statements(text: str) -> None:
    assert not {statement.role for statement in statements(text)} & {"memory", "part", "first", "second", "count"}


def test_a_letter_names_a_run_and_a_verb_does_not() -> None:
    assert [s.text for s in statements("Model B took longer.") if s.role == "label"] == ["model b"]
    assert not [s for s in statements("Our model was fast.") if s.role == "label"]


def test_places_are_those_of_the_words() -> None:
    text = "Of both, the latter was slower."
    (latter,) = [s for s in statements(text) if s.role == "second"]
    assert text[latter.start : latter.end] == "the latter"


TELLING = ("memory", "chips", "part", "nodes", "conflict", "correction")


@pytest.mark.parametrize("row", [row for row in rows("discourse") if row["role"] in TELLING], ids=lambda row: row["id"])
def test_what_tells_of_other_sentences_may(row: dict[str, Any]) -> None:
    assert may_tell(row["example"])


@pytest.mark.parametrize("row", rows("discourse"), ids=lambda row: row["id"])
@pytest.mark.parametrize("change", [str.upper, lambda text: text.replace("s", "\u017f")], ids=["capitals", "long-s"])
def test_what_is_said_does_not_depend_on_the_case(change: Callable[[str], str], row: dict[str, Any]) -> None:
    text = row["example"]
    assert {s[:3] for s in statements(text)} <= {s[:3] for s in statements(change(text))}


def test_a_part_of_a_text_tells_what_it_tells_alone() -> None:
    text = "The cards were bought. Each has 11 GB. It ran on 16 of them."
    parts = [(0, 22), (23, 38), (39, 60), (39, 56)]
    assert [tells(text, *part) for part in parts] == [tells(text[slice(*part)]) for part in parts]
    assert [tells(text, *part) for part in parts] == [False, True, True, False]


def test_a_pattern_of_which_the_beginning_is_not_known_may_begin_anywhere() -> None:
    assert places("ab", _beginnings("{id} of them")) == [0, 1, 2]
    assert _beginnings("{n} of (them|these)") > {"#", "two"}
