"""The data files of the lexicon: their schema, and that their examples work."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

import hwextract
from hwextract.discourse import statements
from hwextract.errors import LexiconError
from hwextract.evidence import Evidence
from hwextract.lexicon import SCHEMA, any_of, expand, one_of, parse, rows, words
from hwextract.phrasing import MARKS, shape
from hwextract.pipeline import STATIONS
from hwextract.pipeline.draft import Window
from hwextract.pipeline.ruler import phrases
from hwextract.records import RECORD_TYPES
from hwextract.repair import repair
from hwextract.stance import _frames, speaks_of, stance_of

FILES = list(SCHEMA)
CATEGORIES = {
    *("used", "negated", "background", "pseudo", "terminate", "hint", "computing", "not_computing", "computing_weak"),
    *("computing_near", "takes", "people", "by_hand", "activity", "data"),
    *("training", "inference", "other"),
}
each_file = pytest.mark.parametrize("name", FILES)
each_cue = pytest.mark.parametrize("row", rows("cues"), ids=lambda row: row["id"])
each_class = pytest.mark.parametrize("row", rows("class_words"), ids=lambda row: row["id"])


@each_file
def test_rows_keep_the_schema(name: str) -> None:
    must, may = SCHEMA[name]
    assert not must & may
    assert rows(name)
    for row in rows(name):
        assert must <= row.keys() <= must | may
        assert isinstance(row["id"], str)
        assert row["id"]
    identifiers = [row["id"] for row in rows(name)]
    assert len(identifiers) == len(set(identifiers))


def row_of(name: str, **changes: Any) -> dict[str, Any]:
    return dict.fromkeys(sorted(SCHEMA[name][0]), "x") | changes


@each_file
def test_a_good_row(name: str) -> None:
    assert parse(json.dumps(row_of(name)) + "\n\n", name) == (row_of(name),)
    assert parse("", name) == ()


@each_file
@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "no JSON"),
        ("[]", "needs"),
        ("1", "needs"),
        ('"id"', "needs"),
        ("null", "needs"),
        ("{}", "needs"),
        ('{"id": "y"}', "needs"),
        ("extra", "needs"),
        ("again", "'x' is there already"),
    ],
)
def test_a_bad_row_is_named(name: str, bad: str, says: str) -> None:
    lines = {"extra": json.dumps(row_of(name, id="y", colour="red")), "again": json.dumps(row_of(name))}
    text = f"{json.dumps(row_of(name))}\n\n{lines.get(bad, bad)}\n"
    with pytest.raises(LexiconError) as caught:
        parse(text, name)
    assert (caught.value.file, caught.value.line) == (name, 3)
    assert says in caught.value.problem
    assert f"{name}, line 3: " in str(caught.value)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("GPU", ["GPU"]),
        ("GPU(s|)", ["GPUs", "GPU"]),
        ("(a|b) c", ["a c", "b c"]),
        ("(a|b) (c|d)", ["a c", "a d", "b c", "b d"]),
        ("was (mainly |)used", ["was mainly used", "was used"]),
        ("was (mainly|) used", ["was mainly used", "was used"]),
        ("(a)", ["a"]),
    ],
)
def test_expand(pattern: str, expected: list[str]) -> None:
    assert expand(pattern) == expected


def test_a_list_of_words_stands_for_alternatives() -> None:
    answers = sorted(words("answers"))
    assert expand("it (@answers|gave) it") == [*(f"it {word} it" for word in answers), "it gave it"]


def test_a_list_of_words_that_is_not_there_is_refused() -> None:
    with pytest.raises(LexiconError, match="no list 'nothing'"):
        expand("(@nothing)")


@pytest.mark.parametrize("pattern", ["((a|b)|c)", "a (b (c|d))"])
def test_nested_alternatives_are_refused(pattern: str) -> None:
    with pytest.raises(LexiconError, match="nested"):
        expand(pattern)


@each_cue
def test_cue(row: dict[str, Any]) -> None:
    assert row["category"] in CATEGORIES
    assert row["direction"] in ("forward", "backward", "both")
    assert row.get("scope", "clause") in ("clause", "sentence") or row["scope"] >= 0
    assert set(row.get("only", ())) <= set(RECORD_TYPES)
    assert ("hint" in row) == (row["category"] == "hint")
    for pattern in row["patterns"]:
        for phrase in expand(pattern):
            assert phrase
            assert phrase == " ".join(phrase.split())


@each_cue
def test_example_of_a_cue_holds_the_cue(row: dict[str, Any]) -> None:
    window = Window(text=repair(row["example"], 0, len(row["example"])).text)
    for station in STATIONS:
        station(window)
    assert row["id"] in {cue.row["id"] for cue in (*window.cues, *window.hints)}


@pytest.mark.parametrize("name", ["evidence", "periods"])
def test_no_pattern_waits_for_marks_that_its_text_never_has(name: str) -> None:
    patterns = [one for row in rows(name) for side in ("patterns", "behind", "before") for one in row.get(side, ())]
    assert patterns
    assert not [one for one in patterns if set(MARKS) & set(shape(one))]


@pytest.mark.parametrize("row", rows("periods"), ids=lambda row: row["id"])
def test_example_of_a_period_is_counted_per_it(row: dict[str, Any]) -> None:
    (duration,) = hwextract.extract(f"The network was trained on a GPU. {row['example']}").to_dicts()[1:]
    assert duration["per"] == row["id"]


@each_class
def test_class_word(row: dict[str, Any]) -> None:
    assert row["type"] in RECORD_TYPES
    record = next(r for r in hwextract.extract(row["example"]).records if r.type == row["type"]).to_dict()
    assert record.get("kind") == row.get("kind")
    assert record["name"] is None
    for pattern in row["phrases"]:
        for phrase in expand(pattern):
            # A bare "processor" is a CPU only where something of a CPU stands near it.
            clock = "2.5 GHz " if row["type"] == "cpu" else ""
            text = f"We trained the network on {clock}{phrase.replace(' - ', '-')}."
            found = hwextract.extract(text).to_dicts()
            assert [(r["type"], r.get("kind")) for r in found] == [(row["type"], row.get("kind"))], text
            assert phrase.replace(" - ", "-").lower() in found[0]["text"].lower()


@pytest.mark.parametrize("row", rows("discourse"), ids=lambda row: row["id"])
def test_example_of_a_statement_makes_it(row: dict[str, Any]) -> None:
    assert row["role"] in {statement.role for statement in statements(row["example"])}


@pytest.mark.parametrize("row", rows("stance"), ids=lambda row: row["id"])
def test_example_of_a_stance_has_it(row: dict[str, Any]) -> None:
    stance = stance_of(row["example"])
    way = row["stance"]
    if way in ("own", "others", "offer", "plan", "product", "example", "general"):
        assert stance is not None
        assert stance.whose == way
    elif way in _frames():
        assert _frames()[way].search(row["example"])
    else:
        assert speaks_of(way, row["example"])


@pytest.mark.parametrize("row", rows("evidence"), ids=lambda row: row["id"])
def test_example_of_evidence_has_it(row: dict[str, Any]) -> None:
    around = row["place"] == "around"
    for documented in (False, True):
        kinds = Evidence(
            "" if around else row["example"], row["example"] if around else "", documented=documented
        ).kinds
        weight = row.get("documented", row["weight"]) if documented else row["weight"]
        assert kinds.get(row["id"], 0) == weight


def test_words() -> None:
    for row in rows("words"):
        assert words(row["id"]) == frozenset(row["words"])
        assert all(word == word.lower() for word in row["words"])


@pytest.mark.parametrize("row", rows("words"), ids=lambda row: row["id"])
def test_a_tree_of_words_finds_what_their_alternatives_find(row: dict[str, Any]) -> None:
    text = ", ".join(f"x{word} {word} {word}s" for word in sorted(row["words"])).replace("*", "ing")
    plain, tree = (re.compile(rf"\b(?:{way(row['id'])})\b", re.IGNORECASE) for way in (any_of, one_of))
    assert [match.span() for match in tree.finditer(text)] == [match.span() for match in plain.finditer(text)]
    assert all(tree.fullmatch(word.replace("*", "ing")) for word in row["words"] if word[-1] == "*")


def test_no_phrase_is_empty() -> None:
    assert {label for label, _, _ in phrases()} == {"CLASS", "HEAD", "SYSTEM", "CUE"}
    assert all(phrase.strip() for _, _, phrase in phrases())
