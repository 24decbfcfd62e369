"""Systems by their names: what of a text belongs to a name, and which model it is.

The catalogue has the lines of computers and many models. A model's designation goes on where the line's name ends
("Precision Tower 7810", "Legion Y540-15IRH"), so that a model which the catalogue has not is named whole, too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from hwextract.lexicon import words
from hwextract.pipeline.draft import Draft

if TYPE_CHECKING:
    from hwextract.catalog import System

__all__ = ["plurals", "read_system"]

#: Words behind a system's name that only say what it is.
_GENERIC_TAIL = re.compile(
    r"(?: (?:super-?computer|high[- ]performance computer|cluster|notebooks?|kernels?|platform|environment|system))+$"
)

#: Kinds of system that are made in models; a cluster has none.
_MODELLED = frozenset(["workstation", "server", "laptop", "board", "phone"])
#: Those that stand in tables, where the number beside them is a measurement.
_SMALL = frozenset(["board", "phone"])
_MEASURED = re.compile(r"(?:[ -]\d+)+$")
#: Words of form that may stand inside a designation; behind it they only say what the computer is, as "workstation" does.
_FORM = r"(?:tower|rack|mini|gaming|laptop|desktop|server)"
#: What has a digit and is no part of a designation: a year, a generation, a size, a number of something, a processor
#: or a graphics card that stands beside.
_NOT_CODE = (
    r"(?:19|20)\d\d\b|i[3579]\b|m[1-5]\b|r[3579]\b|[rg]tx|gts?\d|[vk]100|\d{1,2}(?:st|nd|rd|th)\b|\d+[.,]\d|\d\b"
    r"|[vapkthl]\d{1,4} ?(?:gpu|card)|\d+[ -]?(?:(?:[kmg]i?b|tb|[gm]hz|inch|cores?|cpus?|gpus?|x|fps|m?s|times|images)\b|\"|')"
)
#: The rest of a designation, behind a line's name. Worst case: one look at each of the words behind it.
_MODEL = re.compile(
    rf"(?:(?:[ -]{_FORM}){{0,2}}[ -](?!{_NOT_CODE})(?:gen ?\d+|(?=[A-Za-z]{{0,4}}-?\d)[A-Za-z]{{0,4}}-?\d[A-Za-z\d]{{0,7}}"
    r"(?:-[A-Za-z\d]{1,8})?))+(?![\w@]|[./]\d)",
    re.IGNORECASE,
)
#: What tells an edition of a model.
_EDITION = re.compile(
    r"(?: (?:plus|pro|max|ultra|lite|mini|xl|power|play|neo|prime|fe|active|compact|go|edge|fusion|turbo))+",
    re.IGNORECASE,
)
#: "Snowy/Rackham": another name before a slash, no path.
_NAME_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][a-z]+/$")
#: Who runs or pays for machines is none: "the SciNet HPC Consortium".
_BODY = re.compile(
    r" (?:HPC )?(?:Consortium|Foundation|Initiative|Council|Program(?:me)?|Partnership|Alliance|Collaboration)\b"
)
#: The memory of a variant, which is no part of the name.
_VARIANT = re.compile(r",? \(?\d+ ?gi?b\)?$", re.IGNORECASE)
_SIZE = re.compile(r"\d+ ?gi?b", re.IGNORECASE)
#: Names of fewer characters count only as they are spelled.
_SHORT = 6


#: What the name of a made thing ends in that has a plural of its own; a number and "s" are two tokens anyway.
_NOUN = re.compile(r"[A-Za-z]{2,}(?<![sx])$")
#: The plural behind a number or a code: "DGX-1s", "Jetson TX2s".
_PLURAL = re.compile(r"s(?![\w@])")


def plurals(system: System) -> tuple[str, ...]:
    """The plurals of a computer that is made many times and named by no ordinary word.

    Examples
    --------
    >>> from hwextract.knowledge import SHIPPED
    >>> "iMacs" in plurals(SHIPPED.systems["apple-imac"])
    True
    """
    if system.kind not in _MODELLED or system.ambiguous or system.ordinary:
        return ()
    names = (name for name in (system.name, *system.aliases) if _NOUN.search(name))
    # A word in lower case ("Jetson module") only says what it is.
    return tuple(f"{name}s" for name in names if not name.rpartition(" ")[2].islower())


@lru_cache(maxsize=256)
def _names(system: System) -> frozenset[str]:
    """How a system's name is written, and its plurals."""
    return frozenset((*system.spellings, *plurals(system)))


def read_system(system: System, start: int, end: int, text: str) -> Draft | None:
    """The draft of a system whose name or alias stands at a place of the text, or None where it is something else.

    Examples
    --------
    >>> from hwextract.knowledge import SHIPPED
    >>> draft = read_system(SHIPPED.systems["lenovo-legion-y540"], 5, 23, "on a Lenovo Legion Y540-15IRH laptop")
    >>> draft.fields["name"]
    'Lenovo Legion Y540-15IRH'
    """
    names = _names(system)
    short = _GENERIC_TAIL.sub("", text[start:end])
    if short in names:
        end = start + len(short)
    if _BODY.match(text, end):
        return None
    variant = _VARIANT.search(text, start, end)
    if variant and not _SIZE.search(system.name):
        end = variant.start()
    written = text[start:end]
    last = _end_of_model(system, end, text)
    is_plural = text[last - 1].isdigit() and system.kind in _MODELLED and _PLURAL.match(text, last) is not None
    stop = last + is_plural
    if _is_part_of_word(start, stop, text) or not _is_spelled(written, names, system):
        return None
    if system.kind in _MODELLED and system.vendor:
        maker = re.search(rf"\b{re.escape(system.vendor)}(?: EMC)? $", text[:start])
        start = maker.start() if maker else start
    name = _with_model(system.name, system.vendor, text[start:last])
    return Draft(
        "system",
        start,
        stop,
        f"system:{system.id}",
        "medium" if system.ambiguous else "high",
        {"name": name, "vendor": system.vendor, "kind": system.kind},
        context=2 if system.is_ordinary(written) else 0,
        prior=_prior(name, system.kind),
    )


def _end_of_model(system: System, end: int, text: str) -> int:
    """Where the designation of a model ends behind a line's name: "Legion Y540-15IRH", "Galaxy S21 Ultra"."""
    model = _MODEL.match(text, end) if system.kind in _MODELLED else None
    if model:
        end += len(_MEASURED.sub("", model.group()) if system.kind in _SMALL else model.group())
    edition = _EDITION.match(text, end) if system.kind == "phone" and text[end - 1].isdigit() else None
    return edition.end() if edition and edition.group().istitle() else end


def _is_part_of_word(start: int, stop: int, text: str) -> bool:
    """Whether letters, or the marks of an address or a path, stand right beside a name."""
    before = text[start - 1] if start else " "
    after = text[stop] if stop < len(text) else " "
    return ((before.isalnum() or before in "-_/.@") and not _NAME_BEFORE.search(text, 0, start)) or (
        after.isalnum() or after in "_@"
    )


def _is_spelled(written: str, names: frozenset[str], system: System) -> bool:
    """Whether a name is spelled as that of the system is; only a long one that is no word may be spelled otherwise."""
    if written in names or any(written == name.replace(" ", "") for name in names):
        return True
    is_word = written.islower() and system.kind in ("supercomputer", "cluster")
    return not (system.ambiguous or len(written) < _SHORT or is_word)


def _prior(name: str, kind: str) -> str | None:
    """The phase that a kind of system speaks for: a board runs a model, a platform of imagery makes composites."""
    if kind in _SMALL:
        return "inference"
    return "other" if name.lower() in words("imagery-platforms") else None


def _with_model(name: str, maker: str | None, written: str) -> str:
    """A line's name with the model that the text gives behind the end of it; as it is where the text gives none."""
    if _EDITION.fullmatch(written, len(name)) and written.lower().startswith(name.lower()):
        return name + written[len(name) :]
    known = {code.lower() for code in re.findall(r"\w*\d\w*", name)}
    codes = re.findall(r"\w*\d\w*", _SIZE.sub("", written))
    if all(code.lower() in known for code in codes):
        return name
    words = name.split()
    for first in range(len(words)):
        end = " ".join(words[first:])
        if written.lower().startswith(end.lower()):
            return " ".join([*words[:first], end + written[len(end) :]])
    return written if maker and written.lower().startswith(f"{maker.lower()} ") and name.startswith(maker) else name
