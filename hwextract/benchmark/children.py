"""What the benchmark has other processes do, where memory or wall time is measured."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hwextract.benchmark.measure import memory

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["files", "paper", "stream"]

_WARM = "We trained on two V100 GPUs for 3 days."


def paper(path: str, copies: int) -> dict[str, Any]:
    """Memory in bytes before and at the peak of extracting one text: the file's, so many times over."""
    import hwextract

    hwextract.extract(_WARM).to_frame("records")
    before = memory()
    text = Path(path).read_text(encoding="utf-8") * copies
    result = hwextract.extract(text)
    after = memory()
    found = len(result.records)
    # The size is told at last: counting the bytes needs as many.
    size = len(text.encode())
    return {"before": before and before[0], "peak": after and after[1], "bytes": size, "records": found}


def stream(path: str, number: int, times: int) -> list[int | None]:
    """Peak memory in bytes after so many texts, and after so many times more, of an iterator that keeps none.

    Each text has a sentence and words of its own, as the papers of a real stream do. The compiled scanner, which a long
    stream comes to use, is made before: what is made once is no growth.
    """
    import hwextract
    from hwextract.errors import ExtraError
    from hwextract.scan import scanner

    with suppress(ExtraError):
        scanner("hyperscan").places([""])

    content = Path(path).read_text(encoding="utf-8")

    def texts(first: int, last: int) -> Iterator[str]:
        for at in range(first, last):
            piece = content[at * 1000 % max(1, len(content) - 2000) :][:2000]
            yield f"{piece}\n\nRun{at} of model{at}x was trained for {at} hours on a V100 of node{at}."

    peaks: list[int | None] = []
    for first, last in ((0, number), (number, number * times)):
        for _ in hwextract.extract_many(texts(first, last)):
            pass
        now = memory()
        peaks.append(now and now[1])
    return peaks


def files(folder: str, copies: int, n_process: int) -> float:
    """Wall seconds to read the files of a folder so many times over, extract, and make a table; start included."""
    start = time.perf_counter()
    import hwextract

    paths = sorted(Path(folder).iterdir()) * copies
    hwextract.to_frame(hwextract.extract_many(map(hwextract.read, paths), n_process=n_process), "records")
    return time.perf_counter() - start
