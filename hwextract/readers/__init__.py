"""Files to documents, one file a format. Only `read` guesses a format; `hwextract.extract` never does."""

from __future__ import annotations

from pathlib import Path

from hwextract.document import Document
from hwextract.errors import ReadError
from hwextract.readers import text, transcript

__all__ = ["read"]

#: Suffixes of plain text.
PLAIN = frozenset({"", ".txt", ".text", ".md", ".rst"})
_ADVICE = {
    ".pdf": "turn it into text first (for instance with pdftotext) and read that",
    ".xml": "turn it into text first; JATS and TEI are not read yet",
    ".nxml": "turn it into text first; JATS is not read yet",
    ".html": "turn it into text first",
    ".docx": "save it as text first",
}


def read(path: str | Path) -> Document:
    """A file as a document.

    Plain text and transcripts are read. A transcript is retrieved context, a question and a language model's
    answer in one file; only its context is evidence, and becomes the document's text.

    Parameters
    ----------
    path : str or Path
        The file. Its stem becomes the document's id.

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
    path = Path(path)
    if path.is_dir():
        raise ReadError(str(path), "is a folder; read its files one by one")
    suffix = path.suffix.lower()
    if suffix not in PLAIN:
        raise ReadError(str(path), _ADVICE.get(suffix, f"no reader for {suffix}; plain text (.txt, .md) is read"))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read") from error
    content = text.decode(data)
    parts = transcript.take_apart(content)
    if parts is None:
        return Document(text=content, doc_id=path.stem, source=str(path))
    return Document(
        text=parts.context, doc_id=path.stem, source=str(path), question=parts.question, answer=parts.answer
    )
