"""Evidence for and against the authors' own doing, where no cue of a sentence says whose it is.

Most of what a paper says of hardware is its authors' own doing; a guide, a definition or a survey is not. No word of
it tells so alone, but several do together: each kind of evidence has a weight (``lexicon/evidence.jsonl``), for the
authors where it is above zero, and the weights of the kinds that are there are added up.

The weights, and those in `hwextract.stance`, are the rounded coefficients of a logistic regression with a penalty, over
mentions without a cue in annotated passages: those of ``tests/cases``, further ones of the same making, and, as a
twentieth of all, the read half of a gold standard. Cross-validation chose the kinds. Those of tables of others'
work, of the imperative, of a heading of requirements and of a sentence that begins with the study itself or with what
the authors do were set by hand, as too few passages have them.

Documentation of software (`hwextract.documentation`) has kinds of its own, and some kinds count for another weight
there, ``documented``: who says what an option does also names batch sizes. These weights were set by hand on annotated
passages of the documentation of packages, so that no other annotated passage changed by them; the signs of a regression
over the mentions without a cue agreed with most of them.
"""

from __future__ import annotations

from functools import cache, cached_property, reduce
from math import inf
from operator import or_
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
def _kinds(*, documented: bool = False) -> tuple[_Kind, ...]:
    """The kinds that count for something: in documentation, or elsewhere."""
    weights = (row.get("documented", row["weight"]) if documented else row["weight"] for row in rows("evidence"))
    found = (_kind(row, weight) for row, weight in zip(rows("evidence"), weights, strict=True) if weight)
    return tuple(found)


def _kind(row: dict[str, Any], weight: float) -> _Kind:
    place, expression = row["place"], _expressions()[row["id"]]
    around = weight * {"around": 1, "both": _AROUND}.get(place, 0)
    return _Kind(row["id"], weight, around, place != "around", expression, expression.bits)


@cache
def _expressions() -> dict[str, Alternatives]:
    """The expression of each kind."""
    return {
        row["id"]: alternatives(row["patterns"], r"^\W*" if row["place"] == "start" else ANYWHERE, r"(?![\w-])", _INDEX)
        for row in rows("evidence")
    }


@cache
def _order(*, documented: bool) -> tuple[_Kind, ...]:
    """The kinds in the order in which they are read, from the last on."""
    # What tells for the authors is read first, and then what tells most against them.
    return tuple(sorted(_kinds(documented=documented), key=lambda kind: (kind.weight > 0, abs(kind.weight))))


@cache
def _bits(*, documented: bool) -> tuple[int, int]:
    """The bits of the kinds that may stand in a sentence, and of those that may stand around it."""
    kinds = _kinds(documented=documented)
    return (
        reduce(or_, (kind.bits for kind in kinds if kind.in_sentence)),
        reduce(or_, (kind.bits for kind in kinds if kind.around)),
    )


class Evidence:
    """The evidence in a sentence, and in the sentences of its passage around it, which is read as far as is asked.

    Parameters
    ----------
    sentence : str
        The sentence.
    around : str
        What stands around it.
    documented : bool
        Whether it stands in the documentation of software, where other kinds tell, and some for less.

    Examples
    --------
    >>> Evidence("The batch size was set to 8.", "We used a small network.").weight > 0
    True
    >>> Evidence("A board with 4 GB is enough for this.", "Which board do you need? You may try it.").is_above(0)
    False
    """

    def __init__(self, sentence: str, around: str, *, documented: bool = False) -> None:
        # The kinds are read before they are looked up.
        in_sentence, in_passage = _bits(documented=documented)
        self._documented = documented
        self._sentence, self._text = sentence, around
        self._inside = inside = _INDEX.possible(sentence) & in_sentence
        self._around = _INDEX.possible(around) & in_passage
        possible = inside | self._around
        self._in_sentence: dict[str, float] = {}
        self._found_around: dict[str, float] = {}
        # Until it is read, what tells for them counts for nothing, and what tells against them in full.
        self._unread = [
            (kind, min(0, kind.weight if kind.bits & inside else kind.around))
            for kind in _order(documented=documented)
            if kind.bits & possible
        ]
        self._least = sum(worst for _, worst in self._unread) - _SPARE

    def _read_next(self) -> None:
        """Read whether the next kind is there."""
        kind, worst = self._unread.pop()
        self._least -= worst
        if kind.bits & self._inside and kind.expression.stand_in(self._sentence):
            self._in_sentence[kind.id] = kind.weight
            self._least += kind.weight
        elif kind.bits & self._around and kind.expression.stand_in(self._text):
            self._found_around[kind.id] = kind.around
            self._least += kind.around

    def is_above(self, limit: float) -> bool:
        """Whether the weight is above a limit for sure."""
        while self._least <= limit and self._unread:
            self._read_next()
        return self._least > limit

    def speaks_for_authors(self, *, but: str = "") -> bool:
        """Whether the sentence itself has a kind that tells for the authors' own doing, another one than ``but``.

        Examples
        --------
        >>> Evidence("The batch size was set to 8.", "").speaks_for_authors()
        True
        """
        while not any(weight > 0 and kind != but for kind, weight in self._in_sentence.items()):
            if not self._unread or self._unread[-1][0].weight < 0:
                return False
            self._read_next()
        return True

    @cached_property
    def kinds(self) -> dict[str, float]:
        """The ids of the kinds, each with its weight."""
        self.is_above(inf)
        found = self._in_sentence | self._found_around
        kinds = _kinds(documented=self._documented)
        return {kind.id: found[kind.id] for kind in kinds if kind.id in found}

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
        match = _expressions()[most].search(self._sentence if most in self._in_sentence else self._text)
        return match.group().strip() if match else ""
