"""What must hold for every input: no crash, quotes on their spans, and what was rendered reads back as it was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.dates import parse_dates
from knowledge.directives import parse_mentions
from knowledge.figures import parse_figures, render_number
from knowledge.text import comparable, flatten, fold, nfc, normalise_tones, sentences, tokens

WORDS = """Quyết định|Kết luận số|62-KL/TW|217|, |và|ngày|08/12/2009|tháng 12|năm 2019|của Bộ Chính trị|(khóa X)|12|1.234,5|%|tỷ đồng|hộ|/|-|–|
….|   |\n|\t|1. |(1)|thôn 3|năm mươi|một nửa|số|lần thứ|đến|15-20|người|“|”|QĐ|TTg|0905123456|2/4|kỳ|ubnd|Đ|62 - KL / TW|tr|đ|@|:"""
PIECES = st.sampled_from(WORDS.split("|"))
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
    st.text(alphabet=st.characters(categories=["Cs", "Mn", "Lo", "Nd", "Zs"]), max_size=60),
)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_every_quote_lies_on_its_span(text):
    plain = nfc(text)
    for found in (*parse_figures(text), *parse_mentions(text), *parse_dates(text)):
        assert plain[found.start : found.end] == found.quote
        assert found.quote


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_form_keeps_the_length_of_the_composed_text(text):
    length = len(nfc(text))
    assert len(fold(text)) == len(flatten(text)) == len(normalise_tones(text)) == len(comparable(text)[0]) == length
    assert all(isinstance(token, str) for token in tokens(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_cover_all_that_is_not_space(text):
    spans = sentences(text)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@settings(max_examples=400, deadline=None)
@given(
    st.integers(0, 10**12),
    st.integers(0, 999),
    st.sampled_from(["hộ", "tỷ đồng", "%", "ha", "đảng viên", "lượt người"]),
)
def test_a_rendered_figure_reads_back(whole, decimals, unit):
    value = f"{whole}.{decimals:03}".rstrip("0").rstrip(".") if decimals else str(whole)
    (figure,) = parse_figures(f"Kết quả đạt {render_number(value)} {unit}.")
    assert (figure.value, figure.unit) == (value, unit)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400))
def test_a_rendered_range_reads_back(low, step):
    value = f"{low}..{low + step}"
    (figure,) = parse_figures(f"cử {render_number(value)} người tham gia")
    assert figure.value == value


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 9999),
    st.sampled_from([("Kết luận", "KL"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Nghị quyết", "NQ")]),
    st.sampled_from(["-", " - ", " -", "–"]),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["Bộ Chính trị", "Ban Bí thư", "Ban Thường vụ Tỉnh ủy"]),
)
def test_a_rendered_mention_reads_back(number, kind, dash, day, issuer):
    name, code = kind
    text = f"theo {name} số {number}{dash}{code}/TW ngày {day.day:02}/{day.month}/{day.year} của {issuer} về công tác dân vận"
    (mention,) = parse_mentions(text)
    assert (mention.symbol, mention.type, mention.issuer) == (f"{number}-{code}/TW", name, issuer)
    assert mention.issued_on == day.isoformat()


@pytest.mark.parametrize(
    "piece",
    ["1", "1.", " ", "(", "1 ", "năm ", "một trăm ", "62-KL/TW, ", "1/2/", "\t1", "Kế hoạch số ", "a@", "…", "\ud800"],
)
def test_long_monotonous_text_is_read_to_its_end(piece):
    text = piece * (20_000 // len(piece))
    assert isinstance(parse_figures(text), tuple)
    assert isinstance(parse_mentions(text), tuple)
