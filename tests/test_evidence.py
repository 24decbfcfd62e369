"""What stands around a sentence is read until it decides, and decides as it would if all were read."""

from __future__ import annotations

from itertools import product

from hwextract.evidence import Evidence
from hwextract.lexicon import rows

EXAMPLES = [row["example"] for row in rows("evidence")]


def test_what_is_above_a_limit_is_known_without_the_rest() -> None:
    for sentence, other in product(["", *EXAMPLES[::5]], EXAMPLES):
        around = f"{EXAMPLES[0]} {other}"
        weight = Evidence(sentence, around).weight
        for limit in (weight - 3, weight - 0.1):
            assert Evidence(sentence, around).is_above(limit)
        for limit in (weight, weight + 0.1, weight + 3):
            assert not Evidence(sentence, around).is_above(limit)
        evidence = Evidence(sentence, around)
        known = [evidence.is_above(weight + more) for more in (-3, 3, -0.1, 0, -3)]
        assert known == [True, False, True, False, True]


def test_what_tells_most_against_it() -> None:
    assert Evidence("One card suffices for users.", "").against == "users"
    assert Evidence("", "").against == ""


def test_what_tells_for_the_authors_alone_has_no_words_against_them() -> None:
    evidence = Evidence("The batch size was set to 8.", "")
    assert evidence.weight > 0
    assert evidence.against == ""
    assert Evidence("A board with 4 GB is enough for this.", "").against != ""


def test_documentation_has_kinds_of_its_own_and_other_weights() -> None:
    sentence = "Select the batch size with --batch."
    assert Evidence(sentence, "").kinds.keys() - {"instruction"} == {"settings"}
    assert Evidence(sentence, "", documented=True).kinds.keys() == {"instruction", "code"}
    assert not Evidence("Run it once, with --batch.", "", documented=True).is_above(-4)
