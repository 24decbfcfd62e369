"""The heading of a cell in a table whose layout is lost, one cell a line."""

from __future__ import annotations

import re

__all__ = ["heading", "split"]

#: A cell that holds a value: a number, a time, a percentage, with what hedges it.
_VALUE = re.compile(r"[~<>≤≥±∼≈-]? ?\d.{0,24}$")
_CELLS = re.compile(
    r"(?P<label>(?:[A-Z][A-Za-z-]{0,20}(?: [A-Za-z-]{1,20}){0,3} )?)(?P<value>[~<>≤≥±∼≈-]? ?\d[\d.,:/± -]{0,16}[a-z]{1,8}(?: ?\d{1,2} ?[a-z]{1,8})?)"
)
#: Longer lines are prose.
_LINE = 44
#: A word of a heading that the layout put on a line of its own.
_REST = re.compile(r"(?i)(?:times?|durations?)\b(?: ?\(.{1,12}\))?$")


def split(text: str) -> tuple[str, str] | None:
    """The label and the value of a block that is a cell with a value, or two cells of one row, else None.

    Examples
    --------
    >>> split("1.5 h"), split("Very short ~ 3 min"), split("It took us less than 3 min in all.")
    (('', '1.5 h'), ('Very short', '~ 3 min'), None)
    """
    match = _CELLS.fullmatch(text.strip())
    return None if match is None else (match["label"].strip(), match["value"])


def heading(before: str) -> str | None:
    r"""The heading of a cell with a time, from the lines before it: that of its row or of its column.

    Examples
    --------
    >>> heading("Model\n\nParameters\n\nTraining time\n\nU-Net\n\n31 M\n\n")
    'Training time'
    >>> heading("Training time\n\n3 h\n\n")
    'Training time'
    """
    lines: list[str] = []
    for line in reversed(before.splitlines()):
        cell = line.strip()
        if len(cell) > _LINE or cell.endswith((".", ";", ",")):
            break
        if not cell:
            continue
        if lines and _REST.match(lines[-1]) and not _VALUE.match(cell) and " " not in cell:
            lines[-1] = f"{cell} {lines[-1]}"
        else:
            lines.append(cell)
    lines.reverse()
    labels = [at for at, line in enumerate(lines) if not _VALUE.match(line)]
    if not labels:
        return None
    row = labels[-1]
    first = next((at for at, line in enumerate(lines) if _VALUE.match(line)), len(lines))
    column = len(lines) - row
    found = lines[row] if _SPEAKS_OF_TIME.search(lines[row]) else lines[column] if column < first - 1 else ""
    return found if _SPEAKS_OF_TIME.search(found) else None


_SPEAKS_OF_TIME = re.compile(r"(?i)\b(?:times?|duration|runtime|latency)\b")
