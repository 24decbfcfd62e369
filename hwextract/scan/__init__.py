"""The scan: the places of a raw text that may speak of hardware, of computing time or money.

The text is read once, as ASCII bytes: every other character is a question mark there, and a space of LaTeX a plain one,
so that places are the same in both. What is looked for (`hwextract.scan.wanted`) is derived from the entries of the
gate, the units and the currencies. Words that repair would join (`hwextract.scan.joined`) are joined and looked up. The
scan finds too much, never too little: `gate.passes` decides on the block around each place, and so all scanners let the
same blocks pass.

`Words` compares the text's words with those that count, and searches for expressions where there is none; `Compiled`
runs these at once in hyperscan (the extra ``fast``).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hwextract.errors import ChoiceError
from hwextract.knowledge import SHIPPED, Knowledge
from hwextract.scan.places import Places, Scanner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hwextract.scan.compiled import Compiled
    from hwextract.scan.words import Words

__all__ = ["COMPILE_AFTER", "SCANNERS", "SCAN_AFTER", "Places", "Scanner", "scanner"]

#: The names of scanners; ``auto`` compiles once enough text has passed.
SCANNERS = ("auto", "re", "hyperscan")

#: Characters after which making the words of the scan (some tenths of a second) has paid; before, all blocks are read.
SCAN_AFTER = 60_000
#: Characters after which compiling (some tenths of a second) has paid: it gains about a fourteenth of the scan.
COMPILE_AFTER = 500_000_000


@lru_cache(maxsize=8)
def _words(knowledge: Knowledge) -> Words:
    from hwextract.scan.words import Words

    return Words(knowledge)


@lru_cache(maxsize=8)
def _compiled(knowledge: Knowledge) -> Compiled:
    from hwextract.scan.compiled import Compiled

    return Compiled(knowledge)


class _Growing:
    """No scanner for the first pages, then that in Python, and the compiled one once that has paid."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._passed = 0
        self._compiles = find_spec("hyperscan") is not None

    def places(self, texts: Sequence[str]) -> list[Places | None]:
        """The places of each text; None while all blocks are to be read."""
        unscanned: list[Places | None] = []
        for text in texts:
            self._passed += len(text)
            if self._passed <= SCAN_AFTER:
                unscanned.append(None)
        if len(unscanned) == len(texts):
            return unscanned
        of = _compiled if self._compiles and self._passed > COMPILE_AFTER else _words
        return unscanned + of(self._knowledge).places(texts[len(unscanned) :])


def scanner(name: str = "auto", knowledge: Knowledge = SHIPPED) -> Scanner:
    """A scanner by its name: ``re``, ``hyperscan``, or ``auto``, which compiles once enough text has passed.

    Raises
    ------
    ExtraError
        If hyperscan is asked for and is not installed.
    ChoiceError
        If there is no such scanner.

    Examples
    --------
    >>> scanner("re").places(["We used a GPU."])
    [Places(all=[12], names=[12], quantities=[])]
    """
    if name not in SCANNERS:
        raise ChoiceError("scanner", name, SCANNERS)
    return _Growing(knowledge) if name == "auto" else _words(knowledge) if name == "re" else _compiled(knowledge)
