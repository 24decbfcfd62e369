"""Worker processes that die, items that cannot be sent to them, and scripts in which none can start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import hwextract
from hwextract import corpus
from hwextract.batches import BATCH, BATCH_CHARS


class Deadly(str):
    """A text that ends the process which unpickles it, as one that needs too much memory would."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        return os._exit, (3,)


class Stuck(str):
    """A text that cannot be pickled."""

    __slots__ = ()

    def __reduce__(self) -> Any:
        raise TypeError("cannot be pickled")


def test_a_worker_that_dies_costs_one_item() -> None:
    items: list[Any] = [("id", "We trained on one V100.")] * (2 * BATCH)
    items[3] = Stuck("We trained on one TPU.")
    items[5] = ("deadly", Deadly("We trained on one A100."))
    items[7] = Stuck("We trained on one TPU.")

    results = list(hwextract.extract_many(items, n_process=2))

    assert [result.doc_id for result in results[:9]] == ["id"] * 3 + ["3", "id", "deadly", "id", "7", "id"]
    assert [number for number, result in enumerate(results) if not result.records] == [5]
    (row,) = results[5].errors
    assert (row["doc_id"], row["kind"]) == ("deadly", "BrokenProcessPool")
    assert len(results) == len(items)


def test_where_no_worker_starts_the_script_hears_why(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text("import hwextract\nprint(len(list(hwextract.extract_many(['V100'] * 99, n_process=2))))\n")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode != 0
    assert "__main__" in done.stderr
    assert done.stdout == ""


def test_of_long_texts_few_are_sent_ahead() -> None:
    short, long = [(0, "x")], [(0, "x" * BATCH_CHARS * corpus.AHEAD)]
    assert corpus._wants_more([short] * (2 * corpus.AHEAD - 1), 2)
    assert not corpus._wants_more([short] * (2 * corpus.AHEAD), 2)
    assert corpus._wants_more([long] * 3, 2)
    assert not corpus._wants_more([long] * 4, 2)
