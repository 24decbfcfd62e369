"""Amounts of computing that are counted in time of devices: GPU-hours, core·h, A100-80GB days, "GPUh: 1,200".

A product is read by the grammars of the catalogue; the words between it and the unit are few.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from hwextract.batches import BLOCKS
from hwextract.catalog.grammar import grammars
from hwextract.expressions import folded, guarded, lazy
from hwextract.lexicon import expand
from hwextract.pipeline.densities import AREA_OR_VOLUME
from hwextract.pipeline.draft import Draft
from hwextract.pipeline.numbers import NUMBER, VALUE, listed, parse_value
from hwextract.pipeline.tokenizer import first_token, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.catalog.grammar import Grammar

__all__ = ["COUNTED", "GLUED", "RULE", "find", "may_stand"]

#: The rule of these drafts.
RULE = "device-hours"

#: Devices that are no mention by their word alone, and whose time is counted.
COUNTED = "core node chip device card accelerator processor gcd compute".split()
_CLASSES = ("gpu", "tpu", "cpu", "npu", "ipu")
#: Units as they are glued to a class word.
_GLUED_UNITS = ("h", "hr", "hrs", "hour", "hours", "day", "days")
#: Words that are a class and a unit in one ("GPUh"); of the longer class words with whole units only.
GLUED = frozenset(
    device + unit
    for device, unit in (*product(_CLASSES, _GLUED_UNITS), *product(("core", "node", "chip"), ("hours", "hour")))
)
#: Hours in each unit.
_HOURS = {
    "hour": 1.0,
    "hr": 1.0,
    "h": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.0,
    "year": 8760.0,
    "yr": 8760.0,
    "minute": 1 / 60,
    "second": 1 / 3600,
}
#: The units as a text writes them, in lower case.
_UNITS = frozenset(unit + s for unit in _HOURS for s in ("", "s"))
_UNIT = r"(?:hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|minutes?|seconds?)"
_CLASS = rf"(?:{'|'.join((*_CLASSES, *COUNTED))}|cpu[ -]core)s?"
#: What is a device by its word, and the generation of a TPU; what only stands beside one, or in brackets.
_WORD = lazy(rf"(?:{_CLASS}|v\d[ep]?)(?![a-z\d])", re.IGNORECASE)
_BESIDE = lazy(
    r"(?:(?-i:[A-Z][A-Za-z]{2,}(?: [IVX]+\b|-\d)?(?= (?:node|core|gpu|GPU|CPU|TPU)))|sxm\d?|pcie|nvl|\(?\d{2,3} ?gi?b?\)?|nvidia|amd|google|huawei|intel|tesla|quadro|geforce|instinct|cloud|[dh]gx"
    r"|single|physical|equivalents?|total|cumulative|combined|accumulated|aggregate)(?![a-z\d])",
    re.IGNORECASE,
)
_GAP = re.compile(r"\)?(?:[ -]{1,3}|(?=\())\(?|\)(?= )")
#: A unit, behind a mark or a space or glued to its device ("GPUh"), and not behind a number that is none of a product.
_UNIT_BEHIND = lazy(
    rf"(?=[{''.join(sorted({unit[0] for unit in _HOURS}))}])"
    r"(?:(?<![^\W_])(?<!(?<![^\W_])\d[ -])(?<!(?<![^\W_])\d\d[ -])"
    r"|(?<=[gctni]pu)|(?<=core)(?=ho)|(?<=node)(?=ho)|(?<=chip)(?=ho))"
    # A rate is none: "3 images GPU-1 h-1".
    rf"(?P<unit>{_UNIT})(?![A-Za-z\d]|/| ?\^?[{{(]?-\d(?!\d))",
    re.IGNORECASE,
)
#: What joins a unit to the device before it, nothing in "GPUh", and how many characters that has at most.
_JOINT = lazy(
    r"(?:\)?[ -]{1,3}(?:(?:compute|computing|computation|wall[ -]?clock|wall|training|processing)[ -]{1,3})?"
    r"| ?[\u00b7\u2022\u2219\u22c5/*_] ?|(?<=[gctni]pu)|(?<=core)|(?<=node)|(?<=chip))\Z",
    re.IGNORECASE,
)
_LONGEST_JOINT, _SHORTEST_JOINT = 20, 3
#: How far before the unit its device may start.
_NEAR = 48
#: The first token of a word.
_START = re.compile(r"(?<![^\W_])(?:[^\W\d_]+|\d+)")
#: What no device ends with: a mark, or a number that is none of a product.
_NO_LAST = re.compile(r"(?:[^\w)]|(?<![^\W_])\d{1,2})\Z")
#: A number before its device, of which the first letter tells where the number ends.
_AMOUNT = lazy(
    rf"(?<![\w.,])(?:(?P<times>\d{{1,3}}) ?[x*\u00d7] ?)?(?P<value>{NUMBER}|(?i:{VALUE}))"
    r"(?:\+?[ -]{1,2}\(?|(?<=\d)(?P<scale>[kM])|(?<=[\dkM]))\w\Z"
)
#: How far before the device its number may start.
_NUMERAL = 48
#: How many characters the longest word before a number has that makes it one of those that something is counted per.
_LONGEST_PER = len(" for every ")
#: The members of a list before its last, and how far it reaches back; a single number may be of another thing.
_SHARED = guarded(
    rf"\b(?:took|takes?|needs?|needed|requires?|required|consume[ds]?|costs?|spent|lasted) "
    rf"(?P<items>{NUMBER}(?: ?, ?{NUMBER})*)(?: ?,)? (?:and|or) $"
)
_LONGEST_LIST = 80
#: A label before its number, and what may stand behind that.
_LABEL_BEFORE = lazy(r"(?:\b(?:total|training|time|compute) )*\(?\Z", re.IGNORECASE)
_LABEL_BEHIND = lazy(
    r"(?P<close>\))?(?: used)?(?:(?: (?:used|spent|consumed|needed|required|reported))?(?: (?:for|in|on) (?:[\w.-]+ ?){1,3})?"
    r"(?: ?\((?:in )?(?P<scale>k|M|thousands?|millions?)\)| ?\([^()]{1,24}\))? ?[*_]{0,2}(?::| =| \|)[*_]{0,2} ?(?:~|about |approx\. )?"
    r"|(?: (?:used|spent|consumed|needed|required|reported))? (?:amounted to|totall?ed|came to|were|was|is|are) (?:about |roughly |some )?"
    # A cell of a table behind its label: no year, and no number of another thing.
    r"|(?<=\)) | (?!(?:19|20)\d\d\b)(?=\d{4,}\b|\d{1,3},\d{3}\b|\d+(?:\.\d+)?(?-i:[kKM])\b))"
    rf"(?P<value>\d{{1,3}}(?: \d{{3}})+(?!\d)|{NUMBER})(?-i:(?<!B))(?![^\W_]|\.\d| ?(?:times|fold|percent|%))",
    re.IGNORECASE,
)
#: Of no device in particular: as a label this is the time of a run ("Compute hours: 20"), and each day's are no amount.
_OF_ANY = re.compile(r"(?:total )?compute[ -]+[a-z]+", re.IGNORECASE)
_A_DAY = re.compile(r" ?(?:per|/|an?|each|every) ?(?:day|week|month)\b")
#: What is counted per so many is no amount of these: "4.4 infections per 1000 device days"; of two numbers each is one.
_PER = re.compile(r"(?:\bper|(?<!\d)/|\bfor (?:each|every)) ?\Z")
#: Devices of any kind, as those are that patients have.
_OF_ANY_KIND = re.compile(r"(?:device|card)s?[ -][a-z]+", re.IGNORECASE)
#: So many square or cubic metres, which are no M2 and M3.
_METRES = lazy(AREA_OR_VOLUME)
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}
#: Nobody gives thousandths that are noughts: "21.500 GPU hours" are as many as "21,500".
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d00")
#: "a GPU time of 1,200 h"
_TIME_OF = guarded(
    r"[ -]time(?: (?:used|needed|required|spent))?(?: of| was| is| amounted to|(?:(?<=PU time)|(?<=ed)|(?<=spent))(?::| =))"
    rf" ?(?:about |roughly |approximately |~ ?)?(?P<value>{NUMBER}) ?(?P<unit>hours|hrs|h|days|weeks|years)(?![A-Za-z]|/)",
    re.IGNORECASE,
)
#: "100 h of CPU time"
_SPENT = frozenset(("time", "compute", "usage"))
_OF_TIME = guarded(
    rf"(?=[\d.])(?<![\w.,])(?P<value>{NUMBER}) ?(?P<unit>hours|hrs|h|days|weeks|years) (?:of )?(?:total )?"
    r"(?:(?:single )?[GCT]PU|core|node|processor)(?:[ -](?:core|compute|computing|computation))?[ -](?:time|compute|usage)\b",
    re.IGNORECASE,
)


def may_stand(text: str, words: set[str]) -> bool:
    """Whether a text, with these words in it, can have an amount in time of devices.

    Examples
    --------
    >>> may_stand("It took 3 GPUh.", {"it", "took", "gpuh"}), may_stand("It took 3 h.", {"it", "took", "h"})
    (True, False)
    """
    if not GLUED.isdisjoint(words):
        return True
    if _UNITS.isdisjoint(words):
        return False
    return bool(_devices(text)) or (not _SPENT.isdisjoint(words) and next(_of_time(text), None) is not None)


def find(text: str) -> Iterator[Draft]:
    """The amounts of a text, as drafts of records; the ``context`` of those that need one, to be of computing, is 1.

    Examples
    --------
    >>> [draft.fields["amount"] for draft in find("1.2k GPU-hrs; 3 A100-80GB GPU days; TPU chip-hours: 96")]
    [1200.0, 72.0, 96.0]
    """
    labels = []
    for start, unit, end in _devices(text):
        number = _AMOUNT.search(text, max(0, start - _NUMERAL), start + 1)
        if _OF_ANY.fullmatch(text, start, end) and (number is None or _A_DAY.match(text, end)):
            continue
        if number is not None:
            if _PER.search(text, max(0, number.start() - _LONGEST_PER), number.start()):
                continue
            scale = _SCALES.get((number["scale"] or "").lower(), 1.0) * int(number["times"] or 1)
            yield from _sharing(number.start(), text, unit, scale)
            context = int(_OF_ANY_KIND.fullmatch(text, start, end) is not None)
            yield from _draft(number.start(), end, number["value"], unit, scale, context=context)
        else:
            labels.append((start, unit, end))
    for start, match in _of_time(text):
        yield from _draft(start, match.end(), match["value"], match["unit"])
    for start, unit, end in labels:
        value = _LABEL_BEHIND.match(text, end)
        before = _LABEL_BEFORE.search(text, max(0, start - _NUMERAL), start)
        begin = before.start() if before is not None else start
        if value is not None and text.endswith("(", begin, start) == (value["close"] is not None):
            scale = _SCALES[folded(value["scale"]).rstrip("s")] if value["scale"] else 1.0
            yield from _draft(begin, value.end("value"), value["value"], unit, scale)


def _sharing(start: int, text: str, unit: str, scale: float) -> Iterator[Draft]:
    """The numbers of a list before an amount that have its unit, too: "5, 9 and 14 GPU hours"."""
    shared = _SHARED.search(text, max(0, start - _LONGEST_LIST), start)
    if shared is not None:
        for at, behind, _ in listed(text, *shared.span("items")):
            yield from _draft(at, behind, text[at:behind], unit, scale)


def _draft(start: int, end: int, value: str, unit: str, scale: float = 1.0, *, context: int = 0) -> Iterator[Draft]:
    number = parse_value(value.replace(".", "") if _DOTTED.fullmatch(value) else value)
    if number is not None:
        written = folded(unit)
        hours = _HOURS.get(written) or _HOURS[written.rstrip("s")]
        fields = {"amount": round(number * scale * hours, 6), "unit": "device_hours"}
        yield Draft("compute", start, end, RULE, fields=fields, context=context)


def _of_time(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The times of devices by that word ("100 h of CPU time", "a GPU time of 1,200 h"), with where each starts."""
    for match in _OF_TIME.finditer(text):
        yield match.start(), match
    for match in _TIME_OF.finditer(text):
        start = _device_before(text, match.start())
        if start is not None:
            yield start, match


@lru_cache(maxsize=BLOCKS)
def _devices(text: str) -> tuple[tuple[int, str, int], ...]:
    """The devices with a unit of time behind them: where each starts, its unit, and where that ends."""
    found = []
    for match in _UNIT_BEHIND.finditer(text):
        # "300 GPU compute hours" are of GPUs, "300 compute hours" of whatever computes.
        for near in (_LONGEST_JOINT, _SHORTEST_JOINT):
            joint = _JOINT.search(text, max(0, match.start() - near), match.start())
            start = _device_before(text, joint.start()) if joint else None
            if start is not None:
                found.append((start, match["unit"], match.end()))
                break
    return tuple(found)


def _device_before(text: str, end: int) -> int | None:
    """Where the device starts that ends at a place, with all that belongs to its name."""
    if end == 0 or _NO_LAST.search(text, max(0, end - 3), end):
        return None
    near = max(0, end - _NEAR)
    # One of these begins a word that names a device; most words before a unit are none, and known at once.
    if text.isascii() and _first_tokens().isdisjoint(map(str.lower, _START.findall(text, near, end))):
        return None
    for start in _START.finditer(text, near, end):
        at, token = start.start(), start.group()
        may_be = token.lower() in _first_tokens() or not token.isascii() or _BESIDE.match(text, at, end)
        if may_be and _is_device(text, at, end):
            return at
    return None


@cache
def _first_tokens() -> frozenset[str]:
    """What a device begins with, in lower case, unless that is what only stands beside one."""
    return frozenset(("v", *(word + s for word in (*_CLASSES, *COUNTED) for s in ("", "s")), *_by_first_word()))


def _is_device(text: str, at: int, end: int) -> bool:
    """Whether words name devices and nothing else: a class word or product, and what may stand beside it."""
    named = False
    while at < end:
        word = _WORD.match(text, at, end)
        behind = word.end() if word else _behind_product(text, at, end)
        if behind is not None:
            named = True
        elif beside := _BESIDE.match(text, at, end):
            behind = beside.end()
        else:
            return False
        gap = _GAP.match(text, behind, end)
        if gap is None and behind < end:
            return False
        at = gap.end() if gap else behind
    return named


def _behind_product(text: str, at: int, end: int) -> int | None:
    """Where the longest name of an accelerator or a CPU ends that starts at a place, as the grammars read it."""
    family = _by_first_word().get(first_token(text[at:end]).lower())
    if family is None:
        return None
    matches = (grammar.pattern.match(text, at) for grammar in family)
    ends = (at + len(match.group().rstrip(" -")) for match in matches if match)
    longest = max((behind for behind in ends if at < behind <= end), default=None)
    return None if longest is None or _METRES.fullmatch(text, at, longest) else longest


@cache
def _by_first_word() -> dict[str, list[Grammar]]:
    """The grammars of accelerators and CPUs under the first token of each of their heads."""
    found: dict[str, list[Grammar]] = {}
    for grammar in grammars():
        if grammar.type in ("accelerator", "cpu"):
            for first in {split(phrase.lower())[0] for head in grammar.heads for phrase in expand(head)}:
                found.setdefault(first, []).append(grammar)
    return found
