"""The three layout standards of official Vietnamese reports as frozen values, chosen by system and by the report's date.

Sources named in the comments: NĐ 30 = Nghị định 30/2020/NĐ-CP, Phụ lục I; HD 36 = Hướng dẫn 36-HD/VPTW (03/4/2018); HD 05 = Hướng dẫn
05-HD/VPTW (27/5/2026, known from restatements); MEMORY marks what no source was seen for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Spelling = Literal["ủy", "uỷ", ""]
HD_05_SINCE = "2026-05-27"


@dataclass(frozen=True, slots=True)
class Face:
    """How letters look: size in points and the usual switches; `caps` means real capital letters in the text."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One standard: lengths in millimetres where the name ends in `_mm`, everything else in points."""

    key: Literal["party", "state", "front"]
    name: str
    banner: tuple[tuple[str, Face], ...]
    parent: Face
    issuer: Face
    number: Face
    number_word: str
    number_separator: str
    place: Face
    kind: Face
    summary: Face
    authority: Face
    post: Face
    signatory: Face
    authority_forms: tuple[tuple[str, str], ...]
    recipients_head: Face
    recipients: Face
    recipients_separator: str
    archive: str
    end_mark: str
    issuer_mark: str = ""
    issuer_rule: float = 0.0
    summary_mark: str = ""
    summary_rule: float = 0.0
    # NĐ 30 I.1, I.3: A4; 20-25 / 20-25 / 30-35 / 15-20 mm. HD 36 and HD 05: exactly 20 / 20 / 30 / 15. One set satisfies all.
    page_mm: tuple[float, float] = (210.0, 297.0)
    top_mm: float = 20.0
    bottom_mm: float = 20.0
    left_mm: float = 30.0
    right_mm: float = 15.0
    # HD 05: the page number stands 10 mm from the edge; NĐ 30 I.7: in the top margin, 13-14, hidden on page 1.
    header_mm: float = 10.0
    page_number: Face = Face(14)
    font: str = "Times New Roman"  # NĐ 30 I.4
    left_column_mm: float = 65.0  # tried: 65 + 100 mm without cell padding keeps Quốc hiệu of 13 pt on one line
    body: Face = Face(14)  # NĐ 30 II.6.e: 13-14; HD 36, HD 05: 14-15
    indent_mm: float = 12.7  # NĐ 30 II.6.e: 1 or 1.27 cm
    gap: float = 6.0  # every standard: paragraphs at least 6 pt apart
    line: float = 18.0  # HD 36, HD 05: exactly 18-22 pt; NĐ 30: single (16 pt at this size) to 1.5 lines (24 pt)
    heading: Face = Face(14, bold=True)  # NĐ 30 II.6.đ; HD 36
    appendix: Face = Face(14, bold=True)  # NĐ 30 III.1.b; the Party's own wording was not seen
    appendix_title: Face = Face(14, bold=True, caps=True)
    appendix_note: Face = Face(14, italic=True)  # NĐ 30 III.1.c
    table: Face = Face(12)  # no standard says; 12 keeps tables of figures readable
    footnote: Face = Face(10)  # no standard says
    grounds_italic: bool = False
    duplex: bool = False  # HD 05: printed on both sides, the back page has 15 mm left and 30 mm right
    uy: Spelling = ""

    @property
    def text_mm(self) -> float:
        """Width of the text area in portrait."""
        return self.page_mm[0] - self.left_mm - self.right_mm


_TO_PARTY = (("TM", "T/M"), ("KT", "K/T"), ("TL", "T/L"), ("TUQ", "T/UQ"), ("Q", "Q."))
_TO_STATE = (("TM", "TM."), ("KT", "KT."), ("TL", "TL."), ("TUQ", "TUQ."), ("Q", "Q."))

PARTY_36 = Layout(
    key="party",
    name="Hướng dẫn 36-HD/VPTW",
    banner=(("ĐẢNG CỘNG SẢN VIỆT NAM", Face(15, bold=True)),),  # HD 36: 15 bold, rule of the same length
    parent=Face(14, caps=True),  # HD 36: 14 upright
    issuer=Face(14, bold=True, caps=True),  # HD 36: 14 bold
    issuer_mark="*",  # HD 36: a star under the issuer
    number=Face(14),
    number_word="Số ",  # HD 36: no colon
    number_separator="-",  # HD 36: Số 127-QĐ/TW
    place=Face(14, italic=True),
    kind=Face(16, bold=True, caps=True),  # HD 36: 15-16 bold
    summary=Face(15, bold=True),  # HD 36: 14-15 bold
    summary_mark="-----",  # HD 05: five hyphens under the summary
    authority=Face(14, bold=True, caps=True),  # HD 05: 14 bold (for HD 36 MEMORY)
    post=Face(14, caps=True),  # HD 05: 14, not bold (for HD 36 MEMORY)
    signatory=Face(14, bold=True),
    authority_forms=_TO_PARTY,  # HD 05: T/M, K/T, T/L, Q.; T/UQ MEMORY
    recipients_head=Face(14, underline=True),  # HD 05: 14 underlined, upright (for HD 36 MEMORY)
    recipients=Face(12),
    recipients_separator=",",  # MEMORY: the Party's files part recipients by commas
    archive="Lưu Văn phòng",  # HD 05: no VT, no colon
    end_mark=".",  # HD 05 restated: no "./."
    left_column_mm=77.0,
    indent_mm=10.0,  # HD 05: 10 mm
)

PARTY_05 = replace(PARTY_36, name="Hướng dẫn 05-HD/VPTW")  # the numbers that matter agree in both

STATE = Layout(
    key="state",
    name="Nghị định 30/2020/NĐ-CP",
    banner=(
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face(13, bold=True)),  # NĐ 30 II.1.a: 12-13 bold
        ("Độc lập - Tự do - Hạnh phúc", Face(14, bold=True)),  # NĐ 30 II.1.b: 13-14 bold, rule of the same length
    ),
    parent=Face(13, caps=True),  # NĐ 30 II.2.b: 12-13 upright
    issuer=Face(13, bold=True, caps=True),  # NĐ 30 II.2.b: 12-13 bold
    issuer_rule=0.4,  # NĐ 30 II.2.b: 1/3 to 1/2 of the text
    number=Face(13),  # NĐ 30 II.3.c
    number_word="Số: ",
    number_separator="/",
    place=Face(14, italic=True),  # NĐ 30 II.4.c: 13-14 italic
    kind=Face(14, bold=True, caps=True),  # NĐ 30 II.5.b
    summary=Face(14, bold=True),
    summary_rule=0.4,  # NĐ 30 II.5.b: 1/3 to 1/2 of the text
    authority=Face(14, bold=True, caps=True),  # NĐ 30 II.7.đ
    post=Face(14, bold=True, caps=True),
    signatory=Face(14, bold=True),
    authority_forms=_TO_STATE,  # NĐ 30 II.7.b
    recipients_head=Face(12, bold=True, italic=True),  # NĐ 30 II.9.d
    recipients=Face(11),
    recipients_separator=";",
    archive="Lưu: VT",
    end_mark="./.",  # MEMORY: the sample forms of NĐ 30; its text prescribes none
    grounds_italic=True,  # NĐ 30 II.6.a: lines of "Căn cứ ...;" in italics
)

# QĐ 207/QĐ-MTTW-BTT (2025) was seen only by name: header like the State's, so its sizes are the State's.
FRONT = replace(STATE, key="front", name="Quyết định 207/QĐ-MTTW-BTT (cỡ chữ theo Nghị định 30/2020/NĐ-CP)")


def layout_for(
    system: str, date: str = "", *, uy: Spelling = "", end_mark: str | None = None, duplex: bool = False
) -> Layout:
    """Choose the standard for a system ("party", "state", "front") and an ISO date; no date means today's rule.

    `uy` keeps one spelling of "ủy"/"uỷ" through the file ("" leaves it as written); `end_mark` overrides "." or "./."; `duplex`
    mirrors the margins for printing on both sides.
    An unknown system raises KeyError: the readers of user files have refused it before.
    """
    party = PARTY_36 if date and date < HD_05_SINCE else PARTY_05
    layout = {"party": party, "state": STATE, "front": FRONT}[system]
    return replace(layout, uy=uy, duplex=duplex, end_mark=layout.end_mark if end_mark is None else end_mark)
