"""The bodies that issue directives as questions name them ("BCT", "của thủ tướng", "trung ương"), and the entries that are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ISSUERS = (
    ("ubtvqh", r"uy ban thuong vu quoc hoi|ub ?tv ?qh\d*|thuong vu quoc hoi"),
    ("vptw", r"van phong (?:trung uong|tw)(?: dang)?|vptw"),
    ("btctw", r"ban to chuc (?:trung uong|tw)|btctw"),
    ("ubkttw", r"(?:uy ban|ub) kiem tra (?:trung uong|tw)|ubkttw"),
    ("btgtw", r"ban tuyen giao (?:trung uong|tw)|btgtw"),
    ("bct", r"bo chinh tri|bct"),
    ("bbt", r"ban bi thu|bbt"),
    ("bch", r"(?:ban chap hanh|bch) ?(?:trung uong|tw)|bchtw"),
    ("mttw", r"(?:uy ban|ub) ?(?:trung uong|tw) ?(?:mat tran to quoc|mttq)|ubtw ?mttq|mttw|trung uong mat tran|mat tran trung uong|doan chu tich"),
    ("ttg", r"thu tuong(?: chinh phu)?|ttg|ttcp"),
    ("ttra", r"thanh tra chinh phu"),
    ("cp", r"(?<!thu tuong )(?<!thanh tra )(?<!van phong )chinh phu(?! dien tu| so\b)"),
    ("qh", r"(?<!dai bieu )(?<!thuong vu )quoc hoi"),
    ("bnv", r"bo noi vu|bnv"),
    ("bldtbxh", r"bo lao dong|bldtbxh"),
    ("tu", r"(?:ban thuong vu )?tinh uy|thanh uy"),
    ("hdnd", r"(?:hoi dong nhan dan|hdnd) tinh"),
    ("ubnd", r"(?:uy ban nhan dan|ubnd) tinh"),
    ("local", r"(?:ban thuong vu )?(?:huyen|dang|thi) uy|(?:uy ban nhan dan|ubnd|hdnd|hoi dong nhan dan) (?:xa|huyen|phuong|thi)"),
    ("tw", r"trung uong|tw"),
)  # fmt: skip
_BY = re.compile("|".join(f"(?P<{key}>(?<!\\w)(?:{pattern})(?!\\w))" for key, pattern in _ISSUERS))
_SURE = frozenset({"bct", "bbt", "bch", "ttg", "vptw", "btctw", "ubkttw", "btgtw", "ubtvqh", "mttw"})
_ISSUER_WORDS = {
    "ubtvqh": "uy ban thuong vu quoc hoi", "vptw": "van phong trung uong", "btctw": "ban to chuc trung uong",
    "ubkttw": "uy ban kiem tra trung uong", "btgtw": "ban tuyen giao trung uong", "bct": "bo chinh tri", "bbt": "ban bi thu",
    "bch": "ban chap hanh trung uong", "mttw": "uy ban trung uong m", "ttg": "thu tuong", "ttra": "thanh tra chinh phu",
    "cp": "chinh phu", "qh": "quoc hoi", "bnv": "bo noi vu", "bldtbxh": "bo lao dong", "tu": "tinh uy",
    "hdnd": "hoi dong nhan dan tinh", "ubnd": "uy ban nhan dan tinh", "local": "huyen uy",
}  # fmt: skip
_CENTRAL = ("bo chinh tri", "ban bi thu", "ban chap hanh trung uong", "trung uong dang")


@dataclass(frozen=True, slots=True)
class NamedIssuer:
    """An issuer that a question names: its key, whether it stands where an issuer does, and where."""

    key: str
    placed: bool
    span: tuple[int, int]


def named_issuer(flat: str, types: str) -> NamedIssuer | None:
    """Return the issuer named, where it stands as one ("của", behind a type word) or can be nothing else."""
    for match in _BY.finditer(flat):
        key = match.lastgroup or ""
        before = flat[: match.start()].rstrip()
        placed = bool(re.search(rf"(?:(?<!\w)(?:cua|do|{types}))$", before))
        if key in _SURE or placed:
            return NamedIssuer(key, placed or key in {"bct", "bbt", "ttg"}, match.span())
    return None


def issued_by(issuer: str, folded: str) -> bool:
    """Say whether an entry's issuer (folded) is the one asked for; "trung ương" is any of the Party's central bodies."""
    if issuer == "tw":
        return any(name in folded for name in _CENTRAL) or "trung uong dang" in folded
    if issuer == "qh":
        return folded.startswith("quoc hoi")
    if issuer == "cp":
        return folded.startswith("chinh phu") or "; chinh phu" in folded
    return _ISSUER_WORDS[issuer] in folded


def party_centre(issuer: str) -> bool:
    """Say whether an issuer asked for is one of the bodies that clerks take for one another."""
    return issuer in {"bct", "bbt", "bch", "tw"}
