"""Our table of spellings, held against pint."""

from __future__ import annotations

import re
from typing import Any

import pint
import pytest

import hwextract
from hwextract.lexicon import rows
from hwextract.units import currencies, quantity, spellings, unit, units

BASE = {"time": "second", "bytes": "gigabyte", "frequency": "gigahertz", "energy": "kilowatt_hour", "mass": "kilogram"}
#: Of what is not read itself, and makes no energy of an energy beside it.
BESIDE = {
    "length": "meter",
    "area": "hectare",
    "volume": "liter",
    "substance": "mole",
    "temperature": "kelvin",
    "power": "watt",
}
#: By convention: a year of 365 days, and a twelfth of it.
CONVENTION = {"year": 365 * 86400.0, "month": 365 * 86400.0 / 12}
ROWS = rows("units")
each_unit = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


@each_unit
def test_factor_is_that_of_pint(row: dict[str, Any]) -> None:
    if row["id"] in CONVENTION:
        assert row["factor"] == CONVENTION[row["id"]]
        assert quantity(1, row["pint"]).to("second").magnitude == pytest.approx(row["factor"], rel=1e-3)
    else:
        assert quantity(1, row["pint"]).to((BASE | BESIDE)[row["dimension"]]).magnitude == pytest.approx(
            row["factor"], rel=1e-9
        )


@each_unit
def test_forms(row: dict[str, Any]) -> None:
    assert len(row["forms"]) == len(set(row["forms"]))
    for form in row["forms"]:
        assert unit(row["dimension"], form).id == row["id"]
        assert re.fullmatch(spellings(row["dimension"]), form)


def test_no_form_means_two_units() -> None:
    forms = [(row["dimension"], form) for row in ROWS for form in row["forms"]]
    assert len(forms) == len(set(forms))


def test_powers_of_two_count_as_powers_of_ten() -> None:
    for binary, decimal in (("GiB", "GB"), ("TiB", "TB"), ("MiB", "MB"), ("PiB", "PB")):
        assert unit("bytes", binary) == unit("bytes", decimal)


@pytest.mark.parametrize("row", [row for row in ROWS if row["dimension"] in BASE], ids=lambda row: row["id"])
def test_example_is_read(row: dict[str, Any]) -> None:
    text = f"The model {row['example']}, and it was trained on a V100 GPU."
    read = {
        "time": {"duration"},
        "bytes": {"memory", "storage"},
        "frequency": {"cpu"},
        "energy": {"energy"},
        "mass": {"carbon"},
    }
    found = [r for r in hwextract.extract(text).records if r.type in read[row["dimension"]]]
    assert len(found) == 1, found
    (value,) = (
        found[0].to_dict()[name]
        for name in ("low_s", "gb", "clock_ghz", "kwh", "kg_co2e")
        if found[0].to_dict().get(name) is not None
    )
    number = re.search(r"[\d.]+|two", row["example"])
    assert number is not None
    written = {"two": 2.0}.get(number[0]) or float(number[0])
    assert value == pytest.approx(written * row["factor"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["dimension"] in BESIDE], ids=lambda row: row["id"])
def test_example_of_a_density_is_no_energy(row: dict[str, Any]) -> None:
    text = "Training the model on a V100 GPU consumed {}."
    assert {r.type for r in hwextract.extract(text.format("3 kWh")).records} == {"accelerator", "energy"}
    assert {r.type for r in hwextract.extract(text.format(row["example"])).records} == {"accelerator"}


@pytest.mark.parametrize("row", rows("currencies"), ids=lambda row: row["id"])
def test_an_example_of_a_currency_is_read(row: dict[str, Any]) -> None:
    found = hwextract.extract(f"Training the model on one GPU {row['example']}.").records
    costs = [record.to_dict() for record in found if record.type == "cost"]
    assert [(cost["amount"], cost["currency"]) for cost in costs] == [(20, row["id"])]


@pytest.mark.parametrize("code", sorted({*currencies().values()}))
def test_a_currency_is_a_dimension_of_its_own(code: str) -> None:
    assert re.fullmatch(r"[A-Z]{3}", code)
    amount = quantity(1.0, code)
    assert dict(amount.dimensionality) == {f"[currency_{code}]": 1}
    for other in ("USD" if code != "USD" else "EUR", "device", "gigabyte"):
        with pytest.raises(pint.DimensionalityError):
            amount.to(other)


def test_prices_are_quantities() -> None:
    assert (quantity(0.5, "USD") / quantity(1, "hour") * quantity(1, "day")).to("USD").magnitude == pytest.approx(12)


def test_the_registry_is_our_own() -> None:
    quantity(1, "device")
    quantity(1, "XTS")
    application = pint.application_registry
    assert "device" not in application
    assert "XTS" not in application


def test_dimensions() -> None:
    assert set(units()) == set(BASE | BESIDE)
