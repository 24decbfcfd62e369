"""The command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hwextract
from hwextract.cli import app
from hwextract.tables import columns

TEXT = "We trained for 3 days on two NVIDIA V100 GPUs. No TPU was used."
HOSTILE = "We trained [bold]on[/] a [/red] V100 [link=x] GPU [red for 2 h [/]] on \\[an A100\\]."


def run(*arguments: str, stdin: str | bytes | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_table_is_the_default(paper: str) -> None:
    code, output = run("extract", paper)
    assert code == 0
    lines = output.splitlines()
    assert lines[0].split() == ["document", "type", "text", "value", "status", "phase", "setup"]
    assert len(lines) == 4
    assert "2 x NVIDIA Tesla V100" in output
    assert "negated" in lines[3]
    assert run("extract", paper, "--format", "table") == (0, output)


def test_json(paper: str) -> None:
    code, output = run("extract", paper, "--format", "json")
    assert code == 0
    rows = json.loads(output)
    assert [row["text"] for row in rows] == ["3 days", "NVIDIA V100 GPUs", "TPU"]
    assert all(list(row) == [column.name for column in columns("records")] for row in rows)
    assert {row["doc_id"] for row in rows} == {"paper"}


def test_csv(paper: str) -> None:
    code, output = run("extract", paper, "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(output)))
    assert [row["type"] for row in rows] == ["duration", "accelerator", "accelerator"]
    assert list(rows[0]) == [column.name for column in columns("records")]


@pytest.mark.parametrize("table", ["records", "setups", "documents"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_table_in_every_format(paper: str, table: str, form: str) -> None:
    code, output = run("extract", paper, "--format", form, "--table", table)
    assert code == 0
    assert "V100" in output
    if form == "json":
        assert set(json.loads(output)[0]) == {column.name for column in columns(table)}


@pytest.mark.parametrize("table", ["records", "setups", "documents"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_every_table_of_nothing(tmp_path: Path, table: str, form: str) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    code, output = run("extract", str(tmp_path / "empty.txt"), "--format", form, "--table", table)
    assert code == 0
    if form == "csv":
        assert output.splitlines()[0].split(",") == [column.name for column in columns(table)]
    if form == "json":
        assert len(json.loads(output)) == (table == "documents")


def test_several_files(paper: str, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("Nothing here.", encoding="utf-8")
    _, output = run("extract", paper, str(tmp_path / "other.md"), "--table", "documents", "--format", "json")
    assert [row["doc_id"] for row in json.loads(output)] == ["paper", "other"]
    assert "(no mention)" in run("extract", str(tmp_path / "other.md"))[1]


@pytest.mark.parametrize(
    "data", [TEXT, TEXT.encode(), "Wir nutzten è V100: trained on two NVIDIA V100 GPUs".encode("cp1252")]
)
def test_standard_input(data: str | bytes) -> None:
    code, output = run("extract", "-", stdin=data)
    assert code == 0
    assert "stdin" in output
    assert "NVIDIA Tesla V100" in output


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "no such file"),
        (".", "is a folder"),
        ("paper.pdf", "pdftotext"),
        ("x.odd", "no reader for .odd"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, says: str) -> None:
    code, output = run("extract", str(tmp_path / name))
    assert code == 2
    assert output.startswith("hwextract: ")
    assert says in output
    assert str(tmp_path) in output
    assert "Traceback" not in output


def test_what_cannot_be_read_does_not_keep_the_rest_back(paper: str, tmp_path: Path) -> None:
    code, output = run("extract", str(tmp_path / "missing.txt"), paper)
    assert code == 2
    assert "missing.txt" in output
    assert "NVIDIA Tesla V100" in output


def test_standard_input_that_is_no_text() -> None:
    code, output = run("extract", "-", stdin=b"\xff\x00\x01\x02\x03" * 20)
    assert code == 2
    assert output.startswith("hwextract: standard input")


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "x.txt", "--format", "xml"], ["nonsense"], ["explain"]])
def test_wrong_use(arguments: list[str]) -> None:
    code, output = run(*arguments)
    assert code == 2
    assert "Usage" in output


def test_explain() -> None:
    code, output = run("explain", "Instead of a TPU we used one V100.")
    assert code == 0
    assert "TPU  accelerator, negated" in output
    assert "V100  accelerator, used" in output
    assert "Instead of" in output
    assert "won" in output


def test_explain_of_nothing() -> None:
    assert run("explain", "Birds were counted.") == (0, "No mention found.\n")


def test_demo_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Birds were counted.", encoding="utf-8")
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    code, output = run("demo", str(tmp_path))
    assert code == 0
    assert output.count("Answer: ") == 2
    assert output.index("\na\n") < output.index("\nb\n")
    assert "NVIDIA Tesla V100" in output


def test_demo_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run("demo")
    assert code == 0
    assert "NVIDIA Tesla V100" in output
    assert output.count("Answer: ") == 1


def test_demo_of_the_seeds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code, output = run("demo")
    assert code == 0
    assert output.count("Answer: ") == 5


@pytest.mark.parametrize(("name", "says"), [("missing", "no such folder"), (".", "no .txt file")])
def test_demo_of_no_documents(tmp_path: Path, name: str, says: str) -> None:
    code, output = run("demo", str(tmp_path / name))
    assert code == 2
    assert says in output


def test_version() -> None:
    assert run("--version") == (0, f"hwextract {hwextract.__version__}\n")


def test_help_is_shown_without_a_command() -> None:
    _, output = run()
    assert all(command in output for command in ("extract", "explain", "demo"))


def test_markup_in_a_text_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a[red]b[/].txt"
    try:
        path.write_text(HOSTILE, encoding="utf-8")
    except OSError:  # a system without such names
        path = tmp_path / "a[red]b.txt"
        path.write_text(HOSTILE, encoding="utf-8")
    plain = [record.text for record in hwextract.extract(HOSTILE).records]
    assert len(plain) >= 3
    code, output = run("extract", str(path))
    assert code == 0
    assert "a[red]b" in output
    assert all(text in output for text in plain)
    code, output = run("explain", HOSTILE)
    assert code == 0
    assert all(text in output for text in plain)
    code, output = run("demo", str(tmp_path))
    assert code == 0
    assert "[/red]" in output


def test_control_characters_of_a_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "We trained \x1b[31mon a\x1b]0;title\x07 V\x1b[2J100 GPU for 2 h."
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")
    for arguments in (["extract", str(tmp_path / "paper.txt")], ["demo", str(tmp_path)], ["explain", text]):
        code, output = run(*arguments)
        assert code == 0
        assert "\x1b" not in output
        assert "\x07" not in output
