"""Times in passages of the clinic and the laboratory, where a treatment lasts as well as a computation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.pipeline.computing.measures import LONG
from hwextract.pipeline.programs import names_network

if TYPE_CHECKING:
    from hwextract.pipeline.computing.case import Case
    from hwextract.pipeline.draft import Draft

__all__ = ["is_of_laboratory"]


def is_of_laboratory(case: Case, *, near: bool) -> bool:
    """Whether a time is one of the clinic or the laboratory, of which its passage speaks.

    It is where nothing in its sentence computes, or, in a passage that speaks of computing, too, where it is not said
    of anything and such a word is but near.
    """
    if _says_computing(case):
        return False
    if case.window.names_machine():
        return near and case.by == "place" and case.per == "total" and case.window.speaks_of_laboratory()
    if _takes(case) or case.names_tool:
        return False
    return case.window.speaks_of_laboratory() and not names_network(case.window.passage)


def _says_computing(case: Case) -> bool:
    """Whether hardware, a program, or what computes before it is said beside a time."""
    return case.follows_computing or _has_hardware(case) or _names_program(case)


#: Characters before a time within which its verb stands.
_REACH = 60
#: What may stand between a verb and its time.
_ADVERBS = r"(?: (?:only|just|about|around|approximately|roughly|nearly|almost|ca\.|(?:a )?further|another|an? additional|at most|up to|(?:less|more) than|under|over|between|as little as|some)){0,2}"
#: It computes for so long: "training took 3 h", "the assembly finished in 3 min", "the optimisation ran for 3 h".
_TAKES = re.compile(
    r"\b(?:takes?|took|taking|needs?|needed|requires?|required|(?P<runs>(?:runs?|ran|running) (?:for|in|over))|[a-z]+ed (?:with)?in)"
    rf"{_ADVERBS} [~<>\u2248]? ?$"
)


def _takes(case: Case) -> bool:
    """Whether a verb right before a time says for how long something computes; a course of lessons lasts."""
    if case.event is None or not case.event.computes or case.seconds >= LONG:
        return False
    said = _TAKES.search(case.text, max(0, case.draft.start - _REACH), case.draft.start)
    return said is not None and (case.by == "verb" or said["runs"] is not None)


#: Hardware of a block.
_HARDWARE = frozenset({"accelerator", "cpu", "instance", "compute", "system", "memory"})
#: Where a code stands that is a device's or a machine's: "on a T4", "on Summit", "with 32 cores".
_ON = re.compile(r"\b(?:[Oo]n|[Ww]ith|[Uu]sing) (?P<some>(?:an?|one|two|four|eight|\d+) (?:[\w-]+ )?)?$")
_WITH_CORES = re.compile(
    r"\b(?:[Oo]n|[Ww]ith|[Uu]sing|[Oo]ver) (?:\d+|two|four|eight|sixteen) (?:[CG]PU |parallel |physical )?(?:cores|threads)\b"
)
#: Characters of a code that may be that of something else, too.
_SHORT = 3


def _has_hardware(case: Case) -> bool:
    """Whether hardware is said beside a time."""
    return (
        case.on_cores
        or any(draft.type in _HARDWARE and _is_hardware(draft, case.text) for draft in case.window.drafts)
        or _WITH_CORES.search(case.text) is not None
    )


def _is_hardware(draft: Draft, text: str) -> bool:
    """Whether a mention of hardware is one also where a code may be that of something else: T4 is a hormone, too."""
    on = _ON.search(text, max(0, draft.start - _REACH), draft.start) if draft.context else None
    return not draft.context or (on is not None and (on["some"] is not None or draft.end - draft.start > _SHORT))


#: The name of a program, by its letters; of two letters there is more than programs.
_PROGRAM = re.compile(r"\w[\w-]*[A-Z][\w-]+")


def _names_program(case: Case) -> bool:
    """Whether a program that is known by its name stands before a time: "BEAST ran for 12 days"."""
    return any(
        cue.row["category"] == "computing" and cue.end <= case.draft.start and _PROGRAM.fullmatch(cue.text)
        for cue in case.window.cues
    )
