"""Verbs on reports: new, reports, check, waive, compile, import."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knowledge.errors import NotFound, ServiceDown, UnusableInput
from ui.commands.console import AsJson, Home, Json, read_facts, service_at, tell

if TYPE_CHECKING:
    from assistant.records import Finding, Report
    from assistant.service import Service

LAYOUTS = ("party", "state", "front")


def new(
    outline: Annotated[
        str, typer.Option("--outline", help="Tệp, mã tài liệu hoặc dàn ý có sẵn (xa-10-nam, ...).")
    ] = "",
    profile: Annotated[Path | None, typer.Option("--profile", help="Tệp JSON có mục profile và facts.")] = None,
    title: Annotated[str, typer.Option("--title")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Tạo báo cáo mới theo đề cương."""
    from assistant.workflow import find_outline, new_report

    known, rows = read_facts(profile)
    with service_at(home) as service:
        report_id = new_report(service, find_outline(service, outline) if outline else None, known, title)
        if rows:
            service.workspace.save_facts(report_id, rows)
        view = _report_json(service.workspace.report(report_id))
    tell(
        view,
        as_json,
        lambda: iter((f"Đã tạo báo cáo {view['report']}: {view['title']} ({len(view['sections'])} mục).",)),
    )


def reports(home: Home = None, as_json: AsJson = False) -> None:
    """Liệt kê báo cáo."""
    with service_at(home) as service:
        rows = [
            {
                "report": r.id,
                "title": r.title,
                "unit": r.unit,
                "updated": r.updated,
                "sections": r.sections,
                "drafted": r.drafted,
            }
            for r in service.workspace.reports()
        ]
    lines = (f"{r['report']}  {r['drafted']}/{r['sections']} mục  {r['title']}" for r in rows)
    tell({"reports": rows}, as_json, lambda: lines if rows else iter(("Chưa có báo cáo. Tạo bằng: troly new",)))


def check(
    name: Annotated[str, typer.Argument(help="Tệp hoặc mã báo cáo.")],
    facts: Annotated[Path | None, typer.Option("--facts")] = None,
    outline: Annotated[str, typer.Option("--outline")] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Thoát mã 1 khi còn lỗi.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Soát lỗi một tệp hoặc một báo cáo."""
    from assistant.jsonview import findings_json

    with service_at(home) as service:
        found = _findings_of(service, name, facts, outline)
    tell(findings_json(found), as_json, lambda: _finding_lines(found))
    if strict and any(f.severity == "error" for f in found):
        raise typer.Exit(1)


def waive(
    report: str,
    finding: str,
    reason: Annotated[str, typer.Option("--reason", help="Lý do bỏ qua, được lưu lại.")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Bỏ qua một phát hiện, có lý do."""
    from assistant.workflow import check_report

    if not reason.strip():
        raise UnusableInput('Bỏ qua một phát hiện phải có lý do; thêm --reason "...".')
    with service_at(home) as service:
        known = {f.id for f in check_report(service, service.workspace.report(report))}
        if finding not in known:
            raise NotFound(f"Báo cáo {report} không có phát hiện {finding}; xem bằng: troly check {report}")
        service.workspace.waive(report, finding, reason.strip())
    tell({"finding": finding, "reason": reason.strip()}, as_json, lambda: iter((f"Đã bỏ qua {finding}.",)))


def compile_(
    name: Annotated[str, typer.Argument(help="Mã báo cáo hoặc tệp JSON.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Tệp .docx cần ghi.")],
    layout: Annotated[str, typer.Option("--layout", help="party, state hoặc front.")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Bản DỰ THẢO, không bị chặn.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Ghi thêm tệp PDF (cần LibreOffice).")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ghép báo cáo thành tệp Word."""
    from assistant.jsonview import finding_json
    from assistant.workflow import Gate, compile_report, compile_value

    if layout and layout not in LAYOUTS:
        raise UnusableInput(f"Thể thức «{layout}» không có; chọn một trong: {', '.join(LAYOUTS)}.")
    if output.suffix.lower() != ".docx" or output.is_dir():
        raise UnusableInput(f"Tên tệp ghi ra phải có đuôi .docx: {output}.")
    if output.exists() and not force:
        raise UnusableInput(f"Tệp {output} đã có; thêm --force để ghi đè hoặc chọn tên khác.")
    try:
        with service_at(home) as service:
            if Path(name).is_file():
                report, findings = _report_file(service, Path(name))
                made = compile_value(report, findings, layout, draft)
            else:
                made = compile_report(service, name, layout, draft)
    except Gate as gate:
        if as_json:
            print(json.dumps({"path": None, "findings": [finding_json(f) for f in gate.findings]}, ensure_ascii=False))  # noqa: T201
        raise
    write_file(output, made.data)
    if pdf:
        to_pdf(output)
    view = {
        "path": str(output),
        "pages_estimate": made.pages_estimate,
        "findings": [finding_json(f) for f in made.findings],
    }
    tell(view, as_json, lambda: iter((f"Đã ghi {output} (khoảng {made.pages_estimate} trang).",)))


def import_(report: str, path: Path, home: Home = None, as_json: AsJson = False) -> None:
    """Nhập lại tệp Word đã được sửa: mục nào đổi thì thành phiên bản mới."""
    from assistant.roundtrip import compare

    with service_at(home) as service:
        brought = compare(service.workspace.report(report), path)
        for change in brought.sections:
            if change.changed:
                service.workspace.save_text(change.id, change.text, "nhập từ Word")
    rows = [{"id": c.id, "heading": c.heading, "changed": c.changed, "diff": c.diff} for c in brought.sections]
    changed = sum(c.changed for c in brought.sections)
    told = f"Đã nhập {changed} mục thay đổi, {len(brought.comments)} ý kiến."
    tell({"sections": rows, "comments": list(brought.comments)}, as_json, lambda: iter((told,)))


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raises UnusableInput."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
            beside.write(data)
        Path(beside.name).replace(path)
    except OSError as error:
        raise UnusableInput(f"Không ghi được {path} ({error.strerror}); kiểm tra thư mục và quyền ghi.") from error


def to_pdf(path: Path) -> Path:
    """Make a PDF beside a Word file with LibreOffice; raises ServiceDown where it is missing or fails."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise ServiceDown("Chưa cài LibreOffice nên không tạo được PDF; tệp Word đã ghi xong.")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            office,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(path.parent),
            str(path),
        ]
        done = subprocess.run(command, capture_output=True, timeout=180, check=False)
    made = path.with_suffix(".pdf")
    if done.returncode or not made.exists():
        raise ServiceDown("LibreOffice không tạo được PDF; tệp Word đã ghi xong.")
    return made


def _findings_of(service: Service, name: str, facts: Path | None, outline: str) -> tuple[Finding, ...]:
    from assistant.workflow import check_document, check_report, find_document, find_outline

    profile, rows = read_facts(facts)
    asked = find_outline(service, outline) if outline else None
    if Path(name).is_file() and Path(name).suffix.lower() != ".json":
        return check_document(service, find_document(service, name, "auto"), rows, profile, asked)
    if Path(name).is_file():
        return _report_file(service, Path(name))[1]
    try:
        report = service.workspace.report(name)
    except NotFound:
        return check_document(service, find_document(service, name), rows, profile, asked)
    waived = service.workspace.waivers(name)
    return tuple(f for f in check_report(service, report) if f.id not in waived)


def _report_file(service: Service, path: Path) -> tuple[Report, tuple[Finding, ...]]:
    from assistant.checks import Subject, run_checks
    from assistant.gaps import gaps
    from assistant.reportfile import load_report

    report = load_report(path)
    found: list[Finding] = []
    for section in report.sections:
        heading = " ".join(part for part in (section.number, section.heading) if part)
        found += run_checks(
            Subject(section.text, profile=report.profile, registry=service.registry, heading_path=(heading,))
        )
    return report, (*found, *gaps(report))


def _report_json(report: Report) -> Json:
    return {
        "report": report.id,
        "title": report.title,
        "sections": [
            {"id": s.id, "number": s.number, "heading": s.heading, "level": s.level, "role": s.role, "requirements": list(s.requirements)}
            for s in report.sections
        ],
    }  # fmt: skip


def _finding_lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    words = {"error": "LỖI", "warning": "lưu ý", "info": "tin"}
    for f in findings:
        yield f"{words[f.severity]} [{f.kind}] {' › '.join(f.heading_path)} «{f.quote}»: {f.message} ({f.id})"
    yield f"Thấy {len(findings)} chỗ cần xem." if findings else "Không thấy lỗi nào."
