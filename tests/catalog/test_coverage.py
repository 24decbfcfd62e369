"""How many names are read by form alone: products that are held back from the catalogue, in four sentences each."""

from __future__ import annotations

import importlib.util
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import hwextract
from hwextract.catalog.products import held_back, look_up

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
#: Every so-many-th of the names that are held back is enough for a test; the command measures all.
EVERY = 4
FLOORS = {"accelerator": 0.97, "cpu": 0.97, "AWS": 0.99, "Azure": 0.99, "Google": 0.99}


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_coverage", ROOT / "scripts" / "measure_coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def measured() -> tuple[dict[str, int], dict[str, int], list[str]]:
    """How many names of each group were tried and found, and what was read as another product."""
    everything = script().catalogue_names()
    products = frozenset(name.name for name in everything)
    taken = script().tenth_of_each_family(everything, 0)
    tried: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    turned = []
    with held_back(name.name for name in taken):
        for name in taken[::EVERY]:
            group = name.family if name.type == "instance" else name.type
            failed = script().failure(name, name.name, products)
            tried[group] += 1
            found[group] += failed is None
            if failed and failed.other_product:
                turned.append(f"{failed.text} {failed.read}")
    return tried, found, turned


@pytest.mark.parametrize("group", FLOORS)
def test_names_that_are_held_back_are_found(group: str) -> None:
    tried, found, _ = measured()
    assert tried[group] > 10
    assert found[group] / tried[group] >= FLOORS[group]


def test_no_name_becomes_another_product() -> None:
    assert measured()[2] == []


def test_what_is_held_back_is_read_by_its_form_and_not_in_the_catalogue() -> None:
    text = "We trained on an NVIDIA GeForce RTX 2080 Ti."
    [record] = hwextract.extract(text).to_dicts()
    assert record["catalog_id"] == "nvidia-geforce-rtx-2080-ti"
    with held_back(["NVIDIA GeForce RTX 2080 Ti"]):
        assert look_up("accelerator", "RTX 2080 Ti") is None
        [record] = hwextract.extract(text).to_dicts()
    assert (record["name"], record["catalog_id"]) == ("NVIDIA GeForce RTX 2080 Ti", None)
    assert look_up("accelerator", "RTX 2080 Ti") is not None


def test_a_tenth_of_each_family_is_held_back() -> None:
    everything = script().catalogue_names(["cpu"])
    parts = [script().tenth_of_each_family(everything, tenth) for tenth in range(10)]
    assert sorted(name.name for part in parts for name in part) == sorted(name.name for name in everything)
    core = [sum(name.family == "Intel Core" for name in part) for part in parts]
    assert max(core) - min(core) <= 1


@pytest.mark.parametrize(
    ("written", "type_", "name", "maker"),
    [
        ("RTX 6090", "accelerator", "NVIDIA GeForce RTX 6090", "NVIDIA"),
        ("GeForce RTX 6080 Ti Laptop GPU", "accelerator", "NVIDIA GeForce RTX 6080 Ti Laptop", "NVIDIA"),
        ("NVIDIA B400", "accelerator", "NVIDIA B400", "NVIDIA"),
        ("Instinct MI500X", "accelerator", "AMD Instinct MI500X", "AMD"),
        ("TPU v8", "accelerator", "Google TPU v8", "Google"),
        ("EPYC 9995", "cpu", "AMD EPYC 9995", "AMD"),
        ("Xeon 6990P", "cpu", "Intel Xeon 6990P", "Intel"),
        ("Core Ultra 9 395H", "cpu", "Intel Core Ultra 9 395H", "Intel"),
        ("Ryzen 9 10950X", "cpu", "AMD Ryzen 9 10950X", "AMD"),
        ("p7.48xlarge", "instance", "p7.48xlarge", "aws"),
        ("Standard_ND128isr_H300_v6", "instance", "Standard_ND128isr_H300_v6", "azure"),
        ("a5-megagpu-8g", "instance", "a5-megagpu-8g", "gcp"),
    ],
)
def test_next_years_products_are_read_by_their_form(written: str, type_: str, name: str, maker: str) -> None:
    [record] = hwextract.extract(f"We trained the model on a single {written}.").to_dicts()
    assert (record["type"], record["text"], record["name"]) == (type_, written, name)
    assert record["provider" if type_ == "instance" else "vendor"] == maker
    assert record["catalog_id"] is None


@pytest.mark.parametrize(
    "name", ["NVIDIA GeForce RTX 2080", "NVIDIA GeForce RTX 2070 SUPER", "NVIDIA GeForce GTX 1070"]
)
def test_laptop_max_q_and_desktop_versions_are_three_products(name: str) -> None:
    written = [name, f"{name} Max-Q", f"{name} Laptop GPU", f"{name} with Max-Q Design", f"{name} Mobile"]
    found = [hwextract.extract(f"We trained on an {one}.").to_dicts()[0]["name"] for one in written]
    assert found == [name, f"{name} Max-Q", f"{name} Laptop", f"{name} Max-Q", f"{name} Laptop"]


@pytest.mark.parametrize(
    "text",
    [
        "We compared lattice Boltzmann models on a cluster.",
        "The Esperanto Wikipedia was used to train the model for 3 hours.",
        "Signals of a Texas Instruments ADS1299 were processed for 20 epochs.",
        "Goya paintings were classified by the network.",
        "Cobalt 60 was used in the model.",
        "M16-8 was left out of instance segmentation.",
        "The Nordic Seas 2010 data set was used to train the network.",
        "An ice core 7 250 m deep was modelled by the network.",
    ],
)
def test_words_that_makers_share(text: str) -> None:
    assert [r.text for r in hwextract.extract(text).records if r.type in ("accelerator", "cpu", "instance")] == []
