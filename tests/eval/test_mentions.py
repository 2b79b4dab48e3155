"""The measure of the grammars counts rightly, and what it measures holds."""

import pytest

from eval.mentions import SAMPLES, Tally, measure_lines, measure_samples


def test_a_tally_counts_duplicates_misses_and_extras():
    tally = Tally()
    tally.add(["a", "a", "b"], ["a", "c"], "dòng 1")
    assert (tally.right, tally.extra, tally.missed) == (1, 1, 2)
    assert tally.f1 == pytest.approx(2 / 5)
    assert Tally().f1 == 0.0


def test_the_invented_lines_are_read():
    tallies = measure_lines()
    assert {kind: tally.misses for kind, tally in tallies.items() if tally.f1 < 0.98} == {}


@pytest.mark.samples
def test_the_sample_documents_are_read():
    tallies = measure_samples(SAMPLES)
    if tallies is None:
        pytest.skip(f"the sample documents are not in {SAMPLES}")
    assert {kind: tally.misses for kind, tally in tallies.items() if tally.f1 < 0.98} == {}


def test_absent_samples_are_said_to_be_absent(tmp_path):
    assert measure_samples(tmp_path) is None
