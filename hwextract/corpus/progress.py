"""How far a run over many documents is: a line on stderr, in terminals and notebooks alike."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["tracked"]

T = TypeVar("T")


def tracked(results: Generator[T], total: int | None) -> Generator[T]:
    """The same results, with a line of progress on stderr: a bar where the total is known, else a count.

    tqdm, which spaCy brings, writes plain text, so that a notebook needs no widgets.
    """
    from tqdm import tqdm  # type: ignore[import-untyped]

    with closing(results), tqdm(total=total, unit=" texts", desc="hwextract", dynamic_ncols=True) as bar:
        for result in results:
            bar.update()
            yield result
