"""Status: whether the authors used it, say that they did not, or speak of something else."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hwextract.lexicon import any_of, one_of, words
from hwextract.phrasing import present_verbs
from hwextract.pipeline.scope import Clauses, in_scope
from hwextract.pipeline.titles import links_to_notebook, title_of_link
from hwextract.pipeline.unless import FOR_A_TIME, OWN_WORDS, PAST, is_pace, is_void

if TYPE_CHECKING:
    from hwextract.pipeline.draft import Cue, Draft, Window

__all__ = ["DEVICES", "JOINED", "counts", "decide_status", "is_class", "is_part", "share_citation", "share_status"]

_GENERAL_PLURAL = re.compile(r"(?:GPU|TPU|CPU|NPU|processor|card|processing unit)s$", re.IGNORECASE)

#: "GPUs have become ...": a class word as the subject of a general statement.
_SUBJECT = re.compile(
    r"(?:^|[.,;:] |\b(?:that|although|though|while|since|because|as|whether|if|and|but) )"
    r"(?:an? (?:(?!(?:of|with|on|in|to|and|or|for|by|from)\b)[\w-]+ ){0,3}|(?:modern |most |many |current |today's )?"
    r"(?:(?:gaming|typical|standard|consumer|recent|small|powerful|fast|faster|good) )?)$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"\b(?:the|our|these|those|(?<!above )all|both|its|this|that|each|same (?:number|kind|type|amount) of) $",
    re.IGNORECASE,
)


@cache
def _general_verb() -> re.Pattern[str]:
    return re.compile(rf" {present_verbs()} ", re.IGNORECASE)


def is_class(draft: Draft) -> bool:
    """Whether a device is known by its class alone, or by that and its vendor.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Draft
    >>> is_class(Draft("accelerator", 0, 11, "nvidia-vendor", fields={"name": "NVIDIA"}))
    True
    """
    return draft.bare or str(draft.fields.get("name")).lower() in words("firms")


def counts(cue: Cue, window: Window) -> bool:
    """Whether a cue counts in the text that it stands in: some tell of others' doing in documentation alone.

    Examples
    --------
    >>> from hwextract.pipeline.draft import Cue, Window
    >>> counts(Cue(0, 8, "consider", {"in": "documentation"}), Window(text="consider a GPU"))
    False
    """
    return "in" not in cue.row or window.documents()


#: The categories of cues that tell a status.
_STATUSES = frozenset(["negated", "background", "used"])


class _Told(NamedTuple):
    """A cue that reaches a mention, and how strong it is there: its rank, less a little for the distance."""

    score: float
    cue: Cue

    @property
    def category(self) -> str:
        """The status that it tells."""
        return str(self.cue.row["category"])


def decide_status(draft: Draft, window: Window, ends: Clauses, text: str) -> None:
    """The status of the strongest cue that reaches a mention, unless what stands beside the mention outweighs that."""
    best, usual = _strongest(draft, window, ends, text)
    if best is not None and best.category == "negated" and (others := _of_others(best.cue, draft, window, text)):
        _decide(draft, "background", others, "condition", best.score)
        return
    if usual is not None and best is not None and best.cue.row["id"] in _SET_ASIDE:
        best = usual
    if best is not None and best.category == "background" and best.score < _OURS_RANK and _is_own(best, draft, text):
        best = None
        draft.status_score = _CITED_RANK
    if beside := _told_beside(draft, best, text):
        _decide(draft, *beside, _OURS_RANK)
        return
    citation = _cited(draft, window.drafts, text) if best is None or best.score < _CITED_RANK else None
    if citation:
        draft.status, draft.cue, draft.status_cue, draft.cited = "background", citation, citation, True
        return
    if best is None and not window.others and is_pace(draft, text):
        draft.status_score = _CITED_RANK
    general = _is_said_generally(draft, best, text)
    if best is not None and not general:
        _decide(draft, best.category, best.cue.text, best.cue.row["id"], best.score)
        draft.cue = best.cue.text if best.category != "used" else None
        draft.prior = best.cue.row.get("implies", draft.prior)
    elif general or (is_class(draft) and _is_bare_plural(draft, window, text)):
        draft.status, draft.cue = "background", text[draft.start : draft.end]
        draft.status_row = ("general-subject" if draft.bare else "product-talk") if general else None


def _decide(draft: Draft, status: str, cue: str, row: str, score: float) -> None:
    """Give a mention a status, and say by what words, of which row, and how strong they are."""
    draft.status, draft.cue, draft.status_cue = status, cue, cue
    draft.status_row, draft.status_score = row, score


def _strongest(draft: Draft, window: Window, ends: Clauses, text: str) -> tuple[_Told | None, _Told | None]:
    """The strongest cue that reaches a mention, and the last one of what usually happens."""
    best: _Told | None = None
    usual: _Told | None = None
    opened = text.rfind("(", text.rfind(")", 0, draft.start) + 1, draft.start)
    for cue in window.cues:
        row = cue.row
        category = row["category"]
        if category not in _STATUSES:
            continue
        only = row.get("only")
        if only and draft.type not in only:
            continue
        distance = max(cue.start - draft.end, draft.start - cue.end, 0)
        score = row.get("rank", 1) - distance / 1000
        if category == "used" and 0 <= opened < cue.start and text.find(")", draft.end, cue.start) < 0:
            score += _IN_BRACKET
        is_usual = row["id"] in _USUAL
        if best is not None and score <= best.score and not is_usual:
            continue  # whether it reaches the mention or not
        if not _reaches(cue, draft, window, ends, text):
            continue
        told = _Told(score, cue)
        if is_usual:
            usual = told
        if best is None or score > best.score:
            best = told
    return best, usual


def _reaches(cue: Cue, draft: Draft, window: Window, ends: Clauses, text: str) -> bool:
    """Whether a cue says something of a mention."""
    return (
        in_scope(cue, draft.start, draft.end, ends, text)
        and not _of_our_own(cue, text)
        and not is_void(cue, draft, window, ends, text)
        and not _denies_another(cue, draft, text)
        and counts(cue, window)
    )


def _is_own(told: _Told, draft: Draft, text: str) -> bool:
    """Whether a mention is of the authors' own, though a cue makes it background."""
    return _is_our_device(told.cue, draft, text) or _falls_short(told.cue, draft, text) or _is_replaced(draft, text)


def _told_beside(draft: Draft, best: _Told | None, text: str) -> tuple[str, str, str] | None:
    """The status that what stands right beside a mention tells whatever cues say, the words, and the id of the rule."""
    title = title_of_link(draft.start, draft.end, text)
    if title is None and draft.type == "system" and links_to_notebook(draft.end, text):
        title = text[draft.start : draft.end]
    if title is not None:
        return "background", title, "title"
    none = _said_none().match(text, draft.end) if draft.type in DEVICES else None
    if none is not None:
        return "negated", none["none"] or none["bare"], "said-none"
    if (best is None or best.category == "used") and _is_conditioned(draft, text):
        return "background", "if", "condition"
    return None


def _is_said_generally(draft: Draft, best: _Told | None, text: str) -> bool:
    """Whether a mention is the subject of a general statement, which no strong cue of the authors' doing outweighs."""
    if best is None and _is_or_more(draft, text):
        return True
    if best is not None and (best.category != "used" or best.score >= _GENERAL_RANK):
        return False
    return _is_general(draft, text) if is_class(draft) else _is_generic(draft, text)


@cache
def _said_none() -> re.Pattern[str]:
    """A label that says that there is no such device: "GPU: none"."""
    return re.compile(rf"(?: ?[:=|] ?(?P<none>{one_of('said-none')})| (?P<bare>none))(?=[;,.|)]|$)", re.IGNORECASE)


#: What usually or generally happens without a device, or instead of one, is no negation.
_USUAL = frozenset(["general", "frequency"])
_SET_ASIDE = frozenset(["without", "instead-of"])

#: What is not there, where somebody or something in general lacks it: "where GPUs are not available".
_WHERE = re.compile(
    r"\b(?:if|where|wherever|when|whenever|in case|as long as) (?:an? |any |such |the )?(?:[\w-]+ )?$", re.IGNORECASE
)

#: Who does not need a device may have one.
_NEEDED = re.compile(r"\b(?:need|requir|necess|rely|depend)", re.IGNORECASE)


#: What a reader is told to do, and where a sentence is of that alone.
@cache
def _advice() -> str:
    # "Run time", "set A", "use of" are nouns.
    object_ = r"(?-i:(?= (?:(?:an?|the|your|it|this|these|only|one|two|without|with|\d+|[A-Z]{2}\w*)\b|[`-])))"
    return rf"(?:please |simply |just )?{one_of('advice-verbs')}\b{object_}"


@cache
def _advised() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:(?:To|For) [^,.;]{{3,80}}, )?{_advice()}[^,.;]*$", re.IGNORECASE)


@cache
def _without_first() -> re.Pattern[str]:
    """What holds for anybody, where it takes long: "without a GPU, training takes weeks"."""
    return re.compile(
        rf"without (?:an? |any )?[\w -]{{2,40}}, (?:[^.;]{{0,60}}\b{one_of('hard-or-slow')}\b|{_advice()})",
        re.IGNORECASE,
    )


@cache
def _people() -> re.Pattern[str]:
    adverbs = "often|usually|mostly|typically|rarely|still|currently|may|might|who|that|which|simply|generally"
    places = r"(?:most|many|some|several|small|rural|remote|in) (?:(?!(?:the|our|both|these) )[\w-]+ ){0,2}" + one_of(
        "places-of-people"
    )
    return re.compile(
        rf"\b(?:{one_of('people')}|{places}|if (?:they|you|one)) (?:(?:{adverbs}) ){{0,2}}$", re.IGNORECASE
    )


#: Who asks whether it goes without a device says not that it did: "Can I run it without a GPU?"; who asks why, does.
_ASKED = re.compile(r"(?:(?! [-\u2013\u2014] )[^.!?;:()]){0,60}\?")


def _of_others(cue: Cue, draft: Draft, window: Window, text: str) -> str | None:
    """Who lacks a device in general, the condition that there is none, or the question; None where the authors do."""
    if _ASKED.match(text, draft.end) and not cue.text.lower().startswith("why"):
        return "?"
    starts = cue.start == 0 or text[cue.start - 2] in ".:;"
    if starts and _without_first().match(text, cue.start) and not (PAST.search(text) or OWN_WORDS.search(text)):
        return cue.text
    if (
        _advised().match(text, 0, cue.start)
        and not (PAST.search(text) or OWN_WORDS.search(text))
        and window.documents()
    ):
        return cue.text
    if cue.end <= draft.start and not _NEEDED.search(cue.text):
        people = _people().search(text, max(0, cue.start - 60), cue.start)
        return people.group().strip() if people and not OWN_WORDS.search(text, 0, people.start()) else None
    where = _WHERE.search(text, max(0, draft.start - 40), draft.start)
    return where.group().strip() if where and cue.text.lower().startswith(("is ", "are ", "isn't", "aren't")) else None


#: What a cue gains that stands in brackets with a mention: "a GPU with 8 GB (we used an RTX 2070)".
_IN_BRACKET = 2.5

#: Things of one's own that a pronoun may stand for, and names of others that it may stand for, too.
_OUR_THINGS = re.compile(r"\bour (?:[\w-]+ ){0,3}[a-z-]+s\b", re.IGNORECASE)
_NAMED_OTHERS = re.compile(r"\bet al\b|\[\d|\bauthors\b|\bothers\b")


def _of_our_own(cue: Cue, text: str) -> bool:
    """Whether "they" stands for things of the authors' own: "for our large models ... they were trained"."""
    return (
        cue.text.lower().startswith("they ")
        and _OUR_THINGS.search(text, 0, cue.start) is not None
        and _NAMED_OTHERS.search(text, 0, cue.start) is None
    )


#: What a sentence puts first, of a certain device: "on our GPU, larger batches were not possible" does not deny the GPU.
_PUT_FIRST = re.compile(
    r"(?:^|[.;:] |, |\b(?:and|but|yet|so|thus|since|as|because) )"
    r"(?:on |(?:on|with|given|within|using) (?:only |just )?(?:an?|the|our|these|those|this|one|two|three|four|six|eight|\d+) )"
    r"(?:(?!\b(?:price|costs?|lack|absence|purchase|help|expense)\b)[^,;.()]){0,50}(?:\([^()]{0,40})?$",
    re.IGNORECASE,
)
#: ... and the subject of its own behind it, other than the run itself.
_OTHER_SUBJECT = re.compile(
    r"(?:(?! (?:that|which|and|or|was|were) )[^,;.()]|\([^()]{0,50}\)){0,24}\)?"
    r"(?:, (?!(?:which|that|who|where|and|or|but)\b)[^,;.()]{2,60}(?<!\btraining)(?<!\bruns)(?<!\brun)(?<!\binference)|"
    r" (?:it|this|the|our|such|larger|longer|full)\b[^,;.()]{0,50}) $",
    re.IGNORECASE,
)


def _denies_another(cue: Cue, draft: Draft, text: str) -> bool:
    """Whether a negation behind a mention is of something else, and the mention only tells where that was not done."""
    return (
        cue.row["category"] == "negated"
        and draft.end <= cue.start
        and _OTHER_SUBJECT.fullmatch(text, draft.end, cue.start) is not None
        and _PUT_FIRST.search(text, max(0, draft.start - 90), draft.start) is not None
    )


#: A device that is said to be the authors' outweighs cues below this rank: "it does not fit on our two A100".
_OURS_RANK = 5.5


@cache
def _ours() -> re.Pattern[str]:
    """What stands before a device of the authors': "our two A100", "the present server (an A100"."""
    return re.compile(
        r"\bour (?!previous|earlier|next|new|planned|future|own (?:with|of|for|to)\b)(?:own )?(?:(?:[\w-]+ ){0,2}|(?:[\w-]+ ){1,3}\([^()]{0,60})$"
        rf"|\bthe (?:present|current|existing) {one_of('machines')} (?:\(|with )[^()]{{0,60}}$",
        re.IGNORECASE,
    )


#: What joins a quantity to what it was reached on: "can be trained in 3 h on our GPU".
_ON_OURS = re.compile(
    r"(?: per [\w-]+)? (?:on|with|using) (?:(?:one|two|both|all|each) of )?our (?!previous|earlier|next|new|planned|future)"
)
#: ... or on what, put first: "on our GPU, a tile can be processed in 3 s".
_OURS_FIRST = re.compile(r"^(?:On|With|Using) our (?!previous|earlier|next|new|planned|future)[^,]{2,40}, ")


def _is_our_device(cue: Cue, draft: Draft, text: str) -> bool:
    if draft.type not in (*DEVICES, "memory", "storage"):
        return cue.text.lower().startswith(("can", "could be")) and bool(
            _ON_OURS.match(text, draft.end) or _OURS_FIRST.match(text)
        )
    return _ours().search(text, max(0, draft.start - 90), draft.start) is not None


#: What a definite device could not do, or would not have done, was tried: "the images could not be fed to the GPU".
_FAILED = re.compile(
    r"could (?:not|only|no longer|hardly|at most)\b|would not have\b|(?:do|does) not fit\b", re.IGNORECASE
)
#: A definite device that is at hand is the authors'.
_AT_HAND = re.compile(r" (?:at hand|at our disposal|available to us)\b")


def _falls_short(cue: Cue, draft: Draft, text: str) -> bool:
    if draft.type not in DEVICES or not _DEFINITE.search(text, max(0, draft.start - 16), draft.start):
        return False
    return _FAILED.match(text, cue.start) is not None or _AT_HAND.match(text, draft.end) is not None


#: A device that may be there or not: "in case a faster GPU is available", "where a GPU is at hand".
_CONDITION = re.compile(
    r"\b(?:if|where|wherever|whenever|in case|as long as|provided(?: that)?|should|unless|when|had) (?:an? |any )"
    r"(?:(?!(?:of|with|on|in|to|and|or|for|by|from)\b)[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_IS_THERE = re.compile(
    r" (?:is|are|be|been) (?:\w+ )?(?:available|present|used|at hand|found|installed|at one's disposal|accessible|given)\b"
)


def _is_conditioned(draft: Draft, text: str) -> bool:
    return (
        draft.type in DEVICES
        and _IS_THERE.match(text, draft.end) is not None
        and _CONDITION.search(text, max(0, draft.start - 60), draft.start) is not None
    )


#: What is to be replaced is in use.
_REPLACING = re.compile(r"\breplac(?:e|ing|ement of|ing of) (?:the|our|this) $", re.IGNORECASE)
_TO_BE_REPLACED = re.compile(r" (?:\w+ ){1,3}be (?:replaced|substituted|exchanged) (?:by|with|for)\b")


def _is_replaced(draft: Draft, text: str) -> bool:
    """Whether a device is the one that another is to take the place of: "the K80 will be replaced by an A100"."""
    return draft.type in DEVICES and (
        _REPLACING.search(text, max(0, draft.start - 24), draft.start) is not None
        or (
            _TO_BE_REPLACED.match(text, draft.end) is not None
            and _DEFINITE.search(text, max(0, draft.start - 16), draft.start) is not None
        )
    )


#: A general subject outweighs cues of the authors' own doing below this rank ("GPUs have shortened the training of ...").
_GENERAL_RANK = 3.5


#: A citation right behind a figure outweighs cues below this rank: what is cited is others' work.
_CITED_RANK = 3.0
_CITATION = re.compile(
    r"(?P<gap>[^,;()\[\]]{0,40}?\)?) ?"
    rf"(?P<cite>\((?!{one_of('makers-of-devices')})(?:e\.g\.,? |see )?(?-i:[A-Z])[^()]{{2,60}},? (?:(?:19[5-9]|20[0-4])\d[a-z]?|et al\.?)"
    r"(?:; [^()]{0,90})?\)|\[(?:\d{1,3}(?: ?[,-] ?\d{1,3}){0,6}|reference)\])(?:[. \"']*$|(?=;|, (?:while|whereas|and the)\b))",
    re.IGNORECASE,
)


def _cited(draft: Draft, drafts: list[Draft], text: str) -> str | None:
    """The citation at the sentence's end that a figure stands before, where nothing in it speaks of the authors.

    A bracket with a mention in it is no citation: "90 s on a laptop (MacBook Air, 2020)" tells the year of the model.
    """
    if draft.type not in _CITABLE:
        return None
    citation = _CITATION.match(text, draft.end)
    if citation is None or _OTHER_SOURCE.search(citation["gap"]):
        return None
    # What a semicolon parts off speaks of somebody else: "it took 4 days on 16 TPUs [11]; ours took 3 h".
    low = text.rfind("; ", 0, draft.start) + 1
    if OWN_WORDS.search(text, low, citation.end() if text.startswith("; ", citation.end()) else len(text)):
        return None
    start, end = citation.span("cite")
    return None if any(start < one.start < end for one in drafts) else citation["cite"]


_CITABLE = ("accelerator", "duration", "cost", "compute", "energy", "carbon")
#: The citation is that of a tool or a data set between the figure and it.
_OTHER_SOURCE = re.compile(r"\b(?:using|with|in|by|via|from|through|under|of|for)\b|[A-Z]")


def share_citation(drafts: list[Draft], ends: Clauses) -> None:
    """A citation behind a figure covers what its clause says before it: "on 16 TPUs for four days (Dev et al., 2019)"."""
    for cited in drafts:
        for draft in drafts:
            if (
                cited.cited
                and draft.end <= cited.start
                and draft.status == "used"
                and draft.status_score < _CITED_RANK
                and draft.type in _CITABLE
                and not ends.between(draft.end, cited.start)
            ):
                draft.status, draft.cue, draft.status_cue = "background", cited.cue, cited.cue


def _is_general(draft: Draft, text: str) -> bool:
    """Whether a class word is the subject of a general statement."""
    return bool(_general_verb().match(text, draft.end) and _SUBJECT.search(text, max(0, draft.start - 40), draft.start))


#: So many devices or more are a reader's: "4+ GPUs".
_OR_MORE = re.compile(r"\d\+ (?:[\w-]+ ){0,2}$")


def _is_or_more(draft: Draft, text: str) -> bool:
    before = max(0, draft.start - 24)
    return (
        draft.type in DEVICES
        and "+" in text[before : draft.start]
        and _OR_MORE.search(text, before, draft.start) is not None
        and not (OWN_WORDS.search(text) or PAST.search(text))
    )


#: What a product in general stands behind, as the subject of a clause: "An RTX 4090 has 24 GB."
_GENERIC = re.compile(
    r"(?:^|[.,;:\u2013\u2014-] |\b(?:that|although|though|while|since|because|as|whether|if|and|but) )"
    r"(?P<article>the |(?:even |just |already |only )?an? (?:single |modern |recent )?|modern |most |many |current |other )?$",
    re.IGNORECASE,
)


@cache
def _generic_verbs() -> re.Pattern[str]:
    noun = rf"users|owners|{any_of('products')}"
    return re.compile(rf" (?:with \d+ ?GB )?(?:(?P<noun>{noun}) )?(?P<verb>{any_of('general-verbs')})\b", re.IGNORECASE)


#: What tells what a product is, where that is all that its sentence says of it: "The Jetson Nano is a small computer."
_DEFINED = frozenset(["is a", "is an", "supports", "costs", "allows", "enables", "can"])


def _is_generic(draft: Draft, text: str) -> bool:
    """Whether a product is the subject of a general statement: "an RTX 4090 has 24 GB", "Jetson boards draw 10 W"."""
    if draft.type not in DEVICES:
        return False
    stated = _generic_verbs().match(text, draft.end)
    subject = _GENERIC.search(text, max(0, draft.start - 40), draft.start) if stated else None
    if stated is None or subject is None:
        return False
    if subject["article"] in ("The ", "the ") and not (
        stated["verb"] in _DEFINED and draft.start == len("The ") and not OWN_WORDS.search(text)
    ):
        return False
    plural = text[draft.end - 1 : draft.end] == "s" and draft.fields.get("count") is None
    return bool(subject["article"]) or plural or (stated["noun"] or "").endswith("s")


#: Characters between a product and the class word that goes with it ("V100 32GB NVIDIA GPUs").
_BESIDE = 8


#: Words of the authors' own doing that tell of none alone: "for the training of networks, GPUs are preferred".
_NO_DOING = re.compile(r"training of|to train|configuration", re.IGNORECASE)


def _is_bare_plural(draft: Draft, window: Window, text: str) -> bool:
    """Whether a class word in the plural speaks of devices in general, where nothing tells of the authors' own doing."""
    return (
        draft.fields.get("count") is None
        and not draft.fields.get("cores")
        and bool(_GENERAL_PLURAL.search(text[draft.start : draft.end]))
        and not _DEFINITE.search(text, max(0, draft.start - 16), draft.start)
        and not any(cue.row["category"] == "used" and not _NO_DOING.match(cue.text) for cue in window.cues)
        and not any(0 <= draft.start - other.end < _BESIDE for other in window.drafts if other.type == draft.type)
    )


#: What joins the members of a list: "a GPU, FPGA or TPU", "the Raspberry Pi 3 or the Jetson Nano".
JOINED = re.compile(r",?(?: ?/ ?|,| and| or| nor|, and|, or) ?(?:any |an? |the |other )*", re.IGNORECASE)
#: ... and of a list of what is required: "16 GB of RAM and a CUDA-capable GPU".
_REQUIRED_TOO = re.compile(
    r",?(?: and|,| plus| as well as) (?:(?:at least )?(?:an?|one|any)|at least) (?:[\w-]+ ){0,2}", re.IGNORECASE
)


#: What joins a device in general to the time that it takes: "a gaming GPU manages 0.3 s".
_MANAGED = re.compile(r" (?:manages?|needs?|takes?|requires?|achieves?|reaches) (?:\w+ ){0,2}", re.IGNORECASE)

#: The parts of a product that is only spoken of: "the TX2, which is equipped with a Pascal GPU and a quad-core ARM CPU".
_PART_OF = re.compile(
    r"(?: \w+)?,? (?:which|that) (?:is equipped with|is built around|has|had|features|contains|offers|comes with|carries) "
    r"(?:[\w-]+ ){0,3}|(?: with [\w -]{3,30}?)? and (?:[\w-]+ ){0,3}"
)
#: "A mid-range GPU trains a network of this size in two hours."
_ONE_CLAUSE = re.compile(r"[^.;:()]{3,80}")

#: What joins a quantity to the device that it was, or would be, reached on: "the 26 h on a K80 that they give".
_REACHED_ON = re.compile(r" (?:on|with|using) (?:[\w-]+ ){0,2}", re.IGNORECASE)

#: What joins devices that are spoken of to the one that a reader has: "to simulate 8 GPUs with 1 GPU".
_WITH_ONE = re.compile(r" (?:with|on|using|from) (?:only |just )?(?:an?|one|1|a single|only one) ", re.IGNORECASE)

#: What joins a device to its price: "an A100 costs around 8,000 USD".
_PRICED = re.compile(
    r" (?:(?:retails|sells|sold|is|was|are|priced|listed) ){0,2}(?:costs?|for|at) (?:\w+ ){0,2}", re.IGNORECASE
)


def share_status(drafts: list[Draft], text: str) -> None:
    """What is said of the first of a list of devices is said of the others, and what of a device, of its time."""
    for before, after in pairwise(drafts):
        if (
            before.type in _CITABLE
            and before.type not in DEVICES
            and before.status == "used"
            and before.status_row is None
            and after.type in DEVICES
            and after.status == "background"
            and after.status_row is not None
            and _REACHED_ON.fullmatch(text, before.end, after.start)
        ):
            before.status, before.cue, before.status_cue = after.status, after.cue, after.status_cue
        if before.type == "compute" and after.end <= before.end and after.status_row in _REQUIRED:
            # What was required are the hours, and not the device that they are counted in: "it requires 90 A100-hours".
            after.status, after.cue, after.status_cue = before.status, before.cue, before.status_cue
    for before, after in pairwise(drafts):
        if before.status != "used" and after.status == "used" and _shares(before, after, text):
            after.status, after.cue, after.status_cue = before.status, before.cue, before.status_cue
            after.status_row = before.status_row if before.status_row in _PRODUCTS else after.status_row


def _shares(before: Draft, after: Draft, text: str) -> bool:
    """Whether what is said of the one before, which is not used, is said of the one behind it, too."""
    required = before.status_row in _REQUIRED
    if (
        required
        and after.status_row in (None, "own", "own-past")
        and _REQUIRED_TOO.fullmatch(text, before.end, after.start)
    ):
        return True
    if (
        before.status_cue
        and before.status_row not in _COMPARED
        and after.status_cue is None
        and (required or (before.type in DEVICES and after.type in DEVICES))
        and JOINED.fullmatch(text, before.end, after.start)
    ):
        return True
    if before.status != "background" or before.type not in DEVICES:
        return False
    if after.type == "cost":
        return _PRICED.fullmatch(text, before.end, after.start) is not None
    if after.status_score >= _CITED_RANK:
        return False
    if after.bare and _WITH_ONE.fullmatch(text, before.end, after.start):
        return True
    if after.type == "duration":
        if required and FOR_A_TIME.fullmatch(text, before.end, after.start):
            return True
        clause = _ONE_CLAUSE if before.status_row == "general-subject" else _MANAGED
        return clause.fullmatch(text, before.end, after.start) is not None
    return before.status_row in _PRODUCTS and is_part(before, after, text)


def is_part(whole: Draft, part: Draft, text: str) -> bool:
    """Whether one device is said to be built into another: "the TX2, which is equipped with a Pascal GPU"."""
    return part.type in (*DEVICES, "memory") and _PART_OF.fullmatch(text, whole.end, part.start) is not None


#: Cues of a product that another is compared with, and of one that is only spoken of.
_COMPARED = ("compared-device", "compared-product")
_PRODUCTS = (*_COMPARED, "product-talk", "costs-about", "fits-on-one", "such-as", "kinds-of-devices", "apposed-kind")
#: Cues of a list of requirements, which memory and disks belong to.
_REQUIRED = ("requirement", "requirement-label")

DEVICES = ("accelerator", "cpu", "system", "instance")
