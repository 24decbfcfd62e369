"""Class words ("GPU", "graphics card") without a product of their own: where they are the thing itself."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hwextract.lexicon import words
from hwextract.pipeline.abbreviations import ABBREVIATION
from hwextract.pipeline.apposition import apposes
from hwextract.pipeline.draft import Draft
from hwextract.pipeline.literals import in_markup
from hwextract.pipeline.modifiers import is_the_thing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["bare"]

_COUNTED = re.compile(
    r"(?:\b(?:\d{1,4}|single|one|two|three|four|six|eight|ten|sixteen|dual|quad)(?: ?- ?| )|\bx ?)$", re.IGNORECASE
)
#: What stands between a class word and itself again: "(GPU)", "a GPU graphics card", or a predicate ("the CPU is an 8-core processor").
_REPEATED = re.compile(r" ?\( ?|,? (?:is|was|being) (?:an? )?(?:[\w.-]+ ?){0,4}?[ -]?")
#: What stands before a class word whose product follows behind a comma alone ("on two GPUs, NVIDIA A40, 48 GB each").
_DETERMINED = re.compile(
    r"(?:\b(?:an?|the|our|one|two|three|four|six|eight|single)|\d) (?:[a-z]+-[a-z]+ )?$", re.IGNORECASE
)
#: Where an item of a list starts: "CPU, Ryzen 9; GPU, Titan RTX".
_ITEM = re.compile(r"(?:^|[;:(]) ?$")
_ITEM_GOES_ON = re.compile(r", (?:\d{1,2} ?[x*] ?)?")
#: A colon behind a class word, at the end of a block.
_COLON_ENDS = re.compile(r" ?:\s*")
#: What is left of a cell of a table that has a class word alone.
_ALONE = re.compile(r"[\s|:*#.-]*")
#: What stands between an abbreviation and what it is short for, where nothing is said of the thing.
_DEFINES = re.compile(r" ?(?:[:,;=-]|—)? ?(?:[Tt]he )?")
#: What belongs to a class word: "CPU cores", "GPU card".
_CORES_BEHIND = re.compile(r"[ -]{1,3}cores?\b")
_CARD_BEHIND = re.compile(r"[ -]cards?\b", re.IGNORECASE)
#: "A GTX 1070 was used as GPU": the part that a product plays.
_AS = re.compile(r"\bas (?:for |to |regards )?(?:an? |the |our )?$", re.IGNORECASE)


def bare(
    classes: list[tuple[int, int, str]],
    products: list[Draft],
    text: str,
    rows: Mapping[str, dict[str, object]],
    lines: Sequence[tuple[int, int]] = (),
    *,
    after: str = "",
) -> list[Draft]:
    """A draft for every class word of a block that is the thing itself, and no part of a product's mention.

    Parameters
    ----------
    classes : list of (start, end, row id)
        The class words of the block.
    products : list of Draft
        Its products and systems.
    text : str
        The block.
    rows : mapping
        The rows of the class words by their ids.
    lines : sequence of (start, end)
        The lines of the block, where it has several.
    after : str
        What stands behind the block.
    """
    if not classes:
        return []
    labels = _defined(classes, text) | _labels(classes, text, lines) | _headings(classes, text, lines, after)
    found: list[Draft] = []
    previous: tuple[int, int, str] | None = None
    for one in classes:
        start, end, row_id = one
        if (start, end) in labels or any(start < p.end and p.start < end for p in products):
            continue
        repeated = previous is not None and _is_repeated(previous, one, text)
        previous = one
        if repeated or not _is_thing_of_its_own(start, end, rows[row_id], products, text):
            continue
        draft = _draft(start, end, rows[row_id], products, text)
        if draft is not None:
            found.append(draft)
    return found


def _is_repeated(before: tuple[int, int, str], one: tuple[int, int, str], text: str) -> bool:
    """Whether a class word only says again what the one before it says: "graphics processing unit (GPU)"."""
    (first, last, row_id), (start, end, own_id) = before, one
    return row_id == own_id and (
        _REPEATED.fullmatch(text, last, start) is not None
        or (text[last:start] == " " and text[start:end] != text[first:last])
    )


def _is_thing_of_its_own(start: int, end: int, row: dict[str, object], products: list[Draft], text: str) -> bool:
    """Whether a class word stands for a device, and neither for a product beside it nor in another notion."""
    if (
        _behind_memory(start, row, products, text)
        or _is_apposed(start, end, row, products, text)
        or in_markup(start, text)
    ):
        return False
    if _AS.search(text, max(0, start - 20), start) and any(p.type == row["type"] for p in products):
        return False
    counted = _COUNTED.search(text[max(0, start - 16) : start]) is not None
    return is_the_thing(start, end, text, counted) and (row["id"] != "cpu" or _is_cpu(start, end, text))


def _draft(start: int, end: int, row: dict[str, object], products: list[Draft], text: str) -> Draft | None:
    """The draft of a class word with what belongs to it behind it; None for the cores of a product."""
    cores = _CORES_BEHIND.match(text, end) if row["id"] == "cpu" else None
    if cores and text.startswith("rocessor", start + 1) and any(p.type == "cpu" for p in products):
        return None
    behind = cores or (_CARD_BEHIND.match(text, end) if row["type"] == "accelerator" else None)
    fields: dict[str, object] = {} if row["type"] == "cpu" else {"kind": row.get("kind")}
    stop = behind.end() if behind else end
    return Draft(str(row["type"]), start, stop, f"class:{row['id']}", "medium", fields, bare=True)


def _defined(classes: list[tuple[int, int, str]], text: str) -> set[tuple[int, int]]:
    """The places of class words in a list of abbreviations: "GPU: graphics processing unit; RAM: ..."."""
    found: set[tuple[int, int]] = set()
    for (start, end, row_id), (start_2, end_2, other) in pairwise(classes):
        if (
            row_id == other
            and text[start:end].isupper()
            and " " in text[start_2:end_2]
            and _DEFINES.fullmatch(text, end, start_2)
            and not _DETERMINED.search(text, max(0, start - 16), start)
        ):
            found |= {(start, end), (start_2, end_2)}
    return found


def _labels(classes: list[tuple[int, int, str]], text: str, lines: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places of class words that only label a cell of a table.

    They stand alone in their block or line ("CPU", "CPU cores"), behind a colon at its end, in a row of headings, or are
    the key of a configuration.
    """
    labels = [line for line in lines or [(0, len(text))] if _is_row_of_headings(text[slice(*line)])]
    for start, end, _ in classes:
        last = next((line[1] for line in lines if line[0] == start), start)
        if _LABEL_ENDS.fullmatch(text, end, last) and not (
            _GOES_ON.search(text, max(0, start - 24), start) or _CONTINUES.match(text, last)
        ):
            labels.append((start, last))
    has_keys = lines and ("_" in text or "```" in text) and _KEY.search(text)
    keys = {line[0] for line in lines} if has_keys else ()
    return {
        (start, end)
        for start, end, _ in classes
        if (_ALONE.fullmatch(text, 0, start) and _ALONE.fullmatch(text, end))
        or any(first <= start < last for first, last in labels)
        or (_COLON_ENDS.fullmatch(text, end) and not _COUNTED.search(text, max(0, start - 16), start))
        or (start in keys and text[start].islower() and _VALUE.match(text, end))
    }


#: A key of a configuration beside "gpus: 8", and the value of that.
_KEY = re.compile(r"(?:(?:^|[\s\"'])[a-z]+_[a-z_]+[\"']?: [^:]{1,80}?){2}|```[a-z]")
_VALUE = re.compile(r"[\"']?: ?[\"']?\d+[\"']?,?(?: |$)")


#: What stands below the headings of a table in Markdown.
_RULE = re.compile(r"\s*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*(?:$|\n)")
#: A heading that has a class word alone, or one in brackets: "| GPU |", "| FPS (GPU) |".
_HEADING_BEFORE = re.compile(r"(?:^|\|)[ *_]*$|\($")
_HEADING_BEHIND = re.compile(r"\)?[ *_]*(?:\||$)")


def _headings(
    classes: list[tuple[int, int, str]], text: str, lines: Sequence[tuple[int, int]], after: str
) -> set[tuple[int, int]]:
    """The places of class words that are headings of a table in Markdown: the line below them is a rule."""
    if "|" not in text:
        return set()
    rows = lines or [(0, len(text))]
    below = [*(text[slice(*row)] for row in rows[1:]), after]
    heads = [row for row, line in zip(rows, below, strict=True) if _RULE.match(line)]
    return {
        (start, end)
        for start, end, _ in classes
        for first, last in heads
        if first <= start < last
        and _HEADING_BEFORE.search(text, max(first, start - 6), start)
        and _HEADING_BEHIND.match(text, end, last)
    }


#: What a label may have behind its class word.
_LABEL_ENDS = re.compile(r"(?: cores?)?(?: ?\([A-Z]{3}\))?:?")
#: A word of a row of headings, and a unit in it.
_HEADING = re.compile(r"[^ |/,;:#*-]+")
_UNIT = re.compile(r"\([^()]{0,12}\)|\[[^\[\]]{0,12}\]")
_MOST_HEADINGS = 160


def _is_row_of_headings(line: str) -> bool:
    """Whether a line has several headings of a table and nothing else."""
    if len(line) > _MOST_HEADINGS:
        return False
    count, headings = 0, words("headings")
    for word in _HEADING.finditer(_UNIT.sub(" ", line.lower())):
        if word.group() not in headings:
            return False  # so it is with the first word of most lines
        count += 1
    return count > 1


#: What a line begins with that goes on with the sentence of the one before it, and what that ends with.
_CONTINUES = re.compile(
    r" (?:was|were|is|are|has|have|had|took|takes|needs|needed|and|or|for|on|in|of|to|by|with|that|which|at|as|but|while|[a-z]{3,} (?:an?|the|our|its|their|more|less|no))\b"
)
_GOES_ON = re.compile(
    r"(?:\b(?:an?|the|our|this|one|two|single|same|each|every|per|of|on|with|using|by|via|and|or|to|for|in|is|was|multiple|no|any|without|\d+)|[,-]) $",
    re.IGNORECASE,
)


def _is_cpu(start: int, end: int, text: str) -> bool:
    """Whether "processor" is a CPU: something of a CPU stands near it, and it is not a CPU's own ("has 64 processors")."""
    if not text[start:end].lower().startswith("processor"):
        return True
    if text.startswith(("logical ", "Logical "), start - 8):
        return False
    told = re.search(r"ghz|mhz|\bcores?\b|\bintel\b|\bamd\b", text, re.IGNORECASE)
    if told is None:
        return _ON_SO_MANY.search(text, max(0, start - 30), start) is not None and _COMPUTER.search(text) is not None
    return not re.search(r"\b(?:has|have|with|of) (?:\d+|many|multiple) $", text[max(0, start - 16) : start])


#: What runs on a number of processors, and what says that these are a computer's.
_ON_SO_MANY = re.compile(
    r"(?:\b(?:on|using|across|over|requests?|requested|and)|^|[(;,]) (?:all |up to |a |the )?"
    r"(?:\d{1,4}|single|one|two|three|four|six|eight|ten|twelve|sixteen|multiple|several|dual|parallel) $",
    re.IGNORECASE,
)
_COMPUTER = re.compile(
    r"\b(?:comput(?:ing|ations?|ational)|simulations?|(?:run|ran|running|computed) in parallel|paralleli[sz]\w+|nodes?|threads?|RAM|workstations?|laptop"
    r"|desktop|PC|machines?|supercomputer|cluster|wall[ -]clock|run ?times?|running times?|MPI|OpenMP|Linux|bootstrap|MCMC|speed-?ups?)\b",
    re.IGNORECASE,
)


_PROPERTY = (
    r"(?:\(?\d{1,3}(?:\.\d+)? ?-?(?:gi?b?|ghz|mhz)(?: ?-?(?:of )?(?:vram|gddr\d\w?|hbm\d?e?|pcie?|sxm\d?|memory|ram|nvlink))*\)?"
    r"|(?:\d{1,3}|two|four|six|eight|ten|twelve|sixteen|dual|quad|hexa|octa)(?: ?- ?| )cores?(?:(?:[/, ]+|,? and )\d{1,3}[ -]?threads?)?|\d{1,3}C|\(?\d{1,2}(?:st|nd|rd|th) gen(?:eration|\.)?\)?|@ ?[\d.]+ ?[gm]hz|\d\d-bit|\([^()]{2,50}\))"
)
#: Memory, clocks and cores between a product and its class word ("V100 32 GB GPU", "i7 3.7 GHz six-core processor").
_PROPERTIES = re.compile(rf"[ ,-]{{0,3}}{_PROPERTY}(?:[ -]{_PROPERTY})?[ -]{{0,2}}", re.IGNORECASE)


def _behind_memory(start: int, row: dict[str, object], products: list[Draft], text: str) -> bool:
    """Whether only a memory size or a clock stands between a product and its class word ("V100 32 GB GPU")."""
    return any(
        p.type == row["type"] and p.fields.get("vendor") != "Apple" and _PROPERTIES.fullmatch(text, p.end, start)
        for p in products
    )


#: Names that a maker of cards puts between a product and its class word ("RTX 3090 Suprim X GPU").
_EDITION = re.compile(r"(?: (?!(?:CPU|GPU|TPU|RAM|SSD|HDD|PC|Intel|AMD|NVIDIA)\b)[A-Z][\w.-]*){1,2} ")
#: "a GeForce series card", "an RTX-class GPU", "a GRID V100D-8C virtual GPU"
_OF_LINE = re.compile(r"[ -](?:series|class|based|family|branded|type|virtual) ", re.IGNORECASE)
#: "a 'Tesla K40' GPU", "V100 x 8 GPUs"
_UNQUOTED = re.compile(r"[\"'\u2019\u201d] | ?x ?\d{1,4} ")
#: What is left of a bracket whose first words are taken out.
_OPENED = re.compile(r"\([,;:] ")


#: "an i7-8700 @ 3.2 GHz (the CPU of our workstation)", "Ryzen 7 3700X 8-Core Processor (16 CPUs)"
_PART_PLAYED = re.compile(
    r"(?: (?:\w+-core )?processor)?(?: ?@ ?[\d.]+ ?[gm]hz)? ?\( ?(?:an? )?(?:\w+ )?", re.IGNORECASE
)
_PART_ENDS = re.compile(r" ?[),;]| (?:of|in) (?:the|our|an?) [\w -]{2,25}\)")


def _gap(end: int, start: int, products: list[Draft], text: str) -> str:
    """What stands between a class word and a product, without the machine that both are of ("a GPU (Paperspace, P4000)")."""
    machine = next((p for p in products if p.type == "system" and end <= p.start and p.end <= start), None)
    if machine is None:
        return text[end:start]
    return _OPENED.sub("(", text[end : machine.start].rstrip() + text[machine.end : start])


#: "CPU: 2 x six-core hyper-threaded Xeon": a label of the item in which the product stands; no label of their number.
_LABELS = re.compile(r" ?: (?!\d[\d,]* ?\(\Z)[^.;:|\n]{0,60}")


def _is_apposed(start: int, end: int, row: dict[str, object], products: list[Draft], text: str) -> bool:
    """Whether a class word only introduces a product in apposition ("four GPUs (NVIDIA A100)")."""
    for product in products:
        if product.type != row["type"]:
            continue
        if product.start >= end:
            gap = ABBREVIATION.sub("", _gap(end, product.start, products, text).removeprefix("'s"), count=1)
            if gap == " " or (_ITEM_GOES_ON.fullmatch(gap) and _ITEM.search(text, max(0, start - 2), start)):
                return True
            if _LABELS.fullmatch(gap):
                return True
            if apposes(gap, counted=_DETERMINED.search(text, max(0, start - 24), start) is not None):
                return True
            continue
        gap = text[product.end : start]
        if (
            gap == " "
            or _OF_LINE.fullmatch(gap)
            or _EDITION.fullmatch(gap)
            or _UNQUOTED.fullmatch(gap)
            or (gap == ") " and text.startswith("(", product.start - 1))
        ):
            return True
        if _PART_PLAYED.fullmatch(gap) and _PART_ENDS.match(text, end):
            return True
    return False
