"""What holds for every text: `extract` never raises, offsets hold, JSON loses nothing, layout changes nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import hwextract

fast = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)

SENTENCES = [
    "All models were trained on four NVIDIA Tesla V100 GPUs with 32 GB of memory for 3 days.",
    "Training took about 12 to 14 hours on a single GeForce RTX 2080 Ti.",
    "We used 8 x A100 and an Intel Xeon Gold 6248 processor with 20 cores at 2.5 GHz.",
    "Instead of a graphics processing unit we used two AMD EPYC 7452 CPUs and 256 GB RAM.",
    "The experiments ran on an Azure virtual machine and cost 310 USD in total.",
    "Each epoch took 20 min on a workstation with two RTX 3090 and a 2 TB SSD.",
    "Fine-tuning consumed 28 kWh and emitted 3.5 kg CO2e on 16 TPU v3 cores.",
    "The final model needed 1,200 GPU hours, which we spent on Google Colab.",
    "No GPU was used; training took 2 h on an Intel Core i7-9700K.",
    "We thank NVIDIA for the donation of a Titan Xp used for training the network.",
    "CNNs are commonly trained on hundreds of GPUs, but we had only one GTX 1080 Ti.",
    "Inference takes 23 ms per frame on a Jetson Nano with 4 GB of memory.",
]
FRAGMENTS = [
    *("GPU", "GPUs", "CPU", "V100", "A100", "RTX 2080", "RTX2080Ti", "NVIDIA", "Tesla", "Titan X", "TPU v3", "Xeon"),
    *("8", "8x", "8 × ", "16GB", "32 GiB", "3 hours", "2-3 days", "1e20 FLOPs", "$310", "€ 5", "310 USD", "28 kWh"),
    *("2.5 GHz", "kg CO2e", "1,024", "two", "a dozen", "half a day", "no", "without", "not", "instead of", "et al."),
    *("trained on", "took", "cost", "per hour", "each", "with", "epochs", "we", "References", "Methods", "AWS"),
    *(
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "  ",
        "-\n",
        "- ",
        ". ",
        ", ",
        "; ",
        "(",
        ")",
        "[",
        "]",
        "/",
        ":",
        "\t",
        "\f",
        "\r\n",
    ),
    *(
        "\u00a0",
        "\u00ad",
        "ﬁ",
        "ﬂ",
        "Ã—",
        "â€“",
        "™",
        "®",
        "Â ",
        "\u200b",
        "\ud800",
        "\udc80",
        "\0",
        "½",
        "²",
        "µs",
        "１６",
    ),
]

anything = st.text(st.characters(exclude_categories=()), max_size=300)
patchwork = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)


def check(text: str) -> hwextract.Extraction:
    result = hwextract.extract(text)
    place = 0
    for number, record in enumerate(result.records):
        assert record.record_id == number
        assert text[record.start : record.end] == record.text
        assert text[record.sentence_start : record.sentence_end] == record.sentence
        assert record.sentence_start <= record.start < record.end <= record.sentence_end
        assert record.start >= place
        place = record.start
    for hint in result.hints:
        assert text[hint.start : hint.end] == hint.text
        assert text[hint.sentence_start : hint.sentence_end] == hint.sentence
    for setup in result.setups:
        for start, end, _ in setup["support"]:
            assert 0 <= start < end <= len(text)
    return result


@fast
@given(anything)
@example("\ud800\udfff")
@example("\0GPU\0")
def test_any_text(text: str) -> None:
    result = check(text)
    assert hwextract.Extraction.from_json(result.to_json()) == result


@settings(fast, max_examples=150)
@given(patchwork)
def test_any_patchwork(text: str) -> None:
    result = check(text)
    assert hwextract.Extraction.from_json(result.to_json()) == result
    result.to_frame().to_csv().encode("utf-8")
    assert result.answer().startswith("Answer: ")
    assert len(result.answer().split()) <= 400


@fast
@given(st.sampled_from(SENTENCES), anything, anything)
def test_any_text_around_a_sentence(sentence: str, before: str, after: str) -> None:
    check(before + sentence + after)


@st.composite
def layout(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and the same with line breaks and wide spaces in it."""
    sentence = draw(st.sampled_from(SENTENCES))
    gaps = st.sampled_from([" ", " ", "  ", "\n", " \n", "\r\n", "\n  "])
    return sentence, "".join(draw(gaps) if char == " " else char for char in sentence)


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and the same after a bad conversion."""
    sentence = draw(st.sampled_from(SENTENCES))
    chance = draw(st.sampled_from([0.1, 0.3, 0.6]))
    random = draw(st.randoms(use_true_random=False))
    out: list[str] = []
    for position, char in enumerate(sentence):
        inside = char.isalpha() and sentence[position - 1 : position].isalpha()
        if random.random() >= chance:
            out.append(char)
        elif char == " ":
            out.append(random.choice(["\n", "  ", "\u00a0", "\u2009", "Â ", "\t", " \n\n ", ""]))
        elif char == "x":
            out.append(random.choice(["×", "Ã—", "✕"]))
        elif char == "-":
            out.append(random.choice(["–", "-\n", "â€“", "\u00ad"]))
        elif inside:
            out.append(random.choice(["-\n", "\u00ad", "\u200b", "- ", " "]) + char)
        else:
            out.append(random.choice([char + "\ud83d", char + "®", char]))
    return sentence, "".join(out).replace("fi", "ﬁ").replace("fl", "ﬂ")


def gist(result: hwextract.Extraction) -> list[tuple[Any, ...]]:
    found = (record.to_dict() for record in result.records)
    keys = ("type", "name", "count", "status", "phase", "memory_gb", "gb", "low_s", "high_s", "amount", "kwh", "cores")
    return [tuple(record.get(key) for key in keys) for record in found]


@settings(fast, max_examples=120)
@given(layout())
def test_layout_changes_no_record(pair: tuple[str, str]) -> None:
    clean, broken = pair
    assert gist(check(broken)) == gist(check(clean))


@settings(fast, max_examples=120)
@given(damage())
def test_offsets_hold_under_damage(pair: tuple[str, str]) -> None:
    check(pair[1])


def test_sentences_have_something_to_lose() -> None:
    for sentence in SENTENCES:
        assert len(check(sentence).records) >= 1, sentence


def test_typographic_variants_change_no_record() -> None:
    for clean, odd in [
        ("We used 8 x A100 GPUs.", "We used 8 × A100 GPUs."),
        ("We used 8 x A100 GPUs.", "We used 8 Ã— A100 GPUs."),
        ("Trained on one GeForce RTX 2080 Ti.", "Trained on one GeForce® RTX™ 2080 Ti."),
        ("Trained on one GeForce RTX 2080 Ti.", "Trained on one GeForce\u00a0RTX\u00a02080\u00a0Ti."),
        ("The final graphics card was a V100.", "The ﬁnal graphics card was a V100."),
        ("It was trained on graphics processing units.", "It was trained on graphics process-\ning units."),
        ("It was trained on an NVIDIA V100.", "It was trained on an NVI-\nDIA V100."),
        ("Training took 3 to 4 hours on a GPU.", "Training took 3 to 4 ho\u00adurs on a GPU."),
        ("Training took 16 hours on a GPU.", "Training took １６ hours on a GPU."),
    ]:
        assert gist(check(odd)) == gist(check(clean)), odd


def test_a_ruled_line_over_a_list_costs_no_time() -> None:
    text = f"Requirements for training\n{'-' * 40}\n* Python 3.10\n* a GPU\nwith 24 GB\n* 64 GB RAM"

    assert {record.status for record in hwextract.extract(text).records} == {"background"}
