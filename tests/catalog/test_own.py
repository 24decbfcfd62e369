"""A catalogue of one's own beside ours: what it adds, what it replaces, and what is said of a wrong file."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

import hwextract
from hwextract import gate
from hwextract.catalog import Catalog
from hwextract.catalog.own import TABLES
from hwextract.catalog.products import SHIPPED
from hwextract.engine import Engine
from hwextract.errors import CatalogError, LexiconError
from hwextract.knowledge import Knowledge

FILES = {
    "accelerators.csv": (
        "id,name,vendor,kind,memory_gb,tdp_w,release_date,aliases\n"
        "zyx-q900,Zyx Q900,Zyx Computing,npu,96,310,2031-05,Q900|Zyx Quark 900\n"
    ),
    "cpus.csv": "id,name,vendor,cores,base_clock_ghz\nborg-cube-7,Borg Cube 7,Borg,48,2.2\n",
    "instances.csv": (
        "id,name,provider,vendor,vcpus,memory_gb,accelerator,accelerator_count\n"
        "zx-8large,zx.8large,other,Zyx Cloud,64,512,Zyx Q900,8\n"
    ),
    "systems.csv": 'id,name,kind,vendor,aliases,ambiguous\nhypernode,Hypernode-3,cluster,"Zyx, Inc.",,0\n',
}
GRAMMAR = {
    "id": "zyx-w",
    "type": "accelerator",
    "vendor": "Zyx Computing",
    "kind": "npu",
    "heads": ["zyx"],
    "pattern": "zyx<s>w(?P<n>\\d{2})\\b",
    "name": "Zyx W{n}",
    "example": "a ZyxW40",
    "canonical": "Zyx W40",
}
SENTENCES = [
    ("We trained the network on four Zyx Q900 for 3 days.", "accelerator", "Zyx Q900", "zyx-q900"),
    ("Trained on 8xQ900s.", "accelerator", "Zyx Q900", "zyx-q900"),
    ("The birds were counted by a model that a ZYX-Q900 trained.", "accelerator", "Zyx Q900", "zyx-q900"),
    ("ZyxQ900 boards trained it.", "accelerator", "Zyx Q900", "zyx-q900"),
    ("The Zyx Quark\n900 was used for training.", "accelerator", "Zyx Q900", "zyx-q900"),
    ("Training used two Borg Cube 7 processors.", "cpu", "Borg Cube 7", "borg-cube-7"),
    ("It was trained on zx.8large.", "instance", "zx.8large", "zx-8large"),
    ("It was trained on the Hypernode-3.", "system", "Hypernode-3", "hypernode"),
]


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / name.replace("_csv", ".csv").replace("_jsonl", ".jsonl")).write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder(tmp_path_factory.mktemp("own"), **FILES)


@pytest.fixture(scope="module")
def knowledge(own: Path) -> Knowledge:
    return Knowledge(Catalog(own))


@pytest.fixture(scope="module")
def extractor(own: Path) -> hwextract.Extractor:
    return hwextract.Extractor(catalog=own)


@pytest.mark.parametrize(("text", "kind", "name", "row"), SENTENCES)
def test_own_products_are_found_with_the_gate_and_without_it(
    knowledge: Knowledge, text: str, kind: str, name: str, row: str
) -> None:
    result = Engine(knowledge=knowledge)(text)
    assert result == Engine(knowledge=knowledge, gated=False)(text)
    assert [(r.type, r.to_dict()["name"], r.to_dict()["catalog_id"]) for r in result.records if r.type == kind] == [
        (kind, name, row)
    ]
    assert name not in [record.to_dict().get("name") for record in hwextract.extract(text).records]


def test_the_gate_is_that_of_the_catalogue(knowledge: Knowledge) -> None:
    text = "It was trained on the Hypernode-3."
    assert not gate.passes(text)
    assert gate.passes(text, knowledge=knowledge)


def test_columns_and_checks_come_from_the_own_rows(extractor: hwextract.Extractor) -> None:
    device, instance = extractor.extract("Trained on 16 Q900 with 80 GB each of a zx.8large.").to_dicts()
    assert (device["vendor"], device["kind"], device["count"], device["memory_gb"]) == ("Zyx Computing", "npu", 16, 80)
    assert (device["catalog_memory_gb"], device["catalog_tdp_w"]) == (96, 310)
    assert device["catalog_release_date"] == "2031-05"
    assert device["flags"] == ["memory_not_of_product", "count_not_of_instance"]
    assert (instance["provider"], instance["vendor"], instance["catalog_vcpus"]) == ("other", "Zyx Cloud", 64)
    assert (instance["catalog_accelerator"], instance["catalog_accelerator_count"]) == ("Zyx Q900", 8)


@pytest.mark.parametrize("text", ["The Q9000 trained it.", "The Q900a trained it.", "We trained the Zyx model."])
def test_another_name_is_not_the_own_product(extractor: hwextract.Extractor, text: str) -> None:
    assert extractor.extract(text).records == ()


def test_ours_are_still_there(extractor: hwextract.Extractor) -> None:
    for text in ("Trained on two V100 for 3 days.", "On an Intel Core i7-9700K we trained for 2 h on Colab."):
        assert extractor.extract(text).to_dicts() == hwextract.extract(text).to_dicts()


def test_look_up(extractor: hwextract.Extractor) -> None:
    catalog = extractor.catalog
    found = catalog.find("zyx q900")
    assert found is not None
    assert (found.name, found.value("memory_gb")) == ("Zyx Q900", 96.0)
    assert hwextract.catalog.find("zyx q900") is None
    assert {s.name: s.score for s in catalog.suggest("Zyx Q9000")}["Zyx Q900"] > 0.9
    for kind, table in TABLES.items():
        assert len(catalog.to_frame(table)) == len(SHIPPED.to_frame(table)) + 1, kind
    assert {system.name for system in catalog.systems} >= {"Hypernode-3", "Summit"}
    assert catalog.fingerprint != SHIPPED.fingerprint == Catalog().fingerprint
    assert extractor.extract("").meta["catalog"] == catalog.fingerprint


def test_an_own_product_takes_the_place_of_ours(tmp_path: Path) -> None:
    rows = "id,name,kind,memory_gb\nmine,NVIDIA Tesla V100,gpu,48\n"
    extractor = hwextract.Extractor(catalog=folder(tmp_path, accelerators_csv=rows))
    (record,) = extractor.extract("Trained on a V100.").to_dicts()
    assert (record["name"], record["catalog_id"], record["catalog_memory_gb"]) == ("NVIDIA Tesla V100", "mine", 48)
    assert len(extractor.catalog.find("V100").variants) == 1  # type: ignore[union-attr]


def test_an_own_row_takes_the_place_of_the_row_with_its_id(tmp_path: Path) -> None:
    rows = "id,name,kind\nsummit,Summit Prime,supercomputer\n"
    catalog = Catalog(folder(tmp_path, systems_csv=rows) / "systems.csv")
    assert catalog.find("Summit") is None
    assert catalog.find("Summit Prime") is not None
    assert [system.name for system in catalog.systems if system.id == "summit"] == ["Summit Prime"]


def test_a_row_for_what_a_grammar_reads_keeps_its_demands(tmp_path: Path) -> None:
    rows = "id,name,kind,memory_gb,aliases\nmine,NVIDIA Tesla T4,gpu,16,T4\n"
    extractor = hwextract.Extractor(catalog=folder(tmp_path, accelerators_csv=rows))
    assert extractor.extract("Biomass was highest in T4 plots.").records == ()
    assert extractor.extract("Trained on one T4 GPU.").to_dicts()[0]["catalog_id"] == "mine"


def test_own_grammars(tmp_path: Path) -> None:
    path = folder(tmp_path, grammars_jsonl=json.dumps(GRAMMAR) + "\n")
    (record,) = hwextract.Extractor(catalog=path).extract("Trained on two Zyx W77.").to_dicts()
    assert (record["name"], record["count"], record["rule"]) == ("Zyx W77", 2, "zyx-w")
    assert record["catalog_id"] is None


def test_an_own_grammar_takes_the_place_of_ours(tmp_path: Path) -> None:
    first = next(grammar for grammar in SHIPPED.grammars if grammar.type == "accelerator")
    path = folder(tmp_path, grammars_jsonl=json.dumps(GRAMMAR | {"id": first.id}) + "\n")
    catalog = Catalog(path)
    assert len(catalog.grammars) == len(SHIPPED.grammars)
    assert [g.canonical for g in catalog.grammars if g.id == first.id] == ["Zyx W40"]


def test_files_of_spreadsheets_are_read(tmp_path: Path) -> None:
    text = "\ufeff" + FILES["accelerators.csv"].replace("\n", "\r\n")
    (tmp_path / "accelerators.csv").write_bytes(text.encode())
    assert Catalog(tmp_path).find("Zyx Q900") is not None


def test_several_paths(own: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "cpus.csv").write_text("id,name\nnew,Newcore 1\n", encoding="utf-8")
    catalog = hwextract.Extractor(catalog=[own / "cpus.csv", str(other)]).catalog
    assert all(catalog.look_up("cpu", name) for name in ("Newcore 1", "Borg Cube 7"))
    assert catalog.find("Zyx Q900") is None


def test_workers_know_it_too(extractor: hwextract.Extractor) -> None:
    items: list[Any] = [(number, text) for number, (text, *_) in enumerate(SENTENCES)] + [None]
    alone = list(extractor.extract_many(items))
    assert list(extractor.extract_many(items, n_process=2)) == alone
    assert [len(result.errors) for result in alone] == [0] * len(SENTENCES) + [1]
    assert alone[0].records[0].to_dict()["catalog_id"] == "zyx-q900"


def test_pickle(own: Path) -> None:
    catalog = Catalog(own)
    again = pickle.loads(pickle.dumps(catalog))
    assert (again.paths, again.fingerprint) == (catalog.paths, catalog.fingerprint)
    extractor = pickle.loads(pickle.dumps(hwextract.Extractor(catalog=catalog, max_records=3)))
    assert extractor.settings.max_records == 3
    assert extractor.extract("on a Q900").to_dicts()[0]["name"] == "Zyx Q900"


HEAD = "id,name,kind,memory_gb\n"
WRONG: list[tuple[str, str, int, str | None, str]] = [
    ("accelerators.csv", "id,name,kind,colour\na,b,gpu,red\n", 1, "colour", "is no column; the columns are id, name"),
    ("accelerators.csv", "id,name,kind,name\na,b,gpu,c\n", 1, "name", "is there twice"),
    ("accelerators.csv", "id,name\na,b\n", 1, "kind", "is missing"),
    ("accelerators.csv", "", 1, "id", "is missing"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu,16\nb,Zyx 2,gpu,16 GB\n", 3, "memory_gb", "'16 GB' is no number; write"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu,-1\n", 2, "memory_gb", "is no number"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu,nan\n", 2, "memory_gb", "is no number"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gizmo,\n", 2, "kind", "'gizmo' is none of gpu, tpu"),
    ("accelerators.csv", HEAD + "a,,gpu,\n", 2, "name", "is empty"),
    ("accelerators.csv", HEAD + ",Zyx 1,gpu,\n", 2, "id", "is empty"),
    ("accelerators.csv", HEAD + "a,寒武,gpu,\n", 2, "name", "neither Latin letters nor digits"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu\n", 2, None, "fewer cells than the 4 columns"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu,1,2\n", 2, None, "more cells than the 4 columns"),
    ("accelerators.csv", HEAD + "a,Zyx 1,gpu,1\na,Zyx 2,gpu,1\n", 3, "id", "'a' is in line 2 already"),
    ("accelerators.csv", HEAD + 'a,"Zyx" 1,gpu,1\n', 2, None, "save it as CSV"),
    ("cpus.csv", "id,name,release_date\na,Zyx 1,May 2031\n", 2, "release_date", "write 2026"),
    ("instances.csv", "id,name,provider\na,zx.1,zyx\n", 2, "provider", "none of aws, azure, gcp, other"),
    ("systems.csv", "id,name,kind,ambiguous\na,Zyx,cluster,yes\n", 2, "ambiguous", "none of 0, 1"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong[-1])
def test_a_wrong_table_is_named(tmp_path: Path, wrong: tuple[str, str, int, str | None, str]) -> None:
    file, text, line, column, says = wrong
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as caught:
        hwextract.Extractor(catalog=tmp_path)
    error = caught.value
    assert (error.source, error.line, error.column) == (str(tmp_path / file), line, column)
    assert says in error.problem
    assert f"{file}, line {line}" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_other_encodings_are_named(tmp_path: Path) -> None:
    (tmp_path / "cpus.csv").write_bytes("id,name\na,Zyx é\n".encode("latin-1"))
    with pytest.raises(CatalogError, match=r"cpus.csv, line 2: is not in UTF-8; save it as UTF-8"):
        Catalog(tmp_path)


@pytest.mark.parametrize(
    ("name", "says"), [("missing", "is no file"), ("", "none of the files"), ("gpus.csv", "call it one of")]
)
def test_a_wrong_path_is_named(tmp_path: Path, name: str, says: str) -> None:
    if name == "gpus.csv":
        (tmp_path / name).write_text(HEAD, encoding="utf-8")
    with pytest.raises(CatalogError, match=says):
        Catalog(tmp_path / name)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("[]", "no JSON object"),
        ("{", "Expecting"),
        (json.dumps(GRAMMAR | {"colour": "red"}), "unknown keys"),
        (json.dumps({key: value for key, value in GRAMMAR.items() if key != "pattern"}), "'pattern'"),
        (json.dumps({key: value for key, value in GRAMMAR.items() if key != "canonical"}), "canonical"),
        (json.dumps(GRAMMAR | {"pattern": "zyx("}), "missing )"),
        (json.dumps(GRAMMAR | {"pattern": "<nosuch>"}), "'nosuch'"),
        (json.dumps(GRAMMAR | {"name": "Zyx {n:nosuch}"}), "'nosuch'"),
        (json.dumps(GRAMMAR | {"type": "memory"}), "none of accelerator"),
        (json.dumps(GRAMMAR | {"heads": ["quark"]}), "heads"),
        (json.dumps(GRAMMAR | {"canonical": "Zyx W41"}), "gives 'Zyx W40', and not 'Zyx W41'"),
        (json.dumps(GRAMMAR) + "\n" + json.dumps(GRAMMAR), "is there already"),
    ],
)
def test_a_wrong_grammar_is_named(tmp_path: Path, row: str, says: str) -> None:
    path = folder(tmp_path, grammars_jsonl=row + "\n")
    with pytest.raises(LexiconError) as caught:
        Catalog(path)
    assert caught.value.file == str(path / "grammars.jsonl")
    assert caught.value.line == row.count("\n") + 1
    assert says in caught.value.problem
