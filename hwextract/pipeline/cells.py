"""What the heading says over a time in a table whose layout is lost: rows and columns as lines of text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hwextract.expressions import guarded
from hwextract.pipeline.durations import durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Row", "columns", "headings", "row", "said_around"]

_NUMBER = r"[~<>≤≥±∼≈+-]? ?\d[\d.,:/×–-]{0,15}"
_CELL = rf"\(?{_NUMBER}(?: ?[A-Za-z%µμ°]{{1,8}}\b\.?| ?%)?\)?"
_CELLS = rf"{_CELL}(?:(?: [±/|–-])? {_CELL}){{0,24}}"
#: The name of a row: a few words, of which the last does not lead on to the number.
_ROW = re.compile(
    rf"(?P<label>(?:[A-Za-z(][\w+/&().,*†‡-]{{0,24}} ){{0,6}}?)(?<!\ba )(?P<cells>{_CELLS})",
)
_LEADS_ON = re.compile(
    r"(?i)\b(?:in|for|of|at|on|with|than|to|about|by|over|under|from|per|after|every|within|is|was|were|are|took|takes|take"
    r"|lasted|lasts|needed|needs|required|requires|and|or|only|around|approximately|up|least|most|the|our|us) $"
)
_NUMBERS = re.compile(_CELL)
_SPACES = re.compile(r"\s+")

#: Longer lines are prose, and so are shorter ones with a verb.
_LINE = 100
_PROSE = re.compile(
    r"(?i)\b(?:is|was|were|are|be|been|has|have|had|we|our|us|it|they|this|that|these|which|can|could|took|takes|used|using|did|does)\b"
)
_CAPTION = re.compile(r"(?i)(?:supplementary |suppl\. )?(?:table|tab\.|fig\.|figure) ?[A-Z]{0,2}\.?\d{1,3}")
#: Characters around a torn column in which its times are spoken of.
_AROUND = 700
#: Lines that a caption may be spread over.
_CAPTION_LINES = 4
#: A word of a heading that the layout put on a line of its own.
_REST = re.compile(r"(?i)(?:times?|durations?)\b(?: ?\(.{1,12}\))?$")
_BRACKET = r"(?: ?[(\[][^()\[\]]{1,24}[)\]])?"
#: A heading that speaks of time, with the words before and behind that say of what.
_TIMED = guarded(
    rf"(?i)(?:\b[a-z-]{{1,24}}{_BRACKET} ){{0,3}}?\b(?:times?|durations?|run-?times?|latency|latencies)\b{_BRACKET}"
    rf"(?: (?:per|for|of|to) (?:(?:the|one|each|a|an|single) )?[a-z-]{{1,24}}{_BRACKET})?"
)
#: Headings that are of time where the caption speaks of time.
_BARE = re.compile(
    r"(?i)\b(?:training|fitting|learning|calibration|testing|test|inference|prediction|validation|evaluation|preprocessing)\b"
    rf"{_BRACKET}(?! (?:sets?|data|accuracy|loss|error|samples?|images?|score|size)\b)"
)


class Row(NamedTuple):
    """A line that is a row of a table, or a cell: the name of the row, if it has one, and its cells with numbers."""

    label: str
    cells: str


def row(line: str) -> Row | None:
    """A line as a row, else None.

    Examples
    --------
    >>> row("Very short ~ 3 min"), row("ResNet-50 25.6 M 0.12 s"), row("1.5 h")
    (Row(label='Very short', cells='~ 3 min'), Row(label='ResNet-50', cells='25.6 M 0.12 s'), Row(label='', cells='1.5 h'))
    >>> row("It took us less than 3 min in all."), row("The training took 3 h")
    (None, None)
    """
    match = _ROW.fullmatch(" ".join(line.split()))
    if match is None or _LEADS_ON.search(match["label"]):
        return None
    return Row(match["label"].strip(), match["cells"])


def headings(block: str, before: str, at: int = 0) -> list[str]:
    r"""What stands over a time of a row: the heading of its column or its row, or all that may be it.

    Parameters
    ----------
    block : str
        The row, or the rest of it where each cell is a line.
    before : str
        The text before it, line by line.
    at : int
        Place of the time in the block.

    Returns
    -------
    list of str
        One heading where it is plain which; none where the block is no row or nothing above it speaks of time.

    Examples
    --------
    >>> headings("31 h", "Model\n\nParameters\n\nTraining time\n\nU-Net\n\n31 M\n\n")
    ['Training time']
    >>> headings("VGG 3 h 0.2 s", "Model Training time Time per image\n\nU-Net 2 h 0.1 s\n\n", 8)
    ['Time per image']
    """
    here = row(block)
    if here is None:
        return []
    caption, lines = _above(before)
    cells = [row(line) for line in lines]
    first = next((n for n, cell in enumerate(cells) if cell is not None), len(lines))
    named = [n for n, cell in enumerate(cells) if cell is None or cell.label]
    name = named[-1] if named else -1
    since: list[str] = []
    over = lines[:first]
    if not here.label:
        if name >= 0 and _TIMED.search(lines[name]):
            return [lines[name]]
        # The line before the first value is the name of the first row, as the first heading is that of these names.
        since, over = lines[name + 1 :], lines[: first - (first == name + 1)]
    column = 1 + len(since) + _count_cells(block[:at].removeprefix(here.label))
    one_each = (here.label or name >= 0) and all(len(_phrases([line])) < 2 for line in over)
    if one_each and column < len(over) and _phrases([over[column]]):
        return _phrases([over[column]])
    phrases = _phrases(over) or _bare(over, caption) or ([caption] if _TIMED.search(caption) else [])
    index = len(durations(block[:at])) + sum(len(durations(line)) for line in since)
    times = len(durations(block))
    is_whole = here.label != "" or (not since and times > 1)
    if len(phrases) > 1 and index < len(phrases) and (not is_whole or times == len(phrases)):
        return [phrases[index]]
    return phrases


def columns(text: str, times: Sequence[tuple[int, int]]) -> list[str | None]:
    """The heading of each time of a block that holds a table in one line: its headings, then row by row.

    Only where every row has as many times as there are headings that speak of time is it plain which is which.

    Examples
    --------
    >>> text = "Model Training time Test time A 3 h 2 s B 4 h 3 s"
    >>> columns(text, [(32, 35), (36, 39), (42, 45), (46, 49)])
    ['Model Training time', 'Test time', 'Model Training time', 'Test time']
    """
    found: list[str | None] = [None] * len(times)
    phrases = _phrases([text[: times[0][0]]]) if len(times) > 1 else []
    if len(phrases) < 2 or _PROSE.search(text):
        return found
    group = [0]
    for at, (left, right) in enumerate(pairwise(times), 1):
        if re.fullmatch(rf"[ ,;|/]*(?:{_CELLS})?[ ,;|/]*", text[left[1] : right[0]]):
            group.append(at)
            continue
        _assign(found, group, phrases)
        group = [at]
    _assign(found, group, phrases)
    return found


def said_around(block: str, before: str, after: str) -> list[str]:
    """What the text around says of times, where a block is a column of times that the layout tore from its heading.

    Examples
    --------
    >>> said_around("22 ms 41 ms", "All models were fast.", "The inference time per image was the lowest for A.")
    ['The inference time per image']
    >>> said_around("22 ms", "All models were fast.", "The inference time per image was the lowest for A.")
    []
    """
    here = row(block)
    times = durations(block)
    if here is None or here.label or len(times) < 2 or _count_cells(block) > len(times):
        return []
    return _phrases([_SPACES.sub(" ", before[-_AROUND:]), _SPACES.sub(" ", after[:_AROUND])])


def _assign(found: list[str | None], group: list[int], phrases: list[str]) -> None:
    if len(group) == len(phrases):
        for at, phrase in zip(group, phrases, strict=True):
            found[at] = phrase


def _above(before: str) -> tuple[str, list[str]]:
    """The caption of the table that a text ends within, and its lines from the first on."""
    lines: list[str] = []
    rest = [line.strip() for line in reversed(before.splitlines()) if line.strip()]
    end = len(rest)
    for at, line in enumerate(rest):
        if len(line) > _LINE or line.endswith((".", ";", ",")) or _CAPTION.match(line) or _PROSE.search(line):
            end = at
            break
        if lines and _REST.match(lines[-1]) and row(line) is None and " " not in line:
            lines[-1] = f"{line} {lines[-1]}"
        else:
            lines.append(line)
    lines.reverse()
    above = rest[end : end + _CAPTION_LINES]
    start = next((n for n, line in enumerate(above) if _CAPTION.match(line)), None)
    caption = "" if start is None else " ".join(reversed(above[: start + 1]))
    return caption, lines


def _count_cells(text: str) -> int:
    """The number of cells of a part of a row; a time is one, whatever it is composed of."""
    times = durations(text)
    for time in reversed(times):
        text = text[: time.start] + text[time.end :]
    return len(times) + len(_NUMBERS.findall(text))


def _phrases(lines: Iterable[str]) -> list[str]:
    """The headings that speak of time, in their order."""
    return [match.group().strip() for line in lines for match in _TIMED.finditer(line)]


def _bare(lines: Iterable[str], caption: str) -> list[str]:
    """The headings that speak of what was done, under a caption that speaks of time."""
    if not _TIMED.search(caption):
        return []
    return [match.group().strip() for line in lines for match in _BARE.finditer(line)]
