"""Hardware mentions: products by their grammars, systems by their names, with the class words that adjoin them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hwextract.expressions import guarded
from hwextract.lexicon import any_of, words
from hwextract.pipeline.apposition import apposes
from hwextract.pipeline.class_words import bare
from hwextract.pipeline.definitions import is_abbreviation
from hwextract.pipeline.draft import Cue, Draft
from hwextract.pipeline.literals import in_markup
from hwextract.pipeline.modifiers import is_the_thing
from hwextract.pipeline.series import of_series
from hwextract.pipeline.systems import read_system
from hwextract.pipeline.titles import in_button

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hwextract.catalog.grammar import Grammar
    from hwextract.pipeline.draft import Window

__all__ = ["find_mentions"]


def find_mentions(window: Window) -> None:
    """Put a draft for every mention of hardware into the window, and of hints the longest."""
    known, text, hints = window.knowledge, window.text, window.hints
    classes: list[tuple[int, int, str]] = []
    candidates: list[Draft] = []
    seen: set[str] = set()
    for start, end, label, row_id in window.phrases:
        if label == "CLASS":
            classes.append((start, end, row_id))
        elif label == "SYSTEM":
            system = read_system(known.systems[row_id], start, end, text)
            if system is not None:
                candidates.append(system)
        elif row_id not in seen:
            seen.add(row_id)
            candidates += _products(known.grammars[row_id], window)
    candidates = [draft for draft in candidates if not _is_another(draft, window)]
    classes = _longest(classes)
    if not any(draft.context == 0 for draft in candidates):
        # Beside a product a class word stands for no other thing.
        classes = [one for one in classes if not _is_another_class(*one, window)]
    if len(hints) > 1:
        window.hints = [hint for hint in hints if not any(h.start <= hint.start and hint.end < h.end for h in hints)]
    products: list[Draft] = []
    if candidates:
        products, classes = _settled(candidates, classes, window)
    if products or classes:
        window.drafts += products
        window.drafts += bare(classes, products, text, known.class_words, window.lines, after=window.after)
        window.hints += _modifying(classes, window)
        window.drafts.sort(key=lambda d: (d.start, d.end))


#: Studies have names, too: "the GAUDI study".
_STUDY = re.compile(
    r" (?:(?:clinical|randomi[sz]ed|pilot|phase \w+) )?(?:stud(?:y|ies)|trials?|cohorts?|registry|questionnaire)\b"
)


def _is_another(draft: Draft, window: Window) -> bool:
    """Whether a product or system goes by an abbreviation that stands for something else in this document, or is a study.

    A code that needs no other words is no such abbreviation.
    """
    name = window.text[draft.start : draft.end]
    if name.isalpha() and _STUDY.match(window.text, draft.end) and draft.fields.get("kind") not in ("cloud", "service"):
        return True
    if not is_abbreviation(name) or not (draft.context or name.isalpha()):
        return False
    system = window.knowledge.systems.get(draft.rule.removeprefix("system:"))
    own = (*system.spellings, system.vendor or "") if system else (str(draft.fields["name"]),)
    return window.means_another(name, own)


#: Where something is computed on one of many there is no other thing of that name: "trained on a TPU".
_RAN_ON_ONE = re.compile(
    r"\b(?:(?:re-?)?train|fine-?tun|ran\b|run|comput|execut|infer)\w*(?: \w+)? on (?:an?|one|two|four|eight|\d+) $",
    re.IGNORECASE,
)
#: "CPu" is no processor, by the case of its letters.
_MIXED_CASE = re.compile(r"[A-Z]{2,}(?!s$)[a-z]")


def _is_another_class(start: int, end: int, row_id: str, window: Window) -> bool:
    """Whether a class word is an abbreviation that stands for something else in this document."""
    name = window.text[start:end]
    if " " in name or not is_abbreviation(name):
        return False
    if _MIXED_CASE.match(name):
        return True
    names = window.knowledge.class_words[row_id]["phrases"]
    return window.means_another(name.removesuffix("s"), names) and not _RAN_ON_ONE.search(
        window.text, max(0, start - 40), start
    )


def _settled(
    candidates: list[Draft], classes: list[tuple[int, int, str]], window: Window
) -> tuple[list[Draft], list[tuple[int, int, str]]]:
    """The products and systems that stand among candidates, with the class words that adjoin them, and the other words."""
    text = window.text
    products = _without_overlaps(candidates)
    for draft in products:
        _take_class_word(draft, classes, window)
    products = [
        d
        for d in _without_overlaps(products)
        if not (in_markup(d.start, text) or (d.type == "system" and in_button(d.start, text)))
    ]
    makers = [(d, following) for d in products if (following := _introduced(d, products, text)) is not None]
    products = [d for d in products if not any(d is maker for maker, _ in makers)]
    classes = [c for c in classes if not any(m.start <= c[0] < following.start for m, following in makers)]
    products = [d for d in products if not (d.type == "instance" and _is_family(d, products, text))]
    products = [
        d
        for d in products
        if not (
            d.type == "system"
            and (
                _is_peripheral(d, window)
                or _is_of_people(d, text)
                or _only_reads(d, text)
                or _is_edition(d, products, text)
                or _abbreviates(d, products, text)
            )
        )
    ]
    products = [d for d in products if not (d.rule == "arm-version" and _tells_another(d, products, text))]
    others = of_series(products, window.knowledge.catalog, text)
    for draft in others:
        _take_class_word(draft, classes, window)
    return products + others, classes


#: The noun behind a class word, and its abbreviation: "graphics processing unit (GPU) acceleration".
_NOUN = re.compile(r"(?: \([CGTN]PUs?\))?[ -]{1,3}(?P<noun>[A-Za-z]+)")


def _modifying(classes: list[tuple[int, int, str]], window: Window) -> Iterator[Cue]:
    """Hints: the class words that modify what tells of hardware, mentions or not ("GPU acceleration", "an 8-GPU server")."""
    for start, end, row_id in classes:
        noun = _NOUN.match(window.text, end)
        if (
            noun is not None
            and noun["noun"].lower() in words("hint-nouns")
            and not any(one.start < end and start < one.end for one in window.hints)
        ):
            row = {
                "id": "modifier",
                "category": "hint",
                "hint": window.knowledge.class_words[row_id].get("kind", "cpu"),
            }
            yield Cue(start, noun.end(), window.text[start : noun.end()], row)


#: Models and teeth have sizes, too ("M2.large"): one that no cloud has is an instance beside a word for one alone.
_SIZE_WORD = re.compile(r"\.(?:nano|micro|small|medium|large)$")
_CLOUD = re.compile(
    r"\b(?:instances?|aws|amazon|ec2|cloud|vms?|virtual|flavou?rs?|sagemaker|servers?|vcpus?|nodes?|rent\w*)\b",
    re.IGNORECASE,
)


#: Words that lead to what something ran on.
_RAN_ON = re.compile(r"\b(?:on|with|using|via|to|as) (?:(?:an?|the|our|one|two|single|\d+) )?$", re.IGNORECASE)


def _products(grammar: Grammar, window: Window) -> list[Draft]:
    """The products that a grammar reads in a block."""
    text = window.text
    if grammar.is_out_of_place(text):
        return []
    found = (_product(match, grammar, window) for match in grammar.pattern.finditer(text) if match.group().strip(" -"))
    return [draft for draft in found if draft is not None]


def _product(match: re.Match[str], grammar: Grammar, window: Window) -> Draft | None:
    """The product that a match of a grammar is; None where it is a part of a word, or what it needs is not there."""
    text, name = window.text, match.group()
    start = match.start() + len(name) - len(name.lstrip(" -"))
    end = match.end() - (len(name) - len(name.rstrip(" -")))
    if _is_part_of_word(start, end, text) or not grammar.is_required(text, window):
        return None
    fields = _named(match, (start, end), grammar, window)
    if fields is None:
        return None
    flags = grammar.flags
    if grammar.needs_class:
        class_word = _ITS_CLASS.match(text[end:])
        if class_word and not is_the_thing(end, end + class_word.end(), text, counted=False):
            return None
        flags = (*flags, "vendor_only")
    return Draft(
        grammar.type,
        start,
        end,
        grammar.id,
        grammar.certainty,
        fields,
        context=0 if grammar.telling and match[grammar.telling] else grammar.context,
        flags=flags,
        prior=grammar.phase,
    )


#: The class word behind a maker's name: "NVIDIA GPUs".
_ITS_CLASS = re.compile(r"[ -]?(?:[\w-]+ )?(?:[gct]pus?|processors?|cards?|accelerators?)\b", re.IGNORECASE)


def _named(match: re.Match[str], place: tuple[int, int], grammar: Grammar, window: Window) -> dict[str, object] | None:
    """What the name of a product tells, by the fields of its record; None where no such product can be meant."""
    catalog, written = window.knowledge.catalog, window.text[slice(*place)]
    canonical = grammar.canonical_name(match)
    known = catalog.look_up(grammar.type, canonical) or catalog.look_up(grammar.type, written)
    if known is None:
        if _SIZE_WORD.search(canonical) and not (
            _CLOUD.search(window.text) or _RAN_ON.search(window.text, 0, place[0])
        ):
            return None
        if "series" in grammar.choose and written[0].isdigit():
            # The series was concluded from a number that no product has: "a 1060Ti".
            canonical = written
    fields: dict[str, object] = {"name": known.name if known else canonical, "vendor": grammar.vendor_name(match)}
    if grammar.type == "instance":
        fields["provider"] = grammar.provider
    elif grammar.type != "cpu":
        fields["kind"] = grammar.kind
    return fields


def _is_part_of_word(start: int, end: int, text: str) -> bool:
    """Whether a name goes on in letters or digits before it, other than those of a count, or in letters behind it."""
    if start and text[start - 1].isalnum() and text[start].isalnum() and not _glued(text, start):
        return True
    return end < len(text) and text[end].isalnum() and text[end - 1].isalpha() and text[end].isalpha()


def _glued(text: str, start: int) -> bool:
    """Whether what stands directly before is a count ("8xV100", "4V100")."""
    return bool(re.search(r"(?:^|[^\w.])\d{1,4}[xX]?$", text[:start]))


def _without_overlaps(drafts: list[Draft]) -> list[Draft]:
    """The longest of drafts that overlap; of equals the one that names more."""
    # A machine with the name of a product's line ("Vega") is none inside of that.
    drafts = [d for d in drafts if not (d.type == "system" and d.context and _is_within(d, drafts))]
    kept: list[Draft] = []
    order = sorted(
        drafts,
        key=lambda d: ("vendor_only" in d.flags, d.start - d.end, d.certainty != "high", -len(str(d.fields["name"]))),
    )
    for draft in order:
        if not any(draft.start < other.end and other.start < draft.end for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.start)


def _is_within(part: Draft, drafts: list[Draft]) -> bool:
    return any(
        d.type != part.type and d.start <= part.start and part.end <= d.end and d.end - d.start > part.end - part.start
        for d in drafts
    )


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    if len(spans) < 2:
        return spans
    return [
        s
        for s in spans
        if not any(o != s and o[0] <= s[0] and s[1] <= o[1] and o[1] - o[0] > s[1] - s[0] for o in spans)
    ]


#: What a maker of cards writes between a product and its class word ("GTX 1080 Ti Gaming X graphics card").
_EDITIONS = any_of("editions")
_CLASS_TAIL = {
    "accelerator": re.compile(
        rf"^(?P<sp>(?:(?:[ -](?:{_EDITIONS})){{1,4}}| \d{{2,3}} ?gi?b(?= (?:gpu|graphic|card)))?[ -]{{1,3}})(?:gpgpus?|gpus?|graphics? cards?|graphical cards?|video cards?|graphic(?:s|al)? process(?:ing|or) units?|graphic(?:s|al)? processors?|"
        r"accelerator cards?|accelerators?|cards?|tpus?|npus?|ipus?|fpgas?|dcus?|vpus?|hpus?|tensor processing units?|ai processors?)\b(?! ?-? ?(?:hours|hour|hrs|days|years)\b)(?:(?: |-)cards?\b)?",
        re.IGNORECASE,
    ),
    "cpu": re.compile(
        r"^(?P<sp>(?: v-?pro(?:\(?tm\)?)?)?[ -]{1,3})(?:cpus?(?: processors?)?|processors?|microprocessors?|central processing units?)\b(?! ?-? ?(?:hours|hour|time|hrs|days|cores?)\b)",
        re.IGNORECASE,
    ),
}
_CLASS_HEAD = {
    "accelerator": re.compile(
        r"(?<![\w-])(?:gpus?(?: cards?)?|graphics? cards?|graphical cards?|video cards?|tpus?) $", re.IGNORECASE
    ),
    "cpu": re.compile(r"(?<![\w-])(?:cpus?|processors?|microprocessors?) $", re.IGNORECASE),
}


def _take_class_word(draft: Draft, classes: list[tuple[int, int, str]], window: Window) -> None:
    """Widen a product by the class word that adjoins it, unless that is the label of a cell before it or behind it."""
    text, lines = window.text, window.lines
    tail = _CLASS_TAIL.get(draft.type)
    if tail is None or (not classes and draft.type != "accelerator"):
        return
    after = tail.match(text[draft.end : draft.end + 60])
    if after:
        if re.search(r"\d", after["sp"]) or _is_label(draft.end + len(after["sp"]), draft.end + after.end(), window):
            return
        draft.end += after.end()
        return
    before = _CLASS_HEAD[draft.type].search(text[max(0, draft.start - 30) : draft.start])
    if (
        before
        and not re.search(r"per gpu $|and gpus? $", text[max(0, draft.start - 12) : draft.start], re.IGNORECASE)
        and (draft.start - len(before.group()), draft.start - 1) not in lines
    ):
        draft.start -= len(before.group())


def _is_label(start: int, end: int, window: Window) -> bool:
    """Whether a class word begins a line whose first words are the label of a cell ("GPU memory 8 GB", "GPU")."""
    line = next((line for line in window.lines if line[0] == start), None)
    return line is not None and (line[1] == end or not is_the_thing(start, end, window.text, counted=False))


_ENDS_IN_CLASS = re.compile(r"(?:[gct]pu|card|processor|unit|accelerator)s?$", re.IGNORECASE)


def _introduced(maker: Draft, products: list[Draft], text: str) -> Draft | None:
    """The product that a maker or a family only introduces ("an NVIDIA GPU (GTX 1050 Ti)", "2 Xeon CPUs (E5-2640)")."""
    product = next((p for p in products if p.type == maker.type and p.start >= maker.end), None)
    if product is None:
        return None
    gap = text[maker.end : product.start]
    if not apposes(gap, counted="vendor_only" in maker.flags) or product.fields.get("vendor") != maker.fields["vendor"]:
        return None
    if "vendor_only" not in maker.flags:
        family = str(maker.fields["name"])
        return product if str(product.fields["name"]).startswith((f"{family} ", f"{family}-")) else None
    return product if _ENDS_IN_CLASS.search(text, maker.start, maker.end) else None


def _is_family(family: Draft, products: list[Draft], text: str) -> bool:
    """Whether only the family of the instance that follows is named ("a P2 instance (p2.xlarge)")."""
    return any(
        p.type == "instance"
        and str(p.fields["name"]).startswith(f"{family.fields['name']}.")
        and re.fullmatch(
            r" (?:instances?|vms?|family|series)?(?: type)?,? ?\(?(?:type )?", text[family.end : p.start], re.I
        )
        for p in products
    )


#: What stands between a processor and its architecture: "NVIDIA Carmel ARM v8.2", "Cortex-A72 (ARM v8)".
_ARCHITECTURE = re.compile(r" \(?")


def _tells_another(version: Draft, products: list[Draft], text: str) -> bool:
    """Whether an architecture only tells of the processor before it."""
    return any(p.type == "cpu" and _ARCHITECTURE.fullmatch(text, p.end, version.start) for p in products)


#: What a computer's name is only part of the name of ("Raspberry Pi camera").
_PERIPHERAL = re.compile(
    r"(?: (?:noir|hq|official|high quality))?[ -](?:cameras?|cam|hats?|case|display|forum|foundation|keyboard)\b",
    re.IGNORECASE,
)


def _is_peripheral(system: Draft, window: Window) -> bool:
    """Whether a computer's name is only part of the name of what is put on it ("Raspberry Pi camera")."""
    return (
        str(system.fields.get("vendor")).lower() not in words("makers-of-cameras")
        and _PERIPHERAL.match(window.text, system.end) is not None
        and all(system.end != end for _, end in window.lines)
    )


#: Phones that people have, of which nothing is told: "iPhone users", "participants with Android phones or iPhones".
_OF_PEOPLE = re.compile(r" (?:users?|owners?)\b")
_PEOPLE_HAVE = re.compile(
    r"\b(?:participants?|patients?|users?|people|persons?|students?|respondents?|adults?|individuals|volunteers|children|parents|subjects|those|who)"
    r"(?: \w+){0,2} (?:with|using|used|own(?:ed|ing)?|had|have|carried|carrying|possess\w*) (?:an? |their |personal |own ){0,3}$",
    re.IGNORECASE,
)
#: Who plays or trains with a device, or answers on it, and what is said where it does more than that.
_PEOPLE = guarded(rf"\b(?:{any_of('players')})\b", re.IGNORECASE)
_DOES_MORE = guarded(rf"\b(?:{any_of('what-handhelds-do')})\b|\d ?(?:ms|[gm]i?b|[gm]hz)\b", re.IGNORECASE)

#: A model that runs there tells more of a device than who has it.
_RUNS_MODEL = guarded(
    r"\b(?:runs?|running) (?:the |our |a |this )?(?:\w+ )?(?:model|network)s?\b|\b(?:model|network)s? (?:runs?|ran|is run|was run)\b",
    re.IGNORECASE,
)


def _is_of_people(system: Draft, text: str) -> bool:
    """Whether a phone, a tablet or a console is only what people have, play or train with."""
    name = str(system.fields["name"]).lower()
    if system.fields.get("kind") != "phone" and words("devices-of-people").isdisjoint(name.split()):
        return False
    if _RUNS_MODEL.search(text):
        return False
    if not any(map(str.isdigit, text[system.start : system.end])) and (
        _OF_PEOPLE.match(text, system.end) or _PEOPLE_HAVE.search(text, max(0, system.start - 60), system.start)
    ):
        return True
    return _PEOPLE.search(text) is not None and not _DOES_MORE.search(text)


#: What a computer that is built into a device for sequencing does, besides sequencing.
_BASECALLS = guarded(r"\bbase[ -]?call|\bgpus?\b|train|network|learning|infer|comput|analy[sz]ed on", re.IGNORECASE)


def _only_reads(system: Draft, text: str) -> bool:
    """Whether a device for sequencing is not told to compute anything."""
    return str(system.fields.get("vendor")).lower() in words("makers-of-sequencers") and not _BASECALLS.search(text)


def _is_edition(system: Draft, products: list[Draft], text: str) -> bool:
    """Whether a line of computers is that of the card right behind it, which its maker sells so ("ASUS ROG Strix RTX 2080")."""
    return str(system.fields.get("vendor")).lower() in words("makers-of-cards") and any(
        p.type == "accelerator"
        and text[system.end : p.start] == " "
        and not any(map(str.isdigit, text[system.start : system.end]))
        for p in products
    )


def _abbreviates(short: Draft, products: list[Draft], text: str) -> bool:
    """Whether a name in parentheses is that of the system before them ("Google Compute Engine (GCE)")."""
    return any(
        p.type == "system"
        and re.fullmatch(r"(?: [a-z-]+){0,3} ?\(", text[p.end : short.start]) is not None
        and (
            p.fields["name"] == short.fields["name"]
            or text[short.start : short.end] == "".join(re.findall(r"\b[A-Z]", text[p.start : p.end]))
        )
        for p in products
    )
