"""Dates and periods as officials write them, to the precision written."""

import pytest

from knowledge.dates import parse_dates


@pytest.mark.parametrize(
    ("text", "value", "quote"),
    [
        ("08/12/2009", "2009-12-08", "08/12/2009"),
        ("ký 7-1-2019", "2019-01-07", "7-1-2019"),
        ("ngày 19.4.2023", "2023-04-19", "ngày 19.4.2023"),
        ("ngày 12 tháng 12 năm 2013", "2013-12-12", "ngày 12 tháng 12 năm 2013"),
        ("NGÀY 8 THÁNG 12 NĂM 2009", "2009-12-08", "NGÀY 8 THÁNG 12 NĂM 2009"),
        ("ngày 20 tháng 9/2014", "2014-09-20", "ngày 20 tháng 9/2014"),
        ("tháng 12/2013", "2013-12", "tháng 12/2013"),
        ("tháng 5 năm 2020", "2020-05", "tháng 5 năm 2020"),
        ("năm 2019", "2019", "năm 2019"),
        ("quý II/2023", "2023-04..2023-06", "quý II/2023"),
        ("6 tháng đầu năm 2024", "2024-01..2024-06", "6 tháng đầu năm 2024"),
        ("giai đoạn 2021 - 2025", "2021..2025", "giai đoạn 2021 - 2025"),
        ("từ năm 2009 đến năm 2019", "2009..2019", "năm 2009 đến năm 2019"),
        ("từ tháng 12/2013 - 12/2023", "2013-12..2023-12", "tháng 12/2013 - 12/2023"),
        ("từ ngày 01/01/2020 đến ngày 31/12/2020", "2020-01-01..2020-12-31", "ngày 01/01/2020 đến ngày 31/12/2020"),
        ("ngày … tháng … năm 2019", "2019", "ngày … tháng … năm 2019"),
        ("ngày 12-15/6/2023", "2023-06-12..2023-06-15", "ngày 12-15/6/2023"),
        ("ngày thương binh liệt sỹ 27/7", "--07-27", "27/7"),
        ("ngày 31/02/2020", "2020-02-31", "ngày 31/02/2020"),
    ],
)
def test_a_date_is_read_to_its_precision(text, value, quote):
    assert [(date.value, date.quote) for date in parse_dates(text)] == [(value, quote)]


@pytest.mark.parametrize("text", ["họp 2/4 kỳ", "169/1.169", "4,5 tỷ đồng", "62-KL/TW", "Điều 5", "12.2019 hộ"])
def test_what_is_no_date(text):
    assert parse_dates(text) == ()


def test_two_terms_in_a_row_stay_two():
    values = [date.value for date in parse_dates("các nhiệm kỳ 2010 – 2015, 2015 – 2020")]
    assert values == ["2010..2015", "2015..2020"]
