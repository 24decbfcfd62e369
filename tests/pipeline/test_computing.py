"""The judgement whether a time is one of computing."""

from __future__ import annotations

import pytest

from hwextract.pipeline.computing.case import Case, first_answer
from hwextract.pipeline.computing.cues import has_word
from hwextract.pipeline.computing.measures import apart
from hwextract.pipeline.computing.times import _lists
from hwextract.pipeline.draft import Draft, Window
from hwextract.pipeline.events import Bond, Events


def time(text: str, part: str) -> Draft:
    start = text.index(part)
    return Draft("duration", start, start + len(part), "duration", fields={"low_s": 3600.0, "per": "total"})


def test_the_first_rule_with_an_answer_gives_it_and_no_other_is_asked() -> None:
    text, window = "It took 3 h", Window()
    bond = Bond(None, "verb")
    case = Case(time(text, "3 h"), bond, Events(window, text), window, text, before=None, headed=False)
    asked = []

    def rule(answer: bool | None) -> bool | None:
        asked.append(answer)
        return answer

    rules = [lambda _, answer=answer: rule(answer) for answer in (None, False, True)]
    assert first_answer(rules, case) is False
    assert asked == [None, False]
    assert first_answer(rules[:1], case) is None


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("It took 1 h, 2 h and 3 h.", [["1 h", "2 h", "3 h"]]),
        ("A took 1 h; B took 2 h or 3 h.", [["1 h"], ["2 h", "3 h"]]),
        ("It ran for 1 h (max. 2 h).", [["1 h", "2 h"]]),
        ("A call every 1 h, 2 h.", [["1 h"], ["2 h"]]),
        ("In all 1 h, 2 h of which were kept.", [["1 h"], ["2 h"]]),
    ],
)
def test_lists_of_times(text: str, lists: list[list[str]]) -> None:
    times = [time(text, part) for one in lists for part in one]
    found = [[text[draft.start : draft.end] for draft in one] for one in _lists(times, text)]
    assert found == lists


def test_characters_between_a_time_and_something_else() -> None:
    text = "On a GPU it took 3 h on a GPU"
    draft = time(text, "3 h")
    assert [apart(draft, Draft("accelerator", at, at + 3, "x")) for at in (5, 26)] == [9, 6]


@pytest.mark.parametrize(("text", "computes"), [("a mouse model", False), ("a mouse model and a network", True)])
def test_a_cue_inside_a_pseudo_cue_is_none(text: str, computes: bool) -> None:
    assert has_word(text, Window().knowledge, "computing") is computes
