"""Files and folders into a library: read, structured, cut into passages, embedded and kept, each file wholly or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from knowledge import shelf
from knowledge.errors import ServiceDown, TrolyError, UnusableInput
from knowledge.indexing import index_of
from knowledge.library import Library
from knowledge.passages import split
from knowledge.readers import read
from knowledge.records import Document, DocumentKind, Section
from knowledge.structure import build

Progress = Callable[[int, int, str], None]
SUFFIXES = (".docx", ".doc", ".pdf", ".txt", ".md", ".html", ".htm", ".xlsx", ".csv")
READER = 2
"""Raised when readers, structure or passages change what they make, so that unchanged files are read again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of one file; `error` is a sentence where it failed, and the knowledge base is then as it was."""

    id: str
    path: str
    title: str
    kind: str
    status: Literal["added", "replaced", "unchanged", "failed"]
    passages: int = 0
    sections: int = 0
    tables: int = 0
    footnotes: int = 0
    mentions: int = 0
    warnings: tuple[str, ...] = ()
    error: str | None = None


def ingest(
    library: Library,
    paths: Sequence[Path],
    kind: Literal["auto"] | DocumentKind = "auto",
    origin: Literal["user", "demo"] = "user",
    progress: Progress | None = None,
    *,
    report_id: str = "",
) -> tuple[Ingested, ...]:
    """Read files, and folders with all that is in them, into a library; one bad file does not stop the others.

    Raises UnusableInput, with nothing changed, where a path is missing or no file can be read.
    """
    files = gather(paths)
    results = []
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), file.name)
        results.append(_ingest_file(library, file, kind, origin, report_id))
    if all(result.status == "failed" for result in results):
        raise UnusableInput(_nothing_read(results))
    if progress:
        progress(len(files), len(files), "")
    try:
        index_of(library).sync(progress)
    except ServiceDown as error:
        _log.warning("%s", error)
    return tuple(results)


def gather(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files that the given paths name, folders walked in order of name; each file once."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise UnusableInput(f"Không tìm thấy {missing[0]}; hãy kiểm tra lại đường dẫn.")
    files = tuple(dict.fromkeys(file for path in paths for file in _walk(path)))
    if not files:
        where = ", ".join(str(path) for path in paths)
        raise UnusableInput(f"Không có tệp nào đọc được trong {where}; các loại đọc được: {' '.join(SUFFIXES)}.")
    return files


def _walk(path: Path) -> Iterator[Path]:
    """Yield a file itself, or a folder's files of known kinds; Word's lock files and hidden files are passed over."""
    if not path.is_dir():
        yield path
        return
    for child in sorted(path.rglob("*")):
        inside = child.relative_to(path).parts
        hidden = any(part.startswith((".", "~$")) for part in inside)
        if child.is_file() and not hidden and child.suffix.lower() in SUFFIXES:
            yield child


def _ingest_file(
    library: Library, file: Path, kind: Literal["auto"] | DocumentKind, origin: Literal["user", "demo"], report_id: str
) -> Ingested:
    name = f"demo/{file.name}" if origin == "demo" else str(file.resolve())
    try:
        return _keep(library, file, name, kind, origin, report_id)
    except (TrolyError, OSError) as error:
        reason = str(error) if isinstance(error, TrolyError) else f"Không mở được tệp {file.name}: {error.strerror}."
    except Exception as error:  # noqa: BLE001 - one file's trouble is reported with the file and must not stop the rest
        _log.debug("ingest of %s", file, exc_info=True)
        reason = (
            f"Không đọc được tệp {file.name} ({type(error).__name__}); hãy lưu lại tệp dưới dạng .docx rồi thử lại."
        )
    return Ingested("", name, file.name, "", "failed", error=reason)


def _keep(
    library: Library,
    file: Path,
    name: str,
    kind: Literal["auto"] | DocumentKind,
    origin: Literal["user", "demo"],
    report_id: str,
) -> Ingested:
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    known = shelf.place(library.connection, name, report_id)
    if known and (known.sha256, known.origin) == (sha256, origin):
        stored = shelf.stamp(library.connection, known.document_id)
        if stored and stored[1] == READER and kind in ("auto", stored[0]):
            return _told(library.document(known.document_id), name, "unchanged", _passages(library, known.document_id))
    document = replace(build(read(file), name, kind), origin=origin)
    passages = split(document)
    if not passages:
        raise UnusableInput(f"Tệp {file.name} không có chữ nào để tra cứu; hãy kiểm tra lại nội dung tệp.")
    added = library.add(document, passages, report_id=report_id, sha256=sha256, reader=READER)
    return _told(document, name, added.status, len(passages))


def _passages(library: Library, document_id: str) -> int:
    statement = "SELECT count(*) FROM passages WHERE document_id = ?"
    return int(library.connection.execute(statement, (document_id,)).fetchone()[0])


def _told(document: Document, name: str, status: Literal["added", "replaced", "unchanged"], passages: int) -> Ingested:
    return Ingested(
        id=document.id,
        path=name,
        title=document.title,
        kind=document.kind,
        status=status,
        passages=passages,
        sections=_sections(document.sections),
        tables=len(document.tables),
        footnotes=len(document.footnotes),
        mentions=len(document.mentions),
        warnings=document.warnings,
    )


def _sections(sections: tuple[Section, ...]) -> int:
    return sum(1 + _sections(section.children) for section in sections)


def _nothing_read(results: Sequence[Ingested]) -> str:
    first = results[0].error or ""
    return first if len(results) == 1 else f"Không đọc được tệp nào trong {len(results)} tệp. Tệp đầu tiên: {first}"
