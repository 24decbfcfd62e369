"""The component in a user's own pipeline, and every way that spaCy has of moving a pipeline and its Docs about."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import hwextract
from hwextract import component, engine
from hwextract.component import HardwareComponent, make_component
from hwextract.engine import MAX_RECORDS
from hwextract.language import readability
from hwextract.records import Accelerator, Duration

if TYPE_CHECKING:
    from spacy.language import Language

TEXT = "Fine-tuning took 3 days on two NVIDIA V100\nGPUs. No TPU was used."
FOUND = [("duration", "3 days"), ("accelerator", "NVIDIA V100\nGPUs"), ("accelerator", "TPU")]


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("hwextract")
    return pipeline


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(record.type, record.text) for record in doc._.hwextract.records]


def check(doc: Doc) -> None:
    assert found(doc) == FOUND
    assert [(span.label_, span.text) for span in doc.spans["hwextract"]] == FOUND
    assert doc._.hwextract == hwextract.from_doc(doc)


def python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_records_are_typed(nlp: Language) -> None:
    result = nlp(TEXT)._.hwextract
    assert isinstance(result, hwextract.Extraction)
    duration, accelerator, other = result.records
    assert isinstance(duration, Duration)
    assert duration.low_s == 3 * 86400
    assert isinstance(accelerator, Accelerator)
    assert (accelerator.name, accelerator.count) == ("NVIDIA Tesla V100", 2)
    assert other.status == "negated"


def test_result_is_that_of_extract(nlp: Language) -> None:
    assert nlp(TEXT)._.hwextract == hwextract.extract(TEXT)


def test_spans_stand_on_the_users_tokens(nlp: Language) -> None:
    doc = nlp("Trained on 8xV100s.")
    (span,) = doc.spans["hwextract"]
    assert span.label_ == "accelerator"
    assert "V100" in span.text
    assert [record.text for record in doc._.hwextract.records] == ["V100s"]


@pytest.mark.parametrize("text", ["", " ", "\n", "Birds were counted."])
def test_nothing_found(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert found(doc) == []
    assert list(doc.spans["hwextract"]) == []


def test_a_doc_that_was_not_extracted_from_has_none() -> None:
    assert hwextract.from_doc(spacy.blank("en")("on a GPU")) is None


def test_it_works_beside_other_components() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("hwextract", first=True)
    pipeline.add_pipe("hwextract", name="again")
    doc = pipeline(TEXT)
    check(doc)
    assert len(list(doc.sents)) == 2


@pytest.mark.parametrize("slots", [1, 4, component._Words.SLOTS])
@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a", "a ", "  a\n\n b  c ", "IS_ALPHA a\x00 \x00 8xV100s, don't\U0001f600 \u2028x", TEXT),
        # Words of as many bytes as there is room for in a row, and of more; ÿ is the byte that fills rows, in Latin-1.
        *("a" * 15 + " " + "b" * 16 + "c " + "b" * 16 + ".", "ÿ" * 7 + "aÿ " + "ÿ" * 8 + " ÿ", "x" * 99),
    ],
)
def test_the_text_of_a_doc_is_put_together_as_spacy_does(
    text: str, slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(component._Words, "SLOTS", slots)
    pipeline = spacy.blank("en")
    doc = pipeline.make_doc(text)
    words = component._Words(pipeline.vocab)
    tokens = component._tokens(doc)
    assert words.text(tokens) == words.text(tokens) == doc.text


def test_max_records() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("hwextract", config={"max_records": 1})
    result = pipeline(TEXT)._.hwextract
    assert (len(result.records), result.status) == (1, "truncated")
    assert spacy.blank("en").from_config(pipeline.config)(TEXT)._.hwextract == result


def test_wrong_settings_are_refused() -> None:
    with pytest.raises(ValueError, match="max_recrods"):
        spacy.blank("en").add_pipe("hwextract", config={"max_recrods": 1})


def test_doc_bytes(nlp: Language) -> None:
    data = nlp(TEXT).to_bytes()
    check(Doc(nlp.vocab).from_bytes(data))
    check(Doc(spacy.blank("en").vocab).from_bytes(data))


def test_doc_disk(nlp: Language, tmp_path: Path) -> None:
    nlp(TEXT).to_disk(tmp_path / "doc")
    check(Doc(nlp.vocab).from_disk(tmp_path / "doc"))


def test_doc_bin(nlp: Language) -> None:
    data = DocBin(docs=[nlp(TEXT), nlp("Nothing.")], store_user_data=True).to_bytes()
    first, second = DocBin().from_bytes(data).get_docs(nlp.vocab)
    check(first)
    assert found(second) == []


def test_doc_bin_in_a_process_without_the_pipeline(nlp: Language, tmp_path: Path) -> None:
    DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(tmp_path / "docs.spacy")
    code = """
import sys, spacy
from spacy.tokens import DocBin
import hwextract
(doc,) = DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank("en").vocab)
print([(r.type, r.text) for r in hwextract.from_doc(doc).records])
"""
    assert python(code, str(tmp_path / "docs.spacy")).strip() == repr(FOUND)


def test_doc_bin_without_user_data_has_none(nlp: Language) -> None:
    data = DocBin(docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(nlp.vocab)
    assert hwextract.from_doc(doc) is None


def test_doc_pickle(nlp: Language) -> None:
    check(pickle.loads(pickle.dumps(nlp(TEXT))))


def test_pipeline_pickle(nlp: Language) -> None:
    check(pickle.loads(pickle.dumps(nlp))(TEXT))


def test_pipeline_bytes(nlp: Language) -> None:
    other = spacy.blank("en")
    other.add_pipe("hwextract")
    check(other.from_bytes(nlp.to_bytes())(TEXT))
    check(spacy.util.load_model_from_config(nlp.config).from_bytes(nlp.to_bytes())(TEXT))


def test_pipeline_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    check(spacy.load(tmp_path / "pipeline")(TEXT))


def test_pipe_in_two_processes(nlp: Language) -> None:
    texts = [TEXT, "Nothing.", "Trained on one A100.", ""] * 3
    docs = list(nlp.pipe(texts, n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [doc._.hwextract for doc in docs] == [hwextract.extract(text) for text in texts]
    check(docs[0])


@pytest.mark.parametrize("early", [True, False])
def test_what_fails_is_told_to_the_pipelines_handler(early: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    failed: list[tuple[str, list[str], str]] = []

    def note(name: str, _component: Any, docs: list[Doc], error: Exception) -> Any:
        failed.append((name, [doc.text for doc in docs], str(error)))

    def faulty(text: str) -> tuple[str, str | None]:
        if "TPU" in text:
            raise RuntimeError("a fault")
        return readability(text)

    monkeypatch.setattr(engine, "readability", faulty)
    pipeline = spacy.blank("en")
    if early:
        pipeline.set_error_handler(note)
    pipeline.add_pipe("hwextract")
    if not early:
        with pytest.raises(RuntimeError, match="a fault"):
            list(pipeline.pipe([TEXT]))
        pipeline.set_error_handler(note)
    docs = list(pipeline.pipe(["On a GPU.", TEXT, "On a CPU."]))
    assert [doc.text for doc in docs] == ["On a GPU.", "On a CPU."]
    assert failed == [("hwextract", [TEXT], "a fault")]


def test_a_doc_whose_text_cannot_be_had_is_told_to_the_handler() -> None:
    class Unsayable:
        def __str__(self) -> str:
            raise ValueError("no name")

    pipeline = spacy.blank("en")
    component = pipeline.add_pipe("hwextract")
    failed: list[str] = []
    component.set_error_handler(lambda _name, _component, _docs, error: failed.append(str(error)))  # type: ignore[attr-defined]
    docs = [pipeline.make_doc(text) for text in ("On a GPU.", TEXT, "On a CPU.")]
    docs[1].user_data["doc_id"] = Unsayable()
    assert [doc.text for doc in component.pipe(docs)] == ["On a GPU.", "On a CPU."]  # type: ignore[attr-defined]
    assert failed == ["no name"]


def test_what_is_no_doc_is_told_to_the_handler() -> None:
    pipeline = spacy.blank("en")
    component: Any = pipeline.add_pipe("hwextract")
    failed: list[list[Any]] = []
    component.set_error_handler(lambda _name, _component, docs, _error: failed.append(docs))
    docs = [pipeline.make_doc("On a GPU."), None, pipeline.make_doc("On a CPU.")]
    assert [doc.text for doc in component.pipe(docs)] == ["On a GPU.", "On a CPU."]
    assert failed == [[None]]


def test_pipe_keeps_context(nlp: Language) -> None:
    pairs = list(nlp.pipe([(TEXT, "a"), ("Nothing.", "b")], as_tuples=True))
    assert [(len(doc._.hwextract.records), context) for doc, context in pairs] == [(3, "a"), (0, "b")]


def test_entry_point_alone_brings_the_component() -> None:
    code = """
import sys, spacy
nlp = spacy.blank("en")
nlp.add_pipe("hwextract")
print(len(nlp("Trained on two V100.")._.hwextract.records))
"""
    assert python(code).strip() == "1"


def test_module_behind_the_entry_point_imports_spacy_alone() -> None:
    code = """
import sys, spacy
before = set(sys.modules)
import hwextract.component
print(sorted(n for n in set(sys.modules) - before if not n.startswith("spacy")))
"""
    assert python(code).strip() == "['hwextract', 'hwextract.component']"


def test_factory_metadata(nlp: Language) -> None:
    meta = nlp.get_pipe_meta("hwextract")
    assert {"doc._.hwextract", "doc.spans"} <= set(meta.assigns)
    assert meta.requires == []
    analysis = nlp.analyze_pipes()
    assert analysis is not None
    assert analysis["problems"] == {"hwextract": []}


@pytest.mark.parametrize("maker", [make_component, HardwareComponent])
def test_default_config_is_the_signature(nlp: Language, maker: Any) -> None:
    default = nlp.get_factory_meta("hwextract").default_config
    assert default is not None
    parameters = {name: p for name, p in inspect.signature(maker).parameters.items() if name not in ("nlp", "name")}
    assert set(parameters) == set(default)
    for name, parameter in parameters.items():
        assert parameter.default in (inspect.Parameter.empty, default[name])
    assert default["max_records"] == MAX_RECORDS
