"""Values as the JSON that outside programs read (INTERFACES: the `troly` command)."""

from __future__ import annotations

from typing import Any

from assistant.records import Answer, Citation, DirectiveMatch, Draft, Finding, Pattern
from knowledge.records import Directive, Document, Figure, Hit, Mention, Outline, OutlineItem, SearchResult, Section

Json = dict[str, Any]


def finding_json(finding: Finding) -> Json:
    """One finding of `troly check`."""
    return {
        "id": finding.id, "kind": finding.kind, "severity": finding.severity, "quote": finding.quote, "start": finding.start,
        "end": finding.end, "heading_path": list(finding.heading_path), "message": finding.message, "expected": finding.expected,
    }  # fmt: skip


def findings_json(findings: tuple[Finding, ...]) -> Json:
    """Findings with their counts by kind."""
    kinds = sorted({f.kind for f in findings})
    counts = {kind: sum(f.kind == kind for f in findings) for kind in kinds}
    return {"findings": [finding_json(f) for f in findings], "counts": counts}


def citation_json(citation: Citation) -> Json:
    """One source of an answer."""
    return {
        "n": citation.n, "passage_id": citation.passage_id, "document": citation.document, "document_id": citation.document_id,
        "heading_path": list(citation.heading_path), "role": citation.role, "quote": citation.quote,
    }  # fmt: skip


def pattern_json(pattern: Pattern) -> Json:
    """One way of phrasing; ours carry their label."""
    label = {} if pattern.origin == "source" else {"label": "mẫu của Trợ lý"}
    return {
        "text": pattern.text,
        "slots": list(pattern.slots),
        "citations": list(pattern.citations),
        "origin": pattern.origin,
        **label,
    }


def draft_json(draft: Draft) -> Json:
    """A draft as `troly draft` prints it."""
    return {
        "section": draft.section,
        "text": draft.text,
        "paragraphs": [
            {"text": p.text, "notes": list(p.notes), "citations": list(p.citations)} for p in draft.paragraphs
        ],
        "citations": [citation_json(c) for c in draft.citations],
        "slots": list(draft.slots),
        "computed": [{"quote": c.quote, "formula": c.formula, "in_text": c.in_text} for c in draft.computed],
        "findings": [finding_json(f) for f in draft.findings],
        "written_by": draft.written_by,
        "remarks": list(draft.remarks),
    }


def directive_json(directive: Directive) -> Json:
    """One registry entry."""
    return {
        "symbol": directive.symbol, "type": directive.type, "issued_on": directive.issued_on, "issuer": directive.issuer,
        "term": directive.term, "title": directive.title, "status": directive.status, "replaced_by": directive.replaced_by,
        "confidence": directive.confidence, "themes": list(directive.themes), "note": directive.note,
    }  # fmt: skip


def match_json(match: DirectiveMatch) -> Json:
    """One entry answered to a look-up."""
    entry = directive_json(match.directive)
    entry["term"] = (match.directive.term or "").split("(")[0].strip() or None
    return entry | {
        "applies": match.applies,
        "reason": match.reason,
        "score": match.score,
        "first_mention": match.first_mention,
        "later_mention": match.later_mention,
        "cited_in": [
            {"document": c.document, "quote": c.quote, "issued_on": c.issued_on, "conflict": c.conflict}
            for c in match.cited_in
        ],
    }


def lookup_json(matches: tuple[DirectiveMatch, ...]) -> Json:
    """A look-up's answer."""
    return {"found": bool(matches), "directives": [match_json(m) for m in matches]}


def answer_json(answer: Answer) -> Json:
    """One chat turn's answer as `troly ask` prints it."""
    view: Json = {
        "intent": answer.intent,
        "answer": answer.answer,
        "patterns": [pattern_json(p) for p in answer.patterns],
        "citations": [citation_json(c) for c in answer.citations],
        "directives": [match_json(m) for m in answer.directives],
        "suggestions": list(answer.suggestions),
        "written_by": answer.written_by,
    }
    if answer.draft is not None:
        view["draft"] = draft_json(answer.draft)
    if answer.findings:
        view["findings"] = [finding_json(f) for f in answer.findings]
    return view


def mention_json(mention: Mention) -> Json:
    """One directive named in a text."""
    return {
        "symbol": mention.symbol, "type": mention.type, "issued_on": mention.issued_on, "issuer": mention.issuer,
        "term": mention.term, "quote": mention.quote,
    }  # fmt: skip


def figure_json(figure: Figure) -> Json:
    """One quantity of a text."""
    return {"value": figure.value, "unit": figure.unit, "quote": figure.quote}


def hit_json(hit: Hit) -> Json:
    """One passage found."""
    passage = hit.passage
    return {
        "passage_id": passage.id, "document": hit.document, "document_id": passage.document_id,
        "heading_path": list(passage.heading_path), "role": passage.role, "text": passage.text, "quote": passage.quote,
        "score": round(hit.score, 4),
    }  # fmt: skip


def search_json(result: SearchResult) -> Json:
    """A search's answer; `index` as "chroma" or "library"."""
    return {"query": result.query, "index": result.index, "hits": [hit_json(h) for h in result.hits]}


def section_json(section: Section) -> Json:
    """A section of a document's tree."""
    children = [section_json(c) for c in section.children]
    return {
        "number": section.number,
        "heading": section.heading,
        "level": section.level,
        "role": section.role,
        "children": children,
    }


def document_json(document: Document) -> Json:
    """A document as `troly show` prints it."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "sections": [section_json(s) for s in document.sections],
        "mentions": [mention_json(m) for m in document.mentions],
        "figures": [figure_json(f) for f in document.figures],
        "tables": [{"heading": t.heading, "rows": [list(row) for row in t.rows]} for t in document.tables],
        "footnotes": [{"mark": f.mark, "text": f.text} for f in document.footnotes],
        "blanks": document.blanks,
        "facts": {
            "issuer": document.facts.issuer, "level": document.facts.level, "system": document.facts.system,
            "period": document.facts.period, "date": document.facts.date, "number": document.facts.number,
            "directive": document.facts.directive, "signatory": document.facts.signatory,
            "recipients": list(document.facts.recipients),
        },
        "warnings": list(document.warnings),
    }  # fmt: skip


def outline_json(outline: Outline) -> Json:
    """An outline as `troly outline` prints it."""
    return {"title": outline.title, "sections": [_item_json(item) for item in outline.sections]}


def _item_json(item: OutlineItem) -> Json:
    return {
        "number": item.number, "heading": item.heading, "level": item.level, "role": item.role,
        "requirements": list(item.requirements), "children": [_item_json(c) for c in item.children],
    }  # fmt: skip
