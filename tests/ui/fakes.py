"""A small stand-in for assistant.workflow over a real workspace, so that the page can be tried without knowledge or models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.citing import Citing
from assistant.jsonview import answer_json
from assistant.lookup import look_up
from assistant.records import Answer, Citation, Draft, DraftParagraph, Event, Finding, Pattern, Turn
from assistant.service import registry_path
from assistant.workspace import Workspace
from knowledge.errors import HeldBack, NotFound, UnusableInput
from knowledge.records import Document, Mention, Outline, OutlineItem, Passage, Section
from knowledge.registry import Registry, load_registry

TEXT = "BÁO CÁO TỔNG KẾT\nIII. Hạn chế\nCông tác tuyên truyền ở một số thôn chưa thường xuyên.\nKinh phí còn ít."
QUOTE = "Công tác tuyên truyền ở một số thôn chưa thường xuyên."
START = TEXT.index(QUOTE)
PASSAGE = Passage("p1", "d1", 0, QUOTE, QUOTE, ("III. Hạn chế",), "han_che", "prose", START, START + len(QUOTE))
DOCUMENT = Document(
    "d1", "kho/bao-cao-mau.md", "Báo cáo xã Lạc Khê <b>", "report", TEXT,
    (Section("s1", "III", "Hạn chế", 1, "han_che", (), (), TEXT.index("III"), len(TEXT)),), origin="demo",
)  # fmt: skip
OUTLINE = Outline(
    "Đề cương báo cáo tổng kết",
    (
        OutlineItem("I", "Đặc điểm tình hình", 1, "dac_diem", ("Vị trí, diện tích, dân số",)),
        OutlineItem(
            "III", "Đánh giá chung", 1, "danh_gia", (),
            (OutlineItem("1", "Hạn chế", 2, "han_che", ("Nêu hạn chế chủ yếu", "Nêu rõ nơi xảy ra, mức độ")),),
        ),
    ),
)  # fmt: skip


@dataclass
class FakeLibrary:
    """Documents in a list."""

    kept: list[Any] = field(default_factory=lambda: [summary("d1", DOCUMENT.title, "report", "demo")])

    def documents(self) -> tuple[Any, ...]:
        return tuple(self.kept)

    def document(self, document_id: str) -> Document:
        if document_id != DOCUMENT.id:
            raise NotFound("Không có tài liệu này.")
        return DOCUMENT

    def passage(self, passage_id: str) -> Passage:
        if passage_id != PASSAGE.id:
            raise NotFound("Không có đoạn này.")
        return PASSAGE

    def remove(self, document_id: str) -> None:
        self.kept = [d for d in self.kept if d.id != document_id]


def summary(document_id: str, title: str, kind: str, origin: str) -> Any:
    return SimpleNamespace(id=document_id, path=title, title=title, kind=kind, origin=origin, passages=3, sections=2)


def service_in(home: Path, owner: str = "local") -> Any:
    """Open a fake service with a real workspace."""
    settings = SimpleNamespace(home=home)
    return FakeService(settings, Workspace(home, owner))


@dataclass
class FakeService:
    """A service whose registry is the shipped one with the user's own entries over it, cited by one document."""

    settings: Any
    workspace: Workspace
    library: FakeLibrary = field(default_factory=FakeLibrary)
    model: Any = None

    @property
    def registry(self) -> Registry:
        return load_registry(registry_path(self.settings))

    def cited(self) -> tuple[Citing, ...]:
        mention = Mention(
            "62-KL/TW", "Kết luận", "2009-12-18", "Bộ Chính trị", None, "Kết luận số 62-KL/TW ngày 18/12/2009", 0, 36
        )
        right = Mention(
            "62-KL/TW", "Kết luận", "2009-12-08", "Bộ Chính trị", None, "Kết luận 62-KL/TW ngày 08/12/2009", 0, 33
        )
        return Citing("Báo cáo <b>xã</b>", mention), Citing("Kế hoạch", right)


CITATION = Citation(1, "p1", "d1", DOCUMENT.title, ("III. Hạn chế",), "han_che", QUOTE)


class Story:
    """The functions of assistant.workflow that the page calls."""

    def converse(self, service: Any, turn: Turn) -> Iterator[Event]:
        if not turn.text.strip():
            raise UnusableInput("Chưa có nội dung.")
        service.workspace.say(turn.report_id, turn.section_id, "user", turn.text)
        yield Event("status", "Đang tìm đoạn tương tự…")
        answer = self._answer(turn)
        for word in answer.answer.split(" "):
            yield Event("text", word + " ")
        service.workspace.say(turn.report_id, turn.section_id, "assistant", answer.answer, answer_json(answer))
        yield Event("answer", answer=answer)

    def _answer(self, turn: Turn) -> Answer:
        notes = [line.strip("- ") for line in turn.text.splitlines() if line.startswith("-")]
        if not notes:
            pattern = Pattern("Việc [nội dung] ở [nơi] chưa thường xuyên.", ("[nội dung]", "[nơi]"), (1,), "source")
            return Answer(
                "phrase", "Có thể viết theo mẫu sau [1].", (pattern, Pattern("Còn {{7}} ${1+1} [x].")), (CITATION,)
            )
        draft = Draft(
            "han_che", tuple(DraftParagraph(f"- {n}; [số liệu].", (i,), (1,)) for i, n in enumerate(notes)), (CITATION,)
        )
        return Answer("draft", draft.text, citations=(CITATION,), draft=draft, suggestions=("Ngắn lại",))

    def lookup(self, service: Any, text: str, profile: Any = None) -> Any:
        return look_up(text, service.registry, service.cited(), profile)

    def check_section(self, service: Any, report: Any, section: Any) -> tuple[Finding, ...]:
        at = section.text.find("[")
        return (
            (Finding("f1", "blank", "error", section.text[at : at + 3], at, at + 3, "Còn chỗ trống."),)
            if at >= 0
            else ()
        )

    def check_report(self, service: Any, report: Any) -> tuple[Finding, ...]:
        return tuple(f for s in report.sections for f in self.check_section(service, report, s))

    def compile_report(self, service: Any, report_id: str, layout: str = "", draft: bool = False) -> Any:
        findings = self.check_report(service, service.workspace.report(report_id))
        if findings and not draft:
            raise HeldBack(f"Còn {len(findings)} lỗi.")
        return SimpleNamespace(data=b"PK", name="bao-cao.docx", findings=findings, pages_estimate=1)

    def find_outline(self, service: Any, name: str) -> Outline:
        return OUTLINE

    def new_report(self, service: Any, outline: Outline, profile: Any, title: str = "") -> str:
        return str(service.workspace.new_report(outline, profile, title))

    def add_documents(
        self, service: Any, paths: list[Path], kind: str = "auto", progress: Any = None
    ) -> tuple[Any, ...]:
        out = []
        for path in paths:
            bad = path.stat().st_size == 0
            if not bad:
                service.library.kept.append(summary(f"d-{path.name}", path.stem, "report", "user"))
            error = "Tệp trống." if bad else None
            out.append(
                SimpleNamespace(
                    id=f"d-{path.name}", path=str(path), title=path.stem, kind="report", status="failed" if bad else "added",
                    passages=3, sections=2, tables=0, footnotes=0, warnings=(), error=error,
                )
            )  # fmt: skip
        return tuple(out)

    def drop_demo(self, service: Any) -> int:
        before = len(service.library.kept)
        service.library.kept = [d for d in service.library.kept if d.origin != "demo"]
        return before - len(service.library.kept)

    def add_demo(self, service: Any) -> int:
        service.library.kept.append(summary("d1", DOCUMENT.title, "report", "demo"))
        return 1
