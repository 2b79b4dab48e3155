"""Read the body that issued a directive where its name stands in a text, and give it one written form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.text import flatten, fold, nfc, normalise_tones

_KNOWN = {
    "bo chinh tri": "Bộ Chính trị",
    "bct": "Bộ Chính trị",
    "ban bi thu": "Ban Bí thư",
    "ban chap hanh trung uong dang": "Ban Chấp hành Trung ương Đảng",
    "ban chap hanh trung uong": "Ban Chấp hành Trung ương",
    "thu tuong chinh phu": "Thủ tướng Chính phủ",
    "thu tuong": "Thủ tướng",
    "chinh phu": "Chính phủ",
    "quoc hoi": "Quốc hội",
    "uy ban thuong vu quoc hoi": "Ủy ban Thường vụ Quốc hội",
    "ban bi thu trung uong": "Ban Bí thư Trung ương",
    "ban bi thu trung uong dang": "Ban Bí thư Trung ương Đảng",
    "van phong trung uong": "Văn phòng Trung ương",
    "van phong trung uong dang": "Văn phòng Trung ương Đảng",
    "ban to chuc trung uong": "Ban Tổ chức Trung ương",
    "uy ban kiem tra trung uong": "Ủy ban Kiểm tra Trung ương",
    "ban thuong vu tinh uy": "Ban Thường vụ Tỉnh ủy",
    "ban thuong vu huyen uy": "Ban Thường vụ Huyện ủy",
    "ban thuong vu dang uy": "Ban Thường vụ Đảng ủy",
    "tinh uy": "Tỉnh ủy",
    "huyen uy": "Huyện ủy",
    "dang uy": "Đảng ủy",
}
_SHORT = {
    "bch": "Ban Chấp hành", "btv": "Ban Thường vụ", "btt": "Ban Thường trực", "tw": "Trung ương", "tư": "Trung ương",
    "t.ư": "Trung ương", "ubtvqh": "Ủy ban Thường vụ Quốc hội", "ttg": "Thủ tướng Chính phủ",
}  # fmt: skip
_CENTRAL = (
    r"hoi nghi (?:lan thu [a-z]{2,5}(?: [a-z]{2,4})? )?(?:cua )?(?:ban chap hanh|bch) (?:trung uong|tw)(?: dang)?|hoi nghi (?:trung uong|tw) ?\d{1,2}|"
    r"bo chinh tri|bct|ban bi thu(?: trung uong| tw)?(?: dang)?|(?:ban chap hanh|bch) (?:trung uong|tw|t\.u)(?: dang)?"
    r"(?: cong san viet nam)?|thu tuong(?: chinh phu)?|ttg\b|uy ban thuong vu quoc hoi|ubtvqh|quoc hoi|chu tich nuoc|"
    r"van phong (?:trung uong(?: dang)?|tw|chinh phu|quoc hoi|chu tich nuoc)|thanh tra chinh phu|chinh phu|"
    r"hoi dong bau cu quoc gia|(?:bo truong )?bo (?:noi vu|tai chinh|tu phap|y te|cong an|quoc phong|xay dung|cong thuong|"
    r"ngoai giao|giao duc va dao tao|khoa hoc va cong nghe|van hoa,? the thao va du lich|dan toc va ton giao|"
    r"nong nghiep va (?:phat trien nong thon|moi truong)|tai nguyen va moi truong|lao dong ?[-,]? ?thuong binh va xa hoi|"
    r"giao thong van tai|thong tin va truyen thong|ke hoach va dau tu)|trung uong dang|ban cong tac dai bieu"
)
_LOCAL = (
    r"(?:(?:ban thuong vu|btv|thuong truc|ban chap hanh|bch|bi thu) )?(?:tinh|huyen|thanh|thi|quan|dang) uy|"
    r"(?:ban thuong vu|btv|ban chap hanh|bch) (?:dang bo )?(?:tinh|huyen|thanh|xa|trung uong|tw)? ?doan(?: thanh nien)?|"
    r"(?:ban chap hanh|bch) dang bo(?= )|"
    r"(?:chu tich )?(?:ubnd|uy ban nhan dan)|(?:thuong truc )?(?:hdnd|hoi dong nhan dan)|"
    r"(?:(?:doan chu tich|ban thuong truc|btt) )?(?:uy ban |ub ?)?(?:trung uong |tw ?)?(?:mttq|mat tran to quoc)(?: viet nam| ?vn\b)?|"
    r"doan chu tich|ban thuong truc|"
    r"ban (?:to chuc|tuyen giao va dan van|tuyen giao|dan van|noi chinh|kinh te|cong tac)(?: trung uong| tw| (?:tinh|huyen|thanh) uy)?|"
    r"uy ban kiem tra(?: trung uong| tw| (?:tinh|huyen|thanh|dang) uy)?|(?:ban thuong vu )?(?:trung uong |tw )?doan "
    r"(?:tncs|thanh nien cong san) ho chi minh|(?:tinh|huyen|xa) doan|(?:ban thuong vu )?trung uong doan|"
    r"(?:tong )?lien doan lao dong|hoi (?:lien hiep phu nu|nong dan|cuu chien binh)|van phong (?:tinh|huyen) uy|"
    r"so (?:noi vu|tai chinh|tu phap|y te)"
)
_BODY = re.compile(rf"(?:(?P<central>{_CENTRAL})|(?P<local>{_LOCAL}))(?!\w)")
_GENERAL = re.compile(
    r"(?:Bộ trưởng Bộ|Bộ|Sở|Ban Chỉ đạo|Ban cán sự đảng|Đảng đoàn|Tổng cục|Cục|Hội đồng|Liên đoàn|Công an|Trung ương|Hội|Ủy ban|Uỷ ban|Ban)"
    r"(?:\s(?:và\s)?[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỵ][^\W\d_]*(?:\s(?:thẩm định|định giá|nghĩa vụ quân sự))?){1,9}"
)
_PLENUM = re.compile(
    r"(?i)hội nghị (?:lần thứ \w+(?: \w+)? (?:của )?(?=ban chấp hành|bch)|(?=ban chấp hành|bch)|(?:trung ương|tw) ?\d{1,2}$)"
)
_PLACE_KIND = re.compile(
    r"\s{1,3}(?:tinh|thanh pho|tp\.?|huyen|xa|phuong|thi xa|thi tran|quan|viet nam|trung uong)(?!\w)"
)
_NAME = re.compile(
    r"\s{1,3}(?!(?:Về|Khóa|Khoá|Ngày|Quy|Ban|Và|Do|Theo|Tại|Hướng|Kế|Nghị|Quyết|Chương|Một|Thông|Số|Các)\b)([A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỵ][^\W\d_]*)"
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body in a text: its written form and where it ends."""

    name: str
    end: int


def issuer_at(text: str, flat: str, start: int) -> Issuer | None:
    """Return the issuing body whose name begins at `start` of NFC text (`flat` is its flattened form)."""
    match = _BODY.match(flat, start)
    if not match:
        named = _GENERAL.match(text, start)
        return Issuer(issuer_form(named.group()), named.end()) if named else None
    end = match.end()
    if (
        match.group("local")
        and not re.search(r"(?:trung uong|tw)$", match.group())
        and not text[start : end + 8].isupper()
    ):
        end = _with_place(text, flat, end)
    return Issuer(issuer_form(text[start:end]), end)


def _with_place(text: str, flat: str, end: int) -> int:
    """Take in "tỉnh Hậu Giang", or the capitalised name alone."""
    for _ in range(2):
        kind = _PLACE_KIND.match(flat, end)
        name_from = kind.end() if kind else end
        names = 0
        position = name_from
        while names < 4 and (name := _NAME.match(text, position)):
            position, names = name.end(), names + 1
        if not kind and not names:
            break
        end = position
    return end


def issuer_form(written: str) -> str:
    """Return one form of an issuer's name: known bodies as they write themselves, abbreviations in full."""
    written = _PLENUM.sub("", " ".join(written.split()))
    words = normalise_tones(written).split(" ")
    full = " ".join(_SHORT.get(word.lower(), word) for word in words)
    return _KNOWN.get(fold(full), full) or "Ban Chấp hành Trung ương"


def same_issuer(first: str, second: str) -> bool:
    """Say whether two names can be one body: the shorter one's words all stand in the longer ("Ban Bí thư Trung ương")."""
    one, other = (
        frozenset(flatten(issuer_form(nfc(name))).replace("(", " ").replace(")", " ").split())
        for name in (first, second)
    )
    return one <= other or other <= one
