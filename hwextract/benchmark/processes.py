"""What is measured in processes of their own: start, peak memory, workers."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from hwextract.benchmark.corpus import Corpus, encoded
from hwextract.benchmark.measure import COLD, IMPORT, in_child, memory
from hwextract.benchmark.scale import Figure, Scale

__all__ = ["peaks", "start", "workers"]


def _child(task: str, path: str | Path, *numbers: int) -> Any:
    """What a function of `hwextract.benchmark.children` gives in a fresh process."""
    code = (
        "import json, sys; from hwextract.benchmark import children; "
        f"print(json.dumps(children.{task}(sys.argv[1], *map(int, sys.argv[2:]))))"
    )
    return in_child(code, path, *numbers)


def start(scale: Scale) -> dict[str, Figure]:
    """What start takes: medians of processes that take turns."""
    imports, first, blank = [], [], []
    for _ in range(scale.children):
        imports.append(float(in_child(IMPORT)))
        first.append(float(in_child(COLD["hwextract"])))
        blank.append(float(in_child(COLD["spacy"])))
    note = f"{median(first):.2f} s over {median(blank):.2f} s"
    return {
        "import": Figure(1e3 * median(imports)),
        "first-result": Figure(median(first) / median(blank), note),
    }


def peaks(corpus: Corpus, scale: Scale) -> dict[str, Figure]:
    """Peak memory of one long text and of a stream, in processes of their own."""
    if memory() is None:
        reason = Figure(None, "this system does not tell a process's memory")
        return {"memory-paper": reason, "memory-stream": reason}
    whole = b"\n\n".join(encoded(text) for text in corpus.texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(whole)
        copies = max(1, round(scale.paper_bytes / len(whole)))
        one = _child("paper", path, copies)
        once, ten_times = _child("stream", path, scale.stream, 10)
    added = one["peak"] - one["before"]
    return {
        "memory-paper": Figure(
            added / one["bytes"],
            f"{added / 1e6:.0f} MB for {one['bytes'] / 1e6:.3g} MB, above {one['before'] / 1e6:.0f} MB of a process"
            f" that is ready; {one['records']:,} records",
        ),
        "memory-stream": Figure(
            ten_times / once,
            f"{once / 1e6:.0f} MB after {scale.stream:,} texts, {ten_times / 1e6:.0f} MB after {10 * scale.stream:,}",
        ),
    }


def workers(corpus: Corpus, scale: Scale, seconds: float) -> Figure:
    """How much sooner two workers are done with files than one; both start in a fresh process."""
    cores = os.cpu_count() or 1
    if cores < 2:
        return Figure(None, "one core")
    copies = max(1, round(scale.workers_s / max(seconds, 1e-3)))
    walls: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(corpus.texts):
            (Path(folder) / f"{number:06}.txt").write_bytes(encoded(text))
        for _ in range(min(2, scale.children)):
            for n_process, taken in walls.items():
                taken.append(_child("files", folder, copies, n_process))
    one, two = (median(taken) for taken in walls.values())
    size = corpus.size * copies / 1e6
    return Figure(one / two, f"{size:.3g} MB in {one:.1f} s and {two:.1f} s, start included; {cores} cores")
