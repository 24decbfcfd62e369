"""The report of a benchmark: figures as data, and the tables in which they are shown."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import rich.console

__all__ = ["Growth", "Report", "Row", "Speed", "Station", "Table", "about", "markdown", "show", "tables", "targets"]

#: How many papers a reader may have.
_PAPERS = (10, 10_000, 10_000_000)


@cache
def targets() -> tuple[dict[str, Any], ...]:
    """What is aimed at, row by row: id, label, unit, whether more or less is better, ``must`` and ``goal``.

    Examples
    --------
    >>> [row["must"] for row in targets() if row["id"] == "rulers"]
    [60]
    """
    text = files(__package__).joinpath("targets.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


@dataclass(frozen=True, slots=True)
class Row:
    """A target and what was measured, or why it was not.

    Examples
    --------
    >>> row = Row("a", "faster than a snail", "x", "more", must=2, goal=10, measured=3.0, note="")
    >>> row.met, row.goal_met
    (True, False)
    """

    id: str
    label: str
    unit: str
    better: str
    must: float
    goal: float
    measured: float | None
    note: str

    @property
    def met(self) -> bool | None:
        """Whether ``must`` is met; None where nothing was measured."""
        return self._reaches(self.must)

    @property
    def goal_met(self) -> bool | None:
        """Whether ``goal`` is met; None where nothing was measured."""
        return self._reaches(self.goal)

    def _reaches(self, limit: float) -> bool | None:
        if self.measured is None:
            return None
        return self.measured >= limit if self.better == "more" else self.measured <= limit


@dataclass(frozen=True, slots=True)
class Speed:
    """CPU seconds of one contender over one part of the corpus, ``size`` bytes of UTF-8."""

    name: str
    part: str
    size: int
    seconds: float | None
    note: str

    @property
    def mb_per_s(self) -> float | None:
        """Megabytes of text a second; None where nothing was measured."""
        return None if not self.seconds else self.size / 1e6 / self.seconds


@dataclass(frozen=True, slots=True)
class Station:
    """What one station takes of the whole way."""

    name: str
    share: float
    ms_per_mb: float


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU seconds where a text is so many times longer, or there are so many times more texts."""

    what: str
    times: int
    chars: int
    seconds: float
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one run measured.

    Examples
    --------
    >>> report = Report(corpus={"name": "none"}, environment={}, settings={})
    >>> Report.from_dict(json.loads(report.to_json())) == report
    True
    """

    corpus: dict[str, Any]
    environment: dict[str, Any]
    settings: dict[str, Any]
    targets: tuple[Row, ...] = ()
    speeds: tuple[Speed, ...] = ()
    stations: tuple[Station, ...] = ()
    growth: tuple[Growth, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The report in plain dicts and lists, with what follows from the figures: ``met``, ``mb_per_s``."""
        plain = dataclasses.asdict(self)
        for row, shown in zip(self.targets, plain["targets"], strict=True):
            shown |= {"met": row.met, "goal_met": row.goal_met}
        for speed, shown in zip(self.speeds, plain["speeds"], strict=True):
            shown["mb_per_s"] = speed.mb_per_s
        return plain

    def to_json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.to_dict(), indent=1)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that `to_dict` described."""

        def read(kind: Any, name: str) -> tuple[Any, ...]:
            names = [field.name for field in dataclasses.fields(kind)]
            return tuple(kind(**{key: row[key] for key in names}) for row in data[name])

        return cls(
            corpus=data["corpus"],
            environment=data["environment"],
            settings=data["settings"],
            targets=read(Row, "targets"),
            speeds=read(Speed, "speeds"),
            stations=read(Station, "stations"),
            growth=read(Growth, "growth"),
        )


class Table(NamedTuple):
    """A table to show: its id, a title, the heads of its columns, and cells of text."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


def tables(report: Report) -> list[Table]:
    """The tables of a report, ready to be shown."""
    return [
        Table(
            "targets",
            "Targets",
            ("ratio", "must", "goal", "measured", "met", "note"),
            [
                (
                    row.label,
                    _limit(row, row.must),
                    _limit(row, row.goal),
                    _amount(row.measured, row.unit),
                    _met(row),
                    row.note,
                )
                for row in report.targets
            ],
        ),
        Table(
            "speeds",
            "CPU time, one process",
            ("what", "text", "MB", "MB/s", "note"),
            [
                (speed.name, speed.part, f"{speed.size / 1e6:.3g}", _number(speed.mb_per_s), speed.note)
                for speed in report.speeds
            ],
        ),
        Table(
            "stations",
            "Where the time goes",
            ("station", "share", "ms per MB"),
            [(one.name, f"{one.share:.1%}", _number(one.ms_per_mb)) for one in report.stations],
        ),
        Table(
            "growth",
            "Growth",
            ("of", "times", "characters", "s", "time per character, over once"),
            [
                (one.what, str(one.times), f"{one.chars:,}", f"{one.seconds:.3g}", f"{one.ratio:.2f}")
                for one in report.growth
            ],
        ),
        _papers(report),
    ]


def _papers(report: Report) -> Table:
    """What the speeds come to for corpora of several sizes: a calculation, not a measurement."""
    texts, size = report.corpus.get("texts") or 1, report.corpus.get("bytes", 0)
    rows = [
        (speed.name, *(_duration(size / texts * papers / 1e6 / speed.mb_per_s) for papers in _PAPERS))
        for speed in report.speeds
        if speed.part == "sparse" and speed.mb_per_s
    ]
    title = f"Calculated from it: papers of {size / texts / 1e3:.0f} kB, one process, without its start"
    return Table("papers", title, ("what", *(f"{papers:,} papers" for papers in _PAPERS)), rows)


def _limit(row: Row, limit: float) -> str:
    return f"{'≥' if row.better == 'more' else '≤'} {_amount(limit, row.unit)}"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return "not measured"
    return f"{_number(value)}{'' if unit == 'x' else ' ' + unit}"


def _number(value: float | None) -> str:
    """Three digits that count, without an exponent."""
    if value is None:
        return "not measured"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _met(row: Row) -> str:
    if row.met is None:
        return ""
    return "goal" if row.goal_met else "yes" if row.met else "no"


def _duration(seconds: float) -> str:
    for limit, unit, size in ((1, "ms", 1e-3), (120, "s", 1), (7200, "min", 60), (172800, "h", 3600)):
        if seconds < limit:
            return f"{_number(seconds / size)} {unit}"
    return f"{_number(seconds / 86400)} days"


def about(report: Report) -> str:
    """One line on what was measured, and with what."""
    corpus, environment, settings = report.corpus, report.environment, report.settings
    versions = ", ".join(f"{name} {version}" for name, version in environment.get("versions", {}).items())
    return (
        f"{corpus.get('texts')} texts, {corpus.get('bytes', 0) / 1e6:.3g} MB, {corpus.get('records')} records"
        f" ({corpus.get('name')}); medians of {settings.get('repeats')} rounds after a warm-up; Python"
        f" {environment.get('python')}, {environment.get('machine')}, {environment.get('cores')} cores; {versions}"
        + ("; quick: the figures mean little" if settings.get("quick") else "")
    )


def show(report: Report, console: rich.console.Console) -> None:
    """Print a report on a terminal."""
    from rich.markup import escape
    from rich.table import Table as RichTable

    console.print(escape(about(report)))
    for table in tables(report):
        grid = RichTable(
            title=table.title,
            title_justify="left",
            title_style="bold",
            box=None,
            padding=(0, 2, 0, 0),
            show_header=True,
        )
        for at, name in enumerate(table.head):
            grid.add_column(name, justify="left" if at == 0 or name in {"note", "met", "text"} else "right")
        for row in table.rows:
            grid.add_row(*map(escape, row), style="red" if "no" in row else None)
        console.print()
        console.print(grid)


def markdown(table: Table) -> str:
    r"""A table in Markdown, without its title.

    Examples
    --------
    >>> print(markdown(Table("id", "Title", ("a", "b"), [("1", "x|y")])))
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [table.head, ("---",) * len(table.head), *table.rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
