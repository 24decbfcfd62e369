"""Evidence for and against the authors' own doing, where no cue of a sentence says whose it is.

Most of what a paper says of hardware is its authors' own doing; a guide, a definition or a survey is not. No word of
it tells so alone, but several do together: each kind of evidence has a weight (``lexicon/evidence.jsonl``), for the
authors where it is above zero, and the weights of the kinds that are there are added up.

The weights, and those in `hwextract.stance`, are the rounded coefficients of a logistic regression with a penalty, over
mentions without a cue in annotated passages: those of ``tests/cases``, further ones of the same making, and, as a
twentieth of all, the read half of a gold standard. Cross-validation chose the kinds. Those of tables of others'
work, of the imperative, of a heading of requirements and of a sentence that begins with the study itself or with what
the authors do were set by hand, as too few passages have them.
"""

from __future__ import annotations

from functools import cache, cached_property
from math import inf
from typing import Any, NamedTuple

from hwextract.alternatives import Alternatives, Index
from hwextract.lexicon import rows
from hwextract.phrasing import ANYWHERE, alternatives

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
    #: The bits of its patterns in the index.
    bits: int


#: Where all kinds are looked up.
_INDEX = Index()


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(map(_kind, rows("evidence")))


def _kind(row: dict[str, Any]) -> _Kind:
    place, weight = row["place"], row["weight"]
    expression = alternatives(row["patterns"], r"^\W*" if place == "start" else ANYWHERE, r"(?![\w-])", _INDEX)
    around = weight * {"around": 1, "both": _AROUND}.get(place, 0)
    return _Kind(row["id"], weight, around, place != "around", expression, expression.bits)


@cache
def _in_sentence() -> tuple[_Kind, ...]:
    return tuple(kind for kind in _kinds() if kind.in_sentence)


@cache
def _around() -> tuple[_Kind, ...]:
    """The kinds that may stand around a sentence, in the order in which they are read from the last on."""
    # What tells for the authors is read first, and then what tells most against them.
    kinds = [kind for kind in _kinds() if kind.around]
    return tuple(sorted(kinds, key=lambda kind: (kind.around > 0, abs(kind.around))))


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
        found = self._in_sentence = {
            kind.id: kind.weight for kind in kinds if kind.bits & possible and kind.expression.stand_in(sentence)
        }
        self.own = frozenset(kind for kind, weight in found.items() if weight > 0)
        self._sentence, self._text = sentence, around
        possible = _INDEX.possible(around)
        self._unread = [kind for kind in _around() if kind.bits & possible and kind.id not in found]
        self._found_around: dict[str, float] = {}
        # Until it is read, what tells for them counts for nothing, and what tells against them in full.
        self._least = sum(found.values(), -_SPARE) + sum(min(0, kind.around) for kind in self._unread)

    def is_above(self, limit: float) -> bool:
        """Whether the weight is above a limit for sure; what stands around is read until that is known."""
        while self._least <= limit and self._unread:
            kind = self._unread.pop()
            stands = kind.expression.stand_in(self._text)
            if stands:
                self._found_around[kind.id] = kind.around
            if stands == (kind.around > 0):
                self._least += abs(kind.around)
        return self._least > limit

    @cached_property
    def kinds(self) -> dict[str, float]:
        """The ids of the kinds, each with its weight."""
        self.is_above(inf)
        found = self._in_sentence | self._found_around
        return {kind.id: found[kind.id] for kind in _kinds() if kind.id in found}

    @property
    def weight(self) -> float:
        """The sum of the weights of all kinds that are there."""
        return sum(self.kinds.values())

    @property
    def against(self) -> str:
        """The words that tell most against the authors' own doing; none, if nothing does."""
        most = min(self.kinds, key=self.kinds.__getitem__, default=None)
        if most is None or self.kinds[most] >= 0:
            return ""
        kind = next(kind for kind in _kinds() if kind.id == most)
        match = kind.expression.search(self._sentence if most in self._in_sentence else self._text)
        return match.group().strip() if match else ""
