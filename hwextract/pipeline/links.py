"""Local links: the counts, memory sizes, cores, clocks and periods that stand beside a mention in its sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

from hwextract.alternatives import Worded
from hwextract.expressions import guarded, lazy
from hwextract.lexicon import one_of, words
from hwextract.pipeline.abbreviations import ABBREVIATION
from hwextract.pipeline.apposition import introducing
from hwextract.pipeline.memories import link_memory
from hwextract.pipeline.modifiers import is_the_thing
from hwextract.pipeline.numbers import INITIALS, NUMERAL, WORD, parse_count
from hwextract.pipeline.periods import link_periods
from hwextract.pipeline.processors import link_processors
from hwextract.pipeline.quantities import hedges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.pipeline.draft import Draft, Window

__all__ = ["link"]

_COUNT_WORDS = "a pair of|a couple of|a dozen|dual|double|twin|quad|single|both|an|a|a hundred"
#: What else may follow on "a" is tried after it: "a hundred" is one of something where it can be.
_COUNT_WORD = rf"{NUMERAL}|{_COUNT_WORDS}"
#: "16k H100", "ten thousand cards"
_THOUSANDS = rf"\d{{1,3}}(?:\.\d{{1,2}})? ?(?:k|thousand)|(?:{WORD}|a) (?:hundred|thousand)"
#: What may stand between a count and the device: adjectives, memory sizes, the maker, but no verb or preposition.
_BETWEEN = (
    r"(?:(?:(?:pieces |units |pcs )?of |pcs\.? )?(?:(?:the|our|its|these|those|such) )?"
    rf"(?:(?:\d{{1,3}} ?-?g(?:i?b)?(?: (?:of )?(?:memory|vram|ram))?|{one_of('count-adjectives')}|\w+-cores?|\w+[ -]threads?"
    r"|\d{1,2}(?:st|nd|rd|th)[ -]gen(?:eration|\.)?|\d+(?:[.,]\d+)? ?[gm]hz|\d+-bit|zen ?\d|\d+ ?-? ?cores?"
    r"|(?-i:(?:[a-z]+ly )?[a-z-]{3,}(?:able|ful|ous|ive|ed|al|ic|ary|ern|ish|grade|level|class|size|purpose|based)(?= ))"
    r"),? ?-?){0,5})"
)
#: Letters with which a count begins, which are looked at first.
_COUNT_FIRST = "".join(sorted({*INITIALS, *(word[0] for word in _COUNT_WORDS.split("|"))}))
_COUNT_LEFT = lazy(
    # No other letter stands right before it than those of "of 8" and "2x8"; that spares the look inside of words.
    rf"(?<![a-eg-wyz])(?=[\d{_COUNT_FIRST}])(?:^|(?<=[\s(\[,;:/~=+\"'>|*<-])|(?<=of)|(?<=\dx)|(?<=\.\.\.)|(?<=\u2026))(?!(?<=-)an? )(?P<n>\d{{1,3}}(?:, ?\d{{3}})+|\d{{1,6}}|{_THOUSANDS}|(?:{_COUNT_WORD}))\+?(?: ?\(=? ?\d+(?: ?[x*] ?\d+)?\))?(?P<sep> ?[x*] ?(?:an? )?|-| - | ){_BETWEEN}$",
    re.IGNORECASE,
)
#: "8GPUs"
_COUNT_GLUED = re.compile(r"(?:^|[\s(\[~=/*x])(?P<n>\d{1,4})$")
#: "Trained on 1024, 16 GB V100 GPUs"; what stands behind "in" or "since" is a year.
_COUNT_APART = guarded(
    r"\b(?:on|us(?:e|es|ed|ing)) (?P<n>(?!(?:19|20)[0-3]\d\b)\d{1,4}|\d{1,2},\d{3}) ?, \d{1,3} ?-?gi?b $",
    re.IGNORECASE,
)
#: An article whatever the adjectives behind it: "a then state-of-the-art A100", "another A100", "a (rather old) K80".
_ARTICLE_LEFT = re.compile(
    r"(?<![^\s(])(?P<n>an?|another|one|a single)(?:, [^,;.()]{3,50},| \([^()]{3,40}\))? (?P<said>(?:(?:[\w.'-]+,? ){0,5}[\w.'-]+ )?)$",
    re.IGNORECASE,
)
_COUNT_RIGHT = re.compile(
    r"^(?: ?(?:(?:@|,|with|at|running at|\() ?)?[\d.]+ ?GHz\)?| (?:\d{1,3} ?gi?b?|\(\d{1,3} ?gi?b?\))(?= ?\* ?\d)| \(?\d{1,3} ?gi?b?\)?(?= ?\(? ?x ?\d| ?, \d{1,3} ?x(?![\w ]*\d)))?(?:, (?P<n5>\d{1,3}) ?x(?![\w ]*\d)|,? ?\(? ?[x*] ?(?P<n>\d{1,3},\d{3}|(?!3600\b|(?:24|60) ?[*x] ?(?:36|6)0)\d{1,4})(?: ?ea)?\b(?! ?(?:nodes|servers|machines|gi?b|h\b|hours?|hrs|days?|weeks?|s\b|sec|min|\w*flop))(?![.,]\d)\)?|(?: \d{1,3} ?gi?b)? ?\( ?(?P<n2>\d{1,3},\d{3}|\d{1,4}|two|three|four|five|six|eight|ten) ?(?:x|units?|gpus?|cards?|pcs\.?|pieces?|devices|chips|of (?:them|these))? ?\)| ?\( ?n ?= ?(?P<n4>\d{1,4}) ?\)|:? ?= ?(?P<n3>\d{1,4})\b(?![.,]\d| ?[\w.]*[ -]?(?:hours?|days|years|h\b)))",
    re.IGNORECASE,
)
#: "4 * 8 GPUs = 32": what follows is another product.
_NUMBER_BEFORE = re.compile(r"\d ?$")
#: "Xeon W-2133 @ 3.60 GHz × 12": nobody has so many processors, a system's report counts threads.
_MANY = 4
#: Devices that a node holds at most, but for a few makes.
_MOST_IN_A_NODE = 8
#: "a Nvidia (Santa Clara, CA) Tesla K40", "a 'Tesla K40' GPU": what stands before the name itself.
_MAKER_PLACED = guarded(r"\b(?:nvidia|amd|intel|asus|msi)(?: corp\w*\.?| inc\.?)?,? \([^()]{3,60}\) $", re.IGNORECASE)
_QUOTES = ('"', "'", "\u2018", "\u201c")
#: What stands before the number of something else: a version, a table, a computer of a list.
_OF_ANOTHER = re.compile(
    r"(?:[.,]\d*|v|[A-Za-z]\d*-|version |(?:windows|win|ubuntu|centos|debian|macos|linux|python|cuda|cudnn|pytorch|tensorflow|keras|matlab|opencv|android|ios) ?|table |figure |fig\. |section |size of |\b(?-i:PC|Computer|Machine|Laptop|Desktop|Workstation|Server|Device|System|Platform|Configuration|Config|Set-?up|No\.|Option|Type) |\$)$",
    re.IGNORECASE,
)
#: "one (NVIDIA A40) GPU": the product stands between its count and its class word.
_BRACKETED = re.compile(r"\) (?:[CGTN]PU|graphics card|card|processor)s?\b", re.IGNORECASE)
#: So many only where words say that each node has them.
_MANY_IN_A_NODE = 16
#: "V100 with 32 GB, 8 of them", "(8 in total)"
_COUNT_BEHIND = re.compile(
    rf"[^.;()]{{0,50}}?[,(] ?(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|{WORD}) (?:of (?:them|these|those)|in (?:total|all)|altogether|overall)\b",
    re.IGNORECASE,
)
_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})"
#: "8 x 8 A100": so many machines with so many each; 24 may be hours.
_TIMES = re.compile(
    r"(?:(?<![\d.,])(?P<n>\d{1,3}) ?x|(?:^|[(:] ?|\b(?:on|us\w+|with|of|same|our|the) )(?P<n2>(?!24\b)\d{1,3}) ?\*) ?$",
    re.IGNORECASE,
)
#: ... but a batch of so many images on each: "a batch size of 256 (32 x 8 GPUs)".
_OF_A_BATCH = guarded(
    r"\bbatch(?:es)?(?:[ -]?sizes?)?(?: (?:of|is|was|were))?(?: ?[:=])? ?(?:\d{1,3}(?:,\d{3})+|\d{1,7})?(?: ?[(=])? ?$",
    re.IGNORECASE,
)
#: "32 instead of 64 GPUs"
_INSTEAD = guarded(rf"\b(?P<n>\d{{1,4}}|{WORD}) (?:instead of|rather than|and not) $", re.IGNORECASE)
#: "4-8 GPUs" are no certain number.
_RANGE = re.compile(r"(?:^|[\s(~])(?P<low>\d{1,4}) ?- ?$")
#: ... but "Stage 1-8 GPUs", "ResNet 50-64 GPUs" give a name and a number.
_NAME_BEFORE = re.compile(r"\b([A-Z][\w-]*|stage|phase|step|experiment|set-?up) $")
#: The shape or size of a slice before its name: "an 8x8x16 configuration of TPU v4" has 1024 chips, as "a 1024-chip" one.
_TOPOLOGY = guarded(
    r"(?<![\w.])(?P<shape>\d{1,3}(?: ?x ?\d{1,3}){1,2}|(?:\d{1,3},\d{3}|\d{1,5})-chip)(?: (?:slice|topology|configuration|mesh|torus|grid|pod)(?: of)?)?"
    r"(?: (?:google|cloud))* $",
    re.IGNORECASE,
)
#: "24 Xeon E5-2620 cores", "4 virtual CPUs": the number is that of the cores.
_CORES_BEHIND = re.compile(r" cores?\b(?! ?(?:hours|each|per))", re.IGNORECASE)
_VIRTUAL = re.compile(r"\b(?:virtual|logical) $", re.IGNORECASE)
#: "five of our seven GPUs"
_PART_OF = guarded(
    rf"\b(?P<n>{_COUNT}|{_COUNT_WORD}) (?:out )?of (?:(?:our|the|its|these|their) (?:[\w-]+'s )?|[A-Z][\w-]+'s )(?:(?:{_COUNT}|{_COUNT_WORD}) )?(?:\w+ )?$",
    re.IGNORECASE,
)
#: "half of our 16 GPUs"
_HALF_OF = guarded(
    r"\bhalf (?:of )?(?:the|our|its|these|their) (?:[\w-]+'s )?(?P<n>\d{1,3}[02468]|[2468]) (?:available |nvidia )?$",
    re.IGNORECASE,
)
_LABEL_COUNT = re.compile(
    r"^(?:s? ?(?:count|number)?:| ?\|) ?(?P<n>\d{1,3},\d{3}|\d{1,4})\b(?! ?(?:[mgt]i?b|[mg]?hz|w\b|ms\b|fps|%)|\.\d|,\d{3}\b| ?[x*]| ?-? ?(?:h|hrs?|hours?|d|days?|weeks?|months?|min\w*|s|sec\w*)\b)",
    re.IGNORECASE,
)
#: "Nodes: 16, GPUs per node: 4"
_LABEL_PER_NODE = re.compile(
    r" ?(?:per|/) ?(?:node|server|machine|host) ?[:=] ?(?P<n>\d{1,4})\b(?![.,]\d)", re.IGNORECASE
)
_LABEL_NODES = guarded(r"\b(?:nodes|servers|machines|hosts) ?[:=] ?(?P<n>\d{1,5})\b(?![.,]\d)", re.IGNORECASE)
#: "#GPUs 40"
_HASH = re.compile(r"(?:# ?|\b[Nn]umber of )$")
_NUMBER_NEXT = re.compile(r" (?P<n>\d{1,4})(?=[,;.)|]|$| (?P<next>))")
_NUMBER_OF = re.compile(r"(?:\bnumber of|\b(?:no|num|nr)\.? ?(?:of)?|# ?(?:of)?) ?$", re.IGNORECASE)
_NODES = Worded(
    rf"(?<![\w.])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}}|(?!(?:an?|single|one)\b)(?:{_COUNT_WORD})) (?:of (?:the|these|its|our) (?:{_COUNT} |(?:{_COUNT_WORD}) )?)?"
    r"(?:(?!(?:of|on|in|with|and|across|over|per|for|each|to|from|x|\d+|[gtc]pus|cards|chips) )[\w-]+(?:\.\w+)? (?:- \d )?){0,3}"
    r"(?:nodes|servers|machines|hosts|workers|workstations|instances|boxes|computers|systems|virtual machines|vms|pods|"
    r"(?:learners|actors)(?=,? (?:\w+ing )?each (?:\w+ing )?(?:on|with|using|having)\b))\b",
    re.IGNORECASE,
)
#: "one of the 10 nodes with two P100"
_ONE_OF = re.compile(r"\bone of (?:the|our|its|these) $", re.IGNORECASE)
#: "on four (NVIDIA) DGX-1"
_COUNT_OF_SYSTEMS = re.compile(
    rf"(?<![\w.,-])(?P<n>\d{{1,4}}|(?:{_COUNT_WORD})) (?:x )?(?:(?:nvidia|amazon|aws|google) )?$", re.IGNORECASE
)
#: What follows such a name where it is told what each of them holds.
_HOLDS = re.compile(r"s?,? ?(?:\(|with\b|each\b|of\b|x\b|having\b|equipped\b|contain)", re.IGNORECASE)

_EACH = re.compile(
    r" (?:\(?\d{1,3} ?gb\)? )?(?:(?:chips|boards|cards|devices|modules) )?(?:each\b|per (?:node|server|machine|host)\b)| ?/ ?(?:node|server|machine|host)\b",
    re.IGNORECASE,
)
#: "(8x A100 40GB) x 2 nodes"
_TIMES_NODES = re.compile(
    r"(?: ?\(?\d{1,3} ?gi?b?\)?)?\)?(?: ?[x*] ?(?P<n>\d{1,4}) (?:nodes|servers|machines)\b"
    r"| (?:nodes|servers|machines) ?[x*] ?(?P<n2>\d{1,4})\b(?![.,]\d))",
    re.IGNORECASE,
)
#: "two 8xA100 nodes"
_OF_SEVERAL = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3}|two|three|four|five|six|eight|ten|twelve|sixteen) \d{1,2}(?: ?x ?|-)(?:nvidia |amd )?$",
    re.IGNORECASE,
)
_ENDS_IN_NODES = re.compile(r"(?: \(?\d{1,3} ?GB\)?)? (?:nodes|servers|machines|hosts|boxes)\b", re.IGNORECASE)
#: "12 servers x 2 A30", "32 nodes * 4 GPUs (A100)"
_MULTIPLIED_OUT = re.compile(r" ?[x*\u00d7] ?\d+ ?x? ?(?:(?:gpus|cards) ?\(|nvidia )?", re.IGNORECASE)
#: "96 A100 (40G * 8) servers"
_IN_EACH = re.compile(
    r" ?\( ?(?:\d{1,3} ?gi?b? ?[x*] ?(?P<n>\d{1,2})|(?P<n2>\d{1,2}) ?[x*] ?\d{1,3} ?gi?b?) ?\) (?:servers|nodes|machines|hosts)\b",
    re.IGNORECASE,
)
#: "8 A100 per node on 4 nodes"
_PER_NODE = lazy(
    rf"[^.;]{{0,25}}?(?: (?:per|on each|in each|on every) | ?/ ?)(?:node|server|machine)[^.;]{{0,40}}?\b(?P<n>\d{{1,4}}|{_COUNT_WORD}) (?:\w+ )?(?:nodes|servers|machines)",
    re.IGNORECASE,
)


def link(window: Window) -> None:
    """Fill the fields of every draft from its own clause."""
    if not window.drafts:
        return
    text = window.text
    devices = [d for d in window.drafts if d.type in ("accelerator", "cpu")]
    amounts = [d for d in window.drafts if d.type in ("compute", "cost")]
    firsts, below = {line[0] for line in window.lines}, _numbered_above(window) if devices else set()
    for draft in devices:
        if any(a.start <= draft.start and draft.end <= a.end for a in amounts):
            draft.fields["count"] = None
        else:
            _count(draft, text, window.drafts, firsts, below)
    if ":" in text or "=" in text:
        _keyed(window, text)
    _times_of_devices(window, text)
    _nodes(window.drafts, text)
    link_memory(window, text)
    _drop_drives(window, text)
    link_processors(window, text, devices)
    link_periods(window.drafts, text)


def _drop_drives(window: Window, text: str) -> None:
    """Keep one record of a disk space and the drives in brackets that make it up ("4 TB of storage (2 x 2 TB drives)")."""
    disks = [d for d in window.drafts if d.type == "storage"]
    for whole, parts in pairwise(disks):
        if text[whole.end : parts.start] == " (" and whole.fields["gb"] == parts.fields["gb"]:
            window.drafts.remove(parts)


def _count(draft: Draft, text: str, drafts: list[Draft], firsts: set[int], below: set[int]) -> None:
    """The number of devices that the mention states."""
    fields = draft.fields
    fields.setdefault("count", None)
    own = text[draft.start : draft.end].lower()
    if draft.type == "cpu" and own.startswith("vcpu"):
        number = re.search(r"(?P<n>\d{1,4})[ -]{0,2}$", text[max(0, draft.start - 60) : draft.start])
        if number:
            fields["cores"] = int(number["n"])
        return
    if draft.type == "cpu" and re.search(r"cores?$", own):
        number = re.search(
            rf"(?<![\w.])(?P<n>\d{{1,3}}(?:,\d{{3}}|, (?:0\d\d|\d00))+|\d{{1,5}}|{_COUNT_WORD}) ?-? ?(?:logical |physical |single )?$",
            text[max(0, draft.start - 60) : draft.start],
            re.IGNORECASE,
        )
        if number:
            fields["cores"] = parse_count(number["n"])
        return
    if draft.type == "cpu" and (
        _CORES_BEHIND.match(text, draft.end) or _VIRTUAL.search(text, max(0, draft.start - 24), draft.start)
    ):
        number = _COUNT_LEFT.search(text[max(0, draft.start - 120) : draft.start])
        fields["cores"] = parse_count(number["n"]) if number and number["n"].isdigit() else None
        return
    part = _PART_OF.search(text, max(0, draft.start - 60), draft.start)
    if part:
        fields["count"] = parse_count(part["n"])
        return
    half = _HALF_OF.search(text, max(0, draft.start - 60), draft.start)
    if half:
        fields["count"] = int(half["n"]) // 2
        return
    topology = fields.get("kind") == "tpu" and _TOPOLOGY.search(text, max(0, draft.start - 60), draft.start)
    if topology:
        fields["count"] = prod(map(int, re.findall(r"\d+", topology["shape"].replace(",", ""))))
        return
    # "batch size per GPU: 4" has no count.
    each = draft.bare and text.endswith(("per ", "/"), 0, draft.start)
    behind = _COUNT_RIGHT.match(text[draft.end :])
    is_numbered = each or _NUMBER_BEFORE.search(text, max(0, draft.start - 4), draft.start)
    if behind and not (behind["n3"] and is_numbered):
        number_behind = parse_count(next(g for g in behind.groups() if g)) or 0
        if draft.type != "cpu" or number_behind <= _MANY:
            fields["count"] = number_behind
            return
        fields["cores"] = number_behind
    if draft.bare or draft.type == "accelerator":
        per_node = _LABEL_PER_NODE.match(text, draft.end)
        if per_node:
            fields["count"] = parse_count(per_node["n"])
            nodes = _LABEL_NODES.search(text)
            if nodes:
                fields["nodes"] = parse_count(nodes["n"])
            return
        label = _LABEL_COUNT.match(text[draft.end :]) or (
            _HASH.search(text, max(0, draft.start - 24), draft.start) and _number_next(text, draft.end, firsts)
        )
        if label and not each and (draft.start < 24 or _NUMBER_OF.search(text[max(0, draft.start - 60) : draft.start])):
            fields["count"] = parse_count(label["n"])
            return
    base = max(0, draft.start - 160)
    before = text[base : draft.start]
    if before.endswith("(") and _BRACKETED.match(text, draft.end):
        before = before[:-1]
    before = ABBREVIATION.sub("", _before_maker(before))
    left = None if draft.start in below else _COUNT_LEFT.search(before[-120:]) or _COUNT_APART.search(before[-120:])
    if left is None and draft.bare:
        left = _COUNT_GLUED.search(before[-120:])
    class_word = introducing(draft.type, before) if left is None and not draft.bare else None
    if class_word is not None:
        counted = before[: class_word.start()]
        part = _PART_OF.search(counted)
        if part:
            fields["count"] = parse_count(part["n"])
            return
        left = None if base + class_word.start() in below else _COUNT_LEFT.search(counted[-120:])
        numbered = left is not None and left["n"].lower() not in ("a", "an")
        typed = _OF_TYPE.match(before, class_word.end()) is not None
        if typed or is_the_thing(class_word.start(), class_word.end(), before, counted=numbered):
            before = counted
        else:
            left, before = None, ""
    if left is None and _is_one(before, base, draft, drafts, text):
        fields["count"] = 1
        return
    if left:
        word = left["n"].lower()
        stated = parse_count(re.sub(r"^a (pair|couple|dozen|hundred).*", r"\1", word)) if word != "both" else 2
        at = base + len(before[:-120]) + left.start("n")
        if word.isdigit() and at not in firsts and _OF_ANOTHER.search(before[-120:], 0, left.start("n")):
            stated = None
        if any(d.start <= at < d.end for d in drafts):
            stated = None
        if (
            stated is not None
            and word in ("a", "an")
            and "single" not in left.group().lower()
            and draft.fields.get("kind") != "tpu"
            and _is_other_noun(draft, drafts, text)
        ):
            stated = None
        if word == "both" and (re.match(r" and\b", text[draft.end :]) or (draft.bare and not own.endswith("s"))):
            stated = None
        if class_word is not None and stated is not None and stated == _members(draft, drafts, text) > 1:
            # The number is that of the list: "three GPUs: a V100, a P100 and a K80".
            return
        if stated is not None and stated > 0:
            instead = _INSTEAD.search(before[-120:], 0, left.start("n"))
            stated = (parse_count(instead["n"]) or stated) if instead else stated
            times = word.isdigit() and _TIMES.search(before[-120:], 0, left.start("n"))
            if times and not _OF_A_BATCH.search(before[-120:], 0, times.start()):
                stated *= int(times["n"] or times["n2"])
            fields["count"] = stated
            if _is_range(at, stated, text):
                # What is asked of the number keeps it, the record does not.
                fields["_range"] = True
            draft.approx, draft.bound = hedges(at, text)
            return
    listed = draft.type == "accelerator" and _COUNT_BEHIND.match(text, draft.end)
    if listed and not any(draft.end <= other.start < listed.end() for other in drafts):
        fields["count"] = parse_count(listed["n"])


#: What joins the members of a list, none of them counted.
_NEXT_MEMBER = re.compile(r"(?:[ -]?\d{1,3} ?GB)?,? ?(?:\b(?:and|plus) )?(?:an? |one )?")


def _members(draft: Draft, drafts: list[Draft], text: str) -> int:
    """How many products of a type are listed from one on: "a V100, a P100 and a K80"."""
    alike = [d for d in drafts if d.type == draft.type and d.start >= draft.start]
    count = 1
    for before, after in pairwise(alike):
        if after.start == before.end or _NEXT_MEMBER.fullmatch(text, before.end, after.start) is None:
            break
        count += 1
    return count


def _is_range(at: int, count: int, text: str) -> bool:
    """Whether the count at a place is the upper end of a range."""
    low = _RANGE.search(text, max(0, at - 8), at)
    if low is None or int(low["low"]) >= count or _OF_ANOTHER.search(text, 0, low.start("low")):
        return False
    name = _NAME_BEFORE.search(text, max(0, low.start() - 24), low.start("low"))
    return name is None or name[1].lower() in words("before-numbers")


#: The number of devices of a configuration, beside the key of their name: "gpu: L40S, num_gpus: 4"; a 0 or a list of
#: numbers says which they are.
_KEY_COUNT = guarded(
    r"\b(?:(?:num|n|nr|number_of)_(?:gpu|tpu|device|accelerator|card)s?"
    r"|(?:gpu|tpu|device|accelerator|card)_(?:count|num|number)|(?:gpu|tpu|device|accelerator)s)"
    r"\"? ?[:=] ?\"?(?P<n>[1-9]\d{0,3})(?=\"?(?:$|[,;)}|\]](?! ?\d)| -? ?\"?[\w.-]+\"? ?[:=]))",
    re.IGNORECASE,
)
#: The key of a name.
_KEY = re.compile(r"[\w.-]+\"? ?[:=] ?\"?$")
#: Characters between the two at most.
_KEYS_APART = 120


def _keyed(window: Window, text: str) -> None:
    """Give the only device of a configuration, named behind a key, the number that another key of it has."""
    devices = [d for d in window.drafts if d.type == "accelerator"]
    if len(devices) != 1 or devices[0].bare or devices[0].fields["count"] is not None:
        return
    device = devices[0]
    if _KEY.search(text, max(0, device.start - 40), device.start) is None:
        return
    numbers = {
        parse_count(m["n"])
        for m in _KEY_COUNT.finditer(text, max(0, device.start - _KEYS_APART), device.end + _KEYS_APART)
    }
    if len(numbers) == 1:
        device.fields["count"] = numbers.pop()


def _before_maker(before: str) -> str:
    """What stands before a name, without its maker's place or the quote that opens it."""
    if before.endswith(_QUOTES):
        return before[:-1]
    placed = _MAKER_PLACED.search(before)
    return before if placed is None else before[: placed.start()]


def _number_next(text: str, end: int, firsts: set[int]) -> re.Match[str] | None:
    """The number behind a label, which ends its line ("#GPUs 40")."""
    number = _NUMBER_NEXT.match(text, end)
    return None if number is None or (number["next"] is not None and number.end() + 1 not in firsts) else number


def _numbered_above(window: Window) -> set[int]:
    """Where the lines begin above which a label has a number, which counts nothing: "Epochs 100", "Number of CPUs 2"."""
    found = set()
    for above, below in pairwise(window.lines):
        *label, number = window.text[slice(*above)].lower().split()
        if label and number.isdigit() and words("headings").issuperset(label):
            found.add(below[0])
    return found


#: "2 GPUs type RTX 2080 Ti"
_OF_TYPE = re.compile(r",? (?:type|model|brand)\b", re.IGNORECASE)
#: What joins a time to the device that it is counted for: "40 hours of A100", "2 days of H100 time".
_OF_DEVICE = re.compile(r" of (?:nvidia |amd |single )?", re.IGNORECASE)


def _times_of_devices(window: Window, text: str) -> None:
    """A time of a device without a number ("40 hours of A100") is an amount of computing; a bare class word is in it."""
    if len(window.drafts) < 2:
        return
    for before, device in pairwise(sorted(window.drafts, key=lambda d: d.start)):
        if (
            before.type == "duration"
            and before.fields["low_s"] == before.fields["high_s"]
            and device.type == "accelerator"
            and device.fields.get("count") is None
            and _OF_DEVICE.fullmatch(text, before.end, device.start)
        ):
            before.type, before.rule, before.end = "compute", "time-of-device", device.end
            before.fields = {"amount": round(before.fields["low_s"] / 3600, 6), "unit": "device_hours"}
            if device.bare:
                window.drafts.remove(device)


def _is_one(before: str, base: int, draft: Draft, drafts: list[Draft], text: str) -> bool:
    """Whether an article stands before the name of one device, with nothing but adjectives between.

    ``before`` is the text before the name, from ``base`` on.
    """
    article = _ARTICLE_LEFT.search(before, max(0, len(before) - 120))
    return (
        article is not None
        and not any(base + article.start() <= other.start < other.end <= draft.start for other in drafts)
        and (words("no-modifiers") | words("machines")).isdisjoint(re.findall(r"[\w'-]+", article["said"].lower()))
        and not text[draft.start : draft.end].endswith("s")
        and not _is_other_noun(draft, drafts, text)
    )


#: "A V100-equipped server"
_HAVING = frozenset(("based", "equipped", "powered"))


def _is_other_noun(draft: Draft, drafts: list[Draft], text: str) -> bool:
    """Whether an article belongs to a noun or a name behind the mention ("a V100 server", "an i7 MacBook"), not to the device."""
    if any(d.type == "system" and text[draft.end : d.start] == " " for d in drafts):
        return True
    own = text[draft.start : draft.end].lower()
    if not draft.bare and own.endswith(("gpus", "cpus", "cards")):
        return True
    following = re.match(r"[ -]([A-Za-z]+)(?P<own> with\b)?", text[draft.end :])
    return following is not None and (
        following[1].lower() in words("machines") or (following[1] in _HAVING and not following["own"])
    )


def _nodes(drafts: list[Draft], text: str) -> None:
    """Nodes of "32 nodes with four V100 each": count 4, nodes 32."""
    devices = [d for d in drafts if d.type == "accelerator"]
    counted = [d for d in devices if d.fields.get("count")]
    for count, end in _groups_of_nodes(drafts, text) if counted else ():
        for draft in counted:
            if draft.start >= end and "nodes" not in draft.fields:
                between = text[end : draft.start]
                if (
                    len(between) < 90
                    and (
                        _EACH.match(text, draft.end)
                        or re.search(
                            r"\beach\b|\bwith\b|\bof\b|\bcontain|\bequipped|\bhold|\bcarr|\bx\b|[*\u00d7]|\bhaving\b|\bcomprising\b|^[ ,(]+$|^ \((?:[2-9]|1\d) ?x ?(?:nvidia )?$",
                            between,
                            re.IGNORECASE,
                        )
                    )
                    and not re.search(r"\btotal|altogether|in all|overall|sum|= ?\d+ $|[,:] (?:an?|one) ", between)
                    and not (re.search(r"\(\d+ ?x? ?$", between) and _is_total(draft, count, text))
                    and (draft.fields["count"] <= _MANY_IN_A_NODE or "each" in between or _EACH.match(text, draft.end))
                ):
                    draft.fields["nodes"] = count
                    if _MULTIPLIED_OUT.fullmatch(between):
                        draft.fields["count"] = draft.fields["count"] * count
                        draft.fields["nodes"] = None
                    break
    for draft in devices:
        if _ENDS_IN_NODES.match(text, draft.end):
            several = _OF_SEVERAL.search(text, max(0, draft.start - 24), draft.start)
            if several:
                draft.fields["nodes"] = parse_count(several["n"])
        if not draft.fields.get("count"):
            continue
        times = _TIMES_NODES.match(text, draft.end)
        if times:
            draft.fields["nodes"] = int(times["n"] or times["n2"])
        inside = _IN_EACH.match(text, draft.end)
        if inside:
            draft.fields["nodes"], draft.fields["count"] = draft.fields["count"], int(inside["n"] or inside["n2"])
        after = _PER_NODE.match(text, draft.end)
        if after and draft.fields.get("count"):
            draft.fields.setdefault("nodes", parse_count(after["n"]))


def _groups_of_nodes(drafts: list[Draft], text: str) -> Iterator[tuple[int, int]]:
    """How many nodes are spoken of, and where their mention ends: "32 nodes", "four DGX-1"."""
    named = [d for d in drafts if d.type in ("accelerator", "cpu", "system", "instance")]
    found = [
        (match.start(), parse_count(match["n"]), match.end())
        for match in _NODES.finditer(text)
        if not any(d.start <= match.start() < d.end for d in named)
        and _ONE_OF.search(text, max(0, match.start() - len("one of these ")), match.start()) is None
    ]
    for draft in named:
        if draft.type in ("system", "instance") and not any(start < draft.end < end for start, _, end in found):
            counted = _COUNT_OF_SYSTEMS.search(text, 0, draft.start)
            if counted and _HOLDS.match(text, draft.end):
                found.append((counted.start(), parse_count(counted["n"]), draft.end))
    for _, count, end in sorted(found):
        if count and count > 1:
            yield count, end


def _is_total(draft: Draft, nodes: int, text: str) -> bool:
    """Whether a number in brackets behind nodes is that of all: "6 nodes (36 V100)"."""
    count: int = draft.fields["count"]
    return count > _MOST_IN_A_NODE and count % nodes == 0 and not _EACH.match(text, draft.end)
