"""Whose doing a clause tells of, by the part that a work or a group of others has in it.

A name in a sentence does not say whose doing the sentence tells of; its part does. Others who act ("Okafor et al. (2020)
trained ...", "trained by Okafor et al.", "the 5 h of Okafor et al.", "in [12], ...") make the clause theirs. Others from
whom something was only taken ("as in Okafor et al.", "with the code of Okafor et al.") leave it the authors' own. The
words that tell the parts apart are data (``lexicon/attribution.jsonl``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

from hwextract.alternatives import Worded
from hwextract.lexicon import rows
from hwextract.phrasing import Roles
from hwextract.pipeline.draft import Cue

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Window
    from hwextract.pipeline.scope import Clauses

__all__ = ["attribute", "takes_up", "without_asides"]

#: Words without which no others are named.
_NAMED = Worded(
    r"\bet al\b|\b(?:given|(?:report|stat|quot|publish)ed) (?:in|by) \[ ?reference|\band (?:colleagues|co-?workers|others)\b|\band our (?:network|model|method|approach|system)\b|"
    r"\b(?:[Tt]eams?|[Gg]roups?|[Aa]uthors|[Dd]evelopers|[Mm]akers|[Cc]reators|[Ii]nventors|[Rr]esearchers|[Cc]olleagues|[Rr]espondents|[Ii]nterviewees|[Aa]sked|"
    r"[Ww]inners?|[Ss]tud(?:y|ies)|[Ww]orks?|[Pp]apers?|[Pp]ublication|[Aa]pproach(?:es)?|[Mm]ethods|[Ss]ystems|[Mm]odels?|[Nn]etworks|[Aa]rticles|[Oo]riginally|while|whereas|but|[Cc]ompar(?:ed|able)|[Rr]ecent|[Mm]odern|[Tt]ypical|than|against|versus|vs|consumed|emitted|Google|Microsoft|Meta|Facebook|OpenAI|"
    r"DeepMind|NVIDIA|IBM|NASA)\b"
)
#: ... or such numbers: a year or a number in brackets.
_NUMBERED = Worded(r"[12\[](?:(?:(?<=\b1)9|(?<=\b2)0)\d\d[a-z]? ?[)\]]|(?<=\[) ?\d)")
#: How strong each part is among the cues of a sentence. What others' things underwent may be the authors' doing.
_RANKS = {
    "subject": 7,
    "place": 5,
    "agent": 5,
    "passive": 7,
    "relative": 7,
    "bracket": 3.5,
    "pretrained": 6,
    "thing": 3.5,
    "sentence": 7,
    "contrasted": 7,
    "compared": 7,
    "amount": 7,
    "relation": 7,
    "named": 3,
}
#: The parts that show without anybody's being named: "in the original paper", "of the 60 papers screened".
_NAMELESS = ("thing", "place", "agent", "sentence", "contrasted", "compared", "pretrained")
#: Slots of patterns in which somebody is named: none of these matches where nobody is.
_SOMEBODY = ("{others}", "{doers}", "{source}")
#: What is added to a role where nobody is named.
_NOBODY = " of nobody"
#: The parts of those from whom something was taken, or whose things the authors use.
_TAKEN = ("source", "again")
#: The parts that make the whole clause others' doing.
_WHOLE = ("subject", "place", "passive", "thing", "contrasted")
#: What is not measured again to compare one's own with it, as times are.
_AMOUNTS = ("compute", "energy", "carbon", "cost")
#: What the authors' own doing is compared with stands behind these.
_COMPARED = Worded(
    r"\b(?:than|compare[sd]? (?:\w+ )?(?:to|with)|similar to|comparable to|contrasts? with|cf\.|as opposed to|instead of)(?= )",
    re.IGNORECASE,
)
#: What a clause may start with before its subject: "After 3 h of training on a V100, the network of [12] ...".
_ADJUNCT = re.compile(r"\W*(?:after|with|using|by|for|on|at|during|having|working|within)\b[^,;]*$", re.IGNORECASE)
#: The noun that a participle or a relative clause goes with: "the 3 h that they report".
_NOUN = re.compile(
    r"\b(?:the|an?|than|of|with|to)\b(?:(?!\b(?:the|an?|than|with|to (?!\d))\b)[^,;]){0,40}$", re.IGNORECASE
)
#: Who acts does what is joined to it, too: "they used a V100 and trained for 3 h".
_JOINED = re.compile(r"and |but (?:\w+ly |then |only |also )?(?:had|did|ran|took|[a-z]{2,}ed)\b")
#: What the authors did, and not only what they compare or gathered: "the largest of our sample".
_OWN = re.compile(
    r"\b(?:we|our(?! (?:comparison|sample|survey|review|list|selection|overview)\b)|ours|(?-i:us)|this (?:study|work|paper)|the present (?:study|work|paper)|here)\b",
    re.IGNORECASE,
)


@cache
def _shapes() -> Roles:
    """What tells each part, by its role; where nobody is named, by its role with a suffix."""
    patterns: dict[str, list[str]] = {}
    for row in rows("attribution"):
        patterns.setdefault(row["role"], []).extend(row["patterns"])
    for role in (*_NAMELESS, *_TAKEN):
        patterns[role + _NOBODY] = [one for one in patterns[role] if not any(slot in one for slot in _SOMEBODY)]
    patterns["any"] = ["{others}"]
    patterns["known"] = ["(?=(?-i:[A-Z])){known}"]
    patterns["anybody"] = ["{doers}", "they"]
    return Roles(patterns)


def _names_others(text: str) -> bool:
    """Whether a text may name others."""
    return _NAMED.search(text) is not None or _NUMBERED.search(text) is not None


def attribute(window: Window, ends: Clauses, text: str) -> None:
    """Add a cue for every clause in which others act, and drop the cues of those from whom something was only taken.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Window
    >>> from hwextract.pipeline.scope import Clauses
    >>> window = Window(text="Okafor et al. (2020) trained it for 3 h, but we used a GPU.")
    >>> attribute(window, Clauses(window.cues, window.text), window.text)
    >>> [cue.text for cue in window.cues]
    ['Okafor et al. (2020) trained']
    """
    window.others = False
    if not _names_others(text):
        return
    shapes = _shapes()
    possible = shapes.among(text)
    window.others = anybody = "anybody" in possible and shapes["anybody"].stand_in(text)
    suffix = "" if anybody else _NOBODY
    taken = [place for role in _TAKEN if role + suffix in possible for place in shapes[role + suffix].places(text)]
    if taken:
        window.cues = [
            cue
            for cue in window.cues
            if cue.row["category"] != "background" or not any(a <= cue.start and cue.start < b for a, b in taken)
        ]
    found: list[Cue] = []
    stops: list[int] = []
    for role in _RANKS if anybody else _NAMELESS:
        for low, high in shapes[role + suffix].places(text) if role + suffix in possible else ():
            if role not in ("relative", "relation", "bracket", "sentence", "amount") and any(
                a < high and low < b for a, b in taken
            ):
                continue
            if role == "contrasted" and any(one.start < high and low < one.end for one in window.drafts):
                continue
            if role == "compared" and not (_OWN.search(text) or _is_known(text[low:high])):
                continue
            stops = stops or sorted({0, *ends.both, *(match.start() for match in _COMPARED.finditer(text)), len(text)})
            reach = None if role == "named" else _reach(role, (low, high), stops, text)
            row: dict[str, Any] = {
                "id": "compared-amount" if role == "compared" else "others-act",
                "category": "background",
                "direction": "both",
                "rank": _RANKS[role],
            }
            if role == "compared":
                row["only"] = _AMOUNTS
            found.append(Cue(low, high, text[low:high], row, reach))
    if not found:
        return
    # What is known of a part outweighs that others are named at all.
    known = [cue for cue in found if cue.reach is not None]
    window.cues = [
        cue for cue in window.cues + found if not (_is_vague(cue) and any(_holds(one, cue) for one in known))
    ]


#: "Cheaper than the 1,800 GPU days of NASNet": what is definite is known, unlike "40 GPU days for ResNet-18".
_DEFINITE = re.compile(r"\w+(?: to| with)? the (?:\w+ )?\d", re.IGNORECASE)


def _is_known(comparison: str) -> bool:
    """Whether what stands in a comparison is known from others' work, by its name or its article."""
    return _DEFINITE.match(comparison) is not None or _shapes()["known"].stand_in(comparison)


def _is_vague(cue: Cue) -> bool:
    return cue.reach is None and cue.row["id"] in ("others", "reported", "others-act")


def _holds(outer: Cue, inner: Cue) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end + 1


def _reach(role: str, place: tuple[int, int], stops: list[int], text: str) -> tuple[int, int]:
    """What a part tells of: its clause, or what stands beside it; not what follows words of the authors' own."""
    low, high = start, end = place
    if role == "sentence":
        return 0, len(text)
    if role in ("compared", "amount"):
        return low, high
    if role in ("bracket", "pretrained"):
        closed = text.find(")", high)
        return high, closed if closed >= 0 else len(text)
    if role == "place" and text.startswith(", ", high):
        high += 1
    high = next(
        stop for stop in stops[bisect_left(stops, high) :] if not (role == "subject" and _JOINED.match(text, stop))
    )
    if role in _WHOLE:
        low = stops[bisect_right(stops, low) - 1]
        if _OWN.search(text, low, start):
            low = start
        elif low and _ADJUNCT.match(text, stops[bisect_left(stops, low) - 1], low):
            low = stops[bisect_left(stops, low) - 1]
    elif role in ("agent", "relative") and (noun := _NOUN.search(text, 0, low)):
        low = noun.start()
    if (opened := text.rfind("(", 0, start)) > text.rfind(")", 0, start):
        closed = text.find(")", end)
        low, high = max(low, opened), min(high, closed if closed >= 0 else high)
    own = _OWN.search(text, end, high)
    if own is not None:
        comma = max(text.rfind(mark, end, own.start()) for mark in (",", " and "))
        # What tells of both in one breath ("the authors used ... for the present work") is left to other cues.
        high = comma if comma >= 0 else low if role in _WHOLE else own.start()
    return low, high


#: From a comparison to the comma behind the others that it names.
_COMPARISON_ENDS = re.compile(r"[,;](?= )|\. ?$|$")


def without_asides(sentence: str) -> str:
    """A sentence without the others from whom something was taken, or with whom it only compares.

    Examples
    --------
    >>> without_asides("As in Okafor et al. (2020), it took longer than the 3 h of Li et al. (2019).")
    ', it took longer .'
    """
    shapes = _shapes()
    if not (_names_others(sentence) and shapes["anybody"].stand_in(sentence)):
        return sentence
    for role in _TAKEN:
        for low, high in reversed([*shapes[role].places(sentence)]):
            sentence = sentence[:low] + sentence[high:]
    others = [*shapes["any"].places(sentence)]
    kept, at = "", 0
    for compared in _COMPARED.finditer(sentence):
        end = _COMPARISON_ENDS.search(sentence, compared.end())
        if end is not None and compared.start() >= at and any(compared.end() <= low < end.start() for low, _ in others):
            kept, at = kept + sentence[at : compared.start()], end.start()
    return kept + sentence[at:]


def takes_up(sentence: str) -> bool:
    """Whether a sentence tells that the authors took up a thing of others.

    Examples
    --------
    >>> takes_up("The network of Okafor et al. (2020) was retrained."), takes_up("Okafor et al. (2020) trained it.")
    (True, False)
    """
    return _names_others(sentence) and _shapes()["again"].stand_in(sentence)
