"""Checks of what the text states against the catalogue: flags, both ways, and never a changed value."""

from __future__ import annotations

import dataclasses
import json
from importlib.resources import files
from pathlib import Path

import pytest

import hwextract
from hwextract.catalog.products import devices_in, look_up
from hwextract.checks import FLAGS, add_flags

FITS = [
    "The network was trained on one Tesla K80 (12 GB).",
    "The network was trained on one Tesla K80 (24 GB).",
    "The network was trained on a K80 with 11.2 GB of memory.",
    "The network was trained on one V100 (16 GB).",
    "The network was trained on one V100 (32 GB).",
    "The network was trained on one V100.",
    "We trained it on a GTX 1080 Ti with 10.9 GB of memory.",
    "Training ran on a TPU v3 with 16 GB of memory.",
    "Training ran on a TPU v3 with 32 GB of memory.",
    "Training ran on a TPU v3 with 128 GB of memory.",
    "The TPU v3-32 (512 GB) trained the model.",
    "We trained the model on an MI250X with 64 GB.",
    "We trained the forest on an Intel Xeon E5-2680 v4 (14 cores, 2.4 GHz).",
    "We trained the forest on an Intel Xeon E5-2680 v4 with 28 cores at 3.3 GHz.",
    "We trained the forest on 8 cores of an AMD EPYC 7742.",
    "We trained the forest on two AMD EPYC 7742 with 256 cores.",
    "We trained on one V100 GPU on a p3.2xlarge instance.",
    "We trained on two V100 GPUs of a p3.8xlarge instance.",
    "We trained on four p3.2xlarge instances with 4 V100 GPUs in all.",
    "We trained on 4 x p3.2xlarge with 4 V100 GPUs in all.",
    "We trained on p3.2xlarge nodes with 16 V100 GPUs in all.",
    "We trained on a p3.2xlarge instance with 8 vCPUs.",
    "We trained it on two GPUs of an unknown kind with 17 GB.",
]
DOES_NOT_FIT = [
    ("The network was trained on one Tesla K80 (16 GB).", "Tesla K80", "memory_not_of_product"),
    ("The network was trained on a V100 with 24 GB.", "V100", "memory_not_of_product"),
    ("We trained it on a GTX 1080 Ti with 8 GB of memory.", "GTX 1080 Ti", "memory_not_of_product"),
    ("The TPU v2 (48 GB) trained the model.", "TPU v2", "memory_not_of_product"),
    ("We trained it on a Xeon E5-2680 v4 with 20 cores.", "Xeon E5-2680 v4", "cores_not_of_product"),
    ("We trained it on an i7-9700K with 12 cores.", "i7-9700K", "cores_not_of_product"),
    ("We trained it on a Core i7-9700K at 0.4 GHz.", "Core i7-9700K", "clock_not_of_product"),
    ("We trained it on a Core i7-9700K at 36 GHz.", "Core i7-9700K", "clock_not_of_product"),
    ("We trained on eight V100 GPUs on a p3.2xlarge instance.", "V100 GPUs", "count_not_of_instance"),
    ("We used a p3.2xlarge (8 x V100) for training.", "V100", "count_not_of_instance"),
    ("We trained on a p3.2xlarge instance with 32 vCPUs.", "vCPUs", "cores_not_of_instance"),
]


@pytest.mark.parametrize("text", FITS)
def test_what_fits_gets_no_flag(text: str) -> None:
    records = hwextract.extract(text).records
    assert records
    assert [record.flags for record in records] == [()] * len(records)


@pytest.mark.parametrize(("text", "mention", "flag"), DOES_NOT_FIT)
def test_what_does_not_fit_gets_one(text: str, mention: str, flag: str) -> None:
    flags = {record.text: record.flags for record in hwextract.extract(text).records}
    assert flags.pop(mention) == (flag,)
    assert not any(flags.values())


@pytest.mark.parametrize(
    ("text", "year", "flags"),
    [
        ("We trained on two NVIDIA H100 GPUs.", 2019, ("younger_than_document",)),
        ("We trained on two NVIDIA H100 GPUs.", 2022, ()),
        ("We trained on two NVIDIA H100 GPUs.", None, ()),
        ("NVIDIA H100 GPUs are commonly used today.", 2019, ()),
        ("We trained on an AMD EPYC 7742.", 2012, ("younger_than_document",)),
        ("We trained on an AMD EPYC 7742.", 2021, ()),
        ("We trained on the Frontier supercomputer.", 2015, ("younger_than_document",)),
        ("We trained on the Frontier supercomputer.", 2023, ()),
        ("We trained on two GPUs.", 1990, ()),
    ],
)
def test_year_of_the_document(text: str, year: int | None, flags: tuple[str, ...]) -> None:
    (record,) = hwextract.extract(hwextract.Document(text=text, year=year)).records
    assert record.flags == flags


def test_first_variant_counts_unless_the_memory_says_which() -> None:
    plain = hwextract.Document(text="We trained on one A100-PCIe GPU.", year=2020)
    assert hwextract.extract(plain).records[0].flags == ()
    later = hwextract.Document(text="We trained on one V100 (32 GB).", year=2017)
    assert hwextract.extract(later).records[0].flags == ("younger_than_document",)


def test_flags_change_nothing_else_and_are_added_once() -> None:
    for text, mention, flag in DOES_NOT_FIT:
        records = hwextract.extract(text).records
        bare = [dataclasses.replace(record, flags=("kept",)) for record in records]
        once = add_flags(bare, None, look_up)
        assert add_flags(once, None, look_up) == once
        assert [dataclasses.replace(record, flags=("kept",)) for record in once] == bare
        assert next(r.flags for r in once if r.text == mention) == ("kept", flag)


def test_every_flag_has_a_sentence_and_is_documented() -> None:
    assert {flag for _, _, flag in DOES_NOT_FIT} | {"younger_than_document"} == set(FLAGS)
    page = (Path(__file__).parents[1] / "docs" / "records.md").read_text(encoding="utf-8")
    for flag, meaning in FLAGS.items():
        assert f"* `{flag}`: {meaning}\n" in page


def test_shares_are_of_products_of_the_catalogue() -> None:
    text = files("hwextract.catalog").joinpath("shares.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"]
        assert devices_in(row["name"]) == row["devices"] > 1
        product = look_up("accelerator", row["name"])
        assert product is not None
        assert product.name == row["name"]
        record = hwextract.extract(f"Trained on a {row['example']}.").records[0].to_dict()
        assert (record["name"], record["memory_gb"]) == (row["name"], product.value("memory_gb") / row["devices"])
        assert record["flags"] == []
