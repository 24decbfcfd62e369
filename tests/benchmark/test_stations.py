"""The stations are timed where the engine finds them, and only while a benchmark asks."""

from __future__ import annotations

import pytest

import hwextract
import hwextract.engine as engine_module
import hwextract.resolve as resolve_module
from hwextract.benchmark.stations import Stopwatch, shares, timed
from hwextract.engine import Engine
from hwextract.pipeline import STATIONS

TEXT = "We trained on two V100 GPUs for 3 days. Birds were counted. No TPU was used."


def test_every_station_has_a_share() -> None:
    found = shares(Engine(scanner="re"), [TEXT] * 3)
    pipeline = {station.__name__ for station in STATIONS}
    assert found.keys() >= {"engine", "gate", "readability", "repair", "resolve", "frame", *pipeline}
    assert sum(found.values()) == pytest.approx(1)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_records_are_the_same_and_nothing_stays_wrapped() -> None:
    engine = Engine(scanner="re")
    before = [dict(vars(engine_module)), vars(resolve_module)["resolve"], dict(vars(engine))]
    with timed(engine) as watch:
        assert engine(TEXT) == hwextract.extract(TEXT)
    assert watch.seconds
    assert before == [dict(vars(engine_module)), vars(resolve_module)["resolve"], dict(vars(engine))]


def test_time_of_an_inner_station_is_not_counted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr("hwextract.benchmark.stations.time.perf_counter", lambda: next(clock))
    watch = Stopwatch()
    inner = watch.wrap("inner", lambda: iter("ab"))
    assert watch.wrap("outer", lambda: list(inner()))() == ["a", "b"]
    # the clock is read at every change: outer begins at 0, the four steps into inner take one tick each
    assert dict(watch.seconds) == {"outer": 5, "inner": 4}


def test_an_error_passes_through() -> None:
    watch = Stopwatch()

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        watch.wrap("failing", fail)()
    assert list(watch.seconds) == ["failing"]
