"""Status and phase, by cues in ConText's terms: direction, scope, termination, pseudo-cues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language

from hwextract.catalog.grammar import grammars
from hwextract.pipeline.draft import Cue, Draft, Window, text_of
from hwextract.pipeline.mentions import STRONG, WEAK

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["SUPERCOMPUTING", "clause_ends", "decide", "in_scope"]

_GENERAL_PLURAL = re.compile(r"(?:GPU|TPU|CPU|NPU|processor|card|processing unit)s$", re.IGNORECASE)

#: "GPUs have become ...": a class word as the subject of a general statement.
_SUBJECT = re.compile(
    r"(?:^|[.,;:] |\bthat |\balthough |\bwhile |\bsince |\bbecause |\bas )(?:an? |modern )?$", re.IGNORECASE
)
_GENERAL_VERB = re.compile(
    r" (?:is|are|has|have|speeds?|can|offers?|allows?|enables?|makes?|remains?|becomes?|provides?|accelerates?|reduces?|excels?|support) ",
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
        _phase(draft, window, ends, things, text)
    _share_phase(kept, ends)
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
    if scope != "sentence":
        if ends.between(left, right, forward=forward):
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
    """Remove the cues that stand inside a pseudo-cue."""
    pseudo = [cue for cue in window.cues if cue.row["category"] == "pseudo"]
    window.cues = [
        cue
        for cue in window.cues
        if cue.row["category"] == "pseudo" or not any(p.start <= cue.start and cue.end <= p.end for p in pseudo)
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
        distance = max(cue.start - draft.end, draft.start - cue.end, 0)
        score = cue.row.get("rank", 1) - distance / 1000
        if best is None or score > best[0]:
            best = (score, cue)
    if best is not None:
        category = best[1].row["category"]
        draft.status = category
        draft.status_cue = best[1].text
        draft.cue = best[1].text if category != "used" else None
        if best[1].row["id"] == "donation":
            draft.prior = "training"
    elif (
        draft.bare
        and _SUBJECT.search(text, max(0, draft.start - 40), draft.start)
        and _GENERAL_VERB.match(text[draft.end :])
    ) or (
        (
            draft.bare
            and draft.fields.get("count") is None
            and _GENERAL_PLURAL.search(text[draft.start : draft.end])
            and not _DEFINITE.search(text, max(0, draft.start - 12), draft.start)
        )
        and not any(cue.row["category"] == "used" for cue in window.cues)
    ):
        draft.status, draft.cue = "background", text[draft.start : draft.end]


#: A trained network as a thing is no training.
_TRAINED_THING = re.compile(
    r"\b(?:a|an|the|our|this|that|its|their|of|with|same|large|publicly|available|public|already|previously|finally|by|using)[ -](?:\w+[ -])?"
    r"(?:pre-? ?)?(?P<t>trained) (?!on\b|for\b|with\b|in\b|using\b|at\b|by\b|and\b|to\b|from\b)(?:[\w-]+ ){0,2}?"
    r"(?:networks?|models?|detectors?|classifiers?|generators?|encoders?|weights|ensembles?|extractors?|backbones?|cnns?|segmenters?|transformers?|emulators?|checkpoints?|\w*net)\b",
    re.IGNORECASE,
)


def _phase(draft: Draft, window: Window, ends: Clauses, things: list[tuple[int, int]], text: str) -> None:
    """The phase of the strongest cue nearby: a cue's rank less its distance, and less for every clause between."""
    best: tuple[float, Cue] | None = None
    for cue in window.cues:
        if cue.row["category"] not in ("training", "inference", "other"):
            continue
        if cue.start < draft.end and draft.start < cue.end:
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


def _share_phase(drafts: list[Draft], ends: Clauses) -> None:
    """A device has the phase of a time per sample or epoch that stands with it in one clause."""
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


#: Subjects whose time is no computing time.
_PEOPLE = re.compile(
    r"\b(?:experts?|annotators?|observers?|ecologists?|battery|batteries|drones?|volunteers?|participants?|students?|radiologists?|"
    r"readers?|study|studies|survey|surveys|project|fieldwork|campaign|technicians?|rangers?|assistants?|reviewers?|sessions?|humans?|person|people|specialists?)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)


def _is_computing(draft: Draft, window: Window, text: str) -> bool:
    """Whether a duration is computing time: something computes near it, and nothing says that it is something else."""
    after = text[draft.end : draft.end + 40]
    attributive = re.match(r"[ -](?:long )?([a-z]+)", after)
    hyphened = "-" in text[draft.start : draft.end] and re.search(
        r"\d-[a-z]|[a-z]-[a-z]+$", text[draft.start : draft.end]
    )
    if (
        hyphened
        and attributive
        and attributive[1]
        not in (
            "run",
            "runs",
            "training",
            "job",
            "jobs",
            "budget",
            "fine",
            "pre",
            "finetuning",
            "pretraining",
            "search",
            "compute",
            "of",
            "on",
            "for",
            "with",
            "per",
            "to",
            "and",
            "using",
        )
    ):
        return False
    for cue in window.cues:
        if (
            cue.row["category"] == "not_computing"
            and 0 <= cue.start - draft.end <= 22
            and not re.search(
                r"\b(?:per|on|for|to|using|with|a|an|the|each|every)\b|[,;(]", text[draft.end : cue.start]
            )
        ):
            return False
    before = text[max(0, draft.start - 48) : draft.start]
    if re.search(r"\bevery $|\bat $|\bwhen $|\buntil $", before, re.IGNORECASE) or _PEOPLE.search(before):
        return False
    if draft.fields["low_s"] >= 40 * 86400 and not any(d.type == "accelerator" for d in window.drafts):
        return False
    near = [
        max(cue.start - draft.end, draft.start - cue.end, 0)
        for cue in window.cues
        if cue.row["category"] == "computing"
    ]
    if draft.rule == "duration" and re.match(
        r"(?i)hours|training|total|time|duration|run", text[draft.start : draft.end]
    ):
        return True
    devices = any(d.type in ("accelerator", "cpu", "instance", "compute") for d in window.drafts)
    return bool(near and min(near) <= 60) or devices


#: What makes a name that is an ordinary word, too, a supercomputer.
SUPERCOMPUTING = re.compile(
    r"supercomput|\bcluster\b|\bhpc\b|high[- ]performance computing|\b(?:compute |gpu )?nodes?\b|[- ]hours\b|partition|"
    r"computing (?:cent|time|resource|facilit)|\ballocation|\bslurm\b|\bexascale|\bpetascale|"
    r"\b(?:train\w*|ran|run|hours|gpus?|computed|carried out|experiments|simulat\w*|performed) (?:[\w,-]+ ){0,6}(?:on|at|of) (?:the )?(?= #)",
    re.IGNORECASE,
)
#: A platform that computes, and one that is only where data come from.
_COMPUTES = re.compile(
    r"\b(?:train\w*|fine-?tun\w*|run|ran|runs|running|comput\w*|process\w*|execut\w*|implement\w*|experiments?|gpus?|tpus?|cpus?|vms?|"
    r"virtual|instances?|notebooks?|deploy\w*|hardware|server\w*|cloud provider|rent\w*|environment|bill\w*|credits|inference|"
    r"hosted|perform\w*|carried|hours?|memory|ram|machines?|node)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:obtained|download\w*|acquired|retrieved|accessed|published|collected|derived|taken|provided|imagery|images|scenes|"
    r"data|data ?sets?|shared|available|uploaded|stored|archived|competitions?|challenges?|leaderboard|hosted) "
    r"(?:\w+ ){0,2}?(?:from|via|through|on|at|in|by|of|with|using|to|as) (?:the )?(?:\w+ )?$|\bfrom (?:the )?$|\b(?:won|ranked)\b",
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
    return bool(_SOURCE.search(before)) or not _COMPUTES.search(before + " # " + after)


#: Grammars of bare codes, which are also plots, roads, filters and genes.
_CODES = frozenset(grammar.id for grammar in grammars() if grammar.context and grammar.certainty == "medium")
_PLACED = re.compile(
    r"\b(?:on|with|using|via|by|of|per|for|than|or|and|single|donated|one|two|four|eight|an?|gpu|to|rented|leased|from) (?:(?:the|our|an?|one|single|same|its|their) )?(?:\w+ )?$|[(:\d] ?x? ?$|^$",
    re.IGNORECASE,
)
_COMPUTING = re.compile(
    r"\b(?:re-?train\w*|train\w*|pre-?train\w*|fine-?tun\w*|inference|latency|took|takes|hours?|days?|memory|experiments? (?:were|was|ran|run)|"
    r"comput\w*|benchmark\w*|deploy\w*|epochs?|flops?|fps|wall-?clock|run ?times?|ran|run|gpus?|hardware|rent\w*|chips?|ms)\b",
    re.IGNORECASE,
)
_USED = re.compile(r"\bus(?:e|es|ed|ing) (?:an?|one|two|three|four|eight|our|the|single|\d+|\d+ ?x) $", re.IGNORECASE)
_NOT_DEVICE = re.compile(
    r"[ -](?:road|filter|population|motorway|component|wave|street|highway|genes?|cells?|strains?|sites?|plots?|samples?|specimens?|"
    r"mutants?|proteins?|autobahn|line|fraction|hydrants?|locomotive|respirator|masks?|near|in (?:the )?[A-Z])",
)


def _is_device(draft: Draft, text: str, around: str) -> bool:
    """Whether a bare code is a device: beside another one, counted, or where something is computed on it."""
    before, after = text[: draft.start], text[draft.end :]
    if _NOT_DEVICE.match(after):
        return False
    if STRONG.search(around) or text[draft.end - 1] == "s":
        return True
    if draft.fields.get("count") is not None and WEAK.search(around):
        return True
    return bool(_USED.search(before)) or bool(_PLACED.search(before) and _COMPUTING.search(around))


def _has_context(draft: Draft, window: Window, text: str) -> bool:
    """Whether a short code stands among words of computing (1) or beside a device, a count or a memory size (2)."""
    others = [d for d in window.drafts if d is not draft and not d.context]
    if others:
        return True
    around = text[: draft.start] + " # " + text[draft.end :]
    own = text[draft.start : draft.end]
    if re.search(r"(?:gpu|cpu|processor|card|accelerator|tpu)s?$", own, re.IGNORECASE):
        return True
    if draft.context == 1 and draft.rule not in _CODES:
        return bool(WEAK.search(around))
    if draft.context == 1:
        return _is_device(draft, text, around)
    if draft.type == "system":
        near = text[max(0, draft.start - 90) : draft.start] + " # " + text[draft.end : draft.end + 90]
        return bool(SUPERCOMPUTING.search(near))
    count = draft.fields.get("count")
    return bool(STRONG.search(around)) or (bool(count) and bool(WEAK.search(around)))
