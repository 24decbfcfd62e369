"""Tokens: letters are split from digits, so that "8xV100", "RTX2080Ti" and "16GB" are several tokens each."""

from __future__ import annotations

import re
from itertools import accumulate

__all__ = ["place", "split"]

_PIECE = re.compile(r"(?<=\d)[xX](?=[A-Z])|[^\W\d_]+|\d+|_|[^\w\s]|\s")


def split(text: str) -> list[str]:
    """The tokens of a text; joined with their spaces they give the text again.

    Examples
    --------
    >>> split("8xV100, 16GB")
    ['8', 'x', 'V', '100', ',', '16', 'GB']
    """
    return [piece for piece in _PIECE.findall(text) if piece != " "]


def place(text: str) -> tuple[list[str], list[int]]:
    """The tokens of a text, and where each ends. A space that follows another one, or stands first, is a token.

    Examples
    --------
    >>> place("8xV100, 16GB")
    (['8', 'x', 'V', '100', ',', '16', 'GB'], [1, 2, 3, 6, 7, 10, 12])
    """
    pieces = _PIECE.findall(text)
    ends = accumulate(map(len, pieces))
    if "  " in text or text.startswith(" "):
        placed = [
            (piece, end)
            for piece, before, end in zip(pieces, [" ", *pieces], ends, strict=False)
            if piece != " " or before == " "
        ]
    else:
        placed = [(piece, end) for piece, end in zip(pieces, ends, strict=True) if piece != " "]
    return [piece for piece, _ in placed], [end for _, end in placed]
