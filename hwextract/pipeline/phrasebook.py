"""Thousands of phrases in a dictionary: cues and names of systems, for which a matcher would be slow to fill.

A phrase is kept as it is written under its first token, and becomes part of a tree of tokens when that token is
first met; so a book is made in milliseconds, holds no vocabulary, and costs what its reader meets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.pipeline.tokenizer import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Entry", "PhraseBook"]

#: A phrase with its label and id: (label, id, phrase).
Entry = tuple[str, str, str]


class _Node:
    """A place in the tree: where each next token leads, and the (label, id) of the phrases that end here."""

    __slots__ = ("after", "ends")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.ends: dict[tuple[str, str], None] = {}


class PhraseBook:
    """Phrases that are found in tokens without regard to case.

    Parameters
    ----------
    entries : iterable of (label, id, phrase)
        The phrases. Matching takes time in proportion to the tokens and the length of the longest phrase, however
        many phrases there are.

    Examples
    --------
    >>> book = PhraseBook([("SYSTEM", "abci", "ABCI"), ("CUE", "not", "did not use"), ("CUE", "own", "did")])
    >>> [(first, end, *entries) for first, end, entries in book.find(["we", "did", "not", "use", "abci"])]
    [(1, 2, ('CUE', 'own')), (1, 4, ('CUE', 'not')), (4, 5, ('SYSTEM', 'abci'))]
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        pages: dict[str, list[Entry]] = {}
        for entry in entries:
            pages.setdefault(_first(entry[2]), []).append(entry)
        pages.pop("", None)
        self._pages: dict[str, list[Entry] | _Node] = {**pages}

    def find(self, tokens: Sequence[str]) -> list[tuple[int, int, Iterable[tuple[str, str]]]]:
        """Where phrases stand in lower-case tokens, also those that overlap: (first token, end, their labels and ids)."""
        found: list[tuple[int, int, Iterable[tuple[str, str]]]] = []
        ended = [*tokens, ""]  # no phrase goes on with it
        for start, page in enumerate(map(self._pages.get, tokens)):
            if page is None:
                continue
            node: _Node | None = page if isinstance(page, _Node) else self._opened(tokens[start], page)
            end = start
            while node is not None:
                end += 1
                if node.ends:
                    found.append((start, end, node.ends))
                node = node.after.get(ended[end])
        return found

    def _opened(self, token: str, page: list[Entry]) -> _Node:
        """The tree of the phrases under a token that is met for the first time."""
        node = self._pages[token] = _grown(page)
        return node


def _first(phrase: str) -> str:
    """The first token of a phrase in lower case; of most, that is the first word."""
    word = phrase.partition(" ")[0].lower()
    return word if word.isalpha() else next(iter(split(word or phrase.lower())), "")


def _grown(entries: list[Entry]) -> _Node:
    """The tree of phrases that begin with the same token."""
    root = _Node()
    for label, row_id, phrase in entries:
        node = root
        for token in split(phrase.lower())[1:]:
            following = node.after.get(token)
            if following is None:
                following = node.after[token] = _Node()
            node = following
        node.ends[label, row_id] = None
    return root
