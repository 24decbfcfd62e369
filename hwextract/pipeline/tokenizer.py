"""A tokenizer that splits letters from digits: "8xV100", "RTX2080Ti" and "16GB" are several tokens each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.pipeline.draft import Window

if TYPE_CHECKING:
    from spacy.vocab import Vocab

__all__ = ["HardwareTokenizer", "split"]

_PIECE = re.compile(r"(?<=\d)[xX](?=[A-Z])|[^\W\d_]+|\d+|_|[^\w\s]|\s")


def split(text: str) -> list[str]:
    """The tokens of a text; joined with their spaces they give the text again.

    Examples
    --------
    >>> split("8xV100, 16GB")
    ['8', 'x', 'V', '100', ',', '16', 'GB']
    """
    return [piece for piece in _PIECE.findall(text) if piece != " "]


class HardwareTokenizer:
    """The tokenizer of hwextract's private pipeline. The text must have single spaces only, as repair leaves it.

    It opens the window of each Doc, in which the stations find what they know.
    """

    def __init__(self, vocab: Vocab, knowledge: Knowledge = SHIPPED) -> None:
        self.vocab = vocab
        self.knowledge = knowledge

    def __call__(self, text: str) -> Doc:
        """The Doc of a text."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data["hwextract"] = Window(self.knowledge, text, [*map(str.lower, words)])
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> HardwareTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: Any, **_: Any) -> HardwareTokenizer:
        """Nothing to restore."""
        return self
