"""The summary and the answer."""

from __future__ import annotations

import hwextract


def test_the_main_run_is_the_final_one() -> None:
    text = "Ablations were run on 16 A100 for 200 hours. The final model was trained on 4 V100 for 20 hours."
    summary = hwextract.extract(text).summary
    assert (summary["accelerator_count"], summary["training_hours"]) == (4, 20)
    assert summary["device_hours"] == 80
    assert summary["derived"] == ["device_hours"]


def test_a_family_is_left_out_beside_its_member() -> None:
    summary = hwextract.extract("We trained on NVIDIA GPUs. These were four NVIDIA A30.").summary
    assert summary["accelerators"] == ["NVIDIA A30"]


def test_a_formula_makes_no_run() -> None:
    text = "We trained on 8 V100 for 20 hours.\n8 GPUs * 1.25e14 FLOP/s * 20 h * 3600 s/h * 0.3 = 2.16e19 FLOP"
    assert [(s["count"], s["hours_low"]) for s in hwextract.extract(text).setups] == [(8, 20)]


def test_a_sum_over_runs_is_the_documents() -> None:
    text = (
        "The first model was trained on a p3.2xlarge. The second model was trained on a p3.8xlarge. Together, both runs "
        "cost 410 USD in total."
    )
    result = hwextract.extract(text)
    assert [setup["cost_total"] for setup in result.setups] == [None, None]
    assert (result.summary["cost_total"], result.summary["currency"]) == (410, "USD")


def test_the_answer_tells_of_contradictions_and_of_what_was_not_used() -> None:
    text = (
        "The model was trained on one RTX 3090. The abstract has 20 hours of training, whereas the appendix has 30 "
        "hours for the same run. No TPU was used."
    )
    answer = hwextract.extract(text).answer()
    assert "1 NVIDIA GeForce RTX 3090" in answer
    assert "The text contradicts itself about: hours." in answer
    assert "Explicitly not used: TPU" in answer


def test_the_answer_abstains() -> None:
    assert "not stated" in hwextract.extract("The network was trained for 55 epochs.").answer()


def test_hardware_of_tests_is_none_of_training() -> None:
    text = "Training took two weeks. At test time, an image takes 30 ms on one Titan X."
    summary = hwextract.extract(text).summary
    assert summary["training_hours"] == 336
    assert summary["hardware_stated"] is False
    assert (summary["accelerators"], summary["accelerator_count"], summary["device_hours"]) == ([], None, None)


def test_words_that_point_back_tell_of_hardware_in_training() -> None:
    summary = hwextract.extract("On our GTX 1070 an image takes 31 ms. Training took 5 h on the same card.").summary
    assert summary["hardware_stated"] is True
    assert (summary["accelerators"], summary["accelerator_kinds"]) == (["NVIDIA GeForce GTX 1070"], ["gpu"])


def test_answer_names_the_kind_of_a_maker() -> None:
    answer = hwextract.extract("All networks were trained on a laptop with an Intel CPU.").answer()
    assert "used for training: Intel CPU." in answer


def test_answer_quotes_what_words_point_back_to() -> None:
    answer = hwextract.extract("On our GTX 1070 an image takes 31 ms. Training took 5 h on the same card.").answer()
    assert "used for training: 1 NVIDIA GeForce GTX 1070." in answer
    assert "an image takes 31 ms" in answer


def test_answer_does_not_call_general_what_was_used() -> None:
    text = "Networks are commonly trained on GPUs or TPUs. Ours was trained on two GPUs."
    assert hwextract.extract(text).answer().endswith("Mentioned only in general, not as used: TPUs.")
