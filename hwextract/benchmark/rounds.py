"""What is measured in this process: all contenders over the same texts, in turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from hwextract.benchmark.baselines import BASELINES
from hwextract.benchmark.corpus import Corpus, encoded
from hwextract.benchmark.measure import interleaved
from hwextract.benchmark.report import Speed
from hwextract.benchmark.scale import Figure, Scale
from hwextract.benchmark.scanners import SCANNERS, extractions

if TYPE_CHECKING:
    from hwextract.engine import Engine
    from hwextract.extraction import Extraction

__all__ = ["Rounds"]

#: A function of the texts (or of their bytes).
_Runner = Callable[[Sequence[Any]], object]


class Rounds:
    """All that is measured in this process and takes turns; times are known by contender and part of the corpus."""

    def __init__(
        self,
        *,
        corpus: Corpus,
        hits: Corpus,
        engines: dict[str, Engine],
        missing: dict[str, str],
        baselines: Sequence[str],
        scale: Scale,
    ) -> None:
        self.best = next(f"hwextract ({name})" for name in SCANNERS if name in engines)
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

    return lambda texts: to_frame(extractions(engine, texts), "records")


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
