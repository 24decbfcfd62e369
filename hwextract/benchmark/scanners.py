"""The engine with each scanner that it can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.batches import BATCH, batches
from hwextract.errors import BenchmarkError, ExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hwextract.engine import Engine
    from hwextract.extraction import Extraction

__all__ = ["SCANNERS", "engine", "engines", "extractions"]

#: The scanners, the faster one first.
SCANNERS = ("hyperscan", "re")


def engine(scanner: str) -> Engine:
    """An engine that uses this scanner from its first text on.

    Raises
    ------
    BenchmarkError
        If it is not installed.
    """
    from hwextract.engine import Engine

    try:
        return Engine(scanner=scanner)
    except ExtraError as error:
        raise BenchmarkError(f"install hwextract[{error.extra}]") from None


def engines() -> tuple[dict[str, Engine], dict[str, str]]:
    """An engine for each scanner, and why there is none."""
    found: dict[str, Engine] = {}
    missing: dict[str, str] = {}
    for scanner in SCANNERS:
        try:
            found[scanner] = engine(scanner)
        except BenchmarkError as error:
            missing[scanner] = error.problem
    return found, missing


def extractions(engine: Engine, texts: Sequence[str]) -> Iterator[Extraction]:
    """What an engine extracts from texts, some of them at a time, as `hwextract.extract_many` does."""
    for some in batches(texts, len, most=BATCH):
        yield from engine.together(some)
