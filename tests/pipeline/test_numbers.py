"""Numbers as papers write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hwextract.pipeline.numbers import FIRST, NUMBER, NUMERAL, VALUE, WORD_NUMBERS, parse_count, parse_value

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("8", 8),
        ("36,864", 36864),
        ("1,000,000", 1e6),
        ("1'000", 1000),
        ("2.5", 2.5),
        ("2,5", 2.5),
        (".5", 0.5),
        ("1,024.5", 1024.5),
        ("3.2 x 10^23", 3.2e23),
        ("3.2 * 10^23", 3.2e23),
        ("3.2·10^23", 3.2e23),
        ("1e20", 1e20),
        ("1e+20", 1e20),
        ("2.1k", 2100),
        ("1.5M", 1.5e6),
        ("3 million", 3e6),
        ("2 thousand", 2000),
        ("one", 1),
        ("eight", 8),
        ("nineteen", 19),
        ("twenty-four", 24),
        ("forty five", 45),
        ("a", 1),
        ("an", 1),
        ("a hundred", 100),
        ("two hundred", 200),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("a couple", 2),
        ("a couple of", 2),
        ("half a", 0.5),
        ("half an", 0.5),
        ("two and a half", 2.5),
        ("one and a half", 1.5),
        ("a third of a", 1 / 3),
        ("three quarters of an", 0.75),
        ("two thirds of a", 2 / 3),
        ("one half", 0.5),
        ("3 and a half", 3.5),
        ("2 and half", 2.5),
        ("three hundred and twelve", 312),
        ("eleven hundred", 1100),
        ("sixteen hundred and five", 1605),
        ("two thousand five hundred", 2500),
        ("twelve thousand and sixty-one", 12061),
        ("half a million", 5e5),
        ("95.000,00", 95000),
        ("1.234.567,8", 1234567.8),
        ("12,34,567", 1234567),
        ("1.3 Mio.", 1.3e6),
        ("2.4 lakh", 2.4e5),
        ("3 crores", 3e7),
    ],
)
def test_value(text: str, value: float) -> None:
    assert parse_value(text) == pytest.approx(value)
    assert parse_value(f" {text} ") == pytest.approx(value)


@pytest.mark.parametrize("text", ["", " ", "birds", "x", ",", "-", "GPU", "V100"])
def test_no_value(text: str) -> None:
    assert parse_value(text) is None
    assert parse_count(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("8", 8),
        ("1,024", 1024),
        ("eight", 8),
        ("Eight", 8),
        ("a", 1),
        ("single", 1),
        ("dual", 2),
        ("pair", 2),
        ("quad", 4),
    ],
)
def test_count(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("word", ["three hundred and twelve", "ninety-six", "Forty", "eleven hundred", "sixty one"])
def test_every_numeral_is_one_match(word: str) -> None:
    assert re.fullmatch(NUMERAL, word, re.IGNORECASE)
    assert (parse_count(word) or 0) > 30


@pytest.mark.parametrize("text", ["2.5", "half", "1e20", "999999999"])
def test_no_count(text: str) -> None:
    assert parse_count(text) is None


@pytest.mark.parametrize("word", sorted(WORD_NUMBERS))
def test_every_word(word: str) -> None:
    value = WORD_NUMBERS[word]
    assert parse_count(word) == (value if value == int(value) else None)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 10**7))
def test_thousands(number: int) -> None:
    assert parse_value(str(number)) == number
    assert parse_value(f"{number:,}") == number
    assert re.fullmatch(NUMBER, f"{number:,}")
    assert re.fullmatch(VALUE, str(number))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.text("0123456789.,' x*·^(){}-+ekKMBabdefhilmnorstuz ", max_size=30))
def test_whatever_looks_like_a_number_is_parsed(text: str) -> None:
    for match in (*re.finditer(NUMBER, text), *re.finditer(VALUE, text, re.IGNORECASE)):
        value = parse_value(match.group())
        assert value is None or value >= 0
    parse_value(text)
    parse_count(text)


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.from_regex(VALUE, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
def test_every_value_is_read(text: str) -> None:
    value = parse_value(text)
    assert value is None or value >= 0
    parse_count(text)


def test_hostile_numbers() -> None:
    for text in (
        "1," * 3000,
        "1 " * 3000,
        "9" * 5000,
        "1e" * 3000,
        "1 x 10^" * 1000,
        "a and " * 2000,
        "two hundred " * 500,
    ):
        parse_value(text)
        parse_count(text)
        assert sum(1 for _ in re.finditer(VALUE, text)) <= len(text)


@pytest.mark.parametrize("change", [str.lower, str.upper, str.title])
def test_every_numeral_begins_as_the_look_at_its_beginning_expects(change: Callable[[str], str]) -> None:
    written = [
        "8",
        ".5",
        "1/2",
        "3 1/2",
        "\u00bd",
        "10^-3",
        "half an",
        "a third",
        "third of an",
        "an",
        "one half",
        "two thirds of a",
    ]
    written += [f"{word} million" for word in WORD_NUMBERS] + [f"{word} and a half" for word in WORD_NUMBERS]
    values = [match.group() for text in written if (match := re.match(VALUE, change(text), re.IGNORECASE))]
    assert len(values) > 60
    assert [value for value in values if not re.match(FIRST, value)] == []


def test_most_words_begin_as_no_numeral() -> None:
    words = "the to of for this train test epoch error four-part hours network set seconds".split()
    assert [word for word in words if re.match(FIRST, word)] == ["four-part"]
