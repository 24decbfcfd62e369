"""Of each pattern the words are read that every match has, whatever its parts are."""

from __future__ import annotations

import pytest

from hwextract.needed_words import Reader, starts_of


@pytest.mark.parametrize(
    ("pattern", "needed", "first"),
    [
        ("we", [{"we"}], {"we"}),
        (r"we \w+", [{"we"}], {"we"}),
        (r"we\w+", [], None),
        (r"pre-?trained", [{"pretrained", "trained"}, {"pretrained", "pre"}], {"pre", "pretrained"}),
        (r"(?:the |a |)model", [{"model"}], {"the", "a", "model"}),
        (r"(?:[\w-]+ ){0,3}?model", [{"model"}], None),
        (r"(?:\w+)?model", [], None),
        (r"\W{0,9}model", [{"model"}], None),
        (r"\w+\b model\b\w*", [{"model"}], None),
        (r"models? (?:of|by) \d", [{"model", "models"}, {"of", "by"}], {"model", "models"}),
        (r"(?:our \w+|this) run", [{"run"}, {"our", "this"}], None),
        (r"(?:has|had), which (?:was|is)", [{"which"}, {","}, {"has", "had"}, {"was", "is"}], {"has", "had"}),
        (r"took(?=: )", [{"took"}, {":"}], {"took"}),
        (r"\[ ?\d", [{"["}], {"["}),
        (r"(?:torch|keras) ?\d", [{"torch", "keras"}], {"torch", "keras"}),
        (r"torch[0-9]", [{"torch"}], {"torch"}),
        (r"torch[a-z]", [], None),
        (r"\u00e9t", [], None),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: list[set[str]], first: set[str] | None) -> None:
    needs = Reader().needs(pattern, apart=True)
    assert sorted(map(sorted, needs.words)) == sorted(map(sorted, needed))
    assert needs.first == first


def test_words_at_its_ends_may_go_on_unless_it_stands_apart() -> None:
    assert Reader().needs("we run it").words == (frozenset({"run"}),)


def test_a_slot_is_read_as_what_it_stands_for() -> None:
    reader = Reader({"\U000f0000": r"(?:card|\w+ board)s?", "\U000f0001": "gpu|tpu", "\U000f0002": "node"})
    assert reader.needs("our \U000f0001", apart=True).words == (frozenset({"our"}), frozenset({"gpu", "tpu"}))
    assert reader.needs("(?:\U000f0001|\U000f0002)", apart=True).words == (frozenset({"gpu", "tpu", "node"}),)
    assert reader.needs("(?:\U000f0001 )?x", apart=True).words == (frozenset({"x"}),)


def test_a_pattern_begins_with_what_its_slot_begins_with() -> None:
    reader = Reader({"\U000f0000": r"(?:card \w+|(?<!x)\[\d+\])", "\U000f0001": r"(?:card|\w+)", "\U000f0002": "card|"})
    assert reader.needs(r"\U000f0000 \w+", apart=True).first == frozenset({"card", "["})
    assert reader.needs(r"\U000f0000 \w+").first is None
    assert reader.needs(r"\U000f0001 \w+", apart=True).first is None
    assert reader.needs(r"\U000f0002\w*", apart=True).first is None


def test_a_slot_may_begin_with_what_is_repeated_or_end_with_its_word() -> None:
    reader = Reader({"\U000f0000": r"(?:\[++|many +)x"})
    assert reader.needs(r"\U000f0000", apart=True).first == frozenset({"[", "many"})
    reader = Reader({"\U000f0000": r"(?:card|board\w*+ of)"})
    assert reader.needs(r"\U000f0000", apart=True).first is None
    reader = Reader({"\U000f0000": r"(?:card|board)(?! [a-z])"})
    assert reader.needs(r"\U000f0000", apart=True).first == frozenset({"card", "board"})
    assert reader.needs(r"\U000f0000\w+", apart=True).first is None


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"^\W*", {""}),
        (r"(?:^\W*|: |\()\w", {"", ": ", "("}),
        (r"(?:^|[:;] )", None),
        (r"(?:^|k: )", None),
        ("", None),
    ],
)
def test_what_a_pattern_starts_with(pattern: str, starts: set[str] | None) -> None:
    assert starts_of(pattern) == starts
