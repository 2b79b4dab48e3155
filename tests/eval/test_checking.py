"""The measures of the checks: planted errors are really there, and absent data is skipped with a sentence."""

import pytest

from eval.checking import caught, demo_reports, main, timing
from eval.corrupt import KINDS, plant

REPORTS = demo_reports()


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_error_stands_where_it_says_and_is_found(kind):
    planted = [p for report in REPORTS[:2] for p in plant(kind, report, REPORTS, 2)]
    assert planted
    originals = {report.text for report in REPORTS}
    assert all(p.subject.text not in originals for p in planted)
    assert sum(map(caught, planted)) >= 0.9 * len(planted)
    assert all(not p.now or p.now.strip() in p.subject.text for p in planted if kind != "dán số liệu đơn vị khác")


def test_the_time_of_a_long_report_is_told():
    checked, split = timing(REPORTS[:1])
    assert checked > 0 < split


def test_without_samples_the_rest_is_measured(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("eval.checking.KINDS", {})
    assert main(["--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "bỏ qua các văn bản mẫu" in out
    assert "báo cáo sạch" in out
