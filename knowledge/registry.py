"""The directive registry: what is known of each directive, found by symbol, number, mention or words.

Symbols recur (Party numbers restart each term, the Prime Minister's each year), so an entry is known by symbol and date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge.errors import UnusableInput
from knowledge.mention_match import best_entry
from knowledge.records import Directive, Mention
from knowledge.registry_words import WordIndex, word_index
from knowledge.symbols import symbol_key
from knowledge.text import fold

STATUSES = ("con_hieu_luc", "het_hieu_luc", "duoc_thay_the", "khong_ro")
CONFIDENCES = ("high", "medium", "low")
_FIELDS = tuple(field.name for field in fields(Directive))
_NAMED = ("Luật", "Bộ luật", "Pháp lệnh")


@dataclass(frozen=True)
class Registry:
    """Directives in the order of their source; the indexes are made when first asked for."""

    entries: tuple[Directive, ...]

    @cached_property
    def _by_key(self) -> dict[str, list[Directive]]:
        return _grouped((symbol_key(entry.symbol), entry) for entry in self.entries)

    @cached_property
    def _by_number(self) -> dict[str, list[Directive]]:
        return _grouped((symbol_key(entry.symbol).partition("/")[0], entry) for entry in self.entries)

    @cached_property
    def _words(self) -> WordIndex:
        return word_index(self.entries)

    @cached_property
    def _names(self) -> tuple[tuple[str, Directive], ...]:
        return tuple(
            (fold(f"{entry.type} {entry.title}"), entry)
            for entry in self.entries
            if entry.type in _NAMED and entry.title
        )

    def by_symbol(self, symbol: str) -> tuple[Directive, ...]:
        """Return every entry of that symbol, in any spelling; a number alone gives all that bear it."""
        key = symbol_key(symbol)
        return self.by_number(key) if key.isdigit() else tuple(self._by_key.get(key, ()))

    def by_number(self, number: str, type_: str = "") -> tuple[Directive, ...]:
        """Return every entry whose symbol begins with the number, of the type if one is given."""
        named = self._by_number.get(symbol_key(number), ())
        return tuple(entry for entry in named if not type_ or entry.type == type_)

    def namesakes(self, entry: Directive) -> tuple[Directive, ...]:
        """Return the other entries of the same symbol."""
        return tuple(other for other in self.by_symbol(entry.symbol) if other != entry)

    def find(self, mention: Mention) -> Directive | None:
        """Return the entry that a mention means: symbol and date first, then term and issuer; None when none can be it."""
        return best_entry(mention, self.candidates(mention))

    def candidates(self, mention: Mention) -> tuple[Directive, ...]:
        """Return the entries that a mention's symbol, number or plenum may mean, best known first."""
        if mention.symbol is None:
            return tuple(entry for entry in self.entries if entry.type == mention.type and "(Hội nghị" in entry.issuer)
        if mention.symbol.isdigit():
            return self.by_number(mention.symbol)
        return self.by_symbol(mention.symbol)

    def named(self, text: str) -> tuple[Directive, ...]:
        """Return the laws and ordinances that the text calls by name ("Luật Thực hiện dân chủ ở cơ sở")."""
        folded = fold(text)
        found = [(name, entry) for name, entry in self._names if name in folded]
        longest = [
            (name, entry) for name, entry in found if not any(name != other and name in other for other, _ in found)
        ]
        return tuple(entry for _, entry in longest)

    def match(self, text: str, limit: int = 10) -> tuple[tuple[Directive, float], ...]:
        """Return entries by how much of the text's telling words their themes and title hold (0..1), best first."""
        return self._words.match(text, limit)

    def with_entries(self, more: Iterable[Directive]) -> Registry:
        """Return a registry in which `more` are added, each taking the place of its symbol and date."""
        merged = {_identity(entry): entry for entry in self.entries}
        for entry in more:
            merged[_identity(entry)] = entry
        return Registry(tuple(merged.values()))


def load_registry(extra: Path | None = None) -> Registry:
    """Return the shipped registry, with the user's own JSONL file over it. Raises UnusableInput on a bad line."""
    registry = _shipped()
    if extra is None or not extra.exists():
        return registry
    return registry.with_entries(read_rows(extra.read_text(encoding="utf-8-sig"), str(extra)))


def read_rows(text: str, where: str = "") -> tuple[Directive, ...]:
    """Read entries from JSON lines. Raises UnusableInput naming the line that is no entry."""
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entries.append(from_row(json.loads(line)))
        except (json.JSONDecodeError, UnusableInput) as error:
            detail = str(error) if isinstance(error, UnusableInput) else "không phải một đối tượng JSON"
            raise UnusableInput(
                f"Dòng {number} của sổ văn bản {where} không dùng được: {detail}. Hãy sửa hoặc xóa dòng đó."
            ) from error
    return tuple(entries)


def from_row(row: Any) -> Directive:
    """Make an entry of one JSON object. Raises UnusableInput saying which field is missing or wrong."""
    if not isinstance(row, dict):
        raise UnusableInput("mỗi dòng phải là một đối tượng JSON")
    missing = [name for name in ("symbol", "type") if not str(row.get(name) or "").strip()]
    if missing and not row.get("title"):
        raise UnusableInput(f"thiếu trường {', '.join(missing)}")
    values = {name: value for name, value in row.items() if name in _FIELDS and value is not None}
    for name in ("replaces", "themes"):
        held = values.get(name, ())
        values[name] = (held,) if isinstance(held, str) else tuple(str(item) for item in held)
    defaults: dict[str, Any] = {"symbol": "", "type": "", "issued_on": None, "issuer": "", "term": None, "title": ""}
    entry = Directive(**{**defaults, "status": "khong_ro", "confidence": "medium", **values})
    if entry.status not in STATUSES or entry.confidence not in CONFIDENCES:
        raise UnusableInput(f"status phải là một trong {', '.join(STATUSES)}; confidence là {', '.join(CONFIDENCES)}")
    return entry


def to_row(entry: Directive) -> dict[str, Any]:
    """Return an entry as a JSON object, empty fields left out."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(entry).items() if value}


def write_rows(entries: Iterable[Directive]) -> str:
    """Return entries as JSON lines, as `read_rows` takes them."""
    return "".join(json.dumps(to_row(entry), ensure_ascii=False) + "\n" for entry in entries)


@cache
def _shipped() -> Registry:
    return Registry(read_rows(files("knowledge").joinpath("data/directives.jsonl").read_text(encoding="utf-8")))


def _identity(entry: Directive) -> tuple[str, str | None]:
    return symbol_key(entry.symbol) or fold(entry.title), entry.issued_on


def _grouped(pairs: Iterable[tuple[str, Directive]]) -> dict[str, list[Directive]]:
    groups: dict[str, list[Directive]] = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return groups
