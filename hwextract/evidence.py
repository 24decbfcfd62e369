"""Evidence for and against the authors' own doing, where no cue of a sentence says whose it is.

Most of what a paper says of hardware is its authors' own doing; a guide, a definition or a survey is not. No word of
it tells so alone, but several do together: each kind of evidence has a weight (``lexicon/evidence.jsonl``), for the
authors where it is above zero, and the weights of the kinds that are there are added up.

The weights, and those in `hwextract.stance`, are the rounded coefficients of a logistic regression with a penalty, over
mentions without a cue in annotated passages: those of ``tests/cases``, further ones of the same making, and, as a
twentieth of all, the read half of a gold standard. Cross-validation chose the kinds. Those of tables of others'
work, of the imperative and of a sentence that begins with the study itself were set by hand, as too few passages have
them.
"""

from __future__ import annotations

from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from hwextract.alternatives import Alternatives, Index
from hwextract.lexicon import rows
from hwextract.phrasing import ANYWHERE, alternatives

if TYPE_CHECKING:
    import re

__all__ = ["Evidence"]

#: What a kind of evidence counts for that stands only around the sentence, where it may stand in both.
_AROUND = 0.6
#: Something to spare for sums that are rounded.
_SPARE = 0.01


class _Kind(NamedTuple):
    id: str
    weight: float
    #: What it counts for that stands only around the sentence; nothing where it may not.
    around: float
    in_sentence: bool
    expression: Alternatives


#: Where all kinds are looked up.
_INDEX = Index()


@cache
def _kinds() -> tuple[_Kind, ...]:
    around = {"around": 1, "both": _AROUND}
    return tuple(
        _Kind(
            row["id"],
            row["weight"],
            row["weight"] * around.get(row["place"], 0),
            row["place"] != "around",
            alternatives(row["patterns"], r"^\W*" if row["place"] == "start" else ANYWHERE, r"(?![\w-])", _INDEX),
        )
        for row in rows("evidence")
    )


@cache
def _in_sentence() -> tuple[_Kind, ...]:
    return tuple(kind for kind in _kinds() if kind.in_sentence)


@cache
def _around() -> tuple[_Kind, ...]:
    """The kinds that may stand around a sentence: those that tell for the authors, then those most against them."""
    kinds = [kind for kind in _kinds() if kind.around]
    return tuple(sorted(kinds, key=lambda kind: (kind.around < 0, -abs(kind.around))))


class Evidence:
    """The evidence in a sentence, and in the sentences of its passage around it, which are read as far as is asked.

    Parameters
    ----------
    sentence : str
        The sentence.
    around : str
        What stands around it.

    Attributes
    ----------
    own : frozenset of str
        The ids of the kinds in the sentence itself that tell for the authors' own doing.

    Examples
    --------
    >>> Evidence("The batch size was set to 8.", "We used a small network.").weight > 0
    True
    >>> Evidence("A board with 4 GB is enough for this.", "Which board do you need? You may try it.").is_above(0)
    False
    """

    def __init__(self, sentence: str, around: str) -> None:
        # The kinds are read before they are looked up.
        kinds, possible = _in_sentence(), _INDEX.possible(sentence)
        self._in_sentence = {
            kind.id: (kind.weight, match)
            for kind in kinds
            if kind.expression.bits & possible and (match := kind.expression.search(sentence))
        }
        self._text = around
        self._read: dict[str, re.Match[str] | None] = {}
        self.own = frozenset(kind for kind, (weight, _) in self._in_sentence.items() if weight > 0)

    def is_above(self, limit: float, *, thoroughly: bool = True) -> bool:
        """Whether the weight is above a limit for sure; what stands around is read until that is known.

        Parameters
        ----------
        limit : float
            The limit.
        thoroughly : bool
            Whether more is read around the sentence than what tells for the authors.
        """
        bits = _INDEX.possible(self._text)
        possible = [kind for kind in _around() if kind.expression.bits & bits and kind.id not in self._in_sentence]
        least = sum(weight for weight, _ in self._in_sentence.values()) - _SPARE
        for kind in possible:
            least += min(0, kind.around)
        for kind in possible:
            if least > limit:
                return True
            if kind.around < 0 and not thoroughly:
                return False
            # Until it is read, what tells for them counts for nothing, and what tells against them in full.
            if (self._stands_around(kind) is not None) == (kind.around > 0):
                least += abs(kind.around)
        return least > limit

    def _stands_around(self, kind: _Kind) -> re.Match[str] | None:
        if kind.id not in self._read:
            self._read[kind.id] = kind.expression.search(self._text)
        return self._read[kind.id]

    @cached_property
    def _all(self) -> dict[str, tuple[float, re.Match[str]]]:
        found = {}
        for kind in _kinds():
            if kind.id in self._in_sentence:
                found[kind.id] = self._in_sentence[kind.id]
            elif kind.around and (match := self._stands_around(kind)) is not None:
                found[kind.id] = kind.around, match
        return found

    @property
    def kinds(self) -> dict[str, float]:
        """The ids of the kinds, each with its weight."""
        return {kind: weight for kind, (weight, _) in self._all.items()}

    @property
    def weight(self) -> float:
        """The sum of the weights of all kinds that are there."""
        return sum(weight for weight, _ in self._all.values())

    @property
    def against(self) -> str:
        """The words that tell most against the authors' own doing; none, if nothing does."""
        weight, match = min(self._all.values(), key=itemgetter(0), default=(0.0, None))
        return match.group().strip() if match is not None and weight < 0 else ""
