"""Class words ("GPU", "graphics card") that name the thing itself, and those that only modify another notion ("GPU memory")."""

from __future__ import annotations

import re

from hwextract.expressions import guarded
from hwextract.lexicon import any_of, words
from hwextract.pipeline.abbreviations import ABBREVIATION, means_another
from hwextract.pipeline.literals import in_code

__all__ = ["is_the_thing"]

_NEXT = re.compile(r"[ \u00b7\u2022\u2219\u22c5-]{0,3}([A-Za-z]+)")
#: Software and other parts of computers that stand beside devices in a list: "TPU and XLA support".
_SOFTWARE = rf"(?i:{any_of('beside-devices')})"
#: "CPU and GPU implementations", "CPU, CUDA, and Metal backends": the word behind the last belongs to all.
_COORDINATED = re.compile(
    r"-?(?: ?/ ?|,? (?:and|AND|or|&|vs\.?|versus|and ?/ ?or) |, | , | - |-)"
    rf"(?:(?:[CGTN]PU|{_SOFTWARE})(?: ?/ ?|,? (?:and|or|&) |, | , )){{0,4}}(?:multi-)?(?:[CGTN]PU|FPGA|(?P<software>(?<![,-] ){_SOFTWARE}))(?=[ -])"
)
#: "our machine's GPU and CUDA version" has a GPU.
_OWN = re.compile(r"(?:\b(?:an?|one|single|each|every|my|your|our|this)|'s) $", re.IGNORECASE)
#: "CUDA version 11.8" is none of what stands before it.
_NUMBERED = re.compile(r" ?(?:[<>=~]|v?\d)")
_COMPOUND = re.compile(
    r"(?:[A-Za-z]{2,}(?<!single)(?<!one)(?<!two)(?<!three)(?<!four)(?<!six)(?<!eight)(?<!ten)(?<!dual)(?<!quad)(?<!five)(?<!seven)(?<!nine)(?<!sixteen)(?<!performance)(?<!grade)(?<!end)(?<!core)(?<!class)(?<!level)(?<!(?<![\w-])multiple)-|[\w.]_|/[\w-]+[/.-]|(?:^|[\s`])--?)$",
    re.IGNORECASE,
)
_OTHER_WORD = re.compile(
    r"^(?: research cloud| v\d|_| ?= (?-i:[a-z]{4,}\b)| (?-i:(?![CGTN]PUs?\b)[A-Z]{2,}[A-Z\d]*s?\b)(?! ?\(?(?:gpu|cpu|tpu)s?\b)(?<! RAM)(?<! AND)(?<! OR)"
    r"| (?:(?!because|as|with|and|or|for|in|of|the|to|by|using|on|is|was|an?)[a-z]+ ){0,2}?(?:frameworks?|toolbox|toolkits?|librar(?:y|ies)|packages?|awards?|donations?|prices|marketplaces?|grants?|funding|shortage|vendors?|makers?)\b"
    r"| \((?:thermoplastic|urethane))",
    re.IGNORECASE,
)
#: "Neural GPU" is an architecture, "TensorFlow GPU" a package.
_OTHER_BEFORE = guarded(
    r"\b(?:neural |multi - |(?:tensorflow|keras|pytorch|torch|mxnet|caffe\d?|theano|cntk|paddlepaddle|jax|onnx|faiss|matconvnet|cupy|rapids)(?: ?[\d.]+)?(?:\+| or (?:above|later|newer|higher|greater))?(?: ?- ?| ?\( ?| ))$",
    re.IGNORECASE,
)


#: "CPU-to-GPU transfers", "each GPU->CPU copy"
_TRANSFER = re.compile(
    r"-to-|(?: ?(?:<?-+>|\u2192) ?| to )[CGTN]PUs? (?:memory )?(?:transfers?|cop(?:y|ies|ying)|sync\w*|streams?|communications?|bandwidth|traffic|offload\w*|round-?trips?|(?:sub)?graphs?)\b"
)
#: "the CPU Adam optimizer", "a GPU Docker image"; no label of a table without its lines ("GPU Image size 640").
_NAMED = re.compile(
    rf" (?=(?P<first>[A-Z][\w.+-]*))(?:[A-Z][\w.+-]* ){{1,3}}(?:{any_of('made-for-devices')})\b(?! v?\d)"
)
#: What is no verb behind one device: "GPU speeds were measured", but "the GPU speeds it up", and "CPU pinned memory".
_NO_VERB = re.compile(
    r" (?:(?P<plural>speeds)\b(?! (?:[a-z]+ ){0,3}up\b)|(?:managed|mapped|pinned|shared|unified) memory\b|out[ -]of[ -]memory\b|(?:forward|backward) pass(?:es)?\b|devices? (?:ids?|index|indices|names?|maps?|types?|plugins?|memory|count)\b)"
)
#: "the GPU to CPU transfers": neither is the noun of both.
_FROM_DEVICE = re.compile(r"[CGTN]PUs?(?: to | ?-+> ?)$")
_TRANSFERS = re.compile(r" transfers\b")
#: "This GPU accelerated the training."
_DEFINITE = re.compile(r"\b(?:this|these) $", re.IGNORECASE)
#: "8 GPUs/node"
_PER_NODE = re.compile(r" ?/ ?(?:node|server|machine|host|worker)\b", re.IGNORECASE)
#: The unit of a column: "GPU (ms)".
_IN_UNITS = re.compile(
    r",? ?[(\[](?:in )?(?:m?s|msec|sec\w*|min\w*|h|hrs?|hours?|%|[GM]i?B|W|watts?|fps|\u00b0C|USD|\$)[)\]]",
    re.IGNORECASE,
)
#: Marks in which a word stands that is spoken of.
_QUOTES = ('"', "'", "\u201c", "\u201d", "\u2018", "\u2019")
#: "GPU count: 32"
_NUMBER_BEHIND = re.compile(r" (?:count|number) ?[:=|] ?\d", re.IGNORECASE)


#: What is said of the last of a list alone: "CPU and GPU only".
_OF_ONE = ("only", "less", "free")
#: "the CPU only", "trained on CPUs only."
_ONLY_ONE = re.compile(r"\b(?:the|an?|our|one|single) $", re.IGNORECASE)
_RUN_ON = re.compile(r"\b(?:on|with|using|via) (?:[a-z]+ )?$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r" ?(?:[.,;:)]|$)| (?:and|as|because|since|for|in)\b")


def is_the_thing(start: int, end: int, text: str, counted: bool) -> bool:
    """Whether a class word names the thing itself, and is not a modifier inside another notion.

    Examples
    --------
    >>> is_the_thing(5, 8, "on a GPU of ours", False), is_the_thing(0, 3, "GPU memory", False)
    (True, False)
    >>> is_the_thing(9, 13, "multiple-GPUs", False), is_the_thing(9, 12, "multiple-GPU training", False)
    (True, False)
    """
    left = text[max(0, start - 40) : start]
    if (counted and _PER_NODE.match(text, end)) or _NUMBER_BEHIND.match(text, end):
        return True
    if in_code(start, end, text) or means_another(start, end, text):
        return False
    if (
        (not left.endswith(" ") and _COMPOUND.search(left))
        or _OTHER_BEFORE.search(left)
        or _OTHER_WORD.match(text[end : end + 80])
    ):
        return False
    if _IN_UNITS.match(text, end) or _TRANSFER.match(text, end):
        return False
    if (end < len(text) and (text[end] in "_@" or (text[end].isdigit() and text[start].islower()))) or (
        re.match(r"[-/](?=(?!cards?\b)[a-z]{3,}|(?:h|hr|d)\b)|-(?=[A-Z][a-z]+)", text[end:])
        and not re.match(r"/(?:cpu|gpu|tpu)", text[end:], re.IGNORECASE)
    ):
        following = _NEXT.match(text, end)
        return bool(counted and following and following[1].lower() in words("counted-modifies"))
    beside = _COORDINATED.match(text, end)
    if beside is not None and not counted and text[end - 1] != "s":
        shared = _NEXT.match(text, beside.end())
        if beside["software"]:
            return shared is None or _OWN.search(left) is not None or not _is_of_all(shared, text)
        return shared is None or shared[1].lower() in _OF_ONE or not _is_modified(shared[1], one=True)
    if text[end - 1] != "s" and not counted and _is_of_software(end, text, _OWN.search(left) is not None):
        return False
    short = ABBREVIATION.match(text, end)
    quoted = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
    following = _NEXT.match(text, short.end() if short else end + quoted)
    if following is None:
        return True
    if following[1].lower() == "accelerated" and _DEFINITE.search(left):
        return True
    word = following[1].lower()
    is_cpu = text[start:end].lower().startswith(("cpu", "vcpu"))
    if word in ("core", "cores"):
        return is_cpu or text[start:end].lower().startswith("processor")
    if word in ("processor", "processors"):
        # "CPU processor" is one name, of which the second word is taken.
        return not is_cpu
    if word in ("cost", "costs") and _COSTS.match(text, following.start(1)):
        return text[end - 1] == "s" or counted or _SUBJECT.search(left) is not None
    if word == "free" and _FREE_OF.match(text, following.end()):
        return True
    if word in words("device-nouns"):
        return True
    if word == "only" and (
        _ONLY_ONE.search(left) or (_RUN_ON.search(left) and _CLAUSE_ENDS.match(text, following.end()))
    ):
        return True
    if _is_modified(following[1], one=text[end - 1] != "s" and not (_ONE.search(left) and _THIRD.search(word))):
        # "An 8 GPU node" has eight; "8 GPU nodes" are eight nodes.
        nodes = word.endswith("s") and re.search(r"\w $", left) is not None
        return counted and not nodes and word in words("counted-modifies")
    return True


#: "our two GPUs cost us about $9,000": no noun, but what they did.
_COSTS = re.compile(
    r"costs?(?: (?:us|me))?(?: (?:about|around|roughly|approximately|only|nearly|almost|over|under|some|just|(?:less|more) than|up to))?"
    r" ?~? ?(?:[A-Z]{1,3}[$.]? ?|[^\w\s\"']{1,2} ?)?\d"
)
_SUBJECT = re.compile(r"\b(?:the|this|that|an?|one|single|each|every|my|our) $", re.IGNORECASE)
#: "GPUs free of charge"
_FREE_OF = re.compile(r" (?:of|for)\b")
#: "A single GPU processes": no noun in the plural stands behind one thing, so that it is a verb.
_ONE = re.compile(r"\b(?:an?|one|single|each|every) $", re.IGNORECASE)
_THIRD = re.compile(r"[^su]s$")
#: What may stand behind a device without being the head of a compound, besides the words listed: participles, adverbs.
_NO_HEAD = re.compile(r"\w+(?:ed|ly|less|[^aeiou]able|ible)", re.IGNORECASE)


def _is_modified(word: str, *, one: bool) -> bool:
    """Whether the word behind a class word makes it a modifier: a noun does behind one device ("GPU occupancy")."""
    written = word.lower()
    if written in words("modifies"):
        return True
    if written in words("device-nouns"):
        return False
    return one and word.islower() and written not in words("behind-devices") and not _NO_HEAD.fullmatch(word)


#: "GPU, CPU, and DRAM energy measurement support"
_SUPPORT = re.compile(r" (?:[a-z]+ )?support\b")


def _is_of_all(noun: re.Match[str], text: str) -> bool:
    """Whether what stands behind a list that ends with software is the noun of all its members."""
    if noun[1] in words("made-for-devices"):
        return _NUMBERED.match(text, noun.end()) is None
    return _is_modified(noun[1], one=True) and _SUPPORT.match(text, noun.end()) is not None


def _is_of_software(end: int, text: str, subject: bool) -> bool:
    """Whether what stands behind one device makes it a modifier of software by its name, or of how fast or where it works.

    Behind a ``subject``, "speeds" is a verb: "a GPU speeds training".
    """
    named = _NAMED.match(text, end)
    if named is not None and named["first"].lower() not in words("behind-devices"):
        return True
    if _TRANSFERS.match(text, end):
        return _FROM_DEVICE.search(text, max(0, end - 16), end - 3) is not None
    head = _NO_VERB.match(text, end)
    return head is not None and not (subject and head["plural"])
