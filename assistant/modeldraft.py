"""A language model writes a section from marked facts; what it returns is rendered, read again, repaired once or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass

from assistant.compose import ComposeRequest
from assistant.delex import delexicalise, names_in
from assistant.factmarks import Marked, mark_figures, render_marks
from assistant.model import ChatModel
from assistant.prompts import load_prompt, load_yaml
from assistant.records import Event
from knowledge.errors import ServiceDown
from knowledge.records import Hit

EXAMPLES = 6
EXAMPLE_CHARS = 600
ACCENTED = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
REFUSAL = re.compile(
    r"(?i)\b(tôi không thể|xin lỗi|rất tiếc|as an ai|i cannot|i can't|i'm sorry|tôi là (?:một )?(?:mô hình|trợ lý ai))"
)
LEAST_ACCENTED = 0.05
"""Share of accented letters under which a text of some length is not Vietnamese prose (running text has about 0.25)."""


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A model's text, rendered; `text` is empty when it cannot be used, and `why` then says so in Vietnamese."""

    text: str
    written_by: str
    why: str = ""
    remarks: tuple[str, ...] = ()


def write_with_model(
    request: ComposeRequest, hits: tuple[Hit, ...], model: ChatModel, faults: Callable[[str], tuple[str, ...]]
) -> Generator[Event, None, ModelReply]:
    """Yield the model's text as it comes; return (generator value) the ModelReply after at most one repair turn."""
    marked = mark_figures(tuple(n.text for n in request.notes), request.facts)
    system = load_prompt("draft_system")
    try:
        raw = yield from _streamed(model, system, _user_prompt(request, marked, hits))
        text, wrong = _read(raw, marked, faults)
        if unusable := _unusable(text):
            return ModelReply("", "embedded", f"Mô hình {model.name} {unusable}; Trợ lý đã soạn tại chỗ.")
        if wrong:
            yield Event("status", "Đang sửa theo kết quả soát…")
            text, wrong = yield from _repaired(model, system, text, wrong, marked, faults)
    except ServiceDown as error:
        return ModelReply("", "embedded", f"{error} Trợ lý đã soạn tại chỗ.")
    remarks = ("Bản soạn của mô hình còn chỗ chưa có căn cứ, đã đánh dấu.",) if wrong else ()
    return ModelReply(text, model.name, remarks=remarks)


def _repaired(
    model: ChatModel,
    system: str,
    text: str,
    wrong: tuple[str, ...],
    marked: Marked,
    faults: Callable[[str], tuple[str, ...]],
) -> Generator[Event, None, tuple[str, tuple[str, ...]]]:
    prompt = load_prompt("repair_user", ban_thao=text, loi="\n".join(f"- {w}" for w in wrong), ghi_chu=marked.notes)
    raw = "".join(model.stream(system, prompt))
    again, still = _read(raw, marked, faults)
    if _unusable(again) or len(still) > len(wrong):
        return text, wrong
    yield Event("text", "\n\n" + again)
    return again, still


def _streamed(model: ChatModel, system: str, user: str) -> Generator[Event, None, str]:
    pieces = []
    for piece in model.stream(system, user):
        pieces.append(piece)
        yield Event("text", piece)
    return "".join(pieces)


def _read(raw: str, marked: Marked, faults: Callable[[str], tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    text = _clean(render_marks(raw, marked))
    unknown = tuple(f"Dấu {mark} không có trong ghi chú." for mark in re.findall(r"\{\{[^}]*\}\}", text))
    missing = tuple(f"Thiếu số liệu «{value}» của ghi chú." for value in marked.missing(raw, text))
    return re.sub(r"\{\{[^}]*\}\}", "[cần bổ sung: số liệu]", text), unknown + missing + faults(text)


def _clean(raw: str) -> str:
    lines = [re.sub(r"^\s*(?:#+|\*\*?)\s*|\*\*?\s*$", "", line).strip() for line in raw.replace("**", "").splitlines()]
    return "\n".join(line for line in lines if line and not line.startswith("```"))


def _unusable(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 20:
        return "không trả về nội dung"
    if len(ACCENTED.findall(text)) / len(letters) < LEAST_ACCENTED:
        return "không trả lời bằng tiếng Việt"
    if REFUSAL.search(text[:200]):
        return "từ chối soạn"
    return ""


def _masked(hit: Hit) -> str:
    names = names_in("\n".join((hit.document, *hit.passage.heading_path, hit.passage.text)))
    return delexicalise(hit.passage.text[:EXAMPLE_CHARS], names)[0]


def _user_prompt(request: ComposeRequest, marked: Marked, hits: tuple[Hit, ...]) -> str:
    examples = [_masked(hit) for hit in hits[:EXAMPLES]]
    shapes = {
        "paragraph": "đoạn văn",
        "dashes": "các gạch đầu dòng, mỗi dòng bắt đầu bằng dấu -",
        "auto": "đoạn văn hoặc gạch đầu dòng",
    }
    return load_prompt(
        "draft_user",
        de_muc=request.heading or load_yaml("roles.yaml")[request.role],
        vai_tro=load_yaml("roles.yaml")[request.role],
        don_vi=request.profile.unit or "[tên đơn vị]",
        hinh_thuc=shapes[request.style],
        yeu_cau="\n".join(f"- {r}" for r in request.requirements) or "(không có)",
        ghi_chu=marked.notes,
        so_lieu=marked.facts or "(không có)",
        mau_cau="\n".join(f"[{n}] {text}" for n, text in enumerate(examples, 1)) or "(không có)",
    )
