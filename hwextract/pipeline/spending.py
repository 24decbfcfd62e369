"""Whether it is computing that energy was spent on, or that emitted carbon.

Energy is measured by all of science: the pulse of a laser, what a reaction sets free, a meal. A number with its unit
says nothing of who spent it, and neither does a model or a simulation beside it. It is spent by computing where the
sentence names what computes, or where that was named before and the sentence says that something ran.
"""

from __future__ import annotations

import re
from functools import cache

from hwextract.expressions import guarded, tree
from hwextract.lexicon import any_of, expand, rows, words

__all__ = ["computes", "is_kind_of_energy", "is_not_spent", "is_spent"]

#: What trains bodies.
_EXERCISE = "".join(rf"(?<!\b{word} )" for word in sorted(words("kinds-of-exercise")))
_WORK = guarded(rf"\b{_EXERCISE}(?:{any_of('computing-work')})\b", re.IGNORECASE)
_PEOPLE = any_of("trained-people")
_TAUGHT = re.compile(
    rf"\b(?:{_PEOPLE}) (?:(?:was|were|been|had|have|are) ){{1,2}}(?:\w+ly )?trained\b"
    rf"|\btrain(?:ed|ing) (?:of )?(?:the )?(?:\w+ )?(?:{_PEOPLE})\b(?!')",
    re.IGNORECASE,
)
_ACTS = guarded(rf"\b(?:{any_of('computing-acts')})\b|[:=|]", re.IGNORECASE)
_NATURE = guarded(rf"\b(?:{any_of('energies-of-nature')})\b", re.IGNORECASE)
_SPENDING = r"\b(?:consum|us(?:ed|es|ing)\b|dr[ae]w|cost|needs|needed|requir|spent|takes|took)"
#: "a pulse energy of", "activation energies were 12 and", "the energy density was"
_KIND = guarded(
    rf"\b(?:(?:{any_of('kinds-of-energy')})[ -](?:\w+ )?(?:energ(?:y|ies)|work|barriers?)"
    rf"|energ(?:y|ies) (?:{any_of('fates-of-energy')}))\b(?:(?!{_SPENDING})[^.;]){{0,50}}$",
    re.IGNORECASE,
)
_LONGEST_KIND = 90
#: What begins another clause than that before it, and what ends the one of an amount. Its verb may share its subject.
_BEGINS = re.compile(
    r"; |\. (?=[A-Z])|, (?:and|but|while|whereas|so)\b(?! (?:(?:thus|then|hence|about) )?(?:\d|us|dr[ae]w|consum|emit|cost|need|took|tak"
    r"|requir|caus|result|correspond))"
)
#: What a clause has that does not share the verb of that before it: "a photo costs 3 J, and a clip 9 J".
_VERB = re.compile(r"\b(?:\w{2,}(?:ed|es|[^s]s)|was|is|are|were|took|drew|had|has)\b")
_STOPS = re.compile(
    r"[,;] |\. (?=[A-Z])| and (?!(?:about )?\d)| (?:but|while|whereas) |\b(?:equivalent|comparable|equal|corresponding) to\b"
)
#: Characters on each side of an amount in which its clause, and what of nature spent it, may be.
_WIDE, _NEAR = 160, 50
#: How much less it was is no amount, and what was made or kept was not spent: "saved 3 kWh", "fell by 2 kg".
_NOT_SPENT = guarded(
    r"\b(?:sav(?:ed?|es|ing)|savings? of|avoid(?:s|ed|ing)?|offset(?:s|ting)?|by|(?P<emitted>produc(?:e[ds]?|ing)|generat(?:e[ds]?|ing)"
    r"|releas(?:e[ds]?|ing))|harvest(?:s|ed|ing)?|yield(?:s|ed|ing)?|stor(?:e[ds]?|ing)|holds?|held|contain(?:s|ed|ing)?"
    r"|deliver(?:s|ed|ing)?|provid(?:e[ds]?|ing)|suppl(?:y|ies|ied)|captur(?:e[ds]?|ing)|absorb(?:s|ed|ing)?|sequester(?:s|ed|ing)?) "
    r"(?:(?:about|around|some|roughly|up to|approximately|only|more than|an estimated|over) )?$",
    re.IGNORECASE,
)
#: Electricity is counted in hours of watts, and the energy of nature in joules.
_ENERGY = guarded(r"\benergy\b", re.IGNORECASE)
#: A block that says no more than what was spent ("This makes 12 kWh.").
_SHORT = 48


@cache
def _names() -> re.Pattern[str]:
    """The names of programs and methods among the cues of computing, as they are written."""
    patterns = (pattern for row in rows("cues") if row["category"] == "computing" for pattern in row["patterns"])
    phrases = {phrase.replace(" - ", "-") for pattern in patterns for phrase in expand(pattern)}
    names = [phrase for phrase in phrases if phrase != phrase.lower()]
    return re.compile(rf"\b{tree(sorted(names, key=len, reverse=True))}\b")


def computes(text: str) -> bool:
    """Whether a text names what computes, or what only a computer does.

    Examples
    --------
    >>> computes("Training took 3 kWh."), computes("The MCMC took 3 kWh."), computes("The model took 3 kWh.")
    (True, True, False)
    """
    text = _TAUGHT.sub("", text)
    return _WORK.search(text) is not None or _names().search(text) is not None


def is_spent(text: str, start: int, end: int, before: str, after: str) -> bool:
    """Whether computing may have spent the amount at a place; where a text starts, it has the benefit of the doubt.

    Its clause names what computes; or its sentence does, and the words near it tell of nothing else that spends; or the
    sentences around it do, and its own says that something ran.

    Examples
    --------
    >>> text = "The run took 3 kWh."
    >>> is_spent(text, 13, 18, "We trained it on a GPU. ", "")
    True
    >>> is_spent(text, 13, 18, "Leaves were dried in the oven of the institute for 48 h. ", "")
    False
    """
    left, right = _clause(text, start, end)
    clause = text[left:right]
    if computes(clause):
        return True
    if _NATURE.search(text, max(left, start - _NEAR), min(right, end + _NEAR)):
        return False
    if computes(text):
        return True
    acts = _ACTS.search(text) or (text[end - 1] in "hs" and _ENERGY.search(clause))
    if len(text) > _SHORT and not acts:
        return False
    if len((_without_rows(before) if "|" in text else before).strip()) < _SHORT:
        return True
    return computes(before) or computes(after)


def _without_rows(before: str) -> str:
    """What stands before the rows of a table that end a text; one row says of another what both are of."""
    lines = before.rstrip().splitlines()
    while lines and "|" in lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the clause of an amount, as far as it may say what spent it."""
    low = max(0, start - _WIDE)
    begins = [match.end() for match in _BEGINS.finditer(text, low, start) if _VERB.search(text, match.end(), start)]
    stops = _STOPS.search(text, end, end + _WIDE)
    return max(begins, default=low), stops.start() if stops else min(len(text), end + _WIDE)


def is_not_spent(text: str, start: int, *, carbon: bool = False) -> bool:
    """Whether the words before an amount say that it was saved, or is made or kept by what is spoken of.

    What computes and makes carbon emits it.

    Examples
    --------
    >>> is_not_spent("Pruning saved 3 kWh.", 14), is_not_spent("Pruning used 3 kWh.", 13)
    (True, False)
    """
    said = _NOT_SPENT.search(text, max(0, start - _LONGEST_KIND), start)
    return said is not None and not (carbon and said["emitted"] and computes(text))


def is_kind_of_energy(text: str, start: int) -> bool:
    """Whether the words before an amount say that it is an energy of nature.

    Examples
    --------
    >>> is_kind_of_energy("a pulse energy of 3 mJ", 18), is_kind_of_energy("an energy of 3 mJ", 13)
    (True, False)
    """
    return _KIND.search(text, max(0, start - _LONGEST_KIND), start) is not None
