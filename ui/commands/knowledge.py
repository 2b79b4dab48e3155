"""Verbs on documents: ingest, docs, remove, show, outline, search, parse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from knowledge.errors import UnusableInput
from knowledge.records import AnyKind
from ui.commands.console import AsJson, Batch, Home, Json, notes, run_batch, service_at, tell

if TYPE_CHECKING:
    from assistant.service import Service
    from knowledge.ingest import Ingested
    from knowledge.shelf import DocumentSummary

KINDS = get_args(AnyKind)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Tệp hoặc thư mục tài liệu.")],
    kind: Annotated[str, typer.Option("--kind", help="auto, guidance, report hoặc directive.")] = "auto",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Đưa tài liệu hướng dẫn và báo cáo cũ vào kho."""
    import time

    from assistant.workflow import add_documents

    if kind not in KINDS:
        raise UnusableInput(f"Loại «{kind}» không có; chọn một trong: {', '.join(KINDS)}.")
    started = time.monotonic()
    with service_at(home) as service, notes.status("Đang đọc tài liệu…") as status:

        def progress(done: int, total: int, name: str) -> None:
            status.update(f"Đang đọc {done}/{total}: {name}")

        results = add_documents(service, paths, cast(AnyKind, kind), progress)
    view = {"documents": [_ingested(r) for r in results], "seconds": round(time.monotonic() - started, 2)}
    tell(view, as_json, lambda: _ingest_lines(view))


def docs(home: Home = None, as_json: AsJson = False) -> None:
    """Liệt kê tài liệu trong kho."""
    with service_at(home) as service:
        view = {"documents": [_summary(service, d) for d in service.library.documents()]}
    tell(view, as_json, lambda: _doc_lines(view))


def remove(document_id: str, home: Home = None, as_json: AsJson = False) -> None:
    """Bỏ một tài liệu khỏi kho."""
    with service_at(home) as service:
        document = service.library.document(document_id)
        service.library.remove(document.id)
        view = {"documents": [_summary(service, d) for d in service.library.documents()], "removed": document.id}
    tell(view, as_json, lambda: iter((f"Đã bỏ: {document.title}",)))


def show(name: str, home: Home = None, as_json: AsJson = False) -> None:
    """Xem một tài liệu như máy đọc: mục, văn bản được dẫn, số liệu, bảng."""
    from assistant.jsonview import document_json
    from assistant.workflow import find_document

    with service_at(home) as service:
        view = document_json(find_document(service, name))
    tell(view, as_json, lambda: _show_lines(view))


def outline(name: str, home: Home = None, as_json: AsJson = False) -> None:
    """Rút đề cương từ văn bản hướng dẫn, báo cáo cũ, báo cáo đang làm hoặc dàn ý có sẵn."""
    from assistant.jsonview import outline_json
    from assistant.workflow import find_outline
    from knowledge.errors import NotFound
    from knowledge.records import Outline, OutlineItem

    with service_at(home) as service:
        try:
            found = find_outline(service, name)
        except NotFound:
            report = service.workspace.report(name)
            items = tuple(OutlineItem(s.number, s.heading, s.level, s.role, s.requirements) for s in report.sections)
            found = Outline(report.title, items)
    view = outline_json(found)
    tell(view, as_json, lambda: iter([view["title"], *_outline_lines(view["sections"])]))


def search(
    query: Annotated[str, typer.Argument()] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=100)] = 10,
    role: Annotated[str | None, typer.Option("--role")] = None,
    kind: Annotated[str | None, typer.Option("--kind")] = None,
    batch: Batch = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Tìm đoạn trong kho tài liệu."""
    from assistant.jsonview import search_json
    from knowledge.records import ROLES
    from knowledge.search import search as find

    if role is not None and role not in ROLES:
        raise UnusableInput(f"Vai trò mục «{role}» không có; chọn một trong: {', '.join(ROLES)}.")
    if kind is not None and kind not in KINDS[1:]:
        raise UnusableInput(f"Loại «{kind}» không có; chọn một trong: {', '.join(KINDS[1:])}.")
    if batch is None and not query.strip():
        raise UnusableInput('Chưa có câu cần tìm; ghi: troly search "câu hỏi".')
    with service_at(home) as service:
        if batch is not None:
            run_batch(
                batch,
                lambda row: search_json(
                    find(
                        service.library,
                        row["query"],
                        int(row.get("k", k)),
                        row.get("role", role),
                        row.get("kind", kind),
                    )
                ),
            )
            return
        view = search_json(find(service.library, query, k, role, kind))
    tell(view, as_json, lambda: _hit_lines(view))


def parse(
    text: Annotated[str, typer.Argument()] = "", batch: Batch = None, home: Home = None, as_json: AsJson = False
) -> None:
    """Đọc văn bản chỉ đạo và số liệu trong một đoạn."""

    def answer(row: Json) -> Json:
        from assistant.jsonview import figure_json, mention_json
        from knowledge.directives import parse_mentions
        from knowledge.figures import parse_figures
        from knowledge.text import nfc

        words = nfc(str(row["text"]))
        return {
            "mentions": [mention_json(m) for m in parse_mentions(words)],
            "figures": [figure_json(f) for f in parse_figures(words)],
        }

    if batch is not None:
        run_batch(batch, answer)
        return
    view = answer({"text": text})
    tell(view, as_json, lambda: _parse_lines(view))


def _ingested(result: Ingested) -> Json:
    return {
        "id": result.id, "path": result.path, "title": result.title, "kind": result.kind, "status": result.status,
        "passages": result.passages, "sections": result.sections, "tables": result.tables, "footnotes": result.footnotes,
        "mentions": result.mentions, "warnings": list(result.warnings), "error": result.error or None,
    }  # fmt: skip


def _summary(service: Service, summary: DocumentSummary) -> Json:
    whole = service.library.document(summary.id)
    return {
        "id": summary.id, "path": summary.path, "title": summary.title, "kind": summary.kind, "origin": summary.origin,
        "passages": summary.passages, "sections": summary.sections, "tables": len(whole.tables),
        "footnotes": len(whole.footnotes), "mentions": len(whole.mentions), "warnings": list(whole.warnings),
    }  # fmt: skip


def _ingest_lines(view: Json) -> Iterator[str]:
    kinds = {"report": "báo cáo", "guidance": "văn bản hướng dẫn", "directive": "văn bản chỉ đạo"}
    words = {"added": "đã thêm", "replaced": "đã thay", "unchanged": "không đổi", "failed": "KHÔNG đọc được"}
    for row in view["documents"]:
        if row["error"]:
            yield f"- {row['path']}: {words[row['status']]}: {row['error']}"
            continue
        counts = (
            f"{row['sections']} mục, {row['passages']} đoạn, {row['tables']} bảng, {row['mentions']} văn bản được dẫn"
        )
        yield f"- {row['title']} ({kinds.get(row['kind'], row['kind'])}): {words[row['status']]}; {counts}"
        yield from (f"    lưu ý: {warning}" for warning in row["warnings"])
    read = sum(row["error"] is None for row in view["documents"])
    yield f"Đọc được {read}/{len(view['documents'])} tệp trong {str(view['seconds']).replace('.', ',')} giây."


def _doc_lines(view: Json) -> Iterator[str]:
    for row in view["documents"]:
        demo = " [minh họa]" if row["origin"] == "demo" else ""
        yield f"{row['id']}  {row['kind']:<9} {row['passages']:>4} đoạn  {row['title']}{demo}"
    if not view["documents"]:
        yield "Kho chưa có tài liệu. Thêm bằng: troly ingest THƯ-MỤC"


def _show_lines(view: Json) -> Iterator[str]:
    yield f"{view['title']} ({view['kind']}, {view['id']})"
    yield from _tree(view["sections"], 1)
    counts = f"{len(view['mentions'])} lần dẫn văn bản, {len(view['figures'])} số liệu, {len(view['tables'])} bảng"
    yield f"{counts}, {len(view['footnotes'])} chú thích, {view['blanks']} chỗ trống"


def _tree(sections: list[Json], depth: int) -> Iterator[str]:
    for section in sections:
        yield f"{'  ' * depth}{section['number']} {section['heading'] or '(không tiêu đề)'} [{section['role']}]"
        yield from _tree(section["children"], depth + 1)


def _outline_lines(items: list[Json], depth: int = 1) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}{item['number']} {item['heading']} [{item['role']}]"
        yield from (f"{'  ' * (depth + 1)}- {requirement}" for requirement in item["requirements"])
        yield from _outline_lines(item["children"], depth + 1)


def _hit_lines(view: Json) -> Iterator[str]:
    if not view["hits"]:
        yield "Chưa tìm thấy đoạn nào phù hợp."
    for n, hit in enumerate(view["hits"], 1):
        yield f"[{n}] {hit['score']:.2f}  {hit['document']} › {' › '.join(hit['heading_path'])}"
        yield f"    {hit['text'][:240]}"


def _parse_lines(view: Json) -> Iterator[str]:
    for mention in view["mentions"]:
        yield f"văn bản: {mention['symbol']} | {mention['type']} | {mention['issued_on']} | {mention['issuer']} | «{mention['quote']}»"
    for figure in view["figures"]:
        yield f"số liệu: {figure['value']} {figure['unit']} | «{figure['quote']}»"
