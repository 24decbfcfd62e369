"""What tells of others' part in a clause."""

from __future__ import annotations

import pytest

from hwextract.lexicon import rows
from hwextract.pipeline.attribution import _NAMELESS, _SOMEBODY

PATTERNS = [
    (slot, pattern)
    for row in rows("attribution")
    if row["role"] in (*_NAMELESS, "again")
    for pattern in row["patterns"]
    for slot in _SOMEBODY
    if slot in pattern
]


def _may_be_left_out(slot: str, pattern: str) -> bool:
    """Whether a slot stands in a group that is optional, or that goes on without it."""
    at = pattern.index(slot)
    depth, opened = 0, []
    for place in range(at - 1, -1, -1):
        depth += (pattern[place] == ")") - (pattern[place] == "(")
        if depth < 0:
            opened.append(place)
            depth = 0
    groups = [_group(pattern, place) for place in opened]
    return any("|" in own or behind[:1] in ("?", "*", "{") for own, behind in groups) or "|" in _own(pattern)


def _group(pattern: str, start: int) -> tuple[str, str]:
    """What stands in a group, but not in one of its own groups, and what stands behind it."""
    depth = 0
    for place in range(start, len(pattern)):
        depth += (pattern[place] == "(") - (pattern[place] == ")")
        if not depth:
            return _own(pattern[start + 1 : place]), pattern[place + 1 :]
    raise AssertionError(pattern)


def _own(pattern: str) -> str:
    """A pattern without what stands in its groups."""
    depth, own = 0, ""
    for char in pattern:
        depth += (char == "(") - (char == ")")
        own += char if not depth else ""
    return own


def test_some_patterns_name_somebody() -> None:
    assert len(PATTERNS) > 5


@pytest.mark.parametrize(("slot", "pattern"), PATTERNS)
def test_who_is_named_in_a_pattern_is_named_in_each_match(slot: str, pattern: str) -> None:
    """So that the patterns need not be tried where nobody is named; nothing of a word stands around the name."""
    assert not _may_be_left_out(slot, pattern)
    before, _, behind = pattern.partition(slot)
    assert before[-1:] in ("", " ")
    assert behind[:1] in ("", " ", ",", "(")


@pytest.mark.parametrize("pattern", ["a( by {others})?", "(a|by {others}) ran", "by {others}|a"])
def test_what_may_be_left_out_is_seen(pattern: str) -> None:
    assert _may_be_left_out("{others}", pattern)
