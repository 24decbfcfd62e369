"""Items of a stream, some at a time: no more than fit, and no fewer than pay."""

from __future__ import annotations

from sys import maxsize
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from hwextract.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["BATCH", "BATCH_CHARS", "BLOCKS", "batches", "chars_of"]

T = TypeVar("T")

#: Texts, and characters of texts, that are read together; of more the gain is small (see `hwextract.Engine.together`).
BATCH = 64
BATCH_CHARS = 1_000_000
#: Blocks of which is kept what the gate found in them, until the pipeline reads them: those of most batches.
BLOCKS = 512


def batches(
    items: Iterable[T],
    length: Callable[[T], int],
    *,
    most: int = maxsize,
    chars: int = BATCH_CHARS,
    seconds: float = float("inf"),
) -> Iterator[list[T]]:
    """Items in lists, in their order; what was read before the items fail is given first.

    Parameters
    ----------
    items : iterable
        The items.
    length : callable
        How many characters an item has.
    most, chars : int
        Items, and characters, after which a list is full.
    seconds : float
        How long a list may be waited for: after this time, it ends with the next item.

    Examples
    --------
    >>> list(batches(["a", "bb", "cccc", "d"], len, most=2, chars=4))
    [['a', 'bb'], ['cccc'], ['d']]
    """
    batch: list[T] = []
    size = 0
    since = monotonic()
    failure: Exception | None = None
    try:
        for item in items:
            batch.append(item)
            size += length(item)
            if len(batch) >= most or size >= chars or monotonic() - since > seconds:
                yield batch
                batch, size, since = [], 0, monotonic()
    except Exception as error:  # noqa: BLE001  it is raised again, behind what came before it
        failure = error
    if batch:
        yield batch
    if failure is not None:
        raise failure


def chars_of(numbered: tuple[int, Any]) -> int:
    """How many characters the text of an item has; none, where it is no item."""
    item = numbered[1]
    text = item[1] if isinstance(item, tuple) and len(item) == 2 else item.text if isinstance(item, Document) else item
    return len(text) if isinstance(text, str) else 0
