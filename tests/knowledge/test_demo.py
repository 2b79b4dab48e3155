"""The demo documents are ours, invented, and right in every figure that can be recomputed."""

import gzip
import json
import re
import unicodedata
from pathlib import Path

import pytest

from knowledge.directives import parse_mentions
from knowledge.passages import split
from knowledge.readers import read
from knowledge.structure import build

ROOT = Path(__file__).parents[2]
DEMO = sorted((ROOT / "knowledge" / "data" / "demo").glob("*.md"))
SHARED = ROOT.parent / "shared"
NOTICE = "Tài liệu minh họa của Trợ lý Báo cáo: địa danh, tên người và số liệu đều do nhóm phát triển đặt ra."
INVENTED = (
    "Thuận Khê",
    "Vân Trạch",
    "Lạc Khê",
    "Mỹ Trạch",
    "Minh Trạch",
    "Thượng Vân",
    "Hòa Vân",
    "Phú Vân",
    "Vân Khê",
)
GRAM = 10
CITATION = re.compile(
    r"(?:Kết luận|Quyết định|Nghị quyết|Chỉ thị)(?: số)? \d+(?: ?-? ?[A-ZĐ]+ ?[/-] ?TW)?"
    r"(?:,? ngày \d+[/ ].{0,20}?\d{4})?(?: của (?:Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương))?(?: \(khóa \w+\))?",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"(?:Ban Thường trực )?(?:Ủy ban )?Mặt trận Tổ quốc(?: Việt Nam)?(?: và các đoàn thể(?: chính trị - xã hội)?)?"
    r"|Ban (?:Thanh tra nhân dân|Giám sát đầu tư của cộng đồng)|Quy chế công tác dân vận của hệ thống chính trị"
    r"|toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh|góp ý xây dựng Đảng, xây dựng chính quyền",
    re.IGNORECASE,
)

ids = [path.stem for path in DEMO]


def number(cell: str) -> int:
    return int(cell.replace(".", ""))


def syllables(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def grams(text: str) -> set[tuple[str, ...]]:
    """Every run of GRAM syllables that lies within one line and outside official titles."""
    found: set[tuple[str, ...]] = set()
    for piece in re.split(r"[@\n]", without_titles(text)):
        words = syllables(piece)
        found |= {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}
    return found


def without_titles(text: str) -> str:
    """Put an @ where an official title, a citation of a central directive or the name of a body stands."""
    entries = json.loads((SHARED / "domain" / "directives.json").read_text(encoding="utf-8"))
    titles = sorted((entry.get("title", "") for entry in entries), key=len, reverse=True)
    text = re.sub(r"\s*[-–]\s*", " - ", unicodedata.normalize("NFC", text))
    for title in titles:
        if len(title) > 30:
            text = text.replace(title, " @ ")
    return NAMES.sub(" @ ", CITATION.sub(" @ ", text))


def test_there_are_five_documents() -> None:
    assert len(DEMO) == 5


@pytest.mark.parametrize("path", DEMO, ids=ids)
def test_a_document_says_that_it_is_invented(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(NOTICE + "\n")


@pytest.mark.parametrize("path", DEMO, ids=ids)
def test_a_document_is_nfc_and_of_a_useful_length(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert 1500 <= len(text.split()) <= 3600


@pytest.mark.parametrize("path", DEMO, ids=ids)
def test_tables_add_up(path: Path) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not line.startswith("|---")
    ]
    if not rows:
        pytest.skip("tài liệu này không có bảng")
    body, total = rows[1:-1], rows[-1]
    assert total[0] == "Cộng"
    for column in range(1, len(total)):
        assert sum(number(row[column]) for row in body) == number(total[column])


@pytest.mark.parametrize("path", DEMO, ids=ids)
def test_percentages_of_written_ratios_are_right(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pattern = re.compile(r"(\d[\d.]*)/(\d[\d.]*) [^;.\d]{0,70}?(?:đạt|bằng) (\d+(?:,\d+)?)%")
    for part, whole, percent in pattern.findall(text):
        digits = len(percent.partition(",")[2])
        expected = 100 * number(part) / number(whole)
        assert round(expected, digits) == pytest.approx(float(percent.replace(",", "."))), f"{part}/{whole}"


def test_ratios_are_found_at_all() -> None:
    joined = "\n".join(path.read_text(encoding="utf-8") for path in DEMO)
    assert len(re.findall(r"\d[\d.]*/\d[\d.]* [^;.\d]{0,70}?(?:đạt|bằng) \d", joined)) >= 6


def test_no_ten_syllables_are_shared_with_the_samples() -> None:
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if not seeds:
        pytest.skip("không có tài liệu mẫu bên cạnh thư mục dự án")
    known: set[tuple[str, ...]] = set()
    for seed in seeds:
        known |= grams(seed.read_text(encoding="utf-8"))
    for path in DEMO:
        own = grams(path.read_text(encoding="utf-8"))
        assert not sorted(" ".join(gram) for gram in own & known), path.stem


def test_invented_names_are_no_real_communes() -> None:
    source = SHARED / "data" / "places" / "communes_2025.json.gz"
    if not source.exists():
        pytest.skip("không có danh mục địa danh bên cạnh thư mục dự án")
    provinces = json.loads(gzip.decompress(source.read_bytes()))
    real = {province["province"] for province in provinces}
    for province in provinces:
        real.update(province["from_provinces"])
        for commune in province["communes"]:
            real.add(commune["name"])
            real.update(name for name, _ in commune["from"])
    bare = {re.sub(r"^(?:Xã|Phường|Thị trấn|Đặc khu|Tỉnh|Thành phố) ", "", name) for name in real}
    assert not bare & set(INVENTED)


def test_no_district_acts_after_july_2025() -> None:
    text = (ROOT / "knowledge/data/demo/bao-cao-dang-uy-xa-thuong-van-2026.md").read_text(encoding="utf-8")
    districts = [line for line in text.splitlines() if re.search(r"\bhuyện\b", line, re.IGNORECASE)]
    assert all("trước đây" in line for line in districts)
    assert "Huyện ủy" not in text


NARRATIVE = (
    "mo_dau dac_diem quan_triet kiem_tra ket_qua danh_gia uu_diem han_che nguyen_nhan bai_hoc phuong_huong kien_nghi"
)


def test_each_narrative_role_has_several_examples_in_the_reports() -> None:
    documents = [build(read(path), str(path)) for path in DEMO]
    reports = [document for document in documents if document.kind == "report"]
    assert len(reports) == 4
    assert [document.kind for document in documents].count("guidance") == 1
    for role in NARRATIVE.split():
        holding = [one for one in reports if any(passage.role == role for passage in split(one))]
        assert len(holding) >= 4, role


@pytest.mark.parametrize("path", DEMO, ids=ids)
def test_central_directives_are_cited_with_their_own_dates(path: Path) -> None:
    source = SHARED / "domain" / "directives.json"
    if not source.exists():
        pytest.skip("không có sổ văn bản bên cạnh thư mục dự án")
    dates: dict[str, set[str]] = {}
    for entry in json.loads(source.read_text(encoding="utf-8")):
        dates.setdefault(entry["symbol"], set()).add(entry.get("issued_on") or "")
    dated = [m for m in parse_mentions(path.read_text(encoding="utf-8")) if m.issued_on and m.symbol in dates]
    assert all(mention.issued_on in dates[mention.symbol or ""] for mention in dated)
    if "ubnd" not in path.stem:
        assert dated
