"""Measuring: CPU time of contenders that take turns, and what a fresh process takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from hwextract.errors import BenchmarkError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["COLD", "IMPORT", "in_child", "interleaved", "memory"]

#: CPU seconds of ``import hwextract`` in a process that has done nothing else.
IMPORT = "import time; t = time.process_time(); import hwextract; print(time.process_time() - t)"
#: CPU seconds until the first result in a fresh process, and until spaCy has a blank pipeline in another.
COLD = {
    "hwextract": (
        "import time; t = time.process_time(); import hwextract; "
        "hwextract.extract('We trained on two V100 GPUs for 3 days.').records; print(time.process_time() - t)"
    ),
    "spacy": "import time; t = time.process_time(); import spacy; spacy.blank('en'); print(time.process_time() - t)",
}


def interleaved(contenders: Mapping[str, Callable[[], Callable[[], object]]], repeats: int) -> dict[str, float]:
    """Median CPU seconds of each contender.

    They take turns, so that what slows the machine for a while slows all of them; a first round warms up and is not
    counted.

    Parameters
    ----------
    contenders : mapping of str to callable
        Each is called before every turn, without being timed, for the function of the turn; so a turn can have
        fresh inputs.
    repeats : int
        Rounds that count.

    Examples
    --------
    >>> turns = []
    >>> times = interleaved({"a": lambda: lambda: turns.append("a"), "b": lambda: lambda: turns.append("b")}, 2)
    >>> turns, sorted(times)
    (['a', 'b', 'a', 'b', 'a', 'b'], ['a', 'b'])
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(repeats + 1):
        for name, prepare in contenders.items():
            run = prepare()
            start = time.process_time()
            run()
            seconds = time.process_time() - start
            if turn:
                taken[name].append(seconds)
    return {name: median(values) for name, values in taken.items()}


def in_child(code: str, *arguments: object) -> Any:
    """What Python code prints as JSON, run in a fresh process that imports this very hwextract.

    Raises
    ------
    BenchmarkError
        If the process fails.

    Examples
    --------
    >>> in_child("import sys; print(len(sys.argv))", "one", 2)
    3
    """
    home = str(Path(__file__).resolve().parents[2])
    # What pip installs is compiled; so is what lies in a checkout, once a process may keep it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    known = environment.get("PYTHONPATH")
    done = subprocess.run(  # noqa: S603  our own code, by this very Python
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**environment, "PYTHONPATH": os.pathsep.join([home, known] if known else [home])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise BenchmarkError(last)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise BenchmarkError(f"a process gave {done.stdout!r} for its figures") from None


def memory() -> tuple[int, int] | None:
    """Memory of this process in bytes, now and at its peak; None where the system does not tell.

    Linux tells by ``/proc``: there ``ru_maxrss`` of a new process starts at the size of the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        fields = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
        return int(fields["VmRSS"].split()[0]) * 1024, int(fields["VmHWM"].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return peak, peak
