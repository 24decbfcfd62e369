"""Files to documents, one file a format. Only `read` guesses a format; `hwextract.extract` never does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hwextract.document import Document
from hwextract.errors import ReadError
from hwextract.readers.text import decode
from hwextract.readers.transcript import take_apart

if TYPE_CHECKING:
    import os

__all__ = ["read"]

#: Suffixes of plain text.
PLAIN = frozenset({"", ".txt", ".text", ".md", ".markdown", ".rst"})
_ADVICE = {
    ".pdf": "PDF is not read; turn it into text first (for instance with pdftotext) and read that",
    ".xml": "XML (JATS, TEI) is not read; turn it into text first and read that",
    ".nxml": "JATS is not read; turn it into text first and read that",
    ".html": "HTML is not read; turn it into text first and read that",
    ".htm": "HTML is not read; turn it into text first and read that",
    ".tex": "TeX is not read; turn it into text first (for instance with detex) and read that",
    ".docx": "Word's format is not read; save it as plain text (.txt) first",
    ".doc": "Word's format is not read; save it as plain text (.txt) first",
}
#: What files that are no text start with, whatever their name says.
_MAGIC = {b"%PDF-": _ADVICE[".pdf"], b"PK\x03\x04": "it is an archive (or a .docx); save its content as plain text"}


def read(path: str | os.PathLike[str]) -> Document:
    """A file as a document.

    Plain text (.txt, .md, .rst, or no suffix) and transcripts are read. A transcript is retrieved context, a
    question and a language model's answer in one file; only its context is evidence, and becomes the document's
    text.

    Parameters
    ----------
    path : str or path-like
        The file. Its stem becomes the document's id, the path as given its source.

    Raises
    ------
    ReadError
        If the file does not exist, is a folder, or has a format that is not read.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "paper.txt"
    >>> _ = path.write_text("We used one V100.", encoding="utf-8")
    >>> read(path).doc_id, read(path).text
    ('paper', 'We used one V100.')
    """
    file, source = Path(path), str(path)
    if file.is_dir():
        raise ReadError(source, "is a folder; read its files one by one")
    if file.suffix.lower() not in PLAIN:
        known = f"no reader for {file.suffix}; plain text (.txt, .md) is read"
        raise ReadError(source, _ADVICE.get(file.suffix.lower(), known))
    try:
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(source, "there is no such file") from error
    except (OSError, ValueError) as error:
        raise ReadError(source, getattr(error, "strerror", None) or f"cannot be read: {error}") from error
    for start, advice in _MAGIC.items():
        if data.startswith(start):
            raise ReadError(source, f"is no text, whatever its name says; {advice}")
    try:
        content = decode(data)
    except ValueError as error:
        raise ReadError(source, "is no text; if it has a format, turn it into text first") from error
    parts = take_apart(content)
    if parts is None:
        return Document(text=content, doc_id=file.stem, source=source)
    return Document(text=parts.context, doc_id=file.stem, source=source, question=parts.question, answer=parts.answer)
