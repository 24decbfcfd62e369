"""Finding a product by what people write, and saying why."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

import pytest

from hwextract.catalog import find, suggest
from hwextract.catalog.own import TABLES
from hwextract.catalog.products import SHIPPED, key_of


@cache
def slips() -> list[dict[str, str]]:
    text = files("hwextract.catalog").joinpath("slips.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip["id"])
def test_every_slip_is_mended_and_named(slip: dict[str, str]) -> None:
    assert slip.keys() == {"id", "pattern", "becomes", "example", "finds"}
    assert re.search(slip["pattern"], slip["example"], re.IGNORECASE)
    [best] = suggest(slip["example"], 1)
    assert (best.name, best.score) == (slip["finds"], 1.0)
    assert slip["id"] in best.rule or best.rule in ("name", "alias")
    product = find(slip["example"])
    assert product is not None
    assert product.name == slip["finds"]


@pytest.mark.parametrize(
    ("written", "name", "rule"),
    [
        ("NVIDIA GeForce RTX 2080 Ti", "NVIDIA GeForce RTX 2080 Ti", "name"),
        ("nvidia geforce rtx2080ti", "NVIDIA GeForce RTX 2080 Ti", "name"),
        ("2080ti", "NVIDIA GeForce RTX 2080 Ti", "grammar:nvidia-geforce-bare"),
        ("RTX2080Ti", "NVIDIA GeForce RTX 2080 Ti", "alias"),
        ("GTX 2080Ti", "NVIDIA GeForce RTX 2080 Ti", "gtx-for-rtx"),
        ("GRX 2080 Ti", "NVIDIA GeForce RTX 2080 Ti", "grx-for-rtx"),
        ("GeForce  RTX 2080-Ti", "NVIDIA GeForce RTX 2080 Ti", "alias"),
        ("Geforce® RTX™ 2080 Ti 11GB", "NVIDIA GeForce RTX 2080 Ti", "marks memory-behind"),
        ("Intel(R) Core(TM) i7-9700K CPU @ 3.60GHz", "Intel Core i7-9700K", "marks clock-behind class-word"),
        ("Core 17-9700K", "Intel Core i7-9700K", "one-for-i"),
        ("Xeon E5 2650v4", "Intel Xeon E5-2650 v4", "alias"),
        ("Nvida Tesla V100", "NVIDIA Tesla V100", "brand-letter"),
        ("Rzyen 9 5950X", "AMD Ryzen 9 5950X", "brand-letter"),
        ("Quadra P6000", "NVIDIA Quadro P6000", "brand-letter"),
        ("Standard NC6s v3", "Standard_NC6s_v3", "name"),
    ],
)
def test_find_says_by_which_rule(written: str, name: str, rule: str) -> None:
    product = find(written)
    assert product is not None
    assert product.name == name
    assert suggest(written, 1)[0] == (name, 1.0, rule)


@pytest.mark.parametrize(
    "written", ["TITAN X", "Tesla", "3090", "RTX 2081", "RTX 3006", "Tesla P101", "A100x8", "", "  "]
)
def test_what_is_ambiguous_or_unknown_finds_nothing(written: str) -> None:
    assert find(written) is None
    assert all(suggestion.score < 1 for suggestion in suggest(written))


def test_suggestions_for_what_is_ambiguous() -> None:
    titans = {suggestion.name: suggestion for suggestion in suggest("TITAN X", 8)}
    assert {"NVIDIA TITAN X (Pascal)", "NVIDIA GeForce GTX TITAN X"} <= titans.keys()
    assert titans["NVIDIA GeForce GTX TITAN X"].rule == "part"
    scores = [suggestion.score for suggestion in suggest("RTX 3006", 20)]
    assert scores == sorted(scores, reverse=True)
    assert suggest("zzzzzzzz") == []


@pytest.mark.parametrize("kind", TABLES)
def test_every_name_finds_itself_and_every_alias_its_product(kind: str) -> None:
    """Whatever rule is added, it must not turn one product into another."""
    assert [
        name for name in dict.fromkeys(SHIPPED.table(kind).column("name")) if getattr(find(name), "name", None) != name
    ] == []
    owners = {
        key_of(alias): name
        for name, cell in zip(SHIPPED.table(kind).column("name"), SHIPPED.table(kind).column("aliases"), strict=True)
        for alias in cell.split("|")
        if alias
    }
    assert {key: owner for key, owner in owners.items() if SHIPPED.table(kind).names[key] != owner} == {}


def test_a_wrong_digit_is_never_mended() -> None:
    """A model's number that is no product stays none, though its neighbours are products."""
    changed = []
    for name in dict.fromkeys(SHIPPED.table("accelerator").column("name")):
        digits = list(re.finditer(r"\d", name))
        if not digits:
            continue
        at = digits[-1].start()
        other = f"{name[:at]}{(int(name[at]) + 1) % 10}{name[at + 1 :]}"
        product = find(other)
        if product is not None and re.findall(r"\d", product.name) != re.findall(r"\d", other):
            changed.append((other, product.name))
    assert changed == []
