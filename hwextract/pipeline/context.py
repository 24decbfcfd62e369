"""Status and phase, by cues in ConText's terms: direction, scope, termination, pseudo-cues."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from hwextract.catalog.grammar import grammars
from hwextract.lexicon import expand
from hwextract.pipeline.draft import Cue, Draft, Window, text_of
from hwextract.pipeline.mentions import STRONG, WEAK

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from hwextract.knowledge import Knowledge

__all__ = ["SUPERCOMPUTING", "clause_ends", "decide", "in_scope"]

_GENERAL_PLURAL = re.compile(r"(?:GPU|TPU|CPU|NPU|processor|card|processing unit)s$", re.IGNORECASE)

#: "GPUs have become ...": a class word as the subject of a general statement.
_SUBJECT = re.compile(
    r"(?:^|[.,;:] |\b(?:that|although|though|while|since|because|as|whether|if|and|but) )(?:an? |modern )?$",
    re.IGNORECASE,
)
_GENERAL_VERB = re.compile(
    r" (?:is|are|has|have|speeds?|can|offers?|allows?|enables?|makes?|remains?|becomes?|provides?|accelerates?|reduces?|excels?|supports?|needs?|profits?|benefits?|draws?|executes?|costs?|trains?|do|does) ",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|our|these|those|all|both|its|this|that|each) $", re.IGNORECASE)


@Language.component("hwextract_decide")
def decide(doc: Doc) -> Doc:
    """Drop what the sentence does not speak of as hardware or computing, and decide status and phase of the rest."""
    window = Window.of(doc)
    text = text_of(doc)
    kept = []
    for draft in window.drafts:
        if draft.type == "duration" and not _is_computing(draft, window, text):
            continue
        if draft.type == "system" and draft.fields.get("kind") in ("cloud", "service") and _only_source(draft, text):
            continue
        if draft.context and not _has_context(draft, window, text):
            continue
        kept.append(draft)
    window.drafts = kept
    if not kept and not window.hints:
        return doc
    ends = clause_ends(window, text)
    _drop_pseudo(window)
    things = [match.span("t") for match in _TRAINED_THING.finditer(text)]
    for draft in kept:
        _status(draft, window, ends, text)
    _share_status(kept, text)
    _share_citation(kept, ends)
    for draft in kept:
        _phase(draft, window, ends, things, text)
    _share_phase(kept, ends)
    _respective_phases(kept, window, text)
    return doc


_CLAUSE_MARKS = re.compile(
    r", (?=(?:we|our|so|then|the|this|these|it|they|their|its|i|one|after|before)\b)|[;]|: |\. (?=[A-Z])"
)
#: Where a clause with a verb of its own starts.
_CLAUSE_STARTS = re.compile(
    r"\b(?:that|in order to|in an attempt to|to (?:verify|show|see|demonstrate|ensure|avoid|reduce|obtain|allow|keep|make|confirm))\b",
    re.IGNORECASE,
)
_COORDINATED = re.compile(
    r"\bwhich\b|\band (?=(?:then |also |subsequently |finally |performance |afterwards |later )*(?:(?:was|were|is|are) )?(?:re)?(?:trained|evaluated|tested|fine-?tuned|deployed|validated)\b)",
    re.IGNORECASE,
)
#: The end of a relative clause: "..., which nobody would lend us, ..."
_RELATIVE = re.compile(r", (?:which|who|whose|where)\b[^,;.]{3,90}(,)")
#: The comma behind what a sentence sets aside first: "Instead of the planned A100s, two V100s were used."
_INTRODUCTION = re.compile(
    r"(?:^|[.;] )\W*(?:instead of|rather than|in place of|unlike|without|in contrast to|as opposed to|in lieu of|compared (?:to|with))\b"
    r"[^,;]{3,90}(,)",
    re.IGNORECASE,
)
#: A relative clause that speaks of the mention before it: "41 min that the authors report".
_RESTRICTIVE = re.compile(r" (?:that|which) ")
#: What ends the reach of a cue that negates the noun behind it.
_NOUN_ENDS = re.compile(r"\b(?:we|was|were|is|are|took|ran|runs|used|had|so|that|over|than|did|does)\b|[,)]")
#: A new predicate of the same subject: a cue behind it does not speak of the object before it.
_NEW_PREDICATE = re.compile(r"(?:\band|,) (?:then |also |thus |therefore |still |even )?$", re.IGNORECASE)


class Clauses(NamedTuple):
    """Where clauses end: for every cue, and only for cues that stand behind a mention.

    What precedes a "that" reaches into it ("they report that ..."); what stands in it does not reach out.
    """

    both: list[int]
    behind: list[int]

    def between(self, left: int, right: int, *, forward: bool = True) -> int:
        """How many clauses end between two places."""
        ends = self.both if forward else (*self.both, *self.behind)
        return sum(left <= stop < right for stop in ends)


def clause_ends(window: Window, text: str) -> Clauses:
    """The ends of clauses: terminating cues, marks, and where a clause with a verb of its own starts."""
    both = [cue.start for cue in window.cues if cue.row["category"] == "terminate"]
    both += [match.start() for match in _CLAUSE_MARKS.finditer(text)]
    both += [match.start() for match in _COORDINATED.finditer(text)]
    both += [match.start(1) for match in _RELATIVE.finditer(text)]
    both += [match.start(1) for match in _INTRODUCTION.finditer(text)]
    return Clauses(both, [match.start() for match in _CLAUSE_STARTS.finditer(text)])


def in_scope(cue: Cue, start: int, end: int, ends: Clauses, text: str) -> bool:
    """Whether a mention lies in the scope of a cue.

    The direction says on which side; the scope is the clause, the sentence, or a number of words. A cue inside
    brackets does not reach out of them.
    """
    direction = cue.row["direction"]
    if cue.start < end and start < cue.end:
        return False
    forward = cue.end <= start
    if (direction == "forward" and not forward) or (direction == "backward" and forward):
        return False
    left, right = (cue.end, start) if forward else (end, cue.start)
    between = text[left:right]
    scope = cue.row.get("scope", "clause")
    if not forward and (relative := _RESTRICTIVE.match(between)):
        left += relative.end()
    if scope != "sentence":
        if ends.between(left, right, forward=forward):
            return False
        if forward and cue.row["category"] == "negated" and between.count("(") > between.count(")"):
            return False
        if (forward and between.count(")") > between.count("(")) or (
            not forward and between.count("(") > between.count(")")
        ):
            return False
        if not forward and _NEW_PREDICATE.search(between):
            return False
    if isinstance(scope, int):
        if between.count(" ") > scope:
            return False
        if forward and cue.row["category"] == "negated" and _NOUN_ENDS.search(between):
            return False
    return True


def _drop_pseudo(window: Window) -> None:
    """Remove the cues that start inside a pseudo-cue; a longer one from the same place stays."""
    pseudo = [cue for cue in window.cues if cue.row["category"] == "pseudo"]
    window.cues = [
        cue
        for cue in window.cues
        if cue.row["category"] == "pseudo"
        or not any(p.start <= cue.start < p.end and (cue.start > p.start or cue.end <= p.end) for p in pseudo)
    ]


def _status(draft: Draft, window: Window, ends: Clauses, text: str) -> None:
    best: tuple[float, Cue] | None = None
    for cue in window.cues:
        category = cue.row["category"]
        if category not in ("negated", "background", "used"):
            continue
        only = cue.row.get("only")
        if only and draft.type not in only:
            continue
        if not in_scope(cue, draft.start, draft.end, ends, text):
            continue
        if cue.row.get("object") and any(
            d.type == "duration" and cue.end <= d.start < draft.start for d in window.drafts
        ):
            continue
        distance = max(cue.start - draft.end, draft.start - cue.end, 0)
        score = cue.row.get("rank", 1) - distance / 1000
        if best is None or score > best[0]:
            best = (score, cue)
    general = draft.bare and _is_general(draft, text)
    citation = _cited(draft, text)
    if citation and (best is None or best[0] < _CITED_RANK):
        draft.status, draft.cue, draft.status_cue, draft.cited = "background", citation, citation, True
        return
    if best is not None and not (general and best[1].row["category"] == "used" and best[0] < _GENERAL_RANK):
        category = best[1].row["category"]
        draft.status = category
        draft.status_cue, draft.status_score = best[1].text, best[0]
        draft.cue = best[1].text if category != "used" else None
        draft.prior = best[1].row.get("implies", draft.prior)
    elif general or (draft.bare and _is_bare_plural(draft, window, text)):
        draft.status, draft.cue = "background", text[draft.start : draft.end]


#: A general subject outweighs cues of the authors' own doing below this rank ("GPUs have shortened the training of ...").
_GENERAL_RANK = 3.5


#: A citation right behind a figure outweighs cues below this rank: what is cited is others' work.
_CITED_RANK = 3.0
_CITATION = re.compile(
    r"(?P<gap>[^,;()\[\]]{0,40}?) ?(?P<cite>\((?!nvidia|intel|amd|google|apple|microsoft|huawei)(?:e\.g\.,? |see )?(?-i:[A-Z])[^()]{2,60},? (?:19[5-9]|20[0-4])\d[a-z]?"
    r"(?:; [^()]{0,90})?\)|\[(?:\d{1,3}(?: ?[,-] ?\d{1,3}){0,6}|reference)\])[. \"']*$",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"\b(?:we|our|ours|us|I|this (?:study|work|paper)|herein?)\b")


def _cited(draft: Draft, text: str) -> str | None:
    """The citation at the sentence's end that a figure stands before, where nothing in it speaks of the authors."""
    if draft.type not in _CITABLE:
        return None
    citation = _CITATION.match(text, draft.end)
    if citation is None or _OWN_WORDS.search(text) or _OTHER_SOURCE.search(citation["gap"]):
        return None
    return citation["cite"]


_CITABLE = ("accelerator", "duration", "cost", "compute", "energy", "carbon")
#: The citation is that of a tool or a data set between the figure and it.
_OTHER_SOURCE = re.compile(r"\b(?:using|with|in|by|via|from|through|under|of|for)\b|[A-Z]")


def _share_citation(drafts: list[Draft], ends: Clauses) -> None:
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
    return bool(_SUBJECT.search(text, max(0, draft.start - 40), draft.start) and _GENERAL_VERB.match(text[draft.end :]))


def _is_bare_plural(draft: Draft, window: Window, text: str) -> bool:
    """Whether a class word in the plural speaks of devices in general, where nothing tells of the authors' own doing."""
    return (
        draft.fields.get("count") is None
        and not draft.fields.get("cores")
        and bool(_GENERAL_PLURAL.search(text[draft.start : draft.end]))
        and not _DEFINITE.search(text, max(0, draft.start - 12), draft.start)
        and not any(cue.row["category"] == "used" for cue in window.cues)
    )


#: What joins the members of a list: "a GPU, FPGA or TPU", "the Raspberry Pi 3 or the Jetson Nano".
_JOINED = re.compile(r",?(?: ?/ ?|,| and| or| nor|, and|, or) ?(?:any |an? |the |other )*", re.IGNORECASE)


#: What joins a device to its price: "an A100 costs around 8,000 USD".
_PRICED = re.compile(
    r" (?:(?:retails|sells|sold|is|was|are|priced|listed) ){0,2}(?:costs?|for|at) (?:\w+ ){0,2}", re.IGNORECASE
)


def _share_status(drafts: list[Draft], text: str) -> None:
    """What is said of the first of a list of devices is said of the others."""
    for before, after in pairwise(drafts):
        if (
            before.status != "used"
            and before.status_cue
            and after.status_cue is None
            and after.status == "used"
            and before.type in _DEVICES
            and after.type in _DEVICES
            and _JOINED.fullmatch(text[before.end : after.start])
        ) or (
            before.status == "background"
            and before.type in _DEVICES
            and after.type == "cost"
            and after.status == "used"
            and _PRICED.fullmatch(text[before.end : after.start])
        ):
            after.status, after.cue, after.status_cue = before.status, before.cue, before.status_cue


_DEVICES = ("accelerator", "cpu", "system", "instance")

#: A trained network as a thing is no training.
_TRAINED_THING = re.compile(
    r"\b(?:a|an|the|our|this|that|its|their|of|with|same|large|publicly|available|public|already|previously|finally|by|using)[ -](?:\w+[ -])?"
    r"(?:pre-? ?)?(?P<t>trained) (?!on\b|for\b|with\b|in\b|using\b|at\b|by\b|and\b|to\b|from\b)(?:[\w-]+ ){0,2}?"
    r"(?:networks?|models?|detectors?|classifiers?|generators?|encoders?|weights|ensembles?|extractors?|backbones?|cnns?|segmenters?|transformers?|emulators?|checkpoints?|\w*net)\b",
    re.IGNORECASE,
)


#: Seconds below which a computation without a word of its phase is that of one sample.
_INSTANT = 2.0
#: The score from which a phase cue stands in the mention's own clause.
_SURE = 40.0


def _phase(draft: Draft, window: Window, ends: Clauses, things: list[tuple[int, int]], text: str) -> None:
    """The phase of the strongest cue nearby: a cue's rank less its distance, and less for every clause between."""
    best: tuple[float, Cue] | None = None
    for cue in window.cues:
        if cue.row["category"] not in ("training", "inference", "other"):
            continue
        if cue.start < draft.end and draft.start < cue.end:
            continue
        if cue.row.get("needs") and not any(
            d.type == cue.row["needs"] and abs(d.start - cue.start) < 60 for d in window.drafts
        ):
            continue
        if cue.row["category"] == "training" and any(cue.start < b and a < cue.end for a, b in things):
            continue
        left, right = (cue.end, draft.start) if cue.end <= draft.start else (draft.end, cue.start)
        forward = cue.end <= draft.start
        distance = max(0, right - left) + (95 if forward else 130) * ends.between(left, right, forward=forward)
        if cue.start > draft.end and not re.match(r"[^,;]*$", text[draft.end : cue.start]):
            distance += 15
        if cue.start > draft.end and re.search(r"\b(?:for|to) $", text[draft.end : cue.start]):
            distance += 40
        distance += 20 * text.count(", ", left, right)
        if cue.row["category"] == "inference" and cue.text.endswith("ing") and text.endswith("for ", 0, cue.start):
            distance += 60
        score = cue.row.get("rank", 50) - distance
        if best is None or score > best[0]:
            best = (score, cue)
    if best is not None and best[0] > -160:
        draft.phase, draft.phase_cue, draft.phase_sure = best[1].row["category"], best[1].text, best[0] > -90
        draft.phase_score = best[0]
    if draft.type == "duration":
        if draft.fields["per"] == "total" and draft.fields["high_s"] < _INSTANT and (best is None or best[0] < _SURE):
            draft.fields["per"] = "sample"
        per = draft.fields["per"]
        if per in ("sample", "other") and draft.phase == "training":
            draft.phase, draft.phase_cue, draft.phase_sure = "inference", f"per {per}", True
        elif per == "epoch":
            draft.phase, draft.phase_cue, draft.phase_sure = "training", f"per {per}", True
    if draft.prior == "training":
        draft.phase, draft.phase_sure = "training", True
    elif draft.prior and (best is None or (best[1].row["category"] == "training" and best[0] < 60) or best[0] < 0):
        draft.phase, draft.phase_sure = draft.prior, True
        draft.phase_cue = None


def _respective_phases(drafts: list[Draft], window: Window, text: str) -> None:
    """Two phases shared out over two devices: "training and inference were done on a V100 and a CPU, respectively"."""
    both = [cue for cue in window.cues if cue.row["id"] == "training-both" and " and " in cue.text]
    devices = [draft for draft in drafts if draft.type in _DEVICES]
    if len(both) != 1 or len(devices) != 2 or "respectively" not in text:
        return
    if _JOINED.fullmatch(text[devices[0].end : devices[1].start]):
        order = ("training", "inference") if both[0].text.lower().startswith("train") else ("inference", "training")
        for draft, phase in zip(devices, order, strict=True):
            draft.phase, draft.phase_cue, draft.phase_sure = phase, both[0].text, True


def _share_phase(drafts: list[Draft], ends: Clauses) -> None:
    """A device has the phase of the board that it is part of, and of a time per sample or epoch in its clause."""
    boards = [d for d in drafts if d.type == "system" and d.prior == "inference" and d.phase == "inference"]
    for draft in drafts:
        if (
            boards
            and draft.type in ("accelerator", "cpu", "memory", "storage")
            and draft.phase_cue is None
            and not draft.prior
        ):
            draft.phase = "inference"
    times = [d for d in drafts if d.type == "duration" and d.fields["per"] in ("sample", "epoch")]
    for draft in drafts:
        if draft.type == "duration" or not times:
            continue
        near = [
            (max(t.start - draft.end, draft.start - t.end), t)
            for t in times
            if not ends.between(min(t.end, draft.end), max(t.start, draft.start))
        ]
        distance, time = min(near, key=lambda pair: pair[0], default=(999, draft))
        if (
            distance < 70
            and time.phase != draft.phase
            and (not draft.phase_sure or (time.fields["per"] == "sample" and distance < 45 and draft.phase_score < 75))
        ):
            draft.phase, draft.phase_cue, draft.phase_sure = time.phase, time.phase_cue, True


#: What may stand between a hyphened time and its noun ("a 3-hour training run" computes, "a 3-year study" does not).
_COMPUTING_NOUN = frozenset(
    "run runs training job jobs budget fine pre finetuning pretraining search compute of on for with per to and using".split()
)
_CUT_OFF = re.compile(r"\b(?:per|on|for|to|using|with|a|an|the|each|every)\b|[,;(]")
_LONG = 40 * 86400


def _is_computing(draft: Draft, window: Window, text: str) -> bool:
    """Whether a duration is computing time: something computes near it, and nothing says that it is something else."""
    own = text[draft.start : draft.end]
    noun = re.match(r"[ -](?:long )?([a-z]+)", text[draft.end : draft.end + 40])
    hyphened = "-" in own and re.search(r"\d-[a-z]|[a-z]-[a-z]+$", own)
    if hyphened and noun and noun[1] not in _COMPUTING_NOUN:
        return False
    near, weak = (_distance(draft, window, category) for category in ("computing", "computing_weak"))
    if any(_is_other_time(cue, draft, near, text) for cue in window.cues if cue.row["category"] == "not_computing"):
        return False
    if re.search(r"\bat $", text[max(0, draft.start - 4) : draft.start]) and draft.fields["low_s"] >= 60:
        return False
    if draft.rule == "duration" and re.match(r"(?i)hours|training|total|time|duration|run", own):
        return True
    if any(d.type in ("accelerator", "cpu", "instance", "compute") for d in window.drafts):
        return True
    if draft.fields["low_s"] >= _LONG:
        return near <= _NEAR / 2 and not re.search("month|year", own)
    if near <= _NEAR:
        return True
    likely = weak <= _NEAR or draft.fields["per"] in ("sample", "step", "epoch")
    return likely and (near < _NONE or (weak < _NONE and _speaks_of_computing(window)))


def _distance(draft: Draft, window: Window, category: str) -> int:
    """Characters between a mention and the nearest cue of a category."""
    places = ((cue.start, cue.end) for cue in window.cues if cue.row["category"] == category)
    return min((max(start - draft.end, draft.start - end, 0) for start, end in places), default=_NONE)


#: The distance of a cue that is not there.
_NONE = 999
#: Characters beyond which a word of the laboratory says nothing of a time.
_FAR = 90
#: Characters within which a word of computing makes a time one of computing.
_NEAR = 60


@cache
def _computing_words(knowledge: Knowledge) -> re.Pattern[str]:
    """The words of computing, for what stands before a block."""
    rows = [row for row in knowledge.lexicon.rows("cues") if row["category"] == "computing"]
    phrases = {phrase for row in rows for pattern in row["patterns"] for phrase in expand(pattern)}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})\b", re.IGNORECASE)


def _speaks_of_computing(window: Window) -> bool:
    """Whether the text before a block speaks of computing, so that "it took 3 hours" does, too.

    A text that starts with the block has the benefit of the doubt.
    """
    return not window.before.strip() or _computing_words(window.knowledge).search(window.before) is not None


def _is_other_time(cue: Cue, draft: Draft, near: int, text: str) -> bool:
    """Whether a cue says that a time is no computing time.

    It is its noun behind it, its subject or preposition before it, or a word of the laboratory that is nearer than any
    word of computing.
    """
    if cue.row["direction"] == "both":
        between = text[min(cue.end, draft.end) : max(cue.start, draft.start)]
        return len(between) < min(near, _FAR) and not re.search(r"[;:]|\. ", between)
    if cue.row["direction"] == "backward":
        return 0 <= cue.start - draft.end <= 22 and not _CUT_OFF.search(text[draft.end : cue.start])
    between = text[cue.end : draft.start]
    return cue.end <= draft.start and between.count(" ") <= cue.row["scope"] and not re.search("[.;,]", between)


#: What makes a name that is an ordinary word, too, a computer: a word for one adjoins it, ...
_MACHINE = r"(?:super-?computers?|supercomputing|(?:hpc |gpu |computer |compute |computing )?clusters?|hpc|high[- ]performance comput\w+)"
_MACHINE_BEFORE = re.compile(
    rf"\b(?:{_MACHINE}|(?:nodes?|gpus|cpus|cores) (?:of|on|in)|partition (?:of|on))\b[^.;]{{0,25}}$", re.IGNORECASE
)
_MACHINE_AFTER = re.compile(
    rf"^['\u2019]?s? ?\(?(?:[\w-]+ ){{0,3}}?(?:{_MACHINE}|(?:gpu |compute )?nodes?|partition|system at|machine at|(?:node|gpu|core|cpu)[ -]hours)\b",
    re.IGNORECASE,
)
#: ... or something ran on it, among words of computing.
_RAN_ON = re.compile(r"\b(?:on|at|using|through|via|to|had access to) (?:the )?$", re.IGNORECASE)
_NAME_ENDS = re.compile(
    r"\W*$|[.,;:()]| (?:at|using|with|for|and|in|took|was|were|is|used|to|within|over|supercomputer)\b", re.IGNORECASE
)
#: One of these words stands in every block that has such a computer and no device.
SUPERCOMPUTING = re.compile(
    rf"{_MACHINE}|system at|machine at|supercomput|\bhpc\b|\b(?:gpu|cpu|core|node)s?\b|[- ]hours\b|\ballocation|\bslurm\b|\bexascale|\bpetascale|partition|"
    r"\b(?:pre-?)?train\w*|\bsimulat\w*|\bjobs?\b|\bcomput\w+|\bran\b",
    re.IGNORECASE,
)
#: A platform that computes, and one that is only where data come from.
_COMPUTES = re.compile(
    r"\b(?:train\w*|fine-?tun\w*|run|ran|runs|running|comput\w*|process\w*|execut\w*|implement\w*|experiments?|gpus?|tpus?|cpus?|vms?|"
    r"virtual|instances?|notebooks?|deploy\w*|hardware|server\w*|cloud provider|rent\w*|environment|bill\w*|credits|inference|"
    r"hosted|perform\w*|carried|hours?|memory|ram|machines?|node|we used|using|(?:was|were) used|(?:re-?)?project\w*|mask\w*|composite\w*|"
    r"develop\w*|platform|done|built|code|calculat\w*|classif\w*|mosaick\w*|analy[sz]\w*|filter\w*)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:obtained|download\w*|acquired|retrieved|accessed|published|collected|derived|taken|provided|imagery|images|scenes|"
    r"data|data ?sets?|shared|available|uploaded|stored|archived|competitions?|challenges?|leaderboard|hosted) "
    r"(?:\w+ ){0,2}?(?:from|via|through|on|at|in|by|of|with|using|to|as) (?:the )?(?:\w+ )?$|(?<!rented )(?<!leased )(?<!hired )(?<!bought )(?<!billed )\bfrom (?:the )?$|\b(?:won|ranked)\b",
    re.IGNORECASE,
)


def _only_source(draft: Draft, text: str) -> bool:
    """Whether a cloud or service is named only as a source of data, a host of files or of a challenge."""
    before, after = text[max(0, draft.start - 80) : draft.start], text[draft.end : draft.end + 80]
    if re.match(
        r"['s]* (?:competition|challenge|data ?set|leaderboard|data|image(?:s|ry)|bucket|storage|drive|code editor|catalog)\b",
        after,
        re.IGNORECASE,
    ):
        return True
    return bool(_SOURCE.search(before)) or not _COMPUTES.search(text)


#: Grammars of bare codes, which are also plots, roads, filters and genes.
_CODES = frozenset(grammar.id for grammar in grammars() if grammar.context and grammar.certainty == "medium")
_PLACED = re.compile(
    r"\b(?:on|with|using|via|by|of|per|for|than|or|and|single|donated|one|two|four|eight|an?|gpu|to|rented|leased|from) (?:(?:the|our|an?|one|single|same|its|their) )?(?:\w+ )?$|[(:\d|][ *_|]*x? ?$|^$",
    re.IGNORECASE,
)
_COMPUTING = re.compile(
    r"\b(?:re-?train\w*|train\w*|pre-?train\w*|fine-?tun\w*|inference|latency|took|takes|hours?|days?|memory|experiments? (?:were|was|ran|run)|"
    r"comput\w*|benchmark\w*|deploy\w*|epochs?|flops?|fps|wall-?clock|run ?times?|ran|run|gpus?|hardware|rent\w*|chips?|ms)\b",
    re.IGNORECASE,
)
_USED = re.compile(r"\bus(?:e|es|ed|ing) (?:an?|one|two|three|four|eight|our|the|single|\d+|\d+ ?x) $", re.IGNORECASE)
#: How a device of one letter and one digit ("T4", "L4", "A2") is named.
_AS_DEVICE = re.compile(
    r"\b(?:on|with|using|via|nvidia|tesla|single|rented|an?|our|one|two|three|four|six|eight|sixteen|\d+ ?x?) (?:an? |one |single |our |the |two |four |eight |spot |rented |\d+ ?x? ?)*$|\b(?:two|three|four|eight|sixteen|\d+ ?x) ?$|^$|[:(|] ?\W*$",
    re.IGNORECASE,
)
_DEVICE_ENDS = re.compile(
    rf"{_NAME_ENDS.pattern}| (?:were|had|have|ran|worked|served|took|did|needed|instances?|gpus?|nodes?|cards?|accelerators?|servers?|machines?|vms?|chips?)\b",
    re.IGNORECASE,
)
#: A longer code that is counted or has an article behind "on" or "with" is a device.
_ON_ONE = re.compile(
    r"\b(?:on|with|using) (?:an?|one|single|a single|our|the same) $"
    r"|(?<![-.,\w])(?:one|two|three|four|six|eight|sixteen|thirty-two|\d{1,4}) $",
    re.IGNORECASE,
)
_NOT_DEVICES = re.compile(
    r"\b(?:hydrants?|rodents|mice|rats|genes?|plots?|sites?|motorways?|vitamins?|strains?|stations?|filters?|components?|locomotives?|"
    r"vehicles? of type|plans|dose|wells?|samples?) (?:\w+[ ,]+){0,5}$",
    re.IGNORECASE,
)
_NOT_DEVICE = re.compile(
    r"[ -](?:road|filter|population|motorway|component|wave|street|highway|genes?|cells?|strains?|sites?|plots?|samples?|specimens?|"
    r"mutants?|proteins?|autobahn|line|fraction|hydrants?|locomotive|respirator|masks?|near|(?-i:in (?:the )?[A-Z]))|,? and [A-Z]\d{2,3} of the|(?: -)?[ -](?:norm\w*|regulari\w*|loss\w*|distances?|penalt\w+|svm|cache|errors?|weight decay|metric|"
    r"learners?|speakers?|language|vectors?|similarity|features?|visa|viruses)\b|[ -]?\((?!\d)(?:an? )?[a-z]+ (?:[a-z]+ )*(?:locomotive|protein|gene|filter|vitamin|road|days)\)",
    re.IGNORECASE,
)


def _is_device(draft: Draft, text: str, around: str) -> bool:
    """Whether a bare code is a device: beside another one, counted, or where something is computed on it."""
    before = text[: draft.start]
    if STRONG.search(around) or text[draft.end - 1] == "s":
        return True
    if draft.fields.get("count") is not None and WEAK.search(around):
        return True
    if re.search(r"\d ?x ?$", before) or (
        draft.end - draft.start >= 4 and _ON_ONE.search(before) and _DEVICE_ENDS.match(text[draft.end :])
    ):
        return True
    return bool(_USED.search(before)) or bool(_PLACED.search(before) and _COMPUTING.search(around))


def _is_machine(draft: Draft, window: Window, text: str) -> bool:
    """Whether a system whose name is an ordinary word, too, is a computer."""
    before, after = text[max(0, draft.start - 70) : draft.start], text[draft.end : draft.end + 60]
    if re.search(_MACHINE, text[draft.start : draft.end], re.IGNORECASE):
        return True
    if any(
        d.type in ("accelerator", "cpu") and re.fullmatch(r" (?:of|on|at) (?:the )?", text[d.end : draft.start])
        for d in window.drafts
    ):
        return True
    if _MACHINE_AFTER.match(after) or _MACHINE_BEFORE.search(before):
        return True
    return (
        draft.end - draft.start > 3
        and bool(_RAN_ON.search(before) and _NAME_ENDS.match(after))
        and bool(SUPERCOMPUTING.search(text))
    )


def _has_context(draft: Draft, window: Window, text: str) -> bool:
    """Whether a short code stands among words of computing (1) or beside a device, a count or a memory size (2)."""
    if draft.type == "system" and draft.rule.startswith("system:"):
        return _is_machine(draft, window, text)
    around = text[: draft.start] + " # " + text[draft.end :]
    own = text[draft.start : draft.end]
    if _NOT_DEVICE.match(text[draft.end :]) or (draft.rule in _CODES and _NOT_DEVICES.search(text[: draft.start])):
        return False
    if len(own.rstrip("s")) <= 2 and not own.isdigit():
        return bool(
            _AS_DEVICE.search(text[: draft.start]) and _DEVICE_ENDS.match(text[draft.end :]) and WEAK.search(around)
        )
    if any(d is not draft and not d.context and d.type not in ("duration", "cost") for d in window.drafts):
        return True
    if re.search(r"(?:gpu|cpu|processor|card|accelerator|tpu)s?$", own, re.IGNORECASE):
        return True
    if draft.context == 1 and draft.rule not in _CODES:
        return bool(WEAK.search(around))
    if draft.context == 1:
        return _is_device(draft, text, around)
    count = draft.fields.get("count")
    return bool(STRONG.search(around)) or (bool(count) and bool(WEAK.search(around)))
