"""The tables: the same columns and dtypes for any input, and for none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import hwextract
from hwextract.errors import ColumnError
from hwextract.records import RECORD_TYPES
from hwextract.tables import TABLES, columns

TEXT = "We trained on 4 Tesla V100 (32 GB) for about 12 to 14 hours; it cost 310 USD. No TPU was used."
each_table = pytest.mark.parametrize("table", list(TABLES))


def layout(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


def failed() -> hwextract.Extraction:
    (result,) = hwextract.extract_many([("bad", None)])  # type: ignore[list-item]
    return result


@each_table
def test_layout_does_not_depend_on_the_input(table: str) -> None:
    declared = {column.name: column.dtype for column in columns(table)}
    some = hwextract.extract(TEXT)
    for results in ([], [hwextract.extract("")], [some], [some, failed()], [failed()], some, iter([some])):
        assert layout(hwextract.to_frame(results, table)) == declared


@each_table
def test_every_column_is_documented(table: str) -> None:
    assert all(column.doc and column.dtype for column in columns(table))
    names = [column.name for column in columns(table)]
    assert len(names) == len(set(names))
    assert names[0] == "doc_id"


def test_number_of_rows() -> None:
    results = [hwextract.extract(TEXT), hwextract.extract(""), failed()]
    rows = {table: len(hwextract.to_frame(results, table)) for table in TABLES}
    assert rows == {"records": 4, "setups": 1, "documents": 3, "errors": 1}


def test_errors() -> None:
    (row,) = hwextract.to_frame([failed()], "errors").to_dict("records")
    assert row["doc_id"] == "bad"
    assert row["kind"] == "InputTypeError"
    assert "NoneType" in str(row["message"])
    (document,) = hwextract.to_frame([failed()], "documents").to_dict("records")
    assert (document["doc_id"], document["status"]) == ("bad", "unreadable")
    assert hwextract.to_frame([failed()], "documents")["hardware_stated"].isna().all()


def test_values() -> None:
    frame = hwextract.extract(TEXT).to_frame()
    device = frame[frame["name"] == "NVIDIA Tesla V100"].iloc[0]
    assert (device["count"], device["memory_gb"], device["approx"], device["flags"]) == (4, 32.0, False, [])
    assert device["low_s"] is pd.NA
    duration = frame[frame["type"] == "duration"].iloc[0]
    assert (duration["low_s"], duration["high_s"], duration["approx"]) == (43200.0, 50400.0, True)
    assert duration["name"] is pd.NA


def test_what_the_catalogue_knows_is_kept_apart() -> None:
    names = [column.name for column in columns("records")]
    ours = [name.startswith("catalog_") for name in names]
    assert ours == sorted(ours), "catalog_ columns stand behind the others"
    assert {name for name in names if name.startswith("catalog_")} == {
        f"catalog_{name}"
        for name in "id memory_gb tdp_w cores vcpus accelerator accelerator_count release_date".split()
    }
    frame = hwextract.extract("We trained on one NVIDIA A100 and an Intel Core i7-9700K CPU.").to_frame()
    assert len(frame) == 2
    for stated in ("memory_gb", "cores", "clock_ghz", "gb"):
        assert frame[stated].isna().all()


def test_records_have_the_fields_of_the_types() -> None:
    names = {name for cls in RECORD_TYPES.values() for name in cls().to_dict()}
    assert {column.name for column in columns("records")} == names


@each_table
def test_lone_surrogates(table: str, tmp_path: Path) -> None:
    text = "We trained on a V100\ud800\n GPU \udc80 for 3 days."
    result = hwextract.extract(hwextract.Document(text=text, doc_id="\ud800", title="\udfff"))
    frame = hwextract.to_frame([result], table)
    frame.to_csv(tmp_path / "table.csv", encoding="utf-8")
    if table != "errors":
        assert set(frame["doc_id"]) == {"\ufffd"}
    if table == "records":
        assert frame["sentence"].str.contains("\ufffd").all()
        assert "\ud800" in result.records[0].sentence


@each_table
def test_parquet(table: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    for results in ([hwextract.extract(TEXT)], [hwextract.extract("")], []):
        frame = hwextract.to_frame(results, table)
        frame.to_parquet(tmp_path / "table.parquet")
        back = pd.read_parquet(tmp_path / "table.parquet")
        assert list(back.columns) == list(frame.columns)
        assert len(back) == len(frame)


def test_a_table_that_does_not_exist() -> None:
    for call in (lambda: columns("nonsense"), lambda: hwextract.to_frame([], "nonsense")):
        with pytest.raises(ColumnError) as caught:
            call()
        assert isinstance(caught.value, KeyError)
        assert caught.value.known == tuple(TABLES)
        assert "records, setups, documents, errors" in str(caught.value)


def test_many_results_are_taken_one_by_one() -> None:
    def stream() -> Iterator[hwextract.Extraction]:
        for number in range(3):
            yield hwextract.extract(hwextract.Document(text=TEXT, doc_id=str(number)))

    assert list(hwextract.to_frame(stream(), "documents")["doc_id"]) == ["0", "1", "2"]


class TestExtractFrame:
    def test_ids_of_a_column(self) -> None:
        papers = pd.DataFrame({"doi": ["10.1/a", "10.1/b"], "abstract": ["Trained on a V100.", "Nothing."]})
        frame = hwextract.extract_frame(papers, text="abstract", id="doi")
        assert frame[["doc_id", "name"]].to_numpy().tolist() == [["10.1/a", "NVIDIA Tesla V100"]]
        documents = hwextract.extract_frame(papers, text="abstract", id="doi", table="documents")
        assert documents["doc_id"].tolist() == ["10.1/a", "10.1/b"]

    def test_ids_of_the_index(self) -> None:
        papers = pd.DataFrame({"text": ["on a V100 GPU"]}, index=["x"])
        assert hwextract.extract_frame(papers)["doc_id"].tolist() == ["x"]

    @pytest.mark.parametrize("dtype", ["object", "string"])
    def test_missing_texts_are_empty(self, dtype: str) -> None:
        papers = pd.DataFrame({"text": pd.Series(["on a V100 GPU", None, np.nan, pd.NA], dtype=dtype)})
        documents = hwextract.extract_frame(papers, table="documents")
        assert documents["status"].tolist() == ["ok", "empty", "empty", "empty"]
        assert hwextract.extract_frame(papers, table="errors").empty

    def test_what_is_no_text_is_an_error_row(self) -> None:
        papers = pd.DataFrame({"text": ["on a V100 GPU", 5, b"on a GPU", ["on a GPU"]]})
        assert hwextract.extract_frame(papers, table="errors")["doc_id"].tolist() == ["1", "2", "3"]

    def test_no_rows(self) -> None:
        frame = hwextract.extract_frame(pd.DataFrame({"text": []}))
        assert layout(frame) == {column.name: column.dtype for column in columns("records")}

    def test_wrong_names(self) -> None:
        papers = pd.DataFrame({"text": ["x"]})
        with pytest.raises(ColumnError, match="abstract"):
            hwextract.extract_frame(papers, text="abstract")
        with pytest.raises(ColumnError, match="doi"):
            hwextract.extract_frame(papers, id="doi")
        with pytest.raises(ColumnError, match="nonsense"):
            hwextract.extract_frame(papers, table="nonsense")

    def test_the_frame_is_left_alone(self) -> None:
        papers = pd.DataFrame({"text": ["on a GPU", None]})
        before = papers.copy()
        hwextract.extract_frame(papers)
        pd.testing.assert_frame_equal(papers, before)
