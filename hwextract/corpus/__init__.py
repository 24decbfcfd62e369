"""Many documents: worker processes over batches of texts, in constant memory."""

from __future__ import annotations

import gc
import multiprocessing
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import TYPE_CHECKING, Any

from hwextract.batches import BATCH, BATCH_CHARS, batches, chars_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from hwextract.api import Extractor
    from hwextract.extraction import Extraction

__all__ = ["AHEAD", "in_processes"]

#: Full batches that are sent ahead for each worker: while one of them compiles, the others have enough to do.
AHEAD = 16
#: Objects after which a worker looks for garbage. What it makes once are many; what a text leaves is no garbage.
_GARBAGE_AFTER = 100_000

#: An item with its position, and items that a worker gets at a time.
_Numbered = tuple[int, Any]
_Batch = list[_Numbered]


def in_processes(items: Iterable[Any], n_process: int, extractor: Extractor) -> Generator[Extraction]:
    """The extractions of many items by several processes, in order, with a bounded look-ahead.

    Workers are started anew (``spawn``), so that they work alike on every system and in notebooks; a script that
    uses them needs the usual ``if __name__ == "__main__":``. A worker that dies (of memory, say) costs the item that
    killed it, which becomes a row of ``errors``, and no other.
    """
    some = batches(enumerate(items), chars_of, most=BATCH)
    waiting: deque[tuple[_Batch, Future[list[Extraction]]]] = deque()
    pool = _pool(n_process)
    try:
        while True:
            while _wants_more([batch for batch, _ in waiting], n_process):
                batch = next(some, None)
                if batch is None:
                    break
                waiting.append((batch, _submit(pool, batch, extractor)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(n_process)
                waiting = deque((later, _submit(pool, later, extractor)) for later, _ in waiting)
                results = _one_by_one(batch, extractor)
            except Exception:  # noqa: BLE001  something in the batch cannot be sent to another process
                results = _one_by_one(batch, extractor)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _wants_more(waiting: Sequence[_Batch], n_process: int) -> bool:
    """Whether another batch is to be sent ahead; of long texts only two for each worker are."""
    if len(waiting) >= 2 * n_process:
        chars = sum(map(chars_of, chain.from_iterable(waiting)))
        return len(waiting) < AHEAD * n_process and chars < AHEAD * n_process * BATCH_CHARS
    return True


def _pool(n_process: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(n_process, context, initializer=gc.set_threshold, initargs=(_GARBAGE_AFTER,))


def _submit(pool: ProcessPoolExecutor, batch: _Batch, extractor: Extractor) -> Future[list[Extraction]]:
    """What a batch will give; a pool that broke meanwhile gives a future that says so."""
    try:
        return pool.submit(_work, batch, extractor)
    except BrokenProcessPool as error:
        future: Future[list[Extraction]] = Future()
        future.set_exception(error)
        return future


def _work(batch: _Batch, extractor: Extractor) -> list[Extraction]:
    from hwextract.api import extract_items

    return extract_items(batch, extractor)


def _one_by_one(batch: _Batch, extractor: Extractor) -> list[Extraction]:
    """The results of a batch that a worker could not do: each item alone, in a process that takes no other with it."""
    from hwextract.api import failed

    results: list[Extraction] = []
    pool = _checked_pool(extractor)
    try:
        for number, item in batch:
            try:
                results += _submit(pool, [(number, item)], extractor).result()
            except BrokenProcessPool as error:
                results.append(failed(item, number, error, extractor))
                pool.shutdown(wait=False)
                pool = _checked_pool(extractor)
            except Exception:  # noqa: BLE001  an item that cannot be sent to another process is done in this one
                results += _work([(number, item)], extractor)
    finally:
        pool.shutdown(wait=False)
    return results


def _checked_pool(extractor: Extractor) -> ProcessPoolExecutor:
    """A pool of one worker that is known to start: where none does, no item is to blame."""
    pool = _pool(1)
    try:
        _submit(pool, [], extractor).result()
    except BrokenProcessPool as error:
        pool.shutdown(wait=False)
        error.add_note("No worker process starts. A script needs 'if __name__ == \"__main__\":'; or use n_process=1.")
        raise
    return pool
