"""How right the extraction is, over annotated passages: results per type, status and phase, and the errors that remain.

    python scripts/measure_accuracy.py tests/cases FOLDER --write docs/accuracy.md

Takes files, or folders of files, of lines ``{"id", "text", "hardware_stated", "records"}`` where a record has a
``type``, its ``text``, which occurrence of that it is (``nth``), ``status``, ``phase`` and the fields of its type.
Lines without ``records`` are left out. A mention is found when a record of its type overlaps it; the record is right
when its status and all fields that the annotation gives are right, too (numbers within 2 %).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markdown import Markdown

import hwextract

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
#: Keys of an annotated record that are no fields of its type.
_FRAME = {"type", "text", "nth", "status", "phase", "start", "end"}


@dataclass
class Tally:
    """Counts over one set of passages: per type, and of pairs (annotated, found)."""

    documents: int = 0
    stated_right: int = 0
    types: dict[str, Counter[str]] = field(default_factory=dict)
    status: Counter[tuple[str, str]] = field(default_factory=Counter)
    phase: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, kind: str, what: str, number: int = 1) -> None:
        """Add to a count of a type, and to that of all types."""
        for name in ("all", kind):
            self.types.setdefault(name, Counter())[what] += number


def read(paths: list[Path]) -> dict[str, list[dict[str, Any]]]:
    """The annotated passages of each file that has any."""
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    found = {}
    for file in files:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        rows = [row for row in rows if "records" in row]
        if rows:
            found[f"{file.parent.name}/{file.stem}"] = rows
    return found


def place(text: str, record: dict[str, Any]) -> tuple[int, int]:
    """Start and end of the occurrence of a record's text that it means."""
    start = -1
    for _ in range(record["nth"]):
        start = text.index(record["text"], start + 1)
    return start, start + len(record["text"])


def pairs(want: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Records of one type that overlap, those that overlap most first; each is paired once."""
    options = sorted(
        (max(w["start"], f["start"]) - min(w["end"], f["end"]), i, j)
        for i, w in enumerate(want)
        for j, f in enumerate(found)
        if w["type"] == f["type"] and w["start"] < f["end"] and f["start"] < w["end"]
    )
    left, right, chosen = set(range(len(want))), set(range(len(found))), []
    for _, i, j in options:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            chosen.append((want[i], found[j]))
    return chosen


def same(want: object, found: object) -> bool:
    """Whether two values are the same, numbers within 2 %, names whatever their case and punctuation."""
    if isinstance(want, int | float) and isinstance(found, int | float):
        return abs(found - want) <= 0.02 * abs(want)
    if isinstance(want, str) and isinstance(found, str):
        return re.sub(r"\W", "", want).lower() == re.sub(r"\W", "", found).lower()
    return want == found


def measure(rows: list[dict[str, Any]]) -> Tally:
    """Extract every passage and hold the result against its annotation."""
    tally = Tally()
    for row in rows:
        result = hwextract.extract(row["text"])
        found = result.to_dicts()
        want = [dict(record) for record in row["records"]]
        for record in want:
            record["start"], record["end"] = place(row["text"], record)
            tally.count(record["type"], "annotated")
        for record in found:
            tally.count(record["type"], "found")
        for w, f in pairs(want, found):
            wrong = [key for key in w.keys() - _FRAME if not same(w[key], f[key])]
            tally.fields.update((w["type"], key) for key in wrong)
            tally.status[w["status"], f["status"]] += 1
            tally.phase[w["phase"], f["phase"]] += 1
            tally.count(w["type"], "matched")
            tally.count(w["type"], "fields", not wrong)
            tally.count(w["type"], "status", w["status"] == f["status"])
            tally.count(w["type"], "phase", w["phase"] == f["phase"])
            tally.count(w["type"], "right", not wrong and w["status"] == f["status"])
        tally.documents += 1
        tally.stated_right += result.summary["hardware_stated"] is row["hardware_stated"]
    return tally


def ratio(part: int, whole: int) -> str:
    """A share with two digits, or a dash where there is nothing to share."""
    return f"{part / whole:.2f}" if whole else "-"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def by_type(tally: Tally) -> str:
    """Precision, recall and shares right, one line a type."""
    rows = []
    for kind, n in sorted(tally.types.items(), key=lambda item: -item[1]["annotated"]):
        shares = [ratio(n[key], n["matched"]) for key in ("fields", "status", "phase")]
        scores = [ratio(n["matched"], n["found"]), ratio(n["matched"], n["annotated"])]
        f1 = [ratio(2 * n[key], n["annotated"] + n["found"]) for key in ("matched", "right")]
        rows.append([kind, str(n["annotated"]), *scores, *f1, *shares])
    head = ["type", "annotated", "precision", "recall", "mention F1", "record F1", "fields", "status", "phase"]
    return table(head, rows)


def confusion(what: str, counts: Counter[tuple[str, str]]) -> str:
    """How often each annotated value was found as which."""
    values = sorted({value for pair in counts for value in pair})
    rows = [[f"annotated {want}", *(str(counts[want, found]) for found in values)] for want in values]
    return table([what, *(f"found {value}" for value in values)], rows)


def report(tallies: dict[str, Tally]) -> str:
    """The whole report, in Markdown."""
    parts = []
    for name, tally in tallies.items():
        parts.append(f"### {name}\n\n{tally.documents} passages; `hardware_stated` right in "
                     f"{ratio(tally.stated_right, tally.documents)}.\n\n{by_type(tally)}")  # fmt: skip
    whole = Tally()
    for tally in tallies.values():
        whole.status += tally.status
        whole.phase += tally.phase
        whole.fields += tally.fields
        for kind, n in tally.types.items():
            whole.types.setdefault(kind, Counter()).update(n)
    parts.append(
        "### All: status and phase\n\n" + confusion("status", whole.status) + "\n\n" + confusion("phase", whole.phase)
    )
    errors: Counter[tuple[str, str]] = Counter({(kind, f"wrong `{key}`"): n for (kind, key), n in whole.fields.items()})
    for kind, n in whole.types.items():
        if kind != "all":
            errors[kind, "missed"] = n["annotated"] - n["matched"]
            errors[kind, "found where there is none"] = n["found"] - n["matched"]
    rows = [[kind, error, str(n)] for (kind, error), n in errors.most_common() if n]
    parts.append("### All: what goes wrong\n\n" + table(["type", "error", "how often"], rows))
    return "\n\n".join(parts)


def main(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of annotated passages.", exists=True)],
    write: Annotated[Path | None, typer.Option(help="A page to write the figures into.")] = None,
) -> None:
    """Print the report, or put it between the marks of a page."""
    text = report({name: measure(rows) for name, rows in read(paths).items()})
    if write is None:
        Console().print(Markdown(text))
        return
    page = write.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN)
    write.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
