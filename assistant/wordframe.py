"""Sets what stands around the text of a report: heading table, title, Kính gửi, signature with recipients, heads of appendices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant import officialforms as forms
from assistant.layouts import Face, Layout
from assistant.markup import clean, one_line, pieces_of, spell_uy
from assistant.records import Report
from assistant.textwidth import width_mm
from assistant.wordtables import FrameCell, frame
from assistant.wordxml import Shape, paragraph, rule, run

SIGNING_ROOM = 72.0
"""Points left blank for the signature and the stamp."""
SIGNATURE_SPACE = 8.0
"""Points between the last line of the body and the recipients and signature beside each other."""
_CENTRE = Shape(align="center")
_ADDRESSEES_MM = 30.0
_LONGEST_DATE_MM = 112.0
DRAFT_MARK = "DỰ THẢO"


def runs_of(text: str, face: Face | None, *, draft: bool) -> list[Any]:
    """Make the runs of one line; in the draft form `[slots]` are highlighted."""
    upper = face is not None and face.caps
    runs = []
    for piece in pieces_of(clean(text)):
        slot = piece.kind == "slot"
        runs.append(
            run(
                piece.text.upper() if upper and not slot else piece.text,
                face,
                highlight="yellow" if slot and draft else "",
            )
        )
    return runs


def centred(text: str, face: Face, *, draft: bool, before: float = 0.0, style: str = "") -> Any:
    """Make a centred paragraph in a face."""
    return paragraph(*runs_of(text, face, draft=draft), shape=replace(_CENTRE, before=before), style=style)


def heading_table(report: Report, layout: Layout, *, draft: bool) -> Any:
    """Make the top of page 1: issuer and number on the left, banner, place and date on the right.

    A long place takes room from the number beside it, never from the names above.
    """
    profile = report.profile
    date = spell_uy(forms.place_date(profile), layout.uy)
    left_mm = layout.left_column_mm
    right_mm = layout.text_mm - left_mm
    date_mm = min(width_mm(date, layout.place.size) + 4, _LONGEST_DATE_MM)
    parent, issuer = forms.issuer_lines(profile, layout, left_mm)
    left = [centred(line, layout.parent, draft=draft) for line in parent]
    left += [centred(line, layout.issuer, draft=draft) for line in issuer]
    if layout.issuer_mark:
        left.append(centred(layout.issuer_mark, replace(layout.number, bold=False), draft=draft))
    if layout.issuer_rule:
        longest = max(width_mm(line, layout.issuer.size, bold=True) for line in issuer)
        left.append(rule(min(longest, left_mm) * layout.issuer_rule, left_mm))
    right = [centred(line, face, draft=draft) for line, face in layout.banner]
    last, face = layout.banner[-1]
    right.append(rule(min(width_mm(last, face.size, bold=face.bold), right_mm), right_mm))
    number = [centred(forms.number_line(profile, layout), layout.number, draft=draft)]
    if draft:
        side = (layout.text_mm - max(date_mm, right_mm)) / 2 - 18
        shape = Shape(align="center", left_mm=side, right_mm=side, before=8, box=True)
        number.append(paragraph(run(DRAFT_MARK, Face(13, bold=True)), shape=shape))
    dated = FrameCell([centred(date, layout.place, draft=draft)], 1 if date_mm <= right_mm else 2)
    if dated.span == 1:
        return frame((left_mm, right_mm), (FrameCell(left), FrameCell(right)), (FrameCell(number), dated))
    widths = (layout.text_mm - date_mm, date_mm - right_mm, right_mm)
    return frame(widths, (FrameCell(left, 2), FrameCell(right)), (FrameCell(number), dated))


def title_block(report: Report, layout: Layout, *, draft: bool) -> list[Any]:
    """Make type and summary of the report with the line or hyphens under them."""
    kind, summary = forms.title_parts(report, layout)
    block = [
        centred(kind, layout.kind, draft=draft, before=18, style="Title"),
        centred(summary, layout.summary, draft=draft, style="Subtitle"),
    ]
    if layout.summary_mark:
        block.append(
            paragraph(run(layout.summary_mark, replace(layout.summary, bold=False)), shape=replace(_CENTRE, after=12))
        )
    if layout.summary_rule:
        text_mm = min(width_mm(summary, layout.summary.size, bold=True), layout.text_mm)
        block.append(rule(text_mm * layout.summary_rule, layout.text_mm, after=12))
    return block


def addressee_block(report: Report, layout: Layout, *, draft: bool) -> list[Any]:
    """Make "Kính gửi:" with one addressee on its line, or several under the colon (NĐ 30 II.9.d)."""
    names = forms.addressees(report.profile, layout)
    if not names:
        return []
    if len(names) == 1:
        shape = replace(_CENTRE, before=6, after=12)
        return [paragraph(*runs_of(f"Kính gửi: {names[0]}", layout.body, draft=draft), shape=shape)]
    dash_mm = _ADDRESSEES_MM + width_mm("Kính gửi", layout.body.size)
    block = [paragraph(run("Kính gửi:", layout.body), shape=Shape(left_mm=_ADDRESSEES_MM, before=6, keep_next=True))]
    for index, name in enumerate(names):
        last = index == len(names) - 1
        shape = Shape(left_mm=dash_mm + 3, first_mm=-3, before=2, after=12 if last else 0)
        block.append(
            paragraph(
                *runs_of(f"- {name}{'.' if last else layout.recipients_separator}", layout.body, draft=draft),
                shape=shape,
            )
        )
    return block


def signature_table(report: Report, layout: Layout, *, draft: bool) -> Any:
    """Make the end of the report: recipients on the left, authority, post, room to sign and name on the right."""
    left = [paragraph(run("Nơi nhận:", layout.recipients_head), shape=Shape(keep_next=True, before=SIGNATURE_SPACE))]
    for line in forms.recipient_lines(report.profile, layout):
        left.append(paragraph(*runs_of(line, layout.recipients, draft=draft), shape=Shape()))
    signature = forms.signature(report.profile, layout)
    right = [
        centred(line, layout.authority, draft=draft, before=0.0 if place else SIGNATURE_SPACE)
        for place, line in enumerate(signature.authority)
    ]
    right += [centred(line, layout.post, draft=draft) for line in signature.post]
    name = signature.name or ("[họ và tên người ký]" if draft else "")
    right.append(centred(name, layout.signatory, draft=draft, before=SIGNING_ROOM))
    half = layout.text_mm / 2 - 5
    return frame((half, layout.text_mm - half), (FrameCell(left), FrameCell(right)))


def appendix_head(report: Report, layout: Layout, label: str, heading: str, *, draft: bool) -> list[Any]:
    """Make the head of an appendix: its name, its title in capitals, and the paper it belongs to."""
    title = spell_uy(one_line(heading), layout.uy)
    block = [centred(label, layout.appendix, draft=draft, style="AppendixHeading")]
    if title:
        block.append(centred(title, layout.appendix_title, draft=draft))
    note = forms.appendix_note(report.profile, layout)
    block.append(paragraph(*runs_of(note, layout.appendix_note, draft=draft), shape=replace(_CENTRE, after=12)))
    return block
