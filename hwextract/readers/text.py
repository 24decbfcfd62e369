"""Plain text: bytes to str."""

from __future__ import annotations

import codecs

__all__ = ["decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else Windows-1252.

    Line ends are left as they are, so that offsets count the file's own characters.

    Examples
    --------
    >>> decode("naïve".encode("utf-8")), decode("naïve".encode("cp1252"))
    ('naïve', 'naïve')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :] if encoding == "utf-8" else data
            return body.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
