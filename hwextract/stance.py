"""Whose doing the sentences before a block speak of: the authors' own, others', a plan, or a product.

The ways to say it are data (``lexicon/stance.jsonl``). A sentence that goes on about others' work, a plan or a product
tells nothing of what the authors used.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hwextract.alternatives import Index
from hwextract.blocks import blocks
from hwextract.documentation import is_documentation
from hwextract.evidence import Evidence
from hwextract.expressions import guarded
from hwextract.lexicon import one_of, rows, words
from hwextract.phrasing import ANYWHERE, MARKS, Shapes, expression_of, present_verbs
from hwextract.pipeline.attribution import takes_up, without_asides
from hwextract.pipeline.status import DEVICES, is_class, is_part, share_status
from hwextract.repair import single_spaced

if TYPE_CHECKING:
    from hwextract.engine import Block
    from hwextract.pipeline.draft import Draft

__all__ = [
    "BESIDE",
    "Passage",
    "Stance",
    "continue_status",
    "cues_of",
    "goes_on",
    "speaks_of",
    "stance_before",
    "stance_of",
]

#: Characters before a block that are read; a paragraph that speaks of one thing for longer is rare.
REACH = 900
#: Sentences of no stance of their own that one before them may reach across.
_PATIENCE = 4


#: What is of others, and may be what the authors use.
_OFFERED = ("offer", "thing")


class Stance(NamedTuple):
    """Whose doing a sentence speaks of, and by what words.

    It is one of ``own``, ``others``, ``offer``, ``thing``, ``plan``, ``product``, ``example``, ``general``.
    An ``offer`` is what others have proposed, and a ``thing`` what is theirs; the authors may use both.
    """

    whose: str
    cue: str


@cache
def _shapes() -> dict[str, Shapes]:
    """The ways to say each stance, and each of the other kinds."""
    found: dict[str, Shapes] = {}
    index = Index()
    for row in rows("stance"):
        if row["stance"] in _FRAMES:
            continue
        # What may stand before the words that start a sentence: marks of works are no signs.
        start = rf"(?:^[^\w{MARKS}]*|: )(?:\w+ ?, |{one_of('asides')} ?, |(?:note|recall|observe) that )?"
        # ... and before others who act: "In Norway, Okafor et al. (2020) followed salmon."
        place = r"(?:(?:in|for|at|on|with|from|during|after|using|since) [^,;]{2,60} ?, )?"
        before = start + (place if row["stance"] in ("others", "offer") else "")
        found[row["stance"]] = Shapes(row["patterns"], before if row["place"] == "start" else ANYWHERE, index)
    return found


@lru_cache(maxsize=16)
def stance_of(sentence: str) -> Stance | None:
    """Whose doing a sentence speaks of, or None where it does not say.

    Examples
    --------
    >>> stance_of("Okafor et al. (2020) trained a similar network.").whose
    'others'
    >>> stance_of("The board was released in 2019.").whose
    'product'
    >>> stance_of("Birds sang.") is None
    True
    """
    # Who plans speaks of himself, and what is said of one's own doing outweighs a name that stands with it.
    for whose in ("plan", "own", "others", "offer", "thing", "product", "example", "general"):
        cue = _shapes()[whose].first(sentence)
        # "Deep learning requires that the network is trained first, which was done on a GPU."
        if cue and not (whose == "general" and speaks_of("past", sentence)):
            # Who only takes up a thing of others speaks of no doing of theirs.
            return None if whose not in ("plan", "own") and takes_up(sentence) else Stance(whose, cue)
    return None


@lru_cache(maxsize=32)
def speaks_of(kind: str, sentence: str) -> bool:
    """Whether a sentence has the words of one kind of row: ``done``, of something that was done, ``pronoun``, ...

    Examples
    --------
    >>> speaks_of("done", "Each run took 3 h."), speaks_of("done", "A card has 24 GB.")
    (True, False)
    """
    return _shapes()[kind].stand_in(sentence)


def cues_of(kind: str, sentence: str) -> list[tuple[int, int]]:
    """The places of the words of one kind of row in a sentence.

    Examples
    --------
    >>> cues_of("beside", "By comparison, it took longer than a week.")
    [(0, 13), (30, 34)]
    """
    return _shapes()[kind].places(sentence)


def goes_on(sentence: str, *, by: tuple[str, ...] = ("pronoun", "definite")) -> bool:
    """Whether a sentence goes on about the subject of the one before it, by a pronoun or a definite name.

    Examples
    --------
    >>> goes_on("It took two weeks."), goes_on("All models were trained.")
    (True, False)
    """
    return any(speaks_of(way, sentence) for way in by)


#: What ends a passage: a blank line, the mark of a heading, ...
_BLANK = re.compile(r"\n(?:[ \t]*\n|#)")
_LABEL = guarded(r"\b(?:[Ss](?:ection|ub(?:[Ss]ub)*(?:[Ss]ection|[Pp]aragraph))|[Pp]aragraph) ?: ")
#: ... or a heading that stands between sentences; what is before it is no part of it.
_HEADED = guarded(r"[.!?] (?=(?P<heading>(?:[A-Z][a-z]+ ){0,2}[A-Z][a-z]+ \. ))")


class Passage:
    """The passage before a place of a text; what several ask of it is read once, when the first asks.

    Parameters
    ----------
    text : str
        The document.
    end : int
        The place.
    """

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end

    @cached_property
    def start(self) -> int:
        """Where it starts."""
        low = max(0, self.end - REACH)
        ends = [
            match.end() for expression in (_BLANK, _LABEL) for match in expression.finditer(self.text, low, self.end)
        ]
        ends += [match.end("heading") for match in _HEADED.finditer(self.text, max(0, low - 2), self.end)]
        return max(ends, default=low)

    @cached_property
    def documents(self) -> bool:
        """Whether it, or what stands behind the place, is documentation of software."""
        return is_documentation(self.text, max(0, self.end - REACH), self.end + REACH)

    @cached_property
    def plain(self) -> str:
        """Its text, with single spaces."""
        return single_spaced(self.text[self.start : self.end])

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences, in order, with single spaces."""
        before = self.text[self.start : self.end]
        return [single_spaced(before[a:b]) for a, b in blocks(before)]


def stance_before(passage: Passage, sentence: str) -> Stance | None:
    """The stance that a sentence shares with those before it in its passage, or None.

    Parameters
    ----------
    passage : Passage
        What stands before the sentence.
    sentence : str
        The sentence, with single spaces.

    Examples
    --------
    >>> passage = Passage("Okafor et al. (2020) used a similar network. Training was done on 8 GPUs.", 45)
    >>> stance_before(passage, "Training was done on 8 GPUs.").cue
    'Okafor et al. (2020) used'
    """
    by_pronoun = chained = True
    said = sentence
    for patience in range(_PATIENCE + 1):
        by_pronoun = by_pronoun and goes_on(sentence, by=("pronoun",))
        # What goes on by its kind: "Okafor et al. (2020) presented a network. The network was trained on 8 GPUs."
        chained = chained and goes_on(sentence, by=("pronoun", "artefact"))
        by_thing = chained and (not patience or goes_on(said, by=("pronoun",)))
        by_name = by_pronoun or goes_on(sentence)
        if not (by_name or by_thing) or patience == len(passage.sentences):
            return None
        sentence = passage.sentences[-1 - patience]
        stance = stance_of(sentence)
        if stance is not None:
            if stance.whose == "general" and not by_pronoun and speaks_of("past", said):
                # What was done is none of what is true in general: "Modern networks need GPUs. The training took 3 h."
                return None
            # What others offer may be what the authors train: "The network of [12] was adopted. Training took 3 h."
            goes = {"own": False, "offer": by_pronoun or by_thing, "thing": by_pronoun}.get(stance.whose, by_name)
            return stance if goes else None
    return None


#: Cues of others' work and of plans, which the next sentence may go on about.
_CONTINUED = frozenset(
    [
        "others",
        "others-act",
        "others-subject",
        "known-models",
        "reported",
        "own-earlier",
        "plan",
        "proposal",
        "product-talk",
        "costs-about",
    ]
)
#: Cues of a product that is only described.
_DESCRIBED = ("product-talk", "costs-about", "fits-on-one")
#: What decides about a thing that a note only names beside the model at hand.
BESIDE = "beside"
#: What says of one device that it is only compared with, or supposed.
_OF_ONE_DEVICE = frozenset(
    ["likened", "assumed", "assumption", "compared-device", "compared-product", "compared-amount", BESIDE]
)
#: The score above which a cue of the sentence's own decides.
_OWN_SCORE = 2.5


def continue_status(
    text: str,
    block: Block,
    previous: Block | None,
    section: str | None = None,
    *,
    used: frozenset[str] = frozenset(),
) -> None:
    """Give weak drafts of a block the status of what the sentences before it speak of.

    What goes on about others' work, a plan or a product is background, and so is what stands among general remarks
    and tells of nothing that was done. What is only described is ours where its name is among those ``used``.
    """
    drafts = block.window.drafts
    passage = Passage(text, block.start)
    unsure = [draft for draft in drafts if draft.status == "used" and _is_unsure(draft, passage)]
    weak = [draft for draft in unsure if draft.status_score < _OWN_SCORE]
    described = [draft for draft in drafts if draft.status_row in _DESCRIBED]
    if not (unsure or described):
        return
    own = block.repaired.text
    if any(draft.fields.get("name") in used or _is_ours(draft, text, block, previous, own) for draft in described):
        for draft in described:
            draft.status, draft.cue, draft.status_row = "used", None, None
    if block.window.others is not False or own != block.window.text:
        own = without_asides(own)
    for part, said in _parts(weak, block, own):
        _continue_stance(part, block, previous, said, passage, section=section)
    _weigh_evidence(block, previous, own, passage)


#: What sets something against what stands before it, of which it tells nothing.
_SET_AGAINST = re.compile(r"[,;] (?:against|versus|as opposed to|at list price|(?:as )?compared (?:to|with))\b")


def _parts(weak: list[Draft], block: Block, own: str) -> list[tuple[list[Draft], str]]:
    """Weak drafts with what tells of them: "0.2 s on an A100, against 50 min of the old one (Li, 2021)" has two."""
    border = _SET_AGAINST.search(block.repaired.text)
    if border is None:
        return [(weak, own)] if weak else []
    before = [draft for draft in weak if draft.start < border.start()]
    behind = [draft for draft in weak if draft.start >= border.start()]
    return [part for part in ((before, _SET_AGAINST.split(own)[0]), (behind, own)) if part[0]]


def _continue_stance(
    weak: list[Draft], block: Block, previous: Block | None, own: str, passage: Passage, *, section: str | None
) -> None:
    """Make background of weak drafts where their sentence, or what it goes on about, is none of the authors' doing."""
    stance = stance_of(own)
    if stance is not None and stance.whose not in ("plan", "product"):
        # What a sentence starts with reaches to its semicolon, or to what is set against it.
        end = _CONTRAST.search(block.repaired.text)
        weak = [draft for draft in weak if end is None or draft.start < end.start()]
    if stance is not None and stance.whose == "plan":
        done = _done_before(stance.cue, block.repaired.text)
        weak = [draft for draft in weak if draft.start >= done]
    if stance is None and (on_others := _section_on_others(passage, section)):
        stance = Stance("others", on_others)
    if stance is None or stance.whose in _OFFERED:
        stance = _shared(block, previous, own, passage) or stance_before(passage, own)
    if stance is None:
        stance = _framed(own, passage)
    if stance is None:
        # A price behind a device tells nothing of what stands before it.
        drafts = block.window.drafts
        marked = max((draft.start for draft in drafts if draft.type == "cost" and draft not in weak), default=-1)
        weak = [draft for draft in weak if draft.status_row is None and draft.start > marked]
        # A reader is told many things that nobody did, among which one that was done may stand.
        stance = _among(block, previous, own, passage) if weak and not passage.documents else None
    if stance is not None and stance.whose != "own":
        for draft in weak:
            draft.status, draft.cue, draft.status_row = "background", stance.cue, "others"


_CONTRAST = re.compile(r"; |, (?:while|whereas) (?!the (?:other|second))")
#: What parts off a plan from what was done before it.
_PLAN_PARTED = re.compile(r"(?:;|, (?:and|but|while|whereas)) (?!(?:its?|they|their|this|these|both)\b)")


def _done_before(plan: str, text: str) -> int:
    """Where the part of a sentence ends that tells what was done before a plan: "It took 3 h; a port is planned."."""
    cue = text.find(plan)
    marks = [mark.start() for mark in _PLAN_PARTED.finditer(text, 0, max(cue, 0))]
    return marks[-1] if marks and speaks_of("done", text[: marks[-1]]) else 0


#: The weight of evidence at which what a sentence says is none of the authors' doing.
_NOT_OWN = -2.2
#: What it counts for that a sentence speaks of others' work, of a product or in general, or one before it does.
_SPEAKS, _SPOKE = -2.7, -1.8
#: What it counts for that all devices and quantities of the sentence before are used, or none; that others of the
#: sentence are not; and that the sentence stands alone, as what a paper says of its hardware may.
_AFTER_OWN, _AFTER_OTHERS, _BESIDE_OTHERS, _ALONE = 0.2, -1.8, -0.9, 1.6
#: What it counts for that a sentence stands in documentation, which tells readers what they may do.
_DOCUMENTED = -2.0
#: What it counts for that a sentence goes on about a thing of the authors' own, unlike what they did to one of others.
_ON_OWN = 2.0
_ACTORS = ("we", "us", "ourselves", "here", "herein")
#: What it counts for that a sentence stands in a passage on the work of several others.
_AMONG_OTHERS = -3.0
#: What it counts for that a device has no name, and that it is any of its kind: "runs on GPUs".
_NAMELESS, _IN_GENERAL = -1.0, -1.2
_NOT_OURS = ("general", "product", "others")
#: Characters behind a block that are read for evidence.
_BEHIND = 400
_PARAGRAPH_ENDS = re.compile(r"\n[ \t]*\n|\n#")


#: A heading, or a question, alone on its line.
_STANDING_ALONE = re.compile(r"(?:^|\n)[ \t]*(?P<heading>(?:#|\*\*)[^\n]{2,80}|[^\n]{2,80}\?[*_ ]*)\s*$")


def _heading_above(text: str, low: int) -> str:
    """The heading that stands above a passage, on a line of its own."""
    heading = _STANDING_ALONE.search(text, max(0, low - 100), low)
    return heading["heading"] if heading else ""


def _weigh_evidence(block: Block, previous: Block | None, own: str, passage: Passage) -> None:
    """Make background of what is weakly used where the evidence of its sentence and passage tells against it."""
    weak = [draft for draft in block.window.drafts if draft.status == "used" and _is_unsure(draft, passage)]
    for part, said in _parts(weak, block, own):
        _weigh(part, block, previous, said, passage)
    if weak:
        share_status(block.window.drafts, block.repaired.text)


def _is_unsure(draft: Draft, passage: Passage) -> bool:
    """Whether no cue of a draft's sentence tells for sure that it was used.

    Who documents software says "we" and "our" of whatever he offers.
    """
    return draft.status_score < _OWN_SCORE or (
        draft.status_row == "own" and str(draft.status_cue).lower() in words("speakers") and passage.documents
    )


def _weigh(weak: list[Draft], block: Block, previous: Block | None, own: str, passage: Passage) -> None:
    """Make background of some weak drafts of a block, of which a sentence or a part of it tells."""
    aside, plan = _aside().match, _shapes()["plan"]
    said = [sentence for sentence in passage.sentences if not aside(sentence)]
    around = _around(block, said, passage)
    if not goes_on(own) and plan.may_stand_in_part(around):
        # To a plan, what is there now is opposed.
        done = [sentence for sentence in said if not plan.stand_in(sentence)]
        if len(done) < len(said):
            said, around = done, _around(block, done, passage)
    evidence = Evidence(own, around, documented=passage.documents)
    told = evidence.speaks_for_authors(but="the-experiment") or (
        evidence.speaks_for_authors() and not _COMPARED.search(own)
    )
    general = not told and not any(draft.type == "duration" for draft in weak) and _says_generally(own)
    own_weights = [_generality(draft, block.repaired.text) for draft in weak]
    alone = [_DOCUMENTED if passage.documents else 0 if around else _ALONE, _on_own(own, said)]
    beside = _beside(block, previous, passage)
    if passage.documents:
        # A reader is told many things that nobody did, among which one that was done may stand.
        beside = [weight / 2 for weight in beside]
    limit = _NOT_OWN - sum(alone) - sum(beside) - min(own_weights)
    stance = stance_of(own)
    spoken: list[float] = []
    if stance is not None and stance.whose != "own":
        spoken = [_SPEAKS]
    elif stance is None and (general or not evidence.is_above(limit - _spoken_at_worst(around))):
        # The sentences before are read only where they may decide.
        stance, spoken = _spoken(said, around)
    if general or not evidence.is_above(limit - sum(spoken)):
        weight = evidence.weight
        for one in (*alone, *spoken, *beside):
            weight += one
        against = evidence.against or (stance.cue if stance else "")
        kept: Draft | None = None
        for draft, own_weight in zip(weak, own_weights, strict=True):
            if kept is not None and is_part(kept, draft, block.repaired.text):
                continue
            if weight + own_weight <= _NOT_OWN or (general and _is_any(draft, block.repaired.text)):
                draft.status, draft.cue, draft.status_row = "background", against or None, "evidence"
            else:
                kept = draft


def _around(block: Block, said: list[str], passage: Passage) -> str:
    """What stands around a block and may be evidence: what is said before it, and what stands behind it."""
    text = passage.text
    end = _PARAGRAPH_ENDS.search(text, block.end, block.end + _BEHIND)
    behind = text[block.end : end.start() if end else block.end + _BEHIND]
    parts = (single_spaced(_heading_above(text, passage.start)), *said, single_spaced(behind))
    return " ".join(filter(None, parts))


def _on_own(own: str, said: list[str]) -> float:
    """What it counts for that a sentence goes on about a thing of the authors' own."""
    if not (said and goes_on(own, by=("pronoun",))):
        return 0
    last = stance_of(said[-1])
    return _ON_OWN if last is not None and last.whose == "own" and last.cue.lower() not in _ACTORS else 0


def _spoken_at_worst(around: str) -> float:
    """The least that the sentences of a passage can count for."""
    return _SPOKE if _shapes()["own"].stand_in(around) else _SPOKE + _AMONG_OTHERS


def _spoken(said: list[str], around: str) -> tuple[Stance | None, list[float]]:
    """The first stance that is not the authors' among the sentences of a passage, and what it counts for."""
    shapes = [_shapes()[whose] for whose in _NOT_OURS]
    spoken = (stance_of(sentence) for sentence in said if any(one.stand_in(sentence) for one in shapes))
    stance = next((one for one in spoken if one is not None and one.whose in _NOT_OURS), None)
    if stance is None:
        return None, []
    return stance, [_SPOKE, _AMONG_OTHERS] if stance.whose == "others" and _is_literature(around) else [_SPOKE]


def _beside(block: Block, previous: Block | None, passage: Passage) -> list[float]:
    """What it counts for that the block before, and others of the same, are used or not."""
    found = []
    if previous is not None and _follows(previous, block, passage) and not _aside().match(previous.repaired.text):
        if all(draft.status == "used" for draft in previous.window.drafts):
            found.append(_AFTER_OWN)
        elif _all_background(previous.window.drafts) and not _planned(previous):
            found.append(_AFTER_OTHERS)
    if any(draft.status == "background" and draft.status_row not in _OF_ONE_DEVICE for draft in block.window.drafts):
        found.append(_BESIDE_OTHERS)
    return found


def _is_literature(passage: str) -> bool:
    """Whether a passage tells of several others who did something, and of nothing of the authors' own."""
    if _shapes()["own"].stand_in(passage):
        return False
    spoken = (stance_of(passage[a:b]) for a, b in blocks(passage))
    return sum(one is not None and one.whose == "others" for one in spoken) > 1


#: What is said in the present tense, and of nothing that was done or measured.
_DONE_OR_MEASURED = re.compile(
    r"\b(?:was|were|had|did|took|been|fps)\b|\d ?(?:frames|images|samples|s|ms|h|min)\b|: ", re.IGNORECASE
)
#: "Training is faster on a GPU" tells of no training of the authors'.
_COMPARED = re.compile(r"\b(?:faster|slower|quicker|longer|cheaper|easier)\b", re.IGNORECASE)
#: An article that means any device of the kind.
_ANY_OF_KIND = re.compile(r"\b(?:an?|any|every|some) (?:(?!single)[\w-]+ ){0,2}$", re.IGNORECASE)


@cache
def _is_done() -> re.Pattern[str]:
    """What one's own system does day by day: "images are sent to a server with a GPU"."""
    return re.compile(rf"\b(?:is|are) (?:\w+ly )?{one_of('day-by-day')}\b", re.IGNORECASE)


@cache
def _in_present() -> re.Pattern[str]:
    return re.compile(rf"\b{present_verbs()}\b", re.IGNORECASE)


def _says_generally(sentence: str) -> bool:
    """Whether a sentence says what holds at any time: "images are classified faster on a GPU"."""
    if _DONE_OR_MEASURED.search(sentence) or (_is_done().search(sentence) and not _COMPARED.search(sentence)):
        return False
    return _in_present().search(sentence) is not None


def _is_any(draft: Draft, text: str) -> bool:
    """Whether a device is any of its class: "a GPU", "graphics cards"."""
    if not is_class(draft):
        return False
    plural = text[draft.end - 1 : draft.end] == "s" and not draft.fields.get("count")
    return plural or _ANY_OF_KIND.search(text, max(0, draft.start - 40), draft.start) is not None


#: A device whichever, as the subject of a general statement: "a single A100 processes", "any GPU runs".
_WHICHEVER = re.compile(r"\b(?:an?|any|every) (?:[\w-]+ )?$", re.IGNORECASE)


@cache
def _present() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of('present-verbs')})\b")


def _generality(draft: Draft, text: str) -> float:
    """What it counts for that a device is not named, or any of its kind."""
    if draft.type not in DEVICES:
        return 0
    weight = 0.0
    if draft.type in ("accelerator", "cpu") and not draft.fields.get("name"):
        plural = text[draft.end - 1 : draft.end] == "s" and not draft.fields.get("count")
        weight += _NAMELESS + (_IN_GENERAL if plural else 0)
    if _present().match(text, draft.end) and _WHICHEVER.search(text, max(0, draft.start - 24), draft.start):
        weight += _IN_GENERAL
    return weight


def _is_ours(draft: Draft, text: str, block: Block, previous: Block | None, own: str) -> bool:
    """Whether a sentence describes what the authors used: "We used two A40. A40 cards have 48 GB."."""
    if previous is None or text[previous.end : block.start].strip():
        return False
    before = previous.window.drafts
    if not before or any(one.status != "used" for one in before):
        return False
    name = draft.fields.get("name")
    return goes_on(own, by=("pronoun",)) or any(name is not None and one.fields.get("name") == name for one in before)


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(rf"[\W\d]{{0,9}}{one_of('sections-on-others')}\b", re.IGNORECASE)


def _section_on_others(passage: Passage, section: str | None) -> str | None:
    """The heading above a passage, where it says that the section is on others' work."""
    heading = _heading().match(section or "") or _heading().match(passage.text, passage.start)
    return heading.group().strip() if heading else None


def _shared(block: Block, previous: Block | None, own: str, passage: Passage) -> Stance | None:
    """The stance that the block directly before has by its cues, where this one goes on about it."""
    if (
        previous is None
        or not _all_background(previous.window.drafts)
        or any(draft.status_row not in _CONTINUED for draft in previous.window.drafts)
        or not goes_on(own, by=("pronoun", "definite", "same"))
        or not _follows(previous, block, passage)
    ):
        return None
    return Stance("others", previous.window.drafts[-1].cue or "")


#: What frames the sentences behind it that have nothing of the authors' own, and how those start that it frames.
_FRAMES = {"quoted": None, "options": "option", "prior-art": "named", "survey": "answers", "predicted": "figure"}


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    """What frames sentences, which is looked for in a whole passage."""
    return {row["stance"]: expression_of(row["patterns"]) for row in rows("stance") if row["stance"] in _FRAMES}


def _framed(own: str, passage: Passage) -> Stance | None:
    """The stance that a sentence gives to those behind it: "Times of the others are taken from their papers."."""
    for frame, starts in _FRAMES.items():
        if starts is None or speaks_of(starts, own):
            cue = _frames()[frame].search(passage.plain)
            if cue is not None:
                return Stance("others", cue["words"])
    return None


def _follows(previous: Block, block: Block, passage: Passage) -> bool:
    """Whether nothing stands between two blocks, or nothing that the authors did, in one passage."""
    between = passage.text[previous.end : block.start]
    return not between.strip() or (passage.start <= previous.start and not _shapes()["own"].stand_in(between))


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(rf"\W*{one_of('asides')}\b", re.IGNORECASE)


def _among(block: Block, previous: Block | None, own: str, passage: Passage) -> Stance | None:
    """The stance of general remarks that a sentence stands among, where neither it nor they tell of anything done."""
    beside = [
        draft
        for draft in block.window.drafts
        if (draft.status_row is not None or draft.status != "used")
        and draft.status_row not in (*_OF_ONE_DEVICE, "others-act")
    ]
    if not beside and previous is not None and passage.start <= previous.start:
        beside = previous.window.drafts
        if _aside().match(previous.repaired.text) or _planned(previous):
            return None
    if not _all_background(beside) or speaks_of("done", own) or _shapes()["own"].stand_in(passage.plain):
        return None
    return Stance("general", beside[-1].cue or "")


def _planned(block: Block) -> bool:
    """Whether a block speaks of a plan, to which what is there now may be opposed."""
    return all(draft.status_row in ("plan", "proposal") for draft in block.window.drafts)


def _all_background(drafts: list[Draft]) -> bool:
    return bool(drafts) and all(draft.status == "background" for draft in drafts)
