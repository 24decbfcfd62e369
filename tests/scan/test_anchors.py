"""Anchors find every word that stands beside what it needs; of words without it, hardly any."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hwextract.scan.anchors import ANYTHING, Anchors

SIDES = {
    b"pi": {(b"raspberry", b"")},
    b"core": {(b"", b"0"), (b"intel", b"i")},
    b"large": {(b".", b"")},
    b"gpu": {ANYTHING},
}
ANCHORS = Anchors(SIDES, reach=20)
WORDS = [
    "raspberry",
    "Pi",
    "core",
    "CORE",
    "7",
    "i",
    "intel",
    "large",
    ".",
    "GPU",
    "birds",
    "-",
    "?",
    "(",
    ")",
    "xpi",
    ",",
]


def needed(text: bytes) -> set[tuple[int, int]]:
    """The places of words of `SIDES` with what they need beside them, by plain expressions."""
    alternatives = {
        b"pi": rb"(?<=raspberry )pi",
        b"core": rb"core(?= [0-9])|(?<=intel )core(?= i )",
        b"large": rb"(?<=\. )large",
        b"gpu": rb"gpu",
    }
    return {
        match.span()
        for expression in alternatives.values()
        for match in re.finditer(rb"(?<![a-z])(?:" + expression + rb")(?![a-z])", text.lower())
    }


def found(text: bytes) -> set[tuple[int, int]]:
    return {(start, end) for _, start, end in ANCHORS.find([text])}


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_every_word_beside_what_it_needs_is_found(words: list[str]) -> None:
    text = " ".join(words).encode()
    assert needed(text) <= found(text)


def test_words_beside_something_else_are_not_found() -> None:
    text = b"the pi of birds, a large core of birds, and the core of it"
    assert found(text) == set()


def test_white_space_that_is_wide_may_hide_anything() -> None:
    text = b"the pi" + b" " * 20 + b"of birds"
    assert found(text) == {(4, 6)}


def test_an_empty_text_has_none() -> None:
    assert found(b"") == set()
    assert list(ANCHORS.find([])) == []


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join).map(str.encode), max_size=5))
def test_of_some_texts_is_found_what_is_found_in_each(texts: list[bytes]) -> None:
    alone = [(number, *place) for number, text in enumerate(texts) for place in sorted(found(text))]
    assert list(ANCHORS.find(texts)) == alone
