"""Tokens: letters are split from digits, so that "8xV100", "RTX2080Ti" and "16GB" are several tokens each."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from hwextract.batches import BLOCKS

__all__ = ["first_token", "letters", "place", "split", "vocabulary_of"]

_TOKEN = re.compile(r"(?<=\d)[xX](?=[A-Z])|[^\W\d_]+|\d+|_|[^\w\s]|[^\S ]")
#: The same where all is ASCII and no count is glued to a name ("8xV100"), in half of the time.
_PLAIN = re.compile("[A-Za-z]+|[0-9]+|[^A-Za-z0-9 ]")
_GLUED = re.compile(r"[xX](?<=\d[xX])(?=[A-Z])")
_PIECE = re.compile(f"{_TOKEN.pattern}| ")


#: The letters of ASCII, with spaces for all else.
_LETTERS = bytes(code if code < 128 and chr(code).isalpha() else ord(" ") for code in range(256))
_RUN = re.compile(r"[^\W\d_]+")


def letters(text: str) -> list[str]:
    """The runs of letters of a text.

    Examples
    --------
    >>> letters("8xV100, 16GB")
    ['xV', 'GB']
    """
    return text.encode().translate(_LETTERS).decode().split() if text.isascii() else _RUN.findall(text)


@lru_cache(maxsize=BLOCKS)
def vocabulary_of(text: str) -> set[str]:
    """The distinct runs of letters of a text, as they are and in lower case.

    Examples
    --------
    >>> sorted(vocabulary_of("8xV100, 16GB"))
    ['GB', 'gb', 'xV', 'xv']
    """
    runs = text.encode().translate(_LETTERS).decode() if text.isascii() else " ".join(_RUN.findall(text))
    return {*runs.split(), *runs.lower().split()}


def split(text: str) -> list[str]:
    """The tokens of a text; joined with their spaces they give the text again.

    Examples
    --------
    >>> split("8xV100, 16GB")
    ['8', 'x', 'V', '100', ',', '16', 'GB']
    """
    plain = text.isascii() and _GLUED.search(text) is None
    return (_PLAIN if plain else _TOKEN).findall(text)


def first_token(text: str) -> str:
    """The first of the tokens that `split` gives, without a look at the others; nothing where there is none.

    Examples
    --------
    >>> first_token("V100-SXM2")
    'V'
    """
    token = _TOKEN.match(text.lstrip(" "))
    return "" if token is None else token.group()


def place(text: str) -> tuple[list[str], list[int]]:
    """The tokens of a text, and where each ends. A space that follows another one, or stands first, is a token.

    Examples
    --------
    >>> place("8xV100, 16GB")
    (['8', 'x', 'V', '100', ',', '16', 'GB'], [1, 2, 3, 6, 7, 10, 12])
    """
    if "  " not in text and not text.startswith(" "):
        tokens, end = split(text), 0
        return tokens, [end := end + len(token) + (text[end] == " ") for token in tokens]
    pieces = _PIECE.findall(text)
    placed = [
        (piece, end)
        for piece, before, end in zip(pieces, [" ", *pieces], accumulate(map(len, pieces)), strict=False)
        if piece != " " or before == " "
    ]
    return [piece for piece, _ in placed], [end for _, end in placed]
