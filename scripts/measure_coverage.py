#!/usr/bin/env python3
"""Measure how many product names are read by the grammars alone, on a tenth of every family that is held back.

    python scripts/measure_coverage.py                # the table in the terminal
    python scripts/measure_coverage.py --write        # and into docs/coverage.md
    python scripts/measure_coverage.py --tenth 3 --failures

The names of a family are ordered by a hash, and one tenth of them is taken out of the catalogue: what is measured has
no row, no alias and no canonical spelling to fall back on, so that only the family's grammar can read it. Every name
is put into four sentences. It counts as found where all four give exactly one mention, of the right type, span, name
and maker (of an instance: provider). The other spellings of the same names are a second figure. A name that is read as
a different product of the catalogue is counted on its own.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

import hwextract
from hwextract.catalog.products import SHIPPED, held_back, key_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
#: What stands between these lines of the page is written by this script.
BEGIN, END = "<!-- begin of the measured tables -->", "<!-- end of the measured tables -->"
TENTHS = 10
#: A smaller line of products is counted with the others of its kind.
SMALL = 10

CARRIERS = {
    "accelerator": (
        "We trained the model on a single {name}.",
        "All experiments were run on a machine with four {name} {class_word} and 128 GB of RAM.",
        "Training took 12 hours on 2 x {name} (PyTorch 1.10, Ubuntu 20.04).",
        "Hardware: {name}, batch size 32, learning rate 0.001.",
    ),
    "cpu": (
        "We trained the model on a single {name}.",
        "All experiments were run on a machine with two {name} CPUs and 128 GB of RAM.",
        "Training took 12 hours on a server (2 x {name}, 256 GB RAM).",
        "The simulations ran on an {name} processor with Python 3.8.",
    ),
    "instance": (
        "We trained the model on a {name} instance.",
        "All experiments were run on four {name} instances in the cloud.",
        "Training took 12 hours on {name} (Ubuntu 20.04).",
        "We rented a {name} virtual machine at 3.06 USD per hour.",
    ),
}
CLASS_WORDS = {"gpu": "GPUs", "tpu": "TPUs", "npu": "NPUs", "ipu": "IPUs", "fpga": "FPGAs", "other": "accelerators"}
#: What may be part of a mention behind the name.
CLASS_TAIL = re.compile(r" (?:[A-Z]PUs?|FPGAs|accelerators|processor)")
#: Words that papers join to the number behind them, with a hyphen or without anything.
SERIES = "RTX|GTX|GTS|GT|RX|HD|MX|Arc|Gaudi|Ascend|Tesla|Quadro|Ryzen"
#: A size of Azure that, without "Standard_", is written as devices are: "L4s".
PLURAL = re.compile(r"[A-Z]\d+s?")
PROVIDERS = {"aws": "AWS", "azure": "Azure", "gcp": "Google"}


@dataclass(frozen=True, slots=True)
class Name:
    """A product's name, with what must be read from it. ``maker`` is the provider of an instance."""

    type: str
    family: str
    name: str
    maker: str
    vendor: str
    class_word: str = ""


@dataclass(slots=True)
class Figures:
    """What was counted for one family."""

    names: int = 0
    held_back: int = 0
    found: int = 0
    spellings: int = 0
    spellings_found: int = 0
    other_product: int = 0

    def add(self, other: Figures) -> None:
        """Count what another family has, too."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence in which a name was not read as it should be, and what was read."""

    name: Name
    text: str
    read: tuple[str, ...]
    other_product: bool


def catalogue_names(types: Sequence[str] = tuple(CARRIERS)) -> list[Name]:
    """Every product of the catalogue once, with its family."""
    found: dict[str, Name] = {}
    for kind in types:
        rows = list(SHIPPED.table(kind))
        products = {row["name"]: row for row in rows}.values()
        lines = Counter((row["vendor"], row.get("line", "")) for row in products)
        for row in rows:
            if kind == "instance":
                family, maker = PROVIDERS.get(row["provider"], "other providers"), row["provider"]
            else:
                line, maker = (row["vendor"], row["line"]), row["vendor"]
                big = row["line"] and lines[line] >= SMALL
                family = " ".join(dict.fromkeys(line)) if big else f"other {row.get('kind', kind).upper()}"
                family = family.replace("other OTHER", "other accelerators")
            class_word = CLASS_WORDS.get(row.get("kind", ""), "")
            found.setdefault(row["name"], Name(kind, family, row["name"], maker, row["vendor"], class_word))
    return list(found.values())


def tenth_of_each_family(everything: Iterable[Name], tenth: int) -> list[Name]:
    """One of ten parts of every family, the same one every time: by a hash of the name."""
    families: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in sorted(everything, key=lambda name: hashlib.sha256(name.name.encode()).hexdigest()):
        families[name.type, name.family].append(name)
    return [name for family in families.values() for name in family[tenth::TENTHS]]


def spellings(name: Name) -> list[str]:
    """Other natural ways to write a name, as papers do, that cannot mean another product."""
    written = name.name
    found = []
    if name.type == "instance":
        bare = written.removeprefix("Standard_")
        found += [] if PLURAL.fullmatch(bare) else [bare]
        found += [written.upper()] if name.maker != "other" else []
    else:
        bare = written.removeprefix(f"{name.vendor} ")
        if " " in bare or re.search(r"[A-Z]\d{3}|\d-\d", bare):
            found.append(bare)
        found.append(re.sub(rf"\b({SERIES}) (?=[A-Z]?\d)", r"\1", re.sub(r"(?<=\d) (?=Ti\b|XTX?\b)", "", written)))
        found.append(re.sub(rf"\b({SERIES}) (?=\d)", r"\1-", written))
        found.append(re.sub(r"(?<=[a-z]\d)-(?=\d{4})", " ", written, flags=re.IGNORECASE))
        found.append(re.sub(r"\b(GeForce|Core|Xeon|Quadro|Radeon|Ryzen|Intel|Tesla)\b", r"\1(R)", written))
        found.append(re.sub(r"\b(GeForce|Core|Quadro|Radeon|Ryzen|Tesla|EPYC)\b", r"\1™", written))
        found.append(re.sub(r"RTX(?= [2-9]0[5-9]0)", "GTX", written))
    return [
        one
        for one in dict.fromkeys(found)
        if one != written and all(SHIPPED.table(kind).names.get(key_of(one), written) == written for kind in CARRIERS)
    ]


def sentences(name: Name, written: str) -> Iterator[tuple[str, int]]:
    """The four sentences with a name, each with the place of the name."""
    class_word = "" if re.search(r"(?:TPU|IPU|Accelerator|Engine)$", written) else name.class_word
    for carrier in CARRIERS[name.type]:
        yield carrier.format(name=written, class_word=class_word).replace("  ", " "), carrier.index("{name}")


def failure(name: Name, written: str, products: frozenset[str]) -> Failure | None:
    """The first of the four sentences that does not give the name, if any; one that gives another product first."""
    found: Failure | None = None
    for text, start in sentences(name, written):
        records = [r for r in hwextract.extract(text).records if r.type in (*CARRIERS, "system")]
        end = start + len(written)
        right = len(records) == 1 and (
            records[0].type == name.type
            and records[0].to_dict()["name"] == name.name
            and records[0].start == start
            and (records[0].end == end or CLASS_TAIL.fullmatch(text[end : records[0].end]) is not None)
            and records[0].to_dict()["provider" if name.type == "instance" else "vendor"] == name.maker
        )
        if right:
            continue
        read = tuple(f"{r.type} {r.to_dict()['name']} {r.text!r}" for r in records)
        other = any(r.to_dict()["name"] in products - {name.name} for r in records)
        if found is None or (other and not found.other_product):
            found = Failure(name, text, read, other)
    return found


#: Figures by record type and family.
Measured = dict[tuple[str, str], Figures]


def measure(tenth: int | None = 0) -> tuple[Measured, list[Failure]]:
    """The figures of every family, and what failed; without a tenth, all that the catalogue has is held back."""
    everything = catalogue_names()
    products = frozenset(name.name for name in everything)
    taken = everything if tenth is None else tenth_of_each_family(everything, tenth)
    figures: Measured = defaultdict(Figures)
    failures = []
    for name in everything:
        figures[name.type, name.family].names += 1
    with held_back(name.name for name in taken):
        for name in taken:
            failed = failure(name, name.name, products)
            others = spellings(name)
            missed = [miss for written in others if (miss := failure(name, written, products))]
            bad = [miss for miss in (failed, *missed) if miss]
            failures += bad
            figures[name.type, name.family].add(
                Figures(
                    held_back=1,
                    found=failed is None,
                    spellings=len(others),
                    spellings_found=len(others) - len(missed),
                    other_product=any(miss.other_product for miss in bad),
                )
            )
    return figures, failures


def rows_of(figures: Measured, kind: str) -> Iterator[tuple[str, Figures]]:
    """The families of a type, the big ones first, and the total."""
    total = Figures()
    families = [(family, counted) for (type_, family), counted in figures.items() if type_ == kind]
    for family, counted in sorted(families, key=lambda pair: (pair[0].startswith("other"), -pair[1].names, pair[0])):
        total.add(counted)
        yield family, counted
    yield "all", total


def share(part: int, whole: int) -> str:
    """A share in per cent; a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def cells(family: str, counted: Figures) -> list[str]:
    """One line of a table."""
    return [
        family,
        str(counted.names),
        str(counted.held_back),
        share(counted.found, counted.held_back),
        share(counted.spellings_found, counted.spellings),
        str(counted.other_product),
    ]


HEADER = ["family", "names", "held back", "found", "other spellings found", "read as another product"]
TITLES = {"accelerator": "Accelerators", "cpu": "CPUs", "instance": "Cloud instances"}


def markdown(figures: Measured) -> str:
    """The tables as Markdown."""
    lines = []
    for kind, title in TITLES.items():
        lines += [f"## {title}", "", f"| {' | '.join(HEADER)} |", "| --- | " + " | ".join(["---:"] * 5) + " |"]
        lines += [f"| {' | '.join(cells(*row))} |" for row in rows_of(figures, kind)]
        lines.append("")
    return "\n".join(lines)


def main(
    tenth: Annotated[int, typer.Option(min=0, max=TENTHS - 1, help="Which tenth of each family is held back.")] = 0,
    write: Annotated[bool, typer.Option("--write", help="Write the tables into docs/coverage.md.")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="Hold everything back: some minutes.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="Show every sentence that failed.")] = False,
) -> None:
    """Hold a tenth of every family back, and measure what the grammars read of it."""
    console = Console()
    figures, failed = measure(None if whole else tenth)
    for kind, title in TITLES.items():
        shown = Table(*HEADER, title=title)
        for row in rows_of(figures, kind):
            shown.add_row(*cells(*row))
        console.print(shown)
    if failures:
        for one in failed:
            console.print(
                one.name.name, "|", one.text, "|", *one.read, "(another product)" if one.other_product else ""
            )
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n\n{markdown(figures)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
