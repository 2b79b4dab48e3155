"""The answers that are not drafts: how to phrase, which directive, what is wrong, what the outline asks, what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attest import citation_of
from assistant.bases import bases
from assistant.checks import Subject, run_checks
from assistant.lookup import look_up
from assistant.phrasing import PhraseAdvice, phrase
from assistant.prompts import load_prompt, load_yaml
from assistant.records import Answer, Citation, DirectiveMatch, Event, Finding, Pattern, Report, ReportSection
from assistant.reportcheck import check_report, check_section
from assistant.retrieval import about, passages_for
from assistant.service import Service
from knowledge.records import Hit
from knowledge.text import fold

VERDICT = {
    "yes": "còn áp dụng", "expired": "hết hiệu lực", "superseded": "đã được thay thế", "unknown": "chưa rõ hiệu lực",
}  # fmt: skip
OPEN_QUESTION = re.compile(
    r"(?:can cu|dua (?:vao|tren)|theo)?\s*(?:vao |nhung |cac )*(?:van ban|can cu)(?: phap ly)?(?: nao| gi)?"
    r"(?: can| nen| duoc| phai| dung| ap dung| cho| lam can cu| vien dan| muc nay| phan nay| bao cao nay| o day)*\s*\??"
)
"""A question for the bases at large, naming no directive and no topic ("Văn bản nào áp dụng cho mục này?")."""
SHOWN = 8
ADVICE = 6
SMALL_TALK = re.compile(
    r"^(?:xin )?(?:chao|cam on|hello|hi|ok|oke|vang|da|thanks|tam biet)\b|\b(?:ban|em|may) (?:la ai|ten gi|lam duoc gi|giup duoc gi)\b"
    r"|lam duoc (?:nhung )?gi"
)
"""Lines of advice under the patterns; the outline's own requirements come first."""


def how_to_phrase(service: Service, text: str, role: str | None, section: ReportSection | None) -> Iterator[Event]:
    """Advise on a section's wording with patterns, each delexicalised from the passage it cites or ours and uncited."""
    yield Event("status", "Đang tìm cách viết trong kho tài liệu…")
    hits = passages_for(service, text, role=role)
    if role is None and hits:
        role = hits[0].passage.role
    role = role or "khac"
    requirements = section.requirements if section and section.role == role else ()
    advice = phrase(role, text, hits, requirements, source_text=service.source_text)
    answer = Answer(
        "phrase", _phrase_text(role, advice), patterns=advice.patterns, citations=advice.citations,
        suggestions=("Soạn từ ghi chú", "Văn bản nào áp dụng?", "Gợi ý mẫu khác"),
    )  # fmt: skip
    yield from _told(answer)


def tell_directives(
    service: Service, text: str, report: Report | None, section: ReportSection | None = None
) -> Iterator[Event]:
    """Answer which directive a question means; one that names none is about the bases of the open report."""
    profile = report.profile if report else None
    if report and OPEN_QUESTION.fullmatch(" ".join(fold(text).split())):
        theme = section.heading if section else report.title
        matches = bases(service.registry, report.profile, theme, service.cited())
    else:
        matches = look_up(text, service.registry, service.cited(), profile)
    if not matches:
        text = "Chưa tìm thấy văn bản phù hợp trong sổ văn bản và kho tài liệu. Ghi rõ số, ký hiệu hoặc tải văn bản lên Kho tài liệu."
        yield from _told(Answer("lookup", text, suggestions=("Mở sổ văn bản", "Tải văn bản lên")))
        return
    yield from _told(Answer("lookup", _directives_text(matches), directives=matches))


def tell_findings(
    service: Service, report: Report | None, section: ReportSection | None, given: str = ""
) -> Iterator[Event]:
    """List what is wrong in a text that was given, in the open section, or in the whole report."""
    if given:
        findings = run_checks(Subject(given, registry=service.registry))
        yield from _told(Answer("check", _findings_text(findings, None, "đoạn văn"), findings=findings))
        return
    if report is None:
        yield from _told(Answer("check", "Mở một báo cáo rồi soát, hoặc dùng lệnh: troly check TỆP."))
        return
    yield Event("status", "Đang soát…")
    findings = check_section(service, report, section) if section else check_report(service, report)
    yield from _told(Answer("check", _findings_text(findings, section), findings=findings))


def where_to_compile(service: Service, report: Report | None) -> Iterator[Event]:
    """Say what stands between the report and its Word file."""
    if report is None:
        yield from _told(
            Answer(
                "compile", "Mở một báo cáo rồi bấm «Tải Word», hoặc dùng lệnh: troly compile MÃ-BÁO-CÁO -o TỆP.docx."
            )
        )
        return
    findings = check_report(service, report)
    waived = service.workspace.waivers(report.id)
    errors = [f for f in findings if f.severity == "error" and f.id not in waived]
    empty = [s for s in report.sections if not s.text.strip() and not _has_children(s, report.sections)]
    lines = [f"Báo cáo có {len(report.sections)} mục, còn {len(empty)} mục chưa có bản thảo."]
    lines.append(
        f"Còn {len(errors)} lỗi phải xử lý trước bản chính thức." if errors else "Không còn lỗi chặn bản chính thức."
    )
    lines.append("Bấm «Tải Word» để lấy tệp; bản DỰ THẢO luôn tải được.")
    yield from _told(
        Answer("compile", "\n".join(lines), findings=findings, suggestions=("Tải Word", "Tải bản DỰ THẢO", "Soát lỗi"))
    )


def explain_section(text: str, role: str | None, section: ReportSection | None) -> Iterator[Event]:
    """Tell what the outline asks of a section and what it must contain."""
    if role is None:
        yield from _told(
            Answer(
                "explain", load_prompt("about"), suggestions=("Gợi ý cách viết phần Hạn chế", "Văn bản nào áp dụng?")
            )
        )
        return
    advice = phrase(role, text, (), section.requirements if section else ())
    name = section.heading if section and section.role == role else load_yaml("roles.yaml")[role]
    lines = [f"Mục «{name}»:"]
    if section and section.requirements:
        lines += ["Đề cương yêu cầu nêu:", *(f"- {r}" for r in section.requirements)]
    lines += ["Khi viết cần:", *(f"- {a}" for a in advice.advice)]
    yield from _told(Answer("explain", "\n".join(lines), suggestions=("Gợi ý cách viết", "Soạn từ ghi chú")))


def answer_other(service: Service, text: str) -> Iterator[Event]:
    """Answer from the documents with what they say, or say that nothing was found; a greeting gets what can be done here."""
    if SMALL_TALK.search(fold(text)):
        yield from _told(
            Answer("other", load_prompt("about"), suggestions=("Gợi ý cách viết phần Hạn chế", "Soạn từ ghi chú"))
        )
        return
    hits = about(service, text, passages_for(service, text, k=4)) if len(text.split()) > 2 else ()
    if not hits:
        answer = "Chưa tìm thấy nội dung này trong kho tài liệu. Tải tài liệu lên, hoặc chọn một việc dưới đây."
        yield from _told(
            Answer(
                "other", answer, suggestions=("Trợ lý làm được gì?", "Gợi ý cách viết phần Hạn chế", "Soạn từ ghi chú")
            )
        )
        return
    citations = tuple(
        citation_of(n, hit, service.source_text(hit.passage.document_id)) for n, hit in enumerate(hits, 1)
    )
    lines = [
        "Trong kho tài liệu có các đoạn liên quan:",
        *(f"- {_where(c, h)}: «{c.quote}» [{c.n}]" for c, h in zip(citations, hits, strict=True)),
    ]
    yield from _told(Answer("other", "\n".join(lines), citations=citations))


def _told(answer: Answer) -> Iterator[Event]:
    for line in answer.answer.splitlines(keepends=True):
        yield Event("text", line)
    yield Event("answer", answer=answer)


def _phrase_text(role: str, advice: PhraseAdvice) -> str:
    lines = [f"Có thể viết mục {load_yaml('roles.yaml')[role]}:"]
    lines += [f"{n}. {_pattern_text(p)}" for n, p in enumerate(advice.patterns, 1)]
    if advice.cause_remedy:
        lines += ["", "Nguyên nhân và giải pháp đi kèm:"]
        lines += [f"- Nguyên nhân: {cause} Giải pháp: {remedy}" for cause, remedy in advice.cause_remedy]
    return "\n".join([*lines, "", "Khi viết cần:", *(f"- {line}" for line in advice.advice[:ADVICE])])


def _pattern_text(pattern: Pattern) -> str:
    marks = "".join(f"[{n}]" for n in pattern.citations)
    return f"{pattern.text} {marks}" if marks else f"{pattern.text} (mẫu của Trợ lý)"


def _directives_text(matches: tuple[DirectiveMatch, ...]) -> str:
    lines = []
    for match in matches:
        lines += [f"- {match.first_mention}{_number(match)} ({VERDICT[match.applies]}). {match.reason}"]
        lines += [f"  Lần nhắc sau: {match.later_mention}."]
        cited = match.cited_in[:2]
        lines += [
            f"  Được dẫn trong «{c.document}»: «{c.quote}»{' (ngày hoặc cơ quan ghi khác sổ văn bản)' if c.conflict else ''}."
            for c in cited
        ]
    return "\n".join(lines)


def _number(match: DirectiveMatch) -> str:
    """A law is cited by name; its number and date stand beside the citation, for who asks."""
    directive = match.directive
    if directive.symbol in match.first_mention:
        return ""
    date = f", ngày {'/'.join(reversed(directive.issued_on.split('-')))}" if directive.issued_on else ""
    return f" [số {directive.symbol}{date}]"


def _findings_text(findings: tuple[Finding, ...], section: ReportSection | None, what: str = "báo cáo") -> str:
    where = f"mục «{section.heading}»" if section else what
    if not findings:
        return f"Không thấy lỗi nào ở {where}."
    lines = [f"Thấy {len(findings)} chỗ cần xem ở {where}:"]
    lines += [f"- «{f.quote}»: {f.message}" if f.quote else f"- {f.message}" for f in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"- … và {len(findings) - SHOWN} chỗ khác, xem ở cột Bản thảo.")
    return "\n".join(lines)


def _where(citation: Citation, hit: Hit) -> str:
    path = " › ".join(citation.heading_path[-2:])
    return f"{hit.document}, {path}" if path else hit.document


def _has_children(section: ReportSection, sections: tuple[ReportSection, ...]) -> bool:
    place = sections.index(section)
    return place + 1 < len(sections) and sections[place + 1].level > section.level
