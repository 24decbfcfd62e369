"""The gate: which blocks go through the pipeline. Derived from the phrases and expressions that the pipeline looks for.

A block passes where the pipeline could find something in it: a class word, a name, a product that its grammar reads,
a quantity with what its record needs beside it. The pipeline decides; without the gate all blocks pass, and the
records are the same. `hwextract.scan` finds the blocks that are worth the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import expand, words
from hwextract.pipeline.ambiguity import NAMES_MACHINE, SUPERCOMPUTING
from hwextract.pipeline.computing import WORDS, is_scored, labelled, may_head_computing, stands_alone
from hwextract.pipeline.draft import Window
from hwextract.pipeline.durations import has_label
from hwextract.pipeline.events import names_network
from hwextract.pipeline.quantities import find_all
from hwextract.pipeline.ruler import DIGITS, phrases
from hwextract.pipeline.tokenizer import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Entry", "entries", "passes"]

#: Names that are shorter count only as they are spelled.
_SHORT = 6

#: A duration that says itself that it is one of computing ("Training time: 3 h").
_LABELLED = re.compile(r"(?i)hours|training|total|time|duration|run")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase that makes a block worth a look.

    Attributes
    ----------
    tokens : tuple of str
        Its tokens; in lower case unless it counts only as it is spelled.
    exact : bool
        Whether it counts only as it is spelled.
    grammar : str or None
        Id of the grammar that must read a product in the block.
    ordinary : bool
        Whether it is an ordinary word, too, and names a machine only beside something else.
    """

    tokens: tuple[str, ...]
    exact: bool = False
    grammar: str | None = None
    ordinary: bool = False


@lru_cache(maxsize=8)
def entries(knowledge: Knowledge = SHIPPED) -> tuple[Entry, ...]:
    """Every phrase of the ruler that can become a mention or a hint, as the gate looks for it.

    Examples
    --------
    >>> next(entry for entry in entries() if entry.tokens == ("gpus",)).grammar is None
    True
    """
    known = knowledge.systems
    hints = {row["id"] for row in knowledge.cues.values() if row["category"] == "hint"}
    found: dict[Entry, None] = {}
    for label, row_id, phrase in phrases(knowledge):
        if label == "SYSTEM":
            system = known[row_id]
            exact = system.ambiguous or len(phrase) < _SHORT
            written = phrase if exact else phrase.lower()
            for spelled in (written, *(capitals for capitals in system.spellings if capitals == written.upper())):
                found[Entry(tuple(split(spelled)), exact, ordinary=system.ordinary)] = None
        elif label == "HEAD":
            found[Entry(tuple(split(phrase.lower())), grammar=row_id)] = None
        elif label == "CLASS" or row_id in hints:
            found[Entry(tuple(split(phrase.lower())))] = None
    return tuple(entry for entry in found if entry.tokens)


#: Where the word that an entry is looked for by stands in it, and how many tokens it has.
_Shape = tuple[int, int]


class _Table(NamedTuple):
    """Entries by a word of theirs: those that end in a number, and the shapes of the others."""

    words: set[str]
    numbered: dict[str, list[tuple[int, Entry]]]
    shapes: dict[str, list[_Shape]]
    whole: dict[tuple[str, ...], list[Entry]]


@lru_cache(maxsize=8)
def _tables(knowledge: Knowledge) -> tuple[_Table, _Table]:
    """The entries that count in any case, and those that count as they are spelled."""
    tables = _Table(set(), {}, {}, {}), _Table(set(), {}, {}, {})
    for entry in entries(knowledge):
        table, tokens = tables[entry.exact], entry.tokens
        at = max(range(len(tokens)), key=lambda at: _rarity(tokens[at]))
        table.words.add(tokens[at])
        if DIGITS in tokens:
            table.numbered.setdefault(tokens[at], []).append((at, entry))
            continue
        table.whole.setdefault(tokens, []).append(entry)
        shapes = table.shapes.setdefault(tokens[at], [])
        if (at, len(tokens)) not in shapes:
            shapes.append((at, len(tokens)))
    return tables


def _rarity(token: str) -> tuple[int, int]:
    """How rare a token is in texts: a number of several digits most, a mark least, and any number not at all."""
    if token == DIGITS:
        return -1, 0
    if token.isdigit():
        return (3 if len(token) > 1 else 1), len(token)
    return (2 if len(token) > 1 and token.lower() not in words("frequent") else int(token.isalnum())), len(token)


@lru_cache(maxsize=8)
def _computing(knowledge: Knowledge) -> dict[str, list[tuple[str, ...]]]:
    """The cues of computing: first token to the tokens that follow."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in knowledge.cues.values():
        if row["category"] in WORDS:
            for phrase in (phrase for pattern in row["patterns"] for phrase in expand(pattern)):
                first, *rest = split(phrase.lower())
                table.setdefault(first, []).append(tuple(rest))
    return table


def passes(
    text: str,
    before: str = "",
    after: str = "",
    *,
    lines: Sequence[tuple[int, int]] = (),
    knowledge: Knowledge = SHIPPED,
    counted: bool = True,
) -> bool:
    """Whether a block goes through the pipeline; ``text`` is its repaired text, the others stand before and behind it.

    ``lines`` are the places of its lines, where it has several.

    Where the scan saw no place of a quantity in it, ``counted`` is false, and none is looked for.

    Examples
    --------
    >>> passes("It took 3 days."), passes("It rained for 3 days."), passes("A large core.")
    (True, False, False)
    """
    tokens = split(text)
    lower = " ".join(tokens).lower().split(" ")
    any_case, exact = _tables(knowledge)
    asked: set[Entry] = set()
    for entry in chain(_matching(any_case, lower), _matching(exact, tokens)):
        if entry not in asked:
            if _counts(entry, text, before, after, knowledge):
                return True
            asked.add(entry)
    if not counted:
        return False
    computes = (
        any(entry.ordinary for entry in asked)
        or _is_computing(lower, knowledge)
        or names_network(text)
        or is_scored(text)
        or stands_alone(text, before)
        or may_head_computing(text, before, after, knowledge)
    )
    times = computes or (has_label(text) and _LABELLED.search(text) is not None) or labelled(text)
    quantities = find_all(text, Window(knowledge, lines=lines, before=before, after=after), times=times)
    return any(
        computes
        or draft.type != "duration"
        or _LABELLED.match(text, draft.start, draft.end)
        or labelled(text, draft.start)
        for draft in quantities
    )


def _matching(table: _Table, tokens: list[str]) -> Iterator[Entry]:
    """The entries of a table that stand among tokens."""
    for word in table.words.intersection(tokens):
        shapes, numbered = table.shapes.get(word, ()), table.numbered.get(word, ())
        at = -1
        for _ in range(tokens.count(word)):
            at = tokens.index(word, at + 1)
            for before, length in shapes:
                if before <= at:
                    yield from table.whole.get(tuple(tokens[at - before : at - before + length]), ())
            for before, entry in numbered:
                if before <= at and _stands(entry.tokens, tokens, at - before):
                    yield entry


def _stands(phrase: tuple[str, ...], tokens: list[str], start: int) -> bool:
    """Whether a phrase with a number, at its beginning or its end or both, stands at a place."""
    if phrase[0] == DIGITS:
        if not tokens[start].isdigit():
            return False
        phrase, start = phrase[1:], start + 1
    last = start + len(phrase) - 1
    if phrase[-1] != DIGITS:
        return phrase == tuple(tokens[start : last + 1])
    if phrase[:-1] != tuple(tokens[start:last]):
        return False
    while tokens[last : last + 1] == ["-"]:
        last += 1
    return "".join(tokens[last : last + 1]).isdigit()


def _counts(entry: Entry, text: str, before: str, after: str, knowledge: Knowledge) -> bool:
    if entry.grammar is not None:
        grammar = knowledge.grammars[entry.grammar]
        return grammar.pattern.search(text) is not None and grammar.is_required(text, before, after)
    if not entry.ordinary or NAMES_MACHINE.search(" ".join(entry.tokens)):
        return True
    return SUPERCOMPUTING.search(_written(entry).sub(" # ", text)) is not None


@lru_cache(maxsize=65_536)
def _written(entry: Entry) -> re.Pattern[str]:
    return re.compile(" ?".join(map(re.escape, entry.tokens)))


def _is_computing(lower: list[str], knowledge: Knowledge) -> bool:
    table = _computing(knowledge)
    return any(
        tuple(lower[at + 1 : at + 1 + len(rest)]) == rest
        for at, token in enumerate(lower)
        for rest in table.get(token, ())
    )
