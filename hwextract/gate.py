"""The gate: which blocks go through the pipeline. Derived from the phrases and expressions that the pipeline looks for.

A block passes where the pipeline could find something in it: a class word, a name, a product that its grammar reads,
a quantity with what its record needs beside it. The pipeline decides; without the gate all blocks pass, and the
records are the same. `hwextract.scan` finds the blocks that are worth the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.lexicon import expand, words
from hwextract.pipeline.ambiguity import NAMES_MACHINE, SUPERCOMPUTING
from hwextract.pipeline.computing import OWN_LABEL, WORDS, is_scored, labelled, may_head_computing, stands_alone
from hwextract.pipeline.draft import Window
from hwextract.pipeline.durations import has_label
from hwextract.pipeline.phrasebook import PhraseBook
from hwextract.pipeline.programs import names_network
from hwextract.pipeline.quantities import find_all, has_amount, may_last
from hwextract.pipeline.ruler import DIGITS, phrases
from hwextract.pipeline.tokenizer import split, vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hwextract.pipeline.draft import Surroundings

__all__ = ["Entry", "entries", "passes"]

#: Names that are shorter count only as they are spelled.
_SHORT = 6

#: What stands around a block of which nothing is known.
_NOTHING = Window()


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
                found[Entry(tuple(split(spelled)), exact, ordinary=system.is_ordinary(phrase))] = None
        elif label == "HEAD":
            found[Entry(tuple(split(phrase.lower())), grammar=row_id)] = None
        elif label == "CLASS" or row_id in hints:
            found[Entry(tuple(split(phrase.lower())))] = None
    return tuple(entry for entry in found if any(token != DIGITS for token in entry.tokens))


class _Phrase(NamedTuple):
    """An entry as it is looked for: its tokens in lower case, and which of them it is looked for by.

    It is ``found`` where that one and its neighbour stand. ``spelled`` are its tokens where it counts only as they are
    spelled; a number stands before them, or behind.
    """

    found: bool
    tokens: tuple[str, ...]
    at: int
    spelled: tuple[str, ...] | None
    behind_number: bool
    before_number: bool
    entry: Entry


#: A phrase of fewer tokens has none but the one that it is looked for by and its neighbour.
_WITH_NEIGHBOURS = 3

#: The phrases that are looked for by a word: by the token behind it, or, where it is the last, the one before it in a
#: tuple, which is empty where it is alone.
_Page = dict[str | tuple[str, ...], list[_Phrase]]


@lru_cache(maxsize=8)
def _table(knowledge: Knowledge) -> dict[str, _Page]:
    table: dict[str, _Page] = {}
    for entry in entries(knowledge):
        tokens = entry.tokens
        behind_number, before_number = tokens[0] == DIGITS, tokens[-1] == DIGITS
        if behind_number or before_number:
            tokens = tokens[behind_number : len(tokens) - before_number]
        spelled = tokens if entry.exact else None
        if entry.exact:
            tokens = tuple(map(str.lower, tokens))
        at = tokens.index(max(tokens, key=_rarity)) if len(tokens) > 1 else 0
        found = len(tokens) < _WITH_NEIGHBOURS and not (entry.exact or behind_number or before_number)
        neighbour = tokens[at + 1] if at + 1 < len(tokens) else tokens[at - 1 : at]
        phrase = _Phrase(found, tokens, at, spelled, behind_number, before_number, entry)
        table.setdefault(tokens[at], {}).setdefault(neighbour, []).append(phrase)
    return table


def _rarity(token: str) -> tuple[int, int]:
    """How rare a token is in texts: a number of several digits most, a mark least."""
    if token.isdigit():
        return (3 if len(token) > 1 else 2), len(token)
    return (2 if len(token) > 1 and token not in words("frequent") else int(token.isalnum())), len(token)


@lru_cache(maxsize=8)
def _computing(knowledge: Knowledge) -> tuple[frozenset[str], PhraseBook]:
    """The cues of computing: those of one word, and the others."""
    patterns = (pattern for row in knowledge.cues.values() if row["category"] in WORDS for pattern in row["patterns"])
    cues = [phrase.lower() for pattern in patterns for phrase in expand(pattern)]
    return frozenset(filter(str.isalpha, cues)), PhraseBook(("CUE", "", cue) for cue in cues if not cue.isalpha())


def passes(
    text: str,
    around: Surroundings = _NOTHING,
    *,
    lines: Sequence[tuple[int, int]] = (),
    knowledge: Knowledge = SHIPPED,
    names: Sequence[int] | None = None,
    counted: bool = True,
) -> bool:
    """Whether a block goes through the pipeline; ``text`` is its repaired text, ``around`` what stands beside it.

    ``lines`` are the places of its lines, where it has several.

    ``names`` are the places in it at which the scan saw names, if they are known: every name in it has one. Where the
    scan saw no place of a quantity in it, ``counted`` is false, and none is looked for.

    Examples
    --------
    >>> passes("It took 3 days."), passes("It rained for 3 days."), passes("A large core.")
    (True, False, False)
    """
    heads: set[str] = set()
    ordinary: set[Entry] = set()
    for entry in _entries_of(text, knowledge) if names is None else _entries_at(names, text, knowledge):
        if entry.grammar is not None:
            heads.add(entry.grammar)
        elif entry.ordinary:
            ordinary.add(entry)
        else:
            return True
    for entry in ordinary:
        if _names_machine(entry, text):
            return True
    for head in heads:
        if knowledge.grammars[head].may_read(text, around):
            return True
    if not counted:
        return False
    before, after = around.before, around.after
    window = Window(knowledge, lines=lines, before=before, after=after)
    if has_amount(text, window):
        return True
    if not may_last(text):
        return False
    computes = (
        bool(ordinary)
        or _is_computing(text, knowledge)
        or names_network(text)
        or is_scored(text)
        or stands_alone(text, before)
        or may_head_computing(text, before, after, knowledge)
    )
    if not (computes or (has_label(text) and OWN_LABEL.search(text) is not None) or labelled(text)):
        return False
    return any(
        computes or OWN_LABEL.match(text, time.start, time.end) or labelled(text, time.start)
        for time in find_all(text, window)
    )


def _lower(tokens: list[str]) -> list[str]:
    """Tokens in lower case; faster than one by one."""
    return " ".join(tokens).lower().split(" ")


def _entries_of(text: str, knowledge: Knowledge) -> Iterator[Entry]:
    """The entries that stand in a text."""
    tokens = split(text)
    return _standing(tokens, _lower(tokens), knowledge)


@lru_cache(maxsize=8)
def _sides(knowledge: Knowledge) -> dict[str, tuple[set[str], set[str]]]:
    """What stands right before a token in an entry, and right behind it."""
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for entry in entries(knowledge):
        tokens = [*map(str.lower, entry.tokens)]
        for token, other in pairwise(tokens):
            sides.setdefault(token, (set(), set()))[1].add(other)
            sides.setdefault(other, (set(), set()))[0].add(token)
    return sides


class _Word(NamedTuple):
    """A word of a text: the entries that stand in it, and the tokens that they may go on with on its left and right."""

    entries: tuple[Entry, ...]
    before: frozenset[str]
    behind: frozenset[str]


@lru_cache(maxsize=1024)
def _word(word: str, knowledge: Knowledge) -> _Word:
    """What is to be known of a word at which the scan saw a name; few words are many of these."""
    sides, tokens = _sides(knowledge), {*_lower(split(word))}
    if "-" in tokens or any(map(str.isdigit, tokens)):
        tokens.add(DIGITS)  # of an entry that asks for any number, with hyphens before it or not
    beside = [sides[token] for token in tokens & sides.keys()]
    before: set[str] = set().union(*(tokens_before for tokens_before, _ in beside))
    behind: set[str] = set().union(*(tokens_behind for _, tokens_behind in beside))
    if DIGITS in tokens:
        before.add("-")
    if DIGITS in behind or "-" in tokens:
        behind.update(("-", DIGITS))
    return _Word(tuple(_entries_of(word, knowledge)), frozenset(before), frozenset(behind))


#: Where there are more places, the text is read once instead; an entry has about as many words.
_FEW = 4


def _entries_at(places: Sequence[int], text: str, knowledge: Knowledge) -> Iterable[Entry]:
    """The entries in a text of which each has one of some places in it: most are a word, and known by that."""
    if len(places) > _FEW:
        return _entries_of(text, knowledge)
    return chain.from_iterable(_entries_around(place, text, knowledge) for place in places)


def _entries_around(place: int, text: str, knowledge: Knowledge) -> Iterable[Entry]:
    """The entries in the word at a place, and those that may go on in the words beside it."""
    start, end = text.rfind(" ", 0, place) + 1, _end_of_word(text, place + 1)
    word = first = last = _word(text[start:end], knowledge)
    begin, stop = start, end
    while first.before and begin:
        before = text[text.rfind(" ", 0, begin - 1) + 1 : begin - 1]
        if not before or not _is_among(before, -1, first.before):
            break
        first, begin = _word(before, knowledge), begin - 1 - len(before)
    while last.behind and stop < len(text):
        behind = text[stop + 1 : _end_of_word(text, stop + 1)]
        if not behind or not _is_among(behind, 0, last.behind):
            break
        last, stop = _word(behind, knowledge), stop + 1 + len(behind)
    return word.entries if (begin, stop) == (start, end) else _entries_of(text[begin:stop], knowledge)


def _end_of_word(text: str, start: int) -> int:
    end = text.find(" ", start)
    return len(text) if end < 0 else end


def _is_among(word: str, at: int, tokens: frozenset[str]) -> bool:
    """Whether the first token of a word, or the last, is one of some."""
    end = word[at]
    # A mark is a token by itself, as are the letters of a word that has nothing else.
    token = word if word.isalpha() else split(word)[at] if end.isalnum() else end
    return token.lower() in tokens or (DIGITS in tokens and token.isdigit())


def _standing(tokens: list[str], lower: list[str], knowledge: Knowledge) -> Iterator[Entry]:
    """The entries that stand among tokens."""
    table = _table(knowledge)
    last = len(lower) - 1
    for at in [at for at, token in enumerate(lower) if token in table]:
        page = table[lower[at]]
        following = lower[at + 1] if at < last else ""
        for phrase in (*page.get((), ()), *page.get(following, ()), *page.get((lower[at - 1],), ())):
            if phrase.at <= at and (phrase.found or _stands(phrase, at - phrase.at, tokens, lower)):
                yield phrase.entry


def _stands(phrase: _Phrase, start: int, tokens: list[str], lower: list[str]) -> bool:
    """Whether a phrase stands at a place, is spelled so there, and has its numbers beside it."""
    _, own, _, spelled, behind_number, before_number, _ = phrase
    end = start + len(own)
    if tuple(lower[start:end]) != own or (spelled is not None and tuple(tokens[start:end]) != spelled):
        return False
    if behind_number and not (start and tokens[start - 1].isdigit()):
        return False
    if before_number:
        while tokens[end : end + 1] == ["-"]:
            end += 1
        return "".join(tokens[end : end + 1]).isdigit()
    return True


def _names_machine(entry: Entry, text: str) -> bool:
    """Whether an ordinary word that stands in a text may name a machine there."""
    name, is_machine = _named(entry)
    return is_machine or SUPERCOMPUTING.search(_replaced(name, " # ", text)) is not None


@lru_cache(maxsize=65_536)
def _named(entry: Entry) -> tuple[str | re.Pattern[str], bool]:
    """An entry as it is written, and whether it says by itself that it names a machine."""
    tokens = entry.tokens
    name = tokens[0] if len(tokens) == 1 else re.compile(" ?".join(map(re.escape, tokens)))
    return name, NAMES_MACHINE.search(" ".join(tokens)) is not None


def _replaced(name: str | re.Pattern[str], becomes: str, text: str) -> str:
    return text.replace(name, becomes) if isinstance(name, str) else name.sub(becomes, text)


def _is_computing(text: str, knowledge: Knowledge) -> bool:
    """Whether a cue of computing stands in a text."""
    words, phrases = _computing(knowledge)
    return not words.isdisjoint(vocabulary_of(text)) or bool(phrases.find(_lower(split(text))))
