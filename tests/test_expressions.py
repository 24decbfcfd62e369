"""What is looked for before an expression stands in everything that it matches."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hwextract.pipeline
from hwextract.catalog.grammar import grammars
from hwextract.expressions import from_firsts, guarded, in_one_case, needs, tree

HOLDERS = ("hwextract.references", "hwextract.resolve")


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every guarded expression of the package, with a name."""
    names = [module.name for module in pkgutil.walk_packages(hwextract.pipeline.__path__, "hwextract.pipeline.")]
    for name in (*names, *HOLDERS):
        for key, value in vars(importlib.import_module(name)).items():
            if isinstance(value, type(guarded(""))):
                yield f"{name}.{key}", value
    for grammar in grammars()[::25]:
        yield grammar.id, grammar.pattern


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(*one, id=one[0]) for one in expressions()])
def test_no_match_is_lost(name: str, pattern: re.Pattern[str]) -> None:
    plain = re.compile(pattern.pattern, pattern.flags)

    @settings(max_examples=5, deadline=None, derandomize=True, database=None)
    @given(st.from_regex(plain, alphabet=st.characters(codec="utf-8", max_codepoint=0x250)))
    def check(text: str) -> None:
        found = plain.search(text)
        guarded_one = pattern.search(text)
        assert (found and found.span()) == (guarded_one and guarded_one.span()), name
        assert [m.span() for m in plain.finditer(text)] == [m.span() for m in pattern.finditer(text)]

    check()


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\d+", ()),
        (r"[gt]pus?", (("gpu", "tpu"),)),
        (r"(?:foo|bar)?baz", (("baz",),)),
        (r"foo|b", ()),
        (r"(?=foo)\w+", (("foo",),)),
        (r"(?<=foo)\w+(?!bar)", ()),
        (r"(?:ab)+c?", (("ab",),)),
        (r"x[^a]yz", (("yz",),)),
        (r"(?:foo \d|ba[rz] \w)", (("bar ", "baz ", "foo "),)),
        (r"\$ ?\d", (("$",),)),
    ],
)
def test_what_a_pattern_needs(pattern: str, found: tuple[tuple[str, ...], ...]) -> None:
    assert needs(pattern) == found


@pytest.mark.parametrize("text", ["KELVIN", "\u212aELVIN", "\u017fECOND", "mınute", "MİNUTE"])
def test_letters_that_are_the_same_without_regard_to_case(text: str) -> None:
    pattern = "kelvin|second|minute"
    plain = re.compile(pattern, re.IGNORECASE).search(text)
    ours = guarded(pattern, re.IGNORECASE).search(text)
    assert (plain is None) == (ours is None)


@pytest.mark.parametrize("text", ["\u212aELVIN", "an \u0130ssue of 3 m\u0131nutes", "\u017fECOND"])
def test_a_text_in_one_case_keeps_its_places(text: str) -> None:
    plain = re.compile("kelvin|second|minute|issue", re.IGNORECASE).search(text)
    ours = re.compile("kelvin|second|minute|issue").search(in_one_case(text))
    assert plain is not None
    assert ours is not None
    assert plain.span() == ours.span()


def test_only_the_place_counts() -> None:
    cores = guarded("cores")
    assert cores.search("cores", 1) is None
    assert cores.search("cores", 0, 4) is None
    assert cores.search("8 cores", 2) is not None


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(st.sets(st.text("ab c.-", min_size=1, max_size=5), min_size=1, max_size=8), st.text("ab c.-", max_size=12))
def test_a_tree_finds_what_the_longest_first_of_its_phrases_finds(phrases: set[str], text: str) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
    found = re.compile(tree(phrases))
    assert [m.span() for m in found.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_a_part_of_a_tree_may_stand_for_something_else() -> None:
    found = re.compile(tree([("fine", " - ", "tuned"), ("fine",)], {" - ": " ?- ?"}))
    assert [found.fullmatch(text) is not None for text in ("fine-tuned", "fine - tuned", "fine", "fine tuned")] == [
        True,
        True,
        True,
        False,
    ]


def test_where_nothing_is_found_nothing_is_left_behind() -> None:
    pattern = guarded("cores")
    first, second = pattern.finditer("birds"), pattern.finditer("birds")
    assert (list(first), list(second), pattern.search("birds"), len(list(pattern.finditer("cores")))) == (
        [],
        [],
        None,
        1,
    )


@pytest.mark.parametrize(
    ("pattern", "flags", "begins"),
    [
        (r"\b(?:card|\d gpu)s?", re.IGNORECASE, r"(?=[\dc])"),
        (r"(?<=our )[a-f_]+ ?x", 0, r"(?=[_a-f])"),
        (r"(?:\d+ )?card", re.IGNORECASE, r"(?=[\dc])"),
        (r"(?: |-)?(?=card)", 0, ""),
        (r"[^a]card", re.IGNORECASE, ""),
        (r"(?i)\bcard", 0, ""),
        (r"\b(?:(?i:gpu)|card)", 0, ""),
        (r"card", 0, ""),
    ],
)
def test_what_a_match_begins_with_is_looked_at_first(pattern: str, flags: int, begins: str) -> None:
    assert from_firsts(pattern, flags) == (f"{begins}(?:{pattern})" if begins else pattern)


@pytest.mark.parametrize("text", ["KELVIN", "\u212aELVIN", "\u017fECOND", "mınute", "MİNUTE", "[x] ^y", "a-b \\d"])
@pytest.mark.parametrize("pattern", [r"\b(?:kelvin|second|minute)", r"\b(?:\[|\^|a-b|\\)", r"(?<!\w)(?:[]^k-m]|\ss)"])
def test_whatever_a_match_begins_with_is_found(pattern: str, text: str) -> None:
    first = re.compile(from_firsts(pattern, re.IGNORECASE), re.IGNORECASE)
    assert first.pattern != pattern
    assert [m.span() for m in first.finditer(text)] == [
        m.span() for m in re.compile(pattern, re.IGNORECASE).finditer(text)
    ]
