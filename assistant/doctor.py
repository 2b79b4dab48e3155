"""What is installed, which model, embedding and store are set, and whether each answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata

from assistant.service import Service
from knowledge.errors import TrolyError
from knowledge.search import search

PACKAGES = ("gradio", "langchain", "chromadb", "sentence-transformers", "python-docx")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at; `needed` when the assistant cannot do its work without it."""

    name: str
    ok: bool
    text: str
    needed: bool = False


def examine(service: Service) -> tuple[Line, ...]:
    """Look at everything once; a thing that does not answer is a line, never an exception."""
    return (
        Line("Python", sys.version_info >= (3, 11), sys.version.split()[0], True),
        *(_package(name) for name in PACKAGES),
        Line("Thư mục dữ liệu", True, str(service.settings.home)),
        _answers("Mô hình nhúng", lambda: _embedding(service), True),
        _answers("Kho tài liệu", lambda: _store(service), True),
        _answers("Mô hình ngôn ngữ", lambda: _model(service), bool(service.settings.model)),
        _program("LibreOffice", "soffice", "xem trước PDF và đọc tệp .doc"),
        _program("Tesseract", "tesseract", "đọc bản quét"),
    )


def _package(name: str) -> Line:
    try:
        return Line(name, True, metadata.version(name), True)
    except metadata.PackageNotFoundError:
        return Line(name, False, f"chưa cài; cài bằng: pip install {name}", True)


def _answers(name: str, ask: Callable[[], str], needed: bool) -> Line:
    try:
        return Line(name, True, ask(), needed)
    except TrolyError as error:
        return Line(name, False, str(error), needed)


def _embedding(service: Service) -> str:
    embedder = service.library.embedder
    size = embedder.encode(["hạn chế, nguyên nhân"], query=True).shape[1]
    return f"{service.settings.embedding or 'mô hình đi kèm'}, {size} chiều"


def _store(service: Service) -> str:
    documents = service.library.documents()
    index = search(service.library, "hạn chế", 1).index
    where = service.settings.chroma_url or "nhúng trong máy"
    return f"{len(documents)} tài liệu; Chroma {where}; chỉ mục đang trả lời: {index}"


def _model(service: Service) -> str:
    if service.model is None:
        return "không đặt; soạn tại chỗ"
    service.model.ping()
    return f"{service.model.name} trả lời"


def _program(name: str, command: str, use: str) -> Line:
    found = shutil.which(command)
    return Line(name, found is not None, "có" if found else f"chưa cài (chỉ cần để {use})")
