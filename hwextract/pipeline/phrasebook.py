"""Thousands of phrases in a dictionary: cues and names of systems, for which a matcher would be slow to fill.

A phrase is kept as it is written under its first token, and becomes part of a tree of tokens as far as these are met;
so a book is made in milliseconds, holds no vocabulary, and costs what its reader meets.
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
    """A place in the tree: where each next token leads, and the (label, id) of the phrases that end here.

    Under a token that was not met yet stand the phrases that go on with it.
    """

    __slots__ = ("after", "ends")

    def __init__(self, entries: Iterable[Entry], depth: int) -> None:
        self.ends: dict[tuple[str, str], None] = {}
        goes_on: dict[str, list[Entry]] = {}
        for entry in entries:
            label, row_id, phrase = entry
            tokens = split(phrase.lower())
            if len(tokens) > depth:
                goes_on.setdefault(tokens[depth], []).append(entry)
            else:
                self.ends[label, row_id] = None
        self.after: _Branches = {**goes_on}


_Branches = dict[str, _Node | list[Entry]]


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
        self._pages: _Branches = {**pages}

    def find(self, tokens: Sequence[str]) -> list[tuple[int, int, Iterable[tuple[str, str]]]]:
        """Where phrases stand in lower-case tokens, also those that overlap: (first token, end, their labels and ids)."""
        found: list[tuple[int, int, Iterable[tuple[str, str]]]] = []
        ended = [*tokens, ""]  # no phrase goes on with it
        for start, page in enumerate(map(self._pages.get, tokens)):
            if page is None:
                continue
            branches, end = self._pages, start
            following: _Node | list[Entry] | None = page
            while following is not None:
                end += 1
                node = following
                if not isinstance(node, _Node):
                    # It is a tree as far as the tokens behind it from now on.
                    node = branches[tokens[end - 1]] = _Node(node, end - start)
                if node.ends:
                    found.append((start, end, node.ends))
                branches = node.after
                following = branches.get(ended[end])
        return found


def _first(phrase: str) -> str:
    """The first token of a phrase in lower case; of most, that is the first word."""
    word = phrase.partition(" ")[0].lower()
    return word if word.isalpha() else next(iter(split(word or phrase.lower())), "")
