"""What is looked for by its words is found wherever it stands."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hwextract.pipeline
from hwextract.alternatives import Alternatives, Index, Worded, places, words_of
from hwextract.evidence import _expressions
from hwextract.expressions import in_one_case
from hwextract.lexicon import rows
from hwextract.needed_words import Needs
from hwextract.phrasing import MARKS, _works
from hwextract.pipeline import attribution
from hwextract.stance import _shapes

TEXTS = tuple(
    text
    for name in ("stance", "attribution", "evidence", "discourse", "cues")
    for text in (row["example"] for row in rows(name))
)


OPTIONS: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": [HealthCheck.filter_too_much],
}
ALPHABET = st.characters(codec="utf-8", max_codepoint=0x250, include_characters=f"\u2013\u2019{MARKS}")


def all_alternatives() -> Iterator[Alternatives]:
    """Those that the package has."""
    for shapes in (*_shapes().values(), *attribution._shapes().values()):
        yield from (alternatives for _, alternatives in shapes._expressions)
    yield from _expressions().values()


def worded() -> Iterator[tuple[str, Worded]]:
    """Every worded expression of the package, with a name."""
    for module in pkgutil.walk_packages(hwextract.pipeline.__path__, "hwextract.pipeline."):
        for key, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Worded):
                yield f"{module.name}.{key}", value
    yield from (("works", one) for one in _works().values())


def spans(matches: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize("alternatives", [*all_alternatives()])
def test_alternatives_find_what_one_expression_finds(alternatives: Alternatives) -> None:
    whole = re.compile(alternatives._whole.expression.pattern, re.IGNORECASE)
    for text in TEXTS:
        assert spans(alternatives.finditer(text)) == spans(whole.finditer(text)), text


@pytest.mark.parametrize("alternatives", [*all_alternatives()][::3])
def test_no_match_of_a_pattern_is_lost(alternatives: Alternatives) -> None:
    whole = re.compile(alternatives._whole.expression.pattern, re.IGNORECASE)
    # What is only looked at ahead would be generated as well, and nothing match.
    written = re.compile(whole.pattern.replace("(?=(?-i:[A-Z]))", ""), re.IGNORECASE)

    @settings(max_examples=4, **OPTIONS)
    @given(st.from_regex(written, alphabet=ALPHABET))
    def check(text: str) -> None:
        assert spans(alternatives.finditer(text)) == spans(whole.finditer(text))

    check()


@pytest.mark.parametrize(("name", "one"), [pytest.param(*one, id=one[0]) for one in worded()])
def test_no_match_of_an_expression_is_lost(name: str, one: Worded) -> None:
    plain = re.compile(one.expression.pattern, one.expression.flags)
    for text in TEXTS:
        assert spans(one.finditer(text)) == spans(plain.finditer(text)), (name, text)

    @settings(max_examples=8, **OPTIONS)
    @given(st.from_regex(plain, alphabet=ALPHABET))
    def check(text: str) -> None:
        assert spans(one.finditer(text)) == spans(plain.finditer(text))

    check()


@pytest.mark.parametrize(("name", "one"), [pytest.param(*one, id=one[0]) for one in worded()])
def test_between_two_places_an_expression_finds_what_stands_there(name: str, one: Worded) -> None:
    for number, text in enumerate(TEXTS[::5]):
        for end in range(number % 7, len(text), 7):
            found, plain = one.search(text, end // 3, end), one.expression.search(text, end // 3, end)
            assert (found and found.span()) == (plain and plain.span()), (name, text[:end])


def test_a_word_may_be_cut_by_the_end_of_a_search() -> None:
    cut = Worded(r"\btrain$")
    assert cut.search("the training", 0, 9) is not None
    assert cut.search("the training") is None


def test_an_expression_may_stand_inside_a_word() -> None:
    assert Worded("rain").search("training") is not None


@pytest.mark.parametrize("text", ["KELVIN", "\u212aELVIN", "\u017fECOND", "m\u0131nute", "M\u0130NUTE", "\u0130kelvin"])
def test_letters_that_are_the_same_without_regard_to_case(text: str) -> None:
    pattern = r"\b(?:kelvin|second|minute)\b"
    assert (Worded(pattern, re.IGNORECASE).search(text) is None) == (re.search(pattern, text, re.IGNORECASE) is None)


def test_of_two_at_one_place_the_first_pattern_counts() -> None:
    members = [("we ran", Needs((frozenset({"ran"}),), None)), ("we ran it", Needs((frozenset({"it"}),), None))]
    found = Alternatives(members, r"\b", r"\b", Index())
    assert [match.group() for match in found.finditer("Then we ran it, we ran it.")] == ["we ran", "we ran"]


def test_a_text_keeps_the_places_of_its_letters() -> None:
    text = "\u0130n M\u0130NUTES"
    assert words_of(text).places(frozenset({"minutes"})) == [text.index("M")]


def test_the_places_of_a_word_are_not_those_of_its_letters_in_another() -> None:
    assert words_of("We were (we) \u2013 \u00e9we, tower, we2").places(frozenset({"we", "("})) == [0, 8, 9, 16, 27]


def test_a_letter_beyond_ascii_is_a_word_that_has_places() -> None:
    assert words_of("Das caf\u00e9 lief").places(frozenset({"\u00e9", "lief"})) == [7, 9]


@pytest.mark.parametrize("text", ["A1b \u00e9cole\u2003x\x1cy?", "caf\u00e9", "\ud800a \u0661\u00b2", "\u212a(\xa0)"])
def test_the_words_of_a_text_are_runs_of_letters_and_what_is_no_digit_and_no_space(text: str) -> None:
    assert words_of(text).all == set(re.findall(r"[a-z]+|[^\sa-z0-9]", in_one_case(text)))


def test_where_a_pattern_starts_a_text_or_stands_behind_a_mark_it_is_tried_there() -> None:
    members = [(words, Needs((frozenset({words}),), None)) for words in ("here", "there")]
    found = Alternatives(members, r"(?:^\W*|: )", r"\b", Index())
    text = "(Here: there, here): here"
    assert spans(found.finditer(text)) == spans(re.finditer(found._whole.expression.pattern, text, re.IGNORECASE))
    assert found.stand_in("it is: there")
    assert not found.stand_in("it is there")


@pytest.mark.parametrize("text", ["our own, we ran", "we ran our own", "we had ours, our own, we ran", "were ours"])
def test_the_first_match_is_the_one_that_stands_first(text: str) -> None:
    needs = Needs((frozenset({"we", "our"}),), frozenset({"we", "our"}))
    found = Alternatives([("(?:we|our) (?:ran|own)", needs)], r"(?<!\w)", r"\b", Index())
    match, plain = found.search(text), found._whole.expression.search(text)
    assert (match and match.span()) == (plain and plain.span())
    assert found.stand_in(text) == (plain is not None)


def test_strings_are_found_in_a_part_of_a_text() -> None:
    assert places("a.b.c", ("b", "."), 2, 4) == [2, 3]
