"""Where the time goes: the engine's stations, each timed by itself. Nothing is wrapped unless a benchmark asks."""

from __future__ import annotations

import gc
import importlib
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from hwextract.batches import batches
from hwextract.benchmark.scanners import extractions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hwextract.engine import Engine

__all__ = ["Stopwatch", "shares", "timed"]


class Stopwatch:
    """Adds up the time spent in named functions; what one calls of another counts for the other alone.

    Examples
    --------
    >>> watch = Stopwatch()
    >>> inner = watch.wrap("inner", lambda: None)
    >>> watch.wrap("outer", lambda: inner())()
    >>> sorted(watch.seconds)
    ['inner', 'outer']
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under a name; of one that gives an iterator, each step is timed."""

        def timed(*arguments: Any, **named: Any) -> Any:
            with self.running(name):
                result = function(*arguments, **named)
            return self._steps(name, result) if isinstance(result, Iterator) else result

        return timed

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Count the time of a block for a name."""
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def _switch(self) -> None:
        # The wall clock is the cheap one; only shares are taken from it.
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def _steps(self, name: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.running(name):
                try:
                    item = next(items)
                except StopIteration:
                    return
            yield item


def _stand_ins(engine: Engine, watch: Stopwatch) -> Iterator[tuple[Any, str, Any]]:
    """What stands in for the stations: the object and attribute under which the engine finds one, and its timed double.

    The stations are the pipeline, the scanner, the gate, and the functions that the engine has from modules of ours,
    but for that which only puts texts and blocks together.
    """
    yield engine, "_stations", tuple(watch.wrap(station.__name__, station) for station in engine._stations)
    for name, value in vars(engine).items():
        if hasattr(value, "places"):
            yield engine, name, SimpleNamespace(places=watch.wrap("scan", value.places))
    module = importlib.import_module(type(engine).__module__)
    for name, value in vars(module).items():
        if (
            isinstance(value, FunctionType)
            and value.__module__.startswith("hwextract.")
            and value.__module__ not in {module.__name__, batches.__module__}
        ):
            yield module, name, watch.wrap(name, value)
    for name, attribute in (("gate", "passes"), ("resolve", "resolve")):
        home = importlib.import_module(f"hwextract.{name}")
        yield home, attribute, watch.wrap(name, getattr(home, attribute))


@contextmanager
def timed(engine: Engine) -> Iterator[Stopwatch]:
    """Time the stations of an engine until the block ends."""
    watch = Stopwatch()
    kept = [(owner, name, getattr(owner, name), stand_in) for owner, name, stand_in in list(_stand_ins(engine, watch))]
    try:
        for owner, name, _, stand_in in kept:
            setattr(owner, name, stand_in)
        yield watch
    finally:
        for owner, name, station, _ in kept:
            setattr(owner, name, station)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage until the block ends: a full collection would count for the station in which it falls due."""
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def shares(engine: Engine, texts: Sequence[str]) -> dict[str, float]:
    """The share of each station in the way from texts to a table, in order of size; they add up to 1.

    Examples
    --------
    >>> from hwextract.engine import Engine
    >>> found = shares(Engine(scanner="re"), ["We trained on two V100 GPUs for 3 days."])
    >>> {"gate", "find_phrases", "resolve", "frame"} <= found.keys(), round(sum(found.values()), 6)
    (True, 1.0)
    """
    from hwextract.tables import to_frame

    to_frame([], "records")  # pandas is imported before the watch runs
    with _uncollected(), timed(engine) as watch:
        with watch.running("engine"):
            results = [*extractions(engine, texts)]
        with watch.running("frame"):
            to_frame(results, "records")
    total = sum(watch.seconds.values())
    return {name: seconds / total for name, seconds in sorted(watch.seconds.items(), key=lambda item: -item[1])}
