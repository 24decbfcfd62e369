"""The benchmark: hwextract against other ways to go over the same texts, in one run.

CPU time of one process, medians of rounds in which all take turns, after a round that warms up; wall time where
several processes work; peak memory of processes of their own. What could not be measured says why.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from hwextract.benchmark.baselines import BASELINES
from hwextract.benchmark.corpus import Corpus, dense, encoded, load
from hwextract.benchmark.measure import COLD, IMPORT, in_child, interleaved, memory
from hwextract.benchmark.report import Growth, Report, Row, Speed, Station, targets
from hwextract.benchmark.stations import shares
from hwextract.errors import BenchmarkError

if TYPE_CHECKING:
    from hwextract.engine import Engine
    from hwextract.extraction import Extraction

__all__ = ["BASELINES", "FULL", "QUICK", "Corpus", "Report", "Scale", "benchmark", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is measured.

    Attributes
    ----------
    repeats, children : int
        Rounds of what is measured here, and in processes of their own.
    chars : int or None
        The corpus is cut after so many characters.
    slice_chars : int
        Characters of the slice for what is too slow for the whole.
    records, stream : int
        Records that go into one frame, and texts of a stream (before there are ten times as many).
    paper_bytes : float
        Size of the one long paper.
    growth_chars : int
        Longest text that growth starts from.
    workers_s : float
        Seconds that one worker is to be busy for, by estimate.
    """

    repeats: int = 5
    children: int = 7
    chars: int | None = None
    slice_chars: int = 60_000
    records: int = 100_000
    stream: int = 1_000
    paper_bytes: float = 50e6
    growth_chars: int = 30_000
    workers_s: float = 15.0


FULL = Scale()
#: Enough to see that everything runs.
QUICK = Scale(
    repeats=1,
    children=1,
    chars=30_000,
    slice_chars=2_000,
    records=1_000,
    stream=10,
    paper_bytes=2e5,
    growth_chars=1_000,
    workers_s=0.0,
)


class Figure(NamedTuple):
    """A measured value, or None and the reason; with a value, the note says how it was measured."""

    value: float | None
    note: str = ""


#: A function of texts, and the reason why there is none.
_Runner = Callable[[Sequence[Any]], object]


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
    engines, missing = _engines()
    best = next(name for name in SCANNERS if name in engines)
    results = [engines[best](text) for text in corpus.texts]
    hits = dense(corpus, engines[best])

    say("CPU time")
    run = _Rounds(corpus, hits, engines, missing, best, baselines, scale)
    run.add_frames(results)
    run.measure()
    figures = run.figures()
    figures |= _fresh_processes(scale, say)
    figures |= _memory(corpus, scale, say)
    say("two workers")
    figures["workers"] = _workers(corpus, scale, run.seconds[f"hwextract ({best})", "sparse"])
    say("stations")
    per_mb = 1e3 * run.seconds[f"hwextract ({best})", "sparse"] / (corpus.size / 1e6)
    stations = shares(_engine(best), corpus.texts)
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
            Row(**target, measured=figures[target["id"]].value, note=figures[target["id"]].note)
            for target in targets()
        ),
        speeds=tuple(run.speeds()),
        stations=tuple(Station(name, share, share * per_mb) for name, share in stations.items()),
        growth=tuple(_growth(corpus, scale, engines[best])),
    )


#: The scanners of the gate, the faster one first.
SCANNERS = ("hyperscan", "re")


def _engine(scanner: str) -> Engine:
    """An engine whose gate uses this scanner from its first text on.

    Raises
    ------
    BenchmarkError
        If there is none.
    """
    from inspect import signature

    from hwextract.engine import Engine

    known = "scanner" in signature(Engine).parameters
    if scanner == "hyperscan":
        if find_spec("hyperscan") is None:
            raise BenchmarkError("install hwextract[fast]")
        if not known:
            raise BenchmarkError("this gate has no compiled scanner")
    settings: dict[str, Any] = {"scanner": scanner} if known else {}
    return Engine(**settings)


def _engines() -> tuple[dict[str, Engine], dict[str, str]]:
    """An engine for each scanner, and why there is none."""
    found: dict[str, Engine] = {}
    missing: dict[str, str] = {}
    for scanner in SCANNERS:
        try:
            found[scanner] = _engine(scanner)
        except BenchmarkError as error:
            missing[scanner] = error.problem
    return found, missing


class _Rounds:
    """All that is measured in this process and takes turns; times are known by contender and part of the corpus."""

    def __init__(
        self,
        corpus: Corpus,
        hits: Corpus,
        engines: dict[str, Engine],
        missing: dict[str, str],
        best: str,
        baselines: Sequence[str],
        scale: Scale,
    ) -> None:
        self.best = f"hwextract ({best})"
        self.scale = scale
        self.seconds: dict[tuple[str, str], float] = {}
        self.missing = {f"hwextract ({name})": reason for name, reason in missing.items()}
        self._parts = {"sparse": corpus, "dense": hits}
        self._slices = {part: whole.slices(scale.slice_chars) for part, whole in self._parts.items()}
        self._turns: dict[tuple[str, str], Callable[[], Callable[[], object]]] = {}
        for scanner in SCANNERS:
            name = f"hwextract ({scanner})"
            if scanner in engines:
                self._add(name, _to_frame(engines[scanner]))
        for name in BASELINES:
            if name not in baselines:
                self.missing[name] = "not asked for"
                continue
            try:
                self._add(name, BASELINES[name]())
            except ImportError:
                extra = "fast" if name == "bare-scan" else "bench"
                self.missing[name] = f"install hwextract[{extra}]"
        self._add("tokenizer + hwextract", _component())

    def _add(self, name: str, function: _Runner) -> None:
        for part, whole in self._parts.items():
            if name == "tokenizer + hwextract" and part == "dense":
                continue
            corpus = self._slices[part] if name == "quantulum3" else whole
            data = [encoded(text) for text in corpus.texts]
            if not data:
                self.missing[f"{name}, {part}"] = "no text"
                continue
            self._turns[name, part] = _fresh(function, data, as_bytes=name == "bare-scan")

    def add_frames(self, results: Sequence[Extraction]) -> None:
        """Add two ways from records to pandas: ours, and pyarrow's from ready columns."""
        from hwextract.tables import columns, to_frame

        many = _repeated(results, self.scale.records)
        if not many:
            self.missing["pyarrow"] = "no records in the corpus"
            return
        if find_spec("pyarrow") is None:
            self.missing["pyarrow"] = "install hwextract[bench]"
            return
        import pyarrow as pa

        frame = to_frame(many, "records").astype(object)
        frame = frame.where(frame.notna(), None)
        lists = {column.name: frame[column.name].tolist() for column in columns("records")}
        self._turns["hwextract", "frame"] = lambda: lambda: to_frame(many, "records")
        self._turns["pyarrow", "frame"] = lambda: lambda: pa.table(lists).to_pandas()

    def measure(self) -> None:
        """Let all take their turns."""
        names = {f"{name}|{part}": (name, part) for name, part in self._turns}
        taken = interleaved({key: self._turns[turn] for key, turn in names.items()}, self.scale.repeats)
        self.seconds = {turn: taken[key] for key, turn in names.items()}

    def _size(self, name: str, part: str) -> int:
        return (self._slices if name == "quantulum3" else self._parts)[part].size

    def speeds(self) -> list[Speed]:
        """The speeds of all contenders over the corpus and over its dense part."""
        found = []
        for part in self._parts:
            for name in (*(f"hwextract ({scanner})" for scanner in SCANNERS), *BASELINES, "tokenizer + hwextract"):
                seconds = self.seconds.get((name, part))
                if name == "tokenizer + hwextract" and part == "dense":
                    continue
                note = "" if seconds is not None else self.missing.get(name, "no text")
                if name == "quantulum3" and seconds is not None:
                    note = "measured on slices of the texts"
                found.append(Speed(name, part, self._size(name, part), seconds, note))
        return found

    def _ratio(self, one: str, other: str, part: str = "sparse") -> Figure:
        """How many times longer the first takes than the second, byte by byte."""
        values = []
        for name in (one, other):
            seconds = self.seconds.get((name, part))
            if seconds is None:
                return Figure(None, f"{name}: {self.missing.get(name, 'no text')}")
            values.append(seconds if part == "frame" else seconds / self._size(name, part))
        if not values[1]:
            return Figure(None, "too short to be measured")
        note = "slices of the texts, scaled by bytes" if "quantulum3" in {one, other} else ""
        return Figure(values[0] / values[1], note)

    def figures(self) -> dict[str, Figure]:
        """The ratios that stand in the table of targets."""
        added = self._ratio("tokenizer + hwextract", "tokenizer")
        frame = self._ratio("hwextract", "pyarrow", "frame")
        if frame.value is not None:
            frame = frame._replace(note=f"{self.scale.records:,} records, those of the corpus repeated")
        return {
            "tokenizer-compiled": self._ratio("tokenizer", "hwextract (hyperscan)"),
            "tokenizer-plain": self._ratio("tokenizer", "hwextract (re)"),
            "rulers": self._with_scanner(self._ratio("rulers", self.best)),
            "quantulum3": self._with_scanner(self._ratio("quantulum3", self.best)),
            "bare-scan": self._with_scanner(self._ratio(self.best, "bare-scan")),
            "dense": self._with_scanner(self._ratio(self.best, "tokenizer", "dense")),
            "component": added if added.value is None else Figure(100 * (added.value - 1)),
            "frame": frame,
        }

    def _with_scanner(self, figure: Figure) -> Figure:
        if figure.value is None:
            return figure
        return figure._replace(note="; ".join(filter(None, (self.best, figure.note))))


def _fresh(function: _Runner, data: Sequence[bytes], *, as_bytes: bool) -> Callable[[], Callable[[], object]]:
    """Turns of a function, each with texts that it has not seen."""

    def prepare() -> Callable[[], object]:
        texts = [bytes(bytearray(item)) for item in data] if as_bytes else [item.decode("utf-8") for item in data]
        return lambda: function(texts)

    return prepare


def _to_frame(engine: Engine) -> _Runner:
    """From texts to the table of records."""
    from hwextract.tables import to_frame

    return lambda texts: to_frame(map(engine, texts), "records")


def _component() -> _Runner:
    """The blank pipeline of the baseline with our component in it."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("hwextract")
    return lambda texts: sum(len(doc) for doc in nlp.pipe(texts))


def _repeated(results: Sequence[Extraction], records: int) -> list[Extraction]:
    """Extractions with so many records in all, taken from these again and again."""
    from dataclasses import replace

    filled = [result for result in results if result.records]
    many: list[Extraction] = []
    while filled and records > 0:
        one = filled[len(many) % len(filled)]
        many.append(replace(one, records=one.records[:records]))
        records -= len(many[-1].records)
    return many


def _fresh_processes(scale: Scale, say: Callable[[str], None]) -> dict[str, Figure]:
    """What start takes: medians of processes that take turns."""
    say("start, in processes of their own")
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


def _memory(corpus: Corpus, scale: Scale, say: Callable[[str], None]) -> dict[str, Figure]:
    """Peak memory of one long text and of a stream, in processes of their own."""
    if memory() is None:
        reason = Figure(None, "this system does not tell a process's memory")
        return {"memory-paper": reason, "memory-stream": reason}
    whole = b"\n\n".join(encoded(text) for text in corpus.texts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        path.write_bytes(whole)
        say("memory of one long paper")
        copies = max(1, round(scale.paper_bytes / len(whole)))
        one = in_child("import sys; from hwextract.benchmark.children import paper; paper(sys.argv[1], int(sys.argv[2]))", path, copies)
        say("memory of a stream")
        code = "import sys; from hwextract.benchmark.children import stream; stream(sys.argv[1], *map(int, sys.argv[2:]))"
        once, ten_times = in_child(code, path, scale.stream, 10)
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


def _workers(corpus: Corpus, scale: Scale, seconds: float) -> Figure:
    """How much sooner two workers are done with files than one; both start in a fresh process."""
    cores = os.cpu_count() or 1
    if cores < 2:
        return Figure(None, "one core")
    copies = max(1, round(scale.workers_s / max(seconds, 1e-3)))
    code = "import sys; from hwextract.benchmark.children import files; files(sys.argv[1], *map(int, sys.argv[2:]))"
    walls: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(corpus.texts):
            (Path(folder) / f"{number:06}.txt").write_bytes(encoded(text))
        for _ in range(min(3, scale.children)):
            for workers, taken in walls.items():
                wall, _ = in_child(code, folder, copies, workers)
                taken.append(wall)
    one, two = (median(taken) for taken in walls.values())
    size = corpus.size * copies / 1e6
    return Figure(one / two, f"{size:.3g} MB in {one:.1f} s and {two:.1f} s, start included; {cores} cores")


def _growth(corpus: Corpus, scale: Scale, engine: Engine) -> list[Growth]:
    """CPU time at 1, 10 and 100 times the length of a text, and the number of texts."""
    text = sorted(corpus.texts, key=len)[len(corpus.texts) // 2][: scale.growth_chars]
    to_frame = _to_frame(engine)
    inputs: dict[str, tuple[str, int, list[str]]] = {}
    for times in (1, 10, 100):
        inputs[f"length {times}"] = ("length of a text", times, ["\n\n".join([text] * times)])
        inputs[f"number {times}"] = ("number of texts", times, [text] * times)

    # What is short is done several times in a turn: a clock has its limits.
    def turn(times: int, texts: list[str]) -> Callable[[], Callable[[], object]]:
        passes = max(1, 10 // times)
        return lambda: lambda: [to_frame(texts) for _ in range(passes)]

    taken = interleaved(
        {key: turn(times, texts) for key, (_, times, texts) in inputs.items()}, min(3, scale.repeats)
    )
    found: list[Growth] = []
    once: dict[str, float] = {}
    for key, (what, times, texts) in inputs.items():
        seconds = taken[key] / max(1, 10 // times)
        chars = sum(map(len, texts))
        per_char = once.setdefault(what, seconds / chars)
        found.append(Growth(what, times, chars, seconds, seconds / chars / per_char if per_char else 0.0))
    return sorted(found, key=lambda one: (one.what, one.times))


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
