"""Where a text is cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract.blocks import CAP, blocks

PARTS = [
    "We used it",
    "et al",
    "e.g",
    "Fig",
    "3",
    "min",
    ".",
    "!",
    "?",
    " ",
    "\n",
    "\n\n",
    "\t",
    "- a",
    "Model: b",
    ")",
    "a",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=400),
    st.lists(st.sampled_from(PARTS), max_size=80).map("".join),
    st.tuples(st.sampled_from(["a", "a ", "(", "\n", ". A", "é\u2003"]), st.integers(1, 4000)).map(
        lambda p: p[0] * p[1]
    ),
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in blocks(text)]


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(texts)
def test_blocks_cover_the_text(text: str) -> None:
    position = 0
    for start, end in blocks(text):
        assert position <= start < end <= len(text)
        assert end - start <= CAP
        assert not text[position:start].strip()
        assert not text[start].isspace()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("We used it. We did not.", ["We used it.", "We did not."]),
        ("Was it used? Yes! It was.", ["Was it used?", "Yes!", "It was."]),
        (
            "Smith et al . 2020 used it . Class A . Then ( Fig . 3 ) no more .",
            ["Smith et al . 2020 used it .", "Class A .", "Then ( Fig . 3 ) no more ."],
        ),
        (
            "Smith et al. (2020) used it. Then (Fig. 3) no more.",
            ["Smith et al. (2020) used it.", "Then (Fig. 3) no more."],
        ),
        ("It took 3.5 h. Then it ended.", ["It took 3.5 h.", "Then it ended."]),
        ('He said "done." Then he left.', ['He said "done."', "Then he left."]),
        ("One heading\n\nAnd a text", ["One heading", "And a text"]),
        (
            "a sentence that is broken by a\n\nfigure in between",
            ["a sentence that is broken by a\n\nfigure in between"],
        ),
        ("We had:\n- a GPU\n- a CPU", ["We had:", "- a GPU", "- a CPU"]),
        ("GPU: V100\nTime: 3 h", ["GPU: V100", "Time: 3 h"]),
        ("a line\nthat goes on", ["a line\nthat goes on"]),
        ("J. Smith did it. K. Miller helped.", ["J. Smith did it.", "K. Miller helped."]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_block_that_is_too_long_is_cut_at_a_space() -> None:
    text = "word " * 1000
    found = cut(text)
    assert max(map(len, found)) <= CAP
    assert all(set(block.split(" ")) == {"word"} for block in found)


def test_a_block_without_spaces_is_cut_at_once() -> None:
    assert [end - start for start, end in blocks("x" * (2 * CAP + 10))] == [CAP, CAP, 10]


def test_a_cut_depends_on_what_is_near() -> None:
    """Whatever stands before and behind, a paragraph is cut in the same way."""
    paragraph = "We trained on a GPU (see Fig. 2). It took 3 h.\nGPU: V100\nNo more"
    alone = cut(paragraph)
    for around in ("Birds were counted.", "X" * 5000, "Word " * 2000, "(" * 2000 + "."):
        assert cut(f"{around}\n\n{paragraph}\n\n{around}")[-len(alone) - len(cut(around)) :][: len(alone)] == alone


def test_blocks_come_one_by_one() -> None:
    first = next(blocks("We used it. " * 100_000))
    assert first == (0, 11)


def test_between_two_paragraphs_of_several_lines_an_excerpt_left_something_out() -> None:
    first, second = "The model was trained\nfor a few days on", "of the birds that\nwe counted in 3 h."
    text = f"{first}\n\n{second}"

    assert [text[a:b] for a, b in blocks(text)] == [first, second]


def test_lines_that_stand_apart_go_on() -> None:
    text = "Training was completed in 1 hr\n\nand 26 min on 15 CPUs."

    assert [text[a:b] for a, b in blocks(text)] == [text]


def test_a_sign_on_a_line_of_its_own_parts_no_sentence() -> None:
    text = "A tile of 64\n\n\u00d7\n\n64 m took 6 min.\n\n\u223c\n\nBirds sang"
    assert [text[a:b] for a, b in blocks(text)] == [
        "A tile of 64\n\n\u00d7\n\n64 m took 6 min.",
        "\u223c",
        "Birds sang",
    ]
