"""Cores and clocks: which processor a value belongs to.

A value is the processor's in whose noun phrase it stands: behind it ("i7-8700 (6 cores, 3.2 GHz)"), or before it with
nothing but other properties between ("a 12-core, 24-thread Ryzen 9"). Another device between the two ends the phrase,
and so does the end of a bracket, which tells of what stands before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["link_processors"]

#: How far a value may stand from its processor, in characters.
_REACH = {"clock_ghz": 45, "cores": 50}
#: A value before its processor is told by it less surely than one behind.
_BEFORE = 3
#: No processor has more; a graphics card has.
_MOST_CORES = 256
_ENDS = re.compile(r";|\. [A-Z]|\bGPU|\bGB\b|NVIDIA|\bRAM\b")
#: What leaves a bracket that was not opened in it.
_LEAVES = re.compile(r"^[^(]*\)(?! ?$)")
_JOINS = re.compile(r"\band\b|,", re.IGNORECASE)
#: Properties between the cores and their processor: threads, a clock, the maker.
_PROPERTIES = re.compile(
    r"(?:[ ,/(-]|and\b|(?:\d+|[a-z]+)[ -]?(?:threads?|threaded)\b|[\d.]+ ?[gm]hz\b|intel\b|amd\b|\d+-bit\b)*\)?[ ,]*",
    re.IGNORECASE,
)
#: "CPU cores (Intel Xeon ...)": the cores of the product in the bracket.
_CORES_OF = re.compile(r" ?(?:\(|of (?:the |an? |our )?)", re.IGNORECASE)
_PROCESSORS_OF_ONE = re.compile(
    r" ?(?:has|have|with|of|contains?|having|offers?) (?P<n>\d{1,3}) processors\b", re.IGNORECASE
)
_TWO_SOCKETS = re.compile(r"\b(?:dual|two)[ -](?:socket|processor|cpu) (?:\w+ ){0,2}$", re.IGNORECASE)


def link_processors(window: Window, text: str, devices: list[Draft]) -> None:
    """Give every processor its cores and its clock."""
    cpus = [d for d in devices if d.type == "cpu"]
    for draft in cpus:
        draft.fields.setdefault("cores", None)
        draft.fields.setdefault("clock_ghz", None)
    if not cpus:
        return
    for start, end, value in window.clocks:
        owner = _owner((start, end), "clock_ghz", cpus, window)
        if owner is not None:
            owner.fields["clock_ghz"] = round(value, 6)
    for start, end, value in window.turbo_clocks:
        owner = _owner((start, end), "clock_ghz", cpus, window)
        if owner is not None and owner.end <= start:
            owner.fields["clock_ghz"] = round(value, 6)
    for start, end, value in window.cores:
        _give_cores(start, end, value, cpus, window)
    _cores_of_product(window, text, cpus)
    for draft in cpus:
        if draft.fields["cores"] is None and draft.bare:
            each = _PROCESSORS_OF_ONE.match(text, draft.end)
            if each:
                draft.fields["cores"] = int(each["n"])
        if draft.fields.get("count") is None and _TWO_SOCKETS.search(text, max(0, draft.start - 60), draft.start):
            draft.fields["count"] = 2


def _give_cores(start: int, end: int, value: float, cpus: list[Draft], window: Window) -> None:
    """Give a number of cores to the processor that is told by it; virtual ones are not a processor beside it."""
    text = window.text
    named = any(d.start < end and start < d.end and re.search(r"cores?$", text[d.start : d.end]) for d in cpus)
    owner = None if named or value > _MOST_CORES else _owner((start, end), "cores", cpus, window)
    if owner is None:
        return
    owner.fields["cores"] = int(value)
    if "vcpu" in text[start:end].lower():
        for other in [d for d in cpus if d.bare and start <= d.start < end and d is not owner]:
            window.drafts.remove(other)
            cpus.remove(other)


def _cores_of_product(window: Window, text: str, cpus: list[Draft]) -> None:
    """In "40 CPU cores (Intel Xeon E5-2698)" the cores are the product's."""
    for bare in [d for d in cpus if d.bare and d.fields["cores"] is not None]:
        product = next((d for d in cpus if d.start > bare.end), None)
        if (
            product is not None
            and not product.bare
            and product.fields["cores"] is None
            and _CORES_OF.fullmatch(text, bare.end, product.start)
        ):
            product.fields["cores"] = bare.fields["cores"]
            window.drafts.remove(bare)
            cpus.remove(bare)


def _owner(place: tuple[int, int], key: str, cpus: list[Draft], window: Window) -> Draft | None:
    """The processor nearest to a value that is told by it."""
    start, end = place
    best: Draft | None = None
    best_gap = _REACH[key] + 1
    of_class = any(d.start <= end + 1 and start < d.end and d.bare for d in cpus)
    for draft in cpus:
        if draft.fields.get(key) is not None:
            continue
        gap, cost = _between(draft, start, end, window), 0
        if gap is None:
            continue
        if draft.end <= start and not of_class and _follows(gap, start, end, window):
            return draft
        if draft.start >= end:
            cost = _BEFORE if gap.strip() else 0
            if _LEAVES.match(gap) or (key == "cores" and _JOINS.search(gap) and not _PROPERTIES.fullmatch(gap)):
                continue
        if len(gap) + cost >= best_gap or _ENDS.search(_bracketed(gap)):
            continue
        best, best_gap = draft, len(gap) + cost
    return best


#: What stands between a processor and the first value in its own cell or bracket.
_IN_CELL = re.compile(
    r"(?: (?:cpu|processor)s?)?(?: ?[@(]| (?:at|with))? ?(?:\d{1,3}[ -]cores? ?,? ?(?:@|at)? ?)?", re.IGNORECASE
)


def _follows(gap: str, start: int, end: int, window: Window) -> bool:
    """Whether a value stands right behind its processor in a table, where the next one would begin a cell of its own."""
    ends = window.text[start:end].endswith("cores") or any(line[0] <= start and end == line[1] for line in window.lines)
    comma = ends and gap.startswith(", ")
    return _IN_CELL.fullmatch(gap[1:] if comma else gap) is not None


def _between(draft: Draft, start: int, end: int, window: Window) -> str | None:
    """What stands between a processor and a value, or None where a device of another sort parts the two.

    A memory parts nothing from the processor before it where there is no accelerator, and is passed over.
    """
    first, last = min(draft.end, end), max(draft.start, start)
    parts = [d for d in window.drafts if d.type in ("accelerator", "memory") and first <= d.start and d.end <= last]
    if parts and (draft.start >= end or any(d.type == "accelerator" for d in window.drafts)):
        return None
    text = ""
    for memory in parts:
        text, first = text + window.text[first : memory.start], memory.end
    return text + window.text[first:last]


#: The next item of a list, which may have a label: "i7-8700; 6 cores", "i7-8700; clock rate: 3.2 GHz; cores: 6".
_LABELLED_ITEM = re.compile(
    r"; (?:(?:(?:base |cpu |main )?(?:clock|frequency|speed)|cores|number of cores)(?: ?(?:rate|speed|frequency))?: )?",
    re.IGNORECASE,
)


def _bracketed(gap: str) -> str:
    """A gap without the marks that part properties in a bracket or an item: "i7-8700 (6 cores; 3.2 GHz)", "i7-8700; 6 cores"."""
    return gap.replace(";", ",") if _LABELLED_ITEM.fullmatch(gap) or re.match(r" ?\([^)]*$", gap) else gap
