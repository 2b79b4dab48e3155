"""Small stand-ins for the tests of the knowledge base: an embedder of hashed words, and documents made of plain lines."""

import hashlib

import numpy as np

from knowledge.records import Block, Document, Passage, Section
from knowledge.text import fold


class HashEmbedder:
    """Embed a text as the sum of one fixed direction for each of its words; accents are not told apart."""

    def __init__(self, name="hash-1", dimensions=64):
        self.fingerprint = name
        self.dimensions = dimensions
        self.calls = 0

    def encode(self, texts, query=False):
        self.calls += 1
        rows = [self._direction(text) for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimensions)

    def _direction(self, text):
        total = np.full(self.dimensions, 1e-3)
        for word in fold(text).split():
            seed = int.from_bytes(hashlib.sha256(f"{self.fingerprint}{word}".encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimensions)
        return total / np.linalg.norm(total)


def make_document(path, *lines, kind="report", origin="user", title=""):
    """Make a document whose lines are its paragraphs."""
    text = "\n".join(lines)
    identity = hashlib.sha256(text.encode()).hexdigest()[:16]
    blocks = tuple(Block("paragraph", line, text.index(line), text.index(line) + len(line)) for line in lines)
    section = Section(id=f"{identity}-1", number="I", heading="Kết quả", level=1, role="ket_qua", blocks=blocks)
    return Document(identity, path, title or path, kind, text, (section,), origin=origin)


def make_passages(document, roles=()):
    """Make a passage of each line; `roles` name those of the first ones."""
    made = []
    start = 0
    for ordinal, line in enumerate(document.text.split("\n")):
        role = roles[ordinal] if ordinal < len(roles) else "ket_qua"
        identity = hashlib.sha256(f"{document.id}{ordinal}{line}".encode()).hexdigest()[:16]
        made.append(
            Passage(
                identity, document.id, ordinal, line, line, ("I. Kết quả",), role, "prose", start, start + len(line)
            )
        )
        start += len(line) + 1
    return tuple(made)


def put(library, path, *lines, roles=(), **changes):
    """Add a document of the given lines to a library."""
    options = {key: changes.pop(key) for key in ("report_id", "sha256", "reader") if key in changes}
    document = make_document(path, *lines, **changes)
    library.add(document, make_passages(document, roles), **options)
    return document
