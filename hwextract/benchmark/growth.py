"""How time grows with the length of a text, with the number of texts, and with what nobody should write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.benchmark.measure import interleaved
from hwextract.benchmark.report import Growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hwextract.benchmark.corpus import Corpus
    from hwextract.benchmark.scale import Scale
    from hwextract.engine import Engine

__all__ = ["HOSTILE", "TIMES", "growth"]

#: How many times longer, or more.
TIMES = (1, 10, 100)
#: What is repeated, without a break, in the middle of a sentence.
HOSTILE = {"digits": "7", "spaces": " ", "brackets": "(", "trigger words": "GPU ", "numbers with units": "3 hours, "}


def growth(corpus: Corpus, scale: Scale, engine: Engine) -> list[Growth]:
    """CPU time of extraction at 1, 10 and 100 times the length of a text, and the number of texts.

    The frame is left out: what it takes however few records there are would hide how the rest grows.
    """
    inputs = list(_inputs(corpus, scale))
    turns = {f"{what}, {times}": _turn(engine, times, texts) for what, times, texts in inputs}
    taken = interleaved(turns, min(3, scale.repeats))
    found: list[Growth] = []
    once: dict[str, float] = {}
    for what, times, texts in inputs:
        seconds = taken[f"{what}, {times}"] / _passes(times)
        chars = sum(map(len, texts))
        per_char = once.setdefault(what, seconds / chars)
        found.append(Growth(what, times, chars, seconds, seconds / chars / per_char if per_char else 0.0))
    return found


def _passes(times: int) -> int:
    """What is short is done several times in a turn: a clock has its limits."""
    return max(1, 10 // times)


def _turn(engine: Engine, times: int, texts: list[str]) -> Callable[[], Callable[[], object]]:
    return lambda: lambda: [engine(text) for _ in range(_passes(times)) for text in texts]


def _inputs(corpus: Corpus, scale: Scale) -> Iterator[tuple[str, int, list[str]]]:
    """What grows, how many times, and the texts."""
    text = sorted(corpus.texts, key=len)[len(corpus.texts) // 2][: scale.growth_chars]
    for times in TIMES:
        yield "length of a text", times, ["\n\n".join([text] * times)]
    for times in TIMES:
        yield "number of texts", times, [text] * times
    for name, unit in HOSTILE.items():
        for times in TIMES:
            run = unit * (scale.hostile_chars // len(unit) * times)
            yield f"run of {name}", times, [f"We trained on a GPU {run} for 3 days."]
