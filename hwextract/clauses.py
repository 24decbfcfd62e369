"""Inside a sentence: which of the things that it says belong together, and which run its words point at."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hwextract.pipeline.numbers import parse_count
from hwextract.runs import TIMES, compatible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwextract.discourse import Statement
    from hwextract.runs import Item

__all__ = [
    "POINTERS",
    "clusters",
    "drop_asides",
    "is_multiple",
    "label_of",
    "numerals_before",
    "pair",
    "point",
    "restate",
]

#: Where a clause ends inside a sentence, so that a time before it is none of the device behind it.
_CLAUSE = re.compile(r";|, (?:and|then|while|whereas|but)\b|\b(?:and then|whereas|while|followed by)\b", re.IGNORECASE)
_QUOTA = re.compile(r"\s(?:a|per|each)\s(?:session|week|day|month|job)\b")
#: What stands between a breakdown and its length, or when it came.
_BREAK = re.compile(r"(?:(?!\b(?:took|lasted|ran|run|needed|trained|training|finished|ended|another)\b)[\w ,-]){0,60}")
_ABOUT = re.compile(r"\s{0,3}\(?(?:(?:about|around|some|roughly|only|just|~)\s)?")
_ARTICLE = re.compile(r"^(?:the|an?|our)\s")
#: How far before a sum the number of its parts is looked for, and such a number ("ten folds").
_NUMBERS_BEFORE = 250
_NUMERAL = r"(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|twenty|thirty|fifty)"
_NUMERAL_OF = re.compile(
    rf"\b{_NUMERAL} (?:[a-z-]+ )?(?:folds|runs|models|networks|species|seeds|repetitions|tasks|classes|sites|variants|"
    r"languages|replicates|members|trainings|experiments|times|regions|subjects|splits|heads)\b"
    rf"|\b{_NUMERAL}[ -]fold\b|\bof {_NUMERAL}\b(?! (?:gpus?|hours|days|cards|nodes))"
)
_STEM = re.compile(r"pre-?train|fine-?tun")
#: Words for one run that change: "network A", "training A".
_RUN_OF = re.compile(
    r"^(?:model|network|training|run|variant|version|experiment|configuration|config|setup) (?=\w{1,3}$)"
)
_BRACKET = re.compile(r"\s?\((?:i\.e\.,? |exactly |precisely |about |= ?)?")
_ORDINALS = ("first", "second", "third")
#: What a label is said to be: "machine A is a server".
_IS = re.compile(r" (?:is|was) |: |, | \(")
#: Characters behind "the first" and the like within which a label is the object ("the first trained model B").
_NEAR = 40
POINTERS = ("first", "second", "third", "label")


def is_multiple(text: str, item: Item, known: list[float]) -> bool:
    """Whether a time, or device-hours, are those of several equal runs: "ten folds of 1.5 hours, 15 hours in all".

    Examples
    --------
    >>> from hwextract.runs import Item
    >>> is_multiple("ten folds of 1.5 hours, 15 hours", Item(24, 32, {"hours_low": 15}, "training"), [1.5])
    True
    """
    low, high = item.facts.get("hours_low"), item.facts.get("hours_high")
    if low is not None and high not in (None, low):
        return False
    whole = low if low is not None else item.facts["device_hours"]
    for hours in known[-1:]:
        times = round(whole / hours) if hours else 0
        if times > 1 and abs(times * hours - whole) <= 0.03 * whole:
            return times in numerals_before(text, item.start)
    return False


def numerals_before(text: str, at: int) -> set[int | None]:
    """The numbers of folds, runs, models and the like before a place.

    Examples
    --------
    >>> numerals_before("We trained five models with 40 epochs each.", 40)
    {5}
    """
    before = text[max(0, at - _NUMBERS_BEFORE) : at].lower()
    return {parse_count(next(filter(None, match.groups()))) for match in _NUMERAL_OF.finditer(before)}


def point(items: list[Item], said: list[Statement], text: str = "") -> None:
    """Give the items of a sentence the words that point at their run.

    Examples
    --------
    >>> from hwextract.discourse import statements
    >>> from hwextract.runs import Item
    >>> items = [Item(16, 19, {"hours_low": 5}, "training")]
    >>> point(items, [s for s in statements("The latter took 5 h.") if s.role in POINTERS])
    >>> items[0].pointer
    'second'
    """
    words: list[tuple[int, str]] = []
    named = 0
    for s in said:
        if s.role == "label" and any(0 < s.start - start < _NEAR for start, word in words if word in _ORDINALS):
            continue
        if s.role == "label" and named and _IS.fullmatch(text, named, s.start):
            continue
        named = s.end if s.role == "label" else 0
        word = label_of(s.text) if s.role == "label" else s.role
        if not any(word == other for _, other in words):
            words.append((s.start, word))
    if not words:
        return
    for item in items:
        before = [word for start, word in words if start <= item.start]
        item.pointer = before[-1] if before else (words[0][1] if len(words) == 1 else None)
    if len(words) < 2:
        return
    if _point_behind(items, words, text):
        return
    for keys in (("accelerator", "count"), TIMES[:1], TIMES[1:], ("device_hours",)):
        own = [item for item in items if any(key in item.facts for key in keys)]
        if len(own) == len(words):
            for item, (_, word) in zip(own, words, strict=True):
                item.pointer = word


#: What stands between a time and its run: "3 h on computer A and 8 h on computer B".
_FOR = re.compile(r" (?:on|for|with|in|at|by) ")


def _point_behind(items: list[Item], words: list[tuple[int, str]], text: str) -> bool:
    """Whether each time or cost of a list is followed by its label, which then is its pointer."""
    for keys in (TIMES, ("cost_total",)):
        listed = [item for item in items if any(key in item.facts for key in keys)]
        found = [
            next((word for start, word in words if start > item.end and _FOR.fullmatch(text, item.end, start)), None)
            for item in listed
        ]
        if len(listed) > 1 and None not in found:
            for item, word in zip(listed, found, strict=True):
                item.pointer = word
            return True
    return False


def label_of(words: str) -> str:
    """What a run is called: without its article, and a kind of training by its stem ("was pre-trained").

    Examples
    --------
    >>> label_of("the detector"), label_of("we pre-trained"), label_of("model B")
    ('detector', 'pretrain', 'run B')
    """
    stem = _STEM.search(words)
    return stem[0].replace("-", "") if stem else _RUN_OF.sub("run ", _ARTICLE.sub("", words))


def drop_asides(text: str, items: list[Item], said: Sequence[Statement]) -> None:
    """Take back times that are no length of a run: a limit, an interval, the moment of a crash.

    Examples
    --------
    >>> from hwextract.runs import Item
    >>> items = [Item(6, 13, {"hours_low": 9}, "training")]
    >>> drop_asides("up to 9 hours a session", items, [])
    >>> items[0].facts
    {}
    """
    timed = [item for item in items if "hours_low" in item.facts]
    if not timed:
        return
    ends = [s.end for s in said if s.role == "aside"]
    breaks = [s.end for s in said if s.role == "interruption"]
    for item in timed:
        if (
            _QUOTA.match(text, item.end)
            or any(end <= item.start and _ABOUT.fullmatch(text, end, item.start) for end in ends)
            or any(end <= item.start and _BREAK.fullmatch(text, end, item.start) for end in breaks)
        ):
            item.facts = {}


def restate(text: str, items: list[Item]) -> None:
    """A time in brackets behind about the same one is more exact: "a little over two days (50 h)".

    Examples
    --------
    >>> from hwextract.runs import Item
    >>> items = [Item(5, 13, {"hours_low": 48}, "training"), Item(15, 19, {"hours_low": 50}, "training")]
    >>> restate("over two days (50 h)", items)
    >>> items[0].facts
    {'hours_low': 50}
    """
    if len(items) < 2:
        return
    times = [item for item in items if "hours_low" in item.facts]
    for rough, exact in pairwise(times):
        ratio = rough.facts["hours_low"] / exact.facts["hours_low"] if exact.facts["hours_low"] else 0.0
        ends = text.startswith(")", exact.end)
        if _BRACKET.fullmatch(text, rough.end, exact.start) and ends and 0.75 < ratio < 1.34:
            rough.facts = dict(exact.facts)


def pair(items: list[Item]) -> None:
    """Pair a list of devices with a list of times of the same length, and one of costs where there is one.

    Examples
    --------
    >>> from hwextract.runs import Item
    >>> facts = [{"count": 2}, {"count": 4}, {"hours_low": 9}, {"hours_low": 5}]
    >>> items = [Item(at, at + 1, own, "training") for at, own in enumerate(facts)]
    >>> pair(items)
    >>> [item.pair for item in items]
    [0, 1, 0, 1]
    """
    if len(items) < 4:
        return
    marks = []
    for item in items:
        if "accelerator" in item.facts or "count" in item.facts:
            marks.append((item, "device"))
        elif any(key in item.facts for key in TIMES):
            marks.append((item, "time"))
    kinds = [kind for _, kind in marks]
    half = len(kinds) // 2
    if (
        half < 2
        or len(kinds) % 2
        or len(set(kinds[:half])) != 1
        or len(set(kinds[half:])) != 1
        or kinds[0] == kinds[-1]
    ):
        return
    for number, (item, _) in enumerate(marks):
        item.pair = number % half
        item.pointer = None
    costs = [item for item in items if "cost_total" in item.facts]
    for number, item in enumerate(costs) if len(costs) == half else ():
        item.pair, item.pointer = number, None
    last: int | None = None
    for item in items:
        last = item.pair if item.pair is not None else last
        item.pair = last if last is not None else 0


def clusters(text: str, items: list[Item]) -> list[list[Item]]:
    """Neighbours in a sentence that can be true of one run.

    Examples
    --------
    >>> from hwextract.runs import Item
    >>> facts = [{"count": 2}, {"hours_low": 9}, {"count": 4}, {"hours_low": 5}]
    >>> items = [Item(at, at + 1, own, "training") for at, own in enumerate(facts)]
    >>> [[item.start for item in cluster] for cluster in clusters("2949", items)]
    [[0, 1], [2, 3]]
    """
    if len(items) < 2:
        return [items]
    found: list[list[Item]] = []
    if any(item.pair is not None for item in items):
        return [[item for item in items if item.pair == number] for number in dict.fromkeys(i.pair for i in items)]
    facts: dict[str, Any] = {}
    for item in items:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and not item.apart
            and last.pointer == item.pointer
            and compatible(facts, item.facts)
            and not _CLAUSE.search(text, last.end, item.start)
        ):
            found[-1].append(item)
        else:
            found.append([item])
            facts = {}
        for key, value in item.facts.items():
            facts.setdefault(key, value)
    return found
