"""Plain text: bytes to str."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: A character of several bytes in UTF-8; in Windows-1252 such sequences are hardly ever words.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
#: Control characters that no text has, but for what old files end pages and texts with.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else as UTF-8, else as Windows-1252.

    Line ends are left as they are, so that offsets count the file's own characters. UTF-8 with some broken bytes
    stays UTF-8, with U+FFFD for those; bytes that Windows-1252 does not define are read as Latin-1.

    Raises
    ------
    ValueError
        If the bytes are no text.

    Examples
    --------
    >>> decode("naïve".encode("utf-8")), decode("naïve".encode("cp1252"))
    ('naïve', 'naïve')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if len(_BINARY.findall(data)) > len(data) / 100:
        raise ValueError("the bytes are no text")
    valid = _UTF8.findall(data)
    if len(valid) > len(_HIGH.findall(data)) - sum(map(len, valid)):
        return data.decode("utf-8", "replace")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
