"""One run of the benchmark, from a corpus to a report."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from hwextract.benchmark import processes
from hwextract.benchmark.baselines import BASELINES
from hwextract.benchmark.corpus import Corpus, dense
from hwextract.benchmark.growth import growth
from hwextract.benchmark.report import Report, Row, Station, targets
from hwextract.benchmark.rounds import Rounds
from hwextract.benchmark.scale import FULL, QUICK, Scale
from hwextract.benchmark.scanners import SCANNERS, engine, engines
from hwextract.benchmark.stations import shares
from hwextract.errors import BenchmarkError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["benchmark"]


def benchmark(
    corpus: Corpus,
    *,
    baselines: Sequence[str] = tuple(BASELINES),
    scale: Scale = FULL,
    say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Measure everything and report it.

    Parameters
    ----------
    corpus : Corpus
        See `load`.
    baselines : sequence of str
        Those of `BASELINES` to be held against; what needs another one is not measured.
    scale : Scale
        How much is measured.
    say : callable
        Told what is being measured.

    Raises
    ------
    BenchmarkError
        If a baseline does not exist.
    """
    if unknown := set(baselines) - BASELINES.keys():
        raise BenchmarkError(f"no baseline {', '.join(sorted(unknown))}; there are {', '.join(BASELINES)}")
    if scale.chars is not None:
        corpus = corpus.cut(scale.chars)
    say("reading once")
    found, missing = engines()
    best = next(name for name in SCANNERS if name in found)
    results = [found[best](text) for text in corpus.texts]
    hits = dense(corpus, results)

    say("CPU time")
    rounds = Rounds(corpus=corpus, hits=hits, engines=found, missing=missing, baselines=baselines, scale=scale)
    rounds.add_frames(results)
    rounds.measure()
    seconds = rounds.seconds[rounds.best, "sparse"]
    say("start, in processes of their own")
    figures = {**rounds.figures(), **processes.start(scale)}
    say("peak memory, in processes of their own")
    figures |= processes.peaks(corpus, scale)
    say("two workers")
    figures["workers"] = processes.workers(corpus, scale, seconds)
    say("stations")
    per_mb = 1e3 * seconds / (corpus.size / 1e6)
    stations = shares(engine(best), corpus.texts)
    say("growth")
    return Report(
        corpus={
            "name": corpus.name,
            "texts": len(corpus.texts),
            "bytes": corpus.size,
            "skipped": corpus.skipped,
            "records": sum(len(result.records) for result in results),
            "dense_bytes": hits.size,
        },
        environment=_environment(),
        settings={"repeats": scale.repeats, "quick": scale == QUICK, "baselines": list(baselines), "scanner": best},
        targets=tuple(
            Row(**target, measured=figures[target["id"]].value, note=figures[target["id"]].note) for target in targets()
        ),
        speeds=tuple(rounds.speeds()),
        stations=tuple(Station(name, share, share * per_mb) for name, share in stations.items()),
        growth=tuple(growth(corpus, scale, found[best])),
    )


def _environment() -> dict[str, Any]:
    versions = {}
    for name in ("hwextract", "spacy", "pandas", "hyperscan", "quantulum3", "pyarrow"):
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "versions": versions,
    }
