"""The openings of expressions: what is tried is all that can match."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract.openings import Openings, shapes
from hwextract.repair import SEAMS
from hwextract.scan.wanted import BEHIND_LABEL, SIGNS, behind_digit, bracketed, raw_of

TEXT = [
    re.compile(r"a(?<=\wa)(?:[ \t]*\n|(?<=-a)b|c(?=[xy]))"),
    re.compile(r"[ab](?:(?<=[0-9].)x|y?(?=z))"),
    re.compile(r"k\d*[^\W_]?", re.IGNORECASE),
    re.compile(r"[€\x02-](?:\s{2,3}|(?<=-).)"),
    re.compile(r"-(?:-(?:x|y)?){2,}"),
    re.compile(r"[\ud800-\udfff]"),
    re.compile(r"(?:ab?)?c"),
]
BYTES = [
    *(re.compile(expression) for expression in (*SIGNS, BEHIND_LABEL, rb"[0-9]" + behind_digit())),
    re.compile(bracketed(), re.IGNORECASE),
]

OF_TEXT, OF_BYTES, OF_SEAMS = Openings(*TEXT), Openings(*BYTES), Openings(*SEAMS)


def matches_in(openings: Openings, text: str) -> list[re.Match[Any]]:
    return [match for _, match in openings.matches([text], [raw_of(text)])]


def found(expressions: list[re.Pattern[str]], text: str) -> set[tuple[int, int, str]]:
    """The matches that a trial at every place finds."""
    tried = (expression.match(text, at) for expression in expressions for at in range(len(text)))
    return {(*match.span(), match.re.pattern) for match in tried if match}


@settings(deadline=None)
@given(st.text(st.sampled_from("aAbBcxyzkK\u212a09_- \t\n€\x02\ud800."), max_size=24))
def test_nothing_that_matches_is_left_out(text: str) -> None:
    matches = matches_in(OF_TEXT, text)

    assert {(*match.span(), match.re.pattern) for match in matches} == found(TEXT, text)


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("abcxyz09- \t\n€\x02\0."), max_size=6), max_size=5))
def test_what_stands_in_another_text_counts_for_none(texts: list[str]) -> None:
    openings = Openings(*TEXT, re.compile(r"[^a]\n"), re.compile(r"(?<=\A.)b"))
    matches = {(of, match.re, match.span()) for of, match in openings.matches(texts, [*map(raw_of, texts)])}

    assert matches == {
        (of, match.re, match.span()) for of, text in enumerate(texts) for match in matches_in(openings, text)
    }


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["-", "_", "(", ")", "R", "TM", " ", "\n", "\x02", "+", "(cid:0)", "ï¬\x81", "NVI", "DIA", "GPU"]
        ),
        max_size=12,
    )
)
def test_no_seam_is_left_out(parts: list[str]) -> None:
    text = "".join(parts)
    matches = matches_in(OF_SEAMS, text)

    assert {(*match.span(), match.re.pattern) for match in matches} == found([*SEAMS], text)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"3", b"$", b"Rs", b"hour", b"h", b"k", b" ", b"?", b"(", b"]", b"in", b"=", b":", b".", b"PF"]
        ),
        max_size=10,
    )
)
def test_no_quantity_is_left_out(parts: list[bytes]) -> None:
    raw = b"".join(parts)
    tried = (expression.match(raw, at) for expression in BYTES for at in range(len(raw)))
    matches = matches_in(OF_BYTES, raw.decode())

    assert {(*match.span(), match.re.pattern) for match in matches} == {
        (*match.span(), match.re.pattern) for match in tried if match
    }


@pytest.mark.parametrize("piece", [1, 3, 16])
def test_a_long_text_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr("hwextract.openings._PIECE", piece)
    text = "a gra-\nphics card, a-\tb and a\u00ad-\n"
    openings = Openings(re.compile(r"-(?<=\w-)\s|\u00ad"))

    assert [match.start() for match in matches_in(openings, text)] == [5, 20, 29]


def around(pattern: str, first: int, last: int) -> set[str]:
    """The characters of some around the beginning of a match, for each way in which it may begin."""
    return {
        " ".join(
            "".join(char for char in "0GTBPU. " if chars >> ord(char) & 1) for chars in shape[4 + first : 4 + last]
        )
        for shape in shapes(re.compile(pattern))
    }


def test_what_stands_beside_is_told_apart() -> None:
    assert around(r"[GT](?<=[0-9].)B(?= )", -1, 3) == {"0 GT B  "}
    assert around(r"[GT](?:(?<=G)P|(?<=T)U)U?", 0, 2) == {"G P", "T U"}
    assert around(r"(?<![0-9.])G(?![^U])", -1, 2) == {"GTBPU  G U"}
    assert around(r"(?<=\A0)[GT]", -2, 1) == {" 0 GT"}


def test_shapes_that_are_much_alike_share_a_bit() -> None:
    # Of each expression as many as there are letters: more than bits.
    words = [re.compile("|".join(f"{first}{digit}{first}" for first in ascii_lowercase)) for digit in range(3)]
    text = "a0a b1c z2z q2q q0p j1j"
    found = {(match.start(), match.group()) for match in matches_in(Openings(*words), text)}

    assert found == {(0, "a0a"), (8, "z2z"), (12, "q2q"), (20, "j1j")}


def test_there_may_be_no_more_expressions_than_bits() -> None:
    with pytest.raises(ValueError, match="more than 64"):
        Openings(*[re.compile("a")] * 65)


@pytest.mark.parametrize("pattern", [r"", r"a?", r"\b", r"(?:a|)", r"(a)\1", r"a(?>b)"])
def test_what_cannot_be_read_is_told(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"empty|cannot be read"):
        shapes(re.compile(pattern))
