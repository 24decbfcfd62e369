"""What ``re`` reads of a pattern, for those who tell from its parts what its matches have in them.

A part is a pair of its kind and what belongs to it, as the parser of the standard library gives them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["EMPTY", "REPEATS", "Exact", "characters", "either", "has_one_form", "parse", "repeated"]

#: The kinds of parts that match no characters, but places between them.
EMPTY = ("AT", "ASSERT", "ASSERT_NOT")
#: The kinds of parts that may be matched several times.
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

#: What is read of a part of a pattern: all that it can match, if that is a few strings, else nothing.
Exact = frozenset[str] | None


def parse(pattern: str | bytes, flags: int = 0) -> Any:
    r"""The parts of a pattern.

    Examples
    --------
    >>> [kind.name for kind, _ in parse(r"\bGPUs?")]
    ['AT', 'LITERAL', 'LITERAL', 'LITERAL', 'MAX_REPEAT']
    """
    return re._parser.parse(pattern, flags)  # type: ignore[attr-defined]


def has_one_form(code: int) -> bool:
    """Whether a character of a folded text stands for nothing else, without regard to case, but its own capital."""
    return code < 128 or not chr(code).isalnum()


def characters(of: Iterable[tuple[Any, Any]]) -> set[str]:
    """The characters of a short class of a parsed pattern, in lower case; none of one that is open."""
    found: set[str] = set()
    for kind, value in of:
        if str(kind) == "LITERAL" and has_one_form(value):
            found.add(chr(value).lower())
        elif str(kind) == "RANGE" and value[1] < 128 and value[1] - value[0] < 10:
            found.update(chr(code).lower() for code in range(value[0], value[1] + 1))
        else:
            return set()
    return found


def repeated(
    times: tuple[int, int],
    ways: Exact,
    own: list[frozenset[str]],
    found: list[frozenset[str]],
    keep: Callable[[frozenset[str], list[frozenset[str]]], None],
) -> Exact:
    """What is read of a repetition: all that it matches, if that is known; adds the words of which every match has one.

    Parameters
    ----------
    times : (int, int)
        How often it stands at least, and at most.
    ways : frozenset of str or None
        All that one of it matches, if that is known.
    own : list of frozenset of str
        Sets of words of each of which one of it has one.
    found : list of frozenset of str
        What is added to.
    keep : callable
        Adds the words of some strings.
    """
    least, most = times
    if least:
        found += own
    if ways is not None and most == 1:
        return ways if least else ways | {""}
    if ways is not None and least:
        keep(ways, found)
    return None


def either(read: Iterable[tuple[Exact, list[frozenset[str]]]]) -> tuple[Exact, frozenset[str]]:
    """What is read of a choice: all that it matches, if that is known of each part, and words of which each has one.

    Parameters
    ----------
    read : iterable of (frozenset of str or None, list of frozenset of str)
        Of each part all that it matches, if that is known, and sets of words of each of which every match has one.
    """
    exact: Exact = frozenset()
    one_of: Exact = frozenset()
    for ways, own in read:
        best = min(own, key=lambda words: (-min(map(len, words)), len(words)), default=None)
        exact = None if exact is None or ways is None else exact | ways
        one_of = None if one_of is None or best is None else one_of | best
    return exact, one_of or frozenset()
