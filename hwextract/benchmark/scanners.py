"""The engine with each scanner that it can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hwextract.errors import BenchmarkError, ExtraError

if TYPE_CHECKING:
    from hwextract.engine import Engine

__all__ = ["SCANNERS", "engine", "engines"]

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
