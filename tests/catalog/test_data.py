"""The rows of the catalogue: their form, their plausibility, and that they are what the script builds."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "hwextract" / "catalog" / "data"
SCRIPT = ROOT / "scripts" / "build_catalog.py"

COLUMNS = {
    "accelerators": "id name variant vendor line kind memory_gb memory_bandwidth_gb_s tdp_w fp32_tflops fp16_tflops "
    "release_date launch_price_usd aliases source source_date",
    "cpus": "id name variant vendor line cores base_clock_ghz tdp_w release_date aliases source source_date",
    "instances": "id provider vendor name vcpus memory_gb accelerator accelerator_count aliases source source_date",
    "systems": "id name vendor kind country year aliases ambiguous source source_date",
}
TABLES = list(COLUMNS)
AT_LEAST = {"accelerators": 2500, "cpus": 4000, "instances": 3500, "systems": 2500}
KINDS = {
    "accelerators": {"gpu", "tpu", "npu", "ipu", "fpga", "other"},
    "systems": {
        "cloud",
        "service",
        "supercomputer",
        "cluster",
        "server",
        "workstation",
        "laptop",
        "board",
        "phone",
    },
}
RANGES: dict[str, dict[str, tuple[float, float]]] = {
    "accelerators": {
        "memory_gb": (0.01, 1024),
        "memory_bandwidth_gb_s": (0.5, 3e7),
        "tdp_w": (1, 2000),
        "fp32_tflops": (1e-4, 300),
        "fp16_tflops": (1e-3, 200_000),
        "launch_price_usd": (30, 50_000),
    },
    "cpus": {"cores": (1, 400), "base_clock_ghz": (0.008, 6.5), "tdp_w": (1, 600)},
    "instances": {"vcpus": (1, 2048), "memory_gb": (0.3, 40_000), "accelerator_count": (0.1, 64)},
    "systems": {"year": (1975, 2030)},
}
DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")


@cache
def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by_name(table: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(table):
        found[row["name"]].append(row)
    return found


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_catalog", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def key_of(name: str) -> str:
    key = script().key_of(name)
    assert isinstance(key, str)
    return key


def values(cell: str) -> list[str]:
    return cell.split("|") if cell else []


@pytest.mark.parametrize("table", TABLES)
def test_the_file_has_the_columns_and_the_form(table: str) -> None:
    raw = (DATA / f"{table}.csv").read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert raw.decode("utf-8").splitlines()[0].split(",") == COLUMNS[table].split()


@pytest.mark.parametrize("table", TABLES)
def test_there_are_enough_rows(table: str) -> None:
    assert len(rows(table)) >= AT_LEAST[table]


@pytest.mark.parametrize("table", TABLES)
def test_ids_are_unique_and_sorted_and_plain(table: str) -> None:
    ids = [row["id"] for row in rows(table)]
    assert ids == sorted(ids)
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"[a-z0-9]+(--?[a-z0-9]+)*", one)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_what_it_is_and_where_it_comes_from(table: str) -> None:
    needed = [column for column in ("name", "vendor", "kind", "line", "source") if column in COLUMNS[table].split()]
    if table == "cpus":
        needed.remove("line")
    assert [row["id"] for row in rows(table) if not all(row[column] for column in needed)] == []
    assert [row["id"] for row in rows(table) if not DATE.match(row["source_date"])] == []


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean(table: str) -> None:
    untidy = re.compile(r"^\s|\s$|\s\s|[\x00-\x1f\u200b\ufeff]|\|\||^\||\|$")
    assert [(row["id"], cell) for row in rows(table) for cell in row.values() if cell and untidy.search(cell)] == []


@pytest.mark.parametrize("table", list(KINDS))
def test_kinds_are_the_documented_ones(table: str) -> None:
    assert {row["kind"] for row in rows(table)} <= KINDS[table]


def test_providers_are_the_documented_ones() -> None:
    assert {row["provider"] for row in rows("instances")} == {"aws", "azure", "gcp", "other"}


@pytest.mark.parametrize("table", TABLES)
def test_figures_are_plausible(table: str) -> None:
    odd = [
        (row["id"], column, row[column])
        for row in rows(table)
        for column, (low, high) in RANGES[table].items()
        if row[column] and not low <= float(row[column]) <= high
    ]
    assert odd == []


@pytest.mark.parametrize("table", ["accelerators", "cpus"])
def test_release_dates_are_dates(table: str) -> None:
    assert [row["id"] for row in rows(table) if row["release_date"] and not DATE.match(row["release_date"])] == []


def test_no_two_products_of_all_tables_differ_in_signs_only() -> None:
    spellings: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        for row in rows(table):
            spellings[key_of(row["name"])].add(row["name"])
    assert [names for names in spellings.values() if len(names) > 1] == []


def test_a_plus_sign_tells_products_apart() -> None:
    assert key_of("Raspberry Pi 3 Model B+") != key_of("Raspberry Pi 3 Model B")
    assert {"Google Colab Pro", "Google Colab Pro+"} <= set(by_name("systems"))


def test_an_alias_means_one_product() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        for row in rows(table):
            for alias in [row["name"], *values(row["aliases"])]:
                owners[key_of(alias)].add(row["name"])
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("table", TABLES)
def test_variants_of_a_product_agree_on_what_it_is(table: str) -> None:
    shared = [column for column in ("vendor", "kind", "line", "aliases") if column in COLUMNS[table].split()]
    different = [
        (name, column)
        for name, variants in by_name(table).items()
        for column in shared
        if len({row[column] for row in variants}) > 1
    ]
    assert different == []


@pytest.mark.parametrize("table", ["accelerators", "cpus"])
def test_variants_of_a_product_are_told_apart(table: str) -> None:
    for name, variants in by_name(table).items():
        assert len({row["variant"] for row in variants}) == len(variants), name


def test_no_alias_is_a_mere_number_or_a_single_letter() -> None:
    weak = re.compile(r"\d+[MW]?|\w")
    assert [
        (row["name"], alias)
        for table in TABLES
        for row in rows(table)
        for alias in values(row["aliases"])
        if weak.fullmatch(alias)
    ] == []


def test_the_ambiguous_mark_is_set_where_a_name_is_a_word_or_a_person() -> None:
    systems = by_name("systems")
    assert {row["ambiguous"] for row in rows("systems")} == {"0", "1"}
    marked = ["Summit", "Frontier", "Titan", "Aurora", "Sierra", "Polaris", "Leonardo", "Eagle", "Cedar", "Graham"]
    for name in [*marked, "Béluga", "Microsoft Azure", "Comet", "Triton", "Galaxy", "Alps", "Orion"]:
        assert systems[name][0]["ambiguous"] == "1", name
    for name in ["Fugaku", "JUWELS Booster", "NVIDIA DGX-1", "Google Colab", "Kaggle", "Jean Zay"]:
        assert systems[name][0]["ambiguous"] == "0", name


ACCELERATOR_NAMES = """
NVIDIA GeForce RTX 2080 Ti|NVIDIA Tesla V100|NVIDIA Tesla P100|NVIDIA Tesla T4|NVIDIA Tesla K80|NVIDIA A100|NVIDIA A40
NVIDIA H100|NVIDIA L4|NVIDIA GH200|NVIDIA TITAN Xp|NVIDIA TITAN X (Pascal)|NVIDIA GeForce GTX TITAN X|NVIDIA TITAN V
NVIDIA TITAN RTX|NVIDIA RTX A6000|NVIDIA RTX 6000 Ada Generation|NVIDIA Quadro RTX 6000|NVIDIA GeForce RTX 2070 SUPER
AMD Instinct MI250X|AMD Radeon RX 6900 XT|AMD Radeon VII|Intel Arc A770|Intel Data Center GPU Max 1550|Intel Gaudi 2
Google TPU v3|Google TPU v5e|Google TPU v5p|Google TPU v6e|Google TPU v7|Google Edge TPU|Google Coral USB Accelerator
Huawei Ascend 910B|Graphcore Colossus MK2 GC200|AWS Trainium|AWS Trainium2|AWS Inferentia|Cerebras WSE-2
NVIDIA GeForce RTX 3080|NVIDIA GeForce RTX 3080 Laptop|NVIDIA GeForce GTX 1060|NVIDIA GeForce GTX 1060 Max-Q
NVIDIA GeForce RTX 5070 Ti Laptop|NVIDIA B200|Xilinx ZCU104|Intel Arria 10|NVIDIA GRID K520
"""
CPU_NAMES = """
Apple M1 Max|Intel Core i7-9700K|Intel Core i7-1165G7|Intel Core Ultra 7 155H|Intel Xeon E5-2650 v4|Intel Xeon Gold 6230
Intel Xeon Platinum 8280|Intel Xeon Silver 4210R|Intel Xeon W-2145|Intel Xeon Phi 7210|AMD EPYC 7452|AMD Ryzen 9 5950X
AMD Ryzen Threadripper 3970X|AMD Ryzen Threadripper PRO 3995WX|AMD Opteron 6276|AWS Graviton2|IBM POWER9|Fujitsu A64FX
Ampere Altra Q80-30|HiSilicon Kunpeng 920|ARM Cortex-A72|Broadcom BCM2837B0|Intel Core i9-14900K|AMD EPYC 9965
AMD Ryzen 9 9950X|Intel Core i5-7300HQ|Intel Core 2 Duo E8400|Intel Xeon X5550|AMD EPYC 7A53|Intel Xeon 6980P
"""
INSTANCE_NAMES = """
p3.2xlarge|p4d.24xlarge|ml.g5.12xlarge|g4dn.2xlarge|trn1.32xlarge|c5.9xlarge|ml.c5.xlarge|p2.xlarge|Standard_NC6
Standard_NC6s_v3|Standard_E2as_v4|Standard_ND96asr_v4|Standard_NC24ads_A100_v4|n1-standard-8|a2-highgpu-1g|g2-standard-4
a3-highgpu-8g|VM.GPU2.1|VM.GPU.A10.1|ecs.gn7-c12g1.3xlarge
"""
SYSTEM_NAMES = """
NVIDIA DGX-1|NVIDIA DGX-2|NVIDIA DGX A100|NVIDIA DGX H100|NVIDIA DGX Station|Graphcore IPU-POD16|Cerebras CS-2|Summit
LUMI|Puhti|MareNostrum 5|Google Colab|Google Colab Pro|Google Colab Pro+|Kaggle|Paperspace Gradient|Amazon SageMaker
NVIDIA Jetson TX2|NVIDIA Jetson Orin Nano|Raspberry Pi 4|Google Coral Dev Board|Apple MacBook Pro|Dell PowerEdge C4130
Lenovo ThinkStation P620|Samsung Galaxy S21|Google Pixel 6|Huawei Atlas 800|Orange Pi 5|Microsoft Azure|Google Cloud
"""


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("accelerators", ACCELERATOR_NAMES),
        ("cpus", CPU_NAMES),
        ("instances", INSTANCE_NAMES),
        ("systems", SYSTEM_NAMES),
    ],
)
def test_canonical_names_are_there(table: str, names: str) -> None:
    wanted = [name for line in names.split("\n") for name in values(line.strip())]
    assert [name for name in wanted if name not in by_name(table)] == []


@pytest.mark.parametrize(
    ("table", "alias", "name"),
    [
        ("accelerators", "Habana Gaudi2", "Intel Gaudi 2"),
        ("accelerators", "V100", "NVIDIA Tesla V100"),
        ("accelerators", "NVIDIA T4", "NVIDIA Tesla T4"),
        ("accelerators", "RTX 2080 Ti", "NVIDIA GeForce RTX 2080 Ti"),
        ("accelerators", "Tesla A100", "NVIDIA A100"),
        ("accelerators", "MI250X", "AMD Instinct MI250X"),
        ("cpus", "i7-9700K", "Intel Core i7-9700K"),
        ("cpus", "E5-2650 v4", "Intel Xeon E5-2650 v4"),
        ("cpus", "Threadripper 3970X", "AMD Ryzen Threadripper 3970X"),
        ("instances", "Ampere A1", "VM.Standard.A1.Flex"),
        ("systems", "Google Colaboratory", "Google Colab"),
        ("systems", "Jetson TX2", "NVIDIA Jetson TX2"),
        ("systems", "AWS", "Amazon Web Services"),
    ],
)
def test_other_spellings_are_there(table: str, alias: str, name: str) -> None:
    assert key_of(alias) in {key_of(other) for other in values(by_name(table)[name][0]["aliases"])}


def column(table: str, name: str, field: str) -> set[str]:
    return {row[field] for row in by_name(table)[name]}


def test_known_facts() -> None:
    assert column("accelerators", "NVIDIA A100", "memory_gb") == {"40", "80"}
    assert column("accelerators", "NVIDIA Tesla K80", "memory_gb") == {"12", "24"}
    assert column("accelerators", "NVIDIA GeForce GTX 1060", "memory_gb") == {"3", "5", "6"}
    assert column("accelerators", "NVIDIA GeForce RTX 2080 Ti", "memory_gb") == {"11"}
    assert column("accelerators", "Google TPU v3", "memory_gb") == {"32"}
    assert column("cpus", "Intel Xeon E5-2650 v4", "cores") == {"12"}
    assert column("cpus", "AMD EPYC 7742", "cores") == {"64"}
    assert column("cpus", "Intel Core i7-9700K", "base_clock_ghz") == {"3.6"}


@pytest.mark.parametrize(
    ("name", "tflops"),
    [
        ("NVIDIA A100", 312),
        ("NVIDIA Tesla T4", 65),
        ("NVIDIA A40", 149.7),
        ("NVIDIA GeForce RTX 3090", 71),
        ("NVIDIA GeForce RTX 4090", 165.2),
        ("NVIDIA GeForce RTX 2080 Ti", 53.8),
        ("NVIDIA L4", 121),
    ],
)
def test_the_computed_tensor_peak_is_the_makers(name: str, tflops: float) -> None:
    for row in by_name("accelerators")[name]:
        assert float(row["fp16_tflops"]) == pytest.approx(tflops, rel=0.02)


@pytest.mark.parametrize(
    ("name", "accelerator", "count", "vcpus", "memory"),
    [
        ("p3.2xlarge", "NVIDIA Tesla V100", "1", "8", "61"),
        ("p4d.24xlarge", "NVIDIA A100", "8", "96", "1152"),
        ("ml.p3.16xlarge", "NVIDIA Tesla V100", "8", "64", "488"),
        ("g5.12xlarge", "NVIDIA A10G", "4", "48", "192"),
        ("Standard_NC24ads_A100_v4", "NVIDIA A100", "1", "24", "220"),
        ("Standard_NC12", "NVIDIA Tesla K80", "2", "12", "112"),
        ("a2-highgpu-4g", "NVIDIA A100", "4", "48", "340"),
        ("n1-standard-8", "", "", "8", "30"),
    ],
)
def test_known_instances(name: str, accelerator: str, count: str, vcpus: str, memory: str) -> None:
    [row] = by_name("instances")[name]
    assert (row["accelerator"], row["accelerator_count"], row["vcpus"], row["memory_gb"]) == (
        accelerator,
        count,
        vcpus,
        memory,
    )


def test_accelerators_of_instances_are_in_the_catalogue() -> None:
    used = {row["accelerator"] for row in rows("instances") if row["accelerator"]}
    assert used - set(by_name("accelerators")) == set()
    assert [row["name"] for row in rows("instances") if row["accelerator_count"] and not row["accelerator"]] == []


def test_jetson_boards_are_systems_and_apple_chips_are_cpus() -> None:
    assert not [name for name in by_name("accelerators") if "Jetson" in name or name.startswith("Apple M")]
    assert {row["kind"] for row in rows("systems") if row["name"].startswith("NVIDIA Jetson")} == {"board"}


def test_the_families_are_broad() -> None:
    lines = Counter(row["line"] for row in rows("cpus"))
    assert lines["Core"] > 900
    assert lines["Xeon Scalable"] > 350
    assert lines["Xeon E5"] > 200
    assert lines["Ryzen"] > 300
    assert lines["EPYC"] > 150
    kinds = Counter(row["kind"] for row in rows("systems"))
    assert kinds["supercomputer"] + kinds["cluster"] > 400


def test_the_committed_data_is_what_the_script_builds() -> None:
    builder = script()
    missing = builder.missing_packages()
    if missing:
        pytest.skip(f"the build-time packages are not installed as pinned: {', '.join(missing)}")
    stale = [table for table, text in builder.build().items() if builder.committed(table) != text]
    assert stale == [], "run: python scripts/build_catalog.py"


def test_check_finds_a_difference(capsys: pytest.CaptureFixture[str]) -> None:
    builder = script()
    files = {table: builder.committed(table) for table in TABLES}
    assert builder.check(files) == 0
    assert builder.check({**files, "cpus": "id,name\n"}) == 1
    assert "cpus.csv" in capsys.readouterr().err


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    builder = script()
    monkeypatch.setattr(builder, "missing_packages", lambda: ["moto==0.0"])
    assert builder.main(["--check"]) == 2
    assert "moto==0.0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Intel Xeon Processor E5-4620 v4", "Intel Xeon E5-4620 v4"),
        ("Intel Xeon E5-2650v2 @ 2.60GHz", "Intel Xeon E5-2650 v2"),
        ("Intel Core i7 920", "Intel Core i7-920"),
        ("Intel Core2 Duo Processor E8400", "Intel Core 2 Duo E8400"),
        ("7th Gen A10-9700 APU", "AMD A10-9700"),
        ("AMD EPYC 7452 32-Core Processor", "AMD EPYC 7452"),
        ("Intel Core i9-10900X X-series Processor", "Intel Core i9-10900X"),
    ],
)
def test_names_of_cpu_lists_become_the_makers(raw: str, name: str) -> None:
    assert script().cpu_name(raw) == (name, "")


@pytest.mark.parametrize("raw", ["Intel Xeon Phi Coprocessor 7120P", "1075T", "Intel Xeon 3.60GHz", "Intel Core i7"])
def test_what_names_no_product_is_left_out(raw: str) -> None:
    assert script().cpu_name(raw) is None
