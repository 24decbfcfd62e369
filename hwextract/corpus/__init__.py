"""Many documents: worker processes over batches of texts, in constant memory."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hwextract.extraction import Extraction

__all__ = ["BATCH", "in_processes"]

#: Items that a worker gets at a time.
BATCH = 32


def _work(first: int, items: list[Any]) -> list[Extraction]:
    from hwextract.api import extract_item

    return [extract_item(item, first + number) for number, item in enumerate(items)]


def in_processes(items: Iterable[Any], n_process: int) -> Iterator[Extraction]:
    """The extractions of many items by several processes, in order, with a bounded look-ahead.

    Workers are started anew (``spawn``), so that they work alike on every system and in notebooks; a script that
    uses them needs the usual ``if __name__ == "__main__":``.
    """
    stream = iter(items)
    waiting: deque[Future[list[Extraction]]] = deque()
    pool = ProcessPoolExecutor(n_process, mp_context=multiprocessing.get_context("spawn"))
    try:
        first = 0
        while True:
            while len(waiting) < 2 * n_process:
                batch = list(itertools.islice(stream, BATCH))
                if not batch:
                    break
                waiting.append(pool.submit(_work, first, batch))
                first += len(batch)
            if not waiting:
                return
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
