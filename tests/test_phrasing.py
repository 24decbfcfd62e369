"""Patterns that are looked for where their words stand."""

from __future__ import annotations

from hwextract.alternatives import Index
from hwextract.lexicon import rows
from hwextract.phrasing import Roles, Shapes


def test_what_stands_in_a_sentence_may_stand_in_a_part_of_its_passage() -> None:
    index = Index()
    found = [(Shapes(row["patterns"], index=index), row["example"]) for row in rows("stance")]
    for shapes, sentence in found:
        if shapes.stand_in(sentence):
            assert shapes.may_stand_in_part(f"Birds sang. {sentence} It rained.")
    assert any(shapes.stand_in(sentence) for shapes, sentence in found)
    assert not Shapes(["we plan"], index=Index()).may_stand_in_part("We did so. They sing.")


def test_where_works_stand_as_marks_any_part_may_have_one() -> None:
    assert Shapes(["in {work}"]).may_stand_in_part("Birds sang.")


def test_roles_without_their_words_in_a_text_have_no_place_there() -> None:
    patterns: dict[str, list[str]] = {}
    for row in rows("attribution"):
        patterns.setdefault(row["role"], []).extend(row["patterns"])
    roles = Roles(patterns)
    examples = [row["example"] for row in rows("attribution")]
    for text in examples:
        assert {role for role in patterns if [*roles[role].places(text)]} <= roles.among(text)
    assert all(roles.among(text) < set(patterns) for text in examples)
