"""Grow the section tree from judged lines: depth by the numbering habits of this document, then one role per node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from knowledge.headings import Label, Style, opens_series, parse_label, strip_marks, type_line
from knowledge.headlines import judge
from knowledge.judged import Line
from knowledge.readers.lines import is_caps
from knowledge.records import Block
from knowledge.roles import role_of_body, role_of_heading
from knowledge.text import fold


@dataclass(slots=True)
class Node:
    """A section while the tree grows."""

    number: str = ""
    heading: str = ""
    rank: int = 0
    style: Style = "plain"
    hint: int = 0
    role: str = ""
    start: int = 0
    end: int = 0
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    outline: bool = False


def grow(blocks: tuple[Block, ...], guidance: bool) -> tuple[Node, ...]:
    """Return the top nodes of the tree that the blocks after the title form, each with its role."""
    grower = _Grower()
    for line in judge(blocks, guidance):
        grower.take(line)
    own = guidance
    for node in grower.roots:
        if node.style == "annex" and not node.heading:
            node.number, node.heading = "", node.number
        own = own and not node.outline
        _assign_role(node, "", own)
    return tuple(grower.roots)


class _Grower:
    """The open path of the tree and where the next line goes."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.path: list[Node] = []
        self.current: Node | None = None
        self.awaits_heading = False

    def take(self, line: Line) -> None:
        if self.awaits_heading and self._is_continuation(line):
            self._extend_heading(line)
            return
        match line.verdict:
            case "annex":
                self._open_attached(line)
            case "closing":
                self._open_top(Node(role="ket_thuc"), line.block)
            case "tail":
                self._open_tail(line)
            case "heading":
                self._open(line)
            case "item":
                self._place_item(line)
            case _:
                self._put(line.block)

    def _is_continuation(self, line: Line) -> bool:
        """Say whether a line is (more of) the heading of the number just opened: "Phần thứ nhất" and the line under it."""
        node, text = self.current, line.block.text
        if node is None or node.blocks or line.block.rows or line.verdict not in ("heading", "body", "maybe"):
            return False
        if line.label and line.label.style != "plain_caps":
            return False
        if text.startswith(("(", "-")) or (text.rstrip().endswith((":", ".")) and len(text) > 120):
            return False
        if not node.heading or (
            node.style == "annex" and type_line(node.heading) and type_line(node.heading) == (node.heading, "")
        ):
            return len(text) <= 400
        return is_caps(text) and is_caps(node.heading) and line.verdict == "heading"

    def _extend_heading(self, line: Line) -> None:
        node = self.current
        assert node is not None
        node.heading = f"{node.heading} {strip_marks(line.block.text)}".strip()
        node.end = line.block.end

    def _open_attached(self, line: Line) -> None:
        """Open an annex, whose numbering starts anew under it, or an attached outline, whose sections stand at the top."""
        outline = line.label is None
        number = line.label.number if line.label else ""
        node = Node(
            number, line.heading, 0, "annex", line.block.level, "khac" if outline else "phu_luc", outline=outline
        )
        self._open_top(node, line.block)
        node.blocks.clear()
        self.path = [] if outline else [node]
        self.awaits_heading = True

    def _open_top(self, node: Node, block: Block) -> None:
        node.start, node.end = block.start, block.end
        node.blocks.append(block)
        self.roots.append(node)
        self.path = []
        self.current = node
        self.awaits_heading = False

    def _open_tail(self, line: Line) -> None:
        if self.current and self.current.role == "noi_nhan":
            self._put(line.block)
            return
        named = fold(line.block.text).startswith("noi nhan")
        heading, _, rest = line.block.text.partition(":") if named else ("", "", line.block.text)
        self._open_top(Node(heading=heading.strip(), role="noi_nhan"), line.block)
        node = self.roots[-1]
        node.blocks = [replace(line.block, text=rest.strip())] if rest.strip() else []

    def _open(self, line: Line) -> None:
        label, block = line.label, line.block
        node = Node(
            label.number if label else "", line.heading, line.rank, label.style if label else "plain", block.level
        )
        node.start, node.end = block.start, block.end
        parent = self._parent(node, line)
        (parent.children if parent else self.roots).append(node)
        self.path.append(node)
        self.current = node
        if line.glued:
            node.blocks.append(glued_block(block, line.glued))
        self.awaits_heading = not line.glued and (not line.heading or is_caps(line.heading))

    def _parent(self, node: Node, line: Line) -> Node | None:
        """Cut the open path down to the parent of a new node and return it, None for the top."""
        while self.path and not _is_parent(self.path, node, line):
            self.path.pop()
        return self.path[-1] if self.path else None

    def _place_item(self, line: Line) -> None:
        """Put a numbered paragraph where its number says: it closes the open heading that it follows in the same series."""
        label = line.label
        if label and label.number and not opens_series(label) and not self._in_list(label):
            for depth, node in enumerate(self.path):
                if node.style == label.style and node.rank == label.rank:
                    self.path = self.path[:depth] or self.path[:1]
                    self.current = self.path[-1]
                    break
        self._put(replace(line.block, kind="item") if label and label.style != "star" else line.block)

    def _in_list(self, label: Label) -> bool:
        """Say whether the open section already holds numbered paragraphs of this style, which the label goes on with."""
        items = [block for block in self.current.blocks if block.kind == "item"] if self.current else []
        found = [parse_label(block.text) for block in items]
        return any(other is not None and other.style == label.style for other in found)

    def _put(self, block: Block) -> None:
        if self.current is None:
            opening = Node(role="khac" if block.rows else "mo_dau")
            self._open_top(opening, block)
            return
        node = self.current
        if not node.children:
            node.end = max(node.end, block.end)
        node.blocks.append(block)
        self.awaits_heading = False


def _is_parent(path: list[Node], node: Node, line: Line) -> bool:
    top = path[-1]
    if top.style == "annex" or top.rank == 0:
        return True
    labelled = bool(top.number) and bool(node.number)
    if not labelled and top.hint and node.hint:
        return top.hint < node.hint
    if node.style == top.style and node.rank == top.rank:
        return False
    if not top.number and line.label and node.number and opens_series(line.label):
        return not any(open_node.style == node.style and open_node.rank == node.rank for open_node in path)
    return top.rank < node.rank


def glued_block(block: Block, body: str) -> Block:
    """Return the body that stands in one line with its heading, as a paragraph of its own."""
    return replace(
        block, kind="paragraph", text=body, number="", level=0, start=max(block.start, block.end - len(body))
    )


def _assign_role(node: Node, parent: str, guidance: bool) -> None:
    if not node.role:
        node.role = role_of_heading(node.heading, parent, guidance) or _role_by_content(node, guidance)
    for child in node.children:
        _assign_role(child, node.role, guidance)


def _role_by_content(node: Node, guidance: bool) -> str:
    return "khac" if guidance else role_of_body("\n".join(_texts([node])))


def _texts(nodes: Iterable[Node]) -> list[str]:
    found = []
    for node in nodes:
        found += [block.text for block in node.blocks if not block.rows]
        found += _texts(node.children)
    return found
