"""Names that are something else, too: codes of plots and genes, ordinary words, clouds that only hold data."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from hwextract.catalog.grammar import grammars
from hwextract.expressions import folded, guarded
from hwextract.lexicon import any_of, words
from hwextract.topics import speaks_of_learning

if TYPE_CHECKING:
    from hwextract.catalog import Catalog
    from hwextract.pipeline.draft import Draft, Window

__all__ = ["NAMES_MACHINE", "SUPERCOMPUTING", "has_context", "holds_data", "is_code", "listed_with", "only_source"]

#: A device, a count or a memory size: what makes a short code a product.
_STRONG = re.compile(
    r"\b(?:gpus?|tpus?|cuda|nvidia|tesla|geforce|graphics|vram|accelerators?|colab|kaggle|tensorrt|[fb]p?16|fp32|int8|(?:ec2|aws|gcp|azure))\b"
    r"|\d ?(?:- ?)?gi?b\b|\d{1,4} ?x ?[a-z]+\d",
    re.IGNORECASE,
)
#: Any word of computing.
_WEAK = re.compile(rf"{_STRONG.pattern}|\b(?:{any_of('words-of-computing')})\b", re.IGNORECASE)
#: What makes a name that is an ordinary word, too, a computer: a word for one adjoins it, ...
_MACHINE = r"(?:super-?computers?|supercomputing|(?:hpc |gpu |computer |compute |computing |(?:[a-z]+-){1,3})?clusters?|hpc|high[- ]performance comput\w+|tier[- ]?\d)"
_SERVICE = r"(?:comput\w+|data[- ]analysis|data[- ]processing) (?:environment|facility|infrastructure|platform|service|resource)"
_COMPUTER = r"(?:workstation|desktop|laptop|server)"
#: What makes a name that has it in it one of a computer.
NAMES_MACHINE = guarded(rf"{_MACHINE}|{_COMPUTER}", re.IGNORECASE)
_MACHINE_BEFORE = guarded(
    rf"\b(?:{_MACHINE}(?<!clusters)|{_MACHINE}(?= (?:(?-i:[A-Z])|[\"\u201c'(]|named|called|$))|(?<=the) computer(?= $)|(?:nodes?|gpus|cpus|cores) (?:of|on|in)|partition (?:of|on)|comput\w+ (?:facility|cent(?:er|re)))\b(?! (?:analy|dendro|tree|member|cent|number|size|sampl|joined|contain|\d))(?:[^.;]{{0,25}}|[^.;()]{{0,60}} \()$",
    re.IGNORECASE,
)
_MACHINE_AFTER = re.compile(
    rf"^[\"'\u2019]{{0,2}}s? ?\(?(?:{_COMPUTER}s?|(?:[\w-]+ ){{0,3}}?(?:{_MACHINE}(?<!s)|(?:gpu |compute )?nodes?|partition|(?:gpu|cpu|rtx|compute|job) (?:island|queue)|gpus\b|(?:system|machine) at (?:the |our )?(?=(?-i:[A-Z]))|(?:node|gpu|core|cpu)[ -]hours))\b"
    rf"|^,? \(?(?:which is )?(?:the|an?|our|its) (?:[\w'-]+ ){{0,4}}?(?:{_MACHINE}(?<!s)|{_SERVICE})\b"
    r"|^ (?:was|were) used (?:to|for) (?:(?:the )?(?:model )?train|fit|run|comput|process)|^ for (?:[\w-]+ ){0,3}comput(?:ing|ational|er) (?:resources|time|support)\b"
    rf"|^(?:(?:, |,? (?:and|or|&) |/)(?:the )?(?-i:[A-Z])[\w-]+(?: [IVX\d]+)?){{1,3}} {_MACHINE}\b",
    re.IGNORECASE,
)
#: A computing centre is none, and neither is an architecture that parts of one are called by.
_NO_MACHINE = re.compile(
    r" (?:(?:national|regional|advanced|research) )?(?:super-?comput(?:er|ing)|hpc|computing|high[- ]performance computing|data) "
    r"(?:cent(?:er|re)|institute|laborator|facilities)"
    r"|(?<=kepler|turing|ampere|pascal|hopper) (?:partition|nodes?|cards?|gpus?|architecture|generation)\b"
    r"| (?-i:Institut\w*|Universit\w+|Association|Foundation|Society|Academy|College|Labs?)\b"
    r"|(?<=volta|fermi) (?:partition|nodes?|cards?|gpus?|architecture|generation)\b"
    r"|(?<=maxwell) (?:cards?|gpus?|architecture|generation)\b"
    # A program has a version: "assembled using Trinity (v2.8)".
    r"| \(?,? ?v(?:er(?:sion|\.)?)? ?\.?\d",
    re.IGNORECASE,
)
#: Clusters are also groups of samples: nothing is computed on those.
_CLUSTERS = re.compile(r" clusters?\b", re.IGNORECASE)
_OF_THINGS = re.compile(r" clusters? of (?!the |our |an? |its )(?-i:[a-z]+)", re.IGNORECASE)
_COMPUTED = guarded(
    r"\b(?:train|retrain|comput|ran\b|runs?\b|jobs?\b|[gc]pus?\b|nodes?\b|hpc\b|simulat|process|us(?:ed|ing)\b|experiments?\b|fit\b|fitt|perform|"
    r"carried|executed|done on\b|epochs?\b|\d ?(?:h|hours|days) on\b|fine-? ?tun|(?:hyper)?parameters?\b|tuning|infer|predict|(?:neural )?networks?\b|deep|learning|model|implement|slurm|allocat|acknowledg|thank)",
    re.IGNORECASE,
)
#: "The Tinaroo and Wiener clusters": the last of several machines.
_SEVERAL = re.compile(r" (?:(?:hpc|gpu|compute|computing) )?(?:clusters|super-?computers)\b", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"\b[A-Z][\w-]+,? (?:and|or|&) (?:the )?$")
#: ... or something ran on it, among words of computing.
_RAN_ON = re.compile(
    r"\b(?:on|at|using|used|uses?|through|via|to|by|providing|had access to|(?:resources|time|use|nodes) of) (?:the |an? |our )?$|\b(?:platform|successor|predecessor|(?:gpu|sister|computing|compute|computer|hpc|new|old) (?:system|machine),?) $",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\W*$| ?[.,;:()]| (?:(?:data[- ]analysis |computing )?(?:facility|infrastructure|platform|resources?|service|machine|system)|at|using|with|through|via|by|under|for|and|in|took|was|were|is|used|to|within|over|supercomputer)\b",
    re.IGNORECASE,
)
#: One of these words stands in every block that has such a computer and no device.
SUPERCOMPUTING = guarded(
    rf"cluster|hpc|super-?comput|tier[- ]?\d|{_COMPUTER}|system at|machine at|[- ]hours\b|partition"
    r"|\b(?:(?:gpu|cpu|core|node)s?\b|allocation|slurm\b|exascale|petascale|queue|(?:pre-?)?train|simulat|jobs?\b"
    r"|comput\w|ran\b|process(?:ed|ing)\b)"
    # A sign stands for its name: "Calculations were performed on #".
    r"|(?<!statistical )\b(?:calculations?|analys[ei]s) (?:was|were) (?:performed|run|done|carried out|conducted) (?:on|at) (?:the )? ?#",
    re.IGNORECASE,
)
#: A platform that computes, and one that is only where data come from.
_COMPUTES = guarded(rf"\b(?:{any_of('done-on-platforms')})\b", re.IGNORECASE)
_SOURCE = guarded(
    r"\b(?:obtained|download\w*|acquired|retrieved|accessed|published|collected|derived|taken|provided|imagery|images|scenes|photo(?:graph)?s|recordings|weights|labels|annotations|"
    r"data|data ?sets?|shared|available|uploaded|stored|archived|competitions?|challenges?|leaderboard|hosted) "
    r"(?:(?!process|analy|comput|classif|calculat|composit|mosaick|filter|mask|train|produc|generat|creat)\w+ ){0,2}?(?:from|via|through|on|at|in|by|of|with|using|to|as) (?:the )?(?:\w+ )?(?:(?-i:[A-Z])[\w.]+(?: (?-i:[A-Z])\w+){0,2}(?:, and|,| and| or) (?:(?:on|in|at|from|via|the) ){0,2})?$|(?<!rented )(?<!leased )(?<!hired )(?<!bought )(?<!billed )\bfrom (?:the )?(?:(?-i:[A-Z])\w+'s )?$|\b(?:won|ranked)\b",
    re.IGNORECASE,
)


#: A device that a platform offers is run there ("the free GPU that is offered in Colab").
_OFFERS = re.compile(
    r"\b(?:[gct]pus?|hardware|resources?|accelerators?|runtimes?|machines?|memory|ram|cores)(?: (?:that|which) (?:is|are|was|were))? (?:freely |kindly |currently )?"
    r"(?:available|accessible|offered|provided|supplied)(?: for free)? (?:by|in|on|via|through|from|within) (?:the )?$",
    re.IGNORECASE,
)
#: Code that others can run there ("is available as a Colab notebook") is not run by the authors.
_SHARED = re.compile(
    r"\b(?:available|accessible|shared|published|released|distributed|opened|provided|hosted|supplied|offered|demo|tutorials?) "
    r"(?:(?!by\b|and (?:was|were)\b)[\w-]+,? ){0,3}?(?:as|in|on|via|through|from|at) (?:an? |the |our )?(?:[a-z]+ )?$",
    re.IGNORECASE,
)
#: What a platform does with the data that it was given.
_WHERE_COMPUTED = re.compile(
    r" ?(?:\([^()]*\))?,? (?:where|(?:in|on|with) which|for (?:training|analysis|processing))\b[^.;]{0,80}",
    re.IGNORECASE,
)
#: "All of which were provided by Google Colab"
_BY_WHOM = re.compile(
    r"^(?!.*\b(?:data|images?|imagery|scenes|recordings|photos|datasets?|labels|annotations)\b).*"
    r"\b(?:provided|offered|supplied) (?:for free |free |kindly |freely )?by (?:the )?(?:(?-i:[A-Z])\w+ )?$",
    re.IGNORECASE,
)
#: What a cloud provides when it computes.
_PROVIDED = guarded(r"\b(?:comput\w+|credits|gpus?|tpus?|instances?|machines?) [^.;]{0,40}$", re.IGNORECASE)
_DEVICES = ("accelerator", "cpu", "memory", "instance")
#: What was done there to data that are named before it: "classifying the images on AWS".
_WORKED_ON = guarded(
    r"\b(?:(?:classify|process|analy[sz]|segment|screen|sort|filter|predict)ing|(?:classification|processing|analysis|segmentation) of)"
    r" (?:(?!available|accessible|stored|hosted|kept|shared|archived|published|uploaded)[^.;,()]){0,50} (?:on|in|with|using|via) (?:the )?$",
    re.IGNORECASE,
)
#: A device so many characters before a cloud was provided by it.
_NEAR = 40


#: What belongs to a cloud or is written for it, where nothing runs.
_BELONGS = re.compile(
    rf" (?:(?P<place>accounts?|regions?|zones?|scripts?)|(?:{any_of('parts-of-clouds')}))\b", re.IGNORECASE
)
#: Something is made to work with clouds: "integrates with AWS, GCP and Azure".
_INTEGRATES = re.compile(
    r"\b(?:integrat(?:e|es|ing|ions?)|plugs?|interoperates?) (?:natively |seamlessly |easily )?(?:with|into) (?:your |our )?(?:existing )?"
    r"(?:[A-Z][\w ]{1,24}(?:, (?:and |or )?| and | or )){0,5}\[?$",
    re.IGNORECASE,
)
#: Links to what bears a cloud's name: "[Getting Started Colab](page)", "[MosaicML Composer](page)".
_PAGE_BEFORE = re.compile(
    r"\[(?:[\w'-]+ ){0,5}[A-Za-z][\w'-]*(?<!\bon)(?<!\bin)(?<!\bwith)(?<!\busing)(?<!\bvia)(?<!\bto)(?<!\bthe)(?<!\ba) $"
)
_PAGE_BEHIND = re.compile(r" (?!Notebook|Pro\b|Free|Instance|VM|Cluster)[A-Z]\w+(?: [A-Z]\w+){0,3}\]\(")


#: Those who run a cloud make models, too: "built by MosaicML", "replit-code-v1".
_MADE_BY = re.compile(rf"\b(?:{any_of('verbs-of-makers')}) by (?:the )?$", re.IGNORECASE)
_NAME_GOES_ON = re.compile(r"-[\w.-]*\d|-[\w.-]*_\w")
#: A cloud that is a dye, too: "Azure B".
_STAIN = re.compile(r" (?:[ABC]|I{1,2}|blue|eosin)\b(?!-)")
#: A code of something else goes on behind its first part, as those of cell lines: "XYZ-AB3", no "AWS-EC2".
_CODE_GOES_ON = re.compile(r"-(?!EC2|S3)[A-Z]{2,}\d+\b")
#: "in the AWS region eu-west-1", "with an AWS account": something ran there.
_RAN_THERE = re.compile(r"\b(?:in|on|within|using|with|via|through|from) (?:the |an? |our |one )?$", re.IGNORECASE)


def _is_namesake(draft: Draft, window: Window, text: str, before: str) -> bool:
    """Whether the name of a cloud is only part of another name, or that of what something is made to work with."""
    name = str(draft.fields["name"]).lower()
    computes = name in words("imagery-platforms") or name in words("platforms-that-only-compute")
    belongs = None if name in words("imagery-platforms") else _BELONGS.match(text, draft.end)
    if belongs is not None and not (belongs["place"] and _RAN_THERE.search(before)):
        return True
    if _INTEGRATES.search(before):
        return True
    if not computes and _MADE_BY.search(before):
        return True
    if name == "microsoft azure" and _STAIN.match(text, draft.end):
        return True
    if text[draft.start].islower() and _NAME_GOES_ON.match(text, draft.end):
        return True
    if _CODE_GOES_ON.match(text, draft.end) and not any(d.start == draft.end + 1 for d in window.drafts):
        return True
    if text.startswith("](", draft.end):
        return _PAGE_BEFORE.search(before) is not None
    page = _PAGE_BEHIND.match(text, draft.end) if text.startswith("[", draft.start - 1) else None
    return page is not None and not any(draft.end < other.start < page.end() for other in window.drafts)


#: What is said of a cloud that goes by an abbreviation, which may stand for an electrode, too ("GCE").
_IN_CLOUD = guarded(rf"\b(?:{any_of('said-of-clouds')})\b|[$\u20ac]", re.IGNORECASE)
_SHORT = 4
#: Nobody works inside a method that is called so, too: "implemented in GEE".
_INSIDE = re.compile(r"\b(?:in|on|within|inside) (?:the )?$", re.IGNORECASE)


def _is_short(cloud: Draft, text: str) -> bool:
    """Whether a cloud goes by a short abbreviation."""
    return cloud.end - cloud.start <= _SHORT and text[cloud.start : cloud.end].isupper()


def only_source(draft: Draft, window: Window, text: str) -> bool:
    """Whether a cloud or service is named only as a source of data, a host of files or of a challenge, or for its name."""
    before, after = text[max(0, draft.start - 80) : draft.start], text[draft.end : draft.end + 80]
    if _is_namesake(draft, window, text, before):
        return True
    if re.match(
        r"['s]* (?:(?:(?-i:[a-z-]+) ){0,2}(?:competition|challenge|data ?set)s?\b|(?:(?-i:[A-Z])[\w.-]* |vs\.? |and |of |in ){1,6}(?:competition|challenge|data(?: ?sets?)?)\b|notebooks? (?:\w+ ){0,6}(?:available|accessible|shared|released|provided|supplement\w*)\b|notebooks? (?:is|are) provided|open data|competition|challenge|data ?set|leaderboard|data|image(?:s|ry)|(?:radiographs?|x-rays?|scans?|photo(?:graph)?s?|pictures|recordings?|corpus|corpora|tables?)\b|(?-i:S3)\b|blob|bucket|storage|drive|code editor|(?:data )?catalog|public)\b",
        after,
        re.IGNORECASE,
    ):
        return True
    if _BY_WHOM.search(before) or _OFFERS.search(before):
        return False
    if str(draft.fields["name"]).lower() in words("platforms-that-only-compute"):
        return _SHARED.search(before) is not None
    place = _WHERE_COMPUTED.match(after)
    if place and _COMPUTES.search(place.group()):
        return False
    if any(d.type in _DEVICES and 0 <= draft.start - d.end < _NEAR for d in window.drafts):
        return False
    if any(d.type == "instance" and d.start == draft.end + 1 for d in window.drafts):
        return False
    source = _SOURCE.search(before) and not (_PROVIDED.search(before) or _WORKED_ON.search(before))
    if source or not _COMPUTES.search(text):
        return True
    platform = draft.fields["kind"] == "service" and _INSIDE.search(before) is not None
    return _is_short(draft, text) and not platform and not _IN_CLOUD.search(text)


#: Grammars of names that the catalogue has not, which a word for a machine beside them tells.
_NAMED = frozenset(grammar.id for grammar in grammars() if grammar.id.startswith("named-"))


@lru_cache(maxsize=8)
def operators(catalog: Catalog) -> frozenset[str]:
    """Every word of the names and countries of those who run machines: "the Oslo cluster" has no name of its own.

    Examples
    --------
    >>> from hwextract.catalog.products import SHIPPED
    >>> {"Oslo", "Norway"} <= operators(SHIPPED)
    True
    """
    machines = [row for row in catalog.table("system") if row["kind"] in ("cluster", "supercomputer", "cloud")]
    return frozenset(word for row in machines for word in re.findall(r"\w+", f"{row['vendor']} {row['country']}"))


#: "the cluster called Leibniz" has a name of its own.
_CALLED = re.compile(r"\b(?:called|named) $")
#: Grammars of bare codes, which are also plots, roads, filters and genes.
_CODES = frozenset(grammar.id for grammar in grammars() if grammar.context and grammar.certainty == "medium")
_PLACED = re.compile(
    r"\b(?:on|with|using|via|by|of|per|for|than|or|and|single|donated|one|two|four|eight|an?|gpu|to|rented|leased|from|own) (?:(?:the|our|an?|one|single|same|its|their) )?(?:\w+ )?$|[(:\d|][ *_|]*x? ?$|^$",
    re.IGNORECASE,
)
_COMPUTING = guarded(
    r"\b(?:re-?train\w*|train\w*|pre-?train\w*|fine-?tun\w*|inference|latency|took|takes|hours?|days?|memory|experiments? (?:were|was|ran|run)|"
    r"comput\w*|bench(?:ed|ing|mark\w*)|deploy\w*|epochs?|flops?|fps|wall-?clock|run ?times?|ran|run|gpus?|hardware|rent\w*|chips?|ms|"
    r"py-?torch|torch|triton(?! X)|cudnn|cublas|onnx|vllm|deepspeed|megatron|fsdp|qlora|llms?)\b",
    re.IGNORECASE,
)
#: "the V100 needs 9 h"
_NEEDS = re.compile(
    r" (?:needs|needed|takes|took|requires|required|finished (?:in|after))(?: (?:about|only|just|over|almost|nearly|some))? ~?\d"
)
_USED = re.compile(r"\bus(?:e|es|ed|ing) (?:an?|one|two|three|four|eight|our|the|single|\d+|\d+ ?x) $", re.IGNORECASE)
#: How a device of one letter and one digit ("T4", "L4", "A2") is named.
_AS_DEVICE = re.compile(
    r"\b(?:on|with|using|via|nvidia|tesla|aws|ec2|amazon|azure|google|cloud|single|rented|an?|our|one|two|three|four|six|eight|sixteen|\d+ ?x?) (?:an? |one |single |our |the |and |same |two |four |eight |spot |rented |attached |dedicated |free |old |\d+ ?x? ?)*$|\b(?:two|three|four|eight|sixteen|\d+ ?x) ?$|^$|[:|] ?\W*$|\b(?:colab|kaggle)(?:'s)? (?:free )?$|(?:gpus?|cards?|accelerators?|(?:colab|kaggle)(?: pro\+?| free| notebooks?)?|cloud|(?:gpu|cloud|aws|ec2|azure|google|spot) instances?|vms?|server|machine|workstation|(?:gpu|compute|computing) nodes?) ?\($",
    re.IGNORECASE,
)
#: "Tested on a T4": one of them, with nothing else said.
_TRIED_ON = re.compile(r"\b(?:tested|verified|validated|timed|benchmarked) on (?:an?|one|a single) $", re.IGNORECASE)
#: What is said of a device where its code heads a column, a figure or a line: "T4 inference", "L4 TensorRT10 (ms)".
_MEASURED_ON = re.compile(
    r"\b(?:T4|L4|A10G?|A16|L20) (?:(?:inference|throughput|tensorrt\d*|fp16|bf16|fp32|int8)\b|latency ?[|(:\]])",
    re.IGNORECASE,
)
_DEVICE_ENDS = re.compile(
    rf"{_NAME_ENDS.pattern}| (?:were|had|have|ran|worked|served|took|takes?|did|needed|needs?|each|alone|every (?:day|night|week|month|fold)|overnight|again|without|weekly|nightly|per (?:fold|model|run|job)|rented|borrowed|hosted|attached|paired|leased|we|that|which|but|while|whereas|as|instances?|gpus?|nodes?|cards?|accelerators?|servers?|(?:virtual )?machines?|vms?|chips?|\d{{1,3}} ?GB)\b",
    re.IGNORECASE,
)
#: "T4 x2"
_COUNTED_BEHIND = re.compile(r" ?\(?[x*] ?\d{1,2}\b")
#: A longer code that is counted or has an article behind "on" or "with" is a device.
_ON_ONE = re.compile(
    r"\b(?:on|with|using) (?:an?|one|single|a single|our|the same) $"
    r"|(?<![-.,\w])(?:one|two|three|four|six|eight|sixteen|thirty-two|\d{1,3},\d{3}|\d{1,4}) $",
    re.IGNORECASE,
)
_NOT_DEVICES = re.compile(
    r"\b(?:hydrants?|rodents|mice|rats|genes?|plots?|sites?|motorways?|vitamins?|strains?|(?<!dgx )stations?|filters?|components?|locomotives?|"
    r"vehicles? of type|plans|dose|wells?|samples?) (?:(?!on\b)\w+[ ,]+){0,5}$",
    re.IGNORECASE,
)
_NOT_DEVICE = re.compile(
    r"[ -](?:road|filter|population|phenotypes?|macrophages?|microglia\w*|polari[sz]\w+|cortex|cortices|receptors?|vertebrae?|hormones?|concentrations?|motorway|component|wave|street|highway|genes?|cells?|strains?|sites?|plots?|samples?|specimens?|(?:magnetic )?beads?|primers?|pipettes?|ladder|kits?|"
    r"mutants?|proteins?|autobahn|line|fraction|hydrants?|locomotive|respirator|masks?|near|(?-i:in (?:the )?(?!Colab|Google|Kaggle|AWS|Azure)[A-Z]))|,? and [A-Z]\d{2,3} of the|(?: -)?[ -](?:norm\w*|regulari\w*|loss\w*|distances?|penalt\w+|svm|cache|errors?|weight decay|metric|"
    r"learners?|speakers?|language|vectors?|similarity|features?|visa|viruses)\b|[ -]?\((?!\d)(?:an? )?[a-z]+ (?:[a-z]+ )*(?:locomotive|protein|gene|filter|vitamin|road|days)\)",
    re.IGNORECASE,
)


#: What joins codes of a row.
_IN_ROW = r" ?(?:[,/&+\u2013-]|,? ?\b(?:and|or|vs\.?|versus|to|than)\b) ?"
_ROW_BEFORE = re.compile(rf"(?<![A-Za-z\d])[a-z]?(?P<code>[A-Z]\d{{1,3}}){_IN_ROW}[a-z]?$")
_ROW_BEHIND = re.compile(rf"{_IN_ROW}[a-z]?(?P<code>[A-Z]\d{{1,3}})\b")


def _stands_in_row(draft: Draft, window: Window, text: str) -> bool:
    """Whether a code stands beside another of its letter that no device has: "T3 and T4", "L4-L5"."""
    beside = (_ROW_BEFORE.search(text, max(0, draft.start - 12), draft.start), _ROW_BEHIND.match(text, draft.end))
    return any(
        code["code"][0] == text[draft.start] and window.knowledge.catalog.look_up("accelerator", code["code"]) is None
        for code in beside
        if code is not None
    )


#: What stands right behind a code, and words that are no noun of something else by their form.
_FOLLOWS = re.compile(r" (?P<word>[a-z]{3,})\b")
_NO_NOUN = re.compile(r"\w+(?:ed|ly|ing|able|ible)|(?:gpu|cpu|tpu)s?")


def _names_stranger(draft: Draft, text: str) -> bool:
    """Whether a bare code is the name of the kind of something that is no device: "P40 mice", "the P100 amplitude"."""
    follows = _FOLLOWS.match(text, draft.end)
    if follows is None:
        return False
    word = follows["word"]
    return not (
        word in words("modifies")
        or word in words("device-nouns")
        or word in words("counted-modifies")
        or word in words("behind-devices")
        or _NO_NOUN.fullmatch(word)
    )


#: A line of processors by its tier alone ("i7"), which items, indices and variables are called, too.
_TIER = re.compile(r"i ?[3579]", re.IGNORECASE)
#: What stands near one that is a processor, and how far; or one has an article, or a time behind "on".
_OF_COMPUTER = guarded(
    r"\b(?:intel|core|[cg]pus?|processors?|laptops?|desktop|notebook|pc|workstation|computers?|machines?|servers?|macbook|imac|mac|nuc|"
    r"ryzen|xeon|nvidia|[gr]tx|ram|memory|threads|gen(?:eration)?|thinkpad|dell|lenovo|hp|acer|asus|cores|\d+(?:\.\d+)? ?ghz|\d{1,4} ?gi?b)\b",
    re.IGNORECASE,
)
_AROUND_TIER = 50
_ON_TIER = re.compile(r"\b(?:on|with|using|had|has|have) (?P<one>(?:an?|one|my|our|the|same|old|single) )*$")


def _is_tier(draft: Draft, window: Window, text: str) -> bool:
    """Whether a bare tier is a processor by what stands right by it."""
    if _OF_COMPUTER.search(text[max(0, draft.start - _AROUND_TIER) : draft.start]) or _OF_COMPUTER.search(
        text[draft.end : draft.end + _AROUND_TIER]
    ):
        return True
    placed = _ON_TIER.search(text, max(0, draft.start - 24), draft.start) if text[draft.start] == "i" else None
    return placed is not None and (
        placed["one"] is not None or any(other.type == "duration" for other in window.drafts)
    )


#: A name in front of a code that is written apart makes it a part of that ("Nonidet P-40"), without a word of devices.
_NAMED_CODE = re.compile(r"(?<=[a-z,] )(?!Tesla|Volta|Pascal|Kepler|Maxwell|Nvidia)[A-Z][a-z]{3,} $")


def is_code(draft: Draft) -> bool:
    """Whether a device is known by a bare code alone ("V100", "A6000"), as plots, roads and genes may be, too."""
    return draft.type == "accelerator" and draft.rule in _CODES


def _speaks_of_computing(window: Window, around: str) -> bool:
    """Whether what stands around a name has a word of computing or of learning in it, or a time of computing."""
    return (
        _WEAK.search(around) is not None
        or speaks_of_learning(around)
        or any(draft.type == "duration" for draft in window.drafts)
    )


#: Codes that hardly anything but a device has, and what is said of such: "2x faster on A100", "tested on A100 and H100".
_LIKELY = re.compile(r"(?:[AHV]1|[HB]2|[AH]8|G[BH][23])00|L40S", re.IGNORECASE)
_SPEED = guarded(
    r"\b(?:runs? on|running on|demo|faster|slower|speed-?ups?|throughput|batch sizes?|tokens?|kernels?)\b",
    re.IGNORECASE,
)
_TRIED = guarded(
    r"\b(?:tested|verified|validated|measured|profiled|timed|tuned|supported|compatible|works?)\b", re.IGNORECASE
)


def _is_likely(draft: Draft, window: Window, text: str, around: str) -> bool:
    """Whether a bare code that hardly anything else has is a device: one of speed, or in a list with another."""
    if _LIKELY.match(text, draft.start, draft.end) is None:
        return False
    if _PLACED.search(text, 0, draft.start) and _SPEED.search(around):
        return True
    return any(
        is_code(other)
        and other.fields["name"] != draft.fields["name"]
        and _LIKELY.match(text, other.start, other.end)
        and _JOINS.fullmatch(text, min(draft.end, other.end), max(draft.start, other.start))
        and _PLACED.search(text, 0, min(draft.start, other.start))
        and (_TRIED.search(around) or _speaks_of_computing(window, around))
        for other in window.drafts
    )


def _is_device(draft: Draft, window: Window, text: str, around: str) -> bool:
    """Whether a bare code is a device: beside another one, counted, or where something is computed on it."""
    before = text[: draft.start]
    if _is_likely(draft, window, text, around):
        return True
    if _STRONG.search(around) or text[draft.end - 1] == "s":
        return True
    if _stands_in_row(draft, window, text) or (draft.fields.get("count") is None and _names_stranger(draft, text)):
        return False
    if draft.rule == "nvidia-tesla-code-apart" and _NAMED_CODE.search(text, 0, draft.start):
        return False
    if draft.fields.get("count") is not None and _speaks_of_computing(window, around):
        return True
    if _NEEDS.match(text, draft.end) and _COMPUTING.search(around):
        return True
    if re.search(r"\d ?[x*] ?$", before) or (
        draft.end - draft.start >= 4 and _ON_ONE.search(before) and _DEVICE_ENDS.match(text[draft.end :])
    ):
        return True
    return bool(_USED.search(before)) or bool(_PLACED.search(before) and _COMPUTING.search(around))


#: Samples are analysed at places, which go by words as machines do ("at Sierra"), and seldom by an abbreviation.
_ANALYSED_AT = re.compile(r"\banalys[ei]s (?:was|were) \w+(?: out)? at (?:the )?$", re.IGNORECASE)


def _is_machine(draft: Draft, window: Window, text: str) -> bool:
    """Whether a system whose name is an ordinary word, too, is a computer."""
    before, after = text[max(0, draft.start - 70) : draft.start], text[draft.end : draft.end + 60]
    if NAMES_MACHINE.search(text, draft.start, draft.end):
        return True
    if _NO_MACHINE.match(text, draft.end):
        return False
    # A pod is also a part of many TPUs: "a TPUv3 Pod".
    if any(d.fields.get("kind") == "tpu" and text[d.end : draft.start] == " " for d in window.drafts):
        return False
    if _CLUSTERS.match(after) and (_OF_THINGS.match(after) or not _COMPUTED.search(before + " # " + after)):
        return False
    if any(
        d.type in ("accelerator", "cpu") and re.fullmatch(r" (?:of|on|at) (?:the )?", text[d.end : draft.start])
        for d in window.drafts
    ):
        return True
    if _MACHINE_AFTER.match(after) or _MACHINE_BEFORE.search(before):
        return True
    if _SEVERAL.match(after) and _NAMED_BEFORE.search(before):
        return True
    if draft.end - draft.start <= 3 or not SUPERCOMPUTING.search(before + " # " + after):
        return False
    if draft.fields["kind"] == "cloud" and re.search(r"\bcloud$", text[draft.start : draft.end] + after[:6]):
        return True
    if _ANALYSED_AT.search(before) and not text[draft.start : draft.end].isupper():
        return False
    ran = text[draft.start : draft.end].lower() not in words("also-in-learning") and _RAN_ON.search(before) is not None
    return (ran and _NAME_ENDS.match(after) is not None) or _is_operated(draft, window, before, after)


def _is_operated(draft: Draft, window: Window, before: str, after: str) -> bool:
    """Whether its operator is named beside a machine ("NASA's Pleiades", "Compute Canada (Cedar and Graham)")."""
    system = window.knowledge.systems[draft.rule.partition(":")[2]]
    operators = {system.vendor, *(alias.replace(system.name, "").strip() for alias in system.aliases)} - {None, ""}
    beside = folded(f"{before}\n{after}")
    return any(
        re.search(
            rf"\b{re.escape(name)}(?:'s)?,? (?:[a-z]+ ){{0,4}}(?:\((?:[\w-]+(?:, and|,| and|;) ){{0,4}})?[\"']?$",
            before,
            re.IGNORECASE,
        )
        or re.match(rf"(?: \((?:[\w -]{{2,24}}, )?|, | (?:of|at|from|by|in) )(?:the )?{re.escape(name)}\b", after)
        for name in operators
        if name and len(name) > 2 and name[0].isupper() and folded(name) in beside
    )


def _is_made(draft: Draft, own: str) -> bool:
    """Whether a number of a model stands behind its maker or its line ("Intel Core i7-9700"), which needs nothing beside it."""
    maker = str(draft.fields.get("vendor") or "-").split()[0].lower()
    return own.lower().startswith((maker, "core")) and any(map(str.isdigit, own))


#: "8x 2080 Ti"
_MULTIPLIED = re.compile(r"(?<![\w.])\d{1,3} ?x ?$")


def has_context(draft: Draft, window: Window, text: str) -> bool:
    """Whether a short code stands among words of computing (1) or beside a device, a count or a memory size (2)."""
    if draft.type == "system" and draft.rule.startswith("system:"):
        return _is_machine(draft, window, text)
    if draft.rule in _NAMED:
        if text[draft.start - 1 : draft.start] in ('"', "\u201c", "'") or _CALLED.search(text, 0, draft.start):
            return True
        return operators(window.knowledge.catalog).isdisjoint(re.findall(r"\w+", str(draft.fields["name"])))
    around = text[: draft.start] + " # " + text[draft.end :]
    own = text[draft.start : draft.end]
    if draft.type == "cpu" and _is_made(draft, own):
        return True
    if draft.type == "cpu" and _TIER.fullmatch(own) and not _is_tier(draft, window, text):
        return False
    short = draft.rule in _CODES or draft.certainty == "low"
    if _NOT_DEVICE.match(text[draft.end :]) or (short and _NOT_DEVICES.search(text[: draft.start])):
        return False
    if draft.type == "accelerator" and len(own.rstrip("s")) <= 2 and not own.isdigit():
        if draft.fields.get("memory_gb") is not None and _speaks_of_computing(window, around):
            return True
        if _stands_in_row(draft, window, text):
            return False
        if draft.fields.get("count") is not None and _COUNTED_BEHIND.match(text, draft.end) and _STRONG.search(around):
            return True
        if _MEASURED_ON.match(text, draft.start) and _speaks_of_computing(window, around):
            return True
        if _TRIED_ON.search(text, 0, draft.start) and _DEVICE_ENDS.match(text[draft.end :]):
            return True
        return bool(
            _AS_DEVICE.search(text[: draft.start])
            and _DEVICE_ENDS.match(text[draft.end :])
            and _speaks_of_computing(window, around)
        )
    if any(d is not draft and not d.context and d.type not in ("duration", "cost") for d in window.drafts):
        return True
    if re.search(r"(?:gpu|cpu|processor|card|accelerator|tpu)s?$", own, re.IGNORECASE):
        return True
    if draft.context == 1 and draft.rule not in _CODES:
        return _speaks_of_computing(window, around) or (
            draft.certainty != "low" and _MULTIPLIED.search(text, 0, draft.start) is not None
        )
    if draft.context == 1:
        return _is_device(draft, window, text, around)
    count = draft.fields.get("count")
    return bool(_STRONG.search(around)) or (bool(count) and _speaks_of_computing(window, around))


#: What joins the members of a list of devices.
_JOINS = re.compile(
    r" ?(?:[,;/|&+]|,? ?\b(?:and|or|vs\.?|versus)\b) ?(?:an? |the |one |(?:nvidia )?(?:tesla )?)?", re.IGNORECASE
)


#: Kinds of systems of which a centre has several: "Lonestar6 and Frontera".
_OF_CENTRES = ("supercomputer", "cluster")


def listed_with(drafts: list[Draft], kept: list[Draft], text: str) -> list[Draft]:
    """The devices that are not kept, but stand in a list with one that is ("a K80, P40 or V100")."""
    devices = [draft for draft in drafts if draft.type == "accelerator" or draft.fields.get("kind") in _OF_CENTRES]
    found: list[Draft] = []
    for one, other in (*pairwise(devices), *pairwise(reversed(devices))):
        first, last = (one, other) if one.start < other.start else (other, one)
        if (
            any(one is draft for draft in (*kept, *found))
            and not any(other is draft for draft in (*kept, *found))
            and one.type == other.type
            and _JOINS.fullmatch(text, first.end, last.start)
        ):
            found.append(other)
    return found


_DATA = guarded(
    r"\b(?:data ?sets?|images?|videos?|recordings?|photos?|photographs?|files?|archives?|footage|cameras?|scenes?|recorders?)\b",
    re.IGNORECASE,
)


#: A disk on which something is kept ("a 64 GB card on which the recordings are stored").
_KEPT = re.compile(
    r"(?: of)?,? (?:(?:on|in)to |on |in |for |to )?(?:which )?(?:[\w-]+ ){0,4}?(?:stor|sav|record|writ|archiv|sound|audio|image|photo|data)",
    re.IGNORECASE,
)


#: Space that data take up.
_OCCUPIED = re.compile(
    r"\b(?:data ?sets?|weights|checkpoints?|models?|files|images|index|recordings) (?:\w+ ){0,3}(?:takes?|took|needs?|needed|requires?|required) (?:about |some |only )?$"
    r"|\b(?:occup|fill|tak\w+ up|took up|amount\w* to)\w* (?:about |some |only |nearly |over )?$",
    re.IGNORECASE,
)
_KEPT_ON = re.compile(
    r"\b(?:stor|sav|writ|record|archiv)\w+ (?:[^.;]{0,50} )?(?:on|to|onto|in|into|with) (?:an? |the |its )?$",
    re.IGNORECASE,
)


#: A computer, in the sentences before that of a card.
_COMPUTER_BEFORE = guarded(
    r"\b(?:raspberry|jetson|computers?|boards?|beagle\w*|arduino|esp32|coral|odroid|[cgt]pus?|processors?|micro-?controllers?|edge)\b",
    re.IGNORECASE,
)
_AROUND = 300
#: What records only, in the clause before its card.
_RECORDER = guarded(
    r"\b(?:cameras?|(?:camera )?traps?|recorders?|loggers?|accelerometers?|trackers?|collars?|spectrometers?|imagers?|hyperspec|audiomoths?|song ?meters?|drones?|uavs?|gopros?|hydrophones?)\b(?:[^.;]|\.(?=\d))*$",
    re.IGNORECASE,
)
_BESIDE = 80
_CARD_OPENS = re.compile(r"\b(?:cards?|(?:micro)?sd) \($", re.IGNORECASE)
_CARD = re.compile(r"(?:cards?|\b(?:micro)?sd)$", re.IGNORECASE)


def holds_data(disk: Draft, window: Window, text: str) -> bool:
    """Whether a disk is only where data lie: a recorder's card, or one without a computer beside it, but with data."""
    if _OCCUPIED.search(text, max(0, disk.start - 80), disk.start):
        return True
    beside = any(d.type in ("accelerator", "cpu", "memory", "system", "instance") for d in window.drafts)
    recorder = _RECORDER.search(text, max(0, disk.start - _BESIDE), disk.start)
    if (_CARD.search(text, disk.start, disk.end) or _CARD_OPENS.search(text, max(0, disk.start - 24), disk.start)) and (
        (recorder and not _COMPUTER_BEFORE.search(text[text.rfind(". ", 0, disk.start) + 1 : disk.start]))
        or _KEPT.match(text, disk.end)
        or _KEPT_ON.search(text, max(0, disk.start - 80), disk.start)
        or not (beside or _COMPUTER_BEFORE.search(window.before[-_AROUND:] + text))
    ):
        return True
    logs = recorder and not beside and not _COMPUTER_BEFORE.search(text, 0, disk.start)
    return bool(logs) or (not beside and _DATA.search(text) is not None)
