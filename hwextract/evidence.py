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

from functools import cache
from typing import NamedTuple

from hwextract.alternatives import Alternatives, Index
from hwextract.lexicon import rows
from hwextract.phrasing import ANYWHERE, alternatives

__all__ = ["Evidence", "weigh"]

#: What a kind of evidence counts for that stands only around the sentence, where it may stand in both.
_AROUND = 0.6


class Evidence(NamedTuple):
    """What a sentence and its passage tell for the authors' own doing.

    Attributes
    ----------
    weight : float
        The sum of the weights of all kinds of evidence that are there.
    against : str
        The words that tell most against it.
    kinds : dict of str to float
        The ids of the kinds, each with its weight.
    own : frozenset of str
        The ids of the kinds in the sentence itself that tell for it.
    """

    weight: float
    against: str
    kinds: dict[str, float]
    own: frozenset[str]


class _Kind(NamedTuple):
    id: str
    weight: float
    place: str
    expression: Alternatives


@cache
def _kinds() -> tuple[_Kind, ...]:
    index = Index()
    return tuple(
        _Kind(
            row["id"],
            row["weight"],
            row["place"],
            alternatives(row["patterns"], r"^\W*" if row["place"] == "start" else ANYWHERE, r"(?![\w-])", index),
        )
        for row in rows("evidence")
    )


def weigh(sentence: str, around: str) -> Evidence:
    """The evidence in a sentence, and in the sentences of its passage around it.

    Examples
    --------
    >>> weigh("The batch size was set to 8.", "We used a small network.").weight > 0
    True
    >>> weigh("A board with 4 GB is enough for this.", "Which board do you need? You may try it out.").weight < 0
    True
    """
    kinds: dict[str, float] = {}
    against = ""
    own: set[str] = set()
    for kind in _kinds():
        weight, match = kind.weight, None
        if kind.place != "around":
            match = kind.expression.search(sentence)
            if match is not None and weight > 0:
                own.add(kind.id)
        if match is None and kind.place in ("around", "both"):
            match = kind.expression.search(around)
            weight *= _AROUND if kind.place == "both" else 1
        if match is not None:
            if weight < min(kinds.values(), default=0):
                against = match.group().strip()
            kinds[kind.id] = weight
    return Evidence(sum(kinds.values()), against, kinds, frozenset(own))
