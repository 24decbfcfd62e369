"""Files to documents."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import hwextract
from hwextract.errors import ReadError
from hwextract.readers import transcript

TRANSCRIPT = (
    "Use the following pieces of context to answer the question at the end.\n\n"
    "We trained on a V100.\nQuestion: who asks? is part of it.\n\n"
    "Question: Which hardware resources are used?\n\nHelpful Answer: A TPU was used.\n"
)


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("name", ["a.paper.txt", "a.paper.md", "a.paper.TXT", "a.paper.rst", "a.paper.text"])
def test_plain_text(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, "We used one V100.")
    document = hwextract.read(path)
    assert document == hwextract.Document(text="We used one V100.", doc_id="a.paper", source=str(path))
    assert hwextract.read(str(path)) == document


def test_no_suffix(tmp_path: Path) -> None:
    assert hwextract.read(write(tmp_path / "README", "x")).doc_id == "README"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("naïve – ﬁ".encode(), "naïve – ﬁ"),
        ("\ufeffnaïve".encode(), "naïve"),
        ("naïve".encode("utf-16"), "naïve"),
        (b"\xff\xfe" + "naïve".encode("utf-16-le"), "naïve"),
        (b"\xfe\xff" + "naïve".encode("utf-16-be"), "naïve"),
        ("naïve – “x”".encode("cp1252"), "naïve – “x”"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
        ("café".encode("cp1252") + b" \x81", "café \x81"),
        ("naïve – ﬁ".encode() + b" \xff", "naïve – ﬁ \ufffd"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    assert hwextract.read(write(tmp_path / "a.txt", data)).text == text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "no such file"),
        ("paper.pdf", "pdftotext"),
        ("paper.PDF", "pdftotext"),
        ("paper.nxml", "JATS"),
        ("paper.xml", "XML"),
        ("paper.docx", "text"),
        ("paper.zip", "no reader for .zip"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, says: str) -> None:
    path = tmp_path / name
    if path.suffix != ".txt":
        path.write_bytes(b"x")
    with pytest.raises(ReadError) as caught:
        hwextract.read(path)
    error = caught.value
    assert isinstance(error, OSError)
    assert error.path == str(path)
    assert says in error.problem
    assert str(error) == f"{path}: {error.problem}"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="folder"):
        hwextract.read(tmp_path)


def test_transcript(tmp_path: Path) -> None:
    document = hwextract.read(write(tmp_path / "a.txt", TRANSCRIPT))
    assert document.text == "We trained on a V100.\nQuestion: who asks? is part of it."
    assert document.question == "Which hardware resources are used?"
    assert document.answer == "A TPU was used."
    assert [r.text for r in hwextract.extract(document).records] == ["V100"]


def test_extract_guesses_no_format() -> None:
    assert [r.text for r in hwextract.extract(TRANSCRIPT).records] == ["V100", "TPU"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We trained on a V100.\n\nQuestion: what?\n\nHelpful Answer: a TPU.",
        "We did it.\nUse the following pieces of context.\n\nx\n\nQuestion: what?\n\nAnswer: y",
        "Use the following pieces of context.\n\nWe trained on a V100.",
        "Use the following method.\n\nQuestion: what?",
    ],
)
def test_no_transcript(text: str) -> None:
    assert transcript.take_apart(text) is None


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04x", bytes(range(256)) * 4], ids=["pdf", "zip", "bytes"])
def test_what_is_no_text_whatever_its_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError):
        hwextract.read(path)


def test_short_form_of_a_transcript() -> None:
    parts = transcript.take_apart("Use the following context.\n\nOn a GPU.\n\nQuestion: On what?\nAnswer: A TPU.\n")
    assert parts == transcript.Transcript("On a GPU.", "On what?", "A TPU.")


def test_context_is_a_slice() -> None:
    parts = transcript.take_apart(TRANSCRIPT.replace("\n", "\r\n"))
    assert parts is not None
    assert parts.context in TRANSCRIPT.replace("\n", "\r\n")
