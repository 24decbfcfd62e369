"""What makes a cue of status void where it stands: the values that its row has under ``unless``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from hwextract.pipeline.draft import Cue, Draft, Window
    from hwextract.pipeline.scope import Clauses

__all__ = ["FOR_A_TIME", "OWN_WORDS", "PAST", "UNLESS", "is_pace", "is_void"]


class _Place(NamedTuple):
    """A cue, the mention that it reaches, and where they stand."""

    cue: Cue
    draft: Draft
    window: Window
    ends: Clauses
    text: str

    def before(self, reach: int) -> tuple[str, int, int]:
        """What an expression is asked for in so many characters before the cue: the text, and from where to where."""
        return self.text, max(0, self.cue.start - reach), self.cue.start


def is_void(cue: Cue, draft: Draft, window: Window, ends: Clauses, text: str) -> bool:
    """Whether a cue is void where it stands: "Galaxy-like", "usually took", "a clip takes", "our method requires 3 h"."""
    if text[cue.start - 1 : cue.start] == "-" and text[cue.start - 2 : cue.start - 1].isalnum():
        return True
    if cue.row.get("object") and _takes_object(cue, draft, window, text):
        return True
    unless = cue.row.get("unless")
    return unless is not None and UNLESS[unless](_Place(cue, draft, window, ends, text))


#: What is required is another thing than the device: "it requires more computations on the GPU".
_ON_THE = re.compile(r" \w{3,}s on the $")


def _takes_object(cue: Cue, draft: Draft, window: Window, text: str) -> bool:
    """Whether what stands between a cue and a mention takes the cue: "requires a day on a GPU" requires the day."""
    return _ON_THE.search(text, cue.end, draft.start) is not None or any(
        one.type == "duration" and (cue.end <= one.start < draft.start or draft.end <= one.start < cue.start)
        for one in window.drafts
    )


#: Words by which the authors speak of themselves.
OWN_WORDS = re.compile(r"\b(?:we|our|ours|us|I|this (?:study|work|paper)|herein?)\b")
#: What happened once is nothing usual.
PAST = re.compile(r"\b(?:was|were|took|lasted|ran|finished|had to|came to|each (?:model|network) is)\b")


def _past(at: _Place) -> bool:
    low = max((end for end in at.ends.both if end <= at.cue.start), default=0)
    high = min((end for end in at.ends.both if end >= at.cue.end), default=len(at.text))
    return PAST.search(at.text, low, high) is not None


#: A run that is not of any kind: "the training for a single scene usually", unlike "training such networks usually".
_RUN = re.compile(
    r"(?:^|[,;:.] )(?:(?:the|this|our|each|every|one|an?|full|a full|a single|one single) )?(?:(?:training|single|full|whole|complete|end-to-end) ){0,2}"
    r"(?:training|pre-?training|fine-?tuning|optimi[sz]ation|inference|convergence|sampling|run|epoch|experiment)"
    r"(?: (?:run|process|procedure|stage|phase|time))?"
    r"(?: (?:(?:of|for|on) )?(?:the|this|our|one|a single|each|all) (?:[\w-]+ ){0,2}[\w-]+)?(?: \([^()]{0,40}\))? $",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r" (?:takes?|lasts?|requires?|needs?|converges?|finish(?:es)?|(?:is|are) (?:reached|finished|done|completed?))\b"
)


def _usual_run(at: _Place) -> bool:
    """Whether what is usual is a run of the authors: one with a time, or on devices that are named or counted."""
    if _past(at):
        return True
    return (
        (at.draft.type == "duration" or bool(at.draft.fields.get("name") or at.draft.fields.get("count")))
        and _TAKES.match(at.text, at.cue.end) is not None
        and _RUN.search(*at.before(80)) is not None
        and any(draft.type == "duration" for draft in at.window.drafts)
    )


#: What makes a device any of its kind.
_ANY = re.compile(r"\b(?:an?|any|even|every) (?:(?!single)[\w-]+ ){0,3}$", re.IGNORECASE)


def _definite(at: _Place) -> bool:
    if OWN_WORDS.search(at.text, 0, at.cue.start):
        return True
    return _ANY.search(at.text, max(0, at.draft.start - 40), at.draft.start) is None


#: "A GPU is recommended": no label of a list of requirements.
_PREDICATE = re.compile(r"\b(?:is|are|was|were|be|been|we|strongly|highly|not|as) $", re.IGNORECASE)


def _predicate(at: _Place) -> bool:
    return _PREDICATE.search(*at.before(24)) is not None


#: Words by which the authors speak of themselves, as those of a page do that advises its readers.
_OURSELVES = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Tt]his (?:study|work|paper))\b")


def _done(at: _Place) -> bool:
    return _OURSELVES.search(at.text) is not None or _past(at)


def _named(at: _Place) -> bool:
    return bool(at.draft.fields.get("name") or at.draft.fields.get("count")) or _done(at)


#: Where something goes: "offloads the optimizer states to the CPU".
_TO_IT = re.compile(r"\b(?:to|onto|on) (?:the )?$")


def _not_there(at: _Place) -> bool:
    return _named(at) or _TO_IT.search(at.text, at.cue.start, at.draft.start) is None


_RELATIVE = re.compile(r"\b(?:which|that) $")


def _relative(at: _Place) -> bool:
    return _RELATIVE.search(*at.before(8)) is not None and PAST.search(at.text, 0, at.cue.start) is not None


#: What takes a time on a device was run there, and does not only fit: "it fits on one A100 and takes 3 h".
_AND_TAKES = re.compile(
    r" ?(?:\([^()]{0,40}\) ?)?,? and (?:\w+ly |then |only )?(?:takes|took|needs|needed|requires|required|lasts|lasted|runs|ran"
    r"|trains|trained|finishe[sd]|converge[sd]|completes|completed|is (?:done|over)|was (?:done|over))(?: \w+){0,3} (?:~ ?)?"
)
_IN_CASE = re.compile(r"\b(?:if|when|whenever|unless|whether|provided)\b", re.IGNORECASE)


def _timed(at: _Place) -> bool:
    if _relative(at):
        return True
    times = [other for other in at.window.drafts if other.type == "duration"]
    if any(0 < time.start - at.cue.end <= len(" ~ ") for time in times):
        return True
    if _RELATIVE.search(*at.before(8)) or _IN_CASE.search(at.text, 0, at.draft.start):
        return False
    return any(_AND_TAKES.fullmatch(at.text, at.draft.end, time.start) for time in times)


def _denied(at: _Place) -> bool:
    return at.cue.text.lower().endswith("could") and at.text.startswith(" not ", at.cue.end)


#: What was done so that something could be: "images were cropped so that training could be done on one GPU".
_SO_THAT = re.compile(
    r"^(?:Because|Since|As|After)\b[^;.]{3,80}\b(?:was|were|had)\b[^;.,]{0,60}, [^,;.]{3,60}$|"
    r"\b(?:we|was|were) (?:\w+ ){0,2}?\w+(?:ed|wn|ft|lt|lit|ut|en)\b[^;.]{0,60}\b(?:so|such) that (?!users|others|one|any|the user)(?:[\w-]+ ){1,4}$",
    re.IGNORECASE,
)
#: What was measured, and more is worked out from it: "at 0.3 s per image, the archive would be processed in a week".
_PACE = re.compile(
    r"(?:^|[.;] )(?:At|With|Given) (?:(?:an?|the|our) (?:\w+ ){0,2}(?:rate|speed|pace|time|average) of )?(?:about |~ ?)?$"
)
#: What the authors have shown to be possible, they have done: "we show that it can be trained on one GPU".
_SHOWN = re.compile(
    r"\b(?:we|our (?:\w+ )?(?:results|experiments|tests|findings|benchmarks)|this (?:paper|work|study))"
    r" (?:\w+ly |also |first |then |thus |further |have |will )?(?:show(?:s|ed|n)?|demonstrate[sd]?|prove[sd]?|found|find) that"
    r" (?:(?!\b(?:may|might|would|should|often|usually|commonly|typically|others|argue|believe|expect|suggest|hope|think)\b)[^,;:.()]){0,120}$",
    re.IGNORECASE,
)
_CAN_BE = re.compile(r"can (?:be|run|train|fit)\b|could (?:be|run|train)\b", re.IGNORECASE)


def is_pace(draft: Draft, text: str) -> bool:
    """Whether a time is the pace that more is worked out from: "at 0.3 s per image, it would take a week"."""
    return draft.fields.get("per") == "sample" and _PACE.search(text, 0, draft.start) is not None


def _reached(at: _Place) -> bool:
    cue, draft, text = at.cue, at.draft, at.text
    if cue.text.lower() in ("could", "would") and _SO_THAT.search(text, 0, cue.start):
        return True
    if draft.end < cue.start and is_pace(draft, text):
        return True
    # The month is no possibility, and neither is a name: "field tests took place in May", "MuST-C".
    month = cue.text == "May" and text[cue.start - 1 : cue.start] == " "
    named = not (cue.text[1:].islower() or cue.text.isupper())
    return month or named or _is_shown(cue, draft, text)


def _is_shown(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a possibility is one that the authors have shown, of a time or of devices that are named or counted."""
    return (
        cue.end <= draft.start
        and (draft.type == "duration" or bool(draft.fields.get("name") or draft.fields.get("count")))
        and _CAN_BE.match(text, cue.start) is not None
        and _SHOWN.search(text, max(0, cue.start - 200), cue.start) is not None
    )


#: "Without" speaks of no device where it speaks of what was done to it, or of what would have been.
_SPARED = re.compile(r" (?:ever |much |even )?\w{3,}ing\b (?!units?\b)")
_WOULD_HAVE = re.compile(r"\bwould (?:not |never |hardly )?have (?:been |taken |required )")


def _spared(at: _Place) -> bool:
    return _SPARED.match(at.text, at.cue.end) is not None or _WOULD_HAVE.search(at.text, at.cue.end) is not None


#: What was no bottleneck was there: "neither the CPU nor the disk was a bottleneck".
_BUSY = re.compile(
    r" (?:(?!(?:is|are|was|were|had|and|but|while|so)\b)[\w-]+ ){1,8}(?:is|are|was|were|became) (?:an? |the )?"
    r"(?:bottlenecks?|limiting|saturated|exhausted)\b"
)


def _busy(at: _Place) -> bool:
    return at.cue.text.lower() in ("neither", "nor") and _BUSY.match(at.text, at.cue.end) is not None


#: Which one it was, is told in a bracket: "a typical laptop (Dell Latitude 5400)".
_TOLD = re.compile(r" (?:[\w-]+ ){1,3}\((?!e\.g|i\.e|for |such |like |at least|minimum|with )[^()]*")


def _told(at: _Place) -> bool:
    named = bool(at.draft.fields.get("name"))
    return named and _TOLD.fullmatch(at.text, at.cue.end, at.draft.start) is not None


def _no_bracket(at: _Place) -> bool:
    return at.text[at.cue.start - 1 : at.cue.start] != "("


def _lower_case(at: _Place) -> bool:
    said = at.cue.text
    capital = at.cue.start > 0 and said[0].isupper()
    return not (capital or any(char.isupper() or char.isdigit() for char in said[1:]))


#: What the authors' own method requires was measured; what they offer to readers is no method.
_OUR_METHOD = re.compile(
    r"\b(?:our|the proposed|the present|this (?!(?:example|script|command|config|notebook|recipe|tutorial|step|option|mode"
    r"|feature|repo|repository|package|library|tool|toolkit|software|plugin|demo|image|container|guide)\b)) ?"
    r"(?:[\w-]+ ){0,4}$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r" (?:(?:only|about|around|just|approximately|roughly) )?\d")


def _own_subject(at: _Place) -> bool:
    return _OUR_METHOD.search(*at.before(60)) is not None


#: What joins devices to the time that they were busy for: "8 GPUs (40 GB each) for about two days".
FOR_A_TIME = re.compile(
    r"(?: ?\([^()]{0,30}\))?(?: each)? (?:for|during|over) (?:(?:about|around|roughly|approximately|some) |~ ?)?"
)


def _lasting(at: _Place) -> bool:
    """Whether so many devices are required for so long: those that the run was on, unless it is one of any kind."""
    return (
        bool(at.draft.fields.get("count"))
        and at.cue.text.lower() in ("requires", "needs")
        and "at least" not in at.text[at.cue.end : at.draft.start]
        and _RUN.search(*at.before(80)) is not None
        and any(
            one.type == "duration" and FOR_A_TIME.fullmatch(at.text, at.draft.end, one.start)
            for one in at.window.drafts
        )
    )


def _ours(at: _Place) -> bool:
    return (_AMOUNT.match(at.text, at.cue.end) is not None and _own_subject(at)) or _lasting(at)


#: Characters between what reports and the amount that it reports.
_NEAR = 12


def _no_amount(at: _Place) -> bool:
    follows = any(
        draft.type not in ("accelerator", "cpu", "system", "instance") and 0 < draft.start - at.cue.end < _NEAR
        for draft in at.window.drafts
    )
    return not follows or bool(OWN_WORDS.search(at.text, 0, at.cue.start)) or _AMOUNT.match(at.text, at.cue.end) is None


#: What stands before the first words of a clause: "However, in previous work ...", but "as in previous work".
_BEFORE_CLAUSE = re.compile(r"(?:^|[.;:,(\])] |\b(?:and|but|while|whereas|that) )\W*$")


def _not_opening(at: _Place) -> bool:
    return _BEFORE_CLAUSE.search(*at.before(12)) is None


#: The name of a method or its makers as a subject: "FourCastNet", "YOLOv4 [12]", but neither "Table II" nor "We".
_NAME = re.compile(
    r"(?<!Table )(?<!Tab\. )(?<!Figure )(?<!Fig\. )(?<!Section )\b(?!(?:[IVX]+|[GCT]PUs?)\b)"
    r"[A-Z][\w-]*[A-Z\d][\w-]*(?: ?[\[(][^\[\]()]{1,40}[\])])? (?:also |even )?$"
)


def _no_name(at: _Place) -> bool:
    # Programs that measure report energy, carbon and memory of the authors' own runs.
    return (
        any(draft.type in ("energy", "carbon", "memory") for draft in at.window.drafts)
        or _NAME.search(*at.before(90)) is None
        or bool(OWN_WORDS.search(at.text, 0, at.cue.start))
    )


#: What is set by an option of a program is set for the reader: "we set `--update-freq 8` to simulate 8 GPUs".
_OPTION = re.compile(
    r"we (?:\w+ly |also )?(?:set|use|add|pass|enable|specify) (?:the )?(?:[`\"'(]-{1,2}|--)[a-z]", re.IGNORECASE
)


def _option(at: _Place) -> bool:
    return _OPTION.match(at.text, at.cue.start) is not None


#: What is simulated are so many devices, and not something on them: "simulate 8 GPUs", "simulate training on 8 GPUs".
_COUNTED = re.compile(r" (?:training (?:on|with|using|across) )?(?!(?:on|with|using|by|in|the|our)\b)[\w,]+ ")


def _uncounted(at: _Place) -> bool:
    return _COUNTED.fullmatch(at.text, at.cue.end, at.draft.start) is None


#: What advice is given for stands before it: "on an A100, enable half precision", "for 4 GPUs, set `--nproc 4`".
_FIRST = re.compile(r"(?:^|[.:;?!] |#)[^\w;.]{0,9}(?:for|on|with|using|to|when|in|if|without)\b[^.;]*$", re.IGNORECASE)

#: What may also be a noun is told by what stands behind it: "on a T4, use is limited" gives no advice.
_MAY_BE_NOUN = ("use", "run", "increase", "decrease")
_OBJECT = re.compile(r" (?:(?:the|an?|it|only|to|your|fewer|smaller|larger|more|less|half|mixed)\b|[A-Z`\"'(-])")


def _not_first(at: _Place) -> bool:
    noun = at.cue.text.lower().endswith(_MAY_BE_NOUN) and _OBJECT.match(at.text, at.cue.end) is None
    return noun or _FIRST.search(at.text, 0, at.draft.start) is None or _done(at)


_NOTEBOOK = re.compile(r"(?:\]\([^()\s]{0,200}\))? (?:\w+ )?notebooks?\b")


#: What was done with it is told behind it: "we share our notebooks, in which all models were trained".
_WAS_USED = re.compile(r"\b(?:used|trained|ran|took)\b")


def _no_notebook(at: _Place) -> bool:
    at_end = at.draft.end
    return _NOTEBOOK.match(at.text, at_end) is None or _WAS_USED.search(at.text, at_end) is not None


#: What a setting means is told by a noun alone: "# Batch size per GPU."
_BEFORE_NOUN = re.compile(
    r"(?:^|#)[^\w#]{0,9}(?:(?:the|max|maximum|minimum|total|mini|micro|batch|number|of|training|local)[ -]){0,4}$",
    re.IGNORECASE,
)
_NOUN_ENDS = re.compile(r"(?: ?\([^()]*\))?[.;]?\s*$")


def _no_gloss(at: _Place) -> bool:
    return _NOUN_ENDS.match(at.text, at.draft.end) is None or _BEFORE_NOUN.search(*at.before(60)) is None


#: What each value of ``unless`` asks; ``docs/knowledge.md`` says what they mean.
#: What authors do with a known model: "AlphaFold2 was run on an A100", "Llama 2 was fine-tuned".
_RUN_HERE = re.compile(
    r" (?:then |also |[a-z]+ly )?(?:run|installed|executed|applied|deployed|hosted|served|quanti[sz]ed|fine-? ?tuned|retrained)\b"
)


def _run_here(at: _Place) -> bool:
    return _lower_case(at) or _RUN_HERE.match(at.text, at.cue.end) is not None


UNLESS: dict[str, Callable[[_Place], bool]] = {
    "busy": _busy,
    "definite": _definite,
    "denied": _denied,
    "done": _done,
    "lower case": _lower_case,
    "run here": _run_here,
    "named": _named,
    "no amount": _no_amount,
    "no bracket": _no_bracket,
    "no gloss": _no_gloss,
    "no name": _no_name,
    "no notebook": _no_notebook,
    "not first": _not_first,
    "not opening": _not_opening,
    "not there": _not_there,
    "option": _option,
    "ours": _ours,
    "own subject": _own_subject,
    "past": _past,
    "predicate": _predicate,
    "reached": _reached,
    "relative": _relative,
    "spared": _spared,
    "timed": _timed,
    "told": _told,
    "uncounted": _uncounted,
    "usual run": _usual_run,
}
