"""The engine with each scanner that its gate can use."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from hwextract.errors import BenchmarkError

if TYPE_CHECKING:
    from hwextract.engine import Engine

__all__ = ["SCANNERS", "engine", "engines"]

#: The scanners of the gate, the faster one first.
SCANNERS = ("hyperscan", "re")


def engine(scanner: str) -> Engine:
    """An engine whose gate uses this scanner from its first text on.

    Raises
    ------
    BenchmarkError
        If there is none.
    """
    from inspect import signature

    from hwextract.engine import Engine

    known = "scanner" in signature(Engine).parameters
    if scanner == "hyperscan":
        if find_spec("hyperscan") is None:
            raise BenchmarkError("install hwextract[fast]")
        if not known:
            raise BenchmarkError("this gate has no compiled scanner")
    settings: dict[str, Any] = {"scanner": scanner} if known else {}
    return Engine(**settings)


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
